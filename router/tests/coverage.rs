//! Coverage from the window's beginning to the proof, with simulated radios: honest routers.

mod common;
mod world;

use cairn_primitives::{coverage::BeaconElement, Standing};
use cairn_router::core::coverage::GivenUp;
use world::*;

const THREE: [(&str, f64, &str); 3] = [("a", 0.0, CH1), ("b", 80.0, CH6), ("c", 160.0, CH36)];

#[test]
fn neighbours_on_different_channels_find_and_prove_each_other() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.until(60);
	for window in 2..=3 {
		for router in 0..3 {
			let others: Vec<_> = (0..3).filter(|other| *other != router).collect();
			assert_eq!(world.witnesses(window, router), others, "window {window}, router {router}");
		}
	}
	let status = world.status("a");
	assert_eq!((status.challenged, status.obstacle), (Some(true), None));
	assert!(status.reports_sent >= 4, "{status:?}");
	assert!(status.proven >= 2, "looked after and found proven: {status:?}");
	assert_eq!(status.challenges.last().map(|c| (c.window, c.state)), Some((1, "proven")));
}

#[test]
fn proofs_are_sent_at_their_own_block_after_the_window() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.until(19);
	assert!(world.chain.ledger().proofs.is_empty());
	let dues = ["a", "b", "c"].map(|name| world.challenge(name, 1).due);
	assert!(dues.iter().all(|due| (20..50).contains(due)), "{dues:?}");
	assert_ne!(dues[0], dues[1]);
	for block in 20..55 {
		world.until(block);
		for (router, due) in (0u32..).zip(&dues) {
			let landed = world.chain.ledger().proofs.contains_key(&(1, router));
			assert_eq!(landed, block >= *due, "router {router} in block {block}");
		}
	}
}

#[test]
fn a_restart_in_mid_window_keeps_the_secret_and_the_proof() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.until(15);
	let before = world.node("a").shared.coverage().beacon();
	assert!(matches!(before[..], [_, BeaconElement::Challenge { window: 1, router: 0, .. }]));
	world.restart("a");
	world.turn();
	assert_eq!(world.node("a").shared.coverage().beacon(), before);
	// And after the window, when nobody can be heard any more.
	world.until(20);
	world.restart("a");
	world.until(60);
	assert_eq!(world.witnesses(1, 0), [1, 2]);
}

#[test]
fn a_router_that_was_off_in_a_window_goes_on_with_the_next() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.chain.ledger().down = true;
	world.turns(3);
	assert_eq!(world.status("a").obstacle, Some("no-window"));
	assert_eq!(world.node("a").shared.last_turn().trouble.as_deref(), Some("down"));
	world.chain.ledger().down = false;
	world.until(60);
	assert_eq!(world.witnesses(2, 0), [1, 2]);
	assert_eq!(world.node("a").shared.last_turn().trouble, None);
}

#[test]
fn who_is_not_registered_vouched_or_active_says_so_and_takes_no_part() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.nodes[0].index = None;
	world.chain.ledger().sites.get_mut(&1).expect("there").vouched = false;
	world.chain.ledger().sites.get_mut(&2).expect("there").standing = Standing::Closing;
	world.until(40);
	assert_eq!(world.status("a").obstacle, Some("not-registered"));
	assert_eq!(world.status("b").obstacle, Some("not-vouched"));
	assert_eq!(world.status("c").obstacle, Some("inactive"));
	assert!(world.node("a").shared.coverage().beacon().is_empty());
	let beacon = world.node("b").shared.coverage().beacon();
	assert_eq!(beacon, [BeaconElement::Presence { router: 1 }]);
	assert!(world.chain.ledger().pool.is_empty());
	// As soon as somebody vouches it takes part again.
	world.chain.ledger().sites.get_mut(&1).expect("there").vouched = true;
	world.turns(40);
	assert_eq!(world.status("b").obstacle, None);
}

#[test]
fn a_lone_router_is_proven_by_a_probe_that_beacons_nothing() {
	let mut world = World::new(&street(&[("a", 0.0, CH1), ("probe", 50.0, "")], ""));
	world.until(60);
	assert_eq!(world.witnesses(2, 0), [1]);
	let probe = world.status("probe");
	assert_eq!((probe.role, probe.probe, probe.challenged), ("probe", Some(1), None));
	assert!(world.node("probe").shared.coverage().beacon().is_empty());
	// Its carrier takes it back.
	world.chain.ledger().probes.clear();
	world.until(75);
	assert_eq!(world.status("probe").obstacle, Some("probe-unknown"));
}

#[test]
fn reports_of_one_owner_do_not_count_and_are_not_sent() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.chain.ledger().sites.get_mut(&1).expect("there").owner = [0; 32];
	world.until(60);
	assert_eq!(world.witnesses(2, 0), [2]);
	assert!(world.status("b").reports_dropped.contains_key("same-owner"));
	let own = |signed: &cairn_primitives::coverage::SignedWitnessReport| {
		use cairn_primitives::coverage::WitnessId::Router;
		matches!((signed.report.challenged, signed.report.witness), (0, Router(1)) | (1, Router(0)))
	};
	assert!(!world.chain.ledger().pool.iter().any(own));
}

