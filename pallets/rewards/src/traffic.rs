//! Who has carried paid traffic lately: what keeps the emission from routers that serve nobody.

use crate::{ClaimablePage, Config, CurrentParameters, Pallet, Parameters, Period};
use alloc::vec::Vec;
use cairn_primitives::{Balance, RouterIndex};
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The most periods back that traffic may count.
pub const MAX_TRAFFIC_PERIODS: u8 = FRESH as u8;
/// Planck in a unit of a count, 16.8 millionths of a CAIRN; what is less in one credit is not
/// counted, nor in the floor. A settlement that small does not pay its own fee.
pub const TRAFFIC_UNIT: Balance = 1 << COUNT_BITS;

/// How fresh is what happened in the period itself; one less for each period since.
const FRESH: u32 = 15;
const COUNT_BITS: u32 = 24;
const MOST: u32 = (1 << COUNT_BITS) - 1;

/// What is remembered of one router's paid traffic.
///
/// Paid traffic is counted until the floor is reached; that is remembered, and counting begins
/// anew. A count that has not reached the floor within the parameter's periods begins anew too.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Mark {
	/// How fresh is the period in which the floor was reached last; 0 for longer ago or never.
	reached: u32,
	/// How fresh is the period in which the count began; 0 for no count.
	began: u32,
	/// Planck credited since then, in units of [`TRAFFIC_UNIT`], each credit rounded down.
	count: u32,
}

impl Mark {
	/// From the bits that storage keeps: 4, 4 and 24.
	const fn unpack(bits: u32) -> Self {
		Self {
			reached: bits >> (COUNT_BITS + 4),
			began: bits >> COUNT_BITS & FRESH,
			count: bits & MOST,
		}
	}

	const fn pack(self) -> u32 {
		self.reached << (COUNT_BITS + 4) | self.began << COUNT_BITS | self.count
	}

	/// The same, so many periods later.
	const fn aged(self, periods: u32) -> Self {
		let began = self.began.saturating_sub(periods);
		Self {
			reached: self.reached.saturating_sub(periods),
			began,
			count: if began == 0 { 0 } else { self.count },
		}
	}

	/// Counts a credit of the running period.
	fn credit(&mut self, amount: Balance, terms: &Parameters) {
		if !terms.counts(self.began) {
			(self.began, self.count) = (FRESH, 0);
		}
		let units = amount / TRAFFIC_UNIT;
		// Bounded before it is narrowed, and the sum of two such fits.
		self.count = self.count.saturating_add(units.min(MOST.into()) as u32).min(MOST);
		if Balance::from(self.count) >= terms.traffic_floor / TRAFFIC_UNIT {
			*self = Self { reached: FRESH, began: 0, count: 0 };
		}
	}
}

impl Parameters {
	/// Whether something so fresh is of the last `traffic_periods` periods, the running one being
	/// the first of them.
	fn counts(&self, fresh: u32) -> bool {
		fresh > FRESH.saturating_sub(self.traffic_periods.into())
	}

	/// Whether the count has room for the floor.
	pub(crate) const fn countable(floor: Balance) -> bool {
		floor / TRAFFIC_UNIT <= MOST as Balance
	}
}

/// The marks of a page's routers, all told as in one period.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub(crate) struct TrafficMarks<const N: usize> {
	/// The period of which they tell.
	pub period: u32,
	marks: [u32; N],
}

impl<const N: usize> Default for TrafficMarks<N> {
	fn default() -> Self {
		Self { period: 0, marks: [0; N] }
	}
}

impl<const N: usize> TrafficMarks<N> {
	/// Brings all marks up to the running period.
	pub fn age(&mut self, running: u32) {
		let periods = running.saturating_sub(self.period);
		if periods > 0 {
			for bits in self.marks.iter_mut().filter(|bits| **bits != 0) {
				*bits = Mark::unpack(*bits).aged(periods).pack();
			}
			self.period = running;
		}
	}

	/// Counts a credit of the running period; the marks must have been brought up to it.
	pub fn credit(&mut self, slot: usize, amount: Balance, terms: &Parameters) {
		if let Some(bits) = self.marks.get_mut(slot).filter(|_| amount > 0) {
			let mut mark = Mark::unpack(*bits);
			mark.credit(amount, terms);
			*bits = mark.pack();
		}
	}

