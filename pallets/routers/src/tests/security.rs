//! Attacks, each told before it is tried.

use crate::{mock::*, Ordered, *};
use cairn_primitives::{KeyPossession, Registration, Standing, Vouching};
use frame_support::{assert_noop, assert_ok};
use pallet_cairn_traits::{RouterRegistry, RunOwner};
use sp_runtime::{MultiSignature, MultiSigner};

/// A competitor watches an owner remove a router. While the router's first proof has not expired,
/// the competitor submits it again: the device is back in the registry, in its old owner's name
/// and against that owner's will, and its key is taken when the owner wants to register it
/// elsewhere.
#[test]
fn a_removed_routers_proof_does_not_bring_it_back() {
	ExtBuilder::default().build_and_execute_with(|| {
		let first = registration(&device(1), OWNER, cell(0));
		assert_ok!(send(PAYER, first.clone()));
		assert_ok!(send(OWNER, Call::remove { index: 0 }));
		assert_noop!(send(STRANGER, first.clone()), Error::<Test>::KeyAlreadyRegistered);
		run_to(2 + DELAY);
		assert_eq!(Pallet::<Test>::index_of_key(&device(1).stored()), None);
		assert_noop!(send(STRANGER, first.clone()), Error::<Test>::ProofUsed);
		// Up to the last block in which the proof is good, and for its age from then on.
		run_to(1 + PROOF_LIFETIME);
		assert_noop!(send(STRANGER, first.clone()), Error::<Test>::ProofUsed);
		run_to(2 + PROOF_LIFETIME);
		assert_noop!(send(STRANGER, first), Error::<Test>::ProofExpired);
	});
}

/// sr25519 signatures are randomised: whoever holds a device can sign the same words again. If the
/// chain remembered the signature's bytes, the same proof with other bytes would pass.
#[test]
fn a_used_proof_signed_again_is_still_used() {
	ExtBuilder::default().build_and_execute_with(|| {
		let (expires, owner, cell) = (50, OWNER, cell(0));
		let proof = |device: &Signer| device.proof(OWNER, cell, expires);
		let (one, two) = (proof(&device(1)), proof(&device(1)));
		assert_ne!(one, two, "the bytes differ");
		let key = device(1).key();
		let call = |proof| Call::register {
			owner: owner.clone(),
			key: key.clone(),
			cell,
			expires,
			proof,
			sponsor: None,
			vouch: None,
		};
		assert_ok!(send(PAYER, call(one)));
		assert_ok!(send(OWNER, Call::remove { index: 0 }));
		run_to(2 + DELAY);
		assert_noop!(send(STRANGER, call(two)), Error::<Test>::ProofUsed);
	});
}

/// The block producer sees a registration in the pool and submits it first with itself as owner,
/// so that the device earns for it.
#[test]
fn a_proof_cannot_be_taken_over_for_another_owner() {
	ExtBuilder::default().build_and_execute_with(|| {
		let Call::register { key, cell, expires, proof, .. } =
			registration(&device(1), OWNER, cell(0))
		else {
			unreachable!("it is a registration")
		};
		let call = Call::register {
			owner: STRANGER,
			key,
			cell,
			expires,
			sponsor: None,
			proof,
			vouch: None,
		};
		assert_noop!(send(STRANGER, call), Error::<Test>::ProofInvalid);
	});
}

/// The block producer submits the registration first as it is, to take the owner's place. It gets
/// nothing: the router is the owner's, and the deposit is the producer's.
#[test]
fn submitting_anothers_proof_first_serves_its_owner() {
	ExtBuilder::default().build_and_execute_with(|| {
		let call = registration(&device(1), OWNER, cell(0));
		assert_ok!(send(STRANGER, call.clone()));
		assert_noop!(send(OWNER, call), Error::<Test>::KeyAlreadyRegistered);
		let record = Routers::<Test>::get(Ordered::from(0)).unwrap();
		assert_eq!((record.owner, record.depositor), (OWNER, STRANGER));
		assert_noop!(send(STRANGER, Call::remove { index: 0 }), Error::<Test>::NotOwner);
	});
}

