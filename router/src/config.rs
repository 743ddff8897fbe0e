//! The configuration file: TOML, every unknown key refused. `cairn-router.example.toml` explains
//! each key.

mod radio;

pub use radio::RadioConfig;

use crate::core::{
	coverage::{CoverageSettings, Me},
	CarrierSettings, Limits, Nas, Settings,
};
use cairn_primitives::{Balance, CarrierIndex, GenesisHash, RouterIndex, MAX_RELAYS};
use cairn_radius::{token::parse_router_id, RADSEC_SECRET};
use serde::Deserialize;
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt, fs, io,
	net::{IpAddr, Ipv4Addr, SocketAddr},
	path::{Path, PathBuf},
	time::Duration,
};

/// Why there is no configuration.
#[derive(Debug)]
pub enum ConfigError {
	/// The file cannot be read.
	Read(PathBuf, io::Error),
	/// It is no TOML, or a key is unknown, missing or of another type.
	Syntax(PathBuf, String),
	/// A value makes no sense.
	Value {
		/// The key, such as `carrier.3.path`.
		key: String,
		/// What is wrong and what to write instead.
		reason: String,
	},
}

impl fmt::Display for ConfigError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Read(path, error) => write!(f, "cannot read {}: {error}", path.display()),
			Self::Syntax(path, reason) => write!(f, "{}: {reason}", path.display()),
			Self::Value { key, reason } => write!(f, "configuration, {key}: {reason}"),
		}
	}
}

impl std::error::Error for ConfigError {}

fn bad(key: impl Into<String>, reason: impl Into<String>) -> ConfigError {
	ConfigError::Value { key: key.into(), reason: reason.into() }
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	key_file: PathBuf,
	flash_dir: PathBuf,
	journal_dir: PathBuf,
	#[serde(default = "journal_kib")]
	journal_kib: u64,
	control_socket: Option<PathBuf>,
	#[serde(default)]
	accounting: Accounting,
	#[serde(default, rename = "access_point")]
	access_points: Vec<AccessPoint>,
	chain: ChainSection,
	#[serde(default, rename = "carrier")]
	carriers: Vec<Carrier>,
	#[serde(default)]
	claim: Claim,
	#[serde(default)]
	radio: radio::RadioSection,
	probe: Option<radio::ProbeSection>,
}

