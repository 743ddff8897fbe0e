//! The campaigns pallet's invariants.

use crate::{
	types::is_cell, Campaign, CampaignCells, Campaigns, Config, HoldReason, MoneyTotals,
	NextCampaign, OnCell, Pallet,
};
use cairn_primitives::Balance;
use frame_support::ensure;
use pallet_cairn_traits::{is_held_as_recorded, CampaignIndex, Recorded};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that
	///
	/// 1. campaigns are numbered below the next number, and each names cells, in order;
	/// 2. terms are such as could be opened;
	/// 3. each place on a cell belongs to a campaign that names the cell, the oldest first, and has
	///    paid no more than the cap;
	/// 4. a campaign has paid what it has paid for its cells, or more where it was displaced;
	/// 5. what campaigns have left, and their deposits, are what is held from their accounts, and
	///    nothing is held from any other;
	/// 6. `received = paid + returned + held`, and `held` is the sum of what is left.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut known = 0usize;
		for (index, record) in Campaigns::<T>::iter() {
			known = known.saturating_add(1);
			ensure!(index < NextCampaign::<T>::get(), "a campaign beyond the next number");
			Self::check_record(&record)?;
			Self::check_paid(index, &record)?;
		}
		ensure!(CampaignCells::<T>::iter_keys().count() == known, "cells without a campaign");
		Self::check_places()?;
		Self::check_money()
	}

	fn check_record(record: &Campaign<T::AccountId>) -> Result<(), TryRuntimeError> {
		let terms = &record.terms;
		ensure!(terms.price > 0 && terms.cap >= terms.price, "a price or cap that pays nothing");
		ensure!(record.opened <= Self::now(), "a campaign opened ahead");
		ensure!(record.opened < terms.deadline, "a campaign over before it was opened");
		ensure!(terms.sponsors.is_sorted(), "sponsors out of order");
		ensure!(terms.is_least_possible(), "an impossible number of reports");
		Ok(())
	}

	fn check_paid(
		index: CampaignIndex,
		record: &Campaign<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let cells = CampaignCells::<T>::get(index);
		ensure!(!cells.is_empty(), "a campaign without cells");
		ensure!(cells.is_sorted_by(|a, b| a < b), "cells out of order");
		ensure!(cells.iter().all(|cell| is_cell(*cell)), "a campaign names what is no cell");
		let mut noted: Balance = 0;
		let mut displaced = false;
		for cell in &cells {
			match Self::paid_on(index, *cell) {
				Some(paid) => {
					ensure!(paid <= record.terms.cap, "more was paid than the cap");
					noted = noted.checked_add(paid).ok_or("payments overflow")?;
				}
				None => displaced = true,
			}
		}
		ensure!(
			noted == record.paid || displaced && noted < record.paid,
			"a campaign paid other than for its cells"
		);
		Ok(())
	}

	fn check_places() -> Result<(), TryRuntimeError> {
		for (cell, places) in OnCell::<T>::iter() {
			ensure!(!places.is_empty(), "an empty list of places is kept");
			let is_oldest_first = places.is_sorted_by(|a, b| a.campaign < b.campaign);
			ensure!(is_oldest_first, "places out of order");
			for place in &places {
				let named = CampaignCells::<T>::get(place.campaign).binary_search(&cell).is_ok();
				ensure!(named, "a place of a campaign that does not name the cell");
			}
		}
		Ok(())
	}

	fn check_money() -> Result<(), TryRuntimeError> {
		let (mut funds, mut deposits) = (Recorded::new(), Recorded::new());
		let mut all: Balance = 0;
		for record in Campaigns::<T>::iter_values() {
			all = all.checked_add(record.left).ok_or("what is left overflows")?;
			let left = funds.entry(record.account.clone()).or_default();
			*left = left.checked_add(record.left).ok_or("what is left overflows")?;
			let deposit = deposits.entry(record.account).or_default();
			*deposit = deposit.checked_add(record.deposit).ok_or("deposits overflow")?;
		}
		let held = |reason: HoldReason, recorded| {
			is_held_as_recorded::<T, T::Currency>(&reason.into(), recorded)
		};
		ensure!(held(HoldReason::Funds, &funds), "what is left differs from its hold");
		ensure!(held(HoldReason::Deposit, &deposits), "deposits differ from their hold");
		let totals = MoneyTotals::<T>::get();
		let gone = [totals.paid, totals.returned, totals.held]
			.into_iter()
			.try_fold(0, Balance::checked_add)
			.ok_or("totals overflow")?;
		ensure!(totals.received == gone, "money received and gone differ");
		ensure!(totals.held == all, "total held differs from what campaigns have left");
		Ok(())
	}
}
