//! Fuzz target of the RADIUS codec. Runs for a bounded time under `cargo test`; for longer, with
//! coverage: `cargo bolero test -p cairn-radius --test fuzz_codec any_octets`.

use cairn_radius::{attributes_hash, token::Token, Accounting, Packet, CAIRN_REPLY, CAIRN_REQUEST};
use std::time::Duration;

/// Everything that reads what a stranger sends.
fn read(datagram: &[u8]) {
	let Ok(packet) = Packet::parse(datagram) else {
		return;
	};
	// What parses is written back to the same octets, padding aside.
	assert!(datagram.starts_with(&packet.to_bytes()));
	let _ = packet.verify_request(b"secret");
	let _ = packet.verify_response(b"secret", 0, &[0; 16]);
	let _ = attributes_hash(&packet.attributes);
	for vendor_type in [CAIRN_REQUEST, CAIRN_REPLY] {
		if let Some(value) = packet.attributes.vendor(vendor_type) {
			assert!(value.len() < datagram.len());
		}
	}
	if let Ok(view) = Accounting::read(&packet.attributes) {
		let _ = view.octets();
		for class in view.classes {
			if let Ok(token) = Token::parse(class) {
				assert!(token.verify(b"key", &[0; 32], class, 0).is_err());
			}
		}
	}
}

#[test]
fn any_octets_are_read_without_panic() {
	bolero::check!().with_max_len(4200).with_test_time(Duration::from_secs(3)).for_each(read);
}

#[test]
fn any_attributes_behind_a_good_header_are_read_without_panic() {
	bolero::check!().with_max_len(4076).with_test_time(Duration::from_secs(3)).for_each(
		|attributes: &[u8]| {
			let mut datagram = vec![4, 0, 0, 0];
			datagram[2..4].copy_from_slice(&(20 + attributes.len() as u16).to_be_bytes());
			datagram.extend_from_slice(&[0; 16]);
			datagram.extend_from_slice(attributes);
			read(&datagram);
		},
	);
}
