//! What honest daemons earn by what their radios hear.

use super::Air;
use cairn_runtime::{Coverage, PROOF_BLOCKS};
use cairn_scoring::{award, FULL_SCALE};

#[test]
fn daemons_that_hear_each_other_earn_what_the_rules_give_to_two_witnesses() {
	let names = ["Anna", "Beat", "Carla"];
	let mut air =
		Air::new(&[("Anna", 0.0), ("Beat", 80.0), ("Carla", 160.0)], |_| "exponent = 2.4".into());
	let windows = air.windows(2);
	let indices = names.map(|name| air.index(name));
	let mut points = 0;
	for window in windows {
		for router in indices {
			let others: Vec<_> = indices.into_iter().filter(|other| *other != router).collect();
			assert_eq!(air.node.witnesses(window, router), Some(others), "window {window}");
		}
		let info = air.node.world().read(|| Coverage::window(window)).expect("it is known");
		let award = award(2, 2, info.interval(), FULL_SCALE);
		points += award.challenged + 2 * award.each_witness;
	}
	let mut world = air.node.world();
	for router in indices {
		assert_eq!(world.points(router), points);
	}
	world.close_period();
	let [anna, beat, carla] = indices.map(|router| world.coverage(router));
	assert!(anna > 0 && anna == beat && beat == carla, "{anna}, {beat}, {carla}");
}

#[test]
fn a_router_out_of_everybodys_reach_earns_nothing_and_says_why() {
	let mut air =
		Air::new(&[("Anna", 0.0), ("Beat", 80.0), ("Lone", 30_000.0)], |_| "exponent = 2.4".into());
	let windows = air.windows(1);
	let (anna, lone) = (air.index("Anna"), air.index("Lone"));
	for window in windows.clone() {
		assert_eq!(air.node.witnesses(window, lone), None);
	}
	// Until its time is up, too.
	air.blocks(PROOF_BLOCKS);
	let told = air.status("Lone").challenges;
	let first = told.iter().find(|challenge| challenge.window == windows.start);
	assert_eq!(first.map(|challenge| challenge.given_up), Some(Some("no-reports")), "{told:?}");
	air.node.world().in_vain("to be heard by nobody", lone, anna);
}
