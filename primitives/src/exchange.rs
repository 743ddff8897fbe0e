//! What router and carrier say to each other about traffic, independent of how it travels.
//!
//! A report is a RADIUS packet: an Accounting-Request (RFC 2866) with the attributes of one
//! session as the access point stated them, or a Status-Server (RFC 5997) when there is no session
//! to report. Its [`Request`] and the response's [`Reply`] are SCALE-encoded and split over
//! vendor-specific attributes. One exchange is in flight per (router, carrier).

use crate::{
	AnySignature, CarrierIndex, GenesisHash, KeyNumber, Kind, Octets, Reason, Receipt, RouterIndex,
	TariffVersion,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// The format's version; both sides refuse what they do not know.
pub const EXCHANGE_VERSION: u8 = 1;
/// The most relays in a path.
pub const MAX_PATH: usize = crate::MAX_RELAYS as usize;
/// The most receipts in one answer, so that it fits a RADIUS packet of 4,096 octets.
pub const MAX_RECEIPT_LINES: usize = 12;
/// The most marks in one answer and so the most open sessions per router and carrier.
pub const MAX_MARKS: usize = 128;

/// The routers that relay a session's traffic, from the access router's next hop on.
pub type Path = Vec<RouterIndex>;

/// Names a session between one router and one carrier: the first 8 bytes of BLAKE2b-256 over
/// (router index, Called-Station-Id, Acct-Session-Id), each preceded by its SCALE length.
pub type SessionRef = [u8; 8];

/// What the request's attribute holds.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum Request {
	/// A report; the session's attributes, if any, stand in the packet beside it.
	#[codec(index = 0)]
	Report(Report),
	/// The newest answer that the router holds, for a carrier that has lost it.
	#[codec(index = 1)]
	Restore(Report, Answer),
}

/// A report's header with the router's signature.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Report {
	/// What was signed, but for the attributes beside it.
	pub header: ReportHeader,
	/// The router's signature over [`ReportHeader::signing_payload`].
	pub signature: AnySignature,
}

/// What a report says beside the session's own attributes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ReportHeader {
	/// [`EXCHANGE_VERSION`].
	pub version: u8,
	/// The carrier that is addressed.
	pub carrier: CarrierIndex,
	/// The router that reports.
	pub router: RouterIndex,
	/// Number of this report; a retransmission has the same number and the same bytes. Rises
	/// within one life of the router's state; a router without state begins at 0 and asks.
	pub number: u64,
	/// Number of the newest answer that the router holds; 0 for none.
	pub newest_answer: u64,
	/// The relays between this router and the uplink; empty when it has its own uplink.
	pub path: Path,
}

impl ReportHeader {
	/// Domain tag of a report's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:report:v01";

	/// The bytes that the router signs. `attributes` is the BLAKE2b-256 hash of the packet's
	/// attributes in their order, without Cairn's own, Proxy-State and Message-Authenticator.
	pub fn signing_payload(&self, genesis: &GenesisHash, attributes: &[u8; 32]) -> Vec<u8> {
		(Self::DOMAIN, genesis, self, attributes).encode()
	}
}

/// What the response's attribute holds.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum Reply {
	/// The signed answer to the report.
	#[codec(index = 0)]
	Answer(Answer),
	/// The carrier's newest answer is older than the router's: send it with [`Request::Restore`].
	#[codec(index = 1)]
	SendNewest {
		/// Number of the newest answer that the carrier holds; 0 for none.
		have: u64,
	},
	/// The report as a whole was refused; nothing was credited.
	#[codec(index = 2)]
	Rejected(Reason),
}

/// A carrier's answer: binding, since the AAA key signed it as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Answer {
	/// What was signed.
	pub body: AnswerBody,
	/// Which of the carrier's AAA keys signed.
	pub key: KeyNumber,
	/// The signature over [`AnswerBody::signing_payload`].
	pub signature: AnySignature,
}

