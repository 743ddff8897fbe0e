//! `post_tariff`, and how versions come into force, close and go.

use super::*;
use cairn_primitives::{Kind, Role, TariffVersion};
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{CarrierBook, TermsRefusal};

type Book = Carriers;

fn refusal(version: TariffVersion) -> Option<TermsRefusal> {
	let kind = Kind::new(0, Role::Direct).unwrap();
	<Book as CarrierBook<_>>::terms(0, version, kind).err()
}

fn post(from: u32) -> sp_runtime::DispatchResult {
	Carriers::post_tariff(signed(carrier()), from, prices(&[5]))
}

fn removable(version: TariffVersion) -> bool {
	<Book as CarrierBook<_>>::lanes_removable(0, version)
}

/// The carrier's version 0 in force since the genesis block, version 1 since the block returned.
fn superseded() -> u32 {
	let from = System::block_number() + NOTICE;
	assert_ok!(post(from));
	from
}

#[test]
fn the_first_tariff_may_start_at_once_but_not_in_the_past() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(Carriers::open(signed(carrier()), aaa_key(1), endpoint(""), CAP));
		run_to(5);
		assert_noop!(post(4), Error::<Test>::TariffTooEarly);
		let before = free(&carrier());
		assert_ok!(Carriers::post_tariff(signed(carrier()), 5, prices(&[7, 8, 9])));
		let Parameters { fee_rate, relay_share } = Parameters::default();
		assert_eq!(
			last_event(),
			Event::TariffPosted {
				carrier: 0,
				version: 0,
				from: 5,
				prices: prices(&[7, 8, 9]),
				fee_rate,
				relay_share,
				deposit: TARIFF_DEPOSIT,
			}
		);
		assert_eq!(free(&carrier()), before - TARIFF_DEPOSIT);
		assert_eq!(held(HoldReason::Deposit, &carrier()), CARRIER_DEPOSIT + TARIFF_DEPOSIT);
		assert_eq!(
			Tariffs::<Test>::get(0, 0),
			Some(Tariff {
				prices: prices(&[7, 8, 9]),
				fee_rate,
				relay_share,
				deposit: TARIFF_DEPOSIT
			})
		);
		assert_eq!(record(0).versions.to_vec(), [Version { version: 0, from: 5, closes: None }]);
		assert_eq!(refusal(0), None);
	});
}

#[test]
fn a_first_tariff_ahead_is_not_in_force_before_its_block() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(Carriers::open(signed(carrier()), aaa_key(1), endpoint(""), CAP));
		assert_ok!(post(4));
		assert_eq!(refusal(0), Some(TermsRefusal::VersionNotInForce));
		assert_noop!(post(30), Error::<Test>::TariffAlreadyAnnounced);
		run_to(3);
		assert_eq!(refusal(0), Some(TermsRefusal::VersionNotInForce));
		run_to(4);
		assert_eq!(refusal(0), None);
	});
}

#[test]
fn a_later_tariff_needs_its_notice() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let now = System::block_number();
		assert_noop!(post(now + NOTICE - 1), Error::<Test>::TariffTooEarly);
		assert_noop!(post(0), Error::<Test>::TariffTooEarly);
		assert_noop!(post(now + MAX_ANNOUNCEMENT + 1), Error::<Test>::TariffTooLate);
		assert_noop!(post(u32::MAX), Error::<Test>::TariffTooLate);
		assert_noop!(
			Carriers::post_tariff(signed(carrier()), now + NOTICE, prices(&[])),
			Error::<Test>::TariffEmpty
		);
		// A price of 0 offers nothing.
		assert_noop!(
			Carriers::post_tariff(signed(carrier()), now + NOTICE, prices(&[0, 0])),
			Error::<Test>::TariffEmpty
		);
		assert!(Prices::try_from(vec![1; 33]).is_err());
		assert_ok!(post(now + NOTICE));
		assert_noop!(post(now + 2 * NOTICE), Error::<Test>::TariffAlreadyAnnounced);
		run_to(now + NOTICE - 1);
		assert_eq!((refusal(0), refusal(1)), (None, Some(TermsRefusal::VersionNotInForce)));
		run_to(now + NOTICE);
		assert_eq!((refusal(0), refusal(1)), (None, None));
		assert_ok!(post(now + 2 * NOTICE));
	});
}

#[test]
fn post_tariff_is_refused_without_the_deposit() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let all = free(&carrier()) - EXISTENTIAL_DEPOSIT;
		assert_ok!(Carriers::fund(signed(carrier()), all));
		assert_noop!(post(System::block_number() + NOTICE), Error::<Test>::CannotHold);
	});
}

#[test]
fn post_tariff_is_refused_when_versions_have_run_out() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let set = |number| {
			crate::Carriers::<Test>::mutate(0, |record| {
				record.as_mut().unwrap().next_version = number
			})
		};
		set(u32::MAX);
		assert_noop!(post(System::block_number() + NOTICE), Error::<Test>::VersionsExhausted);
		set(1);
	});
}

