//! What others may ask.

use crate::{mock::*, *};
use cairn_primitives::{RouterView, SponsorStanding, SponsorView, Standing, Vouching, CAIRN};
use frame_support::assert_ok;
use pallet_cairn_traits::RouterRegistry;

#[test]
fn a_view_shows_all_that_clients_need() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let index = registered_vouched(1);
		assert_ok!(send(OWNER, Call::offer { index, to: Some(BUYER) }));
		assert_ok!(send(OWNER, Call::move_router { index, cell: cell(1) }));
		assert_eq!(
			Pallet::<Test>::view(index),
			Some(RouterView {
				index,
				owner: OWNER.into(),
				key: device(1).stored(),
				cell: cell(0),
				next_cell: Some((cell(1), 10)),
				vouching: Vouching::By(0),
				invited: Some(0),
				standing: Standing::Active,
				offered_to: Some(BUYER.into()),
				transferable_from: 1,
				depositor: PAYER.into(),
				deposit: CAIRN,
				registered: 1,
			})
		);
		assert_eq!(Pallet::<Test>::view(index + 1), None);
		assert_eq!(Pallet::<Test>::sponsor_of(&maker().account()), Some(0));
		assert_eq!(Pallet::<Test>::sponsor_of(&OWNER), None);
	});
}

#[test]
fn a_sponsors_view_tells_how_far_it_has_come() {
	ExtBuilder::default().build_and_execute_with(|| {
		let seen = || Pallet::<Test>::sponsor(0);
		let as_it = |bond, standing| {
			Some(SponsorView { index: 0, account: maker().account().into(), bond, standing })
		};
		assert_eq!(seen(), None);
		assert_ok!(send(maker().account(), Call::apply_as_sponsor {}));
		assert_eq!(seen(), as_it(10_000 * CAIRN, SponsorStanding::Applying));
		assert_ok!(council(Call::admit_sponsor { sponsor: 0 }));
		assert_eq!(seen(), as_it(10_000 * CAIRN, SponsorStanding::Admitted));
		assert_ok!(council(Call::slash_sponsor { sponsor: 0, amount: CAIRN }));
		assert_ok!(send(maker().account(), Call::resign {}));
		let until = 1 + APPEAL;
		assert_eq!(seen(), as_it(9_999 * CAIRN, SponsorStanding::Leaving { until }));
		run_to(until + 1);
		assert_eq!(seen(), as_it(0, SponsorStanding::Left));
	});
}

#[test]
fn an_owners_routers_come_in_order_and_in_pages() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		// Indices 0, 1, 256, 257: little-endian order would mix them up.
		for number in 1..=2 {
			registered(number);
			registered_vouched(number + 10);
		}
		assert_ok!(send(PAYER, registration(&device(20), BUYER, cell(0))));
		let of = |start, limit| Pallet::<Test>::routers_of(&OWNER, start, limit);
		assert_eq!(of(0, 100), [0, 1, 256, 257]);
		assert_eq!(of(0, 3), [0, 1, 256]);
		assert_eq!(of(257, 3), [257]);
		assert_eq!(of(1, 100), [1, 256, 257]);
		assert_eq!(of(2, 100), [256, 257], "a start that the owner does not have");
		assert!(of(258, 100).is_empty());
		assert!(of(u32::MAX, 100).is_empty());
		assert!(of(0, 0).is_empty());
		assert_eq!(Pallet::<Test>::routers_of(&BUYER, 0, 100), [2]);
		assert!(Pallet::<Test>::routers_of(&STRANGER, 0, 100).is_empty());
	});
}

#[test]
fn one_question_lists_a_bounded_number() {
	ExtBuilder::default().build_and_execute_with(|| {
		for number in 0..MAX_LISTED + 1 {
			registered(number);
		}
		assert_eq!(Pallet::<Test>::routers_of(&OWNER, 0, u32::MAX).len(), MAX_LISTED as usize);
		assert_eq!(Pallet::<Test>::routers_of(&OWNER, MAX_LISTED, u32::MAX), [MAX_LISTED]);
	});
}

#[test]
fn an_unknown_index_has_nothing() {
	ExtBuilder::default().build_and_execute_with(|| {
		type Asked = Pallet<Test>;
		assert_eq!(<Asked as RouterRegistry<_>>::owner(0), None);
		assert_eq!(<Asked as RouterRegistry<_>>::key(0), None);
		assert_eq!(<Asked as RouterRegistry<_>>::standings(0).get(0), Standing::Unknown);
		assert_eq!(Pallet::<Test>::index_of_key(&device(1).stored()), None);
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn benchmarks_get_an_active_router_at_the_index_they_ask_for() {
	ExtBuilder::default().build_and_execute_with(|| {
		Pallet::<Test>::benchmark_register(1000, OWNER, device(1).key());
		assert_eq!(<Pallet<Test> as RouterRegistry<_>>::owner(1000), Some(OWNER));
		assert_eq!(<Pallet<Test> as RouterRegistry<_>>::key(1000), Some(device(1).key()));
		assert_eq!(registered(2), 1024, "no run draws the index again");
	});
}
