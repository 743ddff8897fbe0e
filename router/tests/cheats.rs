//! Cheats on the air and in reports. Each test begins with the exploit in words. The chain's side of
//! the same cheats is tested on the runtime; here it is what honest daemons make of them.

mod common;
mod world;

use cairn_primitives::{
	coverage::{
		commit, Band, BeaconElement, Channel, Rssi, SignedWitnessReport, WitnessId, WitnessReport,
	},
	RouterIndex,
};
use cairn_router::{
	core::{
		coverage::{Seen, MAX_CHALLENGED},
		Moment,
	},
	edge::coverage::turn,
	radio::{Heard, Listener},
};
use common::{hash_sign, GENESIS};
use world::*;

const CHANNEL: Channel = Channel { band: Band::Ghz2, number: 1 };

fn signed(by: RouterIndex, about: RouterIndex, commit: [u8; 32]) -> SignedWitnessReport {
	let report = WitnessReport {
		window: 1,
		challenged: about,
		witness: WitnessId::Router(by),
		rssi: Rssi::Dbm(-70),
		channel: CHANNEL,
		commit,
	};
	let signature = hash_sign(&key_of(by), &report.signing_payload(&GENESIS));
	SignedWitnessReport { report, signature }
}

/// Exploit: a router that heard nothing signs a report, with a secret that it guesses or with the
/// commit that it copies from an honest witness's report. It earns nothing: the challenged router
/// finds the commit wrong and leaves the report out; honest witnesses beside it count.
#[test]
fn a_report_without_having_heard_is_left_out() {
	let stations = [("a", 0.0, CH1), ("b", 80.0, CH1), ("deaf", 100.0, "")];
	let mut world = World::new(&street(&stations, "exponent = 2.4"));
	// It hears nothing, as its radio is off.
	world.nodes.truncate(2);
	world.until(19);
	let honest = world.chain.ledger().pool.iter().find(|s| s.report.challenged == 0).cloned();
	let copied = honest.expect("b heard a").report.commit;
	let guessed = commit(&[7; 32], WitnessId::Router(2), blake2_256);
	world.chain.ledger().pool.extend([signed(2, 0, copied), signed(2, 0, guessed)]);
	world.until(60);
	assert_eq!(world.witnesses(1, 0), [1]);
}

/// Exploit: somebody records a neighbour's beacons and sends them again a window later, so that
/// witnesses report a secret for a window in which nobody sent it. Nobody reports it: the element
/// names its window.
#[test]
fn beacons_replayed_from_another_window_are_passed_over() {
	let stations = [("a", 0.0, CH1), ("b", 3000.0, CH1), ("replayer", 3050.0, CH1)];
	let cheat = "exponent = 2.4\n\n[[cheat]]\nkind = \"replay\"\nstation = \"replayer\"\nof = \"a\"\nlate = 2\n";
	let mut world = World::new(&street(&stations, cheat));
	world.until(80);
	assert!(world.status("b").overheard.other_window > 0);
	let about_a = |s: &&SignedWitnessReport| s.report.challenged == 0;
	assert_eq!(world.chain.ledger().pool.iter().filter(about_a).count(), 0);
	// What it does beside that, as an honest router, counts as usual.
	assert_eq!(world.witnesses(2, 1), [2]);
}

/// Exploit: a repeater sends a distant router's running beacons again, so that it gets witnesses in
/// another part of the town. Honest witnesses do not sign: its cell is out of range of theirs.
#[test]
fn beacons_repeated_elsewhere_bring_no_witnesses() {
	let stations = [("a", 0.0, CH1), ("b", 3000.0, CH1), ("repeater", 3050.0, CH1)];
	let cheat =
		"exponent = 2.4\n\n[[cheat]]\nkind = \"replay\"\nstation = \"repeater\"\nof = \"a\"\n";
	let mut world = World::new(&street(&stations, cheat));
	world.until(60);
	assert!(world.witnesses(2, 0).is_empty());
	assert!(world.status("b").reports_dropped.contains_key("out-of-range"));
	assert_eq!(world.witnesses(2, 1), [2]);
}