fn journal_kib() -> u64 {
	256
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Accounting {
	listen: SocketAddr,
	max_sessions: usize,
	idle_hours: u64,
}

impl Default for Accounting {
	fn default() -> Self {
		Self {
			listen: SocketAddr::from((Ipv4Addr::LOCALHOST, cairn_radius::ACCOUNTING_PORT)),
			max_sessions: 512,
			idle_hours: 24,
		}
	}
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessPoint {
	address: IpAddr,
	secret: Option<String>,
	secret_file: Option<PathBuf>,
	#[serde(default)]
	octets: Octets,
}

/// Whose point of view "input" and "output" are.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Octets {
	/// The access point's, as RFC 2866 has it: input comes from the subscriber.
	#[default]
	AccessPoint,
	/// The subscriber's: input goes to the subscriber.
	Subscriber,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChainSection {
	endpoints: Vec<String>,
	gateway: Option<String>,
	genesis: Option<String>,
	#[serde(default = "poll_seconds")]
	poll_seconds: u64,
}

fn poll_seconds() -> u64 {
	12
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Carrier {
	index: CarrierIndex,
	radius: Option<SocketAddr>,
	secret: Option<String>,
	secret_file: Option<PathBuf>,
	https: Option<String>,
	#[serde(default)]
	plain_radius_off_host: bool,
	#[serde(default)]
	path: Vec<RouterIndex>,
	#[serde(default = "collect_seconds")]
	collect_seconds: u64,
	#[serde(default = "relay_mbit")]
	relay_mbit: u64,
	#[serde(default = "submit_above_planck")]
	submit_above_planck: u64,
	#[serde(default = "fee_multiple")]
	fee_multiple: u32,
	#[serde(default = "stop_above_planck")]
	stop_above_planck: u64,
	#[serde(default = "stop_above_mib")]
	stop_above_mib: u64,
}

fn collect_seconds() -> u64 {
	600
}

fn relay_mbit() -> u64 {
	1000
}

fn submit_above_planck() -> u64 {
	1_000_000_000_000
}

fn fee_multiple() -> u32 {
	10
}

fn stop_above_planck() -> u64 {
	10_000_000_000_000
}

fn stop_above_mib() -> u64 {
	10_240
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Claim {
	above_planck: Option<u64>,
}

/// How a carrier is reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Transport {
	/// RADIUS over UDP: to this host, where a RadSec proxy carries it on.
	Udp(SocketAddr),
	/// POST to this address.
	Http(String),
	/// POST to the address that the carrier has posted on chain.
	OnChain,
}

/// Everything that the daemon is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
	/// The device key's file.
	pub key_file: PathBuf,
	/// Where the two flash records lie.
	pub flash_dir: PathBuf,
	/// Where the journal lies; should be in memory.
	pub journal_dir: PathBuf,
	/// Length in octets beyond which the journal's log is replaced by a new state.
	pub journal_limit: u64,
	/// Where `status` asks.
	pub control_socket: PathBuf,
	/// Where access points send their accounting.
	pub listen: SocketAddr,
	/// JSON-RPC endpoints of the chain, the first one preferred.
	pub endpoints: Vec<String>,
	/// Where coverage asks first: a carrier's gateway.
	pub gateway: Option<String>,
	/// The chain's first block, where only that chain will do.
	pub genesis: Option<GenesisHash>,
	/// Time between two looks at the chain.
	pub poll_every: Duration,
	/// How each carrier is reached.
	pub transports: BTreeMap<CarrierIndex, Transport>,
	/// Earnings are claimed for the owner when they reach this, in planck; never without it.
	pub claim_above: Option<Balance>,
	/// What the machine needs.
	pub settings: Settings,
	/// The radio for coverage.
	pub radio: RadioConfig,
	/// How often it visits other channels.
	pub coverage: CoverageSettings,
	/// A router, or a carrier's probe.
	pub me: Me,
}

impl Config {
	/// Reads and checks a file.
	pub fn load(path: &Path) -> Result<Self, ConfigError> {
		let text =
			fs::read_to_string(path).map_err(|error| ConfigError::Read(path.into(), error))?;
		Self::parse(&text, path)
	}

	/// Checks a file's text. `path` stands in errors and is what relative paths start from.
	pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
		let file: File = toml::from_str(text)
			.map_err(|error| ConfigError::Syntax(path.into(), error.to_string()))?;
		file.check(path.parent().unwrap_or(Path::new(".")))
	}
}

/// A secret given as text or in a file.
fn secret(
	key: &str,
	text: Option<&String>,
	file: Option<&PathBuf>,
	base: &Path,
) -> Result<Option<Vec<u8>>, ConfigError> {
	let secret = match (text, file) {
		(Some(_), Some(_)) => {
			return Err(bad(key, "give either secret or secret_file, not both"));
		}
		(Some(text), None) => text.clone(),
		(None, Some(file)) => {
			let path = base.join(file);
			let text = fs::read_to_string(&path)
				.map_err(|error| ConfigError::Read(path.clone(), error))?;
			text.trim_end_matches(['\r', '\n']).to_string()
		}
		(None, None) => return Ok(None),
	};
	if secret.is_empty() {
		return Err(bad(key, "the shared secret is empty"));
	}
	Ok(Some(secret.into_bytes()))
}

fn genesis(text: &str) -> Result<GenesisHash, ConfigError> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	parse_router_id(digits.as_bytes())
		.ok_or_else(|| bad("chain.genesis", "must be 0x and 64 hex digits"))
}

