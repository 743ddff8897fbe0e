//! The outflow cap: `set_cap`, `pay` up to it, and how it stops the clock.

use super::*;
use cairn_primitives::Balance;
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::CarrierBook;

fn payable() -> Balance {
	<Carriers as CarrierBook<_>>::payable(0)
}

fn pay(net: Balance) -> sp_runtime::DispatchResult {
	<Carriers as CarrierBook<_>>::pay(0, net, 0)
}

fn stop() -> Option<u32> {
	record(0).clock.stopped_until(System::block_number())
}

#[test]
fn pay_stops_at_the_cap_and_the_next_period_has_it_whole_again() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 30_000));
		assert_ok!(pay(10_000));
		assert_eq!(payable(), 20_000);
		assert_noop!(pay(20_001), Error::<Test>::CapReached);
		assert_noop!(<Carriers as CarrierBook<_>>::pay(0, 20_000, 1), Error::<Test>::CapReached);
		assert_ok!(pay(20_000));
		assert_eq!(payable(), 0);
		run_to(PERIOD - 1);
		assert_eq!(payable(), 0);
		run_to(PERIOD);
		assert_eq!(payable(), 30_000);
		assert_ok!(pay(30_000));
		assert_eq!(record(0).outflow.spent, 30_000);
	});
}

#[test]
fn a_lower_cap_is_in_force_at_once_and_a_higher_one_with_the_next_period() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 40_000));
		assert_eq!(events()[0], Event::CapSet { carrier: 0, cap: 40_000, from: 1 });
		assert_eq!(payable(), 40_000);
		assert_ok!(Carriers::set_cap(signed(carrier()), 60_000));
		assert_eq!(last_event(), Event::CapSet { carrier: 0, cap: 60_000, from: PERIOD });
		assert_eq!(payable(), 40_000);
		run_to(PERIOD);
		assert_eq!(payable(), 60_000);
		assert_eq!(record(0).outflow.cap, 40_000, "brought up to date only when it is written");
		assert_ok!(pay(60_000));
		assert_eq!((record(0).outflow.cap, record(0).outflow.raise), (60_000, None));
	});
}

#[test]
fn lowering_takes_a_waiting_raise_back() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP + 5));
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP + 1));
		assert_eq!(record(0).outflow.raise, Some(Raise { cap: CAP + 1, period: 1 }));
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP));
		assert_eq!(record(0).outflow.raise, None);
		run_to(PERIOD);
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP));
		assert_eq!(record(0).outflow.cap, CAP);
	});
}

#[test]
fn a_cap_below_what_was_spent_lets_nothing_out() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(pay(50_000));
		assert_ok!(Carriers::set_cap(signed(carrier()), 40_000));
		assert_eq!(payable(), 0);
		assert_noop!(pay(1), Error::<Test>::CapReached);
	});
}

#[test]
fn a_settlement_stopped_at_the_cap_stops_the_clock_for_the_rest_of_the_period_once() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 90_000));
		run_to(4);
		forget_events();
		<Carriers as CarrierBook<_>>::note_stopped(0);
		assert_eq!(events(), [Event::ClockStopped { carrier: 0, until: PERIOD }]);
		run_to(6);
		<Carriers as CarrierBook<_>>::note_stopped(0);
		assert!(events().is_empty());
		// Blocks 4 … 14 stand still.
		run_to(PERIOD);
		assert_eq!(clock(0), 4);
		run_to(PERIOD + 3);
		assert_eq!(clock(0), 7);
		// The next period's stop is counted for itself.
		<Carriers as CarrierBook<_>>::note_stopped(0);
		run_to(3 * PERIOD);
		assert_eq!(clock(0), 7 + PERIOD);
	});
}

#[test]
fn a_settlement_stopped_at_the_escrow_does_not_stop_the_clock() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		forget_events();
		<Carriers as CarrierBook<_>>::note_stopped(0);
		<Carriers as CarrierBook<_>>::note_stopped(9);
		assert!(events().is_empty());
		assert_eq!(record(0).clock, CarrierClock::default());
		run_for(7);
		assert_eq!(clock(0), System::block_number());
	});
}

#[test]
fn a_cap_that_lets_less_out_than_the_floor_stops_the_clock_until_it_is_raised() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		// A quarter of the escrow is the floor.
		assert_ok!(Carriers::set_cap(signed(carrier()), ESCROW / 4));
		assert_eq!(stop(), None);
		assert_ok!(Carriers::set_cap(signed(carrier()), ESCROW / 4 - 1));
		assert_eq!(last_event(), Event::ClockStopped { carrier: 0, until: UNTIL_CHANGED });
		let stopped_at = clock(0);
		run_to(5 * PERIOD + 3);
		assert_eq!(clock(0), stopped_at);
		assert_ok!(Carriers::set_cap(signed(carrier()), ESCROW / 4));
		assert_eq!(last_event(), Event::ClockStopped { carrier: 0, until: 6 * PERIOD });
		run_to(6 * PERIOD);
		assert_eq!(clock(0), stopped_at);
		run_for(4);
		assert_eq!(clock(0), stopped_at + 4);
	});
}

#[test]
fn spending_down_to_the_floor_stops_the_clock_for_the_rest_of_the_period() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 60_000));
		assert_ok!(pay(40_000));
		// 20,000 left, a quarter of 60,000 asked for.
		assert_eq!(stop(), None);
		assert_ok!(pay(10_000));
		assert_eq!(last_event(), Event::ClockStopped { carrier: 0, until: PERIOD });
		run_to(PERIOD);
		assert_eq!(clock(0), 1);
		run_for(1);
		assert_eq!(clock(0), 2);
	});
}

#[test]
fn funding_beyond_what_the_cap_can_let_out_stops_the_clock() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), ESCROW / 4));
		assert_ok!(Carriers::fund(signed(carrier()), 1));
		assert_eq!(last_event(), Event::ClockStopped { carrier: 0, until: UNTIL_CHANGED });
		assert_ok!(pay(1));
		assert_eq!(
			last_event(),
			Event::ClockStopped { carrier: 0, until: PERIOD },
			"the cap suffices again, what is left of it does not"
		);
	});
}

#[test]
fn an_upgrade_that_asks_less_of_caps_lets_the_clock_run_with_the_next_change() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 10_000));
		assert_eq!(last_event(), Event::ClockStopped { carrier: 0, until: UNTIL_CHANGED });
		DrainPeriods::set(20);
		run_for(3);
		assert_ok!(Carriers::fund(signed(carrier()), 1));
		assert_eq!(last_event(), Event::ClockResumed { carrier: 0 });
		run_for(3);
		assert_eq!(clock(0), 4);
	});
}

#[test]
fn a_stop_and_a_pause_together_count_once() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 90_000));
		run_to(5);
		<Carriers as CarrierBook<_>>::note_stopped(0);
		run_to(10);
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 10));
		run_to(20);
		// Blocks 5 … 19 stand still.
		assert_eq!(clock(0), 5);
		run_to(22);
		assert_eq!(clock(0), 7);
		// And it stays so after everything has been folded into later records.
		assert_ok!(Carriers::set_cap(signed(carrier()), 1));
		run_to(31);
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 3));
		run_to(40);
		assert_eq!(clock(0), 7);
	});
}

#[test]
fn a_stop_is_not_noted_while_paused() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 90_000));
		assert_ok!(Carriers::pause_settling(RuntimeOrigin::root(), 2));
		<Carriers as CarrierBook<_>>::note_stopped(0);
		assert_eq!(record(0).clock, CarrierClock::default());
	});
}
