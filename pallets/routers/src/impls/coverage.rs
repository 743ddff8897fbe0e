//! The registry as coverage sees it.

use super::vouching::as_it_counts;
use crate::{Config, Ordered, Pallet, Routers, Vouched};
use alloc::collections::BTreeMap;
use cairn_primitives::{BlockNumber, RouterIndex, Vouching};
use pallet_cairn_traits::{signer, CoverageRegistry, Site};

impl<T: Config> CoverageRegistry<T::AccountId> for Pallet<T> {
	/// Reads each router, and each sponsor that gave its word for one of them.
	fn sites(at: BlockNumber) -> impl FnMut(RouterIndex) -> Option<Site<T::AccountId>> {
		let now = Self::now();
		let mut admitted = BTreeMap::new();
		move |index| {
			let record = Routers::<T>::get(Ordered::from(index))?;
			let since = record.since(now);
			let cell =
				if record.was_there_at(at) { record.place.at(now).cell_at(at) } else { None };
			let is_admitted =
				|sponsor| *admitted.entry(sponsor).or_insert_with(|| Self::is_admitted(sponsor));
			let sponsor = match as_it_counts(record.vouching, now, is_admitted) {
				Vouching::By(sponsor) => Some(sponsor),
				Vouching::None | Vouching::Revoked { .. } | Vouching::Lapsed(_) => None,
			};
			let standing = record.standing();
			let key = signer(record.key);
			Some(Site { owner: record.owner, key, cell, since, sponsor, standing })
		}
	}

	/// Exactly as many as there are.
	fn vouched() -> u32 {
		Vouched::<T>::get()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_site(
		index: RouterIndex,
		owner: T::AccountId,
		key: sp_runtime::MultiSigner,
		cell: cairn_primitives::CellIndex,
	) {
		let sponsor = crate::benchmarking::own_sponsor::<T>(index);
		crate::benchmarking::enter::<T>(index, owner, key, cell, Some(sponsor));
	}
}
