//! What the chain begins with.

use crate::{mock::*, *};
use cairn_primitives::{SponsorStanding, CAIRN};
use frame_support::traits::fungible::InspectHold;

#[test]
fn genesis_sponsors_are_admitted_and_bonded() {
	let sponsors = [maker().account(), town().account()];
	ExtBuilder::default().sponsors(&sponsors).build_and_execute_with(|| {
		for (index, account) in sponsors.iter().enumerate() {
			let record = Sponsors::<Test>::get(index as u32).unwrap();
			assert_eq!(record.account, *account);
			assert_eq!(record.standing, SponsorStanding::Admitted);
			let held = Balances::balance_on_hold(&HoldReason::SponsorBond.into(), account);
			assert_eq!((record.bond, held), (10_000 * CAIRN, 10_000 * CAIRN));
		}
		assert_eq!(NextSponsor::<Test>::get(), 2);
	});
}

#[test]
fn genesis_without_sponsors_is_empty() {
	ExtBuilder::default().build_and_execute_with(|| {
		assert_eq!(NextSponsor::<Test>::get(), 0);
		assert_eq!(NextRun::<Test>::get(), 0);
		assert_eq!(CurrentParameters::<Test>::get(), Parameters::default());
	});
}

#[test]
#[should_panic(expected = "its balance must cover the bond")]
fn a_genesis_sponsor_without_the_bond_stops_the_chain_from_beginning() {
	ExtBuilder::default().sponsors(&[POOR]).build();
}
