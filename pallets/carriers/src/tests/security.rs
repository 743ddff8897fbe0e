//! Attacks by carriers and by thieves of their keys, each told before it is tried.

use super::*;
use cairn_primitives::{Balance, Kind, Role};
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{CarrierBook, TermsRefusal};

fn pay(net: Balance) -> sp_runtime::DispatchResult {
	<Carriers as CarrierBook<_>>::pay(0, net, 0)
}

/// Exploit: a carrier owes its routers the whole escrow. It lowers its cap to zero, so that no
/// receipt can settle and no settlement can even note that it was stopped; it requests a
/// withdrawal, waits out the delay, raises the cap to please the pallet, and takes everything.
#[test]
fn a_carrier_cannot_wait_out_its_delay_behind_a_cap_of_zero() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 0));
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(50 * DELAY);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP));
		let open = (System::block_number() / PERIOD + 1) * PERIOD;
		// From the first block in which routers can settle they have the whole delay.
		run_to(open + DELAY - 1 - 1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
		assert_ok!(pay(ESCROW));
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotFound
		);
	});
}

/// Exploit: the same with the request made first, and the cap lowered in the block in which it
/// matures, before any router's transaction.
#[test]
fn a_matured_withdrawal_cannot_be_completed_behind_a_cap_of_zero() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY);
		assert_ok!(Carriers::set_cap(signed(carrier()), 0));
		assert_noop!(Carriers::complete_withdrawal(signed(carrier())), Error::<Test>::StoppedByCap);
	});
}

/// Exploit: a carrier keeps a matured withdrawal waiting. In its window it sets its cap to zero: the
/// clock stops, and with it the window. When its debts are highest, months later, it raises the cap,
/// which opens settling with the next period, and completes in that period's first block, before
/// anybody could settle.
#[test]
fn a_carrier_cannot_keep_a_matured_withdrawal_waiting_by_stopping_its_clock() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY);
		assert_ok!(Carriers::set_cap(signed(carrier()), 0));
		run_for(WINDOW - 1);
		assert_noop!(Carriers::complete_withdrawal(signed(carrier())), Error::<Test>::StoppedByCap);
		// The window runs although the clock does not.
		run_for(1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalExpired
		);
		assert_eq!(Carriers::view(0).unwrap().withdrawal, None);
		run_for(50 * PERIOD);
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP));
		run_to((System::block_number() / PERIOD + 1) * PERIOD);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalExpired
		);
		assert_eq!(held(HoldReason::Escrow, &carrier()), ESCROW);
	});
}

/// Exploit: the same a block sooner. The carrier stops its clock one block before its request
/// matures, waits for months, raises the cap and completes in the second block of settling, when
/// hardly anybody can have settled.
#[test]
fn a_carrier_cannot_complete_right_after_a_stop_that_kept_its_request_from_maturing() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY - 1);
		assert_ok!(Carriers::set_cap(signed(carrier()), 0));
		run_for(50 * PERIOD);
		assert_ok!(Carriers::set_cap(signed(carrier()), CAP));
		let open = (System::block_number() / PERIOD + 1) * PERIOD;
		run_to(open + 1);
		for left in (PERIOD - WINDOW..PERIOD).rev() {
			assert_noop!(
				Carriers::complete_withdrawal(signed(carrier())),
				Error::<Test>::StoppedLately
			);
			let view = Carriers::view(0).unwrap();
			assert_eq!(view.withdrawal, Some((ESCROW, left)), "and says how long it still waits");
			run_for(1);
		}
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalExpired
		);
		assert_ok!(pay(ESCROW));
	});
}

/// Exploit: instead of its cap a carrier lets a settlement of its own stop short at the cap in the
/// block before the window ends, again and again, to keep the request alive.
#[test]
fn settlements_that_stop_short_do_not_keep_a_request_alive() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 90_000));
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY);
		for _ in 0..WINDOW {
			<Carriers as CarrierBook<_>>::note_stopped(0);
			assert!(Carriers::complete_withdrawal(signed(carrier())).is_err());
			run_for(1);
		}
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalExpired
		);
	});
}

/// Exploit: a carrier has its routers sign for a class whose price is 0, or relays whose share comes
/// to nothing, and so fills the chain's state with lanes at the price of a transaction.
#[test]
fn what_costs_nothing_has_no_terms() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(Carriers::open(signed(carrier()), aaa_key(1), endpoint(""), CAP));
		assert_ok!(Carriers::post_tariff(signed(carrier()), 1, prices(&[0, 6, 7])));
		let terms = |class, role| {
			<Carriers as CarrierBook<_>>::terms(0, 0, Kind::new(class, role).unwrap())
				.map(|terms| terms.price)
		};
		let not_offered = Err(TermsRefusal::KindNotPriced);
		for role in [Role::Direct, Role::Access(1), Role::Relay(1)] {
			assert_eq!(terms(0, role), not_offered);
		}
		// 30 % for two relays: a planck each from a price of seven on.
		assert_eq!((terms(1, Role::Relay(2)), terms(1, Role::Access(2))), (not_offered, Ok(6)));
		assert_eq!((terms(2, Role::Relay(2)), terms(2, Role::Access(2))), (Ok(1), Ok(5)));
	});
}

