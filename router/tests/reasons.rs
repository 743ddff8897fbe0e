//! What comes to nothing says why: lost proofs, reports that do not count, nodes that are behind.

mod common;
mod world;

use cairn_primitives::coverage::{
	commit, Band, BeaconElement, Channel, Rssi, SignedWitnessReport, WitnessId, WitnessReport,
};
use cairn_router::{
	core::{
		coverage::{ChallengeStatus, ReportOutcome, Seen},
		Moment,
	},
	radio::{Heard, Listener},
};
use common::{hash_sign, GENESIS};
use std::time::Duration;
use world::*;

const THREE: [(&str, f64, &str); 3] = [("a", 0.0, CH1), ("b", 80.0, CH6), ("c", 160.0, CH36)];

fn three() -> World {
	World::new(&street(&THREE, "exponent = 2.4"))
}

/// What a's first challenge came to.
fn outcome(world: &World) -> (&'static str, Option<&'static str>) {
	let challenge = world.challenge("a", 1);
	(challenge.state, challenge.given_up)
}

/// Until the block in which a's first proof is due, or so many blocks after it.
fn until_due(world: &mut World, after: i32) {
	world.until(19);
	let due = world.challenge("a", 1).due;
	world.until(due.saturating_add_signed(after));
}

#[test]
fn a_node_out_of_reach_from_the_windows_end_on_is_not_taken_for_one_without_reports() {
	let mut world = three();
	world.until(19);
	world.chain.ledger().down = true;
	world.until(85);
	world.chain.ledger().down = false;
	world.turn();
	assert_eq!(outcome(&world), ("given-up", Some("unanswered")));
}

#[test]
fn a_node_out_of_reach_after_it_told_of_no_reports_leaves_that_as_the_reason() {
	let mut world = World::new(&street(&[("a", 0.0, CH1), ("far", 5000.0, CH1)], ""));
	world.until(55);
	world.chain.ledger().down = true;
	world.until(85);
	world.chain.ledger().down = false;
	world.turn();
	assert_eq!(outcome(&world), ("given-up", Some("no-reports")));
}

#[test]
fn a_proof_that_landed_is_proven_although_the_node_lost_its_reports() {
	let mut world = three();
	until_due(&mut world, 0);
	assert!(world.chain.ledger().proofs.contains_key(&(1, 0)));
	assert_eq!(outcome(&world), ("sent", None));
	let proven = world.status("a").proven;
	// The node starts again with an empty pool before the proof is looked after.
	world.chain.ledger().refuse_reports = Some(false);
	world.chain.ledger().pool.clear();
	world.until(79);
	assert_eq!(outcome(&world), ("sent", None), "there are no reports of which to make it again");
	world.until(81);
	assert_eq!(outcome(&world), ("proven", None));
	assert_eq!(world.status("a").proven, proven + 1);
}

#[test]
fn a_proof_that_landed_is_proven_although_the_daemon_was_killed_and_the_node_lost_its_reports() {
	let mut world = three();
	until_due(&mut world, 0);
	world.chain.ledger().refuse_reports = Some(false);
	world.chain.ledger().pool.clear();
	world.restart("a");
	world.until(81);
	assert_eq!(outcome(&world), ("proven", None));
}

#[test]
fn a_proof_that_was_taken_and_never_landed_is_not_included() {
	// Whether or not any other proof of the same router's has landed.
	for lost in [1..2, 1..100] {
		let mut world = three();
		world.chain.ledger().lose_proofs = lost.clone();
		world.until(81);
		let landed = world.chain.ledger().proofs.keys().any(|(_, router)| *router == 0);
		assert_eq!(landed, lost.end == 2);
		assert_eq!(outcome(&world), ("given-up", Some("not-included")));
	}
}

