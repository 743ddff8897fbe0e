//! Periods and the coverage stream: points share a period's pool, and what they earn is held.

use crate::{
	types::{CoveragePage, HeldSlot, PeriodInfo, PointsSlot},
	Config, Error, Event, Held, Pallet, Period, Points, Rates, Totals,
};
use cairn_primitives::{Balance, BlockNumber, RouterIndex};
use frame_support::traits::Defensive;
use pallet_cairn_traits::CoverageLedger;
use sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding, DispatchError, Rounding};

/// The unit of a rate: 2⁶⁴ of them make a planck per point.
const RATE_UNIT: u128 = 1 << 64;

/// What a point is worth when `points` share `pool`, in 2⁻⁶⁴ planck: ⌊pool · 2⁶⁴ / points⌋, at
/// most 2¹²⁸ − 1. Zero without points.
pub(crate) fn rate(pool: Balance, points: u128) -> u128 {
	if points == 0 {
		return 0;
	}
	// Only beyond 2⁶⁴ planck for a single point does the quotient not fit; the rest rolls over.
	multiply_by_rational_with_rounding(pool, RATE_UNIT, points, Rounding::Down).unwrap_or(u128::MAX)
}

/// What `points` are worth at a rate, in planck: ⌊points · rate / 2⁶⁴⌋.
pub(crate) fn worth(points: u128, rate: u128) -> Balance {
	multiply_by_rational_with_rounding(points, rate, RATE_UNIT, Rounding::Down)
		.defensive_proof("never more than the pool that the rate was made from; qed")
		.unwrap_or_default()
}

impl<T: Config> Pallet<T> {
	/// Ends a period in constant time: mints the coverage share, fixes what a point is worth and
	/// moves that much out of the pool. Without points the pool rolls over.
	pub(crate) fn close_period(now: BlockNumber, period: PeriodInfo) {
		let minted = Self::mint_coverage(now);
		let mut totals = Totals::<T>::get();
		let pool = totals.undistributed.saturating_add(minted);
		let rate = rate(pool, period.points);
		let distributed = worth(period.points, rate);
		// `distributed ≤ pool`, and both are part of the pot's balance.
		totals.undistributed = pool.saturating_sub(distributed);
		totals.held = totals.held.saturating_add(distributed);
		Totals::<T>::put(totals);
		if rate > 0 {
			Rates::<T>::insert(period.number, rate);
		}
		Period::<T>::put(PeriodInfo {
			number: period.number.saturating_add(1),
			started: now,
			points: 0,
		});
		Self::deposit_event(Event::PeriodClosed {
			period: period.number,
			minted,
			pool,
			points: period.points,
			rate,
			distributed,
		});
	}

	/// Turns points of a closed period into held earnings. Leaves those of the running one alone.
	pub(crate) fn fold(points: &mut PointsSlot, held: &mut HeldSlot, running: u32) {
		if points.points == 0 || points.period >= running {
			return;
		}
		if held.amount == 0 {
			held.since = points.period.saturating_add(1);
		}
		let earned = worth(points.points.into(), Rates::<T>::get(points.period));
		// Already counted in `Totals.held` when the period closed.
		held.amount = held.amount.saturating_add(earned);
		points.points = 0;
	}
}

impl<T: Config> CoverageLedger for Pallet<T> {
	fn credit_points(index: RouterIndex, points: u64) {
		let mut period = Period::<T>::get();
		let page = CoveragePage::<PointsSlot>::number(index);
		Points::<T>::mutate(page, |slots| {
			let mut slot = slots.get(index);
			if slot.points > 0 && slot.period < period.number {
				Held::<T>::mutate(page, |held| {
					let mut earned = held.get(index);
					Self::fold(&mut slot, &mut earned, period.number);
					held.set(index, earned);
				});
			}
			// A slot that is full takes no more, and then nor does the sum.
			let fitting = points.min(u64::MAX - slot.points);
			slot.period = period.number;
			slot.points = slot.points.saturating_add(fitting);
			period.points = period.points.saturating_add(fitting.into());
			slots.set(index, slot);
		});
		Period::<T>::put(period);
	}

	fn hold(index: RouterIndex, amount: Balance) -> Result<(), DispatchError> {
		let mut totals = Totals::<T>::get();
		totals.held = totals.held.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		let running = Period::<T>::get().number;
		Held::<T>::try_mutate(CoveragePage::<HeldSlot>::number(index), |slots| {
			let mut slot = slots.get(index);
			if slot.amount == 0 {
				slot.since = running;
			}
			slot.amount = slot.amount.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			slots.set(index, slot);
			Ok::<(), DispatchError>(())
		})?;
		Totals::<T>::put(totals);
		Ok(())
	}
}
