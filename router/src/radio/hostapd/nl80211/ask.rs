//! What is asked of the kernel, as octets.

use cairn_primitives::coverage::Channel;
use netlink_packet_core::{
	NetlinkHeader, NetlinkMessage, NetlinkPayload, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST,
};
use netlink_packet_generic::{
	ctrl::{nlas::GenlCtrlAttrs, GenlCtrl, GenlCtrlCmd},
	GenlMessage,
};
use wl_nl80211::{Nl80211Attr, Nl80211Command, Nl80211Message, Nl80211ScanFlags};

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
