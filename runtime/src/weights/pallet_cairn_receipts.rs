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
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CurrentParameters` (r:1 w:0)
	/// Proof: `Rewards::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(19), added: 514, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn submit(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `4124`
		//  Estimated: `6196`
		// Minimum execution time: 165_227_000 picoseconds.
		Weight::from_parts(236_760_442, 6196)
			// Standard Error: 384_935
			.saturating_add(Weight::from_parts(2_641_209, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(8))
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
	/// Storage: `System::Account` (r:2 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EscrowTotals` (r:1 w:0)
	/// Proof: `Carriers::EscrowTotals` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn authorize_submit(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2871 + n * (148 ±0)`
		//  Estimated: `6196 + n * (2702 ±0)`
		// Minimum execution time: 208_651_000 picoseconds.
		Weight::from_parts(260_717_490, 6196)
			// Standard Error: 1_752_763
			.saturating_add(Weight::from_parts(79_087_831, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11))
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
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CurrentParameters` (r:1 w:0)
	/// Proof: `Rewards::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(19), added: 514, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn submit_carriers(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3708 + n * (461 ±0)`
		//  Estimated: `4761 + n * (3544 ±0)`
		// Minimum execution time: 134_160_000 picoseconds.
		Weight::from_parts(136_453_000, 4761)
			// Standard Error: 2_647_544
			.saturating_add(Weight::from_parts(109_727_618, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
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
	/// Storage: `System::Account` (r:65 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EscrowTotals` (r:1 w:0)
	/// Proof: `Carriers::EscrowTotals` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn authorize_carriers(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2403 + n * (672 ±0)`
		//  Estimated: `3593 + n * (3544 ±0)`
		// Minimum execution time: 236_363_000 picoseconds.
		Weight::from_parts(823_995_594, 3593)
			// Standard Error: 5_098_259
			.saturating_add(Weight::from_parts(165_722_435, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
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
		//  Measured:  `1969 + n * (294 ±0)`
		//  Estimated: `3541 + n * (3544 ±0)`
		// Minimum execution time: 23_034_000 picoseconds.
		Weight::from_parts(24_967_000, 3541)
			// Standard Error: 394_858
			.saturating_add(Weight::from_parts(16_941_916, 0).saturating_mul(n.into()))
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
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CurrentParameters` (r:1 w:0)
	/// Proof: `Rewards::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(19), added: 514, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:1)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[2, 64]`.
	fn settle(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `4236`
		//  Estimated: `6196`
		// Minimum execution time: 116_994_000 picoseconds.
		Weight::from_parts(168_336_648, 6196)
			// Standard Error: 114_323
			.saturating_add(Weight::from_parts(1_202_915, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Receipts::Lanes` (r:1024 w:0)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 1024]`.
	fn read_lanes(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1196 + n * (47 ±0)`
		//  Estimated: `990 + n * (3544 ±0)`
		// Minimum execution time: 7_381_000 picoseconds.
		Weight::from_parts(7_421_000, 990)
			// Standard Error: 155_722
			.saturating_add(Weight::from_parts(6_753_512, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
	/// Storage: `Receipts::Lanes` (r:1024 w:1024)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 1024]`.
	fn raise_lanes(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1196 + n * (47 ±0)`
		//  Estimated: `990 + n * (3544 ±0)`
		// Minimum execution time: 11_988_000 picoseconds.
		Weight::from_parts(12_048_000, 990)
			// Standard Error: 332_337
			.saturating_add(Weight::from_parts(14_808_383, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CurrentParameters` (r:1 w:0)
	/// Proof: `Rewards::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(19), added: 514, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1024 w:1024)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 1024]`.
	fn credit_pages(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1481 + n * (47 ±0)`
		//  Estimated: `1549 + n * (3771 ±0)`
		// Minimum execution time: 10_336_000 picoseconds.
		Weight::from_parts(281_952_257, 1549)
			// Standard Error: 127_754
			.saturating_add(Weight::from_parts(4_726_813, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
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
		// Minimum execution time: 2_794_000 picoseconds.
		Weight::from_parts(28_617_991, 990)
			// Standard Error: 161_260
			.saturating_add(Weight::from_parts(3_386_880, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2551).saturating_mul(n.into()))
	}
	/// Storage: `Receipts::Lanes` (r:257 w:256)
	/// Proof: `Receipts::Lanes` (`max_values`: None, `max_size`: Some(1069), added: 3544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 256]`.
	fn clear_lanes(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1175 + n * (47 ±0)`
		//  Estimated: `4534 + n * (3544 ±0)`
		// Minimum execution time: 14_472_000 picoseconds.
		Weight::from_parts(14_552_000, 4534)
			// Standard Error: 90_477
			.saturating_add(Weight::from_parts(5_489_928, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3544).saturating_mul(n.into()))
	}
}
