use super::*;
use crate::{db::tests::breakable, edge::gateway::node::Away};
use cairn_chain_client::NodeError;
use cairn_primitives::{
	coverage::{Band, Channel, ProbeIndex, Rssi, WitnessId, WitnessReport},
	AnySignature, CarrierIndex, ProbeView,
};
use serde_json::Value;

/// Nobody answers.
struct Nobody;

impl Node for Nobody {
	fn ask(&self, _: &str, _: &Value) -> Result<Result<Value, NodeError>, Away> {
		Err(Away("away".into()))
	}

	fn probe(&self, _: ProbeIndex) -> Result<Option<ProbeView>, Away> {
		Err(Away("away".into()))
	}

	fn probes_of(&self, _: CarrierIndex) -> Result<Vec<ProbeIndex>, Away> {
		Err(Away("away".into()))
	}

	fn is_away(&self) -> bool {
		true
	}
}

fn report(window: u32) -> SignedWitnessReport {
	SignedWitnessReport {
		report: WitnessReport {
			window,
			challenged: 1,
			witness: WitnessId::Router(9),
			rssi: Rssi::Heard,
			channel: Channel { band: Band::Ghz2, number: 1 },
			commit: [0; 32],
		},
		signature: AnySignature::Sr25519([0; 64]),
	}
}

#[test]
fn nothing_is_said_to_be_kept_that_is_not_on_disk_when_it_is_handed_in_again_either() {
	let (db, breaks) = breakable();
	let shared = Shared {
		node: Arc::new(Nobody),
		db: Arc::new(db),
		kept: Mutex::new(Kept::new(8)),
		horizon: Mutex::new(None),
		batches: AtomicU64::new(0),
		started: Instant::now(),
	};
	assert_eq!(shared.keep(vec![report(1)]), [Outcome::Kept]);
	breaks.store(true, Ordering::Relaxed);
	let unavailable = Outcome::from(NotForwarded::Unavailable);
	for _ in 0..2 {
		assert_eq!(shared.keep(vec![report(2)]), std::slice::from_ref(&unavailable));
	}
	// What is on disk stays kept.
	assert_eq!(shared.keep(vec![report(1)]), [Outcome::Kept]);
	assert_eq!(lock(&shared.kept).len(), 1);
}
