//! Registering, moving, handing over, rotating keys and being revoked in the middle of things.

use crate::{
	common::*,
	money::cairn,
	people::*,
	radio::*,
	street::{at_home, street, street_with, Street},
	world::verdicts,
};
use cairn_runtime::*;
use cairn_scoring::POINT;
use pallet_cairn_coverage::{Earned, Event, Refusal, Verdict};

/// What the challenged router earned.
fn earned(event: &Event<Runtime>) -> Earned {
	match event {
		Event::Proven { earned, .. } => *earned,
		other => panic!("not a proof: {other:?}"),
	}
}

#[test]
fn routers_registered_in_mid_window_or_mid_period_earn_nothing_in_it() {
	// Mallory sees whom a seed challenges and registers ten keys: to be challenged, or to witness, in
	// that window; and in the period that is well paid.
	let Street { mut world, honest: [anna, beat, ..], .. } = street();
	let window = world.window();
	let keys: Vec<_> = (0..10).map(|number| at_home(&format!("Key{number}"), number % 7)).collect();
	let keys = world.register(&keys);
	world.carry(&keys, DAILY);
	world.end_window();
	let proof = world.proof_by(window, keys[0], &[beat]);
	world.refuses(proof, Refusal::TooNew);
	let proof = world.proof_by(window, anna, &keys);
	world.refuses(proof, Refusal::NoValidReport);
	// In the next window they may prove and witness, but earn nothing before a full period.
	let window = world.end_window();
	let proof = world.proof_by(window, keys[0], &keys[1..]);
	let told = world.prove(proof);
	assert_eq!(verdicts(&told), [Verdict::Valid; 9]);
	assert_eq!(earned(&told), Earned::NotFullPeriod);
	let Event::Proven { reports, .. } = told else { unreachable!("just looked at") };
	assert!(reports.iter().all(|report| report.earned == Earned::NotFullPeriod));
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("keys registered in mid-period", keys[0], anna);
	for key in &keys {
		assert_eq!(world.coverage(*key), 0);
	}
}

#[test]
fn a_router_that_moves_in_mid_window_earns_nothing_until_a_period_begins_where_it_is() {
	// Mallory moves where fewer routers share, in the middle of a window, to be counted there at
	// once; and proves the window by witnesses of the place that she comes to.
	let Street { mut world, honest: [anna, beat, carla, _], cheat: mallory } = street();
	let window = world.window();
	world.move_to(mallory, cell(30, 0, 0, 0));
	world.end_window();
	// The window is judged where she stood when it began; but the proof lands after the move.
	let proof = world.proof_by(window, mallory, &[beat]);
	let told = world.prove(proof);
	let Event::Proven { cell: proven, .. } = told else { panic!("{told:?}") };
	assert_eq!((proven, earned(&told)), (cell(0, 0, 0, 4), Earned::NotFullPeriod));
	// As a witness she counts where she stood, and earns nothing either.
	let proof = world.proof_by(window, carla, &[beat, mallory]);
	let told = world.prove(proof);
	assert_eq!(verdicts(&told), [Verdict::Valid; 2]);
	assert_eq!(world.points(mallory), 0);
	// From the next window on her former neighbours do not reach her.
	let window = world.end_window();
	let proof = world.proof_by(window, mallory, &[beat]);
	world.refuses(proof, Refusal::NoValidReport);
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("a move in mid-window", mallory, anna);
}

#[test]
fn a_router_that_moves_as_a_period_begins_earns_nothing_in_the_cell_that_it_left() {
	// Mallory moves in a period's last window: with the next period's first block she is at home in the
	// new cell, for a full period, while the proof that then lands is of the old one.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	world.to(2 * PERIOD - 10);
	let window = world.window();
	world.move_to(mallory, cell(30, 0, 0, 0));
	world.end_window();
	assert_eq!(world.now(), 2 * PERIOD);
	let before = world.points(mallory);
	let told = [mallory, anna].map(|challenged| {
		let proof = world.proof_by(window, challenged, &[beat]);
		earned(&world.prove(proof))
	});
	assert_eq!(told, [Earned::NotFullPeriod, Earned::Points(POINT / 4)]);
	assert_eq!(world.points(mallory), before);
}

