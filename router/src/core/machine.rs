//! The machine: its state, and how each entry changes it.

use super::{
	chain::ChainPicture,
	exchange::Timers,
	link::{InFlight, Link},
	record::{Entry, FlashRecord, State, Uncounted},
	session::{find_token, Change, Session, SessionKey, Tokens},
	settings::Settings,
	time::Moment,
};
use cairn_primitives::{
	Answer, AnyKey, AnySignature, CarrierIndex, Octets, Reason, ReceiptLine, RouterIndex,
	SessionRef,
};
use cairn_radius::{Accounting, Attributes};
use std::collections::BTreeMap;

/// Signing with the device key and checking others' signatures.
pub trait Crypto: Send + Sync {
	/// The device key.
	fn key(&self) -> AnyKey;
	/// Signs with it.
	fn sign(&self, message: &[u8]) -> AnySignature;
	/// True when the signature is this key's over the message.
	fn verify(&self, key: &AnyKey, message: &[u8], signature: &AnySignature) -> bool;
}

/// Something that an operator may want to know; never holds a subscriber's identifier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
	/// A carrier is no longer served.
	Stopped(CarrierIndex, super::StopReason),
	/// A carrier is served again.
	Resumed(CarrierIndex),
}

/// Sessions remembered after their end, so that late packets do not open them again.
const CLOSED_KEPT: usize = 1024;
/// Sessions that do not count and are remembered while open.
const UNCOUNTED_KEPT: usize = 4096;

/// Router, sessions and carriers.
pub struct Machine {
	pub(super) settings: Settings,
	pub(super) crypto: Box<dyn Crypto>,
	pub(super) state: State,
	pub(super) timers: BTreeMap<CarrierIndex, Timers>,
	/// When something was last heard of each session.
	pub(super) heard: BTreeMap<SessionKey, Moment>,
	/// Rises with every change that belongs on flash.
	pub(super) revision: u64,
}

impl Machine {
	/// A machine that goes on from a state: the default one for a new router.
	pub fn new(settings: Settings, crypto: Box<dyn Crypto>, state: State, now: Moment) -> Self {
		let mut machine = Self {
			settings,
			crypto,
			state,
			timers: BTreeMap::new(),
			heard: BTreeMap::new(),
			revision: 0,
		};
		for (carrier, settings) in &machine.settings.carriers {
			machine.state.links.entry(*carrier).or_default();
			machine.timers.insert(*carrier, Timers::new(now, settings));
		}
		machine.heard = machine.state.sessions.keys().map(|key| (key.clone(), now)).collect();
		machine
	}

	/// The state, to be recorded as a whole.
	pub fn state(&self) -> &State {
		&self.state
	}

	/// What of it belongs on flash.
	pub fn to_flash(&self) -> FlashRecord {
		self.state.to_flash()
	}

	/// Takes over what flash holds where that is newer than the journal.
	pub fn merge_flash(&mut self, record: FlashRecord) {
		self.state.merge_flash(record);
	}

	/// Rises with every change that belongs on flash, from 0 at the start.
	pub fn revision(&self) -> u64 {
		self.revision
	}

	/// What the operator decided.
	pub fn settings(&self) -> &Settings {
		&self.settings
	}

	/// This router's index, once the chain has told.
	pub fn index(&self) -> Option<RouterIndex> {
		self.state.chain.as_ref()?.router.as_ref().map(|router| router.index)
	}

	/// What is known of the chain.
	pub fn chain(&self) -> Option<&ChainPicture> {
		self.state.chain.as_ref()
	}

	/// The entry to record for a new picture of the chain, if what must survive has changed.
	/// [`Self::observe`] takes the picture over in any case.
	pub fn chain_entry(&self, picture: &ChainPicture) -> Option<Entry> {
		let known = self.state.chain.as_ref().map(ChainPicture::essence);
		(known.as_ref() != Some(&picture.essence())).then(|| Entry::Chain(picture.clone()))
	}

	/// Takes over a new picture of the chain.
	pub fn observe(&mut self, picture: ChainPicture) {
		for (carrier, of_carrier) in &picture.carriers {
			let Some(link) = self.state.links.get_mut(carrier) else { continue };
			// What can never settle any more is worth nothing.
			link.lanes.retain(|(version, _), _| {
				of_carrier.tariff(*version).is_none_or(|tariff| tariff.settleable)
			});
		}
		self.state.chain = Some(picture);
		for timers in self.timers.values_mut() {
			timers.chain_seen();
		}
	}

	/// Applies an entry that has been recorded.
	pub fn apply(&mut self, now: Moment, entry: &Entry) {
		match entry {
			Entry::Packet(attributes) => self.packet(now, attributes),
			Entry::Uncounted(session, why, open) => self.uncounted(*session, *why, *open),
			Entry::UncountedEnded(session) => {
				self.state.tally.open.remove(session);
				self.close(*session);
			}
			Entry::BssEnded(bss, cause) => self.bss_ended(bss.as_deref(), *cause),
			Entry::Silent(key) => self.end_session(key, super::session::LOST_SERVICE),
			Entry::Sent(carrier, in_flight) => self.sent(*carrier, in_flight),
			Entry::Adopted(carrier, answer, lines, credited) => {
				let relayed = self
					.link(*carrier)
					.map_or(0, |link| link.growth(lines, super::exchange::is_relay));
				self.spend_belief(now, *carrier, relayed);
				self.adopt(now, *carrier, answer, lines, *credited);
			}
			Entry::Rejected(carrier, reason) => self.rejected(now, *carrier, *reason),
			Entry::RestoreAsked(carrier) => {
				self.reopen_in_flight(*carrier);
				if let Some(link) = self.state.links.get_mut(carrier) {
					link.restore = true;
				}
			}
			Entry::GivenUp(carrier) => {
				self.reopen_in_flight(*carrier);
				if let Some(link) = self.state.links.get_mut(carrier) {
					link.may_have_lost();
				}
			}
			Entry::RestoreOffered(carrier) => {
				self.reopen_in_flight(*carrier);
				if let Some(link) = self.state.links.get_mut(carrier) {
					link.may_have_lost();
					link.restore = true;
					link.offered = true;
				}
			}
			Entry::Abandoned(key) => self.finish(key),
			Entry::Chain(picture) => {
				self.revision += 1;
				self.observe(picture.clone());
			}
		}
	}

