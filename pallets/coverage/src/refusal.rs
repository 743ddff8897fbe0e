//! Why a `prove` is refused, as the number in `InvalidTransaction::Custom`.

use crate::Verdict;
use cairn_primitives::coverage::MAX_REPORTS;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// The first code of [`Refusal::WitnessSignatureInvalid`]; the report's place is added.
const WITNESS_SIGNATURE: u8 = 160;

/// The refusal codes of `prove`. They never change their meaning; 128 to 191 belong to this pallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// Proving is paused, or the call switched off. Try again later, if the window is then still
	/// open to proofs.
	Paused,
	/// There is no report. A proof needs at least one.
	NoReports,
	/// The witnesses are not strictly ascending, routers before probes. Sort them, and of each
	/// witness send one report.
	NotSorted,
	/// The window has not begun, by this chain's blocks.
	WindowNotBegun,
	/// The window is still running. Wait for its end.
	WindowNotEnded,
	/// The window's time to be proven is over.
	WindowTooOld,
	/// The router has proven this window already.
	AlreadyProven,
	/// The router is not challenged in this window.
	NotChallenged,
	/// No router has this index, or it has closed for good.
	RouterUnknown,
	/// The router has been removed by its owner.
	RouterInactive,
	/// Nobody vouches for the router: it earns from traffic only.
	NotVouched,
	/// The router was registered, or got its sponsor's word, after the window had begun.
	TooNew,
	/// No report counts. Ask for the verdicts to see why.
	NoValidReport,
	/// The challenged router's signature does not fit. Check key, genesis, seed and fields.
	SignatureInvalid,
	/// The signature of a report that would count does not fit; its place in the proof, from 0.
	/// Leave it out and sign again. A witness may have rotated its key since.
	WitnessSignatureInvalid(u8),
}

impl Refusal {
	/// The refusal with this number.
	pub const fn from_code(code: u8) -> Option<Self> {
		Some(match code {
			128 => Self::Paused,
			129 => Self::NoReports,
			130 => Self::NotSorted,
			131 => Self::WindowNotBegun,
			132 => Self::WindowNotEnded,
			133 => Self::WindowTooOld,
			134 => Self::AlreadyProven,
			135 => Self::NotChallenged,
			136 => Self::RouterUnknown,
			137 => Self::RouterInactive,
			138 => Self::NotVouched,
			139 => Self::TooNew,
			140 => Self::NoValidReport,
			141 => Self::SignatureInvalid,
			WITNESS_SIGNATURE.. => {
				let place = code - WITNESS_SIGNATURE;
				if place >= MAX_REPORTS {
					return None;
				}
				Self::WitnessSignatureInvalid(place)
			}
			_ => return None,
		})
	}

	/// The number on the wire.
	pub const fn code(self) -> u8 {
		match self {
			Self::Paused => 128,
			Self::NoReports => 129,
			Self::NotSorted => 130,
			Self::WindowNotBegun => 131,
			Self::WindowNotEnded => 132,
			Self::WindowTooOld => 133,
			Self::AlreadyProven => 134,
			Self::NotChallenged => 135,
			Self::RouterUnknown => 136,
			Self::RouterInactive => 137,
			Self::NotVouched => 138,
			Self::TooNew => 139,
			Self::NoValidReport => 140,
			Self::SignatureInvalid => 141,
			Self::WitnessSignatureInvalid(place) => WITNESS_SIGNATURE.saturating_add(place),
		}
	}
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal.code()).into()
	}
}

/// Why a witness's report is not worth passing on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportRefusal {
	/// There is no such challenge that could still be proven.
	Challenge(Refusal),
	/// It would not count.
	Verdict(Verdict),
	/// The witness's signature does not fit.
	SignatureInvalid,
}

impl ReportRefusal {
	/// The number on the wire. A witness's wrong signature has that of the first report's.
	pub const fn code(self) -> u8 {
		match self {
			Self::Challenge(refusal) => refusal.code(),
			Self::Verdict(verdict) => verdict.code(),
			Self::SignatureInvalid => WITNESS_SIGNATURE,
		}
	}
}

impl From<Refusal> for ReportRefusal {
	fn from(refusal: Refusal) -> Self {
		Self::Challenge(refusal)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_and_refusals_name_each_other() {
		let mut known = 0;
		for code in 0..=u8::MAX {
			if let Some(refusal) = Refusal::from_code(code) {
				assert_eq!(refusal.code(), code);
				assert!((128..192).contains(&code), "the range of this pallet");
				known += 1;
			}
		}
		assert_eq!(known, 14 + MAX_REPORTS);
		assert_eq!(Refusal::WitnessSignatureInvalid(13).code(), 173);
	}
}
