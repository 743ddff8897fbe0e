//! Both roads lead into the same lanes.

use crate::{mock::*, Event, Refusal, Skipped};
use cairn_primitives::{due, fee};
use frame_support::{assert_noop, assert_ok};

const OCTETS: u64 = 1 << 20;

fn net(octets: u64) -> u128 {
	due(octets, PRICE) - fee(due(octets, PRICE), RATE)
}

#[test]
fn settle_after_submit_pays_only_the_difference() {
	ExtBuilder::default().build_and_execute_with(|| {
		let charge = Receipts::submit_fee(1);
		submit(vec![sign(receipt(0, CLASS, 1, OCTETS))]).unwrap();
		assert_ok!(settle(0, CLASS, &[(1, OCTETS + 777), (2, OCTETS)]));
		assert_eq!(Rewards::claimable(1), net(OCTETS + 777) - charge);
		assert_eq!(escrow(0), ESCROW - due(OCTETS + 777, PRICE) - due(OCTETS, PRICE));
	});
}

#[test]
fn submit_of_a_newer_receipt_after_settle_pays_only_the_difference() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, OCTETS)]));
		let charge = Receipts::submit_fee(1);
		submit(vec![sign(receipt(0, CLASS, 1, 2 * OCTETS))]).unwrap();
		assert_eq!(Rewards::claimable(1), net(2 * OCTETS) - charge);
		assert_eq!(escrow(0), ESCROW - due(2 * OCTETS, PRICE));
	});
}

#[test]
fn settle_overtaking_a_submit_in_the_pool_leaves_it_nothing() {
	ExtBuilder::default().build_and_execute_with(|| {
		let batch = vec![sign(receipt(0, CLASS, 1, OCTETS))];
		assert!(validate(batch.clone()).is_ok());
		assert_ok!(settle(0, CLASS, &[(1, OCTETS)]));
		assert_noop!(submit(batch), refused(Refusal::NothingLive));
		assert_eq!(Rewards::claimable(1), net(OCTETS));
	});
}

#[test]
fn settle_overtaking_half_of_a_batch_leaves_the_other_half_good() {
	ExtBuilder::default().routers(0..8).build_and_execute_with(|| {
		let batch: Vec<_> = (0..8).map(|router| sign(receipt(0, CLASS, router, OCTETS))).collect();
		assert_eq!(validate(batch.clone()).unwrap().provides.len(), 8);
		let half: Vec<_> = (0..8).step_by(2).map(|router| (router, OCTETS)).collect();
		assert_ok!(settle(0, CLASS, &half));
		assert_eq!(submit(batch).unwrap().provides.len(), 4);
		assert_eq!(escrow(0), ESCROW - 8 * due(OCTETS, PRICE));
	});
}

#[test]
fn submit_overtaking_a_settle_makes_its_entry_stale() {
	ExtBuilder::default().build_and_execute_with(|| {
		submit(vec![sign(receipt(0, CLASS, 1, OCTETS))]).unwrap();
		assert_ok!(settle(0, CLASS, &[(1, OCTETS), (2, OCTETS)]));
		let Some(Event::Settled { paid, skipped, .. }) = events().pop() else {
			panic!("settled");
		};
		assert_eq!((paid, skipped), (1, Skipped { stale: 1, ..Default::default() }));
	});
}

#[test]
fn carriers_draining_their_escrow_make_a_waiting_batch_invalid_not_failed() {
	let one = due(OCTETS, PRICE);
	ExtBuilder::default().escrow(one).build_and_execute_with(|| {
		let batch = vec![sign(receipt(0, CLASS, 1, OCTETS))];
		assert!(validate(batch.clone()).is_ok());
		assert_ok!(settle(0, CLASS, &[(2, OCTETS)]));
		assert_noop!(submit(batch), refused(Refusal::PayableExceeded));
	});
}
