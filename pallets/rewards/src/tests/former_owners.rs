//! A revocation and whoever owned the router before.

use super::freezing::{left, with_held};
use crate::{
	mock::*, types::FrozenPart, Departed, Error, Followed, Frozen, HeldSlot, PointsSlot,
	MAX_FOLLOWED,
};
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{CoverageLedger, OnDeparture, OnVouching};
use sp_runtime::DispatchResult;

fn claim_departed(who: u8, index: u32) -> DispatchResult {
	Rewards::claim_departed(RuntimeOrigin::signed(caller()), owner(who), index)
}

/// Hands a router over as the registry does.
fn hand_over(index: u32, to: u8) {
	let from = Registry::get()[&index].0.clone();
	Rewards::on_departure(index, &from);
	register(index, owner(to));
}

#[test]
fn exploit_handing_the_router_over_just_before_a_revocation() {
	// Whoever sees the revocation in the pool hands the router over to another account of its own,
	// or by way of several, so that what it had earned is not the router's any more.
	with_held(|| {
		Rewards::credit_points(&[(1, 40)]);
		for to in [2, 3, 4, 5, 6, 7] {
			hand_over(1, to);
		}
		Rewards::frozen(1);
		let held = left(1_000_000, 3);
		let points = PointsSlot { period: 3, points: 40 };
		let part = FrozenPart { owner: owner(1), held, points };
		assert_eq!(Frozen::<Test>::get(1).into_inner(), [part]);
		assert_ok!(claim_departed(1, 1));
		assert_eq!(free(&owner(1)), 1_000_000 - held, "what had been released before");
		run_to(60);
		assert_noop!(claim_departed(1, 1), Error::<Test>::DepartureNotFound);
		assert_eq!(Rewards::coming_departed(&owner(1), 1, 0).unwrap().frozen, totals().held);
		Rewards::decided(1, true);
		assert_eq!(totals().held, 0);
		assert_noop!(claim_departed(1, 1), Error::<Test>::DepartureNotFound);
		assert_eq!(Rewards::coming_departed(&owner(1), 1, 0), None);
	});
}

#[test]
fn exploit_handing_the_router_over_or_removing_it_while_it_is_frozen() {
	// The registry refuses both until it is decided. Should it ever not, what is frozen stays so.
	with_held(|| {
		let held = left(1_000_000, 3);
		Rewards::frozen(1);
		hand_over(1, 2);
		run_to(60);
		assert_ok!(claim_departed(1, 1));
		assert_eq!(free(&owner(1)), 1_000_000 - held);
		Rewards::decided(1, false);
		assert_eq!(Rewards::claimable(1), 0, "it is not the new owner's");
		let departure = Departed::<Test>::get(owner(1), 1).unwrap();
		assert_eq!(departure.coverage.held, HeldSlot { amount: held, since: 6, released: 0 });
		run_to(70);
		assert_eq!(Rewards::departed(&owner(1), 1), held - left(held, 1));
		// And a second revocation still finds it.
		Rewards::frozen(1);
		assert_eq!(Frozen::<Test>::get(1)[0].held, left(held, 1));
	});
}

#[test]
fn a_former_owners_earnings_are_restored_to_that_owner() {
	with_held(|| {
		Rewards::credit_points(&[(1, 40)]);
		hand_over(1, 2);
		run_to(60);
		hold(1, 600);
		Rewards::frozen(1);
		assert_eq!(Frozen::<Test>::get(1).len(), 2);
		assert_eq!(Followed::<Test>::iter().count(), 0);
		Rewards::do_try_state().unwrap();
		let old = Frozen::<Test>::get(1)[1].held;
		Rewards::decided(1, false);
		assert_eq!(Rewards::earnings(1).held.amount, 600);
		assert_eq!(Departed::<Test>::get(owner(1), 1).unwrap().coverage.held.amount, old);
		assert_eq!(Followed::<Test>::get(1).into_inner(), [owner(1)]);
	});
}

#[test]
fn as_many_former_owners_are_followed_as_the_bound_says_the_newest_ones() {
	with_held(|| {
		for to in 2..=MAX_FOLLOWED as u8 + 2 {
			hand_over(1, to);
			hold(1, 1_000);
		}
		let followed: Vec<_> = (2..=MAX_FOLLOWED as u8 + 1).map(owner).collect();
		assert_eq!(Followed::<Test>::get(1).into_inner(), followed);
		Rewards::frozen(1);
		assert_eq!(Frozen::<Test>::get(1).len() as u32, MAX_FOLLOWED + 1);
		// Who left once more comes last and is not there twice.
		Rewards::decided(1, false);
		hand_over(1, 3);
		hold(1, 1_000);
		hand_over(1, 9);
		assert_eq!(Followed::<Test>::get(1).len() as u32, MAX_FOLLOWED);
		assert_eq!(Followed::<Test>::get(1).last(), Some(&owner(3)));
	});
}

#[test]
fn exploit_a_router_handed_back_and_forth_is_frozen_for_the_same_owner_twice() {
	// One owner has a part of both kinds: neither may be lost or given back twice.
	with_held(|| {
		hand_over(1, 2);
		hand_over(1, 1);
		hold(1, 5_000);
		let all = totals().held;
		Rewards::frozen(1);
		assert_eq!(Frozen::<Test>::get(1).iter().map(|part| part.held).sum::<u128>(), all);
		Rewards::decided(1, false);
		let departed = Departed::<Test>::get(owner(1), 1).unwrap();
		assert_eq!(departed.coverage.held.amount, 0, "the owner has it in the router's slot");
		assert_eq!(Rewards::earnings(1).held.amount, all);
	});
}

#[test]
fn exploit_wallets_that_earned_a_little_long_ago_push_out_the_one_that_holds_much() {
	// Four wallets of the cheat's have each earned ten planck by the router, once. A fifth earns a
	// million. When the revocation is in sight, one batch of calls hands the router from wallet to
	// wallet, and has a carrier of the cheat's pay each a little for traffic on the way: so each
	// leaves with something, and has old earnings, and would be followed anew in place of the fifth.
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(2));
		for to in [3, 4, 5, 1] {
			hold(1, 10);
			hand_over(1, to);
		}
		hold(1, 1_000_000);
		run_to(30);
		for to in [2, 3, 4, 5, 6] {
			hand_over(1, to);
			earn(&[(1, 7)]);
		}
		assert_eq!(Followed::<Test>::get(1).into_inner(), [3, 4, 5, 1].map(owner));
		Rewards::frozen(1);
		let held = left(1_000_000, 3);
		let part = Frozen::<Test>::get(1).into_iter().find(|part| part.owner == owner(1));
		assert_eq!(part.map(|part| part.held), Some(held));
		run_to(300);
		Rewards::decided(1, true);
		// What had been released before is all that it keeps, and all that honest owners would have
		// had by then; the wallet that is followed no more keeps its ten.
		assert_eq!(Rewards::departed(&owner(1), 1), 1_000_000 - held);
		assert!(totals().held <= 10);
	});
}
