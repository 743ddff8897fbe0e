//! The pot and what it owes: the traffic road's side of the ledger.

use crate::{
	earnings::book_release, weights::WeightInfo, Claimable, ClaimablePage, Config, Coverage,
	CurrentParameters, Error, Event, Pallet, Period, Rates, Totals, CLAIMABLE_PER_PAGE,
	EARNINGS_PER_PAGE,
};
use alloc::vec::Vec;
use cairn_primitives::{Balance, BlockNumber, LedgerTotals, RouterIndex};
use frame_support::{
	defensive, ensure,
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
			T::DefaultParameters::get().within_bounds(),
			"the default parameters must be within their bounds"
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

	/// What one router's owner is owed and can be paid now, in planck: for traffic, and what of the
	/// coverage earnings has been released by now.
	pub fn claimable(index: RouterIndex) -> Balance {
		let traffic = Claimable::<T>::get(ClaimablePage::number(index)).get(index);
		let (earnings, _) = Self::earnings_now(index, Period::<T>::get().number);
		// Both are parts of the pot's balance.
		traffic.saturating_add(earnings.held.released)
	}

	/// What the owners of these routers are owed, in the order given, in planck.
	pub fn claimable_of(indices: &[RouterIndex]) -> Vec<Balance> {
		indices.iter().map(|index| Self::claimable(*index)).collect()
	}

	/// Empties what these routers' owners can be paid, which the caller has just read. Ascending.
	/// What is still held stays, brought up to now.
	pub(crate) fn clear(due: &[(RouterIndex, Balance)]) -> DispatchResult {
		let mut totals = Totals::<T>::get();
		let running = Period::<T>::get().number;
		for (page, chunk) in by_page(due, EARNINGS_PER_PAGE) {
			let claimable = ClaimablePage::number(page.saturating_mul(EARNINGS_PER_PAGE));
			let mut slots = Claimable::<T>::get(claimable);
			let old = Coverage::<T>::get(page);
			let mut coverage = old;
			for (index, amount) in chunk {
				let mut earnings = coverage.get(*index);
				book_release(&mut totals, earnings.roll(running, Rates::<T>::get));
				let released = core::mem::take(&mut earnings.held.released);
				ensure!(
					slots.get(*index).checked_add(released) == Some(*amount),
					DispatchError::Corruption
				);
				slots.set(*index, 0);
				coverage.set(*index, earnings);
				totals.claimable =
					totals.claimable.checked_sub(*amount).ok_or(Error::<T>::Overflow)?;
			}
			Claimable::<T>::insert(claimable, slots);
			if coverage != old {
				Coverage::<T>::insert(page, coverage);
			}
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
		let sum = Self::sum(amounts).ok_or(Error::<T>::Overflow)?;
		let (running, terms) = (Period::<T>::get().number, CurrentParameters::<T>::get());
		// Checked first: no slot exceeds the total, so nothing below can overflow half-way.
		let mut totals = Totals::<T>::get();
		totals.claimable = totals.claimable.checked_add(sum).ok_or(Error::<T>::Overflow)?;
		for (page, chunk) in by_page(amounts, CLAIMABLE_PER_PAGE) {
			Claimable::<T>::try_mutate(page, |slots| -> DispatchResult {
				slots.age(running);
				for (index, amount) in chunk {
					let owed =
						slots.get(*index).checked_add(*amount).ok_or(Error::<T>::Overflow)?;
					slots.set(*index, owed);
					slots.count(*index, *amount, &terms);
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
