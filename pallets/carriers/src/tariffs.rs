//! Tariff versions: announcing them, and giving the deposit back when their lanes are gone.

use crate::{
	types::{Prices, Tariff, Version},
	Config, CurrentParameters, Error, Event, HoldReason, Pallet, Tariffs, MAX_ANNOUNCEMENT,
};
use cairn_primitives::{BlockNumber, CarrierIndex, TariffVersion};
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	storage::with_storage_layer,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_post_tariff(
		who: &T::AccountId,
		from: BlockNumber,
		prices: Prices,
	) -> DispatchResult {
		ensure!(prices.iter().any(|price| *price > 0), Error::<T>::TariffEmpty);
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, at| {
			// The newest version is always in the list, so an empty list means version 0.
			let notice = match carrier.versions.last() {
				None => 0,
				Some(newest) => {
					ensure!(newest.from <= at.now, Error::<T>::TariffAlreadyAnnounced);
					T::TariffNotice::get()
				}
			};
			ensure!(from >= at.now.saturating_add(notice), Error::<T>::TariffTooEarly);
			ensure!(from <= at.now.saturating_add(MAX_ANNOUNCEMENT), Error::<T>::TariffTooLate);
			let version = carrier.next_version;
			let next = version.checked_add(1).ok_or(Error::<T>::VersionsExhausted)?;
			carrier
				.versions
				.try_push(Version { version, from, closes: None })
				.map_err(|_| Error::<T>::TooManyVersions)?;
			carrier.next_version = next;

			let deposit = T::TariffDeposit::get();
			Self::hold(HoldReason::Deposit, who, deposit)?;
			let parameters = CurrentParameters::<T>::get();
			let (fee_rate, relay_share) = (parameters.fee_rate, parameters.relay_share);
			let tariff = Tariff { prices, fee_rate, relay_share, deposit };
			Tariffs::<T>::insert(index, version, &tariff);
			Self::deposit_event(Event::TariffPosted {
				carrier: index,
				version,
				from,
				prices: tariff.prices,
				fee_rate,
				relay_share,
				deposit,
			});
			Ok(())
		})
	}

	/// Forgets a version whose lanes are gone. Without effect, and an error, unless it is closed.
	pub(crate) fn remove_version(index: CarrierIndex, version: TariffVersion) -> DispatchResult {
		with_storage_layer(|| {
			Self::update(index, |carrier, at| {
				let closed = carrier.version(version).is_some_and(|v| v.is_closed(at.clock));
				ensure!(closed, Error::<T>::VersionNotClosed);
				carrier.versions.retain(|kept| kept.version != version);
				let tariff =
					Tariffs::<T>::take(index, version).ok_or(Error::<T>::VersionNotClosed)?;
				T::Currency::release(
					&HoldReason::Deposit.into(),
					&carrier.account,
					tariff.deposit,
					Precision::Exact,
				)?;
				Self::deposit_event(Event::TariffRemoved {
					carrier: index,
					version,
					deposit: tariff.deposit,
				});
				Ok(())
			})
		})
	}
}
