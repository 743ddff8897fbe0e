//! What is known of the chain now.

use super::{unix_now, ChainAccess};
use crate::{
	core::{ChainView, RouterFacts},
	lock::lock,
};
use cairn_chain_client::ChainError;
use cairn_primitives::{CarrierIndex, RouterIndex};
use lru::LruCache;
use std::{
	num::NonZeroUsize,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex, PoisonError, RwLock,
	},
	time::{Duration, Instant},
};

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
