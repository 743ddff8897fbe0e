//! The chain as the daemon needs it: a view that is kept fresh, facts about routers, settlements.

use crate::core::{Batch, ChainView, RouterFacts};
use cairn_chain_client::{
	calls,
	keys::{account_of, Signer},
	Chain, ChainError, Options,
};
use cairn_primitives::{
	AccountBytes, BlockNumber, CarrierIndex, GenesisHash, KeyNumber, KeyStanding, Kind, Octets,
	RouterIndex, Standing, TariffVersion,
};
use lru::LruCache;
use std::{
	num::NonZeroUsize,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex, MutexGuard, PoisonError, RwLock,
	},
	time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

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
		let block = self.finalized()?;
		self.0.carrier_of(account, Some(block.hash))
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

/// What is known of the chain now, shared by everything that asks.
pub struct Follower {
	chain: Arc<dyn ChainAccess>,
	carrier: CarrierIndex,
	view: RwLock<Option<Arc<ChainView>>>,
	routers: Mutex<LruCache<RouterIndex, (Instant, Arc<RouterFacts>)>>,
	/// Indices that are no routers: kept apart, so that strangers push out nobody.
	strangers: Mutex<LruCache<RouterIndex, Instant>>,
	ttl: Duration,
	away: AtomicBool,
}

/// What is known of an index: a router, or that there is none.
type Facts = Option<Arc<RouterFacts>>;

/// What was asked just now is not asked again because a signature is wrong or an index unknown.
const FRESH: Duration = Duration::from_secs(10);

/// The most indices of no router that are remembered.
const STRANGERS: NonZeroUsize = match NonZeroUsize::new(1_024) {
	Some(count) => count,
	None => NonZeroUsize::MIN,
};

/// Why nothing is known of a router.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
	/// The chain was asked and did not answer.
	#[error("{0}")]
	Chain(#[from] ChainError),
	/// The chain has not answered lately and was not asked again for this.
	#[error("the chain does not answer at the moment")]
	Away,
}

/// Seconds since 1970 by this machine's clock.
pub fn unix_now() -> u64 {
	SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Follower {
	/// Follows a carrier; keeps at most `routers` routers in memory, each for `ttl`.
	pub fn new(
		chain: Arc<dyn ChainAccess>,
		carrier: CarrierIndex,
		routers: usize,
		ttl: Duration,
	) -> Self {
		let routers = NonZeroUsize::new(routers).unwrap_or(NonZeroUsize::MIN);
		let routers = Mutex::new(LruCache::new(routers));
		let strangers = Mutex::new(LruCache::new(STRANGERS));
		let (view, away) = (RwLock::new(None), AtomicBool::new(false));
		Self { chain, carrier, view, routers, strangers, ttl, away }
	}

	/// The chain itself.
	pub fn chain(&self) -> &dyn ChainAccess {
		&*self.chain
	}

	/// The newest view, if the chain has been seen and has such a carrier.
	pub fn view(&self) -> Option<Arc<ChainView>> {
		self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
	}

	/// Looks for a new finalised block. `Ok(false)` where the chain has no such carrier.
	///
	/// A view's age counts from the moment its block was first seen: a node that stands still makes
	/// it grow old like one that does not answer.
	pub fn refresh(&self) -> Result<bool, ChainError> {
		let result = self.look();
		self.away.store(result.is_err(), Ordering::Relaxed);
		result
	}

	fn look(&self) -> Result<bool, ChainError> {
		let block = self.chain.finalized()?;
		if self.view().is_some_and(|known| known.number >= block.number) {
			return Ok(true);
		}
		let Some(view) = self.chain.view(self.carrier, block, unix_now())? else {
			return Ok(false);
		};
		*self.view.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(view));
		Ok(true)
	}

	/// A router; `None` if the chain does not know it. `doubted` asks again unless that was done
	/// just now: its key may have changed.
	///
	/// While the chain is away, what was known last goes on counting; how long anything is signed
	/// by that is bounded by the age of the view.
	pub fn router(&self, router: RouterIndex, doubted: bool) -> Result<Facts, FactsError> {
		let known = lock(&self.routers).get(&router).cloned();
		if let Some((asked, facts)) = &known {
			let limit = if doubted { FRESH.min(self.ttl) } else { self.ttl };
			if asked.elapsed() < limit {
				return Ok(Some(facts.clone()));
			}
		}
		if lock(&self.strangers).get(&router).is_some_and(|asked| asked.elapsed() < FRESH) {
			return Ok(None);
		}
		match self.ask(router) {
			Ok(Some(facts)) => {
				lock(&self.routers).put(router, (Instant::now(), facts.clone()));
				Ok(Some(facts))
			}
			Ok(None) => {
				lock(&self.strangers).put(router, Instant::now());
				Ok(None)
			}
			Err(error) => known.map(|(_, facts)| Some(facts)).ok_or(error),
		}
	}

	fn ask(&self, router: RouterIndex) -> Result<Facts, FactsError> {
		// Waiting for a chain that is away would hold up everybody else.
		if self.away.load(Ordering::Relaxed) {
			return Err(FactsError::Away);
		}
		let block = self.chain.finalized()?;
		Ok(self.chain.router(self.carrier, router, block)?.map(Arc::new))
	}

	/// Routers kept in memory.
	pub fn routers_in_memory(&self) -> usize {
		lock(&self.routers).len()
	}
}

/// The AAA keys that this daemon holds.
pub struct AaaKeys(Vec<(KeyNumber, Signer)>);

/// One of them, in use.
pub struct ActiveKey<'a>(KeyNumber, &'a Signer);

impl AaaKeys {
	/// Takes keys with their numbers.
	pub fn new(mut keys: Vec<(KeyNumber, Signer)>) -> Self {
		keys.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
		Self(keys)
	}

	/// The key with the highest number that the chain shows as this carrier's and active.
	pub fn active(&self, view: &ChainView) -> Option<ActiveKey<'_>> {
		self.0
			.iter()
			.find(|(number, signer)| {
				view.carrier.keys.iter().any(|key| {
					key.number == *number
						&& key.key == signer.key()
						&& key.standing == KeyStanding::Active
				})
			})
			.map(|(number, signer)| ActiveKey(*number, signer))
	}
}

impl crate::core::Sign for ActiveKey<'_> {
	fn number(&self) -> KeyNumber {
		self.0
	}

	fn sign(&self, message: &[u8]) -> cairn_primitives::AnySignature {
		self.1.sign(message)
	}
}
