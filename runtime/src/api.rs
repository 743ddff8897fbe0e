//! `CairnApi`: what clients and auditors ask the chain. Its answers are `cairn-primitives`' views.

use alloc::vec::Vec;
use cairn_primitives::{
	AccountBytes, AnyKey, Balance, CarrierIndex, CarrierView, ClaimQuote, Kind, LedgerTotals,
	Octets, Payout, RouterIndex, RouterView, SponsorIndex, SponsorView, TariffVersion, TariffView,
	Timing,
};
use sp_runtime::DispatchError;

/// The most routers that one call of [`CairnApi::routers_of`] lists.
pub const MAX_ROUTERS_LISTED: u32 = 100;
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
		/// The chain's clocks.
		fn timing() -> Timing;
		/// How the transaction at this place of the block fared; `None` when there is none.
		fn outcome(extrinsic_index: u32) -> Option<Result<(), DispatchError>>;
		/// What the transaction at this place of the block paid to owners, one entry for each.
		fn payouts(extrinsic_index: u32) -> Vec<Payout>;
	}
}
