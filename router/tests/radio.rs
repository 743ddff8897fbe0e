//! What comes off the air and what goes into beacons: merging, parsing, nl80211's messages.

mod netlink;

use bolero::{produce, ValueGenerator};
use cairn_primitives::coverage::{Band, BeaconElement, Channel, Rssi};
use cairn_router::radio::{
	beacon_frame, foreign_elements,
	hostapd::{
		configured_elements,
		nl80211::{
			answer::{self, read, split, Said},
			ask,
		},
		Status,
	},
	merge, parse_hex, ElementsError, Heard, Listener, MAX_ELEMENTS_LEN, MAX_HEARD, MAX_PER_FRAME,
};
use netlink::*;
use proptest::prelude::*;
use serde_json::Value;
use std::{collections::BTreeMap, process::Command, time::Duration};

const PRESENCE: BeaconElement = BeaconElement::Presence { router: 5 };
const CH6: Channel = Channel { band: Band::Ghz2, number: 6 };
/// As an operator may have them: two elements of vendors.
const OWN: &str = "dd0411223301dd050050f20402";

fn challenge() -> BeaconElement {
	let secret: Vec<u8> = (0..32).collect();
	BeaconElement::Challenge { window: 7, router: 5, secret: secret.try_into().expect("32") }
}

/// Frames built by scapy, by name.
fn frames() -> BTreeMap<String, Vec<u8>> {
	let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/frames.py");
	let made = Command::new("/usr/bin/python3").arg(script).output().expect("python3 starts");
	let complaint = String::from_utf8_lossy(&made.stderr);
	assert!(made.status.success(), "scapy is missing? run scripts/setup: {complaint}");
	let text = String::from_utf8(made.stdout).expect("UTF-8");
	text.lines()
		.map(|line| {
			let frame: Value = serde_json::from_str(line).expect("JSON");
			let octets = hex::decode(frame["octets"].as_str().expect("text")).expect("hex");
			(frame["name"].as_str().expect("text").to_string(), octets)
		})
		.collect()
}

fn hear(frame: &[u8]) -> Listener {
	let mut listener = Listener::new();
	listener.frame(frame, Rssi::Dbm(-60), 2437);
	listener
}

#[test]
fn scapys_beacons_are_heard_and_everything_else_is_counted() {
	let frames = frames();
	let said = |name: &str| -> Vec<BeaconElement> {
		hear(&frames[name]).heard().iter().map(|heard| heard.element).collect()
	};
	assert_eq!(said("beacon"), [PRESENCE, challenge()]);
	assert_eq!(said("probe-response"), [PRESENCE]);
	assert!(said("foreign").is_empty());
	let heard = hear(&frames["beacon"]).heard()[0];
	assert_eq!((heard.channel, heard.rssi), (CH6, Rssi::Dbm(-60)));
	assert_eq!(heard.bssid, Some([2, 0xca, 0x1a, 0, 0, 5]));
	for name in ["probe-request", "protected"] {
		assert_eq!((said(name), hear(&frames[name]).ignored().frames), (vec![], 1), "{name}");
	}
	// The last octet is missing: what stood before it counts.
	assert_eq!(said("torn"), [PRESENCE]);
	assert_eq!(hear(&frames["torn"]).ignored().truncated, 1);
	assert_eq!(hear(&frames["unknown-type"]).ignored().unknown_type, 1);
	assert_eq!(hear(&frames["too-short"]).ignored().wrong_length, 1);
	assert_eq!(hear(&frames["foreign"]).ignored(), hear(&frames["beacon"]).ignored());
}

#[test]
fn every_torn_frame_of_scapys_is_read_without_panic_and_never_says_more() {
	for frame in frames().values() {
		let whole = hear(frame).heard().len();
		for end in 0..frame.len() {
			assert!(hear(&frame[..end]).heard().len() <= whole);
		}
	}
}

#[test]
fn a_frame_on_no_channel_is_counted() {
	let mut listener = Listener::new();
	listener.elements(&PRESENCE.encode(), Rssi::Heard, 5, None);
	assert_eq!((listener.heard().len(), listener.ignored().channels), (0, 1));
}

