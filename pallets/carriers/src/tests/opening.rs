//! `open` and `set_endpoint`.

use super::*;
use cairn_primitives::Balance;
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::signer;

#[test]
fn open_gives_dense_indices_and_holds_the_deposit() {
	ExtBuilder::default().build_and_execute_with(|| {
		for number in 1..=3u8 {
			let who = account(number);
			let index = u32::from(number) - 1;
			assert_ok!(Carriers::open(
				signed(who.clone()),
				aaa_key(number),
				endpoint("https://a.example"),
				77,
			));
			assert_eq!(
				last_event(),
				Event::Opened {
					carrier: index,
					account: who.clone(),
					key: aaa_key(number),
					endpoint: endpoint("https://a.example"),
					cap: 77,
					deposit: CARRIER_DEPOSIT,
				}
			);
			assert_eq!(CarrierOf::<Test>::get(&who), Some(index));
			assert_eq!(held(HoldReason::Deposit, &who), CARRIER_DEPOSIT);
			assert_eq!(free(&who), ENDOWMENT - CARRIER_DEPOSIT);
			let record = record(index);
			assert_eq!((record.escrow, record.keys, record.next_key), (0, 1, 1));
			assert_eq!(record.outflow.cap, 77);
			let key = Keys::<Test>::get(index, 0).unwrap();
			assert_eq!((signer(key.key), key.state), (aaa_key(number), KeyState::Active));
			assert_eq!(Endpoints::<Test>::get(index), endpoint("https://a.example"));
		}
		assert_eq!(NextCarrier::<Test>::get(), 3);
	});
}

#[test]
fn open_is_refused_for_an_account_that_is_a_carrier() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_noop!(
			Carriers::open(signed(carrier()), aaa_key(2), endpoint(""), 1),
			Error::<Test>::CarrierAlreadyExists
		);
	});
}

#[test]
fn open_is_refused_without_the_deposit() {
	ExtBuilder::default().build_and_execute_with(|| {
		let poor = account(50);
		assert_noop!(
			Carriers::open(signed(poor.clone()), aaa_key(1), endpoint(""), 1),
			Error::<Test>::CannotHold
		);
		// The existential deposit must stay free.
		assert_ok!(Balances::transfer_allow_death(signed(account(2)), poor.clone(), 1_009));
		assert_noop!(
			Carriers::open(signed(poor.clone()), aaa_key(1), endpoint(""), 1),
			Error::<Test>::CannotHold
		);
		assert_ok!(Balances::transfer_allow_death(signed(account(2)), poor.clone(), 1));
		assert_ok!(Carriers::open(signed(poor.clone()), aaa_key(1), endpoint(""), 1));
		assert_eq!(free(&poor), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn open_is_refused_when_indices_have_run_out() {
	ExtBuilder::default().build_and_execute_with(|| {
		NextCarrier::<Test>::put(u32::MAX);
		assert_noop!(
			Carriers::open(signed(account(1)), aaa_key(1), endpoint(""), 1),
			Error::<Test>::CarriersExhausted
		);
		NextCarrier::<Test>::put(0);
	});
}

#[test]
fn endpoints_that_no_url_can_be_are_refused() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		for text in ["https://a b", "https://a\n", "\u{e9}", "\0"] {
			assert_noop!(
				Carriers::set_endpoint(signed(carrier()), endpoint(text)),
				Error::<Test>::EndpointInvalid
			);
			assert_noop!(
				Carriers::open(signed(account(2)), aaa_key(1), endpoint(text), 1),
				Error::<Test>::EndpointInvalid
			);
		}
		assert!(Endpoint::try_from(vec![b'a'; MAX_ENDPOINT as usize + 1]).is_err());
	});
}

#[test]
fn set_endpoint_replaces_it_and_an_empty_one_removes_it() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let new = endpoint("https://b.example:8443/x");
		assert_ok!(Carriers::set_endpoint(signed(carrier()), new.clone()));
		assert_eq!(last_event(), Event::EndpointSet { carrier: 0, endpoint: new.clone() });
		assert_eq!(Endpoints::<Test>::get(0), new);
		assert_ok!(Carriers::set_endpoint(signed(carrier()), endpoint("")));
		assert!(!Endpoints::<Test>::contains_key(0));
	});
}

#[test]
fn carriers_calls_are_refused_to_everybody_else() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let other = || signed(account(9));
		let none = Error::<Test>::CarrierNotFound;
		assert_noop!(Carriers::fund(other(), 1), none);
		assert_noop!(Carriers::withdraw(other(), 1), Error::<Test>::CarrierNotFound);
		assert_noop!(Carriers::complete_withdrawal(other()), Error::<Test>::CarrierNotFound);
		assert_noop!(Carriers::cancel_withdrawal(other()), Error::<Test>::CarrierNotFound);
		let from = System::block_number();
		assert_noop!(
			Carriers::post_tariff(other(), from, prices(&[1])),
			Error::<Test>::CarrierNotFound
		);
		assert_noop!(Carriers::add_key(other(), aaa_key(9)), Error::<Test>::CarrierNotFound);
		assert_noop!(Carriers::retire_key(other(), 0), Error::<Test>::CarrierNotFound);
		assert_noop!(Carriers::revoke_key(other(), 0), Error::<Test>::CarrierNotFound);
		assert_noop!(Carriers::forget_key(other(), 0), Error::<Test>::CarrierNotFound);
		assert_noop!(Carriers::set_endpoint(other(), endpoint("")), Error::<Test>::CarrierNotFound);
		assert_noop!(Carriers::set_cap(other(), Balance::MAX), Error::<Test>::CarrierNotFound);
		assert_noop!(
			Carriers::open(RuntimeOrigin::root(), aaa_key(1), endpoint(""), 1),
			sp_runtime::DispatchError::BadOrigin
		);
	});
}
