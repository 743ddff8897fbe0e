//! Periods and the coverage stream: points share a period's pool, and what they earn is held.

use crate::{
	earnings::book_release, types::PeriodInfo, Config, Coverage, EarningsPage, Error, Event,
	Pallet, Period, Rates, Totals,
};
use alloc::{collections::BTreeMap, vec::Vec};
use cairn_primitives::{Balance, BlockNumber, RouterIndex};
use frame_support::traits::{Defensive, Get};
use pallet_cairn_traits::{CoverageLedger, EmissionLedger, RunningPeriod};
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
			shares: period.shares,
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
}

impl<T: Config> CoverageLedger for Pallet<T> {
	fn credit_points(credits: &[(RouterIndex, u64)]) -> u32 {
		let mut period = Period::<T>::get();
		let mut released: Balance = 0;
		let mut rates = BTreeMap::new();
		for (index, points) in credits {
			Coverage::<T>::mutate(EarningsPage::number(*index), |page| {
				let mut earnings = page.get(*index);
				if earnings.points.points > 0 && earnings.points.period < period.number {
					// Parts of what is held in all, which fits.
					released = released.saturating_add(earnings.roll(period.number, |number| {
						*rates.entry(number).or_insert_with(|| Rates::<T>::get(number))
					}));
				}
				let had_any = earnings.points.points > 0;
				// A slot that is full takes no more, and then nor does the sum.
				let lost = earnings.credit(*points, period.number);
				let new_share = !had_any && earnings.points.points > 0;
				period.shares = period.shares.saturating_add(new_share.into());
				period.points = period.points.saturating_add(points.saturating_sub(lost).into());
				page.set(*index, earnings);
			});
		}
		Period::<T>::put(period);
		Self::release_booked(released);
		// Nearly all routers earned in the period before: its rate is read once in a block.
		rates.keys().map(|number| u32::from(number.saturating_add(1) < period.number)).sum()
	}

	fn hold(index: RouterIndex, amount: Balance) -> Result<(), DispatchError> {
		let mut totals = Totals::<T>::get();
		totals.held = totals.held.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		// What is held before keeps its pace: it is released up to now before this is added.
		let running = Period::<T>::get().number;
		let (mut earnings, released) = Self::earnings_now(index, running);
		let _no_points = earnings.join(amount, 0, running);
		book_release(&mut totals, released);
		Self::store(index, earnings);
		Totals::<T>::put(totals);
		Ok(())
	}
}

impl<T: Config> EmissionLedger for Pallet<T> {
	fn running_period() -> RunningPeriod {
		let PeriodInfo { number, started, .. } = Period::<T>::get();
		RunningPeriod { number, started, length: T::PeriodBlocks::get() }
	}

	fn carried_traffic(indices: &[RouterIndex]) -> Vec<bool> {
		Self::have_carried(indices)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_earning(index: RouterIndex) {
		crate::benchmarking::earning::<T>(index);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_period(number: u32) {
		let started = Self::now();
		Period::<T>::mutate(|period| *period = PeriodInfo { number, started, ..*period });
	}
}