#[test]
fn what_one_frame_and_one_listener_may_say_is_bounded() {
	let many: Vec<u8> =
		(0..100).flat_map(|router| BeaconElement::Presence { router }.encode()).collect();
	let mut listener = Listener::new();
	listener.elements(&many, Rssi::Heard, 2412, None);
	assert_eq!(listener.heard().len(), MAX_PER_FRAME);
	assert_eq!(listener.ignored().surplus, 1);
	for router in 0..10_000 {
		listener.elements(&BeaconElement::Presence { router }.encode(), Rssi::Heard, 2412, None);
	}
	assert_eq!(listener.heard().len(), MAX_HEARD);
	assert!(listener.ignored().surplus > 9_000);
}

#[test]
fn of_the_same_element_the_strongest_reception_is_kept() {
	let mut listener = Listener::new();
	for dbm in [-80, -60, -70] {
		listener.elements(&PRESENCE.encode(), Rssi::Dbm(dbm), 2437, None);
	}
	let mut other = Listener::new();
	other.elements(&PRESENCE.encode(), Rssi::Heard, 2437, None);
	listener.join(other);
	let only = Heard { element: PRESENCE, rssi: Rssi::Dbm(-60), channel: CH6, bssid: None };
	assert_eq!(listener.heard(), [only]);
}

#[test]
fn the_operators_elements_stay_and_ours_come_and_go() {
	let own = parse_hex(OWN).expect("whole elements");
	let merged = merge(&own, &[PRESENCE, challenge()]).expect("short");
	assert_eq!(merged, [&own[..], &PRESENCE.encode(), &challenge().encode()].concat());
	// Merged again after a crash that left them there, nothing is doubled.
	assert_eq!(merge(&merged, &[PRESENCE]), Ok([&own[..], &PRESENCE.encode()].concat()));
	assert_eq!(foreign_elements(&merged), Ok(own));
	assert_eq!(merge(&[], &[]), Ok(vec![]));
}

#[test]
fn elements_that_make_no_sense_are_refused_with_a_reason() {
	for (text, error) in [
		("dd04112233", ElementsError::Truncated),
		("dd", ElementsError::Truncated),
		("dd0", ElementsError::NotHex),
		("vendor", ElementsError::NotHex),
	] {
		assert_eq!(parse_hex(text), Err(error), "{text}");
	}
	assert_eq!(parse_hex(&"dd00".repeat(MAX_ELEMENTS_LEN)), Err(ElementsError::TooLong));
	let full = [vec![221, 255], vec![0; 255], vec![221, 253], vec![0; 253]].concat();
	assert_eq!(merge(&full, &[]), Ok(full.clone()));
	assert_eq!(merge(&full, &[PRESENCE]), Err(ElementsError::TooLong));
}

#[test]
fn hostapds_configuration_says_what_each_bss_has() {
	let text = format!(
		"# access point\ninterface=wlan0\nvendor_elements={OWN}\nssid=a\n\nbss=wlan0-1\nssid=b\n\
		 #vendor_elements=dd00\nbss=wlan0-2\nvendor_elements=dd00\n"
	);
	let of = |interface: &str| configured_elements(&text, interface);
	assert_eq!(of("wlan0"), Ok(Some(parse_hex(OWN).expect("whole"))));
	assert_eq!(of("wlan0-1"), Ok(Some(vec![])));
	assert_eq!(of("wlan0-2"), Ok(Some(vec![221, 0])));
	assert_eq!(of("wlan1"), Ok(None));
	assert_eq!(
		configured_elements("interface=a\nvendor_elements=dd05\n", "a"),
		Err(ElementsError::Truncated)
	);
}

