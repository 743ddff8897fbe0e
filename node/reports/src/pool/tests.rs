use super::*;
use crate::refusal::Outcome;
use cairn_primitives::{
	coverage::{Band, Channel, Rssi, WitnessId, WitnessReport},
	AnySignature,
};

const LIMITS: Limits = Limits {
	bytes: 100 * (REPORT_BYTES + CHALLENGE_BYTES + WITNESS_BYTES),
	witness_burst: 1_000,
	witness_per_window: 1_000,
};
const VIEW: WindowView = WindowView {
	number: 20,
	seed: [0; 32],
	threshold: u64::MAX,
	interval: 256,
	begin: 2_000,
	end: 2_100,
	proof_end: 2_700,
};

fn pool_with(limits: Limits) -> Pool {
	let mut pool = Pool::new(limits);
	pool.set_window(&VIEW, VIEW.begin);
	pool
}

fn pool() -> Pool {
	pool_with(LIMITS)
}

fn report(
	window: Window,
	challenged: RouterIndex,
	witness: u32,
	commit: u8,
) -> SignedWitnessReport {
	SignedWitnessReport {
		report: WitnessReport {
			window,
			challenged,
			witness: WitnessId::Router(witness),
			rssi: Rssi::Dbm(-60),
			channel: Channel { band: Band::Ghz2, number: 6 },
			commit: [commit; 32],
		},
		signature: AnySignature::Sr25519([commit; 64]),
	}
}

/// The same by the probe of this number.
fn probe(mut signed: SignedWitnessReport) -> SignedWitnessReport {
	if let WitnessId::Router(number) = signed.report.witness {
		signed.report.witness = WitnessId::Probe(number);
	}
	signed
}

fn refused(refusal: Refusal) -> Outcome {
	Outcome::Refused(refusal)
}

#[test]
fn an_accepted_report_is_listed_with_its_challenge() {
	let mut pool = pool();
	assert_eq!(pool.admit(&report(20, 1, 5, 1), None), Outcome::Accepted);
	assert_eq!(pool.admit(&report(20, 1, 6, 1), None), Outcome::Accepted);
	assert_eq!(pool.admit(&report(20, 2, 5, 1), None), Outcome::Accepted);
	assert_eq!(pool.reports(20, 1), [report(20, 1, 5, 1), report(20, 1, 6, 1)]);
	assert_eq!(pool.reports(20, 3), []);
	let bytes = 3 * REPORT_BYTES + 2 * CHALLENGE_BYTES + 2 * WITNESS_BYTES;
	assert_eq!(pool.usage(), Usage { reports: 3, bytes, witnesses: 2, evicted: 0 });
}

#[test]
fn the_same_commit_again_is_known_whatever_else_it_says() {
	let mut pool = pool();
	pool.admit(&report(20, 1, 5, 1), None);
	let mut other = report(20, 1, 5, 1);
	other.report.rssi = Rssi::Heard;
	other.signature = AnySignature::Sr25519([9; 64]);
	assert_eq!(pool.screen(&other.report, None), Screened::Known { again: false });
	assert_eq!(pool.admit(&other, None), Outcome::Known);
	assert_eq!(pool.reports(20, 1), [report(20, 1, 5, 1)]);
}

#[test]
fn three_commits_of_a_witness_are_held_and_no_fourth() {
	let mut pool = pool();
	for commit in 1..=3 {
		assert_eq!(pool.admit(&report(20, 1, 5, commit), None), Outcome::Accepted);
	}
	assert_eq!(pool.admit(&report(20, 1, 5, 4), None), refused(Refusal::TOO_MANY_COMMITS));
	assert_eq!(pool.admit(&report(20, 1, 5, 2), None), Outcome::Known);
	assert_eq!(pool.admit(&report(20, 2, 5, 4), None), Outcome::Accepted);
	assert_eq!(pool.admit(&report(19, 1, 5, 4), None), Outcome::Accepted);
}

#[test]
fn early_and_late_reports_are_refused_before_the_first_window_all() {
	let mut pool = pool();
	assert_eq!(pool.admit(&report(21, 1, 5, 1), None), refused(Refusal::WINDOW_NOT_BEGUN));
	assert_eq!(pool.admit(&report(13, 1, 5, 1), None), refused(Refusal::WINDOW_TOO_OLD));
	assert_eq!(pool.admit(&report(14, 1, 5, 1), None), Outcome::Accepted);
	let mut fresh = Pool::new(LIMITS);
	assert_eq!(fresh.admit(&report(20, 1, 5, 1), None), refused(Refusal::WINDOW_NOT_BEGUN));
}

