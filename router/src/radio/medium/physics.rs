//! How strongly a frame arrives. Floating point, since only tests depend on it.

use super::description::{Medium, Position, Station, Wall};
use blake2::{digest::consts::U32, Blake2b, Digest};
use cairn_primitives::coverage::Channel;
use h3o::LatLng;

/// Metres per second, by definition.
const LIGHT: f64 = 299_792_458.0;
/// Nearer than this, path loss is that of this distance: antennas have a size.
const NEAREST: f64 = 1.0;

/// Metres between two places over the globe.
pub fn metres(from: Position, to: Position) -> f64 {
	match (LatLng::new(from.lat, from.lng), LatLng::new(to.lat, to.lng)) {
		(Ok(from), Ok(to)) => from.distance_m(to),
		// Positions were checked when the medium was read.
		_ => f64::INFINITY,
	}
}

/// Log-distance path loss in dB: free space up to a metre, from there on with the medium's exponent.
pub fn path_loss(metres: f64, mhz: u16, exponent: f64) -> f64 {
	let wavelength = LIGHT / (f64::from(mhz) * 1e6);
	let first = 20.0 * (4.0 * std::f64::consts::PI * NEAREST / wavelength).log10();
	first + 10.0 * exponent * (metres.max(NEAREST) / NEAREST).log10()
}

/// Which side of the line from `a` to `b` a place is on, in a plane: walls are short.
fn side(a: Position, b: Position, place: Position) -> f64 {
	(b.lng - a.lng) * (place.lat - a.lat) - (b.lat - a.lat) * (place.lng - a.lng)
}

/// Whether the straight line between two places goes through a wall.
pub fn crosses(from: Position, to: Position, wall: &Wall) -> bool {
	side(from, to, wall.from) * side(from, to, wall.to) < 0.0
		&& side(wall.from, wall.to, from) * side(wall.from, wall.to, to) < 0.0
}

/// A draw from 0 to 1 that follows from the seed and what it is for.
pub fn uniform(seed: u64, about: &[&[u8]]) -> f64 {
	let mut hasher = Blake2b::<U32>::new().chain_update(seed.to_le_bytes());
	for part in about {
		hasher.update((part.len() as u64).to_le_bytes());
		hasher.update(part);
	}
	let digest: [u8; 32] = hasher.finalize().into();
	let [a, b, c, d, e, f, g, h, ..] = digest;
	// 53 bits are what a double holds exactly.
	(u64::from_le_bytes([a, b, c, d, e, f, g, h]) >> 11) as f64 / (1u64 << 53) as f64
}

/// A draw of a normal distribution with standard deviation 1 (Box and Muller).
pub fn normal(seed: u64, about: &[&[u8]]) -> f64 {
	let with = |which: &'static [u8]| {
		let mut parts = about.to_vec();
		parts.push(which);
		uniform(seed, &parts)
	};
	let radius = (-2.0 * (1.0 - with(b"radius")).ln()).sqrt();
	radius * (2.0 * std::f64::consts::PI * with(b"angle")).cos()
}

impl Medium {
	/// What arrives on average at one station of what another radiates, in dBm. The same both ways,
	/// but for their powers.
	pub fn mean_strength(&self, from: &Station, to: &Station, channel: Channel) -> f64 {
		let Some(mhz) = channel.centre_mhz() else { return f64::NEG_INFINITY };
		let loss = path_loss(metres(from.position, to.position), mhz, self.exponent);
		let walls: f64 = self
			.walls
			.iter()
			.filter(|wall| crosses(from.position, to.position, wall))
			.map(|wall| wall.loss)
			.sum();
		let (a, b) = (from.name.as_bytes(), to.name.as_bytes());
		let shadow = self.shadowing * normal(self.seed, &[b"shadow", a.min(b), a.max(b)]);
		from.power - loss - walls - shadow
	}

	/// The strength at which one frame arrives, in whole dBm; `None` if it is not understood.
	/// `frame` numbers the frames of this pair of stations.
	pub fn receive(
		&self,
		from: &Station,
		to: &Station,
		channel: Channel,
		frame: u64,
	) -> Option<i8> {
		let about: [&[u8]; 4] =
			[b"frame", from.name.as_bytes(), to.name.as_bytes(), &frame.to_le_bytes()];
		let dbm = self.mean_strength(from, to, channel) + self.fading * normal(self.seed, &about);
		if dbm < self.sensitivity || uniform(self.seed, &about) < self.frame_loss {
			return None;
		}
		// Casts of floats saturate; what is that strong is beyond every receiver anyway.
		Some(dbm.round() as i8)
	}
}
