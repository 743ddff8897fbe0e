//! What several tests share.

// Each test uses a part of it.
#![allow(dead_code)]

use blake2::{digest::consts::U64, Blake2b, Digest};
use cairn_primitives::{
	Answer, AnswerBody, AnySignature, Kind, Mark, ReceiptLine, ReportHeader, EXCHANGE_VERSION,
};
use cairn_radius::{kind, Attributes};

/// Stands for a chain.
pub const GENESIS: [u8; 32] = [7; 32];
/// A shared secret.
pub const SECRET: &[u8] = b"shared";

/// A signature for tests: a hash under a key that everybody knows.
pub fn sign(key: &[u8], message: &[u8]) -> AnySignature {
	let digest = Blake2b::<U64>::new().chain_update(key).chain_update(message).finalize();
	AnySignature::Sr25519(digest.into())
}

/// Puts one octet elsewhere for every three of the changes; what is left of these follows the end.
pub fn changed(good: &[u8], changes: &[u8]) -> Vec<u8> {
	let mut octets = good.to_vec();
	let changes = changes.chunks_exact(3);
	let behind = changes.remainder();
	for change in changes {
		let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % good.len();
		octets[at] = change[2];
	}
	octets.extend(behind);
	octets
}

/// Checks [`sign`].
pub fn check(key: &[u8], message: &[u8], signature: &AnySignature) -> bool {
	sign(key, message) == *signature
}

/// A report's header.
pub fn header(number: u64, path: Vec<u32>) -> ReportHeader {
	ReportHeader {
		version: EXCHANGE_VERSION,
		carrier: 1,
		router: 2,
		number,
		newest_answer: 3,
		path,
	}
}

/// A session as an access point states it.
pub fn session() -> Attributes {
	let mut attributes = Attributes::default();
	let mut push = |kind, value: &[u8]| attributes.push(kind, value).expect("fits");
	push(kind::ACCT_STATUS_TYPE, &[0, 0, 0, 3]);
	push(kind::ACCT_SESSION_ID, b"5E55");
	push(kind::NAS_IDENTIFIER, b"an-access-point");
	push(kind::CLASS, b"a class");
	push(kind::PROXY_STATE, b"local");
	attributes
}

/// An answer with this many receipts and marks, signed with the key `carrier`.
pub fn answer(receipts: usize, marks: usize) -> Answer {
	let kind = Kind::from_byte(0).expect("direct, class 0");
	let mut body = AnswerBody {
		version: EXCHANGE_VERSION,
		carrier: 1,
		router: 2,
		number: 4,
		report: 5,
		receipts: Vec::new(),
		marks: (0..marks)
			.map(|i| Mark { session: (i as u64).to_be_bytes(), octets: i as u64 })
			.collect(),
		refused: Vec::new(),
	};
	for i in 0..receipts {
		let mut line = ReceiptLine {
			version: i as u32,
			kind,
			octets: 1 << i,
			key: 0,
			signature: AnySignature::Sr25519([0; 64]),
		};
		line.signature = sign(b"carrier", &line.receipt(1, 2).signing_payload(&GENESIS));
		body.receipts.push(line);
	}
	let signature = sign(b"carrier", &body.signing_payload(&GENESIS));
	Answer { body, key: 0, signature }
}
