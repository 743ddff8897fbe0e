//! `fund`, and `pay` through the receipts pallet's eyes.

use super::*;
use cairn_primitives::Balance;
use frame_support::{
	assert_noop, assert_ok,
	traits::{LockableCurrency, WithdrawReasons},
};
use pallet_cairn_traits::CarrierBook;

#[test]
fn fund_moves_free_balance_into_escrow() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let before = free(&carrier());
		assert_ok!(Carriers::fund(signed(carrier()), 500));
		assert_eq!(last_event(), Event::Funded { carrier: 0, amount: 500, escrow: ESCROW + 500 });
		assert_eq!(free(&carrier()), before - 500);
		assert_eq!(held(HoldReason::Escrow, &carrier()), ESCROW + 500);
		assert_eq!(record(0).escrow, ESCROW + 500);
		let totals = EscrowTotals::<Test>::get();
		assert_eq!((totals.received, totals.held), (ESCROW + 500, ESCROW + 500));
	});
}

#[test]
fn fund_is_refused_for_nothing_and_for_more_than_there_is() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_noop!(Carriers::fund(signed(carrier()), 0), Error::<Test>::AmountZero);
		let most = free(&carrier()) - EXISTENTIAL_DEPOSIT;
		assert_noop!(Carriers::fund(signed(carrier()), most + 1), Error::<Test>::CannotHold);
		assert_noop!(Carriers::fund(signed(carrier()), Balance::MAX), Error::<Test>::CannotHold);
		assert_ok!(Carriers::fund(signed(carrier()), most));
		assert_eq!(free(&carrier()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn pay_moves_the_net_to_the_pot_once_and_burns_the_fee_once() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let (pot, issuance) = (free(&Pot::get()), Balances::total_issuance());
		forget_events();
		assert_ok!(<Carriers as CarrierBook<_>>::pay(0, 900, 100));
		assert_eq!(
			events(),
			[Event::Paid { carrier: 0, net: 900, fee: 100, escrow: ESCROW - 1_000 }]
		);
		let moved = System::events()
			.into_iter()
			.filter(|record| matches!(record.event, RuntimeEvent::Balances(_)));
		assert_eq!(moved.count(), 2, "one transfer and one burn");
		assert_eq!(free(&Pot::get()), pot + 900);
		assert_eq!(Balances::total_issuance(), issuance - 100);
		assert_eq!(held(HoldReason::Escrow, &carrier()), ESCROW - 1_000);
		assert_eq!(record(0).outflow.spent, 1_000);
		let totals = EscrowTotals::<Test>::get();
		assert_eq!((totals.paid, totals.fees, totals.held), (900, 100, ESCROW - 1_000));
	});
}

#[test]
fn pay_of_only_a_net_or_only_a_fee_or_nothing_works() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(<Carriers as CarrierBook<_>>::pay(0, 5, 0));
		assert_ok!(<Carriers as CarrierBook<_>>::pay(0, 0, 7));
		assert_eq!(record(0).escrow, ESCROW - 12);
		forget_events();
		assert_ok!(<Carriers as CarrierBook<_>>::pay(0, 0, 0));
		assert!(System::events().is_empty());
	});
}

#[test]
fn pay_beyond_the_escrow_fails_without_effect() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		for (net, fee) in [(ESCROW, 1), (ESCROW + 1, 0), (0, ESCROW + 1)] {
			assert_noop!(
				<Carriers as CarrierBook<_>>::pay(0, net, fee),
				Error::<Test>::EscrowTooLow
			);
		}
		assert_noop!(
			<Carriers as CarrierBook<_>>::pay(0, Balance::MAX, 1),
			sp_runtime::ArithmeticError::Overflow
		);
		assert_noop!(<Carriers as CarrierBook<_>>::pay(7, 1, 1), Error::<Test>::CarrierNotFound);
		assert_ok!(<Carriers as CarrierBook<_>>::pay(0, ESCROW - 1, 1));
		assert_eq!(<Carriers as CarrierBook<_>>::payable(0), 0);
	});
}

#[test]
fn pay_that_fails_at_the_burn_takes_the_transfer_back() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		// A record that promises more than is held: cannot happen, but must not half happen.
		crate::Carriers::<Test>::mutate(0, |record| record.as_mut().unwrap().escrow += 10);
		let pot = free(&Pot::get());
		assert!(<Carriers as CarrierBook<_>>::pay(0, ESCROW, 10).is_err());
		assert_eq!(free(&Pot::get()), pot);
		assert_eq!(held(HoldReason::Escrow, &carrier()), ESCROW);
		crate::Carriers::<Test>::mutate(0, |record| record.as_mut().unwrap().escrow -= 10);
	});
}

/// Exploit: a carrier fills its escrow, lets routers work for it, and then freezes its whole
/// account for another pallet's purpose. A payment that respects the freeze would fail, although
/// the escrow is held.
#[test]
fn a_lock_that_the_carrier_puts_on_its_account_does_not_stop_payments() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let everything = WithdrawReasons::all();
		Balances::set_lock(*b"elsewher", &carrier(), Balance::MAX, everything);
		assert_ok!(<Carriers as CarrierBook<_>>::pay(0, ESCROW - 1, 1));
		assert_eq!(free(&Pot::get()), EXISTENTIAL_DEPOSIT + ESCROW - 1);
	});
}
