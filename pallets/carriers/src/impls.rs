//! What the calls do.

use crate::{
	clock::{
		block_after, period_end, period_of, running_before, CarrierClock, ClockTime, NumberedPause,
		Pause,
	},
	outflow::Outflow,
	types::{AaaKey, Carrier, Endpoint, KeyState, Parameters, Times, Totals, Withdrawal},
	CarrierOf, Carriers, Config, CurrentParameters, EarlierPauses, Endpoints, Error, EscrowTotals,
	Event, HoldReason, Keys, NewestPause, NextCarrier, Pallet,
};
use cairn_primitives::{Balance, BlockNumber, CarrierIndex};
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{fungible::MutateHold, tokens::Precision, Get},
	BoundedVec,
};
use pallet_cairn_traits::stored_key;
use sp_runtime::{ArithmeticError, DispatchError, MultiSigner, SaturatedConversion};

/// A moment in a carrier's life, for a change of its record.
pub(crate) struct Moment<'a> {
	/// The current block.
	pub now: BlockNumber,
	/// The carrier's settling clock.
	pub clock: ClockTime,
	/// The chain's pauses, as [`running_before`] tells them.
	pub running: &'a dyn Fn(BlockNumber) -> ClockTime,
}

impl<T: Config> Pallet<T> {
	/// The current block.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// The pallet's times.
	pub(crate) fn times() -> Times {
		Times {
			period: T::Period::get(),
			delay: T::WithdrawalDelay::get(),
			drain: T::DrainPeriods::get(),
		}
	}

	/// Tells how many blocks before a block settling was not paused.
	pub(crate) fn running() -> impl Fn(BlockNumber) -> ClockTime {
		let newest = NewestPause::<T>::get();
		move |block| running_before(block, newest.as_ref(), EarlierPauses::<T>::get)
	}

	/// The inverse of [`Self::running`]: the first block before which settling was not paused in so
	/// many blocks.
	fn after() -> impl Fn(ClockTime) -> BlockNumber {
		let newest = NewestPause::<T>::get();
		move |running| block_after(running, newest.as_ref(), EarlierPauses::<T>::get)
	}

	/// Whether the council's pause covers this block.
	pub(crate) fn is_paused() -> bool {
		NewestPause::<T>::get().is_some_and(|newest| newest.pause.covers(Self::now()))
	}

	/// A carrier's record brought up to now, and its clock; nothing is written.
	pub(crate) fn current(index: CarrierIndex) -> Option<(Carrier<T::AccountId>, ClockTime)> {
		let mut carrier = Carriers::<T>::get(index)?;
		let (now, running) = (Self::now(), Self::running());
		carrier.roll(now, &Self::times(), &running, Self::after());
		let clock = carrier.clock.at(now, &running);
		Some((carrier, clock))
	}

	/// Changes a carrier's record: the only way in which a stored one is ever written. Brings it
	/// up to now before and lets the cap stop or start its clock afterwards.
	pub(crate) fn update<R>(
		index: CarrierIndex,
		change: impl FnOnce(&mut Carrier<T::AccountId>, &Moment) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Carriers::<T>::try_mutate(index, |stored| {
			let carrier = stored.as_mut().ok_or(Error::<T>::CarrierNotFound)?;
			let (now, times, running) = (Self::now(), Self::times(), Self::running());
			let before = carrier.clock.stopped_until(now);
			carrier.roll(now, &times, &running, Self::after());
			let clock = carrier.clock.at(now, &running);
			let result = change(carrier, &Moment { now, clock, running: &running })?;
			let stop = carrier.stop(now, &times);
			if stop != carrier.clock.stopped_until(now) {
				carrier.clock.set_stop(now, stop, &running);
			}
			if stop != before {
				Self::deposit_event(match stop {
					Some(until) => Event::ClockStopped { carrier: index, until },
					None => Event::ClockResumed { carrier: index },
				});
			}
			Ok(result)
		})
	}

	/// The carrier that an account is.
	pub(crate) fn index_of(who: &T::AccountId) -> Result<CarrierIndex, DispatchError> {
		CarrierOf::<T>::get(who).ok_or(Error::<T>::CarrierNotFound.into())
	}

