//! What becomes of reports, and what the node is spared.

use super::{
	support::eventually,
	world::{by_probe, by_router, report, World, WINDOW},
};
use cairn_chain_client::mock::Spoil;
use cairn_primitives::coverage::WitnessId;
use serde_json::{json, Value};
use std::{sync::atomic::Ordering, thread};

const GATEWAY: &str = "[gateway]\n";

/// So many reports of the same status.
fn all(status: &str, count: usize) -> Vec<Value> {
	std::iter::repeat_n(json!({ "status": status }), count).collect()
}

#[test]
fn a_thousand_routers_cost_the_node_one_question_per_block() {
	let world = World::new("[gateway]\nburst = 100000\n");
	let before = world.asked("cairn_window");
	thread::scope(|scope| {
		for _ in 0..8 {
			scope.spawn(|| {
				for _ in 0..125 {
					let (status, answer) = world.ask("cairn_window", json!([]));
					assert_eq!((status, &answer["result"]["number"]), (200, &json!(WINDOW)));
				}
			});
		}
	});
	// One, and another each ten seconds that no block comes.
	let asked = world.asked("cairn_window") - before;
	assert!((1..=4).contains(&asked), "{asked}");
	// The next block brings a new window.
	world.block.store(55, Ordering::SeqCst);
	world.chain.state().finalized += 1;
	eventually("the new window", || {
		world.ask("cairn_window", json!([])).1["result"]["number"] == 5
	});
	let status = world.carrier.status();
	assert!(status["gateway"]["answered_from_memory"].as_u64().expect("a number") >= 990);
}

#[test]
fn a_witnesss_report_replayed_by_others_leaves_it_its_bucket() {
	// Reports are public: somebody hands in a witness's own again and again, until the gateway takes
	// nothing more of that witness, whose next report is lost.
	let world = World::new("[gateway]\nburst = 100000\n");
	let replayed = vec![by_router(3, 7); 256];
	for _ in 0..3 {
		let outcomes = world.hand_in(&replayed);
		assert!(outcomes.iter().all(|outcome| outcome["status"] != "refused"), "{outcomes:?}");
	}
	assert_eq!(world.hand_in(&[by_router(3, 8)]), all("accepted", 1));
}

#[test]
fn each_report_gets_the_nodes_word_and_forgeries_do_not_reach_the_node() {
	let world = World::new(GATEWAY);
	world.pool.lock().expect("unpoisoned").refuses.insert(8, (8, "out-of-range"));
	let (good, van) = (by_router(3, 7), by_probe(7));
	let reports = [
		good.clone(),
		by_router(3, 8),
		// Somebody signs in another router's name.
		report(WitnessId::Router(2), 103, WINDOW, 7),
		report(WitnessId::Router(77), 103, WINDOW, 7),
		report(WitnessId::Probe(9), 50, WINDOW, 7),
		// Another carrier's probe counts in that one's campaigns only.
		report(WitnessId::Probe(4), 50, WINDOW, 7),
		report(WitnessId::Router(3), 103, WINDOW + 2, 7),
		van.clone(),
	];
	let outcomes = world.hand_in(&reports);
	let told: Vec<_> = outcomes
		.iter()
		.map(|o| o["reason"].as_str().or(o["status"].as_str()).expect("a text"))
		.collect();
	assert_eq!(
		told,
		[
			"accepted",
			"out-of-range",
			"signature-invalid",
			"witness-unknown",
			"probe-unknown",
			"another-carriers-probe",
			"window-not-begun",
			"accepted"
		]
	);
	assert_eq!(world.hand_in(std::slice::from_ref(&good)), [json!({ "status": "known" })]);
	let pool = world.pool.lock().expect("unpoisoned");
	assert_eq!(pool.taken, [good, van]);
	drop(pool);
	let status = world.carrier.status();
	let tally = &status["gateway"]["reports"];
	assert_eq!((&tally["accepted"], &tally["known"]), (&json!(2), &json!(1)));
	assert_eq!(tally["refused"]["out-of-range"], json!(1));
	assert_eq!(tally["refused"]["signature-invalid"], json!(1));
}

#[test]
fn many_routers_reports_travel_together() {
	let world = World::new(GATEWAY);
	world.ask("cairn_window", json!([]));
	thread::scope(|scope| {
		for router in 0..8 {
			let world = &world;
			scope.spawn(move || {
				let outcomes = world.hand_in(&[by_router(router, 20), by_router(router, 21)]);
				assert!(outcomes.iter().all(|o| o["status"] == "accepted"), "{outcomes:?}");
			});
		}
	});
	let pool = world.pool.lock().expect("unpoisoned");
	assert_eq!(pool.taken.len(), 16);
	assert!(pool.batches <= 8, "{}", pool.batches);
}

