//! How Cairn's pallets know each other: behaviours, never another pallet's `Config`.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod coverage;

pub use cairn_primitives::coverage::CampaignIndex;
pub use coverage::{
	CampaignBook, CoverageRegistry, EmissionLedger, Paid, Probe, ProbeBook, ProvenSite,
	RunningPeriod, Site,
};

use alloc::vec::Vec;
use cairn_primitives::{
	Balance, CarrierIndex, CellIndex, GenesisHash, KeyNumber, Kind, Price, RouterIndex,
	SponsorIndex, Standing, TariffVersion,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{IdentifyAccount, Verify, Zero},
	DispatchError, MultiSignature, MultiSigner,
};

/// Router indices that share one page of standings: also the length of a run of indices.
pub const STANDINGS_PER_PAGE: u32 = 256;

/// The standings of [`STANDINGS_PER_PAGE`] consecutive indices, two bits each.
///
/// Reading one page tells for 256 routers whether they can be paid.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StandingPage([u8; STANDINGS_PER_PAGE as usize / 4]);

impl Default for StandingPage {
	fn default() -> Self {
		Self([0; STANDINGS_PER_PAGE as usize / 4])
	}
}

impl StandingPage {
	/// The page that holds an index.
	pub const fn number(index: RouterIndex) -> u32 {
		index / STANDINGS_PER_PAGE
	}

	/// The standing of an index in its page.
	pub const fn get(&self, index: RouterIndex) -> Standing {
		let slot = (index % STANDINGS_PER_PAGE) as usize;
		match (self.0[slot / 4] >> (slot % 4 * 2)) & 3 {
			0 => Standing::Unknown,
			1 => Standing::Active,
			2 => Standing::Closing,
			_ => Standing::Closed,
		}
	}

	/// Changes the standing of an index in its page.
	pub fn set(&mut self, index: RouterIndex, standing: Standing) {
		let slot = (index % STANDINGS_PER_PAGE) as usize;
		let shift = slot % 4 * 2;
		self.0[slot / 4] = self.0[slot / 4] & !(3 << shift) | ((standing as u8) << shift);
	}
}

/// Who exists, and whose it is.
pub trait RouterRegistry<AccountId> {
	/// The standings of one page of indices, in one storage read.
	fn standings(page: u32) -> StandingPage;
	/// The owner of a router that has not closed.
	fn owner(index: RouterIndex) -> Option<AccountId>;
	/// The device key of a router that has not closed.
	fn key(index: RouterIndex) -> Option<MultiSigner>;
	/// The cell in force now, of a router that has not closed.
	fn cell(index: RouterIndex) -> Option<CellIndex>;
	/// Makes an active router of this owner, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_register(index: RouterIndex, owner: AccountId, key: MultiSigner);
}

/// Told when a router leaves its owner, so that what it earned stays with who earned it.
pub trait OnDeparture<AccountId> {
	/// `owner` is about to lose `index`, by transfer or by removal.
	fn on_departure(index: RouterIndex, owner: &AccountId);
	/// The most that [`Self::on_departure`] weighs.
	fn weight() -> Weight;
}