#[test]
fn a_router_handed_over_in_mid_period_earns_no_owner_more() {
	// Mallory proves, hands over to another wallet of hers, and proves again in the same period, so
	// that both wallets earn.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let wallets = (world.owners[&mallory].clone(), "//Owner//MallorysSecond");
	for hand_over in [false, true] {
		if hand_over {
			world.hand_over(mallory, wallets.1);
		}
		let window = world.end_window();
		let proof = world.proof_by(window, mallory, &[beat]);
		let told = world.prove(proof);
		let expected = if hand_over { Earned::NotFullPeriod } else { Earned::Points(POINT / 4) };
		assert_eq!(earned(&told), expected);
		let proof = world.proof_by(window, anna, &[beat]);
		world.prove(proof);
	}
	world.traffic.remove(&mallory);
	let (second, honest) = world.compare("handing over, the second wallet", mallory, anna);
	let first = world.read(|| Rewards::coming_departed(&account(&wallets.0), mallory, 0));
	let first = first.expect("it stays with who earned it").held;
	println!("handing over, both wallets: {}", cairn(first + second));
	assert_eq!(second, 0);
	assert!(first > 0 && first <= honest / 2 + 1);
}

#[test]
fn a_router_handed_over_in_mid_window_gains_its_former_owner_no_more_than_a_stranger_would() {
	// Two routers of Mallory's may not witness each other. When the window is over she hands the
	// second to another wallet of hers, and has each prove the other.
	let (Street { mut world, honest: [anna, beat, ..], cheat: mallory }, others) =
		street_with(&[at_home("Mallory", 5)]);
	let second = others[0];
	let window = world.end_window();
	let proofs = [(mallory, second), (second, mallory)]
		.map(|(challenged, witness)| world.proof_by(window, challenged, &[witness]));
	for proof in &proofs {
		world.refuses(proof.clone(), Refusal::NoValidReport);
	}
	world.hand_over(second, "//Owner//MallorysSecond");
	let told = proofs.map(|proof| earned(&world.prove(proof)));
	// Owners are those of the block in which the proof lands; but what has just changed hands earns
	// nothing, neither as a witness nor challenged, before a full period, and nor does who witnesses it.
	assert_eq!(told, [Earned::Points(POINT / 4), Earned::NotFullPeriod]);
	assert_eq!((world.points(mallory), world.points(second)), (POINT / 4, 0));
	for (challenged, witness) in [(anna, beat), (beat, anna)] {
		let proof = world.proof_by(window, challenged, &[witness]);
		world.prove(proof);
	}
	world.traffic.remove(&second);
	let (cheat, honest) = world.compare("handing over in mid-window", mallory, anna);
	let (wallet, beside) = (world.coverage(second), world.coverage(beat));
	println!(
		"both routers: {}, two honest ones: {}",
		cairn(cheat + wallet),
		cairn(honest + beside)
	);
	assert_eq!(wallet, 0);
	assert!(honest > 0 && cheat <= honest, "one of two earns, and as anybody");
}

#[test]
fn a_key_rotated_in_mid_window_counts_once() {
	// Mallory witnesses with her old key and with her new one, and proves with both.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.window();
	let old = world.line(window, anna, router(mallory));
	let old_device = world.devices[&mallory].clone();
	let with_old = world.proof_by(window, mallory, &[beat]);
	world.rotate(mallory, "//Device//new");
	world.end_window();
	let new = world.line(window, anna, router(mallory));
	let proof = world.proof_of(window, anna, vec![old.clone(), new.clone()]);
	world.refuses(proof, Refusal::NotSorted);
	let proof = world.proof_of(window, anna, vec![old]);
	world.refuses(proof, Refusal::WitnessSignatureInvalid(0));
	let lines = vec![world.line(window, anna, router(beat)), new];
	let proof = world.proof_of(window, anna, lines);
	world.prove(proof);
	world.refuses(with_old, Refusal::SignatureInvalid);
	let proof = world.proof_by(window, mallory, &[anna, beat]);
	world.prove(proof.clone());
	world.refuses(proof, Refusal::AlreadyProven);
	let mut again = world.proof_by(window, mallory, &[anna]);
	again.signature = sign(&old_device, &again.signing_payload(world.seed(window), &world.genesis));
	world.refuses(again, Refusal::AlreadyProven);
	// Proven once by two, witnessed once: as Anna.
	assert_eq!(world.points(mallory), world.points(anna));
	world.no_gain("a key rotated in mid-window", mallory, anna);
}

