//! How a router enters the registry.

use crate::{mock::*, Ordered, *};
use cairn_primitives::{Standing, Vouching, CAIRN};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use pallet_cairn_traits::{stored_key, RouterRegistry, StandingPage};

/// A registration with one thing wrong.
fn spoilt(change: impl FnOnce(&mut Spoilt)) -> Call<Test> {
	let mut it = Spoilt { device: device(1), cell: cell(0), expires: 50, signed_until: 50 };
	change(&mut it);
	Call::register {
		owner: OWNER,
		key: it.device.key(),
		cell: it.cell,
		expires: it.expires,
		proof: it.device.proof(OWNER, it.cell, it.signed_until),
		sponsor: None,
		vouch: None,
	}
}

struct Spoilt {
	device: Signer,
	cell: u64,
	expires: u32,
	signed_until: u32,
}

#[test]
fn registering_stores_the_router_and_holds_the_submitters_deposit() {
	ExtBuilder::default().build_and_execute_with(|| {
		run_to(5);
		assert_ok!(send(PAYER, registration(&device(1), OWNER, cell(3))));

		let key = device(1).stored();
		assert_eq!(
			Routers::<Test>::get(Ordered::from(0)),
			Some(RouterRecord {
				owner: OWNER,
				key,
				place: Place { cell: cell(3), next: None, former: None },
				vouching: Vouching::None,
				vouched_since: 5,
				invited: None,
				depositor: PAYER,
				deposit: CAIRN,
				registered: 5,
				owned_since: 5,
				moves: Moves::default(),
				offered_to: None,
				closes: None,
			})
		);
		assert_eq!(IndexOfKey::<Test>::get(key), Some(0));
		assert!(Owned::<Test>::contains_key(OWNER, Ordered::from(0)));
		assert_eq!(<Pallet<Test> as RouterRegistry<_>>::standings(0).get(0), Standing::Active);
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 1);
		let held = Balances::balance_on_hold(&HoldReason::Registration.into(), &PAYER);
		assert_eq!(held, CAIRN);
		assert_eq!(Balances::free_balance(PAYER), FUNDS - CAIRN);
		assert_eq!(Balances::free_balance(OWNER), FUNDS, "the owner pays nothing");
		assert_eq!(
			events(),
			[Event::Registered {
				index: 0,
				owner: OWNER,
				key,
				cell: cell(3),
				depositor: PAYER,
				deposit: CAIRN,
				invited: None,
				sponsor: None,
			}]
		);
	});
}

#[test]
fn registering_for_an_owner_without_any_money_works() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(send(PAYER, registration(&device(1), POOR, cell(0))));
		assert_eq!(Routers::<Test>::get(Ordered::from(0)).map(|record| record.owner), Some(POOR));
		assert_eq!(Balances::free_balance(POOR), 0);
	});
}

#[test]
fn registering_with_a_sponsors_word_vouches_and_uses_the_word_up() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		assert_ok!(send(PAYER, vouched_registration(&device(1), OWNER, cell(0), 0, &maker())));
		let record = Routers::<Test>::get(Ordered::from(0)).unwrap();
		assert_eq!((record.vouching, record.invited), (Vouching::By(0), Some(0)));
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 2, "the proof and the word");
		assert!(matches!(
			last_event(),
			Event::Registered { invited: Some(0), sponsor: Some(0), .. }
		));
	});
}

#[test]
fn keys_of_every_kind_register() {
	use sp_core::{ecdsa, ed25519, Pair};
	use sp_runtime::{MultiSignature, MultiSigner};

	ExtBuilder::default().build_and_execute_with(|| {
		let payload = cairn_primitives::Registration {
			owner: OWNER.into(),
			cell: cell(0),
			expires: 9,
			sponsor: None,
		}
		.signing_payload(&GENESIS);
		let ed = ed25519::Pair::from_string("//Device", None).unwrap();
		let ec = ecdsa::Pair::from_string("//Device", None).unwrap();
		let eth = ecdsa::KeccakPair::from_string("//Other", None).unwrap();
		for (key, proof) in [
			(MultiSigner::Ed25519(ed.public()), MultiSignature::Ed25519(ed.sign(&payload))),
			(MultiSigner::Ecdsa(ec.public()), MultiSignature::Ecdsa(ec.sign(&payload))),
			(MultiSigner::Eth(eth.public()), MultiSignature::Eth(eth.sign(&payload))),
		] {
			let stored = stored_key(&key);
			let (owner, cell, expires) = (OWNER, cell(0), 9);
			let (key, (sponsor, vouch)) = (key.clone(), (None, None));
			assert_ok!(send(
				PAYER,
				Call::register { owner, key: key.clone(), cell, expires, sponsor, proof, vouch }
			));
			let index = IndexOfKey::<Test>::get(stored).expect("just registered");
			assert_eq!(<Pallet<Test> as RouterRegistry<_>>::key(index), Some(key));
		}
	});
}

