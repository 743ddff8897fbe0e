//! The configuration file: TOML, unknown keys refused, paths relative to the file.

mod gateway;

pub use gateway::{GatewayConfig, ProbeConfig};

use crate::{
	core::{Caps, ClassRule, Field},
	secrets::from_hex,
};
use cairn_primitives::{Balance, GenesisHash, KeyNumber, MAX_MARKS, MAX_SERVICE_CLASSES};
use ipnet::IpNet;
use serde::{de::Error as _, Deserialize, Deserializer};
use std::{
	fs, io,
	net::{IpAddr, SocketAddr},
	path::{Path, PathBuf},
	time::Duration,
};

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
	/// The file cannot be read.
	#[error("{path}: {error}", path = .path.display())]
	Read {
		/// The file.
		path: PathBuf,
		/// What the system said.
		error: io::Error,
	},
	/// The file is no such configuration.
	#[error("{path}: {error}", path = .path.display())]
	Parse {
		/// The file.
		path: PathBuf,
		/// What the parser said, with the place.
		error: Box<toml::de::Error>,
	},
	/// A value makes no sense.
	#[error("{key}: {reason}")]
	Value {
		/// The key.
		key: &'static str,
		/// What is wrong with its value, and what to write instead.
		reason: String,
	},
}

/// Whether anything is signed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
	/// Answers are signed and lanes settled.
	#[default]
	Live,
	/// Reports are accounted, in a state directory of their own, and nothing is signed.
	Shadow,
}

/// The whole file. `cairn-carrier.example.toml` explains every key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
	/// This carrier's index on chain.
	pub carrier: u32,
	/// Whether anything is signed.
	#[serde(default)]
	pub mode: Mode,
	/// Where database and charging records are kept.
	pub state: PathBuf,
	/// How to reach the chain.
	pub chain: ChainConfig,
	/// Keys of the carrier.
	pub keys: Keys,
	/// Tokens.
	pub token: TokenConfig,
	/// Reports by RADIUS over UDP.
	pub radius: Option<RadiusConfig>,
	/// Reports by HTTPS.
	pub exchange: Option<ExchangeConfig>,
	/// Bounds on what is credited.
	#[serde(default)]
	pub caps: CapsConfig,
	/// Settlement.
	#[serde(default)]
	pub settle: SettleConfig,
	/// Charging records.
	#[serde(default)]
	pub cdr: CdrConfig,
	/// The carrier's own AAA, which gets the accounting, too.
	pub upstream: Option<UpstreamConfig>,
	/// The chain for routers and probes.
	pub gateway: Option<GatewayConfig>,
	/// The carrier's probes.
	#[serde(default)]
	pub probes: Vec<ProbeConfig>,
}

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

const fn seconds<const N: u64>() -> u64 {
	N
}

const fn seconds32<const N: u32>() -> u32 {
	N
}

const fn count<const N: usize>() -> usize {
	N
}

fn network<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IpNet, D::Error> {
	let text = String::deserialize(deserializer)?;
	text.parse::<IpNet>()
		.or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
		.map_err(|_| D::Error::custom(format!("{text:?} is no address or network")))
}

fn genesis<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<GenesisHash>, D::Error> {
	let text = String::deserialize(deserializer)?;
	let hash = from_hex(&text).and_then(|octets| GenesisHash::try_from(octets).ok());
	hash.map(Some).ok_or_else(|| D::Error::custom("a genesis hash is 0x and 64 hex digits"))
}

/// Planck do not fit TOML's integers: a text of digits, or an integer where it is small.
fn planck<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Balance, D::Error> {
	#[derive(Deserialize)]
	#[serde(untagged)]
	enum Amount {
		Small(u64),
		Text(String),
	}
	match Amount::deserialize(deserializer)? {
		Amount::Small(amount) => Ok(amount.into()),
		Amount::Text(text) => text
			.replace('_', "")
			.parse()
			.map_err(|_| D::Error::custom(format!("{text:?} is no number of planck"))),
	}
}

fn bad<T>(key: &'static str, reason: impl Into<String>) -> Result<T, ConfigError> {
	Err(ConfigError::Value { key, reason: reason.into() })
}

impl Config {
	/// Reads and checks a file.
	pub fn load(path: &Path) -> Result<Self, ConfigError> {
		let text = fs::read_to_string(path)
			.map_err(|error| ConfigError::Read { path: path.to_owned(), error })?;
		let base = path.parent().unwrap_or(Path::new("."));
		Self::parse(&text, base).map_err(|error| match error {
			ConfigError::Parse { error, .. } => ConfigError::Parse { path: path.to_owned(), error },
			other => other,
		})
	}

