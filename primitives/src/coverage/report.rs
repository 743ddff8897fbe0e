//! What witnesses and the challenged router sign.

use super::challenge::ChallengeSecret;
use super::{Channel, Commit, Seed, Window};
use crate::{AnySignature, GenesisHash, RouterIndex};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The most reports that one proof may carry.
pub const MAX_REPORTS: u8 = 14;

/// Domain tag of the hash of a proof's reports.
pub const REPORTS_DOMAIN: &[u8; 16] = b"cairn:reports:v1";

/// Dense number of a probe, given when a carrier bonds it and never reused.
pub type ProbeIndex = u32;

/// Who says that it heard a challenged router.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum WitnessId {
	/// A router, whose cell bounds what it can have heard.
	#[codec(index = 0)]
	Router(RouterIndex),
	/// A carrier's mobile probe: it has no cell and earns nothing.
	#[codec(index = 1)]
	Probe(ProbeIndex),
}

/// How strong a beacon was.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Hash,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Rssi {
	/// Heard, by a driver that does not say how strongly in dBm.
	#[codec(index = 0)]
	Heard,
	/// Received power at the antenna port, in dBm.
	#[codec(index = 1)]
	Dbm(i8),
}

/// "I heard this router's secret in this window", without giving the secret away.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct WitnessReport {
	/// The window of the challenge.
	pub window: Window,
	/// The router that was heard.
	pub challenged: RouterIndex,
	/// Who heard it.
	pub witness: WitnessId,
	/// How strongly.
	pub rssi: Rssi,
	/// On which channel.
	pub channel: Channel,
	/// [`super::commit`] of what was heard, for this witness.
	pub commit: Commit,
}

impl WitnessReport {
	/// Domain tag of a witness report's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:witness:v1";

	/// The bytes that the witness's device key signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}

/// A report with its signature, as nodes pass it on.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SignedWitnessReport<Signature = AnySignature> {
	/// What was signed.
	pub report: WitnessReport,
	/// The witness's signature.
	pub signature: Signature,
}

impl<Signature> SignedWitnessReport<Signature> {
	/// The report as a line of a proof, which states window, router and commit once for all.
	pub fn into_line(self) -> ReportLine<Signature> {
		let WitnessReport { witness, rssi, channel, .. } = self.report;
		ReportLine { witness, rssi, channel, signature: self.signature }
	}
}

/// A report within a proof: what the proof as a whole does not say already.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ReportLine<Signature = AnySignature> {
	/// Who heard the challenged router.
	pub witness: WitnessId,
	/// How strongly.
	pub rssi: Rssi,
	/// On which channel.
	pub channel: Channel,
	/// The witness's signature over its [`WitnessReport`].
	pub signature: Signature,
}

impl<Signature> ReportLine<Signature> {
	/// What the witness must have signed; `commit` is computed anew from the proof's secret.
	pub const fn report(
		&self,
		window: Window,
		challenged: RouterIndex,
		commit: Commit,
	) -> WitnessReport {
		WitnessReport {
			window,
			challenged,
			witness: self.witness,
			rssi: self.rssi,
			channel: self.channel,
			commit,
		}
	}
}

/// The hash that binds a proof to its reports, their order and their signatures: H(tag, list).
///
/// A bounded list or a vector encodes like the slice.
pub fn reports_hash<Signature: Encode>(
	reports: &[ReportLine<Signature>],
	blake2_256: impl FnOnce(&[u8]) -> [u8; 32],
) -> [u8; 32] {
	(REPORTS_DOMAIN, reports).using_encoded(blake2_256)
}

/// What the challenged router signs: the one message that makes its reports a proof.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ProofPayload {
	/// The window of the challenge.
	pub window: Window,
	/// The window's seed.
	pub seed: Seed,
	/// The challenged router.
	pub router: RouterIndex,
	/// The secret that it broadcast, shown now that the window is over.
	pub secret: ChallengeSecret,
	/// [`reports_hash`] of the reports that the proof carries.
	pub reports: [u8; 32],
}

