//! After the window: reports about this router become a proof.

use super::{
	blake2_256, choose,
	pending::{GivenUp, Pending, Stage},
	refusal::Remedy,
	sites::{witness_site, Ask},
	Coverage, Proof, ProveError, ProveRefusal, Verdict,
};
use crate::core::Moment;
use cairn_primitives::{
	coverage::{commit, SignedWitnessReport, Window, WitnessId},
	AccountBytes, GenesisHash,
};
use cairn_scoring::{judge_probe, judge_router, Challenged};
use std::collections::BTreeMap;

/// The most reports about one challenge that are looked at: the node's pool holds no more.
const MAX_COLLECTED: usize = 512;
/// Blocks after which a proof that was sent is looked after: by then it is final, or lost.
const LOOK_AFTER: u32 = 10;

/// Why there is no proof to send now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unproven {
	/// It is not this router's challenge, not due, or over.
	NotDue,
	/// This router takes no part.
	Obstacle(super::Obstacle),
	/// No report is there.
	NoReports,
	/// None of them counts.
	NoValidReport,
}

/// What became of the reports that the node held.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Collected {
	/// Those that fit the secret, one of each witness, by witness.
	reports: BTreeMap<WitnessId, Vec<SignedWitnessReport>>,
	/// How many the node held.
	pub held: usize,
	/// Not about this challenge.
	pub foreign: usize,
	/// Whose commit is of another secret: nothing was heard, or somebody else's beacon.
	pub wrong_commit: usize,
	/// Whose signature is not the witness's.
	pub wrong_signature: usize,
	/// Of witnesses whose signature the chain has refused.
	pub left_out: usize,
	/// Those that do not count, by the chain's reasons.
	pub verdicts: BTreeMap<Verdict, usize>,
}

impl Collected {
	/// Why reports do not count, by name.
	fn not_counted(&self) -> BTreeMap<&'static str, usize> {
		let mut counts: BTreeMap<_, _> =
			self.verdicts.iter().map(|(verdict, count)| (verdict.name(), *count)).collect();
		counts.extend([
			("foreign", self.foreign),
			("wrong-commit", self.wrong_commit),
			("wrong-signature", self.wrong_signature),
			("signature-refused", self.left_out),
		]);
		counts.retain(|_, count| *count > 0);
		counts
	}
}

impl Coverage {
	/// The windows that are to be proven now.
	pub fn due(&self, now: Moment) -> Vec<Window> {
		let due = self.pending.values().filter(|pending| pending.is_due(now, self.finalized));
		due.map(|pending| pending.window.number).collect()
	}

	/// Sorts the reports that the node holds about one of this router's challenges.
	pub fn collect(&self, number: Window, reports: Vec<SignedWitnessReport>) -> Collected {
		let mut collected = Collected { held: reports.len(), ..Collected::default() };
		let (Some(pending), Some(index)) = (self.pending.get(&number), self.index) else {
			return collected;
		};
		let secret = self.secret(&pending.window);
		for signed in reports.into_iter().take(MAX_COLLECTED) {
			let report = &signed.report;
			if (report.window, report.challenged) != (number, index) {
				collected.foreign += 1;
			} else if report.commit != commit(&secret, report.witness, blake2_256) {
				collected.wrong_commit += 1;
			} else if pending.left_out.contains(&report.witness) {
				collected.left_out += 1;
			} else {
				collected.reports.entry(report.witness).or_default().push(signed);
			}
		}
		collected
	}

	/// What the chain must be asked before these reports can be judged.
	pub fn wanted_for(&self, number: Window, collected: &Collected) -> Vec<Ask> {
		let asks = collected.reports.keys().map(|witness| match witness {
			WitnessId::Router(index) => Ask::Router(number, *index),
			WitnessId::Probe(index) => Ask::Probe(number, *index),
		});
		let own = self.index.map(|index| Ask::Router(number, index));
		own.into_iter().chain(asks).filter(|ask| !self.sites.knows(*ask)).collect()
	}

	/// Judges the reports as the chain will, and makes the proof.
	pub fn proof(&mut self, number: Window, collected: &mut Collected) -> Result<Proof, Unproven> {
		let (Some(genesis), Some(index), Some(pending)) =
			(self.genesis, self.index, self.pending.get(&number))
		else {
			return Err(Unproven::NotDue);
		};
		let view = pending.window;
		if let Some(obstacle) = self.obstacle(Some(&view)) {
			return Err(Unproven::Obstacle(obstacle));
		}
		let site = self.sites.router(number, index).and_then(Option::as_ref);
		let challenged =
			site.and_then(|site| Some(Challenged { index, owner: site.owner, cell: site.cell? }));
		let Some(challenged) = challenged else {
			return Err(Unproven::Obstacle(super::Obstacle::SiteUnknown));
		};
		let reports = std::mem::take(&mut collected.reports);
		let mut valid = Vec::new();
		for of_witness in reports.into_values() {
			let found = self.first_valid(of_witness, &genesis, &challenged, collected);
			valid.extend(found);
		}
		let count = valid.len();
		let lines = choose(&view.seed, valid);
		self.tally.received = self.tally.received.saturating_add(collected.held as u64);
		if let Some(pending) = self.pending.get_mut(&number) {
			pending.reports = Some((collected.held, count));
			pending.not_counted = collected.not_counted();
		}
		if lines.is_empty() {
			let none = collected.held == 0;
			return Err(if none { Unproven::NoReports } else { Unproven::NoValidReport });
		}
		let secret = self.secret(&view);
		Ok(Proof::sign((number, view.seed), index, secret, lines, &genesis, |octets| {
			self.crypto.sign(octets)
		}))
	}

