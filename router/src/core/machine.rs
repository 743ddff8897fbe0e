//! The machine: its state, and how each entry changes it.

use super::{
	chain::ChainPicture,
	link::Link,
	record::{Entry, FlashRecord, State, Uncounted},
	session::{find_token, Change, Session, SessionKey, Tokens},
	settings::Settings,
	time::Moment,
	timers::Timers,
};
use cairn_primitives::{AnyKey, AnySignature, CarrierIndex, RouterIndex, SessionRef};
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

	/// Forgets a session that is over; octets that were never credited are added up by reason.
	pub(super) fn finish(&mut self, key: &SessionKey) {
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

	/// The state between this router and a carrier.
	pub fn link(&self, carrier: CarrierIndex) -> Option<&Link> {
		self.state.links.get(&carrier)
	}
}
