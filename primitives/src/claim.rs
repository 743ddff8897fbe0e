//! A claim without a wallet's balance: the fee comes out of the payout.

use crate::{AccountBytes, Balance, BlockNumber, GenesisHash, RouterIndex};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// "Pay what these routers have earned to their owner, and take the fee from it."
///
/// Signed by the owner or by one of the named devices; it can only ever pay the owner. Its reach is
/// bounded by `expires` and `at_least`: repeated before it expires, it pays again only if that much
/// has been earned anew.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ClaimRequest {
	/// The account that owns all of the routers and receives the money.
	pub owner: AccountBytes,
	/// The routers to pay for, strictly ascending, at most 32.
	pub routers: Vec<RouterIndex>,
	/// The claim is refused while less than this is due in all, in planck.
	pub at_least: Balance,
	/// Last block in which the claim is good.
	pub expires: BlockNumber,
}

impl ClaimRequest {
	/// Domain tag of a claim's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:claims:v01";

	/// The bytes that the owner or a device signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}
