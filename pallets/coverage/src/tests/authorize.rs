use crate::{examine::PRIORITY, mock::*, Call, Event, Proof, Refusal, Verdict};
use cairn_primitives::{
	coverage::{Channel, Rssi, WitnessId, MAX_REPORTS},
	Standing,
};
use codec::{Decode, Encode};
use frame_support::assert_noop;
use sp_core::{ecdsa, ed25519, Pair};
use sp_runtime::MultiSignature;

fn refuses(proof: Proof, refusal: Refusal) {
	assert_noop!(prove(proof), refused(refusal));
}

#[test]
fn an_honest_proof_is_accepted_once_for_its_router_and_window() {
	after_window(|| {
		let validity = prove(proof(1, 1, &[router(2), router(3)])).unwrap();
		assert_eq!(validity.provides, [("CairnProof", (1u32, 1u32)).encode()]);
		assert!(validity.requires.is_empty() && validity.propagate);
		assert_eq!(validity.priority, PRIORITY);
		// Until block 50, in which the window can be proven no more.
		assert_eq!(validity.longevity, 30);
		let record = Coverage::proofs(1).unwrap();
		assert_eq!((record.newest, record.windows, record.proofs), (1, 1, 1));
		assert_eq!((record.reports, record.valid), (2, 2));
		refuses(proof(1, 1, &[router(4)]), Refusal::AlreadyProven);
	});
}

#[test]
fn paused_and_switched_off_calls_are_refused() {
	after_window(|| {
		Off::set(true);
		refuses(proof(1, 1, &[router(2)]), Refusal::Paused);
		Off::set(false);
		assert!(prove(proof(1, 1, &[router(2)])).is_ok());
	});
}

#[test]
fn a_proof_needs_a_report_and_sorted_witnesses() {
	after_window(|| {
		refuses(proof(1, 1, &[]), Refusal::NoReports);
		refuses(proof(1, 1, &[router(3), router(2)]), Refusal::NotSorted);
		refuses(proof(1, 1, &[probe(0), router(2)]), Refusal::NotSorted);
		refuses(proof(1, 1, &[router(2), router(2)]), Refusal::NotSorted);
		assert!(prove(proof(1, 1, &[router(2), router(5), probe(0), probe(1)])).is_ok());
	});
}

#[test]
fn no_more_reports_than_a_proof_may_carry_decode() {
	after_window(|| {
		for router in 10..40 {
			register(router, HOME);
		}
		let most: Vec<_> = (10..10 + u32::from(MAX_REPORTS)).map(router).collect();
		let call = Call::<Test>::prove { proof: proof(1, 1, &most) };
		let mut octets = call.encode();
		assert_eq!(Call::<Test>::decode(&mut &octets[..]), Ok(call));
		// Index, window, router, secret, and then the number of reports.
		let count = 1 + 4 + 4 + 32;
		assert_eq!(octets[count], MAX_REPORTS << 2);
		let one = line(1, 1, router(30)).encode();
		octets[count] = (MAX_REPORTS + 1) << 2;
		let place = count + 1;
		octets.splice(place..place, one);
		assert!(Call::<Test>::decode(&mut &octets[..]).is_err());
	});
}

#[test]
fn only_a_window_that_has_ended_lately_can_be_proven() {
	execute(|| {
		run_to(WINDOW - 1);
		refuses(proof(1, 1, &[router(2)]), Refusal::WindowNotBegun);
		run_to(WINDOW);
		refuses(proof(1, 1, &[router(2)]), Refusal::WindowNotEnded);
		run_to(2 * WINDOW - 1);
		refuses(proof(1, 1, &[router(2)]), Refusal::WindowNotEnded);
		refuses(proof(2, 1, &[router(2)]), Refusal::WindowNotBegun);
		run_to(2 * WINDOW);
		assert!(validate(proof(1, 1, &[router(2)])).is_ok());
		let last = proof(1, 1, &[router(2)]);
		run_to(2 * WINDOW + OPEN - 1);
		assert_eq!(validate(last.clone()).unwrap().longevity, 1);
		run_to(2 * WINDOW + OPEN);
		refuses(last, Refusal::WindowTooOld);
		refuses(proof(0, 1, &[router(2)]), Refusal::WindowTooOld);
	});
}

#[test]
fn a_window_closes_in_its_own_block_although_it_is_kept_until_the_next_begins() {
	after_window(|| {
		StaysOpen::set(25);
		let late = proof(1, 1, &[router(2)]);
		run_to(2 * WINDOW + 24);
		assert_eq!(validate(late.clone()).unwrap().longevity, 1);
		run_to(2 * WINDOW + 25);
		assert!(Coverage::window(1).is_some());
		refuses(late, Refusal::WindowTooOld);
		run_to(2 * WINDOW + 30);
		assert_eq!(Coverage::window(1), None);
	});
}

#[test]
fn a_window_that_is_proven_late_is_still_proven_once() {
	after_window(|| {
		run_past(3);
		for window in [3, 1, 2] {
			prove(proof(window, 1, &[router(2)])).unwrap();
		}
		for window in 1..=3 {
			refuses(proof(window, 1, &[router(2)]), Refusal::AlreadyProven);
		}
		let record = Coverage::proofs(1).unwrap();
		assert_eq!((record.newest, record.windows, record.proofs), (3, 0b111, 3));
	});
}

