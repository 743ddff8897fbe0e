//! What the rewards pallet's calls and hooks weigh.

use frame_support::weights::Weight;
use pallet_cairn_traits::estimate;

/// Weights of the rewards pallet.
pub trait WeightInfo {
	/// `claim` of `n` routers, each on a page, of an owner and with earnings of a period of its own.
	fn claim(n: u32) -> Weight;
	/// Dispatch of `claim_for` with `n` routers on pages and with earnings of periods of their own.
	fn claim_for(n: u32) -> Weight;
	/// Authorization of `claim_for` with `n` routers, the signature wrapped by a wallet.
	fn authorize_claim_for(n: u32) -> Weight;
	/// `claim_departed`.
	fn claim_departed() -> Weight;
	/// `set_parameters`.
	fn set_parameters() -> Weight;
	/// Both hooks in a block within a period.
	fn begin_block() -> Weight;
	/// Both hooks in the block that closes a period.
	fn close_period() -> Weight;
	/// A router leaving an owner whom it had left before, where as many are followed as there can be.
	fn on_departure() -> Weight;
	/// A sponsor taking its word back, with as many former owners as are followed.
	fn frozen() -> Weight;
	/// The end of that, either way.
	fn decided() -> Weight;
}

/// Round figures for tests: a runtime measures its own.
impl WeightInfo for () {
	fn claim(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(25 + 35 * n, 3 + 6 * n, 2 + 4 * n)
	}

	fn claim_for(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(60 + 15 * n, 6 + 5 * n, 4 + 3 * n)
	}

	fn authorize_claim_for(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(150 + 12 * n, 6 + 5 * n, 0)
	}

	fn claim_departed() -> Weight {
		estimate(55, 7, 5)
	}

	fn set_parameters() -> Weight {
		estimate(20, 2, 2)
	}

	fn begin_block() -> Weight {
		estimate(10, 3, 0)
	}

	fn close_period() -> Weight {
		estimate(60, 6, 6)
	}

	fn on_departure() -> Weight {
		estimate(40, 9, 6)
	}

	fn frozen() -> Weight {
		estimate(60, 16, 9)
	}

	fn decided() -> Weight {
		estimate(60, 21, 10)
	}
}
