//! What the receipts pallet's calls weigh.

use frame_support::weights::{
	constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_MICROS, WEIGHT_REF_TIME_PER_NANOS},
	Weight,
};

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

const fn micros(count: u64) -> Weight {
	Weight::from_parts(count.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
}

fn reads_writes(reads: u64, writes: u64) -> Weight {
	ParityDbWeight::get().reads_writes(reads, writes)
}

/// `once` and `n` times `each`.
fn times(once: Weight, each: Weight, n: u32) -> Weight {
	once.saturating_add(each.saturating_mul(n.into()))
}

/// Round figures for tests: a runtime measures its own.
impl WeightInfo for () {
	fn submit(n: u32) -> Weight {
		times(micros(80).saturating_add(reads_writes(11, 8)), micros(10), n)
	}

	fn authorize_submit(n: u32) -> Weight {
		let each = micros(90).saturating_add(reads_writes(1, 0));
		times(micros(80).saturating_add(reads_writes(10, 0)), each, n)
	}

	fn submit_carriers(n: u32) -> Weight {
		let each = micros(90).saturating_add(reads_writes(5, 4));
		times(micros(80).saturating_add(reads_writes(5, 4)), each, n)
	}

	fn authorize_carriers(n: u32) -> Weight {
		let each = micros(150).saturating_add(reads_writes(7, 0));
		times(micros(80).saturating_add(reads_writes(5, 0)), each, n)
	}

	fn pass_over(n: u32) -> Weight {
		times(micros(20), micros(15).saturating_add(reads_writes(3, 0)), n)
	}

	fn settle(n: u32) -> Weight {
		let each = Weight::from_parts(300 * WEIGHT_REF_TIME_PER_NANOS, 0);
		times(micros(60).saturating_add(reads_writes(11, 7)), each, n)
	}

	fn read_lanes(n: u32) -> Weight {
		times(micros(1), micros(6).saturating_add(reads_writes(1, 0)), n)
	}

	fn raise_lanes(n: u32) -> Weight {
		times(micros(1), micros(10).saturating_add(reads_writes(1, 1)), n)
	}

	fn credit_pages(n: u32) -> Weight {
		times(micros(1), micros(10).saturating_add(reads_writes(1, 1)), n)
	}

	fn read_standings(n: u32) -> Weight {
		times(micros(1), micros(4).saturating_add(reads_writes(1, 0)), n)
	}

	fn clear_lanes(n: u32) -> Weight {
		let each = micros(8).saturating_add(reads_writes(1, 1));
		times(micros(20).saturating_add(reads_writes(6, 4)), each, n)
	}
}
