//! nl80211 messages as octets: what is asked of the kernel, and what it says.

use crate::radio::{CannotScan, Listener};
use cairn_primitives::coverage::{Channel, Rssi};
use netlink_packet_core::{
	NetlinkHeader, NetlinkMessage, NetlinkPayload, Nla, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST,
};
use netlink_packet_generic::{
	ctrl::{
		nlas::{GenlCtrlAttrs, McastGrpAttrs},
		GenlCtrl, GenlCtrlCmd,
	},
	GenlMessage,
};
use wl_nl80211::{Nl80211Attr, Nl80211BssInfo, Nl80211Command, Nl80211Message, Nl80211ScanFlags};

/// Octets of a netlink message's header; its first four are the whole message's length.
const HEADER: usize = 16;
/// The attribute with the strength of a received frame in dBm (signed), which has no name in the
/// codec.
const ATTR_RX_SIGNAL_DBM: u16 = 151;
/// The multicast group in which the kernel tells that scans have ended.
const SCAN_GROUP: &str = "scan";
/// 100 mBm are one dBm.
const MBM: i32 = 100;

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

fn finish<I>(number: u32, flags: u16, inner: I) -> Vec<u8>
where
	I: netlink_packet_core::NetlinkSerializable,
{
	let mut header = NetlinkHeader::default();
	header.flags = NLM_F_REQUEST | flags;
	header.sequence_number = number;
	let mut message = NetlinkMessage::new(header, NetlinkPayload::InnerMessage(inner));
	message.finalize();
	let mut octets = vec![0; message.buffer_len()];
	message.serialize(&mut octets);
	octets
}

/// Asks for the number of the nl80211 family and of its group for scans.
pub fn get_family(number: u32) -> Vec<u8> {
	let payload = GenlCtrl {
		cmd: GenlCtrlCmd::GetFamily,
		nlas: vec![GenlCtrlAttrs::FamilyName("nl80211".into())],
	};
	finish(number, 0, GenlMessage::from_payload(payload))
}

fn nl80211(
	family: u16,
	number: u32,
	flags: u16,
	cmd: Nl80211Command,
	attributes: Vec<Nl80211Attr>,
) -> Vec<u8> {
	let mut message = GenlMessage::from_payload(Nl80211Message { cmd, attributes });
	message.set_resolved_family_id(family);
	finish(number, flags, message)
}

/// Asks for a passive scan of one channel: without an SSID nothing is sent, and the radio is away
/// for the kernel's dwell time, about a ninth of a second.
pub fn trigger_scan(family: u16, number: u32, interface: u32, channel: Channel) -> Vec<u8> {
	let attributes = vec![
		Nl80211Attr::IfIndex(interface),
		Nl80211Attr::ScanFrequencies(channel.centre_mhz().map(u32::from).into_iter().collect()),
		// Without it the kernel refuses to leave the channel of an access point.
		Nl80211Attr::ScanFlags(Nl80211ScanFlags::Ap),
	];
	nl80211(family, number, NLM_F_ACK, Nl80211Command::TriggerScan, attributes)
}

/// Asks for what scans have seen.
pub fn get_scan(family: u16, number: u32, interface: u32) -> Vec<u8> {
	let attributes = vec![Nl80211Attr::IfIndex(interface)];
	nl80211(family, number, NLM_F_DUMP, Nl80211Command::GetScan, attributes)
}

