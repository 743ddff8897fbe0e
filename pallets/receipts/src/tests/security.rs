//! Each test opens with the exploit.

use crate::{mock::*, Error, Event, Refusal};
use cairn_primitives::{due, fee, Receipt, SignedReceipt};
use frame_support::{assert_noop, assert_ok};
use sp_core::{ed25519, sr25519, Pair};
use sp_runtime::{DispatchErrorWithPostInfo, MultiSignature, MultiSigner};

const PLENTY: u64 = 1 << 20;

#[test]
fn replaying_a_batch_finds_nothing_live() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = vec![sign(receipt(0, CLASS, 1, PLENTY)), sign(receipt(0, CLASS, 2, PLENTY))];
		submit(batch.clone()).unwrap();
		assert_noop!(submit(batch.clone()), refused(Refusal::NothingLive));
		assert_noop!(submit(batch[..1].to_vec()), refused(Refusal::NothingLive));
		System::set_block_number(1_000);
		assert_noop!(submit(batch), refused(Refusal::NothingLive));
	});
}

#[test]
fn an_older_receipt_is_worth_nothing() {
	ExtBuilder::default().build_and_execute_with(|| {
		submit(vec![sign(receipt(0, CLASS, 1, PLENTY))]).unwrap();
		assert_noop!(
			submit(vec![sign(receipt(0, CLASS, 1, PLENTY - 1))]),
			refused(Refusal::NothingLive)
		);
	});
}

#[test]
fn a_receipt_of_another_chain_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		let receipt = receipt(0, CLASS, 1, PLENTY);
		let elsewhere = receipt.signing_payload(&[0xab; 32]);
		let mut signed = sign(receipt);
		signed.carrier_signature = aaa(0, 0).sign(&elsewhere).into();
		assert_noop!(submit(vec![signed.clone()]), refused(Refusal::CarrierSignatureInvalid));
		let mut signed = sign(receipt);
		signed.router_signature = device(1).sign(&elsewhere).into();
		assert_noop!(submit(vec![signed]), refused(Refusal::RouterSignatureInvalid));
	});
}

#[test]
fn signatures_do_not_carry_over_to_another_lane_or_total() {
	ExtBuilder::default().build_and_execute_with(|| {
		let original = receipt(0, CLASS, 1, PLENTY);
		let signed = sign(original);
		let moved = |change: fn(&mut Receipt)| {
			let mut moved = signed.clone();
			change(&mut moved.receipt);
			moved
		};
		for changed in [
			moved(|receipt| receipt.version = 1),
			moved(|receipt| receipt.kind = DEAR),
			moved(|receipt| receipt.octets += 1),
			moved(|receipt| receipt.router = 2),
			moved(|receipt| receipt.carrier = 1),
		] {
			assert_noop!(submit(vec![changed]), refused(Refusal::CarrierSignatureInvalid));
		}
		submit(vec![signed]).unwrap();
	});
}

#[test]
fn swapping_the_two_signatures_does_not_help() {
	ExtBuilder::default().build_and_execute_with(|| {
		let mut signed = sign(receipt(0, CLASS, 1, PLENTY));
		core::mem::swap(&mut signed.carrier_signature, &mut signed.router_signature);
		assert_noop!(submit(vec![signed]), refused(Refusal::CarrierSignatureInvalid));
	});
}

#[test]
fn a_carrier_cannot_make_up_a_routers_consent_nor_a_router_a_carriers() {
	ExtBuilder::default().build_and_execute_with(|| {
		let receipt = receipt(0, CLASS, 1, PLENTY);
		assert_noop!(
			submit(vec![sign_with(receipt, 0, &aaa(0, 0), &aaa(0, 0))]),
			refused(Refusal::RouterSignatureInvalid)
		);
		assert_noop!(
			submit(vec![sign_with(receipt, 0, &device(1), &device(1))]),
			refused(Refusal::CarrierSignatureInvalid)
		);
	});
}

