//! Which pallets `scripts/weights` measures on this runtime.
//!
//! Not measured, because the SDK has no benchmarks for what their `WeightInfo` asks: babe, grandpa
//! (they check a whole offence) and session and the election provider, whose benchmarks are crates
//! of their own; and tx-pause, whose benchmarks pause a call that this runtime does not let pause.
//! Offences, authorship, authority discovery and historical have no calls.

use crate::*;
use alloc::string::String;
use frame_benchmarking::{BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};
use frame_system_benchmarking::{extensions::Pallet as SystemExtensions, Pallet as SystemCalls};

frame_benchmarking::define_benchmarks!(
	[frame_system, SystemCalls::<Runtime>]
	[frame_system_extensions, SystemExtensions::<Runtime>]
	[pallet_bags_list, VoterList]
	[pallet_balances, Balances]
	[pallet_collective, Council]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_proxy, Proxy]
	[pallet_scheduler, Scheduler]
	[pallet_staking, Staking]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
	[pallet_whitelist, Whitelist]
	[pallet_cairn_routers, Routers]
	[pallet_cairn_carriers, Carriers]
	[pallet_cairn_receipts, Receipts]
	[pallet_cairn_rewards, Rewards]
	[pallet_cairn_coverage, Coverage]
	[pallet_cairn_campaigns, Campaigns]
);

impl frame_system_benchmarking::Config for Runtime {}
impl pallet_transaction_payment::BenchmarkConfig for Runtime {}

/// What can be measured, and what is stored.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}
