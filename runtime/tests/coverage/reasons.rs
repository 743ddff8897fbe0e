//! Why a proof brought nothing: the reasons in the event and in the router's record are the same.

use crate::{people::*, radio::router, street::*, world::World};
use cairn_primitives::{
	coverage::{Brought, Unpaid, WitnessId},
	Balance, RouterIndex, CAIRN,
};
use cairn_runtime::{api::runtime_decl_for_cairn_api::CairnApi, *};
use cairn_scoring::POINT;
use pallet_cairn_campaigns::{Call, Evidence, Sponsors, Terms};
use pallet_cairn_coverage::{Earned, Event};

/// What a campaign pays for a day of 144 windows.
const PRICE: Balance = 144 * CAIRN;
/// What a router earns that one witness heard.
const HEARD: Earned = Earned::Points(POINT / 4);

/// Opens a campaign on a house of the street, which but for these changes would pay for any proof there.
fn open(world: &mut World, house: u64, change: impl FnOnce(&mut Terms)) {
	let mut terms = Terms {
		price: PRICE,
		cap: 2 * PRICE,
		deadline: world.now() + DAY,
		sponsors: Sponsors::Any,
		evidence: Evidence::Both,
		least: 1,
	};
	change(&mut terms);
	let cells = vec![cell(0, 0, 0, house)].try_into().expect("one is within the bound");
	let call = Call::open { cells, terms, amount: 2 * PRICE };
	world.send(CARRIER, RuntimeCall::Campaigns(call));
}

/// Proves the window that has just ended, and says what the event tells. The record must say the same
/// to whoever asks.
fn told(
	world: &mut World,
	challenged: RouterIndex,
	witness: WitnessId,
) -> (Earned, Result<Balance, Unpaid>) {
	let window = world.window() - 1;
	let proof = world.proof(window, challenged, &[witness]);
	let told = world.prove(proof);
	let Event::Proven { earned, campaign, .. } = told else { panic!("{told:?}") };
	let view = world.read(|| <Runtime as CairnApi<Block>>::proofs(challenged)).expect("it proved");
	assert_eq!(view.newest, window);
	assert_eq!(view.brought, Brought::new(earned.kind(), campaign.err()));
	(earned, campaign.map(|paid| paid.amount))
}

#[test]
fn a_campaigns_reason_to_pay_nothing_stands_in_the_event_and_in_the_routers_record() {
	let Street { mut world, honest: [anna, beat, carla, david], cheat: mallory } = street();
	let named = vec![CARELESS.0].try_into().expect("one is within the bound");
	open(&mut world, 0, |terms| terms.sponsors = Sponsors::Only(named));
	open(&mut world, 1, |terms| terms.evidence = Evidence::Probes);
	open(&mut world, 2, |terms| terms.least = 2);
	let soon = world.now() + WINDOW / 2;
	open(&mut world, 3, |terms| terms.deadline = soon);
	world.end_window();
	for (who, by, reason) in [
		(anna, beat, Unpaid::SponsorNotAccepted),
		(beat, anna, Unpaid::EvidenceNotAccepted),
		(carla, anna, Unpaid::TooFewReports),
		(david, anna, Unpaid::Over),
		(mallory, anna, Unpaid::NoCampaign),
	] {
		assert_eq!(told(&mut world, who, router(by)), (HEARD, Err(reason)));
	}
	// A second campaign pays, and of the first one's reason nothing is left.
	open(&mut world, 0, |_| ());
	world.end_window();
	assert_eq!(told(&mut world, anna, router(beat)), (HEARD, Ok(CAIRN)));
}

#[test]
fn why_the_emission_grants_nothing_stands_in_the_event_and_in_the_routers_record() {
	let Street { mut world, honest: [anna, beat, carla, _], cheat: mallory } = street();
	let probe = world.add_probe();
	open(&mut world, 1, |terms| terms.evidence = Evidence::Probes);
	let idle = world.register(&[at_home("Idle", 5)])[0];
	world.hand_over(mallory, "//Owner//Another");
	// The first window into which the probe and the newcomer do not come too late.
	world.end_window();
	world.end_window();
	let waits = (Earned::NotFullPeriod, Err(Unpaid::NotFullPeriod));
	assert_eq!(told(&mut world, mallory, router(anna)), waits);
	assert_eq!(told(&mut world, idle, router(anna)), waits);
	let probed = told(&mut world, beat, WitnessId::Probe(probe));
	assert_eq!(probed, (Earned::Nothing, Ok(CAIRN)));
	let unpaid = told(&mut world, carla, WitnessId::Probe(probe));
	assert_eq!(unpaid, (Earned::Nothing, Err(Unpaid::NoCampaign)));
	world.close_period();
	world.end_window();
	let no_traffic = (Earned::NoTraffic, Err(Unpaid::NoCampaign));
	assert_eq!(told(&mut world, idle, router(anna)), no_traffic);
	// Carla is heard by a router now, and her record says so.
	assert_eq!(told(&mut world, carla, router(anna)), (HEARD, Err(Unpaid::NoCampaign)));
}
