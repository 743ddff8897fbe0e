//! A sponsor's word after registration.

use crate::{mock::*, Ordered, *};
use cairn_primitives::{SponsorStanding, Vouching};
use frame_support::{assert_noop, assert_ok};

fn two_sponsors() -> ExtBuilder {
	ExtBuilder::default().sponsors(&[maker().account(), town().account()])
}

fn vouching(index: u32) -> Vouching {
	Routers::<Test>::get(Ordered::from(index)).unwrap().vouching
}

fn invited(index: u32) -> Option<u32> {
	Routers::<Test>::get(Ordered::from(index)).unwrap().invited
}

#[test]
fn vouching_gives_the_sponsors_word() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_inviting(1, 1);
		assert_ok!(send(town().account(), Call::vouch { index }));
		assert_eq!(vouching(index), Vouching::By(1));
		assert_eq!(invited(index), Some(1), "it may be vouched for again while nothing is upheld");
		assert_eq!(last_event(), Event::Vouched { index, sponsor: 1 });
	});
}

#[test]
fn vouching_is_refused_with_a_reason() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_inviting(1, 0);
		let vouch = Call::vouch { index };
		let missing = Call::vouch { index: 9 };
		assert_noop!(send(maker().account(), missing), Error::<Test>::NotFound);
		assert_noop!(send(STRANGER, vouch.clone()), Error::<Test>::SponsorNotFound);
		assert_ok!(send(CARRIER, Call::apply_as_sponsor {}));
		assert_noop!(send(CARRIER, vouch.clone()), Error::<Test>::SponsorNotAdmitted);
		assert_noop!(send(town().account(), vouch.clone()), Error::<Test>::NotInvited);
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 1 }));
		assert_noop!(send(town().account(), vouch.clone()), Error::<Test>::SponsorNotAdmitted);
		assert_ok!(send(maker().account(), vouch.clone()));
		assert_noop!(send(maker().account(), vouch), Error::<Test>::AlreadyVouched);
	});
}

#[test]
fn a_removed_router_cannot_be_vouched() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		let vouch = Call::vouch { index };
		assert_noop!(send(maker().account(), vouch), Error::<Test>::RouterClosing);
	});
}

#[test]
fn revoking_freezes_until_the_appeal_ends() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		run_to(7);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 3 }));
		let appeal_until = 7 + APPEAL;
		let revoked = Vouching::Revoked { sponsor: 0, reason: 3, appeal_until };
		assert_eq!(vouching(index), revoked);
		assert_eq!(Pallet::<Test>::view(index).unwrap().vouching, revoked);
		let by_council = false;
		assert_eq!(
			last_event(),
			Event::Revoked { index, sponsor: 0, by_council, reason: 3, appeal_until }
		);
		assert_eq!(Frozen::get(), [index]);
		assert!(Decided::get().is_empty());

		run_to(appeal_until);
		assert_eq!(vouching(index), revoked, "the council may decide in the last block");
		run_to(appeal_until + 1);
		assert_eq!(vouching(index), Vouching::None);
		assert_eq!(
			last_event(),
			Event::AppealEnded { index, sponsor: 0, restored: false, decided: false }
		);
		assert_eq!(Decided::get(), [(index, true)]);
		assert_eq!(Appeals::<Test>::iter_keys().count(), 0);
	});
}

#[test]
fn revoking_is_refused_with_a_reason() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		let revoke = |index| Call::revoke { index, reason: 1 };
		assert_noop!(send(maker().account(), revoke(9)), Error::<Test>::NotFound);
		assert_noop!(send(STRANGER, revoke(index)), Error::<Test>::SponsorNotFound);
		assert_noop!(send(town().account(), revoke(index)), Error::<Test>::NotVouching);
		assert_ok!(send(maker().account(), revoke(index)));
		assert_noop!(send(maker().account(), revoke(index)), Error::<Test>::NotVouching);
		let unvouched = registered(2);
		assert_noop!(send(maker().account(), revoke(unvouched)), Error::<Test>::NotVouching);
	});
}

