//! Fuzz targets of the exchange format. They run for a bounded time under `cargo test`; for longer,
//! with coverage: `cargo bolero test -p cairn-radius --test fuzz_exchange any_request`. Each also
//! says how much was decoded, so that none can come to test nothing.

mod common;

use bolero::{produce, ValueGenerator};
use cairn_primitives::{Reply, Report, Request};
use cairn_radius::{
	attributes_hash,
	exchange::{parse_reply, verify_answer, Incoming, Outgoing},
	Attributes, Code, Packet, CAIRN_REPLY, CAIRN_REQUEST,
};
use codec::{DecodeAll, Encode};
use common::{answer, changed, check, header, session, sign, GENESIS, SECRET};
use std::time::Duration;

const TIME: Duration = Duration::from_secs(3);

/// Arbitrary octets, and changes to a good value. The tool's own octets are 64 at most, fewer than a
/// signed value has: enough for changes, and for nothing else.
fn input() -> impl ValueGenerator<Output = (Vec<u8>, Vec<u8>)> {
	(produce::<Vec<u8>>().with().len(0..=3_500), produce::<Vec<u8>>())
}

fn report_with(value: &[u8]) -> Vec<u8> {
	let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 1);
	packet.attributes.put_vendor(CAIRN_REQUEST, value).expect("bounded by the test");
	packet.seal_request(SECRET).expect("a request");
	packet.to_bytes()
}

/// What a router that holds an answer says to a carrier that has lost it.
fn good_request() -> Request {
	let header = header(1, vec![5, 6]);
	// Ours does not count among the attributes that are signed, and there are no others.
	let attributes = attributes_hash(&Attributes::default());
	let signature = sign(b"router", &header.signing_payload(&GENESIS, &attributes));
	Request::Restore(Report { header, signature }, answer(3, 5))
}

#[test]
fn any_request_value_is_read_without_panic_and_believed_only_as_it_was_signed() {
	let good = good_request();
	let Request::Restore(good_report, good_answer) = &good else { unreachable!() };
	let encoded = good.encode();
	let (mut reports, mut answers) = (0, 0);
	bolero::check!().with_max_len(8_192).with_generator(input()).with_test_time(TIME).for_each(
		|(any, changes)| {
			for value in [any, &changed(&encoded, changes)] {
				if let Ok(request) = Request::decode_all(&mut &value[..]) {
					assert_eq!(request.encode(), *value, "one encoding only");
				}
				let Ok(incoming) = Incoming::parse(&report_with(value), SECRET) else { continue };
				let verified = incoming.verify(&GENESIS, |m, s| check(b"router", m, s));
				assert_eq!(verified.is_ok(), incoming.report() == good_report);
				reports += usize::from(verified.is_err());
				if let Some(answer) = incoming.restored() {
					let carrier = |key, m: &[u8], s: &_| key == 0 && check(b"carrier", m, s);
					let verified = verify_answer(answer, &GENESIS, carrier);
					assert_eq!(verified.is_ok(), answer == good_answer);
					answers += usize::from(verified.is_err());
				}
			}
		},
	);
	assert!(reports > 0 && answers > 0, "{reports} reports, {answers} answers were not believed");
}

#[test]
fn any_reply_value_is_read_without_panic_and_believed_only_as_it_was_signed() {
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
	let good = answer(3, 5);
	let encoded = Reply::Answer(good.clone()).encode();
	let mut answers = 0;
	bolero::check!().with_max_len(8_192).with_generator(input()).with_test_time(TIME).for_each(
		|(any, changes)| {
			for value in [any, &changed(&encoded, changes)] {
				let mut packet = Packet::new(Code::ACCOUNTING_RESPONSE, sealed.identifier);
				packet.attributes.put_vendor(CAIRN_REPLY, value).expect("bounded by the test");
				packet.seal_response(SECRET, &sealed.authenticator);
				let reply = parse_reply(&packet.to_bytes(), &sealed, SECRET);
				let Ok(Reply::Answer(answer)) = reply else { continue };
				let carrier = |key, m: &[u8], s: &_| key == 0 && check(b"carrier", m, s);
				let verified = verify_answer(&answer, &GENESIS, carrier);
				assert_eq!(verified.is_ok(), answer == good);
				answers += usize::from(verified.is_err());
			}
		},
	);
	assert!(answers > 0, "no changed answer was decoded");
}

#[test]
fn any_damage_to_a_good_answer_is_noticed() {
	let good = Reply::Answer(answer(3, 5)).encode();
	let mut noticed = 0;
	bolero::check!().with_type::<(u16, u8)>().with_test_time(TIME).for_each(|(at, flip)| {
		let mut bytes = good.clone();
		let at = usize::from(*at) % bytes.len();
		bytes[at] ^= flip;
		if let Ok(Reply::Answer(answer)) = Reply::decode_all(&mut &bytes[..]) {
			// The number of the key is not signed by itself: another key simply fails to verify.
			let checked =
				verify_answer(&answer, &GENESIS, |key, m, s| key == 0 && check(b"carrier", m, s));
			assert_eq!(checked.is_ok(), *flip == 0);
			noticed += usize::from(checked.is_err());
		}
	});
	assert!(noticed > 0, "no damaged answer was decoded");
}
