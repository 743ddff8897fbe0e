//! The honest path: challenged, heard, proven, paid.

use crate::{common::*, people::*, radio::*, world::World};
use cairn_primitives::{coverage::Unpaid, Balance, RouterIndex, CAIRN};
use cairn_runtime::*;
use cairn_scoring::{emitted, split, FULL_SCALE, POINT};
use pallet_cairn_campaigns::{Evidence, Sponsors};
use pallet_cairn_coverage::{Earned, Event, Outcome, Verdict};
use pallet_cairn_rewards::{Event as Rewarded, PeriodInfo};
use pallet_cairn_traits::Paid;

/// Coverage's share of the emission, in basis points.
const SHARE: u16 = 6_000;
/// What the campaign in the white spot pays for a day.
const PRICE: Balance = 10 * CAIRN;

/// What is left of held planck after so many periods, by the formula: held · (29/30)ⁿ, of which a
/// part of a planck counts as one, and so does a hair.
fn left(held: Balance, periods: u32) -> Balance {
	let hair = Balance::from(periods > 0);
	held * 29u128.pow(periods) / 30u128.pow(periods) + hair
}

/// Three neighbours, and a lone router in a white spot with a campaign and a probe.
fn town() -> (World, [RouterIndex; 3], RouterIndex, u32, u32) {
	let mut world = World::new();
	let spot = cell(9, 0, 0, 0);
	let all = world.register(&[
		Newcomer::honest("Anna", cell(0, 0, 0, 0)),
		Newcomer::honest("Beat", cell(0, 0, 0, 1)),
		Newcomer::honest("Carla", cell(0, 0, 0, 2)),
		Newcomer::honest("Lone", spot),
	]);
	let probe = world.add_probe();
	let campaign = world.campaign(&[spot], PRICE, Sponsors::Any, Evidence::Probes);
	world.begin(&all);
	(world, [all[0], all[1], all[2]], all[3], probe, campaign)
}

