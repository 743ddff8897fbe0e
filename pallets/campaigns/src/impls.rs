//! What the calls do.

use crate::{
	types::is_cell, Campaign, CampaignCells, Campaigns, Cells, Config, Error, Event, HoldReason,
	MoneyTotals, NextCampaign, OnCell, Pallet, PlaceOnCell, Terms, Totals,
};
use cairn_primitives::{Balance, BlockNumber, CarrierIndex, CellIndex};
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use pallet_cairn_traits::{CampaignIndex, CarrierLookup};
use sp_runtime::{ArithmeticError, DispatchError, SaturatedConversion};

impl<T: Config> Pallet<T> {
	/// The current block.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// Windows in a day; a whole number, as `integrity_test` checks.
	pub(crate) fn windows_per_day() -> u32 {
		T::BlocksPerDay::get().checked_div(T::WindowBlocks::get()).unwrap_or_default()
	}

	/// What the constants must satisfy for the pallet to keep its promises.
	pub(crate) fn check_constants() {
		let (window, day) = (T::WindowBlocks::get(), T::BlocksPerDay::get());
		assert!(window > 0 && day > 0, "windows and days must last");
		assert!(day.is_multiple_of(window), "a day is a whole number of windows");
		assert!(
			T::MinPrice::get() >= Self::windows_per_day().into(),
			"the shortest proof must be worth a planck"
		);
		assert!(T::Notice::get() > window, "a proof can land before an announced end");
		assert!(T::MaxDuration::get() > T::Notice::get(), "an end can be announced");
	}

	/// Holds planck from an account's free balance.
	fn hold(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		// The currency's own refusals differ only in ways that one remedy covers.
		T::Currency::hold(&reason.into(), who, amount).map_err(|_| Error::<T>::CannotHold.into())
	}

	/// Books a movement of money in the global totals.
	pub(crate) fn book(change: impl FnOnce(&mut Totals) -> Option<()>) -> DispatchResult {
		MoneyTotals::<T>::try_mutate(|totals| {
			change(totals).ok_or(DispatchError::Arithmetic(ArithmeticError::Overflow))
		})
	}

	fn book_received(amount: Balance) -> DispatchResult {
		Self::book(|totals| {
			totals.received = totals.received.checked_add(amount)?;
			totals.held = totals.held.checked_add(amount)?;
			Some(())
		})
	}

	fn check_cells(cells: &Cells) -> DispatchResult {
		ensure!(!cells.is_empty(), Error::<T>::CellsEmpty);
		ensure!(cells.is_sorted_by(|a, b| a < b), Error::<T>::CellsNotSorted);
		ensure!(cells.iter().all(|cell| is_cell(*cell)), Error::<T>::CellInvalid);
		Ok(())
	}

	fn check_terms(terms: &Terms) -> DispatchResult {
		ensure!(terms.price >= T::MinPrice::get(), Error::<T>::PriceTooLow);
		ensure!(terms.cap >= terms.price, Error::<T>::CapTooLow);
		let lasts = terms.deadline.checked_sub(Self::now()).filter(|blocks| *blocks > 0);
		let lasts = lasts.ok_or(Error::<T>::DeadlinePassed)?;
		ensure!(lasts <= T::MaxDuration::get(), Error::<T>::DeadlineTooFar);
		ensure!(terms.sponsors.is_sorted(), Error::<T>::SponsorsInvalid);
		ensure!(terms.is_least_possible(), Error::<T>::LeastOutOfBounds);
		Ok(())
	}

	pub(crate) fn do_open(
		who: T::AccountId,
		cells: Cells,
		terms: Terms,
		amount: Balance,
	) -> DispatchResult {
		let carrier = T::Carriers::carrier_of(&who).ok_or(Error::<T>::CarrierNotFound)?;
		Self::check_cells(&cells)?;
		Self::check_terms(&terms)?;
		let least = terms.price.checked_mul(cells.len() as Balance);
		ensure!(least.is_some_and(|least| amount >= least), Error::<T>::FundsTooLow);
		Self::establish(who, carrier, cells, terms, amount).map(|_| ())
	}

