//! The chain, as the daemon uses it.

use super::lock::lock;
use crate::core::{CarrierPicture, ChainPicture, Machine};
use cairn_chain_client::{
	calls::{
		receipts,
		rewards::{claim_for, ClaimSigner},
	},
	Chain, ChainError, Options,
};
use cairn_primitives::{
	AnyKey, AnySignature, Balance, BlockNumber, CarrierIndex, ClaimQuote, ClaimRequest,
	GenesisHash, RouterIndex, SignedReceipt, TariffVersion,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
	sync::{Arc, Mutex},
	time::{Duration, Instant},
};

/// Whoever had to go to another endpoint tries the first one again after so long.
const RETURN_AFTER: Duration = Duration::from_secs(600);

/// What the chain's client said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChainFailure(pub String);

impl fmt::Display for ChainFailure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl std::error::Error for ChainFailure {}

impl From<ChainError> for ChainFailure {
	fn from(error: ChainError) -> Self {
		Self(error.to_string())
	}
}

/// What the daemon asks of the chain.
pub trait ChainAccess: Send + Sync {
	/// The endpoint in use, once there is one.
	fn endpoint(&self) -> Option<String>;
	/// The chain at its newest finalised block: this router, the carriers named, and of each the
	/// versions in `held` beside that in force.
	fn picture(
		&self,
		key: &AnyKey,
		carriers: &BTreeMap<CarrierIndex, BTreeSet<TariffVersion>>,
	) -> Result<ChainPicture, ChainFailure>;
	/// Planck that submitting this many receipts costs.
	fn submit_fee(&self, receipts: u32) -> Result<Balance, ChainFailure>;
	/// Sends receipts; returns the transaction's hash.
	fn submit(&self, receipts: &[SignedReceipt]) -> Result<[u8; 32], ChainFailure>;
	/// What a claim for one router would pay and cost.
	fn claim_quote(
		&self,
		owner: &[u8; 32],
		router: RouterIndex,
	) -> Result<ClaimQuote, ChainFailure>;
	/// Sends a claim that the device has signed; returns the transaction's hash.
	fn claim(
		&self,
		request: &ClaimRequest,
		router: RouterIndex,
		signature: &AnySignature,
	) -> Result<[u8; 32], ChainFailure>;
	/// Genesis, newest finalised block, and the furthest ahead that a proof may expire.
	fn registration_terms(&self) -> Result<(GenesisHash, BlockNumber, BlockNumber), ChainFailure>;
}

/// The tariff versions of which the machine must know the prices.
pub fn versions_held(machine: &Machine) -> BTreeMap<CarrierIndex, BTreeSet<TariffVersion>> {
	machine
		.settings()
		.carriers
		.keys()
		.map(|carrier| {
			let lanes = machine.link(*carrier).map(|link| link.lanes.keys());
			(*carrier, lanes.into_iter().flatten().map(|(version, _)| *version).collect())
		})
		.collect()
}

/// The chain's client, connected when it is first needed and again after every failure to connect.
pub(super) struct Client {
	endpoints: Vec<String>,
	genesis: Option<GenesisHash>,
	/// The connection, and since when it is there.
	chain: Mutex<Option<(Arc<Chain>, Instant)>>,
}

/// The chain behind JSON-RPC endpoints, of which the first that answers is used.
pub fn chain_client(endpoints: Vec<String>, genesis: Option<GenesisHash>) -> impl ChainAccess {
	Client::new(endpoints, genesis)
}

impl Client {
	pub(super) fn new(endpoints: Vec<String>, genesis: Option<GenesisHash>) -> Self {
		Self { endpoints, genesis, chain: Mutex::new(None) }
	}

	pub(super) fn chain(&self) -> Result<Arc<Chain>, ChainFailure> {
		let mut slot = lock(&self.chain);
		if let Some((chain, since)) = &*slot {
			let preferred = self.endpoints.first().is_none_or(|first| first == chain.endpoint());
			if preferred || since.elapsed() < RETURN_AFTER {
				return Ok(chain.clone());
			}
		}
		let options = Options {
			genesis: self.genesis,
			request_timeout: Duration::from_secs(15),
			..Options::default()
		};
		match (Chain::connect_with(&self.endpoints, options), &*slot) {
			(Ok(chain), _) => {
				let chain = Arc::new(chain);
				*slot = Some((chain.clone(), Instant::now()));
				Ok(chain)
			}
			// What there is may serve yet.
			(Err(_), Some((chain, _))) => Ok(chain.clone()),
			(Err(error), None) => Err(error.into()),
		}
	}
}

impl ChainAccess for Client {
	fn endpoint(&self) -> Option<String> {
		let slot = lock(&self.chain);
		slot.as_ref().map(|(chain, _)| chain.endpoint().to_string())
	}

	fn picture(
		&self,
		key: &AnyKey,
		carriers: &BTreeMap<CarrierIndex, BTreeSet<TariffVersion>>,
	) -> Result<ChainPicture, ChainFailure> {
		let chain = self.chain()?;
		let block = chain.finalized()?;
		let at = Some(block.hash);
		let index = chain.router_of_key(key, at)?;
		let router = match index {
			Some(index) => chain.router(index, at)?,
			None => None,
		};
		let claimable = match index {
			Some(index) => chain.claimable(&[index], at)?.first().copied().unwrap_or(0),
			None => 0,
		};
		let mut pictures = BTreeMap::new();
		for (carrier, held) in carriers {
			let Some(view) = chain.carrier(*carrier, at)? else { continue };
			let mut versions = held.clone();
			versions.extend(view.version_in_force);
			let settled = match index {
				Some(index) => chain.lanes(*carrier, index, at)?,
				None => Vec::new(),
			};
			versions.extend(settled.iter().map(|(version, _, _)| *version));
			let mut tariffs = Vec::new();
			for version in versions {
				tariffs.extend(chain.tariff(*carrier, version, at)?);
			}
			let settled = settled
				.into_iter()
				.map(|(version, kind, octets)| ((version, kind), octets))
				.collect();
			pictures.insert(*carrier, CarrierPicture { carrier: view, tariffs, settled });
		}
		Ok(ChainPicture {
			genesis: chain.genesis(),
			finalized: block.number,
			router,
			claimable,
			carriers: pictures,
		})
	}

	fn submit_fee(&self, receipts: u32) -> Result<Balance, ChainFailure> {
		Ok(self.chain()?.submit_fee(receipts, None)?)
	}

	fn submit(&self, receipts: &[SignedReceipt]) -> Result<[u8; 32], ChainFailure> {
		Ok(self.chain()?.submit_general(receipts::submit(receipts))?.hash)
	}

	fn claim_quote(
		&self,
		owner: &[u8; 32],
		router: RouterIndex,
	) -> Result<ClaimQuote, ChainFailure> {
		Ok(self.chain()?.claim_quote(owner, &[router], None)?)
	}

	fn claim(
		&self,
		request: &ClaimRequest,
		router: RouterIndex,
		signature: &AnySignature,
	) -> Result<[u8; 32], ChainFailure> {
		let call = claim_for(request, ClaimSigner::Device(router), signature);
		Ok(self.chain()?.submit_general(call)?.hash)
	}

	fn registration_terms(&self) -> Result<(GenesisHash, BlockNumber, BlockNumber), ChainFailure> {
		let chain = self.chain()?;
		let block = chain.finalized()?;
		let timing = chain.timing(Some(block.hash))?;
		Ok((chain.genesis(), block.number, timing.proof_lifetime))
	}
}
