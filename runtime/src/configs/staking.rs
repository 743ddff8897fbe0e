//! NPoS: who validates, elected on chain within finite bounds.

use crate::*;
use frame_election_provider_support::{
	bounds::{ElectionBounds, ElectionBoundsBuilder},
	onchain, SequentialPhragmen, VoteWeight,
};
use frame_support::{parameter_types, traits::ConstU32};
use sp_runtime::Perbill;

/// Bags by powers of two of the vote weight: a voter moves only when its stake doubles or halves.
const BAG_THRESHOLDS: [VoteWeight; 64] = {
	let mut bags = [VoteWeight::MAX; 64];
	let mut i = 0;
	while i < 63 {
		bags[i] = 1 << (i + 1);
		i += 1;
	}
	bags
};

/// The most validators that an election returns.
const MAX_WINNERS: u32 = 300;

parameter_types! {
	pub const SessionsPerEra: u32 = SESSIONS_PER_ERA;
	pub const BondingDuration: u32 = BONDING_ERAS;
	pub const SlashDeferDuration: u32 = BONDING_ERAS - 1;
	pub const HistoryDepth: u32 = 84;
	pub const BagThresholds: &'static [VoteWeight] = &BAG_THRESHOLDS;
	/// The election runs inside a block: its input is bounded.
	pub ElectionBoundsOnChain: ElectionBounds = ElectionBoundsBuilder::default()
		.voters_count(5_000.into())
		.targets_count(1_000.into())
		.build();
}

impl pallet_bags_list::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_bags_list::WeightInfo<Runtime>;
	type ScoreProvider = Staking;
	type BagThresholds = BagThresholds;
	type MaxAutoRebagPerBlock = ConstU32<10>;
	type Score = VoteWeight;
}

/// Sequential Phragmén, computed on chain at the era's end.
pub struct OnChainElection;

impl onchain::Config for OnChainElection {
	type Sort = frame_support::traits::ConstBool<true>;
	type System = Runtime;
	type Solver = SequentialPhragmen<AccountId, Perbill>;
	type MaxBackersPerWinner = ConstU32<1_024>;
	type MaxWinnersPerPage = ConstU32<MAX_WINNERS>;
	type DataProvider = Staking;
	// The SDK's: its benchmarks are a crate of their own.
	type WeightInfo = frame_election_provider_support::weights::SubstrateWeight<Runtime>;
	type Bounds = ElectionBoundsOnChain;
}

/// Sizes for the staking pallet's own benchmarks.
pub struct StakingBenchmarks;

impl pallet_staking::BenchmarkingConfig for StakingBenchmarks {
	type MaxNominators = ConstU32<1_000>;
	type MaxValidators = ConstU32<MAX_WINNERS>;
}

impl pallet_staking::Config for Runtime {
	type OldCurrency = Balances;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CurrencyBalance = Balance;
	type UnixTime = Timestamp;
	type CurrencyToVote = sp_staking::currency_to_vote::U128CurrencyToVote;
	type ElectionProvider = onchain::OnChainExecution<OnChainElection>;
	type GenesisElectionProvider = onchain::OnChainExecution<OnChainElection>;
	type NominationsQuota = pallet_staking::FixedNominationsQuota<16>;
	type HistoryDepth = HistoryDepth;
	type RewardRemainder = ();
	type RuntimeEvent = RuntimeEvent;
	type Slash = ();
	type Reward = ();
	type SessionsPerEra = SessionsPerEra;
	type BondingDuration = BondingDuration;
	type SlashDeferDuration = SlashDeferDuration;
	type AdminOrigin = configs::CouncilMajority;
	type SessionInterface = Self;
	type EraPayout = Rewards;
	type NextNewSession = Session;
	type MaxExposurePageSize = ConstU32<64>;
	type MaxValidatorSet = ConstU32<MAX_WINNERS>;
	type VoterList = VoterList;
	type TargetList = pallet_staking::UseValidatorsMap<Self>;
	type MaxUnlockingChunks = ConstU32<32>;
	type MaxControllersInDeprecationBatch = ConstU32<100>;
	type EventListeners = ();
	type Filter = frame_support::traits::Nothing;
	type BenchmarkingConfig = StakingBenchmarks;
	type WeightInfo = weights::pallet_staking::WeightInfo<Runtime>;
}
