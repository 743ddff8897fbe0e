//! `cairn-node`: validator, full node and RPC server of the Cairn chain.

mod chain_spec;
mod cli;
mod command;
mod partial;
mod reports;
mod rpc;
mod service;
mod tasks;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("cairn-node: {error}");
			ExitCode::FAILURE
		}
	}
}
