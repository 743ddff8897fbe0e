//! What the calls of `pallet_cairn_rewards` weigh, as `scripts/weights` measured it on 2026-11-23.
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
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:256 w:256)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(588), added: 3063, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:256 w:256)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:256 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:257 w:257)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 256]`.
	fn claim(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2998 + n * (294 ±0)`
		//  Estimated: `3593 + n * (3771 ±0)`
		// Minimum execution time: 73_510_000 picoseconds.
		Weight::from_parts(14_262_639, 3593)
			// Standard Error: 494_825
			.saturating_add(Weight::from_parts(67_945_141, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:32)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:32 w:32)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(588), added: 3063, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:32 w:32)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2657 + n * (294 ±0)`
		//  Estimated: `6196 + n * (3771 ±0)`
		// Minimum execution time: 89_845_000 picoseconds.
		Weight::from_parts(74_844_233, 6196)
			// Standard Error: 98_649
			.saturating_add(Weight::from_parts(22_552_161, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:32 w:0)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(588), added: 3063, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:32 w:0)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn authorize_claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2555 + n * (294 ±0)`
		//  Estimated: `3593 + n * (3771 ±0)`
		// Minimum execution time: 97_335_000 picoseconds.
		Weight::from_parts(91_460_511, 3593)
			// Standard Error: 50_111
			.saturating_add(Weight::from_parts(11_626_369, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Rewards::Departed` (r:1 w:1)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	fn claim_departed() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `745`
		//  Estimated: `6196`
		// Minimum execution time: 53_630_000 picoseconds.
		Weight::from_parts(57_326_000, 6196)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Rewards::Emission` (r:1 w:1)
	/// Proof: `Rewards::Emission` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CurrentParameters` (r:1 w:1)
	/// Proof: `Rewards::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(19), added: 514, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `109`
		//  Estimated: `1553`
		// Minimum execution time: 6_139_000 picoseconds.
		Weight::from_parts(6_599_000, 1553)
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
		// Minimum execution time: 5_518_000 picoseconds.
		Weight::from_parts(5_899_000, 3593)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	/// Storage: `Rewards::Period` (r:1 w:1)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Emission` (r:1 w:1)
	/// Proof: `Rewards::Emission` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CurrentParameters` (r:1 w:0)
	/// Proof: `Rewards::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(19), added: 514, mode: `MaxEncodedLen`)
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
		// Minimum execution time: 25_618_000 picoseconds.
		Weight::from_parts(27_331_000, 3593)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:1 w:1)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(588), added: 3063, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:1 w:1)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:1 w:1)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	fn on_departure() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2668`
		//  Estimated: `4761`
		// Minimum execution time: 27_080_000 picoseconds.
		Weight::from_parts(28_553_000, 4761)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:1)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:1 w:1)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(588), added: 3063, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:1 w:1)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:4 w:4)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	fn frozen() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2128`
		//  Estimated: `11386`
		// Minimum execution time: 53_860_000 picoseconds.
		Weight::from_parts(56_885_000, 11386)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:1)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:3 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:1 w:1)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(588), added: 3063, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:1 w:1)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:4 w:4)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	fn decided() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2336`
		//  Estimated: `11386`
		// Minimum execution time: 70_736_000 picoseconds.
		Weight::from_parts(75_202_000, 11386)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(9))
	}
}
