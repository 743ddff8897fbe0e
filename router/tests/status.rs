//! `status` as people read it: a daemon's answer, and what is shown of it. What keeps coverage from
//! earning is shown in text as well as in JSON.

use serde_json::{json, Value};
use std::{
	fs,
	io::Write,
	os::unix::net::UnixListener,
	process::{Command, Output},
	thread,
};

/// A router with a radio, nothing amiss.
fn well() -> Value {
	json!({
		"id": "aa", "name": "one-two-three", "index": 5, "standing": "active",
		"claimable_planck": "0", "finalized": 120, "carriers": [],
		"chain": { "endpoint": "http://node", "seen_seconds_ago": 2, "trouble": null },
		"storage": { "journal": "ok", "flash": "ok" },
		"accounting": { "packets": 0, "dropped": {} },
		"radio": {
			"kind": "hostapd", "beacons": "ok", "own_channels": "ok", "node": "http://node",
			"trouble": null,
			"bss": [{ "name": "wlan0", "channel": "2.4 GHz 6", "trouble": null }],
		},
		"coverage": {
			"window": 7, "ends": 800, "challenged": true, "obstacle": null, "node_trouble": null,
			"cannot_scan": {}, "reports_sent": 1, "reports_received": 3, "reports_dropped": {},
			"reports_refused": {}, "overheard": { "displaced": 0 },
			"ignored": { "truncated": 0, "unknown_type": 0 },
			"challenges": [{
				"window": 7, "state": "waiting", "given_up": null, "refused": null,
				"trouble": null, "reports": 0, "valid": 0, "not_counted": {},
			}],
		},
	})
}

/// What `status` with these arguments makes of a daemon's answer.
fn shown(answer: &Value, arguments: &[&str]) -> String {
	let dir = tempfile::tempdir().expect("a directory");
	let path = dir.path();
	let run = |arguments: &[&str]| -> Output {
		let mut command = Command::new(env!("CARGO_BIN_EXE_cairn-router"));
		command.args(arguments).current_dir(path).output().expect("the program starts")
	};
	assert!(run(&["init", "--key", "key"]).status.success());
	let config = "key_file = \"key\"\nflash_dir = \"flash\"\njournal_dir = \"journal\"\n\
		 control_socket = \"socket\"\n[chain]\nendpoints = [\"http://127.0.0.1:9\"]\n\
		 [radio]\nkind = \"simulated\"\nmedium = \"m\"\nstation = \"s\"\n[probe]\nindex = 0\n";
	fs::write(path.join("router.toml"), config).expect("room");
	let daemon = UnixListener::bind(path.join("socket")).expect("a socket");
	let line = format!("{answer}\n");
	let answering = thread::spawn(move || {
		let (mut stream, _) = daemon.accept().expect("somebody asks");
		stream.write_all(line.as_bytes()).expect("it listens");
	});
	let asked = run(&[&["status", "--config", "router.toml"], arguments].concat());
	answering.join().expect("it was asked");
	assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
	String::from_utf8(asked.stdout).expect("UTF-8")
}

fn line<'a>(text: &'a str, begins: &str) -> Option<&'a str> {
	text.lines().find(|line| line.starts_with(begins))
}

#[test]
fn where_nothing_is_amiss_nothing_is_said_to_be() {
	let text = shown(&well(), &[]);
	assert_eq!(line(&text, "cannot scan"), None, "{text}");
	assert_eq!(line(&text, "trouble"), None, "{text}");
	assert_eq!(line(&text, "reports"), Some("reports   sent 1  received 3"));
	let proof = "proof     window 7: waiting with 0 of 0 reports";
	assert_eq!(line(&text, "proof"), Some(proof));
	assert_eq!(serde_json::from_str::<Value>(&shown(&well(), &["--json"])).expect("JSON"), well());
}

#[test]
fn channels_that_cannot_be_scanned_are_shown_with_their_reasons() {
	let mut status = well();
	status["coverage"]["cannot_scan"] = json!({
		"2.4 GHz 1": "driver-cannot-scan",
		"2.4 GHz 11": "driver-cannot-scan",
		"5 GHz 36": "radar-channel",
	});
	let said = "cannot scan  driver-cannot-scan: 2.4 GHz 1, 2.4 GHz 11  radar-channel: 5 GHz 36";
	let text = shown(&status, &[]);
	assert_eq!(line(&text, "cannot scan"), Some(said), "{text}");
}

#[test]
fn what_was_heard_and_not_understood_is_counted() {
	let mut status = well();
	status["coverage"]["ignored"] = json!({ "frames": 0, "truncated": 4, "unknown_type": 2 });
	status["coverage"]["overheard"] = json!({ "impersonated": 1 });
	let text = shown(&status, &[]);
	let said =
		"reports   sent 1  received 3  overheard: impersonated 1  not understood: truncated 4 \
		 unknown_type 2";
	assert_eq!(line(&text, "reports"), Some(said), "{text}");
}

#[test]
fn a_node_that_is_behind_and_one_that_does_not_answer_are_shown() {
	let mut status = well();
	status["coverage"]["node_trouble"] = json!("node-behind");
	status["radio"]["trouble"] = json!("cannot connect to http://node");
	let text = shown(&status, &[]);
	let troubles: Vec<_> = text.lines().filter(|line| line.starts_with("trouble")).collect();
	assert_eq!(troubles, ["trouble   node-behind", "trouble   cannot connect to http://node"]);
}

#[test]
fn a_lost_proof_says_why_and_which_reports_did_not_count_though_another_window_runs() {
	let mut status = well();
	let lost = json!({
		"window": 5, "state": "given-up", "given_up": "no-valid-report", "refused": null,
		"trouble": null, "reports": 3, "valid": 0,
		"not_counted": { "same-owner": 1, "wrong-commit": 2 },
	});
	let sent = json!({ "window": 6, "state": "sent", "reports": 2, "valid": 2 });
	let proven = json!({ "window": 4, "state": "proven", "reports": 3, "valid": 3 });
	let mut older = lost.clone();
	older["window"] = json!(3);
	let challenges = status["coverage"]["challenges"].as_array_mut().expect("a list");
	challenges.extend([sent, lost, proven, older]);
	let text = shown(&status, &[]);
	let proofs: Vec<_> = text.lines().filter(|line| line.starts_with("proof")).collect();
	assert_eq!(
		proofs,
		[
			"proof     window 7: waiting with 0 of 0 reports",
			"proof     window 6: sent with 2 of 2 reports",
			"proof     window 5: given-up with 0 of 3 reports (no-valid-report)  not counted: \
			 same-owner 1 wrong-commit 2",
		]
	);
	// One that is all of it stands alone.
	status["coverage"]["challenges"].as_array_mut().expect("a list").drain(..2);
	let text = shown(&status, &[]);
	assert_eq!(text.lines().filter(|line| line.starts_with("proof")).count(), 1, "{text}");
}
