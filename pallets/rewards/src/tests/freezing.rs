//! A sponsor takes its word back: coverage earnings freeze until it is decided.

use crate::{coverage::worth, mock::*, Event, Frozen, HeldSlot, Period, PointsSlot, Rates};
use cairn_scoring::Release;
use frame_support::{assert_ok, assert_storage_noop};
use pallet_cairn_traits::{CoverageLedger, OnVouching};
use sp_runtime::DispatchResult;

pub(super) fn left(held: u128, periods: u32) -> u128 {
	Release::THIRTIETH.held_after(held, periods)
}

fn claim(index: u32) -> DispatchResult {
	Rewards::claim(RuntimeOrigin::signed(caller()), vec![index].try_into().unwrap())
}

/// Router 1 of owner 1 holds a million planck since period 0; it is period 3 now.
pub(super) fn with_held(test: impl FnOnce()) {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		hold(1, 1_000_000);
		run_to(30);
		test();
		Rewards::do_try_state().unwrap();
	});
}

#[test]
fn freezing_keeps_what_is_not_released_and_leaves_what_is() {
	with_held(|| {
		earn(&[(1, 7)]);
		let held = left(1_000_000, 3);
		Rewards::frozen(1);
		assert_eq!(
			events().last(),
			Some(&Event::Frozen { owner: owner(1), router: 1, held, points: 0 })
		);
		assert_eq!(Rewards::claimable(1), 7 + 1_000_000 - held);
		let view = Rewards::coming(1, 2).unwrap();
		assert_eq!((view.held, view.frozen, view.releases), (0, held, vec![0, 0]));
		run_to(90);
		assert_eq!(Rewards::claimable(1), 7 + 1_000_000 - held, "the clock stands still");
		assert_ok!(claim(1));
		assert_eq!(free(&owner(1)), 7 + 1_000_000 - held);
		earn(&[(1, 900_000)]);
		assert_ok!(claim(1));
		assert_eq!(totals().held, held, "traffic is paid as ever, and nothing else");
	});
}

#[test]
fn a_restored_word_lets_the_release_go_on_from_where_it_stood() {
	with_held(|| {
		let held = left(1_000_000, 3);
		Rewards::frozen(1);
		run_to(70);
		Rewards::decided(1, false);
		assert_eq!(
			events().last(),
			Some(&Event::Thawed { owner: owner(1), router: 1, held, points: 0 })
		);
		assert_eq!(Frozen::<Test>::iter().count(), 0);
		let slot = HeldSlot { amount: held, since: 7, released: 1_000_000 - held };
		assert_eq!(Rewards::earnings(1).held, slot);
		run_to(80);
		assert_eq!(Rewards::claimable(1), 1_000_000 - left(held, 1));
	});
}

#[test]
fn what_is_forfeited_goes_to_the_coverage_pool() {
	with_held(|| {
		let (held, before) = (left(1_000_000, 3), totals());
		Rewards::frozen(1);
		run_to(39);
		Rewards::decided(1, true);
		let forfeited = Event::Forfeited { owner: owner(1), router: 1, amount: held, points: 0 };
		assert_eq!(events().last(), Some(&forfeited));
		assert_eq!(totals().undistributed, before.undistributed + held);
		assert_eq!((totals().held, Rewards::claimable(1)), (0, 1_000_000 - held));
		// Deciding again decides nothing.
		assert_storage_noop!(Rewards::decided(1, true));
		assert_storage_noop!(Rewards::decided(1, false));
	});
}

#[test]
fn open_points_are_frozen_and_restored_within_their_period() {
	with_held(|| {
		Rewards::credit_points(&[(1, 40)]);
		Rewards::credit_points(&[(2, 60)]);
		Rewards::frozen(1);
		assert_eq!(Rewards::earnings(1).points, PointsSlot::default());
		assert_eq!(Period::<Test>::get().points, 100, "undecided, they still share the pool");
		let view = Rewards::coming(1, 0).unwrap();
		assert_eq!((view.points, view.frozen_points), (0, 40));
		Rewards::do_try_state().unwrap();
		Rewards::decided(1, false);
		assert_eq!(Rewards::earnings(1).points, PointsSlot { period: 3, points: 40 });
		run_to(40);
		let earned = worth(40, Rates::<Test>::get(3));
		assert_eq!(Rewards::coming(1, 0).unwrap().held, left(left(1_000_000, 3), 1) + earned);
	});
}

#[test]
fn points_whose_period_closed_meanwhile_are_restored_as_held_from_now_on() {
	with_held(|| {
		Rewards::credit_points(&[(1, 40)]);
		Rewards::credit_points(&[(2, 60)]);
		Rewards::frozen(1);
		run_to(60);
		let earned = worth(40, Rates::<Test>::get(3));
		assert!(earned > 0);
		let held = left(1_000_000, 3) + earned;
		assert_eq!(Rewards::coming(1, 0).unwrap().frozen, held);
		Rewards::decided(1, false);
		assert_eq!(Rewards::earnings(1).held.amount, held);
		assert_eq!(Rewards::earnings(1).held.since, 6);
	});
}

#[test]
fn freezing_nothing_leaves_nothing() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		assert_storage_noop!(Rewards::frozen(1));
		assert_storage_noop!(Rewards::frozen(2));
		assert_storage_noop!(Rewards::decided(1, true));
	});
}

#[test]
fn exploit_forfeited_points_paid_by_the_rate_all_the_same() {
	// A cheat proves with a house full of keys, is found out, and hopes that its points still take
	// their share of the pool: in the period in which it is decided, or in an earlier one.
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		Rewards::credit_points(&[(1, 900)]);
		Rewards::credit_points(&[(17, 100)]);
		Rewards::frozen(1);
		Rewards::decided(1, true);
		assert_eq!(Period::<Test>::get().points, 100);
		run_to(10);
		assert_eq!(Rates::<Test>::get(0), crate::coverage::rate(totals().held, 100));
		assert_eq!(Rewards::coming(17, 0), None);
		run_to(20);
		assert_eq!(Rewards::claimable(1), 0);

		Rewards::credit_points(&[(1, 900)]);
		Rewards::credit_points(&[(17, 100)]);
		Rewards::frozen(1);
		run_to(30);
		let (share, pool) = (worth(900, Rates::<Test>::get(2)), totals().undistributed);
		assert!(share > 0);
		run_to(39);
		Rewards::decided(1, true);
		assert_eq!(totals().undistributed, pool + share, "the pool has it back");
		run_to(90);
		assert_eq!(Rewards::claimable(1), 0);
		assert_eq!(Rewards::earnings(1).points, PointsSlot::default());
	});
}

#[test]
fn exploit_claiming_just_before_or_after_a_revocation() {
	// Whoever sees the revocation in the pool claims first, or right after it.
	let got = |claim_before: bool, claim_after: bool| {
		let mut got = 0;
		with_held(|| {
			if claim_before {
				assert_ok!(claim(1));
			}
			Rewards::frozen(1);
			if claim_after {
				assert_eq!(claim(1).is_ok(), !claim_before);
			}
			run_to(90);
			Rewards::decided(1, true);
			let _nothing_if_it_has_been_paid = claim(1);
			got = free(&owner(1));
		});
		got
	};
	let released = 1_000_000 - left(1_000_000, 3);
	for (before, after) in [(false, false), (true, false), (false, true), (true, true)] {
		assert_eq!(got(before, after), released, "the same, whenever it is claimed");
	}
}