/// Exploit: a rogue beacons with a victim's index and a secret of its own, so that witnesses report
/// the rogue's secret and the victim has none. The witnesses report both secrets, and only the
/// victim knows which is its own: it is proven as if nothing had happened, and sees the rogue.
#[test]
fn a_rogue_with_a_victims_index_spoils_nothing() {
	let stations = [("victim", 0.0, CH1), ("witness", 80.0, CH1), ("rogue", 100.0, CH1)];
	let cheat =
		"exponent = 2.4\n\n[[cheat]]\nkind = \"impersonate\"\nstation = \"rogue\"\nindex = 0\n";
	let mut world = World::new(&street(&stations, cheat));
	world.until(60);
	assert_eq!(world.witnesses(2, 0), [1, 2]);
	assert!(world.witnesses(2, 2).is_empty(), "nobody heard the rogue's own index");
	assert!(world.status("victim").overheard.impersonated > 0);
	let of_witness = |s: &&SignedWitnessReport| {
		(s.report.window, s.report.challenged, s.report.witness) == (2, 0, WitnessId::Router(1))
	};
	assert_eq!(world.chain.ledger().pool.iter().filter(of_witness).count(), 2, "both secrets");
}

/// Exploit: a rogue sends ever new secrets under a victim's index, so that a witness's memory fills
/// up. Three are kept of a challenged router, and what is more is counted.
#[test]
fn ever_new_secrets_under_one_index_are_bounded() {
	let mut world = World::new(&street(&[("a", 0.0, CH1), ("b", 80.0, CH1)], "exponent = 2.4"));
	world.until(12);
	let mut listener = Listener::new();
	for secret in 0..200u8 {
		let element = BeaconElement::Challenge { window: 1, router: 9, secret: [secret; 32] };
		listener.hear(Heard { element, rssi: Rssi::Heard, channel: CHANNEL, bssid: None });
	}
	let mut coverage = world.node("b").shared.coverage();
	coverage.hear(Moment(5000), &listener);
	let status = coverage.status(Moment(5000));
	assert_eq!(status.heard.iter().filter(|heard| heard.router == 9).count(), 3);
	assert_eq!(status.overheard.surplus_secrets, 197);
	// And ever new indices.
	for router in 0..10_000 {
		let mut listener = Listener::new();
		for element in [
			BeaconElement::Presence { router },
			BeaconElement::Challenge { window: 1, router, secret: [1; 32] },
		] {
			listener.hear(Heard { element, rssi: Rssi::Heard, channel: CHANNEL, bssid: None });
		}
		coverage.hear(Moment(6000), &listener);
	}
	let status = coverage.status(Moment(6000));
	assert!(status.overheard.surplus_routers > 9_000, "{:?}", status.overheard);
	assert!(status.heard.len() <= 64 && status.neighbours.len() <= 64);
	assert!(coverage.wanted(32).len() <= 32);
}

/// Exploit: a colluder in another part of the town is told the secret over the internet. Its own
/// daemon, if it is honest software, does not even sign: the cells are out of range. What it signs
/// with other software the challenged router leaves out, and the chain would too.
#[test]
fn a_colluder_out_of_range_is_no_witness() {
	let stations = [("a", 0.0, CH1), ("b", 80.0, CH1), ("colluder", 3000.0, CH1)];
	let cheat = "exponent = 2.4\n\n[[cheat]]\nkind = \"told\"\nstation = \"colluder\"\nby = \"a\"\ndbm = -60\n";
	let mut world = World::new(&street(&stations, cheat));
	world.until(19);
	assert!(world.status("colluder").reports_dropped.contains_key("out-of-range"));
	let secret = world.node("a").shared.coverage().beacon().iter().find_map(|e| match e {
		BeaconElement::Challenge { secret, .. } => Some(*secret),
		BeaconElement::Presence { .. } => None,
	});
	let commit = commit(&secret.expect("challenged"), WitnessId::Router(2), blake2_256);
	world.chain.ledger().pool.push(signed(2, 0, commit));
	world.until(60);
	assert_eq!(world.witnesses(1, 0), [1]);
}

