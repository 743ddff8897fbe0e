//! Weights where nothing has been measured.

use frame_support::weights::{
	constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_MICROS},
	Weight,
};

/// A round figure for tests: so many microseconds of computing, and accesses to storage at the SDK's
/// default weights of ParityDB. A runtime measures its own.
pub fn estimate(micros: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
		.saturating_add(ParityDbWeight::get().reads_writes(reads, writes))
}
