//! Any sequence of actions leaves a sound state, and what was promised of all of them holds.

use crate::{mock::*, *};
use cairn_primitives::{RouterIndex, Standing, Vouching, CAIRN};
use pallet_cairn_traits::{CoverageRegistry, RouterRegistry};
use proptest::prelude::*;
use sp_runtime::AccountId32;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
enum Action {
	Register {
		device: u32,
		owner: usize,
		payer: usize,
		cell: usize,
		ahead: u32,
		asked: Option<u32>,
		word: Option<u32>,
	},
	Invite {
		who: usize,
		router: u32,
		sponsor: Option<u32>,
	},
	Vouch {
		sponsor: usize,
		router: u32,
	},
	Revoke {
		sponsor: usize,
		router: u32,
	},
	Decide {
		router: u32,
		restore: bool,
	},
	Move {
		who: usize,
		router: u32,
		cell: usize,
	},
	Rotate {
		who: usize,
		router: u32,
		device: u32,
		ahead: u32,
	},
	Offer {
		who: usize,
		router: u32,
		to: Option<usize>,
	},
	Accept {
		who: usize,
		router: u32,
	},
	Remove {
		who: usize,
		router: u32,
	},
	Apply {
		who: usize,
	},
	Admit {
		sponsor: u32,
	},
	Slash {
		sponsor: u32,
		amount: u128,
	},
	Dismiss {
		sponsor: u32,
	},
	Withdraw {
		who: usize,
	},
	Resign {
		who: usize,
	},
	Set {
		deposit: u128,
		bond: u128,
		price: u128,
	},
	Pass {
		blocks: u32,
	},
}

/// Who acts: owners, payers, a carrier and two that may be sponsors.
fn person(number: usize) -> AccountId32 {
	let everybody = [OWNER, BUYER, PAYER, CARRIER, maker().account(), town().account()];
	everybody[number % everybody.len()].clone()
}

/// Routers are named by how many have been registered before them.
fn index(router: u32) -> u32 {
	let all: Vec<u32> = events()
		.into_iter()
		.filter_map(|event| match event {
			Event::Registered { index, .. } => Some(index),
			_ => None,
		})
		.collect();
	all.get(router as usize % all.len().max(1)).copied().unwrap_or(router)
}

fn act(action: Action) {
	let now = System::block_number();
	// Most of these are refused; what matters is that none leaves anything behind.
	let _refused_or_not = match action {
		Action::Register { device: number, owner, payer, cell: place, ahead, asked, word } => {
			let (device, owner, expires) = (device(number), person(owner), now + ahead);
			// Mostly the word that was asked for.
			let asked = asked.or(word);
			let vouch = word.map(|sponsor| {
				let signer = if sponsor % 2 == 0 { maker() } else { town() };
				(sponsor, expires, signer.word(sponsor, device.stored(), cell(place), expires))
			});
			let call = Call::register {
				key: device.key(),
				proof: device.proof_inviting(owner.clone(), cell(place), expires, asked),
				owner,
				cell: cell(place),
				expires,
				sponsor: asked,
				vouch,
			};
			send(person(payer), call)
		}
		Action::Invite { who, router, sponsor } => {
			send(person(who), Call::invite { index: index(router), sponsor })
		}
		Action::Vouch { sponsor, router } => {
			send(person(sponsor), Call::vouch { index: index(router) })
		}
		Action::Revoke { sponsor, router } => {
			send(person(sponsor), Call::revoke { index: index(router), reason: 0 })
		}
		Action::Decide { router, restore } => {
			council(Call::decide_appeal { index: index(router), restore })
		}
		Action::Move { who, router, cell: place } => {
			send(person(who), Call::move_router { index: index(router), cell: cell(place) })
		}
		Action::Rotate { who, router, device: number, ahead } => {
			let (index, expires) = (index(router), now + ahead);
			let proof = device(number).possession(index, person(who), expires);
			let key = device(number).key();
			send(person(who), Call::rotate_key { index, key, expires, proof })
		}
		Action::Offer { who, router, to } => {
			send(person(who), Call::offer { index: index(router), to: to.map(person) })
		}
		Action::Accept { who, router } => send(person(who), Call::accept { index: index(router) }),
		Action::Remove { who, router } => send(person(who), Call::remove { index: index(router) }),
		Action::Apply { who } => send(person(who), Call::apply_as_sponsor {}),
		Action::Admit { sponsor } => council(Call::admit_sponsor { sponsor }),
		Action::Slash { sponsor, amount } => council(Call::slash_sponsor { sponsor, amount }),
		Action::Dismiss { sponsor } => council(Call::dismiss_sponsor { sponsor }),
		Action::Withdraw { who } => send(person(who), Call::withdraw_application {}),
		Action::Resign { who } => send(person(who), Call::resign {}),
		Action::Set { deposit, bond, price } => council(Call::set_parameters {
			parameters: Parameters {
				registration_deposit: deposit,
				sponsor_bond: bond,
				move_price: price,
			},
		}),
		Action::Pass { blocks } => {
			run_to(now + blocks);
			Ok(())
		}
	};
}

