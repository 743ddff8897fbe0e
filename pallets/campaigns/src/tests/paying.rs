//! What a proof is paid, and by whom.

use super::*;
use crate::{Event, Evidence, HoldReason, MoneyTotals, Totals};
use cairn_primitives::coverage::Unpaid;
use frame_support::assert_ok;
use pallet_cairn_traits::ProvenSite;

#[test]
fn a_day_earns_the_price_of_a_day_as_held_earnings() {
	execute(|| {
		open(0, &[HOME], terms(), 5_000);
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_eq!(earned(ROUTER), 1_000);
		assert_eq!(free(&Pot::get()), EXISTENTIAL_DEPOSIT + 1_000);
		assert_eq!(held(HoldReason::Funds, &carrier(0)), 4_000);
		assert_eq!((record(0).left, record(0).paid), (4_000, 1_000));
		assert_eq!(Campaigns::paid_on(0, HOME), Some(1_000));
		let totals = Totals { received: 5_000, paid: 1_000, returned: 0, held: 4_000 };
		assert_eq!(MoneyTotals::<Test>::get(), totals);
		let event =
			Event::Paid { campaign: 0, cell: HOME, router: ROUTER, amount: 1_000, left: 4_000 };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn a_proof_earns_price_times_interval_rounded_down() {
	execute(|| {
		let mut terms = terms();
		terms.price = 1_001;
		open(0, &[HOME], terms, 100_000);
		// 1,001 / 4 windows a day.
		assert_eq!(prove(ProvenSite { interval: 256, ..proof() }), paid(0, 250));
		// 1,001 · 300 / (256 · 4) = 293.26…
		assert_eq!(prove(ProvenSite { interval: 300, ..proof() }), paid(0, 293));
		assert_eq!(prove(ProvenSite { interval: 3 * WHOLE_DAY, ..proof() }), paid(0, 3_003));
		// No interval is shorter than a window.
		assert_eq!(prove(ProvenSite { interval: 0, ..proof() }), paid(0, 250));
	});
}

#[test]
fn income_a_day_does_not_depend_on_how_often_one_is_asked() {
	execute(|| {
		open(0, &[HOME], terms(), 10_000);
		let often: u128 =
			(0..4).map(|_| prove(ProvenSite { interval: 256, ..proof() }).unwrap().amount).sum();
		assert_eq!(paid(0, often), prove(proof()));
	});
}

#[test]
fn nobody_pays_elsewhere() {
	execute(|| {
		let around = cells(2);
		let elsewhere = *around.iter().find(|cell| **cell != HOME).unwrap();
		open(0, &[HOME], terms(), 5_000);
		for cell in [elsewhere, 0] {
			assert_eq!(prove(ProvenSite { cell, ..proof() }), Err(Unpaid::NoCampaign));
		}
		assert_eq!(earned(ROUTER), 0);
	});
}

#[test]
fn the_last_payment_is_what_is_left() {
	execute(|| {
		open(0, &[HOME], terms(), 2_300);
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_eq!(prove(proof()), paid(0, 300));
		assert_eq!(prove(proof()), Err(Unpaid::FundsSpent));
		assert_eq!(earned(ROUTER), 2_300);
		assert_eq!(held(HoldReason::Funds, &carrier(0)), 0);
	});
}

#[test]
fn the_oldest_that_accepts_and_has_funds_pays_and_no_other() {
	execute(|| {
		let mut probes = terms();
		probes.evidence = Evidence::Probes;
		open(0, &[HOME], probes, 5_000);
		open(1, &[HOME], terms(), 1_500);
		let mut dear = terms();
		dear.price = 3_000;
		open(2, &[HOME], dear, 9_000);
		assert_eq!(prove(proof()), paid(1, 1_000));
		// Less than what is due, but something.
		assert_eq!(prove(proof()), paid(1, 500));
		assert_eq!(prove(proof()), paid(2, 3_000));
		assert_eq!(prove(ProvenSite { probes: &[(0, 1)], ..proof() }), paid(0, 1_000));
		assert_eq!(earned(ROUTER), 5_500);
	});
}

#[test]
fn every_router_in_a_cell_is_paid_until_the_cap() {
	execute(|| {
		let mut terms = terms();
		terms.cap = 2_500;
		open(0, &[HOME], terms, 100_000);
		assert_eq!(prove(ProvenSite { router: 1, ..proof() }), paid(0, 1_000));
		assert_eq!(prove(ProvenSite { router: 2, ..proof() }), paid(0, 1_000));
		assert_eq!(prove(ProvenSite { router: 3, ..proof() }), paid(0, 500));
		assert_eq!(prove(ProvenSite { router: 4, ..proof() }), Err(Unpaid::CapSpent));
		assert_eq!([1, 2, 3, 4].map(earned), [1_000, 1_000, 500, 0]);
	});
}

#[test]
fn nothing_is_paid_from_the_deadline_on() {
	execute(|| {
		open(0, &[HOME], terms(), 5_000);
		go_to(100);
		assert_eq!(prove(proof()), paid(0, 1_000));
		go_to(101);
		assert_eq!(prove(proof()), Err(Unpaid::Over));
	});
}

#[test]
fn a_payment_smaller_than_the_existential_deposit_reaches_the_pot() {
	execute(|| {
		open(0, &[HOME], terms(), 1_003);
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_eq!(prove(proof()), paid(0, 3));
		assert_eq!(free(&Pot::get()), EXISTENTIAL_DEPOSIT + 1_003);
	});
}

#[test]
fn where_nobody_pays_the_oldest_campaigns_reason_is_told() {
	execute(|| {
		let mut named = terms();
		named.sponsors = only(&[SPONSOR + 1]);
		let mut probes = terms();
		probes.evidence = Evidence::Probes;
		open(0, &[HOME], probes, 5_000);
		open(1, &[HOME], named, 5_000);
		assert_eq!(prove(proof()), Err(Unpaid::EvidenceNotAccepted));
		// It closes: the next one is the oldest.
		go_to(101);
		assert_ok!(Campaigns::close(signed(carrier(0)), 0));
		assert_eq!(prove(proof()), Err(Unpaid::Over));
		assert_ok!(Campaigns::close(signed(carrier(1)), 1));
		assert_eq!(prove(proof()), Err(Unpaid::NoCampaign));
		assert_eq!(earned(ROUTER), 0);
	});
}
