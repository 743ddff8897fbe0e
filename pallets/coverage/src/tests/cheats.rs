//! Each test opens with the exploit, and compares what the cheat earned with an honest router.

use crate::{mock::*, Earned, Event, Proof, Refusal, Verdict};
use cairn_primitives::coverage::{commit, Rssi, WitnessId};
use cairn_scoring::{award, Interval, FULL_SCALE, POINT};
use frame_support::assert_noop;
use sp_core::Pair;
use sp_io::hashing::blake2_256;

fn refuses(proof: Proof, refusal: Refusal) {
	assert_noop!(prove(proof), refused(refusal));
}

/// An honest proof by two others, and what it brought the challenged router and each witness.
fn honest() -> (u64, u64) {
	prove(proof(1, 6, &[router(4), router(5)])).unwrap();
	(points(6), points(5))
}

/// The verdicts of the last proof.
fn verdicts() -> Vec<Verdict> {
	match events().pop() {
		Some(Event::Proven { reports, .. }) => {
			reports.into_iter().map(|report| report.verdict).collect()
		}
		other => panic!("{other:?}"),
	}
}

#[test]
fn a_report_copied_from_another_witness_is_worth_nothing() {
	// Router 3 heard nothing. It reads router 2's report off the network and signs its commit as its
	// own: the commit names the witness, so that it fits nobody else.
	after_window(|| {
		let copied = heard(1, 1, router(2));
		let mut report = heard(1, 1, router(3));
		report.commit = copied.commit;
		let lines = vec![line(1, 1, router(2)), sign_report(report).into_line()];
		refuses(proof_of(1, 1, lines), Refusal::WitnessSignatureInvalid(1));
		assert_eq!(points(3), 0);
		let (_, witness) = honest();
		assert_eq!(witness, POINT);
	});
}

#[test]
fn a_guessed_secret_is_worth_nothing() {
	// Router 3 heard nothing and guesses.
	after_window(|| {
		let mut report = heard(1, 1, router(3));
		report.commit = commit(&[0xaa; 32], router(3), blake2_256);
		let lines = vec![line(1, 1, router(2)), sign_report(report).into_line()];
		refuses(proof_of(1, 1, lines), Refusal::WitnessSignatureInvalid(1));
	});
}

#[test]
fn a_report_replayed_from_another_window_or_about_another_router_is_worth_nothing() {
	// The challenged router keeps reports of window 1, when it was on the air, and shows them for
	// window 2, when it was switched off; or it shows those about its neighbour.
	execute(|| {
		run_past(2);
		let old = line(1, 1, router(2));
		refuses(proof_of(2, 1, vec![old]), Refusal::WitnessSignatureInvalid(0));
		let neighbours = line(1, 3, router(2));
		refuses(proof_of(1, 1, vec![neighbours]), Refusal::WitnessSignatureInvalid(0));
		// Even with the same secret again.
		let mut again = proof_of(2, 1, vec![line(1, 1, router(2))]);
		again.secret = secret(1, 1);
		refuses(sign_proof(again), Refusal::WitnessSignatureInvalid(0));
		assert_eq!((points(1), points(2)), (0, 0));
	});
}

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
fn reports_by_oneself_ones_own_or_removed_routers_count_nothing() {
	// An owner lets its other routers, one it has removed, one that nobody vouches for and the
	// challenged one itself report.
	execute(|| {
		for index in 10..14 {
			register(index, HOME);
		}
		change(10, |router| router.owner = account(1));
		change(11, |router| router.standing = cairn_primitives::Standing::Closing);
		change(12, |router| router.standing = cairn_primitives::Standing::Closed);
		change(13, |router| router.sponsor = None);
		run_past(1);
		let own: Vec<_> = [1, 10, 11, 12, 13].map(router).into();
		refuses(proof(1, 1, &own), Refusal::NoValidReport);
		// With one honest report they earn what one honest report earns.
		prove(proof(1, 1, &[router(1), router(2), router(10), router(11), router(12), router(13)]))
			.unwrap();
		let award = award(1, 1, Interval::EVERY_WINDOW, FULL_SCALE);
		assert_eq!((points(1), points(2)), (award.challenged, award.each_witness));
		assert_eq!((10..14).map(points).sum::<u64>(), 0);
		assert!(points(1) < honest().0);
	});
}

#[test]
fn a_witness_too_far_or_louder_than_physics_counts_nothing() {
	// A router of a friend at the other end of town signs that it heard; one two cells away says
	// that it heard as if it stood beside.
	execute(|| {
		register(10, steps_away(9));
		register(11, steps_away(2));
		run_past(1);
		let mut loud = heard(1, 1, router(11));
		loud.rssi = Rssi::Dbm(-20);
		let lines =
			vec![line(1, 1, router(2)), line(1, 1, router(10)), sign_report(loud).into_line()];
		prove(proof_of(1, 1, lines)).unwrap();
		assert_eq!(verdicts(), [Verdict::Valid, Verdict::OutOfRange, Verdict::RssiImplausible]);
		assert_eq!((points(10), points(11)), (0, 0));
		assert!(points(1) < honest().0);
	});
}

