//! What must hold of the registry's storage between any two blocks.

use crate::{
	Appeals, Closing, Config, CurrentParameters, HoldReason, IndexOfKey, Leaving, NextRun,
	NextSponsor, Ordered, Owned, Pallet, Routers, Runs, SponsorOf, Sponsors, Standings, UsedProofs,
	Vouched,
};
use alloc::collections::{BTreeMap, BTreeSet};
use cairn_primitives::{SponsorStanding, Standing, Vouching};
use frame_support::{ensure, traits::Get};
use pallet_cairn_traits::{is_held_as_recorded, Recorded, StandingPage, STANDINGS_PER_PAGE};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant of this pallet's storage.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_routers()?;
		Self::try_standings()?;
		Self::try_runs()?;
		Self::try_queues()?;
		Self::try_sponsors()?;
		Self::try_words()?;
		Self::try_deposits()?;
		ensure!(CurrentParameters::<T>::get().within_bounds(), "parameters outside their bounds");
		Ok(())
	}

	/// Records, keys and owners point at each other, one to one; what a record says is possible.
	fn try_routers() -> Result<(), TryRuntimeError> {
		let window = T::WindowLength::get();
		let mut routers = 0usize;
		for (index, record) in Routers::<T>::iter().map(|(index, record)| (index.get(), record)) {
			routers += 1;
			ensure!(
				IndexOfKey::<T>::get(record.key) == Some(index),
				"a router's key does not lead to it"
			);
			ensure!(
				Owned::<T>::contains_key(&record.owner, Ordered::from(index)),
				"a router is missing among its owner's"
			);
			let place = record.place;
			for cell in [Some(place.cell), place.next.map(|n| n.0), place.former.map(|f| f.cell)] {
				ensure!(
					cell.is_none_or(|c| Self::ensure_cell(c).is_ok()),
					"a router stands nowhere"
				);
			}
			if let Some((_, from)) = place.next {
				ensure!(from % window == 0, "a move takes effect within a window");
				ensure!(
					place.former.is_none_or(|former| former.until < from),
					"a router left a cell after it came to the next"
				);
			}
			ensure!(record.registered <= Self::now(), "a router was registered in the future");
			ensure!(
				(record.registered..=Self::now()).contains(&record.owned_since),
				"an owner came before the router or in the future"
			);
			ensure!(
				(record.registered..=Self::now()).contains(&record.vouched_since),
				"a word came before the router or in the future"
			);
			ensure!(
				record.offered_to.as_ref() != Some(&record.owner),
				"a router is offered to its owner"
			);
			ensure!(
				record.closes.is_none() || record.offered_to.is_none(),
				"a closing router is on offer"
			);
			if let Vouching::By(sponsor) | Vouching::Revoked { sponsor, .. } = record.vouching {
				ensure!(Sponsors::<T>::contains_key(sponsor), "an unknown sponsor vouches");
			}
			ensure!(
				!matches!(record.vouching, Vouching::Lapsed(_)),
				"that a word has lapsed is stored"
			);
			ensure!(
				record.invited.is_none_or(|sponsor| sponsor < NextSponsor::<T>::get()),
				"a sponsor is invited that never was"
			);
		}
		ensure!(IndexOfKey::<T>::iter_keys().count() == routers, "a key leads to no router");
		ensure!(Owned::<T>::iter_keys().count() == routers, "an owner has a router that is not");
		Ok(())
	}

	/// A router is active or closing exactly if it has a record, and closing exactly if removed.
	fn try_standings() -> Result<(), TryRuntimeError> {
		let mut present = 0usize;
		for (number, page) in Standings::<T>::iter() {
			ensure!(number < NextRun::<T>::get(), "a page of standings precedes its run");
			let first = number * STANDINGS_PER_PAGE;
			for index in first..=first + (STANDINGS_PER_PAGE - 1) {
				let standing = page.get(index);
				if matches!(standing, Standing::Active | Standing::Closing) {
					let record = Self::router(index).map_err(|_| "a standing without a router")?;
					ensure!(record.standing() == standing, "a router's standing is another's");
					present += 1;
				}
			}
		}
		ensure!(Routers::<T>::iter_keys().count() == present, "a router has no standing");
		Ok(())
	}

	/// Runs are apart from each other, have been started, and what is left of them is unused.
	fn try_runs() -> Result<(), TryRuntimeError> {
		let mut numbers = BTreeSet::new();
		for (_, run) in Runs::<T>::iter().filter(|(_, run)| run.left > 0) {
			let number = StandingPage::number(run.next);
			ensure!(number < NextRun::<T>::get(), "a run was never started");
			ensure!(numbers.insert(number), "two runs overlap");
			let page = Standings::<T>::get(number);
			let last = run.next.checked_add(run.left - 1).ok_or("a run goes past the end")?;
			ensure!(StandingPage::number(last) == number, "a run is longer than its page");
			ensure!(
				(run.next..=last).all(|index| page.get(index) == Standing::Unknown),
				"an index of a run has been used"
			);
		}
		Ok(())
	}

	/// Each queue holds exactly what its records say, at the block they say.
	fn try_queues() -> Result<(), TryRuntimeError> {
		let (mut closing, mut appeals) = (0usize, 0usize);
		for (index, record) in Routers::<T>::iter().map(|(index, record)| (index.get(), record)) {
			if let Some(closes) = record.closes {
				closing += 1;
				ensure!(
					Closing::<T>::contains_key(Ordered::from(closes), Ordered::from(index)),
					"a closing router is not queued"
				);
			}
			if let Vouching::Revoked { appeal_until, .. } = record.vouching {
				appeals += 1;
				ensure!(
					Appeals::<T>::contains_key(Ordered::from(appeal_until), Ordered::from(index)),
					"a revocation is not queued"
				);
			}
		}
		ensure!(Closing::<T>::iter_keys().count() == closing, "a queued router is not closing");
		ensure!(Appeals::<T>::iter_keys().count() == appeals, "a queued router is not revoked");
		let horizon = Self::now().saturating_add(T::ProofLifetime::get());
		ensure!(
			UsedProofs::<T>::iter_keys().all(|(expires, _)| expires.get() <= horizon),
			"a used proof is kept too long"
		);
		Ok(())
	}

	/// Sponsors and accounts point at each other, each bond is held to the planck, and nobody else's.
	fn try_sponsors() -> Result<(), TryRuntimeError> {
		let mut bonds = Recorded::new();
		let (mut present, mut leaving) = (0usize, 0usize);
		for (sponsor, record) in Sponsors::<T>::iter() {
			ensure!(sponsor < NextSponsor::<T>::get(), "a sponsor's index was not handed out");
			if record.standing == SponsorStanding::Left {
				ensure!(record.bond == 0, "a sponsor left without its bond");
				continue;
			}
			present += 1;
			ensure!(
				SponsorOf::<T>::get(&record.account) == Some(sponsor),
				"a sponsor's account does not lead to it"
			);
			bonds.insert(record.account, record.bond);
			if let SponsorStanding::Leaving { until } = record.standing {
				leaving += 1;
				ensure!(
					Leaving::<T>::contains_key(Ordered::from(until), Ordered::from(sponsor)),
					"a leaving sponsor is not queued"
				);
			}
		}
		ensure!(SponsorOf::<T>::iter_keys().count() == present, "an account leads to no sponsor");
		let reason = HoldReason::SponsorBond.into();
		ensure!(
			is_held_as_recorded::<T, T::Currency>(&reason, &bonds),
			"a bond is not what is held"
		);
		ensure!(Leaving::<T>::iter_keys().count() == leaving, "a queued sponsor is not leaving");
		Ok(())
	}

	/// Every admitted sponsor's words are counted, nobody else's, and the counts sum to the total.
	fn try_words() -> Result<(), TryRuntimeError> {
		let mut words = BTreeMap::<_, u32>::new();
		for sponsor in Routers::<T>::iter_values().filter_map(|record| record.word()) {
			let count = words.entry(sponsor).or_default();
			*count = count.checked_add(1).ok_or("more words than routers can be")?;
		}
		let mut sum = 0u32;
		for (sponsor, record) in Sponsors::<T>::iter() {
			let words = if record.standing == SponsorStanding::Admitted {
				words.get(&sponsor).copied().unwrap_or(0)
			} else {
				0
			};
			ensure!(record.vouched == words, "a sponsor's words are miscounted");
			sum = sum.checked_add(words).ok_or("more words than routers can be")?;
		}
		ensure!(Vouched::<T>::get() == sum, "sponsors' words do not sum to the total");
		Ok(())
	}

	/// What is held from each account is the sum of the deposits that it made for routers, to the planck.
	fn try_deposits() -> Result<(), TryRuntimeError> {
		let mut deposits = Recorded::new();
		for record in Routers::<T>::iter_values() {
			let sum = deposits.entry(record.depositor).or_default();
			*sum = sum.checked_add(record.deposit).ok_or("deposits exceed what can exist")?;
		}
		let reason = HoldReason::Registration.into();
		ensure!(
			is_held_as_recorded::<T, T::Currency>(&reason, &deposits),
			"deposits are not what is held"
		);
		Ok(())
	}
}
