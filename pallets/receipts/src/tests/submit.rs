use crate::{mock::*, Event, Extent, Refusal, MAX_RECEIPTS};
use cairn_primitives::{due, fee, Kind, Receipt, Role, Standing};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use sp_core::{ecdsa, ed25519, Pair};
use sp_runtime::{DispatchError, DispatchErrorWithPostInfo, MultiSignature, MultiSigner};

/// Enough octets to bear any fee in these tests.
const PLENTY: u64 = 1 << 20;

fn refuses(receipts: Vec<cairn_primitives::SignedReceipt<MultiSignature>>, refusal: Refusal) {
	assert_noop!(submit(receipts), refused(refusal));
}

#[test]
fn submit_settles_a_receipt_and_takes_its_fee_from_it() {
	ExtBuilder::default().build_and_execute_with(|| {
		let issuance = Balances::total_issuance();
		let charge = Receipts::submit_fee(1);
		assert!(charge > 0);
		let validity = submit(vec![sign(receipt(0, CLASS, 1, PLENTY))]).unwrap();
		let due = due(PLENTY, PRICE);
		let fee = fee(due, RATE);
		assert_eq!(Rewards::claimable(1), due - fee - charge);
		assert_eq!(escrow(0), ESCROW - due);
		assert_eq!(Balances::total_issuance(), issuance - fee - charge);
		assert_eq!(book::Payments::<Test>::get(), [(0, due - fee - charge, fee + charge)]);
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), PLENTY);
		assert_eq!(
			events(),
			[Event::ReceiptSettled {
				carrier: 0,
				version: 0,
				kind: CLASS,
				router: 1,
				octets: PLENTY,
				added: PLENTY,
				due,
				fee,
				charge,
				net: due - fee - charge,
				extent: Extent::Whole,
			}]
		);
		assert_eq!(validity.provides.len(), 1);
		assert!(validity.requires.is_empty());
		assert!(validity.priority > 0);
		assert!(validity.propagate);
		assert_eq!(validity.longevity, 64);
	});
}

#[test]
fn submit_settles_lanes_of_several_carriers_versions_kinds_and_routers() {
	ExtBuilder::default().build_and_execute_with(|| {
		let mut newer = receipt(0, CLASS, 1, PLENTY);
		newer.version = 1;
		let lanes = vec![
			receipt(0, CLASS, 1, PLENTY),
			receipt(0, CLASS, 300, PLENTY),
			receipt(0, DEAR, 1, PLENTY),
			newer,
			receipt(1, CLASS, 1, PLENTY),
		];
		let fees = fee_of(&lanes, &[]);
		let validity = submit(lanes.iter().copied().map(sign).collect()).unwrap();
		assert_eq!(validity.provides.len(), 5);
		assert_eq!(book::Payments::<Test>::get().len(), 2);
		let all = due(PLENTY, PRICE) * 6;
		let protocol = fee(due(PLENTY, PRICE), RATE) * 6;
		assert_eq!(2 * ESCROW - escrow(0) - escrow(1), all);
		let credited: u128 = Rewards::claimable_of(&[1, 300]).iter().sum();
		assert_eq!(credited, all - protocol - fees);
		let charged: u128 = events()
			.iter()
			.map(|event| match event {
				Event::ReceiptSettled { charge, .. } => *charge,
				_ => 0,
			})
			.sum();
		assert_eq!(charged, fees);
		for lane in lanes {
			assert_eq!(Receipts::lane(lane.carrier, lane.version, lane.kind, lane.router), PLENTY);
		}
	});
}

#[test]
fn submit_skips_stale_receipts_and_the_rest_pays_for_the_whole() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(2, PLENTY)]));
		let before = Rewards::claimable(2);
		let lane = |router| receipt(0, CLASS, router, PLENTY);
		let (live, all) = ([lane(1), lane(3)], [lane(1), lane(2), lane(3)]);
		let charge = fee_of(&live, &[lane(2)]);
		assert!(charge > fee_of(&live, &[]) && charge < fee_of(&all, &[]));
		let batch = [1, 2, 3]
			.map(|router| sign(receipt(0, CLASS, router, PLENTY - u64::from(router == 2))));
		let validity = submit(batch.to_vec()).unwrap();
		assert_eq!(validity.provides.len(), 2);
		assert_eq!(Rewards::claimable(2), before);
		let net = due(PLENTY, PRICE) - fee(due(PLENTY, PRICE), RATE);
		assert_eq!(Rewards::claimable(1) + Rewards::claimable(3), 2 * net - charge);
	});
}

