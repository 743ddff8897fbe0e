//! What the calls of `pallet_utility` weigh, as `scripts/weights` measured it on 2026-11-22.
//!
//! CPU: AMD EPYC. Steps: 5, repetitions: 1.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_utility::WeightInfo for WeightInfo<T> {
	/// The range of component `c` is `[0, 1000]`.
	fn batch(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 36_485_000 picoseconds.
		Weight::from_parts(82_143_000, 0)
			// Standard Error: 79_074
			.saturating_add(Weight::from_parts(2_859_374, 0).saturating_mul(c.into()))
	}
	fn as_derivative() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 15_153_000 picoseconds.
		Weight::from_parts(15_153_000, 0)
	}
	/// The range of component `c` is `[0, 1000]`.
	fn batch_all(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 14_561_000 picoseconds.
		Weight::from_parts(14_561_000, 0)
			// Standard Error: 15_021
			.saturating_add(Weight::from_parts(3_184_318, 0).saturating_mul(c.into()))
	}
	fn dispatch_as() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 17_216_000 picoseconds.
		Weight::from_parts(17_216_000, 0)
	}
	/// The range of component `c` is `[0, 1000]`.
	fn force_batch(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 12_048_000 picoseconds.
		Weight::from_parts(19_549_400, 0)
			// Standard Error: 57_913
			.saturating_add(Weight::from_parts(2_937_258, 0).saturating_mul(c.into()))
	}
	fn dispatch_as_fallible() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 16_355_000 picoseconds.
		Weight::from_parts(16_355_000, 0)
	}
	fn if_else() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 19_930_000 picoseconds.
		Weight::from_parts(19_930_000, 0)
	}
}