#[test]
fn a_signature_of_another_kind_does_not_pass_for_the_key() {
	ExtBuilder::default().build_and_execute_with(|| {
		let edwards = ed25519::Pair::from_seed(&[1; 32]);
		let as_sr25519 = MultiSigner::Sr25519(sr25519::Public::from_raw(edwards.public().0));
		let receipt = receipt(0, CLASS, 1, PLENTY);
		let forged: MultiSignature = edwards.sign(&receipt.signing_payload(&genesis())).into();

		let active = book::KeyState::Active;
		book::Keys::<Test>::insert((0, 0), (as_sr25519.clone(), active));
		let mut signed = sign(receipt);
		signed.carrier_signature = forged.clone();
		assert_noop!(submit(vec![signed]), refused(Refusal::CarrierSignatureInvalid));

		let genuine = MultiSigner::from(aaa(0, 0).public());
		book::Keys::<Test>::insert((0, 0), (genuine, active));
		book::Routers::<Test>::mutate(1, |router| router.as_mut().unwrap().1 = as_sr25519);
		let mut signed = sign(receipt);
		signed.router_signature = forged;
		assert_noop!(submit(vec![signed]), refused(Refusal::RouterSignatureInvalid));
	});
}

#[test]
fn a_revoked_key_settles_nothing_even_of_what_it_signed_before() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = vec![sign(receipt(0, CLASS, 1, PLENTY))];
		assert!(validate(batch.clone()).is_ok());
		book::Keys::<Test>::mutate((0, 0), |key| {
			key.as_mut().unwrap().1 = book::KeyState::Revoked;
		});
		assert_noop!(submit(batch), refused(Refusal::KeyRevoked));
	});
}

#[test]
fn a_rotated_device_key_no_longer_speaks_for_the_router() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = vec![sign(receipt(0, CLASS, 1, PLENTY))];
		book::Routers::<Test>::mutate(1, |router| {
			router.as_mut().unwrap().1 = device(777).public().into();
		});
		assert_noop!(submit(batch), refused(Refusal::RouterSignatureInvalid));
		let receipt = receipt(0, CLASS, 1, PLENTY);
		submit(vec![sign_with(receipt, 0, &aaa(0, 0), &device(777))]).unwrap();
	});
}

#[test]
fn the_same_lane_twice_in_a_batch_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		for totals in [[PLENTY, PLENTY], [PLENTY, 2 * PLENTY], [2 * PLENTY, PLENTY]] {
			let batch = totals.map(|octets| sign(receipt(0, CLASS, 1, octets)));
			assert_noop!(submit(batch.to_vec()), refused(Refusal::NotSorted));
		}
		assert_noop!(
			settle(0, CLASS, &[(1, PLENTY), (1, 2 * PLENTY)]),
			DispatchErrorWithPostInfo::from(Error::<Test>::NotSorted)
		);
	});
}

#[test]
fn stale_receipts_cannot_ride_on_a_live_one_for_more_than_its_own_fee_again() {
	ExtBuilder::default().routers(0..64).build_and_execute_with(|| {
		let near: Vec<_> = (0..5).map(|router| receipt(0, CLASS, router, PLENTY)).collect();
		assert_ok!(settle(0, CLASS, &near.iter().map(|r| (r.router, PLENTY)).collect::<Vec<_>>()));
		let victim = sign(receipt(0, CLASS, 63, PLENTY));
		let batch: Vec<_> = near.iter().cloned().map(sign).chain([victim.clone()]).collect();
		frame_support::hypothetically!({
			submit(batch).unwrap();
			let Some(Event::ReceiptSettled { charge, .. }) = events().pop() else {
				panic!("settled");
			};
			assert_eq!(charge, fee_of(&[victim.receipt], &near));
			assert!((Receipts::submit_fee(1)..=2 * Receipts::submit_fee(1)).contains(&charge));
		});
	});
}

#[test]
fn stale_receipts_of_many_carriers_cannot_ride_on_a_live_one() {
	ExtBuilder::default().routers(0..64).build_and_execute_with(|| {
		let mut batch = Vec::new();
		for carrier in 1..64 {
			open(carrier, ESCROW);
			assert_ok!(settle(carrier, CLASS, &[(1, PLENTY)]));
			batch.push(sign(receipt(carrier, CLASS, 1, PLENTY)));
		}
		let victim = sign(receipt(0, CLASS, 63, PLENTY));
		batch.insert(0, victim.clone());
		assert_noop!(submit(batch), refused(Refusal::FeeNotCovered));
		submit(vec![victim]).unwrap();
	});
}

