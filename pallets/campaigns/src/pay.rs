//! Paying proofs: the road that cannot fail.

use crate::{
	weights::WeightInfo, Campaign, Campaigns, Config, Event, HoldReason, OnCell, Pallet, Places,
};
#[cfg(feature = "runtime-benchmarks")]
use cairn_primitives::CellIndex;
use cairn_primitives::{coverage::Unpaid, Balance};
use frame_support::{
	defensive,
	pallet_prelude::DispatchResult,
	storage::with_storage_layer,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
	weights::Weight,
};
use pallet_cairn_traits::{CampaignBook, CoverageLedger, Paid, ProvenSite};
use sp_runtime::ArithmeticError;

/// A payment that is due: who makes it, and where its place is noted.
struct Payment<AccountId> {
	places: Places,
	place: usize,
	record: Campaign<AccountId>,
	paid: Paid,
}

impl<T: Config> Pallet<T> {
	/// Finds out what a proof is paid by the campaigns on its cell, and by whom, or why the oldest
	/// one does not; writes nothing.
	fn payment(site: &ProvenSite, places: Places) -> Result<Payment<T::AccountId>, Unpaid> {
		let (now, windows) = (Self::now(), Self::windows_per_day());
		let mut oldest = None;
		for (number, place) in places.iter().enumerate() {
			let campaign = place.campaign;
			let Some(record) = Campaigns::<T>::get(campaign) else {
				defensive!("a campaign leaves its places when it closes", campaign);
				continue;
			};
			match record.payment(place.paid, site, now, windows) {
				Ok(amount) => {
					let paid = Paid { campaign, amount };
					return Ok(Payment { places, place: number, record, paid });
				}
				Err(reason) => oldest = oldest.or(Some(reason)),
			}
		}
		Err(oldest.unwrap_or(Unpaid::NoCampaign))
	}

	/// Moves the money and notes it. Run in a storage layer.
	fn pay(site: &ProvenSite, payment: Payment<T::AccountId>) -> DispatchResult {
		let Payment { mut places, place, mut record, paid: Paid { campaign, amount } } = payment;
		// By force: a lock that the carrier puts on its own account elsewhere must not keep from
		// routers what it has put into a campaign.
		T::Currency::transfer_on_hold(
			&HoldReason::Funds.into(),
			&record.account,
			&T::Pot::get(),
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)?;
		T::Ledger::hold(site.router, amount)?;
		let more = |sum: Balance| sum.checked_add(amount).ok_or(ArithmeticError::Overflow);
		record.left = record.left.checked_sub(amount).ok_or(ArithmeticError::Underflow)?;
		record.paid = more(record.paid)?;
		let noted = places.get_mut(place).ok_or(ArithmeticError::Underflow)?;
		noted.paid = more(noted.paid)?;
		Self::book(|totals| {
			totals.paid = totals.paid.checked_add(amount)?;
			totals.held = totals.held.checked_sub(amount)?;
			Some(())
		})?;
		let left = record.left;
		OnCell::<T>::insert(site.cell, places);
		Campaigns::<T>::insert(campaign, record);
		let (cell, router) = (site.cell, site.router);
		Self::deposit_event(Event::Paid { campaign, cell, router, amount, left });
		Ok(())
	}
}

impl<T: Config> CampaignBook for Pallet<T> {
	fn proven(site: &ProvenSite) -> (Result<Paid, Unpaid>, Weight) {
		let places = OnCell::<T>::get(site.cell);
		if places.is_empty() {
			return (Err(Unpaid::NoCampaign), Weight::zero());
		}
		let paid = Self::payment(site, places).and_then(|payment| {
			let paid = payment.paid;
			match with_storage_layer(|| Self::pay(site, payment)) {
				Ok(()) => Ok(paid),
				Err(error) => {
					defensive!("what a campaign has left is held and can be paid", error);
					Err(Unpaid::TransferFailed)
				}
			}
		});
		(paid, Self::proven_weight())
	}

	fn proven_weight() -> Weight {
		// What the router earned in an earlier period may have to be folded first, by that one's rate.
		T::WeightInfo::proven().saturating_add(T::DbWeight::get().reads(1))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_campaigns(cell: CellIndex) {
		crate::benchmarking::four_campaigns::<T>(cell);
	}
}
