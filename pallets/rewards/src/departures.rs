//! What stays with an owner when a router leaves.

use crate::{
	earnings::book_release, types::Departure, weights::WeightInfo, Claimable, ClaimablePage,
	Config, Departed, Error, Event, Followed, Pallet, Period, Rates, Totals,
};
use cairn_primitives::{Balance, RouterIndex};
use frame_support::{
	defensive, ensure,
	traits::{fungible::Mutate, tokens::Preservation},
	weights::Weight,
};
use pallet_cairn_traits::OnDeparture;
use sp_runtime::DispatchResult;

impl Departure {
	/// Brings what is held up to the running period and makes what that released payable. Says how
	/// much it was.
	pub(crate) fn roll(&mut self, running: u32, rate: impl FnOnce(u32) -> u128) -> Balance {
		let released = self.coverage.roll(running, rate);
		let payable = core::mem::take(&mut self.coverage.held.released);
		// Part of the pot's balance, as all of this.
		self.claimable = self.claimable.saturating_add(payable);
		released
	}
}

impl<T: Config> Pallet<T> {
	/// What a former owner can be paid now for a router that left, in planck.
	pub fn departed(owner: &T::AccountId, index: RouterIndex) -> Balance {
		Departed::<T>::get(owner, index).map_or(0, |mut departure| {
			departure.roll(Period::<T>::get().number, Rates::<T>::get);
			departure.claimable
		})
	}

	/// Pays what was set aside, as far as it has been released. No minimum beyond what the account
	/// can receive.
	pub(crate) fn do_claim_departed(owner: T::AccountId, index: RouterIndex) -> DispatchResult {
		let mut departure =
			Departed::<T>::get(&owner, index).ok_or(Error::<T>::DepartureNotFound)?;
		let released = departure.roll(Period::<T>::get().number, Rates::<T>::get);
		let paid = core::mem::take(&mut departure.claimable);
		// A record of points that turned out to be worth nothing only goes.
		let over = departure == Departure::default();
		ensure!(paid > 0 || over, Error::<T>::NothingReleased);
		if paid > 0 {
			ensure!(Self::depositable(&owner, paid), Error::<T>::NotDepositable);
			T::Currency::transfer(&Self::pot(), &owner, paid, Preservation::Preserve)?;
		}
		Totals::<T>::try_mutate(|totals| -> DispatchResult {
			book_release(totals, released);
			totals.claimable = totals.claimable.checked_sub(paid).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})?;
		Self::set_departure(&owner, index, departure);
		Self::deposit_event(Event::DepartedClaimed { owner, router: index, paid });
		Ok(())
	}

	/// Stores what a former owner has left; of an empty record nothing stays.
	pub(crate) fn set_departure(owner: &T::AccountId, index: RouterIndex, departure: Departure) {
		if departure == Departure::default() {
			Departed::<T>::remove(owner, index);
			Self::unfollow(owner, index);
		} else {
			Departed::<T>::insert(owner, index, departure);
		}
	}

	/// From now on a revocation freezes what this former owner still has coming. Where too many are
	/// followed, the one who left longest ago is let go.
	pub(crate) fn follow(owner: &T::AccountId, index: RouterIndex) {
		Followed::<T>::mutate(index, |owners| {
			owners.retain(|other| other != owner);
			if owners.is_full() {
				owners.remove(0);
			}
			if owners.try_push(owner.clone()).is_err() {
				defensive!("there is room where one has just gone");
			}
		});
	}

	fn unfollow(owner: &T::AccountId, index: RouterIndex) {
		Followed::<T>::mutate_exists(index, |owners| {
			if let Some(some) = owners {
				some.retain(|other| other != owner);
				if some.is_empty() {
					*owners = None;
				}
			}
		});
	}

	/// Empties a router's slots, brought up to the running period, and forgets its traffic. Says
	/// what was in them, and how much of it has been released just now.
	fn take(index: RouterIndex, running: u32) -> (Departure, Balance) {
		let mut taken = Departure { claimable: 0, coverage: Self::earnings(index) };
		let released = taken.roll(running, Rates::<T>::get);
		Self::store(index, Default::default());
		let page = ClaimablePage::number(index);
		let mut slots = Claimable::<T>::get(page);
		let (traffic, changed) = slots.take(index);
		if changed {
			Claimable::<T>::insert(page, slots);
		}
		taken.claimable = taken.claimable.saturating_add(traffic);
		(taken, released)
	}
}

impl<T: Config> OnDeparture<T::AccountId> for Pallet<T> {
	fn on_departure(index: RouterIndex, owner: &T::AccountId) {
		let running = Period::<T>::get().number;
		let (taken, released) = Self::take(index, running);
		if taken == Departure::default() {
			return;
		}
		let mut departure = Departed::<T>::get(owner, index).unwrap_or_default();
		let earlier = departure.roll(running, Rates::<T>::get);
		// Money moves from one slot to another within the totals, so no sum can exceed them.
		departure.claimable = departure.claimable.saturating_add(taken.claimable);
		let held = taken.coverage.held.amount;
		let brought_any = !taken.coverage.is_empty();
		let lost = departure.coverage.join(held, taken.coverage.points.points, running);
		Self::lose_points(lost);
		Self::release_booked(released.saturating_add(earlier));
		// Not for what is left of an earlier ownership: else a router that is passed through accounts
		// which earned by it long ago would have them followed in place of who holds much.
		if brought_any {
			Self::follow(owner, index);
		}
		Departed::<T>::insert(owner, index, departure);
		Self::deposit_event(Event::Departed {
			owner: owner.clone(),
			router: index,
			claimable: taken.claimable,
			held,
		});
	}

	fn weight() -> Weight {
		T::WeightInfo::on_departure()
	}
}
