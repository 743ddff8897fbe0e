//! Runs of indices.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::RunOwner;

#[test]
fn sponsors_carriers_and_everybody_else_draw_from_runs_of_their_own() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		assert_eq!(registered(1), 0);
		assert_eq!(registered_vouched(2), 256);
		let by_carrier = |number| {
			assert_ok!(send(CARRIER, registration(&device(number), OWNER, cell(0))));
			Pallet::<Test>::index_of_key(&device(number).stored()).unwrap()
		};
		assert_eq!(by_carrier(3), 512);
		assert_eq!(registered(4), 1);
		assert_eq!(registered_vouched(5), 257);
		assert_eq!(by_carrier(6), 513);
		assert_eq!(NextRun::<Test>::get(), 3);
		assert_eq!(Runs::<Test>::get(RunOwner::Common), Some(Run { next: 2, left: 254 }));
		assert_eq!(Runs::<Test>::get(RunOwner::Sponsor(0)), Some(Run { next: 258, left: 254 }));
		let carriers = Runs::<Test>::get(RunOwner::Carrier(CARRIER_INDEX));
		assert_eq!(carriers, Some(Run { next: 514, left: 254 }));
	});
}

#[test]
fn a_carrier_with_a_sponsors_word_draws_from_the_sponsors_run() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		assert_ok!(send(CARRIER, vouched_registration(&device(1), OWNER, cell(0), 0, &maker())));
		assert_eq!(Runs::<Test>::get(RunOwner::Sponsor(0)), Some(Run { next: 1, left: 255 }));
		assert_eq!(Runs::<Test>::get(RunOwner::Carrier(CARRIER_INDEX)), None);
	});
}

#[test]
fn a_used_up_run_is_followed_by_the_next_free_one() {
	ExtBuilder::default().build_and_execute_with(|| {
		let draw = |of| Pallet::<Test>::draw_index(of).unwrap();
		for expected in 0..256 {
			assert_eq!(draw(RunOwner::Common), expected);
		}
		assert_eq!(draw(RunOwner::Sponsor(3)), 256);
		assert_eq!(draw(RunOwner::Common), 512);
		assert_eq!(draw(RunOwner::Sponsor(3)), 257);
	});
}

#[test]
fn the_very_last_index_is_given_and_none_after_it() {
	ExtBuilder::default().build_and_execute_with(|| {
		NextRun::<Test>::put(u32::MAX / 256);
		Runs::<Test>::insert(RunOwner::Common, Run { next: 0, left: 0 });
		let mut last = 0;
		for _ in 0..256 {
			last = Pallet::<Test>::draw_index(RunOwner::Common).unwrap();
		}
		assert_eq!(last, u32::MAX);
		let call = registration(&device(1), OWNER, cell(0));
		assert_noop!(send(PAYER, call), Error::<Test>::IndicesExhausted);
		let call = registration(&device(1), OWNER, cell(0));
		assert_noop!(send(CARRIER, call), Error::<Test>::IndicesExhausted);
	});
}
