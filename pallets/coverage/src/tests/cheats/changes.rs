//! Registering, moving, handing over, rotating and being revoked in the middle of things.

use super::{honest, refuses, verdicts};
use crate::{mock::*, Earned, Event, Refusal, Verdict};
use cairn_primitives::coverage::Unpaid;
use cairn_scoring::POINT;
use sp_core::Pair;

#[test]
fn registering_in_mid_window_earns_nothing_from_it() {
	// Twenty keys are registered when the window is known, to be challenged in it and to witness.
	execute(|| {
		run_to(WINDOW + 1);
		for index in 10..30 {
			register(index, HOME);
		}
		run_past(1);
		refuses(proof(1, 10, &[router(2)]), Refusal::TooNew);
		let late: Vec<_> = (10..20).map(router).collect();
		refuses(proof(1, 1, &late), Refusal::NoValidReport);
	});
}

#[test]
fn moving_to_a_better_cell_earns_nothing_before_a_full_period_there() {
	// A router moves into a campaign's cell for a day, and back.
	execute(|| {
		let cell = steps_away(1);
		campaign(0, cell, None, 1_000);
		register(7, cell);
		run_past(2);
		// In force from block 30, in mid-period; window 2 is judged where it stood before.
		change(1, |router| router.places.push((30, cell)));
		prove(proof(2, 1, &[router(7)])).unwrap();
		let Some(Event::Proven { cell: proven, earned, campaign, .. }) = events().pop() else {
			panic!("proven");
		};
		assert_eq!((proven, earned), (HOME, Earned::NotFullPeriod));
		assert_eq!(campaign, Err(Unpaid::NotFullPeriod));
		run_to(39);
		assert_eq!(book::Held::<Test>::get(1), 0);
		// From the next period on it is at home there.
		run_past(4);
		prove(proof(4, 1, &[router(7)])).unwrap();
		assert_eq!(book::Held::<Test>::get(1), 1_000);
	});
}

#[test]
fn a_move_in_force_when_a_period_begins_is_counted_where_it_came_to_and_pays_nothing_for_the_old_cell(
) {
	// A router moves so that it is in force with a period's first block. Its last window's proof then
	// lands in a period that is full where it is now: it would earn, by a campaign too, in a cell that
	// it has left, and be counted there instead of where it stands for the whole span to come.
	execute(|| {
		let cell = steps_away(1);
		campaign(0, HOME, None, 1_000);
		register(7, cell);
		run_past(3);
		assert_eq!(System::block_number(), 2 * PERIOD);
		change(1, |router| router.places.push((2 * PERIOD, cell)));
		prove(proof(3, 1, &[router(2)])).unwrap();
		// As a witness it earns as little.
		prove(proof(3, 3, &[router(1)])).unwrap();
		let told: Vec<_> = events()
			.into_iter()
			.filter_map(|event| match event {
				Event::Proven { cell, earned, reports, campaign, .. } => {
					Some((cell, earned, reports[0].earned, campaign.map(|paid| paid.amount)))
				}
				_ => None,
			})
			.collect();
		let late = Earned::NotFullPeriod;
		let moved = (HOME, late, Earned::ChallengedDrawsNothing, Err(Unpaid::NotFullPeriod));
		let beside = (HOME, Earned::Points(POINT / 4), late, Ok(1_000));
		assert_eq!(told, [moved, beside]);
		assert_eq!((points(1), book::Held::<Test>::get(1)), (0, 0));
		assert_eq!(Coverage::proofs(1).unwrap().counted, 0);
		// With the next window it earns where it came to, and is counted there.
		run_past(4);
		prove(proof(4, 1, &[router(7)])).unwrap();
		assert_eq!(points(1), POINT / 4);
		assert_eq!(Coverage::proofs(1).unwrap().counted, System::block_number());
	});
}

#[test]
fn transferring_in_mid_period_earns_nothing_more() {
	// A proof lands when the router has just changed hands, so that two owners earn for one period.
	after_window(|| {
		campaign(0, HOME, None, 1_000);
		run_to(PERIOD + 1);
		change(1, |router| (router.owner, router.owned_since) = (account(50), PERIOD + 1));
		prove(proof(1, 1, &[router(2), router(3)])).unwrap();
		assert_eq!((points(1), book::Held::<Test>::get(1)), (0, 0));
		// Density does not count it, so that its witnesses earn nothing by it, either; by others as ever.
		assert_eq!((points(2), points(3)), (0, 0));
		prove(proof(1, 4, &[router(2), router(3)])).unwrap();
		assert_eq!(points(2), honest().1);
	});
}

#[test]
fn rotating_a_key_in_mid_window_makes_nothing_count_twice() {
	// A witness reports with its old key and with its new one; a challenged router proves with both.
	after_window(|| {
		let old = line(1, 1, router(2));
		change(2, |router| router.key = device(777).public().into());
		refuses(proof_of(1, 1, vec![old.clone()]), Refusal::WitnessSignatureInvalid(0));
		let report = heard(1, 1, router(2));
		let mut new = old.clone();
		new.signature = device(777).sign(&report.signing_payload(&genesis())).into();
		refuses(proof_of(1, 1, vec![old, new.clone()]), Refusal::NotSorted);
		let good = proof_of(1, 1, vec![new]);
		prove(good).unwrap();
		change(1, |router| router.key = device(888).public().into());
		let mut again = proof(1, 1, &[router(3)]);
		let seed = Coverage::window(1).unwrap().seed;
		again.signature = device(888).sign(&again.signing_payload(seed, &genesis())).into();
		refuses(again, Refusal::AlreadyProven);
		assert_eq!(points(1), POINT / 4);
	});
}

#[test]
fn revocation_in_mid_window_stops_earning_at_once() {
	// A sponsor takes its word back while proofs of its routers are on their way.
	after_window(|| {
		let ready = proof(1, 1, &[router(2)]);
		assert!(validate(ready.clone()).is_ok());
		change(1, |router| router.sponsor = None);
		refuses(ready, Refusal::NotVouched);
		prove(proof(1, 3, &[router(1), router(2)])).unwrap();
		assert_eq!(verdicts(), [Verdict::NotVouched, Verdict::Valid]);
		assert_eq!(points(1), 0);
	});
}
