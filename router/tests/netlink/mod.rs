//! Messages of the kernel, written by its own headers: numbers of linux/genetlink.h and
//! linux/nl80211.h, written down a second time.
#![allow(dead_code)]

use cairn_router::radio::hostapd::nl80211::answer::{read, split, Said};

pub const FAMILY: u16 = 27;

pub fn attribute(kind: u16, value: &[u8]) -> Vec<u8> {
	let mut octets = ((value.len() + 4) as u16).to_ne_bytes().to_vec();
	octets.extend(kind.to_ne_bytes());
	octets.extend(value);
	octets.resize(octets.len().next_multiple_of(4), 0);
	octets
}

pub fn message(kind: u16, number: u32, body: &[u8]) -> Vec<u8> {
	let mut octets = ((16 + body.len()) as u32).to_ne_bytes().to_vec();
	octets.extend(kind.to_ne_bytes());
	octets.extend(0u16.to_ne_bytes());
	octets.extend(number.to_ne_bytes());
	octets.extend(0u32.to_ne_bytes());
	octets.extend(body);
	octets.resize(octets.len().next_multiple_of(4), 0);
	octets
}

pub fn nl80211(command: u8, attributes: &[Vec<u8>]) -> Vec<u8> {
	message(FAMILY, 9, &[vec![command, 1, 0, 0], attributes.concat()].concat())
}

pub const NLM_F_REQUEST: u16 = 1;
pub const NLM_F_ACK: u16 = 4;
pub const NLM_F_DUMP: u16 = 0x300;
pub const CMD_TRIGGER_SCAN: u8 = 33;
pub const CMD_NEW_SCAN_RESULTS: u8 = 34;
pub const CMD_SCAN_ABORTED: u8 = 35;
pub const CMD_FRAME: u8 = 59;
pub const ATTR_WIPHY: u16 = 1;
pub const ATTR_IFINDEX: u16 = 3;
pub const ATTR_WIPHY_FREQ: u16 = 38;
pub const ATTR_BSS: u16 = 47;
pub const ATTR_FRAME: u16 = 51;
pub const ATTR_RX_SIGNAL_DBM: u16 = 151;
pub const ATTR_FUTURE: u16 = 0x7ff;

/// A request as a program written in C would send it.
pub fn request(kind: u16, number: u32, flags: u16, body: &[Vec<u8>]) -> Vec<u8> {
	let mut octets = message(kind, number, &body.concat());
	octets[6..8].copy_from_slice(&flags.to_ne_bytes());
	octets
}

/// What came of a request: 0, or an error's number, negative.
pub fn error(number: u32, code: i32) -> Vec<u8> {
	message(2, number, &[&code.to_ne_bytes()[..], &[0; 16]].concat())
}

pub fn done(number: u32) -> Vec<u8> {
	message(3, number, &0i32.to_ne_bytes())
}

pub fn event(command: u8, interface: u32) -> Vec<u8> {
	nl80211(command, &[attribute(ATTR_IFINDEX, &interface.to_ne_bytes())])
}

pub fn bss(elements: &[u8], signal: Option<i32>, ago: u32) -> Vec<u8> {
	bss_on(2437, elements, signal, ago)
}

pub fn bss_on(mhz: u32, elements: &[u8], signal: Option<i32>, ago: u32) -> Vec<u8> {
	let mut inner = vec![
		attribute(1, &[2, 0xca, 0x1a, 0, 0, 5]),
		attribute(2, &mhz.to_ne_bytes()),
		attribute(6, &[0, 0]),
		attribute(11, elements),
		attribute(10, &ago.to_ne_bytes()),
		attribute(200, b"of a kernel to come"),
	];
	inner.extend(signal.map(|mbm| attribute(7, &mbm.to_ne_bytes())));
	nl80211(
		CMD_NEW_SCAN_RESULTS,
		&[
			attribute(ATTR_IFINDEX, &3u32.to_ne_bytes()),
			attribute(ATTR_BSS | 0x8000, &inner.concat()),
			attribute(ATTR_FUTURE, &[1, 2, 3]),
		],
	)
}

pub fn only(datagram: &[u8]) -> Said {
	let messages = split(datagram);
	assert_eq!(messages.len(), 1);
	read(messages[0], FAMILY)
}

/// What the kernel answers when it is asked for the nl80211 family.
pub fn family() -> Vec<u8> {
	let group =
		|name: &[u8], id: u32| [attribute(1, name), attribute(2, &id.to_ne_bytes())].concat();
	let groups =
		[attribute(1, &group(b"config\0", 4)), attribute(2, &group(b"scan\0", 5))].concat();
	let body = [
		vec![1, 2, 0, 0],
		attribute(2, b"nl80211\0"),
		attribute(1, &FAMILY.to_ne_bytes()),
		attribute(7, &groups),
	]
	.concat();
	message(16, 1, &body)
}
