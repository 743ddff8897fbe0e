//! The chain as the daemon needs it: a view that is kept fresh, facts about routers, settlements.

mod follower;
mod keys;

pub use follower::{FactsError, Follower};
pub use keys::{AaaKeys, ActiveKey};

use crate::core::{Batch, ChainView, RouterFacts};
use cairn_chain_client::{
	calls,
	keys::{account_of, Signer},
	Chain, ChainError, Options,
};
use cairn_primitives::{
	AccountBytes, BlockNumber, CarrierIndex, GenesisHash, Kind, Octets, RouterIndex, Standing,
	TariffVersion,
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A finalised block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
	/// Its height.
	pub number: BlockNumber,
	/// Its hash.
	pub hash: [u8; 32],
}

/// What this daemon asks of a chain.
pub trait ChainAccess: Send + Sync {
	/// The hash of the chain's first block.
	fn genesis(&self) -> GenesisHash;
	/// The newest finalised block.
	fn finalized(&self) -> Result<Block, ChainError>;
	/// The carrier and its tariffs at a block; `None` if there is no such carrier.
	fn view(
		&self,
		carrier: CarrierIndex,
		block: Block,
		now: u64,
	) -> Result<Option<ChainView>, ChainError>;
	/// A router and its lanes with the carrier at a block; `None` if there is no such router.
	fn router(
		&self,
		carrier: CarrierIndex,
		router: RouterIndex,
		block: Block,
	) -> Result<Option<RouterFacts>, ChainError>;
	/// Octets settled in one lane at a block.
	fn lane(
		&self,
		carrier: CarrierIndex,
		version: TariffVersion,
		kind: Kind,
		router: RouterIndex,
		block: Block,
	) -> Result<Octets, ChainError>;
	/// Sends settlements, the next before the last is final, and waits until each is final; one
	/// result for each that was sent.
	fn settle(
		&self,
		account: &Signer,
		batches: &[Batch],
		timeout: Duration,
	) -> Vec<Result<Block, ChainError>>;
}

/// A chain reached by JSON-RPC.
pub struct RpcChain(Chain);

impl RpcChain {
	/// Connects to the first endpoint that answers.
	pub fn connect(
		endpoints: &[String],
		genesis: Option<GenesisHash>,
		poll: Duration,
	) -> Result<Self, ChainError> {
		let options = Options { genesis, poll_interval: poll, ..Options::default() };
		Chain::connect_with(endpoints, options).map(Self)
	}

	/// The carrier that an account is.
	pub fn carrier_of(&self, account: &AccountBytes) -> Result<Option<CarrierIndex>, ChainError> {
		self.0.carrier_of(account, Some(self.0.finalized_hash()?))
	}
}

impl ChainAccess for RpcChain {
	fn genesis(&self) -> GenesisHash {
		self.0.genesis()
	}

	fn finalized(&self) -> Result<Block, ChainError> {
		let block = self.0.finalized()?;
		Ok(Block { number: block.number, hash: block.hash })
	}

	fn view(
		&self,
		carrier: CarrierIndex,
		block: Block,
		now: u64,
	) -> Result<Option<ChainView>, ChainError> {
		let at = Some(block.hash);
		let Some(view) = self.0.carrier(carrier, at)? else { return Ok(None) };
		let mut tariffs = Vec::new();
		// Versions close in order, so that the oldest that still settles ends the list.
		for version in (0..=view.newest_version.unwrap_or(0)).rev() {
			match self.0.tariff(carrier, version, at)? {
				Some(tariff) if tariff.settleable => tariffs.push(tariff),
				// Announced, but not in force yet.
				Some(tariff) if tariff.from > block.number => {}
				_ => break,
			}
		}
		tariffs.reverse();
		Ok(Some(ChainView { number: block.number, taken_at: now, carrier: view, tariffs }))
	}

	fn router(
		&self,
		carrier: CarrierIndex,
		router: RouterIndex,
		block: Block,
	) -> Result<Option<RouterFacts>, ChainError> {
		let at = Some(block.hash);
		let Some(view) = self.0.router(router, at)? else { return Ok(None) };
		if view.standing == Standing::Unknown {
			return Ok(None);
		}
		// A key without an account cannot have been registered.
		let Some(id) = account_of(&view.key) else { return Ok(None) };
		let lanes = self.0.lanes(carrier, router, at)?;
		Ok(Some(RouterFacts {
			index: router,
			key: view.key,
			id,
			standing: view.standing,
			lanes,
			number: block.number,
		}))
	}

	fn lane(
		&self,
		carrier: CarrierIndex,
		version: TariffVersion,
		kind: Kind,
		router: RouterIndex,
		block: Block,
	) -> Result<Octets, ChainError> {
		self.0.lane(carrier, version, kind, router, Some(block.hash))
	}

	fn settle(
		&self,
		account: &Signer,
		batches: &[Batch],
		timeout: Duration,
	) -> Vec<Result<Block, ChainError>> {
		let mut nonce = match self.0.next_nonce(&account.account()) {
			Ok(nonce) => nonce,
			Err(error) => return vec![Err(error)],
		};
		let mut sent = Vec::new();
		for batch in batches {
			let call = calls::receipts::settle(batch.version, batch.kind, &batch.entries);
			let submitted = self.0.submit_signed_at(account, call, nonce);
			let failed = submitted.is_err();
			sent.push(submitted);
			if failed {
				break;
			}
			nonce = nonce.saturating_add(1);
		}
		sent.into_iter()
			.map(|submitted| {
				let included = self.0.wait_finalized(&submitted?, timeout)?;
				Ok(Block { number: included.block.number, hash: included.block.hash })
			})
			.collect()
	}
}

/// Seconds since 1970 by this machine's clock.
pub fn unix_now() -> u64 {
	SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
