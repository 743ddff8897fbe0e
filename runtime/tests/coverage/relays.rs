//! Whoever passes on reports and proofs.

use crate::{
	common::{sign, tipped},
	radio::*,
	street::{street, Street},
};
use cairn_primitives::{coverage::Rssi, Balance, CAIRN};
use pallet_cairn_coverage::Refusal;

#[test]
fn a_proof_sent_first_by_who_relays_it_earns_its_router_the_same() {
	// Mallory's node carries Anna's proof and runs ahead with it. It names nobody to be paid.
	let Street { mut world, honest: [anna, beat, carla, david], cheat: mallory } = street();
	let window = world.end_window();
	let annas = world.proof_by(window, anna, &[beat]);
	world.prove(annas.clone());
	world.refuses(annas, Refusal::AlreadyProven);
	let carlas = world.proof_by(window, carla, &[david]);
	world.prove(carlas);
	assert_eq!(world.points(anna), world.points(carla));
	world.in_vain("a proof relayed first", mallory, anna);
}

#[test]
fn a_proof_rewritten_by_who_relays_it_is_refused() {
	// Mallory's node leaves a rival's report out, adds her own, passes the proof off as hers,
	// changes the secret, a strength, a signature, or has the whole signed anew by herself.
	let Street { mut world, honest: [anna, beat, carla, _], cheat: mallory } = street();
	let window = world.end_window();
	let good = world.proof_by(window, anna, &[beat, carla]);
	let mut shorter = good.clone();
	shorter.reports.truncate(1);
	let mut longer = good.clone();
	let hers = world.line(window, anna, router(mallory));
	longer.reports.try_push(hers).expect("there is room");
	let mut own = good.clone();
	own.router = mallory;
	let mut secret = good.clone();
	secret.secret = [0; 32];
	let mut louder = good.clone();
	louder.reports[0].rssi = Rssi::Heard;
	let mut unsigned = good.clone();
	unsigned.reports[0].signature = sign("//Mallory", b"something else");
	let mut signed = longer.clone();
	let payload = signed.signing_payload(world.seed(window), &world.genesis);
	signed.signature = sign(&world.devices[&mallory], &payload);
	for changed in [shorter, longer, own, secret, louder, unsigned, signed] {
		world.refuses(changed, Refusal::SignatureInvalid);
	}
	world.prove(good);
	world.in_vain("a rewritten proof", mallory, anna);
}

#[test]
fn a_report_that_is_rewritten_on_its_way_is_refused() {
	// Mallory's node changes what Beat says: stronger, another channel. Anna, who would be refused
	// with it, leaves the report out.
	let Street { mut world, honest: [anna, beat, carla, _], cheat: mallory } = street();
	let window = world.end_window();
	let good = world.line(window, anna, router(beat));
	let mut louder = good.clone();
	louder.rssi = Rssi::Dbm(-71);
	let mut elsewhere = good.clone();
	elsewhere.channel.number = 1;
	for changed in [louder, elsewhere] {
		let carlas = world.line(window, anna, router(carla));
		let proof = world.proof_of(window, anna, vec![changed, carlas]);
		world.refuses(proof, Refusal::WitnessSignatureInvalid(0));
	}
	let proof = world.proof_of(window, anna, vec![good]);
	world.prove(proof);
	world.in_vain("a rewritten report", mallory, anna);
}

#[test]
fn blocks_full_of_paid_calls_keep_no_proof_out() {
	// Mallory fills every block of an hour with calls that she pays for, so that everybody's proofs come
	// too late, and takes hers into the blocks that she authors.
	let Street { mut world, honest: [anna, beat, ..], .. } = street();
	let window = world.end_window();
	let proof = world.proof_by(window, anna, &[beat]);
	let of_proof = world.pool(&proof).expect("a good proof").priority;
	let mut priority = |octets: usize, tip: Balance| {
		let remark = frame_system::Call::remark { remark: vec![0; octets] };
		let paid = world.read(|| tipped("//Alice", remark.into(), tip));
		world.pool_of(paid).expect("Alice can pay").priority
	};
	// As many small calls as fit, or one that takes more than half of the block.
	let (small, large) = (priority(0, 0), priority(2_500_000, 0));
	assert_eq!(large, 1);
	println!("{small} of the smallest calls are counted to a block");
	for (calls, octets) in [(small, 0), (large, 2_500_000)] {
		let tips = |all: Balance| all / Balance::from(calls);
		assert!(priority(octets, tips(990 * CAIRN)) < of_proof);
		assert!(priority(octets, tips(1_010 * CAIRN)) > of_proof);
	}
	// Whoever is in haste can still go first, with a small call.
	assert!(priority(0, CAIRN) > of_proof);
	world.prove(proof);
	assert!(world.points(anna) > 0);
}
