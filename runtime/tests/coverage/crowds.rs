//! Density: many keys where there is room for few.

use crate::{
	money::cairn,
	people::*,
	street::{at_home, street_with, Street},
	world::World,
};
use cairn_primitives::{Balance, RouterIndex, CAIRN};
use cairn_runtime::{Runtime, RuntimeCall, MOVE_COOLDOWN};
use cairn_scoring::{award, Interval, FULL_SCALE, POINT};
use pallet_cairn_campaigns::{Evidence, Sponsors};
use pallet_cairn_coverage::{Earned, Event, Parameters, Span};

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
	// The first span counts them, and scales each by those before it.
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

/// What these keys' proofs are worth, as so many at full scale, where they have fourteen witnesses each
/// and prove in this order.
fn worth(world: &mut World, keys: &[RouterIndex]) -> f64 {
	let one = award(14, 14, Interval::EVERY_WINDOW, FULL_SCALE);
	let one = one.challenged + 14 * one.each_witness;
	let all: u64 = keys.iter().map(|key| world.points(*key)).sum();
	all as f64 / one as f64
}

/// What the first proofs of so many keys in a house are worth, where each is scaled by those before it:
/// two have room, and then all share what two would get.
fn in_order(keys: usize) -> f64 {
	(0..keys).map(|before| 2.0 / before.max(2) as f64).sum()
}

#[test]
fn keys_that_come_and_go_are_scaled_by_those_before_them_and_forgotten_with_their_span() {
	// Mallory crowds a house for a day with keys that carry: no span that has closed has counted
	// anybody there. Then she stops, and would move all of them on to the next house. Two periods later
	// the first house counts as it is. In another town a neighbour in a house of its own is heard by as
	// many as each key is.
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
	let all = worth(&mut world, keys);
	assert!((all - in_order(KEYS)).abs() < 1e-4, "{all} proofs at full scale");
	assert!((worth(&mut world, neighbours) - 15.0).abs() < 1e-4, "none of them is crowded");
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
	// By those who came before her in the span, then by all whom it counted, and then by nobody.
	let among = |routers: u64| FULL_SCALE * 4 / routers / 2;
	assert_eq!(scales[..2], [among(KEYS as u64), among(KEYS as u64 + 1)]);
	assert_eq!(scales[2], FULL_SCALE);
	let (all, honest) = (together(&mut world, keys), world.coverage(neighbours[0]));
	println!(
		"their one span: {} together, as much as {:.2} honest routers with as many witnesses and {} each",
		cairn(all),
		all as f64 / honest as f64,
		cairn(honest)
	);
	assert!(all > honest * 9 && all < honest * 10);

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

/// Thirty keys in each of two houses. Says what a span's proofs are worth, as so many at full scale,
/// with so many windows in each.
fn two_houses(in_turn: bool, spans: usize, windows: usize) -> Vec<f64> {
	let mut others = keys(5, SPONSOR);
	others.truncate(KEYS / 2);
	others.extend(keys(6, SPONSOR).split_off(KEYS / 2));
	let (Street { mut world, honest: [anna, beat, carla, _], .. }, keys) = street_with(&others);
	let everybody = [&keys[..], &[anna, beat, carla]].concat();
	let mut earned = Vec::new();
	for span in 0..spans {
		for _ in 0..windows {
			let window = world.end_window();
			for house in 0..2 {
				if in_turn && span % 2 != house {
					continue;
				}
				let proofs: Vec<_> = (house * KEYS / 2..(house + 1) * KEYS / 2)
					.map(|key| {
						let witnesses: Vec<_> =
							(1..15).map(|next| keys[(key + next) % KEYS]).collect();
						world.proof_by(window, keys[key], &witnesses)
					})
					.collect();
				assert_eq!(world.prove_all(proofs), vec![Ok(()); KEYS / 2]);
			}
			// An honest router four doors away feels nothing of either.
			let proof = world.proof_by(window, anna, &[beat, carla]);
			let Event::Proven { scale, .. } = world.prove(proof) else { panic!("proven") };
			assert_eq!(scale, FULL_SCALE);
		}
		earned.push(worth(&mut world, &keys));
		world.close_period();
		world.carry(&everybody, DAILY);
	}
	earned
}

#[test]
fn two_houses_that_prove_in_turn_are_scaled_by_who_proved_before_in_the_span() {
	// Mallory keeps thirty keys with a little traffic in each of two houses that hear each other, and
	// lets one house prove in every span and the other one witness. In the span that closed last nobody
	// has proven where she proves: by that alone each key would earn in full, for ever. In a second
	// world the same keys prove whenever they are asked.
	let is = |earned: f64, worth: f64| {
		assert!((earned - worth).abs() < 0.01, "{earned} and not {worth}");
	};
	for windows in [2, 4] {
		let (in_turn, always) = (two_houses(true, 3, windows), two_houses(false, 3, windows));
		println!(
			"proofs at full scale in each span of {windows} windows: in turn {in_turn:.2?}, always \
			 {always:.2?}"
		);
		let rounds = windows as f64;
		for earned in in_turn {
			is(earned, in_order(KEYS / 2) + 2.0 * (rounds - 1.0));
		}
		for earned in &always[1..] {
			is(*earned, 4.0 * rounds);
		}
	}
}

#[test]
fn keys_that_move_on_within_a_span_are_counted_where_they_came_to() {
	// Spans last for days where the network is large. Mallory has twenty keys counted in one house and
	// moves all of them to the next one, for which the first move is free: if a router counted once a
	// span, they would go uncounted there until the span ends.
	let mut twenty = keys(5, SPONSOR);
	twenty.truncate(20);
	let (Street { mut world, honest: [anna, beat, carla, _], .. }, keys) = street_with(&twenty);
	let parameters = Parameters { span_periods: 5, ..Parameters::default() };
	let set = pallet_cairn_coverage::Call::set_parameters { parameters };
	world.council(RuntimeCall::Coverage(set));
	let span = |world: &mut World| world.read(Span::<Runtime>::get).expect("it runs").number;
	world.end_window();
	let running = span(&mut world);
	prove_each_other(&mut world, &keys);
	let first = worth(&mut world, &keys);
	assert!((first - in_order(keys.len())).abs() < 1e-4, "{first}");
	for key in &keys {
		world.move_to(*key, cell(0, 0, 0, 6));
	}
	// The move is in force, and a full period has begun since.
	world.close_period();
	world.close_period();
	world.carry(&[&keys[..], &[anna, beat, carla]].concat(), DAILY);
	prove_each_other(&mut world, &keys);
	let moved = worth(&mut world, &keys);
	assert!((moved - in_order(keys.len())).abs() < 1e-4, "{moved}");
	prove_each_other(&mut world, &keys);
	let again = worth(&mut world, &keys) - moved;
	assert!((again - 2.0).abs() < 1e-4, "{again}");
	assert_eq!(span(&mut world), running, "one span for all of it");
	let window = world.end_window();
	let proof = world.proof_by(window, anna, &[beat, carla]);
	let Event::Proven { scale, .. } = world.prove(proof) else { panic!("proven") };
	println!(
		"twenty keys in one house: {first:.2} proofs at full scale; in the next one {moved:.2}, and then \
		 {again:.2}; an honest router four doors away one each"
	);
	assert_eq!(scale, FULL_SCALE);
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