#[test]
fn a_dismissed_sponsor_can_still_revoke_until_its_bond_returns() {
	two_sponsors().build_and_execute_with(|| {
		let (first, second) = (registered_vouched(1), registered_vouched(2));
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_ok!(send(maker().account(), Call::revoke { index: first, reason: 1 }));
		run_to(2 + APPEAL);
		let revoke = Call::revoke { index: second, reason: 1 };
		assert_noop!(send(maker().account(), revoke), Error::<Test>::SponsorNotFound);
		assert_eq!(vouching(second), Vouching::By(0));
	});
}

#[test]
fn a_sponsor_without_bond_cannot_revoke_again_what_the_council_restored() {
	// Dismissed and slashed to nothing for having revoked out of spite, a sponsor takes back at once
	// whatever the council restores: a fee freezes an owner's earnings, and forfeits them the one time
	// that the council is late.
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		let revoke = Call::revoke { index, reason: 1 };
		let restore = Call::decide_appeal { index, restore: true };
		assert_ok!(send(maker().account(), revoke.clone()));
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_ok!(council(restore.clone()));
		// As long as there is a bond, it may: the bond answers for it.
		assert_ok!(send(maker().account(), revoke.clone()));
		let amount = Sponsors::<Test>::get(0).unwrap().bond;
		assert_ok!(council(Call::slash_sponsor { sponsor: 0, amount }));
		assert_ok!(council(restore));
		assert_noop!(send(maker().account(), revoke.clone()), Error::<Test>::BondSpent);
		assert_eq!(vouching(index), Vouching::By(0));
		assert_ok!(council(revoke));
	});
	// Nor does an admitted one, which the council left in office without a bond.
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		let amount = Sponsors::<Test>::get(0).unwrap().bond;
		assert_ok!(council(Call::slash_sponsor { sponsor: 0, amount }));
		let revoke = Call::revoke { index, reason: 1 };
		assert_noop!(send(maker().account(), revoke), Error::<Test>::BondSpent);
	});
}

#[test]
fn the_council_takes_back_any_word_whatever_has_become_of_its_sponsor() {
	two_sponsors().build_and_execute_with(|| {
		let routers = [1, 2, 3, 4].map(registered_vouched);
		let revoke = |index| Call::revoke { index, reason: 2 };
		// Admitted; resigned, with its bond still there; gone with its bond; and of a router that closes.
		let until = |at| at + APPEAL;
		assert_ok!(council(revoke(routers[0])));
		let revoked = |at| Vouching::Revoked { sponsor: 0, reason: 2, appeal_until: until(at) };
		assert_eq!(vouching(routers[0]), revoked(1));
		assert_eq!(
			last_event(),
			Event::Revoked {
				index: routers[0],
				sponsor: 0,
				by_council: true,
				reason: 2,
				appeal_until: until(1)
			}
		);
		assert_ok!(send(maker().account(), Call::resign {}));
		run_to(2);
		assert_ok!(council(revoke(routers[1])));
		assert_eq!(vouching(routers[1]), revoked(2));
		// The council keeps nobody's bond by what it does.
		assert!(!Leaving::<Test>::contains_key(Ordered::from(until(2)), Ordered::from(0)));
		run_to(2 + APPEAL);
		assert_eq!(Sponsors::<Test>::get(0).unwrap().standing, SponsorStanding::Left);
		let late = send(maker().account(), revoke(routers[2]));
		assert_eq!(late, Err(Error::<Test>::SponsorNotFound.into()));
		assert_ok!(council(revoke(routers[2])));
		assert_ok!(send(OWNER, Call::remove { index: routers[3] }));
		assert_ok!(council(revoke(routers[3])));
		assert_eq!(vouching(routers[3]), revoked(2 + APPEAL));
		assert_eq!(Frozen::get(), routers);

		// Not twice, and not where nobody vouches; but again what was restored.
		let unvouched = registered(5);
		for index in [routers[2], unvouched] {
			assert_noop!(council(revoke(index)), Error::<Test>::NotVouching);
		}
		assert_noop!(council(revoke(99)), Error::<Test>::NotFound);
		assert_ok!(council(Call::decide_appeal { index: routers[2], restore: true }));
		assert_eq!(vouching(routers[2]), Vouching::By(0));
		assert_ok!(council(revoke(routers[2])));
	});
}

