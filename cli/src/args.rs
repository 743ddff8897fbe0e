//! The command line.

mod carrier;
mod coverage;

pub use carrier::{CarrierCommand, CarrierKeyCommand, TariffCommand, WithdrawCommand};
pub use coverage::{CampaignCommand, CoverageCommand, OpenCampaign, ProbeCommand, ShowRewards};

use crate::{
	exit::TABLE,
	parse::{account, cell},
};
use cairn_primitives::{AccountBytes, CarrierIndex, CellIndex, RouterIndex, SponsorIndex};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Owners, carriers, sponsors and auditors of Cairn.
#[derive(Parser)]
#[command(name = "cairn", version, after_help = TABLE)]
pub struct Cli {
	/// What holds for every command.
	#[command(flatten)]
	pub global: Global,
	/// What to do.
	#[command(subcommand)]
	pub command: Command,
}

/// What holds for every command.
#[derive(Args)]
pub struct Global {
	/// A node's JSON-RPC address; give several to fall back on
	#[arg(
		long = "url",
		global = true,
		value_name = "URL",
		default_value = "http://127.0.0.1:9944"
	)]
	pub urls: Vec<String>,
	/// Write results and errors as JSON
	#[arg(long, global = true)]
	pub json: bool,
	/// The key to sign with: a file, or a secret URI such as //Alice
	#[arg(long, global = true, value_name = "FILE|SURI")]
	pub key: Option<String>,
	/// How long to wait until a transaction is final
	#[arg(long, global = true, value_name = "SECONDS", default_value_t = 180)]
	pub timeout: u64,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
	/// Make and look at keys
	#[command(subcommand)]
	Key(KeyCommand),
	/// Register, move, hand over and remove routers
	#[command(subcommand)]
	Router(RouterCommand),
	/// Vouch for routers
	#[command(subcommand)]
	Sponsor(SponsorCommand),
	/// Open and run a carrier
	#[command(subcommand)]
	Carrier(CarrierCommand),
	/// Look at what has been settled
	#[command(subcommand)]
	Lane(LaneCommand),
	/// Look at and claim what routers have earned
	#[command(subcommand)]
	Rewards(RewardsCommand),
	/// Look at challenge windows, and at who covers what
	#[command(subcommand)]
	Coverage(CoverageCommand),
	/// Pay for coverage where there is none
	#[command(subcommand)]
	Campaign(CampaignCommand),
	/// Bond mobile probes, whose reports count in their carrier's campaigns
	#[command(subcommand)]
	Probe(ProbeCommand),
	/// Show the chain's head, clocks and totals
	Status,
}

/// `cairn key`
#[derive(Subcommand)]
pub enum KeyCommand {
	/// Make a key: prints its address, and the mnemonic unless a file takes it
	Generate {
		/// Write the mnemonic to this new file, readable by you only
		#[arg(long, value_name = "FILE")]
		out: Option<PathBuf>,
	},
	/// Show the address and public key of a key file, secret URI, address or public key
	Inspect {
		/// What to look at; --key where absent
		#[arg(value_name = "KEY|ADDRESS")]
		what: Option<String>,
		/// Ask the chain for the account's balance, too
		#[arg(long)]
		balance: bool,
	},
}

