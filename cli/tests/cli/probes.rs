//! `cairn probe` against a mock chain.

use crate::common::{as_carrier, json_on, on, GENESIS};
use cairn_chain_client::{
	calls,
	keys::{verify, Signer},
	mock::MockChain,
	proofs::SignedProbePossession,
};
use cairn_primitives::{AnyKey, AnySignature, ProbePossession, ProbeView, CAIRN};
use codec::{Decode, DecodeAll, Encode};
use serde_json::{json, Value};
use std::{fs, path::Path};

fn device() -> Signer {
	Signer::from_seed(&[5; 32]).unwrap()
}

fn view(index: u32) -> ProbeView {
	ProbeView { index, carrier: 2, key: device().key(), since: 13, deposit: 10 * CAIRN }
}

/// A chain on which `//Alice` is carrier 2, and knows the device as probe 3 once something was sent.
fn bonding() -> MockChain {
	let mock = as_carrier();
	let mut asked = 0;
	mock.on_api("probe_of_key", move |arguments| {
		assert_eq!(AnyKey::decode_all(&mut &arguments[..]).unwrap(), device().key());
		asked += 1;
		(asked % 2 == 0).then_some(3u32).encode()
	});
	known(&mock);
	mock
}

/// Lets the chain know probes 3 and 8 of carrier 2.
fn known(mock: &MockChain) {
	mock.on_api("probe", |arguments| {
		let index = u32::decode(&mut &arguments[..]).unwrap();
		[3, 8].contains(&index).then(|| view(index)).encode()
	});
	mock.on_api("probes_of", |arguments| {
		assert_eq!(arguments, 2u32.encode());
		vec![3u32, 8].encode()
	});
}

fn signed(carrier: u32, expires: u32) -> SignedProbePossession {
	SignedProbePossession::sign(&device(), ProbePossession { carrier, expires }, GENESIS)
}

fn write(folder: &Path, value: &Value) -> String {
	let path = folder.join("probe.json");
	fs::write(&path, value.to_string()).unwrap();
	path.to_str().unwrap().to_string()
}

#[test]
fn what_the_probe_signed_is_what_the_carrier_sends() {
	let (mock, folder) = (bonding(), tempfile::tempdir().unwrap());
	let signed = signed(2, 911);
	let mut object = signed.to_json();
	// As `cairn-router onboard --probe` prints it.
	object["name"] = json!("three spoken words");
	let file = write(folder.path(), &object);
	let said = json_on(&mock, &["probe", "add", &file]);
	let call = calls::carriers::add_probe(&device().key(), 911, &signed.proof);
	assert_eq!(mock.last_signed_call(), Some(call));
	assert_eq!((&said["probe"]["probe"], &said["probe"]["carrier"]), (&json!(3), &json!(2)));
	assert_eq!(said["probe"]["deposit"], "10000000000000");
	let text = on(&mock, &["probe", "add", &file]).out;
	assert!(text.contains("Bonded probe 3") && text.contains("index = 3"), "{text}");
}

#[test]
fn a_probe_is_bonded_with_its_key_where_that_is_at_hand() {
	let mock = bonding();
	json_on(&mock, &["probe", "add", "--probe-key", &format!("0x{}", "05".repeat(32))]);
	let call = mock.last_signed_call().unwrap();
	let (key, expires, proof) = <(AnyKey, u32, AnySignature)>::decode_all(&mut &call[2..]).unwrap();
	let possession = ProbePossession { carrier: 2, expires };
	assert_eq!(key, device().key());
	assert_eq!(verify(&key, &possession.signing_payload(&GENESIS), &proof), Ok(()));
	on(&mock, &["probe", "add"]).fails(2, "required");
	on(&mock, &["probe", "add", "FILE", "--probe-key", "//Probe"]).fails(2, "cannot be used with");
}

#[test]
fn bad_proofs_are_refused_before_a_fee_is_paid() {
	let (mock, folder) = (bonding(), tempfile::tempdir().unwrap());
	let good = signed(2, 500).to_json();
	let changed = |name: &str, value: Value| {
		let mut object = good.clone();
		object[name] = value;
		object
	};
	for (object, part) in [
		(signed(3, 500).to_json(), "the proof is for carrier 3, and --key is carrier 2's"),
		(signed(2, 5).to_json(), "expired in block 5"),
		(changed("expires", json!(501)), "signature does not fit"),
		(changed("genesis", json!(format!("0x{}", "dd".repeat(32)))), "another chain"),
		(changed("carrier", json!("mine")), "field `carrier`"),
		(json!([]), "no JSON object"),
	] {
		let file = write(folder.path(), &object);
		on(&mock, &["probe", "add", &file])
			.fails(3, part)
			.next("cairn-router onboard --probe --carrier 2");
	}
	on(&mock, &["probe", "add", "/no/such/file"]).fails(1, "cannot read");
	let file = write(folder.path(), &good);
	mock.set_api("probe_of_key", Some(8u32));
	on(&mock, &["probe", "add", &file]).fails(3, "is probe 8's already").next("cairn probe show 8");
	mock.set_api("carrier_of", None::<u32>);
	on(&mock, &["probe", "add", &file]).fails(8, "is no carrier").next("cairn carrier open");
	assert!(mock.state().submitted.is_empty());
}

#[test]
fn a_removed_probe_tells_its_deposit() {
	let mock = as_carrier();
	known(&mock);
	let said = json_on(&mock, &["probe", "remove", "8"]);
	assert_eq!(mock.last_signed_call(), Some(calls::carriers::remove_probe(8)));
	assert_eq!((&said["probe"], &said["deposit"]), (&json!(8), &json!("10000000000000")));
	on(&mock, &["probe", "remove", "9"]).fails(8, "no probe 9").next("cairn probe list");
}

#[test]
fn probes_are_shown_by_index_by_key_and_by_carrier() {
	let mock = as_carrier();
	known(&mock);
	let key = format!("0x{}", hex::encode(device().account()));
	mock.set_api("probe_of_key", Some(3u32));
	for which in ["3", &key] {
		let said = json_on(&mock, &["probe", "show", which]);
		assert_eq!((&said["probe"], &said["since"]), (&json!(3), &json!(13)));
		assert_eq!(said["key"], format!("sr25519:{key}"));
	}
	for arguments in [vec!["probe", "list"], vec!["probe", "list", "2"]] {
		let said = json_on(&mock, &arguments);
		assert_eq!((&said["carrier"], &said["probes"][1]["probe"]), (&json!(2), &json!(8)));
	}
	assert!(on(&mock, &["probe", "show", "3"]).out.contains("10 CAIRN"));
	on(&mock, &["probe", "show", "nonsense"]).fails(3, "neither an index nor a public key");
	mock.set_api("probe_of_key", None::<u32>).set_api("probes_of", Vec::<u32>::new());
	on(&mock, &["probe", "show", &key]).fails(8, "no probe has this key").next("cairn probe list");
	assert!(on(&mock, &["probe", "list"]).out.contains("cairn probe add"));
}
