//! What stays with an owner when a router leaves.

use crate::{
	types::{CoveragePage, Departure, HeldSlot, PointsSlot},
	weights::WeightInfo,
	Claimable, ClaimablePage, Config, Departed, Error, Event, Held, Pallet, Period, Points, Totals,
};
use cairn_primitives::{Balance, RouterIndex};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation},
	weights::Weight,
};
use pallet_cairn_traits::OnDeparture;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// What a former owner can be paid now for a router that left, in planck.
	pub fn departed(owner: &T::AccountId, index: RouterIndex) -> Balance {
		Departed::<T>::get(owner, index).map_or(0, |departure| departure.claimable)
	}

	/// Pays what was set aside. No minimum beyond what the account can receive: nothing is ever
	/// added for a router that is gone, so waiting would not help.
	pub(crate) fn do_claim_departed(owner: T::AccountId, index: RouterIndex) -> DispatchResult {
		let mut departure =
			Departed::<T>::get(&owner, index).ok_or(Error::<T>::DepartureNotFound)?;
		let paid = core::mem::take(&mut departure.claimable);
		ensure!(paid > 0, Error::<T>::DepartureNotFound);
		ensure!(Self::depositable(&owner, paid), Error::<T>::NotDepositable);
		T::Currency::transfer(&Self::pot(), &owner, paid, Preservation::Preserve)?;
		Totals::<T>::try_mutate(|totals| -> DispatchResult {
			totals.claimable = totals.claimable.checked_sub(paid).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})?;
		if departure == Departure::default() {
			Departed::<T>::remove(&owner, index);
		} else {
			Departed::<T>::insert(&owner, index, departure);
		}
		Self::deposit_event(Event::DepartedClaimed { owner, router: index, paid });
		Ok(())
	}

	/// Empties a router's slots and returns what was in them, closed points folded.
	fn take(index: RouterIndex, running: u32) -> Departure {
		let mut taken = Departure::default();
		let page = ClaimablePage::number(index);
		let mut slots = Claimable::<T>::get(page);
		taken.claimable = slots.get(index);
		if taken.claimable > 0 {
			slots.set(index, 0);
			Claimable::<T>::insert(page, slots);
		}
		let page = CoveragePage::<HeldSlot>::number(index);
		let mut held = Held::<T>::get(page);
		taken.held = held.get(index);
		if taken.held.amount > 0 {
			held.set(index, HeldSlot::default());
			Held::<T>::insert(page, held);
		}
		let mut points = Points::<T>::get(page);
		taken.points = points.get(index);
		if taken.points.points > 0 {
			points.set(index, PointsSlot::default());
			Points::<T>::insert(page, points);
		}
		Self::fold(&mut taken.points, &mut taken.held, running);
		taken
	}
}

impl<T: Config> OnDeparture<T::AccountId> for Pallet<T> {
	fn on_departure(index: RouterIndex, owner: &T::AccountId) {
		let running = Period::<T>::get().number;
		let taken = Self::take(index, running);
		if taken.claimable == 0 && taken.held.amount == 0 && taken.points.points == 0 {
			return;
		}
		let mut departure = Departed::<T>::get(owner, index).unwrap_or_default();
		Self::fold(&mut departure.points, &mut departure.held, running);
		if departure.held.amount == 0 {
			departure.held.since = taken.held.since;
		}
		// Money moves from one slot to another within the totals, so no sum can exceed them; the
		// points left after folding are the running period's on both sides.
		departure.claimable = departure.claimable.saturating_add(taken.claimable);
		departure.held.amount = departure.held.amount.saturating_add(taken.held.amount);
		departure.points = PointsSlot {
			period: running,
			points: departure.points.points.saturating_add(taken.points.points),
		};
		if departure.points.points == 0 {
			departure.points = PointsSlot::default();
		}
		if departure.held.amount == 0 {
			departure.held = HeldSlot::default();
		}
		Departed::<T>::insert(owner, index, departure);
		Self::deposit_event(Event::Departed {
			owner: owner.clone(),
			router: index,
			claimable: taken.claimable,
			held: taken.held.amount,
		});
	}

	fn weight() -> Weight {
		T::WeightInfo::on_departure()
	}
}
