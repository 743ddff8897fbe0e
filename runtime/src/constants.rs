//! The network's figures: time and money. Everything else derives from them.

use cairn_primitives::{Balance, BlockNumber, CAIRN};

/// Planck in a thousandth of a CAIRN.
pub const MILLI: Balance = CAIRN / 1_000;
/// Planck in a millionth of a CAIRN.
pub const MICRO: Balance = CAIRN / 1_000_000;

/// The least an account may hold.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI;
/// What a byte of a transaction costs, in planck.
pub const BYTE_FEE: Balance = MICRO;

/// The deposit for `items` storage items of `bytes` in all.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	items as Balance * 100 * MILLI + bytes as Balance * MILLI
}

/// One slot may be claimed by each validator with this probability (BABE's `c`).
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 4);

/// The network's times.
#[cfg(not(feature = "fast-runtime"))]
mod times {
	use super::*;

	/// Milliseconds between blocks.
	pub const MILLISECS_PER_BLOCK: u64 = 6_000;
	/// Blocks per BABE epoch and session: four hours.
	pub const EPOCH_BLOCKS: BlockNumber = 4 * HOURS;
	/// Sessions per staking era: a day.
	pub const SESSIONS_PER_ERA: u32 = 6;
	/// Eras that stake stays bonded after unbonding.
	pub const BONDING_ERAS: u32 = 28;
	/// Blocks per reward period: a day.
	pub const PERIOD: BlockNumber = DAYS;
	/// Blocks per challenge window.
	pub const WINDOW: BlockNumber = 100;
	/// Blocks after a challenge window's end in which it can be proven.
	pub const PROOF_BLOCKS: BlockNumber = HOURS;
	/// Blocks that campaigns count as a day.
	pub const DAY: BlockNumber = DAYS;
	/// The furthest ahead that a campaign may end.
	pub const MAX_CAMPAIGN: BlockNumber = 180 * DAYS;
	/// Blocks between a carrier's notice and the end of its campaign.
	pub const CAMPAIGN_NOTICE: BlockNumber = 7 * DAYS;
	/// Blocks between a tariff's announcement and its first block.
	pub const TARIFF_NOTICE: BlockNumber = 7 * DAYS;
	/// Blocks of settling before a withdrawal, a retired key or an old tariff ends.
	pub const WITHDRAWAL_DELAY: BlockNumber = 7 * DAYS;
	/// Blocks in which a withdrawal may be completed after its delay: a day, in which those whom a
	/// carrier owes see it coming, and a carrier that watches its chain finds the time.
	pub const WITHDRAWAL_WINDOW: BlockNumber = DAYS;
	/// The furthest ahead that a proof of possession may expire.
	pub const PROOF_LIFETIME: BlockNumber = 7 * DAYS;
	/// Blocks between two moves of a router.
	pub const MOVE_COOLDOWN: BlockNumber = 7 * DAYS;
	/// Blocks for which an owner who took a router over must keep it.
	pub const TRANSFER_COOLDOWN: BlockNumber = 7 * DAYS;
	/// Blocks in which the council may decide on a revocation.
	pub const APPEAL_TIME: BlockNumber = 14 * DAYS;
	/// The longest pause of settling that the council can order at once; shorter than the delay
	/// after which a removed router closes, which a pause does not stop.
	pub const MAX_PAUSE: BlockNumber = 3 * DAYS;
	/// Blocks in which the council votes on a motion.
	pub const MOTION_DURATION: BlockNumber = 5 * DAYS;
	/// The furthest ahead that an authorized claim may expire.
	pub const CLAIM_LIFETIME: BlockNumber = HOURS;
	/// Blocks that schedule and price rules count as a year.
	pub const YEAR: BlockNumber = 365 * DAYS;
	/// Planck of paid traffic, net of fees, that the emission asks of a router: 50 MiB at 2 CAIRN per
	/// GiB.
	pub const TRAFFIC_FLOOR: Balance = 100 * MILLI;
	/// Reward periods in which that traffic must have settled: a week.
	pub const TRAFFIC_PERIODS: u8 = 7;
	/// Planck held for a carrier's mobile probe.
	pub const PROBE_DEPOSIT: Balance = 10 * CAIRN;

	const HOURS: BlockNumber = 600;
	const DAYS: BlockNumber = 24 * HOURS;
}

/// Times for test networks: the same rules, so short that a person can watch them.
#[cfg(feature = "fast-runtime")]
mod times {
	use super::*;

	/// Milliseconds between blocks.
	pub const MILLISECS_PER_BLOCK: u64 = 2_000;
	/// Blocks per BABE epoch and session.
	pub const EPOCH_BLOCKS: BlockNumber = 10;
	/// Sessions per staking era.
	pub const SESSIONS_PER_ERA: u32 = 3;
	/// Eras that stake stays bonded after unbonding.
	pub const BONDING_ERAS: u32 = 3;
	/// Blocks per reward period.
	pub const PERIOD: BlockNumber = 15;
	/// Blocks per challenge window.
	pub const WINDOW: BlockNumber = 15;
	/// Blocks after a challenge window's end in which it can be proven.
	pub const PROOF_BLOCKS: BlockNumber = 45;
	/// Blocks that campaigns count as a day.
	pub const DAY: BlockNumber = 60;
	/// The furthest ahead that a campaign may end.
	pub const MAX_CAMPAIGN: BlockNumber = 180 * DAY;
	/// Blocks between a carrier's notice and the end of its campaign.
	pub const CAMPAIGN_NOTICE: BlockNumber = 90;
	/// Blocks between a tariff's announcement and its first block.
	pub const TARIFF_NOTICE: BlockNumber = 10;
	/// Blocks of settling before a withdrawal, a retired key or an old tariff ends.
	pub const WITHDRAWAL_DELAY: BlockNumber = 20;
	/// Blocks in which a withdrawal may be completed after its delay.
	pub const WITHDRAWAL_WINDOW: BlockNumber = 10;
	/// The furthest ahead that a proof of possession may expire.
	pub const PROOF_LIFETIME: BlockNumber = 1_800;
	/// Blocks between two moves of a router.
	pub const MOVE_COOLDOWN: BlockNumber = 15;
	/// Blocks for which an owner who took a router over must keep it.
	pub const TRANSFER_COOLDOWN: BlockNumber = 15;
	/// Blocks in which the council may decide on a revocation.
	pub const APPEAL_TIME: BlockNumber = 30;
	/// The longest pause of settling that the council can order at once; shorter than the delay
	/// after which a removed router closes, which a pause does not stop.
	pub const MAX_PAUSE: BlockNumber = 15;
	/// Blocks in which the council votes on a motion.
	pub const MOTION_DURATION: BlockNumber = 30;
	/// The furthest ahead that an authorized claim may expire.
	pub const CLAIM_LIFETIME: BlockNumber = 60;
	/// Blocks that schedule and price rules count as a year.
	pub const YEAR: BlockNumber = 5_000;
	/// Planck of paid traffic, net of fees, that the emission asks of a router: half a MiB at 2 CAIRN
	/// per GiB.
	pub const TRAFFIC_FLOOR: Balance = MILLI;
	/// Reward periods in which that traffic must have settled.
	pub const TRAFFIC_PERIODS: u8 = 7;
	/// Planck held for a carrier's mobile probe.
	pub const PROBE_DEPOSIT: Balance = CAIRN;
}

pub use times::*;
