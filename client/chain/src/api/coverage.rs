//! What `CairnApi` tells of coverage: windows, cells, probes, campaigns and what is earned.

use super::{Answer, At};
use crate::chain::Chain;
use cairn_primitives::{
	coverage::{
		CampaignIndex, CampaignView, CellCampaignView, CellView, ProbeIndex, ProofsView, SiteView,
		Window, WindowView,
	},
	AccountBytes, AnyKey, CarrierIndex, CellIndex, EarningsView, ProbeView, RouterIndex,
};
use codec::Encode;

/// The most coming periods that [`Chain::earnings`] and [`Chain::departed_earnings`] tell.
pub const MAX_PERIODS: u32 = 60;

impl Chain {
	/// The challenge window that runs; `None` before the first one.
	pub fn window(&self, at: At) -> Answer<Option<WindowView>> {
		self.call_api("window", &[], at)
	}

	/// A router with its cell in force when a window began; `None` if there is no such router, or the
	/// window can be proven no more.
	pub fn coverage_site(
		&self,
		router: RouterIndex,
		window: Window,
		at: At,
	) -> Answer<Option<SiteView>> {
		self.call_api("coverage_site", &(router, window).encode(), at)
	}

	/// What a router has proven; `None` before its first proof.
	pub fn proofs(&self, router: RouterIndex, at: At) -> Answer<Option<ProofsView>> {
		self.call_api("proofs", &router.encode(), at)
	}

	/// A cell's coverage.
	pub fn coverage_cell(&self, cell: CellIndex, at: At) -> Answer<CellView> {
		self.call_api("coverage_cell", &cell.encode(), at)
	}

	/// A probe that is bonded and not removed.
	pub fn probe(&self, index: ProbeIndex, at: At) -> Answer<Option<ProbeView>> {
		self.call_api("probe", &index.encode(), at)
	}

	/// The probe that has this key.
	pub fn probe_of_key(&self, key: &AnyKey, at: At) -> Answer<Option<ProbeIndex>> {
		self.call_api("probe_of_key", &key.encode(), at)
	}

	/// A carrier's probes, ascending.
	pub fn probes_of(&self, carrier: CarrierIndex, at: At) -> Answer<Vec<ProbeIndex>> {
		self.call_api("probes_of", &carrier.encode(), at)
	}

	/// A campaign that has not been closed.
	pub fn campaign(&self, index: CampaignIndex, at: At) -> Answer<Option<CampaignView>> {
		self.call_api("campaign", &index.encode(), at)
	}

	/// The campaigns on a cell in the order in which they are asked to pay: the oldest first.
	pub fn campaigns_on(&self, cell: CellIndex, at: At) -> Answer<Vec<CellCampaignView>> {
		self.call_api("campaigns_on", &cell.encode(), at)
	}

	/// What a router has earned for its owner, and what becomes claimable in the coming periods (up
	/// to [`MAX_PERIODS`]); `None` where it has no owner.
	pub fn earnings(
		&self,
		router: RouterIndex,
		periods: u32,
		at: At,
	) -> Answer<Option<EarningsView>> {
		self.call_api("earnings", &(router, periods.min(MAX_PERIODS)).encode(), at)
	}

	/// The same for a former owner of a router; `None` where nothing is coming.
	pub fn departed_earnings(
		&self,
		owner: &AccountBytes,
		router: RouterIndex,
		periods: u32,
		at: At,
	) -> Answer<Option<EarningsView>> {
		let periods = periods.min(MAX_PERIODS);
		self.call_api("departed_earnings", &(owner, router, periods).encode(), at)
	}
}