	/// Whether the floor was reached in one of the last periods.
	pub fn carried(&self, slot: usize, running: u32, terms: &Parameters) -> bool {
		let periods = running.saturating_sub(self.period);
		let mark = self.marks.get(slot).map(|bits| Mark::unpack(*bits).aged(periods));
		mark.is_some_and(|mark| terms.counts(mark.reached))
	}

	/// Forgets one router's traffic. True if there was any.
	pub fn forget(&mut self, slot: usize) -> bool {
		self.marks.get_mut(slot).is_some_and(|bits| core::mem::take(bits) != 0)
	}
}

impl<T: Config> Pallet<T> {
	/// Whether at least the floor of paid traffic was completed for each of these routers within
	/// the last periods.
	pub(crate) fn have_carried(indices: &[RouterIndex]) -> Vec<bool> {
		let (running, terms) = (Period::<T>::get().number, CurrentParameters::<T>::get());
		let carried = |index: &RouterIndex| {
			let page = crate::Claimable::<T>::get(ClaimablePage::number(*index));
			page.carried(*index, running, &terms)
		};
		indices.iter().map(carried).collect()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn terms(floor: Balance, periods: u8) -> Parameters {
		Parameters { coverage_share: 6_000, traffic_floor: floor, traffic_periods: periods }
	}

	#[test]
	fn marks_keep_their_parts_apart() {
		for mark in [
			Mark { reached: FRESH, began: 0, count: 0 },
			Mark { reached: 0, began: FRESH, count: MOST },
			Mark { reached: 3, began: 9, count: 12_345 },
		] {
			assert_eq!(Mark::unpack(mark.pack()), mark);
		}
		assert_eq!(Mark::unpack(0), Mark::default());
	}

	#[test]
	fn a_floor_reached_counts_for_as_many_periods_as_the_parameter_says() {
		for periods in 1..=MAX_TRAFFIC_PERIODS {
			let terms = terms(10 * TRAFFIC_UNIT, periods);
			let mut marks = TrafficMarks::<4>::default();
			marks.age(100);
			marks.credit(2, 10 * TRAFFIC_UNIT - 1, &terms);
			assert!(!marks.carried(2, 100, &terms));
			marks.credit(2, TRAFFIC_UNIT, &terms);
			for running in 100..100 + u32::from(periods) {
				assert!(marks.carried(2, running, &terms));
			}
			assert!(!marks.carried(2, 100 + u32::from(periods), &terms));
			assert!(!marks.carried(1, 100, &terms), "a neighbour has none of it");
		}
	}

	#[test]
	fn traffic_counts_in_its_slot_only_until_it_is_forgotten() {
		let terms = terms(TRAFFIC_UNIT, 3);
		let mut marks = TrafficMarks::<4>::default();
		assert!(!marks.forget(1));
		marks.credit(1, TRAFFIC_UNIT, &terms);
		assert!(marks.forget(1));
		assert!(!marks.carried(1, 0, &terms));
		marks.credit(4, TRAFFIC_UNIT, &terms);
		assert!(!marks.carried(4, 0, &terms), "outside the page");
	}

	proptest! {
		/// Against what was credited, period by period.
		#[test]
		fn the_floor_is_reached_by_what_was_credited_in_that_many_periods_and_not_otherwise(
			floor in 1u128..40,
			periods in 1..=MAX_TRAFFIC_PERIODS,
			history in prop::collection::vec((0u32..4, 0u128..20), 1..60),
		) {
			let terms = terms(floor * TRAFFIC_UNIT, periods);
			let mut marks = TrafficMarks::<1>::default();
			let mut credited = [0u128; 300];
			let mut running = 0usize;
			for (later, units) in history {
				running += later as usize;
				marks.age(running as u32);
				marks.credit(0, units * TRAFFIC_UNIT, &terms);
				credited[running] += units;
				let window = |upto: usize| -> u128 {
					let first = (upto + 1).saturating_sub(periods.into());
					credited[first..=upto].iter().sum()
				};
				let recent = (running + 1).saturating_sub(periods.into())..=running;
				if marks.carried(0, running as u32, &terms) {
					prop_assert!(recent.clone().any(|period| window(period) >= floor));
				}
				if recent.into_iter().any(|period| credited[period] >= floor) {
					prop_assert!(marks.carried(0, running as u32, &terms));
				}
			}
		}

		#[test]
		fn ageing_in_steps_or_at_once_is_the_same(bits: u32, a in 0u32..20, b in 0u32..20) {
			let mark = Mark::unpack(bits);
			prop_assert_eq!(mark.aged(a).aged(b), mark.aged(a + b));
		}
	}
}
