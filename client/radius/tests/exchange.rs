//! Reports and replies between a router and a carrier.

mod common;

use cairn_primitives::{Answer, Reason, Refused, Reply, Request};
use cairn_radius::{
	exchange::{parse_reply, reply_to, verify_answer, ExchangeError, Incoming, Outgoing, Sealed},
	kind, Attributes, AuthenticatorError, Code, Packet, CAIRN_REQUEST,
};
use codec::Encode;
use common::{answer, check, header, session, sign, GENESIS, SECRET};
use proptest::prelude::*;

fn outgoing<'a>(session: Option<&'a Attributes>, restore: Option<Answer>) -> Outgoing<'a> {
	Outgoing {
		identifier: 77,
		nonce: [5; 16],
		header: header(6, vec![10, 11]),
		session,
		nas_identifier: "id",
		restore,
	}
}

fn seal(outgoing: Outgoing<'_>) -> Sealed {
	outgoing.seal(&GENESIS, SECRET, |m| sign(b"router", m)).expect("fits")
}

fn believed(incoming: &Incoming) -> Result<(), ExchangeError> {
	incoming.verify(&GENESIS, |m, s| check(b"router", m, s))
}

#[test]
fn a_report_with_a_session_arrives_as_an_accounting_request_with_our_nas_identifier() {
	let sealed = seal(outgoing(Some(&session()), None));
	let incoming = Incoming::parse(&sealed.bytes, SECRET).expect("a report");
	assert_eq!(incoming.packet.code, Code::ACCOUNTING_REQUEST);
	assert!(incoming.has_session());
	assert_eq!(incoming.report().header, header(6, vec![10, 11]));
	assert_eq!(believed(&incoming), Ok(()));
	let attributes = &incoming.packet.attributes;
	assert_eq!(attributes.first(kind::NAS_IDENTIFIER), Some(&b"id"[..]));
	assert_eq!(attributes.first(kind::CLASS), Some(&b"a class"[..]));
	assert_eq!(attributes.first(kind::PROXY_STATE), None);
}

#[test]
fn a_report_without_a_session_arrives_as_an_accounting_request_that_proxies_carry() {
	let sealed = seal(outgoing(None, None));
	let incoming = Incoming::parse(&sealed.bytes, SECRET).expect("a report");
	assert_eq!(incoming.packet.code, Code::ACCOUNTING_REQUEST, "a Status-Server ends at a proxy");
	let attributes = &incoming.packet.attributes;
	assert_eq!(attributes.first(kind::USER_NAME), Some(&b"id"[..]), "a proxy needs a realm");
	assert_eq!(attributes.first(kind::NAS_IDENTIFIER), Some(&b"id"[..]));
	let stands_in = Some(&b"05050505050505050505050505050505"[..]);
	assert_eq!(attributes.first(kind::ACCT_SESSION_ID), stands_in);
	assert!(!incoming.has_session());
	assert_eq!(believed(&incoming), Ok(()));
}

#[test]
fn a_session_without_a_user_name_gets_the_routers_and_others_keep_theirs() {
	let user = |session: &Attributes| {
		let sealed = seal(outgoing(Some(session), None));
		let incoming = Incoming::parse(&sealed.bytes, SECRET).expect("a report");
		incoming.packet.attributes.all(kind::USER_NAME).map(<[u8]>::to_vec).collect::<Vec<_>>()
	};
	let mut state = session();
	state.remove(kind::USER_NAME);
	assert_eq!(user(&state), [b"id".to_vec()]);
	state.push(kind::USER_NAME, b"anna@gold.example").expect("fits");
	assert_eq!(user(&state), [b"anna@gold.example".to_vec()]);
}

