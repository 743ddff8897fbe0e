//! What the rewards pallet stores and takes as arguments.

use alloc::vec::Vec;
use cairn_primitives::{Balance, BlockNumber, ClaimRequest, GenesisHash, RouterIndex};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::AccountId32;

/// Router indices that share one page of the traffic ledger.
pub const CLAIMABLE_PER_PAGE: u32 = 64;
/// Router indices that share one page of coverage points or held earnings: few, since proofs land
/// at random.
pub const COVERAGE_PER_PAGE: u32 = 16;
/// The most routers that one signed `claim` may name.
pub const MAX_CLAIM: u32 = 256;
/// The most routers that one authorized `claim_for` may name.
pub const MAX_CLAIM_FOR: u32 = 32;
/// A payout must be worth this many times its fee.
pub const FEE_MARGIN: Balance = 2;

/// Planck owed to the owners of [`CLAIMABLE_PER_PAGE`] consecutive routers.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ClaimablePage([Balance; CLAIMABLE_PER_PAGE as usize]);

impl Default for ClaimablePage {
	fn default() -> Self {
		Self([0; CLAIMABLE_PER_PAGE as usize])
	}
}

impl ClaimablePage {
	/// The page that holds an index.
	pub const fn number(index: RouterIndex) -> u32 {
		index / CLAIMABLE_PER_PAGE
	}

	/// What one router's owner is owed.
	pub const fn get(&self, index: RouterIndex) -> Balance {
		self.0[(index % CLAIMABLE_PER_PAGE) as usize]
	}

	/// Replaces what one router's owner is owed.
	pub fn set(&mut self, index: RouterIndex, amount: Balance) {
		self.0[(index % CLAIMABLE_PER_PAGE) as usize] = amount;
	}

	/// What the page's routers are owed together; `None` beyond 128 bits.
	pub fn sum(&self) -> Option<Balance> {
		self.0.iter().try_fold(0, |sum: Balance, amount| sum.checked_add(*amount))
	}
}

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
	/// The period up to which releases have been taken out.
	pub since: u32,
}

/// Slots of [`COVERAGE_PER_PAGE`] consecutive routers.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CoveragePage<Slot>(pub(crate) [Slot; COVERAGE_PER_PAGE as usize]);

impl<Slot: Copy> CoveragePage<Slot> {
	/// The page that holds an index.
	pub const fn number(index: RouterIndex) -> u32 {
		index / COVERAGE_PER_PAGE
	}

	/// One router's slot.
	pub const fn get(&self, index: RouterIndex) -> Slot {
		self.0[(index % COVERAGE_PER_PAGE) as usize]
	}

	/// Replaces one router's slot.
	pub fn set(&mut self, index: RouterIndex, slot: Slot) {
		self.0[(index % COVERAGE_PER_PAGE) as usize] = slot;
	}
}

/// What a former owner still has coming for a router that left.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Departure {
	/// Planck payable now.
	pub claimable: Balance,
	/// Coverage earnings still to be released.
	pub held: HeldSlot,
	/// Coverage points whose period had not been folded.
	pub points: PointsSlot,
}

/// The reward period that is running.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PeriodInfo {
	/// Its number, from 0.
	pub number: u32,
	/// Its first block.
	pub started: BlockNumber,
	/// Coverage points earned in it by everybody.
	pub points: u128,
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
