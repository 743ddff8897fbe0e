//! What the calls of `pallet_cairn_receipts` weigh, as `scripts/weights` measured it on 2026-11-23.
//!
//! CPU: AMD EPYC. Steps: 20, repetitions: 5.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_cairn_receipts::WeightInfo for WeightInfo<T> {
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Receipts::Lanes` (r:1 w:1)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:0)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Tariffs` (r:1 w:0)
	/// Proof: `Carriers::Tariffs` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EscrowTotals` (r:1 w:1)
	/// Proof: `Carriers::EscrowTotals` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn submit(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3890`
		//  Estimated: `6196`
		// Minimum execution time: 130_385_000 picoseconds.
		Weight::from_parts(185_388_725, 6196)
			// Standard Error: 118_285
			.saturating_add(Weight::from_parts(2_665_883, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Receipts::Lanes` (r:1 w:0)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:0)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:0)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Tariffs` (r:1 w:0)
	/// Proof: `Carriers::Tariffs` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Keys` (r:1 w:0)
	/// Proof: `Carriers::Keys` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:64 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:0)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn authorize_submit(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2593 + n * (148 ±0)`
		//  Estimated: `4534 + n * (2702 ±0)`
		// Minimum execution time: 129_353_000 picoseconds.
		Weight::from_parts(93_879_438, 4534)
			// Standard Error: 218_732
			.saturating_add(Weight::from_parts(76_768_040, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2702).saturating_mul(n.into()))
	}
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Receipts::Lanes` (r:64 w:64)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:0)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:64 w:64)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Tariffs` (r:64 w:0)
	/// Proof: `Carriers::Tariffs` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:64 w:64)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:65 w:65)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EscrowTotals` (r:1 w:1)
	/// Proof: `Carriers::EscrowTotals` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn submit_carriers(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3474 + n * (461 ±0)`
		//  Estimated: `4761 + n * (3544 ±0)`
		// Minimum execution time: 129_823_000 picoseconds.
		Weight::from_parts(58_100_676, 4761)
			// Standard Error: 365_160
			.saturating_add(Weight::from_parts(94_343_047, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Receipts::Lanes` (r:64 w:0)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:0)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:64 w:0)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Tariffs` (r:64 w:0)
	/// Proof: `Carriers::Tariffs` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Keys` (r:64 w:0)
	/// Proof: `Carriers::Keys` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:64 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:64 w:0)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn authorize_carriers(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2192 + n * (591 ±0)`
		//  Estimated: `3593 + n * (3544 ±0)`
		// Minimum execution time: 123_655_000 picoseconds.
		Weight::from_parts(48_288_002, 3593)
			// Standard Error: 402_050
			.saturating_add(Weight::from_parts(103_955_963, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Receipts::Lanes` (r:64 w:0)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:0)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:64 w:0)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Tariffs` (r:64 w:0)
	/// Proof: `Carriers::Tariffs` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn pass_over(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1860 + n * (294 ±0)`
		//  Estimated: `3541 + n * (3544 ±0)`
		// Minimum execution time: 21_792_000 picoseconds.
		Weight::from_parts(5_832_614, 3541)
			// Standard Error: 79_208
			.saturating_add(Weight::from_parts(14_040_330, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Tariffs` (r:1 w:0)
	/// Proof: `Carriers::Tariffs` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:0)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Receipts::Lanes` (r:1 w:1)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EscrowTotals` (r:1 w:1)
	/// Proof: `Carriers::EscrowTotals` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[2, 64]`.
	fn settle(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `4002`
		//  Estimated: `6196`
		// Minimum execution time: 108_051_000 picoseconds.
		Weight::from_parts(112_094_429, 6196)
			// Standard Error: 8_834
			.saturating_add(Weight::from_parts(230_920, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Receipts::Lanes` (r:1024 w:0)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 1024]`.
	fn read_lanes(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1091 + n * (47 ±0)`
		//  Estimated: `990 + n * (3544 ±0)`
		// Minimum execution time: 6_870_000 picoseconds.
		Weight::from_parts(6_920_000, 990)
			// Standard Error: 19_382
			.saturating_add(Weight::from_parts(5_982_718, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
	/// Storage: `Receipts::Lanes` (r:1024 w:1024)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 1024]`.
	fn raise_lanes(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1091 + n * (47 ±0)`
		//  Estimated: `990 + n * (3544 ±0)`
		// Minimum execution time: 10_977_000 picoseconds.
		Weight::from_parts(10_986_000, 990)
			// Standard Error: 50_450
			.saturating_add(Weight::from_parts(10_965_113, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
	/// Storage: `Rewards::Claimable` (r:1024 w:1024)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 1024]`.
	fn credit_pages(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1247 + n * (47 ±0)`
		//  Estimated: `990 + n * (3771 ±0)`
		// Minimum execution time: 4_476_000 picoseconds.
		Weight::from_parts(4_577_000, 990)
			// Standard Error: 21_062
			.saturating_add(Weight::from_parts(3_960_748, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Routers::Standings` (r:1024 w:0)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 1024]`.
	fn read_standings(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `251 + n * (47 ±0)`
		//  Estimated: `990 + n * (2551 ±0)`
		// Minimum execution time: 2_724_000 picoseconds.
		Weight::from_parts(2_834_000, 990)
			// Standard Error: 16_623
			.saturating_add(Weight::from_parts(2_509_911, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2551).saturating_mul(n.into()))
	}
	/// Storage: `Receipts::Lanes` (r:257 w:256)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 256]`.
	fn clear_lanes(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1066 + n * (47 ±0)`
		//  Estimated: `4534 + n * (3544 ±0)`
		// Minimum execution time: 13_490_000 picoseconds.
		Weight::from_parts(13_781_000, 4534)
			// Standard Error: 7_328
			.saturating_add(Weight::from_parts(4_063_010, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
}
