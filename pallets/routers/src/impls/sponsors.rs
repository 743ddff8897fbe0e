//! Sponsors: bonded, admitted, slashed, dismissed; and the council's parameters.

use crate::{
	Config, CurrentParameters, Error, Event, HoldReason, Leaving, NextSponsor, Ordered, Pallet,
	Parameters, SponsorOf, SponsorRecord, SponsorStanding, Sponsors,
};
use cairn_primitives::{Balance, SponsorIndex};
use frame_support::{
	ensure,
	traits::{
		fungible::hold::Mutate as _,
		tokens::{Fortitude::Force, Precision::Exact},
		Get,
	},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::apply_as_sponsor`].
	pub(crate) fn do_apply(account: T::AccountId) -> Result<SponsorIndex, DispatchError> {
		ensure!(!SponsorOf::<T>::contains_key(&account), Error::<T>::AlreadySponsor);
		let sponsor = NextSponsor::<T>::get();
		let next = sponsor.checked_add(1).ok_or(Error::<T>::IndicesExhausted)?;
		let bond = CurrentParameters::<T>::get().sponsor_bond;
		Self::hold(HoldReason::SponsorBond, &account, bond)?;

		NextSponsor::<T>::put(next);
		SponsorOf::<T>::insert(&account, sponsor);
		let standing = SponsorStanding::Applied;
		let record = SponsorRecord { account: account.clone(), bond, standing };
		Sponsors::<T>::insert(sponsor, record);
		Self::deposit_event(Event::SponsorApplied { sponsor, account, bond });
		Ok(sponsor)
	}

	/// See [`Pallet::admit_sponsor`].
	pub(crate) fn do_admit(sponsor: SponsorIndex) -> DispatchResult {
		let mut record = Sponsors::<T>::get(sponsor).ok_or(Error::<T>::SponsorNotFound)?;
		match record.standing {
			SponsorStanding::Applied => (),
			SponsorStanding::Admitted => return Err(Error::<T>::AlreadyAdmitted.into()),
			SponsorStanding::Dismissed { .. } | SponsorStanding::Left => {
				return Err(Error::<T>::SponsorDismissed.into())
			}
		}
		record.standing = SponsorStanding::Admitted;
		let account = record.account.clone();
		Sponsors::<T>::insert(sponsor, record);
		Self::deposit_event(Event::SponsorAdmitted { sponsor, account });
		Ok(())
	}

	/// See [`Pallet::slash_sponsor`].
	pub(crate) fn do_slash(sponsor: SponsorIndex, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::AmountZero);
		let mut record = Sponsors::<T>::get(sponsor).ok_or(Error::<T>::SponsorNotFound)?;
		let remaining = record.bond.checked_sub(amount).ok_or(Error::<T>::BondTooSmall)?;
		let reason = HoldReason::SponsorBond.into();
		T::Currency::burn_held(&reason, &record.account, amount, Exact, Force)?;

		record.bond = remaining;
		let account = record.account.clone();
		Sponsors::<T>::insert(sponsor, record);
		Self::deposit_event(Event::SponsorSlashed { sponsor, account, amount, remaining });
		Ok(())
	}

	/// See [`Pallet::dismiss_sponsor`].
	pub(crate) fn do_dismiss(sponsor: SponsorIndex) -> DispatchResult {
		let mut record = Sponsors::<T>::get(sponsor).ok_or(Error::<T>::SponsorNotFound)?;
		match record.standing {
			SponsorStanding::Applied | SponsorStanding::Admitted => (),
			SponsorStanding::Dismissed { .. } | SponsorStanding::Left => {
				return Err(Error::<T>::SponsorDismissed.into())
			}
		}
		let until = Self::now().saturating_add(T::AppealTime::get());
		record.standing = SponsorStanding::Dismissed { until };
		let account = record.account.clone();
		Sponsors::<T>::insert(sponsor, record);
		Leaving::<T>::insert(Ordered::from(until), Ordered::from(sponsor), ());
		Self::deposit_event(Event::SponsorDismissed { sponsor, account, until });
		Ok(())
	}

	/// See [`Pallet::set_parameters`].
	pub(crate) fn do_set_parameters(new: Parameters) -> DispatchResult {
		ensure!(new.within_bounds(), Error::<T>::ParameterOutOfBounds);
		let old = CurrentParameters::<T>::get();
		CurrentParameters::<T>::put(new);
		Self::deposit_event(Event::ParametersSet { old, new });
		Ok(())
	}
}
