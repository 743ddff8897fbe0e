//! Storage that was tampered with does not pass.

use crate::{mock::*, Ordered, *};
use cairn_primitives::{SponsorStanding, Standing, Vouching, CAIRN};
use frame_support::{assert_ok, hypothetically, traits::fungible::MutateHold};
use pallet_cairn_traits::RunOwner;
use sp_runtime::TryRuntimeError;

fn noticed(what: &'static str, tamper: impl FnOnce()) {
	hypothetically!({
		tamper();
		assert_eq!(
			Pallet::<Test>::do_try_state(),
			Err(TryRuntimeError::Other(what)),
			"tampering must be noticed"
		);
	});
	assert_ok!(Pallet::<Test>::do_try_state());
}

fn change(index: u32, change: impl FnOnce(&mut RouterRecord)) {
	Routers::<Test>::mutate(Ordered::from(index), |record| {
		change(record.as_mut().expect("it exists"))
	});
}

fn set_standing(index: u32, standing: Standing) {
	Standings::<Test>::mutate(index / 256, |page| page.set(index, standing));
}

// The sponsor's routers draw the first run here, since nobody else registers.
const A: u32 = 0;
const REVOKED: u32 = 1;
const CLOSING: u32 = 2;

/// Three vouched routers, one of them revoked and one closing; sponsor 1 is dismissed.
fn busy(test: impl FnOnce()) {
	ExtBuilder::default().sponsors(&[maker().account(), town().account()]).build_and_execute_with(
		|| {
			for number in 1..=3 {
				registered_vouched(number);
			}
			assert_ok!(send(maker().account(), Call::revoke { index: REVOKED, reason: 0 }));
			assert_ok!(send(OWNER, Call::remove { index: CLOSING }));
			assert_ok!(council(Call::dismiss_sponsor { sponsor: 1 }));
			assert_ok!(Pallet::<Test>::do_try_state());
			test();
		},
	);
}

#[test]
fn a_key_that_leads_elsewhere_is_noticed() {
	busy(|| {
		let key = device(1).stored();
		noticed("a router's key does not lead to it", || IndexOfKey::<Test>::remove(key));
		noticed("a router's key does not lead to it", || IndexOfKey::<Test>::insert(key, REVOKED));
		noticed("a key leads to no router", || {
			IndexOfKey::<Test>::insert(device(9).stored(), A);
		});
	});
}

#[test]
fn an_owner_that_lost_its_router_is_noticed() {
	busy(|| {
		noticed("a router is missing among its owner's", || change(A, |r| r.owner = BUYER));
		noticed("an owner has a router that is not", || {
			Owned::<Test>::insert(BUYER, Ordered::from(A), ());
		});
	});
}

#[test]
fn an_impossible_record_is_noticed() {
	busy(|| {
		noticed("a router stands nowhere", || change(A, |r| r.place.cell = 1));
		noticed("a move takes effect within a window", || {
			change(A, |r| r.place.next = Some((cell(1), 15)));
		});
		noticed("a router left a cell after it came to the next", || {
			change(A, |r| {
				r.place.next = Some((cell(1), 20));
				r.place.former = Some(FormerCell { cell: cell(2), from: 0, until: 20 });
			});
		});
		noticed("a router was registered in the future", || change(A, |r| r.registered = 2));
		noticed("a router is offered to its owner", || change(A, |r| r.offered_to = Some(OWNER)));
		noticed("a closing router is on offer", || change(CLOSING, |r| r.offered_to = Some(BUYER)));
		noticed("an unknown sponsor vouches", || change(A, |r| r.vouching = Vouching::By(7)));
		noticed("that a word has lapsed is stored", || {
			change(A, |r| r.vouching = Vouching::Lapsed(1));
		});
		noticed("a sponsor is invited that never was", || change(A, |r| r.invited = Some(2)));
	});
}

#[test]
fn a_standing_without_a_record_and_the_reverse_are_noticed() {
	busy(|| {
		noticed("a router's standing is another's", || set_standing(CLOSING, Standing::Active));
		noticed("a router's standing is another's", || set_standing(A, Standing::Closing));
		noticed("a router has no standing", || set_standing(A, Standing::Closed));
		noticed("a standing without a router", || set_standing(9, Standing::Active));
		noticed("a standing without a router", || set_standing(9, Standing::Closing));
		noticed("a page of standings precedes its run", || {
			set_standing(256 * 40, Standing::Closed);
		});
	});
}

