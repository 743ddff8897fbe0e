//! Why a carrier did not credit a session's octets.

use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// The typed reason of a refusal in an [`crate::Answer`] and in a carrier's CDRs.
///
/// The numbers are part of the format: never reuse one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Encode, Decode, TypeInfo)]
#[repr(u8)]
pub enum Reason {
	/// No `Class` attribute holds a Cairn token.
	#[codec(index = 1)]
	NoToken = 1,
	/// More than one `Class` attribute holds a Cairn token for this carrier.
	#[codec(index = 2)]
	SeveralTokens = 2,
	/// The token cannot be read, or its version is not known.
	#[codec(index = 3)]
	TokenMalformed = 3,
	/// The token's authentication code is wrong: forged, or made for another router or subscriber.
	#[codec(index = 4)]
	TokenForged = 4,
	/// The token had expired, with the time allowed for late reports, when the report came.
	#[codec(index = 5)]
	TokenExpired = 5,
	/// The token names another carrier.
	#[codec(index = 6)]
	TokenForeignCarrier = 6,
	/// The token's service class has no price in the tariff in force.
	#[codec(index = 7)]
	ClassNotPriced = 7,
	/// Counters went backwards within a session.
	#[codec(index = 8)]
	OctetsBackwards = 8,
	/// The session was reported as stopped before and cannot go on.
	#[codec(index = 9)]
	SessionClosed = 9,
	/// The carrier's cap for one token is reached.
	#[codec(index = 10)]
	TokenCap = 10,
	/// More octets than the carrier's cap on rate allows for the time that passed.
	#[codec(index = 11)]
	RateCap = 11,
	/// The carrier's cap for one router and day is reached.
	#[codec(index = 12)]
	RouterDayCap = 12,
	/// The chain knows no such router.
	#[codec(index = 13)]
	RouterUnknown = 13,
	/// The router has been removed from the registry.
	#[codec(index = 14)]
	RouterClosed = 14,
	/// The carrier has no tariff in force.
	#[codec(index = 15)]
	NoTariff = 15,
	/// The carrier's escrow is too thin to sign for more.
	#[codec(index = 16)]
	EscrowThin = 16,
	/// The path names unknown routers, the reporter itself, one twice, or too many.
	#[codec(index = 17)]
	PathInvalid = 17,
	/// The carrier holds as many open sessions for this router as it will.
	#[codec(index = 18)]
	TooManySessions = 18,
	/// The session lacks an attribute it must have.
	#[codec(index = 19)]
	AttributeMissing = 19,
	/// The carrier runs in shadow mode: it accounts and signs nothing.
	#[codec(index = 20)]
	Shadow = 20,
	/// The carrier does not follow the chain at the moment.
	#[codec(index = 21)]
	ChainUnreachable = 21,
	/// None of the carrier's own AAA keys is active on chain, so that it cannot sign.
	#[codec(index = 22)]
	NoActiveKey = 22,
	/// The carrier does not believe the answer that the router handed back: another carrier's or
	/// router's, signed by a key that the chain does not know, or altered.
	#[codec(index = 23)]
	RestoreRefused = 23,
}

impl Reason {
	/// Every reason, in order of its number.
	pub const ALL: [Self; 23] = [
		Self::NoToken,
		Self::SeveralTokens,
		Self::TokenMalformed,
		Self::TokenForged,
		Self::TokenExpired,
		Self::TokenForeignCarrier,
		Self::ClassNotPriced,
		Self::OctetsBackwards,
		Self::SessionClosed,
		Self::TokenCap,
		Self::RateCap,
		Self::RouterDayCap,
		Self::RouterUnknown,
		Self::RouterClosed,
		Self::NoTariff,
		Self::EscrowThin,
		Self::PathInvalid,
		Self::TooManySessions,
		Self::AttributeMissing,
		Self::Shadow,
		Self::ChainUnreachable,
		Self::NoActiveKey,
		Self::RestoreRefused,
	];

	/// True when the same octets may be credited later, so that the router goes on reporting them.
	pub const fn is_retryable(self) -> bool {
		matches!(
			self,
			Self::RateCap
				| Self::RouterDayCap
				| Self::RouterUnknown
				| Self::NoTariff
				| Self::EscrowThin
				| Self::TooManySessions
				| Self::ChainUnreachable
				| Self::NoActiveKey
				| Self::RestoreRefused
		)
	}

	/// The name in logs, CDRs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::NoToken => "no-token",
			Self::SeveralTokens => "several-tokens",
			Self::TokenMalformed => "token-malformed",
			Self::TokenForged => "token-forged",
			Self::TokenExpired => "token-expired",
			Self::TokenForeignCarrier => "token-foreign-carrier",
			Self::ClassNotPriced => "class-not-priced",
			Self::OctetsBackwards => "octets-backwards",
			Self::SessionClosed => "session-closed",
			Self::TokenCap => "token-cap",
			Self::RateCap => "rate-cap",
			Self::RouterDayCap => "router-day-cap",
			Self::RouterUnknown => "router-unknown",
			Self::RouterClosed => "router-closed",
			Self::NoTariff => "no-tariff",
			Self::EscrowThin => "escrow-thin",
			Self::PathInvalid => "path-invalid",
			Self::TooManySessions => "too-many-sessions",
			Self::AttributeMissing => "attribute-missing",
			Self::Shadow => "shadow",
			Self::ChainUnreachable => "chain-unreachable",
			Self::NoActiveKey => "no-active-key",
			Self::RestoreRefused => "restore-refused",
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_on_the_wire_equal_the_documented_ones_and_names_are_distinct() {
		let mut names: alloc::vec::Vec<_> = Reason::ALL.iter().map(|r| r.name()).collect();
		for (i, reason) in Reason::ALL.iter().enumerate() {
			assert_eq!(reason.encode(), [i as u8 + 1]);
			assert_eq!(*reason as u8, i as u8 + 1);
		}
		names.sort_unstable();
		names.dedup();
		assert_eq!(names.len(), Reason::ALL.len());
	}
}
