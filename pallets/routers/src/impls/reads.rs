//! What others may ask the registry.

use crate::{Config, IndexOfKey, Ordered, Owned, Pallet, Routers, SponsorOf, Sponsors, Standings};
use alloc::vec::Vec;
use cairn_primitives::{AnyKey, RouterIndex, RouterView, SponsorIndex, SponsorView, Vouching};
use frame_support::traits::Get;
use pallet_cairn_traits::{signer, RouterRegistry, StandingPage};
use sp_runtime::MultiSigner;

/// The most routers that one question about an owner answers with.
pub const MAX_LISTED: u32 = 100;

impl<T: Config> Pallet<T> {
	/// A router as clients see it; nothing once it has closed for good.
	pub fn view(index: RouterIndex) -> Option<RouterView> {
		let record = Routers::<T>::get(Ordered::from(index))?;
		let now = Self::now();
		let place = record.place.at(now);
		let vouching = Self::as_it_counts(record.vouching);
		// A revocation takes the invitation with it once it is final.
		let upheld = record.vouching != Vouching::None && vouching == Vouching::None;
		Some(RouterView {
			index,
			standing: record.standing(),
			transferable_from: record.transferable_from(T::TransferCooldown::get()),
			owner: record.owner.into(),
			key: record.key,
			cell: place.cell,
			next_cell: place.next,
			vouching,
			invited: record.invited.filter(|_| !upheld),
			offered_to: record.offered_to.map(Into::into),
			depositor: record.depositor.into(),
			deposit: record.deposit,
			registered: record.registered,
		})
	}

	/// The routers of an owner from index `start` on, ascending, at most `limit` and at most
	/// [`MAX_LISTED`]. For the next page pass the last one plus 1.
	pub fn routers_of(owner: &T::AccountId, start: RouterIndex, limit: u32) -> Vec<RouterIndex> {
		let keys = match start.checked_sub(1) {
			None => Owned::<T>::iter_key_prefix(owner),
			Some(before) => {
				let after = Owned::<T>::hashed_key_for(owner, Ordered::from(before));
				Owned::<T>::iter_key_prefix_from(owner, after)
			}
		};
		keys.take(limit.min(MAX_LISTED) as usize).map(Ordered::get).collect()
	}

	/// The router of a device key.
	pub fn index_of_key(key: &AnyKey) -> Option<RouterIndex> {
		IndexOfKey::<T>::get(key)
	}

	/// The sponsor that an account is, applying, admitted or leaving.
	pub fn sponsor_of(account: &T::AccountId) -> Option<SponsorIndex> {
		SponsorOf::<T>::get(account)
	}

	/// A sponsor as clients see it; nothing if there never was one or it withdrew its application.
	pub fn sponsor(index: SponsorIndex) -> Option<SponsorView> {
		let record = Sponsors::<T>::get(index)?;
		Some(SponsorView {
			index,
			account: record.account.into(),
			bond: record.bond,
			standing: record.standing,
		})
	}
}

impl<T: Config> RouterRegistry<T::AccountId> for Pallet<T> {
	fn standings(page: u32) -> StandingPage {
		Standings::<T>::get(page)
	}

	fn owner(index: RouterIndex) -> Option<T::AccountId> {
		Routers::<T>::get(Ordered::from(index)).map(|record| record.owner)
	}

	fn key(index: RouterIndex) -> Option<MultiSigner> {
		Routers::<T>::get(Ordered::from(index)).map(|record| signer(record.key))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_register(index: RouterIndex, owner: T::AccountId, key: MultiSigner) {
		crate::benchmarking::enter::<T>(index, owner, key, crate::benchmarking::CELL, None);
	}
}
