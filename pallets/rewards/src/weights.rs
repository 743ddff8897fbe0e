//! What the rewards pallet's calls and hooks weigh.
//!
//! Estimates until measured: storage accesses at the runtime's database weight, 60 µs for each
//! signature verification, and allowances for decoding pages and hashing.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_MICROS},
		RuntimeDbWeight, Weight,
	},
};

/// Weights of the rewards pallet.
pub trait WeightInfo {
	/// `claim` of `n` routers, each on a page and of an owner of its own.
	fn claim(n: u32) -> Weight;
	/// Dispatch of `claim_for` with `n` routers on pages of their own.
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
	/// A router leaving its owner.
	fn on_departure() -> Weight;
	/// A sponsor taking its word back, with as many former owners as are followed.
	fn frozen() -> Weight;
	/// The end of that, either way.
	fn decided() -> Weight;
}

/// Microseconds of computing, as weight.
const fn micros(count: u64) -> Weight {
	Weight::from_parts(count.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
}

/// The estimates for a database's weights.
struct Estimate(RuntimeDbWeight);

impl Estimate {
	fn claim(&self, n: u64) -> Weight {
		// Per router: three pages, a rate, owner's index entry, owner's account; pages and account
		// written. Once: the caller's account is the extrinsic's base; pot, totals and period.
		micros(25)
			.saturating_add(self.0.reads_writes(3, 2))
			.saturating_add(micros(35).saturating_mul(n))
			.saturating_add(self.0.reads_writes(6, 4).saturating_mul(n))
	}

	fn claim_for(&self, n: u64) -> Weight {
		// One owner; the issuance changes with the burnt fee.
		micros(60)
			.saturating_add(self.0.reads_writes(6, 4))
			.saturating_add(micros(15).saturating_mul(n))
			.saturating_add(self.0.reads_writes(5, 3).saturating_mul(n))
	}

	fn authorize_claim_for(&self, n: u64) -> Weight {
		// Two verifications: over the plain and over the wrapped payload.
		micros(150)
			.saturating_add(self.0.reads(6))
			.saturating_add(micros(12).saturating_mul(n))
			.saturating_add(self.0.reads(5).saturating_mul(n))
	}

	fn claim_departed(&self) -> Weight {
		// Record, period, rate, totals, pot and account; those but period and rate, and who is
		// followed.
		micros(55).saturating_add(self.0.reads_writes(7, 5))
	}

	fn set_parameters(&self) -> Weight {
		micros(20).saturating_add(self.0.reads_writes(2, 2))
	}

	fn begin_block(&self) -> Weight {
		micros(10).saturating_add(self.0.reads(3))
	}

	fn close_period(&self) -> Weight {
		micros(60).saturating_add(self.0.reads_writes(6, 6))
	}

	fn on_departure(&self) -> Weight {
		// Period, three pages, two rates, record, followed, totals; those but period and rates.
		micros(40).saturating_add(self.0.reads_writes(9, 6))
	}

	fn frozen(&self) -> Weight {
		// Period, router, two pages, rate, what is frozen, totals, followed; of each former owner the
		// record and a rate. Written: the pages, what is frozen, totals, followed, the records.
		micros(60).saturating_add(self.0.reads_writes(16, 9))
	}

	fn decided(&self) -> Weight {
		// The same, and for each part the rate of its points.
		micros(60).saturating_add(self.0.reads_writes(21, 10))
	}
}

macro_rules! forward {
	($estimate:expr) => {
		fn claim(n: u32) -> Weight {
			$estimate.claim(n.into())
		}
		fn claim_for(n: u32) -> Weight {
			$estimate.claim_for(n.into())
		}
		fn authorize_claim_for(n: u32) -> Weight {
			$estimate.authorize_claim_for(n.into())
		}
		fn claim_departed() -> Weight {
			$estimate.claim_departed()
		}
		fn set_parameters() -> Weight {
			$estimate.set_parameters()
		}
		fn begin_block() -> Weight {
			$estimate.begin_block()
		}
		fn close_period() -> Weight {
			$estimate.close_period()
		}
		fn on_departure() -> Weight {
			$estimate.on_departure()
		}
		fn frozen() -> Weight {
			$estimate.frozen()
		}
		fn decided() -> Weight {
			$estimate.decided()
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
