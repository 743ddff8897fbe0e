//! Both clients' cores and the real runtime in one process: three routers, two carriers, and lines
//! that lose, double and delay whatever they carry. In the end everybody agrees to the octet, and
//! each octet has been paid for once.

mod carrier;
#[path = "../../../runtime/tests/common/mod.rs"]
mod common;
mod router;
mod world;

use cairn_radius::StatusType;
use common::*;
use proptest::{
	collection::vec,
	prelude::*,
	sample::Index,
	test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use world::{Fate, World};

/// Histories to try.
const HISTORIES: u32 = 48;

/// What may happen next.
#[derive(Clone, Debug)]
enum Act {
	/// An access point counts on in one of its sessions and says so.
	Said { router: usize, session: usize, octets: u64, fate: Fate },
	/// An access point ends a session.
	Stop { router: usize, session: usize, fate: Fate },
	/// A packet of an access point that was not acknowledged comes again.
	LatePacket(Index),
	/// A router does what is next towards a carrier, this much later.
	Step { router: usize, carrier: u32, seconds: u64, fate: Fate },
	/// A report that was held back comes to its carrier.
	LateReport(Index, Fate),
	/// A response that was held back comes to its router.
	LateResponse(Index),
	/// A router's process is killed and goes on from its journal.
	Killed { router: usize },
	/// A router sees the chain, and submits what is worth it.
	Submit { router: usize, carrier: u32, fate: Fate },
	/// A carrier settles.
	Settle { carrier: u32, fate: Fate },
}

fn fate() -> impl Strategy<Value = Fate> {
	prop_oneof![
		4 => Just(Fate::Arrives), 1 => Just(Fate::Lost), 1 => Just(Fate::Late), 1 => Just(Fate::Twice)
	]
}

fn act() -> impl Strategy<Value = Act> {
	let (index, router, carrier) = (any::<Index>, 0usize..3, 0u32..2);
	let session = (router.clone(), 0usize..4);
	prop_oneof![
		14 => (session.clone(), 0u64..5_000_000_000, fate())
			.prop_map(|((router, session), octets, fate)| Act::Said { router, session, octets, fate }),
		3 => (session, fate()).prop_map(|((router, session), fate)| Act::Stop { router, session, fate }),
		3 => index().prop_map(Act::LatePacket),
		24 => (router.clone(), carrier.clone(), 0u64..200, fate())
			.prop_map(|(router, carrier, seconds, fate)| Act::Step { router, carrier, seconds, fate }),
		4 => (index(), fate()).prop_map(|(index, fate)| Act::LateReport(index, fate)),
		4 => index().prop_map(Act::LateResponse),
		3 => router.clone().prop_map(|router| Act::Killed { router }),
		4 => (router, carrier.clone(), fate())
			.prop_map(|(router, carrier, fate)| Act::Submit { router, carrier, fate }),
		3 => (carrier, fate()).prop_map(|(carrier, fate)| Act::Settle { carrier, fate }),
	]
}

fn live(world: &mut World, act: Act) {
	match act {
		Act::Said { router, session, octets, fate } => {
			let status = world.carry(router, session, octets);
			world.say(router, session, status, fate);
		}
		Act::Stop { router, session, fate } => {
			if world.is_open(router, session) {
				world.say(router, session, StatusType::Stop, fate);
				world.end(router, session);
			}
		}
		Act::LatePacket(index) => world.late_packet(index),
		Act::Step { router, carrier, seconds, fate } => {
			world.wait(seconds);
			world.step(router, carrier, fate);
		}
		Act::LateReport(index, fate) => world.late_report(index, fate),
		Act::LateResponse(index) => world.late_response(index),
		Act::Killed { router } => world.kill(router),
		Act::Submit { router, carrier, fate } => world.submit(router, carrier, fate),
		Act::Settle { carrier, fate } => world.settle(carrier, fate),
	}
	world.check();
}

#[test]
fn whatever_lines_do_everybody_agrees_in_the_end_and_each_octet_is_paid_once() {
	let config = Config { cases: HISTORIES, failure_persistence: None, ..Config::default() };
	let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
	let submitted = std::cell::Cell::new(0);
	TestRunner::new_with_rng(config, rng)
		.run(&vec(act(), 20..120), |acts| {
			genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
				let mut world = World::new();
				for act in acts {
					live(&mut world, act);
				}
				world.finish();
				world.everybody_agrees();
				submitted.set(submitted.get() + world.submitted());
			});
			Ok(())
		})
		.unwrap_or_else(|failure| panic!("{failure}"));
	assert!(submitted.get() > 10, "receipts took the routers' road, too");
}
