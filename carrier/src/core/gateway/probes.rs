//! The carrier's probes: what the chain says of each, and what became of its reports.

use super::{outcome::Outcome, tally::Tally};
use cairn_primitives::{
	coverage::{ProbeIndex, Window},
	AnyKey, BlockNumber, CarrierIndex, ProbeView,
};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// A probe as the operator configured it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
	/// Its index on chain.
	pub index: ProbeIndex,
	/// What the operator calls it.
	pub name: Option<String>,
	/// The key that it must have.
	pub key: Option<AnyKey>,
}

/// What is wrong with a probe.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProbeTrouble {
	/// The chain has not been asked yet.
	NotAsked,
	/// The chain has no such probe: never bonded, or removed.
	NotBonded,
	/// Another carrier has bonded it.
	OtherCarrier,
	/// It is bonded with another key than the configuration says.
	OtherKey,
	/// It is bonded, and its deposit held, and the configuration does not name it.
	NotConfigured,
}

impl ProbeTrouble {
	/// The name in `status`.
	pub const fn name(self) -> &'static str {
		match self {
			Self::NotAsked => "not-asked-yet",
			Self::NotBonded => "not-bonded",
			Self::OtherCarrier => "another-carriers",
			Self::OtherKey => "another-key",
			Self::NotConfigured => "not-configured",
		}
	}

	/// What to do.
	pub const fn next(self) -> &'static str {
		match self {
			Self::NotAsked => "wait until the chain answers",
			Self::NotBonded => "bond it: cairn probe add; its reports count no more",
			Self::OtherCarrier => "correct its index under [[probes]]",
			Self::OtherKey => "compare the probe's key with cairn probe show",
			Self::NotConfigured => "name it under [[probes]], or cairn probe remove it",
		}
	}
}

struct Probe {
	wanted: Option<Wanted>,
	view: Option<ProbeView>,
	/// Whether the chain has said anything of it.
	asked: bool,
	tally: Tally,
	/// When the chain was asked about it last through the gateway, in milliseconds.
	inquired: Option<u64>,
	/// When a report of it came last, in milliseconds, and of which window.
	heard: Option<(u64, Window)>,
}

impl Probe {
	fn new(wanted: Option<Wanted>) -> Self {
		let (view, asked, tally, inquired, heard) = Default::default();
		Self { wanted, view, asked, tally, inquired, heard }
	}
}

/// The probes of a carrier: those that are configured, and those that the chain shows as its own.
pub struct ProbeBook {
	carrier: CarrierIndex,
	probes: BTreeMap<ProbeIndex, Probe>,
}

impl ProbeBook {
	/// The configured ones, of which nothing is known yet.
	pub fn new(carrier: CarrierIndex, wanted: Vec<Wanted>) -> Self {
		let probe = |wanted: Wanted| (wanted.index, Probe::new(Some(wanted)));
		Self { carrier, probes: wanted.into_iter().map(probe).collect() }
	}

	/// The configured probes and those of `bonded`: what the chain is to be asked about.
	pub fn to_ask(&self, bonded: &[ProbeIndex]) -> Vec<ProbeIndex> {
		let mut all: Vec<_> = self.probes.keys().chain(bonded).copied().collect();
		all.sort_unstable();
		all.dedup();
		all
	}

	/// Takes over what the chain says of a probe; gives what is wrong with it now if that is news.
	pub fn observe(
		&mut self,
		index: ProbeIndex,
		view: Option<ProbeView>,
	) -> Option<Option<ProbeTrouble>> {
		let ours = view.as_ref().is_some_and(|view| view.carrier == self.carrier);
		if !self.probes.contains_key(&index) && !ours {
			return None;
		}
		let before = self.trouble(index);
		let known = self.probes.contains_key(&index);
		let probe = self.probes.entry(index).or_insert_with(|| Probe::new(None));
		(probe.view, probe.asked) = (view, true);
		// One that was only known by the chain is forgotten with it.
		if probe.wanted.is_none() && !ours {
			self.probes.remove(&index);
			return None;
		}
		let after = self.trouble(index);
		(before != after || !known).then_some(after)
	}

	/// What is wrong with a probe.
	pub fn trouble(&self, index: ProbeIndex) -> Option<ProbeTrouble> {
		let probe = self.probes.get(&index)?;
		let Some(view) = &probe.view else {
			return Some(if probe.asked {
				ProbeTrouble::NotBonded
			} else {
				ProbeTrouble::NotAsked
			});
		};
		if view.carrier != self.carrier {
			return Some(ProbeTrouble::OtherCarrier);
		}
		match &probe.wanted {
			None => Some(ProbeTrouble::NotConfigured),
			Some(wanted) if wanted.key.is_some_and(|key| key != view.key) => {
				Some(ProbeTrouble::OtherKey)
			}
			Some(_) => None,
		}
	}

	/// Somebody has asked about a probe, which only that probe has a reason to.
	pub fn inquired(&mut self, index: ProbeIndex, now: u64) {
		if let Some(probe) = self.probes.get_mut(&index) {
			probe.inquired = Some(now);
		}
	}

	/// A probe has handed in a report with its own signature.
	pub fn heard(&mut self, index: ProbeIndex, window: Window, now: u64) {
		if let Some(probe) = self.probes.get_mut(&index) {
			probe.heard = Some((now, window));
		}
	}

