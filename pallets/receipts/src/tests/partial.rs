//! Receipts that their carrier cannot pay for in full settle as far as it can.

use crate::{mock::*, Event, Extent, Refusal};
use cairn_primitives::{due, fee, reach, Balance};
use frame_support::{assert_noop, assert_ok};

/// A large receipt's octets.
const LARGE: u64 = 1 << 24;

fn one(
	router: u32,
	octets: u64,
) -> Vec<cairn_primitives::SignedReceipt<sp_runtime::MultiSignature>> {
	vec![sign(receipt(0, CLASS, router, octets))]
}

/// Lets this much more out of a carrier's escrow.
fn raise_cap(carrier: u32, by: Balance) {
	book::Caps::<Test>::mutate(carrier, |cap| *cap += by);
}

fn net(octets: u64) -> Balance {
	due(octets, PRICE) - fee(due(octets, PRICE), RATE)
}

#[test]
fn a_receipt_beyond_the_cap_raises_its_lane_as_far_as_the_cap_reaches() {
	ExtBuilder::default().build_and_execute_with(|| {
		let payable = 10_000_000;
		book::Caps::<Test>::insert(0, payable);
		let issuance = Balances::total_issuance();
		let charge = Receipts::submit_fee(1);
		let validity = submit(one(1, LARGE)).unwrap();
		assert_eq!(validity.provides.len(), 1);

		let settled = reach(0, PRICE, payable);
		let (paid, burnt) = (due(settled, PRICE), fee(due(settled, PRICE), RATE));
		assert!(settled < LARGE && paid <= payable && due(settled + 1, PRICE) > payable);
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), settled);
		assert_eq!(Rewards::claimable(1), paid - burnt - charge);
		assert_eq!(escrow(0), ESCROW - paid);
		assert_eq!(issuance - Balances::total_issuance(), burnt + charge);
		assert_eq!(book::Stopped::<Test>::get(), [0], "the carrier's clock is told");
		assert_eq!(
			events(),
			[Event::ReceiptSettled {
				carrier: 0,
				version: 0,
				kind: CLASS,
				router: 1,
				octets: settled,
				added: settled,
				due: paid,
				fee: burnt,
				charge,
				net: paid - burnt - charge,
				extent: Extent::Part { open: LARGE - settled },
			}]
		);
	});
}

#[test]
fn a_receipt_beyond_the_escrow_settles_step_by_step_to_the_planck() {
	let all = due(LARGE, PRICE);
	ExtBuilder::default().escrow(all).build_and_execute_with(|| {
		book::Caps::<Test>::insert(0, 0);
		let mut charged = 0;
		while Receipts::lane(0, 0, CLASS, 1) < LARGE {
			raise_cap(0, 4_999_999);
			charged += Receipts::submit_fee(1);
			submit(one(1, LARGE)).unwrap();
		}
		assert_eq!(Rewards::claimable(1), net(LARGE) - charged);
		assert_eq!(escrow(0), 0);
		let extents: Vec<_> = events()
			.into_iter()
			.map(|event| match event {
				Event::ReceiptSettled { extent, .. } => extent,
				_ => panic!("settled"),
			})
			.collect();
		let (last, before) = extents.split_last().unwrap();
		assert_eq!((*last, before.len()), (Extent::Whole, 3));
		assert!(before.iter().all(|extent| *extent != Extent::Whole));
		assert_noop!(submit(one(1, LARGE)), refused(Refusal::NothingLive));
	});
}

#[test]
fn a_cap_of_exactly_what_is_due_settles_all_and_a_planck_less_all_but_an_octet() {
	for (short, extent) in [(0, Extent::Whole), (1, Extent::Part { open: 1 })] {
		ExtBuilder::default().build_and_execute_with(|| {
			book::Caps::<Test>::insert(0, due(LARGE, PRICE) - short);
			submit(one(1, LARGE)).unwrap();
			let Some(Event::ReceiptSettled { octets, extent: said, .. }) = events().pop() else {
				panic!("settled");
			};
			assert_eq!((octets, said), (Receipts::lane(0, 0, CLASS, 1), extent));
			assert_eq!(book::Stopped::<Test>::get().is_empty(), short == 0);
		});
	}
}

