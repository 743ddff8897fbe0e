//! The configuration file: TOML, unknown keys refused, paths relative to the file.

mod check;
mod gateway;
mod sections;
mod values;

pub use gateway::{GatewayConfig, ProbeConfig};
pub use sections::{
	AaaKey, CapsConfig, CdrConfig, ChainConfig, ClassConfig, ExchangeConfig, FieldConfig, Keys,
	RadiusClient, RadiusConfig, SettleConfig, TokenConfig, TokenKey, UpstreamConfig,
};

use crate::core::{Caps, ClassRule, Field};
use serde::Deserialize;
use std::{
	fs, io,
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
		check::check(&config)?;
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
