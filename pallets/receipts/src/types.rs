//! What the receipts pallet stores and takes as arguments.

use cairn_primitives::{Octets, RouterIndex, SignedReceipt};
use codec::{Compact, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::MultiSignature;

/// Router indices that share one page of lanes.
pub const LANES_PER_PAGE: u32 = 128;
/// The most receipts in one `submit`.
pub const MAX_RECEIPTS: u32 = 64;
/// The most entries in one `settle`.
pub const MAX_TOTALS: u32 = 4_096;
/// The most pages that one `clear_lanes` removes.
pub const MAX_CLEARED: u32 = 256;
/// A router's receipts bear at most one part in this many of what they net of a batch's fee.
pub const FEE_MARGIN: u128 = 2;
/// A router's receipts bear at most this many times what they would pay in a batch of their own.
pub const MAX_FEE_FACTOR: u128 = 2;

/// The receipts of one `submit`.
pub type Receipts = BoundedVec<SignedReceipt<MultiSignature>, ConstU32<MAX_RECEIPTS>>;
/// The entries of one `settle`: routers and their lanes' cumulative octets.
pub type LaneTotals = BoundedVec<(Compact<RouterIndex>, Compact<Octets>), ConstU32<MAX_TOTALS>>;

/// Cumulative octets settled in the lanes of [`LANES_PER_PAGE`] consecutive routers.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct LanePage([Octets; LANES_PER_PAGE as usize]);

impl Default for LanePage {
	fn default() -> Self {
		Self([0; LANES_PER_PAGE as usize])
	}
}

impl LanePage {
	/// The page that holds a router's lane.
	pub const fn number(router: RouterIndex) -> u32 {
		router / LANES_PER_PAGE
	}

	/// What is settled in one router's lane.
	pub const fn get(&self, router: RouterIndex) -> Octets {
		self.0[(router % LANES_PER_PAGE) as usize]
	}

	/// Replaces what is settled in one router's lane.
	pub fn set(&mut self, router: RouterIndex, octets: Octets) {
		self.0[(router % LANES_PER_PAGE) as usize] = octets;
	}

	/// The slots in order of router.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub(crate) fn slots(&self) -> &[Octets] {
		&self.0
	}
}

/// How many entries a settlement passed over, by reason.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Skipped {
	/// The lane already stands at that total or higher.
	pub stale: u32,
	/// The router has closed for good.
	pub closed: u32,
	/// No router has that index.
	pub unknown: u32,
	/// So few octets that they cost nothing yet. The lane stays as it is, and a later total settles
	/// them too.
	pub nothing_due: u32,
}

/// How much of a receipt a `submit` settled.
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
pub enum Extent {
	/// All of it.
	#[codec(index = 0)]
	Whole,
	/// As much as the carrier's escrow and cap covered.
	#[codec(index = 1)]
	Part {
		/// Octets of the receipt that wait until the carrier can pay more.
		open: Octets,
	},
}
