//! What is said of a witness's report.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Whether a report counts, or why not. The numbers never change their meaning.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Verdict {
	/// It counts.
	#[codec(index = 0)]
	Valid,
	/// No router has this index, or it has closed for good.
	#[codec(index = 1)]
	WitnessUnknown,
	/// The witness has been removed by its owner.
	#[codec(index = 2)]
	WitnessInactive,
	/// Nobody vouches for the witness.
	#[codec(index = 3)]
	NotVouched,
	/// The challenged router itself.
	#[codec(index = 4)]
	Itself,
	/// The witness has the challenged router's owner.
	#[codec(index = 5)]
	SameOwner,
	/// The witness was registered or vouched for, or the probe bonded, when the window had begun.
	#[codec(index = 6)]
	TooNew,
	/// No band has this channel.
	#[codec(index = 7)]
	ChannelUnknown,
	/// Too far away for this band, or where H3 knows no distance.
	#[codec(index = 8)]
	OutOfRange,
	/// Stronger than physics allows over the distance.
	#[codec(index = 9)]
	RssiImplausible,
	/// No probe has this index, or its carrier has removed it.
	#[codec(index = 10)]
	ProbeUnknown,
}

impl Verdict {
	/// Every verdict, by number.
	pub const ALL: [Self; 11] = [
		Self::Valid,
		Self::WitnessUnknown,
		Self::WitnessInactive,
		Self::NotVouched,
		Self::Itself,
		Self::SameOwner,
		Self::TooNew,
		Self::ChannelUnknown,
		Self::OutOfRange,
		Self::RssiImplausible,
		Self::ProbeUnknown,
	];

	/// Whether the report counts.
	pub const fn is_valid(self) -> bool {
		matches!(self, Self::Valid)
	}

	/// The number that it encodes to.
	pub const fn code(self) -> u8 {
		self as u8
	}

	/// Its bit in a set of verdicts.
	pub const fn bit(self) -> u16 {
		1 << self.code()
	}

	/// The name that documentation, logs and `--json` output use.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Valid => "valid",
			Self::WitnessUnknown => "witness-unknown",
			Self::WitnessInactive => "witness-inactive",
			Self::NotVouched => "not-vouched",
			Self::Itself => "itself",
			Self::SameOwner => "same-owner",
			Self::TooNew => "too-new",
			Self::ChannelUnknown => "channel-unknown",
			Self::OutOfRange => "out-of-range",
			Self::RssiImplausible => "rssi-implausible",
			Self::ProbeUnknown => "probe-unknown",
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::DecodeAll;

	#[test]
	fn numbers_of_verdicts_are_those_that_they_encode_to() {
		for (number, verdict) in (0u8..).zip(Verdict::ALL) {
			assert_eq!((verdict.code(), verdict.encode()), (number, vec![number]));
			assert_eq!(verdict.is_valid(), number == 0);
			assert!(!verdict.name().is_empty());
		}
		assert!(Verdict::decode_all(&mut &[11u8][..]).is_err());
	}
}
