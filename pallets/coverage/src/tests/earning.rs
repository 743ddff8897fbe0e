use crate::{
	mock::*, Call, Cells, CurrentParameters, Earned, Event, Outcome, Parameters, Proof, Proofs,
	Span, Verdict,
};
use cairn_primitives::{
	coverage::{Unpaid, Window, WitnessId},
	RouterIndex, SponsorIndex,
};
use cairn_scoring::{award, Interval, Scale, FULL_SCALE, POINT};
use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
use pallet_cairn_traits::{CampaignBook, Paid};
use sp_runtime::traits::Dispatchable;

/// What a proof of the first window earned: the challenged router and its witnesses.
fn earned(challenged: RouterIndex, witnesses: &[WitnessId]) -> (Earned, Vec<Earned>) {
	System::reset_events();
	prove(proof(1, challenged, witnesses)).unwrap();
	let events = events();
	let [Event::Proven { earned, reports, .. }] = &events[..] else { panic!("{events:?}") };
	(*earned, reports.iter().map(|report| report.earned).collect())
}

#[test]
fn a_proof_credits_units_times_interval_to_all_who_took_part() {
	after_window(|| {
		campaign(0, HOME, None, 50);
		prove(proof(1, 1, &[router(2), router(3)])).unwrap();
		assert_eq!(points(1), POINT / 2);
		assert_eq!((points(2), points(3)), (POINT, POINT));
		let outcome = |index| Outcome {
			witness: router(index),
			verdict: Verdict::Valid,
			earned: Earned::Points(POINT),
		};
		assert_eq!(
			events(),
			[Event::Proven {
				window: 1,
				router: 1,
				cell: HOME,
				interval: 256,
				scale: FULL_SCALE,
				witnesses: 2,
				probes: 0,
				earned: Earned::Points(POINT / 2),
				reports: vec![outcome(2), outcome(3)],
				campaign: Ok(Paid { campaign: 0, amount: 50 }),
			}]
		);
		assert_eq!(book::Held::<Test>::get(1), 50);
	});
}

#[test]
fn longer_intervals_earn_as_much_more() {
	execute(|| {
		run_to(WINDOW - 1);
		Vouched::set(4 * 3_010);
		let (window, challenged) = (1..20)
			.find_map(|window| {
				run_past(window);
				let met = (1..=6).find(|index| Coverage::challenged(window, *index) == Some(true));
				Some((window, met?))
			})
			.unwrap();
		let witness = if challenged == 1 { 2 } else { 1 };
		prove(proof(window, challenged, &[router(witness)])).unwrap();
		assert_eq!(points(challenged), POINT);
		assert_eq!(points(witness), 4 * POINT);
	});
}

#[test]
fn units_follow_the_number_of_witnesses() {
	execute(|| {
		// Two provers in each cell: more would be worth less.
		let provers = [(3, steps_away(1)), (4, steps_away(1))];
		for (index, cell) in (10..24).map(|index| (index, HOME)).chain(provers) {
			register(index, cell);
			change(index, |router| (router.places[0].0, router.owned_since) = (0, 0));
		}
		run_past(1);
		for (challenged, count) in [(1, 1u32), (2, 4), (3, 5), (4, 14)] {
			let witnesses: Vec<_> = (10..10 + count).map(router).collect();
			let before = points(10);
			prove(proof(1, challenged, &witnesses)).unwrap();
			let count = count as u8;
			let award = award(count, count, Interval::EVERY_WINDOW, FULL_SCALE);
			assert_eq!(points(challenged), award.challenged);
			assert_eq!(points(10) - before, award.each_witness);
		}
	});
}

#[test]
fn emission_asks_for_traffic_but_campaigns_do_not() {
	after_window(|| {
		campaign(0, HOME, None, 50);
		for router in [1, 2] {
			book::Idle::<Test>::insert(router, ());
		}
		let (own, others) = earned(1, &[router(2), router(3)]);
		assert_eq!(own, Earned::NoTraffic);
		// Density does not count router 1, so that nobody may be paid for having heard it.
		assert_eq!(others, [Earned::NoTraffic, Earned::ChallengedDrawsNothing]);
		assert_eq!((points(1), points(2), points(3)), (0, 0, 0));
		assert_eq!(book::Held::<Test>::get(1), 50);

		book::Idle::<Test>::remove(1);
		let (own, others) = earned(3, &[router(1), router(2)]);
		assert_eq!(own, Earned::Points(POINT / 2));
		assert_eq!(others, [Earned::Points(POINT), Earned::NoTraffic]);
		assert_eq!((points(1), points(2), points(3)), (POINT, 0, POINT / 2));
	});
}

