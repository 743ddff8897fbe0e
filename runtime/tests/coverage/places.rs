//! Campaigns' cells entered for a day.

use crate::{
	money::cairn,
	people::*,
	street::{street_with, Street},
	world::World,
};
use cairn_primitives::{coverage::Unpaid, CellIndex, RouterIndex, CAIRN};
use cairn_runtime::{Runtime, RuntimeCall, MOVE_COOLDOWN, PERIOD, WINDOW};
use pallet_cairn_campaigns::{Evidence, Sponsors};
use pallet_cairn_coverage::Event;

const PRICE: u128 = 144 * CAIRN;

/// A house in the town where the campaign is.
fn place(house: u64) -> CellIndex {
	cell(40, 0, 0, house)
}

/// Two honest residents in houses 0 and 1 there, and a cheat who lives elsewhere.
struct Town {
	world: World,
	mallory: RouterIndex,
	rita: RouterIndex,
	sven: RouterIndex,
}

fn town() -> Town {
	let (Street { world, cheat: mallory, .. }, residents) =
		street_with(&[Newcomer::honest("Rita", place(0)), Newcomer::honest("Sven", place(1))]);
	Town { world, mallory, rita: residents[0], sven: residents[1] }
}

#[test]
fn a_campaigns_cell_entered_for_a_day_pays_nothing_and_then_what_it_pays_residents() {
	// A campaign pays 144 CAIRN a day. Mallory moves in, to be paid for the day, and out again.
	let Town { mut world, mallory, rita, sven } = town();
	let campaign = world.campaign(&[place(0), place(2)], PRICE, Sponsors::Any, Evidence::Witnesses);
	world.move_to(mallory, place(2));
	let arrived = world.now();
	world.end_window();
	// The first day, from the window on in which the move is in force.
	for _ in 0..3 {
		let window = world.end_window();
		for who in [mallory, rita] {
			let proof = world.proof_by(window, who, &[sven]);
			let told = world.prove(proof);
			let Event::Proven { campaign, .. } = told else { panic!("{told:?}") };
			let expected = if who == rita { Ok(CAIRN) } else { Err(Unpaid::NotFullPeriod) };
			assert_eq!(campaign.map(|paid| paid.amount), expected);
		}
	}
	assert_eq!(world.coverage(mallory), 0);
	assert_eq!(world.paid_by(campaign), 3 * CAIRN);
	// She cannot leave before the cooldown is over, and then pays for it.
	let away = pallet_cairn_routers::Call::move_router { index: mallory, cell: cell(0, 0, 0, 4) };
	let owner = world.owners[&mallory].clone();
	let early = world.try_send(&owner, RuntimeCall::Routers(away.clone()));
	assert_eq!(early, Err(refusal(pallet_cairn_routers::Error::<Runtime>::MoveTooSoon)));
	// From her first full period on she earns what a resident earns.
	world.to(2 * PERIOD);
	let (before, residents) = (world.coverage(mallory), world.coverage(rita));
	assert_eq!(before, 0);
	let window = world.end_window();
	for who in [mallory, rita] {
		let proof = world.proof_by(window, who, &[sven]);
		world.prove(proof);
	}
	assert_eq!(world.coverage(mallory), CAIRN);
	assert_eq!(world.coverage(rita) - residents, CAIRN);
	// A cooldown after she has come she may go. What lands after the move is in force is not paid,
	// so that the last window is lost as the first day was.
	world.to(arrived + MOVE_COOLDOWN);
	let window = world.window();
	let held = world.coverage(mallory);
	world.as_owner(mallory, away);
	world.to((window + 1) * WINDOW);
	let proof = world.proof_by(window, mallory, &[sven]);
	let told = world.prove(proof);
	let Event::Proven { campaign: paid, cell: proven, .. } = told else { panic!("{told:?}") };
	assert_eq!((paid, proven), (Err(Unpaid::NotFullPeriod), place(2)));
	println!(
		"a campaign's cell for a week: the cheat {}, the resident {}, of {} a day",
		cairn(held),
		cairn(world.coverage(rita)),
		cairn(PRICE)
	);
	assert_eq!(world.coverage(mallory), held);
	assert!(held < world.coverage(rita));
}

#[test]
fn a_router_moved_into_a_campaigns_cell_on_paper_is_not_paid_for_what_careless_keys_say() {
	// A campaign trusts one sponsor. Mallory's router has that one's word and stays where it is; on
	// paper she moves it into the cell, where keys of a careless sponsor say that they hear it.
	let Town { mut world, mallory, rita, sven } = town();
	world.admit_careless();
	let key = |number| Newcomer {
		sponsor: Some(CARELESS),
		..Newcomer::honest(&format!("Key{number}"), place(2))
	};
	let keys = world.register(&[key(0), key(1), key(2)]);
	let trusted = Sponsors::Only(vec![SPONSOR.0].try_into().expect("one"));
	let campaign = world.campaign(&[place(0), place(2)], PRICE, trusted, Evidence::Witnesses);
	world.move_to(mallory, place(2));
	world.to(2 * PERIOD);
	let window = world.end_window();
	let mut told = |who, witnesses: &[_]| {
		let proof = world.proof_by(window, who, witnesses);
		let told = world.prove(proof);
		let Event::Proven { campaign, .. } = told else { panic!("{told:?}") };
		campaign.map(|paid| paid.amount)
	};
	assert_eq!(told(mallory, &keys), Err(Unpaid::EvidenceNotAccepted));
	assert_eq!(told(rita, &[sven, keys[0]]), Ok(CAIRN));
	assert_eq!((world.coverage(mallory), world.coverage(rita)), (0, CAIRN));
	assert_eq!(world.paid_by(campaign), CAIRN);
	println!("moved in on paper: nothing; an honest router in the campaign's other cell: 1 CAIRN");
}