	/// Reads a text; relative paths begin at `base`.
	pub fn parse(text: &str, base: &Path) -> Result<Self, ConfigError> {
		let mut config: Self = toml::from_str(text)
			.map_err(|error| ConfigError::Parse { path: PathBuf::new(), error: Box::new(error) })?;
		config.locate(base);
		config.check()?;
		Ok(config)
	}

	fn locate(&mut self, base: &Path) {
		let mut paths = vec![&mut self.state];
		paths.extend(self.keys.account.as_mut());
		paths.extend(self.keys.aaa.iter_mut().map(|key| &mut key.file));
		paths.extend(self.token.password_file.as_mut());
		paths.extend(self.token.keys.iter_mut().map(|key| &mut key.file));
		for radius in self.radius.iter_mut() {
			paths.extend(radius.clients.iter_mut().map(|client| &mut client.secret_file));
		}
		for exchange in self.exchange.iter_mut() {
			paths.extend(exchange.certificate.as_mut());
			paths.extend(exchange.key.as_mut());
		}
		paths.extend(self.cdr.directory.as_mut());
		paths.extend(self.upstream.as_mut().map(|upstream| &mut upstream.secret_file));
		for path in paths {
			*path = base.join(&*path);
		}
	}

	fn check(&self) -> Result<(), ConfigError> {
		if self.chain.endpoints.is_empty() {
			return bad("chain.endpoints", "name at least one node, e.g. http://127.0.0.1:9944");
		}
		if self.chain.routers_in_memory == 0 || self.chain.poll_seconds == 0 {
			return bad("chain", "routers_in_memory and poll_seconds must be at least 1");
		}
		if self.mode == Mode::Live && self.keys.aaa.is_empty() {
			return bad(
				"keys.aaa",
				"a live carrier needs at least one AAA key; run cairn-carrier init",
			);
		}
		if self.mode == Mode::Live && self.keys.account.is_none() {
			return bad("keys.account", "a live carrier needs its account's key to settle");
		}
		if !self.token.listen.ip().is_loopback() {
			return bad(
				"token.listen",
				format!(
					"{} is not a loopback address: whoever reaches it can mint",
					self.token.listen
				),
			);
		}
		if !self.token.keys.iter().any(|key| key.id == self.token.mint_with) {
			return bad(
				"token.mint_with",
				format!("there is no token key {} in token.keys", self.token.mint_with),
			);
		}
		let mut ids: Vec<_> = self.token.keys.iter().map(|key| key.id).collect();
		ids.sort_unstable();
		if ids.windows(2).any(|pair| pair[0] == pair[1]) {
			return bad("token.keys", "two keys have the same id");
		}
		if self.token.lifetime_seconds == 0 || self.token.interim_seconds < 60 {
			return bad("token", "lifetime_seconds must be above 0, interim_seconds at least 60");
		}
		let classes = self.token.classes.iter().map(|rule| rule.class);
		if classes.chain(self.token.default_class).any(|class| class >= MAX_SERVICE_CLASSES) {
			return bad("token.classes", "service classes are numbered 0 to 31");
		}
		if let Some(radius) = &self.radius {
			if !radius.listen.ip().is_loopback() && !radius.unprotected_network {
				return bad(
					"radius.listen",
					format!(
						"{} is not a loopback address: off the host RADIUS travels by RadSec; put \
						 radsecproxy before it, or set radius.unprotected_network",
						radius.listen
					),
				);
			}
			if radius.clients.is_empty() {
				return bad("radius.clients", "name at least one client with its secret");
			}
		}
		if let Some(exchange) = &self.exchange {
			let tls = exchange.certificate.is_some();
			if tls != exchange.key.is_some() {
				return bad("exchange", "certificate and key belong together");
			}
			if !tls && !exchange.listen.ip().is_loopback() {
				return bad(
					"exchange.listen",
					format!(
						"{} is not a loopback address: set certificate and key",
						exchange.listen
					),
				);
			}
		}
		if self.radius.is_none() && self.exchange.is_none() {
			return bad("radius", "set radius or exchange, or no report can arrive");
		}
		if self.caps.sessions.is_some_and(|sessions| sessions == 0 || sessions > MAX_MARKS) {
			return bad("caps.sessions", format!("must be 1 to {MAX_MARKS}"));
		}
		if self.settle.every_seconds == 0 || self.settle.timeout_seconds == 0 {
			return bad("settle", "every_seconds and timeout_seconds must be above 0");
		}
		if self.settle.batch == 0 || self.settle.batch > crate::core::MAX_BATCH {
			return bad("settle.batch", format!("must be 1 to {}", crate::core::MAX_BATCH));
		}
		if self.upstream.as_ref().is_some_and(|u| u.queue == 0 || u.retry_seconds == 0) {
			return bad("upstream", "queue and retry_seconds must be above 0");
		}
		gateway::check(self)
	}

