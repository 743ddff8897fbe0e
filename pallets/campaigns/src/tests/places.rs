//! Four places on a cell: who keeps one and who gives way.

use super::*;
use crate::{Error, Event, OnCell, Terms};
use cairn_primitives::CellIndex;
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{CampaignIndex, ProvenSite};

type Refusal = Error<Test>;

fn on(cell: CellIndex) -> Vec<CampaignIndex> {
	OnCell::<Test>::get(cell).iter().map(|place| place.campaign).collect()
}

#[test]
fn four_campaigns_that_can_pay_leave_no_place_for_a_fifth() {
	execute(|| {
		for who in 0..4 {
			open(who, &[HOME], terms(), 1_000);
		}
		assert_noop!(try_open(4, &[HOME], terms(), 9_000), Refusal::CellFull);
		// Nor on one cell among others that have room: nothing is held.
		assert_noop!(try_open(4, &cells(7), terms(), 9_000), Refusal::CellFull);
		assert_eq!(on(HOME), [0, 1, 2, 3]);
	});
}

#[test]
fn one_that_is_over_gives_way_at_once() {
	execute(|| {
		for who in 0..4 {
			let mut terms = terms();
			terms.deadline = if who == 2 { 50 } else { 100 };
			open(who, &[HOME], terms, 1_000);
		}
		go_to(49);
		assert_noop!(try_open(4, &[HOME], terms(), 1_000), Refusal::CellFull);
		go_to(50);
		let newest = open(4, &[HOME], terms(), 1_000);
		assert_eq!(on(HOME), [0, 1, 3, newest]);
		let displaced = Event::Displaced { campaign: 2, cell: HOME, by: newest };
		assert_eq!(last_event(), displaced);
	});
}

#[test]
fn one_that_cannot_pay_a_day_gives_way_and_the_oldest_such_first() {
	execute(|| {
		for who in 0..4 {
			let terms = Terms { least: if who == 0 { 2 } else { 1 }, ..terms() };
			open(who, &[HOME], terms, 1_999);
		}
		assert_eq!(prove(proof()), paid(1, 1_000));
		assert_eq!(prove(ProvenSite { witnesses: &[(SPONSOR, 2)], ..proof() }), paid(0, 1_000));
		let newest = open(4, &[HOME], terms(), 1_000);
		assert_eq!(on(HOME), [1, 2, 3, newest]);
		let newest = open(4, &[HOME], terms(), 1_000);
		assert_eq!(on(HOME), [2, 3, newest - 1, newest]);
		// What the first had left is its carrier's at the deadline; it pays here no more.
		assert_eq!(prove(proof()), paid(2, 1_000));
		assert_eq!(record(0).left, 999);
		go_to(101);
		assert_ok!(Campaigns::close(signed(carrier(0)), 0));
		assert_eq!(free(&carrier(0)), ENDOWMENT - 1_000);
	});
}

#[test]
fn one_that_reached_its_cap_gives_way_on_that_cell_only() {
	execute(|| {
		let (here, around) = (HOME, cells(2));
		let there = *around.iter().find(|cell| **cell != here).unwrap();
		let mut capped = terms();
		capped.cap = 1_500;
		open(0, &around, capped, 50_000);
		for who in 1..4 {
			open(who, &around, terms(), 50_000);
		}
		assert_eq!(prove(proof()), paid(0, 1_000));
		let newest = open(4, &[here], terms(), 1_000);
		assert_eq!(on(here), [1, 2, 3, newest]);
		assert_eq!(on(there), [0, 1, 2, 3]);
		assert_noop!(try_open(4, &[there], terms(), 1_000), Refusal::CellFull);
		let site = ProvenSite { cell: there, ..proof() };
		assert_eq!(prove(site), paid(0, 1_000));
		assert_eq!(Campaigns::paid_on(0, here), None);
		assert_eq!(record(0).paid, 2_000);
	});
}

#[test]
fn money_put_in_before_keeps_the_place_and_money_put_in_after_does_not_bring_it_back() {
	execute(|| {
		for who in 0..4 {
			open(who, &[HOME], terms(), 1_000);
		}
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_ok!(Campaigns::fund(signed(carrier(0)), 0, 1_000));
		assert_noop!(try_open(4, &[HOME], terms(), 1_000), Refusal::CellFull);
		assert_eq!(prove(proof()), paid(0, 1_000));
		open(4, &[HOME], terms(), 1_000);
		assert_ok!(Campaigns::fund(signed(carrier(0)), 0, 1_000));
		assert_eq!(on(HOME), [1, 2, 3, 4]);
		assert_eq!(prove(proof()), paid(1, 1_000));
	});
}

#[test]
fn as_long_as_there_is_room_nobody_gives_way() {
	execute(|| {
		let mut short = terms();
		short.deadline = 2;
		open(0, &[HOME], short, 1_000);
		go_to(50);
		open(1, &[HOME], terms(), 1_000);
		assert_eq!(on(HOME), [0, 1]);
	});
}
