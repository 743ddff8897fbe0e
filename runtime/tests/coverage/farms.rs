//! A hundred virtual routers: what they cost, what they earn, and what is left after a revocation.
//!
//! Radio alone does not stop keys that tell each other their secrets. These tests publish the price:
//! they make the threat model's figures from the state, and fail where the document says another.

mod published;

use crate::{common::*, money::cairn, people::*, world::World};
use cairn_primitives::{Balance, Price, RouterIndex, SponsorIndex, CAIRN};
use cairn_runtime::*;
use frame_support::traits::fungible::InspectHold;
use pallet_cairn_campaigns::{Evidence, Sponsors};
use pallet_cairn_carriers::{EscrowTotals, HoldReason as CarrierHold};
use pallet_cairn_coverage::{Earned, Event, Refusal};
use pallet_cairn_rewards::Event as Rewarded;
use pallet_cairn_routers::HoldReason as RouterHold;
use published::{must_stand, rounded, Farm};
use sp_core::Pair;
use sp_runtime::MultiSigner;

/// Routers in a street, each in a house of its own and heard by all others: as good as it gets.
const STREET: usize = 5;
const STREETS: usize = 20;
/// Virtual routers, and honest ones beside them.
const ROUTERS: usize = STREET * STREETS;
/// The colluding owner's wallets.
const WALLETS: usize = 10;
/// Periods through which a farm goes unnoticed.
const PERIODS: u32 = 10;
/// Octets whose price, less the protocol fee, is a little above the floor of traffic, in MiB.
const FLOOR_MIB: u64 = 54;
/// The wallet with which the farm's owner opens a carrier of its own, and what that charges: 2 CAIRN
/// per GiB.
const OWN_CARRIER: &str = "//Ferdie";
const PRICE: Price = (2 * CAIRN / (1 << 20)) as Price;
/// What all of a farm's transactions in ten days cost at most. The document counts them as this, since
/// they change a little whenever weights are measured again.
const FEES: Balance = 3 * CAIRN / 20;

/// As many routers as a farm has, in streets of towns from this one on.
fn streets(town: u64, owner: impl Fn(usize) -> String) -> Vec<Newcomer> {
	(0..ROUTERS)
		.map(|number| {
			let street = number / STREET;
			let place = cell(town, street as u64 % 7, street as u64 / 7, number as u64 % 5);
			Newcomer { cell: place, ..Newcomer::honest(&owner(number), HOME) }
		})
		.collect()
}

fn honest() -> Vec<Newcomer> {
	streets(0, |number| format!("Honest{number}"))
}

