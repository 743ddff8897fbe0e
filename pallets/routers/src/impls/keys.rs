//! Proofs of possession: whose key signed what, until when, and never twice.

use crate::{Config, Error, Event, IndexOfKey, Ordered, Pallet, Routers, UsedProofs};
use cairn_primitives::{BlockNumber, KeyPossession, RouterIndex};
use codec::Encode;
use frame_support::{ensure, traits::Get};
use pallet_cairn_traits::{genesis, stored_key, verifies};
use sp_runtime::{DispatchResult, MultiSignature, MultiSigner};

/// How an expiry lies against the clock.
pub(crate) enum Age {
	Good,
	Expired,
	TooFarAhead,
}

impl<T: Config> Pallet<T> {
	/// Whether something that expires in this block may be used now.
	pub(crate) fn age(expires: BlockNumber) -> Age {
		let now = Self::now();
		if expires < now {
			Age::Expired
		} else if expires > now.saturating_add(T::ProofLifetime::get()) {
			Age::TooFarAhead
		} else {
			Age::Good
		}
	}

	/// What a used signature is remembered by: who signed what. Not the signature's bytes, since
	/// one key can sign the same words in many ways.
	pub(crate) fn proof_id(signer: &impl Encode, payload: &[u8]) -> [u8; 32] {
		sp_io::hashing::blake2_256(&(signer, payload).encode())
	}

	/// Checks a device key's proof, and marks it as used.
	pub(crate) fn use_proof(
		key: &MultiSigner,
		expires: BlockNumber,
		payload: &[u8],
		proof: &MultiSignature,
	) -> DispatchResult {
		match Self::age(expires) {
			Age::Good => (),
			Age::Expired => return Err(Error::<T>::ProofExpired.into()),
			Age::TooFarAhead => return Err(Error::<T>::ProofTooFarAhead.into()),
		}
		let id = Self::proof_id(key, payload);
		let expires = Ordered::from(expires);
		ensure!(!UsedProofs::<T>::contains_key(expires, id), Error::<T>::ProofUsed);
		ensure!(verifies(key, proof, payload), Error::<T>::ProofInvalid);
		UsedProofs::<T>::insert(expires, id, ());
		Ok(())
	}

	/// See [`Pallet::rotate_key`]. A closing router may: its last receipts need a working key.
	pub(crate) fn do_rotate_key(
		owner: &T::AccountId,
		index: RouterIndex,
		key: MultiSigner,
		expires: BlockNumber,
		proof: MultiSignature,
	) -> DispatchResult {
		let mut record = Self::router_of(owner, index)?;
		let new = stored_key(&key);
		ensure!(!IndexOfKey::<T>::contains_key(new), Error::<T>::KeyAlreadyRegistered);
		let payload = KeyPossession { router: index, owner: owner.clone().into(), expires }
			.signing_payload(&genesis::<T>());
		Self::use_proof(&key, expires, &payload, &proof)?;

		let old = core::mem::replace(&mut record.key, new);
		IndexOfKey::<T>::remove(old);
		IndexOfKey::<T>::insert(new, index);
		Routers::<T>::insert(Ordered::from(index), record);
		Self::deposit_event(Event::KeyRotated { index, old, new });
		Ok(())
	}
}
