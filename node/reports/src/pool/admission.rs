//! What enters the pool, and what has to go for it.

use super::{
	held::{most_commits, Held},
	Pool, Screened, Session, CHALLENGE_BYTES, MAX_COMMITS, MAX_PER_CHALLENGE, REPORT_BYTES,
	SOURCES, WITNESS_BYTES,
};
use crate::refusal::{Outcome, Refusal};
use cairn_primitives::coverage::{SignedWitnessReport, WitnessId, WitnessReport};

impl Pool {
	/// What can be said about a report without checking it: hash tables only.
	///
	/// Its signature was not looked at, so nothing is counted against its witness.
	pub fn screen(&mut self, report: &WitnessReport, session: Option<Session>) -> Screened {
		if let Err(refusal) = self.in_time(report.window) {
			return Screened::Refused(refusal);
		}
		let challenge = (report.window, report.challenged);
		if let Some(held) = self.challenges.get_mut(&challenge) {
			let known = held
				.iter_mut()
				.find(|held| held.witness == report.witness && held.commit == report.commit);
			if let Some(known) = known {
				let again = session.is_some_and(|session| known.came_by(session));
				return Screened::Known { again };
			}
		}
		match self.room(report) {
			Ok(_) => Screened::New,
			Err(refusal) => Screened::Refused(refusal),
		}
	}

	/// Whether there is room for one more report, and the one of the same challenge that would have
	/// to go.
	fn room(&self, report: &WitnessReport) -> Result<Option<u64>, Refusal> {
		let witness = report.witness;
		let challenge = (report.window, report.challenged);
		let held = self.challenges.get(&challenge).map(Vec::as_slice).unwrap_or_default();
		let own = held.iter().filter(|held| held.witness == witness).count();
		if own >= MAX_COMMITS {
			return Err(Refusal::TOO_MANY_COMMITS);
		}
		if !self.witnesses.may_report(witness, self.now()) {
			return Err(Refusal::WITNESS_TOO_FAST);
		}
		let (goes, freed) = if held.len() < MAX_PER_CHALLENGE {
			(None, 0)
		} else {
			let goes = most_commits(held).filter(|(commits, _)| *commits >= own.saturating_add(2));
			let (_, number) = goes.ok_or(Refusal::CHALLENGE_FULL)?;
			(Some(number), REPORT_BYTES)
		};
		let taken = self.bytes().saturating_sub(freed).saturating_add(self.cost(report));
		if taken <= self.limits.bytes || self.gives_way(witness).is_some() {
			Ok(goes)
		} else {
			Err(Refusal::POOL_FULL)
		}
	}

	/// What a report would add to the octets that count.
	fn cost(&self, report: &WitnessReport) -> usize {
		let challenge = !self.challenges.contains_key(&(report.window, report.challenged));
		let witness = !self.witnesses.knows(report.witness);
		REPORT_BYTES
			+ if challenge { CHALLENGE_BYTES } else { 0 }
			+ if witness { WITNESS_BYTES } else { 0 }
	}

	/// The report that gives way to one of this witness.
	fn gives_way(&self, witness: WitnessId) -> Option<u64> {
		let (_, most, newest) = self.witnesses.heaviest()?;
		(most >= self.witnesses.held(witness).saturating_add(2)).then_some(newest)
	}

	/// Takes a report that was found to be valid: signed by its witness, and by the chain's rules.
	pub fn admit(&mut self, signed: &SignedWitnessReport, session: Option<Session>) -> Outcome {
		let report = &signed.report;
		match self.screen(report, session) {
			Screened::New => {}
			Screened::Known { .. } => return Outcome::Known,
			Screened::Refused(refusal) => return Outcome::Refused(refusal),
		}
		if let Ok(Some(goes)) = self.room(report) {
			self.evict(goes);
		}
		while self.bytes().saturating_add(self.cost(report)) > self.limits.bytes {
			match self.gives_way(report.witness) {
				Some(goes) => self.evict(goes),
				None => return Outcome::Refused(Refusal::POOL_FULL),
			}
		}
		self.insert(signed, session);
		Outcome::Accepted
	}

	fn insert(&mut self, signed: &SignedWitnessReport, session: Option<Session>) {
		let SignedWitnessReport { report, signature } = *signed;
		let WitnessReport { window, challenged, witness, rssi, channel, commit } = report;
		let number = self.next;
		self.next = number.saturating_add(1);
		let mut sources = [0; SOURCES];
		sources[0] = session.unwrap_or(0);
		let held = Held { number, witness, rssi, channel, commit, signature, sources };
		let challenge = self.challenges.entry((window, challenged)).or_default();
		// One at a time: what is reserved counts against the bound.
		challenge.reserve_exact(1);
		challenge.push(held);
		self.order.insert(number, (window, challenged));
		let now = self.now();
		self.witnesses.add(witness, number, now);
	}

	fn evict(&mut self, number: u64) {
		let Some(challenge) = self.order.remove(&number) else { return };
		let Some(held) = self.challenges.get_mut(&challenge) else { return };
		if let Some(place) = held.iter().position(|held| held.number == number) {
			let gone = held.remove(place);
			held.shrink_to_fit();
			self.witnesses.remove(gone.witness, number);
			self.evicted = self.evicted.saturating_add(1);
		}
		if held.is_empty() {
			self.challenges.remove(&challenge);
		}
	}
}
