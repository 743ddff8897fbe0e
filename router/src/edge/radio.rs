//! The coverage thread with its radio, and what it shows.

use super::{
	chain::{ChainAccess, Client},
	coverage::{turn, SharedCoverage},
	daemon::{RunError, Shared},
	lock::lock,
};
use crate::{
	config::{Config, RadioConfig},
	core::coverage::{channel_name, Coverage, CoverageChain, CoverageStatus, Kept},
	core::Moment,
	keyfile::{device_secret, DeviceKey},
	radio::{
		hostapd::{nl80211::Nl80211, HostapdRadio},
		medium::{Medium, SimulatedRadio},
		Bss, CannotScan, Listener, Radio, RadioError,
	},
	store::slate,
};
use cairn_primitives::coverage::{BeaconElement, Channel};
use serde::Serialize;
use std::{
	path::PathBuf,
	sync::{Arc, Mutex},
	thread,
	time::{Duration, Instant},
};

/// Time between two turns: beacons heard meanwhile wait in the kernel.
const TURN: Duration = Duration::from_secs(2);

/// The radio, which the daemon's end may take away from the thread between any two calls.
#[derive(Clone)]
struct Shutter(Arc<Mutex<Option<Box<dyn Radio>>>>);

impl Shutter {
	fn with<T>(&self, otherwise: T, call: impl FnOnce(&mut dyn Radio) -> T) -> T {
		let mut radio = lock(&self.0);
		match radio.as_deref_mut() {
			Some(radio) => call(radio),
			None => otherwise,
		}
	}

	/// Takes this router's elements out of the beacons, and the radio away.
	fn close(&self) {
		let mut radio = lock(&self.0);
		if let Some(Err(error)) = radio.take().map(|mut radio| radio.set_elements(&[])) {
			log::warn!("beacons not restored: {error}");
		}
	}
}

impl Radio for Shutter {
	fn look(&mut self) -> Vec<Bss> {
		self.with(Vec::new(), |radio| radio.look())
	}

	fn set_elements(&mut self, elements: &[BeaconElement]) -> Result<(), RadioError> {
		self.with(Ok(()), |radio| radio.set_elements(elements))
	}

	fn overheard(&mut self) -> Result<Listener, CannotScan> {
		self.with(Ok(Listener::new()), |radio| radio.overheard())
	}

	fn visit(&mut self, channel: Channel) -> Result<Listener, CannotScan> {
		self.with(Err(CannotScan::SwitchedOff), |radio| radio.visit(channel))
	}

	fn channels(&self) -> Vec<Channel> {
		self.with(Vec::new(), |radio| radio.channels())
	}
}

/// Coverage as the daemon holds it.
pub(super) struct CoverageEdge {
	shared: Arc<SharedCoverage>,
	shutter: Shutter,
	kept_at: PathBuf,
	kind: &'static str,
	/// Where coverage asks at the moment.
	node: Mutex<Option<String>>,
}

/// One BSS, for the operator.
#[derive(Serialize)]
struct BssStatus {
	name: String,
	channel: Option<String>,
	trouble: Option<&'static str>,
	detail: Option<String>,
}

/// The radio, for the operator.
#[derive(Serialize)]
pub(super) struct RadioStatus {
	kind: &'static str,
	/// `ok`, or why the elements are not in the beacons.
	beacons: String,
	/// `ok`, or why nothing is heard on the radio's own channels.
	own_channels: &'static str,
	bss: Vec<BssStatus>,
	/// The node or gateway that coverage asks.
	node: Option<String>,
	/// Why the chain or the node did not answer.
	trouble: Option<String>,
}

impl BssStatus {
	fn new(bss: &Bss) -> Self {
		Self {
			name: bss.name.clone(),
			channel: bss.channel.map(channel_name),
			trouble: bss.trouble.as_ref().map(RadioError::name),
			detail: bss.trouble.as_ref().map(ToString::to_string),
		}
	}
}

