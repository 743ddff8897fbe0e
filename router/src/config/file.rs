//! The file as a whole, as it is written and as it is checked.

use super::{bad, carrier::Carrier, is_loopback_url, radio, seconds, secret, Config, ConfigError};
use crate::core::{coverage::Me, Nas, Settings};
use cairn_primitives::{Balance, GenesisHash};
use cairn_radius::token::parse_router_id;
use serde::Deserialize;
use std::{
	collections::BTreeMap,
	net::{IpAddr, Ipv4Addr, SocketAddr},
	path::{Path, PathBuf},
};

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
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

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Claim {
	above_planck: Option<u64>,
}

fn genesis(text: &str) -> Result<GenesisHash, ConfigError> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	parse_router_id(digits.as_bytes())
		.ok_or_else(|| bad("chain.genesis", "must be 0x and 64 hex digits"))
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

impl File {
	/// What it says, with paths that begin at `base`; or what makes no sense in it.
	pub(super) fn check(self, base: &Path) -> Result<Config, ConfigError> {
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
