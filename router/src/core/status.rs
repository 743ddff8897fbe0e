//! The machine as shown to the operator. No subscriber's identifier is in it.

use super::{machine::Machine, record::Uncounted, time::Moment};
use cairn_primitives::{AnyKey, CarrierIndex, Role};
use cairn_radius::token::router_id_text;
use serde::Serialize;
use std::collections::BTreeMap;

/// A router's id: its device key's account id in 64 hex digits.
pub fn router_id(key: &AnyKey) -> String {
	match key {
		AnyKey::Ed25519(id) | AnyKey::Sr25519(id) => router_id_text(id),
		// Device keys made by this program are sr25519; others never get here.
		AnyKey::Ecdsa(_) | AnyKey::Eth(_) => String::new(),
	}
}

/// One lane.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LaneStatus {
	/// Tariff version.
	pub version: u32,
	/// The kind's byte.
	pub kind: u8,
	/// Service class.
	pub class: u8,
	/// `direct`, `access-n` or `relay-n`.
	pub role: String,
	/// Octets in the newest receipt.
	pub octets: u64,
	/// The carrier's key that signed it.
	pub key: u16,
	/// Octets settled on chain.
	pub settled: u64,
}

/// One carrier.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CarrierStatus {
	/// Its index.
	pub index: u32,
	/// `serving` or `stopped`.
	pub state: &'static str,
	/// Why it is not served.
	pub stopped: Option<&'static str>,
	/// `idle`, `waiting` for an answer, `unreachable`, or what is in the way.
	pub exchange: &'static str,
	/// Why the newest answer was not adopted.
	pub fault: Option<String>,
	/// Why the newest report was refused as a whole.
	pub rejected: Option<&'static str>,
	/// Number of the newest answer.
	pub newest_answer: u64,
	/// Number of the next report.
	pub next_report: u64,
	/// Seconds since the carrier last answered, or since the start.
	pub silent_seconds: u64,
	/// Open sessions that count.
	pub sessions: usize,
	/// Sessions with something to report.
	pub waiting: usize,
	/// Octets credited since the records began.
	pub credited: u64,
	/// Octets in this router's own lanes that none of its reports explains.
	pub unexplained: u64,
	/// Octets that were lost when the carrier lost its records.
	pub written_off: u64,
	/// Octets for which there is no receipt yet.
	pub unsigned: u64,
	/// Octets refused for good, by reason; those of sessions that are still open included.
	pub refused: BTreeMap<&'static str, u64>,
	/// Planck in receipts that have not settled, in decimal digits.
	pub unsettled_planck: String,
	/// Planck that unsigned and refused octets would be worth, in decimal digits.
	pub unsigned_planck: String,
	/// Lanes.
	pub lanes: Vec<LaneStatus>,
}

/// The machine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Status {
	/// The router's id: what belongs into hostapd's `nas_identifier`.
	pub id: String,
	/// Its index on chain.
	pub index: Option<u32>,
	/// Its standing on chain.
	pub standing: Option<&'static str>,
	/// The chain's first block, hex.
	pub genesis: Option<String>,
	/// The newest finalised block seen.
	pub finalized: Option<u32>,
	/// Planck that a claim would pay, in decimal digits.
	pub claimable_planck: Option<String>,
	/// Sessions that do not count, by reason, since the records began.
	pub uncounted_sessions: BTreeMap<&'static str, u64>,
	/// Counter readings that went backwards and were passed over.
	pub backwards_readings: u64,
	/// Carriers.
	pub carriers: Vec<CarrierStatus>,
}

fn role_name(role: Option<Role>) -> String {
	match role {
		Some(Role::Direct) => "direct".into(),
		Some(Role::Access(relays)) => format!("access-{relays}"),
		Some(Role::Relay(relays)) => format!("relay-{relays}"),
		None => "none".into(),
	}
}

