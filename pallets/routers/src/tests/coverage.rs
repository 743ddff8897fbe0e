//! The registry as coverage sees it, and who is counted as vouched for.

use crate::{mock::*, Ordered, *};
use cairn_primitives::{Standing, Vouching};
use frame_support::assert_ok;
use pallet_cairn_traits::{CoverageRegistry, Site};
use sp_runtime::AccountId32;

fn two_sponsors() -> ExtBuilder {
	ExtBuilder::default().sponsors(&[maker().account(), town().account()])
}

fn site(index: u32, at: u32) -> Option<Site<AccountId32>> {
	<Registry as CoverageRegistry<AccountId32>>::sites(at)(index)
}

fn sponsor(index: u32) -> Option<u32> {
	site(index, System::block_number()).unwrap().sponsor
}

fn vouched() -> u32 {
	<Registry as CoverageRegistry<AccountId32>>::vouched()
}

/// Hands a router of `OWNER` over to `BUYER`.
fn hand_over(index: u32) {
	assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
	assert_ok!(send(BUYER, Call::accept { index }));
}

#[test]
fn site_of_a_new_router_begins_with_its_registration() {
	two_sponsors().build_and_execute_with(|| {
		run_to(7);
		let index = registered_vouched(1);
		run_to(9);
		let expected = Site {
			owner: OWNER,
			key: device(1).key(),
			cell: Some(cell(0)),
			since: 7,
			sponsor: Some(0),
			standing: Standing::Active,
		};
		assert_eq!(site(index, 9), Some(expected.clone()));
		assert_eq!(site(index, 8), Some(expected.clone()));
		assert_eq!(site(index, 6), Some(Site { cell: None, ..expected }));
		assert_eq!(site(index + 1, 9), None);
	});
}

#[test]
fn site_moves_when_the_move_takes_effect_and_not_when_it_is_announced() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		run_to(14);
		assert_ok!(send(OWNER, Call::move_router { index, cell: cell(1) }));
		run_to(19);
		let before = site(index, 19).unwrap();
		assert_eq!((before.cell, before.since), (Some(cell(0)), 1));
		run_to(20);
		let after = site(index, 20).unwrap();
		assert_eq!((after.cell, after.since), (Some(cell(1)), 20));
		assert_eq!(site(index, 19).unwrap().cell, Some(cell(0)), "a window before it stays there");

		// The next one, while it is only announced, leaves both cells as they are.
		run_to(55);
		assert_ok!(send(OWNER, Call::move_router { index, cell: cell(2) }));
		assert_eq!(site(index, 55), site(index, 20));
		run_to(60);
		let again = site(index, 60).unwrap();
		assert_eq!((again.cell, again.since), (Some(cell(2)), 60));
		assert_eq!(site(index, 59).unwrap().cell, Some(cell(1)));
		assert_eq!(site(index, 20).unwrap().cell, Some(cell(1)));
		assert_eq!(
			site(index, 19).unwrap().cell,
			None,
			"where it stood before is not known any more"
		);
	});
}

#[test]
fn site_begins_anew_with_a_new_owner() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		run_to(12);
		hand_over(index);
		let after = site(index, 12).unwrap();
		assert_eq!((after.owner, after.since, after.cell), (BUYER, 12, Some(cell(0))));
		assert_eq!(site(index, 5).unwrap().cell, Some(cell(0)), "the device stood there before");
	});
}

#[test]
fn site_of_a_removed_router_says_so_until_it_closes() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::remove { index }));
		assert_eq!(site(index, 1).unwrap().standing, Standing::Closing);
		run_to(DELAY + 2);
		assert_eq!(site(index, 1), None);
	});
}