/// `cairn router`
#[derive(Subcommand)]
pub enum RouterCommand {
	/// Register a router from what `cairn-router onboard` wrote
	Register {
		/// The JSON file, or - for standard input
		#[arg(value_name = "FILE|-")]
		file: String,
		/// Vouch for it at once with this sponsor's key; the device must have named the sponsor
		#[arg(long, value_name = "FILE|SURI")]
		sponsor_key: Option<String>,
	},
	/// List an owner's routers
	List {
		/// Whose; the account of --key where absent
		#[arg(long, value_name = "ADDRESS", value_parser = account)]
		owner: Option<AccountBytes>,
	},
	/// Show a router
	Show {
		/// Its index, or its device key
		#[arg(value_name = "INDEX|KEY")]
		which: String,
	},
	/// Announce that a router moves to another cell
	Move {
		/// Its index
		index: RouterIndex,
		/// The H3 cell of resolution 10, in hex
		#[arg(value_parser = cell)]
		cell: CellIndex,
	},
	/// Offer a router to another account, or withdraw the offer
	#[command(group = clap::ArgGroup::new("offer").required(true).args(["to", "withdraw"]))]
	Offer {
		/// Its index
		index: RouterIndex,
		/// Who may accept it
		#[arg(long, value_name = "ADDRESS", value_parser = account)]
		to: Option<AccountBytes>,
		/// Take the offer back
		#[arg(long)]
		withdraw: bool,
	},
	/// Accept a router that was offered to this account
	Accept {
		/// Its index
		index: RouterIndex,
	},
	/// Give a router a new device key
	#[command(group = clap::ArgGroup::new("proof").required(true).args(["file", "device_key"]))]
	Rotate {
		/// Its index
		index: RouterIndex,
		/// The new key's proof as JSON, or - for standard input
		#[arg(long, value_name = "FILE|-")]
		file: Option<String>,
		/// The new device key itself, where it is at hand
		#[arg(long, value_name = "FILE|SURI")]
		device_key: Option<String>,
	},
	/// Ask a sponsor to vouch for a router, or nobody any more; a word given already stands
	#[command(group = clap::ArgGroup::new("invitation").required(true).args(["sponsor", "none"]))]
	Invite {
		/// Its index
		index: RouterIndex,
		/// The sponsor's index
		#[arg(long, value_name = "INDEX")]
		sponsor: Option<SponsorIndex>,
		/// Take the invitation back
		#[arg(long)]
		none: bool,
	},
	/// Remove a router for good
	Remove {
		/// Its index
		index: RouterIndex,
		/// Do not ask
		#[arg(long, short)]
		yes: bool,
	},
}

/// `cairn sponsor`
#[derive(Subcommand)]
pub enum SponsorCommand {
	/// Apply to become a sponsor and put down the bond
	Apply,
	/// Take an application back before the council admits it: the bond returns at once
	Withdraw,
	/// Resign: words given lapse, the bond returns after the appeal time
	Resign,
	/// Vouch for a registered router whose owner asked for it
	Vouch {
		/// Its index
		index: RouterIndex,
	},
	/// Take the word for a router back
	Revoke {
		/// Its index
		index: RouterIndex,
		/// Reason code, see the routers pallet's README
		#[arg(long, default_value_t = 0)]
		reason: u8,
	},
	/// Show which sponsor an account is, how far it has come, and its bond
	Show {
		/// Whose; the account of --key where absent
		#[arg(value_name = "ADDRESS", value_parser = account)]
		who: Option<AccountBytes>,
	},
}

/// `cairn lane`
#[derive(Subcommand)]
pub enum LaneCommand {
	/// Show the lanes between a carrier and a router, with what they paid
	Show {
		/// The carrier's index
		#[arg(long)]
		carrier: CarrierIndex,
		/// The router's index
		#[arg(long)]
		router: RouterIndex,
		/// At this block instead of the newest finalised one
		#[arg(long, value_name = "BLOCK")]
		at: Option<u32>,
	},
}

/// `cairn rewards`
#[derive(Subcommand)]
pub enum RewardsCommand {
	/// Show what can be claimed, what coverage has earned, and when it is released
	Show(ShowRewards),
	/// Pay what routers have earned to their owner
	Claim {
		/// Only these routers; all of the owner's that have earned something where absent
		#[arg(value_name = "INDEX")]
		routers: Vec<RouterIndex>,
		/// Whose; the account of --key where absent
		#[arg(long, value_name = "ADDRESS", value_parser = account, conflicts_with = "fee_from_payout")]
		owner: Option<AccountBytes>,
		/// Take the fee out of the payout: for owners with an empty wallet
		#[arg(long)]
		fee_from_payout: bool,
		/// --key is the device key of this router, not the owner's
		#[arg(long, value_name = "INDEX", requires = "fee_from_payout")]
		device: Option<RouterIndex>,
	},
	/// Claim what a router had earned for you before it left
	Departed {
		/// The router
		index: RouterIndex,
		/// Whose; the account of --key where absent
		#[arg(long, value_name = "ADDRESS", value_parser = account)]
		owner: Option<AccountBytes>,
	},
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::amount::Amount;
	use clap::CommandFactory;

	#[test]
	fn the_command_line_is_consistent() {
		Cli::command().debug_assert();
	}

	#[test]
	fn global_arguments_may_stand_behind_the_command() {
		let cli = Cli::try_parse_from([
			"cairn", "carrier", "fund", "1.5", "--key", "//Alice", "--url", "http://a", "--url",
			"http://b",
		])
		.unwrap_or_else(|error| panic!("{error}"));
		assert_eq!(cli.global.urls, ["http://a", "http://b"]);
		assert!(matches!(
			cli.command,
			Command::Carrier(CarrierCommand::Fund { amount: Amount(1_500_000_000_000) })
		));
	}
}
