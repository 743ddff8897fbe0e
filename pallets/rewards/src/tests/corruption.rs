//! `try_state` must notice each of its invariants being broken.

use crate::{
	mock::*,
	types::{Earnings, FrozenPart},
	Claimable, Coverage, CurrentParameters, Departed, Departure, Emission, Followed, Frozen,
	HeldSlot, Period, PointsSlot, Totals,
};
use frame_support::{assert_err, traits::fungible::Mutate};
use pallet_cairn_traits::{CoverageLedger, OnDeparture, OnVouching};
use sp_runtime::TryRuntimeError;

/// A sound state with something in every map; then `corrupt` must make `try_state` say `why`.
fn noticed(why: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		earn(&[(1, 1_000), (2, 5)]);
		Rewards::credit_points(&[(1, 10)]);
		run_to(10);
		Rewards::credit_points(&[(1, 10)]);
		Departed::<Test>::insert(owner(1), 9, Departure { claimable: 5, ..Default::default() });
		Claimable::<Test>::mutate(0, |page| page.set(2, 0));
		Rewards::do_try_state().unwrap();
		corrupt();
		assert_err!(Rewards::do_try_state(), TryRuntimeError::Other(why));
	});
}

#[test]
fn notices_money_missing_from_the_pot() {
	noticed("the pot's balance is not what the ledger says", || {
		Balances::set_balance(&Rewards::pot(), free(&Rewards::pot()) - 1);
	});
}

#[test]
fn notices_money_nobody_booked() {
	noticed("the pot's balance is not what the ledger says", || {
		Balances::set_balance(&Rewards::pot(), free(&Rewards::pot()) + 1);
	});
}

#[test]
fn notices_a_total_moved_between_columns() {
	noticed("claimable slots differ from the total", || {
		Totals::<Test>::mutate(|totals| {
			totals.claimable -= 1;
			totals.dust += 1;
		});
	});
}

#[test]
fn notices_a_slot_without_money() {
	noticed("claimable slots differ from the total", || {
		Claimable::<Test>::mutate(7, |page| page.set(7 * 64, 1));
	});
}

#[test]
fn notices_slots_beyond_128_bits() {
	noticed("claimable slots overflow", || {
		Claimable::<Test>::mutate(7, |page| page.set(7 * 64, u128::MAX));
	});
}

#[test]
fn notices_a_departure_without_money() {
	noticed("claimable slots differ from the total", || {
		Departed::<Test>::mutate(owner(1), 9, |departure| {
			*departure = Some(Departure { claimable: 6, ..Default::default() });
		});
	});
}

#[test]
fn notices_an_empty_departure() {
	noticed("an empty departure is kept", || {
		Departed::<Test>::insert(owner(2), 9, Departure::default());
	});
}

/// What router 48 has from coverage, whatever anybody booked.
fn set(earnings: Earnings) {
	Coverage::<Test>::mutate(6, |page| page.set(48, earnings));
}

#[test]
fn notices_held_slots_beyond_the_total() {
	noticed("held slots exceed the total", || {
		let all = totals().held;
		set(Earnings {
			held: HeldSlot { amount: all + 1, ..Default::default() },
			..Default::default()
		});
	});
}

/// Router 1 leaves an owner with what it has, and none of it stays in its own slot.
fn leave() {
	register(1, owner(1));
	Rewards::on_departure(1, &owner(1));
	Rewards::do_try_state().unwrap();
}

#[test]
fn notices_held_money_that_vanished_from_wherever_it_was() {
	noticed("held slots are short of the total", || {
		Coverage::<Test>::mutate(0, |page| {
			let points = page.get(1).points;
			page.set(1, Earnings { held: HeldSlot::default(), points });
		});
	});
	noticed("held slots are short of the total", || {
		leave();
		Departed::<Test>::mutate(owner(1), 1, |departure| {
			departure.as_mut().unwrap().coverage.held = HeldSlot::default();
		});
	});
	noticed("held slots are short of the total", || {
		register(1, owner(1));
		Rewards::frozen(1);
		Rewards::do_try_state().unwrap();
		Frozen::<Test>::remove(1);
	});
	// Not folded yet.
	noticed("held slots are short of the total", || {
		run_to(20);
		Rewards::do_try_state().unwrap();
		Coverage::<Test>::mutate(0, |page| {
			let held = page.get(1).held;
			page.set(1, Earnings { held, points: PointsSlot::default() });
		});
	});
}

