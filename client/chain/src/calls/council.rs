//! Calls of the `Council` pallet. Signed by a member where nothing else is said.

use super::{call, pallet::COUNCIL, Raw};
use codec::Compact;

/// Makes a call with the authority of one member.
pub fn execute(inner: &[u8]) -> Vec<u8> {
	call(COUNCIL, 1, (Raw(inner), Compact(length(inner))))
}

/// Proposes a call that so many members must approve; a threshold of 1 makes it at once.
pub fn propose(threshold: u32, inner: &[u8]) -> Vec<u8> {
	call(COUNCIL, 2, (Compact(threshold), Raw(inner), Compact(length(inner))))
}

/// Votes on the proposal with this hash (BLAKE2b-256 of the call) and number.
pub fn vote(proposal: &[u8; 32], number: u32, approve: bool) -> Vec<u8> {
	call(COUNCIL, 3, (proposal, Compact(number), approve))
}

/// Closes a proposal whose votes suffice, and makes its call. Signed by anyone.
///
/// `ref_time` and `proof_size` bound the call's weight, `length` its length in octets.
pub fn close(
	proposal: &[u8; 32],
	number: u32,
	(ref_time, proof_size): (u64, u64),
	length: u32,
) -> Vec<u8> {
	let weight = (Compact(ref_time), Compact(proof_size));
	call(COUNCIL, 6, (proposal, Compact(number), weight, Compact(length)))
}

/// No call is longer than a block, whose length is a `u32`.
fn length(call: &[u8]) -> u32 {
	u32::try_from(call.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn calls_are_their_indices_and_arguments() {
		assert_eq!(hex(&execute(&[1, 2])), "1301010208");
		assert_eq!(hex(&propose(3, &[1, 2])), "13020c010208");
		let hash = [7; 32];
		assert_eq!(hex(&vote(&hash, 1, true)), format!("1303{}0401", "07".repeat(32)));
		assert_eq!(hex(&close(&hash, 1, (2, 3), 4)), format!("1306{}04080c10", "07".repeat(32)));
	}
}
