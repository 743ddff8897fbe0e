//! Sponsors and their bonds.

use crate::{mock::*, *};
use cairn_primitives::{SponsorStanding, CAIRN};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::DispatchError::BadOrigin;

const BOND: u128 = 10_000 * CAIRN;

fn held(who: &sp_runtime::AccountId32) -> u128 {
	Balances::balance_on_hold(&HoldReason::SponsorBond.into(), who)
}

fn standing(sponsor: u32) -> SponsorStanding {
	Sponsors::<Test>::get(sponsor).unwrap().standing
}

#[test]
fn applying_holds_the_bond_and_gives_an_index() {
	ExtBuilder::default().build_and_execute_with(|| {
		let who = maker().account();
		assert_ok!(send(who.clone(), Call::apply_as_sponsor {}));
		assert_eq!(held(&who), BOND);
		assert_eq!(Pallet::<Test>::sponsor_of(&who), Some(0));
		assert_eq!(
			Sponsors::<Test>::get(0),
			Some(SponsorRecord {
				account: who.clone(),
				bond: BOND,
				standing: SponsorStanding::Applying,
				vouched: 0,
			})
		);
		assert_eq!(last_event(), Event::SponsorApplied { sponsor: 0, account: who, bond: BOND });
		assert_ok!(send(town().account(), Call::apply_as_sponsor {}));
		assert_eq!(Pallet::<Test>::sponsor_of(&town().account()), Some(1));
	});
}

#[test]
fn applying_is_refused_with_a_reason() {
	ExtBuilder::default().build_and_execute_with(|| {
		let who = maker().account();
		assert_noop!(send(POOR, Call::apply_as_sponsor {}), Error::<Test>::FundsUnavailable);
		assert_ok!(send(who.clone(), Call::apply_as_sponsor {}));
		assert_noop!(send(who.clone(), Call::apply_as_sponsor {}), Error::<Test>::AlreadySponsor);
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_noop!(send(who, Call::apply_as_sponsor {}), Error::<Test>::AlreadySponsor);
	});
}

#[test]
fn the_council_admits() {
	ExtBuilder::default().build_and_execute_with(|| {
		let who = maker().account();
		let admit = Call::admit_sponsor { sponsor: 0 };
		assert_noop!(council(admit.clone()), Error::<Test>::SponsorNotFound);
		assert_ok!(send(who.clone(), Call::apply_as_sponsor {}));
		assert_noop!(send(who.clone(), admit.clone()), BadOrigin);
		assert_ok!(council(admit.clone()));
		assert_eq!(standing(0), SponsorStanding::Admitted);
		assert_eq!(last_event(), Event::SponsorAdmitted { sponsor: 0, account: who });
		assert_noop!(council(admit.clone()), Error::<Test>::AlreadyAdmitted);
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_noop!(council(admit.clone()), Error::<Test>::SponsorLeaving);
		run_to(2 + APPEAL);
		assert_noop!(council(admit), Error::<Test>::SponsorLeaving);
	});
}

#[test]
fn slashing_burns_from_the_bond() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let who = maker().account();
		let issued = Balances::total_issuance();
		assert_ok!(council(Call::slash_sponsor { sponsor: 0, amount: 3 * CAIRN }));
		let remaining = BOND - 3 * CAIRN;
		assert_eq!(held(&who), remaining);
		assert_eq!(Sponsors::<Test>::get(0).unwrap().bond, remaining);
		assert_eq!(Balances::total_issuance(), issued - 3 * CAIRN);
		assert_eq!(
			last_event(),
			Event::SponsorSlashed { sponsor: 0, account: who, amount: 3 * CAIRN, remaining }
		);
	});
}

