//! What becomes of coverage earnings when a sponsor takes its word back.
//!
//! What is frozen leaves its slot: it is neither folded nor released, and no claim sees it. Former
//! owners are followed, for otherwise whoever sees a revocation coming would hand the router over
//! to another account of its own and keep what it had earned.

use crate::{
	types::{Earnings, FrozenPart, FrozenParts, PointsSlot},
	weights::WeightInfo,
	Config, Departed, Event, Followed, Frozen, Pallet, Period, Rates, Totals,
};
use cairn_primitives::{Balance, RouterIndex};
use frame_support::{defensive, weights::Weight};
use pallet_cairn_traits::{OnVouching, RouterRegistry};

impl<T: Config> Pallet<T> {
	/// Points that are gone count in their period no more.
	pub(crate) fn lose_points(points: u64) {
		if points > 0 {
			Period::<T>::mutate(|period| {
				// Each of them was added before.
				period.points = period.points.saturating_sub(points.into());
			});
		}
	}

	/// Takes out of earnings, which have been brought up to now, whatever is not released yet.
	fn freeze(
		parts: &mut FrozenParts,
		index: RouterIndex,
		owner: &T::AccountId,
		earnings: &mut Earnings,
	) {
		if earnings.is_empty() {
			return;
		}
		let held = core::mem::take(&mut earnings.held.amount);
		earnings.held.since = 0;
		let points = core::mem::take(&mut earnings.points);
		if parts.try_push(FrozenPart { owner: owner.clone(), held, points }).is_err() {
			defensive!("one part for the owner and one for each who is followed");
		}
		let owner = owner.clone();
		Self::deposit_event(Event::Frozen { owner, router: index, held, points: points.points });
	}

	/// Gives back what was frozen; its clock goes on from the running period.
	fn thaw(index: RouterIndex, part: FrozenPart, running: u32) {
		let FrozenPart { owner, held, points } = Self::folded(part, running);
		let points = points.points;
		let owns = T::Routers::owner(index).as_ref() == Some(&owner);
		let (lost, released) = if owns {
			let (mut earnings, released) = Self::earnings_now(index, running);
			let lost = earnings.join(held, points, running);
			Self::store(index, earnings);
			(lost, released)
		} else {
			let mut departure = Departed::<T>::get(&owner, index).unwrap_or_default();
			let released = departure.roll(running, Rates::<T>::get);
			let lost = departure.coverage.join(held, points, running);
			if !departure.coverage.is_empty() {
				Self::follow(&owner, index);
			}
			Self::set_departure(&owner, index, departure);
			(lost, released)
		};
		Self::lose_points(lost);
		Self::release_booked(released);
		Self::deposit_event(Event::Thawed { owner, router: index, held, points });
	}

	/// Sends what was frozen to the coverage pool. Points of the running period share it no more;
	/// what those of a closed one are worth returns to it.
	fn forfeit(index: RouterIndex, part: FrozenPart, running: u32) {
		let FrozenPart { owner, held: amount, points } = Self::folded(part, running);
		let points = points.points;
		Self::lose_points(points);
		Totals::<T>::mutate(|totals| {
			// Part of the held total since it was held or its period closed.
			totals.held = totals.held.saturating_sub(amount);
			totals.undistributed = totals.undistributed.saturating_add(amount);
		});
		Self::deposit_event(Event::Forfeited { owner, router: index, amount, points });
	}

	/// What was frozen, as it is in the running period: points of a closed one are held.
	pub(crate) fn folded(mut part: FrozenPart, running: u32) -> FrozenPart {
		if part.points.points > 0 && part.points.period < running {
			let points = core::mem::take(&mut part.points);
			part.held = part.held.saturating_add(Self::worth_of(points));
		}
		part
	}

	/// What points of a closed period are worth, in planck.
	pub(crate) fn worth_of(points: PointsSlot) -> Balance {
		crate::coverage::worth(points.points.into(), Rates::<T>::get(points.period))
	}
}

impl<T: Config> OnVouching for Pallet<T> {
	fn frozen(index: RouterIndex) {
		let running = Period::<T>::get().number;
		// Nothing is frozen twice, for a word that has been taken back cannot be taken back again.
		let mut parts = Frozen::<T>::take(index);
		let mut released: Balance = 0;
		if let Some(owner) = T::Routers::owner(index) {
			let (mut earnings, just) = Self::earnings_now(index, running);
			released = released.saturating_add(just);
			Self::freeze(&mut parts, index, &owner, &mut earnings);
			Self::store(index, earnings);
		}
		for owner in Followed::<T>::take(index) {
			let Some(mut departure) = Departed::<T>::get(&owner, index) else { continue };
			released = released.saturating_add(departure.roll(running, Rates::<T>::get));
			Self::freeze(&mut parts, index, &owner, &mut departure.coverage);
			Self::set_departure(&owner, index, departure);
		}
		Self::release_booked(released);
		if !parts.is_empty() {
			Frozen::<T>::insert(index, parts);
		}
	}

	fn decided(index: RouterIndex, forfeited: bool) {
		let running = Period::<T>::get().number;
		for part in Frozen::<T>::take(index) {
			if forfeited {
				Self::forfeit(index, part, running);
			} else {
				Self::thaw(index, part, running);
			}
		}
	}

	fn frozen_weight() -> Weight {
		T::WeightInfo::frozen()
	}

	fn decided_weight() -> Weight {
		T::WeightInfo::decided()
	}
}