#[test]
fn what_became_of_a_proof_is_asked_until_somebody_says_so_or_nobody_can_any_more() {
	let mut world = three();
	world.chain.ledger().hide_proofs = true;
	until_due(&mut world, 0);
	world.chain.ledger().pool.clear();
	world.chain.ledger().refuse_reports = Some(false);
	world.until(100);
	let challenge = world.challenge("a", 1);
	assert_eq!((challenge.state, challenge.trouble.as_deref()), ("sent", Some("not served")));
	assert_eq!(world.node("a").shared.last_turn().trouble.as_deref(), Some("not served"));
	world.chain.ledger().hide_proofs = false;
	world.until(103);
	let challenge = world.challenge("a", 1);
	assert_eq!((challenge.state, challenge.trouble), ("proven", None));
	// The chain remembers 64 windows. Until then it is asked, and then it is too late.
	let mut world = three();
	until_due(&mut world, 0);
	world.chain.ledger().pool.clear();
	world.chain.ledger().threshold = Some(0);
	world.chain.ledger().hide_proofs = true;
	world.until(649);
	assert_eq!(outcome(&world), ("sent", None));
	world.until(651);
	assert_eq!(outcome(&world), ("given-up", Some("unanswered")));
}

#[test]
fn a_node_that_takes_no_reports_does_not_keep_a_proof_from_being_sent() {
	let mut world = three();
	world.until(19);
	world.chain.ledger().refuse_all_reports = true;
	world.until(55);
	let last = world.node("a").shared.last_turn();
	assert_eq!(last.trouble.as_deref(), Some("no reports here"), "there is one to hand in");
	assert_eq!(world.witnesses(1, 0), [1, 2]);
}

