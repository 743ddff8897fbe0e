//! How each pallet is set up, by concern.

mod consensus;
mod governance;
mod money;
mod staking;
mod system;

pub use governance::CouncilMajority;
pub use system::RuntimeBlockWeights;
