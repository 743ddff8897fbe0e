//! Challenges that were not, or not now.

use crate::{
	common::sign,
	people::{cell, Newcomer},
	radio::*,
	street::{street, street_with, Street},
	world::prove,
};
use cairn_runtime::{Coverage, RuntimeCall, UncheckedExtrinsic, PERIOD, PROOF_BLOCKS, WINDOW};
use codec::{DecodeAll, Encode};
use pallet_cairn_coverage::{Event, Parameters, Refusal};

#[test]
fn a_challenge_that_was_not_drawn_earns_nothing() {
	// The network is so large that each router is asked in every other window only. Mallory proves
	// every window, Anna those in which she is asked.
	let others: Vec<_> = (0..200)
		.map(|number| {
			Newcomer::honest(
				&format!("Other{number}"),
				cell(20, number / 49, number / 7 % 7, number % 7),
			)
		})
		.collect();
	let (Street { mut world, honest: [anna, beat, ..], cheat: mallory }, _) = street_with(&others);
	let few = Parameters { verifications_per_block: 6, span_periods: 1 };
	let call = pallet_cairn_coverage::Call::set_parameters { parameters: few };
	world.council(RuntimeCall::Coverage(call));
	world.end_window();
	let (mut challenged, mut refused, mut interval) = ([0u64; 2], 0, 0);
	for _ in 0..40 {
		let window = world.end_window();
		for (number, who) in [mallory, anna].into_iter().enumerate() {
			let asked = world.read(|| Coverage::challenged(window, who)).expect("it is known");
			let proof = world.proof_by(window, who, &[beat]);
			if asked {
				let told = world.prove(proof);
				let Event::Proven { interval: stands_for, .. } = told else { panic!("{told:?}") };
				interval = u64::from(stands_for);
				challenged[number] += 1;
			} else if who == mallory {
				world.refuses(proof, Refusal::NotChallenged);
				refused += 1;
			}
		}
	}
	println!(
		"asked {} and {} times in 40 windows, {refused} inventions refused",
		challenged[0], challenged[1]
	);
	// 205 routers, six verifications each, 600 a window: asked in 49 % of all windows.
	assert_eq!(interval, (205 * 6 * 256u64).div_ceil(600));
	assert!((8..=32).contains(&challenged[0]) && refused == 40 - challenged[0]);
	// Each was paid for as often as it was asked, and for all windows between.
	let quarter = |times: u64| times * (250_000 * interval / 256);
	assert_eq!(world.points(mallory), quarter(challenged[0]));
	assert_eq!(world.points(anna), quarter(challenged[1]));
	let (cheat, honest) = world.compare("forty invented challenges", mallory, anna);
	let per_challenge = |income: u128, times: u64| income / u128::from(times);
	assert!(
		per_challenge(cheat, challenged[0]).abs_diff(per_challenge(honest, challenged[1])) <= 2
	);
}

#[test]
fn an_old_seed_or_one_of_a_fork_earns_nothing() {
	// Mallory signs with the seed of the window before, with one that a fork had, and for another
	// network.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let before = world.window();
	let old = world.seed(before);
	world.end_window();
	let window = world.end_window();
	let good = world.proof_by(window, mallory, &[beat]);
	let device = world.devices[&mallory].clone();
	let (seed, genesis) = (world.seed(window), world.genesis);
	for (seed, genesis) in [(old, genesis), ([9; 32], genesis), (seed, [0xab; 32])] {
		let mut proof = good.clone();
		proof.signature = sign(&device, &proof.signing_payload(seed, &genesis));
		world.refuses(proof, Refusal::SignatureInvalid);
	}
	// A secret of an old seed, freshly signed: witnesses heard another.
	let mut proof = good;
	proof.secret = world.secret(before, mallory);
	let proof = world.sign_proof(proof);
	world.refuses(proof, Refusal::WitnessSignatureInvalid(0));
	let proof = world.proof_by(window, anna, &[beat]);
	world.prove(proof);
	world.in_vain("an old seed", mallory, anna);
}

