//! What a runtime API can tell.

use super::*;
use crate::{Evidence, Sponsors, Terms};
use cairn_primitives::coverage::{CampaignTerms, CampaignView, CellCampaignView};
use codec::{Decode, Encode};

#[test]
fn a_campaign_is_shown_with_what_it_paid_for_each_cell() {
	execute(|| {
		let around = cells(2);
		open(0, &around, terms(), 5_000);
		assert_eq!(prove(proof()), paid(0, 1_000));
		let view = CampaignView {
			index: 0,
			carrier: 0,
			account: carrier(0).into(),
			terms: terms().into(),
			opened: 1,
			left: 4_000,
			paid: 1_000,
			deposit: 2 * CELL_DEPOSIT,
			cells: around
				.iter()
				.map(|cell| (*cell, Some(if *cell == HOME { 1_000 } else { 0 })))
				.collect(),
		};
		assert_eq!(Campaigns::campaign(0), Some(view));
		assert_eq!(Campaigns::campaign(1), None);
	});
}

#[test]
fn a_displaced_campaign_shows_where() {
	execute(|| {
		for who in 0..4 {
			open(who, &[HOME], terms(), 1_000);
		}
		assert_eq!(prove(proof()), paid(0, 1_000));
		open(4, &[HOME], terms(), 1_000);
		let view = Campaigns::campaign(0).unwrap();
		assert_eq!((view.cells, view.paid), (vec![(HOME, None)], 1_000));
	});
}

#[test]
fn a_cell_shows_its_campaigns_in_the_order_in_which_they_pay() {
	execute(|| {
		let mut capped = terms();
		capped.cap = 1_500;
		capped.deadline = 50;
		open(1, &[HOME], capped.clone(), 5_000);
		open(0, &[HOME], terms(), 5_000);
		assert_eq!(prove(proof()), paid(0, 1_000));
		let first = CellCampaignView {
			index: 0,
			carrier: 1,
			terms: capped.into(),
			paid: 1_000,
			available: 500,
			keeps_place: false,
		};
		let second = CellCampaignView {
			index: 1,
			carrier: 0,
			terms: terms().into(),
			paid: 0,
			available: 5_000,
			keeps_place: true,
		};
		assert_eq!(Campaigns::on_cell(HOME), [first.clone(), second.clone()]);
		go_to(50);
		assert_eq!(Campaigns::on_cell(HOME)[0].available, 0);
		assert_eq!(Campaigns::on_cell(1), []);
	});
}

/// Clients write the arguments of `open` with the terms that they read.
#[test]
fn terms_of_clients_encode_as_the_pallets_own() {
	execute(|| {
		for sponsors in [Sponsors::Any, only(&[1, 7])] {
			for evidence in [Evidence::Witnesses, Evidence::Probes, Evidence::Both] {
				let some = Terms { sponsors: sponsors.clone(), evidence, ..terms() };
				let encoded = some.encode();
				assert_eq!(CampaignTerms::from(some.clone()).encode(), encoded);
				assert_eq!(Terms::decode(&mut &encoded[..]), Ok(some));
			}
		}
	});
}
