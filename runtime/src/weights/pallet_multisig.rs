//! What the calls of `pallet_multisig` weigh, as `scripts/weights` measured it on 2026-11-22.
//!
//! CPU: AMD EPYC. Steps: 5, repetitions: 1.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_multisig::WeightInfo for WeightInfo<T> {
	/// The range of component `z` is `[0, 10000]`.
	fn as_multi_threshold_1(z: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 96_024_000 picoseconds.
		Weight::from_parts(90_643_600, 0)
			// Standard Error: 686
			.saturating_add(Weight::from_parts(4_697, 0).saturating_mul(z.into()))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// The range of component `s` is `[2, 100]`.
	/// The range of component `z` is `[0, 10000]`.
	fn as_multi_create(s: u32, z: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `43`
		//  Estimated: `6811`
		// Minimum execution time: 70_525_000 picoseconds.
		Weight::from_parts(42_857_869, 6811)
			// Standard Error: 29_178
			.saturating_add(Weight::from_parts(270_568, 0).saturating_mul(s.into()))
			// Standard Error: 286
			.saturating_add(Weight::from_parts(8_395, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// The range of component `s` is `[3, 100]`.
	/// The range of component `z` is `[0, 10000]`.
	fn as_multi_approve(s: u32, z: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `249`
		//  Estimated: `6811`
		// Minimum execution time: 55_013_000 picoseconds.
		Weight::from_parts(27_806_879, 6811)
			// Standard Error: 40_498
			.saturating_add(Weight::from_parts(257_712, 0).saturating_mul(s.into()))
			// Standard Error: 393
			.saturating_add(Weight::from_parts(7_083, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// The range of component `s` is `[2, 100]`.
	/// The range of component `z` is `[0, 10000]`.
	fn as_multi_complete(s: u32, z: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `320 + s * (34 ±0)`
		//  Estimated: `6811`
		// Minimum execution time: 86_790_000 picoseconds.
		Weight::from_parts(26_526_370, 6811)
			// Standard Error: 45_391
			.saturating_add(Weight::from_parts(593_912, 0).saturating_mul(s.into()))
			// Standard Error: 445
			.saturating_add(Weight::from_parts(8_131, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// The range of component `s` is `[2, 100]`.
	fn approve_as_multi_create(s: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `43`
		//  Estimated: `6811`
		// Minimum execution time: 46_780_000 picoseconds.
		Weight::from_parts(44_793_418, 6811)
			// Standard Error: 29_618
			.saturating_add(Weight::from_parts(254_468, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// The range of component `s` is `[2, 100]`.
	fn approve_as_multi_approve(s: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `249`
		//  Estimated: `6811`
		// Minimum execution time: 19_679_000 picoseconds.
		Weight::from_parts(17_565_922, 6811)
			// Standard Error: 57_063
			.saturating_add(Weight::from_parts(299_072, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// The range of component `s` is `[2, 100]`.
	fn cancel_as_multi(s: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `249`
		//  Estimated: `6811`
		// Minimum execution time: 25_989_000 picoseconds.
		Weight::from_parts(29_687_382, 6811)
			// Standard Error: 68_474
			.saturating_add(Weight::from_parts(262_067, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// The range of component `s` is `[2, 100]`.
	fn poke_deposit(s: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `249`
		//  Estimated: `6811`
		// Minimum execution time: 23_305_000 picoseconds.
		Weight::from_parts(20_833_516, 6811)
			// Standard Error: 47_616
			.saturating_add(Weight::from_parts(383_871, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
