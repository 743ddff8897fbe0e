//! `onboard --probe`: what a device signs to become a carrier's probe.

use cairn_chain_client::{
	mock::MockChain,
	proofs::{ProofTerms, SignedProbePossession},
};
use cairn_primitives::{ProbePossession, Timing};
use serde_json::Value;
use std::{
	path::Path,
	process::{Command, Output},
};

const GENESIS: [u8; 32] = [7; 32];

fn run(dir: &Path, arguments: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_cairn-router"))
		.args(arguments)
		.current_dir(dir)
		.output()
		.expect("the program starts")
}

fn stdout(output: &Output) -> String {
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
	String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn with_key() -> (tempfile::TempDir, Value) {
	let dir = tempfile::tempdir().expect("a directory");
	let made = stdout(&run(dir.path(), &["init", "--key", "key", "--json"]));
	(dir, serde_json::from_str(&made).expect("JSON"))
}

/// A chain whose proofs last 1,000 blocks.
fn chain() -> MockChain {
	let chain = MockChain::start(GENESIS).expect("a chain");
	chain.set_api(
		"timing",
		Timing {
			block_millis: 6000,
			tariff_notice: 10,
			withdrawal_delay: 20,
			period: 100,
			window: 100,
			proof_lifetime: 1000,
		},
	);
	chain
}

#[test]
fn onboard_prints_what_probe_add_reads_and_the_chain_will_check() {
	let (dir, made) = with_key();
	let genesis = format!("0x{}", hex::encode(GENESIS));
	let arguments = ["onboard", "--probe", "--carrier", "3", "--key", "key"];
	let told = ["--genesis", &genesis, "--expires-block", "900"];
	let printed = stdout(&run(dir.path(), &[&arguments[..], &told].concat()));
	let object: Value = serde_json::from_str(&printed).expect("JSON");
	assert_eq!(object["name"], made["name"]);
	assert_eq!(object["key"], format!("0x{}", made["id"].as_str().expect("a text")));
	// The reader of `cairn probe add`.
	let signed = SignedProbePossession::from_json(&printed).expect("a proof");
	assert_eq!(signed.possession, ProbePossession { carrier: 3, expires: 900 });
	let terms = ProofTerms { genesis: GENESIS, now: 100, lifetime: 1_000 };
	assert_eq!(signed.check(&terms), Ok(()));
	// For another carrier, or longer, it is good for nothing.
	for possession in [
		ProbePossession { carrier: 4, ..signed.possession },
		ProbePossession { expires: 901, ..signed.possession },
	] {
		assert!(SignedProbePossession { possession, ..signed }.check(&terms).is_err());
	}
}

#[test]
fn onboard_asks_nodes_or_the_configured_gateway_for_what_it_is_not_told() {
	let (dir, _) = with_key();
	let chain = chain();
	let arguments = ["onboard", "--probe", "--carrier", "3"];
	let url = chain.url();
	let by_url = run(dir.path(), &[&arguments[..], &["--key", "key", "--url", &url]].concat());
	// Whoever is behind a carrier has its gateway, and may reach no node.
	let config = format!(
		"key_file = \"key\"\nflash_dir = \"flash\"\njournal_dir = \"journal\"\n\
		 [chain]\nendpoints = [\"http://127.0.0.1:9\"]\ngateway = \"{url}/rpc\"\n\
		 [radio]\nkind = \"simulated\"\nmedium = \"m\"\nstation = \"s\"\n[probe]\nindex = 0\n"
	);
	std::fs::write(dir.path().join("router.toml"), config).expect("room");
	let by_config = run(dir.path(), &[&arguments[..], &["--config", "router.toml"]].concat());
	for output in [by_url, by_config] {
		let signed = SignedProbePossession::from_json(&stdout(&output)).expect("a proof");
		assert_eq!(signed.genesis, GENESIS);
		assert!((900..=1_100).contains(&signed.possession.expires), "{:?}", signed.possession);
	}
}

#[test]
fn a_probe_has_a_carrier_and_neither_owner_nor_cell_nor_sponsor() {
	let (dir, _) = with_key();
	let genesis = format!("0x{}", hex::encode(GENESIS));
	let common = ["onboard", "--key", "key", "--genesis", &genesis, "--expires-block", "9"];
	for more in [
		&["--probe"][..],
		&["--carrier", "3"],
		&["--probe", "--carrier", "3", "--sponsor", "1"],
		&["--probe", "--carrier", "3", "--cell", "8a1fb46622dffff"],
		&[
			"--probe",
			"--carrier",
			"3",
			"--owner",
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
		],
		&["--probe", "--carrier", "x"],
	] {
		let output = run(dir.path(), &[&common[..], more].concat());
		assert_eq!(output.status.code(), Some(2), "{more:?}");
		assert!(output.stdout.is_empty());
	}
}
