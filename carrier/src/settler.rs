//! Settlement: each period, what is owed goes to the chain in sorted batches.

use crate::{
	chain::{Block, ChainAccess, Follower},
	core::{apply_settled, Batch, ChainView, Lane, LaneKey, Planner, SettledEntry},
	db::{Db, DbError},
	lock::lock,
};
use cairn_chain_client::{keys::Signer, ChainError};
use cairn_primitives::{due, Balance, CarrierIndex, Standing};
use serde::Serialize;
use std::{
	sync::{Arc, Mutex},
	time::Duration,
};

/// Lanes read from the database at once.
const PAGE: usize = 4_096;
/// Transactions sent before the first is final.
const WINDOW: usize = 8;

/// What has come of settling.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
pub struct Progress {
	/// Rounds begun.
	pub rounds: u64,
	/// Batches that are final.
	pub batches: u64,
	/// Lanes settled by them.
	pub lanes: u64,
	/// Planck that they were worth, as text.
	#[serde(serialize_with = "as_text")]
	pub planck: Balance,
	/// The block of the newest one.
	pub block: Option<u32>,
	/// The chain or the plan stopped short: fund the escrow, or wait for the next period's cap.
	pub stopped_short: bool,
	/// Why the newest round failed.
	pub error: Option<String>,
}

fn as_text<S: serde::Serializer>(value: &Balance, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_str(value)
}

