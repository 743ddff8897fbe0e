//! Conversations with a kernel that answers what a script says, in the octets of a real one.

mod netlink;

use cairn_primitives::coverage::{Band, BeaconElement, Channel, Rssi};
use cairn_router::radio::{
	hostapd::nl80211::{
		ask,
		line::{Kernel, Line},
	},
	CannotScan, Listener,
};
use netlink::*;
use std::{
	cell::RefCell,
	collections::{BTreeSet, VecDeque},
	rc::Rc,
};

const CH6: Channel = Channel { band: Band::Ghz2, number: 6 };
const INTERFACE: u32 = 3;
const ENOENT: i32 = 2;
const ENODEV: i32 = 19;
const EPERM: i32 = 1;
const EOPNOTSUPP: i32 = 95;

/// What came to the kernel, and what it has to say.
#[derive(Default)]
struct Script {
	requests: Vec<Vec<u8>>,
	groups: Vec<u32>,
	/// To each request, in their order.
	answers: VecDeque<Vec<Vec<u8>>>,
	waiting: VecDeque<Vec<u8>>,
}

#[derive(Clone, Default)]
struct Scripted(Rc<RefCell<Script>>);

impl Kernel for Scripted {
	fn send(&mut self, request: &[u8]) -> Result<(), CannotScan> {
		let mut script = self.0.borrow_mut();
		script.requests.push(request.to_vec());
		let answer = script.answers.pop_front().unwrap_or_default();
		script.waiting.extend(answer);
		Ok(())
	}

	fn receive(&mut self) -> Result<Option<Vec<u8>>, CannotScan> {
		Ok(self.0.borrow_mut().waiting.pop_front())
	}

	fn join(&mut self, group: u32) -> Result<(), CannotScan> {
		self.0.borrow_mut().groups.push(group);
		Ok(())
	}
}

impl Scripted {
	/// A line over which nl80211's number was asked: the first request. Those that follow are
	/// answered like this.
	fn open(answers: impl IntoIterator<Item = Vec<Vec<u8>>>) -> (Self, Line<Self>) {
		let kernel = Self::default();
		kernel.0.borrow_mut().answers.push_back(vec![family()]);
		let line = Line::open(kernel.clone()).expect("the family is there");
		kernel.0.borrow_mut().answers.extend(answers);
		(kernel, line)
	}

	fn requests(&self) -> Vec<String> {
		self.0.borrow().requests.iter().map(hex::encode).collect()
	}
}

fn acknowledged(number: u32) -> Vec<u8> {
	error(number, 0)
}

fn ended(interface: u32) -> Vec<u8> {
	event(CMD_NEW_SCAN_RESULTS, interface)
}

fn presence(router: u32) -> Vec<u8> {
	BeaconElement::Presence { router }.encode().to_vec()
}

/// A beacon of a router, received without scanning.
fn overheard(router: u32) -> Vec<u8> {
	// Beacon, no flags, no duration; to everybody, of an address that is also the BSSID; a sequence
	// number, and twelve octets of timestamp, interval and capabilities.
	let (everybody, bssid) = ([0xff; 6], [2, 0xca, 0x1a, 0, 0, 5]);
	let header = [&[0x80, 0, 0, 0][..], &everybody, &bssid, &bssid, &[0; 2], &[0; 12]];
	let frame = [header.concat(), presence(router)].concat();
	let attributes = [
		attribute(ATTR_WIPHY, &0u32.to_ne_bytes()),
		attribute(ATTR_WIPHY_FREQ, &2437u32.to_ne_bytes()),
		attribute(ATTR_FRAME, &frame),
		attribute(ATTR_RX_SIGNAL_DBM, &(-71i32).to_ne_bytes()),
	];
	nl80211(CMD_FRAME, &attributes)
}

fn routers(listener: &Listener) -> Vec<u32> {
	let router = |element| match element {
		BeaconElement::Presence { router } => router,
		other => panic!("{other:?}"),
	};
	listener.heard().iter().map(|heard| router(heard.element)).collect()
}