	/// Holds planck from an account's free balance.
	pub(crate) fn hold(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		// The currency's own refusals differ only in ways that one remedy covers.
		T::Currency::hold(&reason.into(), who, amount).map_err(|_| Error::<T>::CannotHold.into())
	}

	/// Books a movement of escrow in the global totals.
	pub(crate) fn book(change: impl FnOnce(&mut Totals) -> Option<()>) -> DispatchResult {
		EscrowTotals::<T>::try_mutate(|totals| {
			change(totals).ok_or(DispatchError::Arithmetic(ArithmeticError::Overflow))
		})
	}

	fn ensure_endpoint(endpoint: &Endpoint) -> DispatchResult {
		ensure!(endpoint.iter().all(u8::is_ascii_graphic), Error::<T>::EndpointInvalid);
		Ok(())
	}

	pub(crate) fn do_open(
		who: T::AccountId,
		key: MultiSigner,
		endpoint: Endpoint,
		cap: Balance,
	) -> Result<CarrierIndex, DispatchError> {
		ensure!(!CarrierOf::<T>::contains_key(&who), Error::<T>::CarrierAlreadyExists);
		Self::ensure_endpoint(&endpoint)?;
		let carrier = NextCarrier::<T>::get();
		let next = carrier.checked_add(1).ok_or(Error::<T>::CarriersExhausted)?;
		let deposit = T::CarrierDeposit::get();
		Self::hold(HoldReason::Deposit, &who, deposit)?;

		NextCarrier::<T>::put(next);
		CarrierOf::<T>::insert(&who, carrier);
		Keys::<T>::insert(carrier, 0, AaaKey { key: stored_key(&key), state: KeyState::Active });
		if !endpoint.is_empty() {
			Endpoints::<T>::insert(carrier, &endpoint);
		}
		Carriers::<T>::insert(
			carrier,
			Carrier {
				account: who.clone(),
				deposit,
				escrow: 0,
				outflow: Outflow::new(cap, period_of(Self::now(), T::Period::get())),
				withdrawal: None,
				clock: CarrierClock::default(),
				versions: BoundedVec::new(),
				next_version: 0,
				next_key: 1,
				keys: 1,
			},
		);
		Self::deposit_event(Event::Opened { carrier, account: who, key, endpoint, cap, deposit });
		Ok(carrier)
	}

