//! `cairn key`, usage and unreachable nodes: exit codes and messages.

use crate::common::{cairn, command, mock, on};
use std::{fs, io::Write, os::unix::fs::PermissionsExt, process::Stdio};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

#[test]
fn help_shows_the_exit_codes_and_version_shows_the_version() {
	let help = cairn(&["--help"]);
	assert_eq!(help.code, 0);
	assert!(help.out.contains("Exit codes:\n  0  done"), "{}", help.out);
	assert!(cairn(&["router", "--help"]).out.contains("register"));
	assert!(cairn(&["--version"]).out.starts_with("cairn "));
}

#[test]
fn a_command_line_that_cannot_be_understood_exits_with_2() {
	cairn(&["rooter"]).fails(2, "unrecognized subcommand");
	cairn(&["carrier", "fund", "1.0000000000001"]).fails(2, "more than 12 decimals");
	cairn(&["carrier", "fund", "-1"]).fails(2, "unexpected argument");
	cairn(&["router", "move", "1", "891fb46622fffff"]).fails(2, "resolution 9");
	cairn(&["router", "offer", "1"]).fails(2, "required");
	let polkadot = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
	cairn(&["router", "list", "--owner", polkadot]).fails(2, "another network");
}

#[test]
fn without_a_key_the_next_step_makes_one() {
	cairn(&["router", "accept", "1"]).fails(2, "needs a key").next("cairn key generate --out FILE");
	cairn(&["router", "list"]).fails(2, "whose").next("--key FILE");
}

#[test]
fn unreachable_nodes_are_named_and_exit_with_4() {
	let run = cairn(&["status", "--url", "http://127.0.0.1:1", "--url", "http://127.0.0.1:2"]);
	run.fails(4, "http://127.0.0.1:1").fails(4, "http://127.0.0.1:2").next("start a node");
	cairn(&["status", "--url", "localhost:9944"]).fails(3, "must begin with http").next("--url");
	cairn(&["status", "--url", "ws://127.0.0.1:9944"]).fails(3, "http:// or https:// instead");
}

#[test]
fn errors_in_json_stand_on_standard_error_with_code_and_next_step() {
	let run = cairn(&["status", "--json", "--url", "http://127.0.0.1:1"]);
	assert_eq!(run.code, 4);
	let error: serde_json::Value = serde_json::from_str(&run.err).unwrap();
	assert_eq!(error["error"]["code"], 4);
	assert_eq!(error["error"]["kind"], "unreachable");
	assert!(error["error"]["next"].as_str().unwrap().contains("--url"));
}

#[test]
fn a_wrong_command_line_is_told_as_json_where_json_was_asked() {
	let run = cairn(&["carrier", "fund", "1DOT", "--json"]);
	assert_eq!(run.code, 2);
	let error: serde_json::Value = serde_json::from_str(&run.err).unwrap();
	assert_eq!(
		(&error["error"]["code"], &error["error"]["next"]),
		(&2.into(), &"cairn --help".into())
	);
	assert!(error["error"]["message"].as_str().unwrap().contains("unknown unit"));
}

#[test]
fn a_generated_key_is_written_privately_and_inspects_to_the_same_address() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("owner.key");
	let path = path.to_str().unwrap();
	let made = cairn(&["key", "generate", "--out", path, "--json"]).json();
	assert_eq!(made.get("mnemonic"), None);
	assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
	let seen = cairn(&["key", "inspect", path, "--json"]).json();
	assert_eq!(seen["address"], made["address"]);
	let seen = cairn(&["key", "inspect", "--key", path, "--json"]).json();
	assert_eq!(seen["address"], made["address"]);
	cairn(&["key", "generate", "--out", path]).fails(1, "exists").next("cairn key inspect");
	fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
	cairn(&["key", "inspect", path]).fails(3, "others can read").next("chmod 600");
}

#[test]
fn without_a_file_the_mnemonic_is_shown_and_works() {
	let made = cairn(&["key", "generate", "--json"]).json();
	let mnemonic = made["mnemonic"].as_str().unwrap();
	let seen = cairn(&["key", "inspect", mnemonic, "--json"]).json();
	assert_eq!(seen["address"], made["address"]);
}

#[test]
fn addresses_public_keys_and_secret_uris_inspect_to_the_same() {
	let public = "sr25519:0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
	for what in ["//Alice", ALICE, public] {
		let seen = cairn(&["key", "inspect", what, "--json"]).json();
		assert_eq!(
			(seen["address"].as_str(), seen["public_key"].as_str()),
			(Some(ALICE), Some(public))
		);
	}
	cairn(&["key", "inspect", "no-such-file"]).fails(1, "no-such-file").next("cairn key generate");
	cairn(&["key", "inspect", "three wrong words"]).fails(3, "no mnemonic");
}

#[test]
fn the_balance_is_read_at_the_finalised_block() {
	let mock = mock();
	let account = cairn_chain_client::ss58::decode(ALICE).unwrap();
	let key = format!(
		"26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9\
		 de1e86a9a8c739864cf3cc5ec2bea59f{}",
		hex::encode(account)
	);
	let value = codec::Encode::encode(&(7u32, 0u32, 1u32, 0u32, 1_500u128, 20u128, 0u128, 0u128));
	mock.state().storage.insert(hex::decode(key).unwrap(), value);
	let seen = crate::common::json_on(&mock, &["key", "inspect", "--balance"]);
	assert_eq!((&seen["free"], &seen["held"]), (&"1500".into(), &"20".into()));
	assert_eq!((&seen["nonce"], &seen["block"]), (&7.into(), &11.into()));
	assert!(on(&mock, &["key", "inspect", "--balance"]).out.contains("0.0000000015 CAIRN"));
}

#[test]
fn a_reader_that_closes_early_is_no_failure() {
	let mut child = command(&["key", "generate"])
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	drop(child.stdout.take());
	let output = child.wait_with_output().unwrap();
	assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
	assert!(output.stderr.is_empty());
}

#[test]
fn a_registration_may_come_on_standard_input() {
	let mut child = command(&["router", "register", "-", "--key", "//Alice"])
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	child.stdin.take().unwrap().write_all(b"{}").unwrap();
	let output = child.wait_with_output().unwrap();
	assert_eq!(output.status.code(), Some(3));
	assert!(String::from_utf8_lossy(&output.stderr).contains("field `kind`"));
}
