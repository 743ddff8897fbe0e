//! Transfers in two steps.

use crate::{mock::*, Ordered, *};
use cairn_primitives::Vouching;
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};

#[test]
fn a_transfer_tells_the_departure_before_the_owner_changes() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_eq!(last_event(), Event::Offered { index, owner: OWNER, to: Some(BUYER) });
		assert_eq!(Routers::<Test>::get(Ordered::from(index)).unwrap().offered_to, Some(BUYER));
		assert!(Departed::get().is_empty(), "an offer is no departure");

		assert_ok!(send(BUYER, Call::accept { index }));
		assert_eq!(last_event(), Event::Transferred { index, from: OWNER, to: BUYER });
		assert_eq!(Departed::get(), [(index, OWNER, Some(OWNER))]);
		let record = Routers::<Test>::get(Ordered::from(index)).unwrap();
		assert_eq!((record.owner, record.offered_to), (BUYER, None));
		assert_eq!(record.vouching, Vouching::By(0), "the sponsor's word stays");
		assert_eq!(record.invited, None, "the former owner's does not");
		assert_eq!(record.depositor, PAYER, "the deposit stays with who paid it");
		assert!(Pallet::<Test>::routers_of(&OWNER, 0, 10).is_empty());
		assert_eq!(Pallet::<Test>::routers_of(&BUYER, 0, 10), [index]);
		let held = Balances::balance_on_hold(&HoldReason::Registration.into(), &BUYER);
		assert_eq!(held, 0);
	});
}

#[test]
fn an_offer_can_be_replaced_and_withdrawn() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(OWNER, Call::offer { index, to: Some(STRANGER) }));
		assert_noop!(send(BUYER, Call::accept { index }), Error::<Test>::NotOffered);
		assert_ok!(send(OWNER, Call::offer { index, to: None }));
		assert_eq!(last_event(), Event::Offered { index, owner: OWNER, to: None });
		assert_noop!(send(STRANGER, Call::accept { index }), Error::<Test>::NotOffered);
	});
}

#[test]
fn an_offer_does_not_outlive_the_transfer() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(BUYER, Call::accept { index }));
		assert_noop!(send(BUYER, Call::accept { index }), Error::<Test>::NotOffered);
		assert_noop!(
			send(OWNER, Call::offer { index, to: Some(STRANGER) }),
			Error::<Test>::NotOwner
		);
	});
}

#[test]
fn offering_and_accepting_are_refused_with_a_reason() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		for (who, call, error) in [
			(OWNER, Call::offer { index: 9, to: Some(BUYER) }, Error::<Test>::NotFound),
			(STRANGER, Call::offer { index, to: Some(BUYER) }, Error::<Test>::NotOwner),
			(OWNER, Call::offer { index, to: Some(OWNER) }, Error::<Test>::OfferToSelf),
			(OWNER, Call::offer { index, to: None }, Error::<Test>::NotOffered),
			(BUYER, Call::accept { index: 9 }, Error::<Test>::NotFound),
			(BUYER, Call::accept { index }, Error::<Test>::NotOffered),
		] {
			assert_noop!(send(who, call), error);
		}
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_noop!(send(STRANGER, Call::accept { index }), Error::<Test>::NotOffered);
	});
}

#[test]
fn a_removed_router_changes_hands_no_more() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(OWNER, Call::remove { index }));
		assert_noop!(send(BUYER, Call::accept { index }), Error::<Test>::NotOffered);
		let offer = Call::offer { index, to: Some(BUYER) };
		assert_noop!(send(OWNER, offer), Error::<Test>::RouterClosing);
	});
}

#[test]
fn nothing_frozen_changes_hands() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		assert_noop!(send(BUYER, Call::accept { index }), Error::<Test>::RevocationUndecided);
		assert_ok!(council(Call::decide_appeal { index, restore: true }));
		assert_ok!(send(BUYER, Call::accept { index }));
		assert_eq!(Departed::get(), [(index, OWNER, Some(OWNER))]);
	});
}
