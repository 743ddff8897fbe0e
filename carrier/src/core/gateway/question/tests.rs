use super::*;
use cairn_chain_client::keys::Signer;
use cairn_primitives::{
	coverage::{Band, Channel, Rssi, WitnessId, WitnessReport},
	AnySignature, ClaimRequest,
};
use codec::Encode;
use proptest::prelude::*;

const HASH: &str = "0x0101010101010101010101010101010101010101010101010101010101010101";

fn ask(method: &str, params: Value) -> Result<Asked, Fault> {
	let body = json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params });
	match read(body.to_string().as_bytes()) {
		Ok(request) => {
			assert_eq!(request.id, json!(7));
			Ok(request.asked)
		}
		Err((id, fault)) => {
			assert_eq!(id, json!(7));
			Err(fault)
		}
	}
}

fn question(method: &str, params: Value) -> Question {
	match ask(method, params) {
		Ok(Asked::Question(question)) => question,
		other => panic!("{other:?}"),
	}
}

fn report(seed: u32) -> SignedWitnessReport {
	SignedWitnessReport {
		report: WitnessReport {
			window: seed,
			challenged: 2,
			witness: WitnessId::Probe(3),
			rssi: Rssi::Dbm(-70),
			channel: Channel { band: Band::Ghz5, number: 36 },
			commit: [4; 32],
		},
		signature: AnySignature::Ecdsa([5; 65]),
	}
}

#[test]
fn the_probe_about_which_is_asked_is_known_and_nothing_else_taken_for_one() {
	let about = |method, params| question(method, params).about_probe();
	let probe = |arguments: &str| about("state_call", json!(["CairnApi_probe", arguments, HASH]));
	assert_eq!(probe("0x03010000"), Some(259));
	assert_eq!((probe("0x"), probe("0x0301000000")), (None, None));
	let lanes = json!(["CairnApi_lanes", "0x03000000", HASH]);
	assert_eq!(about("state_call", lanes), None);
	assert_eq!(about("cairn_window", json!([])), None);
	assert_eq!(about("cairn_reports", json!([3, 4])), None);
}

#[test]
fn whatever_a_router_asks_is_served() {
	for (method, params, keeps) in [
		("cairn_window", json!([]), Keeps::Block),
		("chain_getFinalizedHead", json!([]), Keeps::Block),
		("state_getRuntimeVersion", json!([]), Keeps::Block),
		("chain_getBlockHash", json!([0]), Keeps::Always),
		("chain_getHeader", json!([HASH]), Keeps::Always),
		("cairn_reports", json!([3, 4]), Keeps::Never),
		("state_call", json!(["CairnApi_coverage_site", "0x0102", HASH]), Keeps::Always),
		("state_call", json!(["CairnApi_proofs", "0x0102", HASH]), Keeps::Always),
		("state_call", json!(["CairnApi_verdicts", "0x", null]), Keeps::Never),
	] {
		let asked = question(method, params.clone());
		assert_eq!((asked.method, asked.params, asked.keeps), (method, params, keeps));
	}
	let upper = HASH.replace("0x01", "0xaB").to_uppercase().replace("0X", "0x");
	let asked = question("chain_getHeader", json!([upper]));
	assert_eq!(
		asked.params,
		json!([upper.to_lowercase()]),
		"one key in the cache for one question"
	);
}

#[test]
fn nothing_else_of_a_node_can_be_reached() {
	// A router, or anybody, tries to use the gateway as its carrier's private node.
	for method in ["author_rotateKeys", "state_getStorage", "system_addReservedPeer", "", "é"] {
		assert_eq!(ask(method, json!([])), Err(Fault::NotServed(method.into())));
	}
	let long = "x".repeat(10_000);
	assert_eq!(ask(&long, json!([])), Err(Fault::NotServed("x".repeat(MAX_NAME))));
	for (method, params) in [
		("state_call", json!(["Core_version", "0x", null])),
		("state_call", json!(["CairnApi_router", "0x", "latest"])),
		("state_call", json!(["CairnApi_router", format!("0x{}", "00".repeat(5_000)), HASH])),
		("state_call", json!(["CairnApi_router", "zz", HASH])),
		("state_call", json!([])),
		("chain_getBlockHash", json!([1])),
		("chain_getBlockHash", json!([])),
		("chain_getHeader", json!(["0x01"])),
		("cairn_window", json!([1])),
		("cairn_reports", json!([1])),
		("cairn_reports", json!([1, 4_294_967_296u64])),
		("cairn_reports", json!([-1, "2"])),
	] {
		assert!(matches!(ask(method, params.clone()), Err(Fault::Params(_))), "{method} {params}");
	}
}