#[test]
fn drivers_without_dbm_report_heard_and_those_that_cannot_scan_hear_their_own_channel() {
	let mut medium =
		street(&[("a", 0.0, CH1), ("b", 80.0, CH1), ("c", 160.0, CH6)], "exponent = 2.4");
	medium =
		medium.replacen("name = \"b\"", "name = \"b\"\nwithout_dbm = true\nwithout_scan = true", 1);
	let mut world = World::new(&medium);
	world.until(60);
	assert!(world.witnesses(2, 0).contains(&1), "heard without leaving the channel");
	assert!(!world.witnesses(2, 2).contains(&1), "another channel cannot be visited");
	// That it cannot is shown, and the daemon asks its driver once an hour.
	let refused = world.status("b").cannot_scan;
	assert_eq!(
		refused.into_iter().collect::<Vec<_>>(),
		[("2.4 GHz 6".into(), "driver-cannot-scan")]
	);
	assert!(world.status("a").cannot_scan.is_empty());
	let heard = world.status("b").heard;
	assert!(!heard.is_empty() && heard.iter().all(|heard| heard.dbm.is_none()), "{heard:?}");
	let ledger = world.chain.ledger();
	let by_b = ledger
		.pool
		.iter()
		.filter(|signed| signed.report.witness == cairn_primitives::coverage::WitnessId::Router(1));
	for signed in by_b {
		assert_eq!(signed.report.rssi, cairn_primitives::coverage::Rssi::Heard);
	}
}

#[test]
fn an_air_that_vanishes_is_a_typed_state_and_comes_back() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.until(12);
	let air = world.path().join("air");
	std::fs::remove_dir_all(&air).expect("there");
	std::fs::write(&air, "no directory").expect("room");
	world.turns(3);
	let last = world.node("a").shared.last_turn();
	assert_eq!(last.beacon.map(|error| error.name()), Some("medium"));
	assert!(last.co_channel.is_some());
	std::fs::remove_file(&air).expect("there");
	// Channels that could not be visited are left alone for a minute.
	world.until(110);
	assert_eq!(world.node("a").shared.last_turn().beacon, None);
	assert_eq!(world.witnesses(5, 0), [1, 2]);
}

#[test]
fn a_clock_that_jumps_and_a_node_that_is_behind_change_nothing() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.until(25);
	world.now = world.now.after(std::time::Duration::from_secs(3600));
	world.turns(2);
	// Another node, ten blocks behind: its window is over.
	let block = world.chain.ledger().block;
	world.chain.ledger().block = block - 10;
	let seen = world.status("a").window;
	world.turn();
	assert_eq!(world.status("a").window, seen);
	world.chain.ledger().block = block;
	world.until(60);
	assert_eq!(world.witnesses(2, 0), [1, 2]);
}

#[test]
fn one_answer_from_far_in_the_future_stops_a_router_for_ten_minutes_and_not_for_ever() {
	// A node says once that four thousand million blocks are final, so that the router takes all that
	// honest ones say for old.
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.until(25);
	world.chain.ledger().block = 4_000_000_000;
	world.turn();
	world.chain.ledger().block = 25;
	world.turns(2);
	let status = world.status("a");
	assert_eq!(status.node_trouble, Some("node-behind"));
	assert_eq!(status.window, Some(400_000_000));
	world.now = world.now.after(std::time::Duration::from_secs(590));
	world.turn();
	assert_eq!(world.status("a").window, Some(400_000_000));
	world.now = world.now.after(std::time::Duration::from_secs(10));
	world.turn();
	let status = world.status("a");
	assert_eq!((status.node_trouble, status.window), (None, Some(2)));
	assert!(status.challenges.iter().all(|challenge| challenge.window <= 2), "{status:?}");
	world.until(90);
	for window in 3..=4 {
		assert_eq!(world.witnesses(window, 0), [1, 2], "window {window}");
	}
}

#[test]
fn what_cannot_be_proven_is_given_up_with_its_reason() {
	// Nobody is near.
	let mut world = World::new(&street(&[("a", 0.0, CH1), ("far", 5000.0, CH1)], ""));
	world.until(90);
	let status = world.status("a");
	let first = status.challenges.iter().rev().find(|challenge| challenge.given_up.is_some());
	let first = first.map(|challenge| (challenge.window, challenge.given_up));
	assert_eq!(first, Some((1, Some(GivenUp::NoReports.name()))));
	// The chain refuses, for good or for now.
	for (code, state) in [(135, "not-challenged"), (138, "not-vouched"), (128, "paused")] {
		let mut world = World::new(&street(&THREE, "exponent = 2.4"));
		world.chain.ledger().refuse = Some(code);
		world.until(100);
		let status = world.status("a");
		let first = status.challenges.last().expect("challenged");
		assert_eq!((first.window, first.given_up), (1, Some(state)), "{first:?}");
		assert_eq!(first.refusal_code, Some(code));
	}
}

