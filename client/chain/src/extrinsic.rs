//! The bytes of transactions, as `sp_runtime::generic::UncheckedExtrinsic` reads them.
//!
//! The runtime's transaction extensions, version 0, in order; what each puts into a transaction
//! and what it only adds to the signed payload:
//!
//! | extension | in the transaction | signed besides |
//! |---|---|---|
//! | AuthorizeCall, CheckNonZeroSender | – | – |
//! | CheckSpecVersion | – | spec version, u32 |
//! | CheckTxVersion | – | transaction version, u32 |
//! | CheckGenesis | – | genesis hash |
//! | CheckMortality | era, 1 or 2 bytes | hash of the era's first block |
//! | CheckNonce | compact nonce | – |
//! | CheckWeight | – | – |
//! | ChargeTransactionPayment | compact tip | – |
//! | CheckMetadataHash | mode 0 | `None`, one byte 0 |
//! | WeightReclaim | – | – |

use crate::{chain::BlockRef, hash::blake2_256, keys::Signer};
use cairn_primitives::{AccountBytes, AnySignature, Balance, BlockNumber, GenesisHash};
use codec::{Compact, Encode};

/// Format 4, signed.
const SIGNED: u8 = 0b1000_0100;
/// Format 5, general.
const GENERAL: u8 = 0b0100_0101;
/// The version of the transaction extensions.
const EXTENSION_VERSION: u8 = 0;
/// `MultiAddress::Id`.
const ADDRESS_ID: u8 = 0;
/// `CheckMetadataHash` without a hash.
const METADATA_HASH_DISABLED: u8 = 0;
/// Longer payloads are hashed before they are signed.
const LONGEST_PLAIN_PAYLOAD: usize = 256;

/// How long a transaction stays valid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Era {
	/// For ever: a transaction that may be replayed if its account is ever reaped.
	Immortal,
	/// For `period` blocks from `birth` on; build it with [`Era::mortal`].
	Mortal {
		/// Blocks, a power of two, 4 … 4,096.
		period: BlockNumber,
		/// The block from which on it is valid.
		birth: BlockRef,
	},
}

impl Era {
	/// An era that begins at `birth`, usually the newest finalised block.
	///
	/// The period is rounded up to a power of two and kept within 4 … 4,096: up to there every
	/// block can be an era's first one. It must not exceed the runtime's `BlockHashCount`.
	pub fn mortal(period: BlockNumber, birth: BlockRef) -> Self {
		let period = period.clamp(4, 4096).next_power_of_two();
		Self::Mortal { period, birth }
	}

	/// The last block that can include the transaction; `None` if there is none.
	pub const fn last_block(&self) -> Option<BlockNumber> {
		match self {
			Self::Immortal => None,
			Self::Mortal { period, birth } => Some(birth.number.saturating_add(*period - 1)),
		}
	}

	fn encode_to(&self, out: &mut Vec<u8>) {
		match self {
			Self::Immortal => out.push(0),
			Self::Mortal { period, birth } => {
				let phase = birth.number % period;
				let encoded = (period.trailing_zeros() - 1).clamp(1, 15) | phase << 4;
				// At most 4,095 · 16 + 11: the cast loses nothing.
				(encoded as u16).encode_to(out);
			}
		}
	}
}

/// What a signed transaction depends on besides the call and the signer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TxContext {
	/// The chain.
	pub genesis: GenesisHash,
	/// The runtime's `spec_version`.
	pub spec_version: u32,
	/// The runtime's `transaction_version`.
	pub transaction_version: u32,
	/// The signer's next nonce.
	pub nonce: u32,
	/// Planck on top of the fee, for a place in a full block; burnt with it.
	pub tip: Balance,
	/// How long it stays valid.
	pub era: Era,
}

impl TxContext {
	fn extra(&self) -> Vec<u8> {
		let mut out = Vec::with_capacity(24);
		self.era.encode_to(&mut out);
		Compact(self.nonce).encode_to(&mut out);
		Compact(self.tip).encode_to(&mut out);
		out.push(METADATA_HASH_DISABLED);
		out
	}

	fn implicit(&self) -> Vec<u8> {
		let era_hash = match self.era {
			Era::Immortal => self.genesis,
			Era::Mortal { birth, .. } => birth.hash,
		};
		let metadata_hash: Option<[u8; 32]> = None;
		(self.spec_version, self.transaction_version, self.genesis, era_hash, metadata_hash)
			.encode()
	}
}

/// The bytes to sign for a call: already hashed where the chain hashes them.
pub fn signing_payload(call: &[u8], context: &TxContext) -> Vec<u8> {
	let mut payload = call.to_vec();
	payload.extend_from_slice(&context.extra());
	payload.extend_from_slice(&context.implicit());
	if payload.len() > LONGEST_PLAIN_PAYLOAD {
		blake2_256(&payload).to_vec()
	} else {
		payload
	}
}

/// A signed transaction (format 4), ready for `author_submitExtrinsic`.
pub fn signed_transaction(call: &[u8], signer: &Signer, context: &TxContext) -> Vec<u8> {
	let signature = signer.sign(&signing_payload(call, context));
	assemble_signed(call, &signer.account(), &signature, context)
}

fn assemble_signed(
	call: &[u8],
	account: &AccountBytes,
	signature: &AnySignature,
	context: &TxContext,
) -> Vec<u8> {
	let mut body = Vec::with_capacity(call.len() + 128);
	body.push(SIGNED);
	body.push(ADDRESS_ID);
	body.extend_from_slice(account);
	signature.encode_to(&mut body);
	body.extend_from_slice(&context.extra());
	body.extend_from_slice(call);
	// A `Vec<u8>` encodes as its compact length and its bytes: exactly the transaction's prefix.
	body.encode()
}

