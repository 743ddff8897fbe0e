//! A sponsor's word: given, taken back, and what the council makes of it.

use crate::{
	Appeals, Config, Error, Event, Ordered, Pallet, RouterRecord, Routers, SponsorOf,
	SponsorStanding, Sponsors,
};
use cairn_primitives::{BlockNumber, RouterIndex, SponsorIndex, Vouching};
use frame_support::{ensure, traits::Get};
use pallet_cairn_traits::OnVouching;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::vouch`].
	pub(crate) fn do_vouch(account: &T::AccountId, index: RouterIndex) -> DispatchResult {
		let sponsor = SponsorOf::<T>::get(account).ok_or(Error::<T>::SponsorNotFound)?;
		let standing = Sponsors::<T>::get(sponsor).map(|record| record.standing);
		ensure!(standing == Some(SponsorStanding::Admitted), Error::<T>::SponsorNotAdmitted);
		let mut record = Self::router(index)?;
		Self::ensure_active(&record)?;
		Self::ensure_decided(index, &mut record)?;
		ensure!(record.vouching == Vouching::None, Error::<T>::AlreadyVouched);

		record.vouching = Vouching::By(sponsor);
		Routers::<T>::insert(index, record);
		Self::deposit_event(Event::Vouched { index, sponsor });
		Ok(())
	}

	/// See [`Pallet::revoke`]. A dismissed sponsor may, until its bond returns; and a closing
	/// router's vouching may be, so that nobody escapes by leaving.
	pub(crate) fn do_revoke(
		account: &T::AccountId,
		index: RouterIndex,
		reason: u8,
	) -> DispatchResult {
		let sponsor = SponsorOf::<T>::get(account).ok_or(Error::<T>::SponsorNotFound)?;
		let mut record = Self::router(index)?;
		ensure!(record.vouching == Vouching::By(sponsor), Error::<T>::NotVouching);

		let appeal_until = Self::now().saturating_add(T::AppealTime::get());
		record.vouching = Vouching::Revoked { sponsor, reason, appeal_until };
		Routers::<T>::insert(index, record);
		Appeals::<T>::insert(Ordered::from(appeal_until), Ordered::from(index), ());
		T::Vouchings::frozen(index);
		Self::deposit_event(Event::Revoked { index, sponsor, reason, appeal_until });
		Ok(())
	}

	/// See [`Pallet::decide_appeal`].
	pub(crate) fn do_decide_appeal(index: RouterIndex, restore: bool) -> DispatchResult {
		let mut record = Self::router(index)?;
		let Vouching::Revoked { sponsor, appeal_until, .. } = record.vouching else {
			return Err(Error::<T>::NothingToDecide.into());
		};
		ensure!(Self::now() <= appeal_until, Error::<T>::AppealOver);

		Self::end_appeal(index, &mut record, sponsor, appeal_until, restore, true);
		Routers::<T>::insert(index, record);
		Ok(())
	}

	/// Makes a revocation final whose time to appeal has passed, and refuses one whose time has
	/// not: nothing that was frozen may change hands or leave before the decision.
	pub(crate) fn ensure_decided(
		index: RouterIndex,
		record: &mut RouterRecord,
	) -> Result<(), Error<T>> {
		if let Vouching::Revoked { sponsor, appeal_until, .. } = record.vouching {
			ensure!(appeal_until < Self::now(), Error::RevocationUndecided);
			Self::end_appeal(index, record, sponsor, appeal_until, false, false);
		}
		Ok(())
	}

	/// Ends a revocation one way or the other. The caller stores the record.
	fn end_appeal(
		index: RouterIndex,
		record: &mut RouterRecord,
		sponsor: SponsorIndex,
		appeal_until: BlockNumber,
		restored: bool,
		decided: bool,
	) {
		record.vouching = if restored { Vouching::By(sponsor) } else { Vouching::None };
		Appeals::<T>::remove(Ordered::from(appeal_until), Ordered::from(index));
		T::Vouchings::decided(index, !restored);
		Self::deposit_event(Event::AppealEnded { index, sponsor, restored, decided });
	}
}