#[test]
fn a_proof_is_good_in_its_last_block_and_at_most_a_lifetime_ahead() {
	ExtBuilder::default().build_and_execute_with(|| {
		run_to(50);
		assert_ok!(send(PAYER, spoilt(|_| ())));
		let furthest = 50 + PROOF_LIFETIME;
		assert_ok!(send(
			PAYER,
			spoilt(|it| {
				it.device = device(2);
				it.expires = furthest;
				it.signed_until = furthest;
			})
		));
	});
}

#[test]
fn an_expired_proof_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		run_to(51);
		assert_noop!(send(PAYER, spoilt(|_| ())), Error::<Test>::ProofExpired);
	});
}

#[test]
fn a_proof_too_far_ahead_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		let call = spoilt(|it| {
			it.expires = 2 + PROOF_LIFETIME;
			it.signed_until = it.expires;
		});
		assert_noop!(send(PAYER, call), Error::<Test>::ProofTooFarAhead);
		let call = spoilt(|it| {
			it.expires = u32::MAX;
			it.signed_until = it.expires;
		});
		assert_noop!(send(PAYER, call), Error::<Test>::ProofTooFarAhead);
	});
}

#[test]
fn a_proof_with_another_expiry_than_signed_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_noop!(send(PAYER, spoilt(|it| it.signed_until = 51)), Error::<Test>::ProofInvalid);
	});
}

#[test]
fn a_number_that_is_no_cell_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		for number in [0, u64::MAX, cell(0) | 1 << 63, cell(0) & !0x7fff] {
			let call = spoilt(|it| it.cell = number);
			assert_noop!(send(PAYER, call), Error::<Test>::CellInvalid);
		}
	});
}

#[test]
fn a_cell_of_another_resolution_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		let fine = h3o::CellIndex::try_from(cell(0)).unwrap();
		let coarser = fine.parent(h3o::Resolution::Nine).unwrap();
		let finer = fine.center_child(h3o::Resolution::Eleven).unwrap();
		for other in [coarser, finer] {
			let call = spoilt(|it| it.cell = other.into());
			assert_noop!(send(PAYER, call), Error::<Test>::CellResolution);
		}
	});
}

#[test]
fn a_registered_key_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		registered(1);
		let call = spoilt(|it| {
			it.expires = 60;
			it.signed_until = 60;
		});
		assert_noop!(send(PAYER, call), Error::<Test>::KeyAlreadyRegistered);
	});
}

#[test]
fn a_submitter_who_cannot_cover_the_deposit_is_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_noop!(send(POOR, spoilt(|_| ())), Error::<Test>::FundsUnavailable);
		// The deposit must leave what an account has to keep.
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), POOR, CAIRN));
		assert_noop!(send(POOR, spoilt(|_| ())), Error::<Test>::FundsUnavailable);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), POOR, CAIRN + EXISTENTIAL));
		assert_ok!(send(POOR, spoilt(|_| ())));
	});
}

/// A registration whose sponsor's word has these values; its device asks for that sponsor.
fn with_word(sponsor: u32, expires: u32, signature: sp_runtime::MultiSignature) -> Call<Test> {
	Call::register {
		owner: OWNER,
		key: device(1).key(),
		cell: cell(0),
		expires: 50,
		sponsor: Some(sponsor),
		proof: device(1).proof_inviting(OWNER, cell(0), 50, Some(sponsor)),
		vouch: Some((sponsor, expires, signature)),
	}
}