impl ProofPayload {
	/// Domain tag of a proof's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:covered:v1";

	/// The bytes that the challenged router's device key signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::coverage::Band;
	use proptest::prelude::*;

	fn report() -> WitnessReport {
		WitnessReport {
			window: 7,
			challenged: 3,
			witness: WitnessId::Router(5),
			rssi: Rssi::Dbm(-60),
			channel: Channel { band: Band::Ghz5, number: 36 },
			commit: [0xee; 32],
		}
	}

	#[test]
	fn report_payload_is_tag_genesis_and_fields_in_the_documented_order() {
		let payload = report().signing_payload(&[0xcc; 32]);
		assert_eq!(payload.len(), 97);
		assert_eq!(payload[..16], *b"cairn:witness:v1");
		assert_eq!(payload[16..48], [0xcc; 32]);
		assert_eq!(payload[48..66], [7, 0, 0, 0, 3, 0, 0, 0, 0, 5, 0, 0, 0, 1, 0xc4, 1, 36, 0xee]);
		let heard = WitnessReport { rssi: Rssi::Heard, ..report() };
		assert_eq!(heard.signing_payload(&[0; 32])[61..64], [0, 1, 36]);
	}

	#[test]
	fn proof_payload_is_tag_genesis_and_fields_in_the_documented_order() {
		let proof =
			ProofPayload { window: 7, seed: [1; 32], router: 3, secret: [2; 32], reports: [4; 32] };
		let payload = proof.signing_payload(&[0xcc; 32]);
		assert_eq!(payload.len(), 152);
		assert_eq!(payload[..16], *b"cairn:covered:v1");
		assert_eq!(payload[48..52], [7, 0, 0, 0]);
		assert_eq!(payload[52..84], [1; 32]);
		assert_eq!(payload[84..88], [3, 0, 0, 0]);
		assert_eq!((&payload[88..120], &payload[120..]), (&[2; 32][..], &[4; 32][..]));
	}

	#[test]
	fn a_line_restores_exactly_the_report_that_was_signed() {
		let signed =
			SignedWitnessReport { report: report(), signature: AnySignature::Sr25519([9; 64]) };
		assert_eq!(signed.encoded_size(), 49 + 65);
		let line = signed.into_line();
		assert_eq!(line.encoded_size(), 9 + 65);
		assert_eq!(line.report(7, 3, [0xee; 32]), report());
	}

	#[test]
	fn reports_hash_covers_order_count_and_signatures() {
		let line = |byte| ReportLine {
			witness: WitnessId::Probe(1),
			rssi: Rssi::Heard,
			channel: Channel { band: Band::Ghz2, number: 6 },
			signature: [byte; 64],
		};
		let preimage = |lines: &[ReportLine<[u8; 64]>]| {
			let mut seen = Vec::new();
			reports_hash(lines, |bytes| {
				seen = bytes.to_vec();
				[0; 32]
			});
			seen
		};
		let two = preimage(&[line(1), line(2)]);
		assert_eq!(two[..16], *b"cairn:reports:v1");
		assert_eq!(two[16], 2 << 2);
		assert_eq!(two.len(), 17 + 2 * (5 + 1 + 2 + 64));
		assert_ne!(two, preimage(&[line(2), line(1)]));
		assert_ne!(two, preimage(&[line(1), line(3)]));
		assert_ne!(two, preimage(&[line(1)]));
	}

	proptest! {
		#[test]
		fn any_octets_decode_to_a_report_that_encodes_back_or_to_an_error(
			bytes in prop::collection::vec(any::<u8>(), 0..140),
		) {
			let mut rest = &bytes[..];
			if let Ok(signed) = SignedWitnessReport::<AnySignature>::decode(&mut rest) {
				let used = bytes.len() - rest.len();
				prop_assert_eq!(signed.encode(), &bytes[..used]);
			}
		}
	}
}