#[test]
fn nobody_earns_before_a_full_period() {
	execute(|| {
		campaign(0, HOME, None, 50);
		// One block into the period; in force when window 3 begins.
		run_to(PERIOD + 1);
		for index in [7, 8] {
			register(index, HOME);
		}
		run_past(3);
		// The next period began with block 40, so that the whole of it is full.
		assert_eq!(System::block_number(), 2 * PERIOD);
		prove(proof(3, 7, &[router(8)])).unwrap();
		assert_eq!((points(7), points(8)), (POINT / 4, POINT));
		run_to(45);
		register(9, HOME);
		change(9, |router| router.places[0].0 = 30);
		change(1, |router| router.owned_since = 45);
		System::reset_events();
		prove(proof(3, 1, &[router(2), router(9)])).unwrap();
		let events = events();
		let [Event::Proven { earned, reports, campaign, .. }] = &events[..] else { panic!() };
		assert_eq!(*earned, Earned::NotFullPeriod);
		let others: Vec<_> = reports.iter().map(|report| report.earned).collect();
		assert_eq!(others, [Earned::ChallengedDrawsNothing, Earned::NotFullPeriod]);
		assert_eq!(*campaign, Err(Unpaid::NotFullPeriod));
		assert_eq!(book::Held::<Test>::get(1), 0);
	});
}

/// How much of a proof's weight is given back once it has been carried out.
fn given_back(proof: Proof) -> Weight {
	let call = RuntimeCall::from(Call::prove { proof });
	let declared = call.get_dispatch_info().call_weight;
	let info = call.dispatch(frame_system::RawOrigin::Authorized.into()).unwrap();
	declared.checked_sub(&info.actual_weight.unwrap()).unwrap()
}

#[test]
fn what_campaigns_could_have_weighed_is_given_back_where_the_cell_has_none() {
	let proof = || proof(1, 1, &[router(2)]);
	let mut without = Weight::zero();
	after_window(|| without = given_back(proof()));
	after_window(|| {
		campaign(0, HOME, None, 50);
		assert_eq!(given_back(proof()) + <Book as CampaignBook>::proven_weight(), without);
	});
}

#[test]
fn pages_that_a_proof_did_not_touch_are_given_back() {
	let accesses = |reads, writes| {
		let campaigns = <Book as CampaignBook>::proven_weight();
		// Prover and witness have one sponsor, and earned last in the period before.
		DbWeight::get().reads_writes(reads, writes) + campaigns + Coverage::alike_weight(1)
	};
	after_window(|| {
		// Nobody was crowded in the span that closed: of six pages two were enough.
		assert_eq!(given_back(proof(1, 1, &[router(2)])), accesses(4, 0));
		// The cell's record is this span's already.
		assert_eq!(given_back(proof(1, 2, &[router(1)])), accesses(5, 1));
		run_past(2);
		// The router was counted already: its two pages were read only.
		assert_eq!(given_back(proof(2, 1, &[router(2)])), accesses(5, 3));
		run_past(3);
		// The next span counts it anew, and the cell's record moves there.
		assert_eq!(given_back(proof(3, 1, &[router(2)])), accesses(4, 0));
	});
}

