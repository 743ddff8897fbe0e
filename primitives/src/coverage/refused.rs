//! Reports that a node refuses now and may take later.

/// Proving is paused, or the call switched off (the coverage pallet's code).
const PAUSED: u8 = 128;
/// The report's window has not begun where it was handed in: that node is behind.
const WINDOW_NOT_BEGUN: u8 = 131;
/// The witness reports faster than any radio hears (from here on a node's own codes).
const WITNESS_TOO_FAST: u8 = 193;
/// The challenge has as many reports as are held of one.
const CHALLENGE_FULL: u8 = 194;
/// The pool is full, and no witness has more in it than this one.
const POOL_FULL: u8 = 195;
/// More was handed in than can be checked at the moment.
const BUSY: u8 = 196;
/// The chain's state could not be asked.
const UNAVAILABLE: u8 = 197;

/// Whether a report that was refused with this code (`docs/formats.md`, "Reports between nodes") may be taken
/// later, by the same node or another: the node is behind or proving is paused, its bounds are
/// reached, or it cannot ask the chain. Every other code says something of the report or its
/// challenge that time does not mend.
pub const fn is_refused_for_now(code: u8) -> bool {
	matches!(
		code,
		PAUSED
			| WINDOW_NOT_BEGUN
			| WITNESS_TOO_FAST
			| CHALLENGE_FULL
			| POOL_FULL
			| BUSY | UNAVAILABLE
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::coverage::Verdict;

	#[test]
	fn no_verdict_and_no_wrong_signature_is_refused_for_now() {
		assert!(Verdict::ALL.iter().all(|verdict| !is_refused_for_now(verdict.code())));
		// A wrong signature, the last code that names one, and three commits of one witness.
		assert!([160, 191, 192].iter().all(|code| !is_refused_for_now(*code)));
		let for_now: alloc::vec::Vec<_> =
			(0..=u8::MAX).filter(|c| is_refused_for_now(*c)).collect();
		assert_eq!(for_now, [128, 131, 193, 194, 195, 196, 197]);
	}
}
