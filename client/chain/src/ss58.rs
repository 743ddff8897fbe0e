//! SS58: how accounts are written for people.

use blake2::{Blake2b512, Digest};
use cairn_primitives::{AccountBytes, SS58_PREFIX};
use std::fmt;

const CHECKSUM_LENGTH: usize = 2;

/// Why a text is not an address of this network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddressError {
	/// Not base 58.
	NotBase58,
	/// Decodes to another number of bytes than an account's address has.
	Length,
	/// The checksum does not fit: a letter is wrong.
	Checksum,
	/// An address of another network, with this prefix.
	OtherNetwork(u16),
}

impl fmt::Display for AddressError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NotBase58 => {
				f.write_str("it holds characters that no address has; copy it again")
			}
			Self::Length => f.write_str("it is too short or too long; copy it again"),
			Self::Checksum => f.write_str("its checksum is wrong; copy it again"),
			Self::OtherNetwork(prefix) => write!(
				f,
				"it is an address of another network (prefix {prefix}, here {SS58_PREFIX}); show \
				 the account with prefix {SS58_PREFIX} in your wallet"
			),
		}
	}
}

impl std::error::Error for AddressError {}

/// Writes an account as an address of this network (prefix [`SS58_PREFIX`]).
pub fn encode(account: &AccountBytes) -> String {
	let mut bytes = prefix_bytes(SS58_PREFIX);
	bytes.extend_from_slice(account);
	let checksum = checksum(&bytes);
	bytes.extend_from_slice(&checksum);
	bs58::encode(bytes).into_string()
}

/// Reads an address of this network.
pub fn decode(text: &str) -> Result<AccountBytes, AddressError> {
	let bytes = bs58::decode(text).into_vec().map_err(|_| AddressError::NotBase58)?;
	let (prefix, prefix_length) = match bytes.as_slice() {
		[first @ 0..=63, ..] => (u16::from(*first), 1),
		// Two bytes, of which the first has 01 in its upper bits, hold 14 bits in odd order.
		[first @ 64..=127, second, ..] => {
			let low = (first << 2) | (second >> 6);
			let high = second & 0b0011_1111;
			(u16::from(low) | (u16::from(high) << 8), 2)
		}
		_ => return Err(AddressError::Length),
	};
	let (body, sum) = bytes.split_at(bytes.len().saturating_sub(CHECKSUM_LENGTH));
	let account = body.get(prefix_length..).ok_or(AddressError::Length)?;
	let account = AccountBytes::try_from(account).map_err(|_| AddressError::Length)?;
	if checksum(body) != sum {
		return Err(AddressError::Checksum);
	}
	if prefix != SS58_PREFIX {
		return Err(AddressError::OtherNetwork(prefix));
	}
	Ok(account)
}

fn prefix_bytes(prefix: u16) -> Vec<u8> {
	match prefix {
		0..=63 => vec![prefix as u8],
		_ => vec![
			((prefix & 0b1111_1100) as u8) >> 2 | 0b0100_0000,
			(prefix >> 8) as u8 | ((prefix & 0b11) as u8) << 6,
		],
	}
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM_LENGTH] {
	let digest = Blake2b512::new().chain_update(b"SS58PRE").chain_update(body).finalize();
	[digest[0], digest[1]]
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	const ALICE_KEY: &str = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";

	#[test]
	fn the_well_known_account_encodes_to_its_well_known_address() {
		let account = AccountBytes::try_from(hex::decode(ALICE_KEY).unwrap()).unwrap();
		assert_eq!(encode(&account), ALICE);
		assert_eq!(decode(ALICE), Ok(account));
	}

	#[test]
	fn addresses_of_other_networks_are_refused_with_their_prefix() {
		// The same account on Polkadot (prefix 0) and on a network with a two-byte prefix (255).
		let polkadot = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
		assert_eq!(decode(polkadot), Err(AddressError::OtherNetwork(0)));
		let mut body = prefix_bytes(255);
		body.extend_from_slice(&hex::decode(ALICE_KEY).unwrap());
		let sum = checksum(&body);
		body.extend_from_slice(&sum);
		let text = bs58::encode(body).into_string();
		assert_eq!(decode(&text), Err(AddressError::OtherNetwork(255)));
	}

	#[test]
	fn a_wrong_letter_a_missing_one_and_a_foreign_one_are_told_apart() {
		let wrong = ALICE.replacen("Grw", "Grx", 1);
		assert_eq!(decode(&wrong), Err(AddressError::Checksum));
		assert_eq!(decode(&ALICE[..20]), Err(AddressError::Length));
		assert_eq!(decode("5Grwva0EF"), Err(AddressError::NotBase58));
		assert_eq!(decode(""), Err(AddressError::Length));
	}

	proptest! {
		#[test]
		fn every_account_comes_back_from_its_address(account: AccountBytes) {
			prop_assert_eq!(decode(&encode(&account)), Ok(account));
		}

		#[test]
		fn arbitrary_text_never_panics(text in ".{0,80}") {
			let _ = decode(&text);
		}
	}
}