#[test]
fn a_rogue_beacon_with_anothers_index_earns_neither_anything() {
	// Somebody broadcasts router 1's index with a secret of its own. Witnesses that hear it report,
	// but their commits do not fit the secret of router 1, who alone can sign.
	after_window(|| {
		let mut misled = heard(1, 1, router(2));
		misled.commit = commit(&[0x66; 32], router(2), blake2_256);
		let misled = sign_report(misled).into_line();
		refuses(proof_of(1, 1, vec![misled.clone()]), Refusal::WitnessSignatureInvalid(0));
		let mut rogue = proof_of(1, 1, vec![misled]);
		rogue.secret = [0x66; 32];
		let seed = Coverage::window(1).unwrap().seed;
		let payload = rogue.signing_payload(seed, &genesis());
		rogue.signature = device(5).sign(&payload).into();
		refuses(rogue, Refusal::SignatureInvalid);
		// Router 1 proves by those who heard itself.
		prove(proof(1, 1, &[router(3)])).unwrap();
	});
}

#[test]
fn junk_reports_raise_nobodys_earnings_and_take_nothing_from_witnesses() {
	// A challenged router fills its proof up with reports that do not count: to look better heard,
	// or, as HIP-15 divides among all reports, to lower what its witnesses get.
	after_window(|| {
		let mut witnesses: Vec<_> = [2, 3].map(router).into();
		witnesses.extend((100..112).map(router));
		prove(proof(1, 1, &witnesses)).unwrap();
		let cheat = (points(1), points(2));
		assert_eq!(cheat, honest());
		let record = Coverage::proofs(1).unwrap();
		assert_eq!((record.reports, record.valid), (14, 2));
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

#[test]
fn registering_in_mid_window_earns_nothing_from_it() {
	// Twenty keys are registered when the window is known, to be challenged in it and to witness.
	execute(|| {
		run_to(WINDOW + 1);
		for index in 10..30 {
			register(index, HOME);
		}
		run_past(1);
		refuses(proof(1, 10, &[router(2)]), Refusal::TooNew);
		let late: Vec<_> = (10..20).map(router).collect();
		refuses(proof(1, 1, &late), Refusal::NoValidReport);
	});
}

#[test]
fn moving_to_a_better_cell_earns_nothing_before_a_full_period_there() {
	// A router moves into a campaign's cell for a day, and back.
	execute(|| {
		let cell = steps_away(1);
		campaign(0, cell, None, 1_000);
		register(7, cell);
		run_past(2);
		// In force from block 30, in mid-period; window 2 is judged where it stood before.
		change(1, |router| router.places.push((30, cell)));
		prove(proof(2, 1, &[router(7)])).unwrap();
		let Some(Event::Proven { cell: proven, earned, campaign, .. }) = events().pop() else {
			panic!("proven");
		};
		assert_eq!((proven, earned, campaign), (HOME, Earned::NotFullPeriod, None));
		run_to(39);
		assert_eq!(book::Held::<Test>::get(1), 0);
		// From the next period on it is at home there.
		run_past(4);
		prove(proof(4, 1, &[router(7)])).unwrap();
		assert_eq!(book::Held::<Test>::get(1), 1_000);
	});
}

#[test]
fn transferring_in_mid_period_earns_nothing_more() {
	// A proof lands when the router has just changed hands, so that two owners earn for one period.
	after_window(|| {
		campaign(0, HOME, None, 1_000);
		run_to(PERIOD + 1);
		change(1, |router| (router.owner, router.owned_since) = (account(50), PERIOD + 1));
		prove(proof(1, 1, &[router(2), router(3)])).unwrap();
		assert_eq!((points(1), book::Held::<Test>::get(1)), (0, 0));
		// Its witnesses, who had no part in that, earn as ever.
		assert_eq!(points(2), honest().1);
	});
}

#[test]
fn rotating_a_key_in_mid_window_makes_nothing_count_twice() {
	// A witness reports with its old key and with its new one; a challenged router proves with both.
	after_window(|| {
		let old = line(1, 1, router(2));
		change(2, |router| router.key = device(777).public().into());
		refuses(proof_of(1, 1, vec![old.clone()]), Refusal::WitnessSignatureInvalid(0));
		let report = heard(1, 1, router(2));
		let mut new = old.clone();
		new.signature = device(777).sign(&report.signing_payload(&genesis())).into();
		refuses(proof_of(1, 1, vec![old, new.clone()]), Refusal::NotSorted);
		let good = proof_of(1, 1, vec![new]);
		prove(good).unwrap();
		change(1, |router| router.key = device(888).public().into());
		let mut again = proof(1, 1, &[router(3)]);
		let seed = Coverage::window(1).unwrap().seed;
		again.signature = device(888).sign(&again.signing_payload(seed, &genesis())).into();
		refuses(again, Refusal::AlreadyProven);
		assert_eq!(points(1), POINT / 4);
	});
}

#[test]
fn revocation_in_mid_window_stops_earning_at_once() {
	// A sponsor takes its word back while proofs of its routers are on their way.
	after_window(|| {
		let ready = proof(1, 1, &[router(2)]);
		assert!(validate(ready.clone()).is_ok());
		change(1, |router| router.sponsor = None);
		refuses(ready, Refusal::NotVouched);
		prove(proof(1, 3, &[router(1), router(2)])).unwrap();
		assert_eq!(verdicts(), [Verdict::NotVouched, Verdict::Valid]);
		assert_eq!(points(1), 0);
	});
}

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