#[test]
fn the_receipts_before_the_one_in_part_settle_in_full_and_none_may_follow_it() {
	let each = due(LARGE, PRICE);
	ExtBuilder::default().build_and_execute_with(|| {
		book::Caps::<Test>::insert(0, 2 * each + each / 2);
		let batch = |routers: &[u32]| -> Vec<_> {
			routers.iter().map(|router| sign(receipt(0, CLASS, *router, LARGE))).collect()
		};
		assert_noop!(submit(batch(&[1, 2, 3, 127])), refused(Refusal::PayableExceeded));
		submit(batch(&[1, 2, 3])).unwrap();
		let lanes = [1, 2, 3].map(|router| Receipts::lane(0, 0, CLASS, router));
		assert_eq!(lanes, [LARGE, LARGE, reach(0, PRICE, each / 2)]);
		assert_eq!(escrow(0), ESCROW - 2 * each - due(lanes[2], PRICE));
	});
}

#[test]
fn each_carrier_of_a_batch_may_have_one_receipt_in_part() {
	let each = due(LARGE, PRICE);
	ExtBuilder::default().build_and_execute_with(|| {
		book::Caps::<Test>::insert(0, each + each / 3);
		book::Caps::<Test>::insert(1, each / 2);
		let batch =
			[receipt(0, CLASS, 1, LARGE), receipt(0, CLASS, 2, LARGE), receipt(1, CLASS, 1, LARGE)];
		submit(batch.map(sign).to_vec()).unwrap();
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), LARGE);
		assert_eq!(Receipts::lane(0, 0, CLASS, 2), reach(0, PRICE, each / 3));
		assert_eq!(Receipts::lane(1, 0, CLASS, 1), reach(0, PRICE, each / 2));
		assert_eq!(book::Stopped::<Test>::get(), [0, 1]);
		assert_eq!(book::Payments::<Test>::get().len(), 2);
	});
}

#[test]
fn receipts_that_settle_nothing_may_follow_one_in_part() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(2, LARGE)]));
		book::Caps::<Test>::insert(0, 10_000_000);
		let batch =
			[receipt(0, CLASS, 1, LARGE), receipt(0, CLASS, 2, LARGE), receipt(0, CLASS, 3, 1)];
		submit(batch.map(sign).to_vec()).unwrap();
		let settled = [1, 2, 3].map(|router| Receipts::lane(0, 0, CLASS, router));
		assert_eq!(settled, [reach(0, PRICE, 10_000_000), LARGE, 0]);
	});
}

#[test]
fn a_part_that_does_not_bear_the_fee_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		let charge = Receipts::submit_fee(1);
		// The least cap whose octets net twice the fee.
		let mut needed = octets_for(2 * charge);
		while net(needed) < 2 * charge {
			needed += 1;
		}
		book::Caps::<Test>::insert(0, due(needed, PRICE) - 1);
		assert_noop!(submit(one(1, LARGE)), refused(Refusal::FeeNotCovered));
		raise_cap(0, 1);
		submit(one(1, LARGE)).unwrap();
		assert_eq!(Rewards::claimable(1), net(Receipts::lane(0, 0, CLASS, 1)) - charge);
	});
}

/// Exploit: a batch has been dispatched and its last lane raised in part, so that it is not stale.
/// Whoever sends the same octets again and again fills blocks without paying.
#[test]
fn a_batch_that_settled_in_part_cannot_be_repeated_until_it_pays_another_fee() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = || vec![sign(receipt(0, CLASS, 1, LARGE)), sign(receipt(0, CLASS, 2, LARGE))];
		book::Caps::<Test>::insert(0, due(LARGE, PRICE) + 10_000_000);
		let bytes = batch();
		submit(bytes.clone()).unwrap();
		let partial = Receipts::lane(0, 0, CLASS, 2);
		assert!(0 < partial && partial < LARGE);
		// What the cap leaves does not buy an octet.
		assert_noop!(submit(bytes.clone()), refused(Refusal::PayableExceeded));
		// Nor does more of it, as long as that does not bear the fee of the whole batch, the receipt
		// that is stale now included.
		let fee_again = fee_of(&[receipt(0, CLASS, 2, LARGE)], &[receipt(0, CLASS, 1, LARGE)]);
		let mut refusals = 0;
		let issuance = Balances::total_issuance();
		loop {
			match submit(bytes.clone()) {
				Ok(_) => break,
				Err(error) => {
					let known = [Refusal::PayableExceeded, Refusal::FeeNotCovered].map(refused);
					assert!(known.contains(&error), "{error:?}");
					assert_eq!(Balances::total_issuance(), issuance);
					refusals += 1;
					raise_cap(0, fee_again / 50);
				}
			}
		}
		assert!(refusals > 100, "twice the fee and the protocol's share of that: {refusals}");
		let Some(Event::ReceiptSettled { charge, due, fee, .. }) = events().pop() else {
			panic!("settled");
		};
		assert_eq!(charge, fee_again);
		assert!(due - fee >= 2 * fee_again);
		assert_eq!(issuance - Balances::total_issuance(), fee + charge);
		assert_noop!(submit(bytes), refused(Refusal::PayableExceeded));
	});
}

