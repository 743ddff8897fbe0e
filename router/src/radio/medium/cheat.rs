//! What a cheat's radio does otherwise than an honest one's.

use serde::Deserialize;

/// One lie of one station. A station may have several.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "kebab-case")]
pub enum Cheat {
	/// Its beacons bear another router's index, with a secret of its own.
	Impersonate {
		/// Who cheats.
		station: String,
		/// The index that it takes.
		index: u32,
	},
	/// It sends again, from where it stands, what another station's beacons said: at once, or what
	/// they said so many challenges ago.
	Replay {
		/// Who cheats.
		station: String,
		/// Whose beacons.
		of: String,
		/// How many challenges late; 0 for those that are running.
		#[serde(default)]
		late: usize,
	},
	/// It is told over the internet what another station's beacons say, wherever that stands.
	Told {
		/// Who cheats.
		station: String,
		/// Who tells.
		by: String,
		/// The strength that it claims; heard only, where this is left out.
		dbm: Option<i8>,
		/// The channel that it claims, one of the teller's by number; the first if left out.
		#[serde(default)]
		radio: usize,
	},
	/// It claims to receive everything this much stronger than it does.
	Louder {
		/// Who cheats.
		station: String,
		/// By how many dB.
		db: i8,
	},
}

impl Cheat {
	/// Who cheats.
	pub fn station(&self) -> &str {
		match self {
			Self::Impersonate { station, .. }
			| Self::Replay { station, .. }
			| Self::Told { station, .. }
			| Self::Louder { station, .. } => station,
		}
	}

	/// Every station that it names.
	pub fn names(&self) -> impl Iterator<Item = &str> {
		let other = match self {
			Self::Replay { of, .. } => Some(of.as_str()),
			Self::Told { by, .. } => Some(by.as_str()),
			Self::Impersonate { .. } | Self::Louder { .. } => None,
		};
		std::iter::once(self.station()).chain(other)
	}
}