#[test]
fn a_router_revoked_in_mid_window_earns_nothing_from_then_on_and_may_lose_the_rest() {
	// The sponsor finds out. Mallory has a proof on its way, and points in the running period; and
	// she has witnessed others whose proofs are on their way.
	let Street { mut world, honest: [anna, beat, carla, _], cheat: mallory } = street();
	let window = world.end_window();
	for who in [mallory, anna] {
		let proof = world.proof_by(window, who, &[beat]);
		world.prove(proof);
	}
	let window = world.end_window();
	let ready = world.proof_by(window, mallory, &[beat]);
	assert!(world.pool(&ready).is_ok());
	let points = world.points(mallory);
	world.revoke(SPONSOR.1, mallory);
	world.refuses(ready, Refusal::NotVouched);
	let proof = world.proof_by(window, carla, &[beat, mallory]);
	assert_eq!(verdicts(&world.prove(proof)), [Verdict::Valid, Verdict::NotVouched]);
	assert_eq!(world.points(mallory), points, "frozen, and no more of them");
	// The council decides against her: her points share nothing, and others' are worth more.
	let all = world.read(pallet_cairn_rewards::Period::<Runtime>::get).points;
	world.decide(mallory, false);
	let after = world.read(pallet_cairn_rewards::Period::<Runtime>::get).points;
	assert_eq!(after + u128::from(points), all);
	world.in_vain("a proof after a revocation", mallory, anna);
}

#[test]
fn a_revocation_after_the_period_takes_what_was_not_released_and_no_handing_over_saves_it() {
	// Mallory earns for a while. She sees the revocation coming, and hands over to another wallet of
	// hers the day before; and whatever has been held of the router follows.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	for who in [mallory, anna] {
		let proof = world.proof_by(window, who, &[beat]);
		world.prove(proof);
	}
	world.close_period();
	world.close_period();
	let (all, released) = (world.coverage(mallory), world.released(mallory));
	assert_eq!((all, released), (world.coverage(anna), world.released(anna)));
	// A thirtieth, of which a part of a planck stays held.
	assert!(released > 0 && (all / 30).abs_diff(released) <= 1, "{released} of {all}");
	let first = account(&world.owners[&mallory]);
	world.hand_over(mallory, "//Owner//MallorysSecond");
	let traffic = world.traffic.remove(&mallory).expect("she carried some");
	world.revoke(SPONSOR.1, mallory);
	world.decide(mallory, false);
	let rest = world.read(|| Rewards::coming_departed(&first, mallory, 0)).expect("released");
	assert_eq!((rest.held, rest.frozen), (0, 0));
	assert_eq!(rest.claimable, traffic + released, "what had been released is hers");
	let (second, honest) = world.compare("handing over before a revocation", mallory, anna);
	assert_eq!(second, 0);
	assert_eq!(honest, all, "an honest router keeps it all");
}

#[test]
fn a_revocation_that_the_council_undoes_costs_the_router_nothing_but_time() {
	// A sponsor revokes out of spite. What was frozen comes back, and is released as ever.
	let Street { mut world, honest: [anna, beat, ..], cheat: victim } = street();
	let window = world.end_window();
	for who in [victim, anna] {
		let proof = world.proof_by(window, who, &[beat]);
		world.prove(proof);
	}
	world.revoke(SPONSOR.1, victim);
	world.close_period();
	world.decide(victim, true);
	world.no_gain("a revocation out of spite", victim, anna);
	assert_eq!(world.coverage(victim), world.coverage(anna));
}