#[test]
fn reports_vanish_with_their_window_and_leave_nothing() {
	let mut pool = pool();
	for challenged in 0..10 {
		pool.admit(&report(14, challenged, 5, 1), None);
	}
	pool.admit(&report(15, 1, 5, 1), None);
	pool.set_window(
		&WindowView { number: 21, begin: 2_100, end: 2_200, proof_end: 2_800, ..VIEW },
		2_100,
	);
	assert_eq!(pool.reports(14, 1), [], "out of sight at once");
	assert_eq!(pool.batch(0, 1, 100).0, [report(15, 1, 5, 1)]);
	assert_eq!(pool.expire(4), 4, "in steps");
	assert_eq!(pool.expire(100), 6);
	assert_eq!(pool.usage().reports, 1);
	pool.set_window(
		&WindowView { number: 22, begin: 2_200, end: 2_300, proof_end: 2_900, ..VIEW },
		2_200,
	);
	assert_eq!(pool.expire(100), 1);
	assert_eq!(pool.usage(), Usage::default());
}

#[test]
fn a_witness_that_reports_too_fast_waits_for_blocks() {
	let limits = Limits { witness_burst: 2, witness_per_window: 2, ..LIMITS };
	let mut pool = pool_with(limits);
	assert_eq!(pool.admit(&report(20, 1, 5, 1), None), Outcome::Accepted);
	assert_eq!(pool.admit(&report(20, 2, 5, 1), None), Outcome::Accepted);
	assert_eq!(pool.admit(&report(20, 3, 5, 1), None), refused(Refusal::WITNESS_TOO_FAST));
	assert_eq!(pool.admit(&report(20, 3, 6, 1), None), Outcome::Accepted);
	pool.set_window(&VIEW, 2_050);
	assert_eq!(pool.admit(&report(20, 3, 5, 1), None), Outcome::Accepted);
	assert_eq!(pool.admit(&report(20, 4, 5, 1), None), refused(Refusal::WITNESS_TOO_FAST));
}

/// The exploit: who owns a few vouched routers signs as much as he likes with them, until there is
/// no room for the reports of anybody else.
#[test]
fn a_flood_gives_way_to_the_quiet_and_never_the_other_way_round() {
	let mut pool = pool();
	let quiet = report(20, 1, 5, 1);
	pool.admit(&quiet, None);
	let mut flood = 0..;
	let refusal = loop {
		let challenged = flood.next().unwrap();
		match pool.admit(&report(20, 1_000 + challenged, 6, 1), None) {
			Outcome::Accepted => {}
			other => break other,
		}
	};
	assert_eq!(refusal, refused(Refusal::POOL_FULL));
	assert!(pool.usage().reports > 50);
	let held = pool.usage().reports;
	assert_eq!(pool.admit(&report(20, 2, 5, 1), None), Outcome::Accepted);
	assert_eq!(pool.admit(&report(20, 3, 7, 1), None), Outcome::Accepted);
	assert_eq!(pool.reports(20, 1), [quiet]);
	assert!(pool.usage().evicted >= 2 && pool.usage().reports <= held);
	assert!(pool.usage().bytes <= LIMITS.bytes);
	assert_eq!(pool.reports(20, 1_000).len(), 1, "the flood's oldest stays");
}

/// The exploit: colluding neighbours fill a challenge with commits to other secrets.
#[test]
fn second_commits_give_way_to_other_witnesses_of_a_full_challenge() {
	let mut pool = pool();
	for witness in 0..17 {
		for commit in 1..=3 {
			pool.admit(&report(20, 1, witness, commit), None);
		}
	}
	assert_eq!(pool.reports(20, 1).len(), ROUTER_PLACES);
	for witness in 100..131 {
		assert_eq!(pool.admit(&report(20, 1, witness, 1), None), Outcome::Accepted);
	}
	let reports = pool.reports(20, 1);
	assert_eq!(reports.len(), ROUTER_PLACES);
	for witness in (0..17).chain(100..131) {
		let first = report(20, 1, witness, 1);
		assert!(reports.contains(&first), "{witness} keeps its first commit");
	}
	assert_eq!(pool.admit(&report(20, 1, 200, 1), None), refused(Refusal::CHALLENGE_FULL));
	assert_eq!(pool.admit(&report(20, 1, 100, 2), None), refused(Refusal::CHALLENGE_FULL));
}

