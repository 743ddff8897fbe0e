//! Tokens: what is minted verifies, and nothing else does.

use cairn_radius::token::{
	normalise_station, parse_router_id, router_id_text, Grant, Token, TokenError, TOKEN_LEN,
};
use proptest::prelude::*;

const KEY: &[u8] = b"a token key of thirty-two octets";
const GRANT: Grant = Grant {
	key_id: 3,
	carrier: 0x0102_0304,
	class: 5,
	expires: 1_800_000_000,
	nonce: *b"nonce 01",
};

#[test]
fn a_token_has_the_documented_layout() {
	let octets = GRANT.mint(KEY, &[9; 32], b"02-00-00-00-00-01").expect("a class below 32");
	assert_eq!(octets.len(), TOKEN_LEN);
	assert_eq!(&octets[..9], [b'C', b'A', 1, 3, 1, 2, 3, 4, 5]);
	assert_eq!(&octets[9..13], 1_800_000_000u32.to_be_bytes());
	assert_eq!(&octets[13..21], b"nonce 01");
	// Computed once with Python: hmac.new(KEY, octets[:21] + b'\x09'*32 + b'020000000001', 'sha256').
	assert_eq!(octets[21..], EXPECTED_CODE);
}

const EXPECTED_CODE: [u8; 16] = [
	0x69, 0x6b, 0x9a, 0x99, 0xd1, 0xd7, 0x51, 0x4f, 0xb4, 0xfa, 0x40, 0xaa, 0x48, 0xbf, 0xf2, 0x32,
];

#[test]
fn refusals_are_typed() {
	let router = [9; 32];
	let octets = GRANT.mint(KEY, &router, b"020000000001").expect("a class below 32");
	let token = Token::parse(&octets).expect("a token");
	assert_eq!(token.grant(), GRANT);
	assert_eq!(token.verify(KEY, &router, b"02:00:00:00:00:01", 1_800_000_000), Ok(()));
	assert_eq!(
		token.verify(KEY, &router, b"02:00:00:00:00:01", 1_800_000_001),
		Err(TokenError::Expired)
	);
	assert!(token.is_genuine(KEY, &router, b"02:00:00:00:00:01"));
	for (key, router, station) in [
		(&b"another key"[..], router, &b"020000000001"[..]),
		(KEY, [8; 32], b"020000000001"),
		(KEY, router, b"020000000002"),
	] {
		assert_eq!(token.verify(key, &router, station, 0), Err(TokenError::Forged));
	}
	assert_eq!(Token::parse(b"something else"), Err(TokenError::NotAToken));
	assert_eq!(Token::parse(b""), Err(TokenError::NotAToken));
	assert_eq!(Token::parse(&octets[..36]), Err(TokenError::Length(36)));
	let mut other = octets;
	other[2] = 2;
	assert_eq!(Token::parse(&other), Err(TokenError::Version(2)));
	let mut other = octets;
	other[8] = 32;
	assert_eq!(Token::parse(&other), Err(TokenError::ServiceClass(32)));
	let wide = Grant { class: 32, ..GRANT };
	assert_eq!(wide.mint(KEY, &router, b""), Err(TokenError::ServiceClass(32)));
}

#[test]
fn stations_are_normalised_only_where_they_are_mac_addresses() {
	for mac in ["02-AB-cd-00-00-01", "02:ab:CD:00:00:01", "02abcd000001", "02ab.cd00.0001"] {
		assert_eq!(normalise_station(mac.as_bytes()), b"02ABCD000001");
	}
	for other in ["", "02-AB-cd-00-00", "02-AB-cd-00-00-01-02", "user@realm", "+49 171 1234567"] {
		assert_eq!(normalise_station(other.as_bytes()), other.as_bytes());
	}
}

proptest! {
	#[test]
	fn any_altered_octet_forges_or_breaks_a_token(at in 0..TOKEN_LEN, flip in 1u8.., now: u32) {
		let mut octets = GRANT.mint(KEY, &[9; 32], b"station").unwrap();
		octets[at] ^= flip;
		if let Ok(token) = Token::parse(&octets) {
			let result = token.verify(KEY, &[9; 32], b"station", now.into());
			prop_assert_eq!(result, Err(TokenError::Forged));
		}
	}

	#[test]
	fn a_router_id_reads_back_in_either_case(id: [u8; 32]) {
		let text = router_id_text(&id);
		prop_assert_eq!(parse_router_id(text.as_bytes()), Some(id));
		prop_assert_eq!(parse_router_id(text.to_uppercase().as_bytes()), Some(id));
		prop_assert_eq!(parse_router_id(&text.as_bytes()[1..]), None);
		prop_assert_eq!(parse_router_id(format!("{}g", &text[1..]).as_bytes()), None);
	}
}
