//! The program as a person runs it: what it prints, and its exit codes.

use cairn_chain_client::{keys, mock::MockChain, ss58};
use cairn_primitives::{AnyKey, AnySignature, Registration, Timing};
use cairn_router::{
	config::{Config, RadioConfig},
	core::coverage::Me,
};
use serde_json::Value;
use std::{
	fs,
	os::unix::fs::PermissionsExt,
	path::Path,
	process::{Command, Output},
};

const OWNER: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const CELL: &str = "8a1fb46622dffff";
const GENESIS: &str = "0x0707070707070707070707070707070707070707070707070707070707070707";

fn run(dir: &Path, arguments: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_cairn-router"))
		.args(arguments)
		.current_dir(dir)
		.output()
		.expect("the program starts")
}

fn code(output: &Output) -> i32 {
	output.status.code().expect("not killed")
}

fn stdout(output: &Output) -> String {
	String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
	String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
	assert_eq!(code(output), 0, "{}", stderr(output));
	serde_json::from_str(&stdout(output)).expect("JSON")
}

fn with_key() -> (tempfile::TempDir, Value) {
	let dir = tempfile::tempdir().expect("a directory");
	let made = json(&run(dir.path(), &["init", "--key", "key", "--json"]));
	(dir, made)
}

/// Onboards without a chain: told its genesis and the last block of the proof.
fn onboard_offline(dir: &Path, owner: &str, cell: &str) -> Output {
	let device = ["onboard", "--key", "key", "--owner", owner, "--cell", cell];
	let chain = ["--genesis", GENESIS, "--expires-block", "9"];
	run(dir, &[&device[..], &chain[..]].concat())
}

#[test]
fn init_makes_a_private_key_once_and_prints_id_and_name() {
	let dir = tempfile::tempdir().expect("a directory");
	let made = run(dir.path(), &["init", "--key", "key"]);
	assert_eq!(code(&made), 0);
	let path = dir.path().join("key");
	assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
	let text = fs::read_to_string(&path).expect("text");
	assert_eq!(text.trim().len(), 64);
	let secret = dir.path().join("key.secret");
	assert_eq!(fs::metadata(&secret).expect("there").permissions().mode() & 0o777, 0o600);
	let device = fs::read_to_string(&secret).expect("text");
	assert_eq!(device.trim().len(), 64);
	assert_ne!(device, text, "the device secret is not the key");
	let id = stdout(&made);
	let id = id.lines().next().expect("a line").trim_start_matches("id").trim();
	assert_eq!(id.len(), 64);
	assert!(!stdout(&made).contains(text.trim()), "the secret is not printed");

	let again = run(dir.path(), &["init", "--key", "key"]);
	assert_eq!(code(&again), 4);
	assert!(stderr(&again).contains("not overwritten"));
	assert_eq!(fs::read_to_string(&path).expect("text"), text);
	assert_eq!(fs::read_to_string(&secret).expect("text"), device);
	assert_eq!(code(&run(dir.path(), &["init", "--key", "no/such/dir/key"])), 4);
}

#[test]
fn a_name_has_three_words_and_comes_from_the_key_alone() {
	let (dir, made) = with_key();
	let name = made["name"].as_str().expect("text");
	assert_eq!(name.split('-').count(), 3);
	let registration = json(&onboard_offline(dir.path(), OWNER, CELL));
	assert_eq!(registration["name"], *name);
	assert_eq!(registration["key"], format!("0x{}", made["id"].as_str().expect("text")));
	let known = cairn_router::keyfile::three_words(&AnyKey::Sr25519([0; 32]));
	assert_eq!(known, cairn_router::keyfile::three_words(&AnyKey::Sr25519([0; 32])));
	assert_ne!(known, cairn_router::keyfile::three_words(&AnyKey::Sr25519([1; 32])));
}

#[test]
fn onboard_signs_what_the_chain_will_check() {
	let (dir, made) = with_key();
	let arguments = [
		"onboard",
		"--key",
		"key",
		"--owner",
		OWNER,
		"--cell",
		CELL,
		"--genesis",
		GENESIS,
		"--expires-block",
		"4711",
	];
	let printed = json(&run(dir.path(), &arguments));
	assert_eq!(printed["sponsor"], Value::Null);
	check_signed(&printed, &made, None);
	let asking = [&arguments[..], &["--sponsor", "3"]].concat();
	let printed = json(&run(dir.path(), &asking));
	assert_eq!(printed["sponsor"], 3);
	check_signed(&printed, &made, Some(3));
}