#[test]
fn hostapds_status_is_read_as_far_as_it_goes() {
	let text = "state=ENABLED\nphy=phy0\nfreq=5180\nchannel=36\nbss[0]=wlan0\n\
		 bssid[0]=02:ca:1a:00:00:05\nssid[0]=x=y\nbss[1]=wlan0-1\nbssid[1]=02:ca:1a:00:00:06\n";
	let status = Status::parse(text, "wlan0-1").expect("a state");
	assert!(status.is_beaconing());
	assert_eq!(status.channel, Some(Channel { band: Band::Ghz5, number: 36 }));
	assert_eq!(status.bssid, Some([2, 0xca, 0x1a, 0, 0, 6]));
	// hostapd on a cable.
	let cable = Status::parse("state=ENABLED\nfreq=0\nbssid[0]=zz\n", "lan0").expect("a state");
	assert_eq!((cable.channel, cable.bssid), (None, None));
	assert!(!Status::parse("state=DFS\n", "x").expect("a state").is_beaconing());
	for nonsense in ["", "FAIL\n", "UNKNOWN COMMAND\n"] {
		assert_eq!(Status::parse(nonsense, "x"), None);
	}
}

#[test]
fn scan_results_are_heard_with_their_strength_where_the_driver_knows_it() {
	for (signal, rssi) in [
		(Some(-6_150), Rssi::Dbm(-61)),
		(None, Rssi::Heard),
		// Drivers that count from 0 to 100, and nonsense.
		(Some(4_200), Rssi::Heard),
		(Some(i32::MIN), Rssi::Heard),
	] {
		let Said::Bss(seen) = only(&bss(&PRESENCE.encode(), signal, 40)) else { panic!() };
		assert_eq!(seen.seen_ms_ago, Some(40));
		let mut listener = Listener::new();
		seen.tell(&mut listener);
		let bssid = Some([2, 0xca, 0x1a, 0, 0, 5]);
		let heard = Heard { element: PRESENCE, rssi, channel: CH6, bssid };
		assert_eq!(listener.heard(), [heard], "{signal:?}");
	}
}

#[test]
fn beacons_on_the_own_channel_are_heard_from_whole_frames() {
	let frame = frames().remove("beacon").expect("there");
	let attributes = [
		attribute(ATTR_WIPHY, &0u32.to_ne_bytes()),
		attribute(ATTR_WIPHY_FREQ, &2437u32.to_ne_bytes()),
		attribute(ATTR_FRAME, &frame),
		attribute(ATTR_RX_SIGNAL_DBM, &(-71i32).to_ne_bytes()),
	];
	let Said::Frame(seen) = only(&nl80211(CMD_FRAME, &attributes)) else { panic!() };
	let mut listener = Listener::new();
	seen.tell(&mut listener);
	assert_eq!(listener.heard().len(), 2);
	assert_eq!(listener.heard()[0].rssi, Rssi::Dbm(-71));
	// Without a strength.
	let Said::Frame(seen) = only(&nl80211(CMD_FRAME, &attributes[..3])) else { panic!() };
	assert_eq!(seen.rssi, None);
}

#[test]
fn ends_of_scans_acknowledgements_and_errors_are_told_apart() {
	let ended = event(CMD_NEW_SCAN_RESULTS, 3);
	assert_eq!(only(&ended), Said::Scanned(3, false));
	assert_eq!(only(&event(CMD_SCAN_ABORTED, 3)), Said::Scanned(3, true));
	assert_eq!(only(&event(CMD_TRIGGER_SCAN, 3)), Said::Other);
	let error = |code| error(7, code);
	assert_eq!(only(&error(0)), Said::Done(7));
	assert_eq!(only(&error(-95)), Said::Failed(7, 95));
	assert_eq!(only(&error(i32::MIN)), Said::Failed(7, i32::MAX));
	assert_eq!(only(&done(7)), Said::Done(7));
	// Another family's message is not misread.
	assert_eq!(read(&message(99, 7, &[34, 1, 0, 0]), FAMILY), Said::Other);
	// Two in a datagram, and a third that is torn.
	let mut datagram = [error(0), ended.clone()].concat();
	datagram.extend(&ended[..10]);
	assert_eq!(split(&datagram).len(), 2);
	use cairn_router::radio::CannotScan;
	for (errno, why) in [
		(1, CannotScan::Denied),
		(16, CannotScan::Busy),
		(19, CannotScan::NoInterface),
		(22, CannotScan::ChannelRefused),
		(95, CannotScan::Unsupported),
		(5, CannotScan::Failed(5)),
	] {
		assert_eq!(answer::refusal(errno), why);
		assert!(!why.name().is_empty());
	}
}

