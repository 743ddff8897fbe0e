//! The command line of carriers: escrow, tariffs, keys.

use crate::{
	amount::Amount,
	parse::{public_key, role, when, When},
};
use cairn_primitives::{AnyKey, KeyNumber, Price, Role, ServiceClass, TariffVersion};
use clap::Subcommand;

/// `cairn carrier`
#[derive(Subcommand)]
pub enum CarrierCommand {
	/// Open a carrier
	Open {
		/// The first AAA key: kind:0x…, 0x… (sr25519) or an address
		#[arg(long, value_name = "PUBLIC KEY", value_parser = public_key)]
		aaa_key: AnyKey,
		/// HTTPS address of the exchange
		#[arg(long, value_name = "URL", default_value = "")]
		endpoint: String,
		/// The most that may leave the escrow in one period
		#[arg(long, value_name = "AMOUNT")]
		cap: Amount,
		/// Move this much into the escrow at once
		#[arg(long, value_name = "AMOUNT")]
		fund: Option<Amount>,
	},
	/// Move money into the escrow
	Fund {
		/// In CAIRN, e.g. 12.5, or in planck, e.g. 7planck
		amount: Amount,
	},
	/// Get money out of the escrow
	#[command(subcommand)]
	Withdraw(WithdrawCommand),
	/// Post and show tariffs
	#[command(subcommand)]
	Tariff(TariffCommand),
	/// Add, retire, revoke and forget AAA keys
	#[command(subcommand)]
	Key(CarrierKeyCommand),
	/// Change the endpoint or the cap
	#[command(group = clap::ArgGroup::new("change").required(true).multiple(true).args(["endpoint", "cap"]))]
	Set {
		/// HTTPS address of the exchange
		#[arg(long, value_name = "URL")]
		endpoint: Option<String>,
		/// The most that may leave the escrow in one period
		#[arg(long, value_name = "AMOUNT")]
		cap: Option<Amount>,
	},
	/// Pay lanes by the carrier's own word, without its daemon
	Settle {
		/// Lines of ROUTER,OCTETS: each lane's octets in all; - for standard input
		file: String,
		/// The lanes' tariff version
		#[arg(long)]
		version: TariffVersion,
		/// The lanes' service class
		#[arg(long, default_value_t = 0)]
		class: ServiceClass,
		/// The lanes' role: direct, access-N or relay-N, with N relays in the path
		#[arg(long, default_value = "direct", value_parser = role)]
		role: Role,
	},
	/// Show a carrier
	Show {
		/// Its index or account; the account of --key where absent
		#[arg(value_name = "INDEX|ADDRESS")]
		which: Option<String>,
	},
}

/// `cairn carrier withdraw`
#[derive(Subcommand)]
pub enum WithdrawCommand {
	/// Ask for money; it waits for the withdrawal delay
	Request {
		/// In CAIRN, or in planck with that suffix
		amount: Amount,
	},
	/// Take the money whose delay is over
	Complete,
	/// Take the request back
	Cancel,
}

/// `cairn carrier tariff`
#[derive(Subcommand)]
pub enum TariffCommand {
	/// Post a tariff: the price of each service class from class 0 on
	Post {
		/// Planck per KiB; 0 for a class that is not offered
		#[arg(required = true, value_name = "PRICE")]
		prices: Vec<Price>,
		/// First block in which it is in force: a height, or +BLOCKS; as early as possible where
		/// absent
		#[arg(long, value_name = "BLOCK", value_parser = when)]
		from: Option<When>,
	},
	/// Show a carrier's tariffs
	Show {
		/// The carrier's index or account; the account of --key where absent
		#[arg(value_name = "INDEX|ADDRESS")]
		which: Option<String>,
		/// Only this version
		#[arg(long)]
		version: Option<TariffVersion>,
	},
}

/// `cairn carrier key`
#[derive(Subcommand)]
pub enum CarrierKeyCommand {
	/// Add an AAA key under the next number
	Add {
		/// kind:0x…, 0x… (sr25519) or an address
		#[arg(value_name = "PUBLIC KEY", value_parser = public_key)]
		public_key: AnyKey,
	},
	/// Let a key sign no more; its receipts settle for the withdrawal delay
	Retire {
		/// Its number
		number: KeyNumber,
	},
	/// Let no receipt under a key settle any more; freezes withdrawals for the delay
	Revoke {
		/// Its number
		number: KeyNumber,
	},
	/// Remove a key that can settle nothing any more
	Forget {
		/// Its number
		number: KeyNumber,
	},
}
