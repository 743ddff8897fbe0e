//! Whatever happens in whatever order, nothing is created and nothing is lost.

use crate::{mock::*, ClaimSigner, Departed, Emission, Frozen, Period};
use frame_support::traits::{fungible::Mutate, tokens::Preservation};
use pallet_cairn_traits::{CoverageLedger, OnDeparture, OnVouching};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[derive(Clone, Debug)]
enum Action {
	Earn(u32, u128),
	Claim(Vec<u32>),
	ClaimFor(u8, Vec<u32>, bool),
	Transfer(u32, u8),
	ClaimDeparted(u8, u32),
	Points(u32, u64),
	Hold(u32, u128),
	Freeze(u32),
	Decide(u32, bool),
	Outside(u128),
	Blocks(u32),
}

/// Few routers, so that actions meet: some share a page, some do not.
fn router() -> impl Strategy<Value = u32> {
	prop_oneof![0u32..6, 62u32..66, Just(1_000)]
}

fn routers() -> impl Strategy<Value = Vec<u32>> {
	prop::collection::btree_set(router(), 0..8).prop_map(|set| set.into_iter().collect())
}

fn action() -> impl Strategy<Value = Action> {
	prop_oneof![
		4 => (router(), 0u128..20_000).prop_map(|(index, amount)| Action::Earn(index, amount)),
		2 => routers().prop_map(Action::Claim),
		2 => (0u8..3, routers(), any::<bool>())
			.prop_map(|(who, routers, device)| Action::ClaimFor(who, routers, device)),
		2 => (router(), 0u8..3).prop_map(|(index, to)| Action::Transfer(index, to)),
		1 => (0u8..3, router()).prop_map(|(who, index)| Action::ClaimDeparted(who, index)),
		2 => (router(), 0u64..1_000).prop_map(|(index, points)| Action::Points(index, points)),
		2 => (router(), 0u128..50_000).prop_map(|(index, amount)| Action::Hold(index, amount)),
		2 => router().prop_map(Action::Freeze),
		2 => (router(), any::<bool>())
			.prop_map(|(index, forfeited)| Action::Decide(index, forfeited)),
		1 => (1u128..50).prop_map(Action::Outside),
		3 => (1u32..25).prop_map(Action::Blocks),
	]
}

fn all_routers() -> Vec<u32> {
	(0..6).chain(62..66).chain([1_000]).collect()
}

/// Where every planck is, asked of nobody but this test.
#[derive(Default)]
struct Books {
	/// Earned by traffic or handed to the coverage ledger.
	brought: u128,
	/// Sent from outside.
	outside: u128,
	/// Burnt for claims.
	burnt: u128,
	/// Routers whose word has been taken back.
	frozen: BTreeSet<u32>,
}

