//! How each pallet is set up, by concern.

mod cairn;
mod consensus;
mod governance;
mod money;
mod staking;
mod system;

pub use cairn::RewardsPot;
pub use governance::CouncilMajority;
pub use money::CallFees;
pub use system::RuntimeBlockWeights;