#[test]
fn reads_of_unlike_routers_are_not_given_back() {
	let spared = |witnesses: &[WitnessId], sponsors: &[(RouterIndex, SponsorIndex)], own_reads| {
		let mut back = Weight::zero();
		after_window(|| {
			for (router, sponsor) in sponsors {
				book::Routers::<Test>::mutate(router, |router| {
					router.as_mut().unwrap().sponsor = Some(*sponsor);
				});
			}
			book::OwnReads::<Test>::put(own_reads);
			back = given_back(proof(1, 1, witnesses));
		});
		back
	};
	let reads = |n| DbWeight::get().reads(n);
	let three = [router(2), router(3), router(4)];
	let alike = spared(&three, &[], 0);
	// A sponsor that nobody else here has, and one that two witnesses have.
	assert_eq!(spared(&three, &[(2, 1)], 0) + reads(1), alike);
	assert_eq!(spared(&three, &[(2, 1), (3, 1)], 0) + reads(1), alike);
	assert_eq!(spared(&three, &[(2, 1), (3, 2), (4, 3)], 0) + reads(3), alike);
	// Rates of earlier periods, at most one for each of the four.
	assert_eq!(spared(&three, &[], 4) + reads(4), alike);
	// Whoever has nothing in common with anybody gets nothing of it back.
	let rest = spared(&three, &[(2, 1), (3, 2), (4, 3)], 4);
	assert_eq!(rest + Coverage::alike_weight(3), alike);
	// Whose word a witness has that does not count is not known here; of a probe none is read.
	let two = spared(&[router(2), router(3)], &[], 0);
	assert_eq!(spared(&[router(2), router(999)], &[], 0) + reads(1), two);
	assert_eq!(spared(&[router(2), probe(0)], &[], 0), two);
}

#[test]
fn probes_count_in_their_carriers_campaigns_only() {
	after_window(|| {
		campaign(0, HOME, Some(1), 50);
		campaign(1, HOME, Some(0), 70);
		let (own, others) = earned(1, &[probe(0)]);
		assert_eq!((own, &others[..]), (Earned::Nothing, &[Earned::Nothing][..]));
		assert_eq!(points(1), 0);
		assert_eq!(book::Held::<Test>::get(1), 70);
		assert_eq!(book::Heard::<Test>::get()[0].probes, [(0, 1)]);
		assert_eq!(Coverage::proofs(1).unwrap().counted, 0);
		assert_eq!(Coverage::density(2, HOME).unwrap()[0].count, 0);
		assert_eq!(Coverage::cell(HOME).unwrap().probes, 1);
	});
}

#[test]
fn campaigns_are_told_of_every_carriers_probes_once() {
	after_window(|| {
		bond(2, 0);
		book::Probes::<Test>::mutate(2, |probe| probe.as_mut().unwrap().2 = 0);
		prove(proof(1, 1, &[router(2), router(3), probe(0), probe(1), probe(2)])).unwrap();
		let told = &book::Heard::<Test>::get()[0];
		assert_eq!((told.witnesses, &told.probes[..]), (2, &[(0, 2), (1, 1)][..]));
		assert_eq!((told.router, told.cell, told.sponsor, told.interval), (1, HOME, 0, 256));
		// Probes are not among the witnesses whose number decides what is earned.
		assert_eq!(points(1), POINT / 2);
	});
}

#[test]
fn a_router_counts_once_a_span_in_its_cell() {
	execute(|| {
		run_past(2);
		assert_eq!(Span::<Test>::get().unwrap().number, 2);
		for window in [1, 2] {
			prove(proof(window, 1, &[router(2)])).unwrap();
			prove(proof(window, 2, &[router(1)])).unwrap();
		}
		assert_eq!(Coverage::density(2, HOME).unwrap().map(|level| level.count), [2; 5]);
		assert_eq!(Coverage::proofs(1).unwrap().counted, 3 * WINDOW);
		run_past(3);
		prove(proof(3, 1, &[router(2)])).unwrap();
		assert_eq!(Span::<Test>::get().unwrap().number, 3);
		assert_eq!(Coverage::density(3, HOME).unwrap().map(|level| level.count), [1; 5]);
		assert_eq!(Coverage::density(2, HOME).unwrap()[0].count, 2);
	});
}

/// A proof of one witness by each of the routers 1 … 6, and the scale of each.
fn crowd(window: Window) -> Vec<Scale> {
	let scale = |challenged| {
		let scale = Coverage::scale(HOME);
		let before = points(challenged);
		let witness = if challenged == 1 { 2 } else { 1 };
		prove(proof(window, challenged, &[router(witness)])).unwrap();
		let award = award(1, 1, Interval::EVERY_WINDOW, scale);
		assert_eq!(points(challenged) - before, award.challenged);
		scale
	};
	// Router 1 last, since it earns as a witness, too.
	[2, 3, 4, 5, 6, 1].map(scale).to_vec()
}

/// One router's share, floored, where so many are worth two.
fn share_of_two(routers: u64) -> Scale {
	match routers {
		0..=2 => FULL_SCALE,
		// First what was counted, at most four, and then what that is worth.
		_ => FULL_SCALE * routers.min(4) / routers * 2 / routers.min(4),
	}
}

