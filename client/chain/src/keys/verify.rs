//! Verifying as `sp_runtime::MultiSignature` does.

use super::SIGNING_CONTEXT;
use crate::hash::blake2_256;
use cairn_primitives::{AccountBytes, AnyKey, AnySignature};
use std::fmt;

/// Why a signature does not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VerifyError {
	/// Key and signature are of different kinds.
	KindsDiffer,
	/// The bytes are no key of their kind.
	BadKey,
	/// Not made by this key over this message.
	Wrong,
	/// This build verifies sr25519 only.
	KindNotSupported,
}

impl fmt::Display for VerifyError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::KindsDiffer => "key and signature are of different kinds",
			Self::BadKey => "the bytes are no key of their kind",
			Self::Wrong => "the signature is not by this key over this message",
			Self::KindNotSupported => "this build verifies sr25519 signatures only",
		})
	}
}

impl std::error::Error for VerifyError {}

/// Checks a signature over a message.
pub fn verify(key: &AnyKey, message: &[u8], signature: &AnySignature) -> Result<(), VerifyError> {
	match (key, signature) {
		(AnyKey::Sr25519(key), AnySignature::Sr25519(signature)) => {
			sr25519(key, message, signature)
		}
		(AnyKey::Ed25519(key), AnySignature::Ed25519(signature)) => {
			others::ed25519(key, message, signature)
		}
		(AnyKey::Ecdsa(key), AnySignature::Ecdsa(signature)) => {
			others::ecdsa(key, &blake2_256(message), signature)
		}
		(AnyKey::Eth(key), AnySignature::Eth(signature)) => others::eth(key, message, signature),
		_ => Err(VerifyError::KindsDiffer),
	}
}

/// The account that belongs to a key, as the chain derives it; `None` for an Ethereum-style key in
/// a build without the feature `all-keys`.
pub fn account_of(key: &AnyKey) -> Option<AccountBytes> {
	match key {
		AnyKey::Ed25519(key) | AnyKey::Sr25519(key) => Some(*key),
		AnyKey::Ecdsa(key) => Some(blake2_256(key)),
		AnyKey::Eth(key) => others::eth_account(key),
	}
}

