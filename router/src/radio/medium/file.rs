//! The medium as written down, in TOML.

use super::{
	cheat::Cheat,
	description::{Medium, MediumError, Position, Station, Wall},
};
use cairn_primitives::coverage::{Band, Channel};
use h3o::{CellIndex, LatLng};
use serde::Deserialize;
use std::{
	collections::BTreeSet,
	fs,
	path::{Path, PathBuf},
};

/// The most stations of a medium: each listener looks at every other one's board.
const MAX_STATIONS: usize = 1024;
/// The most walls of a medium.
const MAX_WALLS: usize = 1024;
/// The most channels of a station.
const MAX_CHANNELS: usize = 4;
/// The longest name of a station; it is part of a file's name.
const MAX_NAME: usize = 64;

fn bad(key: impl Into<String>, reason: impl Into<String>) -> MediumError {
	MediumError::Value { key: key.into(), reason: reason.into() }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	seed: u64,
	#[serde(default = "exponent")]
	exponent: f64,
	#[serde(default)]
	shadowing_db: f64,
	#[serde(default)]
	fading_db: f64,
	#[serde(default)]
	frame_loss: f64,
	#[serde(default = "sensitivity")]
	sensitivity_dbm: f64,
	#[serde(default = "directory")]
	directory: PathBuf,
	#[serde(default, rename = "station")]
	stations: Vec<StationFile>,
	#[serde(default, rename = "wall")]
	walls: Vec<WallFile>,
	#[serde(default, rename = "cheat")]
	cheats: Vec<Cheat>,
}

fn exponent() -> f64 {
	3.0
}

fn sensitivity() -> f64 {
	-92.0
}

fn directory() -> PathBuf {
	"air".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StationFile {
	name: String,
	cell: Option<String>,
	position: Option<[f64; 2]>,
	#[serde(default)]
	channels: Vec<ChannelFile>,
	#[serde(default = "power")]
	power_dbm: f64,
	#[serde(default)]
	without_dbm: bool,
	#[serde(default)]
	without_scan: bool,
}

fn power() -> f64 {
	20.0
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChannelFile {
	ghz: u8,
	number: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WallFile {
	from: [f64; 2],
	to: [f64; 2],
	loss_db: f64,
}

fn position(key: &str, [lat, lng]: [f64; 2]) -> Result<Position, MediumError> {
	LatLng::new(lat, lng)
		.map(|_| Position { lat, lng })
		.map_err(|_| bad(key, "must be latitude and longitude in degrees"))
}

fn channel(key: &str, file: &ChannelFile) -> Result<Channel, MediumError> {
	let band = match file.ghz {
		2 => Band::Ghz2,
		5 => Band::Ghz5,
		6 => Band::Ghz6,
		_ => return Err(bad(key, "ghz must be 2, 5 or 6")),
	};
	Channel::new(band, file.number)
		.ok_or_else(|| bad(key, format!("{} has no channel {}", band.name(), file.number)))
}

impl StationFile {
	fn check(&self) -> Result<Station, MediumError> {
		let key = format!("station.{}", self.name);
		let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
		if self.name.is_empty() || self.name.len() > MAX_NAME || !self.name.chars().all(good) {
			return Err(bad(key, "a name is 1 … 64 ASCII letters, digits, - and _"));
		}
		let position = match (&self.cell, self.position) {
			(Some(text), None) => {
				let cell: CellIndex =
					text.parse().map_err(|_| bad(&key, format!("{text:?} is no H3 cell")))?;
				let centre = LatLng::from(cell);
				Position { lat: centre.lat(), lng: centre.lng() }
			}
			(None, Some(given)) => position(&key, given)?,
			_ => return Err(bad(key, "give either cell or position")),
		};
		if self.channels.len() > MAX_CHANNELS {
			return Err(bad(key, format!("at most {MAX_CHANNELS} channels")));
		}
		let channels = self.channels.iter().map(|file| channel(&key, file));
		Ok(Station {
			name: self.name.clone(),
			position,
			channels: channels.collect::<Result<_, MediumError>>()?,
			power: finite(&format!("{key}.power_dbm"), self.power_dbm)?,
			without_dbm: self.without_dbm,
			without_scan: self.without_scan,
		})
	}
}

fn finite(key: &str, value: f64) -> Result<f64, MediumError> {
	if value.is_finite() {
		Ok(value)
	} else {
		Err(bad(key, "must be a number"))
	}
}

fn not_negative(key: &str, value: f64) -> Result<f64, MediumError> {
	if finite(key, value)? < 0.0 {
		return Err(bad(key, "must not be negative"));
	}
	Ok(value)
}

impl Medium {
	/// Reads and checks a file.
	pub fn load(path: &Path) -> Result<Self, MediumError> {
		let text =
			fs::read_to_string(path).map_err(|error| MediumError::Read(path.into(), error))?;
		Self::parse(&text, path)
	}

	/// Checks a file's text. `path` stands in errors and is what relative paths start from.
	pub fn parse(text: &str, path: &Path) -> Result<Self, MediumError> {
		let file: File = toml::from_str(text)
			.map_err(|error| MediumError::Syntax(path.into(), error.to_string()))?;
		if file.stations.len() > MAX_STATIONS || file.walls.len() > MAX_WALLS {
			return Err(bad("station", format!("at most {MAX_STATIONS} stations and walls")));
		}
		let stations =
			file.stations.iter().map(StationFile::check).collect::<Result<Vec<_>, _>>()?;
		let names: BTreeSet<_> = stations.iter().map(|station| station.name.as_str()).collect();
		if names.len() != stations.len() {
			return Err(bad("station", "two stations have the same name"));
		}
		for cheat in &file.cheats {
			if let Some(nobody) = cheat.names().find(|name| !names.contains(name)) {
				return Err(bad("cheat", format!("there is no station {nobody:?}")));
			}
		}
		let walls = file.walls.iter().map(|wall| {
			Ok(Wall {
				from: position("wall.from", wall.from)?,
				to: position("wall.to", wall.to)?,
				loss: not_negative("wall.loss_db", wall.loss_db)?,
			})
		});
		if !(0.0..=1.0).contains(&file.frame_loss) {
			return Err(bad("frame_loss", "must be between 0 and 1"));
		}
		Ok(Self {
			seed: file.seed,
			exponent: not_negative("exponent", file.exponent)?,
			shadowing: not_negative("shadowing_db", file.shadowing_db)?,
			fading: not_negative("fading_db", file.fading_db)?,
			frame_loss: file.frame_loss,
			sensitivity: finite("sensitivity_dbm", file.sensitivity_dbm)?,
			directory: path.parent().unwrap_or(Path::new(".")).join(file.directory),
			walls: walls.collect::<Result<_, MediumError>>()?,
			cheats: file.cheats,
			stations,
		})
	}
}