#[test]
fn a_status_server_is_no_report() {
	let mut packet = Packet::new(Code::STATUS_SERVER, 1);
	let report = Packet::parse(&seal(outgoing(None, None)).bytes).expect("a packet");
	packet.attributes = report.attributes;
	packet.attributes.push_message_authenticator().expect("fits");
	packet.seal_request(SECRET).expect("a request");
	let parsed = Incoming::parse(&packet.to_bytes(), SECRET);
	assert_eq!(parsed, Err(ExchangeError::NoCairnAttribute));
}

#[test]
fn the_signature_covers_header_attributes_and_chain() {
	let sealed = seal(outgoing(Some(&session()), None));
	let good = Incoming::parse(&sealed.bytes, SECRET).expect("a report");
	assert_eq!(good.verify(&[8; 32], |m, s| check(b"router", m, s)), Err(ExchangeError::Signature));
	let mut other = good.clone();
	other.packet.attributes.push(kind::CLASS, b"more").expect("fits");
	assert_eq!(believed(&other), Err(ExchangeError::Signature));
	let mut other = good;
	if let Request::Report(report) = &mut other.request {
		report.header.path.clear();
	}
	assert_eq!(believed(&other), Err(ExchangeError::Signature));
}

#[test]
fn the_largest_answer_is_restored_and_answered_within_one_packet() {
	let largest = answer(12, 128);
	let id = "5".repeat(64);
	let sealed = seal(Outgoing { nas_identifier: &id, ..outgoing(None, Some(largest.clone())) });
	let incoming = Incoming::parse(&sealed.bytes, SECRET).expect("a report");
	assert_eq!(incoming.restored(), Some(&largest));
	assert_eq!(believed(&incoming), Ok(()));
	let reply = Reply::Answer(largest);
	let response = incoming.reply(&reply, SECRET).expect("fits");
	assert_eq!(parse_reply(&response, &sealed, SECRET), Ok(reply));
}

#[test]
fn a_reply_to_another_request_or_with_another_secret_is_refused() {
	let sealed = seal(outgoing(None, None));
	let incoming = Incoming::parse(&sealed.bytes, SECRET).expect("a report");
	let response = incoming.reply(&Reply::Rejected(Reason::RouterUnknown), SECRET).expect("fits");
	assert_eq!(
		parse_reply(&response, &sealed, b"other"),
		Err(ExchangeError::Authenticator(AuthenticatorError::Mismatch))
	);
	let mut later = outgoing(None, None);
	later.nonce = [6; 16];
	assert_eq!(
		parse_reply(&response, &seal(later), SECRET),
		Err(ExchangeError::Authenticator(AuthenticatorError::Mismatch))
	);
	assert_eq!(
		parse_reply(&sealed.bytes, &sealed, SECRET),
		Err(ExchangeError::Code(Code::ACCOUNTING_REQUEST))
	);
}

#[test]
fn proxies_find_their_state_in_the_response() {
	let sealed = seal(outgoing(Some(&session()), None));
	let mut proxied = Packet::parse(&sealed.bytes).expect("a packet");
	proxied.attributes.push(kind::PROXY_STATE, b"hop 1").expect("fits");
	proxied.attributes.push(kind::PROXY_STATE, b"hop 2").expect("fits");
	proxied.seal_request(b"second leg").expect("a request");
	let incoming = Incoming::parse(&proxied.to_bytes(), b"second leg").expect("a report");
	assert_eq!(believed(&incoming), Ok(()), "the signature leaves Proxy-State out");
	let response = incoming.reply(&Reply::SendNewest { have: 0 }, b"second leg").expect("fits");
	let response = Packet::parse(&response).expect("a packet");
	let states: Vec<_> = response.attributes.all(kind::PROXY_STATE).collect();
	assert_eq!(states, [&b"hop 1"[..], b"hop 2"]);
}

