//! What the receipts pallet's calls weigh.
//!
//! Estimates until measured: storage accesses at the runtime's database weight, 60 µs for each
//! signature verification, and allowances for decoding pages and hashing.

use crate::types::LANES_PER_PAGE;
use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_MICROS, WEIGHT_REF_TIME_PER_NANOS},
		RuntimeDbWeight, Weight,
	},
};

/// Weights of the receipts pallet.
pub trait WeightInfo {
	/// Dispatch of `submit` with `n` live receipts, each of a carrier and on pages of its own, and
	/// each settled only in part.
	fn submit(n: u32) -> Weight;
	/// Authorization of `submit` with `n` such receipts.
	fn authorize_submit(n: u32) -> Weight;
	/// Passing over `n` receipts on pages of their own that settle nothing, once.
	fn pass_over(n: u32) -> Weight;
	/// `settle` of `n` routers, each on pages of its own.
	fn settle_scattered(n: u32) -> Weight;
	/// `settle` of `n` consecutive routers.
	fn settle_consecutive(n: u32) -> Weight;
	/// `clear_lanes` that removes `n` pages.
	fn clear_lanes(n: u32) -> Weight;
}

/// Microseconds for one signature verification.
const VERIFICATION: u64 = 60;

const fn micros(count: u64) -> Weight {
	Weight::from_parts(count.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
}

const fn nanos(count: u64) -> Weight {
	Weight::from_parts(count.saturating_mul(WEIGHT_REF_TIME_PER_NANOS), 0)
}

/// The estimates for a database's weights.
struct Estimate(RuntimeDbWeight);

impl Estimate {
	fn submit(&self, n: u64) -> Weight {
		// Per receipt: lane page, standings, tariff and its carrier's record, the carrier's account
		// and holds, ledger page; those of lane, ledger and carrier written. Once: pot, issuance,
		// totals.
		micros(30)
			.saturating_add(self.0.reads_writes(4, 3))
			.saturating_add(micros(40).saturating_mul(n))
			.saturating_add(self.0.reads_writes(7, 5).saturating_mul(n))
	}

	fn authorize_submit(&self, n: u64) -> Weight {
		// Per receipt: as above but for the ledger page and the writes, which are undone; two keys
		// and two verifications.
		micros(40)
			.saturating_add(self.0.reads(4))
			.saturating_add(micros(2 * VERIFICATION + 30).saturating_mul(n))
			.saturating_add(self.0.reads(8).saturating_mul(n))
	}

	fn pass_over(&self, n: u64) -> Weight {
		// Lane page, standings, the carrier's record and its tariff.
		micros(10).saturating_add(self.0.reads(4)).saturating_mul(n)
	}

	fn settle_scattered(&self, n: u64) -> Weight {
		self.settle_once().saturating_add(self.settle_page().saturating_mul(n))
	}

	fn settle_consecutive(&self, n: u64) -> Weight {
		// Lanes share a page, half as many the ledger's and twice as many the standings': two
		// pages' worth per page of lanes is more than enough.
		let pages = self.settle_page().saturating_mul(2) / u64::from(LANES_PER_PAGE);
		self.settle_once().saturating_add(pages.saturating_add(nanos(1_500)).saturating_mul(n))
	}

	/// Carrier by account, its record, tariff, pause; account, holds, pot, issuance, totals.
	fn settle_once(&self) -> Weight {
		micros(60).saturating_add(self.0.reads_writes(10, 6))
	}

	/// An entry with lane page, ledger page and standings of its own.
	fn settle_page(&self) -> Weight {
		micros(14).saturating_add(self.0.reads_writes(3, 2))
	}

	fn clear_lanes(&self, n: u64) -> Weight {
		micros(20)
			.saturating_add(self.0.reads_writes(6, 4))
			.saturating_add(micros(8).saturating_add(self.0.reads_writes(1, 1)).saturating_mul(n))
	}
}

macro_rules! forward {
	($estimate:expr) => {
		fn submit(n: u32) -> Weight {
			$estimate.submit(n.into())
		}
		fn authorize_submit(n: u32) -> Weight {
			$estimate.authorize_submit(n.into())
		}
		fn pass_over(n: u32) -> Weight {
			$estimate.pass_over(n.into())
		}
		fn settle_scattered(n: u32) -> Weight {
			$estimate.settle_scattered(n.into())
		}
		fn settle_consecutive(n: u32) -> Weight {
			$estimate.settle_consecutive(n.into())
		}
		fn clear_lanes(n: u32) -> Weight {
			$estimate.clear_lanes(n.into())
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