	pub(crate) fn do_fund(who: &T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::AmountZero);
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, _| {
			Self::hold(HoldReason::Escrow, who, amount)?;
			carrier.escrow = carrier.escrow.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
			Self::book(|totals| {
				totals.received = totals.received.checked_add(amount)?;
				totals.held = totals.held.checked_add(amount)?;
				Some(())
			})?;
			Self::deposit_event(Event::Funded { carrier: index, amount, escrow: carrier.escrow });
			Ok(())
		})
	}

	pub(crate) fn do_withdraw(who: &T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::AmountZero);
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, at| {
			ensure!(
				carrier
					.withdrawal
					.is_none_or(|old| old.has_expired(at.now, T::WithdrawalWindow::get())),
				Error::<T>::WithdrawalAlreadyExists
			);
			ensure!(amount <= carrier.escrow, Error::<T>::EscrowTooLow);
			let matures = at.clock.saturating_add(T::WithdrawalDelay::get());
			carrier.withdrawal = Some(Withdrawal { amount, matures, matured: None });
			Self::deposit_event(Event::WithdrawalRequested { carrier: index, amount, matures });
			Ok(())
		})
	}

	pub(crate) fn do_complete_withdrawal(who: &T::AccountId) -> DispatchResult {
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, at| {
			let request = carrier.withdrawal.ok_or(Error::<T>::WithdrawalNotFound)?;
			ensure!(at.clock >= request.matures, Error::<T>::WithdrawalNotMature);
			ensure!(
				!request.has_expired(at.now, T::WithdrawalWindow::get()),
				Error::<T>::WithdrawalExpired
			);
			// Only in a block in which those whom the carrier owes can settle too, and only after a
			// whole period in which the carrier did not keep them from it.
			ensure!(!Self::is_paused(), Error::<T>::SettlingPaused);
			ensure!(!carrier.clock.is_stopped(at.now), Error::<T>::StoppedByCap);
			let ran = carrier.clock.ran(at.now, at.running);
			ensure!(ran >= T::Period::get(), Error::<T>::StoppedLately);

			let amount = request.amount.min(carrier.escrow);
			T::Currency::release(&HoldReason::Escrow.into(), who, amount, Precision::Exact)?;
			carrier.withdrawal = None;
			carrier.escrow =
				carrier.escrow.checked_sub(amount).ok_or(ArithmeticError::Underflow)?;
			Self::book(|totals| {
				totals.refunded = totals.refunded.checked_add(amount)?;
				totals.held = totals.held.checked_sub(amount)?;
				Some(())
			})?;
			Self::deposit_event(Event::WithdrawalCompleted {
				carrier: index,
				amount,
				escrow: carrier.escrow,
			});
			Ok(())
		})
	}

	pub(crate) fn do_cancel_withdrawal(who: &T::AccountId) -> DispatchResult {
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, _| {
			carrier.withdrawal.take().ok_or(Error::<T>::WithdrawalNotFound)?;
			Self::deposit_event(Event::WithdrawalCancelled { carrier: index });
			Ok(())
		})
	}

	pub(crate) fn do_set_endpoint(who: &T::AccountId, endpoint: Endpoint) -> DispatchResult {
		let carrier = Self::index_of(who)?;
		Self::ensure_endpoint(&endpoint)?;
		if endpoint.is_empty() {
			Endpoints::<T>::remove(carrier);
		} else {
			Endpoints::<T>::insert(carrier, &endpoint);
		}
		Self::deposit_event(Event::EndpointSet { carrier, endpoint });
		Ok(())
	}

	pub(crate) fn do_set_cap(who: &T::AccountId, cap: Balance) -> DispatchResult {
		let index = Self::index_of(who)?;
		Self::update(index, |carrier, at| {
			let period = carrier.outflow.set_cap(cap);
			let from = if period > carrier.outflow.period {
				period_end(at.now, T::Period::get())
			} else {
				at.now
			};
			Self::deposit_event(Event::CapSet { carrier: index, cap, from });
			Ok(())
		})
	}

	pub(crate) fn do_pause_settling(blocks: BlockNumber) -> DispatchResult {
		ensure!((1..=T::MaxPause::get()).contains(&blocks), Error::<T>::PauseLengthInvalid);
		let now = Self::now();
		let until = now.checked_add(blocks).ok_or(ArithmeticError::Overflow)?;
		let (number, before) = match NewestPause::<T>::get() {
			None => (0, 0),
			Some(NumberedPause { number, pause }) => {
				ensure!(!pause.covers(now), Error::<T>::AlreadyPaused);
				let open = now.saturating_sub(pause.until);
				ensure!(open >= pause.length(), Error::<T>::PauseTooSoon);
				// One that was taken back in its own block never was; its number is used again.
				if pause.length() == 0 {
					(number, pause.before)
				} else {
					EarlierPauses::<T>::insert(number, pause);
					let next = number.checked_add(1).ok_or(ArithmeticError::Overflow)?;
					(next, pause.paused_before(now))
				}
			}
		};
		let pause = Pause { from: now, until, before };
		NewestPause::<T>::put(NumberedPause { number, pause });
		Self::deposit_event(Event::SettlingPaused { until });
		Ok(())
	}

	pub(crate) fn do_resume_settling() -> DispatchResult {
		NewestPause::<T>::try_mutate(|newest| {
			let now = Self::now();
			let newest = newest.as_mut().filter(|newest| newest.pause.covers(now));
			newest.ok_or(Error::<T>::NotPaused)?.pause.until = now;
			Self::deposit_event(Event::SettlingResumed);
			Ok(())
		})
	}

	pub(crate) fn do_set_parameters(parameters: Parameters) -> DispatchResult {
		ensure!(parameters.in_bounds(), Error::<T>::ParametersOutOfBounds);
		CurrentParameters::<T>::put(parameters);
		let Parameters { fee_rate, relay_share } = parameters;
		Self::deposit_event(Event::ParametersSet { fee_rate, relay_share });
		Ok(())
	}
}
