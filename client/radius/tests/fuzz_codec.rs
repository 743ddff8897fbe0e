//! Fuzz targets of the RADIUS codec. They run for a bounded time under `cargo test`; for longer,
//! with coverage: `cargo bolero test -p cairn-radius --test fuzz_codec any_octets`. Each also says
//! how much was parsed, so that none can come to test nothing.

mod common;

use bolero::{produce, ValueGenerator};
use cairn_radius::{
	attributes_hash, kind,
	token::{Grant, Token},
	Accounting, Code, Packet, CAIRN_REPLY, CAIRN_REQUEST,
};
use common::{changed, SECRET};
use std::time::Duration;

const TIME: Duration = Duration::from_secs(3);

/// By itself the tool draws no more than 64 octets, hardly more than a header with two attributes.
fn octets(most: usize) -> impl ValueGenerator<Output = Vec<u8>> {
	produce::<Vec<u8>>().with().len(0..=most)
}

/// What was read of a datagram.
#[derive(Default)]
struct Seen {
	packets: usize,
	cairn: usize,
	sessions: usize,
	tokens: usize,
}

/// Everything that reads what a stranger sends.
fn read(datagram: &[u8], seen: &mut Seen) {
	let Ok(packet) = Packet::parse(datagram) else {
		return;
	};
	seen.packets += 1;
	// What parses is written back to the same octets, padding aside.
	assert!(datagram.starts_with(&packet.to_bytes()));
	let _ = packet.verify_request(SECRET);
	let _ = packet.verify_response(SECRET, 0, &[0; 16]);
	let _ = attributes_hash(&packet.attributes);
	for vendor_type in [CAIRN_REQUEST, CAIRN_REPLY] {
		if let Some(value) = packet.attributes.vendor(vendor_type) {
			assert!(value.len() < datagram.len());
			seen.cairn += 1;
		}
	}
	if let Ok(view) = Accounting::read(&packet.attributes) {
		seen.sessions += usize::from(view.octets().is_some());
		for class in view.classes {
			if let Ok(token) = Token::parse(class) {
				assert!(token.verify(b"key", &[0; 32], class, 0).is_err());
				seen.tokens += 1;
			}
		}
	}
}

/// A session with a token and a value of ours in three attributes, as a router reports it.
fn good() -> Vec<u8> {
	let grant = Grant { key_id: 3, carrier: 1, class: 5, expires: 1_800_000_000, nonce: [7; 8] };
	let station = b"02-00-00-00-00-01";
	let token = grant.mint(b"another key", &[9; 32], station).expect("a class below 32");
	let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 1);
	for (kind, value) in [
		(kind::ACCT_STATUS_TYPE, &[0, 0, 0, 3][..]),
		(kind::ACCT_SESSION_ID, b"5E55"),
		(kind::CALLING_STATION_ID, station),
		(kind::ACCT_INPUT_OCTETS, &[1; 4]),
		(kind::ACCT_OUTPUT_OCTETS, &[2; 4]),
		(kind::ACCT_OUTPUT_GIGAWORDS, &[0, 0, 0, 1]),
		(kind::CLASS, &token),
	] {
		packet.attributes.push(kind, value).expect("fits");
	}
	packet.attributes.put_vendor(CAIRN_REQUEST, &[8; 600]).expect("fits");
	packet.seal_request(SECRET).expect("a request");
	packet.to_bytes()
}

#[test]
fn any_octets_are_read_without_panic() {
	let mut seen = Seen::default();
	bolero::check!()
		.with_max_len(8_192)
		.with_generator(octets(4_200))
		.with_test_time(TIME)
		.for_each(|datagram| read(datagram, &mut seen));
}

#[test]
fn any_attributes_behind_a_good_header_are_read_without_panic() {
	let mut seen = Seen::default();
	bolero::check!()
		.with_max_len(8_192)
		.with_generator(octets(4_076))
		.with_test_time(TIME)
		.for_each(|attributes| {
			let mut datagram = vec![4, 0, 0, 0];
			datagram[2..4].copy_from_slice(&(20 + attributes.len() as u16).to_be_bytes());
			datagram.extend_from_slice(&[0; 16]);
			datagram.extend_from_slice(attributes);
			read(&datagram, &mut seen);
		});
	assert!(seen.packets > 0, "no attributes were parsed");
}

#[test]
fn a_good_report_with_any_octets_changed_is_read_and_not_believed() {
	let good = good();
	let mut seen = Seen::default();
	let mut refused = 0;
	bolero::check!().with_test_time(TIME).for_each(|changes: &[u8]| {
		let datagram = changed(&good, changes);
		read(&datagram, &mut seen);
		// An Access-Request proves nothing by its authenticator.
		let parsed = Packet::parse(&datagram).ok().filter(|p| p.code != Code::ACCESS_REQUEST);
		if let Some(packet) = parsed {
			let believed = packet.verify_request(SECRET).is_ok();
			assert_eq!(believed, packet.to_bytes() == good, "believed although changed, or not");
			refused += usize::from(!believed);
		}
	});
	let Seen { packets, cairn, sessions, tokens } = seen;
	let all = [packets, cairn, sessions, tokens, refused];
	assert!(all.iter().all(|some| *some > 0), "packets, ours, sessions, tokens, refused: {all:?}");
}
