//! A chain with windows and a pool of reports, and somebody who talks to the gateway.

use super::support::{chain, signer, Carrier, CARRIER};
use cairn_chain_client::mock::MockChain;
use cairn_primitives::{
	coverage::{Band, Channel, Rssi, SignedWitnessReport, WitnessId, WitnessReport},
	ProbeView,
};
use codec::{Decode, Encode};
use serde_json::{json, Value};
use std::{
	collections::BTreeMap,
	io::{Read, Write},
	net::{SocketAddr, TcpStream},
	sync::{
		atomic::{AtomicU32, Ordering},
		Arc, Mutex,
	},
	time::Duration,
};

/// The window that runs in block 45.
pub const WINDOW: u32 = 4;

/// What the node's pool took, and what it refuses, by the challenged router.
#[derive(Default)]
pub struct Pool {
	pub taken: Vec<SignedWitnessReport>,
	pub refuses: BTreeMap<u32, (u8, &'static str)>,
	pub batches: usize,
}

pub struct World {
	pub dir: tempfile::TempDir,
	pub chain: MockChain,
	pub carrier: Carrier,
	pub block: Arc<AtomicU32>,
	pub pool: Arc<Mutex<Pool>>,
}

/// `cairn_window` in a block: ten blocks each, to be proven for sixty after its end.
pub fn window(number: u32) -> Value {
	let window = number / 10;
	json!({
		"number": window,
		"seed": format!("0x{}", "5e".repeat(32)),
		"threshold": u64::MAX.to_string(),
		"interval": 256,
		"begin": window * 10,
		"end": window * 10 + 10,
		"proofEnd": window * 10 + 70,
		"finalised": { "number": number, "hash": format!("0x{}", "00".repeat(32)) },
	})
}

impl World {
	/// A carrier's gateway with these lines of configuration, over a chain with probe 3 of seed 50,
	/// carrier 1's, and probe 4, another's.
	pub fn new(lines: &str) -> Self {
		let (chain, _) = chain();
		let (block, pool) = (Arc::new(AtomicU32::new(45)), Arc::<Mutex<Pool>>::default());
		// Blocks come when the test says so.
		chain.state().grow = 0;
		let number = block.clone();
		chain.on_method("cairn_window", move |_| window(number.load(Ordering::SeqCst)));
		let node = pool.clone();
		chain.on_method("cairn_submitReports", move |params| {
			let octets = cairn_carrier::secrets::from_hex(params[0].as_str().expect("a text"));
			let octets = octets.expect("hex");
			let reports = Vec::<SignedWitnessReport>::decode(&mut &octets[..]).expect("reports");
			let mut pool = node.lock().expect("unpoisoned");
			pool.batches += 1;
			let outcomes = reports.into_iter().map(|signed| {
				if let Some((code, reason)) = pool.refuses.get(&signed.report.challenged) {
					return json!({ "status": "refused", "code": code, "reason": reason, "next": "x" });
				}
				if pool.taken.contains(&signed) {
					return json!({ "status": "known" });
				}
				pool.taken.push(signed);
				json!({ "status": "accepted" })
			});
			json!(outcomes.collect::<Vec<_>>())
		});
		bond(&chain, &[3]);
		let dir = tempfile::tempdir().expect("a directory");
		let carrier = Carrier::start(dir.path(), &chain.url(), lines);
		Self { dir, chain, carrier, block, pool }
	}

	/// Asks for a method; the JSON-RPC answer with the HTTP status.
	pub fn ask(&self, method: &str, params: Value) -> (u16, Value) {
		self.ask_from("127.0.0.1", method, params)
	}

	/// As [`Self::ask`] from an address that a proxy names.
	pub fn ask_from(&self, source: &str, method: &str, params: Value) -> (u16, Value) {
		let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		post(self.carrier.exchange, source, body.to_string().as_bytes())
	}

	/// Hands reports in; what became of each.
	pub fn hand_in(&self, reports: &[SignedWitnessReport]) -> Vec<Value> {
		let list = format!("0x{}", cairn_carrier::secrets::to_hex(&reports.encode()));
		let (status, answer) = self.ask("cairn_submitReports", json!([list]));
		assert_eq!(status, 200, "{answer}");
		answer["result"].as_array().expect("a list").clone()
	}

	/// How often the node was asked for a method.
	pub fn asked(&self, method: &str) -> usize {
		self.chain.state().asked.iter().filter(|asked| *asked == method).count()
	}
}

/// Lets the chain know these probes of carrier 1, with the key of seed 50, and probe 4 of carrier 2.
pub fn bond(chain: &MockChain, bonded: &'static [u32]) {
	chain.set_api("probes_of", bonded.to_vec());
	chain.on_api("probe", |args| {
		let index = u32::decode(&mut &args[..]).expect("an index");
		let carrier = match index {
			4 => Some(CARRIER + 1),
			index if bonded.contains(&index) => Some(CARRIER),
			_ => None,
		};
		let key = signer(50).key();
		carrier.map(|carrier| ProbeView { index, carrier, key, since: 7, deposit: 1 }).encode()
	});
}

/// A report, signed by the key of this seed.
pub fn report(witness: WitnessId, seed: u8, window: u32, challenged: u32) -> SignedWitnessReport {
	let report = WitnessReport {
		window,
		challenged,
		witness,
		rssi: Rssi::Dbm(-60),
		channel: Channel { band: Band::Ghz2, number: 6 },
		commit: [9; 32],
	};
	let signature = signer(seed).sign(&report.signing_payload(&super::support::GENESIS));
	SignedWitnessReport { report, signature }
}

/// One of a router's own: routers 0 to 9 have the keys of seeds 100 to 109.
pub fn by_router(index: u8, challenged: u32) -> SignedWitnessReport {
	report(WitnessId::Router(index.into()), 100 + index, WINDOW, challenged)
}

/// One of probe 3's.
pub fn by_probe(challenged: u32) -> SignedWitnessReport {
	report(WitnessId::Probe(3), 50, WINDOW, challenged)
}

/// Posts a body to the gateway.
pub fn post(to: SocketAddr, source: &str, body: &[u8]) -> (u16, Value) {
	let mut stream = TcpStream::connect(to).expect("connected");
	stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
	let head = format!(
		"POST /rpc HTTP/1.1\r\nhost: {to}\r\ncontent-type: application/json\r\nx-forwarded-for: \
		 198.51.100.77, {source}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
		body.len()
	);
	stream.write_all(head.as_bytes()).expect("sent");
	// A body that is too long may be answered before it was sent.
	let _ = stream.write_all(body);
	let mut answer = Vec::new();
	// And the connection be reset after the answer.
	let _ = stream.read_to_end(&mut answer);
	let text = String::from_utf8(answer).expect("text");
	let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head: {text:?}"));
	let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
	(status, serde_json::from_str(body).unwrap_or_else(|_| panic!("no JSON: {body:?}")))
}
