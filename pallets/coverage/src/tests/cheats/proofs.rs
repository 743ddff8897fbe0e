//! Proofs that are rewritten, of another seed, of no challenge, too early or too late.

use super::refuses;
use crate::{mock::*, Refusal};
use cairn_primitives::coverage::Rssi;
use cairn_scoring::{award, Interval, FULL_SCALE, POINT};
use sp_core::Pair;

#[test]
fn whoever_relays_a_proof_cannot_rewrite_it() {
	// A relay changes the router, window or secret, leaves out a rival's report, adds its own, or
	// changes how strongly somebody heard.
	after_window(|| {
		let good = proof(1, 1, &[router(2), router(3)]);
		let mut shorter = good.clone();
		shorter.reports.truncate(1);
		let mut longer = good.clone();
		longer.reports.try_push(line(1, 1, router(4))).unwrap();
		let mut other = good.clone();
		other.router = 5;
		let mut secret = good.clone();
		secret.secret = [0; 32];
		let mut louder = good.clone();
		louder.reports[0].rssi = Rssi::Heard;
		let mut signature = good.clone();
		signature.reports[0].signature = device(2).sign(b"else").into();
		for changed in [shorter, longer, other, secret, louder, signature] {
			refuses(changed, Refusal::SignatureInvalid);
		}
		prove(good).unwrap();
		assert_eq!((points(1), points(4)), (POINT / 2, 0));
	});
}

#[test]
fn a_proof_sent_on_by_another_first_earns_its_router_as_much() {
	// A relay runs ahead with somebody's proof, unchanged: it names nobody to be paid.
	after_window(|| {
		let good = proof(1, 1, &[router(2), router(3)]);
		prove(good.clone()).unwrap();
		let earned = points(1);
		refuses(good, Refusal::AlreadyProven);
		assert_eq!((earned, points(1)), honest_of(2));
	});
}

/// What a proof with so many witnesses earns its router, once and after trying again.
fn honest_of(witnesses: u8) -> (u64, u64) {
	let award = award(witnesses, witnesses, Interval::EVERY_WINDOW, FULL_SCALE);
	(award.challenged, award.challenged)
}

#[test]
fn a_proof_of_another_chain_or_seed_is_worth_nothing() {
	// A proof of a test network, or one made on a fork whose window had another seed.
	after_window(|| {
		let mut foreign = proof(1, 1, &[router(2)]);
		let seed = Coverage::window(1).unwrap().seed;
		let payload = foreign.signing_payload(seed, &[0xab; 32]);
		foreign.signature = device(1).sign(&payload).into();
		refuses(foreign.clone(), Refusal::SignatureInvalid);
		let payload = foreign.signing_payload([9; 32], &genesis());
		foreign.signature = device(1).sign(&payload).into();
		refuses(foreign, Refusal::SignatureInvalid);
	});
}

#[test]
fn a_router_that_is_not_challenged_cannot_invent_a_challenge() {
	// A router that is asked once in a hundred windows proves each of them.
	execute(|| {
		run_to(WINDOW - 1);
		Vouched::set(100 * 3_010);
		let mut accepted = 0;
		for window in 1..40 {
			run_past(window);
			let challenged = Coverage::challenged(window, 1).unwrap();
			let proof = proof(window, 1, &[router(2)]);
			if challenged {
				prove(proof).unwrap();
				accepted += 1;
			} else {
				refuses(proof, Refusal::NotChallenged);
			}
		}
		assert!(accepted <= 3, "{accepted}");
	});
}

#[test]
fn a_proof_before_its_windows_end_or_far_after_is_refused() {
	// A router that knows its secret need not wait for anybody: it proves at once, or saves up
	// proofs for a period with few others.
	execute(|| {
		run_to(WINDOW + 1);
		refuses(proof(1, 1, &[router(2)]), Refusal::WindowNotEnded);
		run_past(1);
		let kept = proof(1, 1, &[router(2)]);
		run_to(2 * WINDOW + OPEN);
		refuses(kept, Refusal::WindowTooOld);
		assert_eq!(points(1), 0);
	});
}