#[test]
fn what_comes_while_the_node_is_away_is_kept_and_handed_in_when_it_is_back() {
	let world = World::new(GATEWAY);
	// The witnesses' keys are known from before.
	world.hand_in(&[by_router(3, 1), by_probe(1)]);
	world.chain.state().spoil = Spoil::Status(502);
	let late = [by_router(3, 2), by_probe(2), report(WitnessId::Router(3), 103, WINDOW - 1, 2)];
	assert_eq!(world.hand_in(&late), all("kept", 3));
	// Sent again by a witness that wants a node's word: kept once.
	assert_eq!(world.hand_in(&late[..1]), [json!({ "status": "kept" })]);
	let status = world.carrier.status();
	assert_eq!(status["gateway"]["node_away"], true);
	assert_eq!(status["gateway"]["kept"]["now"], json!(3));
	// Nobody is told that there is no window: a router goes to its next endpoint.
	let (code, answer) = world.ask("cairn_reports", json!([1, 2]));
	assert_eq!((code, &answer["error"]["data"]["reason"]), (503, &json!("node-away")));
	world.chain.state().spoil = Spoil::None;
	eventually("what was kept to be handed in", || {
		world.pool.lock().expect("unpoisoned").taken.len() == 5
	});
	eventually("the count", || {
		let status = world.carrier.status();
		status["gateway"]["kept"]["now"] == 0 && status["gateway"]["kept"]["sent_on"] == 3
	});
	assert_eq!(world.hand_in(&late), all("known", 3));
}

#[test]
fn what_is_kept_outlives_the_gateway() {
	// A probe has handed its reports in, was told that they are kept, and has driven away.
	let mut world = World::new(GATEWAY);
	world.hand_in(&[by_router(3, 1), by_probe(1)]);
	world.chain.state().spoil = Spoil::Status(502);
	let late = [by_router(3, 2), by_probe(2), by_probe(3)];
	assert_eq!(world.hand_in(&late), all("kept", 3));
	world.carrier.kill();
	world.chain.state().spoil = Spoil::None;
	world.carrier.launch();
	eventually("what was kept to be handed in", || {
		let pool = world.pool.lock().expect("unpoisoned");
		late.iter().all(|report| pool.taken.contains(report))
	});
	eventually("the count", || {
		let kept = &world.carrier.status()["gateway"]["kept"];
		kept["now"] == 0 && kept["sent_on"] == 3
	});
}

#[test]
fn a_gateway_whose_endpoint_is_a_gateway_does_not_ask_it_without_pause() {
	let world = World::new(GATEWAY);
	world.hand_in(&[by_router(3, 1)]);
	world.chain.state().spoil = Spoil::Status(502);
	assert_eq!(world.hand_in(&[by_router(3, 2)]), all("kept", 1));
	// The other gateway answers again, and its own node does not.
	let asked = world.asked("cairn_submitReports");
	world.chain.on_method("cairn_submitReports", |_| json!([{ "status": "kept" }]));
	world.chain.state().spoil = Spoil::None;
	eventually("the other gateway to be asked", || world.asked("cairn_submitReports") > asked);
	thread::sleep(std::time::Duration::from_secs(3));
	assert_eq!(world.asked("cairn_submitReports"), asked + 1);
	assert_eq!(world.carrier.status()["gateway"]["kept"]["now"], json!(1), "until a node has it");
}

#[test]
fn what_is_kept_is_given_up_with_its_window_and_not_before() {
	let world = World::new(GATEWAY);
	world.hand_in(&[by_router(3, 1)]);
	// A node that answers, but cannot look at reports.
	world.chain.on_method("cairn_submitReports", |_| Value::Null);
	assert_eq!(world.hand_in(&[by_router(3, 2)]), [json!({ "status": "kept" })]);
	world.block.store(109, Ordering::SeqCst);
	world.chain.state().finalized += 1;
	eventually("block 109", || world.ask("cairn_window", json!([])).1["result"]["number"] == 10);
	thread::sleep(std::time::Duration::from_secs(2));
	assert_eq!(world.carrier.status()["gateway"]["kept"]["now"], json!(1), "until 110");
	world.block.store(110, Ordering::SeqCst);
	world.chain.state().finalized += 1;
	eventually("it to be given up", || {
		world.ask("cairn_window", json!([]));
		let kept = &world.carrier.status()["gateway"]["kept"];
		kept["now"] == 0 && kept["dropped"]["window-over"] == 1
	});
	let outcome = world.hand_in(&[by_router(3, 3)]);
	assert_eq!(outcome[0]["reason"], "window-too-old");
}
