//! Calls of the `Utility` pallet.

use super::{call, pallet::UTILITY, Raw};

/// Makes calls one after the other; where one fails, none has happened.
pub fn batch_all(calls: &[Vec<u8>]) -> Vec<u8> {
	let calls: Vec<_> = calls.iter().map(|call| Raw(call)).collect();
	call(UTILITY, 2, calls)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn batches_hold_their_calls_without_lengths() {
		let calls = [vec![1, 2], vec![3, 4, 5]];
		assert_eq!(hex(&batch_all(&calls)), "0d02080102030405");
	}
}
