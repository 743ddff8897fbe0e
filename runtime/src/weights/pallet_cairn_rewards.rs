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
	/// Storage: `Rewards::Rates` (r:256 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:256 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:257 w:257)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 256]`.
	fn claim(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1912 + n * (638 ±0)`
		//  Estimated: `3593 + n * (3771 ±0)`
		// Minimum execution time: 67_651_000 picoseconds.
		Weight::from_parts(68_552_000, 3593)
			// Standard Error: 106_677
			.saturating_add(Weight::from_parts(62_779_954, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:32)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:32 w:32)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:32 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1565 + n * (638 ±0)`
		//  Estimated: `6196 + n * (3771 ±0)`
		// Minimum execution time: 86_379_000 picoseconds.
		Weight::from_parts(69_389_191, 6196)
			// Standard Error: 84_293
			.saturating_add(Weight::from_parts(20_539_278, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Routers` (r:32 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:32 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:32 w:0)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:32 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 32]`.
	fn authorize_claim_for(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1520 + n * (638 ±0)`
		//  Estimated: `3593 + n * (3771 ±0)`
		// Minimum execution time: 96_955_000 picoseconds.
		Weight::from_parts(89_030_329, 3593)
			// Standard Error: 51_776
			.saturating_add(Weight::from_parts(11_690_325, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
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
		//  Measured:  `649`
		//  Estimated: `6196`
		// Minimum execution time: 57_646_000 picoseconds.
		Weight::from_parts(60_570_000, 6196)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Rewards::Emission` (r:1 w:1)
	/// Proof: `Rewards::Emission` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `1553`
		// Minimum execution time: 5_198_000 picoseconds.
		Weight::from_parts(5_669_000, 1553)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn begin_block() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `101`
		//  Estimated: `3593`
		// Minimum execution time: 6_129_000 picoseconds.
		Weight::from_parts(6_840_000, 3593)
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
		// Minimum execution time: 26_529_000 picoseconds.
		Weight::from_parts(28_002_000, 3593)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Rewards::Coverage` (r:1 w:1)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:2 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:1 w:1)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	fn on_departure() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2231`
		//  Estimated: `5996`
		// Minimum execution time: 27_421_000 picoseconds.
		Weight::from_parts(28_823_000, 5996)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Rewards::Frozen` (r:1 w:1)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:1)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:5 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:4 w:4)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	fn frozen() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1540`
		//  Estimated: `13505`
		// Minimum execution time: 53_670_000 picoseconds.
		Weight::from_parts(56_625_000, 13505)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Rewards::Frozen` (r:1 w:1)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:6 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:1)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Departed` (r:4 w:4)
	/// Proof: `Rewards::Departed` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:1)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	fn decided() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1712`
		//  Estimated: `16008`
		// Minimum execution time: 68_893_000 picoseconds.
		Weight::from_parts(71_667_000, 16008)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