#[test]
fn plain_accounting_and_broken_reports_are_told_apart() {
	let plain = |value: Option<&[u8]>| {
		let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 1);
		packet.attributes = session();
		if let Some(value) = value {
			packet.attributes.put_vendor(CAIRN_REQUEST, value).expect("fits");
		}
		packet.seal_request(SECRET).expect("a request");
		Incoming::parse(&packet.to_bytes(), SECRET)
	};
	assert_eq!(plain(None), Err(ExchangeError::NoCairnAttribute));
	assert_eq!(plain(Some(b"")), Err(ExchangeError::Undecodable));
	let sealed = seal(outgoing(None, None));
	let request = Incoming::parse(&sealed.bytes, SECRET).expect("a report").request;
	let mut longer = request.encode();
	longer.push(0);
	assert_eq!(plain(Some(&longer)), Err(ExchangeError::Undecodable));

	let with = |alter: fn(&mut cairn_primitives::ReportHeader)| {
		let mut request = request.clone();
		if let Request::Report(report) = &mut request {
			alter(&mut report.header);
		}
		plain(Some(&request.encode()))
	};
	assert_eq!(with(|h| h.version = 9), Err(ExchangeError::Version(9)));
	assert_eq!(with(|h| h.path = vec![1; 4]), Err(ExchangeError::TooMany));
}

#[test]
fn answers_beyond_the_formats_bounds_are_refused() {
	let sealed = seal(outgoing(None, None));
	let request = Packet::parse(&sealed.bytes).expect("a packet");
	let parse = |answer: Answer| {
		let response = reply_to(&request, &Reply::Answer(answer), SECRET).expect("fits");
		parse_reply(&response, &sealed, SECRET).map(|_| ())
	};
	assert_eq!(parse(answer(12, 128)), Ok(()));
	assert_eq!(parse(answer(13, 0)), Err(ExchangeError::TooMany));
	assert_eq!(parse(answer(0, 129)), Err(ExchangeError::TooMany));
	let mut other = answer(0, 0);
	other.body.refused = vec![Refused { session: [0; 8], reason: Reason::NoToken }; 129];
	assert_eq!(parse(other), Err(ExchangeError::TooMany));
	let mut other = answer(0, 0);
	other.body.version = 2;
	assert_eq!(parse(other), Err(ExchangeError::Version(2)));
}

#[test]
fn an_answer_is_believed_only_with_every_signature_in_it() {
	let verify =
		|answer: &Answer| verify_answer(answer, &GENESIS, |_, m, s| check(b"carrier", m, s));
	let good = answer(3, 2);
	assert_eq!(verify(&good), Ok(()));
	assert_eq!(
		verify_answer(&good, &[8; 32], |_, m, s| check(b"carrier", m, s)),
		Err(ExchangeError::Signature)
	);
	let mut marks = good.clone();
	marks.body.marks[1].octets += 1;
	assert_eq!(verify(&marks), Err(ExchangeError::Signature));
	let mut line = good;
	line.body.receipts[2].octets += 1;
	line.signature = sign(b"carrier", &line.body.signing_payload(&GENESIS));
	assert_eq!(verify(&line), Err(ExchangeError::Signature), "the receipt's own signature fails");
}

proptest! {
	#[test]
	fn any_exchange_comes_back_as_it_was_sent(
		identifier: u8, nonce: [u8; 16], number: u64, path in prop::collection::vec(any::<u32>(), 0..=3),
		with_session: bool, receipts in 0usize..=12, marks in 0usize..=128,
	) {
		let state = session();
		let sent = Outgoing {
			identifier, nonce, header: header(number, path.clone()),
			session: with_session.then_some(&state), nas_identifier: "id", restore: None,
		};
		let sealed = seal(sent);
		let incoming = Incoming::parse(&sealed.bytes, SECRET).unwrap();
		prop_assert_eq!(believed(&incoming), Ok(()));
		prop_assert_eq!(&incoming.report().header, &header(number, path));
		prop_assert_eq!(incoming.has_session(), with_session);
		let reply = Reply::Answer(answer(receipts, marks));
		let response = incoming.reply(&reply, SECRET).unwrap();
		prop_assert_eq!(parse_reply(&response, &sealed, SECRET), Ok(reply));
	}
}
