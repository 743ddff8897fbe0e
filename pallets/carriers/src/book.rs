//! Carriers as the receipts pallet sees them.

use crate::{types::KeyState, CarrierOf, Config, Error, Event, HoldReason, Keys, Pallet, Tariffs};
use cairn_primitives::{path_prices, Balance, CarrierIndex, KeyNumber, Kind, TariffVersion};
use frame_support::{
	defensive, ensure,
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect, InspectHold, MutateHold},
		tokens::{DepositConsequence, Fortitude, Precision, Provenance, Restriction},
		Get,
	},
};
use pallet_cairn_traits::{
	signer, CarrierBook, CarrierLookup, KeyRefusal, LaneTerms, TermsRefusal,
};
use sp_runtime::{ArithmeticError, DispatchError, MultiSigner};

impl<T: Config> CarrierLookup<T::AccountId> for Pallet<T> {
	fn carrier_of(account: &T::AccountId) -> Option<CarrierIndex> {
		CarrierOf::<T>::get(account)
	}
}

impl<T: Config> CarrierBook<T::AccountId> for Pallet<T> {
	fn settling_open() -> bool {
		!Self::is_paused()
	}

	fn terms(
		carrier: CarrierIndex,
		version: TariffVersion,
		kind: Kind,
	) -> Result<LaneTerms, TermsRefusal> {
		let (record, clock) = Self::current(carrier).ok_or(TermsRefusal::CarrierNotFound)?;
		let times = record.version(version).ok_or(TermsRefusal::VersionNotFound)?;
		if times.from > Self::now() {
			return Err(TermsRefusal::VersionNotInForce);
		}
		if times.is_closed(clock) {
			return Err(TermsRefusal::VersionClosed);
		}
		let tariff = Tariffs::<T>::get(carrier, version).ok_or(TermsRefusal::VersionNotFound)?;
		tariff
			.prices
			.get(usize::from(kind.class()))
			.and_then(|price| path_prices(kind, *price, tariff.relay_share))
			.map(|price| LaneTerms { price, fee_rate: tariff.fee_rate })
			.ok_or(TermsRefusal::KindNotPriced)
	}

	fn key(carrier: CarrierIndex, number: KeyNumber) -> Result<MultiSigner, KeyRefusal> {
		let key = Keys::<T>::get(carrier, number).ok_or(KeyRefusal::NotFound)?;
		match key.state {
			KeyState::Active => {}
			KeyState::Revoked => return Err(KeyRefusal::Revoked),
			KeyState::Retired(_) => {
				let (_, clock) = Self::current(carrier).ok_or(KeyRefusal::NotFound)?;
				if !key.state.settles(clock) {
					return Err(KeyRefusal::Retired);
				}
			}
		}
		Ok(signer(key.key))
	}

	fn payable(carrier: CarrierIndex) -> Balance {
		if Self::is_paused() {
			return 0;
		}
		Self::current(carrier).map_or(0, |(record, _)| record.payable())
	}

	fn can_pay(carrier: CarrierIndex, net: Balance, fee: Balance) -> bool {
		let Some(total) = net.checked_add(fee) else { return false };
		if total == 0 {
			return true;
		}
		let Some((record, _)) = Self::current(carrier) else { return false };
		let (account, reason) = (&record.account, HoldReason::Escrow.into());
		// The last three are what the currency itself asks of a payment by force, whatever else the
		// accounts hold in store.
		!Self::is_paused()
			&& total <= record.payable()
			&& T::Currency::balance_on_hold(&reason, account) >= total
			&& T::Currency::reducible_total_balance_on_hold(account, Fortitude::Force) >= total
			&& (net == 0
				|| T::Currency::can_deposit(&T::Pot::get(), net, Provenance::Extant)
					== DepositConsequence::Success)
	}

	fn pay(index: CarrierIndex, net: Balance, fee: Balance) -> Result<(), DispatchError> {
		let total = net.checked_add(fee).ok_or(ArithmeticError::Overflow)?;
		if total == 0 {
			return Ok(());
		}
		with_storage_layer(|| {
			Self::update(index, |carrier, _| {
				ensure!(!Self::is_paused(), Error::<T>::SettlingPaused);
				ensure!(total <= carrier.escrow, Error::<T>::EscrowTooLow);
				ensure!(total <= carrier.outflow.left(), Error::<T>::CapReached);
				// By force: a lock that the carrier puts on its own account elsewhere must not
				// keep from routers what it has put into escrow.
				let (reason, force) = (HoldReason::Escrow.into(), Fortitude::Force);
				if net > 0 {
					T::Currency::transfer_on_hold(
						&reason,
						&carrier.account,
						&T::Pot::get(),
						net,
						Precision::Exact,
						Restriction::Free,
						force,
					)?;
				}
				if fee > 0 {
					let from = &carrier.account;
					T::Currency::burn_held(&reason, from, fee, Precision::Exact, force)?;
				}
				carrier.escrow =
					carrier.escrow.checked_sub(total).ok_or(ArithmeticError::Underflow)?;
				let spent = carrier.outflow.spent.checked_add(total);
				carrier.outflow.spent = spent.ok_or(ArithmeticError::Overflow)?;
				Self::book(|totals| {
					totals.paid = totals.paid.checked_add(net)?;
					totals.fees = totals.fees.checked_add(fee)?;
					totals.held = totals.held.checked_sub(total)?;
					Some(())
				})?;
				let escrow = carrier.escrow;
				Self::deposit_event(Event::Paid { carrier: index, net, fee, escrow });
				// A request must never reach money that comes in after it.
				if let Some(request) =
					carrier.withdrawal.as_mut().filter(|request| request.amount > escrow)
				{
					request.amount = escrow;
					Self::deposit_event(Event::WithdrawalReduced {
						carrier: index,
						amount: escrow,
					});
				}
				carrier.withdrawal = carrier.withdrawal.filter(|request| request.amount > 0);
				Ok(())
			})
		})
	}

	fn note_stopped(carrier: CarrierIndex) {
		if Self::is_paused() || Self::current(carrier).is_none() {
			return;
		}
		let outcome = Self::update(carrier, |record, at| {
			if record.outflow.left() < record.escrow {
				record.note_stop(at.now, &Self::times(), at.running);
			}
			Ok(())
		});
		if let Err(error) = outcome {
			defensive!("noting a stop changes nothing that can fail", error);
		}
	}

	fn lanes_removable(carrier: CarrierIndex, version: TariffVersion) -> bool {
		Self::current(carrier).is_some_and(|(record, clock)| {
			record.version(version).is_some_and(|version| version.is_closed(clock))
		})
	}

	fn lanes_removed(carrier: CarrierIndex, version: TariffVersion) {
		if !Self::lanes_removable(carrier, version) {
			return;
		}
		if let Err(error) = Self::remove_version(carrier, version) {
			defensive!("a closed version's deposit is held until here", error);
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_open(account: T::AccountId, key: MultiSigner, escrow: Balance) -> CarrierIndex {
		crate::benchmarking::open_funded::<T>(account, key, escrow)
	}
}