	/// Of a witness's reports the first that counts: it may have signed several.
	fn first_valid(
		&self,
		reports: Vec<SignedWitnessReport>,
		genesis: &GenesisHash,
		challenged: &Challenged<AccountBytes>,
		collected: &mut Collected,
	) -> Option<SignedWitnessReport> {
		for signed in reports {
			let report = &signed.report;
			let began = self.pending.get(&report.window)?.window.begin;
			let (verdict, key) = match report.witness {
				WitnessId::Router(witness) => {
					// Not asked yet: the next turn does.
					let site = self.sites.router(report.window, witness)?.as_ref();
					let seen = site.map(witness_site);
					let verdict =
						judge_router(challenged, witness, seen, report.channel, report.rssi);
					(verdict, site.map(|site| &site.key))
				}
				WitnessId::Probe(probe) => {
					let probe = self.sites.probe(report.window, probe)?.as_ref();
					let verdict =
						judge_probe(probe.map(|probe| probe.since), began, report.channel);
					(verdict, probe.map(|probe| &probe.key))
				}
			};
			if verdict != Verdict::Valid {
				*collected.verdicts.entry(verdict).or_insert(0) += 1;
				continue;
			}
			let payload = report.signing_payload(genesis);
			if key.is_some_and(|key| self.crypto.verify(key, &payload, &signed.signature)) {
				return Some(signed);
			}
			collected.wrong_signature += 1;
		}
		None
	}

	/// Takes note that there was nothing to send, or that nobody could be asked.
	pub fn postponed(&mut self, now: Moment, number: Window, why: Result<Unproven, String>) {
		let Some(pending) = self.pending.get_mut(&number) else { return };
		pending.not_before = Some(now.after(self.settings.visit_every));
		match why {
			Ok(Unproven::Obstacle(obstacle)) => {
				pending.obstacle = Some(obstacle);
				// It may go: somebody may vouch in the meantime.
				if let Some(index) = self.index {
					self.sites.forget(Ask::Router(number, index));
				}
			}
			Ok(_) => (pending.trouble, pending.obstacle) = (None, None),
			Err(trouble) => pending.trouble = Some(trouble),
		}
	}

	/// Takes note of what came of sending a proof.
	pub fn proved(&mut self, now: Moment, proof: &Proof, result: &Result<[u8; 32], ProveError>) {
		let again = self.finalized.saturating_add(LOOK_AFTER);
		let later = now.after(self.settings.visit_every);
		let Some(pending) = self.pending.get_mut(&proof.window) else { return };
		(pending.trouble, pending.obstacle) = (None, None);
		// What nobody answered may have arrived all the same.
		pending.sent |= matches!(result, Ok(_) | Err(ProveError::Unanswered(_)));
		match result {
			Ok(_) => {
				pending.stage = Stage::Sent(again);
				pending.refusal = None;
			}
			Err(ProveError::Refused(code)) => {
				if refused(pending, later, proof, ProveRefusal(*code)) {
					self.tally.proven += 1;
				}
			}
			Err(ProveError::Later(reason)) => put_off(pending, later, reason.clone()),
			Err(ProveError::Unanswered(error)) => put_off(pending, later, error.to_string()),
		}
		self.touch();
		if let Some(Remedy::CollectAgain) = self.last_remedy(proof.window) {
			// Somebody's place, key or sponsor has changed since it was asked for.
			for line in &proof.reports {
				self.sites.forget(match line.witness {
					WitnessId::Router(index) => Ask::Router(proof.window, index),
					WitnessId::Probe(index) => Ask::Probe(proof.window, index),
				});
			}
			self.sites.forget(Ask::Router(proof.window, proof.router));
		}
	}

	/// Takes over why the chain counts no report of a proof that this router thought good.
	pub fn judged(&mut self, number: Window, verdicts: &[(WitnessId, Verdict)]) {
		let Some(pending) = self.pending.get_mut(&number) else { return };
		for (_, verdict) in verdicts.iter().filter(|(_, verdict)| *verdict != Verdict::Valid) {
			*pending.not_counted.entry(verdict.name()).or_insert(0) += 1;
		}
	}

	fn last_remedy(&self, number: Window) -> Option<Remedy> {
		Some(self.pending.get(&number)?.refusal?.remedy())
	}
}

fn put_off(pending: &mut Pending, later: Moment, trouble: String) {
	pending.not_before = Some(later);
	pending.trouble = Some(trouble);
}

/// What a refusal makes of a challenge; true if it says that the window is proven.
fn refused(pending: &mut Pending, later: Moment, proof: &Proof, refusal: ProveRefusal) -> bool {
	pending.not_before = Some(later);
	let remedy = refusal.remedy();
	if remedy == Remedy::Proven {
		pending.stage = Stage::Proven;
		return true;
	}
	pending.refusal = Some(refusal);
	match remedy {
		Remedy::GiveUp => pending.stage = Stage::GivenUp(GivenUp::Refused(refusal)),
		Remedy::LeaveOut(place) => {
			pending.left_out.extend(proof.reports.get(place).map(|line| line.witness));
			pending.not_before = None;
			pending.stage = Stage::Waiting;
		}
		Remedy::Wait | Remedy::CollectAgain | Remedy::Proven => pending.stage = Stage::Waiting,
	}
	false
}
