//! What proofs of coverage need of the registry, the carriers, the ledger and the campaigns.

use crate::CoverageLedger;
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{CampaignIndex, ProbeIndex, Unpaid},
	Balance, BlockNumber, CarrierIndex, CellIndex, RouterIndex, SponsorIndex, Standing,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::MultiSigner;

/// A router as coverage judges it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site<AccountId> {
	/// Who owns it now.
	pub owner: AccountId,
	/// The device key with which it signs now.
	pub key: MultiSigner,
	/// The cell that was in force in the block that was asked for; `None` where the router was
	/// registered, or got the sponsor's word that it has, in that block or after it, or where it has
	/// moved twice since.
	pub cell: Option<CellIndex>,
	/// First block from which on registration, owner and place have been what they are now: what a
	/// full period is counted from. A move that is announced only does not change it.
	pub since: BlockNumber,
	/// Who vouches for it now: asked by the owner, admitted, and not revoked.
	pub sponsor: Option<SponsorIndex>,
	/// Active, or closing once its owner has removed it.
	pub standing: Standing,
}

/// The registry, as coverage sees it.
pub trait CoverageRegistry<AccountId> {
	/// Looks up routers that have not closed for good, with their cells in force in block `at`, which
	/// lies at most a few windows back. What they have in common is read once: to be used while
	/// nothing changes.
	fn sites(at: BlockNumber) -> impl FnMut(RouterIndex) -> Option<Site<AccountId>>;
	/// How many active routers are vouched for, or a few more: who may be challenged.
	fn vouched() -> u32;
	/// Makes an active router that is vouched for, at this place since the first block, for
	/// benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_site(index: RouterIndex, owner: AccountId, key: MultiSigner, cell: CellIndex);
}

/// A carrier's mobile probe.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Probe {
	/// Whose campaigns it counts in.
	pub carrier: CarrierIndex,
	/// The key with which it signs.
	pub key: MultiSigner,
	/// Block in which it was bonded.
	pub since: BlockNumber,
}

/// The carriers' probes.
pub trait ProbeBook {
	/// A probe that is bonded and not removed.
	fn probe(index: ProbeIndex) -> Option<Probe>;
	/// Bonds a probe of a carrier of its own since the first block, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_probe(key: MultiSigner) -> (ProbeIndex, CarrierIndex);
}

/// The reward period that is running.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RunningPeriod {
	/// Its number.
	pub number: u32,
	/// Its first block.
	pub started: BlockNumber,
	/// Blocks in a period.
	pub length: BlockNumber,
}

/// The rewards ledger with what coverage asks of it before it credits anybody.
pub trait EmissionLedger: CoverageLedger {
	/// The period in which points that are credited now count.
	fn running_period() -> RunningPeriod;
	/// Whether at least a floor of paid traffic settled for each of these routers within the last
	/// periods: the emission is open only to such.
	fn carried_traffic(indices: &[RouterIndex]) -> Vec<bool>;
	/// Makes a router that carried traffic and has points of an earlier period, which crediting it
	/// must fold, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_earning(index: RouterIndex);
	/// Makes a period with this number the running one, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_period(number: u32);
}

/// A router that has just proven its coverage, as campaigns see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProvenSite<'a> {
	/// The router.
	pub router: RouterIndex,
	/// The cell in which it stood when the window began.
	pub cell: CellIndex,
	/// Who vouches for it.
	pub sponsor: SponsorIndex,
	/// Valid reports of other owners' routers, by who vouches for these: no sponsor twice, no count of 0.
	pub witnesses: &'a [(SponsorIndex, u8)],
	/// Valid reports of probes, by carrier: no carrier twice, no count of 0.
	pub probes: &'a [(CarrierIndex, u8)],
	/// For how many windows the proof stands, in 1/256 of a window.
	pub interval: u32,
}

/// What a campaign paid for a proof.
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
pub struct Paid {
	/// The campaign.
	pub campaign: CampaignIndex,
	/// Planck that became the router's held earnings.
	pub amount: Balance,
}

/// White-spot campaigns.
pub trait CampaignBook {
	/// Pays a proof from at most one campaign, the oldest that accepts it and has funds, or says why
	/// the oldest on the cell does not. Cannot fail. Says also what it weighed, but for looking up
	/// the cell.
	fn proven(site: &ProvenSite) -> (Result<Paid, Unpaid>, Weight);
	/// The most that [`Self::proven`] may say it weighed.
	fn proven_weight() -> Weight;
	/// Opens as many campaigns on a cell as it may have, of which only the newest accepts and can
	/// pay a proof by routers alone, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_campaigns(cell: CellIndex);
}
