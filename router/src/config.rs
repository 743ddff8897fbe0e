//! The configuration file: TOML, every unknown key refused. `cairn-router.example.toml` explains
//! each key.

mod carrier;
mod file;
mod radio;

pub use radio::RadioConfig;

use crate::core::{
	coverage::{CoverageSettings, Me},
	Settings,
};
use cairn_primitives::{Balance, CarrierIndex, GenesisHash};
use file::File;
use std::{
	collections::BTreeMap,
	fmt, fs, io,
	net::{IpAddr, SocketAddr},
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

fn seconds(key: &str, value: u64) -> Result<Duration, ConfigError> {
	if value == 0 {
		return Err(bad(key, "must be at least 1"));
	}
	Ok(Duration::from_secs(value))
}