fn sr25519(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Result<(), VerifyError> {
	let key = schnorrkel::PublicKey::from_bytes(key).map_err(|_| VerifyError::BadKey)?;
	let signature = schnorrkel::Signature::from_bytes(signature).map_err(|_| VerifyError::Wrong)?;
	key.verify_simple(SIGNING_CONTEXT, message, &signature).map_err(|_| VerifyError::Wrong)
}

#[cfg(feature = "all-keys")]
mod others {
	use super::VerifyError;
	use crate::hash::keccak_256;
	use cairn_primitives::AccountBytes;
	use k256::ecdsa::{RecoveryId, Signature, VerifyingKey};

	pub(super) fn ed25519(
		key: &[u8; 32],
		message: &[u8],
		signature: &[u8; 64],
	) -> Result<(), VerifyError> {
		let key = ed25519_zebra::VerificationKey::try_from(key.as_slice())
			.map_err(|_| VerifyError::BadKey)?;
		let signature = ed25519_zebra::Signature::from(*signature);
		key.verify(&signature, message).map_err(|_| VerifyError::Wrong)
	}

	/// The chain recovers the key from the signature and compares; so does this.
	pub(super) fn ecdsa(
		key: &[u8; 33],
		prehash: &[u8; 32],
		signature: &[u8; 65],
	) -> Result<(), VerifyError> {
		let (rs, v) = signature.split_at(64);
		// Ethereum writes the recovery id with 27 added.
		let v = if v[0] > 26 { v[0] - 27 } else { v[0] };
		let recovery = RecoveryId::from_byte(v).ok_or(VerifyError::Wrong)?;
		let signature = Signature::from_slice(rs).map_err(|_| VerifyError::Wrong)?;
		let recovered = VerifyingKey::recover_from_prehash(prehash, &signature, recovery)
			.map_err(|_| VerifyError::Wrong)?;
		if recovered.to_encoded_point(true).as_bytes() == key {
			Ok(())
		} else {
			Err(VerifyError::Wrong)
		}
	}

	pub(super) fn eth(
		key: &[u8; 33],
		message: &[u8],
		signature: &[u8; 65],
	) -> Result<(), VerifyError> {
		ecdsa(key, &keccak_256(message), signature)
	}

	pub(super) fn eth_account(key: &[u8; 33]) -> Option<AccountBytes> {
		let mut account = [0xee; 32];
		account[..20].copy_from_slice(&keccak_256(key)[12..]);
		Some(account)
	}
}

#[cfg(not(feature = "all-keys"))]
mod others {
	use super::VerifyError;
	use cairn_primitives::AccountBytes;

	pub(super) fn ed25519(_: &[u8; 32], _: &[u8], _: &[u8; 64]) -> Result<(), VerifyError> {
		Err(VerifyError::KindNotSupported)
	}

	pub(super) fn ecdsa(_: &[u8; 33], _: &[u8; 32], _: &[u8; 65]) -> Result<(), VerifyError> {
		Err(VerifyError::KindNotSupported)
	}

	pub(super) fn eth(_: &[u8; 33], _: &[u8], _: &[u8; 65]) -> Result<(), VerifyError> {
		Err(VerifyError::KindNotSupported)
	}

	pub(super) fn eth_account(_: &[u8; 33]) -> Option<AccountBytes> {
		None
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{hash::keccak_256, keys::Signer};
	use k256::ecdsa::SigningKey;
	use proptest::prelude::*;

	fn recoverable(secret: &SigningKey, prehash: &[u8; 32]) -> [u8; 65] {
		let (signature, recovery) = secret.sign_prehash_recoverable(prehash).unwrap();
		let mut bytes = [0; 65];
		bytes[..64].copy_from_slice(&signature.to_bytes());
		bytes[64] = recovery.to_byte();
		bytes
	}

	#[test]
	fn every_kind_verifies_its_own_message_and_no_other() {
		let ed = ed25519_zebra::SigningKey::from([7; 32]);
		let ed_key = AnyKey::Ed25519(ed25519_zebra::VerificationKey::from(&ed).into());
		let ed_signature = AnySignature::Ed25519(ed.sign(b"m").into());
		let k = SigningKey::from_slice(&[9; 32]).unwrap();
		let public: [u8; 33] =
			k.verifying_key().to_encoded_point(true).as_bytes().try_into().unwrap();
		let sr = Signer::from_seed(&[1; 32]).unwrap();
		for (key, signature) in [
			(ed_key, ed_signature),
			(sr.key(), sr.sign(b"m")),
			(AnyKey::Ecdsa(public), AnySignature::Ecdsa(recoverable(&k, &blake2_256(b"m")))),
			(AnyKey::Eth(public), AnySignature::Eth(recoverable(&k, &keccak_256(b"m")))),
		] {
			assert_eq!(verify(&key, b"m", &signature), Ok(()), "{key:?}");
			assert_eq!(verify(&key, b"n", &signature), Err(VerifyError::Wrong), "{key:?}");
		}
	}

	#[test]
	fn a_signature_of_another_kind_or_another_key_does_not_count() {
		let (a, b) = (Signer::from_seed(&[1; 32]).unwrap(), Signer::from_seed(&[2; 32]).unwrap());
		assert_eq!(verify(&a.key(), b"m", &b.sign(b"m")), Err(VerifyError::Wrong));
		assert_eq!(
			verify(&a.key(), b"m", &AnySignature::Ed25519([0; 64])),
			Err(VerifyError::KindsDiffer)
		);
		assert_eq!(
			verify(&AnyKey::Sr25519([0xff; 32]), b"m", &a.sign(b"m")),
			Err(VerifyError::BadKey)
		);
	}

	#[test]
	fn accounts_of_hashed_kinds_follow_the_runtime() {
		assert_eq!(account_of(&AnyKey::Ed25519([4; 32])), Some([4; 32]));
		assert_eq!(account_of(&AnyKey::Ecdsa([2; 33])), Some(blake2_256(&[2; 33])));
		let eth = account_of(&AnyKey::Eth([2; 33])).unwrap();
		assert_eq!(&eth[..20], &keccak_256(&[2; 33])[12..]);
		assert_eq!(&eth[20..], &[0xee; 12]);
	}

	proptest! {
		#[test]
		fn random_bytes_never_verify_and_never_panic(
			kind in 0u8..4, key in any::<[u8; 33]>(), low: [u8; 32], high: [u8; 33],
		) {
			let short: [u8; 32] = key[..32].try_into().unwrap();
			let mut long = [0; 65];
			long[..32].copy_from_slice(&low);
			long[32..].copy_from_slice(&high);
			let s: [u8; 64] = long[..64].try_into().unwrap();
			let (key, signature) = match kind {
				0 => (AnyKey::Ed25519(short), AnySignature::Ed25519(s)),
				1 => (AnyKey::Sr25519(short), AnySignature::Sr25519(s)),
				2 => (AnyKey::Ecdsa(key), AnySignature::Ecdsa(long)),
				_ => (AnyKey::Eth(key), AnySignature::Eth(long)),
			};
			prop_assert!(verify(&key, b"m", &signature).is_err());
		}
	}
}
