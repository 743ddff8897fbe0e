//! `try_state` must notice each of its invariants being broken.

use crate::{mock::*, LanePage, Lanes};
use cairn_primitives::Kind;
use codec::Decode;
use frame_support::{assert_err, assert_ok};
use sp_runtime::TryRuntimeError;

fn noticed(why: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		assert_ok!(settle(0, CLASS, &[(1, 1_024), (300, 1_024)]));
		Receipts::do_try_state().unwrap();
		corrupt();
		assert_err!(Receipts::do_try_state(), TryRuntimeError::Other(why));
	});
}

fn page_with(router: u32) -> LanePage {
	let mut page = LanePage::default();
	page.set(router, 1);
	page
}

#[test]
fn notices_an_empty_page() {
	noticed("an empty page of lanes is kept", || {
		Lanes::<Test>::insert((0, 0, CLASS, 9), LanePage::default());
	});
}

#[test]
fn notices_octets_of_nobody() {
	noticed("octets of a router that does not exist", || {
		Lanes::<Test>::mutate((0, 0, CLASS, 0), |page| page.set(99, 1));
	});
}

#[test]
fn notices_lanes_of_no_carrier() {
	noticed("lanes of a carrier that does not exist", || {
		Lanes::<Test>::insert((9, 0, CLASS, 0), page_with(1));
	});
}

#[test]
fn notices_lanes_of_no_version() {
	noticed("lanes of a version that does not exist", || {
		Lanes::<Test>::insert((0, 9, CLASS, 0), page_with(1));
	});
}

#[test]
fn notices_lanes_of_a_version_to_come() {
	noticed("lanes of a version to come", || {
		tariff(0, 0, book::Phase::Announced);
	});
}

#[test]
fn notices_lanes_of_no_kind() {
	noticed("lanes of no kind", || {
		let meaningless = Kind::decode(&mut &[7u8][..]).unwrap();
		Lanes::<Test>::insert((0, 0, meaningless, 0), page_with(1));
	});
}

#[test]
fn notices_lanes_of_a_kind_not_offered() {
	noticed("lanes of a kind not offered", || {
		Lanes::<Test>::insert((0, 0, FREE, 0), page_with(1));
	});
}

#[test]
fn notices_octets_that_cost_nothing() {
	noticed("octets that cost nothing", || {
		Lanes::<Test>::mutate((0, 0, CLASS, 0), |page| page.set(2, 1));
	});
}

#[test]
fn notices_a_page_beyond_the_last_router() {
	noticed("a page beyond the last router", || {
		Lanes::<Test>::insert((0, 0, CLASS, u32::MAX), page_with(1));
	});
}
