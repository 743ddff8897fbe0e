//! Cheats on the air: each tries the exploit on honest routers' daemons and on the real chain.

use super::Air;
use crate::{money::cairn, radio::router};
use cairn_primitives::coverage::commit;
use pallet_cairn_coverage::{ReportRefusal, Verdict};
use sp_io::hashing::blake2_256;

/// A town in which two neighbours hear each other and a third one, so many metres along the street.
fn town(third: f64, exponent: f64, cheat: &str) -> Air {
	Air::new(&[("Anna", 0.0), ("Beat", 80.0), ("Mallory", third)], |_| {
		format!("exponent = {exponent:?}\n{cheat}")
	})
}

#[test]
fn a_report_without_having_heard_earns_nothing() {
	// Mallory's radio is off. From her sofa she signs reports about Anna: with the commit that she
	// copies from Beat's, and with a secret that she guesses. The chain cannot tell them from honest
	// ones before the secret is out, so the node passes them on; Anna can, and leaves them out.
	let mut air = town(100.0, 2.4, "");
	let mallory = air.switch_off("Mallory");
	let (anna, beat) = (air.index("Anna"), air.index("Beat"));
	air.half_a_window();
	let held = air.node.held(anna);
	let copied = held.iter().find(|signed| signed.report.witness == router(beat));
	let copied = copied.expect("Beat has heard Anna").report.commit;
	let guessed = commit(&[7; 32], router(mallory), blake2_256);
	for commit in [copied, guessed] {
		let report = air.forge(mallory, anna, commit);
		assert_eq!(air.node.hand_in(&report), Ok(()));
	}
	let windows = air.windows(1);
	assert!(air.node.held(anna).len() >= held.len() + 2, "the forgeries were passed on");
	assert_eq!(air.node.witnesses(windows.start, anna), Some(vec![beat]));
	air.node.world().in_vain("reports without having heard", mallory, beat);
}

/// Ghost stands alone at the one end of the town, and Mallory's station near Beat and Carla at the
/// other end sends its beacons again.
fn repeated(late: usize) -> Air {
	let places = [("Ghost", 0.0), ("Beat", 3_000.0), ("Mallory", 3_050.0), ("Carla", 3_100.0)];
	Air::new(&places, |_| {
		format!(
			"exponent = 2.4\n[[cheat]]\nkind = \"replay\"\nstation = \"Mallory\"\n\
			 of = \"Ghost\"\nlate = {late}\n"
		)
	})
}

#[test]
fn beacons_replayed_from_another_window_earn_nothing() {
	// Mallory owns Ghost, too, which has no neighbours. She records its beacons and sends them from
	// her other router two challenges later, so that its neighbours report them. The beacon names its
	// window, and nobody reports one that is over.
	let mut air = repeated(2);
	let windows = air.windows(4);
	let (ghost, beat) = (air.index("Ghost"), air.index("Beat"));
	assert!(air.status("Beat").overheard.other_window > 0, "the replay was heard");
	assert!(air.node.held(ghost).is_empty());
	for window in windows {
		assert_eq!(air.node.witnesses(window, ghost), None);
		assert!(air.node.witnesses(window, beat).is_some());
	}
	air.node.world().in_vain("beacons replayed from another window", ghost, beat);
}

#[test]
fn beacons_relayed_to_another_part_of_the_town_earn_nothing() {
	// The same at once, so that window and secret fit. The neighbours' daemons see that Ghost's cell
	// is out of their range and sign nothing; whoever would sign is refused by the chain.
	let mut air = repeated(0);
	air.half_a_window();
	let (ghost, beat) = (air.index("Ghost"), air.index("Beat"));
	let commit = commit(&air.secret("Ghost"), router(beat), blake2_256);
	let willing = air.forge(beat, ghost, commit);
	let out_of_range = ReportRefusal::Verdict(Verdict::OutOfRange).code();
	assert_eq!(air.node.hand_in(&willing), Err(out_of_range));
	let windows = air.windows(2);
	assert!(air.status("Beat").reports_dropped.contains_key("out-of-range"));
	for window in windows {
		assert_eq!(air.node.witnesses(window, ghost), None);
	}
	air.node.world().in_vain("beacons relayed by radio", ghost, beat);
}

