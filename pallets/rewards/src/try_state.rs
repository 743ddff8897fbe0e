//! The rewards pallet's invariants.

use crate::{
	coverage::worth, Claimable, Config, CoverageShare, Departed, Emission, Held, Pallet, Period,
	Points, Rates, Totals,
};
use cairn_primitives::Balance;
use cairn_scoring::{emitted, MAX_COVERAGE_SHARE, MIN_COVERAGE_SHARE};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks, to the planck:
	///
	/// 1. the pot holds its existential deposit + claimable + held + undistributed + dust;
	/// 2. claimable slots and claimable departures sum to the claimable total;
	/// 3. held slots, held departures and what closed points are worth stay within the held total;
	/// 4. open points sum to the period's;
	/// 5. no departure is empty;
	/// 6. minted and granted stay within their shares, and the shares sum to the schedule;
	/// 7. the coverage share is within its bounds.
	///
	/// Holds between blocks; within one, whatever reached the pot from outside is booked by
	/// `on_finalize`.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let totals = Totals::<T>::get();
		ensure!(
			Self::owed(&totals) == Some(T::Currency::total_balance(&Self::pot())),
			"the pot's balance is not what the ledger says"
		);
		Self::check_claimable(totals.claimable)?;
		Self::check_coverage(totals.held)?;
		Self::check_emission()
	}

	fn check_claimable(total: Balance) -> Result<(), TryRuntimeError> {
		let slots = Claimable::<T>::iter_values()
			.try_fold(0, |sum: Balance, page| sum.checked_add(page.sum()?))
			.ok_or("claimable slots overflow")?;
		let departed = Departed::<T>::iter_values()
			.try_fold(0, |sum: Balance, departure| sum.checked_add(departure.claimable))
			.ok_or("claimable departures overflow")?;
		ensure!(
			slots.checked_add(departed) == Some(total),
			"claimable slots differ from the total"
		);
		Ok(())
	}

	fn check_coverage(total: Balance) -> Result<(), TryRuntimeError> {
		let running = Period::<T>::get();
		let (mut held, mut open) = (0 as Balance, 0u128);
		let mut add = |amount, points: crate::PointsSlot| -> Result<(), TryRuntimeError> {
			ensure!(points.period <= running.number, "points of a period to come");
			held = held.checked_add(amount).ok_or("held earnings overflow")?;
			if points.period == running.number {
				open = open.checked_add(points.points.into()).ok_or("open points overflow")?;
			} else {
				let rate = Rates::<T>::get(points.period);
				let earned = worth(points.points.into(), rate);
				held = held.checked_add(earned).ok_or("held earnings overflow")?;
			}
			Ok(())
		};
		for page in Held::<T>::iter_values() {
			for slot in page.0 {
				add(slot.amount, crate::PointsSlot::default())?;
			}
		}
		for page in Points::<T>::iter_values() {
			for slot in page.0 {
				add(0, slot)?;
			}
		}
		for departure in Departed::<T>::iter_values() {
			ensure!(departure != crate::Departure::default(), "an empty departure is kept");
			add(departure.held.amount, departure.points)?;
		}
		ensure!(held <= total, "held slots exceed the total");
		ensure!(open == running.points, "open points differ from the period's");
		Ok(())
	}

	fn check_emission() -> Result<(), TryRuntimeError> {
		let state = Emission::<T>::get();
		ensure!(state.minted <= state.coverage, "more minted than scheduled for coverage");
		ensure!(state.granted <= state.validators, "more granted than scheduled for validators");
		ensure!(
			state.coverage.checked_add(state.validators)
				== Some(emitted(state.until, T::BlocksPerYear::get())),
			"the streams do not sum to the schedule"
		);
		ensure!(
			(MIN_COVERAGE_SHARE..=MAX_COVERAGE_SHARE).contains(&CoverageShare::<T>::get()),
			"the coverage share is outside its bounds"
		);
		Ok(())
	}
}
