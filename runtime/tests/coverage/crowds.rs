//! Density: many keys where there is room for few.

use crate::{
	money::cairn,
	people::*,
	street::{at_home, street_with, Street},
	world::World,
};
use cairn_primitives::{Balance, RouterIndex, CAIRN};
use cairn_runtime::MOVE_COOLDOWN;
use cairn_scoring::{award, Interval, FULL_SCALE, POINT};
use pallet_cairn_campaigns::{Evidence, Sponsors};
use pallet_cairn_coverage::{Earned, Event};

/// Keys in one house.
const KEYS: usize = 60;

/// Keys of as many wallets in one house of the street.
fn keys(house: u64, sponsor: (u32, &'static str)) -> Vec<Newcomer> {
	let wallet = |number: usize| format!("Wallet{}", number % 20);
	(0..KEYS)
		.map(|number| Newcomer { sponsor: Some(sponsor), ..at_home(&wallet(number), house) })
		.collect()
}

/// What these have got by coverage, in planck.
fn together(world: &mut World, keys: &[RouterIndex]) -> Balance {
	keys.iter().map(|key| world.coverage(*key)).sum()
}

/// Each key is proven by fourteen others, of other wallets. Says what they earned.
fn prove_each_other(world: &mut World, keys: &[RouterIndex]) -> Vec<Earned> {
	let window = world.end_window();
	let proofs: Vec<_> = (0..keys.len())
		.map(|number| {
			let witnesses: Vec<_> = (1..15).map(|n| keys[(number + n) % keys.len()]).collect();
			world.proof_by(window, keys[number], &witnesses)
		})
		.collect();
	assert_eq!(world.prove_all(proofs), vec![Ok(()); keys.len()]);
	let told = world.proven().into_iter();
	told.map(|event| match event {
		Event::Proven { earned, .. } => earned,
		other => panic!("not a proof: {other:?}"),
	})
	.collect()
}

#[test]
fn sixty_keys_in_one_house_earn_together_what_two_routers_there_would() {
	// Mallory registers sixty keys in her house, pays for a little traffic of each, and has them
	// prove each other: to earn sixtyfold, and to crowd out Anna, four doors away.
	let (Street { mut world, honest: [anna, beat, carla, _], .. }, keys) =
		street_with(&keys(6, SPONSOR));
	// The first span counts them, at full scale for everybody: nothing has been counted before.
	prove_each_other(&mut world, &keys);
	let window = world.end_window();
	let proof = world.proof_by(window, anna, &[beat, carla]);
	world.prove(proof);
	world.close_period();
	world.carry(&keys, DAILY);
	// From the second period on the scale is what that span has counted.
	let before = (world.coverage(keys[0]), world.coverage(anna));
	assert!(before.0 > 0 && before.1 > 0);
	let earned = prove_each_other(&mut world, &keys);
	assert!(earned.iter().all(|earned| matches!(earned, Earned::Points(_))));
	let window = world.end_window();
	let proof = world.proof_by(window, anna, &[beat, carla]);
	let Event::Proven { scale, .. } = world.prove(proof) else { panic!("proven") };
	assert_eq!(scale, FULL_SCALE, "four doors away nothing is felt of it");
	let all: u64 = keys.iter().map(|key| world.points(*key)).sum();
	let one = award(14, 14, Interval::EVERY_WINDOW, FULL_SCALE);
	let one = one.challenged + 14 * one.each_witness;
	println!("{KEYS} keys in one house: {all} points, one router with as many witnesses: {one}");
	// Rounding down costs each proof fifteen points at most.
	assert!(all <= 2 * one && all + 15 * KEYS as u64 + 28 >= 2 * one, "{all} of {one}");
	assert_eq!(world.points(anna), award(2, 2, Interval::EVERY_WINDOW, FULL_SCALE).challenged);
	let before = (together(&mut world, &keys), world.coverage(anna));
	world.close_period();
	let (all, honest) = (together(&mut world, &keys) - before.0, world.coverage(anna) - before.1);
	println!(
		"in CAIRN: {KEYS} keys together {}, Anna with two witnesses {}",
		cairn(all),
		cairn(honest)
	);
	assert!(all / (KEYS as Balance) < honest, "a key earns less than an honest router");
}

#[test]
fn idle_keys_in_a_rivals_house_take_nothing_from_the_rival() {
	// Mallory has a careless sponsor vouch for sixty keys at Anna's address. They serve nobody and
	// can draw nothing; they prove each other to be counted, so that Anna's cell looks crowded and
	// Mallory's share of the pool grows.
	let Street { mut world, honest: [anna, beat, carla, david], cheat: mallory } =
		street_with(&[]).0;
	world.admit_careless();
	let keys = world.register(&keys(0, CARELESS));
	// Their first full period.
	world.close_period();
	world.carry(&[anna, beat, carla, david, mallory], DAILY);
	let earned = prove_each_other(&mut world, &keys);
	assert!(earned.iter().all(|earned| *earned == Earned::NoTraffic));
	world.close_period();
	let window = world.end_window();
	for who in [mallory, anna] {
		let proof = world.proof_by(window, who, &[carla, david]);
		let Event::Proven { scale, .. } = world.prove(proof) else { panic!("proven") };
		assert_eq!(scale, FULL_SCALE);
	}
	assert_eq!(world.points(anna), POINT / 2);
	assert_eq!(keys.iter().map(|key| world.points(*key)).sum::<u64>(), 0);
	world.no_gain("idle keys in a rival's house", mallory, anna);
}

#[test]
fn idle_keys_earn_those_who_hear_them_nothing() {
	// Mallory has a careless sponsor vouch for sixty idle keys in one house, and keeps four routers
	// there that carry a little traffic, of other wallets and another sponsor. Each idle key is
	// challenged and never counted, since it draws nothing, and has the four witness it: at full scale,
	// as often as there are keys.
	let four: Vec<_> = (0..4).map(|number| at_home(&format!("Hers{number}"), 6)).collect();
	let (Street { mut world, honest: [anna, beat, carla, david], .. }, four) = street_with(&four);
	world.admit_careless();
	let keys = world.register(&keys(6, CARELESS));
	// Their first full period.
	world.close_period();
	world.carry(&[&four[..], &[anna, beat, carla, david]].concat(), DAILY);
	let window = world.end_window();
	let proofs: Vec<_> = keys.iter().map(|key| world.proof_by(window, *key, &four)).collect();
	assert_eq!(world.prove_all(proofs), vec![Ok(()); KEYS]);
	for event in world.proven() {
		let Event::Proven { earned, reports, .. } = event else { panic!("{event:?}") };
		assert_eq!(earned, Earned::NoTraffic);
		let told: Vec<_> = reports.iter().map(|report| report.earned).collect();
		assert_eq!(told, [Earned::ChallengedDrawsNothing; 4]);
	}
	assert_eq!(four.iter().map(|router| world.points(*router)).sum::<u64>(), 0);
	// What is left to them is to prove as honest routers do.
	for street in [[four[0], four[1], four[2], four[3]], [anna, beat, carla, david]] {
		for number in 0..4 {
			let others: Vec<_> = (1..4).map(|next| street[(number + next) % 4]).collect();
			let proof = world.proof_by(window, street[number], &others);
			world.prove(proof);
		}
	}
	world.no_gain("hearing sixty idle keys", four[0], anna);
}

#[test]
fn keys_that_come_and_go_earn_in_full_once_and_are_forgotten_with_their_span() {
	// Mallory crowds a house for a day with keys that carry: nothing has been counted there yet, so
	// that each earns as if it were alone. Then she stops, and would move all of them on to the next
	// house. Two periods later the first house counts as it is. In another town fifteen neighbours,
	// each in a house of its own, hear each other as the keys do.
	let neighbour = |number: u64| {
		let place = cell(8, 0, [0, 1, 3][number as usize % 3], number / 3);
		Newcomer::honest(&format!("Neighbour{number}"), place)
	};
	let mut others = keys(0, SPONSOR);
	others.extend((0..15).map(neighbour));
	let (Street { mut world, honest: [anna, beat, carla, _], .. }, others) = street_with(&others);
	let (keys, neighbours) = others.split_at(KEYS);
	prove_each_other(&mut world, keys);
	prove_each_other(&mut world, neighbours);
	let one = award(14, 14, Interval::EVERY_WINDOW, FULL_SCALE);
	let one = one.challenged + 14 * one.each_witness;
	for router in &others {
		assert_eq!(world.points(*router), one, "the first span pays router {router} in full");
	}
	let mut scales = Vec::new();
	for _ in 0..3 {
		let window = world.end_window();
		let proof = world.proof_by(window, anna, &[beat, carla]);
		let Event::Proven { scale, .. } = world.prove(proof) else { panic!("proven") };
		scales.push(scale);
		world.close_period();
		world.carry(&[anna, beat, carla], DAILY);
	}
	println!("the scale of a house with {KEYS} keys in one span: {scales:?} of {FULL_SCALE}");
	assert_eq!((scales[0], scales[2]), (FULL_SCALE, FULL_SCALE));
	assert_eq!(scales[1], FULL_SCALE * 2 / (KEYS as u64 + 1));
	let (all, honest) = (together(&mut world, keys), world.coverage(neighbours[0]));
	println!(
		"their one span: {} together; an honest router with as many witnesses {}",
		cairn(all),
		cairn(honest)
	);
	// Each got what an honest router in a house of its own did, to the planck: not more.
	assert!(honest > 0);
	for router in &others {
		assert_eq!(world.coverage(*router), honest, "router {router}");
	}

	// Moving on is free once a year; after that its price doubles each time.
	let mut spent = Vec::new();
	for step in 0..4 {
		let before = world.burnt_by_moves;
		world.move_to(keys[0], cell(30 + step, 0, 0, 0));
		spent.push(world.burnt_by_moves - before);
		let next = world.now() + MOVE_COOLDOWN;
		world.to(next);
	}
	assert_eq!(spent, [0, 5 * CAIRN, 10 * CAIRN, 20 * CAIRN]);
}

#[test]
fn many_keys_in_a_campaigns_cell_draw_no_more_than_its_cap() {
	// Twenty keys of a careless sponsor stand in one cell that a campaign pays for; an honest router
	// stands in the other one.
	let mut world = World::new();
	world.admit_careless();
	let place = cell(10, 0, 0, 0);
	let mut newcomers = vec![
		Newcomer::honest("Rita", cell(11, 0, 0, 0)),
		Newcomer::honest("Sven", cell(11, 0, 0, 1)),
	];
	newcomers.extend((0..20).map(|number| Newcomer {
		owner: format!("//Owner//Wallet{}", number % 10),
		cell: place,
		sponsor: Some(CARELESS),
	}));
	let all = world.register(&newcomers);
	let ([rita, sven], keys) = ([all[0], all[1]], &all[2..]);
	let price = 144 * CAIRN;
	let cap = price;
	let cells = [place, newcomers[0].cell];
	let campaign = world.capped_campaign(&cells, price, cap, Sponsors::Any, Evidence::Witnesses);
	world.reach_first_full_period();
	for _ in 0..9 {
		let window = world.end_window();
		let mut proofs = vec![world.proof_by(window, rita, &[sven])];
		proofs.extend((0..keys.len()).map(|number| {
			let witness = keys[(number + 1) % keys.len()];
			world.proof_by(window, keys[number], &[witness])
		}));
		assert_eq!(world.prove_all(proofs), vec![Ok(()); all.len() - 1]);
	}
	// Twenty CAIRN a window for seven windows, and four in the eighth; it takes nothing from Rita.
	let (drawn, honest) = (together(&mut world, keys), world.coverage(rita));
	assert_eq!((drawn, honest), (cap, 9 * CAIRN));
	assert_eq!(world.paid_by(campaign), drawn + honest);
	println!(
		"twenty keys in a campaign's cell: its cap of {}, in eight windows; an honest router in its \
		 other cell {} in nine",
		cairn(drawn),
		cairn(honest)
	);
}
