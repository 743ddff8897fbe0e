//! What every block and every transaction costs, as `scripts/weights` measured it on 2026-11-23.
//!
//! CPU: AMD EPYC. A block without transactions; and one of a block full of signed `System::remark`,
//! its signature and its fee among it.

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_NANOS, Weight};

/// Weight of a block before its first transaction.
pub const BASE_BLOCK: Weight = Weight::from_parts(533_198 * WEIGHT_REF_TIME_PER_NANOS, 0);
/// Weight of a transaction, its call and its extensions not counted.
pub const BASE_EXTRINSIC: Weight = Weight::from_parts(97_151 * WEIGHT_REF_TIME_PER_NANOS, 0);
