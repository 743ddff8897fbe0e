//! Calls of the `Utility` pallet.

use super::{call, pallet::UTILITY, Raw};

/// Makes calls one after the other; where one fails, those before it stand.
pub fn batch(calls: &[Vec<u8>]) -> Vec<u8> {
	call(UTILITY, 0, raw(calls))
}

/// Makes calls one after the other; where one fails, none has happened.
pub fn batch_all(calls: &[Vec<u8>]) -> Vec<u8> {
	call(UTILITY, 2, raw(calls))
}

/// Makes calls one after the other, whether or not one fails.
pub fn force_batch(calls: &[Vec<u8>]) -> Vec<u8> {
	call(UTILITY, 4, raw(calls))
}

fn raw(calls: &[Vec<u8>]) -> Vec<Raw<'_>> {
	calls.iter().map(|call| Raw(call)).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;

	#[test]
	fn batches_hold_their_calls_without_lengths() {
		let calls = [vec![1, 2], vec![3, 4, 5]];
		assert_eq!(hex(&batch(&calls)), "0d00080102030405");
		assert_eq!(hex(&batch_all(&calls)), "0d02080102030405");
		assert_eq!(hex(&force_batch(&calls)), "0d04080102030405");
	}
}