/// Checks what was printed against the device key and the sponsor whom the owner asks.
fn check_signed(printed: &Value, made: &Value, sponsor: Option<u32>) {
	let bytes = |key: &str| {
		let text = printed[key].as_str().expect("text");
		hex::decode(text.trim_start_matches("0x")).expect("hex")
	};
	let registration = Registration {
		owner: ss58::decode(OWNER).expect("an address"),
		cell: u64::from_str_radix(printed["cell"].as_str().expect("text"), 16).expect("hex"),
		expires: printed["expires"].as_u64().expect("a number") as u32,
		sponsor,
	};
	assert_eq!(registration.cell, 0x08a1_fb46_622d_ffff);
	assert_eq!(registration.expires, 4711);
	assert_eq!(printed["owner"], OWNER);
	assert_eq!(printed["genesis"], GENESIS);
	let key = AnyKey::Sr25519(bytes("key").try_into().expect("32 octets"));
	let proof = AnySignature::Sr25519(bytes("proof").try_into().expect("64 octets"));
	assert_eq!(keys::verify(&key, &registration.signing_payload(&[7; 32]), &proof), Ok(()));
	assert!(keys::verify(&key, &registration.signing_payload(&[8; 32]), &proof).is_err());
	assert_eq!(printed["key"], format!("0x{}", made["id"].as_str().expect("text")));
}

#[test]
fn onboard_asks_the_chain_for_what_it_is_not_told() {
	let (dir, _) = with_key();
	let chain = MockChain::start([7; 32]).expect("a chain");
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
	let url = chain.url();
	let onboard = |more: &[&str]| {
		let mut arguments =
			vec!["onboard", "--key", "key", "--owner", OWNER, "--cell", CELL, "--url", &url];
		arguments.extend(more);
		run(dir.path(), &arguments)
	};
	let printed = json(&onboard(&[]));
	assert_eq!(printed["genesis"], GENESIS);
	let expires = printed["expires"].as_u64().expect("a number");
	assert!((900..=1000).contains(&expires), "{expires}");
	for (block, reason) in [("1", "has passed"), ("100000", "too far ahead")] {
		let refused = onboard(&["--expires-block", block]);
		assert_eq!(code(&refused), 2);
		assert!(stderr(&refused).contains(reason), "{}", stderr(&refused));
	}
	let other = format!("0x{}", "08".repeat(32));
	let refused = onboard(&["--genesis", &other]);
	assert_eq!(code(&refused), 5, "{}", stderr(&refused));
}

#[test]
fn onboard_refuses_what_the_chain_would_refuse() {
	let (dir, _) = with_key();
	let onboard = |owner: &str, cell: &str| onboard_offline(dir.path(), owner, cell);
	let polkadot = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
	for (owner, cell, reason) in [
		(&OWNER[1..], CELL, "--owner"),
		(polkadot, CELL, "another network"),
		(OWNER, "8a1fb46622dfff", "no H3 cell"),
		(OWNER, "nonsense", "no H3 cell"),
		(OWNER, "0", "no H3 cell"),
		(OWNER, "891fb46622fffff", "resolution 9"),
	] {
		let refused = onboard(owner, cell);
		assert_eq!(code(&refused), 2, "{}", stderr(&refused));
		assert!(stderr(&refused).contains(reason), "{}", stderr(&refused));
		assert_eq!(stdout(&refused), "");
	}
	let without = run(dir.path(), &["onboard", "--key", "key", "--owner", OWNER, "--cell", CELL]);
	assert_eq!(code(&without), 2, "{}", stderr(&without));
	assert_eq!(code(&run(dir.path(), &["onboard"])), 2);
}

#[test]
fn an_unreachable_chain_is_named() {
	let (dir, _) = with_key();
	let url = "http://127.0.0.1:9";
	let arguments = ["onboard", "--key", "key", "--owner", OWNER, "--cell", CELL, "--url", url];
	let failed = run(dir.path(), &arguments);
	assert_eq!(code(&failed), 5);
	assert!(stderr(&failed).contains(url));
}

