//! What ParityDB costs per key, as `scripts/weights` measured it on 2026-11-22.
//!
//! CPU: AMD EPYC. Keys from all over a state of a million, in batches of 16,384 as in a full
//! block, with nothing in the node's caches; writing includes the state's root and the commit.

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_NANOS, RuntimeDbWeight};

/// Weight of one read and one write.
pub const PARITY_DB: RuntimeDbWeight = RuntimeDbWeight {
	read: 12_370 * WEIGHT_REF_TIME_PER_NANOS,
	write: 14_168 * WEIGHT_REF_TIME_PER_NANOS,
};