#[test]
fn a_crowded_cell_scales_proofs_by_the_span_that_has_closed_and_by_the_running_one_so_far() {
	execute(|| {
		run_past(1);
		// No span has closed that anybody proved in: each is scaled by those before it.
		assert_eq!(crowd(1), [0, 1, 2, 3, 4, 5].map(share_of_two));
		// Who was counted is not counted again.
		run_past(2);
		assert_eq!(Span::<Test>::get().unwrap().number, 2);
		assert_eq!(crowd(2), [6; 6].map(share_of_two));
		// Two of six are worth their full share, whoever comes first.
		run_past(3);
		assert_eq!(Span::<Test>::get().unwrap().number, 3);
		assert_eq!(crowd(3), [6; 6].map(share_of_two));
	});
}

#[test]
fn a_router_that_moves_within_a_span_counts_again_where_it_came_to() {
	execute(|| {
		let parameters = Parameters { span_periods: 4, ..Parameters::default() };
		CurrentParameters::<Test>::put(parameters);
		run_past(1);
		crowd(1);
		// All six move on at once; from the next period on they may earn there.
		for router in 1..=6 {
			change(router, |router| router.places.push((2 * PERIOD, steps_away(1))));
		}
		run_past(4);
		assert_eq!(Span::<Test>::get().unwrap().number, 1, "the same span");
		let scales: Vec<_> = (1..=6)
			.map(|challenged| {
				let scale = Coverage::scale(steps_away(1));
				prove(proof(4, challenged, &[router(challenged % 6 + 1)])).unwrap();
				scale
			})
			.collect();
		assert_eq!(scales, [0, 1, 2, 3, 4, 5].map(share_of_two));
		assert_eq!(Coverage::density(1, HOME).unwrap()[0].count, 6, "what was counted stays");
		Coverage::do_try_state().unwrap();
	});
}

#[test]
fn a_cell_left_out_of_one_span_is_scaled_in_the_next_by_those_who_came_before_in_it() {
	execute(|| {
		run_past(1);
		crowd(1);
		// Nobody proves in span 3; span 4 begins with window 5.
		run_past(5);
		assert_eq!(Span::<Test>::get().unwrap().number, 4);
		assert_eq!(Coverage::density(3, HOME).unwrap().map(|level| level.count), [0; 5]);
		assert_eq!(crowd(5), [0, 1, 2, 3, 4, 5].map(share_of_two));
		assert_eq!(Coverage::scale(HOME), share_of_two(6));
	});
}

#[test]
fn a_cells_record_follows_its_proofs_and_goes_when_nobody_proves() {
	execute(|| {
		run_past(1);
		prove(proof(1, 1, &[router(2), probe(0)])).unwrap();
		prove(proof(1, 2, &[router(1), router(3)])).unwrap();
		let record = Coverage::cell(HOME).unwrap();
		assert_eq!((record.first, record.last, record.proofs), (1, 1, 2));
		assert_eq!((record.router, record.witnesses, record.probes), (2, 2, 0));
		run_past(3);
		// A new span: the record moves on with the next proof.
		assert_eq!(Coverage::cell(HOME), Some(record));
		prove(proof(3, 1, &[router(2)])).unwrap();
		let record = Coverage::cell(HOME).unwrap();
		assert_eq!((record.first, record.last, record.proofs), (1, 3, 3));
		assert_eq!(Cells::<Test>::iter().count(), 1);
		run_to(4 * PERIOD);
		assert_eq!(Coverage::cell(HOME), None);
		assert_eq!(Cells::<Test>::iter().count(), 0);
	});
}

#[test]
fn routers_share_pages_of_proofs() {
	execute(|| {
		register(15, HOME);
		register(16, HOME);
		run_past(1);
		for challenged in [1, 15, 16] {
			prove(proof(1, challenged, &[router(2)])).unwrap();
		}
		let mut pages: Vec<_> = Proofs::<Test>::iter_keys().collect();
		pages.sort_unstable();
		assert_eq!(pages, [0, 1]);
		let known: Vec<RouterIndex> =
			(0..32).filter(|index| Coverage::proofs(*index).is_some()).collect();
		assert_eq!(known, [1, 15, 16]);
	});
}
