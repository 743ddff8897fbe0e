//! What others may ask, for a runtime API: answers are `cairn-primitives`' views.

use crate::{CampaignCells, Campaigns, Config, OnCell, Pallet};
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{CampaignIndex, CampaignView, CellCampaignView},
	AccountBytes, Balance, CellIndex,
};

impl<T: Config> Pallet<T>
where
	T::AccountId: Into<AccountBytes>,
{
	/// A campaign that has not been closed.
	pub fn campaign(index: CampaignIndex) -> Option<CampaignView> {
		let record = Campaigns::<T>::get(index)?;
		let cells = CampaignCells::<T>::get(index);
		let cells = cells.iter().map(|cell| (*cell, Self::paid_on(index, *cell))).collect();
		Some(CampaignView {
			index,
			carrier: record.carrier,
			account: record.account.into(),
			terms: record.terms.into(),
			opened: record.opened,
			left: record.left,
			paid: record.paid,
			deposit: record.deposit,
			cells,
		})
	}
}

impl<T: Config> Pallet<T> {
	/// Planck that a campaign has paid for a cell; `None` where it has no place.
	pub fn paid_on(campaign: CampaignIndex, cell: CellIndex) -> Option<Balance> {
		let places = OnCell::<T>::get(cell);
		places.iter().find(|place| place.campaign == campaign).map(|place| place.paid)
	}

	/// The campaigns on a cell in the order in which they are asked to pay: the oldest first.
	pub fn on_cell(cell: CellIndex) -> Vec<CellCampaignView> {
		let now = Self::now();
		let places = OnCell::<T>::get(cell);
		let view = |place: &crate::PlaceOnCell| {
			let record = Campaigns::<T>::get(place.campaign)?;
			let over = record.is_over(now);
			Some(CellCampaignView {
				index: place.campaign,
				carrier: record.carrier,
				paid: place.paid,
				available: if over { 0 } else { record.available(place.paid) },
				keeps_place: record.keeps_place(place.paid, now),
				terms: record.terms.into(),
			})
		};
		places.iter().filter_map(view).collect()
	}
}