#[test]
fn a_rogue_beacon_with_anothers_index_spoils_nobodys_proof_and_costs_the_rogue_its_own() {
	// Mallory beacons with Anna's index and a secret of her own, so that witnesses report that secret
	// and Anna has no proof. They report both, and Anna knows which is hers.
	let points = |rogue: bool| {
		let places = [("Anna", 0.0), ("Beat", 80.0), ("Mallory", 100.0)];
		let mut air = Air::new(&places, |index| {
			let lie = format!(
				"[[cheat]]\nkind = \"impersonate\"\nstation = \"Mallory\"\nindex = {}\n",
				index("Anna")
			);
			format!("exponent = 2.4\n{}", if rogue { lie } else { String::new() })
		});
		let windows = air.windows(2);
		let all @ [anna, beat, mallory] = ["Anna", "Beat", "Mallory"].map(|name| air.index(name));
		assert_eq!(air.status("Anna").overheard.impersonated > 0, rogue);
		for window in windows {
			assert_eq!(air.node.witnesses(window, anna), Some(vec![beat, mallory]));
			assert_eq!(air.node.witnesses(window, beat), Some(vec![anna, mallory]));
			let heard = (!rogue).then_some(vec![anna, beat]);
			assert_eq!(air.node.witnesses(window, mallory), heard, "nobody heard its own index");
		}
		all.map(|router| air.node.world().points(router))
	};
	let [_, _, honest] = points(false);
	let [victim, neighbour, rogue] = points(true);
	// In points: of three routers' pool whatever one of them does not get falls to the others.
	println!("a rogue beacon: the cheat {rogue} points, the same honest {honest}");
	assert!(rogue < honest, "it paid");
	assert_eq!(victim, neighbour, "the victim lost nothing that its neighbour did not");
}

#[test]
fn a_secret_told_over_the_internet_earns_nothing_out_of_range() {
	// Anna, who colludes, tells Mallory at the other end of the town her secret. Mallory's daemon
	// does not sign, since the cells are out of range; with other software she does, and the chain
	// refuses it.
	let told = "[[cheat]]\nkind = \"told\"\nstation = \"Mallory\"\nby = \"Anna\"\ndbm = -60\n";
	let mut air = town(3_000.0, 2.4, told);
	air.half_a_window();
	let [anna, beat, mallory] = ["Anna", "Beat", "Mallory"].map(|name| air.index(name));
	assert!(air.status("Mallory").reports_dropped.contains_key("out-of-range"));
	let commit = commit(&air.secret("Anna"), router(mallory), blake2_256);
	let forged = air.forge(mallory, anna, commit);
	let out_of_range = ReportRefusal::Verdict(Verdict::OutOfRange).code();
	assert_eq!(air.node.hand_in(&forged), Err(out_of_range));
	let windows = air.windows(1);
	assert_eq!(air.node.witnesses(windows.start, anna), Some(vec![beat]));
	air.node.world().in_vain("a secret told out of range", mallory, beat);
}

/// Mallory stands within range by the rules but hears nobody, and is told Anna's secret; she claims
/// to have heard it with this strength.
fn told_nearby(dbm: i8) -> Air {
	let told =
		format!("[[cheat]]\nkind = \"told\"\nstation = \"Mallory\"\nby = \"Anna\"\ndbm = {dbm}\n");
	town(500.0, 3.0, &told)
}

#[test]
fn a_strength_that_physics_does_not_allow_earns_nothing() {
	// Mallory claims that a beacon from half a kilometre away was as strong as one from next door.
	let mut air = told_nearby(-20);
	let windows = air.windows(1);
	let [anna, beat, mallory] = ["Anna", "Beat", "Mallory"].map(|name| air.index(name));
	assert!(air.status("Mallory").reports_dropped.contains_key("rssi-implausible"));
	assert_eq!(air.node.witnesses(windows.start, anna), Some(vec![beat]));
	air.node.world().in_vain("a strength beyond physics", mallory, beat);
}

#[test]
fn a_secret_told_within_range_earns_no_more_than_having_heard_it() {
	// The same with a strength that is plausible. Radio alone cannot prevent it, as the threat model
	// says: who stands in range and colludes is paid as a witness, and no more than an honest one.
	let mut air = told_nearby(-80);
	let windows = air.windows(1);
	let [anna, beat, mallory] = ["Anna", "Beat", "Mallory"].map(|name| air.index(name));
	assert_eq!(air.node.witnesses(windows.start, anna), Some(vec![beat, mallory]));
	air.node.world().no_gain("a secret told within range", mallory, beat);
}

#[test]
fn a_receiver_that_claims_more_than_it_has_earns_less() {
	// Mallory's receiver claims seventy decibels more than it has, to be a witness from afar.
	let far = |cheat: &str| {
		let places = [("Anna", 0.0), ("Beat", 400.0), ("Mallory", 420.0)];
		let mut air = Air::new(&places, |_| format!("exponent = 2.0\n{cheat}"));
		let windows = air.windows(1);
		let [anna, mallory] = ["Anna", "Mallory"].map(|name| air.index(name));
		let witnesses = air.node.witnesses(windows.start, anna).expect("somebody heard Anna");
		let dropped = air.status("Mallory").reports_dropped.contains_key("rssi-implausible");
		let mut world = air.node.world();
		world.close_period();
		(world.coverage(mallory), witnesses.contains(&mallory), dropped)
	};
	let (honest, heard, _) = far("");
	let (cheating, believed, dropped) =
		far("[[cheat]]\nkind = \"louder\"\nstation = \"Mallory\"\ndb = 70\n");
	println!("a louder receiver: the cheat {}, the same honest {}", cairn(cheating), cairn(honest));
	assert!(heard && !believed && dropped);
	assert!(cheating < honest, "it paid");
}
