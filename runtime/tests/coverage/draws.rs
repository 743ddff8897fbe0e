//! What chance decides, and who can lean on it: routers that are on when they are asked only, and
//! authors who give up blocks.

use crate::{
	common::*,
	people::*,
	street::{street_with, Street},
	world::World,
};
use cairn_primitives::coverage::Seed;
use cairn_runtime::*;
use pallet_cairn_coverage::{Call, Earned, Event, Parameters};
use std::collections::BTreeMap;

#[test]
fn a_router_that_is_on_only_when_it_is_asked_earns_what_it_is_challenged_for_and_witnesses_less() {
	// The network is so large that each router is asked in every other window only. The seed is
	// public when a window begins, so Mallory switches on in windows in which she is asked, and
	// serves nobody in the others. Anna is always on.
	let others: Vec<_> = (0..200)
		.map(|number| {
			let place = cell(20, number / 49, number / 7 % 7, number % 7);
			Newcomer::honest(&format!("Other{number}"), place)
		})
		.collect();
	let (Street { mut world, honest: [anna, beat, carla, _], cheat: mallory }, _) =
		street_with(&others);
	let parameters = Parameters { verifications_per_block: 6, span_periods: 1 };
	world.council(RuntimeCall::Coverage(Call::set_parameters { parameters }));
	world.end_window();
	// By router: windows in which it was asked, points for these, points as a witness.
	let mut told: BTreeMap<_, (u64, u64, u64)> = BTreeMap::new();
	let mut interval = 0;
	for _ in 0..40 {
		let window = world.end_window();
		let asked = |world: &mut World, who| {
			world.read(|| Coverage::challenged(window, who)).expect("it is known")
		};
		let mut on = vec![anna];
		on.extend(asked(&mut world, mallory).then_some(mallory));
		// Beat hears both; Carla is heard by whoever of the two is on.
		for (who, witnesses) in on.iter().map(|who| (*who, vec![beat])).chain([(carla, on.clone())])
		{
			if !asked(&mut world, who) {
				continue;
			}
			let proof = world.proof_by(window, who, &witnesses);
			let event = world.prove(proof);
			let Event::Proven { interval: stands_for, earned, reports, .. } = event else {
				panic!("{event:?}")
			};
			interval = u64::from(stands_for);
			let entry = told.entry(who).or_default();
			entry.0 += 1;
			entry.1 += points(earned);
			for report in reports {
				let cairn_primitives::coverage::WitnessId::Router(witness) = report.witness else {
					panic!("not a router")
				};
				told.entry(witness).or_default().2 += points(report.earned);
			}
		}
	}
	let (hers, annas) = (told[&mallory], told[&anna]);
	println!("asked, earned so, as a witness: Mallory {hers:?}, Anna {annas:?}");
	assert!((8..=32).contains(&hers.0) && (8..=32).contains(&annas.0));
	// Each challenge stands for the windows between: Mallory is paid for those that she slept through.
	let each = 250_000 * interval / 256;
	assert_eq!((hers.1, annas.1), (hers.0 * each, annas.0 * each));
	assert_eq!(world.points(mallory), hers.1 + hers.2);
	assert_eq!(world.points(anna), annas.1 + annas.2);
	// What she does not hear she is not paid for.
	assert!(0 < hers.2 && hers.2 < annas.2, "{} and {}", hers.2, annas.2);
}

fn points(earned: Earned) -> u64 {
	match earned {
		Earned::Points(points) => points,
		other => panic!("{other:?}"),
	}
}

/// The window whose seed somebody would like to choose.
const WANTED: u32 = 5;

/// What becomes of the window whose first block `opener` makes: its seed, and the era points of the
/// author whose turn it was for the last block before it, with this body, and of the honest one who is
/// next.
fn drawn(gives_up: bool, body: impl FnOnce(), opener: u32) -> (Seed, [u32; 2]) {
	let mut world = World::new();
	let first = WANTED * WINDOW;
	world.to(first - 2);
	let slot = slot_of(first - 1);
	let authors = world.read(Session::validators);
	let era_points = |world: &mut World| {
		let points = world.read(|| pallet_staking::ErasRewardPoints::<Runtime>::get(0));
		[0, 1].map(|place| points.individual.get(&authors[place]).copied().unwrap_or_default())
	};
	let before = era_points(&mut world);
	world.read(|| {
		if gives_up {
			// The next slot is another author's, whose block comes in its place.
			block_by(1, slot + 1, first - 1, body);
			block_by(opener, slot + 2, first, || ());
		} else {
			block_by(0, slot, first - 1, body);
			block_by(opener, slot + 1, first, || ());
		}
	});
	let after = era_points(&mut world);
	(world.seed(WANTED), [after[0] - before[0], after[1] - before[1]])
}

#[test]
fn an_author_can_only_take_his_draw_or_leave_it_and_pays_for_leaving_with_his_blocks_points() {
	// The author of a window's last block before it knows the seed that his block makes. If it asks
	// the wrong routers, he tries other contents, and then no block at all. What that earns is counted
	// in era points, since authors have no share in coverage; beside him is the honest next author.
	let (seed, made) = drawn(false, || (), 2);
	let remark = || {
		let remark = frame_system::Call::remark { remark: b"another draw".to_vec() };
		apply(signed("//Ferdie", RuntimeCall::System(remark))).expect("valid").expect("applies");
	};
	assert_eq!(drawn(false, remark, 2), (seed, made), "the block's contents have no say");
	assert_eq!(drawn(false, || (), 3), (seed, made), "nor has whoever makes the next block");
	let [points, nothing] = made;
	assert!(points > 0 && nothing == 0);
	// Without his block another author's draw decides, which he cannot know.
	let (other, [left, honest]) = drawn(true, || (), 2);
	println!(
		"era points for the block: {points} if he makes it; if he gives it up {left}, and the honest \
		 author who makes it instead {honest}"
	);
	assert_ne!(other, seed);
	assert_eq!(left, 0, "and the block's era points are not his");
	assert_eq!(honest, points, "they are the honest author's");
	assert_eq!(drawn(true, remark, 3), (other, [0, honest]));
}
