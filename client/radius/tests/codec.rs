//! Packets, authenticators, vendor attributes and the accounting view: rules and round trips.

use cairn_radius::{
	attributes_hash, kind, session_ref, Accounting, AccountingError, AttributeError, Attributes,
	AuthenticatorError, Code, Counter, Packet, ParseError, StatusType, CAIRN_REPLY, CAIRN_REQUEST,
	MAX_FRAGMENT,
};
use proptest::prelude::*;

fn accounting_request() -> Packet {
	let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 9);
	packet.attributes.push_u32(kind::ACCT_STATUS_TYPE, 3).expect("fits");
	packet.attributes.push(kind::ACCT_SESSION_ID, b"a-session").expect("fits");
	packet.attributes.push_u32(kind::ACCT_INPUT_OCTETS, 7).expect("fits");
	packet.attributes.push_u32(kind::ACCT_OUTPUT_OCTETS, 5).expect("fits");
	packet.attributes.push_u32(kind::ACCT_OUTPUT_GIGAWORDS, 2).expect("fits");
	packet
}

#[test]
fn bad_lengths_are_typed_and_padding_is_ignored() {
	let mut packet = accounting_request();
	packet.seal_request(b"secret").expect("a request");
	let good = packet.to_bytes();
	for cut in 0..20 {
		assert_eq!(Packet::parse(&good[..cut]), Err(ParseError::Truncated { len: cut }));
	}
	for cut in 20..good.len() {
		let expected = ParseError::Incomplete { stated: good.len(), len: cut };
		assert_eq!(Packet::parse(&good[..cut]), Err(expected));
	}
	let mut padded = good.clone();
	padded.extend_from_slice(&[0xff; 40]);
	assert_eq!(Packet::parse(&padded), Ok(packet));

	for stated in [0u16, 19, 4097, u16::MAX] {
		let mut bytes = vec![0; usize::from(u16::MAX)];
		bytes[2..4].copy_from_slice(&stated.to_be_bytes());
		let expected = ParseError::BadLength { stated: usize::from(stated) };
		assert_eq!(Packet::parse(&bytes), Err(expected));
	}
	for len in [0, 1, 250] {
		let mut bytes = good.clone();
		bytes[21] = len;
		assert_eq!(Packet::parse(&bytes), Err(ParseError::BadAttribute { at: 20 }));
	}
}

#[test]
fn attributes_refuse_what_does_not_fit_and_stay_as_they_were() {
	let mut attributes = Attributes::default();
	let long = [0; 254];
	assert_eq!(
		attributes.push(kind::CLASS, &long),
		Err(AttributeError::ValueTooLong { kind: kind::CLASS, len: 254 })
	);
	while attributes.push(kind::CLASS, &long[..253]).is_ok() {}
	let full = attributes.clone();
	assert_eq!(attributes.put_vendor(CAIRN_REQUEST, &[0; 600]), Err(AttributeError::PacketFull));
	assert_eq!(attributes, full);
}

#[test]
fn a_message_authenticator_in_an_accounting_request_is_checked_too() {
	let mut packet = accounting_request();
	packet.attributes.push_message_authenticator().expect("fits");
	packet.seal_request(b"secret").expect("a request");
	assert_eq!(packet.verify_request(b"secret"), Ok(()));

	let mut twice = packet.clone();
	twice.attributes.push_message_authenticator().expect("fits");
	twice.seal_request(b"secret").expect("a request");
	assert_eq!(twice.verify_request(b"secret"), Err(AuthenticatorError::MessageAuthenticator));

	let mut short = accounting_request();
	short.attributes.push(kind::MESSAGE_AUTHENTICATOR, &[1; 15]).expect("fits");
	short.seal_request(b"secret").expect("a request");
	assert_eq!(short.verify_request(b"secret"), Err(AuthenticatorError::MessageAuthenticator));
}

#[test]
fn a_response_is_no_request() {
	let mut packet = Packet::new(Code::ACCOUNTING_RESPONSE, 1);
	let expected = Err(AuthenticatorError::NotARequest(Code::ACCOUNTING_RESPONSE));
	assert_eq!(packet.seal_request(b"secret"), expected);
	assert_eq!(packet.verify_request(b"secret"), expected);
}

#[test]
fn octets_combine_with_gigawords_and_absent_ones_are_no_update() {
	let packet = accounting_request();
	let view = Accounting::read(&packet.attributes).expect("understood");
	assert_eq!(view.status, StatusType::Interim);
	assert_eq!(view.input, Some(Counter { low: 7, gigawords: None }));
	assert_eq!(view.output_octets(), Some(5 + (2 << 32)));
	assert_eq!(view.octets(), Some(12 + (2 << 32)));

	let mut without = packet.attributes.clone();
	without.remove(kind::ACCT_OUTPUT_OCTETS);
	let view = Accounting::read(&without).expect("understood");
	assert_eq!((view.output, view.octets()), (None, None));

	let mut most = packet.attributes.clone();
	for kind in [42, 43, 52, 53] {
		most.replace(kind, &[0xff; 4]).expect("fits");
	}
	assert_eq!(Accounting::read(&most).expect("understood").octets(), None);
}