#[test]
fn a_key_file_that_others_may_read_or_that_holds_no_key_is_refused() {
	let (dir, _) = with_key();
	let path = dir.path().join("key");
	let onboard = || onboard_offline(dir.path(), OWNER, CELL);
	for mode in [0o640, 0o604, 0o660, 0o602] {
		fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("changed");
		let refused = onboard();
		assert_eq!(code(&refused), 4);
		assert!(stderr(&refused).contains("chmod 600"), "{}", stderr(&refused));
	}
	fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("changed");
	assert_eq!(code(&onboard()), 0);
	for content in [&b"short"[..], &[0xff; 64], &[b'a'; 300], b""] {
		fs::write(&path, content).expect("room");
		let refused = onboard();
		assert_eq!(code(&refused), 4);
		assert!(stderr(&refused).contains("does not hold a device key"), "{}", stderr(&refused));
	}
	fs::remove_file(&path).expect("there");
	let refused = onboard();
	assert_eq!(code(&refused), 4);
	assert!(stderr(&refused).contains("cairn-router init"));
}

const CONFIG: &str = r#"
key_file = "key"
flash_dir = "flash"
journal_dir = "journal"
[[access_point]]
address = "127.0.0.1"
secret = "local"
[chain]
endpoints = ["http://127.0.0.1:9"]
[[carrier]]
index = 0
radius = "127.0.0.1:1900"
secret = "carrier"
"#;

fn radio(lines: &str) -> String {
	format!("{CONFIG}\n[radio]\n{lines}\n")
}

fn bss(line: &str) -> String {
	format!("kind = \"hostapd\"\n[[radio.bss]]\nsocket = \"/run/hostapd/wlan0\"\n{line}")
}

#[test]
fn a_probe_needs_neither_carriers_nor_access_points() {
	let text = "key_file = \"key\"\nflash_dir = \"f\"\njournal_dir = \"j\"\n[chain]\n\
		 endpoints = [\"http://127.0.0.1:9\"]\n[probe]\nindex = 7\n[radio]\nkind = \"simulated\"\n\
		 medium = \"m.toml\"\nstation = \"a\"\n";
	let config = Config::parse(text, Path::new("/etc/x.toml")).expect("a configuration");
	assert_eq!(config.me, Me::Probe(7));
	let station = "a".to_string();
	let medium = "/etc/m.toml".into();
	assert_eq!(config.radio, RadioConfig::Simulated { medium, station });
	let router = text.replace("[probe]\nindex = 7\n", "");
	assert!(Config::parse(&router, Path::new("x.toml")).is_err(), "a router counts for somebody");
}

#[test]
fn a_medium_that_cannot_be_used_ends_the_daemon_with_its_reason() {
	let (dir, _) = with_key();
	let text = radio("kind = \"simulated\"\nmedium = \"medium.toml\"\nstation = \"b\"");
	let text = text.replace("127.0.0.1:1813", "127.0.0.1:0");
	fs::write(dir.path().join("router.toml"), text).expect("room");
	for (medium, reason) in [
		(None, "cannot read"),
		(Some("seed = 1\nframe_loss = 2.0\n"), "frame_loss"),
		(Some("seed = 1\n"), "no station \"b\""),
	] {
		if let Some(medium) = medium {
			fs::write(dir.path().join("medium.toml"), medium).expect("room");
		}
		let refused = run(dir.path(), &["run", "--config", "router.toml"]);
		assert_eq!(code(&refused), 3, "{}", stderr(&refused));
		assert!(stderr(&refused).contains(reason), "{reason}: {}", stderr(&refused));
	}
}

