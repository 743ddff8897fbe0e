//! The pot and what it owes: the traffic road's side of the ledger.

use crate::{
	weights::WeightInfo, Claimable, ClaimablePage, Config, Error, Event, Pallet, Period, Totals,
	CLAIMABLE_PER_PAGE,
};
use alloc::vec::Vec;
use cairn_primitives::{Balance, BlockNumber, LedgerTotals, RouterIndex};
use cairn_scoring::{MAX_COVERAGE_SHARE, MIN_COVERAGE_SHARE};
use frame_support::{
	defensive,
	traits::{
		fungible::{Inspect, Mutate},
		Get,
	},
	weights::Weight,
};
use pallet_cairn_traits::{by_page, distinct_pages, TrafficLedger, STANDINGS_PER_PAGE};
use sp_runtime::{
	traits::{AccountIdConversion, SaturatedConversion},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The account that holds what is owed to owners.
	pub fn pot() -> T::AccountId {
		T::PotId::get().into_account_truncating()
	}

	/// What the constants must satisfy for the pallet to keep its promises.
	pub(crate) fn check_constants() {
		assert!(T::PeriodBlocks::get() > 0, "a period must last");
		assert!(T::BlocksPerYear::get() > 0, "the schedule needs a pace");
		assert!(T::MaxEraBlocks::get() > 0, "an era must be payable");
		assert!(
			(MIN_COVERAGE_SHARE..=MAX_COVERAGE_SHARE).contains(&T::DefaultCoverageShare::get()),
			"the default coverage share must be within its bounds"
		);
		// Runs of indices must fill whole pages.
		const { assert!(STANDINGS_PER_PAGE.is_multiple_of(CLAIMABLE_PER_PAGE)) };
		assert!(T::Currency::minimum_balance() > 0, "the pot needs an existential deposit");
	}

	/// The block being built, in the width that Cairn stores.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// Mints what the pot lacks of its existential deposit.
	pub(crate) fn ensure_pot() {
		let pot = Self::pot();
		let missing =
			T::Currency::minimum_balance().saturating_sub(T::Currency::total_balance(&pot));
		if missing > 0 {
			if let Err(error) = T::Currency::mint_into(&pot, missing) {
				defensive!("the pot cannot be created", error);
			}
		}
	}

	/// Closes the period when its time is over. Returns what the block's hooks weigh.
	pub(crate) fn begin_block() -> Weight {
		let (now, period) = (Self::now(), Period::<T>::get());
		if now.saturating_sub(period.started) < T::PeriodBlocks::get() {
			return T::WeightInfo::begin_block();
		}
		Self::close_period(now, period);
		T::WeightInfo::close_period()
	}

	/// Planck that the pot must hold; `None` beyond 128 bits, which no pot can hold.
	pub(crate) fn owed(totals: &LedgerTotals) -> Option<Balance> {
		T::Currency::minimum_balance()
			.checked_add(totals.claimable)?
			.checked_add(totals.held)?
			.checked_add(totals.undistributed)?
			.checked_add(totals.dust)
	}

	/// Books as dust whatever has reached the pot from outside the ledger, so that the books
	/// balance to the planck after every block.
	pub(crate) fn note_dust() {
		let mut totals = Totals::<T>::get();
		let surplus = Self::owed(&totals)
			.and_then(|owed| T::Currency::total_balance(&Self::pot()).checked_sub(owed));
		match surplus {
			Some(0) => {}
			Some(amount) => {
				// No more than the pot's balance, which fits.
				totals.dust = totals.dust.saturating_add(amount);
				Totals::<T>::put(totals);
				Self::deposit_event(Event::DustNoted { amount });
			}
			None => {
				defensive!("the pot holds less than it owes");
			}
		}
	}

	/// What one router's owner is owed and can be paid now, in planck.
	pub fn claimable(index: RouterIndex) -> Balance {
		Claimable::<T>::get(ClaimablePage::number(index)).get(index)
	}

	/// What the owners of these routers are owed, in the order given, in planck.
	pub fn claimable_of(indices: &[RouterIndex]) -> Vec<Balance> {
		indices.iter().map(|index| Self::claimable(*index)).collect()
	}

	/// Empties these routers' slots, whose contents the caller has just read. Ascending.
	pub(crate) fn clear(due: &[(RouterIndex, Balance)]) -> DispatchResult {
		let mut totals = Totals::<T>::get();
		for (page, chunk) in by_page(due, CLAIMABLE_PER_PAGE) {
			Claimable::<T>::try_mutate(page, |slots| -> DispatchResult {
				for (index, amount) in chunk {
					let left =
						slots.get(*index).checked_sub(*amount).ok_or(Error::<T>::Overflow)?;
					slots.set(*index, left);
					totals.claimable =
						totals.claimable.checked_sub(*amount).ok_or(Error::<T>::Overflow)?;
				}
				Ok(())
			})?;
		}
		Totals::<T>::put(totals);
		Ok(())
	}
}

impl<T: Config> TrafficLedger<T::AccountId> for Pallet<T> {
	fn pot() -> T::AccountId {
		Self::pot()
	}

	fn credit(amounts: &[(RouterIndex, Balance)]) -> Result<(), DispatchError> {
		let sum = amounts
			.iter()
			.try_fold(0, |sum: Balance, (_, amount)| sum.checked_add(*amount))
			.ok_or(Error::<T>::Overflow)?;
		// Checked first: no slot exceeds the total, so nothing below can overflow half-way.
		let mut totals = Totals::<T>::get();
		totals.claimable = totals.claimable.checked_add(sum).ok_or(Error::<T>::Overflow)?;
		for (page, chunk) in by_page(amounts, CLAIMABLE_PER_PAGE) {
			Claimable::<T>::try_mutate(page, |slots| -> DispatchResult {
				for (index, amount) in chunk {
					let owed =
						slots.get(*index).checked_add(*amount).ok_or(Error::<T>::Overflow)?;
					slots.set(*index, owed);
				}
				Ok(())
			})?;
		}
		Totals::<T>::put(totals);
		Ok(())
	}

	fn pages(indices: &mut dyn Iterator<Item = RouterIndex>) -> u32 {
		distinct_pages(indices, CLAIMABLE_PER_PAGE)
	}
}
