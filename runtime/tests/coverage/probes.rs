//! What probes may and may not do.

use crate::{people::*, street::*};
use cairn_primitives::{
	coverage::{ProbeIndex, Unpaid, WitnessId},
	CAIRN,
};
use cairn_runtime::*;
use pallet_cairn_campaigns::{Evidence, Sponsors};
use pallet_cairn_coverage::{Earned, Event, Refusal};

#[test]
fn a_probe_that_lies_moves_its_own_carriers_money_only() {
	// A carrier's probe signs whatever Mallory wants. The emission takes no notice, nor do campaigns
	// of another carrier or those that ask for witnesses.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let home = cell(0, 0, 0, 4);
	let witnesses = world.campaign(&[home], 144 * CAIRN, Sponsors::Any, Evidence::Witnesses);
	let probe = world.add_probe();
	world.end_window();
	let window = world.end_window();
	let lie = world.proof(window, mallory, &[WitnessId::Probe(probe)]);
	let told = world.prove(lie);
	let Event::Proven { earned, campaign, probes: 1, witnesses: 0, .. } = told else {
		panic!("{told:?}")
	};
	assert_eq!((earned, campaign), (Earned::Nothing, Err(Unpaid::EvidenceNotAccepted)));
	assert_eq!(world.paid_by(witnesses), 0);
	// Once its carrier has a campaign for probes, that one pays.
	let own = world.campaign(&[home], 144 * CAIRN, Sponsors::Any, Evidence::Probes);
	let window = world.end_window();
	let lie = world.proof(window, mallory, &[WitnessId::Probe(probe)]);
	world.prove(lie);
	assert_eq!((world.paid_by(witnesses), world.paid_by(own)), (0, CAIRN));
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	let (cheat, honest) = world.compare("a probe that lies", mallory, anna);
	// What its own carrier put in, less what has been released of it since: released is counted too.
	assert_eq!(cheat, CAIRN);
	assert!(honest > 0);
}

#[test]
fn a_removed_probe_or_one_bonded_in_mid_window_proves_nothing() {
	// Mallory's carrier bonds a probe for a window and takes the deposit back before the proof; or
	// bonds it when the window is already running, be it in the first block, which knows the seed.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let home = cell(0, 0, 0, 4);
	let campaign = world.campaign(&[home], 144 * CAIRN, Sponsors::Any, Evidence::Probes);
	let begins = (world.window() + 1) * WINDOW;
	world.to(begins - 1);
	let probe: ProbeIndex = world.add_probe();
	assert_eq!(world.read(|| Carriers::probe_view(probe)).map(|probe| probe.since), Some(begins));
	let later: ProbeIndex = world.add_probe();
	let window = world.end_window();
	for late in [probe, later] {
		let late = world.proof(window, mallory, &[WitnessId::Probe(late)]);
		world.refuses(late, Refusal::NoValidReport);
	}
	let window = world.end_window();
	let ready = world.proof(window, mallory, &[WitnessId::Probe(probe)]);
	assert!(world.pool(&ready).is_ok());
	let removed = pallet_cairn_carriers::Call::remove_probe { probe };
	world.send(CARRIER, RuntimeCall::Carriers(removed));
	world.refuses(ready, Refusal::NoValidReport);
	assert_eq!(world.paid_by(campaign), 0);
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("a probe that was removed", mallory, anna);
}
