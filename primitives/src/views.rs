//! What the runtime API tells clients: answers ready to show, so that no client needs to know how
//! the chain stores them.

use crate::{
	coverage::ProbeIndex, AccountBytes, AnyKey, Balance, BlockNumber, CarrierIndex, CellIndex,
	KeyNumber, Price, RouterIndex, SponsorIndex, TariffVersion,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Whether a router can still be paid.
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
pub enum Standing {
	/// No router has this index.
	#[codec(index = 0)]
	Unknown,
	/// Registered and served.
	#[codec(index = 1)]
	Active,
	/// Removed by its owner; still settleable until the withdrawal delay has passed.
	#[codec(index = 2)]
	Closing,
	/// Closed for good.
	#[codec(index = 3)]
	Closed,
}

/// Whether a sponsor stands behind a router.
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
pub enum Vouching {
	/// Nobody vouches: the router earns from traffic only.
	#[codec(index = 0)]
	None,
	/// This sponsor vouches.
	#[codec(index = 1)]
	By(SponsorIndex),
	/// This sponsor took its word back; open points and held earnings are frozen until the block.
	#[codec(index = 2)]
	Revoked {
		/// Who had vouched.
		sponsor: SponsorIndex,
		/// The sponsor's reason code, documented in the pallet's README.
		reason: u8,
		/// Last block in which the council may decide; after it the revocation is final.
		appeal_until: BlockNumber,
	},
	/// This sponsor had vouched and is admitted no more, so that nobody vouches. Only ever an answer,
	/// never stored: the chain does not go through a sponsor's routers when it leaves.
	#[codec(index = 3)]
	Lapsed(SponsorIndex),
}

/// How far a sponsor has come.
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
pub enum SponsorStanding {
	/// Its bond is held; the council has not admitted it.
	#[codec(index = 0)]
	Applying,
	/// May vouch, and its words count.
	#[codec(index = 1)]
	Admitted,
	/// Resigned or dismissed: may vouch no more, and its words have lapsed. It may still take them
	/// back.
	#[codec(index = 2)]
	Leaving {
		/// Last block in which its bond can be slashed; what is left returns after it.
		until: BlockNumber,
	},
	/// Its bond has returned. The record stays, since routers may still bear its word.
	#[codec(index = 3)]
	Left,
}

/// A sponsor as the chain knows it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SponsorView {
	/// Its dense number.
	pub index: SponsorIndex,
	/// The account that vouches and whose bond is held.
	pub account: AccountBytes,
	/// What is held from it, in planck.
	pub bond: Balance,
	/// How far it has come.
	pub standing: SponsorStanding,
}

/// A router as the chain knows it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct RouterView {
	/// Its dense number.
	pub index: RouterIndex,
	/// Who receives its rewards.
	pub owner: AccountBytes,
	/// Its device key.
	pub key: AnyKey,
	/// The cell in force now.
	pub cell: CellIndex,
	/// A move that takes effect at the block.
	pub next_cell: Option<(CellIndex, BlockNumber)>,
	/// Who vouches.
	pub vouching: Vouching,
	/// The sponsor whom the owner asked to vouch: nobody else can.
	pub invited: Option<SponsorIndex>,
	/// Whether it can still be paid.
	pub standing: Standing,
	/// The account to which the owner has offered it.
	pub offered_to: Option<AccountBytes>,
	/// The first block in which it may change hands.
	pub transferable_from: BlockNumber,
	/// Who paid the deposit that returns when it closes.
	pub depositor: AccountBytes,
	/// The deposit, in planck.
	pub deposit: Balance,
	/// Block of registration.
	pub registered: BlockNumber,
}

/// The state of a carrier's AAA key.
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
pub enum KeyStanding {
	/// Signs receipts.
	#[codec(index = 0)]
	Active,
	/// Signs no more; its receipts settle for the withdrawal delay.
	#[codec(index = 1)]
	Retired,
	/// Its receipts do not settle; a newer key must sign them again.
	#[codec(index = 2)]
	Revoked,
}

/// One AAA key of a carrier.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct KeyView {
	/// Its number.
	pub number: KeyNumber,
	/// The public key.
	pub key: AnyKey,
	/// Its state.
	pub standing: KeyStanding,
	/// Whether a receipt under it settles now.
	pub settles: bool,
}