#[test]
fn slashing_is_refused_with_a_reason() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let slash = |sponsor, amount| Call::slash_sponsor { sponsor, amount };
		assert_noop!(send(STRANGER, slash(0, 1)), BadOrigin);
		assert_noop!(council(slash(1, 1)), Error::<Test>::SponsorNotFound);
		assert_noop!(council(slash(0, 0)), Error::<Test>::AmountZero);
		assert_noop!(council(slash(0, BOND + 1)), Error::<Test>::BondTooSmall);
		assert_noop!(council(slash(0, u128::MAX)), Error::<Test>::BondTooSmall);
		assert_ok!(council(slash(0, BOND)));
		assert_noop!(council(slash(0, 1)), Error::<Test>::BondTooSmall);
	});
}

#[test]
fn a_dismissed_sponsors_bond_returns_after_the_appeal_time() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let who = maker().account();
		run_to(5);
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		let until = 5 + APPEAL;
		assert_eq!(standing(0), SponsorStanding::Leaving { until });
		assert_eq!(
			last_event(),
			Event::SponsorDismissed { sponsor: 0, account: who.clone(), until }
		);
		run_to(until);
		assert_eq!(held(&who), BOND);
		// Until its last block the bond can be slashed.
		assert_ok!(council(Call::slash_sponsor { sponsor: 0, amount: CAIRN }));
		run_to(until + 1);
		assert_eq!(held(&who), 0);
		assert_eq!(Balances::free_balance(&who), FUNDS - CAIRN);
		assert_eq!(
			last_event(),
			Event::BondReturned { sponsor: 0, account: who.clone(), amount: BOND - CAIRN }
		);
		assert_eq!(standing(0), SponsorStanding::Left);
		assert_eq!(Pallet::<Test>::sponsor_of(&who), None);
		// It may apply anew, under another index.
		assert_ok!(send(who.clone(), Call::apply_as_sponsor {}));
		assert_eq!(Pallet::<Test>::sponsor_of(&who), Some(1));
	});
}

#[test]
fn dismissing_is_refused_with_a_reason() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let dismiss = |sponsor| Call::dismiss_sponsor { sponsor };
		assert_noop!(send(maker().account(), dismiss(0)), BadOrigin);
		assert_noop!(council(dismiss(1)), Error::<Test>::SponsorNotFound);
		assert_ok!(council(dismiss(0)));
		assert_noop!(council(dismiss(0)), Error::<Test>::SponsorLeaving);
	});
}

#[test]
fn an_applicant_that_is_not_wanted_gets_its_bond_back() {
	ExtBuilder::default().build_and_execute_with(|| {
		let who = maker().account();
		assert_ok!(send(who.clone(), Call::apply_as_sponsor {}));
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		run_to(2 + APPEAL);
		assert_eq!(Balances::free_balance(&who), FUNDS);
	});
}

#[test]
fn withdrawing_an_application_returns_the_bond_at_once_and_exactly() {
	ExtBuilder::default().build_and_execute_with(|| {
		let who = maker().account();
		assert_ok!(send(who.clone(), Call::apply_as_sponsor {}));
		// What is held counts, not what is asked for by now.
		let parameters = Parameters { sponsor_bond: 2 * BOND, ..Default::default() };
		assert_ok!(council(Call::set_parameters { parameters }));
		assert_ok!(send(who.clone(), Call::withdraw_application {}));
		assert_eq!(
			last_event(),
			Event::ApplicationWithdrawn { sponsor: 0, account: who.clone(), returned: BOND }
		);
		assert_eq!((held(&who), Balances::free_balance(&who)), (0, FUNDS));
		assert_eq!(Sponsors::<Test>::get(0), None);
		assert_eq!(Pallet::<Test>::sponsor_of(&who), None);
		let admit = Call::admit_sponsor { sponsor: 0 };
		assert_noop!(council(admit), Error::<Test>::SponsorNotFound);
		// Its index is not used again.
		assert_ok!(send(who.clone(), Call::apply_as_sponsor {}));
		assert_eq!(Pallet::<Test>::sponsor_of(&who), Some(1));
		assert_eq!(held(&who), 2 * BOND);
	});
}