#[test]
fn the_council_restores_the_word() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		run_to(1 + APPEAL);
		assert_ok!(council(Call::decide_appeal { index, restore: true }));
		assert_eq!(vouching(index), Vouching::By(0));
		assert_eq!(
			last_event(),
			Event::AppealEnded { index, sponsor: 0, restored: true, decided: true }
		);
		assert_eq!(Decided::get(), [(index, false)]);
		// The end of the time changes nothing any more, and the sponsor may revoke again.
		run_to(5 + APPEAL);
		assert_eq!(vouching(index), Vouching::By(0));
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		assert_eq!(Frozen::get(), [index, index]);
	});
}

#[test]
fn the_council_forfeits_what_was_frozen() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		assert_ok!(council(Call::decide_appeal { index, restore: false }));
		assert_eq!(vouching(index), Vouching::None);
		assert_eq!(
			last_event(),
			Event::AppealEnded { index, sponsor: 0, restored: false, decided: true }
		);
		assert_eq!(Decided::get(), [(index, true)]);
		assert_eq!(invited(index), None);
		assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(1) }));
		assert_ok!(send(town().account(), Call::vouch { index }));
		assert_eq!(vouching(index), Vouching::By(1));
	});
}

#[test]
fn inviting_sets_changes_and_clears_whom_the_owner_asks() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered(1);
		for sponsor in [Some(0), Some(1), None] {
			assert_ok!(send(OWNER, Call::invite { index, sponsor }));
			assert_eq!(invited(index), sponsor);
			assert_eq!(Pallet::<Test>::view(index).unwrap().invited, sponsor);
			assert_eq!(last_event(), Event::Invited { index, owner: OWNER, sponsor });
		}
		let vouch = Call::vouch { index };
		assert_noop!(send(town().account(), vouch), Error::<Test>::NotInvited);
	});
}

#[test]
fn inviting_is_refused_with_a_reason() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		let invite = |index, sponsor| Call::invite { index, sponsor };
		for (who, call, error) in [
			(OWNER, invite(9, Some(1)), Error::<Test>::NotFound),
			(STRANGER, invite(index, Some(1)), Error::<Test>::NotOwner),
			(PAYER, invite(index, Some(1)), Error::<Test>::NotOwner),
			(OWNER, invite(index, Some(2)), Error::<Test>::SponsorNotFound),
			(OWNER, invite(index, Some(0)), Error::<Test>::InvitationUnchanged),
		] {
			assert_noop!(send(who, call), error);
		}
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		for sponsor in [None, Some(0), Some(1)] {
			let call = invite(index, sponsor);
			assert_noop!(send(OWNER, call), Error::<Test>::RevocationUndecided);
		}
		assert_ok!(council(Call::decide_appeal { index, restore: false }));
		assert_noop!(send(OWNER, invite(index, None)), Error::<Test>::InvitationUnchanged);
		assert_ok!(send(OWNER, Call::remove { index }));
		assert_noop!(send(OWNER, invite(index, Some(1))), Error::<Test>::RouterClosing);
	});
}

#[test]
fn an_invitation_taken_back_leaves_a_word_that_was_given() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::invite { index, sponsor: None }));
		assert_eq!((vouching(index), invited(index)), (Vouching::By(0), None));
		assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(1) }));
		let vouch = Call::vouch { index };
		assert_noop!(send(town().account(), vouch), Error::<Test>::AlreadyVouched);
	});
}

#[test]
fn a_restored_word_keeps_its_invitation_and_a_move_does_too() {
	two_sponsors().build_and_execute_with(|| {
		let (revoked, moved) = (registered_vouched(1), registered_inviting(2, 1));
		assert_ok!(send(maker().account(), Call::revoke { index: revoked, reason: 1 }));
		assert_ok!(council(Call::decide_appeal { index: revoked, restore: true }));
		assert_eq!(invited(revoked), Some(0));
		assert_ok!(send(OWNER, Call::move_router { index: moved, cell: cell(1) }));
		assert_eq!(invited(moved), Some(1));
	});
}

