//! The examples that the RFCs print.

use cairn_radius::{kind, AuthenticatorError, Code, Packet};

const SECRET: &[u8] = b"xyzzy5461";

fn octets(hex: &str) -> Vec<u8> {
	let digits: Vec<u32> = hex.chars().filter_map(|c| c.to_digit(16)).collect();
	digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}

#[test]
fn rfc2865_section_7_1_response_authenticator_is_computed_and_accepted() {
	let request = Packet::parse(&octets(
		"01 00 00 38 0f 40 3f 94 73 97 80 57 bd 83 d5 cb
		 98 f4 22 7a 01 06 6e 65 6d 6f 02 12 0d be 70 8d
		 93 d4 13 ce 31 96 e4 3f 78 2a 0a ee 04 06 c0 a8
		 01 10 05 06 00 00 00 03",
	))
	.expect("a packet");
	let printed = octets(
		"02 00 00 26 86 fe 22 0e 76 24 ba 2a 10 05 f6 bf
		 9b 55 e0 b2 06 06 00 00 00 01 0f 06 00 00 00 00
		 0e 06 c0 a8 01 03",
	);
	assert_eq!(request.code, Code::ACCESS_REQUEST);
	assert_eq!(request.attributes.first(kind::USER_NAME), Some(&b"nemo"[..]));
	assert_eq!(request.attributes.first(kind::NAS_PORT), Some(&[0, 0, 0, 3][..]));
	request.verify_request(SECRET).expect("without Message-Authenticator nothing to check");

	let response = Packet::parse(&printed).expect("a packet");
	assert_eq!(response.verify_response(SECRET, 0, &request.authenticator), Ok(()));
	assert_eq!(
		response.verify_response(b"xyzzy5462", 0, &request.authenticator),
		Err(AuthenticatorError::Mismatch)
	);
	assert_eq!(
		response.verify_response(SECRET, 1, &request.authenticator),
		Err(AuthenticatorError::Identifier { expected: 1, found: 0 })
	);

	let mut ours = response.clone();
	ours.authenticator = [0; 16];
	ours.seal_response(SECRET, &request.authenticator);
	assert_eq!(ours.to_bytes(), printed);
}

#[test]
fn rfc5997_section_6_status_server_and_responses_are_computed_and_accepted() {
	for (request, response, code) in [
		(
			"0c da 00 26 8a 54 f4 68 6f b3 94 c5 28 66 e3 02
			 18 5d 06 23 50 12 5a 66 5e 2e 1e 84 11 f3 e2 43
			 82 20 97 c8 4f a3",
			"02 da 00 14 ef 0d 55 2a 4b f2 d6 93 ec 2b 6f e8
			 b5 41 1d 66",
			Code::ACCESS_ACCEPT,
		),
		(
			"0c b3 00 26 92 5f 6b 66 dd 5f ed 57 1f cb 1d b7
			 ad 38 82 60 50 12 e8 d6 ea bd a9 10 87 5c d9 1f
			 da de 26 36 78 58",
			"05 b3 00 14 0f 6f 92 14 5f 10 7e 2f 50 4e 86 0a
			 48 60 66 9c",
			Code::ACCOUNTING_RESPONSE,
		),
	] {
		let (request, response) = (octets(request), octets(response));
		let parsed = Packet::parse(&request).expect("a packet");
		assert_eq!(parsed.verify_request(SECRET), Ok(()));
		assert_eq!(
			parsed.verify_request(b"another"),
			Err(AuthenticatorError::MessageAuthenticator)
		);

		let mut ours = Packet::new(Code::STATUS_SERVER, parsed.identifier);
		ours.authenticator = parsed.authenticator;
		ours.attributes.push_message_authenticator().expect("fits");
		ours.seal_request(SECRET).expect("a request");
		assert_eq!(ours.to_bytes(), request);

		let answer = Packet::parse(&response).expect("a packet");
		assert_eq!(answer.code, code);
		let of_request = &parsed.authenticator;
		assert_eq!(answer.verify_response(SECRET, parsed.identifier, of_request), Ok(()));
		let mut ours = Packet::new(code, parsed.identifier);
		ours.seal_response(SECRET, of_request);
		assert_eq!(ours.to_bytes(), response);
	}
}

#[test]
fn status_server_without_message_authenticator_is_refused_on_both_sides() {
	let mut packet = Packet::new(Code::STATUS_SERVER, 1);
	assert_eq!(packet.seal_request(SECRET), Err(AuthenticatorError::MessageAuthenticatorMissing));
	assert_eq!(packet.verify_request(SECRET), Err(AuthenticatorError::MessageAuthenticatorMissing));
}
