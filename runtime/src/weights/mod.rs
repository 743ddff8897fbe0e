//! What calls, extensions and database accesses weigh. `scripts/weights` measures and writes every
//! file beside this one; `docs/performance.md` tells how.

pub mod database;
pub mod frame_system;
pub mod frame_system_extensions;
pub mod overhead;
pub mod pallet_bags_list;
pub mod pallet_balances;
pub mod pallet_cairn_campaigns;
pub mod pallet_cairn_carriers;
pub mod pallet_cairn_coverage;
pub mod pallet_cairn_receipts;
pub mod pallet_cairn_rewards;
pub mod pallet_cairn_routers;
pub mod pallet_collective;
pub mod pallet_multisig;
pub mod pallet_preimage;
pub mod pallet_proxy;
pub mod pallet_scheduler;
pub mod pallet_staking;
pub mod pallet_sudo;
pub mod pallet_timestamp;
pub mod pallet_transaction_payment;
pub mod pallet_utility;
pub mod pallet_whitelist;
