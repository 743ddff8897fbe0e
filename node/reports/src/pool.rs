//! The pool: which reports are held, for how long, and which give way. No I/O, no clock.

mod admission;
mod held;

use crate::{bucket::Rate, refusal::Refusal, witnesses::Witnesses};
use cairn_primitives::{
	coverage::{SignedWitnessReport, Window, WindowView},
	BlockNumber, RouterIndex,
};
use held::Held;
use std::collections::BTreeMap;

/// Number of a connection to a peer. It is never given twice, so a peer that returns is a new one.
pub type Session = u32;

/// Different commits of one witness that are held for one challenge: the first may be of a torn or
/// rogue beacon.
pub const MAX_COMMITS: usize = 3;
/// Reports by routers that are held for one challenge. A proof carries 14, and some may not count by
/// then.
pub const ROUTER_PLACES: usize = 48;
/// Reports by probes that are held for one challenge, in places of their own: nothing bounds how far
/// from the challenged router a probe is, or how many there are.
pub const PROBE_PLACES: usize = 16;
/// Connections noted by which a report came, so that it is not sent back.
const SOURCES: usize = 2;

/// What one report takes of the bound, in octets, on whatever the allocator takes: its place in a
/// challenge's list, in the order and in its witness's account.
pub const REPORT_BYTES: usize = 272;
/// What a challenge takes beside its reports.
pub const CHALLENGE_BYTES: usize = 48;
/// What a witness takes beside its reports.
pub const WITNESS_BYTES: usize = 160;

/// What the pool may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
	/// Octets, counted with the three constants above.
	pub bytes: usize,
	/// What one witness may hand in at once.
	pub witness_burst: u32,
	/// What it may hand in per window after that.
	pub witness_per_window: u32,
}

/// The windows whose reports are held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Horizon {
	oldest: Window,
	current: Window,
	now: u64,
}

/// What can be said about a report without checking it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Screened {
	/// It is to be checked.
	New,
	/// It is held. `again` if this connection has sent it before.
	Known {
		/// Whether the sender repeats itself.
		again: bool,
	},
	/// It would be refused whatever its signature.
	Refused(Refusal),
}

/// What is held now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usage {
	/// Reports.
	pub reports: usize,
	/// Octets that they count for; never more than the bound.
	pub bytes: usize,
	/// Witnesses that are known, with or without a report.
	pub witnesses: usize,
	/// Reports that gave way to others since the start.
	pub evicted: u64,
}

/// Reports that were checked, for as long as they can be of use.
///
/// **Who gives way.** A report enters a full pool only in place of one of the witness that has most,
/// and only if that witness has at least two more than the one whose report enters; of its reports
/// the newest goes. Within a challenge whose places are taken the same holds for commits, among
/// routers and among probes. So nobody can displace a report of a witness that has no more than its
/// equal share, however much he sends and in whatever order; and since equal shares are of witnesses
/// that others vouch for, more shares cost more routers. For a report that is refused nothing goes.
pub struct Pool {
	limits: Limits,
	horizon: Option<Horizon>,
	challenges: BTreeMap<(Window, RouterIndex), Vec<Held>>,
	/// All reports by number, ascending in the order in which they were accepted.
	order: BTreeMap<u64, (Window, RouterIndex)>,
	witnesses: Witnesses,
	next: u64,
	evicted: u64,
}

impl Pool {
	/// An empty pool. It refuses everything until it is told which window runs.
	pub fn new(limits: Limits) -> Self {
		Self {
			limits,
			horizon: None,
			challenges: BTreeMap::new(),
			order: BTreeMap::new(),
			witnesses: Witnesses::new(Rate {
				capacity: limits.witness_burst,
				refill: limits.witness_per_window,
				ticks: 1,
			}),
			next: 1,
			evicted: 0,
		}
	}

	/// Tells which window runs in block `now`. Reports of windows that are over are out of sight at
	/// once; [`Self::expire`] removes them.
	pub fn set_window(&mut self, view: &WindowView, now: BlockNumber) {
		self.witnesses.set_ticks(view.end.saturating_sub(view.begin));
		self.horizon =
			Some(Horizon { oldest: view.oldest_open(now), current: view.number, now: now.into() });
	}

	/// The block that the pool was told of last, as the clock of the witnesses' buckets.
	fn now(&self) -> u64 {
		self.horizon.map_or(0, |horizon| horizon.now)
	}

	fn bytes(&self) -> usize {
		self.order.len() * REPORT_BYTES
			+ self.challenges.len() * CHALLENGE_BYTES
			+ self.witnesses.len() * WITNESS_BYTES
	}

	/// What is held now.
	pub fn usage(&self) -> Usage {
		Usage {
			reports: self.order.len(),
			bytes: self.bytes(),
			witnesses: self.witnesses.len(),
			evicted: self.evicted,
		}
	}

	fn in_time(&self, window: Window) -> Result<(), Refusal> {
		match self.horizon {
			Some(horizon) if window < horizon.oldest => Err(Refusal::WINDOW_TOO_OLD),
			Some(horizon) if window <= horizon.current => Ok(()),
			_ => Err(Refusal::WINDOW_NOT_BEGUN),
		}
	}

	/// Removes what belongs to windows that are over, and forgets witnesses that have been quiet: no
	/// more than about `most` reports and as many witnesses at once. Returns how many reports went.
	pub fn expire(&mut self, most: usize) -> usize {
		let Some(horizon) = self.horizon else { return 0 };
		let mut gone = 0;
		while gone < most {
			let Some(first) = self.challenges.first_entry() else { break };
			if first.key().0 >= horizon.oldest {
				break;
			}
			for held in first.remove() {
				self.order.remove(&held.number);
				self.witnesses.remove(held.witness, held.number);
				gone += 1;
			}
		}
		self.witnesses.forget_idle(horizon.now, most);
		gone
	}

	/// The reports on a challenge, in the order in which they came; none once its window is over.
	pub fn reports(&self, window: Window, challenged: RouterIndex) -> Vec<SignedWitnessReport> {
		if self.in_time(window).is_err() {
			return Vec::new();
		}
		let held = self.challenges.get(&(window, challenged)).map(Vec::as_slice);
		held.unwrap_or_default().iter().map(|held| held.signed(window, challenged)).collect()
	}

	/// Up to `most` reports from number `from` on that did not come by this connection, and the
	/// number to go on with. Looks at no more than four times as many.
	pub fn batch(
		&self,
		from: u64,
		session: Session,
		most: usize,
	) -> (Vec<SignedWitnessReport>, u64) {
		let mut batch = Vec::new();
		let mut next = from;
		for (number, &(window, challenged)) in self.order.range(from..).take(most.saturating_mul(4))
		{
			if batch.len() >= most {
				break;
			}
			next = number.saturating_add(1);
			if self.in_time(window).is_err() {
				continue;
			}
			let held = self
				.challenges
				.get(&(window, challenged))
				.and_then(|held| held.iter().find(|held| held.number == *number));
			if let Some(held) = held.filter(|held| !held.sources.contains(&session)) {
				batch.push(held.signed(window, challenged));
			}
		}
		(batch, next)
	}
}

#[cfg(test)]
mod tests;
