use crate::{mock::*, ClaimSigner, Event, Refusal, MAX_CLAIM_FOR};
use cairn_primitives::ClaimRequest;
use codec::Encode;
use frame_support::{assert_noop, assert_storage_noop};
use sp_core::{ecdsa, ed25519, Pair};
use sp_runtime::{DispatchError, MultiSignature, MultiSigner};

/// Owner 1 has routers 1, 2 and 70 and has earned this much with each.
const EACH: u128 = 10_000;

fn with_earnings(test: impl FnOnce()) {
	ExtBuilder.build_and_execute_with(|| {
		for index in [1, 2, 70] {
			register(index, owner(1));
		}
		register(3, owner(2));
		earn(&[(1, EACH), (2, EACH), (3, EACH), (70, EACH)]);
		test();
	});
}

#[test]
fn claim_for_pays_an_owner_with_an_empty_wallet_and_burns_the_fee() {
	with_earnings(|| {
		let request = request(1, &[1, 2, 70]);
		let (fee, issuance) = (Rewards::claim_fee(3), Balances::total_issuance());
		assert!(fee > 0);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		let validity = apply(call).unwrap();
		assert_eq!(free(&owner(1)), 3 * EACH - fee);
		assert_eq!(Balances::total_issuance(), issuance - fee);
		assert_eq!(totals().claimable, EACH);
		assert_eq!(
			events(),
			[Event::Claimed {
				owner: owner(1),
				routers: vec![(1, EACH), (2, EACH), (70, EACH)],
				due: 3 * EACH,
				fee,
				paid: 3 * EACH - fee
			}]
		);
		assert_eq!(validity.provides.len(), 3);
		assert!(validity.priority > 0);
		assert!(validity.propagate);
		assert_eq!(validity.longevity, 64);
	});
}

#[test]
fn claim_for_accepts_a_named_device() {
	with_earnings(|| {
		let request = request(1, &[1, 2]);
		let call = claim_call(&request, ClaimSigner::Device(2), sign(&device(2), &request));
		apply(call).unwrap();
		assert_eq!(free(&owner(1)), 2 * EACH - Rewards::claim_fee(2));
	});
}

#[test]
fn claim_for_accepts_what_a_wallet_wraps() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let wrapped =
			[b"<Bytes>", request.signing_payload(&genesis()).as_slice(), b"</Bytes>"].concat();
		let signature = owner_pair(1).sign(&wrapped).into();
		apply(claim_call(&request, ClaimSigner::Owner, signature)).unwrap();
		assert_eq!(free(&owner(1)), EACH - Rewards::claim_fee(1));
	});
}

#[test]
fn claim_for_does_not_accept_wrapping_from_a_device() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let wrapped =
			[b"<Bytes>", request.signing_payload(&genesis()).as_slice(), b"</Bytes>"].concat();
		let signature = device(1).sign(&wrapped).into();
		let call = claim_call(&request, ClaimSigner::Device(1), signature);
		assert_noop!(apply(call), refused(Refusal::SignatureInvalid));
	});
}

#[test]
fn claim_for_accepts_owners_and_devices_of_every_kind() {
	with_earnings(|| {
		let edwards = ed25519::Pair::from_seed(&[5; 32]);
		let koblitz = ecdsa::Pair::from_seed(&[6; 32]);
		let owned_by = MultiSigner::from(edwards.public()).into_account_id();
		Registry::mutate(|registry| {
			registry.insert(8, (owned_by.clone(), koblitz.public().into()));
		});
		earn(&[(8, EACH)]);
		let mut request = request(1, &[8]);
		request.owner = owned_by.clone();
		let payload = request.signing_payload(&genesis());
		let by_device = MultiSignature::from(koblitz.sign(&payload));
		let by_owner = MultiSignature::from(edwards.sign(&payload));
		validate(claim_call(&request, ClaimSigner::Device(8), by_device)).unwrap();
		apply(claim_call(&request, ClaimSigner::Owner, by_owner)).unwrap();
		assert_eq!(free(&owned_by), EACH - Rewards::claim_fee(1));
	});
}

#[test]
fn claim_for_refuses_no_routers() {
	with_earnings(|| {
		let request = request(1, &[]);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		assert_noop!(apply(call), refused(Refusal::Empty));
	});
}

#[test]
fn claim_for_refuses_unsorted_and_duplicate_routers() {
	with_earnings(|| {
		for routers in [&[2, 1][..], &[1, 1]] {
			let request = request(1, routers);
			let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
			assert_noop!(apply(call), refused(Refusal::NotSorted));
		}
	});
}

#[test]
fn claim_for_is_good_up_to_its_last_block() {
	with_earnings(|| {
		let mut request = request(1, &[1]);
		request.expires = 6;
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		run_to(6);
		assert_eq!(validate(call.clone()).unwrap().longevity, 1);
		run_to(7);
		assert_noop!(apply(call), refused(Refusal::Expired));
	});
}

#[test]
fn claim_for_refuses_unknown_routers_and_those_of_others() {
	with_earnings(|| {
		for (routers, refusal) in
			[(&[1, 4][..], Refusal::RouterNotFound), (&[1, 3], Refusal::NotOwner)]
		{
			let request = request(1, routers);
			let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
			assert_noop!(apply(call), refused(refusal));
		}
	});
}

#[test]
fn claim_for_refuses_less_than_it_asks() {
	with_earnings(|| {
		let mut request = request(1, &[1, 2]);
		request.at_least = 2 * EACH + 1;
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		assert_noop!(apply(call.clone()), refused(Refusal::BelowAtLeast));
		earn(&[(2, 1)]);
		apply(call).unwrap();
	});
}

