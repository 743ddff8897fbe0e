//! Fuzz target of the exchange format. Runs for a bounded time under `cargo test`; for longer,
//! with coverage: `cargo bolero test -p cairn-radius --test fuzz_exchange any_request`.

mod common;

use cairn_primitives::{Reply, Request};
use cairn_radius::{
	exchange::{parse_reply, verify_answer, Incoming, Outgoing},
	Code, Packet, CAIRN_REPLY, CAIRN_REQUEST,
};
use codec::{DecodeAll, Encode};
use common::{answer, check, header, session, sign, GENESIS, SECRET};
use std::time::Duration;

const TIME: Duration = Duration::from_secs(3);

fn report_with(value: &[u8]) -> Vec<u8> {
	let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 1);
	packet.attributes.put_vendor(CAIRN_REQUEST, value).expect("bounded by the test");
	packet.seal_request(SECRET).expect("a request");
	packet.to_bytes()
}

#[test]
fn any_request_value_is_read_without_panic() {
	bolero::check!().with_max_len(3500).with_test_time(TIME).for_each(|value: &[u8]| {
		if let Ok(request) = Request::decode_all(&mut &value[..]) {
			assert_eq!(Request::decode_all(&mut &request.encode()[..]), Ok(request));
		}
		if let Ok(incoming) = Incoming::parse(&report_with(value), SECRET) {
			assert!(incoming.verify(&GENESIS, |m, s| check(b"router", m, s)).is_err());
			if let Some(answer) = incoming.restored() {
				let checked = verify_answer(answer, &GENESIS, |_, m, s| check(b"carrier", m, s));
				assert!(checked.is_err());
			}
		}
	});
}

#[test]
fn any_reply_value_is_read_without_panic() {
	let sealed = Outgoing {
		identifier: 1,
		nonce: [0; 16],
		header: header(1, Vec::new()),
		session: Some(&session()),
		nas_identifier: "id",
		restore: None,
	}
	.seal(&GENESIS, SECRET, |m| sign(b"router", m))
	.expect("fits");
	bolero::check!().with_max_len(3500).with_test_time(TIME).for_each(|value: &[u8]| {
		let mut packet = Packet::new(Code::ACCOUNTING_RESPONSE, sealed.identifier);
		packet.attributes.put_vendor(CAIRN_REPLY, value).expect("bounded by the test");
		packet.seal_response(SECRET, &sealed.authenticator);
		if let Ok(Reply::Answer(answer)) = parse_reply(&packet.to_bytes(), &sealed, SECRET) {
			let checked = verify_answer(&answer, &GENESIS, |_, m, s| check(b"carrier", m, s));
			assert!(checked.is_err());
		}
	});
}

#[test]
fn any_damage_to_a_good_answer_is_noticed() {
	let good = Reply::Answer(answer(3, 5)).encode();
	bolero::check!().with_type::<(u16, u8)>().with_test_time(TIME).for_each(|(at, flip)| {
		let mut bytes = good.clone();
		let at = usize::from(*at) % bytes.len();
		bytes[at] ^= flip;
		if let Ok(Reply::Answer(answer)) = Reply::decode_all(&mut &bytes[..]) {
			// The number of the key is not signed by itself: another key simply fails to verify.
			let checked =
				verify_answer(&answer, &GENESIS, |key, m, s| key == 0 && check(b"carrier", m, s));
			assert_eq!(checked.is_ok(), *flip == 0);
		}
	});
}
