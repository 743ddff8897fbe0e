//! The `cairn` command.

use cairn_cli::{args::Cli, commands, error::CliError, exit::Exit, session::Session};
use clap::Parser;
use std::{
	io::{ErrorKind, Write},
	process::ExitCode,
};

fn main() -> ExitCode {
	let cli = match Cli::try_parse() {
		Ok(cli) => cli,
		Err(error) => return refuse(&error),
	};
	let json = cli.global.json;
	let (exit, written) = match commands::run(&Session::new(cli.global), cli.command) {
		Ok(output) => {
			let text = if json { output.json.to_string() } else { output.text };
			(Exit::Done, writeln!(anstream::stdout(), "{}", text.trim_end()))
		}
		Err(error) => {
			let text = if json { error.to_json().to_string() } else { error.to_text() };
			(error.exit, writeln!(anstream::stderr(), "{text}"))
		}
	};
	match written {
		// A reader such as `head` has seen enough; that is no failure.
		Err(error) if error.kind() != ErrorKind::BrokenPipe => ExitCode::from(Exit::Local.code()),
		_ => ExitCode::from(exit.code()),
	}
}

/// Shows help and version, or what is wrong with the command line; as JSON where that was asked.
fn refuse(error: &clap::Error) -> ExitCode {
	let json = std::env::args_os().any(|argument| argument == "--json");
	let written = if json && error.use_stderr() {
		// The first line says what is wrong; what follows is usage for a person.
		let text = error.to_string();
		let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
		let error = CliError::new(Exit::Usage, first, "cairn --help");
		writeln!(std::io::stderr(), "{}", error.to_json())
	} else {
		error.print()
	};
	let exit = match (error.use_stderr(), written) {
		(true, _) => Exit::Usage,
		(false, Err(error)) if error.kind() != ErrorKind::BrokenPipe => Exit::Local,
		(false, _) => Exit::Done,
	};
	ExitCode::from(exit.code())
}
