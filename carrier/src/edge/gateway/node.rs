//! The node behind the gateway.

use crate::lock::lock;
use cairn_chain_client::{Chain, ChainError, NodeError, Options};
use cairn_primitives::{coverage::ProbeIndex, CarrierIndex, GenesisHash, ProbeView};
use serde_json::Value;
use std::{
	sync::Mutex,
	time::{Duration, Instant},
};

/// The longest that a node may take: less than a router waits for the gateway.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest that connecting to one may take.
const CONNECT: Duration = Duration::from_secs(3);
/// Nobody is asked for so long after nobody answered, so that requests do not pile up meanwhile.
const REST: Duration = Duration::from_secs(1);

/// No node answers.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Away(pub String);

impl From<ChainError> for Away {
	fn from(error: ChainError) -> Self {
		Self(error.to_string())
	}
}

/// What the gateway asks of a node. Every method blocks.
pub trait Node: Send + Sync {
	/// Passes a request on; the node's own error is an answer.
	fn ask(&self, method: &str, params: &Value) -> Result<Result<Value, NodeError>, Away>;
	/// A probe that is bonded.
	fn probe(&self, index: ProbeIndex) -> Result<Option<ProbeView>, Away>;
	/// The probes of a carrier.
	fn probes_of(&self, carrier: CarrierIndex) -> Result<Vec<ProbeIndex>, Away>;
	/// Whether nobody answered just now.
	fn is_away(&self) -> bool;
}

/// Nodes reached by JSON-RPC, the first that answers.
pub struct RpcNode {
	chain: Chain,
	/// When nobody answered last, and in whose words.
	away: Mutex<Option<(Instant, Away)>>,
}

impl RpcNode {
	/// Connects to the first endpoint that answers for this chain.
	pub fn connect(endpoints: &[String], genesis: GenesisHash) -> Result<Self, ChainError> {
		let options = Options {
			connect_timeout: CONNECT,
			request_timeout: PATIENCE,
			genesis: Some(genesis),
			..Options::default()
		};
		Ok(Self { chain: Chain::connect_with(endpoints, options)?, away: Mutex::new(None) })
	}

	/// Asks, unless nobody answered just now, and takes note of whether somebody did.
	fn ask_with<T>(&self, ask: impl FnOnce(&Chain) -> Result<T, ChainError>) -> Result<T, Away> {
		if let Some((since, away)) = &*lock(&self.away) {
			if since.elapsed() < REST {
				return Err(away.clone());
			}
		}
		match ask(&self.chain) {
			Err(error @ ChainError::Unreachable(_)) => {
				let away = Away::from(error);
				let before = lock(&self.away).replace((Instant::now(), away.clone()));
				if before.is_none() {
					log::warn!("gateway: {away}");
				}
				Err(away)
			}
			answered => {
				if lock(&self.away).take().is_some() {
					log::info!("gateway: a node answers again");
				}
				Ok(answered?)
			}
		}
	}
}

impl Node for RpcNode {
	fn ask(&self, method: &str, params: &Value) -> Result<Result<Value, NodeError>, Away> {
		self.ask_with(|chain| chain.relay(method, params))
	}

	fn probe(&self, index: ProbeIndex) -> Result<Option<ProbeView>, Away> {
		self.ask_with(|chain| chain.probe(index, Some(chain.finalized_hash()?)))
	}

	fn probes_of(&self, carrier: CarrierIndex) -> Result<Vec<ProbeIndex>, Away> {
		self.ask_with(|chain| chain.probes_of(carrier, Some(chain.finalized_hash()?)))
	}

	fn is_away(&self) -> bool {
		lock(&self.away).is_some()
	}
}
