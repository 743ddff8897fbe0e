//! What hostapd says of a BSS (`STATUS`), and what its configuration says.

use crate::radio::{parse_hex, Bssid, ElementsError};
use cairn_primitives::coverage::Channel;

/// A BSS as hostapd's `STATUS` shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
	/// hostapd's word: `ENABLED` while beacons are sent, otherwise `DFS`, `ACS`, `DISABLED`, ….
	pub state: String,
	/// The primary channel.
	pub channel: Option<Channel>,
	/// The BSS's address.
	pub bssid: Option<Bssid>,
}

/// Lines of `key=value`; anything else is passed over.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
	text.lines().filter_map(|line| line.trim_end().split_once('='))
}

fn bssid(text: &str) -> Option<Bssid> {
	let mut octets = Bssid::default();
	let mut parts = text.split(':');
	for octet in &mut octets {
		*octet = u8::from_str_radix(parts.next()?, 16).ok()?;
	}
	parts.next().is_none().then_some(octets)
}

impl Status {
	/// Reads an answer to `STATUS`, for the BSS of an interface; `None` without a state.
	pub fn parse(text: &str, interface: &str) -> Option<Self> {
		let value = |wanted: &str| pairs(text).find(|(key, _)| *key == wanted).map(|(_, v)| v);
		let state = value("state")?.to_string();
		let channel = value("freq").and_then(|mhz| Channel::from_mhz(mhz.parse().ok()?));
		let number = pairs(text).find_map(|(key, name)| {
			(name == interface).then(|| key.strip_prefix("bss[")?.strip_suffix(']')).flatten()
		});
		let bssid = number.and_then(|n| bssid(value(&format!("bssid[{n}]"))?));
		Some(Self { state, channel, bssid })
	}

	/// Whether beacons are being sent.
	pub fn is_beaconing(&self) -> bool {
		self.state == "ENABLED"
	}
}

/// The `vendor_elements` of an interface's BSS in a hostapd configuration; empty where it has none,
/// `Ok(None)` where the configuration has no such BSS.
pub fn configured_elements(text: &str, interface: &str) -> Result<Option<Vec<u8>>, ElementsError> {
	let (mut here, mut elements) = (false, None);
	for (key, value) in pairs(text).map(|(key, value)| (key.trim(), value.trim())) {
		match key {
			"interface" | "bss" => here = value == interface,
			"vendor_elements" if here => elements = Some(parse_hex(value)?),
			_ => {}
		}
		if here && elements.is_none() {
			elements = Some(Vec::new());
		}
	}
	Ok(elements)
}