#[test]
fn a_challenged_router_says_why_reports_about_it_do_not_count() {
	let mut world = three();
	// a and b are one owner's.
	world.chain.ledger().sites.get_mut(&1).expect("there").owner = [0; 32];
	world.until(19);
	let honest = world.chain.ledger().pool.iter().find(|s| s.report.challenged == 0).cloned();
	let report = honest.expect("c heard a").report;
	let secret = world.node("a").shared.coverage().beacon().iter().find_map(|e| match e {
		BeaconElement::Challenge { secret, .. } => Some(*secret),
		BeaconElement::Presence { .. } => None,
	});
	let secret = secret.expect("challenged");
	let by = |witness, secret, key| {
		let witness = WitnessId::Router(witness);
		let commit = commit(&secret, witness, blake2_256);
		let report = WitnessReport { witness, commit, ..report };
		let signature = hash_sign(&key_of(key), &report.signing_payload(&GENESIS));
		SignedWitnessReport { report, signature }
	};
	let forged = [by(1, secret, 1), by(1, [7; 32], 1), by(2, [7; 32], 2), by(2, secret, 9)];
	world.chain.ledger().pool.retain(|signed| signed.report.challenged != 0);
	world.chain.ledger().pool.extend(forged);
	world.until(81);
	let ChallengeStatus { reports, valid, not_counted, given_up, .. } = world.challenge("a", 1);
	assert_eq!((reports, valid, given_up), (4, 0, Some("no-valid-report")));
	let expected = [("same-owner", 1), ("wrong-commit", 2), ("wrong-signature", 1)];
	assert_eq!(not_counted.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_witness_whose_signature_the_chain_refuses_is_counted_as_such() {
	let mut world = three();
	world.chain.ledger().refuse_once = Some((0, 160));
	until_due(&mut world, 2);
	assert_eq!(world.witnesses(1, 0), [2]);
	let challenge = world.challenge("a", 1);
	assert_eq!((challenge.reports, challenge.valid), (2, 1));
	assert_eq!(challenge.not_counted.into_iter().collect::<Vec<_>>(), [("signature-refused", 1)]);
}

#[test]
fn the_chains_own_verdicts_are_shown_where_it_counts_no_report_of_a_proof() {
	let mut world = three();
	until_due(&mut world, -1);
	// What the daemon has learnt of its witnesses is out of date when its proof arrives.
	world.chain.ledger().overrule = Some(cairn_router::core::coverage::Verdict::NotVouched);
	world.turn();
	let challenge = world.challenge("a", 1);
	assert_eq!((challenge.state, challenge.refused), ("waiting", Some("no-valid-report")));
	assert_eq!(challenge.not_counted.into_iter().collect::<Vec<_>>(), [("not-vouched", 2)]);
}

fn challenge_of(router: u32) -> Listener {
	let mut listener = Listener::new();
	listener.hear(Heard {
		element: BeaconElement::Challenge { window: 1, router, secret: [1; 32] },
		rssi: Rssi::Dbm(-60),
		channel: Channel { band: Band::Ghz2, number: 6 },
		bssid: None,
	});
	listener
}

#[test]
fn a_challenged_router_that_nobody_knows_is_not_mixed_up_with_an_unknown_witness() {
	let mut world = three();
	let mut new = world.chain.ledger().sites[&2].clone();
	new.cell = None;
	world.chain.ledger().sites.insert(8, new);
	world.until(12);
	let now = world.now;
	for router in [8, 9] {
		world.node("b").shared.coverage().hear(now, &challenge_of(router));
	}
	world.turns(2);
	let status = world.status("b");
	let of = |router| status.heard.iter().find(|h| h.router == router).map(|h| h.report);
	assert_eq!((of(8), of(9)), (Some("challenged-too-new"), Some("challenged-unknown")));
	assert_eq!(status.reports_dropped.get("challenged-too-new"), Some(&1));
	assert_eq!(status.reports_dropped.get("challenged-unknown"), Some(&1));
	assert_eq!(status.reports_dropped.get("witness-unknown"), None);
}

#[test]
fn reasons_of_nodes_beyond_the_sixteenth_are_counted_as_other() {
	let mut world = three();
	world.until(12);
	// Another owner's router in a's place.
	let mut site = world.chain.ledger().sites[&0].clone();
	(site.owner, site.key) = ([9; 32], cairn_primitives::AnyKey::Sr25519(key_of(9)));
	let now = world.now;
	let mut coverage = world.node("b").shared.coverage();
	coverage.hear(now, &challenge_of(9));
	coverage.learn_router(1, 9, Some(site));
	let outgoing = coverage.outgoing(now);
	assert_eq!(outgoing.len(), 1);
	for number in 0..20 {
		let reason = format!("reason {number}");
		coverage.reported(now, &outgoing, &[ReportOutcome::Refused { reason, again: true }]);
	}
	// One that was counted before still is.
	let reason = "reason 3".to_string();
	coverage.reported(now, &outgoing, &[ReportOutcome::Refused { reason, again: true }]);
	let refused = coverage.status(now).reports_refused;
	assert_eq!((refused.len(), refused["other"], refused["reason 3"]), (17, 4, 2));
	assert_eq!(refused.values().sum::<u64>(), 21);
}

#[test]
fn a_node_that_is_behind_or_stands_still_is_named() {
	let mut world = three();
	world.until(25);
	assert_eq!(world.status("a").node_trouble, None);
	let block = world.chain.ledger().block;
	world.chain.ledger().block = block - 10;
	world.turn();
	assert_eq!(world.status("a").node_trouble, Some("node-behind"));
	assert_eq!(world.status("a").window, Some(2), "what was seen before stays");
	// As soon as it has caught up, or another one answers.
	world.chain.ledger().block = block;
	world.turn();
	assert_eq!(world.status("a").node_trouble, None);

	let mut coverage = world.node("a").shared.coverage();
	let look = |coverage: &mut cairn_router::core::coverage::Coverage, seconds, finalized| {
		let now = Moment(1_000_000).after(Duration::from_secs(seconds));
		coverage.observe(now, Seen { finalized, window: Some(window(2)) });
		coverage.status(now).node_trouble
	};
	assert_eq!(look(&mut coverage, 0, 28), None);
	assert_eq!(look(&mut coverage, 119, 28), None);
	assert_eq!(look(&mut coverage, 120, 28), Some("node-stands-still"));
	assert_eq!(look(&mut coverage, 121, 27), Some("node-behind"));
	assert_eq!(look(&mut coverage, 122, 28), Some("node-stands-still"));
	assert_eq!(look(&mut coverage, 123, 29), None);
}
