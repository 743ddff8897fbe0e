//! `CairnApi`, typed. `at` is the block to ask about; `None` means the newest, finalised or not.

mod coverage;

pub use coverage::MAX_PERIODS;

use crate::{chain::Chain, dispatch::DispatchError, error::ChainError};
use cairn_primitives::{
	AccountBytes, AnyKey, Balance, CarrierIndex, CarrierView, ClaimQuote, Kind, LedgerTotals,
	Octets, Payout, RouterIndex, RouterView, SponsorIndex, SponsorView, TariffVersion, TariffView,
	Timing,
};
use codec::Encode;

type At = Option<[u8; 32]>;
type Answer<T> = Result<T, ChainError>;

/// The most routers that one call of [`Chain::routers_of`] returns.
pub const MAX_ROUTERS_PER_PAGE: u32 = 100;
/// The most routers that one call of [`Chain::claimable`] takes.
pub const MAX_CLAIMABLE: usize = 256;

impl Chain {
	/// A router, if it was ever registered.
	pub fn router(&self, index: RouterIndex, at: At) -> Answer<Option<RouterView>> {
		self.call_api("router", &index.encode(), at)
	}

	/// The router that has this device key.
	pub fn router_of_key(&self, key: &AnyKey, at: At) -> Answer<Option<RouterIndex>> {
		self.call_api("router_of_key", &key.encode(), at)
	}

	/// One page of an account's routers: at most `limit` (up to 100) from index `start` on.
	pub fn routers_of(
		&self,
		owner: &AccountBytes,
		start: RouterIndex,
		limit: u32,
		at: At,
	) -> Answer<Vec<RouterIndex>> {
		let limit = limit.min(MAX_ROUTERS_PER_PAGE);
		self.call_api("routers_of", &(owner, start, limit).encode(), at)
	}

	/// All of an account's routers, page by page.
	pub fn all_routers_of(&self, owner: &AccountBytes, at: At) -> Answer<Vec<RouterIndex>> {
		let mut all = Vec::new();
		let mut start = 0;
		loop {
			let page = self.routers_of(owner, start, MAX_ROUTERS_PER_PAGE, at)?;
			let next = page.last().and_then(|last| last.checked_add(1));
			// A node that repeats itself must not keep this going for ever.
			let advanced = page.iter().all(|index| *index >= start);
			all.extend(page);
			match next {
				Some(next) if advanced && next > start => start = next,
				_ => return Ok(all),
			}
		}
	}

	/// A carrier.
	pub fn carrier(&self, index: CarrierIndex, at: At) -> Answer<Option<CarrierView>> {
		self.call_api("carrier", &index.encode(), at)
	}

	/// The carrier that this account pays and settles for.
	pub fn carrier_of(&self, account: &AccountBytes, at: At) -> Answer<Option<CarrierIndex>> {
		self.call_api("carrier_of", account, at)
	}

	/// A carrier's tariff version.
	pub fn tariff(
		&self,
		carrier: CarrierIndex,
		version: TariffVersion,
		at: At,
	) -> Answer<Option<TariffView>> {
		self.call_api("tariff", &(carrier, version).encode(), at)
	}

	/// The octets settled in one lane.
	pub fn lane(
		&self,
		carrier: CarrierIndex,
		version: TariffVersion,
		kind: Kind,
		router: RouterIndex,
		at: At,
	) -> Answer<Octets> {
		self.call_api("lane", &(carrier, version, kind, router).encode(), at)
	}

	/// Every lane between a carrier and a router in which something has settled and still can.
	pub fn lanes(
		&self,
		carrier: CarrierIndex,
		router: RouterIndex,
		at: At,
	) -> Answer<Vec<(TariffVersion, Kind, Octets)>> {
		self.call_api("lanes", &(carrier, router).encode(), at)
	}

	/// Planck that can be claimed for each of at most 256 routers, in their order.
	pub fn claimable(&self, routers: &[RouterIndex], at: At) -> Answer<Vec<Balance>> {
		self.call_api("claimable", &routers.encode(), at)
	}

	/// Planck that an account can still claim for a router which it no longer owns.
	pub fn departed(&self, owner: &AccountBytes, router: RouterIndex, at: At) -> Answer<Balance> {
		self.call_api("departed", &(owner, router).encode(), at)
	}

	/// What an authorized claim of these routers would pay and cost.
	pub fn claim_quote(
		&self,
		owner: &AccountBytes,
		routers: &[RouterIndex],
		at: At,
	) -> Answer<ClaimQuote> {
		self.call_api("claim_quote", &(owner, routers).encode(), at)
	}

	/// Planck that submitting this many receipts takes out of what they settle.
	pub fn submit_fee(&self, receipts: u32, at: At) -> Answer<Balance> {
		self.call_api("submit_fee", &receipts.encode(), at)
	}

	/// The rewards ledger's totals.
	pub fn ledger_totals(&self, at: At) -> Answer<LedgerTotals> {
		self.call_api("ledger_totals", &[], at)
	}

	/// The chain's clocks.
	pub fn timing(&self, at: At) -> Answer<Timing> {
		self.call_api("timing", &[], at)
	}

	/// A sponsor: how far it has come, and its bond.
	pub fn sponsor(&self, index: SponsorIndex, at: At) -> Answer<Option<SponsorView>> {
		self.call_api("sponsor", &index.encode(), at)
	}

	/// The sponsor that this account is, applying, admitted or leaving.
	pub fn sponsor_of(&self, account: &AccountBytes, at: At) -> Answer<Option<SponsorIndex>> {
		self.call_api("sponsor_of", account, at)
	}

	/// How an extrinsic of the block `at` fared; `None` if the block has no such extrinsic.
	pub fn outcome(
		&self,
		extrinsic: u32,
		at: [u8; 32],
	) -> Answer<Option<Result<(), DispatchError>>> {
		self.call_api("outcome", &extrinsic.encode(), Some(at))
	}

	/// What an extrinsic of the block `at` paid to owners, by the block's events.
	pub fn payouts(&self, extrinsic: u32, at: [u8; 32]) -> Answer<Vec<Payout>> {
		self.call_api("payouts", &extrinsic.encode(), Some(at))
	}
}
