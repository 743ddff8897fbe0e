//! What the calls of `pallet_cairn_rewards` weigh, as `scripts/weights` measured it on 2026-11-22.
//!
//! CPU: AMD EPYC. Steps: 20, repetitions: 5.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_cairn_rewards::WeightInfo for WeightInfo<T> {
	/// Storage: `Rewards::Claimable` (r:256 w:256)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1036), added: 3511, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:256 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:257 w:257)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 256]`.
	fn claim(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1899 + n * (205 ±0)`
		//  Estimated: `3593 + n * (3511 ±0)`
		// Minimum execution time: 53_750_000 picoseconds.
		Weight::from_parts(53_860_000, 3593)
			// Standard Error: 79_224
			.saturating_add(Weight::from_parts(47_305_222, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3511).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:32)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1036), added: 3511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1566 + n * (204 ±0)`
		//  Estimated: `6196 + n * (3511 ±0)`
		// Minimum execution time: 72_529_000 picoseconds.
		Weight::from_parts(69_010_502, 6196)
			// Standard Error: 57_334
			.saturating_add(Weight::from_parts(7_955_704, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3511).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1036), added: 3511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn authorize_claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1459 + n * (205 ±0)`
		//  Estimated: `3593 + n * (3511 ±0)`
		// Minimum execution time: 88_432_000 picoseconds.
		Weight::from_parts(87_288_114, 3593)
			// Standard Error: 39_716
			.saturating_add(Weight::from_parts(5_775_754, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3511).saturating_mul(n.into()))
	}
	/// Storage: `Rewards::Departed` (r:1 w:1)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	fn claim_departed() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `566`
		//  Estimated: `6196`
		// Minimum execution time: 47_571_000 picoseconds.
		Weight::from_parts(50_165_000, 6196)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Rewards::Emission` (r:1 w:1)
	/// Proof: `Rewards::Emission` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CoverageShare` (r:1 w:1)
	/// Proof: `Rewards::CoverageShare` (`max_values`: Some(1), `max_size`: Some(2), added: 497, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `109`
		//  Estimated: `1553`
		// Minimum execution time: 5_809_000 picoseconds.
		Weight::from_parts(8_492_000, 1553)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:0)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn begin_block() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `258`
		//  Estimated: `3593`
		// Minimum execution time: 5_579_000 picoseconds.
		Weight::from_parts(6_060_000, 3593)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	/// Storage: `Rewards::Period` (r:1 w:1)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Emission` (r:1 w:1)
	/// Proof: `Rewards::Emission` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CoverageShare` (r:1 w:0)
	/// Proof: `Rewards::CoverageShare` (`max_values`: Some(1), `max_size`: Some(2), added: 497, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:0 w:1)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn close_period() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `292`
		//  Estimated: `3593`
		// Minimum execution time: 26_549_000 picoseconds.
		Weight::from_parts(28_242_000, 3593)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1036), added: 3511, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:1 w:1)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(332), added: 2807, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:1 w:1)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:1 w:1)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	fn on_departure() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1964`
		//  Estimated: `4501`
		// Minimum execution time: 21_562_000 picoseconds.
		Weight::from_parts(23_786_000, 4501)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
