//! The sections `[radio]` and `[probe]`.

use super::{bad, ConfigError};
use crate::{
	core::coverage::{CoverageSettings, Me},
	radio::{
		foreign_elements,
		hostapd::{BssConfig, OwnElements},
		parse_hex,
	},
};
use serde::Deserialize;
use std::{
	collections::BTreeSet,
	path::{Path, PathBuf},
	time::Duration,
};

/// The most BSSs: one per radio.
const MAX_BSS: usize = 8;
/// The longest pause that can be set: a week.
const LONGEST: u64 = 7 * 24 * 3600;

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
	#[default]
	None,
	Hostapd,
	Simulated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RadioSection {
	kind: Kind,
	bss: Vec<BssSection>,
	medium: Option<PathBuf>,
	station: Option<String>,
	visit_seconds: u64,
	search_seconds: u64,
}

impl Default for RadioSection {
	fn default() -> Self {
		Self {
			kind: Kind::None,
			bss: Vec::new(),
			medium: None,
			station: None,
			visit_seconds: 20,
			search_seconds: 300,
		}
	}
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BssSection {
	socket: PathBuf,
	interface: Option<String>,
	hostapd_conf: Option<PathBuf>,
	vendor_elements: Option<String>,
	#[serde(default = "yes")]
	scan: bool,
}

const fn yes() -> bool {
	true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProbeSection {
	index: u32,
}

/// The radio that the daemon uses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RadioConfig {
	/// None: this router takes no part in coverage.
	None,
	/// hostapd's BSSs.
	Hostapd(Vec<BssConfig>),
	/// A station of a simulated medium.
	Simulated {
		/// The medium's description.
		medium: PathBuf,
		/// The station's name in it.
		station: String,
	},
}

impl RadioConfig {
	/// The name in `--json` output.
	pub const fn name(&self) -> &'static str {
		match self {
			Self::None => "none",
			Self::Hostapd(_) => "hostapd",
			Self::Simulated { .. } => "simulated",
		}
	}
}

impl BssSection {
	fn check(&self, base: &Path) -> Result<BssConfig, ConfigError> {
		let socket = base.join(&self.socket);
		let named = socket.file_name().and_then(|name| name.to_str());
		let interface = match (&self.interface, named) {
			(Some(interface), _) => interface.clone(),
			(None, Some(name)) => name.to_string(),
			(None, None) => {
				return Err(bad("radio.bss.socket", "must be hostapd's socket of one interface"));
			}
		};
		let key = format!("radio.bss.{interface}");
		// The kernel's bound on names, and nothing that leads out of a directory.
		if interface.is_empty() || interface.len() > 15 || interface.contains(['/', ' ']) {
			return Err(bad(key, "is no name of a network interface"));
		}
		let own = match (&self.hostapd_conf, &self.vendor_elements) {
			(Some(_), Some(_)) => {
				return Err(bad(key, "give either hostapd_conf or vendor_elements, not both"));
			}
			(Some(path), None) => OwnElements::File(base.join(path)),
			(None, Some(text)) => {
				let own = parse_hex(text).and_then(|own| foreign_elements(&own));
				OwnElements::Given(own.map_err(|error| bad(&key, error.to_string()))?)
			}
			(None, None) => OwnElements::Given(Vec::new()),
		};
		Ok(BssConfig { interface, socket, own, scan: self.scan })
	}
}

impl RadioSection {
	pub(super) fn check(&self, base: &Path) -> Result<RadioConfig, ConfigError> {
		let simulated = self.medium.is_some() || self.station.is_some();
		match self.kind {
			Kind::None if simulated || !self.bss.is_empty() => {
				Err(bad("radio.kind", "must say \"hostapd\" or \"simulated\" for what follows it"))
			}
			Kind::None => Ok(RadioConfig::None),
			Kind::Hostapd if simulated => {
				Err(bad("radio", "medium and station are for kind = \"simulated\""))
			}
			Kind::Hostapd if self.bss.is_empty() || self.bss.len() > MAX_BSS => Err(bad(
				"radio.bss",
				format!("name one BSS per radio, with hostapd's socket, and at most {MAX_BSS}"),
			)),
			Kind::Hostapd => {
				let all = self.bss.iter().map(|bss| bss.check(base));
				let all = all.collect::<Result<Vec<_>, _>>()?;
				let sockets: BTreeSet<_> = all.iter().map(|bss| &bss.socket).collect();
				if sockets.len() != all.len() {
					return Err(bad("radio.bss", "a socket stands there twice"));
				}
				Ok(RadioConfig::Hostapd(all))
			}
			Kind::Simulated if !self.bss.is_empty() => {
				Err(bad("radio.bss", "is for kind = \"hostapd\""))
			}
			Kind::Simulated => match (&self.medium, &self.station) {
				(Some(medium), Some(station)) => Ok(RadioConfig::Simulated {
					medium: base.join(medium),
					station: station.clone(),
				}),
				_ => Err(bad("radio", "simulated needs medium, a file, and station, a name in it")),
			},
		}
	}

	pub(super) fn settings(&self) -> Result<CoverageSettings, ConfigError> {
		if self.visit_seconds == 0 || self.visit_seconds > LONGEST {
			return Err(bad("radio.visit_seconds", format!("must be 1 … {LONGEST}")));
		}
		if self.search_seconds > LONGEST {
			return Err(bad("radio.search_seconds", format!("must be 0 … {LONGEST}; 0 is never")));
		}
		Ok(CoverageSettings {
			visit_every: Duration::from_secs(self.visit_seconds),
			search_every: Duration::from_secs(self.search_seconds),
		})
	}
}

/// As what the daemon takes part: a probe needs a radio.
pub(super) fn me(probe: Option<&ProbeSection>, radio: &RadioConfig) -> Result<Me, ConfigError> {
	match (probe, radio) {
		(None, _) => Ok(Me::Router),
		(Some(_), RadioConfig::None) => {
			Err(bad("probe", "a probe listens: give it a radio with [radio]"))
		}
		(Some(probe), _) => Ok(Me::Probe(probe.index)),
	}
}
