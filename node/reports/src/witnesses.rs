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
	fn held(&self, witness: WitnessId) -> usize {
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

	/// The report that gives way to one of this witness when those in `going` have gone: the newest
	/// of whoever has most then, if these are at least two more.
	pub fn gives_way(&self, to: WitnessId, going: &[(WitnessId, u64)]) -> Option<(WitnessId, u64)> {
		let goes = |witness: WitnessId| going.iter().filter(move |(of, _)| *of == witness);
		// Those who lose one may stand too high, so that the next may have most.
		let (most, witness) = self
			.ranks
			.iter()
			.rev()
			.take(going.len() + 1)
			.map(|(held, witness)| (held.saturating_sub(goes(*witness).count()), *witness))
			.max()?;
		let own = self.held(to).saturating_sub(goes(to).count());
		if most < own.saturating_add(2) {
			return None;
		}
		let reports = &self.accounts.get(&witness)?.reports;
		let newest =
			reports.iter().rev().find(|report| goes(witness).all(|(_, gone)| gone != *report))?;
		Some((witness, *newest))
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

	fn with(reports: &[(u32, u64)]) -> Witnesses {
		let mut all = Witnesses::new(RATE);
		for (witness, report) in reports {
			all.add(router(*witness), *report, 0);
		}
		all
	}

	#[test]
	fn the_newest_of_the_heaviest_gives_way_and_only_to_one_with_two_less() {
		let mut all = with(&[(1, 10), (2, 11), (1, 12), (3, 13)]);
		assert_eq!(all.gives_way(router(4), &[]), Some((router(1), 12)));
		assert_eq!(all.gives_way(router(2), &[]), None);
		all.remove(router(1), 10);
		assert_eq!(all.gives_way(router(4), &[]), None);
		assert_eq!(all.held(router(1)), 1);
		all.remove(router(1), 10);
		assert_eq!(all.held(router(1)), 1, "what is not there cannot be removed");
	}

	#[test]
	fn what_goes_already_counts_for_nobody() {
		let all = with(&[(1, 10), (1, 11), (1, 12), (2, 13), (2, 14), (3, 15)]);
		let mut going = Vec::new();
		for next in [(router(1), 12), (router(2), 14), (router(1), 11)] {
			assert_eq!(all.gives_way(router(4), &going), Some(next));
			going.push(next);
		}
		assert_eq!(all.gives_way(router(4), &going), None, "one each is left");
		// The newest need not be what goes first.
		assert_eq!(all.gives_way(router(4), &[(router(1), 10)]), Some((router(2), 14)));
		assert_eq!(all.gives_way(router(3), &[(router(3), 15)]), Some((router(1), 12)));
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
		assert_eq!(all.gives_way(router(2), &[]), None);
	}
}
