//! The sections `[[carrier]]`.

use super::{bad, is_loopback_url, seconds, secret, ConfigError, Transport};
use crate::core::{CarrierSettings, Limits};
use cairn_primitives::{CarrierIndex, RouterIndex, MAX_RELAYS};
use cairn_radius::RADSEC_SECRET;
use serde::Deserialize;
use std::{
	collections::BTreeSet,
	net::SocketAddr,
	path::{Path, PathBuf},
};

/// A section as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Carrier {
	pub(super) index: CarrierIndex,
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

	/// How the carrier is reached, and what the machine needs to know of it.
	pub(super) fn settings(
		&self,
		base: &Path,
	) -> Result<(Transport, CarrierSettings), ConfigError> {
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
