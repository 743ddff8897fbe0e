//! Where routers stand, what they have proven, and whom the chain asks to prove now.
//!
//! A street is a cell of resolution 9 with 16 routers in its seven houses, and streets fill a region:
//! a town in which the rules on density apply at every resolution. The routers of a street lie so far
//! apart in the order of indices that a proof shares no page with its witnesses, as in a network in
//! which neighbours came at different times.

use crate::{chain::Failure, world::World};
use cairn_primitives::{
	coverage::{commit, Band, Channel, ReportLine, Rssi, Window, WitnessId, WitnessReport},
	BlockNumber, CellIndex, RouterIndex,
};
use cairn_runtime::{
	Coverage, Rewards, Runtime, RuntimeCall, RuntimeOrigin, Signature, System, PERIOD, WINDOW,
};
use frame_support::traits::{Hooks, UnfilteredDispatchable};
use frame_system::RawOrigin;
use pallet_cairn_coverage::{Call, Current, Proof, WindowInfo};
use sp_core::sr25519;
use sp_io::hashing::blake2_256;

/// Routers in a street.
pub const STREET: u32 = 16;
/// In Lausanne; all digits of resolution 4 and finer are replaced.
const HOME: CellIndex = 0x8a1f98d6d6b7fff;
const HOUSES: u32 = 7;
/// What each router broadcasts: the chain only ever sees its hash with the witness.
const SECRET: [u8; 32] = [7; 32];
/// The first window, of a network so small that everybody was challenged.
const FIRST: Window = 1;
/// 1/256 of a window: everybody in every window.
const EVERY_WINDOW: u32 = 256;

/// A window that has ended and that nobody has proven yet.
pub struct Challenge {
	/// The window.
	pub window: WindowInfo,
	/// Whom it challenges, in an order that has nothing to do with that of indices.
	pub challenged: Vec<RouterIndex>,
}

/// The cell of resolution 10 of a house in a street.
pub fn cell(street: u32, house: u32) -> CellIndex {
	let (mut cell, mut rest) = (HOME, street);
	for resolution in (4..10).rev() {
		cell = with_digit(cell, resolution, rest % 7);
		rest /= 7;
	}
	with_digit(cell, 10, house % HOUSES)
}

/// The cell with one of its digits replaced: three bits each, that of resolution 15 the lowest.
fn with_digit(cell: CellIndex, resolution: u32, digit: u32) -> CellIndex {
	let shift = 3 * (15 - resolution);
	cell & !(7 << shift) | CellIndex::from(digit) << shift
}

/// A proof that is not signed yet, with reports of so many neighbours, signed as `sign` does it.
pub fn proof(
	world: &World,
	window: Window,
	router: RouterIndex,
	reports: usize,
	sign: impl Fn(&WitnessReport, RouterIndex) -> Signature,
) -> Proof {
	let mut witnesses: Vec<_> = world.neighbours(router).take(reports).collect();
	witnesses.sort_unstable();
	let lines: Vec<_> = witnesses
		.into_iter()
		.map(|index| {
			let witness = WitnessId::Router(index);
			let report = WitnessReport {
				window,
				challenged: router,
				witness,
				rssi: Rssi::Dbm(-70),
				channel: Channel { band: Band::Ghz2, number: 6 },
				commit: commit(&SECRET, witness, blake2_256),
			};
			let signature = sign(&report, index);
			ReportLine { witness, rssi: report.rssi, channel: report.channel, signature }
		})
		.collect();
	let reports = lines.try_into().expect("no more than a proof takes");
	Proof { window, router, secret: SECRET, reports, signature: unsigned() }
}

fn unsigned() -> Signature {
	Signature::Sr25519(sr25519::Signature::default())
}

/// Everybody has proven once, in the first window, and its period has been closed, so that whoever
/// proves next has points to fold; windows have gone on until one has ended that nobody has proven.
///
/// Blocks without a new window are left out. The chain that is measured begins at block 1 all the
/// same: nothing in these blocks asks how long ago a window began.
pub fn history(world: &World) -> Result<Challenge, Failure> {
	let last = PERIOD / WINDOW + 1;
	for window in FIRST..=last {
		begin_block(window * WINDOW);
		if window == FIRST {
			Current::<Runtime>::mutate(|current| {
				if let Some(current) = current {
					(current.threshold, current.interval) = (u64::MAX, EVERY_WINDOW);
				}
			});
		}
		if window == FIRST + 1 {
			prove_all(world)?;
		}
	}
	System::set_block_number(0);
	System::reset_events();
	let number = last - 1;
	let window = Coverage::window(number).ok_or("the window has ended and can be proven")?;
	let mut challenged: Vec<_> = (0..world.routers)
		.filter(|index| Coverage::challenged(number, *index) == Some(true))
		.collect();
	challenged.sort_unstable_by_key(|index| blake2_256(&index.to_le_bytes()));
	Ok(Challenge { window, challenged })
}

fn begin_block(number: BlockNumber) {
	System::set_block_number(number);
	Rewards::on_initialize(number);
	Coverage::on_initialize(number);
}

/// Every router proves the first window by one neighbour's report. Whoever authorizes looks at
/// signatures; dispatch, which is all that happens here, does not.
fn prove_all(world: &World) -> Result<(), Failure> {
	// Block 0 keeps no events; hundreds of thousands of them are of no use to anybody.
	System::set_block_number(0);
	for router in 0..world.routers {
		let proof = proof(world, FIRST, router, 1, |_, _| unsigned());
		RuntimeCall::Coverage(Call::prove { proof })
			.dispatch_bypass_filter(RuntimeOrigin::from(RawOrigin::Authorized))
			.map_err(|error| format!("{:?}", error.error))?;
	}
	Ok(())
}
