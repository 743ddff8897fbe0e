//! How much a carrier owes on its word alone, and when that is too much.

use super::{machine::Machine, session::Session, time::Moment, Note};
use cairn_primitives::{due, Balance, CarrierIndex, Kind, Octets, Role};
use std::time::Duration;

/// Refused octets of sessions that are over count against the limit for this long, ever less.
const REFUSALS_COUNT_FOR: Duration = Duration::from_secs(24 * 3600);

/// Why a carrier is not served.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StopReason {
	/// As many octets are unsigned or refused as are allowed.
	Octets,
	/// They are worth as much as is allowed.
	Value,
	/// The escrow does not cover what has not settled.
	ThinEscrow,
}

impl StopReason {
	/// The name in logs and status.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Octets => "unsigned-octets",
			Self::Value => "unsigned-value",
			Self::ThinEscrow => "thin-escrow",
		}
	}
}

/// What a carrier owes, from most certain to least.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Exposure {
	/// Planck in receipts that have not settled.
	pub unsettled: Balance,
	/// Octets reported or to be reported, for which there is no receipt yet.
	pub unsigned: Octets,
	/// Octets refused for good, those of sessions that are over counting less as time passes.
	pub refused: Octets,
	/// Planck that unsigned and refused octets would be worth.
	pub unsigned_value: Balance,
}

impl Machine {
	/// What a carrier owes now.
	pub fn exposure(&self, carrier: CarrierIndex) -> Exposure {
		let mut exposure = Exposure::default();
		let Some(link) = self.state.links.get(&carrier) else { return exposure };
		let picture = self.state.chain.as_ref().and_then(|chain| chain.carriers.get(&carrier));
		let index = self.index();
		let mut refused_value: Balance = 0;
		for (key, session) in &self.state.sessions {
			if session.carrier != carrier {
				continue;
			}
			let mark = index.map_or(0, |index| link.mark(&key.name(index)));
			let left = session.octets().saturating_sub(mark);
			if session.refusal.is_some_and(|reason| !reason.is_retryable()) {
				exposure.refused = exposure.refused.saturating_add(left);
			} else {
				exposure.unsigned = exposure.unsigned.saturating_add(left);
			}
			let worth = self.price(carrier, session).map_or(0, |price| due(left, price));
			exposure.unsigned_value = exposure.unsigned_value.saturating_add(worth);
		}
		if let Some(timers) = self.timers.get(&carrier) {
			exposure.refused = exposure.refused.saturating_add(timers.refused_lately);
			refused_value =
				self.dearest_price(carrier).map_or(0, |price| due(timers.refused_lately, price));
		}
		exposure.unsigned_value = exposure.unsigned_value.saturating_add(refused_value);
		if let Some(picture) = picture {
			for ((version, kind), line) in &link.lanes {
				let Some(price) = picture.price(*version, *kind) else { continue };
				let settled = picture.settled(*version, *kind);
				let open = due(line.octets, price).saturating_sub(due(settled, price));
				exposure.unsettled = exposure.unsettled.saturating_add(open);
			}
		}
		exposure
	}

	fn price(&self, carrier: CarrierIndex, session: &Session) -> Option<u64> {
		let picture = self.state.chain.as_ref()?.carriers.get(&carrier)?;
		let relays = self.settings.carriers.get(&carrier)?.path.len();
		let role = match u8::try_from(relays).ok()? {
			0 => Role::Direct,
			relays => Role::Access(relays),
		};
		picture.price(picture.carrier.version_in_force?, Kind::new(session.class, role)?)
	}

	fn dearest_price(&self, carrier: CarrierIndex) -> Option<u64> {
		let picture = self.state.chain.as_ref()?.carriers.get(&carrier)?;
		picture.tariff(picture.carrier.version_in_force?)?.prices.iter().copied().max()
	}

	/// True when the carrier is not served.
	pub(super) fn is_stopped(&self, carrier: CarrierIndex) -> bool {
		self.timers.get(&carrier).is_some_and(|timers| timers.stopped.is_some())
	}

	fn stop_reason(&self, carrier: CarrierIndex) -> Option<StopReason> {
		let limits = self.settings.carriers.get(&carrier)?.limits;
		let exposure = self.exposure(carrier);
		let picture = self.state.chain.as_ref().and_then(|chain| chain.carriers.get(&carrier));
		let owed = exposure.unsettled.saturating_add(exposure.unsigned_value);
		if exposure.unsigned.saturating_add(exposure.refused) >= limits.stop_above_octets {
			Some(StopReason::Octets)
		} else if exposure.unsigned_value >= limits.stop_above {
			Some(StopReason::Value)
		} else if picture.is_some_and(|picture| picture.escrow() < owed) {
			Some(StopReason::ThinEscrow)
		} else {
			None
		}
	}

	/// Holds every carrier against its limits; to be called every few seconds.
	pub fn tick(&mut self, now: Moment) -> Vec<Note> {
		let mut notes = Vec::new();
		let carriers: Vec<_> = self.settings.carriers.keys().copied().collect();
		for carrier in carriers {
			self.leak(now, carrier);
			let reason = self.stop_reason(carrier);
			let Some(timers) = self.timers.get_mut(&carrier) else { continue };
			match (timers.stopped, reason) {
				(None, Some(reason)) => notes.push(Note::Stopped(carrier, reason)),
				(Some(_), None) => notes.push(Note::Resumed(carrier)),
				_ => {}
			}
			timers.stopped = reason;
		}
		notes
	}

	/// Lets refusals of sessions that are over be forgotten over a day.
	fn leak(&mut self, now: Moment, carrier: CarrierIndex) {
		let Some(limits) = self.settings.carriers.get(&carrier).map(|settings| settings.limits)
		else {
			return;
		};
		let Some(timers) = self.timers.get_mut(&carrier) else { return };
		let passed = now.since(timers.leaked_at).as_secs();
		if passed == 0 {
			return;
		}
		timers.leaked_at = now;
		let whole = u128::from(limits.stop_above_octets.max(timers.refused_lately));
		let leaked = whole * u128::from(passed) / u128::from(REFUSALS_COUNT_FOR.as_secs());
		let leaked = Octets::try_from(leaked).unwrap_or(Octets::MAX);
		timers.refused_lately = timers.refused_lately.saturating_sub(leaked);
	}
}
