use crate::{
	coverage::worth, mock::*, types::Earnings, Departed, Departure, Error, Event, Followed,
	HeldSlot, Period, PointsSlot, Rates,
};
use cairn_scoring::Release;
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use pallet_cairn_traits::{CoverageLedger, OnDeparture};
use sp_runtime::DispatchError;

fn claim(who: AccountId, index: u32) -> Result<(), DispatchError> {
	Rewards::claim_departed(RuntimeOrigin::signed(caller()), who, index)
}

#[test]
fn departure_sets_aside_what_the_owner_had_earned() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		earn(&[(1, 700), (2, 5)]);
		Rewards::on_departure(1, &owner(1));
		assert_eq!(Rewards::claimable(1), 0);
		assert_eq!(Rewards::claimable(2), 5);
		assert_eq!(Rewards::departed(&owner(1), 1), 700);
		assert_eq!(totals().claimable, 705);
		assert_eq!(
			events(),
			[Event::Departed { owner: owner(1), router: 1, claimable: 700, held: 0 }]
		);
	});
}

#[test]
fn departure_with_nothing_leaves_no_record() {
	ExtBuilder.build_and_execute_with(|| {
		assert_storage_noop!(Rewards::on_departure(1, &owner(1)));
	});
}

#[test]
fn claim_departed_pays_the_old_owner_in_full() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(1, 700)]);
		Rewards::on_departure(1, &owner(1));
		assert_ok!(claim(owner(1), 1));
		assert_eq!(free(&owner(1)), 700);
		assert_eq!(totals().claimable, 0);
		assert_eq!(Departed::<Test>::iter().count(), 0);
		assert_eq!(
			events().last(),
			Some(&Event::DepartedClaimed { owner: owner(1), router: 1, paid: 700 })
		);
		assert_noop!(claim(owner(1), 1), Error::<Test>::DepartureNotFound);
	});
}

#[test]
fn claim_departed_pays_amounts_that_a_claim_would_call_too_small() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(1, 700), (2, 1)]);
		Rewards::on_departure(1, &owner(1));
		Rewards::on_departure(2, &owner(1));
		assert!(Rewards::claim_minimum(1) > 700);
		assert_noop!(claim(owner(1), 2), Error::<Test>::NotDepositable);
		assert_ok!(claim(owner(1), 1));
		assert_ok!(claim(owner(1), 2));
		assert_eq!(free(&owner(1)), 701);
	});
}

#[test]
fn claim_departed_refuses_what_is_not_there() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(1, 700)]);
		Rewards::on_departure(1, &owner(1));
		assert_noop!(claim(owner(2), 1), Error::<Test>::DepartureNotFound);
		assert_noop!(claim(owner(1), 2), Error::<Test>::DepartureNotFound);
		assert_noop!(
			Rewards::claim_departed(RuntimeOrigin::none(), owner(1), 1),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn leaving_twice_adds_up() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(1, 700)]);
		Rewards::on_departure(1, &owner(1));
		earn(&[(1, 300)]);
		Rewards::on_departure(1, &owner(1));
		assert_eq!(Rewards::departed(&owner(1), 1), 1_000);
		assert_ok!(claim(owner(1), 1));
		assert_eq!(free(&owner(1)), 1_000);
	});
}

#[test]
fn departure_takes_coverage_earnings_along() {
	ExtBuilder.build_and_execute_with(|| {
		Rewards::credit_points(&[(1, 30)]);
		Rewards::credit_points(&[(2, 70)]);
		run_to(10);
		let rate = Rates::<Test>::get(0);
		let earned = worth(30, rate);
		assert!(earned > 0);
		Rewards::credit_points(&[(1, 5)]);
		Rewards::on_departure(1, &owner(1));
		let kept = Departure {
			claimable: 0,
			coverage: Earnings {
				held: HeldSlot { amount: earned, since: 1, released: 0 },
				points: PointsSlot { period: 1, points: 5 },
			},
		};
		assert_eq!(Departed::<Test>::get(owner(1), 1), Some(kept));
		assert_eq!(Period::<Test>::get().points, 5);
		// What is held cannot be claimed.
		assert_noop!(claim(owner(1), 1), Error::<Test>::NothingReleased);
		Rewards::do_try_state().unwrap();

		// The new owner starts from nothing; coming and going again folds and adds.
		Rewards::credit_points(&[(1, 8)]);
		run_to(20);
		let later = worth(5, Rates::<Test>::get(1)) + worth(8, Rates::<Test>::get(1));
		Rewards::on_departure(1, &owner(1));
		let departure = Departed::<Test>::get(owner(1), 1).unwrap();
		let left = Release::THIRTIETH.held_after(earned, 1);
		assert_eq!(departure.claimable, earned - left);
		assert_eq!(departure.coverage.held.amount, left + later);
		assert_eq!(departure.coverage.points, PointsSlot::default());
	});
}

#[test]
fn what_stayed_with_an_owner_is_released_and_paid_until_nothing_is_left() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(2));
		hold(1, 30_000);
		Rewards::on_departure(1, &owner(1));
		assert_noop!(claim(owner(1), 1), Error::<Test>::NothingReleased);
		run_to(10);
		assert_eq!(Rewards::departed(&owner(1), 1), 999);
		assert_ok!(claim(owner(1), 1));
		assert_eq!(free(&owner(1)), 999);
		assert_noop!(claim(owner(1), 1), Error::<Test>::NothingReleased);
		Rewards::do_try_state().unwrap();
		assert_eq!(Followed::<Test>::get(1).into_inner(), [owner(1)]);

		Period::<Test>::mutate(|period| period.number += 1_000);
		assert_ok!(claim(owner(1), 1));
		assert_eq!(free(&owner(1)), 30_000);
		assert_eq!(Departed::<Test>::iter().count(), 0);
		assert_eq!(Followed::<Test>::iter().count(), 0, "a record that is gone is not followed");
	});
}

#[test]
fn points_that_turn_out_to_be_worth_nothing_leave_no_record() {
	ExtBuilder.build_and_execute_with(|| {
		Rewards::credit_points(&[(1, 1)]);
		Rewards::credit_points(&[(2, u64::MAX)]);
		Rewards::on_departure(1, &owner(1));
		run_to(10);
		assert_eq!(worth(1, Rates::<Test>::get(0)), 0);
		assert_ok!(claim(owner(1), 1));
		assert_eq!(Departed::<Test>::iter().count(), 0);
		assert_eq!(free(&owner(1)), 0);
	});
}
