//! `CairnApi`: what clients and auditors ask the chain. Its answers are `cairn-primitives`' views.

use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{
		CampaignIndex, CampaignView, CellCampaignView, CellView, ProbeIndex, ProofsView,
		SignedWitnessReport, SiteView, Window, WindowView, WitnessId,
	},
	AccountBytes, AnyKey, Balance, CarrierIndex, CarrierView, CellIndex, ClaimQuote, EarningsView,
	Kind, LedgerTotals, Octets, Payout, ProbeView, RouterIndex, RouterView, SponsorIndex,
	SponsorView, TariffVersion, TariffView, Timing,
};
use sp_runtime::DispatchError;

/// The most routers that one call of [`CairnApi::routers_of`] lists.
pub const MAX_ROUTERS_LISTED: u32 = 100;
/// The most reports that one call of [`CairnApi::check_reports`] judges.
pub const MAX_REPORTS_CHECKED: usize = 1_024;
/// The most routers that one call of [`CairnApi::claimable`] answers for.
pub const MAX_CLAIMABLE_ASKED: usize = 256;

sp_api::decl_runtime_apis! {
	/// What clients and auditors ask the chain.
	pub trait CairnApi {
		/// A router that has not closed.
		fn router(index: RouterIndex) -> Option<RouterView>;
		/// The index under which a device key is registered.
		fn router_of_key(key: AnyKey) -> Option<RouterIndex>;
		/// An owner's routers from index `start` on, ascending, at most [`MAX_ROUTERS_LISTED`].
		fn routers_of(owner: AccountBytes, start: RouterIndex, limit: u32) -> Vec<RouterIndex>;
		/// A sponsor that applied and did not withdraw: how far it has come, and its bond.
		fn sponsor(index: SponsorIndex) -> Option<SponsorView>;
		/// The sponsor that an account is, applying, admitted or leaving.
		fn sponsor_of(account: AccountBytes) -> Option<SponsorIndex>;
		/// A carrier.
		fn carrier(index: CarrierIndex) -> Option<CarrierView>;
		/// The carrier that an account pays and settles for.
		fn carrier_of(account: AccountBytes) -> Option<CarrierIndex>;
		/// A tariff version that has not been cleared away.
		fn tariff(carrier: CarrierIndex, version: TariffVersion) -> Option<TariffView>;
		/// Octets settled in a lane.
		fn lane(
			carrier: CarrierIndex,
			version: TariffVersion,
			kind: Kind,
			router: RouterIndex,
		) -> Octets;
		/// A router's lanes with a carrier that hold anything.
		fn lanes(
			carrier: CarrierIndex,
			router: RouterIndex,
		) -> Vec<(TariffVersion, Kind, Octets)>;
		/// Planck that each router's owner can claim, in the order asked; as many answers as were
		/// asked for, at most [`MAX_CLAIMABLE_ASKED`].
		fn claimable(routers: Vec<RouterIndex>) -> Vec<Balance>;
		/// Planck that a former owner can claim for a router.
		fn departed(owner: AccountBytes, router: RouterIndex) -> Balance;
		/// What an authorized claim of these routers would pay now; looks at the first 32.
		fn claim_quote(owner: AccountBytes, routers: Vec<RouterIndex>) -> ClaimQuote;
		/// Planck that submitting so many receipts takes from what they settle.
		fn submit_fee(receipts: u32) -> Balance;
		/// The rewards ledger's totals.
		fn ledger_totals() -> LedgerTotals;
		/// What a router has earned for its owner, with what becomes claimable in the coming periods;
		/// `None` where it has no owner.
		fn earnings(router: RouterIndex, periods: u32) -> Option<EarningsView>;
		/// The same for a former owner of a router; `None` where it has nothing coming.
		fn departed_earnings(
			owner: AccountBytes,
			router: RouterIndex,
			periods: u32,
		) -> Option<EarningsView>;
		/// The challenge window that runs; `None` before the first one.
		fn window() -> Option<WindowView>;
		/// Whether each report is worth passing on, signatures included: 1 … 10 are verdicts, 128 …
		/// 139 refusals of its challenge, 160 a signature that is not the witness's. Looks at the
		/// first [`MAX_REPORTS_CHECKED`].
		fn check_reports(reports: Vec<SignedWitnessReport>) -> Vec<Result<(), u8>>;
		/// A router with the cell that was in force when a window began; `None` if there is no such
		/// router, or the window is not known any more.
		fn coverage_site(router: RouterIndex, window: Window) -> Option<SiteView>;
		/// A probe that is bonded and not removed.
		fn probe(index: ProbeIndex) -> Option<ProbeView>;
		/// The probe that has a key.
		fn probe_of_key(key: AnyKey) -> Option<ProbeIndex>;
		/// A carrier's probes, ascending: as many as a carrier may have at most.
		fn probes_of(carrier: CarrierIndex) -> Vec<ProbeIndex>;
		/// What each report of a proof would get, signatures apart; or the code of the refusal.
		fn verdicts(proof: pallet_cairn_coverage::Proof) -> Result<Vec<(WitnessId, u8)>, u8>;
		/// What a router has proven; `None` before its first proof.
		fn proofs(router: RouterIndex) -> Option<ProofsView>;
		/// A cell's coverage.
		fn coverage_cell(cell: CellIndex) -> CellView;
		/// A campaign that has not been closed.
		fn campaign(index: CampaignIndex) -> Option<CampaignView>;
		/// The campaigns on a cell, in the order in which they are asked to pay.
		fn campaigns_on(cell: CellIndex) -> Vec<CellCampaignView>;
		/// The chain's clocks.
		fn timing() -> Timing;
		/// How the transaction at this place of the block fared; `None` when there is none.
		fn outcome(extrinsic_index: u32) -> Option<Result<(), DispatchError>>;
		/// What the transaction at this place of the block paid to owners, one entry for each.
		fn payouts(extrinsic_index: u32) -> Vec<Payout>;
	}
}
