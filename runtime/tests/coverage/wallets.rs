//! Routers that pass through many wallets of one person.

use crate::{common::*, money::cairn, people::*, street::street, street::Street, world::World};
use cairn_primitives::{Balance, RouterIndex};
use cairn_runtime::*;

/// Wallets of Mallory's that each earn a little, once.
const SMALL: [&str; 4] = ["//Owner//M1", "//Owner//M2", "//Owner//M3", "//Owner//M4"];
/// The wallet with which she earns.
const LARGE: &str = "//Owner//M5";

/// Both prove a window by a neighbour. Points of a router that has just changed hands are none.
fn prove(world: &mut World, routers: [RouterIndex; 2], witness: RouterIndex) {
	let window = world.end_window();
	for router in routers {
		let proof = world.proof_by(window, router, &[witness]);
		world.prove(proof);
	}
}

#[test]
fn wallets_that_earned_once_do_not_save_the_one_that_holds_much_from_a_revocation() {
	// A revocation reaches the last four former owners. Mallory has four wallets earn a day's
	// coverage each, long before. Then she hands the router from the large wallet through the four,
	// as fast as it may change hands, and carries a little traffic in between: so that each leaves
	// with something anew, and the large one is not among the last four when she is found out.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	for wallet in SMALL.into_iter().chain([LARGE]) {
		// Whoever owns it now earns in this period, which is a full one; then the next one comes.
		prove(&mut world, [mallory, anna], beat);
		world.wait_to_hand_over(mallory);
		world.hand_over(mallory, wallet);
		world.close_period();
		world.carry(&[mallory, anna], DAILY);
	}
	for _ in 0..3 {
		prove(&mut world, [mallory, anna], beat);
		world.close_period();
	}
	let left = |world: &mut World, wallet: &str| -> Balance {
		let view = world.read(|| Rewards::coming_departed(&account(wallet), mallory, 0));
		view.map_or(0, |view| view.held + view.frozen)
	};
	for wallet in SMALL {
		assert!(left(&mut world, wallet) > 0, "{wallet} has earned");
	}
	let view = world.read(|| Rewards::coming(mallory, 0)).expect("it has an owner");
	assert!(view.held > 0);
	for wallet in SMALL.into_iter().chain(["//Owner//M6"]) {
		world.wait_to_hand_over(mallory);
		world.hand_over(mallory, wallet);
		world.carry(&[mallory], DAILY);
	}
	let held = left(&mut world, LARGE);
	assert!(held > 0);
	world.revoke(SPONSOR.1, mallory);
	let frozen = world.read(|| Rewards::coming_departed(&account(LARGE), mallory, 0));
	let frozen = frozen.expect("it has left").frozen;
	assert_eq!(frozen, held, "all that had not been released is frozen");
	world.decide(mallory, false);
	let kept: Balance = SMALL.into_iter().chain([LARGE]).map(|who| left(&mut world, who)).sum();
	let honest = world.coverage(anna);
	println!(
		"six wallets for one router: held back {}, kept of it {}; an honest router holds {}",
		cairn(held),
		cairn(kept),
		cairn(honest)
	);
	assert_eq!(left(&mut world, LARGE), 0);
	// The wallet that left longest ago is followed no more, and keeps its one day's earnings.
	assert!(kept < honest / 3, "{kept} of {honest}");
}

#[test]
fn a_router_removed_before_its_revocation_can_be_revoked_until_it_has_closed() {
	// Mallory and Carla remove their routers before the sponsor finds out. It revokes Mallory's a day
	// later, and Carla's after a week, when there is no such router any more.
	let Street { mut world, honest: [anna, beat, carla, _], cheat: mallory } = street();
	let window = world.end_window();
	for router in [mallory, carla, anna] {
		let proof = world.proof_by(window, router, &[beat]);
		world.prove(proof);
	}
	world.close_period();
	let all = world.coverage(anna);
	assert!(all > 0);
	for cheat in [mallory, carla] {
		world.remove(cheat);
	}
	let closes = world.now() + WITHDRAWAL_DELAY;
	world.close_period();
	world.revoke(SPONSOR.1, mallory);
	world.decide(mallory, false);
	let released = world.coverage(mallory);
	assert!(released > 0 && released * 25 < all, "a thirtieth of a day's is all that is left");
	world.to(closes + WINDOW);
	let late = pallet_cairn_routers::Call::revoke { index: carla, reason: 1 };
	let refused = world.try_send(SPONSOR.1, RuntimeCall::Routers(late));
	assert_eq!(refused, Err(refusal(pallet_cairn_routers::Error::<Runtime>::NotFound)));
	let owner = world.owner(carla);
	let view = world.read(|| Rewards::coming_departed(&owner, carla, 0)).expect("it left some");
	println!(
		"removed first, of {}: revoked in time {}, too late {} still to come; an honest router {}",
		cairn(all),
		cairn(released),
		cairn(view.held),
		cairn(world.coverage(anna))
	);
	// Seven periods' releases are gone: (29/30)⁷ of it is left, and goes on being released.
	assert!(5 * view.held <= 4 * all && 4 * view.held >= 3 * all, "{} of {all}", view.held);
}
