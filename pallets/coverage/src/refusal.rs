//! Why a `prove` is refused, as the number in `InvalidTransaction::Custom`.

use crate::Verdict;
use cairn_primitives::coverage::MAX_REPORTS;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// The first code of [`Refusal::WitnessSignatureInvalid`]; the report's place is added.
const WITNESS_SIGNATURE: u8 = 160;

/// The refusal codes of `prove`. They never change their meaning; 128 to 191 belong to this pallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum Refusal {
	/// Proving is paused, or the call switched off. Try again later, if the window is then still
	/// open to proofs.
	#[codec(index = 128)]
	Paused,
	/// There is no report. A proof needs at least one.
	#[codec(index = 129)]
	NoReports,
	/// The witnesses are not strictly ascending, routers before probes. Sort them, and of each
	/// witness send one report.
	#[codec(index = 130)]
	NotSorted,
	/// The window has not begun, by this chain's blocks.
	#[codec(index = 131)]
	WindowNotBegun,
	/// The window is still running. Wait for its end.
	#[codec(index = 132)]
	WindowNotEnded,
	/// The window's time to be proven is over.
	#[codec(index = 133)]
	WindowTooOld,
	/// The router has proven this window already.
	#[codec(index = 134)]
	AlreadyProven,
	/// The router is not challenged in this window.
	#[codec(index = 135)]
	NotChallenged,
	/// No router has this index, or it has closed for good.
	#[codec(index = 136)]
	RouterUnknown,
	/// The router has been removed by its owner.
	#[codec(index = 137)]
	RouterInactive,
	/// Nobody vouches for the router: it earns from traffic only.
	#[codec(index = 138)]
	NotVouched,
	/// The router was registered after the window had begun.
	#[codec(index = 139)]
	TooNew,
	/// No report counts. Ask for the verdicts to see why.
	#[codec(index = 140)]
	NoValidReport,
	/// The challenged router's signature does not fit. Check key, genesis, seed and fields.
	#[codec(index = 141)]
	SignatureInvalid,
	/// The signature of a report that would count does not fit; its place in the proof, from 0.
	/// Leave it out and sign again. A witness may have rotated its key since.
	#[codec(index = 160)]
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

	/// The name that documentation and logs use.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Paused => "Paused",
			Self::NoReports => "NoReports",
			Self::NotSorted => "NotSorted",
			Self::WindowNotBegun => "WindowNotBegun",
			Self::WindowNotEnded => "WindowNotEnded",
			Self::WindowTooOld => "WindowTooOld",
			Self::AlreadyProven => "AlreadyProven",
			Self::NotChallenged => "NotChallenged",
			Self::RouterUnknown => "RouterUnknown",
			Self::RouterInactive => "RouterInactive",
			Self::NotVouched => "NotVouched",
			Self::TooNew => "TooNew",
			Self::NoValidReport => "NoValidReport",
			Self::SignatureInvalid => "SignatureInvalid",
			Self::WitnessSignatureInvalid(_) => "WitnessSignatureInvalid",
		}
	}
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal.code()).into()
	}
}

/// Why a witness's report is not worth passing on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum ReportRefusal {
	/// There is no such challenge that could still be proven.
	#[codec(index = 0)]
	Challenge(Refusal),
	/// It would not count.
	#[codec(index = 1)]
	Verdict(Verdict),
	/// The witness's signature does not fit.
	#[codec(index = 2)]
	SignatureInvalid,
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
				assert!(!refusal.name().is_empty());
				known += 1;
			}
		}
		assert_eq!(known, 14 + MAX_REPORTS);
		assert_eq!(Refusal::WitnessSignatureInvalid(13).code(), 173);
	}
}
