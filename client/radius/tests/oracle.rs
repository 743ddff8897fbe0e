//! The same packets by an independent implementation, the crate `radius`.

use cairn_radius::{kind, Accounting, Code, Packet};
use proptest::prelude::*;
use radius::core::{code::Code as OtherCode, packet::Packet as Other, rfc2865, rfc2866, rfc2869};

proptest! {
	#[test]
	fn what_the_oracle_encodes_we_parse_and_believe(
		identifier: u8, secret in prop::collection::vec(any::<u8>(), 1..60),
		session in "[0-9A-F]{1,40}", input: u32, gigawords: u32,
		class in prop::collection::vec(any::<u8>(), 1..253),
	) {
		let mut other =
			Other::new_with_identifier(OtherCode::AccountingRequest, &secret, identifier);
		rfc2866::add_acct_status_type(&mut other, rfc2866::ACCT_STATUS_TYPE_STOP);
		rfc2866::add_acct_session_id(&mut other, &session);
		rfc2866::add_acct_input_octets(&mut other, input);
		rfc2869::add_acct_input_gigawords(&mut other, gigawords);
		rfc2865::add_class(&mut other, &class);
		let ours = Packet::parse(&other.encode().unwrap()).unwrap();
		prop_assert_eq!(ours.code, Code::ACCOUNTING_REQUEST);
		prop_assert_eq!(ours.identifier, identifier);
		prop_assert_eq!(ours.verify_request(&secret), Ok(()));
		let view = Accounting::read(&ours.attributes).unwrap();
		prop_assert_eq!(view.status.value(), 2);
		prop_assert_eq!(view.session_id, Some(session.as_bytes()));
		prop_assert_eq!(view.input_octets(), Some(u64::from(gigawords) << 32 | u64::from(input)));
		prop_assert_eq!(view.classes, [&class[..]]);
	}

	#[test]
	fn what_we_seal_the_oracle_believes(
		identifier: u8, secret in prop::collection::vec(any::<u8>(), 1..60),
		class in prop::collection::vec(any::<u8>(), 1..253), reply in prop::collection::vec(any::<u8>(), 0..900),
	) {
		let mut request = Packet::new(Code::ACCOUNTING_REQUEST, identifier);
		request.attributes.push_u32(kind::ACCT_STATUS_TYPE, 1).unwrap();
		request.attributes.push(kind::CLASS, &class).unwrap();
		request.seal_request(&secret).unwrap();
		let bytes = request.to_bytes();
		prop_assert!(Other::is_authentic_request(&bytes, &secret));
		let read = Other::decode(&bytes, &secret).unwrap();
		prop_assert_eq!(rfc2865::lookup_all_class(&read), [class]);

		let mut response = Packet::new(Code::ACCOUNTING_RESPONSE, identifier);
		response.attributes.put_vendor(cairn_radius::CAIRN_REPLY, &reply).unwrap();
		response.seal_response(&secret, &request.authenticator);
		prop_assert!(Other::is_authentic_response(&response.to_bytes(), &bytes, &secret));
	}
}
