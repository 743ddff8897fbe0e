//! An account's nonce and balances, read from storage.

use crate::hash::blake2_128;
use cairn_primitives::{AccountBytes, Balance};
use codec::{Decode, Encode};

/// Twox-128 of `System` and of `Account`, one after the other.
const SYSTEM_ACCOUNT: [u8; 32] = [
	0x26, 0xaa, 0x39, 0x4e, 0xea, 0x56, 0x30, 0xe0, 0x7c, 0x48, 0xae, 0x0c, 0x95, 0x58, 0xce, 0xf7,
	0xb9, 0x9d, 0x88, 0x0e, 0xc6, 0x81, 0x79, 0x9c, 0x0c, 0xf3, 0x0e, 0x88, 0x86, 0x37, 0x1d, 0xa9,
];

/// An account as `System.Account` stores it. One that does not exist is all zeros.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode)]
pub struct AccountInfo {
	/// Transactions that the account has sent.
	pub nonce: u32,
	/// Things that need the account to go on existing.
	pub consumers: u32,
	/// Things that let it exist.
	pub providers: u32,
	/// Things that let it exist for their own purposes only.
	pub sufficients: u32,
	/// Planck not on hold.
	pub free: Balance,
	/// Planck on hold: deposits, bonds, escrow.
	pub reserved: Balance,
	/// Planck below which the balance cannot be spent, as stakes do.
	pub frozen: Balance,
	/// Flags of the balances pallet.
	flags: u128,
}

impl AccountInfo {
	/// Planck that the account owns in all.
	pub const fn total(&self) -> Balance {
		self.free.saturating_add(self.reserved)
	}
}

/// The storage key of an account.
pub(crate) fn storage_key(account: &AccountBytes) -> Vec<u8> {
	let mut key = SYSTEM_ACCOUNT.to_vec();
	key.extend_from_slice(&blake2_128(account));
	key.extend_from_slice(account);
	key
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_storage_key_equals_the_one_that_wallets_ask_for() {
		let alice = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
		let account = AccountBytes::try_from(hex::decode(alice).unwrap()).unwrap();
		assert_eq!(
			hex::encode(storage_key(&account)),
			format!(
				"26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9\
				 de1e86a9a8c739864cf3cc5ec2bea59f{alice}"
			)
		);
	}

	#[test]
	fn an_account_decodes_field_by_field() {
		let bytes = (5u32, 1u32, 2u32, 0u32, 10u128, 20u128, 3u128, 1u128 << 127).encode();
		assert_eq!(bytes.len(), 80);
		let info = AccountInfo::decode(&mut &bytes[..]).unwrap();
		assert_eq!((info.nonce, info.consumers, info.providers), (5, 1, 2));
		assert_eq!((info.free, info.reserved, info.frozen, info.total()), (10, 20, 3, 30));
	}
}