/// The exploit: a carrier bonds as many probes as a challenge has places. Nothing says where a probe
/// is, so each of them has a report on any challenge it likes, with a commit to nothing, before the
/// neighbours that heard the router have theirs.
#[test]
fn probes_keep_no_router_out_of_a_challenge_and_routers_no_probe() {
	let probes =
		|numbers: std::ops::Range<u32>| numbers.map(|number| probe(report(20, 1, number, 1)));
	let routers = |numbers: std::ops::Range<u32>| numbers.map(|number| report(20, 1, number, 1));
	let kept = |pool: &Pool| {
		let held = pool.reports(20, 1);
		routers(0..48).all(|signed| held.contains(&signed))
	};
	let mut pool = pool();
	for signed in probes(0..16) {
		assert_eq!(pool.admit(&signed, None), Outcome::Accepted);
	}
	for signed in probes(16..64) {
		assert_eq!(pool.admit(&signed, None), refused(Refusal::CHALLENGE_FULL));
	}
	for signed in routers(0..48) {
		assert_eq!(pool.admit(&signed, None), Outcome::Accepted);
	}
	assert_eq!(pool.usage().reports, ROUTER_PLACES + PROBE_PLACES);
	assert!(kept(&pool) && pool.usage().evicted == 0);

	let mut pool = pool_with(LIMITS);
	let outcomes: Vec<_> = routers(0..64).map(|signed| pool.admit(&signed, None)).collect();
	assert!(outcomes[48..].iter().all(|outcome| *outcome == refused(Refusal::CHALLENGE_FULL)));
	assert_eq!(pool.admit(&probe(report(20, 1, 0, 1)), None), Outcome::Accepted);
	assert!(kept(&pool) && pool.usage().evicted == 0);
}

/// A pool with no room to spare that holds these.
fn brim_full(reports: &[SignedWitnessReport]) -> Pool {
	let mut wide = pool();
	reports.iter().for_each(|signed| assert_eq!(wide.admit(signed, None), Outcome::Accepted));
	let mut pool = pool_with(Limits { bytes: wide.usage().bytes, ..LIMITS });
	reports.iter().for_each(|signed| assert_eq!(pool.admit(signed, None), Outcome::Accepted));
	pool
}

/// The exploit: a report of a new witness on a new challenge needs the room of two. Where only one
/// may go it is refused, and costs somebody that one nonetheless, as often as it is sent.
#[test]
fn nothing_goes_for_a_report_that_is_refused() {
	let held = [report(20, 1, 5, 1), report(20, 2, 5, 1), report(20, 3, 6, 1)];
	let mut pool = brim_full(&held);
	let before = pool.usage();
	assert_eq!(pool.admit(&report(20, 4, 7, 1), None), refused(Refusal::POOL_FULL));
	assert_eq!(pool.usage(), before);
	assert_eq!(pool.batch(0, 1, 10).0, held);

	// One of the challenge would go, and one more for the new witness, of whom nobody has two more.
	let mut full: Vec<_> = (0..47).map(|witness| report(20, 1, witness, 1)).collect();
	full.push(report(20, 1, 46, 2));
	let mut pool = brim_full(&full);
	let before = pool.usage();
	assert_eq!(pool.admit(&report(20, 1, 100, 1), None), refused(Refusal::POOL_FULL));
	assert_eq!(pool.usage(), before);
	assert_eq!(pool.reports(20, 1), full);
}

#[test]
fn as_many_go_as_a_report_needs_and_each_of_whoever_has_most_then() {
	let held = [5, 5, 6, 6].into_iter().zip(1..).map(|(witness, n)| report(20, n, witness, 1));
	let held: Vec<_> = held.collect();
	let mut pool = brim_full(&held);
	let new = report(20, 9, 7, 1);
	assert_eq!(pool.admit(&new, None), Outcome::Accepted);
	assert_eq!(pool.batch(0, 1, 10).0, [held[0].clone(), held[2].clone(), new]);
	assert_eq!(pool.usage().evicted, 2);
}

#[test]
fn a_peer_gets_everything_once_and_nothing_back() {
	let mut pool = pool();
	pool.admit(&report(20, 1, 5, 1), Some(7));
	pool.admit(&report(20, 1, 6, 1), None);
	pool.admit(&report(20, 2, 6, 1), Some(8));
	let (first, next) = pool.batch(0, 7, 1);
	assert_eq!(first, [report(20, 1, 6, 1)]);
	let (second, next) = pool.batch(next, 7, 10);
	assert_eq!(second, [report(20, 2, 6, 1)]);
	assert_eq!(pool.batch(next, 7, 10), (vec![], next));
	let new = pool.batch(0, 9, 10).0;
	assert_eq!(new.len(), 3, "a new peer gets all of it");
	assert_eq!(pool.screen(&report(20, 1, 6, 1).report, Some(9)), Screened::Known { again: false });
	assert_eq!(pool.screen(&report(20, 1, 6, 1).report, Some(9)), Screened::Known { again: true });
	assert_eq!(pool.batch(0, 9, 10).0.len(), 2);
}