/// Exploit: a part that costs nothing. With a price below a planck per octet the cap's last planck
/// buys hundreds of octets for nothing, and an empty escrow does as well.
#[test]
fn an_exhausted_carrier_gives_nothing_away() {
	for price in [1, 3, 1_023] {
		ExtBuilder::default().build_and_execute_with(|| {
			book::Tariffs::<Test>::mutate((0, 0), |tariff| {
				tariff.as_mut().unwrap().prices = vec![price];
			});
			FeePrice::set(0);
			for cap in [0, 1, 2, 1_000] {
				book::Caps::<Test>::insert(0, cap);
				let before = Receipts::lane(0, 0, CLASS, 1);
				let outcome = submit(one(1, 1 << 40));
				let after = Receipts::lane(0, 0, CLASS, 1);
				assert_eq!(
					due(after, price) - due(before, price),
					cap - book::Caps::<Test>::get(0)
				);
				match outcome {
					Ok(_) => assert!(due(after, price) > due(before, price)),
					Err(error) => {
						assert_eq!(error, refused(Refusal::PayableExceeded));
						assert_eq!(after, before);
						assert_eq!(cap, 0);
					}
				}
				assert_noop!(submit(one(1, 1 << 40)), refused(Refusal::PayableExceeded));
			}
		});
	}
}

/// Exploit: a batch waits in the pool, where it could raise its lane by a part. Before it gets into
/// a block others take what the cap left, or more is let out: whatever the pool found out then must
/// not be what the block carries out.
#[test]
fn what_a_waiting_batch_settles_is_decided_by_the_block_it_gets_into() {
	ExtBuilder::default().build_and_execute_with(|| {
		book::Caps::<Test>::insert(0, 10_000_000);
		let bytes = one(1, LARGE);
		let tags = validate(bytes.clone()).unwrap().provides;
		frame_support::hypothetically!({
			assert_ok!(settle(0, CLASS, &[(2, octets_for(9_999_000))]));
			assert_noop!(submit(bytes.clone()), refused(Refusal::FeeNotCovered));
		});
		frame_support::hypothetically!({
			raise_cap(0, ESCROW);
			assert_eq!(submit(bytes.clone()).unwrap().provides, tags);
			assert_eq!(Receipts::lane(0, 0, CLASS, 1), LARGE);
		});
		submit(bytes).unwrap();
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), reach(0, PRICE, 10_000_000));
		// A newer receipt of the lane stands under the same tag and settles what the old one left.
		raise_cap(0, ESCROW);
		assert_eq!(submit(one(1, 2 * LARGE)).unwrap().provides, tags);
		assert_eq!(escrow(0), ESCROW - due(2 * LARGE, PRICE));
	});
}

/// Exploit: a receipt is worth more than the carrier's cap, which only it can raise, so that the
/// escrow is there for everybody but this router.
#[test]
fn no_receipt_is_worth_too_much_to_ever_settle() {
	ExtBuilder::default().escrow(1 << 60).build_and_execute_with(|| {
		let huge = 1 << 50;
		let mut periods = 0;
		while Receipts::lane(0, 0, CLASS, 1) < huge {
			book::Caps::<Test>::insert(0, 1 << 48);
			submit(one(1, huge)).unwrap();
			periods += 1;
		}
		assert_eq!(periods, 4);
		assert_eq!(escrow(0), (1 << 60) - due(huge, PRICE));
	});
}
