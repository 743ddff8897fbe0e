//! The blocks that are measured.

use crate::{
	chain::{Chain, Failure},
	coverage::Challenge,
	transactions,
	world::{Tariff, World, AFTER, BATCH, SCATTER, SETTLEMENT},
};
use cairn_primitives::RouterIndex;
use cairn_runtime::{api::CairnApi, Hash};
use sp_api::ProvideRuntimeApi;
use sp_runtime::OpaqueExtrinsic;

/// The most proofs prepared for a block: more than fit.
const PROOFS: usize = 2_000;

/// Which lanes transactions settle.
pub struct Lanes {
	/// The most transactions that the prepared state allows.
	most: fn(&World) -> u32,
	/// The lanes of the `number`th transaction: position of the carrier, and router.
	of: fn(&World, u32) -> Vec<(usize, RouterIndex)>,
}

/// What a block's transactions are.
pub enum Contents {
	/// A carrier's totals.
	Settlements(Lanes),
	/// Receipts with both signatures.
	Receipts(Lanes),
	/// Proofs of coverage with so many reports each, all of which count and earn.
	Proofs(usize),
}

/// A kind of block.
pub struct Case {
	/// Its name.
	pub name: &'static str,
	contents: Contents,
}

/// All of them.
pub const CASES: [Case; 6] = [
	Case {
		name: "settle-consecutive",
		contents: Contents::Settlements(Lanes {
			most: |world| world.routers / SETTLEMENT,
			of: |_, number| {
				let first = number * SETTLEMENT;
				(first..first + SETTLEMENT).map(|router| (0, router)).collect()
			},
		}),
	},
	Case {
		name: "settle-scattered",
		contents: Contents::Settlements(Lanes {
			most: |world| world.routers / SETTLEMENT / SCATTER,
			of: |_, number| {
				let first = number * SETTLEMENT * SCATTER;
				(0..SETTLEMENT).map(|entry| (0, first + entry * SCATTER)).collect()
			},
		}),
	},
	Case {
		name: "submit-consecutive",
		contents: Contents::Receipts(Lanes {
			most: |world| world.routers / BATCH,
			of: |_, number| {
				let first = number * BATCH;
				(first..first + BATCH).map(|router| (0, router)).collect()
			},
		}),
	},
	Case {
		name: "submit-scattered",
		contents: Contents::Receipts(Lanes {
			most: |world| (world.carriers.len() as u32 - 1) / BATCH,
			of: |world, number| {
				let first = 1 + number * BATCH;
				(first..first + BATCH)
					.map(|carrier| (carrier as usize, world.partner(carrier)))
					.collect()
			},
		}),
	},
	Case { name: "prove-5", contents: Contents::Proofs(5) },
	Case { name: "prove-14", contents: Contents::Proofs(14) },
];

/// What a transaction brings about, over and over.
pub struct Unit {
	/// How many of them are in each transaction.
	pub count: u32,
	/// In what the time for each is given.
	pub time: &'static str,
	/// In what the octets for each are given.
	pub octets: &'static str,
	/// How many signatures its time is compared with.
	pub verifications: u32,
	/// How that comparison is called.
	pub compared_with: &'static str,
}

impl Case {
	/// Everything that can be put into a block of this kind.
	pub fn transactions(
		&self,
		world: &World,
		challenge: &Challenge,
		genesis: Hash,
	) -> Vec<OpaqueExtrinsic> {
		match &self.contents {
			Contents::Settlements(lanes) => (0..(lanes.most)(world))
				.map(|number| {
					let routers = (lanes.of)(world, number).into_iter().map(|(_, router)| router);
					transactions::settle(genesis, &world.carriers[0], number, routers, AFTER)
				})
				.collect(),
			Contents::Receipts(lanes) => (0..(lanes.most)(world))
				.map(|number| {
					let lanes = (lanes.of)(world, number).into_iter();
					let lanes = lanes.map(|(carrier, router)| (&world.carriers[carrier], router));
					transactions::submit(genesis, lanes, AFTER)
				})
				.collect(),
			Contents::Proofs(reports) => {
				let provers = challenge.challenged.iter().take(PROOFS);
				provers
					.map(|router| transactions::prove(genesis, world, challenge, *router, *reports))
					.collect()
			}
		}
	}

	/// What its time is divided by.
	pub fn unit(&self) -> Unit {
		let (time, octets, count) = match &self.contents {
			Contents::Settlements(_) => ("µs/router", "B/router", SETTLEMENT),
			Contents::Receipts(_) => ("µs/receipt", "B/receipt", BATCH),
			// At most 14 reports: the cast loses nothing.
			Contents::Proofs(reports) => {
				return Unit {
					count: 1,
					time: "µs/proof",
					octets: "B/proof",
					verifications: 1 + *reports as u32,
					compared_with: "verifications of its signatures",
				}
			}
		};
		Unit { count, time, octets, verifications: 1, compared_with: "verification" }
	}

	/// Whether a block did what it is measured for: its lanes stand where they were raised to, its
	/// proofs are recorded, and everybody in them has earned.
	pub fn check(
		&self,
		world: &World,
		challenge: &Challenge,
		chain: &Chain,
		block: Hash,
		taken: usize,
	) -> Result<(), Failure> {
		match &self.contents {
			Contents::Settlements(lanes) | Contents::Receipts(lanes) => (0..taken as u32)
				.try_for_each(|number| {
					check_lanes(world, chain, block, &(lanes.of)(world, number))
				}),
			Contents::Proofs(reports) => {
				let proven = challenge.challenged.iter().take(taken);
				proven.copied().try_for_each(|router| {
					let earning = std::iter::once(router)
						.chain(world.neighbours(router).take(*reports))
						.collect::<Vec<_>>();
					check_proof(chain, block, challenge.window.number, &earning)
				})
			}
		}
		.map_err(|error| format!("{}: {error}", self.name).into())
	}
}

/// The first and the last lane of a transaction were settled.
fn check_lanes(
	world: &World,
	chain: &Chain,
	block: Hash,
	lanes: &[(usize, RouterIndex)],
) -> Result<(), Failure> {
	let api = chain.client.runtime_api();
	for (carrier, router) in [lanes.first(), lanes.last()].into_iter().flatten() {
		let carrier = &world.carriers[*carrier];
		let Tariff { version, kind } = carrier.tariff;
		if api.lane(block, carrier.index, version, kind, *router)? != AFTER {
			return Err(format!("router {router} was not settled").into());
		}
	}
	Ok(())
}

/// The first router has proven the window by reports of all the others, and all of them have points.
fn check_proof(
	chain: &Chain,
	block: Hash,
	window: u32,
	earning: &[RouterIndex],
) -> Result<(), Failure> {
	let api = chain.client.runtime_api();
	let (prover, witnesses) = earning.split_first().ok_or("a proof is of somebody")?;
	let record = api.proofs(block, *prover)?;
	if !record.is_some_and(|it| it.newest == window && usize::from(it.valid) == witnesses.len()) {
		return Err(format!("router {prover} has not proven").into());
	}
	for router in earning {
		if api.earnings(block, *router, 0)?.is_none_or(|earned| earned.points == 0) {
			return Err(format!("router {router} has earned nothing").into());
		}
	}
	Ok(())
}
