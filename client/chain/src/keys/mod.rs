//! Keys: signing with sr25519, verifying with every kind that the chain accepts.

mod verify;

#[cfg(feature = "suri")]
mod suri;

pub use verify::{account_of, verify, VerifyError};

use cairn_primitives::{AccountBytes, AnyKey, AnySignature};
use schnorrkel::{ExpansionMode, MiniSecretKey};
use std::fmt;

/// The signing context that the chain's sr25519 signatures use.
pub(crate) const SIGNING_CONTEXT: &[u8] = b"substrate";

/// Why a text or some bytes are no key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyError {
	/// The seed cannot be expanded to a key.
	Seed,
	/// The text is no secret URI.
	#[cfg(feature = "suri")]
	Uri(&'static str),
}

impl fmt::Display for KeyError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Seed => f.write_str("the seed is no sr25519 seed"),
			#[cfg(feature = "suri")]
			Self::Uri(reason) => f.write_str(reason),
		}
	}
}

impl std::error::Error for KeyError {}

/// An sr25519 key pair. Its secret is wiped when it is dropped and never printed.
#[derive(Clone)]
pub struct Signer(Secret);

#[derive(Clone)]
enum Secret {
	Seed(schnorrkel::Keypair),
	// The derivation library keeps its pair to itself.
	#[cfg(feature = "suri")]
	Uri(subxt_signer::sr25519::Keypair),
}

impl Signer {
	/// The key pair of a 32-byte seed.
	pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
		let mini = MiniSecretKey::from_bytes(seed).map_err(|_| KeyError::Seed)?;
		Ok(Self(Secret::Seed(mini.expand_to_keypair(ExpansionMode::Ed25519))))
	}

	/// A new key pair and the seed to keep, from the operating system's randomness.
	pub fn generate() -> (Self, [u8; 32]) {
		let mini = MiniSecretKey::generate();
		let pair = mini.expand_to_keypair(ExpansionMode::Ed25519);
		(Self(Secret::Seed(pair)), mini.to_bytes())
	}

	/// The key pair of a secret URI: a mnemonic or `0x` and a seed in hex, then `//hard` and
	/// `/soft` junctions, then `///password`. Without the first part, the development phrase.
	#[cfg(feature = "suri")]
	pub fn from_suri(text: &str) -> Result<Self, KeyError> {
		suri::parse(text).map(|pair| Self(Secret::Uri(pair)))
	}

	/// A new mnemonic of 12 words, from the operating system's randomness, and its key pair.
	#[cfg(feature = "suri")]
	pub fn generate_mnemonic() -> Result<(Self, String), KeyError> {
		let phrase = suri::generate()?;
		Ok((Self::from_suri(&phrase)?, phrase))
	}

	/// The public key, which is the account id, too.
	pub fn account(&self) -> AccountBytes {
		match &self.0 {
			Secret::Seed(pair) => pair.public.to_bytes(),
			#[cfg(feature = "suri")]
			Secret::Uri(pair) => pair.public_key().0,
		}
	}

	/// The public key with its kind.
	pub fn key(&self) -> AnyKey {
		AnyKey::Sr25519(self.account())
	}

	/// Signs a message.
	pub fn sign(&self, message: &[u8]) -> AnySignature {
		AnySignature::Sr25519(match &self.0 {
			Secret::Seed(pair) => pair.sign_simple(SIGNING_CONTEXT, message).to_bytes(),
			#[cfg(feature = "suri")]
			Secret::Uri(pair) => pair.sign(message).0,
		})
	}
}

impl fmt::Debug for Signer {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Signer({})", crate::ss58::encode(&self.account()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_seed_gives_the_key_that_subkey_gives() {
		// The mini secret of //Alice, as subkey prints it.
		let seed = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
		let seed = <[u8; 32]>::try_from(hex::decode(seed).unwrap()).unwrap();
		let signer = Signer::from_seed(&seed).unwrap();
		assert_eq!(
			crate::ss58::encode(&signer.account()),
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
		);
	}

	#[test]
	fn generated_keys_sign_what_they_verify_and_come_back_from_their_seed() {
		let (signer, seed) = Signer::generate();
		let signature = signer.sign(b"message");
		assert_eq!(verify(&signer.key(), b"message", &signature), Ok(()));
		assert_eq!(verify(&signer.key(), b"massage", &signature), Err(VerifyError::Wrong));
		assert_eq!(Signer::from_seed(&seed).unwrap().account(), signer.account());
	}

	#[test]
	fn printing_a_signer_shows_its_address_only() {
		let signer = Signer::from_suri("//Bob").unwrap();
		assert_eq!(
			format!("{signer:?}"),
			"Signer(5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty)"
		);
	}
}
