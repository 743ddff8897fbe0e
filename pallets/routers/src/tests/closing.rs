//! Removal: closing for a time, then closed for good.

use crate::{mock::*, Ordered, *};
use cairn_primitives::{Standing, Vouching, CAIRN};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use pallet_cairn_traits::RouterRegistry;

fn standing(index: u32) -> Standing {
	<Pallet<Test> as RouterRegistry<_>>::standings(index / 256).get(index)
}

fn held() -> u128 {
	Balances::balance_on_hold(&HoldReason::Registration.into(), &PAYER)
}

#[test]
fn a_removed_router_settles_for_the_delay_and_then_closes() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		run_to(5);
		assert_ok!(send(OWNER, Call::remove { index }));
		let closes = 5 + DELAY;
		assert_eq!(last_event(), Event::Removed { index, owner: OWNER, closes });
		assert_eq!(standing(index), Standing::Closing);
		assert_eq!(Pallet::<Test>::view(index).unwrap().standing, Standing::Closing);

		run_to(closes);
		assert_eq!(standing(index), Standing::Closing, "the last block of the delay still settles");
		assert_eq!(<Pallet<Test> as RouterRegistry<_>>::owner(index), Some(OWNER));
		assert!(<Pallet<Test> as RouterRegistry<_>>::key(index).is_some());
		assert!(Departed::get().is_empty(), "traffic still goes to the owner");
		assert_eq!(held(), CAIRN);

		run_to(closes + 1);
		assert_eq!(standing(index), Standing::Closed);
		assert_eq!(
			last_event(),
			Event::Closed { index, owner: OWNER, depositor: PAYER, returned: CAIRN }
		);
		assert_eq!(Departed::get(), [(index, OWNER, Some(OWNER))], "told while it had its owner");
		assert_eq!(held(), 0);
		assert_eq!(Balances::free_balance(PAYER), FUNDS);
		assert_eq!(<Pallet<Test> as RouterRegistry<_>>::owner(index), None);
		assert_eq!(<Pallet<Test> as RouterRegistry<_>>::key(index), None);
		assert_eq!(Pallet::<Test>::view(index), None);
		assert_eq!(Pallet::<Test>::index_of_key(&device(1).stored()), None);
		assert!(Pallet::<Test>::routers_of(&OWNER, 0, 10).is_empty());
	});
}

#[test]
fn a_device_may_come_back_with_a_new_proof_and_gets_a_new_index() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		let early = registration(&device(1), OWNER, cell(0));
		assert_noop!(send(PAYER, early), Error::<Test>::KeyAlreadyRegistered);
		run_to(2 + DELAY);
		let again = registered(1);
		assert_eq!(again, index + 1);
		assert_eq!((standing(index), standing(again)), (Standing::Closed, Standing::Active));
	});
}

#[test]
fn removing_is_refused_with_a_reason() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_noop!(send(OWNER, Call::remove { index: 9 }), Error::<Test>::NotFound);
		assert_noop!(send(STRANGER, Call::remove { index }), Error::<Test>::NotOwner);
		assert_noop!(send(PAYER, Call::remove { index }), Error::<Test>::NotOwner);
		assert_ok!(send(OWNER, Call::remove { index }));
		assert_noop!(send(OWNER, Call::remove { index }), Error::<Test>::RouterClosing);
		run_to(2 + DELAY);
		assert_noop!(send(OWNER, Call::remove { index }), Error::<Test>::NotFound);
	});
}

#[test]
fn a_block_closes_a_bounded_number_of_routers_in_the_order_in_which_they_are_due() {
	ExtBuilder::default().build_and_execute_with(|| {
		let all: Vec<u32> = (1..=5).map(registered).collect();
		// Removed out of order: the last one a block before the others.
		assert_ok!(send(OWNER, Call::remove { index: all[4] }));
		run_to(2);
		for index in &all[..4] {
			assert_ok!(send(OWNER, Call::remove { index: *index }));
		}
		let left = |block| {
			run_to(block);
			assert_ok!(Pallet::<Test>::do_try_state());
			all.iter().copied().filter(|i| standing(*i) == Standing::Closing).collect::<Vec<_>>()
		};
		assert_eq!(left(1 + DELAY), all);
		assert_eq!(left(2 + DELAY), all[..4]);
		assert_eq!(left(3 + DELAY), all[2..4]);
		assert!(left(4 + DELAY).is_empty());
		assert_eq!(held(), 0);
	});
}

#[test]
fn work_weighs_what_it_does() {
	ExtBuilder::default().build_and_execute_with(|| {
		use pallet_cairn_traits::{OnDeparture, OnVouching};
		let idle = Pallet::<Test>::work_off_queues();
		assert_eq!(idle, <() as WeightInfo>::look_at_queues());
		let index = registered(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		System::set_block_number(2 + DELAY);
		let one = Pallet::<Test>::work_off_queues();
		let told = Departures::weight() + Vouchings::decided_weight();
		assert_eq!(one, idle + <() as WeightInfo>::close() + told);
		assert!(one.all_lte(Pallet::<Test>::most_work_in_a_block()));
	});
}

#[test]
fn a_router_with_an_undecided_revocation_cannot_be_removed() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		assert_noop!(send(OWNER, Call::remove { index }), Error::<Test>::RevocationUndecided);
		run_to(2 + APPEAL);
		assert_ok!(send(OWNER, Call::remove { index }));
	});
}

#[test]
fn a_closing_router_that_is_revoked_waits_for_the_decision() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		run_to(10);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 2 }));
		let appeal_until = 10 + APPEAL;
		run_to(2 + DELAY);
		assert_eq!(last_event(), Event::CloseDeferred { index, closes: appeal_until });
		assert_eq!(standing(index), Standing::Closing);
		assert_ok!(Pallet::<Test>::do_try_state());

		run_to(appeal_until);
		assert!(Departed::get().is_empty());
		run_to(appeal_until + 1);
		// Forfeited before it departs.
		let tail = events().split_off(events().len() - 2);
		assert_eq!(
			tail,
			[
				Event::AppealEnded { index, sponsor: 0, restored: false, decided: false },
				Event::Closed { index, owner: OWNER, depositor: PAYER, returned: CAIRN },
			]
		);
		assert_eq!(Decided::get(), [(index, true)]);
		assert_eq!(Departed::get().len(), 1);
	});
}

#[test]
fn a_closing_router_whose_revocation_is_decided_closes_at_the_deferred_block() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 2 }));
		run_to(2 + DELAY);
		assert_ok!(council(Call::decide_appeal { index, restore: true }));
		assert_eq!(Routers::<Test>::get(Ordered::from(index)).unwrap().vouching, Vouching::By(0));
		run_to(2 + APPEAL);
		assert_eq!(standing(index), Standing::Closed);
		assert_eq!(Decided::get(), [(index, false)]);
	});
}
