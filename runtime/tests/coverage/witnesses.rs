//! Witnesses who must not count.

use crate::{
	common::sign,
	people::{cell, Newcomer},
	radio::*,
	street::{at_home, street, street_with, Street},
	world::verdicts,
};
use cairn_primitives::coverage::{commit, Band, Rssi};
use cairn_runtime::Coverage;
use cairn_scoring::{grid_distance, range_limit};
use pallet_cairn_coverage::{Refusal, Verdict};
use sp_io::hashing::blake2_256;

#[test]
fn reports_by_itself_or_by_its_owners_others_earn_nothing() {
	// Mallory lets a second router of her own report the first, and the first itself.
	let (Street { mut world, honest: [anna, beat, carla, _], cheat: mallory }, others) =
		street_with(&[at_home("Mallory", 5)]);
	let second = others[0];
	let window = world.end_window();
	let proof = world.proof_by(window, mallory, &[mallory, second]);
	world.refuses(proof, Refusal::NoValidReport);
	// Beside an honest report they are worth nothing either.
	let proof = world.proof_by(window, mallory, &[anna, mallory, second]);
	let told = verdicts(&world.prove(proof));
	assert_eq!(told, [Verdict::Valid, Verdict::Itself, Verdict::SameOwner]);
	assert_eq!(world.points(second), 0);
	let proof = world.proof_by(window, carla, &[beat]);
	world.prove(proof);
	world.no_gain("reports by oneself", mallory, carla);
}

#[test]
fn a_removed_witness_earns_nothing() {
	// Mallory has removed her router, has her deposit coming, and goes on witnessing.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	world.remove(mallory);
	let window = world.end_window();
	let proof = world.proof_by(window, anna, &[mallory]);
	world.refuses(proof, Refusal::NoValidReport);
	let proof = world.proof_by(window, mallory, &[beat]);
	world.refuses(proof, Refusal::RouterInactive);
	let proof = world.proof_by(window, anna, &[beat, mallory]);
	let told = verdicts(&world.prove(proof));
	assert_eq!(told, [Verdict::Valid, Verdict::WitnessInactive]);
	world.in_vain("a removed witness", mallory, beat);
}

#[test]
fn a_witness_out_of_range_earns_nothing() {
	// Mallory's friend in the next town is told the secret over the internet.
	let far = cell(1, 0, 0, 0);
	let (Street { mut world, honest: [anna, beat, ..], .. }, others) =
		street_with(&[Newcomer::honest("Friend", far)]);
	let friend = others[0];
	let steps = grid_distance(cell(0, 0, 0, 0), far).expect("comparable");
	assert!(steps > range_limit(Band::Ghz2));
	let window = world.end_window();
	let proof = world.proof_by(window, anna, &[friend]);
	world.refuses(proof, Refusal::NoValidReport);
	let proof = world.proof_by(window, anna, &[beat, friend]);
	assert_eq!(verdicts(&world.prove(proof)), [Verdict::Valid, Verdict::OutOfRange]);
	world.in_vain("a witness out of range", friend, beat);
}

#[test]
fn a_strength_beyond_physics_or_a_channel_that_is_none_earns_nothing() {
	// Mallory's friend in the next street but one claims to have heard as if he stood beside; and
	// on a channel of which nobody knows the limits.
	let near = cell(0, 0, 4, 3);
	let (Street { mut world, honest: [anna, beat, ..], .. }, others) =
		street_with(&[Newcomer::honest("Friend", near)]);
	let friend = others[0];
	let steps = grid_distance(cell(0, 0, 0, 0), near).expect("comparable");
	assert!((2..=range_limit(Band::Ghz2)).contains(&steps), "{steps}");
	let window = world.end_window();
	let honest = world.heard(window, anna, router(friend));
	let mut loud = honest;
	loud.rssi = Rssi::Dbm(-20);
	let mut nowhere = honest;
	nowhere.channel.number = 99;
	for (report, verdict) in [(loud, Verdict::RssiImplausible), (nowhere, Verdict::ChannelUnknown)]
	{
		let line = world.sign_report(report);
		let proof = world.proof_of(window, anna, vec![line.clone()]);
		world.refuses(proof.clone(), Refusal::NoValidReport);
		let told = world.read(|| Coverage::verdicts(&proof));
		assert_eq!(told.expect("challenged")[0].1, verdict);
	}
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("a strength beyond physics", friend, beat);
}

#[test]
fn a_rogue_beacon_with_anothers_index_earns_nothing() {
	// Mallory's beacons bear Anna's index and a secret of her own. Who hears them reports them in
	// good faith; but only Anna can sign for Anna, and her secret is another.
	let Street { mut world, honest: [anna, beat, carla, _], cheat: mallory } = street();
	let window = world.end_window();
	let mut misled = world.heard(window, anna, router(beat));
	misled.commit = commit(&[0x66; 32], router(beat), blake2_256);
	let misled = world.sign_report(misled);
	let proof = world.proof_of(window, anna, vec![misled.clone()]);
	world.refuses(proof.clone(), Refusal::WitnessSignatureInvalid(0));
	let mut rogue = proof;
	rogue.secret = [0x66; 32];
	let payload = rogue.signing_payload(world.seed(window), &world.genesis);
	rogue.signature = sign(&world.devices[&mallory], &payload);
	world.refuses(rogue, Refusal::SignatureInvalid);
	// Nor is it worth anything to Mallory under her own index.
	let mut own = world.proof_of(window, mallory, vec![misled]);
	own.secret = [0x66; 32];
	let own = world.sign_proof(own);
	world.refuses(own, Refusal::WitnessSignatureInvalid(0));
	// Anna is proven by who heard herself.
	let proof = world.proof_by(window, anna, &[carla]);
	world.prove(proof);
	world.in_vain("a rogue beacon", mallory, anna);
}