/// A general transaction (format 5): for calls that authorize themselves.
///
/// It is signed by nobody, so era, nonce and tip mean nothing and are all zero.
pub fn general_transaction(call: &[u8]) -> Vec<u8> {
	const IMMORTAL: u8 = 0;
	const NO_NONCE: u8 = 0;
	const NO_TIP: u8 = 0;
	let mut body = Vec::with_capacity(call.len() + 6);
	body.extend_from_slice(&[GENERAL, EXTENSION_VERSION]);
	body.extend_from_slice(&[IMMORTAL, NO_NONCE, NO_TIP, METADATA_HASH_DISABLED]);
	body.extend_from_slice(call);
	body.encode()
}

/// The hash under which the chain knows a transaction: over all its bytes, length included.
pub fn extrinsic_hash(extrinsic: &[u8]) -> [u8; 32] {
	blake2_256(extrinsic)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::keys::verify;
	use proptest::prelude::*;

	fn context(era: Era) -> TxContext {
		TxContext {
			genesis: [0xaa; 32],
			spec_version: 0x0102_0304,
			transaction_version: 1,
			nonce: 5,
			tip: 0,
			era,
		}
	}

	fn signer() -> Signer {
		Signer::from_seed(&[3; 32]).unwrap()
	}

	#[test]
	fn a_short_payload_is_call_then_extra_then_implicit() {
		let expected = [
			&b"call"[..],
			&[0, 20, 0, 0],
			&[4, 3, 2, 1],
			&[1, 0, 0, 0],
			&[0xaa; 32],
			&[0xaa; 32],
			&[0],
		]
		.concat();
		assert_eq!(signing_payload(b"call", &context(Era::Immortal)), expected);
	}

	#[test]
	fn a_mortal_payload_commits_to_the_block_at_which_it_was_born() {
		let era = Era::mortal(64, BlockRef { number: 42, hash: [0xbb; 32] });
		// Known from the SDK's own test: period 64, phase 42 encodes as 5 + 42 % 16 · 16, 42 / 16.
		let payload = signing_payload(b"call", &context(era));
		assert_eq!(&payload[4..6], &[5 + 42 % 16 * 16, 42 / 16]);
		assert_eq!(&payload[payload.len() - 33..payload.len() - 1], &[0xbb; 32]);
		assert_eq!(era.last_block(), Some(42 + 63));
	}

	#[test]
	fn payloads_longer_than_256_bytes_are_hashed_and_shorter_ones_are_not() {
		// 4 bytes of extra and 73 of implicit data stand beside the call.
		let fits = vec![1; 256 - 77];
		let payload = signing_payload(&fits, &context(Era::Immortal));
		assert_eq!(payload.len(), 256);
		let long = vec![1; 256 - 76];
		let hashed = signing_payload(&long, &context(Era::Immortal));
		let plain = [&long[..], &payload[fits.len()..]].concat();
		assert_eq!(plain.len(), 257);
		assert_eq!(hashed, blake2_256(&plain));
	}

	#[test]
	fn a_signed_transaction_holds_address_signature_extra_and_call_in_order() {
		let (signer, context) = (signer(), context(Era::Immortal));
		let bytes = signed_transaction(b"call", &signer, &context);
		// 1 + 33 + 65 + 4 + 4 = 107 bytes, so the length takes two.
		assert_eq!(&bytes[..2], &Compact(107u32).encode()[..]);
		assert_eq!(bytes.len(), 109);
		assert_eq!(&bytes[2..4], &[0x84, 0x00]);
		assert_eq!(&bytes[4..36], &signer.account());
		assert_eq!(bytes[36], 1);
		assert_eq!(&bytes[101..105], &[0, 20, 0, 0]);
		assert_eq!(&bytes[105..], b"call");
		let signature = AnySignature::Sr25519(bytes[37..101].try_into().unwrap());
		assert_eq!(verify(&signer.key(), &signing_payload(b"call", &context), &signature), Ok(()));
	}

	#[test]
	fn a_general_transaction_is_its_preamble_zero_extensions_and_the_call() {
		assert_eq!(
			general_transaction(b"call"),
			[&[40, 0x45, 0, 0, 0, 0, 0][..], &b"call"[..]].concat()
		);
	}

	#[test]
	fn periods_are_rounded_to_powers_of_two_within_bounds() {
		let birth = BlockRef { number: 9, hash: [0; 32] };
		let period = |p| match Era::mortal(p, birth) {
			Era::Mortal { period, .. } => period,
			Era::Immortal => 0,
		};
		assert_eq!([period(0), period(5), period(128), period(u32::MAX)], [4, 8, 128, 4096]);
	}

	proptest! {
		#[test]
		fn the_era_on_the_wire_names_the_block_of_birth(period: u32, number: u32) {
			let era = Era::mortal(period, BlockRef { number, hash: [0; 32] });
			let mut bytes = Vec::new();
			era.encode_to(&mut bytes);
			// The SDK's decoder.
			let encoded = u64::from(bytes[0]) + (u64::from(bytes[1]) << 8);
			let (decoded_period, phase) = (2u64 << (encoded % 16), encoded >> 4);
			prop_assert!(bytes[0] != 0 && phase < decoded_period);
			// The SDK's `birth`, asked at the block of birth and at the last valid block.
			let birth = |now: u64| {
				(now.max(phase) - phase) / decoded_period * decoded_period + phase
			};
			prop_assert_eq!(birth(u64::from(number)), u64::from(number));
			let last = u64::from(number) + decoded_period - 1;
			prop_assert_eq!(birth(last), u64::from(number));
		}
	}
}