#[test]
fn a_word_counts_only_while_its_sponsor_is_admitted_and_stands_by_it() {
	two_sponsors().build_and_execute_with(|| {
		let (first, second) = (registered_vouched(1), registered_vouched(2));
		let nobody = registered(3);
		assert_eq!((sponsor(first), sponsor(nobody)), (Some(0), None));
		assert_eq!(vouched(), 2);

		assert_ok!(send(maker().account(), Call::revoke { index: first, reason: 1 }));
		assert_eq!((sponsor(first), vouched()), (None, 1));
		assert_ok!(council(Call::decide_appeal { index: first, restore: true }));
		assert_eq!((sponsor(first), vouched()), (Some(0), 2));

		// What is stored says `By(0)`, and must not be believed.
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_eq!(Routers::<Test>::get(Ordered::from(second)).unwrap().vouching, Vouching::By(0));
		assert_eq!((sponsor(first), sponsor(second), vouched()), (None, None, 0));
		assert_ok!(send(OWNER, Call::invite { index: second, sponsor: Some(1) }));
		assert_ok!(send(town().account(), Call::vouch { index: second }));
		assert_eq!((sponsor(second), vouched()), (Some(1), 1));
	});
}

#[test]
fn a_revocation_that_became_final_counts_nobody() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		run_to(APPEAL + 2);
		assert_eq!((sponsor(index), vouched()), (None, 0));
	});
}

#[test]
fn removing_a_router_takes_it_off_the_count_and_handing_it_over_does_not() {
	two_sponsors().build_and_execute_with(|| {
		let (first, second) = (registered_vouched(1), registered_vouched(2));
		hand_over(first);
		assert_eq!(vouched(), 2);
		assert_ok!(send(OWNER, Call::remove { index: second }));
		assert_eq!(vouched(), 1);
		// Nor does taking back a closing router's word take it off again.
		assert_ok!(send(maker().account(), Call::revoke { index: second, reason: 1 }));
		assert_eq!(vouched(), 1);
		assert_ok!(council(Call::decide_appeal { index: second, restore: true }));
		assert_eq!(vouched(), 1);
		run_to(DELAY + 2);
		assert_eq!((vouched(), Sponsors::<Test>::get(0).unwrap().vouched), (1, 1));
	});
}

#[test]
fn exploit_a_sponsor_drives_the_count_up_by_vouching_and_revoking() {
	// The count sets how rarely everybody is challenged: whoever could raise it without routers
	// would keep all others from proving. So go around every loop there is, many times.
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		for _ in 0..5 {
			assert_ok!(send(maker().account(), Call::revoke { index, reason: 5 }));
			assert_eq!(vouched(), 0);
			assert_ok!(council(Call::decide_appeal { index, restore: true }));
			assert_eq!(vouched(), 1);
			assert_ok!(send(maker().account(), Call::revoke { index, reason: 5 }));
			assert_ok!(council(Call::decide_appeal { index, restore: false }));
			assert_eq!(vouched(), 0);
			assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(0) }));
			assert_ok!(send(maker().account(), Call::vouch { index }));
			assert!(send(maker().account(), Call::vouch { index }).is_err());
			assert_eq!(vouched(), 1);
			Registry::do_try_state().unwrap();
		}
		// And leaving, applying anew and vouching again.
		for sponsor in 2..5 {
			assert_ok!(send(maker().account(), Call::resign {}));
			assert_eq!(vouched(), 0);
			run_to(System::block_number() + APPEAL + 1);
			assert_ok!(send(maker().account(), Call::apply_as_sponsor {}));
			assert_ok!(council(Call::admit_sponsor { sponsor }));
			assert_eq!(vouched(), 0, "a new index does not bring old words back");
			assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(sponsor) }));
			assert_ok!(send(maker().account(), Call::vouch { index }));
			assert_eq!(vouched(), 1);
			Registry::do_try_state().unwrap();
		}
	});
}

#[test]
fn exploit_a_router_registered_when_a_windows_seed_is_known_is_challenged_in_it() {
	// The seed of a window that begins in block 20 is known from block 19 on. Mallory tries keys until
	// one is drawn, and registers it in block 20, at its sponsor's word, to prove that very window.
	two_sponsors().build_and_execute_with(|| {
		run_to(20);
		let (vouched, plain) = (registered_vouched(1), registered(2));
		for index in [vouched, plain] {
			assert_eq!(site(index, 20).unwrap().cell, None, "too new for the window of block 20");
		}
		run_to(30);
		for index in [vouched, plain] {
			assert_eq!(site(index, 20).unwrap().cell, None, "and it stays so");
			assert_eq!(site(index, 30).unwrap().cell, Some(cell(0)));
		}
	});
}

