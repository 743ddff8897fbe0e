//! `cairn router` and `cairn sponsor` against a mock chain: what is sent, what is refused.

use crate::common::{alice, json_on, mock, on, view, CELL, GENESIS};
use cairn_chain_client::{
	calls::{self, routers::VouchProof},
	keys::{verify, Signer},
	mock::{MockChain, Pool},
	proofs::{SignedKeyPossession, SignedRegistration},
	ss58, DispatchError,
};
use cairn_primitives::{
	AccountBytes, AnyKey, AnySignature, Balance, KeyPossession, Registration, RouterIndex,
	SponsorStanding, SponsorView, Vouch, Vouching,
};
use codec::{Decode, DecodeAll, Encode};
use frame_metadata::{
	v14::{ExtrinsicMetadata, PalletErrorMetadata, PalletMetadata, RuntimeMetadataV14},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{meta_type, TypeInfo};
use serde_json::{json, Value};
use std::{
	fs::Permissions,
	os::unix::fs::PermissionsExt,
	path::Path,
	sync::{Arc, Mutex},
};

fn device() -> Signer {
	Signer::from_seed(&[5; 32]).unwrap()
}

/// A registration that asks nobody to vouch.
fn signed(expires: u32) -> SignedRegistration {
	asking(expires, None)
}

/// A registration that asks a sponsor to vouch.
fn asking(expires: u32, sponsor: Option<u32>) -> SignedRegistration {
	let registration = Registration { owner: [1; 32], cell: CELL, expires, sponsor };
	SignedRegistration::sign(&device(), registration, GENESIS)
}

/// Lets the chain know an account as this sponsor.
fn with_sponsor(mock: &MockChain, index: u32, signer: &Signer, standing: SponsorStanding) {
	let account = signer.account();
	mock.on_api("sponsor_of", move |arguments| (arguments == account).then_some(index).encode());
	mock.on_api("sponsor", move |arguments| {
		let bond = 10_000_000_000_000_000;
		let view = SponsorView { index, account, bond, standing };
		(arguments == index.encode()).then_some(view).encode()
	});
}

fn write(folder: &Path, value: &Value) -> String {
	let path = folder.join("registration.json");
	std::fs::write(&path, value.to_string()).unwrap();
	path.to_str().unwrap().to_string()
}

/// A chain that knows the device as router 7 once something was included.
fn registering() -> MockChain {
	let mock = mock();
	let asked = Arc::new(Mutex::new(0));
	mock.on_api("router_of_key", move |arguments| {
		assert_eq!(AnyKey::decode_all(&mut &arguments[..]).unwrap(), device().key());
		let mut asked = asked.lock().unwrap();
		*asked += 1;
		(if *asked == 1 { None } else { Some(7u32) }).encode()
	});
	mock
}

#[test]
fn register_sends_exactly_what_the_device_signed() {
	let (mock, folder) = (registering(), tempfile::tempdir().unwrap());
	let signed = signed(1_000);
	let file = write(folder.path(), &signed.to_json());
	let said = json_on(&mock, &["router", "register", &file]);
	assert_eq!((&said["router"], &said["sponsor"]), (&json!(7), &Value::Null));
	assert_eq!(said["cell"], "8a1fb46622dffff");
	assert_eq!(said["owner"], ss58::encode(&[1; 32]));
	assert_eq!(said["transaction"]["block"].as_u64(), Some(13));
	let expected = calls::routers::register(&signed.registration, &signed.key, &signed.proof, None);
	assert_eq!(mock.last_signed_call(), Some(expected));
}

#[test]
fn register_with_a_sponsors_key_adds_its_word() {
	let (mock, folder) = (registering(), tempfile::tempdir().unwrap());
	let sponsor = Signer::from_suri("//Sponsor").unwrap();
	with_sponsor(&mock, 3, &sponsor, SponsorStanding::Admitted);
	let signed = asking(1_000, Some(3));
	let file = write(folder.path(), &signed.to_json());
	let said = json_on(&mock, &["router", "register", &file, "--sponsor-key", "//Sponsor"]);
	assert_eq!((&said["sponsor"], &said["invited"]), (&json!(3), &json!(3)));
	let call = mock.last_signed_call().unwrap();
	// The vouch stands last: Some, sponsor, expiry, signature.
	let (fixed, vouch) = call.split_at(call.len() - 74);
	let without = calls::routers::register(&signed.registration, &signed.key, &signed.proof, None);
	assert_eq!(fixed, &without[..without.len() - 1]);
	let (index, expires, signature) =
		Option::<(u32, u32, AnySignature)>::decode(&mut &vouch[..]).unwrap().unwrap();
	assert_eq!((index, expires), (3, 1_000));
	let word = Vouch { sponsor: 3, key: signed.key, cell: CELL, expires };
	assert_eq!(verify(&sponsor.key(), &word.signing_payload(&GENESIS), &signature), Ok(()));
	let proof = VouchProof { sponsor: index, expires, signature };
	let whole =
		calls::routers::register(&signed.registration, &signed.key, &signed.proof, Some(&proof));
	assert_eq!(call, whole);
}

#[test]
fn register_refuses_bad_registrations_before_anything_is_sent() {
	let (mock, folder) = (registering(), tempfile::tempdir().unwrap());
	let good = signed(1_000).to_json();
	let changed = |name: &str, value: Value| {
		let mut object = good.clone();
		object[name] = value;
		object
	};
	let coarse = SignedRegistration::sign(
		&device(),
		Registration { owner: [1; 32], cell: 0x891_fb46_622f_ffff, expires: 1_000, sponsor: None },
		GENESIS,
	);
	for (object, part) in [
		(changed("genesis", json!(format!("0x{}", "dd".repeat(32)))), "another chain"),
		(signed(5).to_json(), "expired in block 5"),
		(signed(100_000).to_json(), "later than the chain takes"),
		(changed("expires", json!(1_001)), "signature does not fit"),
		(changed("owner", json!(ss58::encode(&[2; 32]))), "signature does not fit"),
		(changed("proof", json!("0x00")), "field `proof`"),
		(changed("sponsor", json!(4)), "signature does not fit"),
		(changed("sponsor", json!("me")), "field `sponsor`"),
		(coarse.to_json(), "resolution 9"),
		(json!([]), "no JSON object"),
	] {
		let file = write(folder.path(), &object);
		on(&mock, &["router", "register", &file]).fails(3, part).next("cairn-router onboard");
	}
	on(&mock, &["router", "register", "/no/such/file"])
		.fails(1, "cannot read")
		.next("cairn-router");
	assert!(mock.state().submitted.is_empty());
}

#[test]
fn register_names_the_router_that_has_the_device_already() {
	let (mock, folder) = (mock(), tempfile::tempdir().unwrap());
	mock.set_api("router_of_key", Some(9u32));
	let file = write(folder.path(), &signed(1_000).to_json());
	on(&mock, &["router", "register", &file])
		.fails(3, "is router 9 already")
		.next("cairn router show 9");
}

#[test]
fn register_for_a_sponsor_that_is_none_says_how_to_become_one() {
	let (mock, folder) = (registering(), tempfile::tempdir().unwrap());
	mock.set_api("sponsor_of", None::<u32>);
	let file = write(folder.path(), &signed(1_000).to_json());
	on(&mock, &["router", "register", &file, "--sponsor-key", "//Bob"])
		.fails(8, "is no sponsor")
		.next("cairn sponsor apply");
	assert!(mock.state().submitted.is_empty());
}

#[test]
fn register_with_a_sponsor_that_was_not_asked_says_how_to_ask_it() {
	let (mock, folder) = (registering(), tempfile::tempdir().unwrap());
	let sponsor = Signer::from_suri("//Sponsor").unwrap();
	with_sponsor(&mock, 3, &sponsor, SponsorStanding::Admitted);
	for (asked, part) in [(None, "asks nobody"), (Some(4), "asks sponsor 4")] {
		let file = write(folder.path(), &asking(1_000, asked).to_json());
		mock.set_api("router_of_key", None::<u32>);
		let run = on(&mock, &["router", "register", &file, "--sponsor-key", "//Sponsor"]);
		run.fails(3, part).next("--sponsor 3");
		run.fails(3, "sponsor 3's").next("cairn router invite INDEX --sponsor 3");
	}
	assert!(mock.state().submitted.is_empty());
}

#[test]
fn register_with_a_sponsor_that_is_not_admitted_is_refused_before_anything_is_sent() {
	let (mock, folder) = (registering(), tempfile::tempdir().unwrap());
	let sponsor = Signer::from_suri("//Sponsor").unwrap();
	let file = write(folder.path(), &asking(1_000, Some(3)).to_json());
	for (standing, part) in [
		(SponsorStanding::Applying, "has not admitted it"),
		(SponsorStanding::Leaving { until: 77 }, "after block 77"),
	] {
		mock.set_api("router_of_key", None::<u32>);
		with_sponsor(&mock, 3, &sponsor, standing);
		on(&mock, &["router", "register", &file, "--sponsor-key", "//Sponsor"])
			.fails(3, part)
			.next("cairn sponsor show 5");
	}
	assert!(mock.state().submitted.is_empty());
}

#[test]
fn register_without_the_word_tells_who_was_asked() {
	let (mock, folder) = (registering(), tempfile::tempdir().unwrap());
	let signed = asking(1_000, Some(3));
	let file = write(folder.path(), &signed.to_json());
	let run = on(&mock, &["router", "register", &file]);
	assert_eq!(run.code, 0, "{}", run.err);
	assert!(run.out.contains("cairn sponsor vouch 7"), "{}", run.out);
	let expected = calls::routers::register(&signed.registration, &signed.key, &signed.proof, None);
	assert_eq!(mock.last_signed_call(), Some(expected));
}

/// Stands for the pallet's errors.
#[derive(TypeInfo)]
#[scale_info(capture_docs = "always")]
#[allow(dead_code)]
enum RoutersError {
	/// No router has this index. Look it up.
	NotFound,
}

fn metadata() -> Vec<u8> {
	let pallet = PalletMetadata {
		name: "Routers",
		storage: None,
		calls: None,
		event: None,
		constants: vec![],
		error: Some(PalletErrorMetadata { ty: meta_type::<RoutersError>() }),
		index: 40,
	};
	let extrinsic =
		ExtrinsicMetadata { ty: meta_type::<()>(), version: 4, signed_extensions: vec![] };
	let v14 = RuntimeMetadataV14::new(vec![pallet], extrinsic, meta_type::<()>());
	RuntimeMetadataPrefixed(u32::from_le_bytes(*b"meta"), RuntimeMetadata::V14(v14)).encode()
}

#[test]
fn a_failed_call_exits_with_6_and_tells_the_errors_name_docs_and_next_step() {
	let mock = mock();
	mock.state().metadata = metadata();
	let error = DispatchError::Module { pallet: 40, error: [0; 4] };
	mock.state().pool = Pool::Include(Err(error));
	on(&mock, &["router", "accept", "1"])
		.fails(6, "Routers.NotFound: No router has this index. Look it up.")
		.next("cairn router list");
	// Without readable metadata the numbers are left.
	mock.state().metadata.truncate(10);
	on(&mock, &["router", "accept", "1"]).fails(6, "error 0 of pallet 40");
}

#[test]
fn a_refused_transaction_exits_with_5() {
	let mock = mock();
	let text = "Inability to pay some fees (e.g. account balance too low)";
	mock.state().pool = Pool::Refuse(1010, "Invalid Transaction".into(), json!(text));
	on(&mock, &["router", "accept", "1"]).fails(5, "cannot pay the fee").next("--fee-from-payout");
}

#[test]
fn a_transaction_that_is_not_final_in_time_exits_with_7() {
	let mock = mock();
	mock.state().pool = Pool::Forget;
	mock.state().grow = 0;
	on(&mock, &["router", "accept", "1", "--timeout", "0"])
		.fails(7, "it may still come")
		.next("cairn status");
	mock.state().grow = 200;
	on(&mock, &["router", "accept", "1"]).fails(7, "it expired").next("type the same again");
}

#[test]
fn a_chain_without_cairns_api_exits_with_9() {
	let mock = MockChain::start(GENESIS).unwrap();
	on(&mock, &["status"]).fails(9, "has no CairnApi_ledger_totals");
	on(&mock, &["router", "show", "1"]).fails(9, "has no CairnApi_router");
}

#[test]
fn list_shows_every_router_with_what_it_can_claim() {
	let mock = mock();
	let owner = alice().account();
	mock.on_api("routers_of", move |arguments| {
		let (whose, start, _) = <(AccountBytes, u32, u32)>::decode(&mut &arguments[..]).unwrap();
		assert_eq!(whose, owner);
		if start == 0 { vec![4u32, 9] } else { vec![] }.encode()
	});
	mock.on_api("claimable", |arguments| {
		let asked = Vec::<RouterIndex>::decode(&mut &arguments[..]).unwrap();
		let amounts: Vec<Balance> =
			asked.iter().map(|i| u128::from(*i) * 1_000_000_000_000).collect();
		amounts.encode()
	});
	mock.on_api("router", move |arguments| {
		let index = u32::decode(&mut &arguments[..]).unwrap();
		Some(view(index, owner, device().key())).encode()
	});
	let said = json_on(&mock, &["router", "list"]);
	assert_eq!(said["routers"][1]["router"], 9);
	assert_eq!(said["routers"][1]["claimable"], "9000000000000");
	assert_eq!(said["routers"][0]["vouching"]["sponsor"], 3);
	let text = on(&mock, &["router", "list"]).out;
	assert!(text.contains("8a1fb46622dffff") && text.contains("4 CAIRN"), "{text}");
	assert!(!text.contains('\u{1b}'), "colours on a pipe: {text:?}");
}

#[test]
fn show_finds_a_router_by_index_or_by_device_key() {
	let mock = mock();
	let owner = alice().account();
	mock.on_api("router", move |arguments| {
		let index = u32::decode(&mut &arguments[..]).unwrap();
		(index == 7).then(|| view(7, owner, device().key())).encode()
	});
	mock.set_api("router_of_key", Some(7u32)).set_api("claimable", vec![5u128]);
	let by_index = json_on(&mock, &["router", "show", "7"]);
	let key = format!("0x{}", hex::encode(device().account()));
	let by_key = json_on(&mock, &["router", "show", &key]);
	assert_eq!(by_index["router"], by_key["router"]);
	assert_eq!(by_index["claimable"], "5");
	assert_eq!(by_index["key"], format!("sr25519:{key}"));
	on(&mock, &["router", "show", "8"]).fails(8, "no router 8").next("cairn router list");
	on(&mock, &["router", "show", "nonsense"]).fails(3, "neither an index nor");
}

#[test]
fn short_commands_send_their_calls() {
	let mock = mock();
	let owner = alice().account();
	let mut moved = view(7, owner, device().key());
	moved.next_cell = Some((CELL, 30));
	mock.set_api("router", Some(moved));
	with_sponsor(&mock, 2, &alice(), SponsorStanding::Admitted);
	let bob = Signer::from_suri("//Bob").unwrap().account();
	let bob_address = ss58::encode(&bob);
	for (arguments, call) in [
		(vec!["router", "move", "7", "8a1fb46622dffff"], calls::routers::move_router(7, CELL)),
		(vec!["router", "offer", "7", "--to", &bob_address], calls::routers::offer(7, Some(&bob))),
		(vec!["router", "offer", "7", "--withdraw"], calls::routers::offer(7, None)),
		(vec!["router", "accept", "7"], calls::routers::accept(7)),
		(vec!["router", "remove", "7"], calls::routers::remove(7)),
		(vec!["router", "remove", "7", "--yes"], calls::routers::remove(7)),
		(vec!["router", "invite", "7", "--sponsor", "3"], calls::routers::invite(7, Some(3))),
		(vec!["router", "invite", "7", "--none"], calls::routers::invite(7, None)),
		(vec!["sponsor", "apply"], calls::routers::apply_as_sponsor()),
		(vec!["sponsor", "withdraw"], calls::routers::withdraw_application()),
		(vec!["sponsor", "resign"], calls::routers::resign()),
		(vec!["sponsor", "vouch", "7"], calls::routers::vouch(7)),
		(vec!["sponsor", "revoke", "7", "--reason", "4"], calls::routers::revoke(7, 4)),
	] {
		let run = on(&mock, &arguments);
		assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
		assert!(run.err.is_empty(), "{arguments:?}: {}", run.err);
		assert_eq!(mock.last_signed_call(), Some(call), "{arguments:?}");
	}
	on(&mock, &["router", "invite", "7"]).fails(2, "--sponsor");
	on(&mock, &["router", "invite", "7", "--sponsor", "3", "--none"]).fails(2, "--none");
}

#[test]
fn sponsor_show_tells_how_far_it_has_come_and_its_bond() {
	let mock = mock();
	for (standing, name, until) in [
		(SponsorStanding::Applying, "applying", Value::Null),
		(SponsorStanding::Admitted, "admitted", Value::Null),
		(SponsorStanding::Leaving { until: 90 }, "leaving", json!(90)),
	] {
		with_sponsor(&mock, 2, &alice(), standing);
		let said = json_on(&mock, &["sponsor", "show"]);
		assert_eq!((&said["sponsor"], &said["standing"]), (&json!(2), &json!(name)));
		assert_eq!((&said["bond"], &said["bond_until"]), (&json!("10000000000000000"), &until));
		let text = on(&mock, &["sponsor", "show"]).out;
		assert!(text.contains(name) && text.contains("10000 CAIRN"), "{text}");
	}
	on(&mock, &["sponsor", "show", &ss58::encode(&[9; 32])]).fails(8, "is no sponsor");
}

#[test]
fn resigning_tells_until_when_the_bond_is_held() {
	let mock = mock();
	with_sponsor(&mock, 2, &alice(), SponsorStanding::Leaving { until: 90 });
	let said = json_on(&mock, &["sponsor", "resign"]);
	assert_eq!(said["bond_until"], 90);
	assert_eq!(mock.last_signed_call(), Some(calls::routers::resign()));
}

#[test]
fn show_tells_whom_the_owner_asked_and_whose_word_has_lapsed() {
	let mock = mock();
	let lapsed = cairn_primitives::RouterView {
		vouching: Vouching::Lapsed(3),
		invited: Some(4),
		..view(7, alice().account(), device().key())
	};
	mock.set_api("router", Some(lapsed)).set_api("claimable", vec![0u128]);
	let said = json_on(&mock, &["router", "show", "7"]);
	assert_eq!((&said["vouching"]["lapsed"], &said["invited"]), (&json!(3), &json!(4)));
	let text = on(&mock, &["router", "show", "7"]).out;
	assert!(text.contains("nobody: sponsor 3 is admitted no more"), "{text}");
	assert!(text.contains("asked to vouch") && text.contains("sponsor 4"), "{text}");
}

#[test]
fn show_tells_from_when_on_a_router_may_change_hands() {
	let mock = mock();
	let shown = |transferable_from| {
		let router = view(7, alice().account(), device().key());
		let router = cairn_primitives::RouterView { transferable_from, ..router };
		mock.set_api("router", Some(router)).set_api("claimable", vec![0u128]);
		on(&mock, &["router", "show", "7"]).out
	};
	let (past, later) = (shown(0), shown(1_000_000));
	assert!(!past.contains("changes hands"), "{past}");
	assert!(later.contains("changes hands") && later.contains("from block 1000000 on"), "{later}");
	let said = json_on(&mock, &["router", "show", "7"]);
	assert_eq!(said["transferable_from"], json!(1_000_000));
}

#[test]
fn rotate_signs_with_the_new_key_or_takes_its_proof() {
	let (mock, folder) = (mock(), tempfile::tempdir().unwrap());
	let key = folder.path().join("device.key");
	std::fs::write(&key, format!("0x{}\n", "05".repeat(32))).unwrap();
	std::fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
	let said = json_on(&mock, &["router", "rotate", "7", "--device-key", key.to_str().unwrap()]);
	let shown = format!("sr25519:0x{}", hex::encode(device().account()));
	assert_eq!(said["key"], shown);
	let call = mock.last_signed_call().unwrap();
	let (index, new_key, expires, proof) =
		<(u32, AnyKey, u32, AnySignature)>::decode_all(&mut &call[2..]).unwrap();
	let possession = KeyPossession { router: 7, owner: alice().account(), expires };
	assert_eq!((index, new_key), (7, device().key()));
	assert_eq!(verify(&new_key, &possession.signing_payload(&GENESIS), &proof), Ok(()));

	let possession = KeyPossession { router: 7, owner: alice().account(), expires: 500 };
	let signed = SignedKeyPossession::sign(&device(), possession, GENESIS);
	let file = write(folder.path(), &signed.to_json());
	json_on(&mock, &["router", "rotate", "7", "--file", &file]);
	assert_eq!(
		mock.last_signed_call(),
		Some(calls::routers::rotate_key(7, &device().key(), 500, &signed.proof))
	);
	on(&mock, &["router", "rotate", "8", "--file", &file]).fails(3, "is for router 7");
	on(&mock, &["router", "rotate", "7"]).fails(2, "required");
}
