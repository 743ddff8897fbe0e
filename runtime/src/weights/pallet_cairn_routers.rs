//! What the calls of `pallet_cairn_routers` weigh, as `scripts/weights` measured it on 2026-11-22.
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Runs` (r:1 w:1)
	/// Proof: `Routers::Runs` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `Routers::NextRun` (r:1 w:1)
	/// Proof: `Routers::NextRun` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:0 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Owned` (r:0 w:1)
	/// Proof: `Routers::Owned` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `605`
		//  Estimated: `3676`
		// Minimum execution time: 111_096_000 picoseconds.
		Weight::from_parts(126_739_000, 3676)
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
	/// Storage: `Routers::Sponsors` (r:1 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `Routers::CurrentParameters` (r:1 w:0)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Runs` (r:1 w:1)
	/// Proof: `Routers::Runs` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `Routers::NextRun` (r:1 w:1)
	/// Proof: `Routers::NextRun` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:0 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Owned` (r:0 w:1)
	/// Proof: `Routers::Owned` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn register_vouched() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `466`
		//  Estimated: `6012`
		// Minimum execution time: 153_259_000 picoseconds.
		Weight::from_parts(171_947_000, 6012)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:0)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:2 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	fn vouch() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `722`
		//  Estimated: `6070`
		// Minimum execution time: 19_650_000 picoseconds.
		Weight::from_parts(23_695_000, 6070)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:0)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:2)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `617`
		//  Estimated: `3692`
		// Minimum execution time: 24_366_000 picoseconds.
		Weight::from_parts(28_843_000, 3692)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn decide_appeal() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `401`
		//  Estimated: `3692`
		// Minimum execution time: 9_905_000 picoseconds.
		Weight::from_parts(13_380_000, 3692)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::CurrentParameters` (r:1 w:0)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn move_router() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `507`
		//  Estimated: `3692`
		// Minimum execution time: 26_930_000 picoseconds.
		Weight::from_parts(29_755_000, 3692)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::IndexOfKey` (r:1 w:2)
	/// Proof: `Routers::IndexOfKey` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `Routers::UsedProofs` (r:1 w:1)
	/// Proof: `Routers::UsedProofs` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	fn rotate_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `549`
		//  Estimated: `3692`
		// Minimum execution time: 57_376_000 picoseconds.
		Weight::from_parts(63_926_000, 3692)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	fn offer() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `392`
		//  Estimated: `3692`
		// Minimum execution time: 7_662_000 picoseconds.
		Weight::from_parts(9_975_000, 3692)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1036), added: 3511, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:1 w:0)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(332), added: 2807, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:1 w:0)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Owned` (r:0 w:2)
	/// Proof: `Routers::Owned` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn accept() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `542`
		//  Estimated: `4501`
		// Minimum execution time: 21_111_000 picoseconds.
		Weight::from_parts(24_696_000, 4501)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Closing` (r:0 w:1)
	/// Proof: `Routers::Closing` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn remove() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `504`
		//  Estimated: `3692`
		// Minimum execution time: 16_234_000 picoseconds.
		Weight::from_parts(18_778_000, 3692)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(4))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:0 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn apply_as_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `308`
		//  Estimated: `3676`
		// Minimum execution time: 50_526_000 picoseconds.
		Weight::from_parts(53_270_000, 3676)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn admit_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `190`
		//  Estimated: `3530`
		// Minimum execution time: 7_702_000 picoseconds.
		Weight::from_parts(8_643_000, 3530)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn slash_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `490`
		//  Estimated: `3676`
		// Minimum execution time: 28_983_000 picoseconds.
		Weight::from_parts(32_118_000, 3676)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Routers::CurrentParameters` (r:1 w:1)
	/// Proof: `Routers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `78`
		//  Estimated: `1533`
		// Minimum execution time: 4_557_000 picoseconds.
		Weight::from_parts(5_008_000, 1533)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:1)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn dismiss_sponsor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `190`
		//  Estimated: `3530`
		// Minimum execution time: 9_794_000 picoseconds.
		Weight::from_parts(11_057_000, 3530)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::NextSponsor` (r:1 w:0)
	/// Proof: `Routers::NextSponsor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn invite() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `417`
		//  Estimated: `3692`
		// Minimum execution time: 13_731_000 picoseconds.
		Weight::from_parts(16_184_000, 3692)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:1)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `567`
		//  Estimated: `3676`
		// Minimum execution time: 41_823_000 picoseconds.
		Weight::from_parts(44_897_000, 3676)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Routers::SponsorOf` (r:1 w:0)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:1)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn resign() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `267`
		//  Estimated: `3530`
		// Minimum execution time: 13_170_000 picoseconds.
		Weight::from_parts(16_054_000, 3530)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
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
		// Minimum execution time: 6_600_000 picoseconds.
		Weight::from_parts(7_181_000, 3473)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Appeals` (r:0 w:1)
	/// Proof: `Routers::Appeals` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn end_appeal() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `401`
		//  Estimated: `3692`
		// Minimum execution time: 8_903_000 picoseconds.
		Weight::from_parts(10_366_000, 3692)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Routers::Routers` (r:1 w:1)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:1 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1036), added: 3511, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:1 w:0)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(332), added: 2807, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:1 w:0)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Standings` (r:1 w:1)
	/// Proof: `Routers::Standings` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
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
		//  Measured:  `980`
		//  Estimated: `4501`
		// Minimum execution time: 55_513_000 picoseconds.
		Weight::from_parts(59_999_000, 4501)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Routers::Sponsors` (r:1 w:1)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Routers::SponsorOf` (r:0 w:1)
	/// Proof: `Routers::SponsorOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Leaving` (r:0 w:1)
	/// Proof: `Routers::Leaving` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn return_bond() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `521`
		//  Estimated: `3676`
		// Minimum execution time: 41_722_000 picoseconds.
		Weight::from_parts(43_805_000, 3676)
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
		// Minimum execution time: 2_774_000 picoseconds.
		Weight::from_parts(3_556_311, 3717)
			// Standard Error: 1_328
			.saturating_add(Weight::from_parts(2_134_769, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2500).saturating_mul(n.into()))
	}
}
