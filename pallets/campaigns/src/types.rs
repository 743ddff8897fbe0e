//! What a campaign is, and the rules that need nothing but it.

pub use cairn_primitives::coverage::Evidence;
use cairn_primitives::{
	coverage::{CampaignIndex, CampaignSponsors, CampaignTerms, Unpaid, MAX_REPORTS},
	Balance, BlockNumber, CarrierIndex, CellIndex, SponsorIndex,
};
use cairn_scoring::{Interval, Place};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use pallet_cairn_traits::ProvenSite;
use scale_info::TypeInfo;

/// The most cells of one campaign: about two square kilometres.
pub const MAX_CELLS: u32 = 128;
/// The most sponsors that a campaign can name.
pub const MAX_SPONSORS: u32 = 16;
/// The most campaigns on a cell.
pub const MAX_ON_CELL: u32 = 4;

/// A campaign's cells: of resolution 10, strictly ascending.
pub type Cells = BoundedVec<CellIndex, ConstU32<MAX_CELLS>>;
/// The campaigns on a cell, the oldest first.
pub type Places = BoundedVec<PlaceOnCell, ConstU32<MAX_ON_CELL>>;

/// Whose word a router must have.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Sponsors {
	/// Any sponsor's.
	#[codec(index = 0)]
	Any,
	/// One of these, strictly ascending and at least one.
	#[codec(index = 1)]
	Only(BoundedVec<SponsorIndex, ConstU32<MAX_SPONSORS>>),
}

impl Sponsors {
	/// Whether a list names somebody, in order and nobody twice.
	pub fn is_sorted(&self) -> bool {
		match self {
			Self::Any => true,
			Self::Only(list) => !list.is_empty() && list.is_sorted_by(|a, b| a < b),
		}
	}

	/// Whether this sponsor's word is good enough.
	pub fn accept(&self, sponsor: SponsorIndex) -> bool {
		match self {
			Self::Any => true,
			Self::Only(list) => list.binary_search(&sponsor).is_ok(),
		}
	}
}

/// What a campaign offers, and for what.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Terms {
	/// Planck for a day in which a router covers a cell.
	pub price: Balance,
	/// The most planck that is paid for one cell, over all its routers.
	pub cap: Balance,
	/// First block in which nothing is paid any more.
	pub deadline: BlockNumber,
	/// Who must vouch for the router, and for a witness that is to count.
	pub sponsors: Sponsors,
	/// Which valid reports count.
	pub evidence: Evidence,
	/// How many of them there must be, 1 … [`MAX_REPORTS`].
	pub least: u8,
}

impl Terms {
	/// Whether a proof can have as many reports as are asked for.
	pub const fn is_least_possible(&self) -> bool {
		0 < self.least && self.least <= MAX_REPORTS
	}

	/// Whether a proof is one that a campaign of this carrier with these terms pays for.
	///
	/// # Errors
	///
	/// Why it is not: sponsor, evidence, or number of reports.
	pub fn accept(&self, carrier: CarrierIndex, site: &ProvenSite) -> Result<(), Unpaid> {
		if !self.sponsors.accept(site.sponsor) {
			return Err(Unpaid::SponsorNotAccepted);
		}
		match self.reports(carrier, site) {
			0 => Err(Unpaid::EvidenceNotAccepted),
			some if some < u16::from(self.least) => Err(Unpaid::TooFewReports),
			_ => Ok(()),
		}
	}

	/// How many of a proof's reports count.
	fn reports(&self, carrier: CarrierIndex, site: &ProvenSite) -> u16 {
		// Octets of at most 14 reports: no sum comes near its bound.
		let accepted = site.witnesses.iter().filter(|(sponsor, _)| self.sponsors.accept(*sponsor));
		let witnesses =
			accepted.fold(0u16, |sum, (_, count)| sum.saturating_add(u16::from(*count)));
		let own = site.probes.iter().find(|(of, _)| *of == carrier);
		let probes = own.map_or(0, |(_, count)| u16::from(*count));
		match self.evidence {
			Evidence::Witnesses => witnesses,
			Evidence::Probes => probes,
			Evidence::Both => witnesses.saturating_add(probes),
		}
	}

