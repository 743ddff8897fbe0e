//! The command line of coverage: windows and cells, campaigns, probes.

use crate::{
	amount::Amount,
	parse::{account, cell, evidence, least, when, When},
};
use cairn_primitives::{
	coverage::{CampaignIndex, Evidence, ProbeIndex},
	AccountBytes, CellIndex, RouterIndex, SponsorIndex,
};
use clap::{Args, Subcommand};

/// `cairn coverage`
#[derive(Subcommand)]
pub enum CoverageCommand {
	/// Show a cell: who proved there, what density leaves, and which campaigns pay
	Cell {
		/// The H3 cell of resolution 10, in hex
		#[arg(value_parser = cell)]
		cell: CellIndex,
	},
	/// Show what a router has proven, and whether it is challenged now
	Router {
		/// Its index
		index: RouterIndex,
	},
	/// Show the challenge window that runs
	Window,
}

/// `cairn campaign`
#[derive(Subcommand)]
pub enum CampaignCommand {
	/// Offer a price for covered cells, and lock the money for it
	Open(OpenCampaign),
	/// Put more money into a campaign
	Fund {
		/// Its number
		index: CampaignIndex,
		/// In CAIRN, e.g. 12.5, or in planck, e.g. 7planck
		amount: Amount,
	},
	/// Bring a campaign's deadline forward to the end of the notice; cannot be taken back
	End {
		/// Its number
		index: CampaignIndex,
	},
	/// Close a campaign that is over, or one's own that is spent: what is left returns
	Close {
		/// Its number
		index: CampaignIndex,
	},
	/// Show a campaign
	Show {
		/// Its number
		index: CampaignIndex,
	},
	/// List the campaigns on a cell in the order in which they pay
	ListOnCell {
		/// The H3 cell of resolution 10, in hex
		#[arg(value_parser = cell)]
		cell: CellIndex,
	},
}

/// `cairn campaign open`
#[derive(Args)]
pub struct OpenCampaign {
	/// H3 cells of resolution 10, in hex
	#[arg(required = true, value_name = "CELL", value_parser = cell)]
	pub cells: Vec<CellIndex>,
	/// For a day in which a router covers a cell
	#[arg(long, value_name = "AMOUNT")]
	pub price: Amount,
	/// The most for one cell, over all its routers
	#[arg(long, value_name = "AMOUNT")]
	pub cap: Amount,
	/// Lock this much to pay from: at least a day's price for every cell
	#[arg(long, value_name = "AMOUNT")]
	pub fund: Amount,
	/// First block in which nothing is paid any more: a height, or +BLOCKS
	#[arg(long, value_name = "BLOCK", value_parser = when)]
	pub until: When,
	/// This sponsor must vouch for the router and for witnesses that count, or another one named; any sponsor where absent
	#[arg(long = "sponsor", value_name = "INDEX")]
	pub sponsors: Vec<SponsorIndex>,
	/// Whose reports count: witnesses (other owners' routers), probes (your own), or both
	#[arg(long, value_name = "WHOSE", default_value = "both", value_parser = evidence)]
	pub evidence: Evidence,
	/// How many such reports a proof must have
	#[arg(long, value_name = "N", default_value = "1", value_parser = least)]
	pub least: u8,
}

/// `cairn probe`
#[derive(Subcommand)]
pub enum ProbeCommand {
	/// Bond a probe to your carrier; holds a deposit until it is removed
	#[command(group = clap::ArgGroup::new("proof").required(true).args(["file", "probe_key"]))]
	Add {
		/// What `cairn-router onboard --probe` printed, or - for standard input
		#[arg(value_name = "FILE|-")]
		file: Option<String>,
		/// The probe's key itself, where it is at hand
		#[arg(long, value_name = "FILE|SURI")]
		probe_key: Option<String>,
	},
	/// Remove a probe: its reports count no more, its deposit returns
	Remove {
		/// Its index
		index: ProbeIndex,
	},
	/// Show a probe
	Show {
		/// Its index, or its public key
		#[arg(value_name = "INDEX|KEY")]
		which: String,
	},
	/// List a carrier's probes
	List {
		/// The carrier's index or account; the account of --key where absent
		#[arg(value_name = "INDEX|ADDRESS")]
		which: Option<String>,
	},
}

/// What `cairn rewards show` looks at.
#[derive(Args)]
pub struct ShowRewards {
	/// Only these routers
	#[arg(value_name = "INDEX")]
	pub routers: Vec<RouterIndex>,
	/// Whose; the account of --key where absent
	#[arg(long, value_name = "ADDRESS", value_parser = account)]
	pub owner: Option<AccountBytes>,
	/// What these routers had earned for the owner before they left
	#[arg(long, requires = "routers")]
	pub departed: bool,
	/// How many coming periods of releases to show, up to 60
	#[arg(
		long,
		value_name = "N",
		default_value_t = 7,
		value_parser = clap::value_parser!(u32).range(..=i64::from(cairn_chain_client::MAX_PERIODS))
	)]
	pub periods: u32,
}
