//! The sections `[gateway]` and `[[probes]]`.

use super::{check::bad, values::count, Config, ConfigError};
use crate::{
	core::gateway::{Rate, Wanted},
	secrets::from_hex,
};
use cairn_primitives::{coverage::ProbeIndex, AnyKey};
use serde::{de::Error as _, Deserialize, Deserializer};
use std::collections::BTreeSet;

/// The most reports that can be kept: about 64 MiB of them.
const MAX_KEPT: usize = 100_000;
/// The most probes; the chain lets a carrier have fewer.
const MAX_PROBES: usize = 1_024;
/// The longest name of a probe, in octets.
const MAX_NAME: usize = 64;

/// The chain for routers and probes: JSON-RPC at path `/rpc` of `[exchange]`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GatewayConfig {
	/// Requests and reports that one address may send at once.
	pub burst: u32,
	/// And as many in each minute after it.
	pub per_minute: u32,
	/// The most reports that are kept while no node answers.
	pub reports_kept: usize,
	/// Whether a proxy on this host names the address in `X-Forwarded-For`.
	pub behind_proxy: bool,
}

impl Default for GatewayConfig {
	fn default() -> Self {
		Self { burst: 600, per_minute: 1_200, reports_kept: count::<16_384>(), behind_proxy: false }
	}
}

impl GatewayConfig {
	/// What each address may ask.
	pub const fn rate(&self) -> Rate {
		Rate { burst: self.burst, per_minute: self.per_minute }
	}
}

/// One probe.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProbeConfig {
	/// Its index on chain.
	pub index: ProbeIndex,
	/// What the operator calls it.
	pub name: Option<String>,
	/// The key that it must have on chain: its router's id.
	#[serde(default, deserialize_with = "key")]
	pub key: Option<AnyKey>,
}

impl From<ProbeConfig> for Wanted {
	fn from(ProbeConfig { index, name, key }: ProbeConfig) -> Self {
		Self { index, name, key }
	}
}

fn key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<AnyKey>, D::Error> {
	let text = String::deserialize(deserializer)?;
	let key = from_hex(&text).and_then(|octets| octets.try_into().ok());
	key.map(|key| Some(AnyKey::Sr25519(key)))
		.ok_or_else(|| D::Error::custom("a probe's key is 0x and 64 hex digits, its router id"))
}

/// Checks both sections.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
	match &config.gateway {
		None if !config.probes.is_empty() => {
			return bad("probes", "reports of probes come in by [gateway]: add that section");
		}
		None => return Ok(()),
		Some(_) if config.exchange.is_none() => {
			return bad("gateway", "it is served where [exchange] listens: add that section");
		}
		Some(gateway) if gateway.burst == 0 || gateway.per_minute == 0 => {
			return bad("gateway", "burst and per_minute must be above 0");
		}
		Some(gateway) if gateway.reports_kept > MAX_KEPT => {
			return bad("gateway.reports_kept", format!("must be at most {MAX_KEPT}"));
		}
		Some(_) => {}
	}
	if config.probes.len() > MAX_PROBES {
		return bad("probes", format!("name at most {MAX_PROBES}"));
	}
	let mut seen = BTreeSet::new();
	for probe in &config.probes {
		if !seen.insert(probe.index) {
			return bad("probes", format!("probe {} stands there twice", probe.index));
		}
		if probe.name.as_ref().is_some_and(|name| name.len() > MAX_NAME) {
			return bad("probes", format!("the name of probe {} is too long", probe.index));
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::path::Path;

	const EXAMPLE: &str = include_str!("../../cairn-carrier.example.toml");

	fn parse(from: &str, to: &str) -> Result<Config, ConfigError> {
		assert!(EXAMPLE.contains(from), "{from}");
		Config::parse(&EXAMPLE.replacen(from, to, 1), Path::new("/etc/cairn"))
	}

	#[test]
	fn the_example_has_a_gateway_and_a_probe() {
		let config = Config::parse(EXAMPLE, Path::new("/etc/cairn")).expect("the example");
		assert_eq!(config.gateway, Some(GatewayConfig::default()));
		assert_eq!(config.probes.len(), 1);
		assert_eq!(config.probes[0].name.as_deref(), Some("van 1"));
	}

	#[test]
	fn bad_values_name_their_key() {
		for (from, to, part) in [
			("[gateway]", "[gateways]", "gateways"),
			("burst = 600", "burst = 0", "gateway: burst"),
			("reports_kept = 16384", "reports_kept = 100001", "gateway.reports_kept"),
			("name = \"van 1\"", "name = \"van 1\"\nkey = \"0x12\"", "64 hex digits"),
			("index = 3 ", "index = 3\n[[probes]]\nindex = 3 ", "probe 3 stands there twice"),
		] {
			let error = parse(from, to).expect_err(to).to_string();
			assert!(error.contains(part), "{error}");
		}
		let key = format!("name = \"van 1\"\nkey = \"0x{}\"", "ab".repeat(32));
		let config = parse("name = \"van 1\"", &key).expect("a key");
		assert_eq!(config.probes[0].key, Some(AnyKey::Sr25519([0xab; 32])));
	}

	#[test]
	fn a_gateway_needs_a_listener_and_probes_need_a_gateway() {
		let exchange = "[exchange]                          # reports by HTTPS; plain HTTP only on loopback\nlisten = \"0.0.0.0:8443\"\ncertificate = \"fullchain.pem\"\nkey = \"privkey.pem\"\n";
		let error = parse(exchange, "").expect_err("nowhere to listen").to_string();
		assert!(error.starts_with("gateway: "), "{error}");
		let start = EXAMPLE.find("[gateway]").expect("there");
		let end = EXAMPLE.find("[[probes]]").expect("there");
		let text = format!("{}{}", &EXAMPLE[..start], &EXAMPLE[end..]);
		let error = Config::parse(&text, Path::new("/")).expect_err("no gateway").to_string();
		assert!(error.starts_with("probes: "), "{error}");
	}
}