/// The block producer submits the registration first and leaves out the sponsor's word, so that
/// the router earns no coverage. The invitation is in the proof and stays, the word is not used up by
/// this, and the sponsor gives it by call.
#[test]
fn leaving_out_the_sponsors_word_does_not_keep_the_router_unvouched() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let full = vouched_registration(&device(1), OWNER, cell(0), 0, &maker());
		let Call::register { owner, key, cell, expires, sponsor, proof, .. } = full.clone() else {
			unreachable!("it is a registration")
		};
		let bare = Call::register { owner, key, cell, expires, sponsor, proof, vouch: None };
		assert_ok!(send(STRANGER, bare));
		assert_noop!(send(PAYER, full), Error::<Test>::KeyAlreadyRegistered);
		assert_ok!(send(maker().account(), Call::vouch { index: 0 }));
		assert_eq!(Routers::<Test>::get(Ordered::from(0)).unwrap().vouching, Vouching::By(0));
	});
}

/// An owner takes the proof of a device in a crowded cell and registers it in a cell that a
/// campaign pays for.
#[test]
fn a_proof_for_one_cell_is_none_for_another() {
	ExtBuilder::default().build_and_execute_with(|| {
		let proof = device(1).proof(OWNER, cell(0), 50);
		let call = Call::register {
			owner: OWNER,
			key: device(1).key(),
			cell: cell(1),
			expires: 50,
			proof,
			sponsor: None,
			vouch: None,
		};
		assert_noop!(send(OWNER, call), Error::<Test>::ProofInvalid);
	});
}

/// A proof that was made on a test network, where nobody guards them, is submitted on the real one.
#[test]
fn a_proof_for_another_genesis_is_refused() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let registration =
			Registration { owner: OWNER.into(), cell: cell(0), expires: 50, sponsor: Some(0) };
		let elsewhere = device(1).sign(&registration.signing_payload(&[0xEE; 32]));
		let call = |proof, vouch| Call::register {
			owner: OWNER,
			key: device(1).key(),
			cell: cell(0),
			expires: 50,
			sponsor: Some(0),
			proof,
			vouch,
		};
		assert_noop!(send(PAYER, call(elsewhere, None)), Error::<Test>::ProofInvalid);
		// Likewise a sponsor's word, and a new key's proof.
		let word = cairn_primitives::Vouch {
			sponsor: 0,
			key: device(1).stored(),
			cell: cell(0),
			expires: 50,
		};
		let word = maker().sign(&word.signing_payload(&[0xEE; 32]));
		let here = device(1).proof_inviting(OWNER, cell(0), 50, Some(0));
		let vouched = call(here, Some((0, 50, word)));
		assert_noop!(send(PAYER, vouched), Error::<Test>::VouchInvalid);
		let index = registered(2);
		let possession = KeyPossession { router: index, owner: OWNER.into(), expires: 50 };
		let proof = device(3).sign(&possession.signing_payload(&[0xEE; 32]));
		let rotate = Call::rotate_key { index, key: device(3).key(), expires: 50, proof };
		assert_noop!(send(OWNER, rotate), Error::<Test>::ProofInvalid);
	});
}

/// Squatting: somebody registers the keys of a shipment of routers before their owners do, with
/// proofs made by a key of their own, and asks for money to remove them.
#[test]
fn a_key_cannot_be_registered_by_who_does_not_hold_it() {
	ExtBuilder::default().build_and_execute_with(|| {
		let squatter = Signer::new("Squatter");
		let call = Call::register {
			owner: STRANGER,
			key: device(1).key(),
			cell: cell(0),
			expires: 50,
			proof: squatter.proof(STRANGER, cell(0), 50),
			sponsor: None,
			vouch: None,
		};
		assert_noop!(send(STRANGER, call), Error::<Test>::ProofInvalid);
		// Nor by rotating an own router to it.
		assert_ok!(send(STRANGER, registration(&squatter, STRANGER, cell(0))));
		let rotate = Call::rotate_key {
			index: 0,
			key: device(1).key(),
			expires: 50,
			proof: squatter.possession(0, STRANGER, 50),
		};
		assert_noop!(send(STRANGER, rotate), Error::<Test>::ProofInvalid);
	});
}

/// An Ed25519 and an Sr25519 key of the same bytes have the same account id, and signatures are
/// checked against account ids. Somebody takes a device's sr25519 proof from the pool and submits
/// it under the Ed25519 key of the same bytes: the proof would be used up, and the device would
/// stand in the registry under a key that nobody looks up.
#[test]
fn a_proof_cannot_be_passed_off_as_another_kind_of_keys() {
	ExtBuilder::default().build_and_execute_with(|| {
		let MultiSigner::Sr25519(public) = device(1).key() else { unreachable!("it is sr25519") };
		let twin = MultiSigner::Ed25519(<[u8; 32]>::from(public).into());
		let call = Call::register {
			owner: OWNER,
			key: twin,
			cell: cell(0),
			expires: 50,
			proof: device(1).proof(OWNER, cell(0), 50),
			sponsor: None,
			vouch: None,
		};
		assert_noop!(send(STRANGER, call), Error::<Test>::ProofInvalid);
		registered(1);
	});
}

