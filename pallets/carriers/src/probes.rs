//! Carriers' mobile probes: bonded, so that a campaign can ask whether a cell is really served.

use crate::{
	types::ProbeRecord, Config, Error, Event, HoldReason, NextProbe, Pallet, ProbeOfKey, Probes,
	ProbesOf,
};
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::ProbeIndex, AnyKey, BlockNumber, CarrierIndex, ProbePossession, ProbeView,
};
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use pallet_cairn_traits::{genesis, signer, stored_key, verifies, Probe, ProbeBook};
use sp_runtime::{MultiSignature, MultiSigner};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::add_probe`]. The signature is checked after everything cheap.
	pub(crate) fn do_add_probe(
		who: &T::AccountId,
		key: MultiSigner,
		expires: BlockNumber,
		proof: MultiSignature,
	) -> DispatchResult {
		let carrier = Self::index_of(who)?;
		ensure!(expires >= Self::now(), Error::<T>::ProofExpired);
		let stored = stored_key(&key);
		ensure!(!ProbeOfKey::<T>::contains_key(stored), Error::<T>::ProbeAlreadyExists);
		let mut probes = ProbesOf::<T>::get(carrier);
		let probe = NextProbe::<T>::get();
		let next = probe.checked_add(1).ok_or(Error::<T>::ProbesExhausted)?;
		probes.try_push(probe).map_err(|_| Error::<T>::TooManyProbes)?;
		let possession = ProbePossession { carrier, expires };
		let payload = possession.signing_payload(&genesis::<T>());
		ensure!(verifies(&key, &proof, &payload), Error::<T>::ProofInvalid);
		let deposit = T::ProbeDeposit::get();
		Self::hold(HoldReason::Probe, who, deposit)?;

		let since = Self::now();
		NextProbe::<T>::put(next);
		ProbesOf::<T>::insert(carrier, probes);
		ProbeOfKey::<T>::insert(stored, probe);
		Probes::<T>::insert(probe, ProbeRecord { carrier, key: stored, since, deposit });
		Self::deposit_event(Event::ProbeAdded { carrier, probe, key, deposit });
		Ok(())
	}

	/// See [`Pallet::remove_probe`].
	pub(crate) fn do_remove_probe(who: &T::AccountId, probe: ProbeIndex) -> DispatchResult {
		let carrier = Self::index_of(who)?;
		let record = Probes::<T>::get(probe).ok_or(Error::<T>::ProbeNotFound)?;
		ensure!(record.carrier == carrier, Error::<T>::ProbeNotOwned);
		let deposit = record.deposit;
		T::Currency::release(&HoldReason::Probe.into(), who, deposit, Precision::Exact)?;

		Probes::<T>::remove(probe);
		ProbeOfKey::<T>::remove(record.key);
		ProbesOf::<T>::mutate(carrier, |probes| probes.retain(|other| *other != probe));
		Self::deposit_event(Event::ProbeRemoved { carrier, probe, deposit });
		Ok(())
	}

	/// A probe as clients see it; nothing once it has been removed.
	pub fn probe_view(index: ProbeIndex) -> Option<ProbeView> {
		let ProbeRecord { carrier, key, since, deposit } = Probes::<T>::get(index)?;
		Some(ProbeView { index, carrier, key, since, deposit })
	}

	/// The probe that has a key.
	pub fn probe_of_key(key: &AnyKey) -> Option<ProbeIndex> {
		ProbeOfKey::<T>::get(key)
	}

	/// A carrier's probes, ascending; at most `MaxProbes`.
	pub fn probes_of(carrier: CarrierIndex) -> Vec<ProbeIndex> {
		ProbesOf::<T>::get(carrier).into_inner()
	}
}

impl<T: Config> ProbeBook for Pallet<T> {
	fn probe(index: ProbeIndex) -> Option<Probe> {
		let ProbeRecord { carrier, key, since, .. } = Probes::<T>::get(index)?;
		Some(Probe { carrier, key: signer(key), since })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_probe(key: MultiSigner) -> (ProbeIndex, CarrierIndex) {
		crate::benchmarking::bonded_probe::<T>(key)
	}
}
