//! Why an authorized claim is refused, as the number in `InvalidTransaction::Custom`.

use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// The refusal codes of `claim_for`. They never change their meaning; 64 and above belong to this
/// pallet, those below to receipts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Refusal {
	/// The call is switched off for the time being. Try again later, or use `claim`.
	Paused = 64,
	/// No router is named. Name at least one.
	Empty = 65,
	/// The routers are not strictly ascending. Sort them and leave out duplicates.
	NotSorted = 66,
	/// The claim's last block has passed. Sign a new one.
	Expired = 67,
	/// A named router has no owner: unknown, or closed. Leave it out, or use `claim_departed`.
	RouterNotFound = 68,
	/// A named router belongs to somebody else. Leave it out.
	NotOwner = 69,
	/// Less is due than the claim's own `at_least`. Wait, or sign for less.
	BelowAtLeast = 70,
	/// Less is due than `max(existential deposit, 2 × fee)`. Wait, or name more routers.
	BelowMinimum = 71,
	/// The owner's account cannot receive the payout. Wait until more is due.
	NotDepositable = 72,
	/// The signing device is not among the named routers. Name it, or let the owner sign.
	DeviceNotNamed = 73,
	/// The signature does not fit payload and signer.
	SignatureInvalid = 74,
	/// The claim's last block is further ahead than allowed. Sign one that expires sooner.
	TooFarAhead = 75,
}

impl Refusal {
	/// The refusal with this number.
	pub const fn from_code(code: u8) -> Option<Self> {
		Some(match code {
			64 => Self::Paused,
			65 => Self::Empty,
			66 => Self::NotSorted,
			67 => Self::Expired,
			68 => Self::RouterNotFound,
			69 => Self::NotOwner,
			70 => Self::BelowAtLeast,
			71 => Self::BelowMinimum,
			72 => Self::NotDepositable,
			73 => Self::DeviceNotNamed,
			74 => Self::SignatureInvalid,
			75 => Self::TooFarAhead,
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