/// A device key leaks. The owner replaces it and replaces that one later. The thief, who kept the
/// middle key's proof, wants it back in; and the first key's registration proof is still good for
/// some blocks.
#[test]
fn replaced_keys_do_not_come_back() {
	ExtBuilder::default().build_and_execute_with(|| {
		let first = registration(&device(1), OWNER, cell(0));
		assert_ok!(send(PAYER, first.clone()));
		let rotate = |to: u32| Call::rotate_key {
			index: 0,
			key: device(to).key(),
			expires: 50,
			proof: device(to).possession(0, OWNER, 50),
		};
		assert_ok!(send(OWNER, rotate(2)));
		assert_ok!(send(OWNER, rotate(3)));
		assert_noop!(send(STRANGER, rotate(2)), Error::<Test>::NotOwner);
		assert_noop!(send(OWNER, rotate(2)), Error::<Test>::ProofUsed);
		assert_noop!(send(STRANGER, first), Error::<Test>::ProofUsed);
	});
}

/// A former owner kept a proof of a spare key for the router it sold, and the buyer is talked into
/// nothing: the proof names the owner that it was made for.
#[test]
fn a_rotation_proof_made_for_the_seller_is_void_after_the_sale() {
	ExtBuilder::default().build_and_execute_with(|| {
		let index = registered(1);
		let proof = device(2).possession(index, OWNER, 50);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(BUYER, Call::accept { index }));
		let rotate = Call::rotate_key { index, key: device(2).key(), expires: 50, proof };
		assert_noop!(send(OWNER, rotate.clone()), Error::<Test>::NotOwner);
		assert_noop!(send(BUYER, rotate), Error::<Test>::ProofInvalid);
	});
}

/// A fraud is found out and its sponsor revokes. The owner removes the router as soon as it can
/// and registers the device anew with the sponsor's old word, which has not expired.
#[test]
fn a_revoked_routers_word_cannot_be_used_again() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let word = (0, 90, maker().word(0, device(1).stored(), cell(0), 90));
		let with_word = |expires| Call::register {
			owner: OWNER,
			key: device(1).key(),
			cell: cell(0),
			expires,
			sponsor: Some(0),
			proof: device(1).proof_inviting(OWNER, cell(0), expires, Some(0)),
			vouch: Some(word.clone()),
		};
		assert_ok!(send(PAYER, with_word(80)));
		assert_ok!(send(maker().account(), Call::revoke { index: 0, reason: 2 }));
		assert_ok!(council(Call::decide_appeal { index: 0, restore: false }));
		assert_ok!(send(OWNER, Call::remove { index: 0 }));
		run_to(2 + DELAY);
		assert_noop!(send(PAYER, with_word(85)), Error::<Test>::VouchUsed);
	});
}

/// The owner of a router that is about to be revoked hands it over or removes it first, so that
/// what it holds leaves with the departure.
#[test]
fn a_revocation_cannot_be_escaped_by_leaving() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(OWNER, Call::remove { index }));
		// Already closing: the sponsor may still revoke, and the close waits.
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 2 }));
		run_to(APPEAL);
		assert!(Departed::get().is_empty());
		assert_eq!(<Pallet<Test> as RouterRegistry<_>>::standings(0).get(index), Standing::Closing);
		assert_ok!(council(Call::decide_appeal { index, restore: false }));
		assert_eq!(Decided::get(), [(index, true)]);
	});
}

/// An admitted sponsor picks a router that never asked for it, vouches and revokes at once: for the
/// whole `AppealTime` the router can be neither handed over nor removed, and then the sponsor does it
/// again. Without the owner's word it does not get to the first step.
#[test]
fn a_sponsor_that_was_not_asked_cannot_lock_a_router() {
	let sponsors = [maker().account(), town().account()];
	ExtBuilder::default().sponsors(&sponsors).build_and_execute_with(|| {
		let (alone, asking_another) = (registered(1), registered_inviting(2, 0));
		for index in [alone, asking_another] {
			let vouch = Call::vouch { index };
			assert_noop!(send(town().account(), vouch), Error::<Test>::NotInvited);
			let revoke = Call::revoke { index, reason: 0 };
			assert_noop!(send(town().account(), revoke), Error::<Test>::NotVouching);
			// Nor can it invite itself.
			let invite = Call::invite { index, sponsor: Some(1) };
			assert_noop!(send(town().account(), invite), Error::<Test>::NotOwner);
			assert_eq!(
				Routers::<Test>::get(Ordered::from(index)).unwrap().vouching,
				Vouching::None
			);
			assert_ok!(send(OWNER, Call::remove { index }));
		}
	});
}

