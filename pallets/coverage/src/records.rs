//! What a router has proven, so that each window counts once.

use crate::Verdict;
use cairn_primitives::{
	coverage::{Brought, Window},
	BlockNumber, RouterIndex,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Router indices that share one page of proofs: few, since proofs land at random.
pub const PROOFS_PER_PAGE: u32 = 16;
/// How many windows back from the newest one proven a record knows: the most that can be open to
/// proofs at a time.
pub const MAX_WINDOWS: u32 = u64::BITS;

/// What one router has proven.
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
pub struct RouterProofs {
	/// The newest window proven; means nothing before the first proof.
	pub newest: Window,
	/// Bit k: window `newest` − k was proven. 0 before the first proof.
	pub windows: u64,
	/// How many windows were proven in all.
	pub proofs: u32,
	/// The block in which it was counted for density last; 0 for none.
	pub counted: BlockNumber,
	/// Reports in the proof that landed last.
	pub reports: u8,
	/// How many of them were valid.
	pub valid: u8,
	/// Bit n: a report in the proof that landed last got the verdict with number n.
	pub verdicts: u16,
	/// What that proof brought the router.
	pub brought: Brought,
}

impl RouterProofs {
	/// Whether a window was proven. One too far back to be known counts as proven: it must not be
	/// accepted again.
	pub fn has_proven(&self, window: Window) -> bool {
		if self.windows == 0 || window > self.newest {
			return false;
		}
		self.windows
			.checked_shr(self.newest.saturating_sub(window))
			.is_none_or(|bits| bits & 1 != 0)
	}

	/// Remembers that a window was proven. False, and no change, where [`Self::has_proven`].
	#[must_use]
	pub fn prove(&mut self, window: Window) -> bool {
		if self.has_proven(window) {
			return false;
		}
		if self.windows == 0 {
			(self.newest, self.windows) = (window, 1);
		} else if window > self.newest {
			let ahead = window.saturating_sub(self.newest);
			self.windows = self.windows.checked_shl(ahead).unwrap_or(0) | 1;
			self.newest = window;
		} else {
			let back = self.newest.saturating_sub(window);
			self.windows |= 1u64.checked_shl(back).unwrap_or(0);
		}
		self.proofs = self.proofs.saturating_add(1);
		true
	}

	/// Remembers the verdicts on the proof that lands now, and what it brings the router.
	pub fn note(&mut self, verdicts: impl Iterator<Item = Verdict>, brought: Brought) {
		(self.reports, self.valid, self.verdicts, self.brought) = (0, 0, 0, brought);
		for verdict in verdicts {
			self.reports = self.reports.saturating_add(1);
			self.valid = self.valid.saturating_add(u8::from(verdict.is_valid()));
			self.verdicts |= verdict.bit();
		}
	}
}

/// The records of [`PROOFS_PER_PAGE`] consecutive routers.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ProofsPage([RouterProofs; PROOFS_PER_PAGE as usize]);

impl ProofsPage {
	/// The page that holds an index.
	pub const fn number(index: RouterIndex) -> u32 {
		index / PROOFS_PER_PAGE
	}

	/// One router's record.
	pub const fn get(&self, index: RouterIndex) -> RouterProofs {
		self.0[(index % PROOFS_PER_PAGE) as usize]
	}

	/// Replaces one router's record.
	pub fn set(&mut self, index: RouterIndex, record: RouterProofs) {
		self.0[(index % PROOFS_PER_PAGE) as usize] = record;
	}

	/// The records in order of index.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub(crate) fn records(&self) -> &[RouterProofs] {
		&self.0
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_primitives::coverage::{EarnedKind, Unpaid};
	use proptest::prelude::*;
	use std::collections::BTreeSet;

	#[test]
	fn a_window_far_behind_counts_as_proven() {
		let mut record = RouterProofs::default();
		assert!(!record.has_proven(0));
		assert!(record.prove(100));
		assert!(!record.has_proven(37));
		assert!(record.has_proven(36));
		assert!(!record.prove(36));
		assert_eq!((record.newest, record.windows, record.proofs), (100, 1, 1));
	}

	#[test]
	fn a_leap_ahead_forgets_what_lies_behind() {
		let mut record = RouterProofs::default();
		assert!(record.prove(3));
		assert!(record.prove(u32::MAX));
		assert_eq!((record.newest, record.windows, record.proofs), (u32::MAX, 1, 2));
		assert!(record.has_proven(3));
	}

	#[test]
	fn the_last_proof_replaces_what_the_record_says_of_those_before() {
		let mut record = RouterProofs::default();
		let brought = Brought::new(EarnedKind::NoTraffic, Some(Unpaid::CapSpent));
		record.note([Verdict::Valid, Verdict::TooNew, Verdict::TooNew].into_iter(), brought);
		let verdicts = Verdict::Valid.bit() | Verdict::TooNew.bit();
		assert_eq!((record.reports, record.valid, record.verdicts), (3, 1, verdicts));
		assert_eq!(record.brought, brought);
		let brought = Brought::new(EarnedKind::Points, None);
		record.note([Verdict::Valid].into_iter(), brought);
		assert_eq!((record.reports, record.valid, record.verdicts), (1, 1, 1));
		assert_eq!(record.brought, brought);
	}

	#[test]
	fn a_page_of_records_has_400_octets() {
		assert_eq!(RouterProofs::max_encoded_len(), 25);
		assert_eq!(ProofsPage::default().encode().len(), 400);
		assert_eq!(ProofsPage::max_encoded_len(), 400);
	}

	proptest! {
		#[test]
		fn each_window_is_proven_at_most_once_in_any_order(
			windows in prop::collection::vec(0u32..200, 1..100),
		) {
			let mut record = RouterProofs::default();
			let mut proven = BTreeSet::new();
			for window in windows {
				let newest = proven.last().copied().unwrap_or(0);
				let known = proven.is_empty() || window + 63 >= newest;
				let fresh = !proven.contains(&window) && known;
				prop_assert_eq!(record.has_proven(window), !fresh);
				prop_assert_eq!(record.prove(window), fresh);
				if fresh {
					proven.insert(window);
				}
			}
			prop_assert_eq!(record.proofs as usize, proven.len());
		}

		#[test]
		fn any_record_is_read_and_changed_without_panic(
			newest: u32, windows: u64, proofs: u32, window: u32,
		) {
			let mut record = RouterProofs { newest, windows, proofs, ..Default::default() };
			let before = record;
			if record.prove(window) {
				prop_assert!(record.has_proven(window));
			} else {
				prop_assert_eq!(record, before);
			}
		}
	}
}
