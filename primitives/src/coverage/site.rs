//! What a router must know of others to judge reports as the chain does.

use super::{Brought, Verdict, Window};
use crate::{AccountBytes, AnyKey, CellIndex, RouterIndex, Standing};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A router in a window, as reports by it and about it are judged.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SiteView {
	/// Who owns it now.
	pub owner: AccountBytes,
	/// The device key with which it signs now.
	pub key: AnyKey,
	/// The cell that was in force in the window's first block; `None` where it was registered after
	/// it.
	pub cell: Option<CellIndex>,
	/// Whether an admitted sponsor vouches for it now.
	pub vouched: bool,
	/// Whether it takes part: only an active one does.
	pub standing: Standing,
}

/// What a router has proven.
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
pub struct ProofsView {
	/// The newest window proven.
	pub newest: Window,
	/// Bit k: window `newest` − k was proven.
	pub windows: u64,
	/// How many windows were proven in all.
	pub proofs: u32,
	/// Reports in the proof that landed last.
	pub reports: u8,
	/// How many of them were valid.
	pub valid: u8,
	/// Bit n: a report in the proof that landed last got the verdict with number n.
	pub verdicts: u16,
	/// What that proof brought the router.
	pub brought: Brought,
}

impl ProofsView {
	/// The windows among the last 64 that were proven, the newest first.
	pub fn proven(&self) -> impl Iterator<Item = Window> + '_ {
		(0..u64::BITS)
			.filter(|back| (self.windows >> back) & 1 == 1)
			.filter_map(|back| self.newest.checked_sub(back))
	}

	/// What the reports in the proof that landed last got, by name.
	pub fn verdict_names(&self) -> impl Iterator<Item = &'static str> + '_ {
		let got = |verdict: Verdict| (self.verdicts & verdict.bit() != 0).then_some(verdict.name());
		Verdict::ALL.into_iter().filter_map(got)
	}
}

/// A cell's coverage.
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
pub struct CellView {
	/// What density leaves of a proof that lands now, in 2⁻³².
	pub scale: u64,
	/// The window proven when the record began; nothing below means anything without proofs.
	pub first: Window,
	/// The newest window proven.
	pub last: Window,
	/// How many proofs landed lately; 0 where nobody has proven.
	pub proofs: u32,
	/// Whose proof landed last.
	pub router: RouterIndex,
	/// Valid reports of routers in that one.
	pub witnesses: u8,
	/// Valid reports of probes in that one.
	pub probes: u8,
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec::Vec;

	#[test]
	fn bits_become_windows_and_names() {
		let mut view = ProofsView {
			newest: 70,
			windows: 0b1011,
			proofs: 3,
			reports: 4,
			valid: 2,
			verdicts: 0b101,
			brought: Brought::default(),
		};
		assert_eq!(view.proven().collect::<Vec<_>>(), [70, 69, 67]);
		assert_eq!(view.verdict_names().collect::<Vec<_>>(), ["valid", "witness-inactive"]);
		view.verdicts = u16::MAX;
		assert_eq!(view.verdict_names().count(), Verdict::ALL.len());
		// Bits beyond the first window mean nothing.
		(view.newest, view.windows) = (1, u64::MAX);
		assert_eq!(view.proven().collect::<Vec<_>>(), [1, 0]);
	}
}
