//! What the coverage pallet's calls and hooks weigh.
//!
//! Estimates until measured: storage accesses at the database's weight, 60 µs for each signature
//! verification, and allowances for hashing, H3 and decoding pages.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_MICROS},
		RuntimeDbWeight, Weight,
	},
};

/// Weights of the coverage pallet.
pub trait WeightInfo {
	/// Dispatch of `prove` with `n` valid reports of routers on pages of their own, all of which
	/// earn, in a crowded cell with campaigns.
	fn prove(n: u32) -> Weight;
	/// Authorization of such a proof.
	fn authorize_prove(n: u32) -> Weight;
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

/// Microseconds for one signature verification.
const VERIFICATION: u64 = 60;

const fn micros(count: u64) -> Weight {
	Weight::from_parts(count.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
}

/// The estimates for a database's weights.
struct Estimate(RuntimeDbWeight);

impl Estimate {
	fn prove(&self, n: u64) -> Weight {
		// Once: pause, window, proofs, site with its sponsor, span, two density pages to write and
		// six to read, two of cells, period, points, held, traffic; four campaigns, escrow, pot,
		// totals. Per report: site with its sponsor, traffic, points, held.
		micros(120)
			.saturating_add(self.0.reads_writes(30, 14))
			.saturating_add(micros(25).saturating_mul(n))
			.saturating_add(self.0.reads_writes(5, 2).saturating_mul(n))
	}

	fn authorize_prove(&self, n: u64) -> Weight {
		// Once: pause, window, proofs, site with its sponsor. Per report: site with its sponsor.
		micros(VERIFICATION + 40)
			.saturating_add(self.0.reads(6))
			.saturating_add(micros(VERIFICATION + 15).saturating_mul(n))
			.saturating_add(self.0.reads(2).saturating_mul(n))
	}

	fn pause(&self) -> Weight {
		micros(15).saturating_add(self.0.reads_writes(1, 1))
	}

	fn set_parameters(&self) -> Weight {
		micros(15).saturating_add(self.0.writes(1))
	}

	fn open_window(&self) -> Weight {
		micros(40).saturating_add(self.0.reads_writes(6, 4))
	}

	fn clean(&self, n: u64) -> Weight {
		micros(5)
			.saturating_add(self.0.reads(1))
			.saturating_add(micros(8).saturating_add(self.0.reads_writes(1, 1)).saturating_mul(n))
	}
}

macro_rules! forward {
	($estimate:expr) => {
		fn prove(n: u32) -> Weight {
			$estimate.prove(n.into())
		}
		fn authorize_prove(n: u32) -> Weight {
			$estimate.authorize_prove(n.into())
		}
		fn pause() -> Weight {
			$estimate.pause()
		}
		fn resume() -> Weight {
			$estimate.pause()
		}
		fn set_parameters() -> Weight {
			$estimate.set_parameters()
		}
		fn open_window() -> Weight {
			$estimate.open_window()
		}
		fn clean(n: u32) -> Weight {
			$estimate.clean(n.into())
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
