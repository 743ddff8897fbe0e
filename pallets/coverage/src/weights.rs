//! What the coverage pallet's calls and hooks weigh.

use frame_support::weights::Weight;
use pallet_cairn_traits::estimate;

/// Weights of the coverage pallet.
pub trait WeightInfo {
	/// Authorization and dispatch of `prove` with `n` valid reports of routers on pages of their own,
	/// all of which earn, in a crowded cell without campaigns.
	fn prove(n: u32) -> Weight;
	/// Authorization of such a proof alone.
	fn authorize_prove(n: u32) -> Weight;
	/// Verification of one signature.
	fn signature() -> Weight;
	/// `pause`.
	fn pause() -> Weight;
	/// `resume`.
	fn resume() -> Weight;
	/// `set_parameters`.
	fn set_parameters() -> Weight;
	/// The beginning of a window that ends a span of density, too.
	fn open_window() -> Weight;
	/// A block that removes `n` entries of a past span, or with 0 looks whether there are any.
	fn clean(n: u32) -> Weight;
}

/// Round figures for tests: a runtime measures its own.
impl WeightInfo for () {
	fn prove(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(220 + 100 * n, 21 + 4 * n, 7 + n)
	}

	fn authorize_prove(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(100 + 75 * n, 6 + 2 * n, 0)
	}

	fn signature() -> Weight {
		estimate(40, 0, 0)
	}

	fn pause() -> Weight {
		estimate(15, 1, 1)
	}

	fn resume() -> Weight {
		estimate(15, 1, 1)
	}

	fn set_parameters() -> Weight {
		estimate(15, 0, 1)
	}

	fn open_window() -> Weight {
		estimate(40, 6, 4)
	}

	fn clean(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(5 + 8 * n, 1 + n, n)
	}
}