#[test]
fn a_passive_scan_of_one_channel_is_asked_for_in_the_kernels_octets() {
	let octets = ask::trigger_scan(FAMILY, 9, 3, CH6);
	let body = [
		vec![CMD_TRIGGER_SCAN, 1, 0, 0],
		attribute(ATTR_IFINDEX, &3u32.to_ne_bytes()),
		attribute(44 | 0x8000, &attribute(0, &2437u32.to_ne_bytes())),
		// NL80211_SCAN_FLAG_AP.
		attribute(158, &4u32.to_ne_bytes()),
	];
	let expected = request(FAMILY, 9, NLM_F_REQUEST | NLM_F_ACK, &body);
	// Whether nesting is marked differs between programs; the kernel takes both.
	let unmarked = |octets: &[u8]| {
		let mut octets = octets.to_vec();
		octets[31] &= 0x7f;
		octets
	};
	assert_eq!(hex::encode(unmarked(&octets)), hex::encode(unmarked(&expected)));
}

#[test]
fn the_family_and_its_group_are_found_by_name() {
	assert_eq!(answer::read_family(&family()), Some((FAMILY, 5)));
	assert_eq!(answer::read_family(&message(16, 1, &[1, 2, 0, 0])), None);
	assert_eq!(answer::read_family(&[]), None);
}

#[test]
fn attributes_that_nobody_knows_or_that_are_cut_short_hide_nothing_before_them() {
	// An empty policy, on which the crates' own decoding panics, and a type of a later kernel.
	for strange in [attribute(8, &[]), attribute(9, &[1, 0]), attribute(200, &[1]), vec![3, 0]] {
		let mut octets = family();
		octets.extend(&strange);
		let length = u32::try_from(octets.len()).expect("short");
		octets[..4].copy_from_slice(&length.to_ne_bytes());
		assert_eq!(answer::read_family(&octets), Some((FAMILY, 5)), "{strange:?}");
	}
	let known = [
		attribute(ATTR_WIPHY_FREQ, &2437u32.to_ne_bytes()),
		attribute(999, &[1, 2, 3]),
		attribute(ATTR_FRAME, &[7]),
	];
	let Said::Frame(seen) = only(&nl80211(CMD_FRAME, &known)) else { panic!() };
	assert_eq!((seen.mhz, seen.octets), (2437, vec![7]));
}

/// Fuzz targets of what strangers send. They run for a bounded time under `cargo test`; for longer:
/// `cargo bolero test -p cairn-router --test radio any_frame`.
const TIME: Duration = Duration::from_secs(3);

fn check_listener(listener: &Listener) {
	assert!(listener.heard().len() <= MAX_HEARD);
	for heard in listener.heard() {
		assert!(heard.channel.exists());
	}
}

/// By itself the tool draws no more than 64 octets.
fn octets(most: usize) -> impl ValueGenerator<Output = Vec<u8>> {
	produce::<Vec<u8>>().with().len(0..=most)
}

/// A few octets, each to be put somewhere into something good.
fn changes() -> impl ValueGenerator<Output = Vec<(u16, u8)>> {
	produce::<Vec<(u16, u8)>>().with().len(1..=4usize)
}

fn changed(good: &[u8], changes: &[(u16, u8)]) -> Vec<u8> {
	let mut octets = good.to_vec();
	for (place, octet) in changes {
		octets[usize::from(*place) % good.len()] = *octet;
	}
	octets
}

