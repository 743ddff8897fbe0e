//! What ParityDB costs per key, as `scripts/weights` measured it on 2026-11-23.
//!
//! CPU: AMD EPYC. Keys from all over a state of two million, in batches of 16,384 as in a full
//! block, with nothing in the node's caches; writing includes the state's root and the commit.
//! A read took 8.9 µs; what one from memory takes, 1.3 µs, is in the calls' own weights
//! and not in this.

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_NANOS, RuntimeDbWeight};

/// Weight of one read and one write.
pub const PARITY_DB: RuntimeDbWeight = RuntimeDbWeight {
	read: 7_591 * WEIGHT_REF_TIME_PER_NANOS,
	write: 14_312 * WEIGHT_REF_TIME_PER_NANOS,
};
