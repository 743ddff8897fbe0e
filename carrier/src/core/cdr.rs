//! Charging records: one JSON object a line, written once each.

use super::LaneKey;
use cairn_primitives::{Octets, Reason, Role, RouterIndex, SessionRef};
use serde::{Deserialize, Serialize};

/// What a record tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
	/// Octets were credited.
	Credit,
	/// Octets were not credited, for the record's reason.
	Refuse,
	/// The session ended without further octets.
	Close,
	/// A lane's V was taken over from a router's answer or from the chain.
	Adopt,
	/// Octets were written off, because neither side knows whether they had been credited.
	Lost,
	/// Shadow mode: octets that would have been credited.
	Shadow,
}

/// One step of a lane's V.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LaneStep {
	/// Who delivered.
	pub router: RouterIndex,
	/// The tariff version.
	pub version: u32,
	/// The kind's byte: service class × 8 + role.
	pub kind: u8,
	/// The service class.
	pub class: u8,
	/// `direct`, `access-N` or `relay-N` for a path of N relays.
	pub role: String,
	/// V before, in octets.
	pub before: Octets,
	/// V after, in octets.
	pub after: Octets,
}

impl LaneStep {
	/// A step of this lane.
	pub fn new(key: LaneKey, before: Octets, after: Octets) -> Self {
		let role = match key.kind.role() {
			Some(Role::Direct) => "direct".to_owned(),
			Some(Role::Access(relays)) => format!("access-{relays}"),
			Some(Role::Relay(relays)) => format!("relay-{relays}"),
			None => "none".to_owned(),
		};
		Self {
			router: key.router,
			version: key.version,
			kind: key.kind.byte(),
			class: key.kind.class(),
			role,
			before,
			after,
		}
	}
}

/// One record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cdr {
	/// Rises by one from record to record.
	pub seq: u64,
	/// When, in unix seconds by the carrier's clock.
	pub time: u64,
	/// What happened.
	pub event: Event,
	/// Who reported.
	pub router: RouterIndex,
	/// Number of its report.
	pub report: u64,
	/// The session's name between router and carrier, 16 hex digits.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub session: Option<String>,
	/// Acct-Session-Id.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub acct_session_id: Option<String>,
	/// Called-Station-Id.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub called_station_id: Option<String>,
	/// Calling-Station-Id, where the configuration asks for it.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub calling_station_id: Option<String>,
	/// `start`, `interim` or `stop`.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub status: Option<String>,
	/// Octets from the subscriber, cumulative, as the router stated them.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub input: Option<Octets>,
	/// Octets to the subscriber, cumulative, as the router stated them.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub output: Option<Octets>,
	/// Acct-Session-Time, in seconds, as the router stated it.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub session_time: Option<u32>,
	/// Octets credited, refused, written off or adopted by this record.
	pub octets: Octets,
	/// The session's mark after it.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub mark: Option<Octets>,
	/// Why octets were refused, or where an adopted V came from.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub reason: Option<String>,
	/// The lanes that grew: the reporter's and its relays'.
	#[serde(default, skip_serializing_if = "Vec::is_empty")]
	pub lanes: Vec<LaneStep>,
}

impl Cdr {
	/// A record about a router as a whole.
	pub fn new(event: Event, time: u64, router: RouterIndex, report: u64) -> Self {
		Self {
			seq: 0,
			time,
			event,
			router,
			report,
			session: None,
			acct_session_id: None,
			called_station_id: None,
			calling_station_id: None,
			status: None,
			input: None,
			output: None,
			session_time: None,
			octets: 0,
			mark: None,
			reason: None,
			lanes: Vec::new(),
		}
	}

	/// States the reason of a refusal.
	pub fn because(mut self, reason: Reason) -> Self {
		self.reason = Some(reason.name().to_owned());
		self
	}
}

/// Writes a session's name as records show it.
pub fn session_text(session: &SessionRef) -> String {
	session.iter().map(|octet| format!("{octet:02x}")).collect()
}
