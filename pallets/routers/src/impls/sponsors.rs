//! Sponsors: bonded, admitted, slashed, leaving; and the council's parameters.

use crate::{
	Config, CurrentParameters, Error, Event, HoldReason, Leaving, NextSponsor, Ordered, Pallet,
	Parameters, SponsorOf, SponsorRecord, Sponsors, Vouched,
};
use cairn_primitives::{Balance, BlockNumber, SponsorIndex, SponsorStanding};
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
		let standing = SponsorStanding::Applying;
		let record = SponsorRecord { account: account.clone(), bond, standing, vouched: 0 };
		Sponsors::<T>::insert(sponsor, record);
		Self::deposit_event(Event::SponsorApplied { sponsor, account, bond });
		Ok(sponsor)
	}

	/// See [`Pallet::admit_sponsor`].
	pub(crate) fn do_admit(sponsor: SponsorIndex) -> DispatchResult {
		let mut record = Sponsors::<T>::get(sponsor).ok_or(Error::<T>::SponsorNotFound)?;
		Self::ensure_applying(&record)?;
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
		let record = Sponsors::<T>::get(sponsor).ok_or(Error::<T>::SponsorNotFound)?;
		let is_here =
			matches!(record.standing, SponsorStanding::Applying | SponsorStanding::Admitted);
		ensure!(is_here, Error::<T>::SponsorLeaving);
		let account = record.account.clone();
		let until = Self::begin_to_leave(sponsor, record);
		Self::deposit_event(Event::SponsorDismissed { sponsor, account, until });
		Ok(())
	}

	/// See [`Pallet::resign`].
	pub(crate) fn do_resign(account: &T::AccountId) -> DispatchResult {
		let (sponsor, record) = Self::sponsor_by(account)?;
		match record.standing {
			SponsorStanding::Admitted => (),
			SponsorStanding::Applying => return Err(Error::<T>::SponsorNotAdmitted.into()),
			SponsorStanding::Leaving { .. } | SponsorStanding::Left => {
				return Err(Error::<T>::SponsorLeaving.into())
			}
		}
		let until = Self::begin_to_leave(sponsor, record);
		let account = account.clone();
		Self::deposit_event(Event::SponsorResigned { sponsor, account, until });
		Ok(())
	}

	/// See [`Pallet::withdraw_application`]. The record goes, so that applying and withdrawing over
	/// and over leaves nothing behind: no router can bear an applicant's word.
	pub(crate) fn do_withdraw_application(account: &T::AccountId) -> DispatchResult {
		let (sponsor, record) = Self::sponsor_by(account)?;
		Self::ensure_applying(&record)?;
		let reason = HoldReason::SponsorBond.into();
		let returned = T::Currency::release(&reason, account, record.bond, Exact)?;
		Sponsors::<T>::remove(sponsor);
		SponsorOf::<T>::remove(account);
		let account = account.clone();
		Self::deposit_event(Event::ApplicationWithdrawn { sponsor, account, returned });
		Ok(())
	}

	/// The sponsor that an account is, with its record.
	fn sponsor_by(account: &T::AccountId) -> Result<(SponsorIndex, SponsorRecord), Error<T>> {
		let sponsor = SponsorOf::<T>::get(account).ok_or(Error::SponsorNotFound)?;
		Ok((sponsor, Sponsors::<T>::get(sponsor).ok_or(Error::SponsorNotFound)?))
	}

	/// Refuses a sponsor that was admitted before.
	fn ensure_applying(record: &SponsorRecord) -> Result<(), Error<T>> {
		match record.standing {
			SponsorStanding::Applying => Ok(()),
			SponsorStanding::Admitted => Err(Error::AlreadyAdmitted),
			SponsorStanding::Leaving { .. } | SponsorStanding::Left => Err(Error::SponsorLeaving),
		}
	}

	/// Queues a sponsor's bond, and says the last block in which it can be slashed. Revocations that
	/// it has made are decided by then.
	fn begin_to_leave(sponsor: SponsorIndex, mut record: SponsorRecord) -> BlockNumber {
		let until = Self::now().saturating_add(T::AppealTime::get());
		record.standing = SponsorStanding::Leaving { until };
		// Its words lapse at once, all of them, and it is never admitted again under this index.
		let lapsed = core::mem::take(&mut record.vouched);
		Vouched::<T>::mutate(|vouched| *vouched = vouched.saturating_sub(lapsed));
		Sponsors::<T>::insert(sponsor, record);
		Leaving::<T>::insert(Ordered::from(until), Ordered::from(sponsor), ());
		until
	}

	/// Keeps the bond of a sponsor that is leaving until a revocation is decided that it has just
	/// made: whoever locks a router answers for it.
	pub(crate) fn keep_bond(sponsor: SponsorIndex, appeal_until: BlockNumber) {
		let Some(mut record) = Sponsors::<T>::get(sponsor) else { return };
		let SponsorStanding::Leaving { until } = record.standing else { return };
		if until >= appeal_until {
			return;
		}
		let account = record.account.clone();
		record.standing = SponsorStanding::Leaving { until: appeal_until };
		Sponsors::<T>::insert(sponsor, record);
		Leaving::<T>::remove(Ordered::from(until), Ordered::from(sponsor));
		Leaving::<T>::insert(Ordered::from(appeal_until), Ordered::from(sponsor), ());
		Self::deposit_event(Event::BondKept { sponsor, account, until: appeal_until });
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