	/// Opens a campaign whose terms have been checked.
	pub(crate) fn establish(
		account: T::AccountId,
		carrier: CarrierIndex,
		cells: Cells,
		terms: Terms,
		amount: Balance,
	) -> Result<CampaignIndex, DispatchError> {
		let campaign = NextCampaign::<T>::get();
		let next = campaign.checked_add(1).ok_or(Error::<T>::CampaignsExhausted)?;
		let deposit = T::CellDeposit::get()
			.checked_mul(cells.len() as Balance)
			.ok_or(ArithmeticError::Overflow)?;
		Self::hold(HoldReason::Deposit, &account, deposit)?;
		Self::hold(HoldReason::Funds, &account, amount)?;
		Self::book_received(amount)?;

		NextCampaign::<T>::put(next);
		Self::deposit_event(Event::Opened {
			campaign,
			carrier,
			cells: cells.clone(),
			terms: terms.clone(),
			amount,
			deposit,
		});
		for cell in &cells {
			Self::take_place(*cell, campaign)?;
		}
		CampaignCells::<T>::insert(campaign, cells);
		let opened = Self::now();
		let record = Campaign { carrier, account, terms, opened, left: amount, paid: 0, deposit };
		Campaigns::<T>::insert(campaign, record);
		Ok(campaign)
	}

	/// Gives a new campaign a place on a cell: a free one, or that of the oldest one there that
	/// cannot pay a whole day any more.
	fn take_place(cell: CellIndex, campaign: CampaignIndex) -> DispatchResult {
		OnCell::<T>::try_mutate(cell, |places| {
			if places.is_full() {
				let now = Self::now();
				let gives_way = |place: &PlaceOnCell| {
					!Campaigns::<T>::get(place.campaign)
						.is_some_and(|record| record.keeps_place(place.paid, now))
				};
				let number = places.iter().position(gives_way).ok_or(Error::<T>::CellFull)?;
				let displaced = places.remove(number).campaign;
				Self::deposit_event(Event::Displaced { campaign: displaced, cell, by: campaign });
			}
			let place = PlaceOnCell { campaign, paid: 0 };
			places.try_push(place).map_err(|_| Error::<T>::CellFull.into())
		})
	}

	pub(crate) fn do_fund(
		who: &T::AccountId,
		campaign: CampaignIndex,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::AmountZero);
		Campaigns::<T>::try_mutate(campaign, |stored| {
			let record = stored.as_mut().ok_or(Error::<T>::CampaignNotFound)?;
			ensure!(record.account == *who, Error::<T>::NotAuthorized);
			ensure!(!record.is_over(Self::now()), Error::<T>::CampaignOver);
			Self::hold(HoldReason::Funds, who, amount)?;
			Self::book_received(amount)?;
			record.left = record.left.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
			Self::deposit_event(Event::Funded { campaign, amount, left: record.left });
			Ok(())
		})
	}

	pub(crate) fn do_end(who: &T::AccountId, campaign: CampaignIndex) -> DispatchResult {
		Campaigns::<T>::try_mutate(campaign, |stored| {
			let record = stored.as_mut().ok_or(Error::<T>::CampaignNotFound)?;
			ensure!(record.account == *who, Error::<T>::NotAuthorized);
			let deadline =
				Self::now().checked_add(T::Notice::get()).ok_or(ArithmeticError::Overflow)?;
			ensure!(deadline < record.terms.deadline, Error::<T>::EndsSooner);
			record.terms.deadline = deadline;
			Self::deposit_event(Event::EndAnnounced { campaign, deadline });
			Ok(())
		})
	}

	/// Closes a campaign that pays no more, and returns how many cells it had.
	pub(crate) fn do_close(
		who: &T::AccountId,
		campaign: CampaignIndex,
	) -> Result<u32, DispatchError> {
		let record = Campaigns::<T>::get(campaign).ok_or(Error::<T>::CampaignNotFound)?;
		let is_spent = record.left == 0 && record.account == *who;
		ensure!(is_spent || record.is_over(Self::now()), Error::<T>::CampaignNotOver);
		Campaigns::<T>::remove(campaign);
		let cells = CampaignCells::<T>::take(campaign);
		for cell in &cells {
			// No list is kept empty.
			OnCell::<T>::mutate_exists(cell, |stored| {
				if let Some(places) = stored {
					places.retain(|place| place.campaign != campaign);
				}
				*stored = stored.take().filter(|places| !places.is_empty());
			});
		}
		let Campaign { carrier, account, left, paid, deposit, .. } = record;
		for (reason, amount) in [(HoldReason::Funds, left), (HoldReason::Deposit, deposit)] {
			T::Currency::release(&reason.into(), &account, amount, Precision::Exact)?;
		}
		Self::book(|totals| {
			totals.returned = totals.returned.checked_add(left)?;
			totals.held = totals.held.checked_sub(left)?;
			Some(())
		})?;
		Self::deposit_event(Event::Closed { campaign, carrier, paid, returned: left, deposit });
		Ok(cells.len() as u32)
	}
}
