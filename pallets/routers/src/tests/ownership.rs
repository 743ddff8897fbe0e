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
fn exploit_a_router_is_handed_through_many_accounts_to_leave_its_earners_behind() {
	// A revocation reaches the last few former owners. Mallory hands her router over as often as she
	// can, so that those who earned by it long ago are soon not among them.
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		run_to(5);
		let mut owner = OWNER;
		let mut handed = Vec::new();
		for block in 5..=5 + 3 * TRANSFERS {
			run_to(block);
			let to = if owner == OWNER { BUYER } else { OWNER };
			assert_ok!(send(owner.clone(), Call::offer { index, to: Some(to.clone()) }));
			let before = Routers::<Test>::get(Ordered::from(index));
			match send(to.clone(), Call::accept { index }) {
				Ok(()) => {
					handed.push(block);
					owner = to;
				}
				Err(error) => {
					assert_eq!(error, Error::<Test>::TransferTooSoon.into());
					assert_eq!(Routers::<Test>::get(Ordered::from(index)), before);
				}
			}
		}
		// The first time is free; then each of them keeps it for a while.
		let each = [0, 1, 2, 3].map(|times| 5 + times * TRANSFERS);
		assert_eq!(handed, each);
		assert_eq!(Departed::get().len(), each.len());
	});
}

#[test]
fn an_offer_made_too_soon_can_be_accepted_later() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(BUYER, Call::accept { index }));
		run_to(3);
		assert_ok!(send(BUYER, Call::offer { index, to: Some(STRANGER) }));
		// Taken over in the block of registration: that counts as having been registered for the buyer.
		assert_ok!(send(STRANGER, Call::accept { index }));
		assert_ok!(send(STRANGER, Call::offer { index, to: Some(OWNER) }));
		let from = Pallet::<Test>::view(index).unwrap().transferable_from;
		assert_eq!(from, 3 + TRANSFERS);
		run_to(from - 1);
		assert_noop!(send(OWNER, Call::accept { index }), Error::<Test>::TransferTooSoon);
		run_to(from);
		assert_ok!(send(OWNER, Call::accept { index }));
		assert_eq!(last_event(), Event::Transferred { index, from: STRANGER, to: OWNER });
	});
}

#[test]
fn a_router_that_was_just_taken_over_can_be_removed() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		run_to(2);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(BUYER, Call::accept { index }));
		assert_ok!(send(BUYER, Call::remove { index }));
		assert_eq!(last_event(), Event::Removed { index, owner: BUYER, closes: 2 + DELAY });
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