fn farm(sponsor: Option<(SponsorIndex, &'static str)>) -> Vec<Newcomer> {
	let mut all = streets(10, |number| format!("Wallet{}", number % WALLETS));
	all.iter_mut().for_each(|newcomer| newcomer.sponsor = sponsor);
	all
}

/// Everybody proves the running window by the four others of the street. Says what each earned.
fn prove_all(world: &mut World, routers: &[RouterIndex]) -> Vec<Earned> {
	let window = world.end_window();
	let mut proofs = Vec::new();
	for street in routers.chunks(STREET) {
		for router in street {
			let others: Vec<_> = street.iter().copied().filter(|other| other != router).collect();
			proofs.push(world.proof_by(window, *router, &others));
		}
	}
	assert_eq!(world.prove_all(proofs), vec![Ok(()); routers.len()]);
	let earned = |event| match event {
		Event::Proven { earned, .. } => earned,
		other => panic!("not a proof: {other:?}"),
	};
	world.proven().into_iter().map(earned).collect()
}

fn sum(world: &mut World, routers: &[RouterIndex]) -> Balance {
	routers.iter().map(|router| world.coverage(*router)).sum()
}

/// What is held on somebody's account for this reason, in planck.
fn held(world: &mut World, who: &str, reason: impl Into<RuntimeHoldReason>) -> Balance {
	let reason = reason.into();
	world.read(|| Balances::balance_on_hold(&reason, &account(who)))
}

/// What the careless sponsor answers with, in planck.
fn bond(world: &mut World) -> Balance {
	held(world, CARELESS.1, RouterHold::SponsorBond)
}

/// Opens the farm's own carrier with a tariff. Says what it locks up for good, in planck: nothing
/// gives a carrier's deposit back, and there is always a tariff that is the newest.
fn open_carrier(world: &mut World) -> Balance {
	use pallet_cairn_carriers::Call;
	let key = MultiSigner::Sr25519(pair(&format!("{OWN_CARRIER}//aaa//0")).public());
	let (cap, from) = (100 * CAIRN, world.now() + 10);
	let prices = vec![PRICE].try_into().expect("one class is within the bound");
	for call in [
		Call::open { key, endpoint: Default::default(), cap },
		Call::fund { amount: cap },
		Call::post_tariff { from, prices },
	] {
		world.send(OWN_CARRIER, RuntimeCall::Carriers(call));
	}
	held(world, OWN_CARRIER, CarrierHold::Deposit)
}

/// What the chain has burnt of all escrow as protocol fee, in planck.
fn protocol_fees(world: &mut World) -> Balance {
	world.read(EscrowTotals::<Runtime>::get).fees
}

#[test]
fn a_hundred_unvouched_routers_earn_nothing() {
	// A hundred keys, ten wallets, a script: everybody hears everybody.
	let mut world = World::new();
	let before = (world.burnt, held(&mut world, CARRIER, RouterHold::Registration));
	let farm = world.register(&farm(None));
	let fees = world.burnt - before.0;
	let deposits = held(&mut world, CARRIER, RouterHold::Registration) - before.1;
	let honest = world.register(&honest());
	world.begin(&[&farm[..], &honest[..]].concat());
	let window = world.end_window();
	for street in farm.chunks(STREET) {
		let proof = world.proof_by(window, street[0], &street[1..]);
		world.refuses(proof, Refusal::NotVouched);
	}
	// They are no witnesses for others either.
	let proof = world.proof_by(window, honest[0], &farm[..14]);
	world.refuses(proof, Refusal::NoValidReport);
	prove_all(&mut world, &honest);
	world.close_period();
	let (all, beside) = (sum(&mut world, &farm), sum(&mut world, &honest));
	assert_eq!(all, 0);
	// As many honest routers have all that was emitted, but for what rounding down leaves over.
	assert!(beside > 0 && beside + ROUTERS as Balance >= minted(&mut world));
	println!(
		"vouched for by nobody: a hundred routers {}, a hundred honest ones beside them {}; fees of \
		 registering them {}",
		cairn(all),
		cairn(beside),
		cairn(fees)
	);
	assert!(fees < FEES);
	must_stand(&[format!(
		"| vouched for by nobody | less than {} CAIRN of fees; {} CAIRN of deposits, which return when \
		 they are removed | nothing, nor do they count as witnesses |",
		rounded(FEES, 2),
		rounded(deposits, 0),
	)]);
}

#[test]
fn a_hundred_routers_of_a_careless_sponsor_without_traffic_earn_from_campaigns_that_accept_them() {
	// A careless sponsor vouches for all hundred. Of five of them the cells have campaigns.
	let mut world = World::new();
	world.admit_careless();
	let newcomers = farm(Some(CARELESS));
	let farm = world.register(&newcomers);
	let honest = world.register(&honest());
	let place = |number: usize| newcomers[number].cell;
	let price = 144 * CAIRN;
	let careful = vec![SPONSOR.0].try_into().expect("within the bound");
	let named =
		world.campaign(&[place(0), place(5)], price, Sponsors::Only(careful), Evidence::Witnesses);
	let probed = world.campaign(&[place(10)], price, Sponsors::Any, Evidence::Probes);
	// A cap of a day's price, for one cell.
	let capped =
		world.capped_campaign(&[place(15)], price, price, Sponsors::Any, Evidence::Witnesses);
	let open =
		world.campaign(&[place(20), honest_cell()], price, Sponsors::Any, Evidence::Witnesses);
	world.begin(&honest);
	for _ in 0..3 {
		let earned = prove_all(&mut world, &farm);
		assert!(earned.iter().all(|earned| *earned == Earned::NoTraffic));
		prove_all(&mut world, &honest);
	}
	let paid = [named, probed, capped, open].map(|campaign| world.paid_by(campaign));
	// Three windows each, at 144 windows a day; the last one pays an honest router as much.
	assert_eq!(paid, [0, 0, 3 * CAIRN, 6 * CAIRN]);
	let all = sum(&mut world, &farm);
	assert_eq!(all, 6 * CAIRN);
	let (each, beside) = (world.coverage(farm[20]), world.coverage(honest[0]));
	assert_eq!(each, beside);
	world.close_period();
	let revoked = sum(&mut world, &farm);
	assert_eq!(revoked, all, "no emission");
	assert!(world.coverage(honest[1]) > 0);
	// The sponsor's word is taken back: what has not been released is forfeited to the pool.
	let kept: Balance = [15, 20].map(|number| world.released(farm[number])).into_iter().sum();
	for number in [15, 20] {
		world.revoke(CARELESS.1, farm[number]);
		world.decide(farm[number], false);
	}
	assert_eq!(sum(&mut world, &farm), kept);
	// A thirtieth of each; what is left of a planck stays held.
	assert_eq!(kept, 2 * (each / 30 - 1));
	let bond = bond(&mut world);
	must_stand(&[format!(
		"| vouched for by a careless sponsor, without traffic | and that sponsor's bond of {} CAIRN | \
		 nothing of the emission. Nothing from campaigns that name other sponsors or ask for probes; \
		 from open ones what an honest router in the cell gets, in three windows {} CAIRN each where it \
		 got {} CAIRN, and all of them together no more than the cap. Revoked in the next period they \
		 keep a thirtieth |",
		rounded(bond, 0),
		rounded(each, 0),
		rounded(beside, 0),
	)]);
}

/// What was minted for coverage when the last block ended a period.
fn minted(world: &mut World) -> Balance {
	let events = world.read(System::read_events_for_pallet::<Rewarded<Runtime>>);
	let minted = events.into_iter().find_map(|event| match event {
		Rewarded::PeriodClosed { minted, .. } => Some(minted),
		_ => None,
	});
	minted.expect("a period ended")
}

/// Where the first honest router stands.
fn honest_cell() -> u64 {
	cell(0, 0, 0, 0)
}

#[test]
fn a_hundred_routers_with_self_paid_traffic_earn_as_honest_ones_until_they_are_revoked() {
	// The farm's owner is a carrier, too, and pays itself for just enough traffic; the sponsor is the
	// farm's own, and would never take its word back.
	let mut world = World::new();
	world.admit_careless();
	let before = world.burnt;
	let deposits = open_carrier(&mut world);
	let farm = world.register(&farm(Some(CARELESS)));
	let mut burnt = world.burnt - before;
	let mut protocol = 0;
	let honest = world.register(&honest());
	world.begin(&honest);
	// The first period's pool holds two periods' emission: the honest have it.
	prove_all(&mut world, &honest);
	world.close_period();
	let earlier = sum(&mut world, &honest);
	let mut pool = 0;
	for period in 0..PERIODS {
		// What reaches the floor counts for seven periods.
		if period % u32::from(TRAFFIC_PERIODS) == 0 {
			let before = (world.burnt, protocol_fees(&mut world));
			world.carry_for(OWN_CARRIER, &farm, FLOOR_MIB << 20);
			burnt += world.burnt - before.0;
			protocol += protocol_fees(&mut world) - before.1;
		}
		world.carry(&honest, DAILY);
		let all = prove_all(&mut world, &[&farm[..], &honest[..]].concat());
		assert!(all.iter().all(|earned| *earned == all[0]), "the farm is as good as honest");
		assert!(matches!(all[0], Earned::Points(_)));
		world.close_period();
		pool = minted(&mut world);
	}
	let (all, beside) = (sum(&mut world, &farm), sum(&mut world, &honest));
	assert_eq!(all, beside - earlier);
	// Half of what was emitted, but for what rounding down leaves over.
	let emitted = pool * Balance::from(PERIODS);
	assert!((2 * all).abs_diff(emitted) < emitted / 1_000_000);
	let released: Balance = farm.iter().map(|router| world.released(*router)).sum();
	let bond = bond(&mut world);

	// It is noticed: the council dismisses the sponsor and takes back what it vouched for, nothing comes
	// to light in the farm's favour, and the sponsor pays with its bond.
	let sponsor = CARELESS.0;
	let dismiss = pallet_cairn_routers::Call::dismiss_sponsor { sponsor };
	world.council(RuntimeCall::Routers(dismiss));
	for router in &farm {
		world.revoke_as_council(*router);
		world.decide(*router, false);
	}
	let slash = pallet_cairn_routers::Call::slash_sponsor { sponsor, amount: bond };
	world.council(RuntimeCall::Routers(slash));
	assert_eq!(held(&mut world, CARELESS.1, RouterHold::SponsorBond), 0);
	assert_eq!(held(&mut world, OWN_CARRIER, CarrierHold::Deposit), deposits);
	let kept = sum(&mut world, &farm);
	assert_eq!(kept, released);
	assert_eq!(sum(&mut world, &honest), beside);
	// What is forfeited is the pool's again, so that those who are honest get it.
	let forfeited = all - kept;
	let undistributed = world.read(pallet_cairn_rewards::Totals::<Runtime>::get).undistributed;
	assert!(undistributed >= forfeited);
	prove_all(&mut world, &honest);
	world.close_period();
	assert_eq!(sum(&mut world, &farm), kept, "and nothing more");
	assert!(sum(&mut world, &honest) - beside >= forfeited + pool - ROUTERS as Balance);

	let fees = burnt - protocol;
	println!("fees of all its transactions {}", cairn(fees));
	assert!(fees < FEES);
	Farm { all, kept, pool, deposits, protocol, bond }.publish();
}
