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
	/// Storage: `Coverage::LastPause` (r:1 w:0)
	/// Proof: `Coverage::LastPause` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Recent` (r:1 w:0)
	/// Proof: `Coverage::Recent` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Proofs` (r:1 w:1)
	/// Proof: `Coverage::Proofs` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:15 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Span` (r:1 w:0)
	/// Proof: `Coverage::Span` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Density` (r:8 w:2)
	/// Proof: `Coverage::Density` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:1)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Claimable` (r:15 w:0)
	/// Proof: `Rewards::Claimable` (`max_values`: None, `max_size`: Some(1296), added: 3771, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::CurrentParameters` (r:1 w:0)
	/// Proof: `Rewards::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(19), added: 514, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Points` (r:15 w:15)
	/// Proof: `Rewards::Points` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Held` (r:15 w:15)
	/// Proof: `Rewards::Held` (`max_values`: None, `max_size`: Some(588), added: 3063, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Rates` (r:1 w:0)
	/// Proof: `Rewards::Rates` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Totals` (r:1 w:1)
	/// Proof: `Rewards::Totals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Cells` (r:2 w:2)
	/// Proof: `Coverage::Cells` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::OnCell` (r:1 w:1)
	/// Proof: `Campaigns::OnCell` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::Campaigns` (r:4 w:1)
	/// Proof: `Campaigns::Campaigns` (`max_values`: None, `max_size`: Some(204), added: 2679, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Campaigns::MoneyTotals` (r:1 w:1)
	/// Proof: `Campaigns::MoneyTotals` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 14]`.
	fn prove(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `6144 + n * (303 ±0)`
		//  Estimated: `21990 + n * (3771 ±0)`
		// Minimum execution time: 192_798_000 picoseconds.
		Weight::from_parts(200_706_169, 21990)
			// Standard Error: 536_467
			.saturating_add(Weight::from_parts(22_148_394, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(32))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(15))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3771).saturating_mul(n.into()))
	}
	/// Storage: `Coverage::LastPause` (r:1 w:0)
	/// Proof: `Coverage::LastPause` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Recent` (r:1 w:0)
	/// Proof: `Coverage::Recent` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Proofs` (r:1 w:0)
	/// Proof: `Coverage::Proofs` (`max_values`: None, `max_size`: Some(396), added: 2871, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Routers` (r:15 w:0)
	/// Proof: `Routers::Routers` (`max_values`: None, `max_size`: Some(227), added: 2702, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Sponsors` (r:1 w:0)
	/// Proof: `Routers::Sponsors` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 14]`.
	fn authorize_prove(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1258 + n * (158 ±0)`
		//  Estimated: `3861 + n * (2702 ±0)`
		// Minimum execution time: 110_716_000 picoseconds.
		Weight::from_parts(82_506_379, 3861)
			// Standard Error: 324_536
			.saturating_add(Weight::from_parts(43_126_066, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2702).saturating_mul(n.into()))
	}
	/// Storage: `Coverage::LastPause` (r:1 w:1)
	/// Proof: `Coverage::LastPause` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn pause() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `74`
		//  Estimated: `1493`
		// Minimum execution time: 5_699_000 picoseconds.
		Weight::from_parts(6_099_000, 1493)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Coverage::LastPause` (r:1 w:1)
	/// Proof: `Coverage::LastPause` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `74`
		//  Estimated: `1493`
		// Minimum execution time: 5_739_000 picoseconds.
		Weight::from_parts(6_119_000, 1493)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Coverage::CurrentParameters` (r:0 w:1)
	/// Proof: `Coverage::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `0`
		//  Estimated: `0`
		// Minimum execution time: 3_164_000 picoseconds.
		Weight::from_parts(3_455_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Coverage::Current` (r:1 w:1)
	/// Proof: `Coverage::Current` (`max_values`: Some(1), `max_size`: Some(52), added: 547, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::CurrentParameters` (r:1 w:0)
	/// Proof: `Coverage::CurrentParameters` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Routers::Vouched` (r:1 w:0)
	/// Proof: `Routers::Vouched` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Babe::AuthorVrfRandomness` (r:1 w:0)
	/// Proof: `Babe::AuthorVrfRandomness` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	/// Storage: `Rewards::Period` (r:1 w:0)
	/// Proof: `Rewards::Period` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Span` (r:1 w:1)
	/// Proof: `Coverage::Span` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Recent` (r:0 w:2)
	/// Proof: `Coverage::Recent` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn open_window() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `596`
		//  Estimated: `1537`
		// Minimum execution time: 17_586_000 picoseconds.
		Weight::from_parts(18_627_000, 1537)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Coverage::Span` (r:1 w:0)
	/// Proof: `Coverage::Span` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Density` (r:32 w:32)
	/// Proof: `Coverage::Density` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Coverage::Cells` (r:1 w:0)
	/// Proof: `Coverage::Cells` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 32]`.
	fn clean(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `107 + n * (60 ±0)`
		//  Estimated: `3892 + n * (2600 ±3)`
		// Minimum execution time: 2_324_000 picoseconds.
		Weight::from_parts(7_890_725, 3892)
			// Standard Error: 4_623
			.saturating_add(Weight::from_parts(2_449_658, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2600).saturating_mul(n.into()))
	}
}
