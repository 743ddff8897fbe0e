use crate::{mock::*, CurrentParameters, Error, Event, LastPause, Parameters, Pause, Refusal};
use cairn_scoring::VERIFICATIONS_PER_BLOCK;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn pause_refuses_proofs_until_it_runs_out() {
	after_window(|| {
		assert_ok!(Coverage::pause(RuntimeOrigin::root(), 5));
		assert_eq!(LastPause::<Test>::get(), Some(Pause { from: 20, until: 25 }));
		assert_eq!(events(), [Event::Paused { until: 25 }]);
		run_to(24);
		assert_noop!(prove(proof(1, 1, &[router(2)])), refused(Refusal::Paused));
		run_to(25);
		assert!(prove(proof(1, 1, &[router(2)])).is_ok());
	});
}

#[test]
fn resume_opens_proving_at_once() {
	after_window(|| {
		assert_ok!(Coverage::pause(RuntimeOrigin::root(), 20));
		run_to(22);
		System::reset_events();
		assert_ok!(Coverage::resume(RuntimeOrigin::root()));
		assert_eq!(events(), [Event::Resumed]);
		assert_eq!(LastPause::<Test>::get(), Some(Pause { from: 20, until: 22 }));
		assert!(prove(proof(1, 1, &[router(2)])).is_ok());
		assert_noop!(Coverage::resume(RuntimeOrigin::root()), Error::<Test>::NotPaused);
	});
}

#[test]
fn pauses_are_limited_and_proving_is_open_as_long_in_between() {
	after_window(|| {
		let pause = |blocks| Coverage::pause(RuntimeOrigin::root(), blocks);
		assert_noop!(pause(0), Error::<Test>::PauseLengthInvalid);
		assert_noop!(pause(21), Error::<Test>::PauseLengthInvalid);
		assert_ok!(pause(6));
		assert_noop!(pause(1), Error::<Test>::AlreadyPaused);
		run_to(31);
		assert_noop!(pause(1), Error::<Test>::PauseTooSoon);
		run_to(32);
		assert_ok!(pause(20));
	});
}

#[test]
fn windows_go_on_in_a_pause() {
	after_window(|| {
		assert_ok!(Coverage::pause(RuntimeOrigin::root(), 20));
		run_to(30);
		assert!(Coverage::window(3).is_some());
		run_to(50);
		assert_noop!(prove(proof(1, 1, &[router(2)])), refused(Refusal::WindowTooOld));
		assert!(prove(proof(2, 1, &[router(2)])).is_ok());
	});
}

#[test]
fn parameters_are_bounded_and_act_from_the_next_window_on() {
	after_window(|| {
		let set = |parameters| Coverage::set_parameters(RuntimeOrigin::root(), parameters);
		let good = Parameters { verifications_per_block: 6, span_periods: 90 };
		for bad in [
			Parameters { verifications_per_block: 5, ..good },
			Parameters { verifications_per_block: 2 * VERIFICATIONS_PER_BLOCK + 1, ..good },
			Parameters { span_periods: 0, ..good },
			Parameters { span_periods: 91, ..good },
		] {
			assert_noop!(set(bad), Error::<Test>::ParametersOutOfBounds);
		}
		Vouched::set(40);
		assert_ok!(set(good));
		assert_eq!(events(), [Event::ParametersSet { parameters: good }]);
		assert_eq!(CurrentParameters::<Test>::get(), good);
		assert_eq!(Coverage::window(2).unwrap().interval, 256);
		// Sixty verifications a window are ten proofs: each router one window in four.
		run_to(30);
		assert_eq!(Coverage::window(3).unwrap().interval, 4 * 256);
	});
}

#[test]
fn nobody_but_the_council_may_do_any_of_this() {
	after_window(|| {
		let anybody = || RuntimeOrigin::signed(account(1));
		let parameters = Parameters::default();
		assert_noop!(Coverage::pause(anybody(), 1), DispatchError::BadOrigin);
		assert_noop!(Coverage::resume(anybody()), DispatchError::BadOrigin);
		assert_noop!(Coverage::set_parameters(anybody(), parameters), DispatchError::BadOrigin);
		let good = proof(1, 1, &[router(2)]);
		assert_noop!(Coverage::prove(anybody(), good.clone()), DispatchError::BadOrigin);
		assert_noop!(
			Coverage::prove(RuntimeOrigin::root(), good.clone()),
			DispatchError::BadOrigin
		);
		assert_noop!(Coverage::prove(RuntimeOrigin::none(), good), DispatchError::BadOrigin);
	});
}
