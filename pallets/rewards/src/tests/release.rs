//! Held earnings become claimable, a thirtieth each period, however often anybody looks.

use crate::{coverage::worth, mock::*, Event, HeldSlot, Period, Rates, Totals};
use cairn_primitives::EarningsView;
use cairn_scoring::Release;
use frame_support::{assert_ok, assert_storage_noop, traits::fungible::Mutate};
use pallet_cairn_traits::CoverageLedger;
use proptest::prelude::*;

fn left(held: u128, periods: u32) -> u128 {
	Release::THIRTIETH.held_after(held, periods)
}

fn claim(index: u32) {
	assert_ok!(Rewards::claim(RuntimeOrigin::signed(caller()), vec![index].try_into().unwrap()));
}

#[test]
fn a_thirtieth_of_what_is_held_becomes_claimable_each_period() {
	ExtBuilder.build_and_execute_with(|| {
		hold(1, 30_000);
		assert_eq!((Rewards::claimable(1), totals().held), (0, 30_000));
		run_to(9);
		assert_eq!(Rewards::claimable(1), 0);
		run_to(10);
		assert_eq!(Rewards::claimable(1), 999, "rounded in favour of what is held");
		run_to(30);
		assert_eq!(Rewards::claimable(1), 30_000 - left(30_000, 3));
		assert_eq!(totals().claimable, 0, "nothing is booked until somebody claims or earns");
	});
}

#[test]
fn a_claim_pays_traffic_and_what_was_released_and_leaves_the_rest_its_clock() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		hold(1, 300_000);
		earn(&[(1, 5)]);
		run_to(20);
		let due = 5 + 300_000 - left(300_000, 2);
		assert_eq!(Rewards::claim_quote(&owner(1), &[1]).due, due);
		claim(1);
		assert_eq!(free(&owner(1)), due);
		assert_eq!(
			events().last(),
			Some(&Event::Claimed {
				owner: owner(1),
				routers: vec![(1, due)],
				due,
				fee: 0,
				paid: due
			})
		);
		let slot = HeldSlot { amount: left(300_000, 2), since: 2, released: 0 };
		assert_eq!(Rewards::earnings(1).held, slot);
		assert_eq!((totals().claimable, totals().held), (0, left(300_000, 2)));
		run_to(30);
		assert_eq!(Rewards::claimable(1), left(300_000, 2) - left(left(300_000, 2), 1));
	});
}

#[test]
fn a_claim_folds_points_of_closed_periods_first_and_counts_their_clock_from_the_close() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		Rewards::credit_points(&[(1, 30)]);
		Rewards::credit_points(&[(2, 70)]);
		run_to(40);
		let earned = worth(30, Rates::<Test>::get(0));
		let due = earned - left(earned, 3);
		assert_eq!(Rewards::claimable(1), due);
		claim(1);
		assert_eq!(free(&owner(1)), due);
		assert_eq!(Rewards::earnings(1).points.points, 0);
		assert_eq!(
			Rewards::earnings(1).held,
			HeldSlot { amount: left(earned, 3), since: 4, released: 0 }
		);
		assert_eq!(Rewards::earnings(2).held, HeldSlot::default(), "a neighbour is left alone");
		assert_eq!(Rewards::earnings(2).points.points, 70);
	});
}

#[test]
fn new_earnings_do_not_reset_the_clock_of_what_is_held() {
	ExtBuilder.build_and_execute_with(|| {
		hold(1, 30_000);
		run_to(30);
		hold(1, 9_000);
		let before = left(30_000, 3);
		assert_eq!(
			Rewards::earnings(1).held,
			HeldSlot { amount: before + 9_000, since: 3, released: 30_000 - before }
		);
		assert_eq!((totals().claimable, totals().held), (30_000 - before, before + 9_000));
		run_to(40);
		let after = left(before + 9_000, 1);
		assert_eq!(Rewards::claimable(1), 39_000 - after);
	});
}

#[test]
fn points_are_folded_into_what_is_held_at_the_pace_of_both() {
	ExtBuilder.build_and_execute_with(|| {
		hold(1, 30_000);
		run_to(10);
		Rewards::credit_points(&[(1, 10)]);
		run_to(50);
		let earned = worth(10, Rates::<Test>::get(1));
		// Held alone for two periods, then both for three.
		let both = left(left(30_000, 2) + earned, 3);
		assert_eq!(Rewards::claimable(1), 30_000 + earned - both);
		Rewards::credit_points(&[(1, 1)]);
		assert_eq!(Rewards::earnings(1).held.amount, both);
		assert_eq!(Rewards::claimable(1), 30_000 + earned - both);
		assert_eq!(Period::<Test>::get().points, 1);
	});
}

#[test]
fn a_last_planck_is_released_and_an_empty_slot_has_no_clock() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		hold(1, 30_000);
		Period::<Test>::mutate(|period| period.number = 1_000);
		assert_eq!(Rewards::claimable(1), 30_000);
		claim(1);
		assert_eq!(Rewards::earnings(1).held, HeldSlot::default());
		assert_eq!(totals().held, 0);
	});
}