fn action() -> impl Strategy<Value = Action> {
	let (who, router, device) = (0usize..6, 0u32..8, 0u32..8);
	let registration = (
		device.clone(),
		who.clone(),
		who.clone(),
		0usize..8,
		0u32..110,
		proptest::option::weighted(0.2, 0u32..4),
		proptest::option::of(0u32..2),
	);
	prop_oneof![
		6 => registration.prop_map(|(device, owner, payer, cell, ahead, asked, word)| {
			Action::Register { device, owner, payer, cell, ahead, asked, word }
		}),
		4 => (who.clone(), router.clone(), proptest::option::weighted(0.8, 0u32..4))
			.prop_map(|(who, router, sponsor)| Action::Invite { who, router, sponsor }),
		2 => (4usize..6, router.clone()).prop_map(|(sponsor, router)| Action::Vouch { sponsor, router }),
		2 => (4usize..6, router.clone())
			.prop_map(|(sponsor, router)| Action::Revoke { sponsor, router }),
		1 => (router.clone(), any::<bool>())
			.prop_map(|(router, restore)| Action::Decide { router, restore }),
		3 => (who.clone(), router.clone(), 0usize..8)
			.prop_map(|(who, router, cell)| Action::Move { who, router, cell }),
		3 => (who.clone(), router.clone(), device, 0u32..110)
			.prop_map(|(who, router, device, ahead)| Action::Rotate { who, router, device, ahead }),
		4 => (who.clone(), router.clone(), proptest::option::weighted(0.8, who.clone()))
			.prop_map(|(who, router, to)| Action::Offer { who, router, to }),
		4 => (who.clone(), router.clone()).prop_map(|(who, router)| Action::Accept { who, router }),
		4 => (who.clone(), router).prop_map(|(who, router)| Action::Remove { who, router }),
		2 => who.clone().prop_map(|who| Action::Apply { who }),
		1 => who.clone().prop_map(|who| Action::Withdraw { who }),
		1 => who.prop_map(|who| Action::Resign { who }),
		1 => (0u32..4).prop_map(|sponsor| Action::Admit { sponsor }),
		1 => (0u32..4, 0..12_000 * CAIRN)
			.prop_map(|(sponsor, amount)| Action::Slash { sponsor, amount }),
		1 => (0u32..4).prop_map(|sponsor| Action::Dismiss { sponsor }),
		1 => (0..200 * CAIRN, 0..20_000 * CAIRN, 0..2_000 * CAIRN)
			.prop_map(|(deposit, bond, price)| Action::Set { deposit, bond, price }),
		6 => (0u32..40).prop_map(|blocks| Action::Pass { blocks }),
	]
}

/// Every sponsor's word was asked for by who owned the router at that moment, and not before an
/// earlier one was forfeited.
fn check_words() {
	let mut asked = BTreeMap::new();
	for event in events() {
		match event {
			Event::Registered { index, invited, sponsor, .. } => {
				assert!(sponsor.is_none() || sponsor == invited, "a word nobody asked for");
				asked.insert(index, invited);
			}
			Event::Invited { index, sponsor, .. } => {
				asked.insert(index, sponsor);
			}
			Event::Transferred { index, .. }
			| Event::AppealEnded { index, restored: false, .. } => {
				asked.insert(index, None);
			}
			Event::Vouched { index, sponsor } => {
				assert_eq!(asked.get(&index), Some(&Some(sponsor)), "a word nobody asked for");
			}
			_ => (),
		}
	}
	for (index, record) in routers() {
		assert_eq!(asked.get(&index), Some(&record.invited));
	}
}

