//! The sections of the file, but for those of the gateway.

use super::values::{count, genesis, network, planck, seconds, seconds32};
use cairn_primitives::{Balance, GenesisHash, KeyNumber};
use ipnet::IpNet;
use serde::Deserialize;
use std::{net::SocketAddr, path::PathBuf};

/// How to reach the chain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainConfig {
	/// JSON-RPC endpoints over HTTP, the preferred one first.
	pub endpoints: Vec<String>,
	/// The genesis hash that the nodes must have.
	#[serde(default, deserialize_with = "genesis")]
	pub genesis: Option<GenesisHash>,
	/// Seconds between two looks for a new finalised block.
	#[serde(default = "seconds::<2>")]
	pub poll_seconds: u64,
	/// Seconds without a new finalised block after which nothing is signed.
	#[serde(default = "seconds::<600>")]
	pub max_age_seconds: u64,
	/// Seconds for which a router's registration is believed without asking again.
	#[serde(default = "seconds::<300>")]
	pub router_seconds: u64,
	/// The most routers whose registration is kept in memory.
	#[serde(default = "count::<100_000>")]
	pub routers_in_memory: usize,
}

/// Keys of the carrier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
	/// File with the account's secret URI: it settles.
	pub account: Option<PathBuf>,
	/// The AAA keys: they sign receipts and answers.
	#[serde(default)]
	pub aaa: Vec<AaaKey>,
}

/// One AAA key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AaaKey {
	/// Its number on chain.
	pub number: KeyNumber,
	/// File with its secret URI.
	pub file: PathBuf,
}

/// Tokens and the endpoint at which they are minted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenConfig {
	/// Loopback address of the endpoint; status is asked there, too.
	pub listen: SocketAddr,
	/// File with the password that the AAA must give (HTTP basic, user `cairn`).
	pub password_file: Option<PathBuf>,
	/// The token keys.
	pub keys: Vec<TokenKey>,
	/// Number of the key that mints.
	pub mint_with: u8,
	/// Seconds for which a token is good: Session-Timeout.
	#[serde(default = "seconds32::<28_800>")]
	pub lifetime_seconds: u32,
	/// Seconds between interim reports: Acct-Interim-Interval.
	#[serde(default = "seconds32::<300>")]
	pub interim_seconds: u32,
	/// Seconds after its expiry in which late reports still count.
	#[serde(default = "seconds32::<86_400>")]
	pub grace_seconds: u32,
	/// Service class where no rule matches; without it there is no token then.
	pub default_class: Option<u8>,
	/// Rules that give a service class; the first that matches decides.
	#[serde(default)]
	pub classes: Vec<ClassConfig>,
}

/// One token key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenKey {
	/// Its number.
	pub id: u8,
	/// File with 64 hex digits.
	pub file: PathBuf,
}

/// One class rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassConfig {
	/// What it looks at.
	pub field: FieldConfig,
	/// What that must look like; `*` stands for any text.
	pub pattern: String,
	/// The service class.
	pub class: u8,
}

/// What a class rule looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldConfig {
	/// The whole User-Name.
	UserName,
	/// What follows the User-Name's last `@`.
	Realm,
	/// The network's name in Called-Station-Id.
	Ssid,
	/// The group that the AAA's policy names.
	Group,
	/// NAS-Identifier.
	NasIdentifier,
}

/// Reports by RADIUS over UDP.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadiusConfig {
	/// Address to listen on: loopback, behind radsecproxy.
	pub listen: SocketAddr,
	/// Allows an address that is not loopback. RADIUS over UDP protects nothing: for a closed
	/// management network only.
	#[serde(default)]
	pub unprotected_network: bool,
	/// Who may send.
	pub clients: Vec<RadiusClient>,
}

/// Who may send, and how it is asked to disconnect.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadiusClient {
	/// Address or network.
	#[serde(deserialize_with = "network")]
	pub address: IpNet,
	/// File with the shared secret.
	pub secret_file: PathBuf,
	/// UDP port to which Disconnect-Requests are sent; none are sent without it.
	pub disconnect_port: Option<u16>,
}

/// Reports by HTTPS.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeConfig {
	/// Address to listen on.
	pub listen: SocketAddr,
	/// PEM file with the certificate chain.
	pub certificate: Option<PathBuf>,
	/// PEM file with its private key.
	pub key: Option<PathBuf>,
}

/// Bounds on what is credited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapsConfig {
	/// The most octets under one token.
	pub token_octets: Option<u64>,
	/// The most octets per second of one session.
	pub octets_per_second: Option<u64>,
	/// Octets that may come at once on top of that.
	#[serde(default)]
	pub burst_octets: u64,
	/// The most octets credited to one router as server of subscribers per UTC day.
	pub router_day_octets: Option<u64>,
	/// The most open sessions per router.
	pub sessions: Option<usize>,
	/// Seconds of silence after which a session may make room for a new one.
	pub silent_seconds: Option<u64>,
}

/// Settlement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SettleConfig {
	/// Seconds between two settlements.
	pub every_seconds: u64,
	/// The most lanes in one transaction.
	pub batch: usize,
	/// Lanes with less than this many planck to settle wait.
	#[serde(deserialize_with = "planck")]
	pub minimum_planck: Balance,
	/// Planck of escrow that are never signed for.
	#[serde(deserialize_with = "planck")]
	pub margin_planck: Balance,
	/// Seconds after which a transaction that is not final is given up for this time.
	pub timeout_seconds: u64,
}

impl Default for SettleConfig {
	fn default() -> Self {
		Self {
			every_seconds: 86_400,
			batch: 4_096,
			minimum_planck: 1,
			margin_planck: 0,
			timeout_seconds: 600,
		}
	}
}

/// Charging records.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CdrConfig {
	/// Directory of the daily files; `cdr` under the state directory if not set.
	pub directory: Option<PathBuf>,
	/// Seconds between two writes to disk. Records wait in the database until then.
	pub sync_seconds: u64,
	/// Write subscribers' device addresses into the records.
	pub subscribers: bool,
}

impl Default for CdrConfig {
	fn default() -> Self {
		Self { directory: None, sync_seconds: 5, subscribers: false }
	}
}

/// The carrier's own AAA.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpstreamConfig {
	/// Its accounting address.
	pub address: SocketAddr,
	/// File with the shared secret.
	pub secret_file: PathBuf,
	/// The most packets that wait; beyond it the oldest are dropped and counted.
	#[serde(default = "count::<100_000>")]
	pub queue: usize,
	/// Seconds before the first retransmission; doubles up to a minute.
	#[serde(default = "seconds::<2>")]
	pub retry_seconds: u64,
}