#[test]
fn a_word_counts_only_while_its_sponsor_is_admitted() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		let seen = || Pallet::<Test>::view(index).unwrap().vouching;
		assert_eq!(seen(), Vouching::By(0));
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_eq!(seen(), Vouching::Lapsed(0));
		run_to(2 + APPEAL);
		assert_eq!(Sponsors::<Test>::get(0).unwrap().standing, SponsorStanding::Left);
		assert_eq!((vouching(index), seen()), (Vouching::By(0), Vouching::Lapsed(0)));
		// Admitted anew it is another sponsor: the old word does not come back.
		assert_ok!(send(maker().account(), Call::apply_as_sponsor {}));
		assert_ok!(council(Call::admit_sponsor { sponsor: 2 }));
		assert_eq!(seen(), Vouching::Lapsed(0));
		let vouch = Call::vouch { index };
		assert_noop!(send(maker().account(), vouch.clone()), Error::<Test>::NotInvited);
		assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(2) }));
		assert_ok!(send(maker().account(), vouch));
		assert_eq!(seen(), Vouching::By(2));
	});
}

#[test]
fn a_lapsed_word_is_replaced_by_another_invited_sponsors() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::resign {}));
		let vouch = Call::vouch { index };
		assert_noop!(send(town().account(), vouch.clone()), Error::<Test>::NotInvited);
		assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(1) }));
		assert_ok!(send(town().account(), vouch));
		assert_eq!(vouching(index), Vouching::By(1));
		// The one that is leaving has no word left to take back.
		let revoke = Call::revoke { index, reason: 1 };
		assert_noop!(send(maker().account(), revoke), Error::<Test>::NotVouching);
	});
}

#[test]
fn a_word_restored_after_its_sponsor_left_has_lapsed() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		assert_ok!(send(maker().account(), Call::resign {}));
		assert_ok!(council(Call::decide_appeal { index, restore: true }));
		assert_eq!(vouching(index), Vouching::By(0));
		assert_eq!(Pallet::<Test>::view(index).unwrap().vouching, Vouching::Lapsed(0));
	});
}

#[test]
fn deciding_is_refused_with_a_reason() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		let decide = |index| Call::decide_appeal { index, restore: true };
		assert_noop!(council(decide(9)), Error::<Test>::NotFound);
		assert_noop!(council(decide(index)), Error::<Test>::NothingToDecide);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		assert_noop!(send(OWNER, decide(index)), sp_runtime::DispatchError::BadOrigin);
		assert_noop!(send(maker().account(), decide(index)), sp_runtime::DispatchError::BadOrigin);
		// Over, though the queue has not come to it.
		System::set_block_number(2 + APPEAL);
		assert_noop!(council(decide(index)), Error::<Test>::AppealOver);
	});
}

#[test]
fn a_router_is_not_vouched_anew_before_the_decision() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		for sponsor in [maker(), town()] {
			let vouch = Call::vouch { index };
			assert_noop!(send(sponsor.account(), vouch), Error::<Test>::RevocationUndecided);
		}
	});
}

#[test]
fn a_revocation_whose_time_has_passed_is_final_even_if_the_queue_is_behind() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		System::set_block_number(2 + APPEAL);
		assert_eq!(Pallet::<Test>::view(index).unwrap().vouching, Vouching::None);
		assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(1) }));
		assert_eq!((vouching(index), invited(index)), (Vouching::None, Some(1)));
		assert_eq!(Decided::get(), [(index, true)]);
		assert_eq!(Appeals::<Test>::iter_keys().count(), 0);
	});
}

#[test]
fn a_block_ends_a_bounded_number_of_appeals() {
	two_sponsors().build_and_execute_with(|| {
		let all: Vec<u32> = (1..=3).map(registered_vouched).collect();
		for index in all {
			assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		}
		run_to(2 + APPEAL);
		assert_eq!(Decided::get().len(), PER_BLOCK as usize);
		run_to(3 + APPEAL);
		assert_eq!(Decided::get().len(), 3);
	});
}
