//! Touching the ledger often, or never.

use crate::{
	common::*,
	street::{street, Street},
};
use cairn_primitives::RouterIndex;
use cairn_runtime::*;

/// Periods through which the one touches.
const PERIODS: u32 = 10;

fn claim(routers: Vec<RouterIndex>) -> RuntimeCall {
	let routers = routers.try_into().expect("within the bound");
	RuntimeCall::Rewards(pallet_cairn_rewards::Call::claim { routers })
}

#[test]
fn touching_the_ledger_often_or_never_is_worth_less_than_a_planck_a_touch() {
	// Mallory claims every period, so that rounding may release more; Anna never does; Beat once at
	// the end. All three have earned the same.
	let Street { mut world, honest: [anna, beat, carla, david], cheat: mallory } = street();
	let window = world.end_window();
	for who in [anna, beat, mallory] {
		let proof = world.proof_by(window, who, &[carla, david]);
		world.prove(proof);
	}
	world.close_period();
	let all = world.coverage(anna);
	for _ in 0..PERIODS {
		world.close_period();
		world.send("//Ferdie", claim(vec![mallory]));
	}
	world.send("//Ferdie", claim(vec![beat]));
	let owners = [mallory, beat].map(|router| world.owner(router));
	let paid = owners.map(|owner| world.read(|| free(&owner)));
	let traffic = [mallory, beat, anna].map(|router| world.traffic[&router]);
	let released = [paid[0] - traffic[0], paid[1] - traffic[1], world.released(anna)];
	let held = [mallory, beat, anna]
		.map(|router| world.read(|| Rewards::coming(router, 0)).expect("it has an owner").held);
	println!(
		"claimed {PERIODS} times {}, once {}, never {}",
		released[0], released[1], released[2]
	);
	for (released, held) in released.into_iter().zip(held) {
		assert_eq!(released + held, all, "to the planck");
	}
	assert_eq!(released[1], released[2]);
	assert!(released[0] <= released[2], "often is not better");
	assert!(released[2] - released[0] <= u128::from(PERIODS), "by more than a planck a touch");
}
