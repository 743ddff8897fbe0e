//! `open`: what it takes and what it refuses.

use super::*;
use crate::{CampaignCells, Error, Event, HoldReason, MoneyTotals, OnCell, Terms, Totals};
use frame_support::{assert_noop, assert_ok, traits::UnfilteredDispatchable};
use sp_runtime::DispatchError;

type Refusal = Error<Test>;

fn refused(change: impl FnOnce(&mut Terms), refusal: Refusal) {
	let mut terms = terms();
	change(&mut terms);
	assert_noop!(try_open(0, &[HOME], terms, 20_000), refusal);
}

#[test]
fn opening_holds_money_and_deposit_and_takes_a_place_on_every_cell() {
	execute(|| {
		let cells = cells(3);
		assert_ok!(try_open(0, &cells, terms(), 5_000));
		let (who, deposit) = (carrier(0), 3 * CELL_DEPOSIT);
		assert_eq!(held(HoldReason::Funds, &who), 5_000);
		assert_eq!(held(HoldReason::Deposit, &who), deposit);
		assert_eq!(free(&who), ENDOWMENT - 5_000 - deposit);
		assert_eq!(CampaignCells::<Test>::get(0).to_vec(), cells);
		for cell in &cells {
			assert_eq!(OnCell::<Test>::get(cell).len(), 1);
		}
		assert_eq!(
			MoneyTotals::<Test>::get(),
			Totals { received: 5_000, held: 5_000, ..Totals::default() }
		);
		let opened = Event::Opened {
			campaign: 0,
			carrier: 0,
			cells: list(&cells),
			terms: terms(),
			amount: 5_000,
			deposit,
		};
		assert_eq!(events(), [opened]);
		assert_eq!((record(0).left, record(0).opened), (5_000, 1));
	});
}

#[test]
fn numbers_are_never_given_twice() {
	execute(|| {
		assert_eq!(open(0, &[HOME], terms(), 5_000), 0);
		assert_eq!(open(1, &[HOME], terms(), 5_000), 1);
		go_to(101);
		assert_ok!(Campaigns::close(signed(account(9)), 1));
		assert_eq!(open(1, &[HOME], terms(), 5_000), 2);
		crate::NextCampaign::<Test>::put(u32::MAX);
		assert_noop!(try_open(1, &[HOME], terms(), 5_000), Refusal::CampaignsExhausted);
	});
}

#[test]
fn an_account_that_is_no_carrier_is_refused() {
	execute(|| {
		// Account 9 has money but no carrier.
		let call =
			crate::Call::<Test>::open { cells: list(&[HOME]), terms: terms(), amount: 5_000 };
		assert_noop!(
			call.clone().dispatch_bypass_filter(signed(account(9))),
			Refusal::CarrierNotFound
		);
		assert_noop!(call.dispatch_bypass_filter(RuntimeOrigin::root()), DispatchError::BadOrigin);
	});
}

#[test]
fn cells_that_are_none_unsorted_or_named_twice_are_refused() {
	execute(|| {
		let two = cells(2);
		let refused = |cells: &[u64], refusal: Refusal| {
			assert_noop!(try_open(0, cells, terms(), 20_000), refusal);
		};
		refused(&[], Refusal::CellsEmpty);
		refused(&[two[1], two[0]], Refusal::CellsNotSorted);
		refused(&[two[0], two[0]], Refusal::CellsNotSorted);
		let home = h3o::CellIndex::try_from(HOME).unwrap();
		let finer = home.center_child(h3o::Resolution::Eleven).unwrap();
		let coarser = home.parent(h3o::Resolution::Nine).unwrap();
		let edge = u64::from(home.edges().next().unwrap());
		for number in [0, 1, u64::MAX, finer.into(), coarser.into(), edge, HOME | 1 << 63] {
			refused(&[number], Refusal::CellInvalid);
		}
		// A good cell does not hide a bad one.
		refused(&[HOME, HOME | 1 << 63], Refusal::CellInvalid);
	});
}

#[test]
fn terms_out_of_bounds_are_refused() {
	execute(|| {
		go_to(50);
		refused(|terms| terms.price = MIN_PRICE - 1, Refusal::PriceTooLow);
		refused(|terms| terms.cap = terms.price - 1, Refusal::CapTooLow);
		refused(|terms| terms.deadline = 0, Refusal::DeadlinePassed);
		refused(|terms| terms.deadline = 50, Refusal::DeadlinePassed);
		refused(|terms| terms.deadline = 51 + MAX_DURATION, Refusal::DeadlineTooFar);
		refused(|terms| terms.deadline = u32::MAX, Refusal::DeadlineTooFar);
		refused(|terms| terms.sponsors = only(&[]), Refusal::SponsorsInvalid);
		refused(|terms| terms.sponsors = only(&[2, 1]), Refusal::SponsorsInvalid);
		refused(|terms| terms.sponsors = only(&[1, 1]), Refusal::SponsorsInvalid);
		refused(|terms| terms.least = 0, Refusal::LeastOutOfBounds);
		refused(|terms| terms.least = 15, Refusal::LeastOutOfBounds);
	});
}

#[test]
fn terms_at_their_bounds_are_taken() {
	execute(|| {
		let mut terms = terms();
		terms.price = MIN_PRICE;
		terms.cap = MIN_PRICE;
		terms.least = 14;
		terms.sponsors = only(&[0, u32::MAX]);
		terms.deadline = 2;
		assert_ok!(try_open(0, &[HOME], terms.clone(), MIN_PRICE));
		terms.deadline = 1 + MAX_DURATION;
		terms.cap = u128::MAX;
		assert_ok!(try_open(0, &cells(128), terms, 128 * MIN_PRICE));
	});
}

#[test]
fn less_money_than_a_day_in_every_cell_is_refused() {
	execute(|| {
		let cells = cells(3);
		assert_noop!(try_open(0, &cells, terms(), 2_999), Refusal::FundsTooLow);
		assert_ok!(try_open(0, &cells, terms(), 3_000));
	});
}

#[test]
fn what_the_account_cannot_hold_is_refused() {
	execute(|| {
		let most = ENDOWMENT - EXISTENTIAL_DEPOSIT - CELL_DEPOSIT;
		assert_noop!(try_open(0, &[HOME], terms(), most + 1), Refusal::CannotHold);
		assert_noop!(try_open(0, &[HOME], terms(), u128::MAX), Refusal::CannotHold);
		assert_ok!(try_open(0, &[HOME], terms(), most));
	});
}