#[test]
fn only_an_active_vouched_router_that_was_there_can_prove() {
	after_window(|| {
		refuses(proof(1, 99, &[router(2)]), Refusal::RouterUnknown);
		register(7, HOME);
		refuses(proof(1, 7, &[router(2)]), Refusal::TooNew);
		change(1, |router| router.sponsor = None);
		refuses(proof(1, 1, &[router(2)]), Refusal::NotVouched);
		change(3, |router| router.standing = Standing::Closing);
		refuses(proof(1, 3, &[router(2)]), Refusal::RouterInactive);
		change(3, |router| router.standing = Standing::Closed);
		refuses(proof(1, 3, &[router(2)]), Refusal::RouterUnknown);
	});
}

#[test]
fn a_proof_needs_one_report_that_counts() {
	after_window(|| {
		register(7, steps_away(20));
		refuses(proof(1, 1, &[router(1), router(7), router(99), probe(9)]), Refusal::NoValidReport);
		let verdicts = Coverage::verdicts(&proof(1, 1, &[router(1), router(7)])).unwrap();
		assert_eq!(verdicts, [(router(1), Verdict::Itself), (router(7), Verdict::TooNew)]);
	});
}

#[test]
fn every_report_stands_in_the_event_with_its_verdict() {
	execute(|| {
		register(7, HOME);
		change(7, |router| router.sponsor = None);
		register(8, steps_away(20));
		register(9, HOME);
		change(9, |router| router.owner = account(1));
		register(10, HOME);
		change(10, |router| router.standing = Standing::Closing);
		run_past(1);
		register(11, HOME);
		bond(2, 0);
		let mut strong = line(1, 1, router(4));
		strong.channel.number = 200;
		let mut lines = vec![line(1, 1, router(1)), line(1, 1, router(2)), strong];
		for index in [7, 8, 9, 10, 11, 99] {
			lines.push(line(1, 1, router(index)));
		}
		lines.extend([probe(0), probe(2), probe(9)].map(|witness| line(1, 1, witness)));
		System::reset_events();
		prove(proof_of(1, 1, lines)).unwrap();
		let expected = [
			(router(1), Verdict::Itself),
			(router(2), Verdict::Valid),
			(router(4), Verdict::ChannelUnknown),
			(router(7), Verdict::NotVouched),
			(router(8), Verdict::OutOfRange),
			(router(9), Verdict::SameOwner),
			(router(10), Verdict::WitnessInactive),
			(router(11), Verdict::TooNew),
			(router(99), Verdict::WitnessUnknown),
			(probe(0), Verdict::Valid),
			(probe(2), Verdict::TooNew),
			(probe(9), Verdict::ProbeUnknown),
		];
		let events = events();
		let [Event::Proven { reports, witnesses: 1, probes: 1, .. }] = &events[..] else {
			panic!("{events:?}");
		};
		let got: Vec<_> = reports.iter().map(|report| (report.witness, report.verdict)).collect();
		assert_eq!(got, expected);
		let record = Coverage::proofs(1).unwrap();
		let verdicts = expected.iter().fold(0, |bits, (_, verdict)| bits | verdict.bit());
		assert_eq!((record.reports, record.valid, record.verdicts), (12, 2, verdicts));
	});
}

#[test]
fn each_signature_is_checked_with_its_own_key() {
	after_window(|| {
		let good = proof(1, 1, &[router(2), router(3), probe(0)]);
		let mut forged = good.clone();
		forged.signature = device(2).sign(b"something").into();
		refuses(forged, Refusal::SignatureInvalid);
		for place in 0..3u8 {
			let mut forged = good.clone();
			forged.reports[usize::from(place)].signature = device(9).sign(b"something").into();
			refuses(sign_proof(forged), Refusal::WitnessSignatureInvalid(place));
		}
		assert!(prove(good).is_ok());
	});
}

#[test]
fn keys_of_every_kind_sign_proofs_and_reports() {
	after_window(|| {
		let (edwards, koblitz) =
			(ed25519::Pair::from_seed(&[5; 32]), ecdsa::Pair::from_seed(&[6; 32]));
		change(1, |router| router.key = edwards.public().into());
		change(2, |router| router.key = koblitz.public().into());
		let mut proof = proof(1, 1, &[router(2)]);
		let report = heard(1, 1, router(2)).signing_payload(&genesis());
		proof.reports[0].signature = koblitz.sign(&report).into();
		let seed = Coverage::window(1).unwrap().seed;
		let payload = proof.signing_payload(seed, &genesis());
		proof.signature = edwards.sign(&payload).into();
		assert!(prove(proof).is_ok());
	});
}

#[test]
fn any_strength_and_none_are_accepted_next_door() {
	after_window(|| {
		for (router, rssi) in [(1, Rssi::Heard), (2, Rssi::Dbm(i8::MAX)), (3, Rssi::Dbm(i8::MIN))] {
			let mut report = heard(1, router, WitnessId::Router(4));
			report.rssi = rssi;
			report.channel = Channel { number: 13, ..CHANNEL };
			prove(proof_of(1, router, vec![sign_report(report).into_line()])).unwrap();
		}
	});
}

#[test]
fn signatures_of_reports_that_do_not_count_are_not_looked_at() {
	after_window(|| {
		let mut junk = line(1, 1, router(99));
		junk.signature = MultiSignature::Sr25519([0; 64].into());
		assert!(prove(proof_of(1, 1, vec![line(1, 1, router(2)), junk])).is_ok());
	});
}
