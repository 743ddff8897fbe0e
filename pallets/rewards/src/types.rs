//! What the rewards pallet stores and takes as arguments.

use crate::traffic::MAX_TRAFFIC_PERIODS;
use alloc::vec::Vec;
use cairn_primitives::{Balance, BlockNumber, ClaimRequest, GenesisHash, RouterIndex, CAIRN};
use cairn_scoring::{MAX_COVERAGE_SHARE, MIN_COVERAGE_SHARE};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::RangeInclusive;
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::AccountId32;

/// The most routers that one signed `claim` may name.
pub const MAX_CLAIM: u32 = 256;
/// The most routers that one authorized `claim_for` may name.
pub const MAX_CLAIM_FOR: u32 = 32;
/// The most former owners of a router whom a revocation still reaches.
pub const MAX_FOLLOWED: u32 = 4;
/// A payout must be worth this many times its fee.
pub const FEE_MARGIN: Balance = 2;

/// Coverage points that a router earned in one period.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PointsSlot {
	/// The period in which they were earned.
	pub period: u32,
	/// How many.
	pub points: u64,
}

/// Coverage earnings that are released over time.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct HeldSlot {
	/// Planck not yet released.
	pub amount: Balance,
	/// The period up to whose beginning releases have been taken out; 0 where nothing is held.
	pub since: u32,
	/// Planck released and not yet claimed.
	pub released: Balance,
}

/// What a router, or a former owner for it, has from coverage.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Earnings {
	/// Earnings of closed periods and of campaigns.
	pub held: HeldSlot,
	/// Points of one period that have not been folded.
	pub points: PointsSlot,
}

/// What a former owner still has coming for a router that left.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Departure {
	/// Planck payable now.
	pub claimable: Balance,
	/// What is still to be released. What has been is claimable already.
	pub coverage: Earnings,
}

/// What a revocation has frozen of one owner's.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FrozenPart {
	/// Whose it is: who owned the router then, or had owned it before.
	pub owner: AccountId32,
	/// Planck held.
	pub held: Balance,
	/// Points of the period in which it was frozen.
	pub points: PointsSlot,
}

/// What a revocation has frozen: of the router's owner and of the former owners that were followed.
pub type FrozenParts = BoundedVec<FrozenPart, ConstU32<{ MAX_FOLLOWED + 1 }>>;

/// The council's parameters.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Parameters {
	/// The coverage stream's share of the emission, in basis points.
	pub coverage_share: u16,
	/// Planck, net of fees, that must have been paid for a router's traffic before it draws on the
	/// emission.
	pub traffic_floor: Balance,
	/// Periods, the running one included, in which that must have happened.
	pub traffic_periods: u8,
}

impl Parameters {
	/// The least and the most that the council may ask as a floor, in planck.
	pub const TRAFFIC_FLOOR: RangeInclusive<Balance> = CAIRN / 10_000..=100 * CAIRN;
	/// The fewest and the most periods that the council may set.
	pub const TRAFFIC_PERIODS: RangeInclusive<u8> = 1..=MAX_TRAFFIC_PERIODS;

	/// Whether the council may set these.
	pub fn within_bounds(&self) -> bool {
		(MIN_COVERAGE_SHARE..=MAX_COVERAGE_SHARE).contains(&self.coverage_share)
			&& Self::TRAFFIC_FLOOR.contains(&self.traffic_floor)
			&& Self::TRAFFIC_PERIODS.contains(&self.traffic_periods)
	}
}

const _: () = assert!(Parameters::countable(*Parameters::TRAFFIC_FLOOR.end()));

/// The reward period that is running.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PeriodInfo {
	/// Its number, from 0.
	pub number: u32,
	/// Its first block.
	pub started: BlockNumber,
	/// Coverage points earned in it by everybody.
	pub points: u128,
	/// Shares in a pool, of this period and all before: whoever earns points in a period has at most
	/// one for each router. Its worth is rounded down by less than a planck, which stays held.
	pub shares: u64,
}

/// How far the emission schedule has been drawn on. All amounts in planck and cumulative.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EmissionState {
	/// The block up to which emission has been shared out between the two streams.
	pub until: BlockNumber,
	/// The coverage stream's share up to there.
	pub coverage: Balance,
	/// The validators' share up to there.
	pub validators: Balance,
	/// Minted into the pot for coverage; never above `coverage`.
	pub minted: Balance,
	/// Granted to validators through staking, which mints at most that; never above `validators`.
	pub granted: Balance,
}

/// [`ClaimRequest`] with bounds. Encodes to the same bytes.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct BoundedClaimRequest {
	/// The account that owns all of the routers and receives the money.
	pub owner: AccountId32,
	/// The routers to pay for, strictly ascending.
	pub routers: BoundedVec<RouterIndex, ConstU32<MAX_CLAIM_FOR>>,
	/// The claim is refused while less than this is due in all, in planck.
	pub at_least: Balance,
	/// Last block in which the claim is good.
	pub expires: BlockNumber,
}

impl BoundedClaimRequest {
	/// The bytes that the owner or a device signs.
	pub fn signing_payload(&self, genesis: &GenesisHash) -> Vec<u8> {
		ClaimRequest {
			owner: self.owner.clone().into(),
			routers: self.routers.to_vec(),
			at_least: self.at_least,
			expires: self.expires,
		}
		.signing_payload(genesis)
	}
}

/// Who signed a claim.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ClaimSigner {
	/// The owner's account. The payload may be wrapped in `<Bytes>…</Bytes>`, as wallets do.
	#[codec(index = 0)]
	Owner,
	/// The device key of this router, which must be one of those named.
	#[codec(index = 1)]
	Device(RouterIndex),
}

/// Why `claim` left an owner out.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum SkipReason {
	/// Less is due than the minimum, `max(existential deposit, 2 × fee)`.
	BelowMinimum,
	/// The owner's account cannot receive it.
	NotDepositable,
}