#[test]
fn submit_does_not_verify_stale_receipts() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(2, PLENTY)]));
		let mut stale = sign(receipt(0, CLASS, 2, PLENTY));
		stale.carrier_signature = MultiSignature::Sr25519([0; 64].into());
		stale.key = 99;
		submit(vec![sign(receipt(0, CLASS, 1, PLENTY)), stale]).unwrap();
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), PLENTY);
	});
}

#[test]
fn submit_pays_closing_routers() {
	ExtBuilder::default().build_and_execute_with(|| {
		stand(1, Standing::Closing);
		submit(vec![sign(receipt(0, CLASS, 1, PLENTY))]).unwrap();
		assert!(Rewards::claimable(1) > 0);
	});
}

#[test]
fn submit_accepts_keys_of_every_kind() {
	ExtBuilder::default().build_and_execute_with(|| {
		let edwards = ed25519::Pair::from_seed(&[5; 32]);
		let koblitz = ecdsa::Pair::from_seed(&[6; 32]);
		let key = (MultiSigner::from(edwards.public()), book::KeyState::Active);
		book::Keys::<Test>::insert((0, 7), key);
		book::Routers::<Test>::mutate(1, |router| {
			router.as_mut().unwrap().1 = koblitz.public().into();
		});
		let receipt = receipt(0, CLASS, 1, PLENTY);
		let payload = receipt.signing_payload(&genesis());
		submit(vec![cairn_primitives::SignedReceipt {
			receipt,
			key: 7,
			carrier_signature: edwards.sign(&payload).into(),
			router_signature: koblitz.sign(&payload).into(),
		}])
		.unwrap();
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), PLENTY);
	});
}

#[test]
fn submit_takes_a_full_batch() {
	ExtBuilder::default().routers((0..MAX_RECEIPTS).map(|n| n * 1_000)).build_and_execute_with(
		|| {
			let batch: Vec<_> =
				(0..MAX_RECEIPTS).map(|n| sign(receipt(0, CLASS, n * 1_000, PLENTY))).collect();
			assert_eq!(submit(batch).unwrap().provides.len(), MAX_RECEIPTS as usize);
			assert_eq!(escrow(0), ESCROW - due(PLENTY, PRICE) * u128::from(MAX_RECEIPTS));
		},
	);
}

#[test]
fn submit_refuses_while_paused_or_switched_off() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = vec![sign(receipt(0, CLASS, 1, PLENTY))];
		book::Paused::<Test>::put(true);
		refuses(batch.clone(), Refusal::Paused);
		book::Paused::<Test>::put(false);
		Off::set(true);
		refuses(batch.clone(), Refusal::Paused);
		Off::set(false);
		submit(batch).unwrap();
	});
}

#[test]
fn submit_refuses_nothing_and_disorder() {
	ExtBuilder::default().build_and_execute_with(|| {
		refuses(vec![], Refusal::Empty);
		let sorted = [
			receipt(0, CLASS, 1, PLENTY),
			receipt(0, CLASS, 2, PLENTY),
			receipt(0, DEAR, 1, PLENTY),
			receipt(1, CLASS, 1, PLENTY),
		];
		for (a, b) in [(1, 0), (2, 1), (3, 2), (0, 0)] {
			refuses(vec![sign(sorted[a]), sign(sorted[b])], Refusal::NotSorted);
		}
	});
}

#[test]
fn submit_refuses_when_nothing_is_live() {
	ExtBuilder::default().build_and_execute_with(|| {
		refuses(vec![sign(receipt(0, CLASS, 1, 0))], Refusal::NothingLive);
		assert_ok!(settle(0, CLASS, &[(1, PLENTY)]));
		refuses(vec![sign(receipt(0, CLASS, 1, PLENTY))], Refusal::NothingLive);
	});
}