#[test]
fn notices_held_money_that_rounding_cannot_explain() {
	noticed("held slots are short of the total", || {
		// Router 1 has earned points in two periods.
		let shares = u128::from(Period::<Test>::get().shares);
		assert_eq!(shares, 2);
		let more = |planck: u128| {
			Balances::mint_into(&Rewards::pot(), planck).unwrap();
			Totals::<Test>::mutate(|totals| totals.held += planck);
		};
		more(shares);
		Rewards::do_try_state().unwrap();
		more(1);
	});
}

#[test]
fn explains_what_rounding_has_left_by_a_share_for_each_router_and_period() {
	ExtBuilder.build_and_execute_with(|| {
		Rewards::credit_points(&[(1, 1), (2, 1), (3, 1)]);
		run_to(10);
		Rewards::credit_points(&[(1, 1), (2, 1), (3, 1)]);
		let held: u128 = (1..=3).map(|index| Rewards::earnings(index).held.amount).sum();
		assert!(totals().held - held < 3);
		assert_eq!(Period::<Test>::get().shares, 6);
	});
}

#[test]
fn notices_points_that_nobody_counted() {
	noticed("open points differ from the period's", || {
		let period = Period::<Test>::get().number;
		set(Earnings { points: PointsSlot { period, points: 1 }, ..Default::default() });
	});
}

#[test]
fn notices_points_of_a_period_to_come() {
	noticed("points of a period to come", || {
		set(Earnings { points: PointsSlot { period: 9, points: 1 }, ..Default::default() });
	});
}

#[test]
fn notices_released_money_that_nobody_booked() {
	noticed("claimable slots differ from the total", || {
		set(Earnings {
			held: HeldSlot { released: 1, ..Default::default() },
			..Default::default()
		});
	});
}

#[test]
fn notices_clocks_that_cannot_be() {
	noticed("a release of a period to come", || {
		set(Earnings { held: HeldSlot { amount: 1, since: 9, released: 0 }, ..Default::default() });
	});
	noticed("a clock runs without anything held", || {
		set(Earnings { held: HeldSlot { amount: 0, since: 1, released: 0 }, ..Default::default() });
	});
	noticed("traffic of a period to come", || Claimable::<Test>::mutate(3, |page| page.age(9)));
}

fn part(held: u128, points: PointsSlot) -> FrozenPart {
	FrozenPart { owner: owner(1), held, points }
}

#[test]
fn notices_frozen_money_and_points_that_are_not_there() {
	noticed("held slots exceed the total", || {
		let part = part(totals().held + 1, PointsSlot::default());
		Frozen::<Test>::insert(1, crate::FrozenParts::truncate_from(vec![part]));
	});
	noticed("open points differ from the period's", || {
		let part = part(0, PointsSlot { period: Period::<Test>::get().number, points: 1 });
		Frozen::<Test>::insert(1, crate::FrozenParts::truncate_from(vec![part]));
	});
	noticed("nothing is frozen", || Frozen::<Test>::insert(1, crate::FrozenParts::default()));
}

#[test]
fn notices_departures_that_cannot_be() {
	let change = |change: fn(&mut Departure)| {
		move || Departed::<Test>::mutate(owner(1), 9, |some| change(some.as_mut().unwrap()))
	};
	noticed(
		"a departure is released by halves",
		change(|departure| {
			departure.coverage.held.released = 1;
		}),
	);
	noticed(
		"a period without points is kept",
		change(|departure| {
			let points = PointsSlot { period: 1, points: 0 };
			departure.coverage = Earnings { points, ..Default::default() };
		}),
	);
	noticed("somebody is followed without a departure", || Rewards::follow(&owner(1), 8));
	noticed("nobody is followed", || Followed::<Test>::insert(8, frame_support::BoundedVec::new()));
}

#[test]
fn notices_minting_beyond_the_schedule() {
	noticed("more minted than scheduled for coverage", || {
		Emission::<Test>::mutate(|state| state.minted = state.coverage + 1);
	});
}

#[test]
fn notices_granting_beyond_the_schedule() {
	noticed("more granted than scheduled for validators", || {
		Emission::<Test>::mutate(|state| state.granted = state.validators + 1);
	});
}

#[test]
fn notices_shares_that_do_not_sum_to_the_schedule() {
	noticed("the streams do not sum to the schedule", || {
		Emission::<Test>::mutate(|state| state.validators += 1);
	});
}

#[test]
fn notices_a_share_out_of_bounds() {
	noticed("parameters outside their bounds", || {
		CurrentParameters::<Test>::mutate(|parameters| parameters.coverage_share = 10_000);
	});
}