#[test]
fn ambiguous_accounting_is_refused_with_the_attribute_named() {
	let good = accounting_request().attributes;
	let mut twice = good.clone();
	twice.push(kind::ACCT_SESSION_ID, b"another").expect("fits");
	let expected = Err(AccountingError::Duplicate(kind::ACCT_SESSION_ID));
	assert_eq!(Accounting::read(&twice), expected);
	let mut short = good.clone();
	short.replace(kind::ACCT_INPUT_OCTETS, &[1, 2, 3]).expect("fits");
	let expected = Err(AccountingError::BadLength { kind: kind::ACCT_INPUT_OCTETS, len: 3 });
	assert_eq!(Accounting::read(&short), expected);
	let mut none = good;
	none.remove(kind::ACCT_STATUS_TYPE);
	assert_eq!(Accounting::read(&none), Err(AccountingError::Missing(kind::ACCT_STATUS_TYPE)));
}

#[test]
fn what_a_report_signs_leaves_out_what_proxies_add_and_nothing_else() {
	let plain = accounting_request().attributes;
	let hash = attributes_hash(&plain);
	let mut decorated = Attributes::default();
	decorated.push(kind::PROXY_STATE, b"hop").expect("fits");
	for attribute in plain.iter() {
		decorated.push(attribute.kind, attribute.value).expect("fits");
		decorated.put_vendor(CAIRN_REPLY, b"x").expect("fits");
	}
	decorated.push_message_authenticator().expect("fits");
	assert_eq!(attributes_hash(&decorated), hash);

	// Another vendor's attribute is signed like any other.
	let mut foreign = plain.clone();
	foreign.push(kind::VENDOR_SPECIFIC, &[0, 0, 0, 9, 1, 3, 0]).expect("fits");
	assert_ne!(attributes_hash(&foreign), hash);
}

#[test]
fn session_names_depend_on_each_part_and_on_where_parts_end() {
	let name = session_ref(7, b"AA:SSID", b"1");
	assert_eq!(name, session_ref(7, b"AA:SSID", b"1"));
	for other in [
		session_ref(8, b"AA:SSID", b"1"),
		session_ref(7, b"AA:SSI", b"D1"),
		session_ref(7, b"AA:SSID1", b""),
	] {
		assert_ne!(name, other);
	}
}

#[test]
fn a_vendor_value_may_stand_in_several_sub_attributes_of_one_attribute() {
	let mut attributes = Attributes::default();
	let inner = [0, 0, 0x7e, 0xd9, 1, 4, b'a', b'b', 2, 3, b'z', 1, 3, b'c'];
	attributes.push(kind::VENDOR_SPECIFIC, &inner).expect("fits");
	attributes.put_vendor(1, b"d").expect("fits");
	assert_eq!(attributes.vendor(1).as_deref(), Some(&b"abcd"[..]));
	assert_eq!(attributes.vendor(2).as_deref(), Some(&b"z"[..]));
	assert_eq!(attributes.vendor(3), None);
}

fn attribute_list() -> impl Strategy<Value = Vec<(u8, Vec<u8>)>> {
	prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..=253)), 0..12)
}

proptest! {
	#[test]
	fn a_packet_parses_back_to_itself_with_its_attributes_in_order(
		code: u8, identifier: u8, authenticator: [u8; 16], list in attribute_list(),
	) {
		let mut packet = Packet::new(Code(code), identifier);
		packet.authenticator = authenticator;
		for (kind, value) in &list {
			packet.attributes.push(*kind, value).unwrap();
		}
		let parsed = Packet::parse(&packet.to_bytes()).unwrap();
		prop_assert_eq!(&parsed, &packet);
		let read: Vec<_> = parsed.attributes.iter().map(|a| (a.kind, a.value.to_vec())).collect();
		prop_assert_eq!(read, list);
	}

	#[test]
	fn any_flipped_bit_breaks_a_request_and_its_response(
		secret in prop::collection::vec(any::<u8>(), 0..80), bit in 0usize..8 * 60, signed: bool,
	) {
		let mut request = accounting_request();
		if signed {
			request.attributes.push_message_authenticator().unwrap();
		}
		request.seal_request(&secret).unwrap();
		prop_assert_eq!(request.verify_request(&secret), Ok(()));
		let mut bytes = request.to_bytes();
		let at = bit / 8 % bytes.len();
		bytes[at] ^= 1 << (bit % 8);
		if let Ok(altered) = Packet::parse(&bytes) {
			prop_assert!(altered.verify_request(&secret).is_err());
		}

		let mut response = Packet::new(Code::ACCOUNTING_RESPONSE, request.identifier);
		response.attributes.put_vendor(CAIRN_REPLY, &secret).unwrap();
		response.seal_response(&secret, &request.authenticator);
		let verify = |p: &Packet| p.verify_response(&secret, request.identifier, &request.authenticator);
		prop_assert_eq!(verify(&response), Ok(()));
		let mut bytes = response.to_bytes();
		let at = bit / 8 % bytes.len();
		bytes[at] ^= 1 << (bit % 8);
		if let Ok(altered) = Packet::parse(&bytes) {
			prop_assert!(verify(&altered).is_err());
		}
	}

	#[test]
	fn a_vendor_value_of_any_length_comes_back_whole_from_the_fewest_attributes(
		value in prop::collection::vec(any::<u8>(), 0..3800),
	) {
		let mut attributes = Attributes::default();
		attributes.push(kind::USER_NAME, b"x").unwrap();
		attributes.put_vendor(CAIRN_REQUEST, &value).unwrap();
		let fragments = value.len().div_ceil(MAX_FRAGMENT).max(1);
		prop_assert_eq!(attributes.all(kind::VENDOR_SPECIFIC).count(), fragments);
		prop_assert_eq!(attributes.vendor(CAIRN_REQUEST), Some(value));
		prop_assert_eq!(attributes.without_vendor().iter().count(), 1);
	}
}
