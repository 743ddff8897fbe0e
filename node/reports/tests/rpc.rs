//! The methods as a client sees them, in JSON.

mod common;

use cairn_reports::{
	message,
	rpc::{ReportsApiServer, Rpc, MALFORMED},
	Reports,
};
use common::{report, Chain};
use jsonrpsee::RpcModule;
use serde_json::{json, Value};
use sp_core::bytes::to_hex;
use std::sync::{atomic::Ordering, Arc};

const BOUND: usize = 1 << 20;

fn node() -> (Arc<Chain>, Arc<Reports>, RpcModule<Rpc>) {
	let chain = Arc::new(Chain::new());
	let reports = Reports::new(chain.clone(), BOUND, None).unwrap();
	let module = Rpc::new(reports.clone()).into_rpc();
	(chain, reports, module)
}

async fn call(module: &RpcModule<Rpc>, method: &str, params: Value) -> Value {
	let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
	let (answer, _) = module.raw_json_request(&request.to_string(), 1).await.unwrap();
	serde_json::from_str(&answer).unwrap()
}

/// Checks in the background, as the network's task does.
fn check(reports: &Arc<Reports>) -> tokio::task::JoinHandle<()> {
	let reports = reports.clone();
	tokio::spawn(async move {
		loop {
			reports.round();
			tokio::time::sleep(std::time::Duration::from_millis(5)).await;
		}
	})
}

#[tokio::test]
async fn submitted_reports_are_answered_one_by_one_and_listed() {
	let (chain, reports, module) = node();
	let checks = check(&reports);
	let good = report(20, 3, 5);
	let mut forged = report(20, 3, 6);
	forged.signature = good.signature;
	let late = report(2, 3, 5);
	let batch = to_hex(&message::encode(&[good.clone(), forged, late, good.clone()]), false);
	let answer = call(&module, "cairn_submitReports", json!([batch])).await;
	let outcomes = answer["result"].as_array().unwrap();
	assert_eq!(outcomes[0], json!({ "status": "accepted" }));
	assert_eq!(outcomes[1]["status"], "refused");
	assert_eq!(outcomes[1]["code"], 160);
	assert_eq!(outcomes[1]["reason"], "signature-invalid");
	assert!(outcomes[1]["next"].as_str().unwrap().contains("genesis"));
	assert_eq!(outcomes[2]["reason"], "window-too-old");
	assert_eq!(outcomes[3], json!({ "status": "known" }));
	assert_eq!(chain.checked.load(Ordering::SeqCst), 2);

	let listed = call(&module, "cairn_reports", json!([20, 3])).await;
	let octets = message::encode(&[good]);
	assert_eq!(listed["result"], json!([to_hex(&octets[1..], false)]));
	let none = call(&module, "cairn_reports", json!([20, 4])).await;
	assert_eq!(none["result"], json!([]));
	checks.abort();
}

#[tokio::test]
async fn whatever_is_no_list_of_reports_has_a_typed_reason() {
	let (_, _, module) = node();
	let many: Vec<_> = (0..257).map(|challenged| report(20, challenged, 1)).collect();
	for (octets, reason) in [
		(vec![], "malformed"),
		(vec![0], "empty"),
		(message::encode(&many), "too-many"),
		(message::encode(&many[..2])[..100].to_vec(), "malformed"),
		([message::encode(&many[..1]), vec![1]].concat(), "trailing-bytes"),
	] {
		let answer = call(&module, "cairn_submitReports", json!([to_hex(&octets, false)])).await;
		assert_eq!(answer["error"]["code"], MALFORMED, "{answer}");
		assert_eq!(answer["error"]["data"]["reason"], reason);
		assert!(!answer["error"]["data"]["next"].as_str().unwrap().is_empty());
	}
	let answer = call(&module, "cairn_submitReports", json!(["no hex"])).await;
	assert_eq!(answer["error"]["code"], -32602, "{answer}");
}

#[tokio::test]
async fn the_window_is_that_of_the_final_block_and_asked_for_once_a_block() {
	let (chain, _, module) = node();
	let expected = json!({
		"number": 19,
		"seed": format!("0x{}", "09".repeat(32)),
		"threshold": "18446744073709551615",
		"interval": 256,
		"begin": 1_900,
		"end": 2_000,
		"proofEnd": 2_600,
		"finalised": {
			"number": 1_998,
			"hash": format!("0x{}{}", "ce070000", "00".repeat(28)),
		},
	});
	for _ in 0..10 {
		let answer = call(&module, "cairn_window", json!([])).await;
		assert_eq!(answer["result"], expected);
	}
	assert_eq!(chain.windows.load(Ordering::SeqCst), 1);
	chain.set_best(2_002);
	let answer = call(&module, "cairn_window", json!([])).await;
	assert_eq!(answer["result"]["number"], 20);
	assert_eq!(answer["result"]["finalised"]["number"], 2_000);
	assert_eq!(chain.windows.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn without_anybody_who_checks_the_queue_is_bounded_and_says_so() {
	let (_, reports, _) = node();
	let full: Vec<_> = (0..16)
		.map(|challenged| {
			let reports = reports.clone();
			let batch = vec![report(20, challenged, 1); 256];
			tokio::spawn(async move { reports.submit(batch).await })
		})
		.collect();
	tokio::time::sleep(std::time::Duration::from_millis(50)).await;
	let outcome =
		cairn_reports::rpc::Submitted::from(reports.submit(vec![report(20, 1, 1)]).await[0]);
	assert_eq!(serde_json::to_value(&outcome).unwrap()["reason"], "busy");
	for waiting in full {
		waiting.abort();
	}
}