/// Exploit: the same within range, claiming a strength that physics does not allow, to look nearer.
/// Not signed. With a plausible strength it passes: this is what radio alone cannot prevent, as the
/// threat model says.
#[test]
fn a_strength_beyond_physics_is_no_report() {
	let stations = [("a", 0.0, CH1), ("b", 80.0, CH1), ("near", 500.0, CH1)];
	let told = |dbm: i8| {
		let cheat = format!(
			"exponent = 3.0\n\n[[cheat]]\nkind = \"told\"\nstation = \"near\"\nby = \"a\"\ndbm = {dbm}\n"
		);
		let mut world = World::new(&street(&stations, &cheat));
		world.until(60);
		let dropped = world.status("near").reports_dropped.contains_key("rssi-implausible");
		(world.witnesses(2, 0), dropped)
	};
	assert_eq!(told(-20), (vec![1], true));
	assert_eq!(told(-80), (vec![1, 2], false));
}

/// Exploit: a witness's receiver claims forty decibels more than it has.
#[test]
fn a_receiver_that_is_too_loud_reports_nothing_from_afar() {
	let stations = [("a", 0.0, CH1), ("b", 400.0, CH1), ("loud", 420.0, CH1)];
	let cheat = "exponent = 2.0\n\n[[cheat]]\nkind = \"louder\"\nstation = \"loud\"\ndb = 70\n";
	let mut world = World::new(&street(&stations, cheat));
	world.until(60);
	assert_eq!(world.witnesses(2, 0), [1]);
	assert!(world.status("loud").reports_dropped.contains_key("rssi-implausible"));
}

/// Exploit: a router broadcasts a challenge in a window in which it is not challenged, or of a
/// window that has not begun, hoping for reports. Nobody reports it.
#[test]
fn an_invented_challenge_is_not_reported() {
	let mut world = World::new(&street(&[("a", 0.0, CH1), ("b", 80.0, CH1)], "exponent = 2.4"));
	world.chain.ledger().threshold = Some(0);
	world.until(25);
	let mut listener = Listener::new();
	for window in [0, 1, 2, 3, u32::MAX] {
		let element = BeaconElement::Challenge { window, router: 0, secret: [1; 32] };
		listener.hear(Heard { element, rssi: Rssi::Dbm(-60), channel: CHANNEL, bssid: None });
	}
	let mut coverage = world.node("b").shared.coverage();
	coverage.hear(Moment(90_000), &listener);
	let overheard = coverage.status(Moment(90_000)).overheard;
	assert_eq!((overheard.not_challenged, overheard.other_window, overheard.counted), (2, 3, 0));
	assert!(coverage.outgoing(Moment(90_000)).is_empty());
}

/// Invented challenges of a window, in beacons on this channel: as many as a daemon keeps.
fn invented(window: u32, from: u32) -> Vec<Listener> {
	let invent = |router| {
		let mut listener = Listener::new();
		let element = BeaconElement::Challenge { window, router, secret: [1; 32] };
		listener.hear(Heard { element, rssi: Rssi::Dbm(-50), channel: CHANNEL, bssid: None });
		listener
	};
	(from..from + MAX_CHALLENGED as u32).map(invent).collect()
}

/// A street in window 2 as b sees it begin: before it hears anybody, a stranger's transmitter fills
/// all places with indices that nobody has.
fn crowded_out(stations: &[(&str, f64, &str)], before: impl FnOnce(&mut World)) -> World {
	let mut world = World::new(&street(stations, "exponent = 2.4"));
	before(&mut world);
	world.until(19);
	let now = world.now;
	let begun = Seen { finalized: 20, window: Some(window(2)) };
	let mut coverage = world.node("b").shared.coverage();
	coverage.observe(now, begun);
	for listener in invented(2, 1_000) {
		coverage.hear(now, &listener);
	}
	assert_eq!(coverage.status(now).overheard.surplus_routers, 0, "just as many as fit");
	drop(coverage);
	world
}

