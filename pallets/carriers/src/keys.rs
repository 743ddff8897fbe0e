//! AAA keys: added, retired, revoked, forgotten.

use crate::{
	types::{AaaKey, KeyState},
	Config, Error, Event, Keys, Pallet,
};
use cairn_primitives::KeyNumber;
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};
use pallet_cairn_traits::stored_key;
use sp_runtime::{ArithmeticError, MultiSigner};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_key(who: &T::AccountId, key: MultiSigner) -> DispatchResult {
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, _| {
			ensure!(carrier.keys < T::MaxKeys::get(), Error::<T>::TooManyKeys);
			let number = carrier.next_key;
			let next = number.checked_add(1).ok_or(Error::<T>::KeyNumbersExhausted)?;
			let stored = stored_key(&key);
			// Under a second number a key would outlive its own revocation. At most `MaxKeys`.
			ensure!(
				Keys::<T>::iter_prefix_values(index).all(|other| other.key != stored),
				Error::<T>::KeyAlreadyExists
			);
			Keys::<T>::insert(index, number, AaaKey { key: stored, state: KeyState::Active });
			carrier.next_key = next;
			carrier.keys = carrier.keys.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			Self::deposit_event(Event::KeyAdded { carrier: index, number, key });
			Ok(())
		})
	}

	pub(crate) fn do_retire_key(who: &T::AccountId, number: KeyNumber) -> DispatchResult {
		let carrier = Self::index_of(who)?;
		let (_, clock) = Self::current(carrier).ok_or(Error::<T>::CarrierNotFound)?;
		Keys::<T>::try_mutate(carrier, number, |stored| {
			let key = stored.as_mut().ok_or(Error::<T>::KeyNotFound)?;
			ensure!(key.state == KeyState::Active, Error::<T>::KeyNotActive);
			let until = clock.saturating_add(T::WithdrawalDelay::get());
			key.state = KeyState::Retired(until);
			Self::deposit_event(Event::KeyRetired { carrier, number, until });
			Ok(())
		})
	}

	pub(crate) fn do_revoke_key(who: &T::AccountId, number: KeyNumber) -> DispatchResult {
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, at| {
			Keys::<T>::try_mutate(index, number, |stored| -> DispatchResult {
				let key = stored.as_mut().ok_or(Error::<T>::KeyNotFound)?;
				ensure!(key.state != KeyState::Revoked, Error::<T>::KeyAlreadyRevoked);
				key.state = KeyState::Revoked;
				Ok(())
			})?;
			Self::deposit_event(Event::KeyRevoked { carrier: index, number });
			// What the key signed must be signed again before the escrow may go.
			let window = T::WithdrawalWindow::get();
			let waiting = carrier.withdrawal.as_mut();
			if let Some(request) = waiting.filter(|old| !old.has_expired(at.now, window)) {
				request.matures = at.clock.saturating_add(T::WithdrawalDelay::get());
				request.matured = None;
				let matures = request.matures;
				Self::deposit_event(Event::WithdrawalPostponed { carrier: index, matures });
			}
			Ok(())
		})
	}

	pub(crate) fn do_forget_key(who: &T::AccountId, number: KeyNumber) -> DispatchResult {
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, at| {
			let key = Keys::<T>::get(index, number).ok_or(Error::<T>::KeyNotFound)?;
			ensure!(!key.state.settles(at.clock), Error::<T>::KeyStillSettles);
			Keys::<T>::remove(index, number);
			carrier.keys = carrier.keys.checked_sub(1).ok_or(ArithmeticError::Underflow)?;
			Self::deposit_event(Event::KeyForgotten { carrier: index, number });
			Ok(())
		})
	}
}