impl Books {
	fn act(&mut self, action: Action) {
		match action {
			Action::Earn(index, amount) => {
				earn(&[(index, amount)]);
				self.brought += amount;
			}
			Action::Claim(routers) => {
				let due: Vec<_> = routers.iter().map(|index| Rewards::claimable(*index)).collect();
				let before: u128 = (0..3).map(|who| free(&owner(who))).sum();
				// May find nothing worth paying.
				let claimed = Rewards::claim(
					RuntimeOrigin::signed(caller()),
					routers.clone().try_into().unwrap(),
				);
				let after: u128 = (0..3).map(|who| free(&owner(who))).sum();
				let left: u128 = routers.iter().map(|index| Rewards::claimable(*index)).sum();
				assert_eq!(due.iter().sum::<u128>() - left, after - before);
				assert!(claimed.is_ok() || after == before);
			}
			Action::ClaimFor(who, routers, by_device) => {
				let request = request(who, &routers);
				let (signer, pair) = match routers.first() {
					Some(index) if by_device => (ClaimSigner::Device(*index), device(*index)),
					_ => (ClaimSigner::Owner, owner_pair(who)),
				};
				let quote = Rewards::claim_quote(&owner(who), &routers);
				let before = (Balances::total_issuance(), free(&owner(who)));
				if apply(claim_call(&request, signer, sign(&pair, &request))).is_ok() {
					self.burnt += quote.fee;
					assert_eq!(Balances::total_issuance(), before.0 - quote.fee);
					assert_eq!(free(&owner(who)), before.1 + quote.due - quote.fee);
				}
			}
			// As the registry has it, and although it is frozen, which the registry refuses.
			Action::Transfer(index, to) => {
				let from = Registry::get()[&index].0.clone();
				Rewards::on_departure(index, &from);
				register(index, owner(to));
			}
			Action::ClaimDeparted(who, index) => {
				let due = Rewards::departed(&owner(who), index);
				let before = free(&owner(who));
				let _too_little_or_nothing =
					Rewards::claim_departed(RuntimeOrigin::signed(caller()), owner(who), index);
				let left = Rewards::departed(&owner(who), index);
				assert_eq!(free(&owner(who)) - before, due - left);
			}
			Action::Points(index, points) => {
				Rewards::credit_points(&[(index, points)]);
			}
			Action::Hold(index, amount) => {
				hold(index, amount);
				self.brought += amount;
			}
			Action::Freeze(index) => {
				if self.frozen.insert(index) {
					let before = Rewards::claimable(index);
					Rewards::frozen(index);
					assert_eq!(Rewards::claimable(index), before, "what was released stays");
				}
			}
			Action::Decide(index, forfeited) => {
				if self.frozen.remove(&index) {
					let before = totals();
					Rewards::decided(index, forfeited);
					assert!(!Frozen::<Test>::contains_key(index));
					assert_eq!(
						before.undistributed == totals().undistributed,
						!forfeited || before.held == totals().held
					);
				}
			}
			Action::Outside(amount) => {
				Balances::transfer(&caller(), &Rewards::pot(), amount, Preservation::Preserve)
					.unwrap();
				self.outside += amount;
			}
			Action::Blocks(blocks) => run_to(System::block_number() + blocks),
		}
	}

	/// Whatever came in is in the pot or was paid out.
	fn check(&self) {
		let paid: u128 = (0..3).map(|who| free(&owner(who))).sum();
		let minted = Emission::<Test>::get().minted;
		assert_eq!(
			free(&Rewards::pot()) + paid + self.burnt,
			EXISTENTIAL_DEPOSIT + self.brought + self.outside + minted,
		);
		let totals = totals();
		assert_eq!(
			free(&Rewards::pot()),
			EXISTENTIAL_DEPOSIT
				+ totals.claimable
				+ totals.held
				+ totals.undistributed
				+ totals.dust,
		);
		assert_eq!(totals.dust, self.outside);
		Rewards::do_try_state().unwrap();
	}

	/// In the end everything is decided, released and claimed, and what stays held is what flooring
	/// has cost those who shared a pool: less than a planck for each slot that was folded.
	fn settle(&mut self, folds: u128) {
		for index in core::mem::take(&mut self.frozen) {
			Rewards::decided(index, false);
		}
		run_to(System::block_number() + PERIOD);
		Period::<Test>::mutate(|period| period.number += 3_000);
		Price::set(0);
		let routers = all_routers().try_into().unwrap();
		let _nothing_may_be_due = Rewards::claim(RuntimeOrigin::signed(caller()), routers);
		for (who, index) in Departed::<Test>::iter_keys().collect::<Vec<_>>() {
			let _too_little_for_an_account =
				Rewards::claim_departed(RuntimeOrigin::signed(caller()), who, index);
		}
		// Slots too small to be claimed are touched, so that what they hold is told apart.
		for index in all_routers() {
			Rewards::hold(index, 0).unwrap();
		}
		let departed = Departed::<Test>::iter_values().all(|left| left.coverage.is_empty());
		assert!(departed || Departed::<Test>::iter_keys().all(|(who, _)| free(&who) == 0));
		if departed {
			assert!(totals().held <= folds, "{} of {folds}", totals().held);
		}
		Rewards::do_try_state().unwrap();
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn every_planck_that_comes_in_is_in_the_pot_or_was_paid_to_whom_it_was_due(
		actions in prop::collection::vec(action(), 1..80),
	) {
		ExtBuilder.build_and_execute_with(|| {
			for index in all_routers() {
				register(index, owner((index % 3) as u8));
			}
			let mut books = Books::default();
			let folds = actions.len() as u128;
			for action in actions {
				books.act(action);
				Rewards::note_dust();
				books.check();
			}
			books.settle(folds);
		});
	}
}
