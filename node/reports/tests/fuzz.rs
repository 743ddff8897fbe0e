//! Arbitrary octets against the wire decoder, the pool and the RPC: no panic, one encoding only, the
//! bound holds. A few seconds under `cargo test`; for longer with `cargo bolero`.

mod common;

use bolero::check;
use cairn_primitives::coverage::WindowView;
use cairn_reports::{
	message,
	rpc::{ReportsApiServer, Rpc, MALFORMED, MAX_SUBMITTED},
	Limits, Pool, Reports,
};
use common::Chain;
use serde_json::{json, Value};
use sp_core::bytes::to_hex;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

const LIMITS: Limits = Limits { bytes: 4_096, witness_burst: 4, witness_per_window: 4 };

#[test]
fn any_octets_are_a_batch_or_have_a_reason() {
	check!().with_max_len(1_200).with_test_time(Duration::from_secs(3)).for_each(
		|bytes: &[u8]| {
			if let Ok(reports) = message::decode(bytes, message::MAX_BATCH) {
				assert!(!reports.is_empty() && reports.len() <= message::MAX_BATCH);
				assert_eq!(message::encode(&reports), bytes);
			}
		},
	);
}

#[test]
fn any_batch_leaves_the_pool_within_its_bound() {
	let view = WindowView {
		number: u32::MAX / 2,
		seed: [0; 32],
		threshold: 0,
		interval: 256,
		begin: 100,
		end: 200,
		proof_end: u32::MAX,
	};
	check!().with_max_len(1_200).with_test_time(Duration::from_secs(3)).for_each(
		|bytes: &[u8]| {
			let mut pool = Pool::new(LIMITS);
			pool.set_window(&view, 150);
			// A count that fits, so that more than one in a thousand is a batch.
			let mut batch = vec![((bytes.len() / 114) as u8) << 2];
			batch.extend(bytes);
			let whole = 1 + bytes.len() / 114 * 114;
			batch.truncate(whole);
			if let Ok(reports) = message::decode(&batch, message::MAX_BATCH) {
				for signed in &reports {
					pool.admit(signed, None);
					assert!(pool.usage().bytes <= LIMITS.bytes);
				}
				pool.expire(10);
			}
		},
	);
}

#[test]
fn any_octets_handed_in_by_rpc_are_answered_one_by_one_or_have_a_reason() {
	const BOUND: usize = 1 << 16;
	let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
	let reports = Reports::new(Arc::new(Chain::new()), BOUND, None).unwrap();
	let module = Rpc::new(reports.clone()).into_rpc();
	let submit = |octets: &[u8]| -> Value {
		let params = json!([to_hex(octets, false)]);
		let method = "cairn_submitReports";
		let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		let answer = runtime.block_on(async {
			let text = request.to_string();
			let call = module.raw_json_request(&text, 1);
			tokio::pin!(call);
			// What is handed in is checked by a task of its own, here between two looks.
			loop {
				tokio::select! {
					biased;
					answer = &mut call => break answer.unwrap().0,
					() = tokio::task::yield_now() => { reports.round(); }
				}
			}
		});
		serde_json::from_str(&answer).unwrap()
	};
	let hand_in = |bytes: &[u8]| {
		// As it is, and with a count that fits, so that some of them are batches.
		let count = bytes.len() / 114;
		let counted = [&[(count as u8) << 2], &bytes[..count * 114]].concat();
		for octets in [bytes, &counted] {
			let answer = submit(octets);
			match message::decode(octets, MAX_SUBMITTED) {
				Ok(batch) => {
					let outcomes = answer["result"].as_array().unwrap();
					assert_eq!(outcomes.len(), batch.len());
					assert!(outcomes.iter().all(|outcome| outcome["status"] == "refused"
						&& !outcome["reason"].as_str().unwrap().is_empty()));
				}
				Err(reason) => {
					assert_eq!(answer["error"]["code"], MALFORMED, "{answer}");
					assert_eq!(answer["error"]["data"]["reason"], reason.name());
				}
			}
		}
		assert_eq!(reports.usage().reports, 0, "nothing forged is held");
	};
	// The first panic ends the test, so nobody looks at what it leaves.
	let hand_in = AssertUnwindSafe(hand_in);
	check!()
		.with_max_len(1_200)
		.with_test_time(Duration::from_secs(3))
		.for_each(|bytes: &[u8]| (*hand_in)(bytes));
}
