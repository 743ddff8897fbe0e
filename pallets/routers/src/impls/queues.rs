//! What falls due by itself, a bounded number of entries a block.

use crate::{
	Appeals, Closing, Config, Event, HoldReason, Leaving, Ordered, Pallet, Routers, SponsorOf,
	Sponsors, UsedProofs, WeightInfo,
};
use alloc::vec::Vec;
use cairn_primitives::{BlockNumber, RouterIndex, SponsorIndex, SponsorStanding, Vouching};
use frame_support::{traits::Get, weights::Weight};
use pallet_cairn_traits::{OnDeparture, OnVouching};

/// The most used proofs that an idle block forgets.
pub(crate) const MAX_FORGOTTEN: u32 = 64;

impl<T: Config> Pallet<T> {
	/// Works off what is due, at most `MaxClosedPerBlock` entries of each queue. A queue that is
	/// behind only makes its entries last longer.
	pub(crate) fn work_off_queues() -> Weight {
		let now = Self::now();
		let appeals = Self::due(Appeals::<T>::iter_keys(), now);
		for (due, index) in &appeals {
			Self::end_appeal_in_queue(*due, index.get());
		}
		// After the appeals: a router whose revocation ends in the same block closes decided.
		let closings = Self::due(Closing::<T>::iter_keys(), now);
		for (due, index) in &closings {
			Self::close(*due, index.get());
		}
		let leaving = Self::due(Leaving::<T>::iter_keys(), now);
		for (due, sponsor) in &leaving {
			Self::return_bond(*due, sponsor.get());
		}
		Self::work_weight(appeals.len() as u64, closings.len() as u64, leaving.len() as u64)
	}

	/// The most that [`Self::work_off_queues`] weighs.
	pub(crate) fn most_work_in_a_block() -> Weight {
		let most = u64::from(T::MaxClosedPerBlock::get());
		Self::work_weight(most, most, most)
	}

	fn work_weight(appeals: u64, closings: u64, leaving: u64) -> Weight {
		let decided = T::Vouchings::decided_weight();
		let close = <T as Config>::WeightInfo::close()
			.saturating_add(T::Departures::weight())
			.saturating_add(decided);
		let end_appeal = <T as Config>::WeightInfo::end_appeal().saturating_add(decided);
		<T as Config>::WeightInfo::look_at_queues()
			.saturating_add(end_appeal.saturating_mul(appeals))
			.saturating_add(close.saturating_mul(closings))
			.saturating_add(<T as Config>::WeightInfo::return_bond().saturating_mul(leaving))
	}

	/// The first entries of a queue whose last block has passed. Queues are ordered by block.
	fn due(
		queue: impl Iterator<Item = (Ordered, Ordered)>,
		now: BlockNumber,
	) -> Vec<(Ordered, Ordered)> {
		queue
			.take_while(|(due, _)| due.get() < now)
			.take(T::MaxClosedPerBlock::get() as usize)
			.collect()
	}

	/// Makes a revocation final whose time to appeal has passed.
	pub(crate) fn end_appeal_in_queue(due: Ordered, index: RouterIndex) {
		// Decided ones have left the queue; should one be here, it must not stay.
		Appeals::<T>::remove(due, Ordered::from(index));
		let Some(mut record) = Routers::<T>::get(Ordered::from(index)) else { return };
		if Self::ensure_decided(index, &mut record).is_ok() {
			Routers::<T>::insert(Ordered::from(index), record);
		}
	}

	/// Closes a removed router for good and returns its deposit; one whose revocation is undecided
	/// waits for the decision.
	pub(crate) fn close(due: Ordered, index: RouterIndex) {
		Closing::<T>::remove(due, Ordered::from(index));
		let Some(mut record) = Routers::<T>::get(Ordered::from(index)) else { return };
		if Self::ensure_decided(index, &mut record).is_err() {
			if let Vouching::Revoked { appeal_until, .. } = record.vouching {
				record.closes = Some(appeal_until);
				Closing::<T>::insert(Ordered::from(appeal_until), Ordered::from(index), ());
				Routers::<T>::insert(Ordered::from(index), record);
				Self::deposit_event(Event::CloseDeferred { index, closes: appeal_until });
			}
			return;
		}
		// Before the owner is gone: what was earned stays with who earned it.
		T::Departures::on_departure(index, &record.owner);
		Self::leave(index, &record.owner, record.key);
		let returned = Self::release(HoldReason::Registration, &record.depositor, record.deposit);
		Self::deposit_event(Event::Closed {
			index,
			owner: record.owner,
			depositor: record.depositor,
			returned,
		});
	}

	/// Returns what is left of the bond of a sponsor that resigned or was dismissed. Its record
	/// stays.
	pub(crate) fn return_bond(due: Ordered, sponsor: SponsorIndex) {
		Leaving::<T>::remove(due, Ordered::from(sponsor));
		let Some(mut record) = Sponsors::<T>::get(sponsor) else { return };
		let amount = Self::release(HoldReason::SponsorBond, &record.account, record.bond);
		let account = record.account.clone();
		SponsorOf::<T>::remove(&account);
		record.bond = 0;
		record.standing = SponsorStanding::Left;
		Sponsors::<T>::insert(sponsor, record);
		Self::deposit_event(Event::BondReturned { sponsor, account, amount });
	}

	/// Forgets used proofs that are refused for their age by now, as many as there is room for.
	pub(crate) fn forget_proofs(remaining: Weight) -> Weight {
		let weight = <T as Config>::WeightInfo::forget_proofs;
		let Some(most) = (1..=MAX_FORGOTTEN).rev().find(|n| weight(*n).all_lte(remaining)) else {
			return Weight::zero();
		};
		let now = Self::now();
		let expired: Vec<_> = UsedProofs::<T>::iter_keys()
			.take_while(|(expires, _)| expires.get() < now)
			.take(most as usize)
			.collect();
		for (expires, id) in &expired {
			UsedProofs::<T>::remove(expires, id);
		}
		weight(expired.len() as u32)
	}
}
