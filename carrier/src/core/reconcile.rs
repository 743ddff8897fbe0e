//! Σ CDR = lane totals = chain: what the records say is compared to the octet.

use super::{Cdr, Event, Lane, LaneKey};
use cairn_primitives::{Kind, Octets};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// Spans of octets of one lane, sorted, none touching another.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
struct Spans(Vec<(Octets, Octets)>);

impl Spans {
	/// Adds a span; returns how many of its octets were there before.
	fn add(&mut self, mut from: Octets, mut to: Octets) -> Octets {
		if from >= to {
			return 0;
		}
		// Records of a lane mostly come in order: the usual case touches the last span only.
		let first = self.0.partition_point(|span| span.1 < from);
		let last = first + self.0[first..].partition_point(|span| span.0 <= to);
		let mut twice = 0;
		for (start, end) in &self.0[first..last] {
			twice += (*end).min(to).saturating_sub((*start).max(from));
		}
		if let (Some(low), Some(high)) = (self.0[first..last].first(), self.0[first..last].last()) {
			(from, to) = (from.min(low.0), to.max(high.1));
		}
		self.0.splice(first..last, [(from, to)]);
		twice
	}

	fn sum(&self) -> Octets {
		self.0.iter().map(|(from, to)| to - from).sum()
	}

	/// Octets below a limit.
	fn sum_below(&self, limit: Octets) -> Octets {
		self.0.iter().map(|(from, to)| to.min(&limit).saturating_sub(*from)).sum()
	}
}

#[derive(Clone, Default, Debug)]
struct Records {
	credited: Spans,
	known: Spans,
	twice: Octets,
}

/// Something that does not add up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "exception", rename_all = "kebab-case")]
pub enum Exception {
	/// The lane's total has octets that no record explains.
	WithoutRecord {
		/// How many.
		octets: Octets,
	},
	/// Octets were taken over from a router or the chain, and no record of their credit is left.
	AdoptedWithoutRecord {
		/// How many.
		octets: Octets,
	},
	/// Records credit octets beyond the lane's total: the database is older than the records.
	BeyondTotal {
		/// How many.
		octets: Octets,
	},
	/// Two records credit the same octets of the lane.
	CreditedTwice {
		/// How many.
		octets: Octets,
	},
	/// The chain has settled more than the lane's total.
	ChainAhead {
		/// How many octets more.
		octets: Octets,
	},
	/// A settlement went through, but the chain has settled less: the router had closed.
	SettledMissing {
		/// How many octets less.
		octets: Octets,
	},
	/// The chain has not settled all yet. An exception only where all must be settled.
	Unsettled {
		/// How many octets are waiting.
		octets: Octets,
	},
}

impl fmt::Display for Exception {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::WithoutRecord { octets } => write!(f, "{octets} octets have no record"),
			Self::AdoptedWithoutRecord { octets } => write!(
				f,
				"{octets} octets were taken over from router or chain, and their records are missing"
			),
			Self::BeyondTotal { octets } => {
				write!(f, "records credit {octets} octets beyond the lane's total")
			}
			Self::CreditedTwice { octets } => write!(f, "{octets} octets are credited twice"),
			Self::ChainAhead { octets } => write!(f, "the chain has settled {octets} octets more"),
			Self::SettledMissing { octets } => {
				write!(f, "{octets} octets were sent for settlement in vain: the router had closed")
			}
			Self::Unsettled { octets } => write!(f, "{octets} octets are not settled yet"),
		}
	}
}

/// One lane's line in the comparison.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LaneSum {
	/// Who delivered.
	pub router: u32,
	/// The tariff version.
	pub version: u32,
	/// The kind's byte.
	pub kind: u8,
	/// Σ CDR, in octets.
	pub records: Octets,
	/// The lane's total in the database, in octets.
	pub total: Octets,
	/// What the chain has settled, in octets.
	pub chain: Octets,
	/// What does not add up.
	pub exceptions: Vec<Exception>,
}

/// Collects records and compares them with lanes and chain.
#[derive(Clone, Default, Debug)]
pub struct Reconciliation {
	lanes: BTreeMap<LaneKey, Records>,
	/// Octets refused, by the reason's name.
	pub refused: BTreeMap<String, Octets>,
	/// Octets written off, because neither side knew whether they had been credited.
	pub lost: Octets,
	/// Records read.
	pub records: u64,
}

impl Reconciliation {
	/// Takes a record into account.
	pub fn add(&mut self, cdr: &Cdr) {
		self.records += 1;
		match cdr.event {
			Event::Refuse => {
				let reason = cdr.reason.clone().unwrap_or_default();
				let sum = self.refused.entry(reason).or_default();
				*sum = sum.saturating_add(cdr.octets);
			}
			Event::Lost => self.lost = self.lost.saturating_add(cdr.octets),
			Event::Close => {}
			Event::Credit | Event::Shadow | Event::Adopt => {
				for step in &cdr.lanes {
					let Some(kind) = Kind::from_byte(step.kind) else { continue };
					let key = LaneKey { version: step.version, kind, router: step.router };
					let lane = self.lanes.entry(key).or_default();
					lane.known.add(step.before, step.after);
					if cdr.event != Event::Adopt {
						lane.twice += lane.credited.add(step.before, step.after);
					}
				}
			}
		}
	}

