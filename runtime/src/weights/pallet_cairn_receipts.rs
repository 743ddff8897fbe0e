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
		// Minimum execution time: 115_332_000 picoseconds.
		Weight::from_parts(172_073_172, 6196)
			// Standard Error: 125_136
			.saturating_add(Weight::from_parts(2_431_882, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 129_182_000 picoseconds.
		Weight::from_parts(91_069_485, 6196)
			// Standard Error: 145_036
			.saturating_add(Weight::from_parts(69_255_932, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 138_016_000 picoseconds.
		Weight::from_parts(48_731_713, 4761)
			// Standard Error: 397_474
			.saturating_add(Weight::from_parts(89_359_796, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 119_698_000 picoseconds.
		Weight::from_parts(55_787_306, 3593)
			// Standard Error: 396_171
			.saturating_add(Weight::from_parts(96_894_419, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 20_541_000 picoseconds.
		Weight::from_parts(12_246_264, 3541)
			// Standard Error: 76_512
			.saturating_add(Weight::from_parts(11_688_519, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 93_670_000 picoseconds.
		Weight::from_parts(97_896_536, 6196)
			// Standard Error: 6_754
			.saturating_add(Weight::from_parts(179_654, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 5_979_000 picoseconds.
		Weight::from_parts(5_979_000, 990)
			// Standard Error: 16_758
			.saturating_add(Weight::from_parts(5_155_795, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 9_654_000 picoseconds.
		Weight::from_parts(9_725_000, 990)
			// Standard Error: 38_481
			.saturating_add(Weight::from_parts(9_679_380, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 4_226_000 picoseconds.
		Weight::from_parts(4_386_000, 990)
			// Standard Error: 28_819
			.saturating_add(Weight::from_parts(3_802_066, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 2_424_000 picoseconds.
		Weight::from_parts(2_434_000, 990)
			// Standard Error: 12_212
			.saturating_add(Weight::from_parts(2_338_339, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 11_978_000 picoseconds.
		Weight::from_parts(12_148_000, 4534)
			// Standard Error: 7_533
			.saturating_add(Weight::from_parts(3_693_442, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
}