#[test]
fn claim_for_refuses_less_than_the_minimum() {
	with_earnings(|| {
		register(5, owner(5));
		let minimum = Rewards::claim_minimum(1);
		earn(&[(5, minimum - 1)]);
		let request = request(5, &[5]);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(5), &request));
		assert_noop!(apply(call.clone()), refused(Refusal::BelowMinimum));
		earn(&[(5, 1)]);
		apply(call).unwrap();
		assert_eq!(free(&owner(5)), minimum - Rewards::claim_fee(1));
	});
}

#[test]
fn claim_for_refuses_a_payout_that_cannot_create_the_account() {
	with_earnings(|| {
		Price::set(100 * 300 / Rewards::claim_fee(1));
		let (fee, minimum) = (Rewards::claim_fee(1), Rewards::claim_minimum(1));
		assert!(minimum - fee < EXISTENTIAL_DEPOSIT);
		register(5, owner(5));
		earn(&[(5, minimum)]);
		let request = request(5, &[5]);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(5), &request));
		assert_noop!(apply(call.clone()), refused(Refusal::NotDepositable));
		earn(&[(5, EXISTENTIAL_DEPOSIT + fee - minimum)]);
		apply(call).unwrap();
		assert_eq!(free(&owner(5)), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn claim_for_refuses_a_device_that_is_not_named() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let call = claim_call(&request, ClaimSigner::Device(2), sign(&device(2), &request));
		assert_noop!(apply(call), refused(Refusal::DeviceNotNamed));
	});
}

#[test]
fn claim_for_refuses_foreign_signatures() {
	with_earnings(|| {
		let request = request(1, &[1]);
		for (signer, pair) in [
			(ClaimSigner::Owner, owner_pair(2)),
			(ClaimSigner::Owner, device(1)),
			(ClaimSigner::Device(1), owner_pair(1)),
			(ClaimSigner::Device(1), device(2)),
		] {
			let call = claim_call(&request, signer, sign(&pair, &request));
			assert_noop!(apply(call), refused(Refusal::SignatureInvalid));
		}
	});
}

#[test]
fn claim_for_refuses_while_switched_off() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		Paused::set(true);
		assert_noop!(apply(call.clone()), refused(Refusal::Paused));
		Paused::set(false);
		apply(call).unwrap();
	});
}

#[test]
fn claim_for_takes_as_many_routers_as_it_may() {
	with_earnings(|| {
		let routers: Vec<_> = (0..MAX_CLAIM_FOR).map(|n| 1_000 + n * 64).collect();
		for index in &routers {
			register(*index, owner(7));
			earn(&[(*index, EACH)]);
		}
		let request = request(7, &routers);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(7), &request));
		assert_eq!(apply(call).unwrap().provides.len(), MAX_CLAIM_FOR as usize);
		let sum = EACH * u128::from(MAX_CLAIM_FOR);
		assert_eq!(free(&owner(7)), sum - Rewards::claim_fee(MAX_CLAIM_FOR));
	});
}

#[test]
fn claim_for_cannot_be_dispatched_without_authorization() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let signature = sign(&owner_pair(1), &request);
		for origin in
			[RuntimeOrigin::signed(owner(1)), RuntimeOrigin::root(), RuntimeOrigin::none()]
		{
			assert_noop!(
				Rewards::claim_for(origin, request.clone(), ClaimSigner::Owner, signature.clone()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_claim_that_expires_too_far_ahead_is_refused() {
	// The exploit: keep an owner's request without end, and have half of every later settlement
	// burnt as its fee.
	with_earnings(|| {
		let mut request = request(1, &[1]);
		for (expires, refused) in [(u32::MAX, true), (1_001, true), (1_000, false)] {
			request.expires = System::block_number().saturating_add(expires);
			let signature = sign(&owner_pair(1), &request);
			let outcome = validate(claim_call(&request, ClaimSigner::Owner, signature));
			match refused {
				true => assert_eq!(outcome.unwrap_err(), Refusal::TooFarAhead.into()),
				false => assert!(outcome.is_ok()),
			}
		}
	});
}

#[test]
fn validation_changes_nothing() {
	with_earnings(|| {
		let request = request(1, &[1]);
		let call = claim_call(&request, ClaimSigner::Owner, sign(&owner_pair(1), &request));
		assert_storage_noop!(assert!(validate(call).is_ok()));
	});
}

#[test]
fn a_part_of_a_claim_does_not_outrank_the_whole() {
	with_earnings(|| {
		let of = |routers: &[u32]| {
			let request = request(1, routers);
			let signature = sign(&owner_pair(1), &request);
			validate(claim_call(&request, ClaimSigner::Owner, signature)).unwrap().priority
		};
		assert!(of(&[1, 2, 70]) > of(&[1]));
	});
}

#[test]
fn bounded_request_encodes_as_the_primitive() {
	let bounded = request(1, &[1, 2, 70]);
	let plain =
		ClaimRequest { owner: owner(1).into(), routers: vec![1, 2, 70], at_least: 0, expires: 100 };
	assert_eq!(bounded.encode(), plain.encode());
	assert_eq!(bounded.signing_payload(&[7; 32]), plain.signing_payload(&[7; 32]));
}

#[test]
fn refusal_codes_are_distinct() {
	let known: Vec<_> = (0..=u8::MAX).filter_map(Refusal::from_code).collect();
	assert_eq!(known.len(), 12);
	for refusal in known {
		assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
	}
}
