//! What a proof brought the challenged router: of the emission, and of a campaign.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// How a router's share of the emission fared. The numbers never change their meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EarnedKind {
	/// Points were credited.
	Points = 0,
	/// There was nothing to earn: a proof without a valid witness.
	Nothing = 1,
	/// Registered, moved or come to its owner since the running period began.
	NotFullPeriod = 2,
	/// Too little paid traffic settled for it lately.
	NoTraffic = 3,
}

impl EarnedKind {
	/// Every kind, by number.
	pub const ALL: [Self; 4] = [Self::Points, Self::Nothing, Self::NotFullPeriod, Self::NoTraffic];

	/// Its number.
	pub const fn code(self) -> u8 {
		self as u8
	}

	/// The name that documentation, logs and `--json` output use.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Points => "points",
			Self::Nothing => "nothing",
			Self::NotFullPeriod => "not-full-period",
			Self::NoTraffic => "no-traffic",
		}
	}
}

/// Why no campaign paid for a proof. Where several on the cell refuse, it is the oldest one's reason. The
/// numbers never change their meaning.
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
pub enum Unpaid {
	/// No campaign has a place on the cell.
	#[codec(index = 1)]
	NoCampaign = 1,
	/// The router was registered, moved or came to its owner since the running period began.
	#[codec(index = 2)]
	NotFullPeriod = 2,
	/// The campaign's deadline has come.
	#[codec(index = 3)]
	Over = 3,
	/// The campaign does not accept the word of the router's sponsor.
	#[codec(index = 4)]
	SponsorNotAccepted = 4,
	/// No valid report is one that the campaign counts, by its kind and by who vouches for the witness.
	#[codec(index = 5)]
	EvidenceNotAccepted = 5,
	/// Some valid reports are, but fewer than the campaign asks for.
	#[codec(index = 6)]
	TooFewReports = 6,
	/// The campaign has paid all that it offers for the cell.
	#[codec(index = 7)]
	CapSpent = 7,
	/// The campaign has nothing left.
	#[codec(index = 8)]
	FundsSpent = 8,
	/// What the campaign had to pay could not be moved: a fault of the chain.
	#[codec(index = 9)]
	TransferFailed = 9,
}

impl Unpaid {
	/// Every reason, by number from 1.
	pub const ALL: [Self; 9] = [
		Self::NoCampaign,
		Self::NotFullPeriod,
		Self::Over,
		Self::SponsorNotAccepted,
		Self::EvidenceNotAccepted,
		Self::TooFewReports,
		Self::CapSpent,
		Self::FundsSpent,
		Self::TransferFailed,
	];

	/// The number that it encodes to; none is 0.
	pub const fn code(self) -> u8 {
		self as u8
	}

	/// The name that documentation, logs and `--json` output use.
	pub const fn name(self) -> &'static str {
		match self {
			Self::NoCampaign => "no-campaign",
			Self::NotFullPeriod => "not-full-period",
			Self::Over => "over",
			Self::SponsorNotAccepted => "sponsor-not-accepted",
			Self::EvidenceNotAccepted => "evidence-not-accepted",
			Self::TooFewReports => "too-few-reports",
			Self::CapSpent => "cap-spent",
			Self::FundsSpent => "funds-spent",
			Self::TransferFailed => "transfer-failed",
		}
	}
}

/// Both in one octet: bits 0 … 1 are the number of the [`EarnedKind`], bits 2 … 5 that of the
/// [`Unpaid`], or 0 where a campaign paid; the others are 0.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Brought(u8);

/// Bits of the octet that are the number of the [`EarnedKind`].
const EARNED_BITS: u32 = 2;

impl Brought {
	/// What a proof brought: of the emission, and why nothing of a campaign, `None` where one paid.
	pub const fn new(earned: EarnedKind, unpaid: Option<Unpaid>) -> Self {
		let unpaid = match unpaid {
			Some(reason) => reason.code(),
			None => 0,
		};
		Self(unpaid << EARNED_BITS | earned.code())
	}

	/// How the share of the emission fared.
	pub const fn earned(self) -> EarnedKind {
		// Two bits number no more than the four kinds.
		EarnedKind::ALL[(self.0 % (1 << EARNED_BITS)) as usize]
	}

	/// Whether a campaign paid, or why none did. `None` for a number that a newer chain may know.
	pub fn campaign(self) -> Option<Result<(), Unpaid>> {
		match self.0 >> EARNED_BITS {
			0 => Some(Ok(())),
			code => Unpaid::ALL.into_iter().find(|reason| reason.code() == code).map(Err),
		}
	}

	/// `paid`, or the name of the reason why no campaign did.
	pub fn campaign_name(self) -> &'static str {
		match self.campaign() {
			Some(Ok(())) => "paid",
			Some(Err(reason)) => reason.name(),
			None => "unknown",
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::collections::BTreeSet;
	use codec::DecodeAll;

	#[test]
	fn numbers_of_reasons_are_those_that_they_encode_to() {
		for (number, reason) in (1u8..).zip(Unpaid::ALL) {
			assert_eq!((reason.code(), reason.encode()), (number, vec![number]));
		}
		for unknown in [0u8, 10] {
			assert!(Unpaid::decode_all(&mut &[unknown][..]).is_err());
		}
		let names: BTreeSet<_> = Unpaid::ALL.into_iter().map(Unpaid::name).collect();
		assert_eq!(names.len(), Unpaid::ALL.len());
		assert!(!names.contains("paid"));
	}

	#[test]
	fn one_octet_keeps_every_pair() {
		let reasons = || core::iter::once(None).chain(Unpaid::ALL.into_iter().map(Some));
		let mut seen = BTreeSet::new();
		for (number, kind) in (0u8..).zip(EarnedKind::ALL) {
			assert_eq!(kind.code(), number);
			for unpaid in reasons() {
				let brought = Brought::new(kind, unpaid);
				assert_eq!(brought.earned(), kind);
				assert_eq!(brought.campaign(), Some(unpaid.map_or(Ok(()), Err)));
				assert_eq!(brought.campaign_name(), unpaid.map_or("paid", Unpaid::name));
				assert!(seen.insert(brought.encode()));
			}
		}
		assert_eq!(Brought::new(EarnedKind::NoTraffic, Some(Unpaid::Over)).encode(), [0b1111]);
	}

	#[test]
	fn any_octet_is_read_and_unknown_numbers_are_named_so() {
		for octet in 0..=u8::MAX {
			let brought = Brought::decode_all(&mut &[octet][..]).unwrap();
			assert_eq!(brought.earned().code(), octet & 3);
			assert_eq!(brought.campaign().is_none(), octet >> 2 > 9);
			assert_eq!(brought.campaign_name() == "unknown", octet >> 2 > 9);
		}
	}
}
