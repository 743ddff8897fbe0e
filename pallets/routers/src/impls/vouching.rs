//! A sponsor's word: asked for, given, taken back, and what the council makes of it.

use crate::{
	Appeals, Config, Error, Event, NextSponsor, Ordered, Pallet, RouterRecord, Routers, SponsorOf,
	Sponsors, Vouched,
};
use cairn_primitives::{BlockNumber, RouterIndex, SponsorIndex, SponsorStanding, Vouching};
use frame_support::{ensure, traits::Get};
use pallet_cairn_traits::OnVouching;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::invite`].
	pub(crate) fn do_invite(
		owner: &T::AccountId,
		index: RouterIndex,
		sponsor: Option<SponsorIndex>,
	) -> DispatchResult {
		let mut record = Self::router_of(owner, index)?;
		Self::ensure_active(&record)?;
		Self::ensure_decided(index, &mut record)?;
		ensure!(record.invited != sponsor, Error::<T>::InvitationUnchanged);
		Self::ensure_known(sponsor)?;

		record.invited = sponsor;
		Routers::<T>::insert(Ordered::from(index), record);
		Self::deposit_event(Event::Invited { index, owner: owner.clone(), sponsor });
		Ok(())
	}

	/// See [`Pallet::vouch`]. Only an invited sponsor may: whoever can vouch can revoke, and so keep
	/// the owner from handing over and from removing.
	pub(crate) fn do_vouch(account: &T::AccountId, index: RouterIndex) -> DispatchResult {
		let sponsor = SponsorOf::<T>::get(account).ok_or(Error::<T>::SponsorNotFound)?;
		ensure!(Self::is_admitted(sponsor), Error::<T>::SponsorNotAdmitted);
		let mut record = Self::router(index)?;
		Self::ensure_active(&record)?;
		Self::ensure_decided(index, &mut record)?;
		ensure!(record.invited == Some(sponsor), Error::<T>::NotInvited);
		let counted = Self::as_it_counts(record.vouching);
		ensure!(!matches!(counted, Vouching::By(_)), Error::<T>::AlreadyVouched);

		record.vouch(sponsor, Self::now());
		// A word that this one replaces has lapsed and counts no more.
		Self::count_word(record.word());
		Routers::<T>::insert(Ordered::from(index), record);
		Self::deposit_event(Event::Vouched { index, sponsor });
		Ok(())
	}

	/// See [`Pallet::revoke`]; without an account the council does it. A sponsor may as long as there is
	/// a bond to answer for it, even while it is leaving: with nothing left to lose it could freeze again
	/// what the council restores, as often as that does. And a closing router's vouching may be taken back, so that
	/// nobody escapes by leaving.
	pub(crate) fn do_revoke(
		account: Option<&T::AccountId>,
		index: RouterIndex,
		reason: u8,
	) -> DispatchResult {
		let signer = match account {
			Some(account) => Some(SponsorOf::<T>::get(account).ok_or(Error::<T>::SponsorNotFound)?),
			None => None,
		};
		let mut record = Self::router(index)?;
		let Vouching::By(sponsor) = record.vouching else {
			return Err(Error::<T>::NotVouching.into());
		};
		if let Some(signer) = signer {
			ensure!(signer == sponsor, Error::<T>::NotVouching);
			let bond = Sponsors::<T>::get(sponsor).map_or(0, |record| record.bond);
			ensure!(bond > 0, Error::<T>::BondSpent);
		}

		Self::discount_word(record.word());
		let appeal_until = Self::now().saturating_add(T::AppealTime::get());
		record.vouching = Vouching::Revoked { sponsor, reason, appeal_until };
		Routers::<T>::insert(Ordered::from(index), record);
		Appeals::<T>::insert(Ordered::from(appeal_until), Ordered::from(index), ());
		T::Vouchings::frozen(index);
		let by_council = signer.is_none();
		Self::deposit_event(Event::Revoked { index, sponsor, by_council, reason, appeal_until });
		// For what the council does no sponsor answers.
		if !by_council {
			Self::keep_bond(sponsor, appeal_until);
		}
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
		Routers::<T>::insert(Ordered::from(index), record);
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

	/// Refuses a sponsor that never was. One that is not admitted may be invited: whether it may
	/// vouch is asked when it does.
	pub(crate) fn ensure_known(sponsor: Option<SponsorIndex>) -> Result<(), Error<T>> {
		ensure!(sponsor.is_none_or(|s| s < NextSponsor::<T>::get()), Error::SponsorNotFound);
		Ok(())
	}

	/// Whether a sponsor may vouch and its words count.
	pub(crate) fn is_admitted(sponsor: SponsorIndex) -> bool {
		Sponsors::<T>::get(sponsor)
			.is_some_and(|record| record.standing == SponsorStanding::Admitted)
	}

	/// An active router has come to bear this word. Counts only while its sponsor is admitted.
	pub(crate) fn count_word(word: Option<SponsorIndex>) {
		Self::change_count(word, |count| count.saturating_add(1));
	}

	/// An active router bears this word no more.
	pub(crate) fn discount_word(word: Option<SponsorIndex>) {
		Self::change_count(word, |count| count.saturating_sub(1));
	}

	/// There are no more routers than indices, and only words that were counted are taken off:
	/// neither count saturates.
	fn change_count(word: Option<SponsorIndex>, change: impl Fn(u32) -> u32) {
		let Some(sponsor) = word else { return };
		let Some(mut record) = Sponsors::<T>::get(sponsor) else { return };
		if record.standing == SponsorStanding::Admitted {
			record.vouched = change(record.vouched);
			Sponsors::<T>::insert(sponsor, record);
			Vouched::<T>::mutate(|vouched| *vouched = change(*vouched));
		}
	}

	/// What a stored word is worth now, whether or not anything got to it: a revocation is final
	/// once its time has passed, and a word lapses with its sponsor's admission.
	pub(crate) fn as_it_counts(vouching: Vouching) -> Vouching {
		as_it_counts(vouching, Self::now(), Self::is_admitted)
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
		if restored {
			record.vouch(sponsor, Self::now());
			Self::count_word(record.word());
		} else {
			record.vouching = Vouching::None;
			// Otherwise the same sponsor could vouch and revoke again, and so lock the router for
			// ever. The owner may invite anew, whomever he likes.
			record.invited = None;
		}
		Appeals::<T>::remove(Ordered::from(appeal_until), Ordered::from(index));
		T::Vouchings::decided(index, !restored);
		Self::deposit_event(Event::AppealEnded { index, sponsor, restored, decided });
	}
}

/// What a stored word is worth in the block `now`, where these sponsors are admitted.
pub(super) fn as_it_counts(
	vouching: Vouching,
	now: BlockNumber,
	is_admitted: impl FnOnce(SponsorIndex) -> bool,
) -> Vouching {
	match vouching {
		Vouching::By(sponsor) if !is_admitted(sponsor) => Vouching::Lapsed(sponsor),
		Vouching::Revoked { appeal_until, .. } if appeal_until < now => Vouching::None,
		vouching => vouching,
	}
}
