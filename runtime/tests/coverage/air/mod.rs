//! Routers' own daemons and simulated radios around the real chain: what is heard decides who earns.

mod chain;
mod cheats;
mod honest;

use crate::{
	people::Newcomer,
	radio::{router, CHANNEL},
	world::World,
};
use cairn_chain_client::keys::Signer;
use cairn_primitives::{
	coverage::{ChallengeSecret, Rssi, SignedWitnessReport, Window, WitnessReport},
	AnySignature, CellIndex, RouterIndex,
};
use cairn_router::{
	core::{
		coverage::{Coverage, CoverageSettings, CoverageStatus, Me},
		Moment,
	},
	edge::coverage::{turn, SharedCoverage},
	radio::{
		medium::{Medium, SimulatedRadio},
		Radio,
	},
};
use cairn_runtime::{BlockNumber, PROOF_BLOCKS, WINDOW};
use chain::Node;
use sp_io::hashing::blake2_256;
use sp_runtime::MultiSignature;
use std::{sync::Arc, time::Duration};

/// Blocks between two turns of a daemon, of six seconds each.
const STEP: BlockNumber = 5;
const PAUSE: Duration = Duration::from_secs(6 * STEP as u64);

/// A router with its daemon and its radio.
struct Station {
	name: String,
	index: RouterIndex,
	shared: SharedCoverage,
	radio: Box<dyn Radio>,
}

/// Routers on a street, and the chain.
pub struct Air {
	/// The chain, and a node of it.
	node: Node,
	stations: Vec<Station>,
	now: Moment,
	/// What is on the air lies here.
	_boards: tempfile::TempDir,
}

/// Where a place on the street is, so many metres east of Lausanne's cathedral.
fn position(metres: f64) -> (f64, f64) {
	const LATITUDE: f64 = 46.5226;
	const METRES_PER_DEGREE: f64 = 111_320.0;
	(LATITUDE, 6.6356 + metres / (METRES_PER_DEGREE * LATITUDE.to_radians().cos()))
}

fn cell_at((lat, lng): (f64, f64)) -> CellIndex {
	h3o::LatLng::new(lat, lng).expect("a place").to_cell(h3o::Resolution::Ten).into()
}

impl Air {
	/// Routers of different owners, vouched for and with traffic, each so many metres along the
	/// street, all on one channel, in the first window of the first period that is a full one for
	/// them. `medium` is the air's exponent and, by the routers' indices, who cheats on it.
	pub fn new(
		places: &[(&str, f64)],
		medium: impl FnOnce(&dyn Fn(&str) -> RouterIndex) -> String,
	) -> Self {
		let mut world = World::new();
		let newcomers: Vec<_> = places
			.iter()
			.map(|(name, metres)| Newcomer::honest(name, cell_at(position(*metres))))
			.collect();
		let indices = world.register(&newcomers);
		world.begin(&indices);

		let index = |name: &str| {
			let place = places.iter().position(|(other, _)| *other == name);
			indices[place.expect("one of the street")]
		};
		let mut text = format!("seed = 1\n{}\n", medium(&index));
		for (name, metres) in places {
			let (lat, lng) = position(*metres);
			text += &format!(
				"[[station]]\nname = \"{name}\"\nposition = [{lat}, {lng}]\n\
				 channels = [{{ ghz = 2, number = 6 }}]\n"
			);
		}
		let boards = tempfile::tempdir().expect("a directory");
		let medium = Medium::parse(&text, &boards.path().join("medium.toml")).expect("a medium");
		let medium = Arc::new(medium);
		let station = |((name, _), index): (&(&str, f64), &RouterIndex)| {
			let device = Signer::from_suri(&world.devices[index]).expect("a key");
			let settings = CoverageSettings { visit_every: PAUSE, search_every: PAUSE };
			let secret = blake2_256(name.as_bytes());
			let coverage = Coverage::new(Me::Router, settings, Box::new(device), secret, None);
			Station {
				name: (*name).into(),
				index: *index,
				shared: SharedCoverage::new(coverage),
				radio: Box::new(SimulatedRadio::new(medium.clone(), name).expect("a station")),
			}
		};
		let stations = places.iter().zip(&indices).map(station).collect();
		Self { node: Node::new(world), stations, now: Moment(1_000), _boards: boards }
	}

	fn station(&self, name: &str) -> &Station {
		self.stations.iter().find(|station| station.name == name).expect("it is on")
	}

	/// A router's index.
	pub fn index(&self, name: &str) -> RouterIndex {
		self.station(name).index
	}

	/// What a router's daemon says of itself.
	pub fn status(&self, name: &str) -> CoverageStatus {
		self.station(name).shared.coverage().status(self.now)
	}

	/// Switches a router off for good; says its index.
	pub fn switch_off(&mut self, name: &str) -> RouterIndex {
		let place = self.stations.iter().position(|station| station.name == name);
		self.stations.remove(place.expect("it is on")).index
	}

	/// One turn of everybody, some blocks later.
	fn turn(&mut self) {
		self.now = self.now.after(PAUSE);
		let (now, genesis) = {
			let mut world = self.node.world();
			let next = world.now() + STEP;
			world.to(next);
			(self.now, world.genesis)
		};
		for station in &mut self.stations {
			let identity = Some((genesis, Some(station.index)));
			turn(&station.shared, &self.node, station.radio.as_mut(), identity, true, || now);
		}
	}

	/// Lets the daemons do what they do for so many blocks.
	pub fn blocks(&mut self, blocks: BlockNumber) {
		let end = self.node.world().now() + blocks;
		while self.node.world().now() < end {
			self.turn();
		}
	}

	/// The same for half a window.
	pub fn half_a_window(&mut self) {
		self.blocks(WINDOW / 2);
	}

	/// Lets the daemons do what they do until this window and so many before it have ended and are
	/// proven by everybody who can. Says the windows' numbers.
	pub fn windows(&mut self, windows: Window) -> std::ops::Range<Window> {
		let first = self.node.world().window();
		let after = first + windows;
		self.node.end_after(after - 1);
		// Daemons spread their proofs over the first half of the time that there is.
		let end = after * WINDOW + PROOF_BLOCKS / 2 + WINDOW;
		let now = self.node.world().now();
		self.blocks(end - now);
		first..after
	}

	/// A report by a router's key, whatever its daemon would say.
	pub fn forge(
		&mut self,
		witness: RouterIndex,
		challenged: RouterIndex,
		commit: [u8; 32],
	) -> SignedWitnessReport {
		let mut world = self.node.world();
		let (window, rssi) = (world.window(), Rssi::Dbm(-70));
		let witness = router(witness);
		let report = WitnessReport { window, challenged, witness, rssi, channel: CHANNEL, commit };
		let MultiSignature::Sr25519(signature) = world.sign_report(report).signature else {
			unreachable!("devices here have sr25519 keys");
		};
		SignedWitnessReport { report, signature: AnySignature::Sr25519(signature.0) }
	}

	/// The secret that a router is broadcasting.
	pub fn secret(&self, name: &str) -> ChallengeSecret {
		use cairn_primitives::coverage::BeaconElement::Challenge;
		let elements = self.station(name).shared.coverage().beacon();
		let secret = elements.into_iter().find_map(|element| match element {
			Challenge { secret, .. } => Some(secret),
			_ => None,
		});
		secret.expect("it is challenged")
	}
}
