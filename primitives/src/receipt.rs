//! The receipt: the one thing that carrier and router both sign.

use crate::{
	AnySignature, CarrierIndex, GenesisHash, KeyNumber, Kind, Octets, RouterIndex, TariffVersion,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// "Carrier owes router for this many octets in this lane, in all."
///
/// A lane is (carrier, tariff version, kind, router); in it octets only grow, from 0, so an older
/// receipt is worth nothing and replay needs no memory.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Receipt {
	/// Who pays.
	pub carrier: CarrierIndex,
	/// The tariff version that prices the lane.
	pub version: TariffVersion,
	/// Service class and role.
	pub kind: Kind,
	/// Who delivered.
	pub router: RouterIndex,
	/// Cumulative octets of the lane, both directions together.
	pub octets: Octets,
}

impl Receipt {
	/// Domain tag of a receipt's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:receipt:v1";

	/// The bytes that both sides sign: domain tag, genesis hash, the receipt's SCALE encoding.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}

/// A receipt with both signatures, as `receipts.submit` takes it.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SignedReceipt<Signature = AnySignature> {
	/// What was signed.
	pub receipt: Receipt,
	/// Which of the carrier's AAA keys signed.
	pub key: KeyNumber,
	/// The carrier's counter-signature.
	pub carrier_signature: Signature,
	/// The router's signature.
	pub router_signature: Signature,
}
