//! Each test opens with the exploit.

use crate::{mock::*, ClaimSigner, Error, Refusal};
use frame_support::{assert_noop, assert_ok};
use sp_core::{ed25519, Pair};
use sp_runtime::MultiSignature;

const EARNED: u128 = 10_000;

fn with_earnings(test: impl FnOnce()) {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		earn(&[(1, EARNED)]);
		test();
	});
}

#[test]
fn replaying_a_claim_finds_nothing_and_costs_no_block_space() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		apply(call.clone()).unwrap();
		assert_noop!(apply(call), refused(Refusal::BelowMinimum));
	});
}

#[test]
fn front_running_a_claim_only_pays_the_owner_sooner() {
	with_earnings(|| {
		let mut request = request(1, &[1]);
		request.at_least = EARNED;
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		validate(call.clone()).unwrap();
		assert_ok!(Rewards::claim(RuntimeOrigin::signed(caller()), vec![1].try_into().unwrap()));
		assert_eq!(free(&owner(1)), EARNED);
		assert_noop!(apply(call), refused(Refusal::BelowAtLeast));
	});
}

#[test]
fn changing_the_recipient_of_a_signed_claim_breaks_it() {
	with_earnings(|| {
		let mut stolen = request(1, &[1]);
		let signature = sign(&owner_pair(1), &stolen);
		stolen.owner = owner(2);
		let call = claim_call(&stolen, ClaimSigner::Owner, signature.clone());
		assert_noop!(apply(call), refused(Refusal::NotOwner));
		// Even as the new owner of the router.
		register(1, owner(2));
		let call = claim_call(&stolen, ClaimSigner::Owner, signature);
		assert_noop!(apply(call), refused(Refusal::SignatureInvalid));
	});
}

#[test]
fn a_claim_signed_for_another_chain_is_refused() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let signature = owner_pair(1).sign(&request.signing_payload(&[0; 32])).into();
		let call = claim_call(&request, ClaimSigner::Owner, signature);
		assert_noop!(apply(call), refused(Refusal::SignatureInvalid));
	});
}

#[test]
fn every_field_of_a_claim_is_signed() {
	with_earnings(|| {
		register(2, owner(1));
		earn(&[(2, EARNED)]);
		let signed = request(1, &[1]);
		let signature = sign(&owner_pair(1), &signed);
		let mut more = signed.clone();
		more.routers = vec![1, 2].try_into().unwrap();
		let mut later = signed.clone();
		later.expires += 1;
		let mut less = signed.clone();
		less.at_least = 1;
		for changed in [more, later, less] {
			let call = claim_call(&changed, ClaimSigner::Owner, signature.clone());
			assert_noop!(apply(call), refused(Refusal::SignatureInvalid));
		}
	});
}

#[test]
fn a_signature_of_another_kind_does_not_pass_for_a_device_key() {
	with_earnings(|| {
		// The device's 32 bytes are registered as an sr25519 key; whoever knows them as an ed25519
		// key must not speak for it.
		let edwards = ed25519::Pair::from_seed(&[1; 32]);
		let key = sp_core::sr25519::Public::from_raw(edwards.public().0);
		Registry::mutate(|registry| registry.insert(1, (owner(1), key.into())));
		let request = request(1, &[1]);
		let signature = MultiSignature::Ed25519(edwards.sign(&request.signing_payload(&genesis())));
		let call = claim_call(&request, ClaimSigner::Device(1), signature);
		assert_noop!(apply(call), refused(Refusal::SignatureInvalid));
	});
}

#[test]
fn a_former_owner_cannot_claim_what_came_after_the_transfer() {
	with_earnings(|| {
		let before = request(1, &[1]);
		let call = claim_call(&before, ClaimSigner::Owner, sign(&owner_pair(1), &before));
		use pallet_cairn_traits::OnDeparture;
		Rewards::on_departure(1, &owner(1));
		register(1, owner(2));
		earn(&[(1, EARNED)]);
		assert_noop!(apply(call), refused(Refusal::NotOwner));
		assert_ok!(Rewards::claim_departed(RuntimeOrigin::signed(caller()), owner(1), 1));
		assert_eq!(free(&owner(1)), EARNED);
		assert_eq!(Rewards::claimable(1), EARNED);
	});
}

#[test]
fn a_leaked_device_key_can_only_pay_the_owner() {
	with_earnings(|| {
		let mut stolen = request(1, &[1]);
		stolen.owner = owner(6);
		let call = claim_call(&stolen, ClaimSigner::Device(1), sign(&device(1), &stolen));
		assert_noop!(apply(call), refused(Refusal::NotOwner));
	});
}

#[test]
fn spamming_claims_of_nothing_pays_nobody_and_is_never_free() {
	with_earnings(|| {
		register(2, owner(2));
		assert_noop!(
			Rewards::claim(RuntimeOrigin::signed(caller()), vec![2].try_into().unwrap()),
			Error::<Test>::NothingToClaim
		);
		let request = request(2, &[2]);
		let call = claim_call(&request, ClaimSigner::Device(2), sign(&device(2), &request));
		assert_noop!(apply(call), refused(Refusal::BelowMinimum));
	});
}