fn open_radio(config: &RadioConfig) -> Result<Option<Box<dyn Radio>>, RunError> {
	Ok(match config {
		RadioConfig::None => None,
		RadioConfig::Hostapd(bsses) => {
			let radio = HostapdRadio::new(bsses.clone(), Box::<Nl80211>::default());
			Some(Box::new(radio))
		}
		RadioConfig::Simulated { medium, station } => {
			let medium = Medium::load(medium).map_err(RunError::Medium)?;
			let radio = SimulatedRadio::new(Arc::new(medium), station);
			Some(Box::new(radio.ok_or_else(|| RunError::Station(station.clone()))?))
		}
	})
}

impl CoverageEdge {
	/// Opens the radio, if there is one, and reads what coverage remembers.
	pub(super) fn open(config: &Config) -> Result<Option<Self>, RunError> {
		let Some(radio) = open_radio(&config.radio)? else { return Ok(None) };
		let key = DeviceKey::load(&config.key_file).map_err(RunError::Key)?;
		let secret = device_secret(&config.key_file).map_err(RunError::Key)?;
		let kept_at = config.journal_dir.join("coverage");
		let kept: Option<Kept> = slate::read(&kept_at).map_err(RunError::Store)?;
		let coverage = Coverage::new(config.me, config.coverage, Box::new(key), secret, kept);
		Ok(Some(Self {
			shared: Arc::new(SharedCoverage::new(coverage)),
			shutter: Shutter(Arc::new(Mutex::new(Some(radio)))),
			kept_at,
			kind: config.radio.name(),
			node: Mutex::default(),
		}))
	}

	/// Takes turns until the process ends.
	pub(super) fn run(&self, shared: &Shared, chain: &Client, poll_every: Duration) {
		let mut radio = self.shutter.clone();
		let (mut looked, mut written) = (None::<Instant>, None);
		loop {
			let begun = Instant::now();
			let identity = {
				let inner = shared.lock();
				inner.machine.chain().map(|chain| (chain.genesis, inner.machine.index()))
			};
			let look = looked.is_none_or(|at| at.elapsed() >= poll_every);
			if look {
				looked = Some(begun);
			}
			let asked: &dyn CoverageChain = chain;
			turn(&self.shared, asked, &mut radio, identity, look, || shared.now());
			*lock(&self.node) = chain.endpoint();
			self.keep(&mut written);
			let pause = TURN.min(poll_every).saturating_sub(begun.elapsed());
			thread::sleep(pause.max(Duration::from_millis(100)));
		}
	}

	/// Writes what must survive a restart, if it has changed.
	fn keep(&self, written: &mut Option<u64>) {
		let (revision, kept) = {
			let coverage = self.shared.coverage();
			(coverage.revision(), coverage.kept())
		};
		if *written == Some(revision) {
			return;
		}
		match slate::write(&self.kept_at, &kept) {
			Ok(()) => *written = Some(revision),
			// Tried again with the next turn; the log says it once per change.
			Err(error) => log::debug!("{error}; a restart would forget this window"),
		}
	}

	/// Restores the beacons.
	pub(super) fn stop(&self) {
		self.shutter.close();
	}

	/// The radio as it stands.
	pub(super) fn radio_status(&self) -> RadioStatus {
		let last = self.shared.last_turn();
		RadioStatus {
			kind: self.kind,
			beacons: last.beacon.map_or_else(|| "ok".into(), |error| error.name().to_string()),
			own_channels: last.co_channel.map_or("ok", CannotScan::name),
			bss: last.bsses.iter().map(BssStatus::new).collect(),
			node: lock(&self.node).clone(),
			trouble: last.trouble,
		}
	}

	/// Coverage as it stands.
	pub(super) fn coverage_status(&self, now: Moment) -> CoverageStatus {
		self.shared.coverage().status(now)
	}
}