/// Exploit: at a window's start one transmitter beacons challenges of as many invented indices as a
/// witness keeps, so that whoever is heard afterwards finds no place, and no router in range has
/// witnesses for two windows. A known neighbour takes the place of an invented one at once, and a new
/// one as soon as the chain has said that it knows nobody by those indices.
#[test]
fn invented_indices_at_a_windows_start_silence_no_witness() {
	let stations = [("a", 0.0, CH1), ("b", 80.0, CH1)];
	let mut world = crowded_out(&stations, |_| ());
	world.turn();
	let reported = |world: &World| {
		let pool = &world.chain.ledger().pool;
		let by_b = WitnessId::Router(1);
		pool.iter()
			.any(|s| (s.report.window, s.report.challenged, s.report.witness) == (2, 0, by_b))
	};
	assert!(reported(&world), "{:?}", world.status("b"));
	world.until(85);
	assert_eq!(world.witnesses(2, 0), [1]);

	// Nobody has ever heard a: it was off in the first window.
	let mut first = None;
	let mut world = crowded_out(&stations, |world| first = Some(world.nodes.remove(0)));
	world.nodes.insert(0, first.expect("a"));
	world.turns(9);
	assert!(reported(&world), "{:?}", world.status("b").overheard);
	assert!(world.status("b").overheard.displaced > 0);
	let dropped = world.status("b").reports_dropped;
	assert!(dropped["challenged-unknown"] > 100, "{dropped:?}");
	world.until(85);
	assert_eq!(world.witnesses(2, 0), [1]);
}

/// Exploit: the transmitter goes on with ever new indices through the whole window, so that the chain
/// is asked about strangers without end, and known neighbours are driven out again. The places that
/// strangers take from each other are counted, and known neighbours are reported all the same.
#[test]
fn ever_new_invented_indices_cost_the_chain_a_bounded_number_of_questions() {
	let stations = [("a", 0.0, CH1), ("b", 80.0, CH1)];
	let mut world = crowded_out(&stations, |_| ());
	let asked = world.chain.ledger().asked_sites;
	let (now, chain) = (world.now, world.chain.clone());
	let b = world.nodes.iter_mut().find(|node| node.name == "b").expect("it is on");
	for time in 1..=40 {
		for listener in invented(2, time * 10_000) {
			b.shared.coverage().hear(now, &listener);
		}
		turn(&b.shared, &chain, b.radio.as_mut(), Some((GENESIS, b.index)), true, || now);
	}
	let questions = world.chain.ledger().asked_sites - asked;
	assert!((700..800).contains(&questions), "256 places, taken 512 times: {questions}");
	let overheard = world.status("b").overheard;
	assert!(overheard.surplus_routers > 1_000, "{overheard:?}");
	world.until(85);
	assert_eq!(world.witnesses(2, 0), [1]);
	assert!(world.status("b").neighbours.iter().any(|neighbour| neighbour.router == 0));
}

/// Exploit: a transmitter beside a challenged router beacons as many invented indices as the router
/// keeps, in every other window, so that none takes another's place and the answers about all of them
/// crowd out where the router itself and its witnesses stand in a window that it has yet to prove. Both
/// answers stay for as long as they are needed, and every window is proven.
#[test]
fn invented_indices_in_every_other_window_keep_no_router_from_its_own_proofs() {
	let stations = [("a", 0.0, CH1), ("b", 80.0, CH1)];
	let mut world = World::new(&street(&stations, "exponent = 2.4"));
	// Proofs are pending for long: the first ones do not land.
	world.chain.ledger().lose_proofs = 1..9;
	for block in 1..=160 {
		world.until(block);
		if block == 75 {
			world.chain.ledger().lose_proofs = 0..0;
		}
		let (number, now) = (block / LENGTH, world.now);
		if block % (2 * LENGTH) == 0 {
			let mut victim = world.node("a").shared.coverage();
			// Whom it hears itself still finds a place.
			for listener in invented(number, 1_000 * (number + 1)).iter().skip(6) {
				victim.hear(now, listener);
			}
		}
	}
	let lost: Vec<_> = (2..=9).filter(|number| world.witnesses(*number, 0) != [1]).collect();
	assert!(lost.is_empty(), "windows {lost:?}: {:?}", world.status("a").challenges);
}