/// Exploit: as before, but the carrier waits for its old tariff version to close behind the cap,
/// so that what it signed is worth nothing.
#[test]
fn a_carrier_cannot_close_a_version_or_a_key_behind_a_cap_of_zero() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let from = System::block_number() + NOTICE;
		assert_ok!(Carriers::post_tariff(signed(carrier()), from, prices(&[1])));
		assert_ok!(Carriers::retire_key(signed(carrier()), 0));
		assert_ok!(Carriers::set_cap(signed(carrier()), 0));
		run_for(50 * DELAY);
		let kind = Kind::new(0, Role::Direct).unwrap();
		assert!(<Carriers as CarrierBook<_>>::terms(0, 0, kind).is_ok());
		assert!(<Carriers as CarrierBook<_>>::key(0, 0).is_ok());
		assert!(!<Carriers as CarrierBook<_>>::lanes_removable(0, 0));
	});
}

/// Exploit: a carrier keeps a matured request standing. Whenever its debts have grown it pulls the
/// escrow out in one block, without any notice to those who looked at the escrow and worked on.
#[test]
fn a_matured_request_does_not_stand_for_ever() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY + WINDOW);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalExpired
		);
		// Asked for again, it waits again.
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		run_for(DELAY - 1);
		assert_noop!(
			Carriers::complete_withdrawal(signed(carrier())),
			Error::<Test>::WithdrawalNotMature
		);
	});
}

/// Exploit: a carrier requests a large withdrawal, lets the escrow be paid out, and funds it again
/// to look solvent. The new money never waited; the old request pulls it out at once.
#[test]
fn a_request_does_not_reach_money_that_came_in_after_it() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::withdraw(signed(carrier()), ESCROW));
		assert_ok!(pay(ESCROW - 1));
		assert_ok!(Carriers::fund(signed(carrier()), 50_000));
		run_for(DELAY);
		assert_ok!(Carriers::complete_withdrawal(signed(carrier())));
		assert_eq!(
			last_event(),
			Event::WithdrawalCompleted { carrier: 0, amount: 1, escrow: 50_000 }
		);
	});
}

/// Exploit: a thief of the account and of an AAA key raises the cap and settles the whole escrow
/// to routers of his own in the same block.
#[test]
fn a_thief_cannot_raise_the_cap_and_drain_the_escrow_at_once() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		assert_ok!(Carriers::set_cap(signed(carrier()), 30_000));
		assert_ok!(Carriers::set_cap(signed(carrier()), Balance::MAX));
		assert_noop!(pay(30_001), Error::<Test>::CapReached);
		assert_ok!(pay(30_000));
		run_to(PERIOD - 1);
		assert_noop!(pay(1), Error::<Test>::CapReached);
		// The owner has seen the event and lowers it again in time.
		assert_ok!(Carriers::set_cap(signed(carrier()), 0));
		run_to(PERIOD);
		assert_noop!(pay(1), Error::<Test>::CapReached);
	});
}

/// Exploit: a carrier makes its clock run twice as fast, or backwards, by ending and beginning
/// stops many times in one block.
#[test]
fn stops_within_one_block_do_not_move_the_clock() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		run_to(7);
		for cap in [0, CAP, 1, CAP, ESCROW / 4, ESCROW, 0, CAP] {
			assert_ok!(Carriers::set_cap(signed(carrier()), cap));
			<Carriers as CarrierBook<_>>::note_stopped(0);
			assert_eq!(clock(0), 7);
		}
		run_to(8);
		assert_eq!(clock(0), 7);
	});
}

/// Exploit: versions are announced with the first block so near that the notice is over before
/// clients see it, by announcing the next one before the last is in force.
#[test]
fn announcements_cannot_be_stacked() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let from = System::block_number() + NOTICE;
		assert_ok!(Carriers::post_tariff(signed(carrier()), from, prices(&[1])));
		run_for(NOTICE - 1);
		assert_noop!(
			Carriers::post_tariff(signed(carrier()), from + NOTICE, prices(&[1])),
			Error::<Test>::TariffAlreadyAnnounced
		);
	});
}

/// Exploit: a carrier has its closed version's lanes removed and hopes that the same number opens
/// again, so that old receipts are paid, or refused, twice.
#[test]
fn a_removed_version_never_settles_again() {
	ExtBuilder::default().with_carrier().build_and_execute_with(|| {
		let from = System::block_number() + NOTICE;
		assert_ok!(Carriers::post_tariff(signed(carrier()), from, prices(&[1])));
		run_to(from + DELAY);
		<Carriers as CarrierBook<_>>::lanes_removed(0, 0);
		let kind = Kind::new(0, Role::Direct).unwrap();
		for _ in 0..5 {
			let from = System::block_number() + NOTICE;
			assert_ok!(Carriers::post_tariff(signed(carrier()), from, prices(&[1])));
			run_to(from);
			assert_eq!(
				<Carriers as CarrierBook<_>>::terms(0, 0, kind),
				Err(TermsRefusal::VersionNotFound)
			);
		}
	});
}
