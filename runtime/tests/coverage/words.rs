//! Routers and sponsors' words that come when a window has been drawn.

use crate::{
	people::*,
	street::{at_home, street, street_with, Street},
	world::verdicts,
};
use cairn_runtime::*;
use pallet_cairn_coverage::{Refusal, Verdict};
use pallet_cairn_routers::Call;
use pallet_cairn_traits::CoverageRegistry;

/// Windows that have ended and can be proven in the block in which one begins.
const OPEN: u32 = PROOF_BLOCKS / WINDOW;

#[test]
fn routers_vouched_for_late_prove_no_window_that_was_drawn_without_them() {
	// While few are vouched for, every window challenges everybody. Mallory registers a row of keys
	// without a word, for deposits that return, and lets windows pass. Then, in the block in which the
	// next one begins, her sponsor vouches for all of them at once: each would prove seven windows,
	// free of charge, that the cap on verifications has never counted it in.
	let keys: Vec<_> = (0..8)
		.map(|number| Newcomer { sponsor: None, ..at_home(&format!("Key{number}"), number % 7) })
		.collect();
	let (Street { mut world, honest: [anna, beat, ..], .. }, keys) = street_with(&keys);
	for key in &keys {
		world.as_owner(*key, Call::invite { index: *key, sponsor: Some(SPONSOR.0) });
	}
	let vouched = <Routers as CoverageRegistry<AccountId>>::vouched;
	let counted = world.read(vouched);
	let began = (world.window() + OPEN + 2) * WINDOW;
	world.to(began - 1);
	let calls = keys.iter().map(|key| RuntimeCall::Routers(Call::vouch { index: *key })).collect();
	world.send(SPONSOR.1, RuntimeCall::Utility(pallet_utility::Call::batch_all { calls }));
	assert_eq!(world.now(), began, "in the block in which the window begins");
	assert_eq!(world.read(vouched), counted + keys.len() as u32);

	let drawn = world.window();
	let mut tried = 0;
	for window in drawn - OPEN..drawn {
		for key in &keys {
			assert_eq!(world.read(|| Coverage::challenged(window, *key)), Some(true));
			let proof = world.proof_by(window, *key, &[beat]);
			world.refuses(proof, Refusal::TooNew);
			tried += 1;
		}
	}
	// Nor are they witnesses in them; the honest are what they were.
	let witnesses: Vec<_> = [&[beat][..], &keys].concat();
	let proof = world.proof_by(drawn - 1, anna, &witnesses);
	let told = verdicts(&world.prove(proof));
	assert_eq!(told[0], Verdict::Valid);
	assert_eq!(told[1..], vec![Verdict::TooNew; keys.len()]);
	// The window that began in the block of the vouching had been drawn without them, too.
	world.end_window();
	let proof = world.proof_by(drawn, keys[0], &[beat]);
	world.refuses(proof, Refusal::TooNew);
	let points: u64 = keys.iter().map(|key| world.points(*key)).sum();
	let honest = world.points(anna);
	println!(
		"{} keys vouched for late: {} proofs tried, none verified, {points} points; the honest router \
		 {honest} for one proof",
		keys.len(),
		tried + 1
	);
	assert_eq!(points, 0);
	assert!(honest > 0);
	// From the next one on they count, and are counted.
	let next = world.end_window();
	let proof = world.proof_by(next, keys[0], &[keys[1]]);
	assert_eq!(verdicts(&world.prove(proof)), [Verdict::Valid]);
	// Those that have not been in such a proof get nothing of the period's pool.
	world.in_vain("keys vouched for late", keys[2], anna);
	for key in &keys[2..] {
		assert_eq!(world.coverage(*key), 0);
	}
}

#[test]
fn a_key_registered_in_the_block_in_which_a_period_begins_earns_nothing_in_its_first_window() {
	// The seed of the window that begins there is known from the block before, and the period that
	// begins with it is a full one for whoever is registered in it: Mallory tries keys until the
	// seed draws one, and registers that one.
	let Street { mut world, honest: [anna, beat, ..], .. } = street();
	world.to(2 * PERIOD - 1);
	let key = world.register(&[at_home("Key", 5)])[0];
	assert_eq!((world.now(), world.now() % WINDOW), (2 * PERIOD, 0));
	world.carry(&[key, anna], DAILY);
	let window = world.end_window();
	assert_eq!(world.read(|| Coverage::challenged(window, key)), Some(true));
	let proof = world.proof_by(window, key, &[beat]);
	world.refuses(proof, Refusal::TooNew);
	let proof = world.proof_by(window, anna, &[beat, key]);
	assert_eq!(verdicts(&world.prove(proof)), [Verdict::Valid, Verdict::TooNew]);
	world.in_vain("a key for a known seed", key, anna);
}