/// True for an address that never leaves this host.
pub fn is_loopback_url(url: &str) -> bool {
	let Some(rest) = url.strip_prefix("http://") else { return false };
	let authority = rest.split('/').next().unwrap_or_default();
	let host = match authority.rsplit_once(':') {
		Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
		_ => authority,
	};
	let host = host.trim_start_matches('[').trim_end_matches(']');
	host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl ChainSection {
	fn gateway(&self) -> Result<Option<String>, ConfigError> {
		match &self.gateway {
			Some(url) if !url.starts_with("https://") && !is_loopback_url(url) => Err(bad(
				"chain.gateway",
				format!("{url:?} must begin with https:// (http:// is for this host only)"),
			)),
			gateway => Ok(gateway.clone()),
		}
	}
}

impl Carrier {
	fn transport(&self, key: &str) -> Result<Transport, ConfigError> {
		match (&self.radius, &self.https) {
			(Some(_), Some(_)) => Err(bad(key, "give either radius or https, not both")),
			(None, None) => Ok(Transport::OnChain),
			(None, Some(url)) if url.starts_with("https://") || is_loopback_url(url) => {
				Ok(Transport::Http(url.clone()))
			}
			(None, Some(url)) => Err(bad(
				format!("{key}.https"),
				format!("{url:?} must begin with https:// (http:// is for this host only)"),
			)),
			(Some(address), None) if address.ip().is_loopback() || self.plain_radius_off_host => {
				Ok(Transport::Udp(*address))
			}
			(Some(address), None) => Err(bad(
				format!("{key}.radius"),
				format!(
					"{address} is not this host, and RADIUS over UDP is readable on its way; send it \
					 to a radsecproxy on 127.0.0.1, use https, or, on a network that is protected \
					 otherwise, set plain_radius_off_host = true"
				),
			)),
		}
	}

	fn settings(&self, base: &Path) -> Result<(Transport, CarrierSettings), ConfigError> {
		let key = format!("carrier.{}", self.index);
		let transport = self.transport(&key)?;
		let given = secret(&key, self.secret.as_ref(), self.secret_file.as_ref(), base)?;
		let secret = match (&transport, given) {
			(Transport::Udp(_), Some(secret)) => secret,
			(Transport::Udp(_), None) => {
				return Err(bad(&key, "radius needs secret or secret_file"));
			}
			// Behind TLS the secret is fixed (RFC 6614).
			(_, None) => RADSEC_SECRET.to_vec(),
			(_, Some(_)) => {
				return Err(bad(&key, "over HTTPS there is no shared secret; remove it"));
			}
		};
		if self.path.len() > usize::from(MAX_RELAYS) {
			let reason = format!("a path has at most {MAX_RELAYS} relays");
			return Err(bad(format!("{key}.path"), reason));
		}
		if self.path.iter().collect::<BTreeSet<_>>().len() != self.path.len() {
			return Err(bad(format!("{key}.path"), "a relay stands there twice"));
		}
		let settings = CarrierSettings {
			secret,
			path: self.path.clone(),
			limits: Limits {
				submit_above: self.submit_above_planck.into(),
				fee_multiple: self.fee_multiple.max(1),
				stop_above: self.stop_above_planck.into(),
				stop_above_octets: self.stop_above_mib.saturating_mul(1 << 20),
			},
			collect_every: seconds(&format!("{key}.collect_seconds"), self.collect_seconds)?,
			relay_rate: self.relay_mbit.saturating_mul(125_000),
		};
		Ok((transport, settings))
	}
}

fn seconds(key: &str, value: u64) -> Result<Duration, ConfigError> {
	if value == 0 {
		return Err(bad(key, "must be at least 1"));
	}
	Ok(Duration::from_secs(value))
}

impl File {
	fn check(self, base: &Path) -> Result<Config, ConfigError> {
		let radio = self.radio.check(base)?;
		let me = radio::me(self.probe.as_ref(), &radio)?;
		// A probe carries no traffic, so it has nobody to count for.
		if self.access_points.is_empty() && me == Me::Router {
			return Err(bad("access_point", "name at least one, with its address and secret"));
		}
		let mut access_points: Vec<Nas> = Vec::new();
		for point in &self.access_points {
			let key = format!("access_point.{}", point.address);
			if access_points.iter().any(|known| known.address == point.address) {
				return Err(bad(key, "this address stands there twice"));
			}
			let secret = secret(&key, point.secret.as_ref(), point.secret_file.as_ref(), base)?;
			access_points.push(Nas {
				address: point.address,
				secret: secret.ok_or_else(|| bad(key, "needs secret or secret_file"))?,
				reversed: matches!(point.octets, Octets::Subscriber),
			});
		}
		let (mut carriers, mut transports) = (BTreeMap::new(), BTreeMap::new());
		for carrier in &self.carriers {
			let (transport, settings) = carrier.settings(base)?;
			if carriers.insert(carrier.index, settings).is_some() {
				let key = format!("carrier.{}", carrier.index);
				return Err(bad(key, "this carrier stands there twice"));
			}
			transports.insert(carrier.index, transport);
		}
		if carriers.is_empty() && me == Me::Router {
			return Err(bad("carrier", "name at least one, with its index"));
		}
		if self.chain.endpoints.is_empty() {
			return Err(bad("chain.endpoints", "name at least one, e.g. http://127.0.0.1:9944"));
		}
		if self.accounting.max_sessions == 0 {
			return Err(bad("accounting.max_sessions", "must be at least 1"));
		}
		let idle = self.accounting.idle_hours.saturating_mul(3600);
		let journal_dir = base.join(&self.journal_dir);
		Ok(Config {
			key_file: base.join(&self.key_file),
			flash_dir: base.join(&self.flash_dir),
			control_socket: self
				.control_socket
				.map_or_else(|| journal_dir.join("control"), |path| base.join(path)),
			journal_dir,
			journal_limit: self.journal_kib.saturating_mul(1024),
			listen: self.accounting.listen,
			genesis: self.chain.genesis.as_deref().map(genesis).transpose()?,
			gateway: self.chain.gateway()?,
			poll_every: seconds("chain.poll_seconds", self.chain.poll_seconds)?,
			endpoints: self.chain.endpoints,
			transports,
			claim_above: self.claim.above_planck.map(Balance::from),
			settings: Settings {
				access_points,
				carriers,
				max_sessions: self.accounting.max_sessions,
				session_idle: seconds("accounting.idle_hours", idle)?,
			},
			coverage: self.radio.settings()?,
			radio,
			me,
		})
	}
}
