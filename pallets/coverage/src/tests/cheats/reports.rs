//! Reports of what nobody heard, of who must not count, and junk.

use super::{honest, refuses, verdicts};
use crate::{mock::*, Refusal, Verdict};
use cairn_primitives::coverage::{commit, Rssi};
use cairn_scoring::{award, Interval, FULL_SCALE, POINT};
use sp_core::Pair;
use sp_io::hashing::blake2_256;

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
