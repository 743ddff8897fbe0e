//! What may be typed after `cairn-node`.

use cairn_reports::DEFAULT_POOL_MIB;
use sc_cli::{
	BuildSpecCmd, ChainInfoCmd, CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd, ExportStateCmd,
	ImportBlocksCmd, KeySubcommand, PurgeChainCmd, RevertCmd, RunCmd,
};
use sc_storage_monitor::StorageMonitorParams;

/// The whole command line: a subcommand, or the options of a running node.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// Options of a running node.
	#[clap(flatten)]
	pub run: RunCmd,

	/// When to stop for lack of disk space.
	#[clap(flatten)]
	pub storage_monitor: StorageMonitorParams,

	/// Memory for witnesses' reports, in MiB. Those who report most give way when it is full.
	#[arg(long, value_name = "MIB", default_value_t = DEFAULT_POOL_MIB)]
	#[arg(value_parser = clap::value_parser!(u32).range(1..=65_536))]
	pub report_pool_size: u32,
}

/// Everything but running a node.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Make, inspect and insert keys.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Write a chain specification to standard output.
	BuildSpec(BuildSpecCmd),

	/// Write a chain specification, plain or raw, to a file or to standard output.
	ExportChainSpec(ExportChainSpecCmd),

	/// Import one block again and say whether it is valid.
	CheckBlock(CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(ExportBlocksCmd),

	/// Read blocks from a file into the database.
	ImportBlocks(ImportBlocksCmd),

	/// Write the state at a block as a raw chain specification.
	ExportState(ExportStateCmd),

	/// Delete the whole database of a chain.
	PurgeChain(PurgeChainCmd),

	/// Take back blocks that are not final.
	Revert(RevertCmd),

	/// Print what the database holds: best, final and genesis block.
	ChainInfo(ChainInfoCmd),
}

#[cfg(test)]
mod tests {
	use super::{Cli, Subcommand};
	use clap::error::ErrorKind;
	use sc_cli::{CliConfiguration, Database, NetworkBackendType, Role, SubstrateCli};

	fn parse(arguments: &[&str]) -> Result<Cli, clap::Error> {
		Cli::try_from_iter(["cairn-node"].iter().chain(arguments))
	}

	#[test]
	fn dev_flag_makes_a_lone_authority_with_alices_keys() {
		let cli = parse(&["--dev"]).expect("--dev is valid");

		assert!(cli.subcommand.is_none());
		assert_eq!(cli.run.shared_params.chain_id(true), "dev");
		assert!(cli.run.force_authoring().expect("derived from flags"));
		assert!(matches!(cli.run.role(true).expect("derived from flags"), Role::Authority));
		assert_eq!(
			cli.run.dev_key_seed(true).expect("derived from flags").as_deref(),
			Some("//Alice")
		);
	}

	#[test]
	fn dev_flag_runs_the_fast_runtime_when_asked_for_it() {
		let cli = parse(&["--dev", "--chain", "dev-fast"]).expect("valid");

		assert_eq!(cli.run.shared_params.chain_id(true), "dev-fast");
		assert!(cli.run.force_authoring().expect("derived from flags"));
	}

	#[test]
	fn litep2p_is_the_default_and_libp2p_can_be_chosen() {
		let default = parse(&["--chain", "local"]).expect("valid");
		assert!(matches!(default.run.network_params.network_backend, NetworkBackendType::Litep2p));

		let chosen = parse(&["--chain", "local", "--network-backend", "libp2p"]).expect("valid");
		assert!(matches!(chosen.run.network_params.network_backend, NetworkBackendType::Libp2p));
	}

	#[test]
	fn paritydb_is_the_only_database_to_choose() {
		let cli = parse(&["--chain", "local", "--database", "paritydb"]).expect("valid");
		assert_eq!(cli.run.database().expect("derived from flags"), Some(Database::ParityDb));

		let refused = parse(&["--chain", "local", "--database", "rocksdb"])
			.expect_err("RocksDB is not compiled in");
		assert_eq!(refused.kind(), ErrorKind::InvalidValue);
	}

	#[test]
	fn every_subcommand_parses() {
		type Case = (&'static [&'static str], fn(&Subcommand) -> bool);
		let matches_kind: [Case; 10] = [
			(&["key", "generate"], |s| matches!(s, Subcommand::Key(_))),
			(&["build-spec", "--chain", "local-fast"], |s| matches!(s, Subcommand::BuildSpec(_))),
			(
				&["export-chain-spec", "--chain", "staging", "--raw"],
				|s| matches!(s, Subcommand::ExportChainSpec(command) if command.raw && command.chain == "staging"),
			),
			(&["check-block", "--chain", "local", "1"], |s| matches!(s, Subcommand::CheckBlock(_))),
			(&["export-blocks", "--chain", "local"], |s| matches!(s, Subcommand::ExportBlocks(_))),
			(&["import-blocks", "--chain", "local"], |s| matches!(s, Subcommand::ImportBlocks(_))),
			(&["export-state", "--chain", "local"], |s| matches!(s, Subcommand::ExportState(_))),
			(&["purge-chain", "--chain", "local", "-y"], |s| {
				matches!(s, Subcommand::PurgeChain(_))
			}),
			(&["revert", "--chain", "local", "2"], |s| matches!(s, Subcommand::Revert(_))),
			(&["chain-info", "--chain", "local"], |s| matches!(s, Subcommand::ChainInfo(_))),
		];

		for (arguments, is_expected) in matches_kind {
			let cli = parse(arguments).unwrap_or_else(|e| panic!("{arguments:?}: {e}"));
			let subcommand = cli.subcommand.unwrap_or_else(|| panic!("{arguments:?}: none"));
			assert!(is_expected(&subcommand), "{arguments:?} gave {subcommand:?}");
		}
	}

	#[test]
	fn unknown_arguments_are_refused() {
		assert_eq!(
			parse(&["--no-such-flag"]).expect_err("unknown").kind(),
			ErrorKind::UnknownArgument
		);
		assert_eq!(
			parse(&["benchmark"]).expect_err("no such subcommand").kind(),
			ErrorKind::InvalidSubcommand
		);
	}

	#[test]
	fn memory_for_reports_is_bounded_by_default_and_by_hand() {
		assert_eq!(parse(&["--dev"]).expect("valid").report_pool_size, 512);
		let small = parse(&["--dev", "--report-pool-size", "16"]).expect("valid");
		assert_eq!(small.report_pool_size, 16);
		let refused = parse(&["--dev", "--report-pool-size", "0"]).expect_err("no pool at all");
		assert_eq!(refused.kind(), ErrorKind::ValueValidation);
	}

	#[test]
	fn disk_space_is_watched_unless_switched_off() {
		assert_eq!(parse(&["--dev"]).expect("valid").storage_monitor.threshold, 1024);
		let off = parse(&["--dev", "--db-storage-threshold", "0"]).expect("valid");
		assert_eq!(off.storage_monitor.threshold, 0);
	}
}