#[test]
fn any_frame() {
	let good = frames().remove("beacon").expect("there");
	let (mut longest, mut beacons, mut heard, mut torn) = (0, 0, 0, 0);
	let drawn = (octets(600), changes());
	bolero::check!().with_generator(drawn).with_max_len(2_048).with_test_time(TIME).for_each(
		|(octets, changes)| {
			longest = longest.max(octets.len());
			let listener = hear(octets);
			check_listener(&listener);
			if let Some((_, elements)) = beacon_frame(octets) {
				assert!(elements.len() + 36 <= octets.len());
			}
			let listener = hear(&changed(&good, changes));
			check_listener(&listener);
			beacons += u64::from(listener.ignored().frames == 0);
			heard += listener.heard().len();
			torn += listener.ignored().truncated + listener.ignored().wrong_length;
			let mut plain = Listener::new();
			plain.elements(octets, Rssi::Heard, 2412, None);
			assert!(plain.heard().len() <= MAX_PER_FRAME);
			let _ = foreign_elements(octets);
		},
	);
	// Whatever is drawn, elements of ours were reached, whole and broken.
	let reached = longest > 64 && beacons > 0 && heard > 0 && torn > 0;
	assert!(reached, "{longest} octets, {beacons} beacons, {heard} heard, {torn} torn");
}

#[test]
fn any_kernel_message() {
	let scanned = bss(&[PRESENCE.encode(), challenge().encode()].concat(), Some(-6_000), 1);
	let family = family();
	let (mut scans, mut heard, mut families) = (0, 0, 0);
	let drawn = (octets(400), changes());
	bolero::check!().with_generator(drawn).with_max_len(2_048).with_test_time(TIME).for_each(
		|(octets, changes)| {
			for datagram in [octets, &changed(&scanned, changes), &changed(&family, changes)] {
				for message in split(datagram) {
					let mut listener = Listener::new();
					match read(message, FAMILY) {
						Said::Bss(seen) => {
							scans += 1;
							seen.tell(&mut listener);
						}
						Said::Frame(seen) => seen.tell(&mut listener),
						_ => {}
					}
					check_listener(&listener);
					heard += listener.heard().len();
					families += usize::from(answer::read_family(message).is_some());
				}
			}
		},
	);
	let reached = scans > 0 && heard > 0 && families > 0;
	assert!(reached, "{scans} scans, {heard} heard, {families} families");
}

proptest! {
	#[test]
	fn ours_are_taken_out_of_any_elements_and_nothing_else(
		lengths in prop::collection::vec((any::<u8>(), 0u8..40), 0..6),
		place in 0usize..6,
	) {
		let foreign: Vec<Vec<u8>> = lengths
			.iter()
			.map(|(id, length)| [vec![*id, *length], vec![7; usize::from(*length)]].concat())
			.collect();
		let mut mixed = foreign.clone();
		mixed.insert(place.min(foreign.len()), PRESENCE.encode());
		prop_assert_eq!(foreign_elements(&mixed.concat()), Ok(foreign.concat()));
		prop_assert_eq!(merge(&mixed.concat(), &[PRESENCE]), merge(&foreign.concat(), &[PRESENCE]));
	}
}

#[test]
fn the_kernel_itself_says_that_the_loopback_interface_is_no_radio() {
	use cairn_router::radio::{
		hostapd::{nl80211::Nl80211, Air},
		CannotScan,
	};
	let mut kernel = Nl80211::default();
	assert_eq!(kernel.overheard(&["lo"]).err(), Some(CannotScan::NoInterface));
	assert_eq!(kernel.visit("no-such", CH6).err(), Some(CannotScan::NoInterface));
	assert_eq!(kernel.visit("../lo", CH6).err(), Some(CannotScan::NoInterface));
	// Here a socket is opened and the kernel asked. Without nl80211 there is no such family; with it
	// the loopback interface is refused as no radio, or for want of rights.
	let refused = kernel.visit("lo", CH6).expect_err("no radio");
	let expected = [CannotScan::Unsupported, CannotScan::NoInterface, CannotScan::Denied];
	assert!(expected.contains(&refused), "{refused:?}");
}
