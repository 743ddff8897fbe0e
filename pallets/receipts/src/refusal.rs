//! Why a `submit` is refused, as the number in `InvalidTransaction::Custom`.

use pallet_cairn_traits::{KeyRefusal, TermsRefusal};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// The refusal codes of `submit`. They never change their meaning; those from 64 on belong to the
/// rewards pallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Refusal {
	/// Settling is paused, or the call is switched off. Try again later.
	Paused = 1,
	/// There is no receipt. Send at least one.
	Empty = 2,
	/// The lanes are not strictly ascending by (carrier, version, kind, router). Sort them, and of
	/// each lane send only the newest receipt.
	NotSorted = 3,
	/// Every lane already stands at its receipt's total or higher, or so little below it that the
	/// difference costs nothing. There is nothing to do.
	NothingLive = 4,
	/// No router has this index.
	RouterNotFound = 5,
	/// The router has closed for good.
	RouterClosed = 6,
	/// No carrier has this index.
	CarrierNotFound = 7,
	/// The carrier has no such tariff version.
	VersionNotFound = 8,
	/// The version is announced but not in force yet. Wait for its first block.
	VersionNotInForce = 9,
	/// The version's time to settle is over.
	VersionClosed = 10,
	/// The byte is no kind, or the version does not offer its class, or not to relays.
	KindNotPriced = 11,
	/// The carrier has no key of this number.
	KeyNotFound = 12,
	/// The key was retired and its time is over. Have the receipt signed by a newer one.
	KeyRetired = 13,
	/// The key was revoked. Have the receipt signed by a newer one.
	KeyRevoked = 14,
	/// What the live receipts settle cannot bear the fee within their limits. Send of each router
	/// only what nets at least twice `submit_fee` of so many receipts, or wait until they do; one
	/// that settles in part counts with that part.
	FeeNotCovered = 15,
	/// A carrier's escrow or cap leaves nothing for one of its live receipts: it was exhausted
	/// before, or by the receipt before this one. Send fewer, or wait.
	PayableExceeded = 16,
	/// The carrier's money cannot be moved.
	PaymentFailed = 17,
	/// The carrier's signature does not fit receipt and key.
	CarrierSignatureInvalid = 18,
	/// The router's signature does not fit receipt and key.
	RouterSignatureInvalid = 19,
}

impl Refusal {
	/// The refusal with this number.
	pub const fn from_code(code: u8) -> Option<Self> {
		Some(match code {
			1 => Self::Paused,
			2 => Self::Empty,
			3 => Self::NotSorted,
			4 => Self::NothingLive,
			5 => Self::RouterNotFound,
			6 => Self::RouterClosed,
			7 => Self::CarrierNotFound,
			8 => Self::VersionNotFound,
			9 => Self::VersionNotInForce,
			10 => Self::VersionClosed,
			11 => Self::KindNotPriced,
			12 => Self::KeyNotFound,
			13 => Self::KeyRetired,
			14 => Self::KeyRevoked,
			15 => Self::FeeNotCovered,
			16 => Self::PayableExceeded,
			17 => Self::PaymentFailed,
			18 => Self::CarrierSignatureInvalid,
			19 => Self::RouterSignatureInvalid,
			_ => return None,
		})
	}

	/// The number on the wire.
	pub const fn code(self) -> u8 {
		self as u8
	}
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal.code()).into()
	}
}

impl From<TermsRefusal> for Refusal {
	fn from(refusal: TermsRefusal) -> Self {
		match refusal {
			TermsRefusal::CarrierNotFound => Self::CarrierNotFound,
			TermsRefusal::VersionNotFound => Self::VersionNotFound,
			TermsRefusal::VersionNotInForce => Self::VersionNotInForce,
			TermsRefusal::VersionClosed => Self::VersionClosed,
			TermsRefusal::KindNotPriced => Self::KindNotPriced,
		}
	}
}

impl From<KeyRefusal> for Refusal {
	fn from(refusal: KeyRefusal) -> Self {
		match refusal {
			KeyRefusal::NotFound => Self::KeyNotFound,
			KeyRefusal::Retired => Self::KeyRetired,
			KeyRefusal::Revoked => Self::KeyRevoked,
		}
	}
}