#[test]
fn exploit_routers_are_vouched_for_after_windows_that_were_drawn_without_them() {
	// How many routers a window challenges follows from how many bear a word when it begins. Mallory
	// keeps her routers without one while windows pass that challenge everybody; then her sponsor
	// vouches, also in the very block in which a window begins, and all of them are to be proven.
	two_sponsors().build_and_execute_with(|| {
		let (early, late) = (registered_inviting(1, 0), registered_inviting(2, 0));
		run_to(19);
		assert_ok!(send(maker().account(), Call::vouch { index: early }));
		let counted = vouched();
		run_to(20);
		assert_ok!(send(maker().account(), Call::vouch { index: late }));
		assert_eq!((counted, vouched()), (1, 2));
		assert_eq!(site(early, 10).unwrap().cell, None, "nobody vouched when it began");
		assert_eq!(site(early, 20).unwrap().cell, Some(cell(0)), "counted when it began");
		for began in [10, 20] {
			let seen = site(late, began).unwrap();
			assert_eq!((seen.sponsor, seen.cell), (Some(0), None), "not counted at {began}");
		}
		run_to(30);
		assert_eq!(site(late, 30).unwrap().cell, Some(cell(0)));
		assert_eq!(site(late, 20).unwrap().cell, None, "and that window stays lost");
		assert_eq!(site(late, 30).unwrap().since, 1, "for a full period a word does not matter");
	});
}

#[test]
fn exploit_a_word_is_taken_back_and_restored_around_the_beginning_of_a_window() {
	// While it is taken back it is not counted; what comes back later must not reach back.
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		run_to(15);
		assert_ok!(send(maker().account(), Call::revoke { index, reason: 1 }));
		run_to(22);
		assert_eq!((site(index, 20).unwrap().sponsor, vouched()), (None, 0));
		assert_ok!(council(Call::decide_appeal { index, restore: true }));
		let began = |at| site(index, at).map(|site| (site.sponsor, site.cell));
		assert_eq!(began(20), Some((Some(0), None)));
		run_to(30);
		assert_eq!(began(30), Some((Some(0), Some(cell(0)))));
		assert_eq!(Routers::<Test>::get(Ordered::from(index)).unwrap().vouched_since, 22);
	});
}

#[test]
fn a_word_that_replaces_a_lapsed_one_counts_from_then_on() {
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		run_to(12);
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_eq!(site(index, 10).unwrap().sponsor, None);
		run_to(22);
		assert_ok!(send(OWNER, Call::invite { index, sponsor: Some(1) }));
		assert_ok!(send(town().account(), Call::vouch { index }));
		assert_eq!(
			(site(index, 20).unwrap().cell, site(index, 23).unwrap().cell),
			(None, Some(cell(0)))
		);
	});
}

#[test]
fn exploit_a_key_rotated_in_mid_window_proves_it_under_two_indices() {
	// One device has proven for its router; then its key moves to another index, which was not
	// there when the window began, to be proven with the same secret again.
	two_sponsors().build_and_execute_with(|| {
		let index = registered_vouched(1);
		run_to(12);
		let (old, new, expires) = (device(1), device(2), 50);
		let proof = new.possession(index, OWNER, expires);
		let key = new.key();
		assert_ok!(send(OWNER, Call::rotate_key { index, key: key.clone(), expires, proof }));
		let rotated = site(index, 10).unwrap();
		assert_eq!(rotated.key, key, "only the key of now signs");
		assert_eq!((rotated.cell, rotated.since), (Some(cell(0)), 1), "the index is what it was");

		assert_ok!(send(PAYER, registration(&old, OWNER, cell(0))));
		let second = Registry::index_of_key(&old.stored()).unwrap();
		assert_ne!(second, index, "no index comes back");
		assert_eq!(site(second, 10).unwrap().cell, None, "too new for the window of block 10");
	});
}