#[test]
fn a_visit_hears_what_was_seen_on_its_channel_while_it_lasted() {
	let results = [
		bss(&presence(5), Some(-6_150), 40),
		bss_on(2412, &presence(6), Some(-4_000), 1),
		// Of a scan a minute ago.
		bss(&presence(7), Some(-5_000), 60_000),
	];
	// A dump comes with several messages in a datagram.
	let dump = vec![results.concat(), done(3)];
	let (kernel, mut line) =
		Scripted::open([vec![acknowledged(2), event(CMD_TRIGGER_SCAN, 3), ended(3)], dump]);
	let listener = line.scan(INTERFACE, CH6).expect("heard");
	assert_eq!(routers(&listener), [5]);
	assert_eq!(listener.heard()[0].rssi, Rssi::Dbm(-61));
	assert_eq!(kernel.0.borrow().groups, [5], "the group called scan");
	let index = attribute(ATTR_IFINDEX, &INTERFACE.to_ne_bytes());
	let asked = kernel.requests();
	let family = [vec![3, 2, 0, 0], attribute(2, b"nl80211\0")];
	assert_eq!(asked[0], hex::encode(request(16, 1, NLM_F_REQUEST, &family)));
	assert_eq!(asked[1], hex::encode(ask::trigger_scan(FAMILY, 2, INTERFACE, CH6)));
	let dump = [vec![32, 1, 0, 0], index];
	let dump = request(FAMILY, 3, NLM_F_REQUEST | NLM_F_DUMP, &dump);
	assert_eq!(asked[2], hex::encode(dump));
	assert_eq!(asked.len(), 3);
}

#[test]
fn a_scan_may_end_before_its_acknowledgement_is_read() {
	let dump = vec![bss(&presence(5), None, 40), done(3)];
	let (_, mut line) = Scripted::open([vec![ended(INTERFACE), acknowledged(2)], dump]);
	assert_eq!(routers(&line.scan(INTERFACE, CH6).expect("heard")), [5]);
}

#[test]
fn the_end_of_another_interfaces_scan_is_not_taken_for_ones_own() {
	let broken = event(CMD_SCAN_ABORTED, INTERFACE);
	let (kernel, mut line) =
		Scripted::open([vec![ended(4), acknowledged(2), ended(4), broken.clone()]]);
	assert_eq!(line.scan(INTERFACE, CH6).err(), Some(CannotScan::Busy));
	assert_eq!(kernel.requests().len(), 2, "no results are asked for of a scan broken off");
	let (_, mut line) = Scripted::open([vec![broken, acknowledged(2)]]);
	assert_eq!(line.scan(INTERFACE, CH6).err(), Some(CannotScan::Busy));
}

#[test]
fn what_was_left_of_earlier_scans_says_nothing_about_this_one() {
	let (kernel, mut line) =
		Scripted::open([vec![acknowledged(2), event(CMD_SCAN_ABORTED, INTERFACE)]]);
	kernel.0.borrow_mut().waiting.extend([acknowledged(2), ended(INTERFACE)]);
	assert_eq!(line.scan(INTERFACE, CH6).err(), Some(CannotScan::Busy));
}

#[test]
fn a_refusal_has_the_kernels_reason_and_is_that_of_ones_own_request() {
	for (errno, why) in [
		(EOPNOTSUPP, CannotScan::Unsupported),
		(EPERM, CannotScan::Denied),
		(ENODEV, CannotScan::NoInterface),
	] {
		// Another program's request of number 1 was carried out.
		let (_, mut line) = Scripted::open([vec![acknowledged(1), error(2, -errno)]]);
		assert_eq!(line.scan(INTERFACE, CH6).err(), Some(why));
	}
	// The results, too, may be refused.
	let (_, mut line) =
		Scripted::open([vec![acknowledged(2), ended(INTERFACE)], vec![error(3, -ENODEV)]]);
	assert_eq!(line.scan(INTERFACE, CH6).err(), Some(CannotScan::NoInterface));
}

