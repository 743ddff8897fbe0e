//! Campaigns, as clients see and open them.

use crate::{AccountBytes, Balance, BlockNumber, CarrierIndex, CellIndex, SponsorIndex};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Dense number of a campaign, given when it is opened and never reused.
pub type CampaignIndex = u32;

/// Whose reports count in a campaign.
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
pub enum Evidence {
	/// Those of other owners' routers.
	#[codec(index = 0)]
	Witnesses,
	/// Those of the campaign's carrier's own probes.
	#[codec(index = 1)]
	Probes,
	/// Both, counted together.
	#[codec(index = 2)]
	Both,
}

/// Whose word a router must have for a campaign to pay it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum CampaignSponsors {
	/// Any sponsor's.
	#[codec(index = 0)]
	Any,
	/// One of these, strictly ascending and at least one.
	#[codec(index = 1)]
	Only(Vec<SponsorIndex>),
}

/// What a campaign offers, and for what. Encodes exactly as the terms that `campaigns.open` takes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CampaignTerms {
	/// Planck for a day in which a router covers a cell.
	pub price: Balance,
	/// The most planck that is paid for one cell, over all its routers.
	pub cap: Balance,
	/// First block in which nothing is paid any more.
	pub deadline: BlockNumber,
	/// Who must vouch for the router.
	pub sponsors: CampaignSponsors,
	/// Which valid reports count.
	pub evidence: Evidence,
	/// How many of them there must be, 1 … [`super::MAX_REPORTS`].
	pub least: u8,
}

/// A campaign that has not been closed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CampaignView {
	/// Its number.
	pub index: CampaignIndex,
	/// Whose it is.
	pub carrier: CarrierIndex,
	/// The carrier's account, on which its money is held.
	pub account: AccountBytes,
	/// What it offers, and for what.
	pub terms: CampaignTerms,
	/// Block in which it was opened.
	pub opened: BlockNumber,
	/// Planck that it can still pay.
	pub left: Balance,
	/// Planck paid to routers so far.
	pub paid: Balance,
	/// Planck held for its storage.
	pub deposit: Balance,
	/// Its cells, ascending, with the planck paid for each; `None` where it was displaced.
	pub cells: Vec<(CellIndex, Option<Balance>)>,
}

/// A campaign on a cell.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CellCampaignView {
	/// Its number.
	pub index: CampaignIndex,
	/// Whose it is.
	pub carrier: CarrierIndex,
	/// What it offers, and for what.
	pub terms: CampaignTerms,
	/// Planck paid for this cell so far.
	pub paid: Balance,
	/// Planck that it can still pay for this cell; 0 from its deadline on.
	pub available: Balance,
	/// Whether it keeps its place when another campaign asks for one.
	pub keeps_place: bool,
}
