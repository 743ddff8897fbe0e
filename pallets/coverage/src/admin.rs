//! What the council may do.

use crate::{Config, CurrentParameters, Error, Event, LastPause, Pallet, Parameters, Pause};
use cairn_primitives::BlockNumber;
use frame_support::{ensure, traits::Get};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_pause(blocks: BlockNumber) -> DispatchResult {
		ensure!((1..=T::MaxPause::get()).contains(&blocks), Error::<T>::PauseLengthInvalid);
		let now = Self::now();
		let until = now.checked_add(blocks).ok_or(ArithmeticError::Overflow)?;
		if let Some(last) = LastPause::<T>::get() {
			ensure!(!last.covers(now), Error::<T>::AlreadyPaused);
			let open = now.saturating_sub(last.until);
			// Else the council could pause for ever, one limited time after the other.
			ensure!(open >= last.length(), Error::<T>::PauseTooSoon);
		}
		LastPause::<T>::put(Pause { from: now, until });
		Self::deposit_event(Event::Paused { until });
		Ok(())
	}

	pub(crate) fn do_resume() -> DispatchResult {
		let now = Self::now();
		let pause = LastPause::<T>::get().filter(|last| last.covers(now));
		let pause = pause.ok_or(Error::<T>::NotPaused)?;
		LastPause::<T>::put(Pause { until: now, ..pause });
		Self::deposit_event(Event::Resumed);
		Ok(())
	}

	pub(crate) fn do_set_parameters(parameters: Parameters) -> DispatchResult {
		ensure!(parameters.within_bounds(), Error::<T>::ParametersOutOfBounds);
		CurrentParameters::<T>::put(parameters);
		Self::deposit_event(Event::ParametersSet { parameters });
		Ok(())
	}
}