/// A relay that is to submit a registration attaches the word of a sponsor of its own, which then
/// revokes: the owner would be locked by a sponsor that he never heard of. The device has signed whom
/// its owner asks, so that neither the word nor the name can be exchanged.
#[test]
fn a_relay_cannot_attach_another_sponsors_word_to_a_registration() {
	let sponsors = [maker().account(), town().account()];
	ExtBuilder::default().sponsors(&sponsors).build_and_execute_with(|| {
		let word = || Some((1, 50, town().word(1, device(1).stored(), cell(0), 50)));
		for asked in [None, Some(0)] {
			let call = |sponsor| Call::register {
				owner: OWNER,
				key: device(1).key(),
				cell: cell(0),
				expires: 50,
				sponsor,
				proof: device(1).proof_inviting(OWNER, cell(0), 50, asked),
				vouch: word(),
			};
			assert_noop!(send(STRANGER, call(asked)), Error::<Test>::NotInvited);
			assert_noop!(send(STRANGER, call(Some(1))), Error::<Test>::ProofInvalid);
		}
		assert_eq!(Routers::<Test>::iter_keys().count(), 0);
		assert_eq!(UsedProofs::<Test>::iter_keys().count(), 0, "neither proof nor word is spent");
	});
}

/// A sponsor that was asked once turns bad: it revokes, lets the time to appeal run out, vouches
/// again on the old invitation and revokes again, so that the router is locked for ever.
#[test]
fn a_sponsor_cannot_lock_a_router_twice_on_one_invitation() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let (decided, ran_out) = (registered_vouched(1), registered_vouched(2));
		for index in [decided, ran_out] {
			assert_ok!(send(maker().account(), Call::revoke { index, reason: 0 }));
		}
		assert_ok!(council(Call::decide_appeal { index: decided, restore: false }));
		run_to(2 + APPEAL);
		for index in [decided, ran_out] {
			let record = Routers::<Test>::get(Ordered::from(index)).unwrap();
			assert_eq!((record.vouching, record.invited), (Vouching::None, None));
			let vouch = Call::vouch { index };
			assert_noop!(send(maker().account(), vouch), Error::<Test>::NotInvited);
			assert_ok!(send(OWNER, Call::remove { index }));
		}
	});
}

/// The queue of appeals is behind, so that a revocation whose time has passed still stands in the
/// record, with the invitation. The sponsor uses the moment to vouch again.
#[test]
fn a_queue_that_is_behind_does_not_let_a_sponsor_vouch_on_an_old_invitation() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 0 }));
		System::set_block_number(2 + APPEAL);
		assert_eq!(
			Routers::<Test>::get(Ordered::from(index)).unwrap().invited,
			Some(0),
			"not worked off"
		);
		assert_eq!(Pallet::<Test>::view(index).unwrap().invited, None, "but it is over");
		let vouch = Call::vouch { index };
		assert_noop!(send(maker().account(), vouch), Error::<Test>::NotInvited);
	});
}

/// A seller invites an accomplice, sells the router, and has the accomplice vouch and revoke under
/// the buyer's nose, who wants to sell it on. The seller's word ends with the sale.
#[test]
fn a_sellers_invitation_does_not_bind_the_buyer() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered(1);
		assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(0) }));
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(BUYER, Call::accept { index }));
		let vouch = Call::vouch { index };
		assert_noop!(send(maker().account(), vouch.clone()), Error::<Test>::NotInvited);
		let invite = Call::invite { index, sponsor: Some(0) };
		assert_noop!(send(OWNER, invite.clone()), Error::<Test>::NotOwner);
		assert_ok!(send(BUYER, invite));
		assert_ok!(send(maker().account(), vouch));
	});
}

