use crate::{mock::*, CurrentParameters, Emission, Error, Event, Parameters};
use cairn_primitives::CAIRN;
use cairn_scoring::{emitted, split, EMISSION_CAP};
use frame_support::{assert_noop, assert_ok};
use proptest::prelude::*;
use sp_runtime::DispatchError;
use sp_staking::EraPayout;

fn era(duration: u64) -> u128 {
	let (validators, rest) = Rewards::era_payout(u128::MAX, u128::MAX, duration);
	assert_eq!(rest, 0);
	validators
}

fn validators_until(block: u32) -> u128 {
	split(emitted(block, BLOCKS_PER_YEAR), SHARE).1
}

#[test]
fn era_grants_the_validators_share_of_the_blocks_that_passed() {
	ExtBuilder.build_and_execute_with(|| {
		run_to(30);
		let granted = era(1);
		// Shares are floored whenever they are drawn, here at blocks 10, 20 and 30.
		assert!(granted.abs_diff(validators_until(30)) <= 3);
		assert_eq!(events().last(), Some(&Event::ValidatorsGranted { granted, backlog: 0 }));
		assert_eq!(era(1), 0);
	});
}

#[test]
fn era_ignores_stake_issuance_and_wall_clock() {
	let granted = |staked, issuance, duration| {
		let mut result = 0;
		ExtBuilder.build_and_execute_with(|| {
			run_to(25);
			result = Rewards::era_payout(staked, issuance, duration).0;
		});
		result
	};
	let usual = granted(1_000, 10_000, 150_000);
	assert!(usual > 0);
	assert_eq!(granted(0, 0, 0), usual);
	assert_eq!(granted(u128::MAX, u128::MAX, u64::MAX), usual);
}

#[test]
fn long_era_is_paid_in_slices() {
	ExtBuilder.build_and_execute_with(|| {
		run_to(200);
		let first = era(u64::MAX);
		let slice =
			split(emitted(200, BLOCKS_PER_YEAR) - emitted(200 - MAX_ERA, BLOCKS_PER_YEAR), SHARE).1;
		assert_eq!(first, slice);
		let mut all = first;
		for _ in 0..4 {
			all += era(1);
		}
		assert_eq!(all, Emission::<Test>::get().validators);
		assert_eq!(era(1), 0);
	});
}

#[test]
fn granting_alone_mints_nothing() {
	ExtBuilder.build_and_execute_with(|| {
		run_to(5);
		let issuance = Balances::total_issuance();
		assert!(era(1) > 0);
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

fn share(coverage_share: u16) -> Parameters {
	Parameters { coverage_share, ..DefaultParameters::get() }
}

#[test]
fn new_share_counts_from_the_block_it_is_set_in() {
	ExtBuilder.build_and_execute_with(|| {
		run_to(5);
		let (old, new) = (DefaultParameters::get(), share(9_000));
		assert_ok!(Rewards::set_parameters(RuntimeOrigin::root(), new));
		assert_eq!(events().last(), Some(&Event::ParametersSet { old, new }));
		run_to(10);
		let (before, after) = (
			emitted(5, BLOCKS_PER_YEAR),
			emitted(10, BLOCKS_PER_YEAR) - emitted(5, BLOCKS_PER_YEAR),
		);
		let coverage = split(before, SHARE).0 + split(after, 9_000).0;
		assert_eq!(totals().undistributed, coverage);
		let state = Emission::<Test>::get();
		assert_eq!(state.validators, before + after - coverage);
	});
}

#[test]
fn set_parameters_is_bounded_and_for_the_council() {
	ExtBuilder.build_and_execute_with(|| {
		let refused = |parameters| {
			assert_noop!(
				Rewards::set_parameters(RuntimeOrigin::root(), parameters),
				Error::<Test>::ParameterOutOfBounds
			);
		};
		for coverage_share in [0, 1_999, 9_001, u16::MAX] {
			refused(share(coverage_share));
		}
		for traffic_floor in [0, CAIRN / 10_000 - 1, 100 * CAIRN + 1, u128::MAX] {
			refused(Parameters { traffic_floor, ..share(5_000) });
		}
		for traffic_periods in [0, 16, u8::MAX] {
			refused(Parameters { traffic_periods, ..share(5_000) });
		}
		assert_noop!(
			Rewards::set_parameters(RuntimeOrigin::signed(caller()), share(5_000)),
			DispatchError::BadOrigin
		);
		for traffic_floor in [CAIRN / 10_000, 100 * CAIRN] {
			for traffic_periods in [1, 15] {
				let new = Parameters { coverage_share: 2_000, traffic_floor, traffic_periods };
				assert_ok!(Rewards::set_parameters(RuntimeOrigin::root(), new));
				assert_eq!(CurrentParameters::<Test>::get(), new);
			}
		}
	});
}

#[test]
fn everything_ever_drawn_stays_under_the_cap() {
	ExtBuilder.build_and_execute_with(|| {
		System::set_block_number(u32::MAX);
		Rewards::begin_block();
		while era(1) > 0 {}
		let state = Emission::<Test>::get();
		assert!(state.minted + state.granted <= EMISSION_CAP);
		assert_eq!(state.minted, state.coverage);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn never_more_is_minted_or_granted_than_scheduled(
		steps in prop::collection::vec((1u32..200, 0u8..4, 2_000u16..=9_000), 1..40),
	) {
		ExtBuilder.build_and_execute_with(|| {
			let start = Balances::total_issuance();
			let (mut block, mut granted) = (1u32, 0u128);
			for (blocks, action, share) in steps {
				block += blocks;
				System::set_block_number(block);
				Rewards::begin_block();
				match action {
					0 => granted += era(u64::from(blocks) * 6_000),
					1 => Rewards::set_parameters(RuntimeOrigin::root(), self::share(share)).unwrap(),
					_ => {},
				}
				let minted = Balances::total_issuance() - start;
				assert!(minted + granted <= emitted(block, BLOCKS_PER_YEAR));
				Rewards::note_dust();
				Rewards::do_try_state().unwrap();
			}
		});
	}
}
