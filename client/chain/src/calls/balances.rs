//! Calls of the `Balances` pallet.

use super::{address, call, pallet::BALANCES};
use cairn_primitives::{AccountBytes, Balance};
use codec::Compact;

/// Sends planck, as long as the sender's account goes on existing.
pub fn transfer_keep_alive(to: &AccountBytes, amount: Balance) -> Vec<u8> {
	call(BALANCES, 3, (address(to), Compact(amount)))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn calls_are_their_indices_and_arguments() {
		let to = [9; 32];
		let id = format!("00{}", "09".repeat(32));
		assert_eq!(hex(&transfer_keep_alive(&to, 1)), format!("0403{id}04"));
	}
}
