//! Runs what was typed.

use crate::{
	chain_spec::{self, Network},
	cli::{Cli, Subcommand},
	partial,
	service::{self, Extras},
};
use cairn_runtime::opaque::Block;
use sc_cli::{KeySubcommand, SubstrateCli};
use sc_network::{config::NetworkBackendType, Litep2pNetworkBackend, NetworkWorker};
use sc_service::PartialComponents;
use sp_runtime::traits::Block as BlockT;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Cairn node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	/// Fixed, because the default data directory is named after it: renaming the file must not
	/// make a validator start from nothing.
	fn executable_name() -> String {
		env!("CARGO_PKG_NAME").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the issue tracker of the Cairn project".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		let id = match &self.subcommand {
			// The chain only names the folder of the key, and a key for a file has none.
			Some(Subcommand::Key(KeySubcommand::GenerateNodeKey(_))) if id.is_empty() => {
				Network::Local.chain_id()
			}
			_ => id,
		};
		Ok(Box::new(chain_spec::load(id)?))
	}
}

/// Parses the command line of this process and runs it to its end.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => run_node(&cli),
		Some(subcommand) => run_subcommand(&cli, subcommand),
	}
}

fn run_node(cli: &Cli) -> sc_cli::Result<()> {
	let extras = Extras {
		storage_monitor: cli.storage_monitor.clone(),
		report_pool_mib: cli.report_pool_size,
	};
	cli.create_runner(&cli.run)?.run_node_until_exit(|config| async move {
		match config.network.network_backend {
			NetworkBackendType::Litep2p => {
				service::new_full::<Litep2pNetworkBackend>(config, extras)
			}
			NetworkBackendType::Libp2p => {
				service::new_full::<NetworkWorker<Block, <Block as BlockT>::Hash>>(config, extras)
			}
		}
		.map_err(sc_cli::Error::Service)
	})
}

fn run_subcommand(cli: &Cli, subcommand: &Subcommand) -> sc_cli::Result<()> {
	match subcommand {
		Subcommand::Key(command) => command.run(cli),
		Subcommand::BuildSpec(command) => cli
			.create_runner(command)?
			.sync_run(|config| command.run(config.chain_spec, config.network)),
		Subcommand::ExportChainSpec(command) => command.run(cli.load_spec(&command.chain)?),
		Subcommand::CheckBlock(command) => cli.create_runner(command)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				partial::new_partial(&config)?;
			Ok((command.run(client, import_queue), task_manager))
		}),
		Subcommand::ExportBlocks(command) => cli.create_runner(command)?.async_run(|config| {
			let PartialComponents { client, task_manager, .. } = partial::new_partial(&config)?;
			Ok((command.run(client, config.database), task_manager))
		}),
		Subcommand::ImportBlocks(command) => cli.create_runner(command)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				partial::new_partial(&config)?;
			Ok((command.run(client, import_queue), task_manager))
		}),
		Subcommand::ExportState(command) => cli.create_runner(command)?.async_run(|config| {
			let PartialComponents { client, task_manager, .. } = partial::new_partial(&config)?;
			Ok((command.run(client, config.chain_spec), task_manager))
		}),
		Subcommand::PurgeChain(command) => {
			cli.create_runner(command)?.sync_run(|config| command.run(config.database))
		}
		Subcommand::Revert(command) => cli.create_runner(command)?.async_run(|config| {
			let PartialComponents { client, task_manager, backend, .. } =
				partial::new_partial(&config)?;
			// Both engines keep notes beside the blocks, which must go back together with them.
			let revert_consensus: partial::RevertConsensus = Box::new(|client, backend, blocks| {
				sc_consensus_babe::revert(client.clone(), backend, blocks)?;
				sc_consensus_grandpa::revert(client, blocks)?;
				Ok(())
			});
			Ok((command.run(client, backend, Some(revert_consensus)), task_manager))
		}),
		Subcommand::ChainInfo(command) => {
			cli.create_runner(command)?.sync_run(|config| command.run::<Block>(&config))
		}
	}
}

#[cfg(test)]
mod tests {
	use super::Cli;
	use sc_cli::SubstrateCli;

	fn cli(arguments: &[&str]) -> Cli {
		Cli::try_from_iter(["cairn-node"].iter().chain(arguments)).expect("valid arguments")
	}

	fn load_error(cli: &Cli, id: &str) -> String {
		match cli.load_spec(id) {
			Ok(spec) => panic!("`{id}` was taken for {}", spec.id()),
			Err(message) => message,
		}
	}

	#[test]
	fn node_without_a_chain_is_told_what_to_type() {
		let message = load_error(&cli(&[]), "");
		assert!(message.contains("--chain"), "{message}");
		assert!(message.contains("--dev"), "{message}");
	}

	#[test]
	fn node_key_needs_no_chain_but_other_keys_do() {
		let node_key = cli(&["key", "generate-node-key", "--file", "node-key"]);
		assert_eq!(node_key.load_spec("").expect("a default").id(), "cairn_local");

		let session_key = cli(&["key", "insert", "--key-type", "babe", "--scheme", "sr25519"]);
		assert!(load_error(&session_key, "").contains("no chain was named"));
	}

	#[test]
	fn known_chain_loads_by_its_id() {
		let spec = cli(&["--chain", "dev-fast"]).load_spec("dev-fast").expect("built in");
		assert_eq!(spec.id(), "cairn_dev_fast");
	}

	#[test]
	fn data_directory_does_not_depend_on_the_name_of_the_file() {
		assert_eq!(Cli::executable_name(), "cairn-node");
		assert_eq!(Cli::impl_name(), "Cairn node");
		assert!(Cli::client_id().starts_with("Cairn node/v0."));
	}
}
