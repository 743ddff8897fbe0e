//! Reports of what nobody heard, and reports that are only there to be many.

use crate::{
	radio::*,
	street::{street, Street},
	world::verdicts,
};
use cairn_primitives::coverage::commit;
use cairn_scoring::POINT;
use pallet_cairn_coverage::{Refusal, Verdict};
use sp_io::hashing::blake2_256;

#[test]
fn a_report_copied_from_another_witness_earns_nothing() {
	// Mallory heard nothing. She reads Beat's report off the network and signs its commit as her
	// own: the commit names the witness, so it fits nobody else.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	let mut copied = world.heard(window, anna, router(mallory));
	copied.commit = world.heard(window, anna, router(beat)).commit;
	let lines = vec![world.line(window, anna, router(beat)), world.sign_report(copied)];
	let proof = world.proof_of(window, anna, lines);
	world.refuses(proof, Refusal::WitnessSignatureInvalid(1));
	// Anna checks commits herself, and leaves it out.
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("a copied report", mallory, beat);
}

#[test]
fn a_report_with_anothers_signature_earns_nothing() {
	// Mallory passes Beat's report off as her own, signature and all.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	let mut stolen = world.line(window, anna, router(beat));
	stolen.witness = router(mallory);
	let proof = world.proof_of(window, anna, vec![stolen]);
	world.refuses(proof, Refusal::WitnessSignatureInvalid(0));
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("a stolen report", mallory, beat);
}

#[test]
fn a_guessed_report_earns_nothing() {
	// Mallory heard nothing, and guesses the secret.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.end_window();
	let mut guessed = world.heard(window, anna, router(mallory));
	guessed.commit = commit(&[0xaa; 32], router(mallory), blake2_256);
	let lines = vec![world.line(window, anna, router(beat)), world.sign_report(guessed)];
	let proof = world.proof_of(window, anna, lines);
	world.refuses(proof, Refusal::WitnessSignatureInvalid(1));
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("a guessed report", mallory, beat);
}

#[test]
fn reports_replayed_from_another_window_or_about_another_router_earn_nothing() {
	// Mallory was on the air in one window and has kept the reports. In the next one she is
	// switched off, and shows the old ones; then with the old secret; then her neighbour's.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let first = world.end_window();
	let kept = world.line(first, mallory, router(beat));
	let old_secret = world.secret(first, mallory);
	let second = world.end_window();
	let about_anna = world.line(second, anna, router(beat));
	for line in [kept.clone(), about_anna] {
		let proof = world.proof_of(second, mallory, vec![line]);
		world.refuses(proof, Refusal::WitnessSignatureInvalid(0));
	}
	let mut proof = world.proof_of(second, mallory, vec![kept]);
	proof.secret = old_secret;
	let proof = world.sign_proof(proof);
	world.refuses(proof, Refusal::WitnessSignatureInvalid(0));
	let proof = world.proof_by(second, anna, &[beat]);
	world.prove(proof);
	world.in_vain("a replayed report", mallory, anna);
}

#[test]
fn junk_reports_raise_nobodys_earnings_and_take_nothing_from_witnesses() {
	// Mallory fills her proof up with reports that do not count: of routers that do not exist, to
	// look better heard, or to lower what her witnesses get.
	let Street { mut world, honest: [anna, beat, carla, david], cheat: mallory } = street();
	let window = world.end_window();
	let mut lines =
		vec![world.line(window, mallory, router(beat)), world.line(window, mallory, router(carla))];
	for nobody in 0..12 {
		let mut junk = lines[0].clone();
		junk.witness = router(10_000 + nobody);
		lines.push(junk);
	}
	let proof = world.proof_of(window, mallory, lines);
	let told = verdicts(&world.prove(proof));
	assert_eq!(told[..2], [Verdict::Valid; 2]);
	assert_eq!(told[2..], [Verdict::WitnessUnknown; 12]);
	let proof = world.proof_by(window, anna, &[beat, david]);
	world.prove(proof);
	// Witnesses of the one and of the other get the same.
	assert_eq!((world.points(carla), world.points(david)), (POINT, POINT));
	assert_eq!(world.points(mallory), world.points(anna));
	world.no_gain("twelve junk reports", mallory, anna);
}
