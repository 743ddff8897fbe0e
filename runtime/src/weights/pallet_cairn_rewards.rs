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
	/// Storage: `Rewards::Coverage` (r:256 w:256)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:256 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:257 w:257)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 256]`.
	fn claim(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2276 + n * (246 ±0)`
		//  Estimated: `3593 + n * (3771 ±0)`
		// Minimum execution time: 63_374_000 picoseconds.
		Weight::from_parts(63_765_000, 3593)
			// Standard Error: 112_971
			.saturating_add(Weight::from_parts(58_968_103, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:32)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:32 w:32)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1949 + n * (246 ±0)`
		//  Estimated: `6196 + n * (3771 ±0)`
		// Minimum execution time: 83_314_000 picoseconds.
		Weight::from_parts(72_696_309, 6196)
			// Standard Error: 90_011
			.saturating_add(Weight::from_parts(18_010_520, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:32 w:0)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn authorize_claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1890 + n * (246 ±0)`
		//  Estimated: `3593 + n * (3771 ±0)`
		// Minimum execution time: 93_469_000 picoseconds.
		Weight::from_parts(88_430_682, 3593)
			// Standard Error: 56_317
			.saturating_add(Weight::from_parts(9_751_167, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Rewards::Departed` (r:1 w:1)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	fn claim_departed() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `302`
		//  Estimated: `6196`
		// Minimum execution time: 53_050_000 picoseconds.
		Weight::from_parts(55_763_000, 6196)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Rewards::Emission` (r:1 w:1)
	/// Proof: `Rewards::Emission` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `1553`
		// Minimum execution time: 4_817_000 picoseconds.
		Weight::from_parts(5_488_000, 1553)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn begin_block() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `101`
		//  Estimated: `3593`
		// Minimum execution time: 3_606_000 picoseconds.
		Weight::from_parts(3_865_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Rewards::Emission` (r:1 w:1)
	/// Proof: `Rewards::Emission` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:0 w:1)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn close_period() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `101`
		//  Estimated: `3593`
		// Minimum execution time: 25_068_000 picoseconds.
		Weight::from_parts(26_520_000, 3593)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Rewards::Coverage` (r:1 w:1)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:1 w:1)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	fn on_departure() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1839`
		//  Estimated: `4761`
		// Minimum execution time: 21_523_000 picoseconds.
		Weight::from_parts(22_784_000, 4761)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Rewards::Frozen` (r:1 w:1)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:1)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:4 w:4)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	fn frozen() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1299`
		//  Estimated: `11386`
		// Minimum execution time: 48_132_000 picoseconds.
		Weight::from_parts(50_686_000, 11386)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Rewards::Frozen` (r:1 w:1)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:3 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:1)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:4 w:4)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	fn decided() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1476`
		//  Estimated: `11386`
		// Minimum execution time: 65_638_000 picoseconds.
		Weight::from_parts(68_742_000, 11386)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
