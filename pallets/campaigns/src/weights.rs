//! What the campaigns pallet's calls weigh.

use frame_support::weights::Weight;
use pallet_cairn_traits::estimate;

/// Weights of the campaigns pallet.
pub trait WeightInfo {
	/// `open` on `c` cells, each with as many campaigns as it may have, of which the newest gives
	/// way.
	fn open(c: u32) -> Weight;
	/// `fund`.
	fn fund() -> Weight;
	/// `end`.
	fn end() -> Weight;
	/// `close` of a campaign on `c` cells, each with other campaigns, too.
	fn close(c: u32) -> Weight;
	/// A proof in a cell with as many campaigns as it may have, of which only the newest pays. Part
	/// of what proving weighs; charged for there.
	fn proven() -> Weight;
}

/// Round figures for tests: a runtime measures its own.
impl WeightInfo for () {
	fn open(c: u32) -> Weight {
		let c = u64::from(c);
		estimate(60 + 12 * c, 5 + 5 * c, 6 + c)
	}

	fn fund() -> Weight {
		estimate(45, 4, 4)
	}

	fn end() -> Weight {
		estimate(15, 1, 1)
	}

	fn close(c: u32) -> Weight {
		let c = u64::from(c);
		estimate(70 + 4 * c, 5 + c, 5 + c)
	}

	fn proven() -> Weight {
		estimate(70, 12, 8)
	}
}