impl Machine {
	/// The machine as it stands.
	pub fn status(&self, now: Moment) -> Status {
		let router = self.state.chain.as_ref().and_then(|chain| chain.router.as_ref());
		Status {
			id: router_id(&self.crypto.key()),
			index: router.map(|router| router.index),
			standing: router.map(|router| match router.standing {
				cairn_primitives::Standing::Unknown => "unknown",
				cairn_primitives::Standing::Active => "active",
				cairn_primitives::Standing::Closing => "closing",
				cairn_primitives::Standing::Closed => "closed",
			}),
			genesis: self.state.chain.as_ref().map(|chain| router_id_text(&chain.genesis)),
			finalized: self.state.chain.as_ref().map(|chain| chain.finalized),
			claimable_planck: self.state.chain.as_ref().map(|chain| chain.claimable.to_string()),
			uncounted_sessions: Uncounted::ALL
				.iter()
				.map(|why| (why.name(), self.state.tally.sessions.get(why).copied().unwrap_or(0)))
				.collect(),
			backwards_readings: self.state.tally.backwards,
			carriers: self.settings.carriers.keys().map(|c| self.carrier_status(now, *c)).collect(),
		}
	}

	fn carrier_status(&self, now: Moment, carrier: CarrierIndex) -> CarrierStatus {
		let default = super::Link::default();
		let link = self.state.links.get(&carrier).unwrap_or(&default);
		let timers = self.timers.get(&carrier);
		let exposure = self.exposure(carrier);
		let sessions = || self.state.sessions.iter().filter(|(_, s)| s.carrier == carrier);
		let picture = self.state.chain.as_ref().and_then(|chain| chain.carriers.get(&carrier));
		let stopped = timers.and_then(|timers| timers.stopped);
		CarrierStatus {
			index: carrier,
			state: if stopped.is_some() { "stopped" } else { "serving" },
			stopped: stopped.map(super::StopReason::name),
			exchange: self.exchange_state(carrier),
			fault: timers.and_then(|timers| timers.fault).map(|fault| fault.to_string()),
			rejected: timers.and_then(|timers| timers.rejected).map(|reason| reason.name()),
			newest_answer: link.newest_number(),
			next_report: link.next_number,
			silent_seconds: timers.map_or(0, |timers| now.since(timers.answered_at).as_secs()),
			sessions: sessions().count(),
			waiting: sessions().filter(|(_, session)| session.dirty.is_some()).count(),
			credited: link.credited,
			unexplained: link.unexplained,
			written_off: link.written_off,
			unsigned: exposure.unsigned,
			refused: self.refused(carrier),
			unsettled_planck: exposure.unsettled.to_string(),
			unsigned_planck: exposure.unsigned_value.to_string(),
			lanes: link
				.lanes
				.values()
				.map(|line| LaneStatus {
					version: line.version,
					kind: line.kind.byte(),
					class: line.kind.class(),
					role: role_name(line.kind.role()),
					octets: line.octets,
					key: line.key,
					settled: picture.map_or(0, |p| p.settled(line.version, line.kind)),
				})
				.collect(),
		}
	}

	fn exchange_state(&self, carrier: CarrierIndex) -> &'static str {
		let Some(chain) = &self.state.chain else { return super::Obstacle::ChainUnknown.name() };
		if chain.router.is_none() {
			return super::Obstacle::NotRegistered.name();
		}
		if !chain.carriers.contains_key(&carrier) {
			return super::Obstacle::CarrierUnknown.name();
		}
		let waiting = self.state.links.get(&carrier).is_some_and(|link| link.in_flight.is_some());
		match self.timers.get(&carrier) {
			Some(timers) if timers.is_unreachable() => "unreachable",
			_ if waiting => "waiting",
			_ => "idle",
		}
	}

	/// Octets refused for good, by reason.
	fn refused(&self, carrier: CarrierIndex) -> BTreeMap<&'static str, u64> {
		let mut refused: BTreeMap<&'static str, u64> = BTreeMap::new();
		let Some(link) = self.state.links.get(&carrier) else { return refused };
		for (reason, octets) in &link.refused {
			let name = reason.map_or("never-answered", |reason| reason.name());
			refused.insert(name, *octets);
		}
		let index = self.index();
		for (key, session) in &self.state.sessions {
			let Some(reason) = session.refusal.filter(|reason| !reason.is_retryable()) else {
				continue;
			};
			if session.carrier == carrier {
				let mark = index.map_or(0, |index| link.mark(&key.name(index)));
				let sum = refused.entry(reason.name()).or_insert(0);
				*sum = sum.saturating_add(session.octets().saturating_sub(mark));
			}
		}
		refused
	}
}