#[test]
fn submit_refuses_unknown_and_closed_routers() {
	ExtBuilder::default().build_and_execute_with(|| {
		refuses(vec![sign(receipt(0, CLASS, 50, PLENTY))], Refusal::RouterNotFound);
		stand(1, Standing::Closed);
		refuses(vec![sign(receipt(0, CLASS, 1, PLENTY))], Refusal::RouterClosed);
	});
}

#[test]
fn submit_refuses_lanes_without_terms() {
	ExtBuilder::default().build_and_execute_with(|| {
		refuses(vec![sign(receipt(9, CLASS, 1, PLENTY))], Refusal::CarrierNotFound);
		let unpriced = Kind::new(3, Role::Direct).unwrap();
		refuses(vec![sign(receipt(0, unpriced, 1, PLENTY))], Refusal::KindNotPriced);
		let meaningless = Kind::decode(&mut &[7u8][..]).unwrap();
		refuses(vec![sign(receipt(0, meaningless, 1, PLENTY))], Refusal::KindNotPriced);
		let batch = vec![sign(receipt(0, CLASS, 1, PLENTY))];
		tariff(0, 0, book::Phase::Announced);
		refuses(batch.clone(), Refusal::VersionNotInForce);
		tariff(0, 0, book::Phase::Closed);
		refuses(batch.clone(), Refusal::VersionClosed);
		book::Tariffs::<Test>::remove((0, 0));
		refuses(batch, Refusal::VersionNotFound);
	});
}

#[test]
fn submit_refuses_keys_that_do_not_count() {
	ExtBuilder::default().build_and_execute_with(|| {
		let mut unknown = sign(receipt(0, CLASS, 1, PLENTY));
		unknown.key = 99;
		refuses(vec![unknown], Refusal::KeyNotFound);
		for (state, refusal) in [
			(book::KeyState::Retired, Refusal::KeyRetired),
			(book::KeyState::Revoked, Refusal::KeyRevoked),
		] {
			book::Keys::<Test>::mutate((0, 0), |key| key.as_mut().unwrap().1 = state);
			refuses(vec![sign(receipt(0, CLASS, 1, PLENTY))], refusal);
		}
		// Signed again by a newer key, it settles.
		let receipt = receipt(0, CLASS, 1, PLENTY);
		submit(vec![sign_with(receipt, 1, &aaa(0, 1), &device(1))]).unwrap();
	});
}

#[test]
fn submit_refuses_what_does_not_cover_its_fee_with_a_margin() {
	ExtBuilder::default().build_and_execute_with(|| {
		let charge = Receipts::submit_fee(1);
		// The least octets whose net is twice the fee.
		let mut octets = octets_for(2 * charge);
		let net = |octets| due(octets, PRICE) - fee(due(octets, PRICE), RATE);
		while net(octets) < 2 * charge {
			octets += 1;
		}
		refuses(vec![sign(receipt(0, CLASS, 1, octets - 1))], Refusal::FeeNotCovered);
		submit(vec![sign(receipt(0, CLASS, 1, octets))]).unwrap();
		assert_eq!(Rewards::claimable(1), net(octets) - charge);
	});
}

#[test]
fn submit_refuses_classes_that_are_not_offered() {
	ExtBuilder::default().build_and_execute_with(|| {
		refuses(vec![sign(receipt(0, FREE, 1, u64::MAX))], Refusal::KindNotPriced);
		// Of a planck per KiB three relays' share comes to nothing.
		book::Tariffs::<Test>::mutate((0, 0), |tariff| {
			tariff.as_mut().unwrap().prices = vec![1];
		});
		let relay = Kind::new(0, Role::Relay(3)).unwrap();
		refuses(vec![sign(receipt(0, relay, 1, u64::MAX))], Refusal::KindNotPriced);
	});
}

