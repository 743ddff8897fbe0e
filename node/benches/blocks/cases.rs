//! The blocks that are measured.

use crate::{
	chain::{length, Chain, Executor, Failure},
	report::{median, Measurement},
	signatures, transactions,
	world::{Tariff, World, AFTER, BATCH, SCATTER, SETTLEMENT},
};
use cairn_primitives::RouterIndex;
use cairn_runtime::{api::CairnApi, Hash};
use sp_api::ProvideRuntimeApi;
use sp_core::storage::Storage;
use sp_runtime::{traits::Block as _, OpaqueExtrinsic};
use std::path::Path;

/// By which road lanes are settled.
#[derive(Clone, Copy)]
enum Road {
	/// The carrier's totals.
	Settle,
	/// Receipts with both signatures.
	Submit,
}

/// A block's contents, by name.
pub struct Case {
	/// Its name.
	pub name: &'static str,
	road: Road,
	/// The most transactions that the prepared state allows.
	most: fn(&World) -> u32,
	/// The lanes of the `number`th transaction: position of the carrier, and router.
	lanes: fn(&World, u32) -> Vec<(usize, RouterIndex)>,
}

/// All of them.
pub const CASES: [Case; 4] = [
	Case {
		name: "settle-consecutive",
		road: Road::Settle,
		most: |world| world.routers / SETTLEMENT,
		lanes: |_, number| {
			let first = number * SETTLEMENT;
			(first..first + SETTLEMENT).map(|router| (0, router)).collect()
		},
	},
	Case {
		name: "settle-scattered",
		road: Road::Settle,
		most: |world| world.routers / SETTLEMENT / SCATTER,
		lanes: |_, number| {
			let first = number * SETTLEMENT * SCATTER;
			(0..SETTLEMENT).map(|entry| (0, first + entry * SCATTER)).collect()
		},
	},
	Case {
		name: "submit-consecutive",
		road: Road::Submit,
		most: |world| world.routers / BATCH,
		lanes: |_, number| {
			let first = number * BATCH;
			(first..first + BATCH).map(|router| (0, router)).collect()
		},
	},
	Case {
		name: "submit-scattered",
		road: Road::Submit,
		most: |world| (world.carriers.len() as u32 - 1) / BATCH,
		lanes: |world, number| {
			let first = 1 + number * BATCH;
			(first..first + BATCH)
				.map(|carrier| (carrier as usize, world.partner(carrier)))
				.collect()
		},
	},
];

impl Case {
	fn transaction(&self, world: &World, genesis: Hash, number: u32) -> OpaqueExtrinsic {
		let lanes = (self.lanes)(world, number).into_iter();
		match self.road {
			Road::Settle => {
				let routers = lanes.map(|(_, router)| router);
				transactions::settle(genesis, &world.carriers[0], number, routers, AFTER)
			}
			Road::Submit => {
				let lanes = lanes.map(|(carrier, router)| (&world.carriers[carrier], router));
				transactions::submit(genesis, lanes, AFTER)
			}
		}
	}

	/// Routers or receipts in one transaction, and the unit of the time that each takes.
	fn units(&self) -> (u32, &'static str) {
		match self.road {
			Road::Settle => (SETTLEMENT, "µs/router"),
			Road::Submit => (BATCH, "µs/receipt"),
		}
	}
}

/// Measures one kind of block: with one transaction, and as full as the chain allows.
pub fn measure(
	case: &Case,
	world: &World,
	folder: &Path,
	executor: &Executor,
	repetitions: usize,
) -> Result<Vec<Measurement>, Failure> {
	let chain = Chain::open(folder, executor, Storage::default())?;
	let genesis = chain.genesis();
	drop(chain);
	let all: Vec<_> =
		(0..(case.most)(world)).map(|number| case.transaction(world, genesis, number)).collect();
	let import = |count: usize, skew: u64| {
		let fared = import(&all[..count], skew, folder, executor, repetitions)?;
		check(case, world, folder, executor, &fared)?;
		Ok::<_, Failure>(fared)
	};
	let (single, full) = (import(1, 0)?, import(all.len(), 1_000)?);
	let (units, unit) = case.units();
	let verification = median((0..5).map(|_| signatures::verification()).collect());
	let of_each = |blocks: &Blocks| {
		let units = blocks.taken as f64 * f64::from(units);
		median(blocks.took.clone()) * 1e6 / units
	};
	let yardstick = |name: &str, micros: f64| {
		Measurement::new(name, micros, unit).beside("verification", micros / verification)
	};
	let ratios = || full.took.iter().map(|took| full.declared / took);
	let (name, full_name) = (case.name, format!("{}-full", case.name));
	let of_block =
		|figure: &str, value, unit| Measurement::new(format!("{full_name}-{figure}"), value, unit);
	let declared = |figure: &str, ratio: f64| {
		of_block(figure, full.declared / ratio * 1e3, "ms").beside("declared weight", ratio)
	};
	Ok(vec![
		yardstick(name, of_each(&single)),
		yardstick(&full_name, of_each(&full)),
		of_block("transactions", full.taken as f64, "transactions"),
		of_block("length", full.length as f64 / 1e6, "MB"),
		of_block("declared", full.declared * 1e3, "ms"),
		declared("slowest", ratios().fold(f64::INFINITY, f64::min)),
		declared("fastest", ratios().fold(0.0, f64::max)),
	])
}

/// How blocks of the same transactions fared.
struct Blocks {
	/// Transactions in each.
	taken: usize,
	/// Octets of them.
	length: usize,
	/// Seconds that the runtime counts for each.
	declared: f64,
	/// Seconds that each took.
	took: Vec<f64>,
	/// The last of them.
	last: Hash,
}

fn import(
	transactions: &[OpaqueExtrinsic],
	skew: u64,
	folder: &Path,
	executor: &Executor,
	repetitions: usize,
) -> Result<Blocks, Failure> {
	let chain = Chain::open(folder, executor, Storage::default())?;
	let mut blocks = Vec::new();
	for repetition in 0..repetitions {
		blocks.push(chain.author(transactions, skew + repetition as u64)?);
	}
	drop(chain);
	let mut fared =
		Blocks { taken: 0, length: 0, declared: 0.0, took: Vec::new(), last: Hash::default() };
	for (block, taken) in blocks {
		(fared.taken, fared.length, fared.last) = (taken, length(&block), block.hash());
		// A newly opened database: the node has nothing in its caches, the operating system may.
		let chain = Chain::open(folder, executor, Storage::default())?;
		fared.took.push(chain.import(block, false)?.as_secs_f64());
		fared.declared = chain.weight(fared.last)?.as_secs_f64();
	}
	Ok(fared)
}

/// Whether the block did what it is measured for: all its lanes stand where they were raised to.
fn check(
	case: &Case,
	world: &World,
	folder: &Path,
	executor: &Executor,
	fared: &Blocks,
) -> Result<(), Failure> {
	let chain = Chain::open(folder, executor, Storage::default())?;
	let api = chain.client.runtime_api();
	for number in 0..fared.taken {
		let lanes = (case.lanes)(world, number as u32);
		for (carrier, router) in [lanes.first(), lanes.last()].into_iter().flatten() {
			let carrier = &world.carriers[*carrier];
			let Tariff { version, kind } = carrier.tariff;
			if api.lane(fared.last, carrier.index, version, kind, *router)? != AFTER {
				return Err(format!("{}: router {router} was not settled", case.name).into());
			}
		}
	}
	Ok(())
}