#[test]
fn only_what_a_device_may_send_is_passed_on() {
	let request = ClaimRequest { owner: [1; 32], routers: vec![5], at_least: 6, expires: 7 };
	let claim = calls::rewards::claim_for(
		&request,
		calls::rewards::ClaimSigner::Device(5),
		&AnySignature::Sr25519([0; 64]),
	);
	for call in [calls::coverage::prove(&(1u32, [2u8; 40])), calls::receipts::submit(&[]), claim] {
		let sent = json!([hex(&general_transaction(&call))]);
		assert_eq!(question("author_submitExtrinsic", sent.clone()).params, sent);
	}
	// A signed transaction, other calls, a length that is wrong, and nonsense.
	let signer = Signer::from_seed(&[9; 32]).expect("a seed");
	let context = cairn_chain_client::TxContext {
		genesis: [0; 32],
		spec_version: 1,
		transaction_version: 1,
		nonce: 0,
		tip: 0,
		era: cairn_chain_client::Era::Immortal,
	};
	let prove = calls::coverage::prove(&());
	let signed = cairn_chain_client::signed_transaction(&prove, &signer, &context);
	let mut longer = general_transaction(&prove);
	longer.push(0);
	let other = general_transaction(&calls::coverage::resume());
	for octets in [signed, longer, other, general_transaction(&[]), Vec::new(), vec![0xff; 9]] {
		let refused = ask("author_submitExtrinsic", json!([hex(&octets)]));
		assert!(matches!(refused, Err(Fault::Params(_))), "{refused:?}");
	}
}

#[test]
fn reports_are_read_whole_or_not_at_all() {
	let list = |reports: &[SignedWitnessReport]| json!([hex(&reports.encode())]);
	let good = vec![report(1), report(2)];
	assert_eq!(ask("cairn_submitReports", list(&good)), Ok(Asked::Reports(good.clone())));
	let most: Vec<_> = (0..256).map(report).collect();
	let body = json!({ "id": 1, "method": "cairn_submitReports", "params": list(&most) });
	assert!(body.to_string().len() < MAX_BODY, "256 reports fit");
	let more: Vec<_> = (0..257).map(report).collect();
	let mut trailing = good.encode();
	trailing.push(0);
	for (params, part) in [
		(list(&[]), "empty"),
		(list(&more), "more than 256"),
		(json!([hex(&trailing)]), "malformed"),
		(json!([hex(&Compact(u32::MAX).encode())]), "more than 256"),
		(json!([hex(&Compact(256u32).encode())]), "malformed"),
		(json!(["0x"]), "no list"),
		(json!(["0x0"]), "no hex digits"),
		(json!([7]), "no hex digits"),
		(json!([]), "one parameter"),
	] {
		match ask("cairn_submitReports", params) {
			Err(Fault::Reports(why)) => assert!(why.contains(part), "{why}"),
			other => panic!("{part}: {other:?}"),
		}
	}
}

#[test]
fn what_is_no_request_is_told_as_such() {
	for (body, fault) in [
		(&b"{"[..], Fault::NotJson),
		(b"\xff\xfe", Fault::NotJson),
		(b"", Fault::NotJson),
		(b" [{}]", Fault::Batch),
		(b"7", Fault::NotARequest),
		(b"{}", Fault::NotARequest),
		(br#"{"method":7}"#, Fault::NotARequest),
		(br#"{"method":"cairn_window","params":{}}"#, Fault::NotARequest),
		(br#"{"method":"cairn_window","id":{}}"#, Fault::NotARequest),
		(&[b'{'; MAX_BODY + 1], Fault::TooLarge),
		(&[b'['; MAX_BODY], Fault::Batch),
	] {
		assert_eq!(read(body).err(), Some((Value::Null, fault)), "{:?}", body.get(..30));
	}
	let faults =
		[Fault::NotJson, Fault::NotServed("x".into()), Fault::TooFast { seconds: 3 }, Fault::Away];
	for fault in faults {
		let answer = fault.answer(&json!("a"));
		assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!("a"), &json!(fault.code())));
		assert_eq!(answer["error"]["data"]["reason"], fault.name());
		assert!(fault.status() >= 400);
	}
}

proptest! {
	#[test]
	fn no_body_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
		let _ = read(&body);
	}

	#[test]
	fn no_parameters_make_it_panic(
		method in prop::sample::select(vec![
			"cairn_submitReports", "cairn_reports", "state_call", "author_submitExtrinsic", "chain_getHeader",
		]),
		octets in prop::collection::vec(any::<u8>(), 0..200),
		function in prop::sample::select(vec!["CairnApi_router", "Core_version"]),
	) {
		let text = hex(&octets);
		for params in [json!([text]), json!([function, text]), json!([function, text, text]), json!([octets])] {
			let body = json!({ "id": 1, "method": method, "params": params });
			let _ = read(body.to_string().as_bytes());
		}
	}
}
