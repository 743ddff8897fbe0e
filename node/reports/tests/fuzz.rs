//! Octets against the wire decoder, the pool and the RPC, arbitrary ones and damaged batches: no
//! panic, one encoding only, the bound holds. A few seconds under `cargo test`; for longer with
//! `cargo bolero`. Each target also says how much it got past the decoder, so that none can come to
//! test nothing.

mod common;

use bolero::{check, produce, ValueGenerator};
use cairn_primitives::{
	coverage::{Rssi, SignedWitnessReport, WindowView, WitnessId},
	AnySignature,
};
use cairn_reports::{
	message,
	rpc::{ReportsApiServer, Rpc, MALFORMED, MAX_SUBMITTED},
	Limits, Outcome, Pool, Refusal, Reports,
};
use common::{report, Chain};
use serde_json::{json, Value};
use sp_core::bytes::to_hex;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

const TIME: Duration = Duration::from_secs(3);
/// Reports in a batch that is then damaged, of five witnesses on three challenges, each once.
const REPORTS: u32 = 15;
/// A little less than these reports need.
const LIMITS: Limits = Limits { bytes: 4_096, witness_burst: 4, witness_per_window: 4 };

fn good() -> Vec<SignedWitnessReport> {
	(0..REPORTS).map(|n| report(20, n % 3, n % 5)).collect()
}

/// The same with every kind of witness, strength and signature, whether it fits or not.
fn all_kinds() -> Vec<SignedWitnessReport> {
	let mut reports = good();
	for (n, signed) in (0u8..).zip(&mut reports) {
		match n % 5 {
			1 => signed.report.witness = WitnessId::Probe(n.into()),
			2 => signed.report.rssi = Rssi::Heard,
			3 => signed.signature = AnySignature::Ed25519([n; 64]),
			4 => signed.signature = AnySignature::Ecdsa([n; 65]),
			_ => {}
		}
	}
	reports
}

/// Arbitrary octets, and changes to a batch. The tool's own octets are 64 at most, fewer than the
/// smallest report has: enough for changes, and for nothing else.
fn input() -> impl ValueGenerator<Output = (Vec<u8>, Vec<u8>)> {
	(produce::<Vec<u8>>().with().len(0..=1_200), produce::<Vec<u8>>())
}

/// Puts one octet elsewhere for every three of the changes; what is left of these follows the end.
fn changed(good: &[u8], changes: &[u8]) -> Vec<u8> {
	let mut octets = good.to_vec();
	let changes = changes.chunks_exact(3);
	let behind = changes.remainder();
	for change in changes {
		let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % good.len();
		octets[at] = change[2];
	}
	octets.extend(behind);
	octets
}

#[test]
fn any_octets_are_a_batch_or_have_a_reason() {
	let good = message::encode(&all_kinds());
	let mut batches = 0;
	check!().with_generator(input()).with_test_time(TIME).for_each(|(any, changes)| {
		for octets in [any, &changed(&good, changes)] {
			if let Ok(reports) = message::decode(octets, message::MAX_BATCH) {
				assert!(!reports.is_empty() && reports.len() <= message::MAX_BATCH);
				assert_eq!(message::encode(&reports), *octets);
				batches += 1;
			}
		}
	});
	assert!(batches > 0, "nothing was decoded");
}

#[test]
fn any_batch_leaves_the_pool_within_its_bound() {
	let view = WindowView {
		number: 20,
		seed: [0; 32],
		threshold: 0,
		interval: 256,
		begin: 100,
		end: 200,
		proof_end: u32::MAX,
	};
	let good = message::encode(&all_kinds());
	let (mut held, mut full, mut untimely) = (0, 0, 0);
	check!().with_generator(input()).with_test_time(TIME).for_each(|(_, changes)| {
		let Ok(reports) = message::decode(&changed(&good, changes), message::MAX_BATCH) else {
			return;
		};
		let mut pool = Pool::new(LIMITS);
		pool.set_window(&view, 150);
		for signed in &reports {
			let before = pool.usage();
			match pool.admit(signed, None) {
				Outcome::Accepted => held += 1,
				Outcome::Known => assert_eq!(pool.usage(), before),
				Outcome::Refused(refusal) => {
					assert_eq!(pool.usage(), before, "{refusal}");
					full += usize::from(refusal == Refusal::POOL_FULL);
					untimely += usize::from(refusal == Refusal::WINDOW_NOT_BEGUN);
				}
			}
			assert!(pool.usage().bytes <= LIMITS.bytes);
		}
		pool.expire(10);
	});
	assert!(held > 0 && full > 0 && untimely > 0, "{held} held, {full} too many, {untimely} early");
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
	let good = good();
	let encoded = message::encode(&good);
	let (mut passed, mut refused) = (0, 0);
	let hand_in = |octets: &[u8]| {
		let answer = submit(octets);
		match message::decode(octets, MAX_SUBMITTED) {
			Ok(batch) => {
				let outcomes = answer["result"].as_array().unwrap();
				assert_eq!(outcomes.len(), batch.len());
				for outcome in outcomes {
					match outcome["status"].as_str().unwrap() {
						"refused" => refused += 1,
						_ => passed += 1,
					}
					assert_ne!(outcome["reason"], "", "{outcome}");
				}
			}
			Err(reason) => {
				assert_eq!(answer["error"]["code"], MALFORMED, "{answer}");
				assert_eq!(answer["error"]["data"]["reason"], reason.name());
			}
		}
		for challenged in 0..3 {
			let held = reports.reports(20, challenged);
			assert!(held.iter().all(|signed| good.contains(signed)), "something forged is held");
		}
		assert!(reports.usage().reports <= good.len());
	};
	// The first panic ends the test, so nobody looks at what it leaves.
	let mut hand_in = AssertUnwindSafe(hand_in);
	check!().with_generator(input()).with_test_time(TIME).for_each(|(any, changes)| {
		(*hand_in)(any);
		(*hand_in)(&changed(&encoded, changes));
	});
	assert!(passed > 0 && refused > 0, "{passed} passed, {refused} refused");
}
