//! `pause_settling`, `resume_settling`.

use super::*;
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::CarrierBook;
use sp_runtime::DispatchError;

fn pause(blocks: u32) -> sp_runtime::DispatchResult {
	Carriers::pause_settling(RuntimeOrigin::root(), blocks)
}

fn resume() -> sp_runtime::DispatchResult {
	Carriers::resume_settling(RuntimeOrigin::root())
}

fn open() -> bool {
	<Carriers as CarrierBook<AccountId>>::settling_open()
}

#[test]
fn settling_is_closed_from_the_order_until_the_pause_runs_out() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		run_to(5);
		assert!(open());
		assert_ok!(pause(3));
		assert_eq!(last_event(), Event::SettlingPaused { until: 8 });
		for block in 5..8 {
			run_to(block);
			assert!(!open());
			assert_eq!(<Carriers as CarrierBook<_>>::payable(0), 0);
			assert_noop!(<Carriers as CarrierBook<_>>::pay(0, 1, 1), Error::<Test>::SettlingPaused);
			assert_eq!(clock(0), 5);
		}
		run_to(8);
		assert!(open());
		assert_eq!(<Carriers as CarrierBook<_>>::payable(0), ESCROW);
		assert_eq!(clock(0), 5);
		run_to(9);
		assert_eq!(clock(0), 6);
	});
}

#[test]
fn resume_opens_settling_at_once() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_noop!(resume(), Error::<Test>::NotPaused);
		run_to(5);
		assert_ok!(pause(20));
		run_to(8);
		assert_ok!(resume());
		assert_eq!(last_event(), Event::SettlingResumed);
		assert!(open());
		assert_noop!(resume(), Error::<Test>::NotPaused);
		run_to(10);
		assert_eq!(clock(0), 7);
	});
}

#[test]
fn pause_and_resume_are_for_the_admin_only() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let nobody = DispatchError::BadOrigin;
		assert_noop!(Carriers::pause_settling(signed(carrier()), 1), nobody);
		assert_noop!(Carriers::resume_settling(signed(carrier())), nobody);
		assert_noop!(Carriers::set_parameters(signed(carrier()), 1, 1), nobody);
	});
}

#[test]
fn a_pause_has_a_least_and_a_greatest_length_and_is_not_extended() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_noop!(pause(0), Error::<Test>::PauseLengthInvalid);
		assert_noop!(pause(MAX_PAUSE + 1), Error::<Test>::PauseLengthInvalid);
		assert_ok!(pause(MAX_PAUSE));
		assert_noop!(pause(1), Error::<Test>::AlreadyPaused);
		run_for(MAX_PAUSE - 1);
		assert_noop!(pause(1), Error::<Test>::AlreadyPaused);
	});
}

#[test]
fn settling_must_be_open_for_as_long_as_it_was_paused() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		run_to(2);
		assert_ok!(pause(10));
		run_to(21);
		assert_noop!(pause(1), Error::<Test>::PauseTooSoon);
		run_to(22);
		assert_ok!(pause(10));
		run_to(25);
		assert_ok!(resume());
		// Only the three blocks that it did last count.
		run_to(27);
		assert_noop!(pause(1), Error::<Test>::PauseTooSoon);
		run_to(28);
		assert_ok!(pause(1));
		assert_eq!(NewestPause::<Test>::get().unwrap().number, 2);
		assert_eq!(EarlierPauses::<Test>::get(1), Some(Pause { from: 22, until: 25, before: 10 }));
	});
}

#[test]
fn a_pause_taken_back_in_its_own_block_leaves_no_trace() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		run_to(3);
		for _ in 0..3 {
			assert_ok!(pause(5));
			assert_ok!(resume());
		}
		assert!(open());
		assert_ok!(pause(2));
		assert_eq!(EarlierPauses::<Test>::iter().count(), 0);
		run_to(10);
		assert_eq!(clock(0), 8);
	});
}

#[test]
fn the_clock_of_a_block_long_past_can_be_told_after_many_pauses() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let mut readings = vec![];
		for block in 2..200 {
			run_to(block);
			if block % 7 == 0 {
				assert_ok!(pause(1 + block % 3));
			}
			readings.push((block, Carriers::running()(block)));
		}
		assert!(EarlierPauses::<Test>::iter().count() > 20);
		for (block, reading) in readings {
			assert_eq!(Carriers::running()(block), reading);
		}
	});
}