	fn packet(&mut self, now: Moment, attributes: &[u8]) {
		// What was recorded was understood before.
		let Ok(attributes) = Attributes::parse(attributes) else { return };
		let Ok(view) = Accounting::read(&attributes) else { return };
		let Some(key) = super::accounting::session_key(&view) else { return };
		let token = match find_token(&view.classes, |c| self.settings.carriers.contains_key(&c)) {
			Tokens::Found(token) => Some(token),
			_ => None,
		};
		let change = match (self.state.sessions.get_mut(&key), token) {
			(Some(session), token) => session.update(token.as_ref(), &attributes, &view),
			(None, Some(token)) => {
				let (session, change) = Session::new(&token, &attributes, &view);
				self.state.sessions.insert(key.clone(), session);
				change
			}
			(None, None) => return,
		};
		self.heard.insert(key.clone(), now);
		self.state.tally.backwards += u64::from(change.backwards);
		self.changed(&key, change);
	}

	fn changed(&mut self, key: &SessionKey, change: Change) {
		let Some(session) = self.state.sessions.get_mut(key) else { return };
		if change.token {
			session.refusal = None;
		}
		// What was refused for good is reported once more only at its end.
		let refused = session.refusal.is_some_and(|reason| !reason.is_retryable());
		if change.news && (!refused || change.ended) {
			self.mark_dirty(key);
		}
	}

	pub(super) fn mark_dirty(&mut self, key: &SessionKey) {
		if let Some(session) = self.state.sessions.get_mut(key) {
			if session.dirty.is_none() {
				self.state.sequence += 1;
				session.dirty = Some(self.state.sequence);
			}
		}
	}

	fn uncounted(&mut self, session: SessionRef, why: Uncounted, open: bool) {
		let tally = &mut self.state.tally;
		if tally.open.contains_key(&session) {
			return;
		}
		*tally.sessions.entry(why).or_insert(0) += 1;
		if !open {
			self.close(session);
			return;
		}
		if tally.open.len() >= UNCOUNTED_KEPT {
			// Whose Stop was lost cannot be told; at worst one is numbered twice.
			tally.open.pop_first();
		}
		tally.open.insert(session, why);
	}

	fn bss_ended(&mut self, bss: Option<&[u8]>, cause: u32) {
		let keys: Vec<_> = self
			.state
			.sessions
			.keys()
			.filter(|key| bss.is_none_or(|bss| bss == key.bss))
			.cloned()
			.collect();
		for key in keys {
			self.end_session(&key, cause);
		}
	}

	fn end_session(&mut self, key: &SessionKey, cause: u32) {
		if let Some(session) = self.state.sessions.get_mut(key) {
			if session.assume_end(cause) {
				self.mark_dirty(key);
			}
		}
	}

	fn sent(&mut self, carrier: CarrierIndex, in_flight: &InFlight) {
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

	fn adopt(
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
		let own = link.growth(lines, |kind| !super::exchange::is_relay(kind));
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
		reported: &super::Reported,
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

	/// Forgets a session that is over; octets that were never credited are added up by reason.
	fn finish(&mut self, key: &SessionKey) {
		let Some(session) = self.state.sessions.remove(key) else { return };
		self.heard.remove(key);
		let name = self.index().map(|index| key.name(index));
		if let Some(link) = self.state.links.get_mut(&session.carrier) {
			let mark = name.map_or(0, |name| link.mark(&name));
			let left = session.octets().saturating_sub(mark);
			if left > 0 {
				let sum = link.refused.entry(session.refusal).or_insert(0);
				*sum = sum.saturating_add(left);
			}
			if let Some(name) = name {
				link.marks.remove(&name);
			}
			if let Some(timers) = self.timers.get_mut(&session.carrier) {
				timers.session_over(key, left);
			}
		}
		self.close(key.short());
	}

	fn close(&mut self, session: SessionRef) {
		if self.state.closed.contains(&session) {
			return;
		}
		if self.state.closed.len() >= CLOSED_KEPT {
			self.state.closed.pop_front();
		}
		self.state.closed.push_back(session);
	}

	/// The carrier refused a report as a whole.
	///
	/// Where that may pass, the session is reported again; otherwise it is refused for good, so that
	/// it does not stand in the way of others. A carrier in shadow mode refuses everything, and yet
	/// wants to hear of it.
	fn rejected(&mut self, now: Moment, carrier: CarrierIndex, reason: Reason) {
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
	fn reopen_in_flight(&mut self, carrier: CarrierIndex) {
		let Some(link) = self.state.links.get_mut(&carrier) else { return };
		if let Some(reported) = link.in_flight.take().and_then(|in_flight| in_flight.session) {
			self.mark_dirty(&reported.key);
		}
	}

	/// The state between this router and a carrier.
	pub fn link(&self, carrier: CarrierIndex) -> Option<&Link> {
		self.state.links.get(&carrier)
	}
}
