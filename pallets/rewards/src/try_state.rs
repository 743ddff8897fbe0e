//! The rewards pallet's invariants.

use crate::{
	types::{Departure, Earnings, PointsSlot},
	Claimable, Config, Coverage, CurrentParameters, Departed, Emission, Followed, Frozen, HeldSlot,
	Pallet, Period, Totals,
};
use cairn_primitives::Balance;
use cairn_scoring::emitted;
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks, to the planck where nothing else is said:
	///
	/// 1. the pot holds its existential deposit + claimable + held + undistributed + dust;
	/// 2. claimable slots, what has been released and claimable departures sum to the claimable
	///    total;
	/// 3. what is held in slots, by departures and frozen, and what closed points are worth, sum to
	///    the held total, but for what rounding has left in it: less than a planck a share;
	/// 4. open points, frozen ones included, sum to the period's;
	/// 5. no clock of a release and no mark of traffic tells of a period to come;
	/// 6. no departure is empty, none keeps what it has released apart, and who is followed has one;
	/// 7. minted and granted stay within their shares, and the shares sum to the schedule;
	/// 8. the parameters are within their bounds.
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
		Self::check_departures()?;
		Self::check_emission()
	}

	fn check_claimable(total: Balance) -> Result<(), TryRuntimeError> {
		let running = Period::<T>::get().number;
		ensure!(
			Claimable::<T>::iter_values().all(|page| page.period() <= running),
			"traffic of a period to come"
		);
		let traffic = Claimable::<T>::iter_values()
			.try_fold(0, |sum: Balance, page| sum.checked_add(page.sum()?))
			.ok_or("claimable slots overflow")?;
		let slots = Coverage::<T>::iter_values()
			.flat_map(|page| page.0)
			.try_fold(traffic, |sum: Balance, slot| sum.checked_add(slot.held.released))
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
		let mut add = |earnings: Earnings| -> Result<(), TryRuntimeError> {
			let Earnings { held: slot, points } = earnings;
			ensure!(slot.since <= running.number, "a release of a period to come");
			ensure!(slot.amount > 0 || slot.since == 0, "a clock runs without anything held");
			ensure!(points.period <= running.number, "points of a period to come");
			held = held.checked_add(slot.amount).ok_or("held earnings overflow")?;
			if points.period == running.number {
				open = open.checked_add(points.points.into()).ok_or("open points overflow")?;
			} else {
				let earned = Self::worth_of(points);
				held = held.checked_add(earned).ok_or("held earnings overflow")?;
			}
			Ok(())
		};
		for earnings in Coverage::<T>::iter_values().flat_map(|page| page.0) {
			add(earnings)?;
		}
		for departure in Departed::<T>::iter_values() {
			add(departure.coverage)?;
		}
		for parts in Frozen::<T>::iter_values() {
			ensure!(!parts.is_empty(), "nothing is frozen");
			for part in parts {
				let held = HeldSlot { amount: part.held, ..Default::default() };
				add(Earnings { held, points: part.points })?;
			}
		}
		ensure!(held <= total, "held slots exceed the total");
		ensure!(
			total.saturating_sub(held) <= running.shares.into(),
			"held slots are short of the total"
		);
		ensure!(open == running.points, "open points differ from the period's");
		Ok(())
	}

	fn check_departures() -> Result<(), TryRuntimeError> {
		for departure in Departed::<T>::iter_values() {
			ensure!(departure != Departure::default(), "an empty departure is kept");
			ensure!(departure.coverage.held.released == 0, "a departure is released by halves");
			let PointsSlot { period, points } = departure.coverage.points;
			ensure!(points > 0 || period == 0, "a period without points is kept");
		}
		for (index, owners) in Followed::<T>::iter() {
			ensure!(!owners.is_empty(), "nobody is followed");
			ensure!(
				owners.iter().all(|owner| Departed::<T>::contains_key(owner, index)),
				"somebody is followed without a departure"
			);
		}
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
		ensure!(CurrentParameters::<T>::get().within_bounds(), "parameters outside their bounds");
		Ok(())
	}
}
