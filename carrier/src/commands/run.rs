//! Runs the daemon.

use crate::{
	chain::{ChainAccess, RpcChain},
	config::{Config, Mode},
	daemon::Daemon,
	edge::gateway::node::{Node, RpcNode},
	exit::Failure,
	secrets,
};
use std::{path::Path, sync::Arc};

/// Runs the daemon of a configuration until a signal ends it.
pub fn run(config: &Path) -> Result<(), Failure> {
	let config = Config::load(config)?;
	let chain = RpcChain::connect(&config.chain.endpoints, config.chain.genesis, config.poll())?;
	warn_of_other_account(&config, &chain)?;
	let node: Option<Arc<dyn Node>> = match &config.gateway {
		Some(_) => Some(Arc::new(RpcNode::connect(&config.chain.endpoints, chain.genesis())?)),
		None => None,
	};
	let daemon = Daemon::new(config, Arc::new(chain), node)?;
	let stop = daemon.signals()?;
	daemon.run(stop)
}

/// Settling with another carrier's account would fail at each attempt: say so at once.
fn warn_of_other_account(config: &Config, chain: &RpcChain) -> Result<(), Failure> {
	let (Some(file), Mode::Live) = (&config.keys.account, config.mode) else { return Ok(()) };
	let account = secrets::signer(file)?.account();
	if chain.carrier_of(&account)? != Some(config.carrier) {
		log::error!(
			"keys.account is not the account of carrier {}: settling will fail",
			config.carrier
		);
	}
	Ok(())
}
