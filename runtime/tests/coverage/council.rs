//! What the council takes back, whoever the sponsor is.

use crate::{common::*, people::*, world::World};
use cairn_primitives::{Balance, RouterIndex, SponsorStanding, Vouching};
use cairn_runtime::*;
use frame_support::{
	instances::Instance1,
	traits::{fungible::InspectHold, UnfilteredDispatchable},
};
use pallet_cairn_routers::{Call, HoldReason};
use sp_runtime::DispatchResult;

/// Two of the council's three members carry a motion.
fn motion(world: &mut World, call: RuntimeCall) -> DispatchResult {
	world.block(|| {
		let members = pallet_collective::RawOrigin::<AccountId, Instance1>::Members(2, 3);
		call.dispatch_bypass_filter(members.into()).map(|_| ()).map_err(|failed| failed.error)
	})
}

fn vouching(world: &mut World, router: RouterIndex) -> Vouching {
	world.read(|| Routers::view(router)).expect("it is registered").vouching
}

fn frozen(world: &mut World, router: RouterIndex) -> Balance {
	world.read(|| Rewards::coming(router, 0)).expect("it has an owner").frozen
}

#[test]
fn a_sponsor_that_owns_the_farm_and_leaves_with_its_bond_saves_nothing_that_the_council_takes_back()
{
	// A careless sponsor vouches for routers of its own. It sees the council's motion coming: it takes
	// one word back itself, so that the batch should break off there, resigns, and waits until its
	// bond has returned.
	let mut world = World::new();
	world.admit_careless();
	let place = |town, house| cell(town, 0, 0, house);
	let theirs = |house: u64| Newcomer {
		sponsor: Some(CARELESS),
		..Newcomer::honest(&format!("Wallet{house}"), place(10, house))
	};
	let farm = world.register(&[0, 1, 2].map(theirs));
	let honest =
		[0, 1, 2].map(|house| Newcomer::honest(&format!("Honest{house}"), place(0, house)));
	let honest = world.register(&honest);
	world.begin(&[&farm[..], &honest[..]].concat());
	let window = world.end_window();
	for street in [&farm, &honest] {
		for number in 0..3 {
			let others = [street[(number + 1) % 3], street[(number + 2) % 3]];
			let proof = world.proof_by(window, street[number], &others);
			world.prove(proof);
		}
	}
	world.close_period();
	let earned = world.coverage(farm[0]);
	assert!(earned > 0);
	world.revoke(CARELESS.1, farm[0]);
	world.send(CARELESS.1, RuntimeCall::Routers(Call::resign {}));
	let left = world.now() + APPEAL_TIME + WINDOW;
	world.to(left);
	let record = world.read(|| pallet_cairn_routers::Sponsors::<Runtime>::get(CARELESS.0));
	assert_eq!(record.expect("its record stays").standing, SponsorStanding::Left);
	let bond = RuntimeHoldReason::from(HoldReason::SponsorBond);
	let bond = world.read(|| Balances::balance_on_hold(&bond, &account(CARELESS.1)));
	assert_eq!(bond, 0);
	assert_eq!(vouching(&mut world, farm[1]), Vouching::Lapsed(CARELESS.0));

	let revoke =
		|index: &RouterIndex| RuntimeCall::Routers(Call::revoke { index: *index, reason: 2 });
	let calls: Vec<_> = farm.iter().map(revoke).collect();
	// A batch breaks off at the word that is taken back already.
	let broken = pallet_utility::Call::batch { calls: calls.clone() };
	assert_eq!(motion(&mut world, RuntimeCall::Utility(broken)), Ok(()));
	assert_eq!(vouching(&mut world, farm[1]), Vouching::Lapsed(CARELESS.0));
	// This one goes on.
	let whole = pallet_utility::Call::force_batch { calls };
	assert_eq!(motion(&mut world, RuntimeCall::Utility(whole)), Ok(()));
	for router in &farm[1..] {
		let Vouching::Revoked { sponsor, reason, .. } = vouching(&mut world, *router) else {
			panic!("router {router} is not revoked");
		};
		assert_eq!((sponsor, reason), (CARELESS.0, 2));
		// Two thirds are still held after the fortnight.
		assert!(frozen(&mut world, *router) > earned / 2);
	}
	// Of one the council thinks better: it is paid as ever. What the others hold is forfeited.
	world.decide(farm[1], true);
	world.decide(farm[2], false);
	assert_eq!(world.coverage(farm[1]), earned);
	let kept = [0, 2].map(|number| world.coverage(farm[number]));
	assert_eq!(kept, [0, 2].map(|number| world.released(farm[number])));
	assert!(kept[0] < earned / 20 && kept[1] < earned / 2, "{kept:?} of {earned}");
	world.close_period();
	let released = world.released(farm[1]);
	assert!(released > world.released(farm[2]));
	assert_eq!([0, 2].map(|number| world.coverage(farm[number])), kept, "and nothing more");
	println!(
		"three routers of a sponsor that left with its bond: {} each; kept by the one that it revoked \
		 itself {}, by the one that the council revoked {}, by an honest one {}",
		crate::money::cairn(earned),
		crate::money::cairn(kept[0]),
		crate::money::cairn(kept[1]),
		crate::money::cairn(world.coverage(honest[0])),
	);
	assert_eq!(world.coverage(honest[0]), earned);
}