#[test]
fn what_is_coming_is_what_comes() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		hold(1, 30_000);
		earn(&[(1, FLOOR)]);
		run_to(10);
		Rewards::credit_points(&[(1, 3)]);
		let view = Rewards::coming(1, 40).unwrap();
		assert_eq!(
			EarningsView { releases: Vec::new(), ..view.clone() },
			EarningsView {
				claimable: FLOOR + 999,
				held: 29_001,
				points: 3,
				frozen: 0,
				frozen_points: 0,
				carried_traffic: true,
				releases: Vec::new(),
			}
		);
		let mut claimable = view.claimable;
		let mut held = HeldSlot { amount: view.held, since: 0, released: 0 };
		for (period, release) in (1..).zip(&view.releases) {
			claimable += release;
			held.release(period);
			assert!(FLOOR + 30_000 - held.amount <= claimable, "touching releases no more");
			assert_eq!(FLOOR + 30_000 - left(29_001, period), claimable);
		}
		assert_eq!(view.releases.len(), 40);
		assert_eq!(Rewards::coming(1, u32::MAX).unwrap().releases.len(), 60);
		assert_eq!(Rewards::coming(2, 1), None);
		assert_storage_noop!({
			let _ = Rewards::coming(1, 40);
		});
	});
}

#[test]
fn a_campaign_pays_into_the_pot_and_then_holds_to_the_planck() {
	ExtBuilder.build_and_execute_with(|| {
		use frame_support::traits::tokens::Preservation::Preserve;
		Balances::transfer(&caller(), &Rewards::pot(), 700, Preserve).unwrap();
		assert_ok!(Rewards::hold(40, 700));
		Rewards::do_try_state().unwrap();
		assert_eq!(totals().held, 700);
		run_to(2);
		assert_eq!(totals().dust, 0, "it has been booked already");
	});
}

#[test]
fn holding_beyond_128_bits_changes_nothing() {
	ExtBuilder.build_and_execute_with(|| {
		hold(1, 5);
		assert_storage_noop!(assert!(Rewards::hold(1, u128::MAX).is_err()));
	});
}

#[derive(Clone, Debug)]
enum Step {
	Hold(u128),
	Points(u64),
	Traffic(u128),
	Periods(u32),
	Freeze(bool),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => (0u128..1_000_000).prop_map(Step::Hold),
		3 => (1u64..1_000).prop_map(Step::Points),
		1 => (0u128..1_000).prop_map(Step::Traffic),
		5 => (1u32..6).prop_map(Step::Periods),
		1 => any::<bool>().prop_map(Step::Freeze),
	]
}

/// What router 1 holds at the end, and what it has been released and earned by traffic in all. With
/// `touch`, somebody touches it in every period in between. Says how often.
fn live(steps: &[Step], touch: bool) -> (u128, u128, u32) {
	use pallet_cairn_traits::OnVouching;
	ExtBuilder.build().execute_with(|| {
		register(1, owner(1));
		Price::set(0);
		let mut touches = 0;
		for step in steps {
			match step {
				Step::Hold(amount) => hold(1, *amount),
				Step::Points(points) => {
					Rewards::credit_points(&[(1, *points)]);
					// Somebody who has nothing to do with it earns too.
					Rewards::credit_points(&[(17, 777)]);
				}
				Step::Traffic(amount) => earn(&[(1, *amount)]),
				Step::Periods(count) => {
					for _ in 0..*count {
						run_to((System::block_number() / PERIOD + 1) * PERIOD);
						if touch {
							touches += 1;
							let routers = vec![1].try_into().unwrap();
							// Nothing may be due, and then it is touched by nobody's money.
							let claimed = Rewards::claim(RuntimeOrigin::signed(caller()), routers);
							if claimed.is_err() {
								Rewards::hold(1, 0).unwrap();
							}
						}
						Rewards::note_dust();
						Rewards::do_try_state().unwrap();
					}
				}
				Step::Freeze(next_period) => {
					Rewards::frozen(1);
					if *next_period {
						run_to((System::block_number() / PERIOD + 1) * PERIOD);
					}
					Rewards::decided(1, false);
					touches += 1;
				}
			}
		}
		Rewards::hold(1, 0).unwrap();
		Rewards::do_try_state().unwrap();
		let held = Rewards::earnings(1).held.amount;
		(held, free(&owner(1)) + Rewards::claimable(1), touches + 1)
	})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn touching_often_or_never_differs_by_at_most_a_planck_a_touch_in_favour_of_held(
		steps in prop::collection::vec(step(), 1..25),
	) {
		let (never_held, never_got, _) = live(&steps, false);
		let (often_held, often_got, touches) = live(&steps, true);
		prop_assert_eq!(never_held + never_got, often_held + often_got, "to the planck");
		prop_assert!(often_held >= never_held, "{} below {}", often_held, never_held);
		prop_assert!(often_held - never_held <= touches.into(), "{} above {}", often_held, never_held);
	}
}

#[test]
fn totals_follow_a_touch() {
	ExtBuilder.build_and_execute_with(|| {
		hold(1, 30_000);
		Balances::mint_into(&Rewards::pot(), 10).unwrap();
		run_to(20);
		assert_ok!(Rewards::hold(1, 0));
		let left = left(30_000, 2);
		let totals = Totals::<Test>::get();
		assert_eq!((totals.held, totals.claimable, totals.dust), (left, 30_000 - left, 10));
	});
}