#[test]
fn a_pause_is_waited_for_and_a_wrong_signature_left_out() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.chain.ledger().refuse = Some(128);
	world.until(55);
	world.chain.ledger().refuse = None;
	world.until(75);
	assert_eq!(world.witnesses(1, 0), [1, 2]);
	// The chain says that the first report's signature is not b's: a leaves it out.
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.chain.ledger().refuse_once = Some((0, 160));
	world.until(60);
	let status = world.status("a");
	assert_eq!(world.witnesses(1, 0), [2], "{status:?}");
	assert_eq!(world.witnesses(2, 0), [1, 2], "the next window is another matter");
}

#[test]
fn a_witness_that_rotated_its_key_is_left_out_before_the_chain_sees_it() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.until(19);
	let rotated = cairn_primitives::AnyKey::Sr25519([9; 32]);
	world.chain.ledger().sites.get_mut(&1).expect("there").key = rotated;
	world.until(60);
	assert_eq!(world.witnesses(1, 0), [2]);
	assert_eq!(world.challenge("a", 1).refused, None);
}

/// Three routers, whose node has refused reports until this block; for good, or for the time being.
fn refusing_reports_until(block: u32, for_now: bool) -> World {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.chain.ledger().refuse_reports = Some(for_now);
	world.until(block);
	world.chain.ledger().refuse_reports = None;
	world
}

#[test]
fn reports_that_a_node_puts_off_are_sent_again_and_refused_ones_are_not() {
	let mut world = refusing_reports_until(14, true);
	world.until(60);
	assert_eq!(world.witnesses(1, 0), [1, 2]);
	let mut world = refusing_reports_until(19, false);
	world.until(60);
	assert!(world.witnesses(1, 0).is_empty());
	assert_eq!(world.status("b").reports_refused.keys().collect::<Vec<_>>(), ["for a test"]);
}

#[test]
fn a_report_that_is_put_off_for_long_still_arrives_and_one_that_never_does_is_counted() {
	// More often than ten times, were it tried again each two seconds.
	let mut world = refusing_reports_until(23, true);
	world.until(75);
	assert_eq!(world.witnesses(1, 0), [1, 2]);
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.chain.ledger().refuse_reports = Some(true);
	world.until(29);
	let before = world.status("b").reports_given_up;
	world.until(31);
	assert_eq!(world.status("b").reports_given_up - before, 2, "about a and c in window 1");
	let times = world.status("b").reports_refused["for a test"];
	assert!(times < 30, "ever longer pauses: {times}");
}

#[test]
fn who_is_not_challenged_beacons_presence_only_and_nobody_reports_it() {
	let mut world = World::new(&street(&THREE, "exponent = 2.4"));
	world.chain.ledger().threshold = Some(0);
	world.until(40);
	assert_eq!(world.status("a").challenged, Some(false));
	assert!(world.chain.ledger().pool.is_empty());
	assert_eq!(world.status("a").neighbours.len(), 2);
	assert!(world.status("a").challenges.is_empty());
}

#[test]
fn of_more_reports_than_fit_chance_decides_and_probes_keep_places() {
	use cairn_primitives::{
		coverage::{Band, Channel, Rssi, SignedWitnessReport, WitnessId, WitnessReport},
		AnySignature,
	};
	use cairn_router::core::coverage::choose;
	let report = |witness| SignedWitnessReport {
		report: WitnessReport {
			window: 1,
			challenged: 0,
			witness,
			rssi: Rssi::Heard,
			channel: Channel { band: Band::Ghz2, number: 1 },
			commit: [0; 32],
		},
		signature: AnySignature::Sr25519([0; 64]),
	};
	let chosen = |seed: u8, routers: u32, probes: u32| -> Vec<WitnessId> {
		let all = (0..probes)
			.map(WitnessId::Probe)
			.chain((0..routers).rev().map(WitnessId::Router))
			.map(report)
			.collect();
		choose(&[seed; 32], all).into_iter().map(|line| line.witness).collect()
	};
	let probes = |chosen: &[WitnessId]| {
		chosen.iter().filter(|witness| matches!(witness, WitnessId::Probe(_))).count()
	};
	for (routers, all, kept) in [
		(0, 0, (0, 0)),
		(3, 2, (5, 2)),
		(14, 0, (14, 0)),
		(30, 0, (14, 0)),
		(30, 2, (14, 2)),
		(30, 30, (14, 4)),
		(5, 30, (14, 9)),
		(0, 30, (14, 14)),
	] {
		let chosen = chosen(1, routers, all);
		assert_eq!((chosen.len(), probes(&chosen)), kept, "{routers} routers, {all} probes");
		assert!(chosen.is_sorted_by(|a, b| a < b));
	}
	assert_ne!(chosen(1, 30, 0), chosen(2, 30, 0), "nobody is always left out");
}
