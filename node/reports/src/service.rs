//! The pool as the rest of the node sees it: one value that RPC and network share.

use crate::{
	hub::{Action, Hub, Reply},
	metrics::Metrics,
	pool::{Limits, Pool, Usage},
	refusal::{Outcome, Refusal},
	validator::{BlockRef, ReportValidator, Unavailable},
};
use cairn_primitives::{
	coverage::{SignedWitnessReport, Window, WindowView},
	RouterIndex,
};
use sc_network::PeerId;
use std::{
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::Instant,
};
use substrate_prometheus_endpoint::{PrometheusError, Registry};
use tokio::sync::Notify;

/// Target of the pool's log lines.
pub const LOG: &str = "reports";

/// The pool's bound unless it is set otherwise, in MiB: all reports that 13 million routers' proofs
/// need at 5 witnesses each and 7 windows open, and some to spare.
pub const DEFAULT_POOL_MIB: u32 = 512;
/// What a witness may hand in at once: its reports of all windows that are open, as a node gets them
/// that has just connected.
const WITNESS_BURST: u32 = 512;
/// What a witness may hand in per window: as many challenged neighbours as a radio hears in ten
/// minutes, in a network so small that everybody is challenged.
const WITNESS_PER_WINDOW: u32 = 128;
/// Reports that are removed at once when their window is over.
const EXPIRED_AT_ONCE: usize = 5_000;

/// The pool with its queues and the chain behind it.
pub struct Reports {
	hub: Mutex<Hub<PeerId>>,
	validator: Arc<dyn ReportValidator>,
	/// The best block that the pool was told of.
	seen: Mutex<Option<[u8; 32]>>,
	/// The window of the last final block.
	window: Mutex<Option<(BlockRef, Option<WindowView>)>>,
	/// Wakes who checks.
	pub(crate) wake: Notify,
	start: Instant,
}

/// What one round of checks left to be done.
#[derive(Default)]
pub struct Round {
	/// What is to be done to peers.
	pub actions: Vec<Action<PeerId>>,
	/// Whether more reports were waiting.
	pub more: bool,
}

/// Nothing that panics runs under these locks, so what they guard is whole in any case.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Reports {
	/// An empty pool of at most `bytes` octets. It takes reports as soon as somebody runs
	/// [`crate::Spreader::run`].
	pub fn new(
		validator: Arc<dyn ReportValidator>,
		bytes: usize,
		registry: Option<&Registry>,
	) -> Result<Arc<Self>, PrometheusError> {
		let limits =
			Limits { bytes, witness_burst: WITNESS_BURST, witness_per_window: WITNESS_PER_WINDOW };
		let metrics = Metrics::register(registry, bytes)?;
		Ok(Arc::new(Self {
			hub: Mutex::new(Hub::new(Pool::new(limits), metrics, 0)),
			validator,
			seen: Mutex::new(None),
			window: Mutex::new(None),
			wake: Notify::new(),
			start: Instant::now(),
		}))
	}

	/// Milliseconds since the start.
	pub(crate) fn now(&self) -> u64 {
		self.start.elapsed().as_millis().try_into().unwrap_or(u64::MAX)
	}

	pub(crate) fn hub(&self) -> MutexGuard<'_, Hub<PeerId>> {
		lock(&self.hub)
	}

	/// Hands reports in, and waits until each was checked.
	pub async fn submit(&self, reports: Vec<SignedWitnessReport>) -> Reply {
		if reports.is_empty() {
			return Reply::new();
		}
		let busy = vec![Outcome::Refused(Refusal::BUSY); reports.len()];
		let Some(reply) = self.hub().submit(reports) else { return busy };
		self.wake.notify_one();
		// It fails only when the node is shutting down.
		reply.await.unwrap_or(busy)
	}

	/// The reports on a challenge that are held.
	pub fn reports(&self, window: Window, challenged: RouterIndex) -> Vec<SignedWitnessReport> {
		self.hub().pool.reports(window, challenged)
	}

	/// What is held.
	pub fn usage(&self) -> Usage {
		self.hub().pool.usage()
	}

	/// The last final block and the window that runs in it. The chain is asked once a block.
	pub fn window(&self) -> Result<(BlockRef, Option<WindowView>), Unavailable> {
		let finalised = self.validator.finalised();
		// Held while the chain is asked, so that it is not asked by many at once.
		let mut known = lock(&self.window);
		if let Some(known) = known.filter(|(block, _)| *block == finalised) {
			return Ok(known);
		}
		let view = self.validator.window(&finalised)?;
		*known = Some((finalised, view));
		Ok((finalised, view))
	}

	/// Tells the pool of the best block's window, unless it knows.
	fn look_at_best(&self) -> BlockRef {
		let best = self.validator.best();
		let mut seen = lock(&self.seen);
		if *seen == Some(best.hash) {
			return best;
		}
		match self.validator.window(&best) {
			Ok(view) => {
				*seen = Some(best.hash);
				if let Some(view) = view {
					self.hub().pool.set_window(&view, best.number);
				}
			}
			Err(error) => {
				log::debug!(target: LOG, "Block {} has no window: {error}", best.number);
			}
		}
		best
	}

	/// One round: the best block's window, what is over is removed, one batch of reports is checked.
	/// Takes milliseconds, so it must not run where others wait.
	pub fn round(&self) -> Round {
		let best = self.look_at_best();
		let batch = {
			let mut hub = self.hub();
			hub.pool.expire(EXPIRED_AT_ONCE);
			hub.next_batch(self.now())
		};
		let mut round = Round::default();
		if !batch.reports.is_empty() {
			let answers = self.validator.check(&best, &batch.reports);
			let mut hub = self.hub();
			hub.on_checked(batch, answers, self.now(), &mut round.actions);
			round.more = hub.is_waiting();
		}
		self.hub().measure();
		round
	}
}
