//! The running window, as clients and nodes see it.

use super::{Seed, Window};
use crate::BlockNumber;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The window that runs in a block: all that a router needs to know whether it is challenged.
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
pub struct WindowView {
	/// Its number.
	pub number: Window,
	/// What decides who is challenged.
	pub seed: Seed,
	/// Draws below this are challenged.
	pub threshold: u64,
	/// Windows between two challenges of a router on average, in 1/256 of a window.
	pub interval: u32,
	/// Its first block.
	pub begin: BlockNumber,
	/// The first block after it; all windows are equally long.
	pub end: BlockNumber,
	/// The first block in which it can be proven no more; all windows have equally long for that.
	pub proof_end: BlockNumber,
}

impl WindowView {
	/// The oldest window that may still be proven in a block in which this one runs; that block is
	/// `now`.
	pub const fn oldest_open(&self, now: BlockNumber) -> Window {
		let length = self.end.saturating_sub(self.begin);
		let left = self.proof_end.saturating_sub(now);
		if length == 0 || left == 0 {
			return self.number;
		}
		// The window that is k before this one closes k windows earlier, after `now` as long as
		// k · length < left.
		self.number.saturating_sub((left - 1) / length)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const VIEW: WindowView = WindowView {
		number: 20,
		seed: [0; 32],
		threshold: 0,
		interval: 256,
		begin: 2_000,
		end: 2_100,
		proof_end: 2_700,
	};

	#[test]
	fn windows_are_open_until_their_own_proof_end() {
		for now in VIEW.begin..VIEW.end {
			let oldest = VIEW.oldest_open(now);
			let closes = |window: Window| VIEW.proof_end - (VIEW.number - window) * 100;
			assert!(closes(oldest) > now, "open at {now}");
			assert!(closes(oldest - 1) <= now, "closed at {now}");
		}
		assert_eq!(VIEW.oldest_open(2_000), 14);
		assert_eq!(VIEW.oldest_open(2_099), 14);
	}

	#[test]
	fn before_enough_windows_have_passed_all_are_open() {
		let first = WindowView { number: 1, begin: 100, end: 200, proof_end: 800, ..VIEW };
		assert_eq!(first.oldest_open(100), 0);
		assert_eq!(WindowView { begin: 200, end: 200, ..first }.oldest_open(150), 1);
	}
}
