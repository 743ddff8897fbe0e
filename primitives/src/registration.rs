//! What a device and a sponsor sign when a router enters the registry, and a probe when it is bonded.

use crate::{
	AccountBytes, AnyKey, BlockNumber, CarrierIndex, CellIndex, GenesisHash, RouterIndex,
	SponsorIndex,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A device key's proof of possession: "I belong to this owner, stand in this cell, and my owner asks
/// this sponsor for its word."
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
pub struct Registration {
	/// The account that is to own the router.
	pub owner: AccountBytes,
	/// The H3 cell at [`crate::CELL_RESOLUTION`] in which the router stands.
	pub cell: CellIndex,
	/// Last block in which this proof is good; at most seven days ahead when it is used.
	pub expires: BlockNumber,
	/// The sponsor whom the owner asks to vouch. Signed, so that nobody who passes the registration
	/// on can attach the word of another, who could then lock the router by taking it back.
	pub sponsor: Option<SponsorIndex>,
}

impl Registration {
	/// Domain tag of a registration's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:registr:v1";

	/// The bytes that the device key signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}

/// A new device key's proof of possession, when an owner replaces a router's key.
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
pub struct KeyPossession {
	/// The router whose key changes.
	pub router: RouterIndex,
	/// The router's owner.
	pub owner: AccountBytes,
	/// Last block in which this proof is good.
	pub expires: BlockNumber,
}

impl KeyPossession {
	/// Domain tag of a key rotation's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:rotate:v01";

	/// The bytes that the new device key signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}

/// A sponsor's word that a device is real and stands where it says.
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
pub struct Vouch {
	/// The sponsor that vouches.
	pub sponsor: SponsorIndex,
	/// The device key vouched for.
	pub key: AnyKey,
	/// The cell vouched for.
	pub cell: CellIndex,
	/// Last block in which this word is good.
	pub expires: BlockNumber,
}

impl Vouch {
	/// Domain tag of a vouch's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:vouched:v1";

	/// The bytes that the sponsor's account signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}

/// A probe key's proof of possession: "I belong to this carrier."
///
/// The carrier's account alone can use it, and a key is a probe's only once at a time: nobody can
/// take the key of another's probe.
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
pub struct ProbePossession {
	/// The carrier that bonds the probe.
	pub carrier: CarrierIndex,
	/// Last block in which this proof is good.
	pub expires: BlockNumber,
}

impl ProbePossession {
	/// Domain tag of a probe's signing payload.
	pub const DOMAIN: &'static [u8; 16] = b"cairn:probes:v01";

	/// The bytes that the probe's key signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		(Self::DOMAIN, genesis, self).encode()
	}
}
