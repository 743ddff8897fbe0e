//! A radio whose beacons hostapd sends: elements through its control socket, neighbours through
//! nl80211.
//!
//! hostapd tells nobody which `vendor_elements` it has (`GET` and `GET_CONFIG` leave them out), and
//! `SET` replaces them all. So the operator's own are read from hostapd's configuration file, or
//! given in the router's, and every `SET` states the whole: what a daemon that was killed left in
//! the beacons goes with the first one.

mod control;
mod state;

pub mod nl80211;

pub use control::Control;
pub use state::{configured_elements, Status};

use super::{foreign_elements, merge, Bss, CannotScan, Listener, Radio, RadioError};
use cairn_primitives::coverage::{Band, BeaconElement, Channel};
use std::{
	fs,
	path::PathBuf,
	time::{Duration, Instant},
};

/// Elements are set again after this time although nothing has changed, as far as can be seen: a
/// reload of hostapd's configuration drops them without a word.
const SET_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// Where the operator's own elements of a BSS come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OwnElements {
	/// These; often none.
	Given(Vec<u8>),
	/// From hostapd's configuration file, which is read again each time.
	File(PathBuf),
}

/// One BSS of hostapd.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BssConfig {
	/// The interface, such as `wlan0`.
	pub interface: String,
	/// hostapd's control socket for it.
	pub socket: PathBuf,
	/// The operator's own elements.
	pub own: OwnElements,
	/// Other channels may be visited: for a moment its beacons stop.
	pub scan: bool,
}

/// Listening by the kernel, behind a trait so that the rest runs without one.
pub trait Air: Send {
	/// What these interfaces heard on their own channels since the last call.
	fn overheard(&mut self, interfaces: &[&str]) -> Result<Listener, CannotScan>;
	/// Has an interface listen on a channel for a moment.
	fn visit(&mut self, interface: &str, channel: Channel) -> Result<Listener, CannotScan>;
}

struct One {
	config: BssConfig,
	control: Control,
	/// What was set last, when, and over which connection.
	set: Option<(Vec<u8>, Instant, u64)>,
	channel: Option<Channel>,
}

/// The radios of a router, by hostapd.
pub struct HostapdRadio {
	bsses: Vec<One>,
	air: Box<dyn Air>,
}

impl One {
	fn own_elements(&self) -> Result<Vec<u8>, RadioError> {
		match &self.config.own {
			OwnElements::Given(own) => foreign_elements(own).map_err(RadioError::Elements),
			OwnElements::File(path) => {
				let unusable = |reason: String| {
					RadioError::Configuration(format!("{}: {reason}", path.display()))
				};
				let text = fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
				configured_elements(&text, &self.config.interface)
					.map_err(|error| unusable(error.to_string()))?
					.ok_or_else(|| unusable(format!("has no BSS {}", self.config.interface)))
			}
		}
	}

	fn status(&mut self) -> Result<Status, RadioError> {
		let text = self.control.ask("STATUS")?;
		Status::parse(&text, &self.config.interface).ok_or(RadioError::Nonsense("STATUS"))
	}

	fn look(&mut self) -> Bss {
		let mut bss =
			Bss { name: self.config.interface.clone(), bssid: None, channel: None, trouble: None };
		match self.status() {
			Ok(status) => {
				(bss.channel, bss.bssid) = (status.channel, status.bssid);
				if !status.is_beaconing() {
					bss.trouble = Some(RadioError::NotBeaconing(status.state));
				}
			}
			Err(error) => bss.trouble = Some(error),
		}
		self.channel = bss.channel;
		bss
	}

	fn set_elements(&mut self, elements: &[BeaconElement]) -> Result<(), RadioError> {
		let merged = merge(&self.own_elements()?, elements).map_err(RadioError::Elements)?;
		// Notices a hostapd that was restarted, and makes the connection anew.
		self.control.ask("PING")?;
		let generation = self.control.generation();
		let stands = self.set.as_ref().is_some_and(|(set, at, over)| {
			*set == merged && *over == generation && at.elapsed() < SET_AGAIN_AFTER
		});
		if stands {
			return Ok(());
		}
		self.set = None;
		// With nothing behind the blank hostapd drops what it has.
		let command = format!("SET vendor_elements {}", hex::encode(&merged));
		self.control.order("SET vendor_elements", &command)?;
		self.control.order("UPDATE_BEACON", "UPDATE_BEACON")?;
		self.set = Some((merged, Instant::now(), generation));
		Ok(())
	}
}

impl HostapdRadio {
	/// The BSSs of these configurations, heard through `air`.
	pub fn new(configs: Vec<BssConfig>, air: Box<dyn Air>) -> Self {
		let bsses = configs
			.into_iter()
			.map(|config| One {
				control: Control::new(config.socket.clone()),
				config,
				set: None,
				channel: None,
			})
			.collect();
		Self { bsses, air }
	}
}

/// Whether access points of this channel must watch for radar (5,250 … 5,730 MHz in the rules of
/// most countries), and so may not leave it.
fn has_radar(channel: Channel) -> bool {
	channel.band == Band::Ghz5 && matches!(channel.number, 52..=144)
}

impl Radio for HostapdRadio {
	fn look(&mut self) -> Vec<Bss> {
		self.bsses.iter_mut().map(One::look).collect()
	}

	fn set_elements(&mut self, elements: &[BeaconElement]) -> Result<(), RadioError> {
		let mut result = Ok(());
		for bss in &mut self.bsses {
			result = result.and(bss.set_elements(elements));
		}
		result
	}

	fn overheard(&mut self) -> Result<Listener, CannotScan> {
		let interfaces: Vec<_> =
			self.bsses.iter().map(|bss| bss.config.interface.as_str()).collect();
		self.air.overheard(&interfaces)
	}

	fn visit(&mut self, channel: Channel) -> Result<Listener, CannotScan> {
		let mut reason = CannotScan::NoRadioForBand;
		for bss in &self.bsses {
			let Some(own) = bss.channel.filter(|own| own.band == channel.band) else { continue };
			if !bss.config.scan {
				reason = CannotScan::SwitchedOff;
			} else if has_radar(own) && own != channel {
				reason = CannotScan::Radar;
			} else {
				return self.air.visit(&bss.config.interface, channel);
			}
		}
		Err(reason)
	}

	/// Of each radio's band the channels that need no watch for radar.
	fn channels(&self) -> Vec<Channel> {
		let bands = self.bsses.iter().filter(|bss| bss.config.scan).filter_map(|bss| bss.channel);
		let mut channels = Vec::new();
		for band in bands.map(|channel| channel.band) {
			channels.extend(common_channels(band));
		}
		channels.sort_unstable();
		channels.dedup();
		channels
	}
}

/// The channels on which access points usually are: in 6 GHz the preferred scanning channels, and
/// channel 14 of 2.4 GHz left out, which is for Japan and without OFDM.
fn common_channels(band: Band) -> impl Iterator<Item = Channel> {
	(0..=u8::MAX).filter_map(move |number| Channel::new(band, number)).filter(|channel| {
		match channel.band {
			Band::Ghz2 => channel.number <= 13,
			Band::Ghz5 => !has_radar(*channel) && channel.number <= 165,
			Band::Ghz6 => channel.number % 16 == 5,
		}
	})
}
