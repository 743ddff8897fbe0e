//! Batches of reports as they travel: a SCALE vector of signed reports, and nothing after it.

use cairn_primitives::coverage::SignedWitnessReport;
use codec::{Compact, Decode, Encode};
use std::fmt;

/// The most reports that one batch carries.
pub const MAX_BATCH: usize = 1_024;
/// The most octets of one signed report: a probe's or router's, with an RSSI and an ECDSA signature.
pub const MAX_REPORT_BYTES: usize = 49 + 66;
/// The most octets of one batch.
pub const MAX_MESSAGE_BYTES: usize = 2 + MAX_BATCH * MAX_REPORT_BYTES;

/// Why octets are no batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MessageError {
	/// No report at all.
	Empty,
	/// More reports than the receiver takes at once.
	TooMany,
	/// Not the encoding of reports, or it ends before it is complete.
	Malformed,
	/// Octets follow the last report.
	TrailingBytes,
}

impl MessageError {
	/// The name in logs, metrics and JSON.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Empty => "empty",
			Self::TooMany => "too-many",
			Self::Malformed => "malformed",
			Self::TrailingBytes => "trailing-bytes",
		}
	}
}

impl fmt::Display for MessageError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.name().fmt(f)
	}
}

impl std::error::Error for MessageError {}

/// How many reports a batch of at most `most` says that it has, and what follows. Costs the same
/// whatever follows.
fn header(bytes: &[u8], most: usize) -> Result<(usize, &[u8]), MessageError> {
	let mut rest = bytes;
	let Compact(count) = Compact::<u32>::decode(&mut rest).map_err(|_| MessageError::Malformed)?;
	match usize::try_from(count) {
		Ok(0) => Err(MessageError::Empty),
		Ok(count) if count <= most => Ok((count, rest)),
		_ => Err(MessageError::TooMany),
	}
}

/// How many reports a batch of at most `most` says that it has: what [`decode`] reads at most.
pub fn announced(bytes: &[u8], most: usize) -> Result<usize, MessageError> {
	header(bytes, most).map(|(count, _)| count)
}

/// Reads a batch of at most `most` reports. Nothing is allocated for a count that is too high.
pub fn decode(bytes: &[u8], most: usize) -> Result<Vec<SignedWitnessReport>, MessageError> {
	let (count, mut rest) = header(bytes, most)?;
	let reports = (0..count)
		.map(|_| SignedWitnessReport::decode(&mut rest))
		.collect::<Result<Vec<_>, _>>()
		.map_err(|_| MessageError::Malformed)?;
	if !rest.is_empty() {
		return Err(MessageError::TrailingBytes);
	}
	Ok(reports)
}

/// Writes a batch.
pub fn encode(reports: &[SignedWitnessReport]) -> Vec<u8> {
	reports.encode()
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_primitives::{
		coverage::{Band, Channel, Rssi, WitnessId, WitnessReport},
		AnySignature,
	};
	use codec::MaxEncodedLen;

	fn report(witness: u32) -> SignedWitnessReport {
		SignedWitnessReport {
			report: WitnessReport {
				window: 7,
				challenged: 3,
				witness: WitnessId::Router(witness),
				rssi: Rssi::Dbm(-60),
				channel: Channel { band: Band::Ghz5, number: 36 },
				commit: [0xee; 32],
			},
			signature: AnySignature::Ecdsa([9; 65]),
		}
	}

	#[test]
	fn the_largest_batch_is_as_long_as_the_constants_say() {
		assert_eq!(SignedWitnessReport::<AnySignature>::max_encoded_len(), MAX_REPORT_BYTES);
		let batch: Vec<_> = (0..MAX_BATCH as u32).map(report).collect();
		let bytes = encode(&batch);
		assert_eq!(bytes.len(), MAX_MESSAGE_BYTES);
		assert_eq!(decode(&bytes, MAX_BATCH), Ok(batch));
	}

	#[test]
	fn whatever_is_no_batch_has_its_reason() {
		let two = encode(&[report(1), report(2)]);
		assert_eq!(decode(&[], 2), Err(MessageError::Malformed));
		assert_eq!(decode(&[0], 2), Err(MessageError::Empty));
		assert_eq!(decode(&two, 1), Err(MessageError::TooMany));
		assert_eq!(decode(&Compact(u32::MAX).encode(), 2), Err(MessageError::TooMany));
		assert_eq!(announced(&two, 2), Ok(2));
		assert_eq!(announced(&two, 1), Err(MessageError::TooMany));
		for end in 1..two.len() {
			assert_eq!(announced(&two[..end], 2), Ok(2), "whatever follows");
			assert_eq!(decode(&two[..end], 2), Err(MessageError::Malformed));
		}
		let mut long = two;
		long.push(0);
		assert_eq!(decode(&long, 2), Err(MessageError::TrailingBytes));
	}
}
