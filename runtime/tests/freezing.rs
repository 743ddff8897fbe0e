//! A sponsor takes its word back: registry and ledger of the real runtime together.

mod common;

use cairn_primitives::{AnyKey, Registration, Vouching};
use cairn_runtime::*;
use common::*;
use pallet_cairn_traits::{CoverageLedger, CoverageRegistry};
use sp_core::Pair;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{DispatchError, DispatchResult, ModuleError, MultiSigner};

/// A resolution 10 cell in Lausanne.
const CELL: u64 = 0x8a1f98d6d6b7fff;
const OWNER: &str = "//Owner1";
const SECOND: &str = "//Owner2";

fn send(suri: &str, call: impl Into<RuntimeCall>) -> DispatchResult {
	apply(signed(suri, call.into())).expect("a good transaction")
}

fn routers(call: pallet_cairn_routers::Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Routers(call)
}

/// The registry's own refusal.
fn undecided() -> DispatchError {
	let error: DispatchError = pallet_cairn_routers::Error::<Runtime>::RevocationUndecided.into();
	match error {
		DispatchError::Module(ModuleError { index, error, .. }) => {
			DispatchError::Module(ModuleError { index, error, message: None })
		}
		other => other,
	}
}

/// Leaps over blocks that hold nothing, but over no end of an epoch or period.
fn pass(blocks: BlockNumber) {
	let until = System::block_number() + blocks;
	while System::block_number() < until {
		let leap = (EPOCH_BLOCKS.min(PERIOD) - 1).min(until - System::block_number());
		block_at(System::block_number() + leap, || ());
	}
}

/// Router 1 is registered for `OWNER`, vouched for, and holds coverage earnings; some have been
/// released.
fn with_earnings<R>(test: impl FnOnce(u32) -> R) -> R {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		let index = block(|| {
			let key = MultiSigner::Sr25519(pair("//Router//1").public());
			let (expires, sponsor) = (System::block_number() + 10, Some(0));
			let owner = *account(OWNER).as_ref();
			let registration = Registration { owner, cell: CELL, expires, sponsor };
			let proof = sign("//Router//1", &registration.signing_payload(&genesis_hash()));
			let register = pallet_cairn_routers::Call::register {
				owner: account(OWNER),
				key,
				cell: CELL,
				expires,
				sponsor,
				proof,
				vouch: None,
			};
			send("//CarrierA", routers(register)).expect("registers");
			let device = AnyKey::Sr25519(pair("//Router//1").public().0);
			let index = Routers::index_of_key(&device).expect("registered");
			let vouch = pallet_cairn_routers::Call::vouch { index };
			send("//Sponsor", routers(vouch)).expect("vouches");
			Rewards::credit_points(&[(index, 1_000)]);
			index
		});
		pass(4 * PERIOD);
		assert!(Rewards::claimable(index) > 0);
		let result = test(index);
		Rewards::do_try_state().expect("the ledger is sound");
		Routers::do_try_state().expect("the registry is sound");
		result
	})
}

/// Has the owner try something to save earnings, and tells what that leaves to the owner: only what
/// had been released before, and less than the same router brings an honest owner in the same time.
fn in_vain(exploit: &str, cheat: impl FnOnce(u32)) {
	let (released, kept, until) = with_earnings(|index| {
		let released = Rewards::claimable(index);
		cheat(index);
		let view = Rewards::coming_departed(&account(OWNER), index, 0).expect("what was released");
		(released, view.claimable + view.held + view.frozen, System::block_number())
	});
	let (claimable, held) = with_earnings(|index| {
		pass(until - System::block_number());
		let view = Rewards::coming(index, 0).expect("it has an owner");
		(view.claimable, view.held)
	});
	println!(
		"{exploit}: the cheat {kept} planck, the same honest {claimable} and {held} still to come"
	);
	assert_eq!(kept, released, "{exploit} paid");
	assert!(kept < claimable && held > 0, "the honest owner got no more");
}

fn revoke(index: u32) -> DispatchResult {
	send("//Sponsor", routers(pallet_cairn_routers::Call::revoke { index, reason: 1 }))
}

fn offer(index: u32) -> DispatchResult {
	let to = Some(account(SECOND));
	send(OWNER, routers(pallet_cairn_routers::Call::offer { index, to }))
}