/// What an answer states.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AnswerBody {
	/// [`EXCHANGE_VERSION`].
	pub version: u8,
	/// The carrier that answers.
	pub carrier: CarrierIndex,
	/// The router it answers.
	pub router: RouterIndex,
	/// Number of this answer for this router, from 1, rising by one.
	pub number: u64,
	/// Number of the report answered.
	pub report: u64,
	/// Newest receipts of the router's lanes in settleable tariff versions, those of the lanes
	/// that changed first; at most [`MAX_RECEIPT_LINES`].
	pub receipts: Vec<ReceiptLine>,
	/// Octets credited of every open session and of those that closed with this answer; at most
	/// [`MAX_MARKS`].
	pub marks: Vec<Mark>,
	/// Sessions whose octets were not credited, with the reason.
	pub refused: Vec<Refused>,
}

impl AnswerBody {
	/// Domain tag of an answer's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:answer:v01";

	/// The bytes that the carrier's AAA key signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}

/// One receipt of an answer, ready to be signed by the router.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ReceiptLine {
	/// The tariff version of the lane.
	pub version: TariffVersion,
	/// Service class and role of the lane.
	pub kind: Kind,
	/// Cumulative octets of the lane.
	#[codec(compact)]
	pub octets: Octets,
	/// Which of the carrier's AAA keys signed the receipt.
	pub key: KeyNumber,
	/// The carrier's signature over the receipt's payload.
	pub signature: AnySignature,
}

impl ReceiptLine {
	/// The receipt that the line's signature covers.
	pub const fn receipt(&self, carrier: CarrierIndex, router: RouterIndex) -> Receipt {
		Receipt { carrier, version: self.version, kind: self.kind, router, octets: self.octets }
	}
}

/// The octets of a session that have been credited, in whatever lanes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Mark {
	/// The session.
	pub session: SessionRef,
	/// Cumulative octets credited, both directions together.
	#[codec(compact)]
	pub octets: Octets,
}

/// A session whose octets were not credited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Refused {
	/// The session.
	pub session: SessionRef,
	/// Why, and whether reporting it again can help ([`Reason::is_retryable`]).
	pub reason: Reason,
}

#[cfg(test)]
mod tests {
	use super::*;

	fn largest_answer() -> Answer {
		Answer {
			body: AnswerBody {
				version: EXCHANGE_VERSION,
				carrier: u32::MAX,
				router: u32::MAX,
				number: u64::MAX,
				report: u64::MAX,
				receipts: alloc::vec![
					ReceiptLine {
						version: u32::MAX,
						kind: Kind::from_byte(0).expect("direct, class 0"),
						octets: u64::MAX,
						key: u16::MAX,
						signature: AnySignature::Ecdsa([0; 65]),
					};
					MAX_RECEIPT_LINES
				],
				// Compact 2^48: 281 TB in one session, 8 octets with its length.
				marks: alloc::vec![Mark { session: [0; 8], octets: 1 << 48 }; MAX_MARKS],
				refused: alloc::vec![
					Refused { session: [0; 8], reason: Reason::NoToken };
					1
				],
			},
			key: 0,
			signature: AnySignature::Ecdsa([0; 65]),
		}
	}

	#[test]
	fn largest_answer_fits_one_radius_packet() {
		let octets = Reply::Answer(largest_answer()).encode().len();
		// RFC 2865: 4,096 octets in all, 20 of header, 8 per vendor attribute of 247 octets.
		let attributes = octets.div_ceil(247) * 8;
		assert!(20 + octets + attributes <= 4096, "{octets} octets in {attributes} of framing");
	}

	#[test]
	fn an_answer_decodes_to_itself_and_a_truncated_one_does_not() {
		let bytes = largest_answer().encode();
		assert_eq!(Answer::decode(&mut &bytes[..]).expect("whole"), largest_answer());
		for cut in 0..bytes.len() {
			assert!(Answer::decode(&mut &bytes[..cut]).is_err());
		}
	}
}
