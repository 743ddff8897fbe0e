//! What a router's record keeps of its last proof is what the event says of it.

use crate::{mock::*, Earned, Event};
use cairn_primitives::{
	coverage::{Brought, EarnedKind, Unpaid, Window, WitnessId},
	RouterIndex,
};
use cairn_scoring::POINT;
use pallet_cairn_traits::Paid;

/// Proves, and says what the event tells of the challenged router's share and of campaigns. The
/// record must say the same.
fn told(
	window: Window,
	challenged: RouterIndex,
	witness: WitnessId,
) -> (Earned, Result<Paid, Unpaid>) {
	System::reset_events();
	prove(proof(window, challenged, &[witness])).unwrap();
	let events = events();
	let [Event::Proven { router, earned, campaign, .. }] = &events[..] else {
		panic!("{events:?}")
	};
	assert_eq!(*router, challenged);
	let brought = Coverage::proofs(challenged).unwrap().brought;
	assert_eq!(brought, Brought::new(earned.kind(), campaign.err()));
	assert_eq!(brought.campaign(), Some(campaign.map(|_| ())));
	(*earned, *campaign)
}

#[test]
fn points_and_a_payment_stand_in_the_record() {
	after_window(|| {
		campaign(0, HOME, None, 50);
		let paid = Paid { campaign: 0, amount: 50 };
		assert_eq!(told(1, 1, router(2)), (Earned::Points(POINT / 4), Ok(paid)));
		assert_eq!(Coverage::proofs(1).unwrap().brought.earned(), EarnedKind::Points);
		// Whoever was a witness only has no record.
		assert_eq!(Coverage::proofs(2), None);
	});
}

#[test]
fn each_reason_of_campaigns_stands_in_the_event_and_the_record() {
	for reason in Unpaid::ALL.into_iter().filter(|reason| *reason != Unpaid::NotFullPeriod) {
		after_window(|| {
			campaign(0, HOME, None, 50);
			Refuses::set(Some(reason));
			assert_eq!(told(1, 1, router(2)), (Earned::Points(POINT / 4), Err(reason)));
			assert_eq!(book::Held::<Test>::get(1), 0);
		});
	}
}

#[test]
fn a_cell_without_campaigns_and_one_elsewhere_are_no_campaign() {
	after_window(|| {
		assert_eq!(told(1, 1, router(2)).1, Err(Unpaid::NoCampaign));
		campaign(0, steps_away(1), None, 50);
		assert_eq!(told(1, 2, router(1)).1, Err(Unpaid::NoCampaign));
	});
}

#[test]
fn without_a_full_period_neither_emission_nor_campaigns_grant_anything() {
	after_window(|| {
		campaign(0, HOME, None, 50);
		run_to(PERIOD + 1);
		change(1, |router| router.owned_since = PERIOD + 1);
		assert_eq!(told(1, 1, router(2)), (Earned::NotFullPeriod, Err(Unpaid::NotFullPeriod)));
		// A probe earns the router nothing anyway; campaigns are not asked either.
		change(3, |router| router.owned_since = PERIOD + 1);
		assert_eq!(told(1, 3, probe(0)), (Earned::Nothing, Err(Unpaid::NotFullPeriod)));
		assert!(book::Heard::<Test>::get().is_empty());
	});
}

#[test]
fn lack_of_traffic_or_of_a_witness_stands_in_the_record_beside_what_a_campaign_paid() {
	after_window(|| {
		campaign(0, HOME, None, 50);
		campaign(1, HOME, Some(0), 70);
		book::Idle::<Test>::insert(1, ());
		let paid = |campaign, amount| Ok(Paid { campaign, amount });
		assert_eq!(told(1, 1, router(2)), (Earned::NoTraffic, paid(0, 50)));
		assert_eq!(told(1, 2, probe(0)), (Earned::Nothing, paid(1, 70)));
	});
}

#[test]
fn the_next_proof_replaces_what_the_record_says() {
	after_window(|| {
		let evidence = Err(Unpaid::EvidenceNotAccepted);
		campaign(0, HOME, Some(1), 50);
		assert_eq!(told(1, 1, router(2)), (Earned::Points(POINT / 4), evidence));
		run_past(2);
		book::Idle::<Test>::insert(1, ());
		campaign(0, HOME, None, 50);
		let paid = Ok(Paid { campaign: 0, amount: 50 });
		assert_eq!(told(2, 1, router(2)), (Earned::NoTraffic, paid));
	});
}