	/// Lanes that records speak of.
	pub fn lanes(&self) -> impl Iterator<Item = LaneKey> + '_ {
		self.lanes.keys().copied()
	}

	/// Compares one lane with the database and, where it settles, with the chain; `all` makes
	/// unsettled octets an exception.
	pub fn lane(&self, key: LaneKey, lane: &Lane, chain: Option<Octets>, all: bool) -> LaneSum {
		let records = self.lanes.get(&key).cloned().unwrap_or_default();
		let mut exceptions = Vec::new();
		let mut note = |octets: Octets, exception: fn(Octets) -> Exception| {
			if octets > 0 {
				exceptions.push(exception(octets));
			}
		};
		let total = lane.octets;
		let (known, credited) = (records.known.sum(), records.credited.sum());
		let explained = records.known.sum_below(total);
		note(total - explained, |octets| Exception::WithoutRecord { octets });
		note(known - credited, |octets| Exception::AdoptedWithoutRecord { octets });
		note(credited - records.credited.sum_below(total), |octets| Exception::BeyondTotal {
			octets,
		});
		note(records.twice, |octets| Exception::CreditedTwice { octets });
		if let Some(chain) = chain {
			note(chain.saturating_sub(total), |octets| Exception::ChainAhead { octets });
			note(lane.settled.saturating_sub(chain), |octets| Exception::SettledMissing { octets });
			if all {
				note(total.saturating_sub(chain), |octets| Exception::Unsettled { octets });
			}
		}
		LaneSum {
			router: key.router,
			version: key.version,
			kind: key.kind.byte(),
			records: credited,
			total,
			chain: chain.unwrap_or(lane.settled),
			exceptions,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::LaneStep;
	use proptest::prelude::*;

	fn key() -> LaneKey {
		LaneKey { version: 1, kind: Kind::from_byte(0).expect("direct"), router: 4 }
	}

	fn record(event: Event, before: Octets, after: Octets) -> Cdr {
		let mut cdr = Cdr::new(event, 0, 4, 1);
		cdr.octets = after - before;
		cdr.lanes.push(LaneStep::new(key(), before, after));
		cdr
	}

	fn compare(records: &[Cdr], total: Octets, chain: Octets) -> Vec<Exception> {
		let mut sum = Reconciliation::default();
		records.iter().for_each(|record| sum.add(record));
		let lane = Lane { octets: total, settled: chain, ..Default::default() };
		sum.lane(key(), &lane, Some(chain), false).exceptions
	}

	#[test]
	fn records_that_add_up_give_no_exception() {
		use Event::Credit;
		assert_eq!(compare(&[record(Credit, 0, 10), record(Credit, 10, 30)], 30, 10), []);
		// Octets taken back from the router's answer, whose records are still there.
		let again = [record(Credit, 0, 10), record(Credit, 10, 30), record(Event::Adopt, 10, 30)];
		assert_eq!(compare(&again, 30, 30), []);
	}

	#[test]
	fn each_kind_of_disagreement_is_named_with_its_octets() {
		use Event::{Adopt, Credit};
		assert_eq!(
			compare(&[record(Credit, 0, 10), record(Credit, 20, 30)], 30, 0),
			[Exception::WithoutRecord { octets: 10 }]
		);
		assert_eq!(
			compare(&[record(Adopt, 0, 10), record(Credit, 10, 30)], 30, 0),
			[Exception::AdoptedWithoutRecord { octets: 10 }]
		);
		assert_eq!(
			compare(&[record(Credit, 0, 30)], 25, 0),
			[Exception::BeyondTotal { octets: 5 }]
		);
		assert_eq!(
			compare(&[record(Credit, 0, 20), record(Credit, 15, 30)], 30, 0),
			[Exception::CreditedTwice { octets: 5 }]
		);
		assert_eq!(
			compare(&[record(Credit, 0, 20)], 20, 24),
			[Exception::ChainAhead { octets: 4 }]
		);
	}

	proptest! {
		#[test]
		fn spans_count_each_octet_once(
			spans in prop::collection::vec((0u64..60, 0u64..20), 0..30),
		) {
			let (mut fast, mut slow, mut twice) = (Spans::default(), [0u64; 100], 0);
			for (from, len) in spans {
				twice += fast.add(from, from + len);
				(from..from + len).for_each(|octet| slow[octet as usize] += 1);
			}
			prop_assert_eq!(fast.sum(), slow.iter().filter(|n| **n > 0).count() as u64);
			prop_assert_eq!(twice, slow.iter().map(|n| n.saturating_sub(1)).sum::<u64>());
			prop_assert!(fast.0.windows(2).all(|pair| pair[0].1 < pair[1].0));
		}
	}
}
