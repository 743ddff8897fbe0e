//! Whatever happens in whatever order, nothing is created and nothing is lost.

use crate::{mock::*, ClaimSigner, Departed};
use frame_support::traits::{fungible::Mutate, tokens::Preservation};
use pallet_cairn_traits::{CoverageLedger, OnDeparture};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Action {
	Earn(u32, u128),
	Claim(Vec<u32>),
	ClaimFor(u8, Vec<u32>, bool),
	Transfer(u32, u8),
	ClaimDeparted(u8, u32),
	Points(u32, u64),
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
		1 => (1u128..50).prop_map(Action::Outside),
		1 => (1u32..15).prop_map(Action::Blocks),
	]
}

fn all_routers() -> Vec<u32> {
	(0..6).chain(62..66).chain([1_000]).collect()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn owners_receive_exactly_what_their_routers_earned(
		actions in prop::collection::vec(action(), 1..60),
	) {
		ExtBuilder.build_and_execute_with(|| {
			for index in all_routers() {
				register(index, owner((index % 3) as u8));
			}
			// What each owner has earned in all, by the routers it owned at the time.
			let mut earned: BTreeMap<AccountId, u128> = BTreeMap::new();
			let mut burnt = 0;
			for action in actions {
				match action {
					Action::Earn(index, amount) => {
						earn(&[(index, amount)]);
						let owner = Registry::get()[&index].0.clone();
						*earned.entry(owner).or_default() += amount;
					},
					Action::Claim(routers) => {
						// May find nothing worth paying.
						let _ = Rewards::claim(
							RuntimeOrigin::signed(caller()),
							routers.try_into().unwrap(),
						);
					},
					Action::ClaimFor(who, routers, by_device) => {
						let request = request(who, &routers);
						let (signer, pair) = match routers.first() {
							Some(index) if by_device => (ClaimSigner::Device(*index), device(*index)),
							_ => (ClaimSigner::Owner, owner_pair(who)),
						};
						let before = Balances::total_issuance();
						if apply(claim_call(&request, signer, sign(&pair, &request))).is_ok() {
							let fee = Rewards::claim_fee(routers.len() as u32);
							*earned.get_mut(&owner(who)).unwrap() -= fee;
							burnt += fee;
							assert_eq!(Balances::total_issuance(), before - fee);
						}
					},
					Action::Transfer(index, to) => {
						let from = Registry::get()[&index].0.clone();
						Rewards::on_departure(index, &from);
						register(index, owner(to));
					},
					Action::ClaimDeparted(who, index) => {
						let _ = Rewards::claim_departed(
							RuntimeOrigin::signed(caller()),
							owner(who),
							index,
						);
					},
					Action::Points(index, points) => Rewards::credit_points(index, points),
					Action::Outside(amount) => {
						Balances::transfer(
							&caller(), &Rewards::pot(), amount, Preservation::Preserve,
						)
						.unwrap();
					},
					Action::Blocks(blocks) => run_to(System::block_number() + blocks),
				}
				Rewards::note_dust();
				Rewards::do_try_state().unwrap();
			}
			for who in 0..3u8 {
				let account = owner(who);
				let open: u128 = all_routers()
					.into_iter()
					.filter(|index| Registry::get()[index].0 == account)
					.map(Rewards::claimable)
					.sum();
				let departed: u128 = Departed::<Test>::iter_prefix(account.clone())
					.map(|(_, departure)| departure.claimable)
					.sum();
				let all = earned.get(&account).copied().unwrap_or(0);
				assert_eq!(free(&account) + open + departed, all);
			}
			let _ = burnt;
		});
	}
}