/// Why a round failed.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
	/// The books failed.
	#[error(transparent)]
	Db(#[from] DbError),
	/// The chain did not answer, or refused.
	#[error(transparent)]
	Chain(#[from] ChainError),
}

/// Settles.
pub struct Settler {
	/// The books.
	pub db: Arc<Db>,
	/// The chain.
	pub follower: Arc<Follower>,
	/// This carrier.
	pub carrier: CarrierIndex,
	/// The carrier's account.
	pub account: Signer,
	/// The most lanes in one batch.
	pub batch: usize,
	/// Lanes worth less wait, in planck.
	pub minimum: Balance,
	/// How long a batch may take to become final.
	pub timeout: Duration,
	/// What has come of it.
	pub progress: Arc<Mutex<Progress>>,
	/// The lane before which the escrow ended last time: others come first this time.
	pub resume: Option<LaneKey>,
}

/// How far a batch went.
#[derive(Debug, Default)]
struct Paid {
	entries: Vec<SettledEntry>,
	stopped_at: Option<LaneKey>,
}

impl Settler {
	fn note(&self, change: impl FnOnce(&mut Progress)) {
		change(&mut lock(&self.progress));
	}

	/// Settles all that is owed and can be paid; what stops short goes on in the next round.
	pub fn round(&mut self) -> Result<(), SettleError> {
		self.note(|progress| progress.rounds += 1);
		let result = self.settle();
		self.note(|progress| progress.error = result.as_ref().err().map(ToString::to_string));
		result
	}

	fn settle(&mut self) -> Result<(), SettleError> {
		let Some(view) = self.follower.view() else { return Ok(()) };
		let start = self.resume.take();
		let mut planner = Planner::new(&view, self.minimum, self.batch);
		let mut stopped = None;
		// From where the last round stopped to the end, then from the beginning to there.
		let passes = [(start, None), (None, start)];
		for (after, until) in &passes[..if start.is_some() { 2 } else { 1 }] {
			let lanes = Pages::new(&self.db, *after, *until);
			let mut lanes = lanes.peekable();
			while stopped.is_none() {
				let mut window = Vec::new();
				while window.len() < WINDOW {
					match planner.next_batch(&mut lanes)? {
						Some(batch) => window.push(batch),
						None => break,
					}
				}
				if window.is_empty() {
					break;
				}
				stopped = self.send(&view, &window)?;
			}
		}
		let stopped = stopped.or(planner.short);
		if let Some(lane) = stopped {
			log::warn!(
				"settlement stopped short before router {}: fund the escrow, or wait for the next \
				 period's cap",
				lane.router
			);
		}
		self.note(|progress| progress.stopped_short = stopped.is_some());
		self.resume = stopped.and_then(before);
		Ok(())
	}

	/// Sends batches, waits for them and notes what they paid; tells where the chain stopped.
	fn send(&self, view: &ChainView, window: &[Batch]) -> Result<Option<LaneKey>, SettleError> {
		let chain = self.follower.chain();
		let (mut stopped, mut failed) = (None, None);
		for (batch, settled) in window.iter().zip(chain.settle(&self.account, window, self.timeout))
		{
			let block = match settled {
				Ok(block) => block,
				Err(error) => {
					failed.get_or_insert(error);
					continue;
				}
			};
			let paid = self.paid(chain, view, batch, block)?;
			self.db.write(|tx| apply_settled(tx, view, block.number, &paid.entries))?;
			log::info!(
				"settled {} lanes of version {}, kind {} in block {}",
				paid.entries.len(),
				batch.version,
				batch.kind.byte(),
				block.number
			);
			self.note(|progress| {
				progress.batches += 1;
				progress.lanes += paid.entries.len() as u64;
				progress.block = Some(block.number);
				if paid.stopped_at.is_none() {
					progress.planck = progress.planck.saturating_add(batch.value);
				}
			});
			stopped = stopped.or(paid.stopped_at);
		}
		match failed {
			Some(error) => Err(error.into()),
			None => Ok(stopped),
		}
	}

	/// How far a final batch went. The chain pays in order and stops at the first entry that it
	/// cannot pay, so its last entry usually tells for all of them.
	fn paid(
		&self,
		chain: &dyn ChainAccess,
		view: &ChainView,
		batch: &Batch,
		block: Block,
	) -> Result<Paid, ChainError> {
		let key = |at: usize| LaneKey {
			version: batch.version,
			kind: batch.kind,
			router: batch.entries[at].0,
		};
		let settled = |at: usize| {
			chain.lane(self.carrier, batch.version, batch.kind, batch.entries[at].0, block)
		};
		let is_paid =
			|at: usize| -> Result<bool, ChainError> { Ok(settled(at)? >= batch.entries[at].1) };
		let mut paid = Paid::default();
		let (mut from, end) = (0, batch.entries.len());
		while from < end {
			let mut first_unpaid = end;
			if !is_paid(end - 1)? {
				// The first entry of from..end that is not paid.
				let (mut low, mut high) = (from, end - 1);
				while low < high {
					let middle = low + (high - low) / 2;
					if is_paid(middle)? {
						low = middle + 1;
					} else {
						high = middle;
					}
				}
				first_unpaid = low;
			}
			paid.entries.extend(
				(from..first_unpaid)
					.map(|at| SettledEntry { key: key(at), octets: batch.entries[at].1 }),
			);
			if first_unpaid == end {
				break;
			}
			let octets = settled(first_unpaid)?;
			let price = view.price(batch.version, batch.kind);
			if price.is_some_and(|price| {
				due(octets, price) >= due(batch.entries[first_unpaid].1, price)
			}) {
				// Somebody settled nearly all of it before: the chain passes over what costs nothing,
				// and a later total settles it.
				paid.entries.push(SettledEntry { key: key(first_unpaid), octets });
				from = first_unpaid + 1;
				continue;
			}
			let router = chain.router(self.carrier, batch.entries[first_unpaid].0, block)?;
			if router.is_some_and(|router| router.standing != Standing::Closed) {
				paid.stopped_at = Some(key(first_unpaid));
				break;
			}
			// Nobody can be paid for a closed router: its lane is written off, and reconcile shows it.
			log::warn!("router {} has closed with octets unsettled", batch.entries[first_unpaid].0);
			paid.entries.push(SettledEntry {
				key: key(first_unpaid),
				octets: batch.entries[first_unpaid].1,
			});
			from = first_unpaid + 1;
		}
		Ok(paid)
	}
}

/// The lane before a lane in order, so that a range after it begins with the lane.
fn before(key: LaneKey) -> Option<LaneKey> {
	key.router.checked_sub(1).map(|router| LaneKey { router, ..key })
}

/// Lanes page by page, after one lane and up to another, so that no transaction stays open.
struct Pages<'a> {
	db: &'a Db,
	after: Option<LaneKey>,
	until: Option<LaneKey>,
	page: std::vec::IntoIter<(LaneKey, Lane)>,
	ended: bool,
}

impl<'a> Pages<'a> {
	fn new(db: &'a Db, after: Option<LaneKey>, until: Option<LaneKey>) -> Self {
		Self { db, after, until, page: Vec::new().into_iter(), ended: false }
	}
}

impl Iterator for Pages<'_> {
	type Item = Result<(LaneKey, Lane), DbError>;

	fn next(&mut self) -> Option<Self::Item> {
		if self.page.len() == 0 && !self.ended {
			match self.db.lanes_after(self.after, PAGE) {
				Ok(page) => {
					self.ended = page.len() < PAGE;
					self.after = page.last().map(|(key, _)| *key).or(self.after);
					self.page = page.into_iter();
				}
				Err(error) => {
					self.ended = true;
					return Some(Err(error));
				}
			}
		}
		let next = self.page.next()?;
		if self.until.is_some_and(|until| next.0 > until) {
			(self.ended, self.page) = (true, Vec::new().into_iter());
			return None;
		}
		Some(Ok(next))
	}
}

#[cfg(test)]
mod tests;
