//! Who holds how much of the pool: for quotas, and for who gives way when it is full.

use crate::bucket::{Bucket, Rate};
use cairn_primitives::coverage::WitnessId;
use std::collections::{BTreeSet, HashMap};

/// What one witness has in the pool.
struct Account {
	/// The numbers of its reports, ascending.
	reports: Vec<u64>,
	/// What it may still hand in. Ticks are blocks.
	bucket: Bucket,
}

/// The witnesses of the pool.
///
/// A witness is known from its first accepted report, whose signature is its own, until it has no
/// report any more and its bucket is full.
pub struct Witnesses {
	rate: Rate,
	accounts: HashMap<WitnessId, Account>,
	/// Witnesses by how many reports they have; those without any are not in it.
	ranks: BTreeSet<(usize, WitnessId)>,
	/// Witnesses without a report: what is looked at for removal.
	idle: BTreeSet<WitnessId>,
}

impl Witnesses {
	/// Nobody yet; each may hand in this much.
	pub fn new(rate: Rate) -> Self {
		Self { rate, accounts: HashMap::new(), ranks: BTreeSet::new(), idle: BTreeSet::new() }
	}

	/// Tells in how many blocks the refill comes back: a window's. It is the same as long as the
	/// runtime is.
	pub fn set_ticks(&mut self, ticks: u32) {
		self.rate.ticks = ticks;
	}

	/// How many are known.
	pub fn len(&self) -> usize {
		self.accounts.len()
	}

	/// Whether this one is known.
	pub fn knows(&self, witness: WitnessId) -> bool {
		self.accounts.contains_key(&witness)
	}

	/// How many reports it has in the pool.
	pub fn held(&self, witness: WitnessId) -> usize {
		self.accounts.get(&witness).map_or(0, |account| account.reports.len())
	}

	/// Whether it may hand in another report now.
	pub fn may_report(&self, witness: WitnessId, now: u64) -> bool {
		self.accounts
			.get(&witness)
			.is_none_or(|account| account.bucket.available(&self.rate, now) > 0)
	}

	/// Notes an accepted report, which takes a token.
	pub fn add(&mut self, witness: WitnessId, report: u64, now: u64) {
		let account = self
			.accounts
			.entry(witness)
			.or_insert_with(|| Account { reports: Vec::new(), bucket: Bucket::full(now) });
		account.bucket.take(&self.rate, now, 1);
		let held = account.reports.len();
		// One at a time: most witnesses have few, and what is reserved counts against the bound.
		account.reports.reserve_exact(1);
		account.reports.push(report);
		self.rank(witness, held, held.saturating_add(1));
	}

	/// Notes that a report has left the pool.
	pub fn remove(&mut self, witness: WitnessId, report: u64) {
		let Some(account) = self.accounts.get_mut(&witness) else { return };
		let Ok(place) = account.reports.binary_search(&report) else { return };
		let held = account.reports.len();
		account.reports.remove(place);
		account.reports.shrink_to_fit();
		self.rank(witness, held, held.saturating_sub(1));
	}

	fn rank(&mut self, witness: WitnessId, before: usize, after: usize) {
		self.ranks.remove(&(before, witness));
		if after == 0 {
			self.idle.insert(witness);
		} else {
			self.idle.remove(&witness);
			self.ranks.insert((after, witness));
		}
	}

	/// The witness with most reports, how many, and its newest one.
	pub fn heaviest(&self) -> Option<(WitnessId, usize, u64)> {
		let (held, witness) = *self.ranks.last()?;
		let newest = *self.accounts.get(&witness)?.reports.last()?;
		Some((witness, held, newest))
	}

	/// Forgets those without a report whose bucket is full, looking at no more than `most`. Returns
	/// how many.
	pub fn forget_idle(&mut self, now: u64, most: usize) -> usize {
		let full: Vec<_> = self
			.idle
			.iter()
			.take(most)
			.copied()
			.filter(|witness| {
				self.accounts
					.get(witness)
					.is_none_or(|account| account.bucket.is_full(&self.rate, now))
			})
			.collect();
		for witness in &full {
			self.idle.remove(witness);
			self.accounts.remove(witness);
		}
		full.len()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const RATE: Rate = Rate { capacity: 4, refill: 1, ticks: 10 };

	fn router(index: u32) -> WitnessId {
		WitnessId::Router(index)
	}

	#[test]
	fn the_heaviest_is_found_and_its_newest_report_named() {
		let mut all = Witnesses::new(RATE);
		for (witness, report) in [(1, 10), (2, 11), (1, 12), (3, 13)] {
			all.add(router(witness), report, 0);
		}
		assert_eq!(all.heaviest(), Some((router(1), 2, 12)));
		all.remove(router(1), 10);
		assert_eq!(all.heaviest(), Some((router(3), 1, 13)));
		assert_eq!(all.held(router(1)), 1);
		all.remove(router(1), 10);
		assert_eq!(all.held(router(1)), 1, "what is not there cannot be removed");
	}

	#[test]
	fn a_witness_is_forgotten_only_when_its_bucket_is_full_again() {
		let mut all = Witnesses::new(RATE);
		for report in 0..4 {
			assert!(all.may_report(router(1), 0));
			all.add(router(1), report, 0);
		}
		assert!(!all.may_report(router(1), 9));
		assert!(all.may_report(router(1), 10));
		for report in 0..4 {
			all.remove(router(1), report);
		}
		assert_eq!(all.forget_idle(39, 10), 0);
		assert!(all.knows(router(1)));
		assert_eq!(all.forget_idle(40, 10), 1);
		assert_eq!(all.len(), 0);
		assert_eq!(all.heaviest(), None);
	}
}