impl<AccountId> OnDeparture<AccountId> for () {
	fn on_departure(_: RouterIndex, _: &AccountId) {}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// Told when a sponsor's word is taken back or restored, so that coverage earnings freeze.
pub trait OnVouching {
	/// The sponsor revoked: open points and held earnings freeze, their release clock included.
	fn frozen(index: RouterIndex);
	/// The council or the end of the appeal time decided; `forfeited` sends what was frozen to the
	/// coverage pool, otherwise it goes on being released.
	fn decided(index: RouterIndex, forfeited: bool);
	/// The most that [`Self::frozen`] weighs.
	fn frozen_weight() -> Weight;
	/// The most that [`Self::decided`] weighs.
	fn decided_weight() -> Weight;
}

impl OnVouching for () {
	fn frozen(_: RouterIndex) {}
	fn decided(_: RouterIndex, _: bool) {}
	fn frozen_weight() -> Weight {
		Weight::zero()
	}
	fn decided_weight() -> Weight {
		Weight::zero()
	}
}

/// Who draws router indices in runs of its own.
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
pub enum RunOwner {
	/// Routers that came with a sponsor's word.
	#[codec(index = 0)]
	Sponsor(SponsorIndex),
	/// Routers that a carrier registered.
	#[codec(index = 1)]
	Carrier(CarrierIndex),
	/// Everybody else.
	#[codec(index = 2)]
	Common,
}

/// Tells which carrier an account is.
pub trait CarrierLookup<AccountId> {
	/// The carrier that this account pays and settles for.
	fn carrier_of(account: &AccountId) -> Option<CarrierIndex>;
}

impl<AccountId> CarrierLookup<AccountId> for () {
	fn carrier_of(_: &AccountId) -> Option<CarrierIndex> {
		None
	}
}

/// What a tariff version says about one kind of lane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LaneTerms {
	/// Planck per KiB for this kind.
	pub price: Price,
	/// The protocol fee, in basis points of what is due.
	pub fee_rate: u16,
}

/// Why a tariff version or key cannot settle. The numbers are those of the receipts pallet's
/// refusal codes.
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
pub enum TermsRefusal {
	/// No such carrier.
	CarrierNotFound,
	/// The carrier has no such tariff version.
	VersionNotFound,
	/// The version is announced but not in force yet.
	VersionNotInForce,
	/// The version was superseded and its time to settle is over.
	VersionClosed,
	/// The byte is no kind, or the version does not offer its class, or not to relays.
	KindNotPriced,
}

/// Why a carrier's key does not count.
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
pub enum KeyRefusal {
	/// The carrier has no key of that number.
	NotFound,
	/// Retired, and the withdrawal delay is over.
	Retired,
	/// Revoked: a newer key must sign again.
	Revoked,
}

/// Planck per KiB of the first classes of a tariff that benchmarks open a carrier with: a dear one,
/// and one of which a thousand octets cost nothing.
pub const BENCHMARK_PRICES: [Price; 2] = [1_000_000, 1];

/// Who pays, by which keys and tariffs, and out of what.
pub trait CarrierBook<AccountId>: CarrierLookup<AccountId> {
	/// False while the council has paused settling.
	fn settling_open() -> bool;
	/// The terms of a lane, if it can settle now. Their price is never 0: that means that the class
	/// is not offered.
	fn terms(
		carrier: CarrierIndex,
		version: TariffVersion,
		kind: Kind,
	) -> Result<LaneTerms, TermsRefusal>;
	/// An AAA key whose receipts settle now.
	fn key(carrier: CarrierIndex, number: KeyNumber) -> Result<MultiSigner, KeyRefusal>;
	/// Planck that can leave the escrow now: what is held, or what the period's cap leaves.
	fn payable(carrier: CarrierIndex) -> Balance;
	/// Moves `net` to the rewards pot and burns `fee`, in one go. Fails without effect if the two
	/// together exceed [`Self::payable`].
	fn pay(carrier: CarrierIndex, net: Balance, fee: Balance) -> Result<(), DispatchError>;
	/// A settlement stopped short at the escrow or the cap: where the cap was the reason, the
	/// carrier's clock of delays stands still for the rest of the period.
	fn note_stopped(carrier: CarrierIndex);
	/// True when the version's lanes can never settle again, so that their pages may go.
	fn lanes_removable(carrier: CarrierIndex, version: TariffVersion) -> bool;
	/// The last page of a removable version is gone: its deposit may return.
	fn lanes_removed(carrier: CarrierIndex, version: TariffVersion);
	/// Opens a funded carrier with key 0 and a tariff version 0 in force, with [`BENCHMARK_PRICES`],
	/// for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_open(account: AccountId, key: MultiSigner, escrow: Balance) -> CarrierIndex;
}

