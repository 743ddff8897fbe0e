//! What the receipts pallet's calls weigh.

use frame_support::weights::Weight;
use pallet_cairn_traits::estimate;

/// Weights of the receipts pallet's calls and of their parts, which `load.rs` adds up.
pub trait WeightInfo {
	/// Dispatch of `submit` with `n` live receipts of one carrier whose routers share a page of
	/// everything. The last one is settled in part.
	fn submit(n: u32) -> Weight;
	/// Authorization of `submit` with `n` such receipts.
	fn authorize_submit(n: u32) -> Weight;
	/// Dispatch of `submit` with live receipts of `n` carriers, one of each, settled in part, for
	/// routers that share a page of ledger and standings.
	fn submit_carriers(n: u32) -> Weight;
	/// Authorization of `submit` with `n` such receipts.
	fn authorize_carriers(n: u32) -> Weight;
	/// Passing over receipts of `n` carriers that settle nothing, one of each, once.
	fn pass_over(n: u32) -> Weight;
	/// `settle` of `n` routers that share a page of everything.
	fn settle(n: u32) -> Weight;
	/// Looking at one lane on each of `n` pages.
	fn read_lanes(n: u32) -> Weight;
	/// Raising one lane on each of `n` pages.
	fn raise_lanes(n: u32) -> Weight;
	/// Crediting one router on each of `n` pages of the ledger.
	fn credit_pages(n: u32) -> Weight;
	/// Looking at one router on each of `n` pages of standings.
	fn read_standings(n: u32) -> Weight;
	/// `clear_lanes` that removes `n` pages.
	fn clear_lanes(n: u32) -> Weight;
}

/// Round figures for tests: a runtime measures its own.
impl WeightInfo for () {
	fn submit(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(80 + 10 * n, 11, 8)
	}

	fn authorize_submit(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(80 + 90 * n, 10 + n, 0)
	}

	fn submit_carriers(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(80 + 90 * n, 5 + 5 * n, 4 + 4 * n)
	}

	fn authorize_carriers(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(80 + 150 * n, 5 + 7 * n, 0)
	}

	fn pass_over(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(20 + 15 * n, 3 * n, 0)
	}

	fn settle(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(60 + 3 * n / 10, 11, 7)
	}

	fn read_lanes(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(1 + 6 * n, n, 0)
	}

	fn raise_lanes(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(1 + 10 * n, n, n)
	}

	fn credit_pages(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(1 + 10 * n, n, n)
	}

	fn read_standings(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(1 + 4 * n, n, 0)
	}

	fn clear_lanes(n: u32) -> Weight {
		let n = u64::from(n);
		estimate(20 + 8 * n, 6 + n, 4 + n)
	}
}