#[test]
fn wrong_configurations_are_refused_with_the_key_named() {
	let (dir, _) = with_key();
	let path = dir.path().join("router.toml");
	let arguments = ["run", "--config", "router.toml"];
	let missing = run(dir.path(), &arguments);
	assert_eq!(code(&missing), 3);
	assert!(stderr(&missing).contains("router.toml"));
	let replaced = |from: &str, to: &str| CONFIG.replace(from, to);
	for (text, reason) in [
		("= nonsense".to_string(), "router.toml"),
		(replaced("flash_dir", "flash_dri"), "flash_dri"),
		(replaced("key_file = \"key\"", ""), "key_file"),
		(replaced("secret = \"local\"", "secret = \"\""), "empty"),
		(replaced("secret = \"local\"", ""), "needs secret"),
		(replaced("secret = \"local\"", "secret_file = \"nowhere\""), "nowhere"),
		(replaced("\"127.0.0.1:1900\"", "\"192.0.2.1:1813\""), "radsecproxy"),
		(replaced("radius = \"127.0.0.1:1900\"", "https = \"http://example.org\""), "https://"),
		(replaced("secret = \"carrier\"", ""), "carrier.0"),
		(replaced("index = 0", "index = 0\npath = [1, 2, 3, 4]"), "at most 3"),
		(replaced("index = 0", "index = 0\npath = [1, 1]"), "twice"),
		(replaced("\"http://127.0.0.1:9\"", ""), "chain.endpoints"),
		(replaced("[chain]", "[chain]\ngateway = \"http://192.0.2.1/rpc\""), "chain.gateway"),
		(replaced("[chain]", "[chain]\ngenesis = \"0x12\""), "chain.genesis"),
		(replaced("[chain]", "[chain]\npoll_seconds = 0"), "poll_seconds"),
		(format!("{CONFIG}\n[[carrier]]\nindex = 0\n"), "twice"),
		(format!("{CONFIG}\n[[access_point]]\naddress = \"127.0.0.1\"\nsecret = \"x\"\n"), "twice"),
		(radio("kind = \"wifi\""), "wifi"),
		(radio("kind = \"hostapd\""), "radio.bss"),
		(radio("kind = \"simulated\""), "medium"),
		(radio("station = \"a\""), "radio.kind"),
		(
			radio("kind = \"simulated\"\nmedium = \"m\"\nstation = \"a\"\nvisit_seconds = 0"),
			"visit",
		),
		(radio(&bss("")) + "[[radio.bss]]\nsocket = \"/run/hostapd/wlan0\"\n", "twice"),
		(radio(&bss("interface = \"../../x\"")), "interface"),
		(radio(&bss("vendor_elements = \"dd05\"")), "whole elements"),
		(radio(&bss("vendor_elements = \"\"\nhostapd_conf = \"x\"")), "not both"),
		(format!("{CONFIG}\n[probe]\nindex = 0\n"), "a probe listens"),
		(format!("{CONFIG}\n[probe]\nindex = -1\n"), "index"),
	] {
		fs::write(&path, &text).expect("room");
		let refused = run(dir.path(), &arguments);
		assert_eq!(code(&refused), 3, "{text}\n{}", stderr(&refused));
		assert!(stderr(&refused).contains(reason), "{reason}: {}", stderr(&refused));
		assert!(!dir.path().join("journal").exists(), "nothing was begun");
	}
}

#[test]
fn the_example_configuration_is_a_right_one() {
	let text = fs::read_to_string("cairn-router.example.toml").expect("there");
	Config::parse(&text, Path::new("example")).expect("a configuration");
}

#[test]
fn status_without_a_daemon_says_so() {
	let (dir, _) = with_key();
	fs::write(dir.path().join("router.toml"), CONFIG).expect("room");
	let failed = run(dir.path(), &["status", "--config", "router.toml", "--json"]);
	assert_eq!(code(&failed), 6);
	assert!(stderr(&failed).contains("cairn-router run"));
	assert_eq!(code(&run(dir.path(), &["status", "--config", "nowhere.toml"])), 3);
}

#[test]
fn help_lists_the_exit_codes_and_unknown_words_are_refused() {
	let dir = tempfile::tempdir().expect("a directory");
	let help = run(dir.path(), &["--help"]);
	assert_eq!(code(&help), 0);
	for code in 0..=7 {
		assert!(stdout(&help).contains(&format!("\n  {code}  ")), "{code}");
	}
	assert_eq!(code(&run(dir.path(), &["fly"])), 2);
	assert_eq!(code(&run(dir.path(), &[])), 2);
}
