//! Calls of the `Rewards` pallet.

use super::{call, pallet::REWARDS};
use cairn_primitives::{AccountBytes, AnySignature, ClaimRequest, RouterIndex};
use codec::{Decode, Encode};

/// The most routers in one signed `claim`.
pub const MAX_CLAIMS: usize = 256;
/// The most routers in one `claim_for`.
pub const MAX_AUTHORIZED_CLAIMS: usize = 32;

/// Who signed a [`ClaimRequest`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum ClaimSigner {
	/// The owner's account.
	#[codec(index = 0)]
	Owner,
	/// The device key of this router, which must be one of those claimed for.
	#[codec(index = 1)]
	Device(RouterIndex),
}

/// Pays what the routers have earned to their owners. Signed by anyone.
pub fn claim(routers: &[RouterIndex]) -> Vec<u8> {
	call(REWARDS, 0, routers)
}

/// Pays an owner, who needs no money for it: the fee comes out of the payout. For a general
/// transaction.
pub fn claim_for(request: &ClaimRequest, signer: ClaimSigner, signature: &AnySignature) -> Vec<u8> {
	call(REWARDS, 1, (request, signer, signature))
}

/// Pays a former owner what a router had earned before it left. Signed by anyone.
pub fn claim_departed(owner: &AccountBytes, router: RouterIndex) -> Vec<u8> {
	call(REWARDS, 2, (owner, router))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn calls_are_their_indices_and_arguments() {
		assert_eq!(hex(&claim(&[1, 2])), "2b00080100000002000000");
		let request = ClaimRequest { owner: [1; 32], routers: vec![5], at_least: 6, expires: 7 };
		let signature = AnySignature::Sr25519([8; 64]);
		assert_eq!(
			hex(&claim_for(&request, ClaimSigner::Device(5), &signature)),
			format!(
				"2b01{}040500000006{}07000000010500000001{}",
				"01".repeat(32),
				"00".repeat(15),
				"08".repeat(64)
			)
		);
		let by_owner = claim_for(&request, ClaimSigner::Owner, &signature);
		assert_eq!(by_owner.len(), 2 + 32 + 5 + 16 + 4 + 1 + 65);
		assert_eq!(hex(&claim_departed(&[1; 32], 2)), format!("2b02{}02000000", "01".repeat(32)));
	}
}
