//! Replacing a device key.

use crate::{mock::*, Ordered, *};
use frame_support::{assert_noop, assert_ok};

fn rotation(index: u32, to: &Signer, owner: sp_runtime::AccountId32, expires: u32) -> Call<Test> {
	let proof = to.possession(index, owner, expires);
	Call::rotate_key { index, key: to.key(), expires, proof }
}

#[test]
fn rotating_replaces_the_key_and_frees_the_old_one() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, rotation(index, &device(2), OWNER, 50)));

		let (old, new) = (device(1).stored(), device(2).stored());
		assert_eq!(Routers::<Test>::get(Ordered::from(index)).map(|record| record.key), Some(new));
		assert_eq!(IndexOfKey::<Test>::get(new), Some(index));
		assert_eq!(IndexOfKey::<Test>::get(old), None);
		assert_eq!(last_event(), Event::KeyRotated { index, old, new });
		assert_eq!(Balances::free_balance(OWNER), FUNDS, "rotating holds nothing");
	});
}

#[test]
fn a_closing_router_may_rotate_so_that_its_last_receipts_can_be_signed() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		assert_ok!(send(OWNER, rotation(index, &device(2), OWNER, 50)));
		assert_eq!(IndexOfKey::<Test>::get(device(2).stored()), Some(index));
	});
}

#[test]
fn rotating_is_refused_with_a_reason() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		let other = registered(2);
		run_to(10);
		let far = 11 + PROOF_LIFETIME;
		for (who, call, error) in [
			(OWNER, rotation(9, &device(3), OWNER, 50), Error::<Test>::NotFound),
			(STRANGER, rotation(index, &device(3), STRANGER, 50), Error::<Test>::NotOwner),
			(OWNER, rotation(index, &device(1), OWNER, 50), Error::<Test>::KeyAlreadyRegistered),
			(OWNER, rotation(index, &device(2), OWNER, 50), Error::<Test>::KeyAlreadyRegistered),
			(OWNER, rotation(index, &device(3), OWNER, 9), Error::<Test>::ProofExpired),
			(OWNER, rotation(index, &device(3), OWNER, far), Error::<Test>::ProofTooFarAhead),
			(OWNER, rotation(index, &device(3), BUYER, 50), Error::<Test>::ProofInvalid),
			(
				OWNER,
				Call::rotate_key {
					index,
					key: device(3).key(),
					expires: 50,
					proof: device(3).possession(other, OWNER, 50),
				},
				Error::<Test>::ProofInvalid,
			),
			(
				OWNER,
				Call::rotate_key {
					index,
					key: device(3).key(),
					expires: 50,
					proof: device(3).proof(OWNER, cell(0), 50),
				},
				Error::<Test>::ProofInvalid,
			),
		] {
			assert_noop!(send(who, call), error);
		}
	});
}

#[test]
fn a_rotation_proof_is_good_once() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		let back = rotation(index, &device(2), OWNER, 50);
		assert_ok!(send(OWNER, back.clone()));
		assert_ok!(send(OWNER, rotation(index, &device(3), OWNER, 50)));
		assert_noop!(send(OWNER, back), Error::<Test>::ProofUsed);
	});
}
