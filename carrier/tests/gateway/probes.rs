//! What the operator sees of the carrier's probes.

use super::{
	support::eventually,
	world::{bond, by_probe, World},
};
use serde_json::{json, Value};

#[test]
fn each_probe_is_shown_with_its_bond_and_what_became_of_its_reports() {
	let key = "0x".to_owned() + &"00".repeat(32);
	let world = World::new(&format!(
		"[gateway]\n[[probes]]\nindex = 3\nname = \"van\"\n[[probes]]\nindex = 4\n\
		 [[probes]]\nindex = 5\nkey = \"{key}\"\n"
	));
	let probe = |index: &str| world.carrier.status()["probes"][index].clone();
	eventually("the chain to be asked", || probe("5")["bonded"] == false);
	assert_eq!(probe("5")["trouble"], "not-bonded");
	assert_eq!(probe("4")["trouble"], "another-carriers");
	let van = probe("3");
	assert_eq!(
		(&van["name"], &van["bonded"], &van["trouble"]),
		(&json!("van"), &json!(true), &Value::Null)
	);
	assert_eq!((&van["since_block"], &van["last_report_seconds"]), (&json!(7), &Value::Null));

	// It hears nobody, and asks about itself all the same.
	assert_eq!(van["last_asked_seconds"], Value::Null);
	let head = format!("0x{}", "b1".repeat(32));
	let (code, _) = world.ask("state_call", json!(["CairnApi_probe", "0x03000000", head]));
	assert_eq!(code, 200);
	assert!(probe("3")["last_asked_seconds"].as_u64().is_some_and(|seconds| seconds < 20));
	assert_eq!(probe("3")["last_report_seconds"], Value::Null);

	world.pool.lock().expect("unpoisoned").refuses.insert(8, (194, "challenge-full"));
	world.hand_in(&[by_probe(7), by_probe(8), by_probe(7)]);
	let van = probe("3");
	assert_eq!(van["reports"]["refused"]["challenge-full"], json!(1));
	let taken = |name: &str| van["reports"][name].as_u64().expect("a number");
	assert_eq!(taken("accepted") + taken("known"), 2);
	assert_eq!(van["last_window"], json!(4));
	assert!(van["last_report_seconds"].as_u64().is_some_and(|seconds| seconds < 20));
	// A stranger's forgery in its name says nothing about it.
	let mut forged = by_probe(9);
	forged.report.challenged = 10;
	world.hand_in(&[forged]);
	assert_eq!(probe("3")["reports"]["refused"].get("signature-invalid"), None);

	// Its registration ends, and another's begins with the key that was asked for not being there.
	bond(&world.chain, &[5, 6]);
	eventually("the removal", || probe("3")["trouble"] == "not-bonded");
	eventually("the other key", || probe("5")["trouble"] == "another-key");
	eventually("the one that nobody named", || probe("6")["trouble"] == "not-configured");
	let text = world.carrier.command(&["status"]);
	assert!(String::from_utf8_lossy(&text.stdout).contains("bond it: cairn probe add"));
}