/// Asks for every beacon that the radio receives on its own channel.
pub fn register_beacons(family: u16, number: u32, wiphy: u32) -> Vec<u8> {
	let attributes = vec![Nl80211Attr::Wiphy(wiphy)];
	nl80211(family, number, NLM_F_ACK, Nl80211Command::RegisterBeacons, attributes)
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

/// The number of the nl80211 family, and of its group for scans, from the answer to
/// [`get_family`].
pub fn read_family(message: &[u8]) -> Option<(u16, u32)> {
	let message = NetlinkMessage::<GenlMessage<GenlCtrl>>::deserialize(message).ok()?;
	let NetlinkPayload::InnerMessage(answer) = message.payload else { return None };
	let (mut family, mut group) = (None, None);
	for attribute in answer.payload.nlas {
		match attribute {
			GenlCtrlAttrs::FamilyId(id) => family = Some(id),
			GenlCtrlAttrs::McastGroups(groups) => {
				group = groups.iter().find_map(|group| group_number(group));
			}
			_ => {}
		}
	}
	Some((family?, group?))
}

fn group_number(group: &[McastGrpAttrs]) -> Option<u32> {
	let named = |attr: &McastGrpAttrs| matches!(attr, McastGrpAttrs::Name(n) if n == SCAN_GROUP);
	group.iter().any(named).then(|| {
		group.iter().find_map(|attr| match attr {
			McastGrpAttrs::Id(id) => Some(*id),
			McastGrpAttrs::Name(_) => None,
		})
	})?
}

/// What a message says.
pub fn read(message: &[u8], family: u16) -> Said {
	let kind = message.get(4..6).and_then(|kind| kind.try_into().ok()).map(u16::from_ne_bytes);
	// Error, end of a dump, or the family's own; another family would be misread.
	if !matches!(kind, Some(2 | 3)) && kind != Some(family) {
		return Said::Other;
	}
	let Ok(message) = NetlinkMessage::<GenlMessage<Nl80211Message>>::deserialize(message) else {
		return Said::Other;
	};
	let number = message.header.sequence_number;
	match message.payload {
		NetlinkPayload::Error(error) => match error.code {
			Some(code) => Said::Failed(number, code.get().saturating_neg()),
			None => Said::Done(number),
		},
		NetlinkPayload::Done(done) if done.code != 0 => {
			Said::Failed(number, done.code.saturating_neg())
		}
		NetlinkPayload::Done(_) => Said::Done(number),
		NetlinkPayload::InnerMessage(inner) => read_inner(inner.payload),
		_ => Said::Other,
	}
}

fn read_inner(message: Nl80211Message) -> Said {
	let interface = message.attributes.iter().find_map(|attribute| match attribute {
		Nl80211Attr::IfIndex(index) => Some(*index),
		_ => None,
	});
	match (message.cmd, interface) {
		(Nl80211Command::Frame, _) => read_frame(&message.attributes),
		(Nl80211Command::ScanAborted, Some(interface)) => Said::Scanned(interface, true),
		(Nl80211Command::NewScanResults, Some(interface)) => {
			let bss = message.attributes.iter().find_map(|attribute| match attribute {
				Nl80211Attr::Bss(bss) => Some(bss),
				_ => None,
			});
			// The event has no BSS, each entry of the dump has one.
			bss.map_or(Said::Scanned(interface, false), |bss| Said::Bss(Box::new(read_bss(bss))))
		}
		_ => Said::Other,
	}
}

fn read_bss(attributes: &[Nl80211BssInfo]) -> SeenBss {
	let (mut seen, mut beacon) = (SeenBss::default(), None);
	for attribute in attributes {
		match attribute {
			Nl80211BssInfo::Bssid(bssid) => seen.bssid = Some(*bssid),
			Nl80211BssInfo::Frequency(mhz) => seen.mhz = *mhz,
			Nl80211BssInfo::SignalMbm(mbm) => seen.rssi = Some(mbm / MBM),
			Nl80211BssInfo::SeenMsAgo(ago) => seen.seen_ms_ago = Some(*ago),
			Nl80211BssInfo::RawInformationElements(elements) => seen.elements.clone_from(elements),
			Nl80211BssInfo::RawBeaconInformationElements(elements) => beacon = Some(elements),
			_ => {}
		}
	}
	if let Some(elements) = beacon {
		seen.elements.clone_from(elements);
	}
	seen
}

fn read_frame(attributes: &[Nl80211Attr]) -> Said {
	let mut seen = SeenFrame::default();
	for attribute in attributes {
		match attribute {
			Nl80211Attr::Frame(octets) => seen.octets.clone_from(octets),
			Nl80211Attr::WiphyFreq(mhz) => seen.mhz = *mhz,
			Nl80211Attr::Other(other) if other.kind() == ATTR_RX_SIGNAL_DBM => {
				let mut value = [0; 4];
				if other.value_len() == value.len() {
					other.emit_value(&mut value);
					seen.rssi = Some(i32::from_ne_bytes(value));
				}
			}
			_ => {}
		}
	}
	Said::Frame(Box::new(seen))
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
