//! Keys and what they sign.

use cairn_primitives::{AnyKey, GenesisHash};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{IdentifyAccount, Verify, Zero},
	MultiSignature, MultiSigner,
};

/// Hash of the chain's first block, which ties signatures to this network.
pub fn genesis<T: frame_system::Config>() -> GenesisHash {
	let hash = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
	let mut genesis = GenesisHash::default();
	for (to, from) in genesis.iter_mut().zip(hash.as_ref()) {
		*to = *from;
	}
	genesis
}

/// Checks a signature against a key of the same kind.
///
/// A signature of one kind must not pass for the bytes of another kind's key, although both may
/// name the same account.
pub fn verifies(key: &MultiSigner, signature: &MultiSignature, payload: &[u8]) -> bool {
	let same_kind = matches!(
		(key, signature),
		(MultiSigner::Ed25519(_), MultiSignature::Ed25519(_))
			| (MultiSigner::Sr25519(_), MultiSignature::Sr25519(_))
			| (MultiSigner::Ecdsa(_), MultiSignature::Ecdsa(_))
			| (MultiSigner::Eth(_), MultiSignature::Eth(_))
	);
	same_kind && signature.verify(payload, &key.clone().into_account())
}

/// A key as storage keeps it, in a bounded encoding that is the same.
pub fn stored_key(key: &MultiSigner) -> AnyKey {
	match key {
		MultiSigner::Ed25519(public) => AnyKey::Ed25519(public.0),
		MultiSigner::Sr25519(public) => AnyKey::Sr25519(public.0),
		MultiSigner::Ecdsa(public) => AnyKey::Ecdsa(public.0),
		MultiSigner::Eth(public) => AnyKey::Eth(public.0),
	}
}

/// A stored key as signatures are checked with it.
pub fn signer(key: AnyKey) -> MultiSigner {
	match key {
		AnyKey::Ed25519(public) => MultiSigner::Ed25519(public.into()),
		AnyKey::Sr25519(public) => MultiSigner::Sr25519(public.into()),
		AnyKey::Ecdsa(public) => MultiSigner::Ecdsa(public.into()),
		AnyKey::Eth(public) => MultiSigner::Eth(public.into()),
	}
}
