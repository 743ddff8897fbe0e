//! Transfers in two steps, and removal.

use crate::{Closing, Config, Error, Event, Ordered, Owned, Pallet, Routers};
use cairn_primitives::{RouterIndex, Standing};
use frame_support::{ensure, traits::Get};
use pallet_cairn_traits::OnDeparture;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::offer`].
	pub(crate) fn do_offer(
		owner: &T::AccountId,
		index: RouterIndex,
		to: Option<T::AccountId>,
	) -> DispatchResult {
		let mut record = Self::router_of(owner, index)?;
		Self::ensure_active(&record)?;
		ensure!(to.as_ref() != Some(owner), Error::<T>::OfferToSelf);
		ensure!(to.is_some() || record.offered_to.is_some(), Error::<T>::NotOffered);

		record.offered_to = to.clone();
		Routers::<T>::insert(Ordered::from(index), record);
		Self::deposit_event(Event::Offered { index, owner: owner.clone(), to });
		Ok(())
	}

	/// See [`Pallet::accept`].
	pub(crate) fn do_accept(to: T::AccountId, index: RouterIndex) -> DispatchResult {
		let mut record = Self::router(index)?;
		ensure!(record.offered_to.as_ref() == Some(&to), Error::<T>::NotOffered);
		// A revocation reaches few former owners: handed over every day, a router would soon have had
		// more, and each of them earns.
		let allowed = record.transferable_from(T::TransferCooldown::get());
		ensure!(Self::now() >= allowed, Error::<T>::TransferTooSoon);
		Self::ensure_decided(index, &mut record)?;
		// Before the owner changes: what was earned until now stays with who earned it.
		T::Departures::on_departure(index, &record.owner);

		let from = core::mem::replace(&mut record.owner, to.clone());
		record.owned_since = Self::now();
		record.offered_to = None;
		// The former owner's word is not this one's: a sponsor of the former owner's choice could
		// lock the router under the new one. A word already given was there to see, and stands.
		record.invited = None;
		Owned::<T>::remove(&from, Ordered::from(index));
		Owned::<T>::insert(&to, Ordered::from(index), ());
		Routers::<T>::insert(Ordered::from(index), record);
		Self::deposit_event(Event::Transferred { index, from, to });
		Ok(())
	}

	/// See [`Pallet::remove`]. The departure waits for the close: until then traffic settles, and
	/// for this owner.
	pub(crate) fn do_remove(owner: &T::AccountId, index: RouterIndex) -> DispatchResult {
		let mut record = Self::router_of(owner, index)?;
		Self::ensure_active(&record)?;
		Self::ensure_decided(index, &mut record)?;

		let closes = Self::now().saturating_add(T::WithdrawalDelay::get());
		Self::discount_word(record.word());
		record.closes = Some(closes);
		record.offered_to = None;
		Routers::<T>::insert(Ordered::from(index), record);
		Self::set_standing(index, Standing::Closing);
		Closing::<T>::insert(Ordered::from(closes), Ordered::from(index), ());
		Self::deposit_event(Event::Removed { index, owner: owner.clone(), closes });
		Ok(())
	}
}
