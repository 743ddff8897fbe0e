//! Calls of the `Carriers` pallet. Signed by the carrier's account where nothing else is said.

use super::{call, pallet::CARRIERS};
use cairn_primitives::{
	coverage::ProbeIndex, AnyKey, AnySignature, Balance, BlockNumber, KeyNumber, Price,
};
use codec::Compact;

/// The longest endpoint address, in octets.
pub const MAX_ENDPOINT: usize = 128;
/// The most service classes in a tariff.
pub const MAX_PRICES: usize = 32;

/// Opens a carrier: its AAA key number 0, its exchange endpoint, and the most planck that may leave
/// its escrow in one period.
pub fn open(key: &AnyKey, endpoint: &[u8], cap: Balance) -> Vec<u8> {
	call(CARRIERS, 0, (key, endpoint, cap))
}

/// Moves planck from the account into the escrow.
pub fn fund(amount: Balance) -> Vec<u8> {
	call(CARRIERS, 1, Compact(amount))
}

/// Asks for planck back; it waits for the withdrawal delay.
pub fn withdraw(amount: Balance) -> Vec<u8> {
	call(CARRIERS, 2, Compact(amount))
}

/// Takes a withdrawal whose delay is over.
pub fn complete_withdrawal() -> Vec<u8> {
	call(CARRIERS, 3, ())
}

/// Takes the request for a withdrawal back.
pub fn cancel_withdrawal() -> Vec<u8> {
	call(CARRIERS, 4, ())
}

/// Posts a tariff: the price in planck per KiB of each service class from class 0 on.
pub fn post_tariff(from: BlockNumber, prices: &[Price]) -> Vec<u8> {
	call(CARRIERS, 5, (from, prices))
}

/// Adds an AAA key under the next number.
pub fn add_key(key: &AnyKey) -> Vec<u8> {
	call(CARRIERS, 6, key)
}

/// Retires an AAA key: its receipts settle for the withdrawal delay.
pub fn retire_key(number: KeyNumber) -> Vec<u8> {
	call(CARRIERS, 7, number)
}

/// Revokes an AAA key: its receipts settle no more.
pub fn revoke_key(number: KeyNumber) -> Vec<u8> {
	call(CARRIERS, 8, number)
}

/// Changes the exchange endpoint.
pub fn set_endpoint(endpoint: &[u8]) -> Vec<u8> {
	call(CARRIERS, 9, endpoint)
}

/// Changes the most planck that may leave the escrow in one period.
pub fn set_cap(cap: Balance) -> Vec<u8> {
	call(CARRIERS, 10, cap)
}

/// Pauses all settling for some blocks. For the council.
pub fn pause_settling(blocks: BlockNumber) -> Vec<u8> {
	call(CARRIERS, 11, blocks)
}

/// Ends a pause. For the council.
pub fn resume_settling() -> Vec<u8> {
	call(CARRIERS, 12, ())
}

/// Sets the protocol fee and the relays' share of tariffs posted from now on, in basis points. For
/// the council.
pub fn set_parameters(fee_rate: u16, relay_share: u16) -> Vec<u8> {
	call(CARRIERS, 13, (fee_rate, relay_share))
}

/// Forgets a key that can settle nothing any more.
pub fn forget_key(number: KeyNumber) -> Vec<u8> {
	call(CARRIERS, 14, number)
}

/// Bonds a mobile probe; `proof` is its key's signature over [`cairn_primitives::ProbePossession`].
pub fn add_probe(key: &AnyKey, expires: BlockNumber, proof: &AnySignature) -> Vec<u8> {
	call(CARRIERS, 15, (key, expires, proof))
}

/// Removes a mobile probe: its reports count no more, its deposit returns.
pub fn remove_probe(probe: ProbeIndex) -> Vec<u8> {
	call(CARRIERS, 16, probe)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn calls_are_their_indices_and_arguments() {
		assert_eq!(
			hex(&open(&AnyKey::Sr25519([2; 32]), b"https://c", 16)),
			format!("290001{}2468747470733a2f2f6310{}", "02".repeat(32), "00".repeat(15))
		);
		assert_eq!(hex(&fund(1)), "290104");
		assert_eq!(hex(&fund(1_000_000_000_000)), "2901070010a5d4e8");
		assert_eq!(hex(&withdraw(1)), "290204");
		assert_eq!(hex(&complete_withdrawal()), "2903");
		assert_eq!(hex(&cancel_withdrawal()), "2904");
		assert_eq!(
			hex(&post_tariff(10, &[1, 2])),
			"29050a0000000801000000000000000200000000000000"
		);
		assert_eq!(hex(&add_key(&AnyKey::Ed25519([3; 32]))), format!("290600{}", "03".repeat(32)));
		assert_eq!(hex(&retire_key(1)), "29070100");
		assert_eq!(hex(&revoke_key(258)), "29080201");
		assert_eq!(hex(&set_endpoint(b"x")), "29090478");
		assert_eq!(hex(&set_cap(1)), format!("290a01{}", "00".repeat(15)));
		assert_eq!(hex(&pause_settling(5)), "290b05000000");
		assert_eq!(hex(&resume_settling()), "290c");
		assert_eq!(hex(&set_parameters(500, 2000)), "290df401d007");
		assert_eq!(hex(&forget_key(1)), "290e0100");
		assert_eq!(
			hex(&add_probe(&AnyKey::Sr25519([2; 32]), 9, &AnySignature::Sr25519([3; 64]))),
			format!("290f01{}0900000001{}", "02".repeat(32), "03".repeat(64))
		);
		assert_eq!(hex(&remove_probe(7)), "291007000000");
	}
}
