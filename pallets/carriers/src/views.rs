//! What the runtime API tells about carriers and tariffs.

use crate::{Config, Endpoints, Keys, Pallet, Tariffs};
use alloc::vec::Vec;
use cairn_primitives::{
	AccountBytes, CarrierIndex, CarrierView, KeyView, TariffVersion, TariffView,
};
use frame_support::traits::Get;
use pallet_cairn_traits::CarrierBook;

impl<T: Config> Pallet<T>
where
	T::AccountId: Into<AccountBytes>,
{
	/// A carrier as it is now. Its keys in order of number, at most `MaxKeys` of them.
	pub fn view(index: CarrierIndex) -> Option<CarrierView> {
		let (carrier, clock) = Self::current(index)?;
		let now = Self::now();
		// Blocks of settling for which the newest stop still keeps a withdrawal waiting.
		let held_up = T::Period::get().saturating_sub(carrier.clock.ran(now, Self::running()));
		let mut keys: Vec<_> = Keys::<T>::iter_prefix(index)
			.map(|(number, key)| KeyView {
				number,
				key: key.key,
				standing: key.state.standing(),
				settles: key.state.settles(clock),
			})
			.collect();
		keys.sort_unstable_by_key(|key| key.number);
		Some(CarrierView {
			index,
			escrow: carrier.escrow,
			payable: Self::payable(index),
			cap: carrier.outflow.cap,
			spent: carrier.outflow.spent,
			withdrawal: carrier
				.withdrawal
				.filter(|request| !request.has_expired(now, T::WithdrawalWindow::get()))
				.map(|request| {
					(request.amount, request.matures.saturating_sub(clock).max(held_up))
				}),
			endpoint: Endpoints::<T>::get(index).into_inner(),
			version_in_force: carrier.in_force(now).map(|version| version.version),
			newest_version: carrier.versions.last().map(|version| version.version),
			keys,
			account: carrier.account.into(),
		})
	}
}

impl<T: Config> Pallet<T> {
	/// A tariff version whose lanes may still exist, in force or not.
	pub fn tariff_view(carrier: CarrierIndex, version: TariffVersion) -> Option<TariffView> {
		let (record, clock) = Self::current(carrier)?;
		let times = record.version(version)?;
		let tariff = Tariffs::<T>::get(carrier, version)?;
		Some(TariffView {
			version,
			from: times.from,
			prices: tariff.prices.into_inner(),
			fee_rate: tariff.fee_rate,
			relay_share: tariff.relay_share,
			settleable: times.settles(Self::now(), clock),
			closes_in: times.closes.map(|closes| closes.saturating_sub(clock)),
		})
	}

	/// The versions of a carrier whose lanes settle now, ascending; at most
	/// [`crate::MAX_VERSIONS`].
	pub fn live_versions(carrier: CarrierIndex) -> Vec<TariffVersion> {
		let Some((record, clock)) = Self::current(carrier) else { return Vec::new() };
		let now = Self::now();
		let settling = record.versions.iter().filter(|version| version.settles(now, clock));
		settling.map(|version| version.version).collect()
	}
}
