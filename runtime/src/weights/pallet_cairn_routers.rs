//! What the calls of `pallet_cairn_routers` weigh, as `scripts/weights` measured it on 2026-11-23.
//!
//! CPU: AMD EPYC. Steps: 20, repetitions: 5.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_cairn_routers::WeightInfo for WeightInfo<T> {
	/// Storage: `Routers::NextSponsor` (r:1 w:0)
	/// Proof: `Routers::NextSponsor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::IndexOfKey` (r:1 w:1)
	/// Proof: `Routers::IndexOfKey` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `Routers::UsedProofs` (r:1 w:1)
	/// Proof: `Routers::UsedProofs` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `Routers::CurrentParameters` (r:1 w:0)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Runs` (r:1 w:1)
	/// Proof: `Routers::Runs` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `Routers::NextRun` (r:1 w:1)
	/// Proof: `Routers::NextRun` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:0 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Owned` (r:0 w:1)
	/// Proof: `Routers::Owned` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `605`
		//  Estimated: `3730`
		// Minimum execution time: 119_278_000 picoseconds.
		Weight::from_parts(130_184_000, 3730)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Routers::NextSponsor` (r:1 w:0)
	/// Proof: `Routers::NextSponsor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::IndexOfKey` (r:1 w:1)
	/// Proof: `Routers::IndexOfKey` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `Routers::UsedProofs` (r:2 w:2)
	/// Proof: `Routers::UsedProofs` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::CurrentParameters` (r:1 w:0)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Runs` (r:1 w:1)
	/// Proof: `Routers::Runs` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `Routers::NextRun` (r:1 w:1)
	/// Proof: `Routers::NextRun` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:1)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:0 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Owned` (r:0 w:1)
	/// Proof: `Routers::Owned` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn register_vouched() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `470`
		//  Estimated: `6012`
		// Minimum execution time: 168_722_000 picoseconds.
		Weight::from_parts(178_526_000, 6012)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:0)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:2 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:1)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn vouch() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `756`
		//  Estimated: `6078`
		// Minimum execution time: 26_319_000 picoseconds.
		Weight::from_parts(28_833_000, 6078)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:0)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:0)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:0)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Followed` (r:1 w:0)
	/// Proof: `Rewards::Followed` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:2)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `627`
		//  Estimated: `3861`
		// Minimum execution time: 33_170_000 picoseconds.
		Weight::from_parts(36_985_000, 3861)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:1)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:0)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn decide_appeal() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `517`
		//  Estimated: `3778`
		// Minimum execution time: 20_100_000 picoseconds.
		Weight::from_parts(22_374_000, 3778)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::CurrentParameters` (r:1 w:0)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn move_router() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `507`
		//  Estimated: `3696`
		// Minimum execution time: 30_886_000 picoseconds.
		Weight::from_parts(33_029_000, 3696)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::IndexOfKey` (r:1 w:2)
	/// Proof: `Routers::IndexOfKey` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `Routers::UsedProofs` (r:1 w:1)
	/// Proof: `Routers::UsedProofs` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	fn rotate_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `549`
		//  Estimated: `3696`
		// Minimum execution time: 63_564_000 picoseconds.
		Weight::from_parts(69_053_000, 3696)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	fn offer() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `392`
		//  Estimated: `3696`
		// Minimum execution time: 8_072_000 picoseconds.
		Weight::from_parts(10_326_000, 3696)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:0)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:0)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Owned` (r:0 w:2)
	/// Proof: `Routers::Owned` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn accept() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `433`
		//  Estimated: `4761`
		// Minimum execution time: 24_617_000 picoseconds.
		Weight::from_parts(27_942_000, 4761)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:1)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Closing` (r:0 w:1)
	/// Proof: `Routers::Closing` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn remove() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `615`
		//  Estimated: `3696`
		// Minimum execution time: 21_602_000 picoseconds.
		Weight::from_parts(24_657_000, 3696)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:1)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::NextSponsor` (r:1 w:1)
	/// Proof: `Routers::NextSponsor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::CurrentParameters` (r:1 w:0)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:0 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	fn apply_as_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `308`
		//  Estimated: `3730`
		// Minimum execution time: 55_853_000 picoseconds.
		Weight::from_parts(58_788_000, 3730)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	fn admit_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `194`
		//  Estimated: `3534`
		// Minimum execution time: 8_543_000 picoseconds.
		Weight::from_parts(9_194_000, 3534)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn slash_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `494`
		//  Estimated: `3730`
		// Minimum execution time: 32_879_000 picoseconds.
		Weight::from_parts(35_853_000, 3730)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Routers::CurrentParameters` (r:1 w:1)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `78`
		//  Estimated: `1533`
		// Minimum execution time: 4_937_000 picoseconds.
		Weight::from_parts(5_318_000, 1533)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:1)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:1)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn dismiss_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `194`
		//  Estimated: `3534`
		// Minimum execution time: 11_397_000 picoseconds.
		Weight::from_parts(12_729_000, 3534)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:0)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Routers::NextSponsor` (r:1 w:0)
	/// Proof: `Routers::NextSponsor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn invite() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `417`
		//  Estimated: `3778`
		// Minimum execution time: 17_346_000 picoseconds.
		Weight::from_parts(19_459_000, 3778)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:1)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `571`
		//  Estimated: `3730`
		// Minimum execution time: 45_898_000 picoseconds.
		Weight::from_parts(49_074_000, 3730)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:0)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:1)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:1)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn resign() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `271`
		//  Estimated: `3534`
		// Minimum execution time: 15_283_000 picoseconds.
		Weight::from_parts(16_744_000, 3534)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Routers::Appeals` (r:1 w:0)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Closing` (r:1 w:0)
	/// Proof: `Routers::Closing` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:1 w:0)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn look_at_queues() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `175`
		//  Estimated: `3473`
		// Minimum execution time: 6_850_000 picoseconds.
		Weight::from_parts(7_351_000, 3473)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:0)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn end_appeal() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `401`
		//  Estimated: `3778`
		// Minimum execution time: 11_547_000 picoseconds.
		Weight::from_parts(12_498_000, 3778)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Frozen` (r:1 w:0)
	/// Proof: `Rewards::Frozen` (`max_values`: None, `max_size`: Some(313), added: 2788, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:1 w:0)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::IndexOfKey` (r:0 w:1)
	/// Proof: `Routers::IndexOfKey` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Owned` (r:0 w:1)
	/// Proof: `Routers::Owned` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Closing` (r:0 w:1)
	/// Proof: `Routers::Closing` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `871`
		//  Estimated: `4761`
		// Minimum execution time: 58_147_000 picoseconds.
		Weight::from_parts(61_902_000, 4761)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Routers::SponsorOf` (r:0 w:1)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:1)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn return_bond() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `531`
		//  Estimated: `3730`
		// Minimum execution time: 42_794_000 picoseconds.
		Weight::from_parts(45_328_000, 3730)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Routers::UsedProofs` (r:64 w:64)
	/// Proof: `Routers::UsedProofs` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 64]`.
	fn forget_proofs(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `157 + n * (36 ±0)`
		//  Estimated: `3717 + n * (2500 ±1)`
		// Minimum execution time: 2_734_000 picoseconds.
		Weight::from_parts(3_736_175, 3717)
			// Standard Error: 1_643
			.saturating_add(Weight::from_parts(2_146_028, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2500).saturating_mul(n.into()))
	}
}
