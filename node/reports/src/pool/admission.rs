//! What enters the pool, and what has to go for it.

use super::{
	held::{most_commits, Held},
	Pool, Screened, Session, CHALLENGE_BYTES, MAX_COMMITS, PROBE_PLACES, REPORT_BYTES,
	ROUTER_PLACES, SOURCES, WITNESS_BYTES,
};
use crate::refusal::{Outcome, Refusal};
use cairn_primitives::coverage::{SignedWitnessReport, WitnessId, WitnessReport};
use std::mem::discriminant;

/// How many reports by witnesses of this one's kind are held for a challenge.
const fn places(witness: WitnessId) -> usize {
	match witness {
		WitnessId::Router(_) => ROUTER_PLACES,
		WitnessId::Probe(_) => PROBE_PLACES,
	}
}

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

	/// The reports that go so that this one has room: none, if there is room. What makes it refused
	/// is found out before anything goes.
	fn room(&self, report: &WitnessReport) -> Result<Vec<(WitnessId, u64)>, Refusal> {
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
		let mut going = Vec::new();
		let kind = discriminant(&witness);
		let rivals = held.iter().filter(|held| discriminant(&held.witness) == kind);
		if rivals.clone().count() >= places(witness) {
			match most_commits(rivals) {
				Some((most, newest, of)) if most >= own.saturating_add(2) => {
					going.push((of, newest));
				}
				_ => return Err(Refusal::CHALLENGE_FULL),
			}
		}
		// Twice at most: two reports take more than a report, its challenge and its witness.
		while self.bytes_with(report, &going) > self.limits.bytes {
			let next = self.witnesses.gives_way(witness, &going).ok_or(Refusal::POOL_FULL)?;
			going.push(next);
		}
		Ok(going)
	}

	/// The octets that would count with this report and without those that go.
	fn bytes_with(&self, report: &WitnessReport, going: &[(WitnessId, u64)]) -> usize {
		let own = (report.window, report.challenged);
		let is_alone = |number: &u64| {
			self.order.get(number).is_some_and(|challenge| {
				*challenge != own && self.challenges.get(challenge).is_some_and(|h| h.len() == 1)
			})
		};
		let emptied = going.iter().filter(|(_, number)| is_alone(number)).count();
		self.bytes()
			.saturating_sub(going.len() * REPORT_BYTES + emptied * CHALLENGE_BYTES)
			.saturating_add(self.cost(report))
	}

	/// What a report would add to the octets that count.
	fn cost(&self, report: &WitnessReport) -> usize {
		let challenge = !self.challenges.contains_key(&(report.window, report.challenged));
		let witness = !self.witnesses.knows(report.witness);
		REPORT_BYTES
			+ if challenge { CHALLENGE_BYTES } else { 0 }
			+ if witness { WITNESS_BYTES } else { 0 }
	}

	/// Takes a report that was found to be valid: signed by its witness, and by the chain's rules.
	pub fn admit(&mut self, signed: &SignedWitnessReport, session: Option<Session>) -> Outcome {
		let report = &signed.report;
		match self.screen(report, session) {
			Screened::New => {}
			Screened::Known { .. } => return Outcome::Known,
			Screened::Refused(refusal) => return Outcome::Refused(refusal),
		}
		match self.room(report) {
			Ok(going) => going.into_iter().for_each(|(_, number)| self.evict(number)),
			Err(refusal) => return Outcome::Refused(refusal),
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
