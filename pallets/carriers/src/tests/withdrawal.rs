//! `withdraw`, `complete_withdrawal`, `cancel_withdrawal`.

use super::*;
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::CarrierBook;

fn pay(net: u128) {
	assert_ok!(<Carriers as CarrierBook<_>>::pay(0, net, 0));
}

#[test]
fn withdrawal_pays_out_after_the_delay_and_not_a_block_sooner() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let requested = System::block_number();
		let matures = clock(0) + DELAY;
		assert_ok!(Carriers::withdraw(signed(carrier()), 40_000));
		assert_eq!(
			last_event(),
			Event::WithdrawalRequested { carrier: 0, amount: 40_000, matures }
		);
		// It still counts as escrow.
		assert_eq!(<Carriers as CarrierBook<_>>::payable(0), ESCROW);

		run_to(requested + DELAY - 1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
		run_for(1);
		let before = free(&carrier());
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
		assert_eq!(
			last_event(),
			Event::WithdrawalCompleted { carrier: 0, amount: 40_000, escrow: ESCROW - 40_000 }
		);
		assert_eq!(free(&carrier()), before + 40_000);
		assert_eq!(held(HoldReason::Escrow, &carrier()), ESCROW - 40_000);
		assert_eq!(record(0).withdrawal, None);
		let totals = EscrowTotals::<Test>::get();
		assert_eq!((totals.refunded, totals.held), (40_000, ESCROW - 40_000));
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotFound
		);
	});
}

#[test]
fn withdraw_is_refused_for_nothing_more_than_there_is_and_while_one_waits() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_noop!(Carriers::withdraw(signed(carrier()), 0), Error::<Test>::AmountZero);
		assert_noop!(
			Carriers::withdraw(signed(carrier()), ESCROW + 1),
			Error::<Test>::EscrowTooLow
		);
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		assert_noop!(
			Carriers::withdraw(signed(carrier()), 1),
			Error::<Test>::WithdrawalAlreadyExists
		);
		run_for(DELAY + WINDOW - 1);
		assert_noop!(
			Carriers::withdraw(signed(carrier()), 1),
			Error::<Test>::WithdrawalAlreadyExists
		);
	});
}

#[test]
fn escrow_under_withdrawal_pays_until_the_last_block_and_the_rest_is_released() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY);
		forget_events();
		pay(60_000);
		assert_eq!(last_event(), Event::WithdrawalReduced { carrier: 0, amount: ESCROW - 60_000 });
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
		assert_eq!(
			last_event(),
			Event::WithdrawalCompleted { carrier: 0, amount: 40_000, escrow: 0 }
		);
	});
}

#[test]
fn a_request_whose_escrow_was_paid_out_is_gone() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		pay(ESCROW);
		assert_eq!(last_event(), Event::WithdrawalReduced { carrier: 0, amount: 0 });
		assert_eq!(record(0).withdrawal, None);
		assert_noop!(
			Carriers::cancel_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotFound
		);
	});
}

#[test]
fn cancel_takes_the_request_back_and_a_new_one_waits_the_whole_delay() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_noop!(
			Carriers::cancel_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotFound
		);
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		run_for(DELAY - 1);
		assert_ok!(Carriers::cancel_withdrawal(signed(carrier())));
		assert_eq!(last_event(), Event::WithdrawalCancelled { carrier: 0 });
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		run_for(1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
		run_for(DELAY - 1);
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
	});
}

#[test]
fn a_matured_request_expires_after_its_window_and_can_be_made_again() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		run_for(DELAY + WINDOW);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalExpired
		);
		let matures = clock(0) + DELAY;
		assert_ok!(Carriers::withdraw(signed(carrier()), 20));
		let waiting = Withdrawal { amount: 20, matures, matured: None };
		assert_eq!(record(0).withdrawal, Some(waiting));
		run_for(DELAY + WINDOW - 1);
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
	});
}

#[test]
fn withdrawal_waits_longer_by_every_paused_block() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		run_for(5);
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 12));
		run_for(12 + DELAY - 5 - 1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
		run_for(1);
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
	});
}

#[test]
fn a_matured_withdrawal_is_refused_while_settling_is_paused_and_expires_all_the_same() {
	for (pause, outcome) in
		[(WINDOW - 1, Ok(())), (WINDOW, Err(Error::<Test>::WithdrawalExpired.into()))]
	{
		ExtBuilder::default().with_carrier().build_and_execute_with(|| {
			assert_ok!(Carriers::withdraw(signed(carrier()), 10));
			run_for(DELAY);
			assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), pause));
			run_for(WINDOW - 2);
			assert_noop!(
				Carriers::complete_withdrawal(signed(carrier())),
				Error::<Test>::SettlingPaused
			);
			run_for(pause + 2 - WINDOW);
			assert_eq!(Carriers::complete_withdrawal(signed(carrier())), outcome);
		});
	}
}

#[test]
fn the_block_in_which_a_request_matured_is_told_afterwards_whatever_came_between() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		// A stop in 2 … 14, a pause in 20 … 24: the clock reads 21 for the first time in block 39.
		assert_ok!(Carriers::set_cap(signed(carrier()), 90_000));
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		let matures = clock(0) + DELAY;
		run_to(2);
		<Carriers as CarrierBook<_>>::note_stopped(0);
		run_to(20);
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 5));
		let matured = 1 + DELAY + (PERIOD - 2) + 5;
		run_to(matured - 1);
		assert_eq!(clock(0), matures - 1);
		assert_eq!(Carriers::current(0).unwrap().0.withdrawal.unwrap().matured, None);
		run_to(matured + 3);
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 2));
		run_to(matured + WINDOW - 1);
		assert_eq!(record(0).withdrawal.unwrap().matured, None, "nothing was written since");
		pay(1);
		assert_eq!(record(0).withdrawal.unwrap().matured, Some(matured));
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
	});
}

#[test]
fn completing_asks_for_a_whole_period_since_the_newest_stop() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 90_000));
		run_to(2);
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		// Matures 20 blocks of settling later: the stop in 17 … 29 puts that off to block 35.
		run_to(17);
		<Carriers as CarrierBook<_>>::note_stopped(0);
		let open = 2 * PERIOD;
		run_to(open + 5);
		assert_eq!(Carriers::current(0).unwrap().0.withdrawal.unwrap().matured, Some(open + 5));
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::StoppedLately
		);
		// By then the window is over: it must be asked for again.
		run_to(open + 5 + WINDOW);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalExpired
		);
	});
}

#[test]
fn a_stop_well_before_maturity_costs_only_its_own_blocks() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 90_000));
		run_to(2);
		<Carriers as CarrierBook<_>>::note_stopped(0);
		assert_ok!(Carriers::withdraw(signed(carrier()), 10));
		run_to(PERIOD + DELAY - 1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
		run_for(1);
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
		assert_eq!(held(HoldReason::Escrow, &carrier()), ESCROW - 10);
	});
}