	/// What became of a report of a probe.
	pub fn count(&mut self, index: ProbeIndex, outcome: &Outcome) {
		if let Some(probe) = self.probes.get_mut(&index) {
			probe.tally.count(outcome);
		}
	}

	/// All of them for the operator, by index. `now` is in milliseconds.
	pub fn status(&self, now: u64) -> Value {
		let all = self.probes.iter().map(|(index, probe)| {
			let trouble = self.trouble(*index);
			let bonded = probe.view.as_ref().filter(|view| view.carrier == self.carrier);
			let since: Option<BlockNumber> = bonded.map(|view| view.since);
			let status = json!({
				"name": probe.wanted.as_ref().and_then(|wanted| wanted.name.clone()),
				"bonded": if probe.asked { json!(bonded.is_some()) } else { Value::Null },
				"since_block": since,
				"trouble": trouble.map(ProbeTrouble::name),
				"next": trouble.map(ProbeTrouble::next),
				"last_asked_seconds": probe.inquired.map(|at| now.saturating_sub(at) / 1_000),
				"last_report_seconds": probe.heard.map(|(at, _)| now.saturating_sub(at) / 1_000),
				"last_window": probe.heard.map(|(_, window)| window),
				"reports": probe.tally,
			});
			(index.to_string(), status)
		});
		Value::Object(all.collect())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn view(index: ProbeIndex, carrier: CarrierIndex, key: u8) -> ProbeView {
		ProbeView { index, carrier, key: AnyKey::Sr25519([key; 32]), since: 12, deposit: 1 }
	}

	fn book() -> ProbeBook {
		let wanted = |index, key: Option<u8>| Wanted {
			index,
			name: Some(format!("van {index}")),
			key: key.map(|key| AnyKey::Sr25519([key; 32])),
		};
		ProbeBook::new(4, vec![wanted(1, Some(7)), wanted(2, None), wanted(3, None)])
	}

	#[test]
	fn the_chain_is_asked_about_configured_and_bonded_probes() {
		assert_eq!(book().to_ask(&[9, 2]), [1, 2, 3, 9]);
	}

	#[test]
	fn what_is_wrong_with_a_probe_is_said_once_and_shown_always() {
		let mut book = book();
		assert_eq!(book.trouble(1), Some(ProbeTrouble::NotAsked));
		assert_eq!(book.observe(1, Some(view(1, 4, 8))), Some(Some(ProbeTrouble::OtherKey)));
		assert_eq!(book.observe(1, Some(view(1, 4, 8))), None);
		assert_eq!(book.observe(1, Some(view(1, 4, 7))), Some(None));
		assert_eq!(book.observe(2, Some(view(2, 5, 7))), Some(Some(ProbeTrouble::OtherCarrier)));
		assert_eq!(book.observe(3, Some(view(3, 4, 7))), Some(None));
		assert_eq!(book.observe(3, None), Some(Some(ProbeTrouble::NotBonded)));
		let status = book.status(0);
		assert_eq!(status["1"]["bonded"], json!(true));
		assert_eq!(status["2"]["trouble"], json!("another-carriers"));
		assert_eq!(status["2"]["bonded"], json!(false));
		assert_eq!(status["3"]["next"], json!(ProbeTrouble::NotBonded.next()));
	}

	#[test]
	fn a_bonded_probe_that_nobody_named_is_shown_until_it_is_removed() {
		let mut book = book();
		assert_eq!(book.observe(9, Some(view(9, 5, 1))), None, "another carrier's");
		assert_eq!(book.observe(9, Some(view(9, 4, 1))), Some(Some(ProbeTrouble::NotConfigured)));
		assert_eq!(book.status(0)["9"]["trouble"], json!("not-configured"));
		assert_eq!(book.observe(9, None), None);
		assert_eq!(book.status(0)["9"], Value::Null);
	}

	#[test]
	fn a_probes_reports_are_counted_by_what_became_of_them() {
		let mut book = book();
		book.heard(1, 31, 5_000);
		book.count(1, &Outcome::Accepted);
		book.count(1, &Outcome::Refused { code: 8, reason: "far".into(), next: String::new() });
		book.count(77, &Outcome::Accepted);
		let status = book.status(12_345);
		assert_eq!(status["1"]["last_report_seconds"], json!(7));
		assert_eq!(status["1"]["last_window"], json!(31));
		assert_eq!(status["1"]["reports"]["accepted"], json!(1));
		assert_eq!(status["1"]["reports"]["refused"]["far"], json!(1));
		assert_eq!(status["77"], Value::Null);
	}

	#[test]
	fn a_probe_that_hears_nobody_is_told_from_one_that_does_not_run() {
		let mut book = book();
		book.inquired(1, 5_000);
		book.inquired(77, 5_000);
		let status = book.status(12_345);
		assert_eq!(status["1"]["last_asked_seconds"], json!(7));
		assert_eq!(status["1"]["last_report_seconds"], Value::Null);
		assert_eq!(status["2"]["last_asked_seconds"], Value::Null);
		assert_eq!(status["77"], Value::Null, "nobody's name fills the book");
	}
}
