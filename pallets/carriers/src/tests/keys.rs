//! `add_key`, `retire_key`, `revoke_key`, `forget_key`.

use super::*;
use cairn_primitives::AnyKey;
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{CarrierBook, KeyRefusal};
use sp_core::{ecdsa, ed25519};
use sp_runtime::MultiSigner;

fn settling_key(number: u16) -> Result<MultiSigner, KeyRefusal> {
	<Carriers as CarrierBook<_>>::key(0, number)
}

#[test]
fn keys_are_numbered_in_order_and_settle() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		for number in 1..=3 {
			let key = aaa_key(number as u8 + 10);
			assert_ok!(Carriers::add_key(signed(carrier()), key.clone()));
			assert_eq!(last_event(), Event::KeyAdded { carrier: 0, number, key: key.clone() });
			assert_eq!(settling_key(number), Ok(key));
		}
		assert_eq!(settling_key(0), Ok(aaa_key(1)));
		assert_eq!(settling_key(4), Err(KeyRefusal::NotFound));
		assert_eq!(<Carriers as CarrierBook<_>>::key(1, 0), Err(KeyRefusal::NotFound));
		assert_eq!((record(0).keys, record(0).next_key), (4, 4));
	});
}

#[test]
fn every_kind_of_key_comes_back_as_it_was_given() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let keys = [
			MultiSigner::Ed25519(ed25519::Public::from_raw([3; 32])),
			MultiSigner::Sr25519(sp_core::sr25519::Public::from_raw([4; 32])),
			MultiSigner::Ecdsa(ecdsa::Public::from_raw([5; 33])),
			MultiSigner::Eth(ecdsa::KeccakPublic::from_raw([6; 33])),
		];
		for (number, key) in keys.into_iter().enumerate() {
			assert_ok!(Carriers::add_key(signed(carrier()), key.clone()));
			assert_eq!(settling_key(number as u16 + 1), Ok(key.clone()));
			let stored = Keys::<Test>::get(0, number as u16 + 1).unwrap().key;
			assert_eq!(codec::Encode::encode(&stored), codec::Encode::encode(&key));
		}
		assert_eq!(Keys::<Test>::get(0, 3).unwrap().key, AnyKey::Ecdsa([5; 33]));
	});
}

#[test]
fn add_key_is_refused_for_a_key_that_is_there_under_another_number() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::revoke_key(signed(carrier()), 0));
		assert_noop!(
			Carriers::add_key(signed(carrier()), aaa_key(1)),
			Error::<Test>::KeyAlreadyExists
		);
	});
}

#[test]
fn add_key_is_refused_beyond_the_most_and_forgetting_makes_room() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		for number in 1..32 {
			assert_ok!(Carriers::add_key(signed(carrier()), aaa_key(number + 10)));
		}
		assert_noop!(
			Carriers::add_key(signed(carrier()), aaa_key(100)),
			Error::<Test>::TooManyKeys
		);
		assert_ok!(Carriers::revoke_key(signed(carrier()), 5));
		assert_ok!(Carriers::forget_key(signed(carrier()), 5));
		assert_eq!(last_event(), Event::KeyForgotten { carrier: 0, number: 5 });
		assert_eq!(record(0).keys, 31);
		assert_ok!(Carriers::add_key(signed(carrier()), aaa_key(100)));
		assert_eq!(settling_key(32), Ok(aaa_key(100)));
		assert_eq!(settling_key(5), Err(KeyRefusal::NotFound), "numbers are never reused");
	});
}

#[test]
fn add_key_is_refused_when_numbers_have_run_out() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		crate::Carriers::<Test>::mutate(0, |record| record.as_mut().unwrap().next_key = u16::MAX);
		assert_noop!(
			Carriers::add_key(signed(carrier()), aaa_key(2)),
			Error::<Test>::KeyNumbersExhausted
		);
	});
}

#[test]
fn a_retired_key_settles_for_the_delay_and_can_then_be_forgotten() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let until = clock(0) + DELAY;
		assert_ok!(Carriers::retire_key(signed(carrier()), 0));
		assert_eq!(last_event(), Event::KeyRetired { carrier: 0, number: 0, until });
		run_for(DELAY - 1);
		assert_eq!(settling_key(0), Ok(aaa_key(1)));
		assert_noop!(Carriers::forget_key(signed(carrier()), 0), Error::<Test>::KeyStillSettles);
		run_for(1);
		assert_eq!(settling_key(0), Err(KeyRefusal::Retired));
		assert_ok!(Carriers::forget_key(signed(carrier()), 0));
		assert_eq!(settling_key(0), Err(KeyRefusal::NotFound));
		assert_eq!(record(0).keys, 0);
	});
}

#[test]
fn a_retired_key_settles_longer_by_every_paused_block() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::retire_key(signed(carrier()), 0));
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 10));
		run_for(10 + DELAY - 1);
		assert_eq!(settling_key(0), Ok(aaa_key(1)));
		run_for(1);
		assert_eq!(settling_key(0), Err(KeyRefusal::Retired));
	});
}

#[test]
fn retire_is_refused_unless_the_key_is_active() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_noop!(Carriers::retire_key(signed(carrier()), 1), Error::<Test>::KeyNotFound);
		assert_ok!(Carriers::retire_key(signed(carrier()), 0));
		assert_noop!(Carriers::retire_key(signed(carrier()), 0), Error::<Test>::KeyNotActive);
		assert_ok!(Carriers::revoke_key(signed(carrier()), 0));
		assert_noop!(Carriers::retire_key(signed(carrier()), 0), Error::<Test>::KeyNotActive);
	});
}

#[test]
fn a_revoked_key_settles_no_more_at_once() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		forget_events();
		assert_ok!(Carriers::revoke_key(signed(carrier()), 0));
		assert_eq!(events(), [Event::KeyRevoked { carrier: 0, number: 0 }]);
		assert_eq!(settling_key(0), Err(KeyRefusal::Revoked));
		assert_noop!(Carriers::revoke_key(signed(carrier()), 0), Error::<Test>::KeyAlreadyRevoked);
		assert_noop!(Carriers::revoke_key(signed(carrier()), 9), Error::<Test>::KeyNotFound);
		assert_noop!(Carriers::forget_key(signed(carrier()), 9), Error::<Test>::KeyNotFound);
	});
}

#[test]
fn revoking_makes_a_withdrawal_wait_for_the_whole_delay_again() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY);
		// Matured: but what the key signed must be signed again first.
		let matures = clock(0) + DELAY;
		assert_ok!(Carriers::revoke_key(signed(carrier()), 0));
		assert_eq!(last_event(), Event::WithdrawalPostponed { carrier: 0, matures });
		run_for(DELAY - 1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
		run_for(1);
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
	});
}

#[test]
fn revoking_does_not_bring_an_expired_withdrawal_back() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY + WINDOW);
		let request = Carriers::current(0).unwrap().0.withdrawal;
		assert_ok!(Carriers::revoke_key(signed(carrier()), 0));
		assert_eq!(last_event(), Event::KeyRevoked { carrier: 0, number: 0 });
		assert_eq!(record(0).withdrawal, request);
	});
}
