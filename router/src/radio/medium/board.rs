//! A station's beacons as they are now, in a file that others read.

use super::description::Medium;
use cairn_primitives::coverage::{BeaconElement, Channel};
use codec::{Decode, DecodeAll, Encode};
use std::{fs, io, path::PathBuf};

/// The most challenges that a station's board remembers, so that a cheat can send old ones again.
pub const MAX_PAST: usize = 8;
/// Longer than any board is: its elements, and the past ones.
const LONGEST: u64 = 64 * 1024;

/// What a station's beacons say.
#[derive(Clone, PartialEq, Eq, Default, Debug, Encode, Decode)]
pub struct Board {
	/// The elements of every frame now, as octets on the air.
	pub elements: Vec<u8>,
	/// Challenge elements of the past, the newest first; the running one is not among them.
	pub past: Vec<Vec<u8>>,
	/// The channels on which it beacons.
	pub channels: Vec<Channel>,
}

impl Board {
	/// The same board with other elements; a challenge that ends becomes a past one.
	pub fn with(&self, elements: &[BeaconElement]) -> Self {
		let mut next = self.clone();
		let is_challenge =
			|element: &BeaconElement| matches!(element, BeaconElement::Challenge { .. });
		let encoded: Vec<u8> = elements.iter().flat_map(BeaconElement::encode).collect();
		let known = cairn_primitives::coverage::beacon_elements(&self.elements).flatten();
		for old in known.filter(is_challenge).filter(|old| !elements.contains(old)) {
			next.past.insert(0, old.encode());
		}
		next.past.truncate(MAX_PAST);
		next.elements = encoded;
		next
	}
}

impl Medium {
	fn board_path(&self, station: &str) -> PathBuf {
		self.directory.join(format!("{station}.board"))
	}

	/// A station's board; an empty one where it has none, because it is off.
	pub fn board(&self, station: &str) -> io::Result<Board> {
		let path = self.board_path(station);
		let octets = match fs::metadata(&path) {
			Ok(about) if about.len() > LONGEST => {
				return Err(io::Error::new(io::ErrorKind::InvalidData, "a board that is too long"));
			}
			Ok(_) => fs::read(&path)?,
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Board::default()),
			Err(error) => return Err(error),
		};
		Board::decode_all(&mut &octets[..])
			.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))
	}

	/// Puts up a station's board: whole, or not at all.
	pub fn put_board(&self, station: &str, board: &Board) -> io::Result<()> {
		fs::create_dir_all(&self.directory)?;
		let path = self.board_path(station);
		let new = path.with_extension(format!("new-{}", std::process::id()));
		fs::write(&new, board.encode())?;
		fs::rename(&new, &path)
	}

	/// Takes a station's board down: it is off.
	pub fn remove_board(&self, station: &str) -> io::Result<()> {
		match fs::remove_file(self.board_path(station)) {
			Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
			_ => Ok(()),
		}
	}
}
