//! Many keys where there is room for few.

use super::{honest, refuses};
use crate::{mock::*, Refusal};
use cairn_primitives::coverage::WitnessId;
use cairn_scoring::{award, Interval, FULL_SCALE, POINT};

#[test]
fn idle_keys_in_one_house_share_what_two_routers_get() {
	// A hundred keys in one cell prove each other, to crowd out a rival or to earn a hundredfold.
	execute(|| {
		let rival = steps_away(1);
		register(7, rival);
		for index in 100..200 {
			register(index, HOME);
		}
		run_past(1);
		for index in 100..200 {
			let witness = if index == 100 { 101 } else { 100 };
			prove(proof(1, index, &[router(witness)])).unwrap();
		}
		run_past(3);
		let before: u64 = points(7);
		prove(proof(3, 7, &[router(2)])).unwrap();
		let rivals = points(7) - before;
		assert_eq!(rivals, award(1, 1, Interval::EVERY_WINDOW, FULL_SCALE).challenged);
		let sum_before: u64 = (101..200).map(points).sum();
		for index in 101..200 {
			prove(proof(3, index, &[router(100)])).unwrap();
		}
		let all: u64 = (101..200).map(points).sum::<u64>() - sum_before;
		assert!(all <= 2 * rivals, "{all} of {rivals}");
	});
}

#[test]
fn unvouched_routers_earn_nothing_however_many_they_are() {
	// A hundred virtual routers with several wallets, for which nobody vouches.
	execute(|| {
		for index in 100..200 {
			register(index, HOME);
			change(index, |router| router.sponsor = None);
		}
		run_past(1);
		for index in 100..110 {
			let witnesses: Vec<WitnessId> = (111..120).map(router).collect();
			refuses(proof(1, index, &witnesses), Refusal::NotVouched);
		}
		let others: Vec<_> = (100..110).map(router).collect();
		refuses(proof(1, 1, &others), Refusal::NoValidReport);
	});
}

#[test]
fn vouched_keys_without_traffic_draw_nothing_from_the_emission() {
	// A careless sponsor vouches for colluding keys that never carried paid traffic.
	execute(|| {
		for index in 100..120 {
			register(index, HOME);
			book::Idle::<Test>::insert(index, ());
		}
		run_past(1);
		for index in 100..120 {
			let witnesses: Vec<_> =
				(100..120).filter(|w| *w != index).take(14).map(router).collect();
			prove(proof(1, index, &witnesses)).unwrap();
		}
		assert_eq!((100..120).map(points).sum::<u64>(), 0);
		assert!(honest().0 > 0);
	});
}

#[test]
fn keys_that_draw_nothing_crowd_nobody_out() {
	// Forty keys without traffic prove each other at a rival's address, so that it looks crowded.
	execute(|| {
		for index in 100..140 {
			register(index, HOME);
			book::Idle::<Test>::insert(index, ());
		}
		run_past(1);
		for index in 100..140 {
			let witness = if index == 100 { 101 } else { 100 };
			prove(proof(1, index, &[router(witness)])).unwrap();
			assert_eq!(Coverage::proofs(index).unwrap().counted, 0);
		}
		assert_eq!(honest().0, POINT / 2);
		run_past(3);
		let before = points(6);
		prove(proof(3, 6, &[router(4), router(5)])).unwrap();
		assert_eq!(points(6) - before, POINT / 2, "at full scale");
	});
}
