//! Calls of the `Campaigns` pallet. Signed by the carrier's account where nothing else is said.

use super::{call, pallet::CAMPAIGNS};
use cairn_primitives::{
	coverage::{CampaignIndex, CampaignTerms},
	Balance, CellIndex,
};
use codec::Compact;

/// The most cells of one campaign.
pub const MAX_CELLS: usize = 128;
/// The most sponsors that a campaign can name.
pub const MAX_SPONSORS: usize = 16;

/// Opens a campaign on cells, strictly ascending, and puts planck into it: at least one day's price
/// for every cell.
pub fn open(cells: &[CellIndex], terms: &CampaignTerms, amount: Balance) -> Vec<u8> {
	call(CAMPAIGNS, 0, (cells, terms, Compact(amount)))
}

/// Puts more planck into a campaign that is not over.
pub fn fund(campaign: CampaignIndex, amount: Balance) -> Vec<u8> {
	call(CAMPAIGNS, 1, (Compact(campaign), Compact(amount)))
}

/// Brings a campaign's deadline forward to the end of the notice.
pub fn end(campaign: CampaignIndex) -> Vec<u8> {
	call(CAMPAIGNS, 2, Compact(campaign))
}

/// Closes a campaign from its deadline on, for anybody, or for its carrier once nothing is left.
pub fn close(campaign: CampaignIndex) -> Vec<u8> {
	call(CAMPAIGNS, 3, Compact(campaign))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calls::hex;
	use cairn_primitives::coverage::{CampaignSponsors, Evidence};

	#[test]
	fn calls_are_their_indices_and_arguments() {
		let mut terms = CampaignTerms {
			price: 1,
			cap: 2,
			deadline: 3,
			sponsors: CampaignSponsors::Only(vec![4, 5]),
			evidence: Evidence::Probes,
			least: 6,
		};
		let zeros = "00".repeat(15);
		let fixed = format!("04ffff2d6246fba10801{zeros}02{zeros}03000000");
		let cells = [0x08a1_fb46_622d_ffff];
		assert_eq!(
			hex(&open(&cells, &terms, 16)),
			format!("2d00{fixed}010804000000050000000106{}", "40")
		);
		terms.sponsors = CampaignSponsors::Any;
		assert_eq!(hex(&open(&cells, &terms, 16)), format!("2d00{fixed}00010640"));
		assert_eq!(hex(&fund(1, 1_000_000_000_000)), "2d0104070010a5d4e8");
		assert_eq!(hex(&end(1)), "2d0204");
		assert_eq!(hex(&close(64)), "2d030101");
	}
}
