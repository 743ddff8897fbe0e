//! The council: from genesis it admits sponsors, sets bounded parameters and upgrades the runtime.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains, EitherOf},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_collective::{EnsureProportionAtLeast, EnsureProportionMoreThan};
use sp_runtime::Perbill;

/// Root, or more than half of the council: parameters, sponsors, pauses.
pub type CouncilMajority =
	EitherOf<EnsureRoot<AccountId>, EnsureProportionMoreThan<AccountId, CouncilInstance, 1, 2>>;
/// Root, or three quarters of the council: what may replace everything.
type CouncilSupermajority =
	EitherOf<EnsureRoot<AccountId>, EnsureProportionAtLeast<AccountId, CouncilInstance, 3, 4>>;

/// The council's instance of the collective pallet.
pub type CouncilInstance = pallet_collective::Instance1;

parameter_types! {
	pub const MotionDuration: BlockNumber = MOTION_DURATION;
	pub MaxProposalWeight: Weight =
		Perbill::from_percent(50) * configs::RuntimeBlockWeights::get().max_block;
}

impl pallet_collective::Config<CouncilInstance> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = ConstU32<100>;
	type MaxMembers = ConstU32<100>;
	type DefaultVote = pallet_collective::PrimeDefaultVote;
	type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
	type SetMembersOrigin = CouncilSupermajority;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = CouncilMajority;
	type KillOrigin = CouncilSupermajority;
	type Consideration = ();
}

// The council upgrades the runtime by whitelisting a call that is then dispatched as root.
impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin = CouncilSupermajority;
	type DispatchWhitelistedOrigin = CouncilSupermajority;
	type Preimages = Preimage;
	type DeferredDispatchExpiration = MotionDuration;
	type BlockNumberProvider = System;
	type WeightInfo = weights::pallet_whitelist::WeightInfo<Runtime>;
}

/// Calls that tx-pause must not stop: all but those of a few pallets.
///
/// Without its inherent a block cannot be made, and then nothing can be unpaused. Both roads of
/// settlement, claims and a carrier's way to its escrow have a pause of their own, limited in time
/// and known to the clocks of withdrawals; a pause here would let those clocks run on. And the
/// authorized calls must never fail after they were admitted.
pub struct NeverPaused;

impl Contains<pallet_tx_pause::RuntimeCallNameOf<Runtime>> for NeverPaused {
	fn contains(name: &pallet_tx_pause::RuntimeCallNameOf<Runtime>) -> bool {
		!matches!(
			name.0.as_slice(),
			b"Balances" | b"Multisig" | b"Proxy" | b"Routers" | b"Staking" | b"Utility"
		)
	}
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = CouncilMajority;
	type UnpauseOrigin = CouncilMajority;
	type WhitelistedCalls = NeverPaused;
	type MaxNameLen = ConstU32<256>;
	// Its benchmarks pause a call that this runtime does not let pause.
	type WeightInfo = pallet_tx_pause::weights::SubstrateWeight<Runtime>;
}

impl pallet_sudo::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = weights::pallet_sudo::WeightInfo<Runtime>;
}
