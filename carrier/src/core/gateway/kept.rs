//! Reports that are kept while no node answers.

use super::outcome::Outcome;
use cairn_primitives::{
	coverage::{is_refused_for_now, Commit, SignedWitnessReport, Window, WitnessId},
	RouterIndex,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most reports of one witness that are kept: more challenged neighbours than a radio hears.
const MAX_PER_WITNESS: usize = 64;
/// Milliseconds after which a report that was refused for now, or is kept by another gateway, is
/// handed in again.
const AGAIN_AFTER: u64 = 30_000;

/// Why a kept report was given up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Dropped {
	/// Its window can be proven no more.
	WindowOver,
	/// It gave way to one of a witness that has fewer.
	GaveWay,
	/// A node refused it for good.
	Refused,
}

impl Dropped {
	/// The name in counters.
	pub const fn name(self) -> &'static str {
		match self {
			Self::WindowOver => "window-over",
			Self::GaveWay => "gave-way",
			Self::Refused => "refused-by-node",
		}
	}
}

/// Why a report is not kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotKept {
	/// As many as are kept of one witness.
	Witness,
	/// As many as are kept, and no witness has more than this one's share.
	Full,
}

/// What tells reports apart, by window first.
pub type KeptName = (Window, RouterIndex, WitnessId, Commit);

/// A report that is kept from now on, or no longer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptChange {
	/// Which one.
	pub name: KeptName,
	/// The report; `None` where it is kept no longer.
	pub report: Option<SignedWitnessReport>,
}

/// The name of a report.
pub const fn name(report: &SignedWitnessReport) -> KeptName {
	let report = &report.report;
	(report.window, report.challenged, report.witness, report.commit)
}

struct Entry {
	report: SignedWitnessReport,
	/// Not handed in before, in milliseconds.
	not_before: u64,
}

/// The reports that are kept: at most `most`, and an equal share for every witness.
pub struct Kept {
	most: usize,
	all: BTreeMap<KeptName, Entry>,
	/// Each witness's reports.
	by_witness: BTreeMap<WitnessId, BTreeSet<KeptName>>,
	/// Witnesses by how many reports they have.
	ranks: BTreeSet<(usize, WitnessId)>,
	/// What has changed since somebody asked.
	changes: Vec<KeptChange>,
	sent_on: u64,
	dropped: BTreeMap<&'static str, u64>,
}

impl Kept {
	/// Keeps at most so many.
	pub const fn new(most: usize) -> Self {
		Self {
			most,
			all: BTreeMap::new(),
			by_witness: BTreeMap::new(),
			ranks: BTreeSet::new(),
			changes: Vec::new(),
			sent_on: 0,
			dropped: BTreeMap::new(),
		}
	}

	/// What has changed since this was asked last, in that order: what must be written before
	/// anybody is told that a report is kept.
	pub fn take_changes(&mut self) -> Vec<KeptChange> {
		std::mem::take(&mut self.changes)
	}

	/// Keeps no more of what these changes added: they could not be written. What they took away has
	/// gone; the books bring it back at the next start.
	pub fn undo(&mut self, changes: &[KeptChange]) {
		for change in changes.iter().filter(|change| change.report.is_some()) {
			self.remove(change.name);
		}
		self.changes.clear();
	}

	/// How many are kept.
	pub fn len(&self) -> usize {
		self.all.len()
	}

	/// Whether none is.
	pub fn is_empty(&self) -> bool {
		self.all.is_empty()
	}

	/// Whether a report is kept.
	pub fn holds(&self, report: &SignedWitnessReport) -> bool {
		self.all.contains_key(&name(report))
	}

	/// How many went on to a node after they had been kept.
	pub const fn sent_on(&self) -> u64 {
		self.sent_on
	}

