//! Measures the report pool as a node runs it: reports are checked by the runtime's wasm over
//! ParityDB, held, and spread to two peers.
//!
//! `scripts/bench` runs this and prints a table; `docs/performance.md` tells the method.

#[path = "../../reports/tests/common/mod.rs"]
mod common;
mod memory;
#[path = "../../reports/tests/common/network.rs"]
mod network;
#[path = "../blocks/report.rs"]
mod report;
#[path = "../../src/reports.rs"]
mod reports;
#[path = "../blocks/signatures.rs"]
mod signatures;
mod spread;
mod throughput;
mod world;

use clap::Parser;
use report::{median, Measurement};
use std::{path::PathBuf, time::Instant};

/// What can go wrong here, with a text that says what.
pub type Failure = Box<dyn std::error::Error>;

/// What to measure, and how thoroughly.
#[derive(Parser)]
struct Options {
	/// Where to write the figures, as a JSON list.
	#[arg(long)]
	json: PathBuf,
	/// Registered routers.
	#[arg(long, default_value_t = 1_024)]
	routers: u32,
	/// Reports by each router.
	#[arg(long, default_value_t = 20)]
	reports: u32,
	/// Seconds for which reports are spread.
	#[arg(long, default_value_t = 20)]
	seconds: usize,
	/// Where to make the database.
	#[arg(long)]
	folder: Option<PathBuf>,
	/// A runtime's wasm that is measured instead of the one built with this program.
	#[arg(long)]
	runtime: Option<PathBuf>,
	/// Cargo passes this to every benchmark.
	#[arg(long, hide = true)]
	bench: bool,
}

fn main() -> Result<(), Failure> {
	let options = Options::parse();
	sc_cli::LoggerBuilder::new("error").init()?;
	let start = Instant::now();
	let say = |what: &str| eprintln!("    {what} (at {} s)", start.elapsed().as_secs());
	let mut figures = Vec::new();

	say("memory of a full pool");
	figures.extend(memory::measure()?);

	say("one signature after the other");
	let verification = median((0..9).map(|_| signatures::verification()).collect());
	figures.push(Measurement::new("reports-verification", 1e6 / verification, "1/s"));

	say(&format!("checks on a state of {} routers", options.routers));
	let code = match &options.runtime {
		Some(file) => std::fs::read(file)?,
		None => cairn_runtime::WASM_BINARY.ok_or("built without the runtime's wasm")?.to_vec(),
	};
	let folder = match &options.folder {
		Some(folder) => tempfile::tempdir_in(folder)?,
		None => tempfile::tempdir()?,
	};
	let world = world::World { routers: options.routers, reports: options.reports };
	let client = world.open(folder.path(), code)?;
	let signed = world.signed();
	figures.extend(throughput::measure(&signed, client.clone(), verification)?);

	say("three nodes, of which one is handed 1,000 reports a second");
	figures.extend(spread::measure(client, &signed, options.seconds)?);

	std::fs::write(&options.json, serde_json::to_string_pretty(&figures)?)?;
	say("done");
	Ok(())
}
