//! What the calls of `pallet_cairn_coverage` weigh, as `scripts/weights` measured it on 2026-11-23.
//!
//! CPU: AMD EPYC. Steps: 20, repetitions: 5.

#![cfg_attr(rustfmt, rustfmt_skip)]
// Not every pallet stores something.
#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_cairn_coverage::WeightInfo for WeightInfo<T> {
	/// Storage: `Coverage::Proofs` (r:1 w:1)
	/// Proof: `Coverage::Proofs` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:15 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Density` (r:8 w:2)
	/// Proof: `Coverage::Density` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:15 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:15 w:15)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Cells` (r:2 w:2)
	/// Proof: `Coverage::Cells` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::OnCell` (r:1 w:0)
	/// Proof: `Campaigns::OnCell` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 14]`.
	fn prove(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3422 + n * (254 ±0)`
		//  Estimated: `21990 + n * (3771 ±0)`
		// Minimum execution time: 182_151_000 picoseconds.
		Weight::from_parts(146_161_131, 21990)
			// Standard Error: 733_085
			.saturating_add(Weight::from_parts(57_086_941, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Coverage::Proofs` (r:1 w:0)
	/// Proof: `Coverage::Proofs` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:15 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 14]`.
	fn authorize_prove(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `891 + n * (158 ±0)`
		//  Estimated: `3861 + n * (2702 ±0)`
		// Minimum execution time: 95_333_000 picoseconds.
		Weight::from_parts(60_123_049, 3861)
			// Standard Error: 344_328
			.saturating_add(Weight::from_parts(43_798_612, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2702).saturating_mul(n.into()))
	}
	fn pause() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 3_916_000 picoseconds.
		Weight::from_parts(4_226_000, 0)
	}
	fn resume() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 3_926_000 picoseconds.
		Weight::from_parts(4_296_000, 0)
	}
	/// Storage: `Coverage::CurrentParameters` (r:0 w:1)
	/// Proof: `Coverage::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 3_184_000 picoseconds.
		Weight::from_parts(3_565_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Coverage::CurrentParameters` (r:1 w:0)
	/// Proof: `Coverage::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:0)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Babe::AuthorVrfRandomness` (r:1 w:0)
	/// Proof: `Babe::AuthorVrfRandomness` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Recent` (r:0 w:2)
	/// Proof: `Coverage::Recent` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn open_window() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `251`
		//  Estimated: `1518`
		// Minimum execution time: 12_308_000 picoseconds.
		Weight::from_parts(12_919_000, 1518)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Coverage::Density` (r:32 w:32)
	/// Proof: `Coverage::Density` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Cells` (r:1 w:0)
	/// Proof: `Coverage::Cells` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 32]`.
	fn clean(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0 + n * (60 ±0)`
		//  Estimated: `3892 + n * (2600 ±3)`
		// Minimum execution time: 481_000 picoseconds.
		Weight::from_parts(6_045_369, 3892)
			// Standard Error: 4_308
			.saturating_add(Weight::from_parts(2_397_067, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2600).saturating_mul(n.into()))
	}
}
