//! The command line of cairn-carrier.

use cairn_carrier::commands::{self, KeyKind};
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

const EXIT_CODES: &str = "\
Exit codes: 0 good; 1 the system failed; 2 command line or configuration; 3 a key file; \
4 an endpoint (named) cannot be reached or listened on; 5 reconcile found exceptions; \
6 database or charging records.

RUST_LOG=debug shows every packet that is discarded, and why.";

#[derive(Parser)]
#[command(name = "cairn-carrier", version, about = "Counter-signs and settles a carrier's traffic")]
#[command(after_help = EXIT_CODES)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Answers routers, mints tokens, settles; until SIGTERM or SIGINT
	Run {
		/// The configuration file
		#[arg(long)]
		config: PathBuf,
	},
	/// Shows what the running daemon does
	Status {
		/// The configuration file
		#[arg(long)]
		config: PathBuf,
		/// As JSON
		#[arg(long)]
		json: bool,
	},
	/// Compares charging records, lanes and chain, and lists what does not add up
	Reconcile {
		/// The configuration file
		#[arg(long)]
		config: PathBuf,
		/// As JSON
		#[arg(long)]
		json: bool,
		/// Octets that the chain has not settled yet do not add up, either
		#[arg(long)]
		settled: bool,
	},
	/// Checks a configuration and the files it names
	Check {
		/// The configuration file
		#[arg(long)]
		config: PathBuf,
	},
	/// Makes a directory with first keys (mode 0600) and a configuration to edit
	Init {
		/// The directory
		directory: PathBuf,
	},
	/// Makes one key file (mode 0600) and prints its public part
	Key {
		/// What it is for
		kind: KeyKind,
		/// The file, which must not exist yet
		#[arg(long)]
		out: PathBuf,
	},
}

fn main() -> ExitCode {
	env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
	let result = match Cli::parse().command {
		Command::Run { config } => commands::run(&config),
		Command::Status { config, json } => commands::status(&config, json),
		Command::Reconcile { config, json, settled } => commands::reconcile(&config, json, settled),
		Command::Check { config } => commands::check(&config),
		Command::Init { directory } => commands::init(&directory),
		Command::Key { kind, out } => commands::key(kind, &out),
	};
	match result {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			eprintln!("cairn-carrier: {failure}");
			ExitCode::from(failure.code())
		}
	}
}
