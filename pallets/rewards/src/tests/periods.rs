use crate::{
	coverage::{rate, worth},
	mock::*,
	Coverage, Event, HeldSlot, Period, PeriodInfo, Rates,
};
use cairn_scoring::{emitted, split};
use frame_support::traits::Hooks;
use pallet_cairn_traits::CoverageLedger;
use proptest::prelude::*;

fn coverage_until(block: u32) -> u128 {
	split(emitted(block, BLOCKS_PER_YEAR), SHARE).0
}

#[test]
fn period_without_points_rolls_its_pool_over() {
	ExtBuilder.build_and_execute_with(|| {
		run_to(9);
		assert_eq!(totals().undistributed, 0);
		run_to(10);
		assert_eq!(totals().undistributed, coverage_until(10));
		assert_eq!(
			Period::<Test>::get(),
			PeriodInfo { number: 1, started: 10, ..Default::default() }
		);
		run_to(20);
		assert_eq!(totals().undistributed, coverage_until(20));
		assert_eq!(Rates::<Test>::iter().count(), 0);
		let minted = coverage_until(20) - coverage_until(10);
		assert_eq!(
			events().last(),
			Some(&Event::PeriodClosed {
				period: 1,
				minted,
				pool: coverage_until(20),
				points: 0,
				rate: 0,
				distributed: 0
			})
		);
		assert_eq!(free(&Rewards::pot()), EXISTENTIAL_DEPOSIT + coverage_until(20));
	});
}

#[test]
fn points_share_the_pool_and_flooring_returns_to_it() {
	ExtBuilder.build_and_execute_with(|| {
		Rewards::credit_points(&[(1, 1)]);
		Rewards::credit_points(&[(17, 2)]);
		run_to(10);
		let pool = coverage_until(10);
		let rate = Rates::<Test>::get(0);
		assert_eq!(rate, rate_of(pool, 3));
		let distributed = worth(3, rate);
		assert!(pool - distributed <= 1);
		assert_eq!(totals().held, distributed);
		assert_eq!(totals().undistributed, pool - distributed);
		assert_eq!(Coverage::<Test>::iter().count(), 2);
	});
}

fn rate_of(pool: u128, points: u128) -> u128 {
	rate(pool, points)
}

#[test]
fn points_of_a_closed_period_are_folded_when_the_next_ones_come() {
	ExtBuilder.build_and_execute_with(|| {
		Rewards::credit_points(&[(1, 10)]);
		Rewards::credit_points(&[(1, 5)]);
		run_to(30);
		Rewards::credit_points(&[(1, 1)]);
		// Since the period closed, at block 10, two more have: what was earned has been released twice.
		let slot = Rewards::earnings(1).held;
		let earned = worth(15, Rates::<Test>::get(0));
		let amount = cairn_scoring::Release::THIRTIETH.held_after(earned, 2);
		let released = HeldSlot { amount, since: 3, released: earned - amount };
		assert_eq!(slot, released);
		assert_eq!(Rewards::earnings(1).points.points, 1);
		assert_eq!(Period::<Test>::get().points, 1);
	});
}

#[test]
fn held_money_is_booked_as_held() {
	ExtBuilder.build_and_execute_with(|| {
		use frame_support::traits::fungible::Mutate;
		Balances::mint_into(&Rewards::pot(), 900).unwrap();
		Rewards::hold(40, 900).unwrap();
		assert_eq!(totals().held, 900);
		assert_eq!(Rewards::earnings(40).held, HeldSlot { amount: 900, since: 0, released: 0 });
	});
}

#[test]
fn a_full_slot_takes_no_more_points() {
	ExtBuilder.build_and_execute_with(|| {
		Rewards::credit_points(&[(1, u64::MAX)]);
		Rewards::credit_points(&[(1, 9)]);
		assert_eq!(Rewards::earnings(1).points.points, u64::MAX);
		assert_eq!(Period::<Test>::get().points, u64::MAX as u128);
	});
}

#[test]
fn hooks_weigh_more_in_the_block_that_closes_a_period() {
	ExtBuilder.build_and_execute_with(|| {
		let idle = Rewards::on_initialize(1);
		System::set_block_number(10);
		let closing = Rewards::on_initialize(10);
		assert!(closing.ref_time() > idle.ref_time());
	});
}

#[test]
fn constants_pass_their_check() {
	ExtBuilder.build_and_execute_with(|| {
		Rewards::integrity_test();
	});
}

proptest! {
	#[test]
	fn what_points_are_worth_never_exceeds_the_pool(
		pool: u128, points in prop::collection::vec(any::<u64>(), 1..50),
	) {
		let all: u128 = points.iter().map(|points| u128::from(*points)).sum();
		let rate = rate(pool, all);
		let distributed = worth(all, rate);
		let mut shares = 0u128;
		for points in &points {
			shares += worth((*points).into(), rate);
		}
		prop_assert!(shares <= distributed && distributed <= pool);
	}

	#[test]
	fn flooring_costs_the_pool_less_than_a_planck_per_two_to_the_64_points(
		pool in 0..=cairn_scoring::EMISSION_CAP, points in 64u128..u128::from(u64::MAX),
	) {
		prop_assert!(pool - worth(points, rate(pool, points)) <= 1);
	}
}
