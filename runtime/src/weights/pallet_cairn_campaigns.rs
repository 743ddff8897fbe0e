//! What the calls of `pallet_cairn_campaigns` weigh, as `scripts/weights` measured it on 2026-11-23.
//!
//! CPU: AMD EPYC. Steps: 20, repetitions: 5.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_cairn_campaigns::WeightInfo for WeightInfo<T> {
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::NextCampaign` (r:1 w:1)
	/// Proof: `Campaigns::NextCampaign` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::MoneyTotals` (r:1 w:1)
	/// Proof: `Campaigns::MoneyTotals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::OnCell` (r:127 w:127)
	/// Proof: `Campaigns::OnCell` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::Campaigns` (r:508 w:1)
	/// Proof: `Campaigns::Campaigns` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::CampaignCells` (r:0 w:1)
	/// Proof: `Campaigns::CampaignCells` (`max_values`: None, `max_size`: Some(1038), added: 3513, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[1, 128]`.
	fn open(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1181 + c * (963 ±0)`
		//  Estimated: `3730 + c * (10716 ±0)`
		// Minimum execution time: 111_086_000 picoseconds.
		Weight::from_parts(62_886_938, 3730)
			// Standard Error: 135_491
			.saturating_add(Weight::from_parts(21_070_525, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 10716).saturating_mul(c.into()))
	}
	/// Storage: `Campaigns::Campaigns` (r:1 w:1)
	/// Proof: `Campaigns::Campaigns` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::MoneyTotals` (r:1 w:1)
	/// Proof: `Campaigns::MoneyTotals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	fn fund() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `699`
		//  Estimated: `3730`
		// Minimum execution time: 50_285_000 picoseconds.
		Weight::from_parts(52_859_000, 3730)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Campaigns::Campaigns` (r:1 w:1)
	/// Proof: `Campaigns::Campaigns` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	fn end() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `363`
		//  Estimated: `3669`
		// Minimum execution time: 7_872_000 picoseconds.
		Weight::from_parts(8_542_000, 3669)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Campaigns::Campaigns` (r:1 w:1)
	/// Proof: `Campaigns::Campaigns` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::CampaignCells` (r:1 w:1)
	/// Proof: `Campaigns::CampaignCells` (`max_values`: None, `max_size`: Some(1038), added: 3513, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::OnCell` (r:127 w:127)
	/// Proof: `Campaigns::OnCell` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::MoneyTotals` (r:1 w:1)
	/// Proof: `Campaigns::MoneyTotals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[1, 128]`.
	fn close(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1083 + c * (68 ±0)`
		//  Estimated: `4503 + c * (2580 ±0)`
		// Minimum execution time: 83_425_000 picoseconds.
		Weight::from_parts(79_685_290, 4503)
			// Standard Error: 14_410
			.saturating_add(Weight::from_parts(3_356_926, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2580).saturating_mul(c.into()))
	}
	/// Storage: `Campaigns::OnCell` (r:1 w:1)
	/// Proof: `Campaigns::OnCell` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::Campaigns` (r:4 w:1)
	/// Proof: `Campaigns::Campaigns` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:1)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::MoneyTotals` (r:1 w:1)
	/// Proof: `Campaigns::MoneyTotals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	fn proven() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1578`
		//  Estimated: `11706`
		// Minimum execution time: 66_209_000 picoseconds.
		Weight::from_parts(69_634_000, 11706)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
