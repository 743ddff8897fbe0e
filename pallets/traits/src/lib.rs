//! How Cairn's pallets know each other: behaviours, never another pallet's `Config`.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod coverage;
mod holds;
mod keys;
mod pages;
mod weights;

pub use cairn_primitives::coverage::CampaignIndex;
pub use coverage::{
	CampaignBook, CoverageRegistry, EmissionLedger, Paid, Probe, ProbeBook, ProvenSite,
	RunningPeriod, Site,
};
pub use holds::{is_held_as_recorded, Recorded};
pub use keys::{genesis, signer, stored_key, verifies};
pub use pages::{by_page, distinct_pages};
pub use weights::estimate;

use cairn_primitives::{
	Balance, CarrierIndex, KeyNumber, Kind, Price, RouterIndex, SponsorIndex, Standing,
	TariffVersion,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, MultiSigner};

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
	/// Whether [`Self::pay`] would succeed now. Reads only.
	fn can_pay(carrier: CarrierIndex, net: Balance, fee: Balance) -> bool;
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

/// The rewards ledger, as the coverage road sees it.
pub trait CoverageLedger {
	/// Points earned in the current period; they share its pool when the period ends. Says how many
	/// values it read that the block's other proofs do not read as well.
	fn credit_points(credits: &[(RouterIndex, u64)]) -> u32;
	/// Money already in the pot that this router has earned but that is released over time.
	fn hold(index: RouterIndex, amount: Balance) -> Result<(), DispatchError>;
}

/// What including a call of this weight and length costs, in planck.
pub trait CallFee {
	/// Fee of one transaction.
	fn fee(weight: Weight, length: u32) -> Balance;
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
}