#[test]
fn the_same_window_proven_again_or_the_same_witness_named_twice_earns_nothing() {
	// Mallory proves a window again with other witnesses, also when a later one has been proven in
	// between; and she names a witness twice in one proof.
	let Street { mut world, honest: [anna, beat, carla, david], cheat: mallory } = street();
	let first = world.end_window();
	let twice = vec![world.line(first, mallory, router(beat)); 2];
	let proof = world.proof_of(first, mallory, twice);
	world.refuses(proof, Refusal::NotSorted);
	let twice =
		vec![world.line(first, mallory, router(carla)), world.line(first, mallory, router(beat))];
	let proof = world.proof_of(first, mallory, twice);
	world.refuses(proof, Refusal::NotSorted);
	for who in [mallory, anna] {
		let proof = world.proof_by(first, who, &[beat]);
		world.prove(proof);
	}
	let second = world.end_window();
	for who in [mallory, anna] {
		let proof = world.proof_by(second, who, &[beat]);
		world.prove(proof);
	}
	let again = world.proof_by(first, mallory, &[carla, david]);
	world.refuses(again, Refusal::AlreadyProven);
	world.no_gain("the same window again", mallory, anna);
}

#[test]
fn a_proof_with_more_than_fourteen_reports_is_no_transaction() {
	// Mallory has fifteen friends, and puts all their reports into one proof.
	let friends: Vec<_> = (0..15)
		.map(|number| Newcomer::honest(&format!("Friend{number}"), cell(0, 0, 1, number % 7)))
		.collect();
	let (Street { mut world, honest: [anna, ..], cheat: mallory }, friends) = street_with(&friends);
	let window = world.end_window();
	let good = world.proof_by(window, mallory, &friends[..14]);
	let call = RuntimeCall::Coverage(pallet_cairn_coverage::Call::prove { proof: good.clone() });
	let extrinsic = prove(good.clone()).encode();
	assert!(UncheckedExtrinsic::decode_all(&mut &extrinsic[..]).is_ok());
	// The same with one line more: the list's length stands before its lines.
	let one_more = world.line(window, mallory, router(friends[14])).encode();
	let mut octets = call.encode();
	let at = 2 + 4 + 4 + 32;
	assert_eq!(octets[at], 14 << 2);
	octets[at] = 15 << 2;
	let end = octets.len() - good.signature.encoded_size();
	octets.splice(end..end, one_more);
	assert!(RuntimeCall::decode_all(&mut &octets[..]).is_err());
	// With fourteen she is paid as everybody with fourteen; the fifteenth friend gets nothing.
	world.prove(good);
	let annas = world.proof_by(window, anna, &friends[..14]);
	world.prove(annas);
	assert_eq!(world.points(mallory), world.points(anna));
	assert_eq!(world.points(friends[14]), 0);
	world.no_gain("fifteen reports", mallory, anna);
}

#[test]
fn a_proof_before_its_windows_end_or_far_after_earns_nothing() {
	// Mallory knows her secret and need not wait; or she saves proofs for a day on which few prove,
	// so that each is worth more.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let window = world.window();
	let early = world.proof_by(window, mallory, &[beat]);
	world.refuses(early.clone(), Refusal::WindowNotEnded);
	let mut ahead = early.clone();
	ahead.window = window + 1;
	let ahead = world.sign_proof(ahead);
	world.refuses(ahead, Refusal::WindowNotBegun);
	world.to((window + 1) * WINDOW - 2);
	world.refuses(early.clone(), Refusal::WindowNotEnded);
	world.end_window();
	let annas = world.proof_by(window, anna, &[beat]);
	world.prove(annas);
	world.to((window + 1) * WINDOW + PROOF_BLOCKS - 1);
	world.refuses(early, Refusal::WindowTooOld);
	world.in_vain("a proof kept too long", mallory, anna);
	// One that is still good when a period ends counts for the period in which it lands: there it
	// shares with all who prove in that one.
	assert_eq!(world.now(), 2 * PERIOD);
	let window = world.end_window();
	let late = [mallory, anna].map(|who| world.proof_by(window, who, &[beat]));
	for proof in late {
		world.prove(proof);
	}
	assert_eq!(world.points(mallory), world.points(anna));
}
