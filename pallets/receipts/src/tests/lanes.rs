use crate::{mock::*, LanePage, Lanes};
use cairn_primitives::{Kind, Role};
use frame_support::{assert_ok, traits::Hooks};

#[test]
fn lane_is_zero_until_something_settles() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), 0);
		assert_ok!(settle(0, CLASS, &[(1, 2_048)]));
		assert_eq!(Receipts::lane(0, 0, CLASS, 1), 2_048);
		assert_eq!(Receipts::lane(0, 0, CLASS, 2), 0);
		assert_eq!(Receipts::lane(0, 0, DEAR, 1), 0);
		assert_eq!(Receipts::lane(0, 1, CLASS, 1), 0);
		assert_eq!(Receipts::lane(1, 0, CLASS, 1), 0);
	});
}

#[test]
fn lanes_lists_what_is_not_zero_and_settles_still() {
	ExtBuilder::default().build_and_execute_with(|| {
		let relay = Kind::new(0, Role::Relay(2)).unwrap();
		assert_ok!(settle(0, CLASS, &[(1, 10)]));
		assert_ok!(settle(0, relay, &[(1, 20)]));
		assert_ok!(settle(0, DEAR, &[(2, 30)]));
		assert_eq!(Receipts::lanes(0, 1, [0, 1, 9]), [(0, CLASS, 10), (0, relay, 20)]);
		tariff(0, 0, book::Phase::Closed);
		assert_eq!(Receipts::lanes(0, 1, [0, 1, 9]), []);
	});
}

#[test]
fn routers_share_pages_of_consecutive_indices() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, 4), (2, 2), (127, 3), (128, 4), (300, 5)]));
		let mut pages: Vec<_> = Lanes::<Test>::iter_keys().collect();
		pages.sort();
		assert_eq!(pages, [(0, 0, CLASS, 0), (0, 0, CLASS, 1), (0, 0, CLASS, 2)]);
		let mut first = LanePage::default();
		first.set(1, 4);
		first.set(2, 2);
		first.set(127, 3);
		assert_eq!(Lanes::<Test>::get((0, 0, CLASS, 0)), first);
	});
}

#[test]
fn constants_pass_their_check() {
	ExtBuilder::default().build_and_execute_with(Receipts::integrity_test);
}
