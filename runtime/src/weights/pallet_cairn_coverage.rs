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
	/// Proof: `Coverage::Proofs` (`max_values`: None, `max_size`: Some(412), added: 2887, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:15 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:15 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Density` (r:8 w:2)
	/// Proof: `Coverage::Density` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:15 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Coverage` (r:15 w:15)
	/// Proof: `Rewards::Coverage` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::OnCell` (r:1 w:0)
	/// Proof: `Campaigns::OnCell` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Cells` (r:2 w:2)
	/// Proof: `Coverage::Cells` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 14]`.
	fn prove(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3441 + n * (330 ±0)`
		//  Estimated: `21990 + n * (3771 ±0)`
		// Minimum execution time: 194_310_000 picoseconds.
		Weight::from_parts(171_107_885, 21990)
			// Standard Error: 794_571
			.saturating_add(Weight::from_parts(61_624_734, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Coverage::Proofs` (r:1 w:0)
	/// Proof: `Coverage::Proofs` (`max_values`: None, `max_size`: Some(412), added: 2887, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:15 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(231), added: 2706, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:15 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 14]`.
	fn authorize_prove(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `911 + n * (234 ±0)`
		//  Estimated: `3877 + n * (2706 ±0)`
		// Minimum execution time: 104_586_000 picoseconds.
		Weight::from_parts(70_724_471, 3877)
			// Standard Error: 297_796
			.saturating_add(Weight::from_parts(46_910_564, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2706).saturating_mul(n.into()))
	}
	fn signature() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 37_156_000 picoseconds.
		Weight::from_parts(39_569_000, 0)
	}
	fn pause() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 3_976_000 picoseconds.
		Weight::from_parts(4_377_000, 0)
	}
	fn resume() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 4_006_000 picoseconds.
		Weight::from_parts(4_396_000, 0)
	}
	/// Storage: `Coverage::CurrentParameters` (r:0 w:1)
	/// Proof: `Coverage::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 3_255_000 picoseconds.
		Weight::from_parts(3_545_000, 0)
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
		// Minimum execution time: 12_368_000 picoseconds.
		Weight::from_parts(13_119_000, 1518)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Coverage::Density` (r:192 w:192)
	/// Proof: `Coverage::Density` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Cells` (r:1 w:0)
	/// Proof: `Coverage::Cells` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 192]`.
	fn clean(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0 + n * (60 ±0)`
		//  Estimated: `3892 + n * (2621 ±1)`
		// Minimum execution time: 500_000 picoseconds.
		Weight::from_parts(2_752_202, 3892)
			// Standard Error: 7_304
			.saturating_add(Weight::from_parts(2_558_664, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2621).saturating_mul(n.into()))
	}
}
