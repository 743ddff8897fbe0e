//! `fund` and `end`.

use super::*;
use crate::{Error, Event, HoldReason, MoneyTotals};
use cairn_primitives::coverage::Unpaid;
use frame_support::{assert_noop, assert_ok};

type Refusal = Error<Test>;

#[test]
fn funding_adds_to_what_can_be_paid() {
	execute(|| {
		open(0, &[HOME], terms(), 1_500);
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_ok!(Campaigns::fund(signed(carrier(0)), 0, 700));
		assert_eq!(last_event(), Event::Funded { campaign: 0, amount: 700, left: 1_200 });
		assert_eq!(held(HoldReason::Funds, &carrier(0)), 1_200);
		assert_eq!(MoneyTotals::<Test>::get().received, 2_200);
		assert_eq!(prove(proof()), paid(0, 1_000));
	});
}

#[test]
fn funding_revives_a_campaign_that_is_spent() {
	execute(|| {
		open(0, &[HOME], terms(), 1_000);
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_eq!(prove(proof()), Err(Unpaid::FundsSpent));
		assert_ok!(Campaigns::fund(signed(carrier(0)), 0, 400));
		assert_eq!(prove(proof()), paid(0, 400));
	});
}

#[test]
fn only_the_carrier_funds_and_only_before_the_deadline() {
	execute(|| {
		open(0, &[HOME], terms(), 1_500);
		assert_noop!(Campaigns::fund(signed(carrier(1)), 0, 1), Refusal::NotAuthorized);
		assert_noop!(Campaigns::fund(signed(carrier(0)), 0, 0), Refusal::AmountZero);
		assert_noop!(Campaigns::fund(signed(carrier(0)), 1, 1), Refusal::CampaignNotFound);
		for amount in [ENDOWMENT, u128::MAX] {
			assert_noop!(Campaigns::fund(signed(carrier(0)), 0, amount), Refusal::CannotHold);
		}
		go_to(100);
		assert_ok!(Campaigns::fund(signed(carrier(0)), 0, 1));
		go_to(101);
		assert_noop!(Campaigns::fund(signed(carrier(0)), 0, 1), Refusal::CampaignOver);
	});
}

#[test]
fn an_announced_end_comes_after_the_notice() {
	execute(|| {
		open(0, &[HOME], terms(), 5_000);
		go_to(20);
		assert_noop!(Campaigns::end(signed(carrier(1)), 0), Refusal::NotAuthorized);
		assert_noop!(Campaigns::end(signed(carrier(0)), 1), Refusal::CampaignNotFound);
		assert_ok!(Campaigns::end(signed(carrier(0)), 0));
		let deadline = 20 + NOTICE;
		assert_eq!(last_event(), Event::EndAnnounced { campaign: 0, deadline });
		assert_eq!(record(0).terms.deadline, deadline);
		go_to(deadline - 1);
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_noop!(Campaigns::close(signed(carrier(0)), 0), Refusal::CampaignNotOver);
		go_to(deadline);
		assert_eq!(prove(proof()), Err(Unpaid::Over));
		assert_ok!(Campaigns::close(signed(carrier(0)), 0));
		assert_eq!(free(&carrier(0)), ENDOWMENT - 1_000);
	});
}

#[test]
fn announcing_an_end_never_moves_the_deadline_back() {
	execute(|| {
		open(0, &[HOME], terms(), 5_000);
		// The deadline is block 101.
		go_to(101 - NOTICE);
		assert_noop!(Campaigns::end(signed(carrier(0)), 0), Refusal::EndsSooner);
		go_to(100 - NOTICE);
		assert_ok!(Campaigns::end(signed(carrier(0)), 0));
		assert_eq!(record(0).terms.deadline, 100);
		go_to(90);
		assert_noop!(Campaigns::end(signed(carrier(0)), 0), Refusal::EndsSooner);
		go_to(200);
		assert_noop!(Campaigns::end(signed(carrier(0)), 0), Refusal::EndsSooner);
	});
}
