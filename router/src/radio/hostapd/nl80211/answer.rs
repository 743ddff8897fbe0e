//! What the kernel says, from octets.
//!
//! The attributes are walked one by one and only those that matter are looked into: the message
//! types of the netlink crates decode every attribute there is, refuse a message for one that they
//! do not know, and panic on some that are cut short.

use crate::radio::{CannotScan, Listener};
use cairn_primitives::coverage::Rssi;
use netlink_packet_core::{NetlinkBuffer, NlasIterator, NLA_HEADER_SIZE};

/// Octets of a netlink message's header; its first four are the whole message's length.
const HEADER: usize = 16;
/// Octets of a generic netlink message's header: command, version, two reserved.
const GENERIC_HEADER: usize = 4;
/// The multicast group in which the kernel tells that scans have ended.
const SCAN_GROUP: &[u8] = b"scan\0";
/// 100 mBm are one dBm.
const MBM: i32 = 100;

// linux/netlink.h
const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
// linux/genetlink.h
const CTRL_CMD_NEWFAMILY: u8 = 1;
const CTRL_ATTR_FAMILY_ID: u16 = 1;
const CTRL_ATTR_MCAST_GROUPS: u16 = 7;
const CTRL_ATTR_MCAST_GRP_NAME: u16 = 1;
const CTRL_ATTR_MCAST_GRP_ID: u16 = 2;
// linux/nl80211.h
const NL80211_CMD_NEW_SCAN_RESULTS: u8 = 34;
const NL80211_CMD_SCAN_ABORTED: u8 = 35;
const NL80211_CMD_FRAME: u8 = 59;
const NL80211_ATTR_IFINDEX: u16 = 3;
const NL80211_ATTR_WIPHY_FREQ: u16 = 38;
const NL80211_ATTR_BSS: u16 = 47;
const NL80211_ATTR_FRAME: u16 = 51;
const NL80211_ATTR_RX_SIGNAL_DBM: u16 = 151;
const NL80211_BSS_BSSID: u16 = 1;
const NL80211_BSS_FREQUENCY: u16 = 2;
const NL80211_BSS_INFORMATION_ELEMENTS: u16 = 6;
const NL80211_BSS_SIGNAL_MBM: u16 = 7;
const NL80211_BSS_SEEN_MS_AGO: u16 = 10;
const NL80211_BSS_BEACON_IES: u16 = 11;

/// What a message of the kernel says, as far as it matters here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
	/// The request of this number was carried out.
	Done(u32),
	/// The request of this number failed; the error number, positive.
	Failed(u32, i32),
	/// The interface has finished a scan; `true` if it was broken off.
	Scanned(u32, bool),
	/// A BSS in the results of a scan.
	Bss(Box<SeenBss>),
	/// A beacon that was received without scanning.
	Frame(Box<SeenFrame>),
	/// Something else.
	Other,
}

/// A BSS that a scan saw.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SeenBss {
	/// Its address.
	pub bssid: Option<[u8; 6]>,
	/// Where it was heard.
	pub mhz: u32,
	/// How strongly.
	pub rssi: Option<i32>,
	/// How long ago, in milliseconds.
	pub seen_ms_ago: Option<u32>,
	/// The elements of its beacon, or where only that was heard, of its probe response.
	pub elements: Vec<u8>,
}

/// A frame that was received.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SeenFrame {
	/// Where it was heard.
	pub mhz: u32,
	/// How strongly, in dBm.
	pub rssi: Option<i32>,
	/// The frame.
	pub octets: Vec<u8>,
}

fn strength(dbm: Option<i32>) -> Rssi {
	// A number that is no dBm of any receiver is a driver that does not know.
	dbm.and_then(|dbm| i8::try_from(dbm).ok()).filter(|dbm| *dbm < 0).map_or(Rssi::Heard, Rssi::Dbm)
}

impl SeenBss {
	/// Adds what it said to a listener.
	pub fn tell(&self, listener: &mut Listener) {
		listener.elements(&self.elements, strength(self.rssi), self.mhz, self.bssid);
	}
}

impl SeenFrame {
	/// Adds what it said to a listener.
	pub fn tell(&self, listener: &mut Listener) {
		listener.frame(&self.octets, strength(self.rssi), self.mhz);
	}
}

/// The messages in a datagram; what does not fit the lengths that they state is dropped.
pub fn split(mut datagram: &[u8]) -> Vec<&[u8]> {
	let mut messages = Vec::new();
	while let Some(length) = datagram.first_chunk::<4>() {
		let Ok(length) = usize::try_from(u32::from_ne_bytes(*length)) else { break };
		if length < HEADER {
			break;
		}
		let Some((message, _)) = datagram.split_at_checked(length) else { break };
		messages.push(message);
		datagram = datagram.get(length.next_multiple_of(4)..).unwrap_or_default();
	}
	messages
}

