//! A station's radio in a medium.

use super::{
	board::Board,
	cheat::Cheat,
	description::{Medium, Station},
};
use crate::radio::{Bss, CannotScan, Heard, Listener, Radio, RadioError};
use cairn_primitives::coverage::{beacon_elements, BeaconElement, Channel, Rssi};
use std::{collections::BTreeMap, io, sync::Arc};

/// Beacons of a neighbour within a visit: one or two come by in a ninth of a second.
const FRAMES_PER_VISIT: u64 = 2;
/// Beacons of a neighbour on the radio's own channel between two looks.
const FRAMES_OVERHEARD: u64 = 8;

/// One station's radio.
pub struct SimulatedRadio {
	medium: Arc<Medium>,
	station: Station,
	board: Board,
	/// Frames that were listened for, by who sent them.
	frames: BTreeMap<String, u64>,
	trouble: Option<RadioError>,
}

impl SimulatedRadio {
	/// The radio of a station; `None` if the medium has no such station.
	pub fn new(medium: Arc<Medium>, station: &str) -> Option<Self> {
		let station = medium.station(station)?.clone();
		Some(Self {
			medium,
			board: Board { channels: station.channels.clone(), ..Board::default() },
			station,
			frames: BTreeMap::new(),
			trouble: None,
		})
	}

	fn cheats(&self) -> impl Iterator<Item = &Cheat> {
		self.medium.cheats.iter().filter(|cheat| cheat.station() == self.station.name)
	}

	/// What a station's frames say, its lies included.
	fn on_air(&self, station: &Station) -> io::Result<Board> {
		let mut board = self.medium.board(&station.name)?;
		for cheat in self.medium.cheats.iter().filter(|cheat| cheat.station() == station.name) {
			if let Cheat::Replay { of, late, .. } = cheat {
				let victim = self.medium.board(of)?;
				match late.checked_sub(1) {
					None => board.elements.extend(&victim.elements),
					Some(place) => {
						board.elements.extend(victim.past.get(place).into_iter().flatten())
					}
				}
			}
		}
		Ok(board)
	}

	fn hear_on(&mut self, channel: Channel, frames: u64) -> io::Result<Listener> {
		let mut listener = Listener::new();
		let medium = self.medium.clone();
		let louder = self.cheats().find_map(|cheat| match cheat {
			Cheat::Louder { db, .. } => Some(*db),
			_ => None,
		});
		for other in medium.stations.iter().filter(|other| other.name != self.station.name) {
			let board = self.on_air(other)?;
			if !board.channels.contains(&channel) || board.elements.is_empty() {
				continue;
			}
			let first = self.frames.entry(other.name.clone()).or_insert(0);
			let from = *first;
			*first += frames;
			for frame in from..from + frames {
				let Some(dbm) = medium.receive(other, &self.station, channel, frame) else {
					continue;
				};
				let rssi = match (self.station.without_dbm, louder) {
					(true, _) => Rssi::Heard,
					(false, Some(db)) => Rssi::Dbm(dbm.saturating_add(db)),
					(false, None) => Rssi::Dbm(dbm),
				};
				listener.elements(&board.elements, rssi, mhz(channel), None);
			}
		}
		Ok(listener)
	}

	/// What it is told over the internet.
	fn told(&self) -> io::Result<Listener> {
		let mut listener = Listener::new();
		for cheat in self.cheats() {
			let Cheat::Told { by, dbm, radio, .. } = cheat else { continue };
			let board = self.medium.board(by)?;
			let Some(channel) = board.channels.get(*radio).copied() else { continue };
			for element in beacon_elements(&board.elements).flatten() {
				let rssi = dbm.map_or(Rssi::Heard, Rssi::Dbm);
				listener.hear(Heard { element, rssi, channel, bssid: None });
			}
		}
		Ok(listener)
	}

	fn noting<T>(&mut self, result: io::Result<T>) -> Result<T, RadioError> {
		let result = result.map_err(|error| {
			RadioError::Medium(format!("{}: {error}", self.medium.directory.display()))
		});
		self.trouble = result.as_ref().err().cloned();
		result
	}

	fn lie(&self, element: BeaconElement) -> BeaconElement {
		let taken = self.cheats().find_map(|cheat| match cheat {
			Cheat::Impersonate { index, .. } => Some(*index),
			_ => None,
		});
		match (taken, element) {
			(None, element) => element,
			(Some(router), BeaconElement::Presence { .. }) => BeaconElement::Presence { router },
			(Some(router), BeaconElement::Challenge { window, secret, .. }) => {
				BeaconElement::Challenge { window, router, secret }
			}
		}
	}
}

fn mhz(channel: Channel) -> u32 {
	// A channel that does not exist has no frequency, and 0 is none either.
	channel.centre_mhz().map_or(0, u32::from)
}

impl Radio for SimulatedRadio {
	fn look(&mut self) -> Vec<Bss> {
		let of = |channel: &Channel| Bss {
			name: self.station.name.clone(),
			bssid: None,
			channel: Some(*channel),
			trouble: self.trouble.clone(),
		};
		self.station.channels.iter().map(of).collect()
	}

	fn set_elements(&mut self, elements: &[BeaconElement]) -> Result<(), RadioError> {
		let elements: Vec<_> = elements.iter().map(|element| self.lie(*element)).collect();
		let board = self.board.with(&elements);
		let name = self.station.name.clone();
		// An air that was swept in the meantime gets the board again.
		let same = board == self.board && self.medium.board(&name).is_ok_and(|put| put == board);
		let done = match (same, elements.is_empty()) {
			(true, _) => Ok(()),
			(false, true) => self.medium.remove_board(&name),
			(false, false) => self.medium.put_board(&name, &board),
		};
		self.noting(done)?;
		self.board = board;
		Ok(())
	}

	fn overheard(&mut self) -> Result<Listener, CannotScan> {
		let told = self.told();
		let mut listener = self.noting(told).map_err(|_| CannotScan::NoInterface)?;
		for channel in self.station.channels.clone() {
			let heard = self.hear_on(channel, FRAMES_OVERHEARD);
			listener.join(self.noting(heard).map_err(|_| CannotScan::NoInterface)?);
		}
		Ok(listener)
	}

	fn visit(&mut self, channel: Channel) -> Result<Listener, CannotScan> {
		if self.station.without_scan {
			return Err(CannotScan::Unsupported);
		}
		let heard = self.hear_on(channel, FRAMES_PER_VISIT);
		self.noting(heard).map_err(|_| CannotScan::NoInterface)
	}

	/// Every channel that somebody in the medium uses: that a driver cannot scan shows when it is
	/// asked to.
	fn channels(&self) -> Vec<Channel> {
		let mut channels: Vec<_> =
			self.medium.stations.iter().flat_map(|station| station.channels.clone()).collect();
		channels.sort_unstable();
		channels.dedup();
		channels
	}
}
