//! Secret URIs, by the library that the SDK's own clients use.

use super::KeyError;
use std::str::FromStr;
use subxt_signer::{bip39, sr25519::Error, sr25519::Keypair, SecretUri};

/// Entropy of a 12-word mnemonic.
const ENTROPY_BYTES: usize = 16;

/// Reads a secret URI. The errors repeat nothing of the secret.
pub(super) fn parse(text: &str) -> Result<Keypair, KeyError> {
	let uri = SecretUri::from_str(text.trim()).map_err(|_| {
		KeyError::Uri("no secret URI: write a mnemonic, 0x and 64 hex digits, or //Name")
	})?;
	Keypair::from_uri(&uri).map_err(|error| {
		KeyError::Uri(match error {
			Error::Phrase(_) => "no mnemonic: check the words, their order and their number",
			Error::Hex(_) => "no seed: after 0x there must be 64 hex digits",
			Error::InvalidSeed => "the seed is no sr25519 seed",
			Error::Signature(_) => "the key cannot be derived",
		})
	})
}

/// Makes a mnemonic of 12 words.
pub(super) fn generate() -> Result<String, KeyError> {
	// A mini secret is 32 octets of the operating system's randomness.
	let random = schnorrkel::MiniSecretKey::generate().to_bytes();
	bip39::Mnemonic::from_entropy(&random[..ENTROPY_BYTES])
		.map(|mnemonic| mnemonic.to_string())
		.map_err(|_| KeyError::Uri("no mnemonic could be made"))
}

#[cfg(test)]
mod tests {
	use crate::keys::{KeyError, Signer};
	use crate::ss58;

	const DEV: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

	fn address(suri: &str) -> String {
		ss58::encode(&Signer::from_suri(suri).unwrap().account())
	}

	#[test]
	fn development_names_give_their_well_known_addresses() {
		for (suri, expected) in [
			("//Alice", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"),
			("//Bob", "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"),
			("//Charlie", "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y"),
			("//Dave", "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy"),
			("//Alice//stash", "5GNJqTPyNqANBkUVMN1LPPrxXnFouWXoe2wNSmmEoLctxiZY"),
		] {
			assert_eq!(address(suri), expected, "{suri}");
			assert_eq!(address(&format!("{DEV}{suri}")), expected, "{suri}");
		}
		assert_eq!(address(DEV), "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV");
	}

	#[test]
	fn soft_junctions_numbers_and_passwords_change_the_key() {
		let all =
			[DEV.to_string(), format!("{DEV}/soft"), format!("{DEV}//soft"), format!("{DEV}//1")];
		let addresses: std::collections::BTreeSet<_> =
			all.iter().map(|suri| address(suri)).chain([address(&format!("{DEV}///pw"))]).collect();
		assert_eq!(addresses.len(), 5);
		// As subkey and the SDK's tests have it for the soft path /Alice.
		assert_eq!(
			hex::encode(Signer::from_suri(&format!("{DEV}/Alice")).unwrap().account()),
			"d6c71059dbbe9ad2b0ed3f289738b800836eb425544ce694825285b958ca755e"
		);
	}

	#[test]
	fn a_hex_seed_equals_the_same_seed_given_as_bytes() {
		let signer = Signer::from_seed(&[0x11; 32]).unwrap();
		assert_eq!(address(&format!("0x{}", "11".repeat(32))), ss58::encode(&signer.account()));
	}

	#[test]
	fn wrong_words_and_wrong_hex_are_told_apart_and_not_repeated() {
		let error = |text| match Signer::from_suri(text) {
			Err(KeyError::Uri(reason)) => reason,
			other => panic!("{other:?}"),
		};
		assert!(error("bottom drive obey").contains("mnemonic"));
		assert!(error("0x1234").contains("64 hex digits"));
		assert!(error("~~secret~~").contains("secret URI"));
	}

	#[test]
	fn generated_mnemonics_have_twelve_words_and_differ() {
		let (signer, phrase) = Signer::generate_mnemonic().unwrap();
		assert_eq!(phrase.split(' ').count(), 12);
		assert_eq!(Signer::from_suri(&phrase).unwrap().account(), signer.account());
		assert_ne!(Signer::generate_mnemonic().unwrap().1, phrase);
	}
}