#[test]
fn runs_that_overlap_or_were_used_are_noticed() {
	busy(|| {
		let put = |next, left| Runs::<Test>::insert(RunOwner::Common, Run { next, left });
		noticed("two runs overlap", || put(10, 3));
		noticed("a run was never started", || put(256, 256));
		noticed("an index of a run has been used", || {
			Runs::<Test>::insert(RunOwner::Sponsor(0), Run { next: A, left: 5 });
		});
		noticed("a run is longer than its page", || {
			Runs::<Test>::insert(RunOwner::Sponsor(0), Run { next: 3, left: 256 });
		});
	});
}

#[test]
fn a_queue_that_disagrees_with_its_records_is_noticed() {
	busy(|| {
		let closes = Ordered::from(1 + DELAY);
		noticed("a closing router is not queued", || {
			Closing::<Test>::remove(closes, Ordered::from(CLOSING));
		});
		noticed("a queued router is not closing", || {
			Closing::<Test>::insert(closes, Ordered::from(A), ());
		});
		let until = Ordered::from(1 + APPEAL);
		noticed("a revocation is not queued", || {
			Appeals::<Test>::remove(until, Ordered::from(REVOKED));
		});
		noticed("a queued router is not revoked", || {
			Appeals::<Test>::insert(until, Ordered::from(A), ());
		});
		noticed("a leaving sponsor is not queued", || {
			Leaving::<Test>::remove(until, Ordered::from(1));
		});
		noticed("a queued sponsor is not leaving", || {
			Leaving::<Test>::insert(until, Ordered::from(0), ());
		});
		noticed("a used proof is kept too long", || {
			UsedProofs::<Test>::insert(Ordered::from(2 + PROOF_LIFETIME), [0; 32], ());
		});
	});
}

#[test]
fn money_that_is_not_held_is_noticed() {
	busy(|| {
		noticed("deposits are not what is held", || change(A, |r| r.deposit += 1));
		noticed("deposits are not what is held", || {
			let reason = HoldReason::Registration.into();
			assert_ok!(Balances::hold(&reason, &PAYER, CAIRN));
		});
		for (reason, what) in [
			(HoldReason::Registration, "deposits are not what is held"),
			(HoldReason::SponsorBond, "a bond is not what is held"),
		] {
			noticed(what, || {
				assert_ok!(Balances::hold(&reason.into(), &STRANGER, CAIRN));
			});
		}
		noticed("deposits exceed what can exist", || change(A, |r| r.deposit = u128::MAX));
		let sponsor = |change: fn(&mut SponsorRecord)| {
			Sponsors::<Test>::mutate(0, |record| change(record.as_mut().expect("it exists")));
		};
		noticed("a bond is not what is held", || sponsor(|r| r.bond -= 1));
		noticed("a sponsor left without its bond", || {
			sponsor(|r| r.standing = SponsorStanding::Left);
		});
	});
}

#[test]
fn sponsors_and_accounts_that_disagree_are_noticed() {
	busy(|| {
		noticed("a sponsor's account does not lead to it", || {
			SponsorOf::<Test>::remove(maker().account());
		});
		noticed("an account leads to no sponsor", || SponsorOf::<Test>::insert(BUYER, 0));
		noticed("a sponsor's index was not handed out", || NextSponsor::<Test>::put(1));
	});
}

#[test]
fn parameters_outside_their_bounds_are_noticed() {
	busy(|| {
		noticed("parameters outside their bounds", || {
			CurrentParameters::<Test>::mutate(|parameters| parameters.move_price = 0);
		});
	});
}

#[test]
fn words_that_are_miscounted_are_noticed() {
	busy(|| {
		noticed("a sponsor's words are miscounted", || {
			Sponsors::<Test>::mutate(0, |record| record.as_mut().unwrap().vouched += 1)
		});
		noticed("sponsors' words do not sum to the total", || {
			Vouched::<Test>::mutate(|vouched| *vouched += 1)
		});
		noticed("an owner came before the router or in the future", || {
			let now = System::block_number();
			let index = Routers::<Test>::iter_keys().next().unwrap().get();
			change(index, |record| record.owned_since = now + 1)
		});
		noticed("a word came before the router or in the future", || {
			change(A, |record| record.vouched_since = System::block_number() + 1)
		});
	});
}