#[test]
fn a_kernel_that_stays_silent_is_not_waited_for_without_end() {
	let (_, mut line) = Scripted::open([]);
	assert_eq!(line.scan(INTERFACE, CH6).err(), Some(CannotScan::TimedOut));
	// Begun, and never ended.
	let (_, mut line) = Scripted::open([vec![acknowledged(2)]]);
	assert_eq!(line.scan(INTERFACE, CH6).err(), Some(CannotScan::TimedOut));
	assert_eq!(Line::open(Scripted::default()).err(), Some(CannotScan::TimedOut));
}

#[test]
fn a_kernel_without_nl80211_has_no_radio() {
	let kernel = Scripted::default();
	kernel.0.borrow_mut().answers.push_back(vec![error(1, -ENOENT)]);
	assert_eq!(Line::open(kernel).err(), Some(CannotScan::NoInterface));
}

#[test]
fn beacons_on_the_own_channel_come_once_each_radio_is_registered() {
	let (kernel, mut line) = Scripted::open([
		// One comes before the acknowledgement.
		vec![overheard(1), acknowledged(2)],
		vec![acknowledged(3), overheard(2)],
	]);
	let both = BTreeSet::from([0, 1]);
	let listener = line.listen(&both).expect("heard");
	assert_eq!(routers(&listener), [1, 2]);
	let heard = listener.heard()[0];
	assert_eq!((heard.rssi, heard.channel), (Rssi::Dbm(-71), CH6));
	assert_eq!(heard.bssid, Some([2, 0xca, 0x1a, 0, 0, 5]));
	let registration = |number, radio: u32| {
		let body = [vec![85, 1, 0, 0], attribute(ATTR_WIPHY, &radio.to_ne_bytes())];
		hex::encode(request(FAMILY, number, NLM_F_REQUEST | NLM_F_ACK, &body))
	};
	assert_eq!(kernel.requests()[1..], [registration(2, 0), registration(3, 1)]);

	// From then on there is nothing to ask.
	kernel.0.borrow_mut().waiting.extend([overheard(3), Vec::new(), overheard(4)]);
	assert_eq!(routers(&line.listen(&both).expect("heard")), [3, 4]);
	assert_eq!(kernel.requests().len(), 3);

	// A radio that went and came back has lost its registration.
	assert!(routers(&line.listen(&BTreeSet::from([0])).expect("heard")).is_empty());
	kernel.0.borrow_mut().answers.push_back(vec![acknowledged(4)]);
	assert!(routers(&line.listen(&both).expect("heard")).is_empty());
	assert_eq!(kernel.requests()[3..], [registration(4, 1)]);

	let (_, mut line) = Scripted::open([vec![error(2, -EOPNOTSUPP)]]);
	assert_eq!(line.listen(&both).err(), Some(CannotScan::Unsupported));
}

#[test]
fn a_radio_that_refuses_silences_no_other_one() {
	let (kernel, mut line) =
		Scripted::open([vec![error(2, -EOPNOTSUPP)], vec![acknowledged(3), overheard(2)]]);
	let both = BTreeSet::from([0, 1]);
	assert_eq!(routers(&line.listen(&both).expect("heard")), [2]);
	// The one that refused is asked again, the other is not.
	kernel.0.borrow_mut().answers.push_back(vec![error(4, -EOPNOTSUPP)]);
	kernel.0.borrow_mut().waiting.push_back(overheard(3));
	assert_eq!(routers(&line.listen(&both).expect("heard")), [3]);
	assert_eq!(kernel.requests().len(), 4);
}

#[test]
fn more_than_is_read_at_once_waits_for_the_next_time() {
	let (kernel, mut line) = Scripted::open([vec![acknowledged(2)]]);
	let radio = BTreeSet::from([0]);
	assert!(routers(&line.listen(&radio).expect("heard")).is_empty());
	kernel.0.borrow_mut().waiting.extend((0..2_050).map(|_| overheard(1)));
	assert_eq!(routers(&line.listen(&radio).expect("heard")), [1]);
	assert_eq!(kernel.0.borrow().waiting.len(), 2);
	assert_eq!(routers(&line.listen(&radio).expect("heard")), [1]);
	assert!(kernel.0.borrow().waiting.is_empty());
}