/// Types and values of attributes, up to the first that does not fit the length it states.
fn attributes(octets: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
	NlasIterator::new(octets).map_while(Result::ok).filter_map(|attribute| {
		let (kind, length) = (attribute.kind(), usize::from(attribute.length()));
		Some((kind, attribute.into_inner().get(NLA_HEADER_SIZE..length)?))
	})
}

/// The value of the first attribute of a type.
fn find(octets: &[u8], kind: u16) -> Option<&[u8]> {
	attributes(octets).find_map(|(found, value)| (found == kind).then_some(value))
}

fn find_u32(octets: &[u8], kind: u16) -> Option<u32> {
	find(octets, kind)?.try_into().ok().map(u32::from_ne_bytes)
}

fn find_i32(octets: &[u8], kind: u16) -> Option<i32> {
	find(octets, kind)?.try_into().ok().map(i32::from_ne_bytes)
}

/// Command and attributes of a generic netlink message.
fn generic(payload: &[u8]) -> Option<(u8, &[u8])> {
	Some((*payload.first()?, payload.get(GENERIC_HEADER..)?))
}

/// The number of the nl80211 family, and of its group for scans, from the answer to
/// [`get_family`](super::ask::get_family).
pub fn read_family(message: &[u8]) -> Option<(u16, u32)> {
	let message = NetlinkBuffer::new_checked(message).ok()?;
	let (command, answer) = generic(message.payload())?;
	if command != CTRL_CMD_NEWFAMILY {
		return None;
	}
	let family = find(answer, CTRL_ATTR_FAMILY_ID)?.try_into().ok().map(u16::from_ne_bytes)?;
	let group = attributes(find(answer, CTRL_ATTR_MCAST_GROUPS)?)
		.find(|(_, group)| find(group, CTRL_ATTR_MCAST_GRP_NAME) == Some(SCAN_GROUP))
		.and_then(|(_, group)| find_u32(group, CTRL_ATTR_MCAST_GRP_ID))?;
	Some((family, group))
}

/// What a message says.
pub fn read(message: &[u8], family: u16) -> Said {
	let Ok(message) = NetlinkBuffer::new_checked(message) else { return Said::Other };
	let (number, payload) = (message.sequence_number(), message.payload());
	match message.message_type() {
		// Both begin with the error number, negative; zero is an acknowledgement.
		NLMSG_ERROR | NLMSG_DONE => {
			match payload.first_chunk().map(|code| i32::from_ne_bytes(*code)) {
				Some(0) => Said::Done(number),
				Some(code) => Said::Failed(number, code.saturating_neg()),
				None => Said::Other,
			}
		}
		kind if kind == family => {
			generic(payload).map_or(Said::Other, |(command, octets)| read_nl80211(command, octets))
		}
		// Another family would be misread.
		_ => Said::Other,
	}
}

fn read_nl80211(command: u8, octets: &[u8]) -> Said {
	let interface = find_u32(octets, NL80211_ATTR_IFINDEX);
	match (command, interface) {
		(NL80211_CMD_FRAME, _) => Said::Frame(Box::new(SeenFrame {
			mhz: find_u32(octets, NL80211_ATTR_WIPHY_FREQ).unwrap_or(0),
			rssi: find_i32(octets, NL80211_ATTR_RX_SIGNAL_DBM),
			octets: find(octets, NL80211_ATTR_FRAME).unwrap_or_default().to_vec(),
		})),
		(NL80211_CMD_SCAN_ABORTED, Some(interface)) => Said::Scanned(interface, true),
		(NL80211_CMD_NEW_SCAN_RESULTS, Some(interface)) => {
			// The event has no BSS, each entry of the dump has one.
			find(octets, NL80211_ATTR_BSS)
				.map_or(Said::Scanned(interface, false), |bss| Said::Bss(Box::new(read_bss(bss))))
		}
		_ => Said::Other,
	}
}

fn read_bss(octets: &[u8]) -> SeenBss {
	let elements = find(octets, NL80211_BSS_BEACON_IES)
		.or_else(|| find(octets, NL80211_BSS_INFORMATION_ELEMENTS));
	SeenBss {
		bssid: find(octets, NL80211_BSS_BSSID).and_then(|bssid| bssid.try_into().ok()),
		mhz: find_u32(octets, NL80211_BSS_FREQUENCY).unwrap_or(0),
		rssi: find_i32(octets, NL80211_BSS_SIGNAL_MBM).map(|mbm| mbm / MBM),
		seen_ms_ago: find_u32(octets, NL80211_BSS_SEEN_MS_AGO),
		elements: elements.unwrap_or_default().to_vec(),
	}
}

/// What an error number means for a scan.
pub fn refusal(errno: i32) -> CannotScan {
	// Numbers of Linux on every architecture that routers have, but for the last two on MIPS.
	match errno {
		1 | 13 => CannotScan::Denied,
		16 | 11 => CannotScan::Busy,
		19 | 100 | 127 => CannotScan::NoInterface,
		22 => CannotScan::ChannelRefused,
		95 | 122 => CannotScan::Unsupported,
		other => CannotScan::Failed(other),
	}
}