	/// What a proof that stands for an interval (in 1/256 of a window) is worth:
	/// ⌊price · interval / (256 · windows a day)⌋ planck, at most 2¹²⁸ − 1.
	///
	/// Who is paid loses less than a planck a proof.
	pub fn due(&self, interval: u32, windows_per_day: u32) -> Balance {
		// What exceeds 128 bits exceeds every cap.
		Interval::from_raw(interval)
			.of_daily_price(self.price, windows_per_day)
			.unwrap_or(Balance::MAX)
	}
}

impl From<Terms> for CampaignTerms {
	fn from(terms: Terms) -> Self {
		let Terms { price, cap, deadline, sponsors, evidence, least } = terms;
		let sponsors = match sponsors {
			Sponsors::Any => CampaignSponsors::Any,
			Sponsors::Only(list) => CampaignSponsors::Only(list.into_inner()),
		};
		Self { price, cap, deadline, sponsors, evidence, least }
	}
}

/// A campaign, apart from its cells.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Campaign<AccountId> {
	/// Whose probes count.
	pub carrier: CarrierIndex,
	/// The carrier's account, on which everything is held.
	pub account: AccountId,
	/// What it offers, and for what.
	pub terms: Terms,
	/// Block in which it was opened.
	pub opened: BlockNumber,
	/// Planck held to pay routers.
	pub left: Balance,
	/// Planck paid to routers so far.
	pub paid: Balance,
	/// Planck held for the storage of its cells.
	pub deposit: Balance,
}

impl<AccountId> Campaign<AccountId> {
	/// Whether nothing is paid any more.
	pub const fn is_over(&self, now: BlockNumber) -> bool {
		now >= self.terms.deadline
	}

	/// Planck that can still be paid for a cell for which so much was paid, at any time.
	pub fn available(&self, paid: Balance) -> Balance {
		self.left.min(self.terms.cap.saturating_sub(paid))
	}

	/// Whether it can still pay a whole day on a cell for which so much was paid. One that cannot
	/// gives way to another.
	pub fn keeps_place(&self, paid: Balance, now: BlockNumber) -> bool {
		!self.is_over(now) && self.available(paid) >= self.terms.price
	}

	/// What it pays for a proof in a cell for which so much was paid: what is due, or what is left
	/// of cap and funds where that is less; never 0.
	///
	/// # Errors
	///
	/// Why it pays nothing: deadline, sponsor, evidence, number of reports, cap, or funds, the first
	/// of these that applies.
	pub fn payment(
		&self,
		paid: Balance,
		site: &ProvenSite,
		now: BlockNumber,
		windows_per_day: u32,
	) -> Result<Balance, Unpaid> {
		if self.is_over(now) {
			return Err(Unpaid::Over);
		}
		self.terms.accept(self.carrier, site)?;
		if paid >= self.terms.cap {
			return Err(Unpaid::CapSpent);
		}
		let due = self.terms.due(site.interval, windows_per_day);
		// No proof is due less than a planck: see `MinPrice`.
		match due.min(self.available(paid)) {
			0 => Err(Unpaid::FundsSpent),
			amount => Ok(amount),
		}
	}
}

/// A campaign's place on a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PlaceOnCell {
	/// Which campaign.
	pub campaign: CampaignIndex,
	/// Planck that it has paid for this cell.
	pub paid: Balance,
}

/// Where all money of campaigns went, in planck: `received = paid + returned + held`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Totals {
	/// Put into campaigns.
	pub received: Balance,
	/// Moved to the rewards pot for routers.
	pub paid: Balance,
	/// Given back to carriers when campaigns closed.
	pub returned: Balance,
	/// What campaigns have left.
	pub held: Balance,
}

/// Whether a number is an H3 cell of the one resolution that counts.
pub fn is_cell(cell: CellIndex) -> bool {
	Place::of(cell).is_some()
}
