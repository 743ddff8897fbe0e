//! Calls of the `Coverage` pallet.

use super::{call, pallet::COVERAGE};
use cairn_primitives::BlockNumber;
use codec::Encode;

/// Proves that a challenged router was heard. `proof` encodes as the pallet's argument. For a general
/// transaction: it authorizes itself.
pub fn prove(proof: &impl Encode) -> Vec<u8> {
	call(COVERAGE, 0, proof)
}

/// Pauses proving for some blocks. For the council.
pub fn pause(blocks: BlockNumber) -> Vec<u8> {
	call(COVERAGE, 1, blocks)
}

/// Ends a pause. For the council.
pub fn resume() -> Vec<u8> {
	call(COVERAGE, 2, ())
}

/// Sets how many signature verifications per block challenges are planned with, and the least number
/// of periods in a span of density. For the council.
pub fn set_parameters(verifications_per_block: u32, span_periods: u32) -> Vec<u8> {
	call(COVERAGE, 3, (verifications_per_block, span_periods))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn calls_are_their_indices_and_arguments() {
		assert_eq!(hex(&prove(&(1u32, [2u8; 2]))), "2c00010000000202");
		assert_eq!(hex(&pause(5)), "2c0105000000");
		assert_eq!(hex(&resume()), "2c02");
		assert_eq!(hex(&set_parameters(1_806, 1)), "2c030e07000001000000");
	}
}
