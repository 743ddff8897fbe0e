//! Keys and signatures as the chain encodes them, without the cryptography.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The 32 bytes of an account id (`sp_runtime::AccountId32`, same encoding).
pub type AccountBytes = [u8; 32];

/// A public key of any kind the chain accepts. Encodes exactly as `sp_runtime::MultiSigner`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum AnyKey {
	/// Ed25519 (RFC 8032).
	#[codec(index = 0)]
	Ed25519([u8; 32]),
	/// Schnorr over Ristretto25519, signing context `substrate`: the default kind.
	#[codec(index = 1)]
	Sr25519([u8; 32]),
	/// ECDSA over secp256k1, compressed.
	#[codec(index = 2)]
	Ecdsa([u8; 33]),
	/// ECDSA over secp256k1 with an Ethereum-style address.
	#[codec(index = 3)]
	Eth([u8; 33]),
}

/// A signature of any kind the chain accepts. Encodes exactly as `sp_runtime::MultiSignature`.
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
pub enum AnySignature {
	/// Ed25519 (RFC 8032).
	#[codec(index = 0)]
	Ed25519([u8; 64]),
	/// Schnorr over Ristretto25519, signing context `substrate`.
	#[codec(index = 1)]
	Sr25519([u8; 64]),
	/// Recoverable ECDSA over secp256k1 of the BLAKE2b-256 hash of the message.
	#[codec(index = 2)]
	Ecdsa([u8; 65]),
	/// Recoverable ECDSA over secp256k1 of the Keccak-256 hash of the message.
	#[codec(index = 3)]
	Eth([u8; 65]),
}
