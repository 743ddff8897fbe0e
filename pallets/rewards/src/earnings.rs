//! What a router has from coverage, and how it is released: the same however often it is touched,
//! but for one planck a touch in favour of what is held.

use crate::{
	coverage::worth,
	types::{Earnings, HeldSlot, PointsSlot},
	Config, Coverage, EarningsPage, Pallet, Rates, Totals,
};
use cairn_primitives::{Balance, LedgerTotals, RouterIndex};
use cairn_scoring::Release;

/// How fast what is held is released.
static RELEASE: Release = Release::THIRTIETH;

impl HeldSlot {
	/// Releases what is due by the beginning of a period, and says how much that was.
	pub(crate) fn release(&mut self, period: u32) -> Balance {
		let left = RELEASE.held_after(self.amount, period.saturating_sub(self.since));
		// Never more than there was; and what was held once fits wherever it is moved.
		let released = self.amount.saturating_sub(left);
		self.amount = left;
		self.since = if left == 0 { 0 } else { self.since.max(period) };
		self.released = self.released.saturating_add(released);
		released
	}

	/// Adds what is held from the beginning of a period on. What was held before is released up to
	/// there first, so that it keeps its pace. Says how much that was.
	pub(crate) fn add(&mut self, amount: Balance, period: u32) -> Balance {
		let released = self.release(period);
		if self.amount == 0 && amount > 0 {
			self.since = period;
		}
		self.amount = self.amount.saturating_add(amount);
		released
	}

	/// What of it becomes claimable at the beginning of each of the coming periods, if it has been
	/// released up to the running one.
	pub(crate) fn coming(&self, periods: u32) -> impl Iterator<Item = Balance> + '_ {
		let left = |after| RELEASE.held_after(self.amount, after);
		(0..periods).map(move |after| left(after).saturating_sub(left(after.saturating_add(1))))
	}
}

impl Earnings {
	/// Brings earnings up to the running period: points of a closed one become held when it closed,
	/// and what is held is released. Says how much was released.
	pub(crate) fn roll(&mut self, running: u32, rate: impl FnOnce(u32) -> u128) -> Balance {
		let mut released = 0;
		if self.points.points > 0 && self.points.period < running {
			let PointsSlot { period, points } = core::mem::take(&mut self.points);
			// Already counted in `Totals.held` since the period closed.
			let earned = worth(points.into(), rate(period));
			released = self.held.add(earned, period.saturating_add(1));
		}
		self.held.release(running).saturating_add(released)
	}

	/// Adds others that have been brought up to the running period too. Says how many points there
	/// was no room for.
	pub(crate) fn join(&mut self, held: Balance, points: u64, running: u32) -> u64 {
		// Everything has been released up to here, so nothing is now.
		let _nothing = self.held.add(held, running);
		self.credit(points, running)
	}

	/// Adds points of the running period; those of earlier ones must have been folded. Says how many
	/// there was no room for.
	pub(crate) fn credit(&mut self, points: u64, running: u32) -> u64 {
		let fitting = points.min(u64::MAX - self.points.points);
		if fitting > 0 {
			let points = self.points.points.saturating_add(fitting);
			self.points = PointsSlot { period: running, points };
		}
		points.saturating_sub(fitting)
	}

	/// Whether there is anything that a revocation would freeze.
	pub(crate) fn is_empty(&self) -> bool {
		self.held.amount == 0 && self.points.points == 0
	}
}

/// What was released leaves one column of the totals for another.
pub(crate) fn book_release(totals: &mut LedgerTotals, released: Balance) {
	// Slots never exceed the total, and all columns together are the pot's balance.
	totals.held = totals.held.saturating_sub(released);
	totals.claimable = totals.claimable.saturating_add(released);
}

impl<T: Config> Pallet<T> {
	/// A router's coverage earnings as they are stored.
	pub(crate) fn earnings(index: RouterIndex) -> Earnings {
		Coverage::<T>::get(EarningsPage::number(index)).get(index)
	}

	/// The same, brought up to the running period, and how much that released. Stores nothing.
	pub(crate) fn earnings_now(index: RouterIndex, running: u32) -> (Earnings, Balance) {
		let mut earnings = Self::earnings(index);
		let released = earnings.roll(running, Rates::<T>::get);
		(earnings, released)
	}

	/// Books what was released, if anything was.
	pub(crate) fn release_booked(released: Balance) {
		if released > 0 {
			Totals::<T>::mutate(|totals| book_release(totals, released));
		}
	}

	/// Stores a router's coverage earnings; a page that stays as it is is not written.
	pub(crate) fn store(index: RouterIndex, earnings: Earnings) {
		let number = EarningsPage::number(index);
		let mut page = Coverage::<T>::get(number);
		if page.get(index) != earnings {
			page.set(index, earnings);
			Coverage::<T>::insert(number, page);
		}
	}
}