#[test]
fn relaying_an_owners_receipt_with_rubbish_costs_it_at_most_twice_its_own_fee() {
	ExtBuilder::default().routers(0..64).build_and_execute_with(|| {
		let alone = Receipts::submit_fee(1);
		// Every number of tiny receipts that the batch bears at all.
		let mut borne = 0;
		for tiny in 1..64 {
			let mut batch: Vec<_> =
				(0..tiny).map(|router| sign(receipt(0, CLASS, router, 512))).collect();
			batch.push(sign(receipt(0, CLASS, 63, PLENTY)));
			frame_support::hypothetically!({
				if submit(batch).is_ok() {
					borne += 1;
					let charged = events().into_iter().find_map(|event| match event {
						Event::ReceiptSettled { router: 63, charge, .. } => Some(charge),
						_ => None,
					});
					assert!(charged.unwrap() <= 2 * alone);
				}
			});
		}
		assert!((1..63).contains(&borne), "{borne}");
	});
}

#[test]
fn batching_with_a_penniless_carrier_cannot_block_a_receipt_sent_alone() {
	ExtBuilder::default().build_and_execute_with(|| {
		open(7, 0);
		let victim = sign(receipt(0, CLASS, 1, PLENTY));
		let batch = vec![victim.clone(), sign(receipt(7, CLASS, 1, PLENTY))];
		assert_noop!(submit(batch), refused(Refusal::PayableExceeded));
		submit(vec![victim]).unwrap();
	});
}

#[test]
fn nothing_that_passes_validation_is_free() {
	ExtBuilder::default().build_and_execute_with(|| {
		let issuance = Balances::total_issuance();
		submit(vec![sign(receipt(0, CLASS, 1, PLENTY))]).unwrap();
		let protocol = fee(due(PLENTY, PRICE), RATE);
		assert_eq!(issuance - Balances::total_issuance(), protocol + Receipts::submit_fee(1));
	});
}

#[test]
fn the_largest_total_at_the_largest_price_neither_wraps_nor_pays() {
	ExtBuilder::default().build_and_execute_with(|| {
		book::Tariffs::<Test>::mutate((0, 0), |tariff| {
			tariff.as_mut().unwrap().prices = vec![u64::MAX];
		});
		assert_noop!(
			submit(vec![sign(receipt(0, CLASS, 1, u64::MAX))]),
			refused(Refusal::PayableExceeded)
		);
		assert_ok!(settle(0, CLASS, &[(1, u64::MAX), (2, 1)]));
		let Some(Event::Settled { paid, stopped_at, .. }) = events().pop() else {
			panic!("settled");
		};
		assert_eq!((paid, stopped_at), (0, Some(1)));
	});
}

#[test]
fn dues_beyond_128_bits_stop_a_settlement_instead_of_wrapping() {
	ExtBuilder::default().routers(0..2_000).build_and_execute_with(|| {
		use frame_support::traits::fungible::{Mutate, MutateHold};
		book::Tariffs::<Test>::mutate((0, 0), |tariff| {
			tariff.as_mut().unwrap().prices = vec![u64::MAX];
		});
		let one = due(u64::MAX, u64::MAX);
		// As rich as can be: a little less than 2^128 for 1,024 lanes of 2^118 each.
		let rich = one * 1_000;
		Balances::mint_into(&carrier(0), rich).unwrap();
		Balances::hold(&book::HoldReason::Escrow.into(), &carrier(0), rich).unwrap();
		let totals: Vec<_> = (0..2_000).map(|router| (router, u64::MAX)).collect();
		assert_ok!(settle(0, CLASS, &totals));
		let Some(Event::Settled { paid, due, octets, stopped_at, .. }) = events().pop() else {
			panic!("settled");
		};
		assert_eq!((paid, due, stopped_at), (1_000, rich, Some(1_000)));
		assert_eq!(octets, 1_000 * u128::from(u64::MAX));
		assert_eq!(Receipts::lane(0, 0, CLASS, 999), u64::MAX);
		assert_ok!(settle(0, CLASS, &[(0, u64::MAX)]));
	});
}

#[test]
fn a_stranger_cannot_settle_in_a_carriers_name() {
	ExtBuilder::default().build_and_execute_with(|| {
		// Carrier 1 settles: only its own lanes and escrow move.
		assert_ok!(settle(1, CLASS, &[(1, PLENTY)]));
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), 0);
		assert_eq!(escrow(0), ESCROW);
		assert_eq!(escrow(1), ESCROW - due(PLENTY, PRICE));
	});
}

#[test]
fn bytes_that_are_no_call_never_panic() {
	use codec::Decode;
	use proptest::prelude::*;
	proptest!(|(bytes: Vec<u8>, call in 0u8..4)| {
		let mut input = vec![42u8, call];
		input.extend(bytes);
		let _ = RuntimeCall::decode(&mut &input[..]);
		let _ = SignedReceipt::<MultiSignature>::decode(&mut &input[..]);
	});
}
