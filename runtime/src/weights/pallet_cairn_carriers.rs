//! What the calls of `pallet_cairn_carriers` weigh, as `scripts/weights` measured it on 2026-11-23.
//!
//! CPU: AMD EPYC. Steps: 20, repetitions: 5.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_cairn_carriers::WeightInfo for WeightInfo<T> {
	/// Storage: `Carriers::CarrierOf` (r:1 w:1)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NextCarrier` (r:1 w:1)
	/// Proof: `Carriers::NextCarrier` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Endpoints` (r:0 w:1)
	/// Proof: `Carriers::Endpoints` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Keys` (r:0 w:1)
	/// Proof: `Carriers::Keys` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:0 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	fn open() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `338`
		//  Estimated: `3730`
		// Minimum execution time: 51_076_000 picoseconds.
		Weight::from_parts(53_410_000, 3730)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EscrowTotals` (r:1 w:1)
	/// Proof: `Carriers::EscrowTotals` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	fn fund() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9622`
		//  Estimated: `50970`
		// Minimum execution time: 201_871_000 picoseconds.
		Weight::from_parts(217_234_000, 50970)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9373`
		//  Estimated: `50970`
		// Minimum execution time: 159_859_000 picoseconds.
		Weight::from_parts(169_102_000, 50970)
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EscrowTotals` (r:1 w:1)
	/// Proof: `Carriers::EscrowTotals` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	fn complete_withdrawal() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9622`
		//  Estimated: `50970`
		// Minimum execution time: 209_924_000 picoseconds.
		Weight::from_parts(228_652_000, 50970)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn cancel_withdrawal() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9373`
		//  Estimated: `50970`
		// Minimum execution time: 159_478_000 picoseconds.
		Weight::from_parts(171_386_000, 50970)
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::CurrentParameters` (r:1 w:0)
	/// Proof: `Carriers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Tariffs` (r:0 w:1)
	/// Proof: `Carriers::Tariffs` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[1, 32]`.
	fn post_tariff(p: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9552`
		//  Estimated: `50970`
		// Minimum execution time: 198_947_000 picoseconds.
		Weight::from_parts(216_339_301, 50970)
			// Standard Error: 102_654
			.saturating_add(Weight::from_parts(9_304, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:11 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Keys` (r:32 w:1)
	/// Proof: `Carriers::Keys` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// The range of component `k` is `[1, 31]`.
	fn add_key(k: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `7302 + k * (51 ±0)`
		//  Estimated: `32678 + k * (2536 ±0)`
		// Minimum execution time: 95_673_000 picoseconds.
		Weight::from_parts(114_878_528, 32678)
			// Standard Error: 233_877
			.saturating_add(Weight::from_parts(2_655_089, 0).saturating_mul(k.into()))
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(k.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(Weight::from_parts(0, 2536).saturating_mul(k.into()))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:0)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Keys` (r:1 w:1)
	/// Proof: `Carriers::Keys` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn retire_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9491`
		//  Estimated: `50970`
		// Minimum execution time: 162_223_000 picoseconds.
		Weight::from_parts(173_419_000, 50970)
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Keys` (r:1 w:1)
	/// Proof: `Carriers::Keys` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn revoke_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9491`
		//  Estimated: `50970`
		// Minimum execution time: 166_208_000 picoseconds.
		Weight::from_parts(174_721_000, 50970)
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Endpoints` (r:0 w:1)
	/// Proof: `Carriers::Endpoints` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
	fn set_endpoint() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `341`
		//  Estimated: `3517`
		// Minimum execution time: 15_153_000 picoseconds.
		Weight::from_parts(20_211_000, 3517)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn set_cap() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9373`
		//  Estimated: `50970`
		// Minimum execution time: 172_668_000 picoseconds.
		Weight::from_parts(186_228_000, 50970)
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Carriers::NewestPause` (r:1 w:1)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:0 w:1)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn pause_settling() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `269`
		//  Estimated: `1501`
		// Minimum execution time: 15_323_000 picoseconds.
		Weight::from_parts(20_641_000, 1501)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Carriers::NewestPause` (r:1 w:1)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn resume_settling() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `269`
		//  Estimated: `1501`
		// Minimum execution time: 11_608_000 picoseconds.
		Weight::from_parts(15_252_000, 1501)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Carriers::CurrentParameters` (r:0 w:1)
	/// Proof: `Carriers::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 3_225_000 picoseconds.
		Weight::from_parts(3_505_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Carriers` (r:1 w:1)
	/// Proof: `Carriers::Carriers` (`max_values`: None, `max_size`: Some(399), added: 2874, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NewestPause` (r:1 w:0)
	/// Proof: `Carriers::NewestPause` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::EarlierPauses` (r:20 w:0)
	/// Proof: `Carriers::EarlierPauses` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Keys` (r:1 w:1)
	/// Proof: `Carriers::Keys` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn forget_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9491`
		//  Estimated: `50970`
		// Minimum execution time: 158_286_000 picoseconds.
		Weight::from_parts(172_187_000, 50970)
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::ProbeOfKey` (r:1 w:1)
	/// Proof: `Carriers::ProbeOfKey` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::ProbesOf` (r:1 w:1)
	/// Proof: `Carriers::ProbesOf` (`max_values`: None, `max_size`: Some(1038), added: 3513, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::NextProbe` (r:1 w:1)
	/// Proof: `Carriers::NextProbe` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Probes` (r:0 w:1)
	/// Proof: `Carriers::Probes` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	fn add_probe() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2530`
		//  Estimated: `4503`
		// Minimum execution time: 114_611_000 picoseconds.
		Weight::from_parts(126_519_000, 4503)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Carriers::CarrierOf` (r:1 w:0)
	/// Proof: `Carriers::CarrierOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::Probes` (r:1 w:1)
	/// Proof: `Carriers::Probes` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::ProbesOf` (r:1 w:1)
	/// Proof: `Carriers::ProbesOf` (`max_values`: None, `max_size`: Some(1038), added: 3513, mode: `MaxEncodedLen`)
	/// Storage: `Carriers::ProbeOfKey` (r:0 w:1)
	/// Proof: `Carriers::ProbeOfKey` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn remove_probe() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2436`
		//  Estimated: `4503`
		// Minimum execution time: 60_119_000 picoseconds.
		Weight::from_parts(65_097_000, 4503)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
