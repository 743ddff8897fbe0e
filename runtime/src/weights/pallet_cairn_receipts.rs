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
		// Minimum execution time: 166_398_000 picoseconds.
		Weight::from_parts(206_652_368, 6196)
			// Standard Error: 242_660
			.saturating_add(Weight::from_parts(3_023_435, 0).saturating_mul(n.into()))
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
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:0)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn authorize_submit(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2696 + n * (152 ±0)`
		//  Estimated: `6196 + n * (2706 ±0)`
		// Minimum execution time: 134_391_000 picoseconds.
		Weight::from_parts(62_944_989, 6196)
			// Standard Error: 906_296
			.saturating_add(Weight::from_parts(83_548_693, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2706).saturating_mul(n.into()))
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
		// Minimum execution time: 130_114_000 picoseconds.
		Weight::from_parts(146_894_978, 4761)
			// Standard Error: 3_087_444
			.saturating_add(Weight::from_parts(103_586_262, 0).saturating_mul(n.into()))
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
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:64 w:0)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:65 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn authorize_carriers(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2228 + n * (676 ±0)`
		//  Estimated: `3593 + n * (3544 ±0)`
		// Minimum execution time: 134_090_000 picoseconds.
		Weight::from_parts(136_133_000, 3593)
			// Standard Error: 1_193_266
			.saturating_add(Weight::from_parts(116_402_142, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
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
		// Minimum execution time: 43_966_000 picoseconds.
		Weight::from_parts(63_524_669, 3541)
			// Standard Error: 696_653
			.saturating_add(Weight::from_parts(17_551_370, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 110_986_000 picoseconds.
		Weight::from_parts(119_785_258, 6196)
			// Standard Error: 42_423
			.saturating_add(Weight::from_parts(343_880, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 6_951_000 picoseconds.
		Weight::from_parts(7_000_000, 990)
			// Standard Error: 22_581
			.saturating_add(Weight::from_parts(6_064_702, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 11_347_000 picoseconds.
		Weight::from_parts(11_407_000, 990)
			// Standard Error: 258_912
			.saturating_add(Weight::from_parts(13_233_536, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 4_697_000 picoseconds.
		Weight::from_parts(4_998_000, 990)
			// Standard Error: 66_298
			.saturating_add(Weight::from_parts(4_753_058, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 2_725_000 picoseconds.
		Weight::from_parts(2_904_000, 990)
			// Standard Error: 15_513
			.saturating_add(Weight::from_parts(2_794_867, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 13_450_000 picoseconds.
		Weight::from_parts(13_970_000, 4534)
			// Standard Error: 12_653
			.saturating_add(Weight::from_parts(4_305_464, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
}
