//! What the operator decides, as the machine needs it.

use cairn_primitives::{Balance, CarrierIndex, Octets, RouterIndex};
use std::{collections::BTreeMap, net::IpAddr, time::Duration};

/// An access point that reports to this router.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Nas {
	/// Where its packets come from.
	pub address: IpAddr,
	/// The secret shared with it.
	pub secret: Vec<u8>,
	/// It states directions from the subscriber's point of view instead of its own.
	pub reversed: bool,
}

/// How far this router trusts a carrier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
	/// Receipts are submitted when the value that has not settled reaches this, in planck.
	pub submit_above: Balance,
	/// A submission must be worth this many times its fee.
	pub fee_multiple: u32,
	/// The carrier is no longer served when unsigned and refused octets are worth this, in planck.
	pub stop_above: Balance,
	/// The carrier is no longer served when this many octets are unsigned or refused.
	pub stop_above_octets: Octets,
}

/// A carrier that this router serves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CarrierSettings {
	/// The secret shared with its accounting server; `radsec` behind TLS.
	pub secret: Vec<u8>,
	/// The relays between this router and the uplink.
	pub path: Vec<RouterIndex>,
	/// How far it is trusted.
	pub limits: Limits,
	/// How long the exchange may rest before this router asks for news, such as relay receipts.
	pub collect_every: Duration,
	/// Octets per second that this router can relay at most.
	pub relay_rate: Octets,
}

/// Everything that the machine is told once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
	/// Access points, told apart by address.
	pub access_points: Vec<Nas>,
	/// Carriers by index.
	pub carriers: BTreeMap<CarrierIndex, CarrierSettings>,
	/// The most sessions kept at a time.
	pub max_sessions: usize,
	/// A session of which nothing is heard for this long is taken to be over.
	pub session_idle: Duration,
}
