//! What the campaigns pallet's calls weigh.
//!
//! Estimates until measured: storage accesses at the database's weight, and allowances for hashing,
//! H3 and decoding.

use crate::MAX_ON_CELL;
use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_MICROS},
		RuntimeDbWeight, Weight,
	},
};

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

const fn micros(count: u64) -> Weight {
	Weight::from_parts(count.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
}

/// The estimates for a database's weights.
struct Estimate(RuntimeDbWeight);

impl Estimate {
	fn open(&self, c: u64) -> Weight {
		// Once: carrier, next number, account, holds, totals; these but the first, campaign, cells.
		// Per cell: its places and the campaigns there; its places.
		let reads = u64::from(MAX_ON_CELL).saturating_add(1);
		micros(60)
			.saturating_add(self.0.reads_writes(5, 6))
			.saturating_add(micros(12).saturating_mul(c))
			.saturating_add(self.0.reads_writes(reads, 1).saturating_mul(c))
	}

	fn fund(&self) -> Weight {
		// Campaign, account, holds, totals.
		micros(45).saturating_add(self.0.reads_writes(4, 4))
	}

	fn end(&self) -> Weight {
		micros(15).saturating_add(self.0.reads_writes(1, 1))
	}

	fn close(&self, c: u64) -> Weight {
		// Once: campaign, cells, account, holds, totals. Per cell: its places.
		micros(70)
			.saturating_add(self.0.reads_writes(5, 5))
			.saturating_add(micros(4).saturating_mul(c))
			.saturating_add(self.0.reads_writes(1, 1).saturating_mul(c))
	}

	fn proven(&self) -> Weight {
		// Places, four campaigns, account, holds, pot, held earnings with their totals and period,
		// totals.
		micros(70).saturating_add(self.0.reads_writes(12, 8))
	}
}

macro_rules! forward {
	($estimate:expr) => {
		fn open(c: u32) -> Weight {
			$estimate.open(c.into())
		}
		fn fund() -> Weight {
			$estimate.fund()
		}
		fn end() -> Weight {
			$estimate.end()
		}
		fn close(c: u32) -> Weight {
			$estimate.close(c.into())
		}
		fn proven() -> Weight {
			$estimate.proven()
		}
	};
}

/// The estimates with the runtime's own database weight.
pub struct Estimates<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Estimates<T> {
	forward!(Estimate(T::DbWeight::get()));
}

impl WeightInfo for () {
	forward!(Estimate(ParityDbWeight::get()));
}
