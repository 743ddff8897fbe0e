//! What a person types.

mod init;
mod onboard;
mod run;
mod status;

use clap::{Parser, Subcommand};
use std::{fmt, path::PathBuf, process::ExitCode};

/// Where the configuration lies unless said otherwise.
const CONFIG: &str = "/etc/cairn/router.toml";
/// Where the device key lies unless said otherwise.
const KEY: &str = "/etc/cairn/router.key";

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  the system failed: disk, signals, threads
  2  wrong arguments
  3  the configuration is missing or wrong
  4  the key file is missing, loose, malformed, or in the way
  5  the chain cannot be asked
  6  no daemon answers
  7  an address or directory is in use by somebody else";

/// Why a command failed, with its exit code.
#[derive(Debug)]
pub struct Failure {
	code: u8,
	message: String,
}

impl Failure {
	/// The system failed.
	pub const SYSTEM: u8 = 1;
	/// Wrong arguments.
	pub const USAGE: u8 = 2;
	/// The configuration is missing or wrong.
	pub const CONFIG: u8 = 3;
	/// The key file is missing, loose, malformed, or in the way.
	pub const KEY: u8 = 4;
	/// The chain cannot be asked.
	pub const CHAIN: u8 = 5;
	/// No daemon answers.
	pub const NO_DAEMON: u8 = 6;
	/// An address or directory is in use by somebody else.
	pub const IN_USE: u8 = 7;

	fn new(code: u8, message: impl fmt::Display) -> Self {
		Self { code, message: message.to_string() }
	}
}

/// Counts the traffic that this router delivers for carriers, and sees to it that its owner is paid.
#[derive(Parser)]
#[command(name = "cairn-router", version, after_help = EXIT_CODES)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Make the device key; print the router's id and its three-word name.
	Init {
		/// Where to write the key; an existing file is never overwritten.
		#[arg(long, default_value = KEY)]
		key: PathBuf,
		/// Print JSON.
		#[arg(long)]
		json: bool,
	},
	/// Print a signed registration as JSON, for whoever pays the deposit to submit; with --probe what a
	/// carrier needs to bond a probe.
	Onboard(onboard::Arguments),
	/// Run the daemon until SIGTERM.
	Run {
		/// The configuration file.
		#[arg(long, default_value = CONFIG)]
		config: PathBuf,
		/// Log every exchange.
		#[arg(long)]
		verbose: bool,
	},
	/// Show what the daemon knows.
	Status {
		/// The configuration file.
		#[arg(long, default_value = CONFIG)]
		config: PathBuf,
		/// Print JSON.
		#[arg(long)]
		json: bool,
	},
}

/// Does what the arguments say.
pub fn main() -> ExitCode {
	// Wrong arguments end here, with exit code 2 and clap's words.
	let cli = Cli::parse();
	let result = match cli.command {
		Command::Init { key, json } => init::init(&key, json),
		Command::Onboard(arguments) => onboard::onboard(&arguments),
		Command::Run { config, verbose } => run::run(&config, verbose),
		Command::Status { config, json } => status::status(&config, json),
	};
	match result {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			eprintln!("cairn-router: {}", failure.message);
			ExitCode::from(failure.code)
		}
	}
}

/// Prints a line. Where standard output is closed, nobody is there to read it.
fn print(text: impl fmt::Display) -> Result<(), Failure> {
	use std::io::Write;
	writeln!(std::io::stdout(), "{text}").or_else(|error| match error.kind() {
		std::io::ErrorKind::BrokenPipe => Ok(()),
		_ => Err(Failure::new(Failure::SYSTEM, error)),
	})
}
