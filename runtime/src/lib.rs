//! Cairn's runtime: composition only. The rules are in `pallets/`, the figures in `constants.rs`.
#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]

extern crate alloc;

use alloc::{borrow::Cow, vec::Vec};
use pallet_session::historical as pallet_session_historical;
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use cairn_primitives::{Balance, BlockNumber};
pub use constants::*;

pub mod api;
mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod constants;
mod coverage;
pub mod genesis_presets;
pub mod weights;

pub use apis::{RuntimeApi, RUNTIME_API_VERSIONS};

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

/// The same runtime with 2 s blocks and short delays, for test networks.
#[cfg(feature = "std")]
pub mod fast_runtime {
	include!(concat!(env!("OUT_DIR"), "/fast_runtime_binary.rs"));
}

/// A transaction's signature: any kind a wallet makes.
pub type Signature = MultiSignature;
/// An account: the signer's public key or its hash.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How many transactions an account has signed.
pub type Nonce = u32;
/// A hash of anything on this chain: BLAKE2b-256.
pub type Hash = sp_core::H256;
/// How transactions name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block as the runtime sees it.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What every transaction carries, in this order; `AuthorizeCall` first, so that an authorized call
/// has its origin before anything else looks at it.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);
/// A transaction as it travels.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// Executes blocks and dispatches to the pallets.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// Types with as little inside as the node needs to know.
pub mod opaque {
	use super::*;
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block whose transactions are only bytes.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;
	/// What names a block.
	pub type BlockId = generic::BlockId<Block>;
}

impl_opaque_keys! {
	/// What a validator signs with in a session.
	pub struct SessionKeys {
		/// Block production.
		pub babe: Babe,
		/// Finality.
		pub grandpa: Grandpa,
		/// Being found by other validators.
		pub authority_discovery: AuthorityDiscovery,
	}
}

/// What this runtime is.
#[cfg(not(feature = "fast-runtime"))]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("cairn"),
	impl_name: Cow::Borrowed("cairn"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 0,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// What this runtime is.
#[cfg(feature = "fast-runtime")]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("cairn-fast"),
	impl_name: Cow::Borrowed("cairn-fast"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 0,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// BABE at genesis. Secondary slots carry a VRF output too: the seed of challenge windows must
/// never go stale.
pub const BABE_GENESIS_EPOCH_CONFIG: sp_consensus_babe::BabeEpochConfiguration =
	sp_consensus_babe::BabeEpochConfiguration {
		c: PRIMARY_PROBABILITY,
		allowed_slots: sp_consensus_babe::AllowedSlots::PrimaryAndSecondaryVRFSlots,
	};

#[frame_support::runtime]
mod runtime {
	use super::*;

	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Runtime>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Runtime>;
	// BABE must come before Session: it decides in `on_initialize` whether an epoch ends.
	#[runtime::pallet_index(2)]
	pub type Babe = pallet_babe::Pallet<Runtime>;
	#[runtime::pallet_index(3)]
	pub type Authorship = pallet_authorship::Pallet<Runtime>;
	#[runtime::pallet_index(4)]
	pub type Balances = pallet_balances::Pallet<Runtime>;
	#[runtime::pallet_index(5)]
	pub type TransactionPayment = pallet_transaction_payment::Pallet<Runtime>;
	#[runtime::pallet_index(6)]
	pub type Staking = pallet_staking::Pallet<Runtime>;
	#[runtime::pallet_index(7)]
	pub type Offences = pallet_offences::Pallet<Runtime>;
	#[runtime::pallet_index(8)]
	pub type Historical = pallet_session_historical::Pallet<Runtime>;
	#[runtime::pallet_index(9)]
	pub type Session = pallet_session::Pallet<Runtime>;
	#[runtime::pallet_index(10)]
	pub type Grandpa = pallet_grandpa::Pallet<Runtime>;
	#[runtime::pallet_index(11)]
	pub type AuthorityDiscovery = pallet_authority_discovery::Pallet<Runtime>;
	#[runtime::pallet_index(12)]
	pub type VoterList = pallet_bags_list::Pallet<Runtime>;
	#[runtime::pallet_index(13)]
	pub type Utility = pallet_utility::Pallet<Runtime>;
	#[runtime::pallet_index(14)]
	pub type Multisig = pallet_multisig::Pallet<Runtime>;
	#[runtime::pallet_index(15)]
	pub type Proxy = pallet_proxy::Pallet<Runtime>;
	#[runtime::pallet_index(16)]
	pub type Preimage = pallet_preimage::Pallet<Runtime>;
	#[runtime::pallet_index(17)]
	pub type Scheduler = pallet_scheduler::Pallet<Runtime>;
	#[runtime::pallet_index(18)]
	pub type TxPause = pallet_tx_pause::Pallet<Runtime>;
	#[runtime::pallet_index(19)]
	pub type Council = pallet_collective::Pallet<Runtime, Instance1>;
	#[runtime::pallet_index(20)]
	pub type Sudo = pallet_sudo::Pallet<Runtime>;
	#[runtime::pallet_index(21)]
	pub type Whitelist = pallet_whitelist::Pallet<Runtime>;

	#[runtime::pallet_index(40)]
	pub type Routers = pallet_cairn_routers::Pallet<Runtime>;
	#[runtime::pallet_index(41)]
	pub type Carriers = pallet_cairn_carriers::Pallet<Runtime>;
	#[runtime::pallet_index(42)]
	pub type Receipts = pallet_cairn_receipts::Pallet<Runtime>;
	#[runtime::pallet_index(43)]
	pub type Rewards = pallet_cairn_rewards::Pallet<Runtime>;
	// After the ledger, whose periods must end before a window begins.
	#[runtime::pallet_index(44)]
	pub type Coverage = pallet_cairn_coverage::Pallet<Runtime>;
	#[runtime::pallet_index(45)]
	pub type Campaigns = pallet_cairn_campaigns::Pallet<Runtime>;
}