/// A carrier as the chain knows it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CarrierView {
	/// Its dense number.
	pub index: CarrierIndex,
	/// The account that pays and settles.
	pub account: AccountBytes,
	/// Planck held in escrow.
	pub escrow: Balance,
	/// Planck that can be paid out now: the escrow or what the period's cap leaves, whichever is less.
	pub payable: Balance,
	/// The most planck that may leave the escrow in one period.
	pub cap: Balance,
	/// Planck that have left it in this period.
	pub spent: Balance,
	/// A requested withdrawal: planck, and how many blocks of settling are left to wait at least.
	/// `None`, too, once the time in which it could be completed is over.
	pub withdrawal: Option<(Balance, BlockNumber)>,
	/// HTTPS address of its exchange endpoint, UTF-8.
	pub endpoint: Vec<u8>,
	/// The tariff version in force now.
	pub version_in_force: Option<TariffVersion>,
	/// The newest tariff version announced.
	pub newest_version: Option<TariffVersion>,
	/// Its AAA keys in order of number.
	pub keys: Vec<KeyView>,
}

/// What an owner has earned with a router. Amounts in planck.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct EarningsView {
	/// Can be claimed now, for traffic and of what coverage has earned.
	pub claimable: Balance,
	/// Earned by coverage and still to be released.
	pub held: Balance,
	/// Coverage points of the running period, which share its pool when it ends.
	pub points: u64,
	/// Frozen, until it is decided about a sponsor's revocation.
	pub frozen: Balance,
	/// Points of the running period that are frozen.
	pub frozen_points: u64,
	/// Whether enough paid traffic settled for the router lately to draw on the emission.
	pub carried_traffic: bool,
	/// What of `held` becomes claimable at the beginning of each of the coming periods, the next one
	/// first, if nothing is earned until then.
	pub releases: Vec<Balance>,
}

/// A carrier's mobile probe.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ProbeView {
	/// Its dense number.
	pub index: ProbeIndex,
	/// Whose campaigns it counts in.
	pub carrier: CarrierIndex,
	/// The key with which it signs.
	pub key: AnyKey,
	/// Block in which it was bonded: it counts in windows that begin after it.
	pub since: BlockNumber,
	/// What is held from the carrier for it, in planck.
	pub deposit: Balance,
}

/// A tariff version.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct TariffView {
	/// Its number.
	pub version: TariffVersion,
	/// First block in which it is in force.
	pub from: BlockNumber,
	/// Planck per KiB of each service class, from class 0 on; 0 for a class that is not offered.
	pub prices: Vec<Price>,
	/// The protocol fee, in basis points, frozen in the version.
	pub fee_rate: u16,
	/// What all relays of a path get together, in basis points, frozen in the version.
	pub relay_share: u16,
	/// Whether its lanes still settle.
	pub settleable: bool,
	/// Blocks of settling that are left once a newer version is in force; `None` before.
	pub closes_in: Option<BlockNumber>,
}

/// What a claim would pay now.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ClaimQuote {
	/// Planck due for the named routers, before any fee.
	pub due: Balance,
	/// Planck that the authorized road takes from it.
	pub fee: Balance,
	/// A claim pays nothing below this, in planck.
	pub minimum: Balance,
}

/// What one transaction paid to an owner out of the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Payout {
	/// Who was paid.
	pub owner: AccountBytes,
	/// What each router contributed, in planck.
	pub routers: Vec<(RouterIndex, Balance)>,
	/// What was burnt of it for the transaction, in planck; 0 where the signer paid the fee.
	pub fee: Balance,
	/// What arrived at the owner's account, in planck: the routers' sum less the fee.
	pub paid: Balance,
}

/// The rewards ledger's totals, in planck: `pot = existential + claimable + held + undistributed +
/// dust`.
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
pub struct LedgerTotals {
	/// Owed to owners and payable now.
	pub claimable: Balance,
	/// Coverage earnings not yet released.
	pub held: Balance,
	/// In the coverage pool, not yet earned by anybody.
	pub undistributed: Balance,
	/// Received by the pot from outside the ledger.
	pub dust: Balance,
}

/// The chain's clocks, in blocks unless said otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Timing {
	/// Milliseconds between blocks.
	pub block_millis: u64,
	/// How far ahead a tariff's first block must be.
	pub tariff_notice: BlockNumber,
	/// Blocks of settling before a withdrawal, a retired key or an old version ends.
	pub withdrawal_delay: BlockNumber,
	/// Length of a reward period.
	pub period: BlockNumber,
	/// Length of a challenge window.
	pub window: BlockNumber,
	/// The furthest ahead that a proof of possession may expire.
	pub proof_lifetime: BlockNumber,
}