#[test]
fn a_superseded_version_settles_for_the_delay_although_nobody_touched_the_carrier() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let from = superseded();
		run_to(from + DELAY - 1);
		assert_eq!(record(0).versions[0].closes, None, "nothing has been written since");
		assert_eq!(refusal(0), None);
		assert!(!removable(0));
		run_for(1);
		assert_eq!(refusal(0), Some(TermsRefusal::VersionClosed));
		assert!(removable(0));
		assert!(!removable(1) && !removable(2));
		assert_eq!((refusal(1), refusal(2)), (None, Some(TermsRefusal::VersionNotFound)));
	});
}

#[test]
fn closing_time_is_the_same_whether_or_not_the_carrier_is_touched() {
	let closed_at = |touch: &dyn Fn()| {
		let mut closed = 0;
		ExtBuilder::default().with_carrier().build_and_execute_with(|| {
			superseded();
			let pause = |blocks| {
				assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), blocks));
			};
			for block in 2..120 {
				run_to(block);
				match block {
					// Before the new version is in force, across that block, and after it.
					5 => pause(2),
					10 => pause(4),
					22 => pause(5),
					32 => pause(3),
					_ => touch(),
				}
				if closed == 0 && refusal(0) == Some(TermsRefusal::VersionClosed) {
					closed = block;
				}
				assert_eq!(refusal(0).is_some(), closed > 0, "a closed version stays closed");
				assert_eq!(removable(0), closed > 0);
			}
		});
		closed
	};
	let untouched = closed_at(&|| {});
	let touched = closed_at(&|| {
		assert_ok!(Carriers::fund(signed(carrier()), 1));
	});
	// In force from 11; paused in 10 … 13, 22 … 26, 32 … 34: twenty running blocks from 11 on.
	assert_eq!(untouched, 11 + DELAY + 3 + 5 + 3);
	assert_eq!(touched, untouched);
}

#[test]
fn a_carrier_stopped_by_its_cap_keeps_old_versions_settleable() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let from = superseded();
		run_to(from + DELAY - 3);
		assert_ok!(Carriers::set_cap(signed(carrier()), 0));
		run_for(100);
		assert_eq!(refusal(0), None);
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP));
		let next_period = (System::block_number() / PERIOD + 1) * PERIOD;
		run_to(next_period + 2);
		assert_eq!(refusal(0), None);
		run_for(1);
		assert_eq!(refusal(0), Some(TermsRefusal::VersionClosed));
	});
}

#[test]
fn removing_the_last_lane_of_a_closed_version_returns_its_deposit() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let from = superseded();
		run_to(from + DELAY);
		let before = free(&carrier());
		<Book as CarrierBook<_>>::lanes_removed(0, 0);
		assert_eq!(
			last_event(),
			Event::TariffRemoved { carrier: 0, version: 0, deposit: TARIFF_DEPOSIT }
		);
		assert_eq!(free(&carrier()), before + TARIFF_DEPOSIT);
		assert!(!Tariffs::<Test>::contains_key(0, 0));
		assert_eq!(refusal(0), Some(TermsRefusal::VersionNotFound));
		assert!(!removable(0));
		assert_eq!(refusal(1), None);
		// The number is never given again.
		assert_ok!(post(System::block_number() + NOTICE));
		assert_eq!(record(0).next_version, 3);
	});
}

#[test]
fn lanes_removed_without_effect_unless_the_version_is_closed() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		superseded();
		let before = record(0);
		forget_events();
		for (carrier, version) in [(0, 0), (0, 1), (0, 7), (3, 0)] {
			<Book as CarrierBook<_>>::lanes_removed(carrier, version);
		}
		assert!(events().is_empty());
		assert_eq!(record(0), before);
		assert_noop!(Carriers::remove_version(0, 0), Error::<Test>::VersionNotClosed);
	});
}

#[test]
fn versions_may_be_removed_in_any_order() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		for _ in 0..3 {
			let from = superseded();
			run_to(from);
		}
		run_for(DELAY);
		for version in [1, 0, 2] {
			<Book as CarrierBook<_>>::lanes_removed(0, version);
			Carriers::do_try_state().unwrap();
		}
		assert_eq!(record(0).versions.len(), 1);
		assert_eq!(refusal(3), None);
	});
}

#[test]
fn no_more_versions_than_the_bound_until_old_ones_are_gone() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		for _ in 1..MAX_VERSIONS {
			let from = superseded();
			run_to(from);
		}
		let from = System::block_number() + NOTICE;
		assert_noop!(post(from), Error::<Test>::TooManyVersions);
		<Book as CarrierBook<_>>::lanes_removed(0, 3);
		assert_ok!(post(from));
	});
}