	/// How many were given up, by reason.
	pub const fn dropped(&self) -> &BTreeMap<&'static str, u64> {
		&self.dropped
	}

	fn held(&self, witness: WitnessId) -> usize {
		self.by_witness.get(&witness).map_or(0, BTreeSet::len)
	}

	/// Keeps a report; one that is kept already stays as it is.
	///
	/// Where there is no room, a report of the witness that has most gives way if that has at least
	/// two more: so whoever sends much displaces nobody who sends little.
	pub fn keep(&mut self, report: SignedWitnessReport, now: u64) -> Result<(), NotKept> {
		let name = name(&report);
		if self.all.contains_key(&name) {
			return Ok(());
		}
		let held = self.held(name.2);
		if held >= MAX_PER_WITNESS {
			return Err(NotKept::Witness);
		}
		if self.all.len() >= self.most {
			let heaviest = self.ranks.last().copied();
			let (_, witness) = heaviest
				.filter(|(most, _)| *most >= held.saturating_add(2))
				.ok_or(NotKept::Full)?;
			let newest = self.by_witness.get(&witness).and_then(|all| all.last().copied());
			self.drop_one(newest.ok_or(NotKept::Full)?, Dropped::GaveWay);
		}
		self.changes.push(KeptChange { name, report: Some(report.clone()) });
		self.all.insert(name, Entry { report, not_before: now });
		self.by_witness.entry(name.2).or_default().insert(name);
		self.rank(name.2, held, held.saturating_add(1));
		Ok(())
	}

	/// Keeps what was kept before a restart; for what finds no room any more that is a change.
	pub fn restore(&mut self, reports: Vec<SignedWitnessReport>, now: u64) {
		for report in reports {
			let name = name(&report);
			if self.keep(report, now).is_err() {
				self.changes.push(KeptChange { name, report: None });
				self.count_dropped(Dropped::GaveWay);
			}
		}
		self.changes.retain(|change| change.report.is_none());
	}

	fn rank(&mut self, witness: WitnessId, before: usize, after: usize) {
		self.ranks.remove(&(before, witness));
		if after > 0 {
			self.ranks.insert((after, witness));
		} else {
			self.by_witness.remove(&witness);
		}
	}

	fn remove(&mut self, name: KeptName) -> bool {
		if self.all.remove(&name).is_none() {
			return false;
		}
		self.changes.push(KeptChange { name, report: None });
		let held = self.held(name.2);
		if let Some(names) = self.by_witness.get_mut(&name.2) {
			names.remove(&name);
		}
		self.rank(name.2, held, held.saturating_sub(1));
		true
	}

	fn drop_one(&mut self, name: KeptName, why: Dropped) {
		if self.remove(name) {
			self.count_dropped(why);
		}
	}

	fn count_dropped(&mut self, why: Dropped) {
		let sum = self.dropped.entry(why.name()).or_default();
		*sum = sum.saturating_add(1);
	}

	/// Gives up what belongs to windows before this one.
	pub fn expire(&mut self, oldest: Window) {
		while let Some((name, _)) = self.all.first_key_value() {
			if name.0 >= oldest {
				return;
			}
			self.drop_one(*name, Dropped::WindowOver);
		}
	}

	/// Up to `most` reports that may be handed in now, oldest windows first. They stay until
	/// [`Self::told`] says what became of them.
	pub fn due(&self, most: usize, now: u64) -> Vec<SignedWitnessReport> {
		let due = self.all.values().filter(|entry| entry.not_before <= now);
		due.take(most).map(|entry| entry.report.clone()).collect()
	}

	/// A node said what became of a report.
	pub fn told(&mut self, report: &SignedWitnessReport, outcome: &Outcome, now: u64) {
		let name = name(report);
		match outcome {
			Outcome::Accepted | Outcome::Known => {
				let sent_on = self.remove(name);
				self.sent_on = self.sent_on.saturating_add(u64::from(sent_on));
			}
			Outcome::Refused { code, .. } if !is_refused_for_now(*code) => {
				self.drop_one(name, Dropped::Refused);
			}
			// Another carrier's gateway keeps it while its node is away, too.
			Outcome::Kept | Outcome::Refused { .. } => {
				if let Some(entry) = self.all.get_mut(&name) {
					entry.not_before = now.saturating_add(AGAIN_AFTER);
				}
			}
		}
	}
}

#[cfg(test)]
mod tests;