	/// The directory of this mode's state: what is accounted in shadow mode never mixes with what is
	/// signed.
	pub fn state_dir(&self) -> PathBuf {
		match self.mode {
			Mode::Live => self.state.clone(),
			Mode::Shadow => self.state.join("shadow"),
		}
	}

	/// The database file.
	pub fn database(&self) -> PathBuf {
		self.state_dir().join("carrier.redb")
	}

	/// The directory of charging records.
	pub fn cdr_dir(&self) -> PathBuf {
		match (&self.cdr.directory, self.mode) {
			(Some(directory), Mode::Live) => directory.clone(),
			(Some(directory), Mode::Shadow) => directory.join("shadow"),
			(None, _) => self.state_dir().join("cdr"),
		}
	}

	/// Bounds on what is credited.
	pub fn caps(&self) -> Caps {
		Caps {
			token: self.caps.token_octets,
			rate: self.caps.octets_per_second,
			burst: self.caps.burst_octets,
			router_day: self.caps.router_day_octets,
		}
	}

	/// The class rules.
	pub fn class_rules(&self) -> Vec<ClassRule> {
		let field = |field| match field {
			FieldConfig::UserName => Field::UserName,
			FieldConfig::Realm => Field::Realm,
			FieldConfig::Ssid => Field::Ssid,
			FieldConfig::Group => Field::Group,
			FieldConfig::NasIdentifier => Field::NasIdentifier,
		};
		self.token
			.classes
			.iter()
			.map(|rule| ClassRule {
				field: field(rule.field),
				pattern: rule.pattern.clone(),
				class: rule.class,
			})
			.collect()
	}

	/// For how long a registration is believed without asking again.
	pub fn router_ttl(&self) -> Duration {
		Duration::from_secs(self.chain.router_seconds)
	}

	/// Time between two looks for a new finalised block.
	pub fn poll(&self) -> Duration {
		Duration::from_secs(self.chain.poll_seconds)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const EXAMPLE: &str = include_str!("../cairn-carrier.example.toml");

	fn refused(from: &str, to: &str) -> String {
		assert!(EXAMPLE.contains(from), "{from}");
		let text = EXAMPLE.replacen(from, to, 1);
		Config::parse(&text, Path::new("/etc/cairn")).expect_err(to).to_string()
	}

	#[test]
	fn example_is_good_and_its_paths_begin_at_the_file() {
		let config = Config::parse(EXAMPLE, Path::new("/etc/cairn")).expect("the example");
		assert_eq!(config.keys.aaa[0].file, Path::new("/etc/cairn/aaa-0.key"));
		assert_eq!(config.state, Path::new("/var/lib/cairn-carrier"));
		assert_eq!(config.settle.margin_planck, 50_000_000_000_000);
	}

	#[test]
	fn bad_values_name_their_key() {
		assert!(refused("carrier = 0", "carier = 0").contains("carier"));
		assert!(refused("listen = \"127.0.0.1:18127\"", "listen = \"0.0.0.0:18127\"")
			.starts_with("token.listen"));
		assert!(refused("listen = \"127.0.0.1:1813\"", "listen = \"10.0.0.1:1813\"")
			.starts_with("radius.listen"));
		assert!(refused("mint_with = 1", "mint_with = 2").starts_with("token.mint_with"));
		assert!(refused("class = 1", "class = 32").starts_with("token.classes"));
		assert!(refused("endpoints = [", "endpoints = []\nother = [").contains("other"));
		assert!(refused("certificate = ", "# certificate = ").starts_with("exchange"));
		assert!(refused("margin_planck = \"50", "margin_planck = \"5O").contains("planck"));
	}

	#[test]
	fn shadow_mode_keeps_its_state_apart() {
		let text = EXAMPLE.replacen("mode = \"live\"", "mode = \"shadow\"", 1);
		let config = Config::parse(&text, Path::new("/")).expect("shadow");
		assert_eq!(config.database(), Path::new("/var/lib/cairn-carrier/shadow/carrier.redb"));
		assert!(config.cdr_dir().ends_with("shadow/cdr"));
	}
}