#[test]
fn submit_skips_receipts_that_cost_nothing_yet_and_a_later_total_settles_them() {
	ExtBuilder::default().build_and_execute_with(|| {
		// 1,000 planck per KiB: the first octet costs nothing.
		refuses(vec![sign(receipt(0, CLASS, 1, 1))], Refusal::NothingLive);
		let mut idle = sign(receipt(0, CLASS, 1, 1));
		idle.carrier_signature = MultiSignature::Sr25519([0; 64].into());
		let live = receipt(0, CLASS, 2, PLENTY);
		let charge = fee_of(&[live], &[idle.receipt]);
		let validity = submit(vec![idle, sign(live)]).unwrap();
		assert_eq!(validity.provides.len(), 1);
		assert_eq!((Receipts::lane(0, 0, CLASS, 1), Rewards::claimable(1)), (0, 0));
		let net = due(PLENTY, PRICE) - fee(due(PLENTY, PRICE), RATE);
		assert_eq!(Rewards::claimable(2), net - charge);
		assert_eq!(events().len(), 1);
		submit(vec![sign(receipt(0, CLASS, 1, PLENTY))]).unwrap();
		assert_eq!(Rewards::claimable(1), net - Receipts::submit_fee(1));
	});
}

#[test]
fn submit_refuses_where_escrow_or_cap_leave_nothing() {
	ExtBuilder::default().escrow(0).build_and_execute_with(|| {
		refuses(vec![sign(receipt(0, CLASS, 1, PLENTY))], Refusal::PayableExceeded);
	});
	ExtBuilder::default().build_and_execute_with(|| {
		book::Caps::<Test>::insert(0, 0);
		refuses(vec![sign(receipt(0, CLASS, 1, PLENTY))], Refusal::PayableExceeded);
	});
}

#[test]
fn submit_refuses_as_a_whole_when_one_of_several_carriers_cannot_pay() {
	ExtBuilder::default().build_and_execute_with(|| {
		book::Caps::<Test>::insert(1, 0);
		let batch = vec![sign(receipt(0, CLASS, 1, PLENTY)), sign(receipt(1, CLASS, 1, PLENTY))];
		refuses(batch.clone(), Refusal::PayableExceeded);
		submit(batch[..1].to_vec()).unwrap();
	});
}

#[test]
fn submit_refuses_when_a_payment_cannot_be_made_for_whatever_reason() {
	ExtBuilder::default().build_and_execute_with(|| {
		book::Jammed::<Test>::put(true);
		refuses(vec![sign(receipt(0, CLASS, 1, PLENTY))], Refusal::PaymentFailed);
	});
}

#[test]
fn submit_refuses_missing_and_foreign_signatures() {
	ExtBuilder::default().build_and_execute_with(|| {
		let receipt = receipt(0, CLASS, 1, PLENTY);
		for (carrier, router, refusal) in [
			(aaa(0, 1), device(1), Refusal::CarrierSignatureInvalid),
			(aaa(1, 0), device(1), Refusal::CarrierSignatureInvalid),
			(device(1), device(1), Refusal::CarrierSignatureInvalid),
			(aaa(0, 0), device(2), Refusal::RouterSignatureInvalid),
			(aaa(0, 0), aaa(0, 0), Refusal::RouterSignatureInvalid),
		] {
			refuses(vec![sign_with(receipt, 0, &carrier, &router)], refusal);
		}
		let mut empty = sign(receipt);
		empty.router_signature = MultiSignature::Sr25519([0; 64].into());
		refuses(vec![empty], Refusal::RouterSignatureInvalid);
	});
}

#[test]
fn submit_cannot_be_dispatched_without_authorization() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch: crate::Receipts = vec![sign(receipt(0, CLASS, 1, PLENTY))].try_into().unwrap();
		for origin in [
			RuntimeOrigin::signed(carrier(0)),
			RuntimeOrigin::signed(owner_of(1)),
			RuntimeOrigin::root(),
			RuntimeOrigin::none(),
		] {
			assert_noop!(
				Receipts::submit(origin, batch.clone()),
				DispatchErrorWithPostInfo::from(DispatchError::BadOrigin)
			);
		}
	});
}

