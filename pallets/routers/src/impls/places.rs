//! Moves: announced now, in force from the next window on, dearer the more often.

use crate::{Config, CurrentParameters, Error, Event, Ordered, Pallet, Routers};
use cairn_primitives::{BlockNumber, CellIndex, RouterIndex};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect as _, Mutate as _},
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Preserve},
		Get,
	},
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::move_router`]. An invitation stays: it names a sponsor, not a place, and it is
	/// the same owner who moves.
	pub(crate) fn do_move(
		owner: &T::AccountId,
		index: RouterIndex,
		cell: CellIndex,
	) -> DispatchResult {
		let mut record = Self::router_of(owner, index)?;
		Self::ensure_active(&record)?;
		Self::ensure_cell(cell)?;
		let now = Self::now();
		// The cooldown spans a window at least, so after it no earlier move is pending.
		let allowed = record.moves.allowed_from(T::MoveCooldown::get());
		ensure!(now >= allowed, Error::<T>::MoveTooSoon);
		let mut place = record.place.at(now);
		ensure!(place.cell != cell, Error::<T>::CellUnchanged);

		let base = CurrentParameters::<T>::get().move_price;
		let (price, moves) = record.moves.next(now, T::Year::get(), base);
		if price > 0 {
			let free = T::Currency::reducible_balance(owner, Preserve, Polite);
			ensure!(price <= free, Error::<T>::FundsUnavailable);
			T::Currency::burn_from(owner, price, Preserve, Exact, Polite)?;
		}
		let effective = Self::next_window(now);
		let from = place.cell;
		place.next = Some((cell, effective));
		record.place = place;
		record.moves = moves;
		Routers::<T>::insert(Ordered::from(index), record);
		Self::deposit_event(Event::MoveAnnounced { index, from, to: cell, effective, price });
		Ok(())
	}

	/// The first block of the next challenge window.
	pub(crate) fn next_window(now: BlockNumber) -> BlockNumber {
		let length = T::WindowLength::get().max(1);
		(now / length).saturating_add(1).saturating_mul(length)
	}
}
