//! Measures blocks of settlements, receipts and proofs of coverage on a state of many routers, as a
//! validator that imports them does: in wasm, over ParityDB, the new state's root included.
//!
//! `scripts/bench` runs this and prints a table; `docs/performance.md` tells the method.

mod cases;
mod chain;
mod coverage;
mod database;
mod kinds;
mod measure;
mod report;
mod signatures;
mod transactions;
mod world;

use chain::{Chain, Failure};
use clap::Parser;
use std::{path::PathBuf, time::Instant};

/// What to measure, and how thoroughly.
#[derive(Parser)]
struct Options {
	/// What to measure: verification, database, or a kind of block; everything if not given.
	names: Vec<String>,
	/// Where to write the figures, as a JSON list.
	#[arg(long)]
	json: PathBuf,
	/// Registered routers; a multiple of 81,920.
	#[arg(long, default_value_t = 327_680)]
	routers: u32,
	/// Carriers with a lane of their own; a multiple of 64.
	#[arg(long, default_value_t = 5_120)]
	carriers: u32,
	/// Blocks of each kind, of which the median counts.
	#[arg(long, default_value_t = 5)]
	repetitions: usize,
	/// Where to make the database and copies of it; needs about 5 GB, emptied at the end.
	#[arg(long)]
	folder: Option<PathBuf>,
	/// A runtime's wasm that is measured instead of the one built with this program.
	#[arg(long)]
	runtime: Option<PathBuf>,
	/// Cargo passes this to every benchmark.
	#[arg(long, hide = true)]
	bench: bool,
}

impl Options {
	fn wants(&self, name: &str) -> bool {
		self.names.is_empty() || self.names.iter().any(|wanted| wanted == name)
	}
}

fn main() -> Result<(), Failure> {
	let options = Options::parse();
	// Why a runtime gave up stands in its log only.
	sc_cli::LoggerBuilder::new("error").init()?;
	let start = Instant::now();
	let say = |what: &str| eprintln!("    {what} (at {} s)", start.elapsed().as_secs());

	say("one signature after the other");
	let mut figures = Vec::new();
	let each = |time: fn() -> f64| report::median((0..9).map(|_| time()).collect::<Vec<_>>());
	let verification = each(signatures::verification);
	figures.push(report::Measurement::new("verification", 1e6 / verification, "1/s"));
	let others: [(_, fn() -> f64); 2] =
		[("verification-ed25519", kinds::ed25519), ("verification-ecdsa", kinds::ecdsa)];
	for (name, time) in others {
		let time = each(time);
		let figure = report::Measurement::new(name, 1e6 / time, "1/s");
		figures.push(figure.beside("time of an sr25519 signature", time / verification));
	}

	let blocks: Vec<_> = cases::CASES.iter().filter(|case| options.wants(case.name)).collect();
	if !blocks.is_empty() || options.wants("database") {
		let folder = match &options.folder {
			Some(folder) => tempfile::tempdir_in(folder)?,
			None => tempfile::tempdir()?,
		};
		let database = folder.path();
		say(&format!("making a state of {} routers", options.routers));
		let world = world::World::new(options.routers, options.carriers)?;
		let code = match &options.runtime {
			Some(file) => std::fs::read(file)?,
			None => cairn_runtime::WASM_BINARY.ok_or("built without the runtime's wasm")?.to_vec(),
		};
		let (state, challenge) = world.genesis(code)?;
		say(&format!("writing its {} keys to ParityDB", state.top.len()));
		let sample = database::Sample::new(&state, options.repetitions);
		let executor = chain::executor();
		let chain = Chain::open(database, &executor, state)?;
		// The first block does what no other does; those that are measured follow it.
		let first = chain.author(&[], 0)?;
		chain.import(first.block, true)?;
		let sample = sample.that_stays(&chain)?;
		drop(chain);
		let ground = measure::Ground {
			world: &world,
			challenge: &challenge,
			folder: database,
			executor: &executor,
			repetitions: options.repetitions,
		};
		// Between the kinds of blocks: a machine that is slower for a while is so for both.
		let mut prices = database::Prices::default();
		let mut batches = sample.batches();
		let share = batches.len().div_ceil(blocks.len() + 1);
		for case in blocks {
			if options.wants("database") {
				prices.measure(&ground, batches.by_ref().take(share))?;
			}
			say(&format!("blocks of {}", case.name));
			figures.extend(ground.measure(case)?);
		}
		if options.wants("database") {
			say("reads and writes");
			prices.measure(&ground, batches)?;
			figures.extend(prices.figures());
		}
	}
	std::fs::write(&options.json, serde_json::to_string_pretty(&figures)?)?;
	say("done");
	Ok(())
}