#[test]
fn withdrawing_an_application_is_refused_with_a_reason() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let withdraw = |who| send(who, Call::withdraw_application {});
		assert_noop!(withdraw(STRANGER), Error::<Test>::SponsorNotFound);
		assert_noop!(withdraw(maker().account()), Error::<Test>::AlreadyAdmitted);
		assert_ok!(council(Call::dismiss_sponsor { sponsor: 0 }));
		assert_noop!(withdraw(maker().account()), Error::<Test>::SponsorLeaving);
		assert_ok!(send(town().account(), Call::apply_as_sponsor {}));
		assert_ok!(withdraw(town().account()));
		assert_noop!(withdraw(town().account()), Error::<Test>::SponsorNotFound);
	});
}

#[test]
fn resigning_returns_the_bond_after_the_appeal_time() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let who = maker().account();
		run_to(5);
		assert_ok!(send(who.clone(), Call::resign {}));
		let until = 5 + APPEAL;
		assert_eq!(standing(0), SponsorStanding::Leaving { until });
		assert!(Leaving::<Test>::contains_key(Ordered::from(until), Ordered::from(0)));
		assert_eq!(
			last_event(),
			Event::SponsorResigned { sponsor: 0, account: who.clone(), until }
		);
		run_to(until);
		assert_eq!(held(&who), BOND);
		assert_ok!(council(Call::slash_sponsor { sponsor: 0, amount: CAIRN }));
		run_to(until + 1);
		assert_eq!(
			last_event(),
			Event::BondReturned { sponsor: 0, account: who.clone(), amount: BOND - CAIRN }
		);
		assert_eq!((held(&who), Balances::free_balance(&who)), (0, FUNDS - CAIRN));
		assert_eq!(standing(0), SponsorStanding::Left);
	});
}

#[test]
fn resigning_is_refused_with_a_reason() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let resign = |who| send(who, Call::resign {});
		assert_noop!(resign(STRANGER), Error::<Test>::SponsorNotFound);
		assert_ok!(send(town().account(), Call::apply_as_sponsor {}));
		assert_noop!(resign(town().account()), Error::<Test>::SponsorNotAdmitted);
		assert_ok!(resign(maker().account()));
		assert_noop!(resign(maker().account()), Error::<Test>::SponsorLeaving);
		let dismiss = Call::dismiss_sponsor { sponsor: 0 };
		assert_noop!(council(dismiss), Error::<Test>::SponsorLeaving);
	});
}

#[test]
fn a_revocation_by_a_leaving_sponsor_keeps_its_bond_until_the_decision() {
	ExtBuilder::default().sponsors(&[maker().account()]).build_and_execute_with(|| {
		let who = maker().account();
		let (first, second) = (registered_vouched(1), registered_vouched(2));
		assert_ok!(send(who.clone(), Call::resign {}));
		// Decided by the time at which the bond returns anyway.
		assert_ok!(send(who.clone(), Call::revoke { index: first, reason: 0 }));
		assert_eq!(standing(0), SponsorStanding::Leaving { until: 1 + APPEAL });
		run_to(10);
		assert_ok!(send(who.clone(), Call::revoke { index: second, reason: 0 }));
		let until = 10 + APPEAL;
		assert_eq!(standing(0), SponsorStanding::Leaving { until });
		assert_eq!(last_event(), Event::BondKept { sponsor: 0, account: who.clone(), until });
		let queued: Vec<_> = Leaving::<Test>::iter_keys().collect();
		assert_eq!(queued, [(Ordered::from(until), Ordered::from(0))]);
		run_to(until);
		assert_eq!(held(&who), BOND);
		run_to(until + 1);
		assert_eq!(held(&who), 0);
	});
}

#[test]
fn the_last_index_of_sponsors_is_not_passed() {
	ExtBuilder::default().build_and_execute_with(|| {
		NextSponsor::<Test>::put(u32::MAX);
		assert_noop!(
			send(maker().account(), Call::apply_as_sponsor {}),
			Error::<Test>::IndicesExhausted
		);
	});
}
