//! Cairn's own pallets, joined by the behaviours of `pallet-cairn-traits`.

use crate::*;
use frame_support::{parameter_types, traits::ConstU32, weights::Weight, PalletId};
use pallet_cairn_coverage::WeightInfo as _;
use pallet_transaction_payment::WeightInfo as _;
use sp_runtime::traits::AccountIdConversion;

// Else an early end could cost whoever covered before it was announced.
const _: () = assert!(WINDOW + PROOF_BLOCKS + MAX_PAUSE < CAMPAIGN_NOTICE);
// Else a pause could close a router whose traffic has had no block to settle in.
const _: () = assert!(MAX_PAUSE < WITHDRAWAL_DELAY);
// Else a router could leave an owner behind each day, and its earnings out of a revocation's reach.
const _: () = assert!(TRANSFER_COOLDOWN >= PERIOD);

parameter_types! {
	pub const ProofLifetime: BlockNumber = PROOF_LIFETIME;
	pub const WindowLength: BlockNumber = WINDOW;
	pub const MoveCooldown: BlockNumber = MOVE_COOLDOWN;
	pub const TransferCooldown: BlockNumber = TRANSFER_COOLDOWN;
	pub const Year: BlockNumber = YEAR;
	pub const WithdrawalDelay: BlockNumber = WITHDRAWAL_DELAY;
	pub const WithdrawalWindow: BlockNumber = WITHDRAWAL_WINDOW;
	pub const AppealTime: BlockNumber = APPEAL_TIME;
	pub const TariffNotice: BlockNumber = TARIFF_NOTICE;
	pub const Period: BlockNumber = PERIOD;
	pub const MaxPause: BlockNumber = MAX_PAUSE;
	pub const ClaimLifetime: BlockNumber = CLAIM_LIFETIME;
	pub const CarrierDeposit: Balance = 100 * cairn_primitives::CAIRN;
	pub const TariffDeposit: Balance = 10 * cairn_primitives::CAIRN;
	pub const RewardsPotId: PalletId = PalletId(*b"cairn/rw");
	/// Where everything owed to owners lies.
	pub RewardsPot: AccountId = RewardsPotId::get().into_account_truncating();
	/// Twice the planned length of an era: what a halt cannot turn into a windfall.
	pub const MaxEraBlocks: u32 = 2 * SESSIONS_PER_ERA * EPOCH_BLOCKS;
	/// Until the council sets others: 60 % of the emission is for coverage, and it asks for a little
	/// paid traffic.
	pub const DefaultRewardsParameters: pallet_cairn_rewards::Parameters =
		pallet_cairn_rewards::Parameters {
			coverage_share: 6_000,
			traffic_floor: TRAFFIC_FLOOR,
			traffic_periods: TRAFFIC_PERIODS,
		};
	pub const ProbeDeposit: Balance = PROBE_DEPOSIT;
	pub const ProofBlocks: BlockNumber = PROOF_BLOCKS;
	pub const BlocksPerDay: BlockNumber = DAY;
	pub const MaxCampaign: BlockNumber = MAX_CAMPAIGN;
	pub const CampaignNotice: BlockNumber = CAMPAIGN_NOTICE;
	pub const MinCampaignPrice: Balance = 100 * MILLI;
	/// Four worthless campaigns keep others off a cell; this is what that ties up for each.
	pub const CampaignCellDeposit: Balance = 5 * cairn_primitives::CAIRN;
	/// The base weight was measured in memory, so of charging a fee it has the work, not the accesses.
	pub SignatureAndFee: Weight = CoverageWeights::signature()
		.saturating_add(PaymentWeights::charge_transaction_payment())
		.saturating_sub(weights::database::PARITY_DB.reads_writes(1, 1))
		.set_proof_size(0);
}

type CoverageWeights = weights::pallet_cairn_coverage::WeightInfo<Runtime>;
type PaymentWeights = weights::pallet_transaction_payment::WeightInfo<Runtime>;

impl pallet_cairn_routers::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AdminOrigin = configs::CouncilMajority;
	type Carriers = Carriers;
	type Departures = Rewards;
	type Vouchings = Rewards;
	type ProofLifetime = ProofLifetime;
	type WindowLength = WindowLength;
	type MoveCooldown = MoveCooldown;
	type TransferCooldown = TransferCooldown;
	type Year = Year;
	type WithdrawalDelay = WithdrawalDelay;
	type AppealTime = AppealTime;
	type MaxClosedPerBlock = ConstU32<16>;
	type WeightInfo = weights::pallet_cairn_routers::WeightInfo<Runtime>;
}

impl pallet_cairn_carriers::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AdminOrigin = configs::CouncilMajority;
	type Pot = RewardsPot;
	type WeightInfo = weights::pallet_cairn_carriers::WeightInfo<Runtime>;
	type TariffNotice = TariffNotice;
	type WithdrawalDelay = WithdrawalDelay;
	type WithdrawalWindow = WithdrawalWindow;
	type Period = Period;
	type DrainPeriods = ConstU32<7>;
	type MaxPause = MaxPause;
	type CarrierDeposit = CarrierDeposit;
	type TariffDeposit = TariffDeposit;
	type MaxKeys = ConstU32<32>;
	type ProbeDeposit = ProbeDeposit;
	type MaxProbes = ConstU32<256>;
}

impl pallet_cairn_receipts::Config for Runtime {
	type Routers = Routers;
	type Carriers = Carriers;
	type Ledger = Rewards;
	type CallFee = configs::CallFees;
	type WeightInfo = weights::pallet_cairn_receipts::WeightInfo<Runtime>;
}

impl pallet_cairn_rewards::Config for Runtime {
	type Currency = Balances;
	type Routers = Routers;
	type CallFee = configs::CallFees;
	type AdminOrigin = configs::CouncilMajority;
	type PotId = RewardsPotId;
	type PeriodBlocks = Period;
	type BlocksPerYear = Year;
	type MaxEraBlocks = MaxEraBlocks;
	type DefaultParameters = DefaultRewardsParameters;
	type ClaimLifetime = ClaimLifetime;
	type WeightInfo = weights::pallet_cairn_rewards::WeightInfo<Runtime>;
}

impl pallet_cairn_coverage::Config for Runtime {
	type Routers = Routers;
	type Probes = Carriers;
	type Ledger = Rewards;
	type Campaigns = Campaigns;
	type Randomness = pallet_babe::ParentBlockRandomness<Runtime>;
	type AdminOrigin = configs::CouncilMajority;
	type WindowBlocks = WindowLength;
	type ProofBlocks = ProofBlocks;
	type MaxPause = MaxPause;
	type SignatureAndFee = SignatureAndFee;
	type WeightInfo = CoverageWeights;
}

impl pallet_cairn_campaigns::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Carriers = Carriers;
	type Ledger = Rewards;
	type Pot = RewardsPot;
	type WindowBlocks = WindowLength;
	type BlocksPerDay = BlocksPerDay;
	type MaxDuration = MaxCampaign;
	type Notice = CampaignNotice;
	type MinPrice = MinCampaignPrice;
	type CellDeposit = CampaignCellDeposit;
	type WeightInfo = weights::pallet_cairn_campaigns::WeightInfo<Runtime>;
}