#[test]
fn registering_without_the_word_leaves_the_sponsor_invited() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_inviting(1, 0);
		let record = Routers::<Test>::get(Ordered::from(index)).unwrap();
		assert_eq!((record.vouching, record.invited), (Vouching::None, Some(0)));
		assert!(matches!(last_event(), Event::Registered { invited: Some(0), sponsor: None, .. }));
		assert_eq!(index, 0, "the run is the common one: a sponsor's takes its signature");
		assert_eq!(Runs::<Test>::get(pallet_cairn_traits::RunOwner::Sponsor(0)), None);
		assert_ok!(send(maker().account(), Call::vouch { index }));
		assert_eq!(Routers::<Test>::get(Ordered::from(index)).unwrap().vouching, Vouching::By(0));
	});
}

#[test]
fn registering_may_ask_for_a_sponsor_that_is_not_admitted_but_not_for_one_that_never_was() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let asking = |sponsor| inviting_registration(&device(1), OWNER, cell(0), Some(sponsor));
		assert_noop!(send(PAYER, asking(1)), Error::<Test>::SponsorNotFound);
		assert_noop!(send(PAYER, asking(u32::MAX)), Error::<Test>::SponsorNotFound);
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_ok!(send(PAYER, asking(0)));
	});
}

#[test]
fn a_word_that_is_not_good_is_refused_and_nothing_is_used_up() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		run_to(10);
		let key = device(1).stored();
		let word = |cell, expires| maker().word(0, key, cell, expires);
		let (good, far) = (10, 10 + PROOF_LIFETIME);
		for (call, error) in [
			(with_word(0, 9, word(cell(0), 9)), Error::<Test>::VouchExpired),
			(with_word(0, far + 1, word(cell(0), far + 1)), Error::<Test>::VouchTooFarAhead),
			(with_word(1, good, word(cell(0), good)), Error::<Test>::SponsorNotFound),
			(with_word(0, good, word(cell(1), good)), Error::<Test>::VouchInvalid),
			(with_word(0, good, word(cell(0), far)), Error::<Test>::VouchInvalid),
			(with_word(0, good, maker().word(1, key, cell(0), good)), Error::<Test>::VouchInvalid),
			(with_word(0, good, town().word(0, key, cell(0), good)), Error::<Test>::VouchInvalid),
			(
				with_word(0, good, maker().word(0, device(2).stored(), cell(0), good)),
				Error::<Test>::VouchInvalid,
			),
		] {
			assert_noop!(send(PAYER, call), error);
		}
		assert_ok!(send(PAYER, with_word(0, far, word(cell(0), far))));
	});
}

#[test]
fn the_word_of_a_sponsor_that_is_not_admitted_is_refused() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		assert_ok!(send(town().account(), Call::apply_as_sponsor {}));
		let key = device(1).stored();
		let call = with_word(1, 50, town().word(1, key, cell(0), 50));
		assert_noop!(send(PAYER, call), Error::<Test>::SponsorNotAdmitted);

		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		let call = with_word(0, 50, maker().word(0, key, cell(0), 50));
		assert_noop!(send(PAYER, call), Error::<Test>::SponsorNotAdmitted);
	});
}

#[test]
fn used_proofs_are_forgotten_once_they_have_expired() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(send(PAYER, spoilt(|_| ())));
		assert_ok!(send(
			PAYER,
			spoilt(|it| {
				it.device = device(2);
				it.expires = 60;
				it.signed_until = 60;
			})
		));
		run_to(50);
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 2);
		run_to(51);
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 1);
		run_to(61);
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 0);
	});
}

#[test]
fn forgetting_proofs_keeps_to_the_weight_that_is_left() {
	ExtBuilder::default().build_and_execute_with(|| {
		for number in 1..=5 {
			let call = spoilt(|it| it.device = device(number));
			assert_ok!(send(PAYER, call));
		}
		System::set_block_number(51);
		let room = <() as WeightInfo>::forget_proofs(2);
		let nothing = frame_support::weights::Weight::from_parts(1, 1);
		assert!(Pallet::<Test>::forget_proofs(nothing) == frame_support::weights::Weight::zero());
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 5);
		assert_eq!(Pallet::<Test>::forget_proofs(room), room);
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 3);
	});
}

#[test]
fn standings_of_one_page_come_together() {
	ExtBuilder::default().build_and_execute_with(|| {
		registered(1);
		registered(2);
		let page = <Pallet<Test> as RouterRegistry<_>>::standings(StandingPage::number(1));
		assert_eq!(page.get(0), Standing::Active);
		assert_eq!(page.get(1), Standing::Active);
		assert_eq!(page.get(2), Standing::Unknown);
	});
}