/// Routers that are looked up together are what each is alone, and a word counts for coverage as it
/// does for everybody else.
fn check_sites() {
	let at = System::block_number();
	let mut together = Registry::sites(at);
	for (index, record) in routers() {
		let site = together(index);
		assert_eq!(site, Registry::sites(at)(index));
		let counts = match Registry::as_it_counts(record.vouching) {
			Vouching::By(sponsor) => Some(sponsor),
			_ => None,
		};
		assert_eq!(site.and_then(|site| site.sponsor), counts);
	}
}

/// The registered routers.
fn routers() -> Vec<(RouterIndex, RouterRecord)> {
	Routers::<Test>::iter().map(|(index, record)| (index.get(), record)).collect()
}

/// Who took a router over keeps it for a while, and a word that stands anew says since when.
fn check_step(before: &BTreeMap<RouterIndex, RouterRecord>) {
	for (index, record) in routers() {
		let was = before.get(&index);
		if let Some(was) = was.filter(|was| was.owner != record.owner) {
			let first = was.owned_since == was.registered;
			assert!(
				first || record.owned_since >= was.owned_since + TRANSFERS,
				"handed on too soon"
			);
		}
		let anew = was.is_none_or(|was| was.vouching != record.vouching);
		if anew && matches!(record.vouching, Vouching::By(_)) {
			assert_eq!(record.vouched_since, System::block_number(), "a word reaches back");
		}
	}
}

/// What the whole history must have kept to.
fn check_history(issued_at_first: u128) {
	let (mut burnt, mut registered, mut left, mut closed) = (0, Vec::new(), Vec::new(), 0usize);
	for event in events() {
		match event {
			Event::MoveAnnounced { price, .. } => burnt += price,
			Event::SponsorSlashed { amount, .. } => burnt += amount,
			Event::Registered { index, .. } => registered.push(index),
			Event::Transferred { index, from, .. } => left.push((index, from.clone(), Some(from))),
			Event::Closed { index, owner, .. } => {
				closed += 1;
				left.push((index, owner.clone(), Some(owner)));
				let standing = <Pallet<Test> as RouterRegistry<_>>::standings(index / 256);
				assert_eq!(standing.get(index), Standing::Closed, "closed is for good");
			}
			_ => (),
		}
	}
	assert_eq!(issued_at_first - Balances::total_issuance(), burnt, "nothing vanishes unsaid");
	let distinct: BTreeSet<u32> = registered.iter().copied().collect();
	assert_eq!(distinct.len(), registered.len(), "an index was used twice");
	assert_eq!(Routers::<Test>::iter().count(), registered.len() - closed);
	assert_eq!(Departed::get(), left, "each departure is told once, with the owner in place");
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn any_sequence_of_actions_leaves_a_sound_state(
		actions in prop::collection::vec(action(), 1..60),
	) {
		let sponsors = [maker().account(), town().account()];
		ExtBuilder::default().sponsors(&sponsors).build_and_execute_with(|| {
			let issued = Balances::total_issuance();
			for action in actions {
				let told = format!("{action:?}");
				let before = routers().into_iter().collect();
				act(action);
				check_step(&before);
				check_sites();
				Pallet::<Test>::do_try_state().unwrap_or_else(|e| panic!("after {told}: {e:?}"));
			}
			check_history(issued);
			check_words();
			// Once everything is removed and every delay has passed, every hold has returned.
			for (index, record) in routers() {
				let _refused_if_closing_or_undecided = send(record.owner, Call::remove { index });
			}
			run_to(System::block_number() + APPEAL + DELAY + 60);
			for (index, record) in routers() {
				let _refused_if_closing = send(record.owner, Call::remove { index });
			}
			run_to(System::block_number() + APPEAL + DELAY + 60);
			assert_eq!(Routers::<Test>::iter().count(), 0);
			for who in (0..6).map(person) {
				use frame_support::traits::fungible::InspectHold;
				let held = Balances::balance_on_hold(&HoldReason::Registration.into(), &who);
				assert_eq!(held, 0, "a deposit stayed behind");
			}
			assert_eq!(UsedProofs::<Test>::iter_keys().count(), 0);
		});
	}
}
