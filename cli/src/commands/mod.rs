//! One module for each group of commands.

mod campaign;
mod carrier;
mod coverage;
mod key;
mod lane;
mod probe;
mod rewards;
mod router;
pub mod settle;
mod sponsor;
mod status;
mod tariff;

use crate::{
	args::Command,
	error::CliError,
	output::{hex, Output},
	session::{Done, Session},
};
use serde_json::{json, Value};

/// Does what was asked.
pub fn run(session: &Session, command: Command) -> Result<Output, CliError> {
	match command {
		Command::Key(command) => key::run(session, command),
		Command::Router(command) => router::run(session, command),
		Command::Sponsor(command) => sponsor::run(session, command),
		Command::Carrier(command) => carrier::run(session, command),
		Command::Lane(command) => lane::run(session, command),
		Command::Rewards(command) => rewards::run(session, command),
		Command::Coverage(command) => coverage::run(session, command),
		Command::Campaign(command) => campaign::run(session, command),
		Command::Probe(command) => probe::run(session, command),
		Command::Status => status::run(session),
	}
}

/// A transaction in JSON.
fn transaction(done: &Done) -> Value {
	json!({
		"hash": hex(&done.hash),
		"block": done.included.block.number,
		"block_hash": hex(&done.included.block.hash),
		"index": done.included.index,
	})
}

/// Where a transaction is, for a person.
fn place(done: &Done) -> String {
	format!("in finalised block {}", done.included.block.number)
}