fn accept(index: u32) -> DispatchResult {
	send(SECOND, routers(pallet_cairn_routers::Call::accept { index }))
}

fn held(index: u32) -> Balance {
	Rewards::coming(index, 0).expect("it has an owner").held
}

#[test]
fn exploit_a_frozen_router_is_handed_over_or_removed_to_save_its_earnings() {
	// Mallory's router is revoked, and what it holds is frozen. Before the council has decided she has
	// a second wallet accept the router, or removes it, so that its earnings leave with the owner.
	in_vain("handing over or removing what is frozen", |index| {
		let held = held(index);
		block(|| {
			offer(index).expect("offers while nothing is frozen");
			revoke(index).expect("revokes");
			assert_eq!(accept(index), Err(undecided()));
			let remove = pallet_cairn_routers::Call::remove { index };
			assert_eq!(send(OWNER, routers(remove)), Err(undecided()));
			let view = Rewards::coming(index, 1).expect("it has an owner");
			assert_eq!((view.frozen, view.held), (held, 0));
		});
		let pool = pallet_cairn_rewards::Totals::<Runtime>::get().undistributed;
		pass(APPEAL_TIME);
		// The council has let the time pass. Accepting decides by itself, if the queue has not.
		block(|| accept(index).expect("the revocation is final"));
		let after = pallet_cairn_rewards::Totals::<Runtime>::get();
		assert!(after.undistributed >= pool + held);
		assert_eq!(after.held, 0);
		let departed =
			Rewards::coming_departed(&account(OWNER), index, 1).expect("what was released");
		assert_eq!((departed.held, departed.frozen), (0, 0));
		assert!(departed.claimable > 0);
	});
}

#[test]
fn exploit_a_router_is_handed_over_in_the_block_of_its_revocation_to_save_its_earnings() {
	// Mallory sees the revocation in the pool and hands the router to a second wallet in front of it,
	// so that the revocation finds an owner without earnings.
	in_vain("handing over in front of a revocation", |index| {
		let held = held(index);
		block(|| {
			offer(index).expect("offers");
			accept(index).expect("accepts, in front of the revocation");
			revoke(index).expect("revokes the word that the new owner has");
		});
		let view = Rewards::coming_departed(&account(OWNER), index, 1).expect("it has departed");
		assert_eq!((view.frozen, view.held), (held, 0));
		pass(APPEAL_TIME + 2);
		let view = Rewards::coming_departed(&account(OWNER), index, 1).expect("what was released");
		assert_eq!((view.frozen, view.held), (0, 0));
		assert_eq!(pallet_cairn_rewards::Totals::<Runtime>::get().held, 0);
	});
}

#[test]
fn exploit_a_router_is_removed_ahead_of_its_revocation_to_save_its_earnings() {
	// Mallory sees the revocation in the pool and removes the router in front of it, so that there is
	// nothing to revoke, and waits until it has closed.
	in_vain("removing in front of a revocation", |index| {
		block(|| {
			let remove = pallet_cairn_routers::Call::remove { index };
			send(OWNER, routers(remove)).expect("removes");
			revoke(index).expect("a closing router's word is taken back like any other");
		});
		pass(WITHDRAWAL_DELAY.max(APPEAL_TIME) + 2);
		assert_eq!(Routers::view(index), None, "it closed, decided");
		let view = Rewards::coming_departed(&account(OWNER), index, 1).expect("what was released");
		assert_eq!((view.frozen, view.held), (0, 0));
	});
}

#[test]
fn a_council_that_restores_lets_the_release_go_on_and_counts_the_router_again() {
	with_earnings(|index| {
		let held = held(index);
		let vouched = <Routers as CoverageRegistry<AccountId>>::vouched;
		let before = vouched();
		block(|| revoke(index).expect("revokes"));
		assert_eq!(vouched(), before - 1);
		pass(2 * PERIOD);
		block(|| {
			let call = routers(pallet_cairn_routers::Call::decide_appeal { index, restore: true });
			let council = RuntimeOrigin::root();
			frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(call, council)
				.expect("the council decides");
		});
		assert_eq!(vouched(), before);
		assert_eq!(Routers::view(index).map(|view| view.vouching), Some(Vouching::By(0)));
		assert_eq!(self::held(index), held);
		let claimable = Rewards::claimable(index);
		pass(PERIOD);
		assert!(Rewards::claimable(index) > claimable);
	});
}