/// The rewards ledger, as the traffic road sees it.
pub trait TrafficLedger<AccountId> {
	/// The account that holds what is owed to owners.
	fn pot() -> AccountId;
	/// Owes each router's owner this much more. Indices strictly ascending, so that each page is
	/// read and written once; the sum has been moved to the pot beforehand.
	fn credit(amounts: &[(RouterIndex, Balance)]) -> Result<(), DispatchError>;
	/// Distinct ledger pages that these ascending indices touch, for weights.
	fn pages(indices: &mut dyn Iterator<Item = RouterIndex>) -> u32;
}

/// The rewards ledger, as the coverage road will see it.
pub trait CoverageLedger {
	/// Points earned in the current period; they share its pool when the period ends.
	fn credit_points(index: RouterIndex, points: u64);
	/// Money already in the pot that this router has earned but that is released over time.
	fn hold(index: RouterIndex, amount: Balance) -> Result<(), DispatchError>;
}

/// What including a call of this weight and length costs, in planck.
pub trait CallFee {
	/// Fee of one transaction.
	fn fee(weight: Weight, length: u32) -> Balance;
}

/// Hash of the chain's first block, which ties signatures to this network.
pub fn genesis<T: frame_system::Config>() -> GenesisHash {
	let hash = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
	let mut genesis = GenesisHash::default();
	for (to, from) in genesis.iter_mut().zip(hash.as_ref()) {
		*to = *from;
	}
	genesis
}

/// Checks a signature against a key of the same kind.
///
/// A signature of one kind must not pass for the bytes of another kind's key, although both may
/// name the same account.
pub fn verifies(key: &MultiSigner, signature: &MultiSignature, payload: &[u8]) -> bool {
	let same_kind = matches!(
		(key, signature),
		(MultiSigner::Ed25519(_), MultiSignature::Ed25519(_))
			| (MultiSigner::Sr25519(_), MultiSignature::Sr25519(_))
			| (MultiSigner::Ecdsa(_), MultiSignature::Ecdsa(_))
			| (MultiSigner::Eth(_), MultiSignature::Eth(_))
	);
	same_kind && signature.verify(payload, &key.clone().into_account())
}

/// Lists the distinct pages that ascending indices fall into.
pub fn distinct_pages(indices: impl Iterator<Item = RouterIndex>, per_page: u32) -> u32 {
	let mut last = None;
	let mut pages = 0u32;
	for index in indices {
		let page = index / per_page;
		if last != Some(page) {
			pages = pages.saturating_add(1);
			last = Some(page);
		}
	}
	pages
}

/// Groups ascending `(index, value)` pairs by page.
pub fn by_page<V: Copy>(
	entries: &[(RouterIndex, V)],
	per_page: u32,
) -> Vec<(u32, &[(RouterIndex, V)])> {
	entries
		.chunk_by(|a, b| a.0 / per_page == b.0 / per_page)
		.filter_map(|chunk| chunk.first().map(|first| (first.0 / per_page, chunk)))
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn standings_of_neighbours_do_not_disturb_each_other() {
		let mut page = StandingPage::default();
		let all = [Standing::Unknown, Standing::Active, Standing::Closing, Standing::Closed];
		for index in 512..768 {
			page.set(index, all[index as usize % 4]);
		}
		for index in 512..768 {
			assert_eq!(page.get(index), all[index as usize % 4]);
		}
		page.set(513, Standing::Closed);
		assert_eq!(page.get(512), Standing::Unknown);
		assert_eq!(page.get(513), Standing::Closed);
		assert_eq!(page.get(514), Standing::Closing);
	}

	#[test]
	fn pages_are_counted_and_grouped_once() {
		let entries = [(0, ()), (63, ()), (64, ()), (200, ()), (201, ())];
		assert_eq!(distinct_pages(entries.iter().map(|e| e.0), 64), 3);
		let grouped: Vec<_> =
			by_page(&entries, 64).into_iter().map(|(page, chunk)| (page, chunk.len())).collect();
		assert_eq!(grouped, [(0, 2), (1, 1), (3, 2)]);
	}
}
