//! `close`: when, by whom, and what returns.

use super::*;
use crate::{
	CampaignCells, Error, Event, HoldReason, MoneyTotals, OnCell, Totals, WeightInfo, MAX_CELLS,
};
use frame_support::{assert_noop, assert_ok};

type Refusal = Error<Test>;

#[test]
fn anybody_closes_a_campaign_from_its_deadline_on_and_everything_returns_to_its_carrier() {
	execute(|| {
		let cells = cells(3);
		open(0, &cells, terms(), 5_000);
		assert_eq!(prove(proof()), paid(0, 1_000));
		go_to(100);
		assert_noop!(Campaigns::close(signed(account(9)), 0), Refusal::CampaignNotOver);
		go_to(101);
		let info = Campaigns::close(signed(account(9)), 0).unwrap();
		assert_eq!(info.actual_weight, Some(<()>::close(3)));
		assert!(<()>::close(3).ref_time() < <()>::close(MAX_CELLS).ref_time());

		assert_eq!(free(&carrier(0)), ENDOWMENT - 1_000);
		assert_eq!(free(&account(9)), ENDOWMENT);
		for reason in [HoldReason::Funds, HoldReason::Deposit] {
			assert_eq!(held(reason, &carrier(0)), 0);
		}
		let deposit = 3 * CELL_DEPOSIT;
		let closed =
			Event::Closed { campaign: 0, carrier: 0, paid: 1_000, returned: 4_000, deposit };
		assert_eq!(last_event(), closed);
		let totals = Totals { received: 5_000, paid: 1_000, returned: 4_000, held: 0 };
		assert_eq!(MoneyTotals::<Test>::get(), totals);
		assert!(crate::Campaigns::<Test>::iter().next().is_none());
		assert!(CampaignCells::<Test>::iter().next().is_none());
		assert!(OnCell::<Test>::iter().next().is_none());
		assert_noop!(Campaigns::close(signed(account(9)), 0), Refusal::CampaignNotFound);
	});
}

#[test]
fn closing_leaves_other_campaigns_on_the_cells() {
	execute(|| {
		open(0, &cells(3), terms(), 5_000);
		let mut longer = terms();
		longer.deadline = 300;
		open(1, &[HOME], longer, 5_000);
		go_to(101);
		assert_ok!(Campaigns::close(signed(carrier(1)), 0));
		assert_eq!(OnCell::<Test>::iter_keys().collect::<Vec<_>>(), [HOME]);
		assert_eq!(prove(proof()), paid(1, 1_000));
	});
}

#[test]
fn a_spent_campaign_is_closed_before_its_deadline_by_its_carrier_only() {
	execute(|| {
		open(0, &[HOME], terms(), 1_000);
		assert_noop!(Campaigns::close(signed(carrier(0)), 0), Refusal::CampaignNotOver);
		assert_eq!(prove(proof()), paid(0, 1_000));
		// It may mean to fund it.
		assert_noop!(Campaigns::close(signed(carrier(1)), 0), Refusal::CampaignNotOver);
		assert_ok!(Campaigns::close(signed(carrier(0)), 0));
		assert_eq!(free(&carrier(0)), ENDOWMENT - 1_000);
	});
}

#[test]
fn a_campaign_that_lost_its_places_gets_everything_back() {
	execute(|| {
		let mut short = terms();
		short.deadline = 5;
		open(0, &[HOME], short, 5_000);
		for who in 1..4 {
			open(who, &[HOME], terms(), 5_000);
		}
		go_to(5);
		open(4, &[HOME], terms(), 5_000);
		assert_ok!(Campaigns::close(signed(account(9)), 0));
		assert_eq!(free(&carrier(0)), ENDOWMENT);
		assert_eq!(OnCell::<Test>::get(HOME).len(), 4);
	});
}