#[test]
fn a_challenged_router_that_is_heard_proves_earns_and_is_paid_to_the_planck() {
	let (mut world, [anna, beat, carla], lone, probe, campaign) = town();
	let first = world.end_window();

	// In the first window everybody hears everybody, and the probe passes the white spot.
	let proofs = vec![
		world.proof_by(first, anna, &[beat, carla]),
		world.proof_by(first, beat, &[anna, carla]),
		world.proof_by(first, carla, &[anna, beat]),
		world.proof(first, lone, &[cairn_primitives::coverage::WitnessId::Probe(probe)]),
	];
	assert_eq!(world.prove_all(proofs), vec![Ok(()); 4]);
	let told = world.proven();
	let outcome = |witness, earned| Outcome {
		witness: router(witness),
		verdict: Verdict::Valid,
		earned: Earned::Points(earned),
	};
	assert_eq!(
		told[0],
		Event::Proven {
			window: first,
			router: anna,
			cell: cell(0, 0, 0, 0),
			interval: 256,
			scale: FULL_SCALE,
			witnesses: 2,
			probes: 0,
			earned: Earned::Points(POINT / 2),
			reports: vec![outcome(beat, POINT), outcome(carla, POINT)],
			campaign: Err(Unpaid::NoCampaign),
		}
	);
	// A day has 144 windows; a probe proves for the campaign, not for the emission.
	let daily = PRICE / 144;
	let Event::Proven { earned, campaign: paid, witnesses: 0, probes: 1, .. } = &told[3] else {
		panic!("{:?}", told[3]);
	};
	assert_eq!((*earned, *paid), (Earned::Nothing, Ok(Paid { campaign, amount: daily })));

	// In the second one Anna is heard by Beat alone, and Carla is off.
	let second = world.end_window();
	let proof = world.proof_by(second, anna, &[beat]);
	world.prove(proof);
	let points = [anna, beat, carla, lone].map(|router| world.points(router));
	let expected =
		[2 * POINT + POINT / 2 + POINT / 4, 3 * POINT + POINT / 2, 2 * POINT + POINT / 2, 0];
	assert_eq!(points, expected);

	// The period ends: the pool is what two periods have emitted, for the first had no points.
	world.close_period();
	let sum: u128 = expected.iter().copied().map(u128::from).sum();
	let (one, two) = (emitted(PERIOD, YEAR), emitted(2 * PERIOD, YEAR));
	let pool = split(one, SHARE).0 + split(two - one, SHARE).0;
	let rate = (pool << 64) / sum;
	let closed = world.read(System::read_events_for_pallet::<Rewarded<Runtime>>);
	assert_eq!(
		closed,
		[Rewarded::PeriodClosed {
			period: 1,
			minted: split(two - one, SHARE).0,
			pool,
			points: sum,
			rate,
			distributed: (sum * rate) >> 64,
		}]
	);
	let worth = |points: u64| (u128::from(points) * rate) >> 64;
	let shares = expected.map(worth);
	// Campaigns' money was held a period earlier, and is released from now on.
	let campaigns = left(daily, 1);
	let held = [shares[0], shares[1], shares[2], campaigns];
	for (router, held) in [anna, beat, carla, lone].into_iter().zip(held) {
		let view = world.read(|| Rewards::coming(router, 3)).expect("it has an owner");
		assert_eq!(view.held, held);
		let releases: Vec<_> = (0..3).map(|n| left(held, n) - left(held, n + 1)).collect();
		assert_eq!(view.releases, releases);
	}
	assert_eq!(world.released(lone), daily - campaigns);
	assert_eq!(world.released(anna), 0);

	// Nothing is touched for three periods; then Anna is paid what has been released, and goes on.
	for passed in 1..=3 {
		world.close_period();
		assert_eq!(world.released(anna), shares[0] - left(shares[0], passed));
	}
	let owner = world.owner(anna);
	assert_eq!(world.read(|| free(&owner)), 0);
	let traffic = world.traffic[&anna];
	let claim = |router| {
		let routers = vec![router].try_into().expect("one is within the bound");
		RuntimeCall::Rewards(pallet_cairn_rewards::Call::claim { routers })
	};
	world.send("//Ferdie", claim(anna));
	let paid = traffic + shares[0] - left(shares[0], 3);
	assert_eq!(world.read(|| free(&owner)), paid);
	for _ in 0..4 {
		world.close_period();
	}
	world.send("//Ferdie", claim(anna));
	let still = left(left(shares[0], 3), 4);
	assert_eq!(world.read(|| free(&owner)), traffic + shares[0] - still);
	// One touch in between held back a planck at most.
	assert!(still - left(shares[0], 7) <= 1);

	// What there is altogether is what came in: emission, traffic and the campaign.
	let totals = world.read(pallet_cairn_rewards::Totals::<Runtime>::get);
	let traffic: Balance = world.traffic.values().sum();
	let now = world.now();
	let minted = world.read(pallet_cairn_rewards::Emission::<Runtime>::get).minted;
	let paid = world.read(|| free(&owner));
	let owed = totals.claimable + totals.held + totals.undistributed;
	assert_eq!(owed + paid, minted + traffic + daily);
	assert!(minted <= split(emitted(now, YEAR), SHARE).0);
	let pot = world.read(|| free(&Rewards::pot()));
	assert_eq!(pot, owed + totals.dust + EXISTENTIAL_DEPOSIT);
	assert_eq!(world.paid_by(campaign), daily);
	let period = world.read(pallet_cairn_rewards::Period::<Runtime>::get);
	let PeriodInfo { number, started, points, shares } = period;
	assert_eq!((number, started, points), (now / PERIOD, now / PERIOD * PERIOD, 0));
	assert!(shares > 0);
}

#[test]
fn seeds_are_drawn_by_blocks_authors_and_never_twice() {
	let (mut world, ..) = town();
	let mut seen = std::collections::BTreeSet::new();
	for _ in 0..20 {
		let window = world.window();
		let drawn = world.read(pallet_babe::AuthorVrfRandomness::<Runtime>::get);
		assert!(drawn.is_some(), "the author drew");
		assert!(seen.insert(world.seed(window)), "a seed came twice");
		world.end_window();
	}
}