#[test]
fn validation_changes_nothing() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = vec![sign(receipt(0, CLASS, 1, PLENTY))];
		assert_storage_noop!(assert!(validate(batch).is_ok()));
	});
}

#[test]
fn no_batch_outranks_another_that_shares_a_lane_with_it() {
	// The exploit: take a submission from the pool, add stale receipts or a lane of one's own, and
	// have the pool drop the original for the dearer copy.
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = [1, 2, 3].map(|router| sign(receipt(0, CLASS, router, PLENTY)));
		let priority = validate(batch.to_vec()).unwrap().priority;
		assert_eq!(priority, validate(batch[..2].to_vec()).unwrap().priority);
		assert_eq!(priority, validate(batch[..1].to_vec()).unwrap().priority);
		let padding = sign(receipt(0, CLASS, 2, 0));
		let padded = vec![batch[0].clone(), padding];
		assert_eq!(priority, validate(padded).unwrap().priority);
	});
}

#[test]
fn tags_name_lanes_and_nothing_else() {
	ExtBuilder::default().build_and_execute_with(|| {
		let tags = |receipts: Vec<Receipt>| {
			validate(receipts.into_iter().map(sign).collect()).unwrap().provides
		};
		let (one, more) = (receipt(0, CLASS, 1, PLENTY), receipt(0, CLASS, 1, PLENTY + 1_024));
		assert_eq!(tags(vec![one]), tags(vec![more]));
		assert_eq!(tags(vec![one, receipt(0, CLASS, 2, PLENTY)])[0], tags(vec![one])[0]);
		let mut other = one;
		other.version = 1;
		assert_ne!(tags(vec![one]), tags(vec![other]));
	});
}

#[test]
fn submit_with_more_receipts_than_allowed_does_not_decode() {
	ExtBuilder::default().build_and_execute_with(|| {
		let one = sign(receipt(0, CLASS, 1, 1));
		let bytes = |count: u32| (42u8, 0u8, vec![one.clone(); count as usize]).encode();
		assert!(RuntimeCall::decode(&mut &bytes(MAX_RECEIPTS)[..]).is_ok());
		assert!(RuntimeCall::decode(&mut &bytes(MAX_RECEIPTS + 1)[..]).is_err());
		let mut cut = bytes(2);
		cut.pop();
		assert!(RuntimeCall::decode(&mut &cut[..]).is_err());
	});
}

#[test]
fn a_routers_large_lane_bears_its_small_ones() {
	ExtBuilder::default().build_and_execute_with(|| {
		let mut newer = receipt(0, CLASS, 1, 2_048);
		newer.version = 1;
		let lanes = [receipt(0, CLASS, 1, PLENTY), receipt(0, DEAR, 1, 1), newer];
		let fees = Receipts::submit_fee(3);
		submit(lanes.map(sign).to_vec()).unwrap();
		let of = |octets| due(octets, PRICE) - fee(due(octets, PRICE), RATE);
		assert_eq!(Receipts::lane(0, 1, CLASS, 1), 2_048);
		assert_eq!(Rewards::claimable(1), of(PLENTY) + of(2_048) + 1 - fees);
	});
}

#[test]
fn receipts_that_net_twice_the_fee_of_one_always_make_a_batch() {
	ExtBuilder::default().routers(0..64).build_and_execute_with(|| {
		let needed = 2 * Receipts::submit_fee(1);
		let mut octets = octets_for(needed);
		while due(octets, PRICE) - fee(due(octets, PRICE), RATE) < needed {
			octets += 1;
		}
		for count in [1, 2, 7, 64] {
			let batch: Vec<_> =
				(0..count).map(|router| sign(receipt(0, CLASS, router, octets))).collect();
			assert!(validate(batch).is_ok(), "{count}");
		}
	});
}

#[test]
fn refusal_codes_are_distinct() {
	let known: Vec<_> = (0..=u8::MAX).filter_map(Refusal::from_code).collect();
	assert_eq!(known.len(), 19);
	for refusal in known {
		assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
	}
}
