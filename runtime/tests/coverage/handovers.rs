//! A router that is handed on evening by evening, so that a revocation finds little.

use crate::{common::*, money::cairn, people::*, street::street, street::Street, world::World};
use cairn_primitives::{Balance, RouterIndex, CAIRN};
use cairn_runtime::*;
use pallet_cairn_routers::{Call, Error};
use sp_runtime::DispatchError;

/// Evenings on which Mallory tries.
const EVENINGS: u32 = 10;

impl World {
	/// Goes on until a router may change hands again.
	pub fn wait_to_hand_over(&mut self, router: RouterIndex) {
		let view = self.read(|| Routers::view(router));
		self.to(view.expect("it is registered").transferable_from);
	}
}

/// Offers a router to a wallet, which tries to accept.
fn try_hand_over(
	world: &mut World,
	router: RouterIndex,
	wallet: &str,
) -> Result<(), DispatchError> {
	world.as_owner(router, Call::offer { index: router, to: Some(account(wallet)) });
	world.give(wallet, CAIRN);
	world.try_send(wallet, RuntimeCall::Routers(Call::accept { index: router }))?;
	world.owners.insert(router, wallet.into());
	Ok(())
}

/// Planck that a router's owner and these former owners have held of its coverage, and planck that is
/// frozen of it.
fn held_and_frozen(
	world: &mut World,
	router: RouterIndex,
	former: &[String],
) -> (Balance, Balance) {
	let own = world.read(|| Rewards::coming(router, 0)).expect("it has an owner");
	let left = former
		.iter()
		.filter_map(|wallet| world.read(|| Rewards::coming_departed(&account(wallet), router, 0)));
	left.fold((own.held, own.frozen), |(held, frozen), view| {
		(held + view.held, frozen + view.frozen)
	})
}

#[test]
fn handing_a_router_over_every_evening_keeps_nothing_out_of_a_revocations_reach() {
	// A revocation reaches the last four former owners. Every evening Mallory hands her router to a
	// fresh wallet of hers: whoever has it when a period begins has it for a full one, so that no day
	// is lost, and a day later what five wallets ago was earned is out of reach.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let (mut former, mut handed) = (Vec::new(), Vec::new());
	for evening in 0..EVENINGS {
		let window = world.end_window();
		for router in [mallory, anna] {
			let proof = world.proof_by(window, router, &[beat]);
			world.prove(proof);
		}
		let night = (world.now() / PERIOD + 1) * PERIOD;
		world.to(night - 10);
		let owner = world.owners[&mallory].clone();
		match try_hand_over(&mut world, mallory, &format!("//Owner//Evening{evening}")) {
			Ok(()) => {
				handed.push(evening);
				former.push(owner);
			}
			Err(error) => assert_eq!(error, refusal(Error::<Runtime>::TransferTooSoon)),
		}
		world.to(night);
		world.carry(&[mallory, anna], DAILY);
	}
	let (held, nothing) = held_and_frozen(&mut world, mallory, &former);
	assert!(held > 0 && nothing == 0);
	for router in [mallory, anna] {
		world.revoke(SPONSOR.1, router);
	}
	let (kept, frozen) = held_and_frozen(&mut world, mallory, &former);
	let (honest_kept, honest) = held_and_frozen(&mut world, anna, &[]);
	println!(
		"{} hand-overs in {EVENINGS} evenings: frozen {}, out of reach {}; of an honest router {}",
		handed.len(),
		cairn(frozen),
		cairn(kept),
		cairn(honest)
	);
	assert_eq!((kept, honest_kept), (0, 0));
	// As of whoever never handed over, but for a planck that rounding leaves each time it is touched.
	assert!(
		honest > 0 && frozen.abs_diff(honest) <= u128::from(2 * EVENINGS),
		"{frozen} of {honest}"
	);
	// The first time she is free to, as whoever registers a router for another; then once a week.
	assert_eq!(handed, [0, 7]);
}

#[test]
fn as_many_hand_overs_as_there_may_be_take_a_month_to_leave_an_owner_behind() {
	// Mallory earns for a week, and then hands over as soon as she may, again and again, each wallet
	// earning for a day, until the first one is followed no more. Anna proves the same windows and
	// keeps her router.
	let Street { mut world, honest: [anna, beat, ..], cheat: mallory } = street();
	let first = world.owners[&mallory].clone();
	for _ in 0..7 {
		let window = world.end_window();
		for router in [mallory, anna] {
			let proof = world.proof_by(window, router, &[beat]);
			world.prove(proof);
		}
		world.close_period();
		world.carry(&[mallory, anna], DAILY);
	}
	let held = |world: &mut World| {
		world.read(|| Rewards::coming_departed(&account(&first), mallory, 0)).map(|view| view.held)
	};
	let followed = |world: &mut World| {
		let owners = world.read(|| pallet_cairn_rewards::Followed::<Runtime>::get(mallory));
		owners.contains(&account(&first))
	};
	world.hand_over(mallory, "//Owner//Next0");
	let (begun, all) = (world.now(), held(&mut world).expect("it has left"));
	let mut times = 0;
	while followed(&mut world) {
		times += 1;
		// It earns in a full period of its own, and gives the router on as soon as it may.
		world.close_period();
		world.carry(&[mallory, anna], DAILY);
		let window = world.end_window();
		for router in [mallory, anna] {
			let proof = world.proof_by(window, router, &[beat]);
			world.prove(proof);
		}
		world.wait_to_hand_over(mallory);
		world.hand_over(mallory, &format!("//Owner//Next{times}"));
	}
	let (weeks, left) = (world.now() - begun, held(&mut world).expect("some is still held"));
	// What all her wallets have got, less what the traffic brought them.
	let mut wallets = vec![first.clone()];
	wallets.extend((0..times).map(|time| format!("//Owner//Next{time}")));
	let together = world.read(|| {
		let former = wallets
			.iter()
			.filter_map(|wallet| Rewards::coming_departed(&account(wallet), mallory, 0));
		let views = former.chain(Rewards::coming(mallory, 0));
		views.map(|view| view.held + view.frozen + view.claimable).sum::<Balance>()
	});
	let together = together - world.traffic[&mallory];
	let honest = world.coverage(anna);
	println!(
		"left behind after {times} more hand-overs and {} days: of {} held then {} is left; all her \
		 wallets have got {}, an honest router {}",
		weeks / PERIOD,
		cairn(all),
		cairn(left),
		cairn(together),
		cairn(honest)
	);
	assert!(left < together && together <= honest, "{together}, the honest {honest}");
	assert_eq!((times, weeks / PERIOD), (4, 28));
	// (29/30)²⁸ is 0.387.
	assert!(1_000 * left <= 388 * all && 1_000 * left >= 386 * all, "{left} of {all}");
}
