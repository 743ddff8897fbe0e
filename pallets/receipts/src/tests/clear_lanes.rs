use crate::{mock::*, Error, Event, Lanes, MAX_CLEARED};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use sp_runtime::{DispatchError, DispatchErrorWithPostInfo};

fn clear(version: u32, pages: u32) -> DispatchResultWithPostInfo {
	Receipts::clear_lanes(RuntimeOrigin::signed(account(9)), 0, version, pages)
}

/// Ten pages of version 0 of carrier 0, and one each of version 1 and of carrier 1.
fn with_pages(test: impl FnOnce()) {
	ExtBuilder::default().routers((0..5).map(|n| n * 128)).build_and_execute_with(|| {
		let totals: Vec<_> = (0..5).map(|n| (n * 128, 1_024)).collect();
		assert_ok!(settle(0, CLASS, &totals));
		assert_ok!(settle(0, DEAR, &totals));
		assert_ok!(settle(1, CLASS, &[(0, 1_024)]));
		let entries = vec![(codec::Compact(0), codec::Compact(1_024))].try_into().unwrap();
		assert_ok!(Receipts::settle(RuntimeOrigin::signed(carrier(0)), 1, CLASS, entries));
		tariff(0, 0, book::Phase::Closed);
		System::reset_events();
		test();
	});
}

fn pages() -> usize {
	Lanes::<Test>::iter_keys().count()
}

#[test]
fn clear_lanes_removes_a_version_step_by_step_within_one_block() {
	with_pages(|| {
		let post = clear(0, 4).unwrap();
		assert_eq!(post.actual_weight, Some(Receipts::clear_weight(4)));
		assert_eq!(pages(), 8);
		assert!(book::Removed::<Test>::get().is_empty());
		assert_ok!(clear(0, 4));
		assert_ok!(clear(0, 4));
		assert_eq!(book::Removed::<Test>::get(), [(0, 0)]);
		assert_eq!(
			events(),
			[(4, false), (4, false), (2, true)].map(|(pages, done)| Event::LanesCleared {
				carrier: 0,
				version: 0,
				pages,
				done
			})
		);
		// What belongs to others stays.
		assert_eq!(Receipts::lane(0, 1, CLASS, 0), 1_024);
		assert_eq!(Receipts::lane(1, 0, CLASS, 0), 1_024);
		assert_eq!(pages(), 2);
		assert_noop!(
			clear(0, 4),
			DispatchErrorWithPostInfo::from(Error::<Test>::LanesNotRemovable)
		);
	});
}

#[test]
fn clear_lanes_finishes_when_the_last_page_goes() {
	with_pages(|| {
		assert_ok!(clear(0, 10));
		assert_eq!(book::Removed::<Test>::get(), [(0, 0)]);
	});
}

#[test]
fn clear_lanes_takes_no_more_than_its_bound() {
	let count = MAX_CLEARED + 10;
	ExtBuilder::default().routers((0..count).map(|n| n * 128)).build_and_execute_with(|| {
		let totals: Vec<_> = (0..count).map(|n| (n * 128, 1_024)).collect();
		assert_ok!(settle(0, CLASS, &totals));
		tariff(0, 0, book::Phase::Closed);
		assert_ok!(clear(0, u32::MAX));
		assert_eq!(pages(), 10);
	});
}

#[test]
fn clear_lanes_of_a_version_without_lanes_only_says_so() {
	with_pages(|| {
		tariff(0, 5, book::Phase::Closed);
		assert_ok!(clear(5, 0));
		assert_eq!(book::Removed::<Test>::get(), [(0, 5)]);
		assert_eq!(pages(), 12);
	});
}

#[test]
fn clear_lanes_leaves_alone_what_may_settle_still() {
	with_pages(|| {
		for version in [1, 9] {
			assert_noop!(
				clear(version, 1),
				DispatchErrorWithPostInfo::from(Error::<Test>::LanesNotRemovable)
			);
		}
		assert_noop!(
			Receipts::clear_lanes(RuntimeOrigin::none(), 0, 0, 1),
			DispatchErrorWithPostInfo::from(DispatchError::BadOrigin)
		);
	});
}

#[test]
fn cleared_lanes_cannot_be_settled_again_from_zero() {
	with_pages(|| {
		let batch = vec![sign(receipt(0, CLASS, 0, 1 << 20))];
		assert_noop!(submit(batch.clone()), refused(crate::Refusal::VersionClosed));
		assert_ok!(clear(0, 10));
		assert_noop!(submit(batch), refused(crate::Refusal::VersionNotFound));
	});
}
