//! How the machine changes by what passes between it and a carrier.

use super::{
	exchange::is_relay,
	link::{InFlight, Reported},
	machine::Machine,
	time::Moment,
};
use cairn_primitives::{
	Answer, CarrierIndex, Octets, Reason, ReceiptLine, RouterIndex, SessionRef,
};
use std::collections::BTreeMap;

impl Machine {
	/// A report is under way.
	pub(super) fn sent(&mut self, carrier: CarrierIndex, in_flight: &InFlight) {
		let link = self.state.links.entry(carrier).or_default();
		link.next_number = in_flight.number.saturating_add(1);
		link.next_identifier = in_flight.identifier.wrapping_add(1);
		link.in_flight = Some(in_flight.clone());
		link.restore &= !in_flight.restores;
		if let Some(reported) = &in_flight.session {
			if let Some(session) = self.state.sessions.get_mut(&reported.key) {
				session.dirty = None;
				session.reported = session.reported.max(reported.octets);
			}
		}
	}

	/// An answer has been judged good: it is taken over.
	pub(super) fn adopt(
		&mut self,
		now: Moment,
		carrier: CarrierIndex,
		answer: &Answer,
		lines: &[ReceiptLine],
		credited: Octets,
	) {
		self.revision += 1;
		let index = answer.body.router;
		let retained = self.marks_of_sessions(carrier, index);
		let link = self.state.links.entry(carrier).or_default();
		link.newest = Some(answer.clone());
		let own = link.growth(lines, |kind| !is_relay(kind));
		let lost = link.recovering;
		let mut written_off = 0;
		if lost {
			let gained = link.carry.saturating_add(own);
			link.carry = gained.saturating_sub(credited);
			written_off = credited.saturating_sub(gained);
			link.written_off = link.written_off.saturating_add(written_off);
		} else {
			link.carry = link.carry.saturating_sub(credited.saturating_sub(own));
			link.unexplained = link.unexplained.saturating_add(own.saturating_sub(credited));
		}
		link.recovering = false;
		link.offered = false;
		link.credited = link.credited.saturating_add(credited - written_off.min(credited));
		for line in lines {
			link.lanes.insert((line.version, line.kind), *line);
		}
		link.marks = retained;
		for mark in &answer.body.marks {
			link.marks.insert(mark.session, mark.octets);
		}
		let in_flight = link.in_flight.take();
		if lost {
			self.bound_carry(carrier, index);
		}
		if let Some(timers) = self.timers.get_mut(&carrier) {
			timers.answered(now);
			timers.lose(written_off);
		}
		if let Some(reported) = in_flight.and_then(|in_flight| in_flight.session) {
			let name = reported.key.name(index);
			let refusal = answer.body.refused.iter().find(|r| r.session == name).map(|r| r.reason);
			let mark = self.state.links.get(&carrier).map_or(0, |link| link.mark(&name));
			self.reported(now, carrier, &reported, mark, refusal);
		}
	}

	/// What was credited unseen cannot be more than what the sessions open here still miss.
	fn bound_carry(&mut self, carrier: CarrierIndex, index: RouterIndex) {
		let Some(link) = self.state.links.get_mut(&carrier) else { return };
		let missing = self
			.state
			.sessions
			.iter()
			.filter(|(_, session)| session.carrier == carrier)
			.map(|(key, session)| session.octets().saturating_sub(link.mark(&key.name(index))))
			.fold(0, Octets::saturating_add);
		link.carry = link.carry.min(missing);
	}

	/// Marks of the sessions that are still open here, whether an answer repeats them or not.
	fn marks_of_sessions(
		&self,
		carrier: CarrierIndex,
		index: RouterIndex,
	) -> BTreeMap<SessionRef, Octets> {
		let Some(link) = self.state.links.get(&carrier) else { return BTreeMap::new() };
		self.state
			.sessions
			.iter()
			.filter(|(_, session)| session.carrier == carrier)
			.filter_map(|(key, _)| {
				let name = key.name(index);
				link.marks.get(&name).map(|mark| (name, *mark))
			})
			.collect()
	}

	/// What an answer says about the session that was reported.
	fn reported(
		&mut self,
		now: Moment,
		carrier: CarrierIndex,
		reported: &Reported,
		mark: Octets,
		refusal: Option<Reason>,
	) {
		let key = &reported.key;
		let Some(session) = self.state.sessions.get_mut(key) else { return };
		session.refusal = refusal;
		let done = mark >= reported.octets && refusal.is_none();
		let final_refusal = refusal.is_some_and(|reason| !reason.is_retryable());
		if let Some(timers) = self.timers.get_mut(&carrier) {
			timers.session_answered(now, key, done || final_refusal);
		}
		let left = session.octets().saturating_sub(mark);
		if reported.ends && (final_refusal || (done && left == 0)) {
			self.finish(key);
		} else if !done && !final_refusal {
			self.mark_dirty(key);
		}
		// What was refused for good and has not changed since is reported again only at its end or
		// with another token.
	}

	/// The carrier refused a report as a whole.
	///
	/// Where that may pass, the session is reported again; otherwise it is refused for good, so that
	/// it does not stand in the way of others. A carrier in shadow mode refuses everything, and yet
	/// wants to hear of it.
	pub(super) fn rejected(&mut self, now: Moment, carrier: CarrierIndex, reason: Reason) {
		let session = self
			.state
			.links
			.get(&carrier)
			.and_then(|link| link.in_flight.as_ref()?.session.clone())
			.filter(|_| !reason.is_retryable());
		if session.is_none() {
			self.reopen_in_flight(carrier);
		}
		if let Some(link) = self.state.links.get_mut(&carrier) {
			link.in_flight = None;
			link.recovering &= reason != Reason::Shadow;
		}
		if let Some(timers) = self.timers.get_mut(&carrier) {
			timers.rejected(now, reason, session.is_some());
		}
		if let Some(reported) = session {
			let name = self.index().map(|index| reported.key.name(index));
			let link = self.state.links.get(&carrier);
			let mark = name.zip(link).map_or(0, |(name, link)| link.mark(&name));
			self.reported(now, carrier, &reported, mark, Some(reason));
		}
	}

	/// Ends the exchange under way without an answer; its session is to be reported anew.
	pub(super) fn reopen_in_flight(&mut self, carrier: CarrierIndex) {
		let Some(link) = self.state.links.get_mut(&carrier) else { return };
		if let Some(reported) = link.in_flight.take().and_then(|in_flight| in_flight.session) {
			self.mark_dirty(&reported.key);
		}
	}
}
