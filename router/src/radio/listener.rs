//! From octets off the air to what neighbours said: bounded, and nothing in it is trusted.

use super::Bssid;
use cairn_primitives::coverage::{beacon_elements, BeaconElement, Channel, ElementError, Rssi};
use serde::Serialize;

/// The most elements of ours that are read from one frame; a router sends two.
pub const MAX_PER_FRAME: usize = 4;
/// The most that one listener keeps.
pub const MAX_HEARD: usize = 256;

/// Octets of the header of an 802.11 management frame, and of a beacon's fixed fields after it.
const MANAGEMENT_HEADER: usize = 24;
const BEACON_FIXED: usize = 12;
/// Octets of the HT Control field, present where the Order bit is set in a management frame.
const HT_CONTROL: usize = 4;
/// Type management (bits 2 and 3 zero); subtypes beacon (8) and probe response (5).
const BEACON: u8 = 0x80;
const PROBE_RESPONSE: u8 = 0x50;

/// An element of ours that a radio received.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heard {
	/// What was said.
	pub element: BeaconElement,
	/// How strongly it was received.
	pub rssi: Rssi,
	/// On which channel.
	pub channel: Channel,
	/// From which BSS, where the radio says so.
	pub bssid: Option<Bssid>,
}

/// What was not understood or not kept.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Ignored {
	/// Frames that are no beacons, or too short to be.
	pub frames: u64,
	/// Frames on a channel that does not exist.
	pub channels: u64,
	/// Elements that end before their length says.
	pub truncated: u64,
	/// Elements of ours of a type that this version does not know.
	pub unknown_type: u64,
	/// Elements of ours that are too short or too long.
	pub wrong_length: u64,
	/// Elements of ours beyond what is kept.
	pub surplus: u64,
}

impl Ignored {
	/// Adds what another listener did not understand.
	pub fn add(&mut self, other: &Self) {
		for (to, from) in [
			(&mut self.frames, other.frames),
			(&mut self.channels, other.channels),
			(&mut self.truncated, other.truncated),
			(&mut self.unknown_type, other.unknown_type),
			(&mut self.wrong_length, other.wrong_length),
			(&mut self.surplus, other.surplus),
		] {
			*to = to.saturating_add(from);
		}
	}
}

/// What was heard within some time.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Listener {
	heard: Vec<Heard>,
	ignored: Ignored,
}

impl Listener {
	/// Nothing was heard yet.
	pub fn new() -> Self {
		Self::default()
	}

	/// Reads the elements of a beacon or probe response that was received at so many MHz.
	pub fn elements(&mut self, octets: &[u8], rssi: Rssi, mhz: u32, bssid: Option<Bssid>) {
		let Some(channel) = Channel::from_mhz(mhz) else {
			self.ignored.channels += 1;
			return;
		};
		for (place, read) in beacon_elements(octets).enumerate() {
			match read {
				Ok(_) if place >= MAX_PER_FRAME => {
					self.ignored.surplus += 1;
					return;
				}
				Ok(element) => self.hear(Heard { element, rssi, channel, bssid }),
				Err(ElementError::Truncated) => self.ignored.truncated += 1,
				Err(ElementError::UnknownType(_)) => self.ignored.unknown_type += 1,
				Err(ElementError::WrongLength) => self.ignored.wrong_length += 1,
			}
		}
	}

	/// Reads a whole frame as a radio received it, without its checksum.
	pub fn frame(&mut self, frame: &[u8], rssi: Rssi, mhz: u32) {
		match beacon_frame(frame) {
			Some((bssid, elements)) => self.elements(elements, rssi, mhz, Some(bssid)),
			None => self.ignored.frames += 1,
		}
	}

	/// Adds what a radio understood by itself. Of the same element from the same place the
	/// strongest reception is kept: a frame is heard many times.
	pub fn hear(&mut self, heard: Heard) {
		let same = |known: &&mut Heard| {
			(known.element, known.channel, known.bssid)
				== (heard.element, heard.channel, heard.bssid)
		};
		if let Some(known) = self.heard.iter_mut().find(same) {
			known.rssi = stronger(known.rssi, heard.rssi);
		} else if self.heard.len() < MAX_HEARD {
			self.heard.push(heard);
		} else {
			self.ignored.surplus += 1;
		}
	}

	/// What was heard, in the order in which it first was.
	pub fn heard(&self) -> &[Heard] {
		&self.heard
	}

	/// What was not understood.
	pub fn ignored(&self) -> &Ignored {
		&self.ignored
	}

	/// Adds what another listener heard.
	pub fn join(&mut self, other: Self) {
		for heard in other.heard {
			self.hear(heard);
		}
		self.ignored.add(&other.ignored);
	}
}

/// The stronger of two receptions; a strength in dBm says more than none.
pub fn stronger(a: Rssi, b: Rssi) -> Rssi {
	match (a, b) {
		(Rssi::Dbm(a), Rssi::Dbm(b)) => Rssi::Dbm(a.max(b)),
		(Rssi::Dbm(_), Rssi::Heard) => a,
		(Rssi::Heard, _) => b,
	}
}

/// BSSID and elements of a beacon or probe response; `None` for any other frame, and for one that
/// is encrypted or too short.
pub fn beacon_frame(frame: &[u8]) -> Option<(Bssid, &[u8])> {
	let (control, flags) = (*frame.first()?, *frame.get(1)?);
	if control != BEACON && control != PROBE_RESPONSE {
		return None;
	}
	// Protected: what follows is ciphertext. Order: four more octets of header.
	if flags & 0x40 != 0 {
		return None;
	}
	let order = if flags & 0x80 != 0 { HT_CONTROL } else { 0 };
	// Address 3 of a management frame.
	let bssid = frame.get(16..22)?.try_into().ok()?;
	Some((bssid, frame.get(MANAGEMENT_HEADER + order + BEACON_FIXED..)?))
}