/// A sponsor goes on a spree: it resigns, waits until just before its bond returns, and then takes
/// back the words of all its routers. When the council looks at it the bond is gone.
#[test]
fn a_leaving_sponsor_answers_for_its_last_revocations() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::resign {}));
		run_to(1 + APPEAL);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 0 }));
		run_to(1 + 2 * APPEAL);
		let bond = Sponsors::<Test>::get(0).unwrap().bond;
		assert!(bond > 0, "held until the council can decide no more");
		assert_ok!(council(Call::slash_sponsor { sponsor: 0, amount: bond }));
	});
}

/// Somebody fills the chain's state for the price of transactions: it applies as a sponsor, withdraws
/// and gets the bond back, over and over.
#[test]
fn applying_and_withdrawing_leaves_nothing_behind() {
	ExtBuilder::default().build_and_execute_with(|| {
		for _ in 0..5 {
			assert_ok!(send(STRANGER, Call::apply_as_sponsor {}));
			assert_ok!(send(STRANGER, Call::withdraw_application {}));
		}
		assert_eq!(Sponsors::<Test>::iter_keys().count(), 0);
		assert_eq!(SponsorOf::<Test>::iter_keys().count(), 0);
		assert_eq!(Balances::free_balance(STRANGER), FUNDS);
	});
}

/// A stranger registers many devices to use up a sponsor's or a carrier's run, so that their
/// routers are scattered over pages and dearer to settle, or starts run after run until none is
/// left. Only the common run is ever drawn from, and a new one is started only when it is used up.
#[test]
fn a_stranger_cannot_use_up_anothers_run_nor_waste_runs() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		registered_vouched(1);
		assert_ok!(send(CARRIER, registration(&device(2), OWNER, cell(0))));
		let of = |owner| Runs::<Test>::get(owner);
		let (sponsors, carriers) = (of(RunOwner::Sponsor(0)), of(RunOwner::Carrier(CARRIER_INDEX)));
		for number in 10..20 {
			assert_ok!(send(STRANGER, registration(&device(number), STRANGER, cell(0))));
			// With a word of its own making it gets nowhere.
			let own = vouched_registration(&device(100), STRANGER, cell(0), 0, &town());
			assert_noop!(send(STRANGER, own), Error::<Test>::VouchInvalid);
		}
		assert_eq!(of(RunOwner::Sponsor(0)), sponsors);
		assert_eq!(of(RunOwner::Carrier(CARRIER_INDEX)), carriers);
		assert_eq!(of(RunOwner::Common), Some(Run { next: 512 + 10, left: 246 }));
		assert_eq!(NextRun::<Test>::get(), 3);
	});
}

/// Whoever pays the deposits of many routers hopes to get them back without their owners, or to
/// get back another's.
#[test]
fn a_deposit_returns_only_to_who_paid_it_and_only_when_the_router_closes() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(send(PAYER, registration(&device(1), OWNER, cell(0))));
		assert_ok!(send(STRANGER, registration(&device(2), STRANGER, cell(0))));
		assert_noop!(send(PAYER, Call::remove { index: 0 }), Error::<Test>::NotOwner);
		assert_ok!(send(STRANGER, Call::offer { index: 1, to: Some(BUYER) }));
		assert_ok!(send(BUYER, Call::accept { index: 1 }));
		assert_ok!(send(BUYER, Call::remove { index: 1 }));
		run_to(2 + DELAY);
		assert_eq!(Balances::free_balance(BUYER), FUNDS);
		assert_eq!(Balances::free_balance(STRANGER), FUNDS);
		assert!(Balances::free_balance(PAYER) < FUNDS);
	});
}

/// A signature that verifies nothing, in every kind, over a key of every kind: refused, never a
/// panic.
#[test]
fn forged_signatures_of_every_kind_are_refused() {
	ExtBuilder::default().build_and_execute_with(|| {
		let keys = [
			MultiSigner::Ed25519([3; 32].into()),
			MultiSigner::Sr25519([3; 32].into()),
			MultiSigner::Ecdsa([3; 33].into()),
			MultiSigner::Eth([3; 33].into()),
		];
		for key in keys {
			for byte in [0, 3, 0xff] {
				for proof in [
					MultiSignature::Ed25519([byte; 64].into()),
					MultiSignature::Sr25519([byte; 64].into()),
					MultiSignature::Ecdsa([byte; 65].into()),
					MultiSignature::Eth([byte; 65].into()),
				] {
					let call = Call::register {
						owner: OWNER,
						key: key.clone(),
						cell: cell(0),
						expires: 50,
						proof,
						sponsor: None,
						vouch: None,
					};
					assert_noop!(send(PAYER, call), Error::<Test>::ProofInvalid);
				}
			}
		}
	});
}
