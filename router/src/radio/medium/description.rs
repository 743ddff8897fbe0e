//! What a medium consists of.

use super::cheat::Cheat;
use cairn_primitives::coverage::Channel;
use std::{fmt, io, path::PathBuf};

/// Why a medium cannot be used.
#[derive(Debug)]
pub enum MediumError {
	/// The file cannot be read.
	Read(PathBuf, io::Error),
	/// It is no TOML, or a key is unknown, missing or of another type.
	Syntax(PathBuf, String),
	/// A value makes no sense.
	Value {
		/// The key, such as `station.a.channels`.
		key: String,
		/// What is wrong.
		reason: String,
	},
}

impl fmt::Display for MediumError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Read(path, error) => write!(f, "cannot read {}: {error}", path.display()),
			Self::Syntax(path, reason) => write!(f, "{}: {reason}", path.display()),
			Self::Value { key, reason } => write!(f, "medium, {key}: {reason}"),
		}
	}
}

impl std::error::Error for MediumError {}

/// A place on the globe, in degrees.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Position {
	/// Latitude.
	pub lat: f64,
	/// Longitude.
	pub lng: f64,
}

/// Somebody with a radio.
#[derive(Clone, PartialEq, Debug)]
pub struct Station {
	/// Its name, by which routers say who of the medium they are.
	pub name: String,
	/// Where it stands.
	pub position: Position,
	/// The channels on which it beacons, one per radio.
	pub channels: Vec<Channel>,
	/// What it radiates, in dBm.
	pub power: f64,
	/// Its driver tells no strengths.
	pub without_dbm: bool,
	/// Its driver cannot leave its own channels.
	pub without_scan: bool,
}

/// Something between two places that takes a part of every signal through it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wall {
	/// One end.
	pub from: Position,
	/// The other end.
	pub to: Position,
	/// What it takes, in dB.
	pub loss: f64,
}

/// A medium.
#[derive(Clone, PartialEq, Debug)]
pub struct Medium {
	/// What every draw follows from.
	pub seed: u64,
	/// Exponent of log-distance path loss: 2 in free space, 3 and more in towns.
	pub exponent: f64,
	/// Standard deviation of shadowing, fixed for each pair of stations, in dB.
	pub shadowing: f64,
	/// Standard deviation of what changes from frame to frame, in dB.
	pub fading: f64,
	/// Part of the frames that is lost whatever their strength: collisions.
	pub frame_loss: f64,
	/// The weakest frame that is understood, in dBm.
	pub sensitivity: f64,
	/// Where the stations' boards lie.
	pub directory: PathBuf,
	/// Everybody.
	pub stations: Vec<Station>,
	/// Everything in the way.
	pub walls: Vec<Wall>,
	/// Who does not keep to physics.
	pub cheats: Vec<Cheat>,
}

impl Medium {
	/// A station by its name.
	pub fn station(&self, name: &str) -> Option<&Station> {
		self.stations.iter().find(|station| station.name == name)
	}
}
