//! The registry as coverage sees it.

use crate::{Config, Ordered, Pallet, Routers, Vouched};
use cairn_primitives::{BlockNumber, RouterIndex, Vouching};
use pallet_cairn_traits::{signer, CoverageRegistry, Site};

impl<T: Config> CoverageRegistry<T::AccountId> for Pallet<T> {
	/// Two reads at most: the router and, where somebody gave a word for it, the sponsor.
	fn site(index: RouterIndex, at: BlockNumber) -> Option<Site<T::AccountId>> {
		let record = Routers::<T>::get(Ordered::from(index))?;
		let now = Self::now();
		let since = record.since(now);
		let cell = if record.was_there_at(at) { record.place.at(now).cell_at(at) } else { None };
		let sponsor = match Self::as_it_counts(record.vouching) {
			Vouching::By(sponsor) => Some(sponsor),
			Vouching::None | Vouching::Revoked { .. } | Vouching::Lapsed(_) => None,
		};
		let standing = record.standing();
		Some(Site { owner: record.owner, key: signer(record.key), cell, since, sponsor, standing })
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
		let sponsor = crate::benchmarking::any_sponsor::<T>();
		crate::benchmarking::enter::<T>(index, owner, key, cell, Some(sponsor));
	}
}
