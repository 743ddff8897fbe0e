use crate::{mock::*, Error, Event, SkipReason, MAX_CLAIM};
use cairn_primitives::RouterIndex;
use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_runtime::DispatchError;

fn claim(routers: &[RouterIndex]) -> Result<(), DispatchError> {
	Rewards::claim(RuntimeOrigin::signed(caller()), BoundedVec::try_from(routers.to_vec()).unwrap())
}

#[test]
fn claim_pays_each_owner_once_for_all_its_routers() {
	ExtBuilder.build_and_execute_with(|| {
		for (index, who) in [(1, 1), (2, 2), (70, 1), (500, 2)] {
			register(index, owner(who));
		}
		earn(&[(1, 10_000), (2, 20_000), (70, 30_000), (500, 1)]);
		assert_ok!(claim(&[1, 2, 3, 70, 500]));
		assert_eq!(free(&owner(1)), 40_000);
		assert_eq!(free(&owner(2)), 20_001);
		assert_eq!(totals().claimable, 0);
		assert_eq!(Rewards::claimable_of(&[1, 2, 70, 500]), [0; 4]);
		let mut paid = events();
		paid.sort_by_key(|event| matches!(event, Event::Claimed { due: 20_001, .. }));
		assert_eq!(
			paid,
			[
				Event::Claimed {
					owner: owner(1),
					routers: vec![(1, 10_000), (70, 30_000)],
					due: 40_000,
					fee: 0,
					paid: 40_000
				},
				Event::Claimed {
					owner: owner(2),
					routers: vec![(2, 20_000), (500, 1)],
					due: 20_001,
					fee: 0,
					paid: 20_001
				},
			]
		);
	});
}

#[test]
fn claim_burns_nothing_and_costs_the_caller_nothing_beyond_its_fee() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		earn(&[(1, 10_000)]);
		let issuance = Balances::total_issuance();
		assert_ok!(claim(&[1]));
		assert_eq!(Balances::total_issuance(), issuance);
		assert_eq!(free(&caller()), 1_000_000);
		assert_eq!(free(&Rewards::pot()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn claim_skips_owners_below_the_minimum_and_leaves_their_slots() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		register(2, owner(2));
		let minimum = Rewards::claim_minimum(1);
		assert_eq!(minimum, 2 * Rewards::claim_fee(1));
		assert!(minimum > EXISTENTIAL_DEPOSIT);
		earn(&[(1, minimum - 1), (2, minimum)]);
		assert_ok!(claim(&[1, 2]));
		assert_eq!(free(&owner(1)), 0);
		assert_eq!(free(&owner(2)), minimum);
		assert_eq!(Rewards::claimable_of(&[1, 2]), [minimum - 1, 0]);
		assert!(events().contains(&Event::ClaimSkipped {
			owner: owner(1),
			due: minimum - 1,
			minimum,
			reason: SkipReason::BelowMinimum
		}));
	});
}

#[test]
fn claim_minimum_is_the_existential_deposit_when_fees_are_low() {
	ExtBuilder.build_and_execute_with(|| {
		Price::set(0);
		register(1, owner(1));
		assert_eq!(Rewards::claim_minimum(1), EXISTENTIAL_DEPOSIT);
		earn(&[(1, EXISTENTIAL_DEPOSIT - 1)]);
		assert_noop!(claim(&[1]), Error::<Test>::NothingToClaim);
		earn(&[(1, 1)]);
		assert_ok!(claim(&[1]));
		assert_eq!(free(&owner(1)), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn claim_of_nothing_fails() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		assert_noop!(claim(&[]), Error::<Test>::NothingToClaim);
		assert_noop!(claim(&[1]), Error::<Test>::NothingToClaim);
		assert_noop!(claim(&[2, 3, u32::MAX]), Error::<Test>::NothingToClaim);
	});
}

#[test]
fn claim_of_routers_without_owner_leaves_their_slots() {
	ExtBuilder.build_and_execute_with(|| {
		earn(&[(9, 100_000)]);
		assert_noop!(claim(&[9]), Error::<Test>::NothingToClaim);
		assert_eq!(Rewards::claimable(9), 100_000);
	});
}

#[test]
fn claim_refuses_unsorted_and_duplicate_routers() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		register(2, owner(1));
		earn(&[(1, 10_000), (2, 10_000)]);
		assert_noop!(claim(&[2, 1]), Error::<Test>::NotSorted);
		assert_noop!(claim(&[1, 1]), Error::<Test>::NotSorted);
	});
}

#[test]
fn claim_needs_a_signature() {
	ExtBuilder.build_and_execute_with(|| {
		assert_noop!(
			Rewards::claim(RuntimeOrigin::none(), Default::default()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn claim_repeated_pays_only_what_was_earned_anew() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		earn(&[(1, 10_000)]);
		assert_ok!(claim(&[1]));
		assert_noop!(claim(&[1]), Error::<Test>::NothingToClaim);
		earn(&[(1, 5_000)]);
		assert_ok!(claim(&[1]));
		assert_eq!(free(&owner(1)), 15_000);
	});
}

#[test]
fn claim_takes_a_full_batch_of_strangers() {
	ExtBuilder.build_and_execute_with(|| {
		let routers: Vec<_> = (0..MAX_CLAIM).map(|n| n * 64).collect();
		let amounts: Vec<_> = routers.iter().map(|index| (*index, 10_000)).collect();
		for index in &routers {
			register(*index, AccountId::new(index.to_le_bytes().repeat(8).try_into().unwrap()));
		}
		earn(&amounts);
		assert_ok!(claim(&routers));
		assert_eq!(totals().claimable, 0);
		assert_eq!(events().len(), MAX_CLAIM as usize);
	});
}

#[test]
fn claim_quote_counts_only_the_owners_routers() {
	ExtBuilder.build_and_execute_with(|| {
		register(1, owner(1));
		register(2, owner(2));
		earn(&[(1, 10), (2, 20), (3, 40)]);
		let quote = Rewards::claim_quote(&owner(1), &[1, 2, 3]);
		assert_eq!(quote.due, 10);
		assert_eq!(quote.fee, Rewards::claim_fee(3));
		assert_eq!(quote.minimum, Rewards::claim_minimum(3));
	});
}
