//! A window's seed, and what routers derive from it: whether they are challenged, and the secret
//! that only those in radio range can know.

use crate::RouterIndex;
use codec::Encode;

/// Number of a challenge window, from 0: window w begins at block w · (blocks per window).
pub type Window = u32;
/// What makes a window's challenges unpredictable before it begins.
pub type Seed = [u8; 32];
/// The output of a block's verifiable random function.
pub type VrfOutput = [u8; 32];
/// What a router hides in its beacons through a window (the design's s).
pub type ChallengeSecret = [u8; 32];
/// What a witness shows of a secret that it heard; worth nothing to another witness.
pub type Commit = [u8; 32];
/// 32 octets that only the device knows and that survive a restart. Not its signing key.
pub type DeviceSecret = [u8; 32];

/// Domain tag of a window's seed.
pub const SEED_DOMAIN: &[u8; 16] = b"cairn:windows:v1";
/// Domain tag of the hash that decides whether a router is challenged.
pub const DRAW_DOMAIN: &[u8; 16] = b"cairn:drawing:v1";
/// Domain tag of a challenged router's secret.
pub const SECRET_DOMAIN: &[u8; 16] = b"cairn:secrets:v1";
/// Domain tag of a witness's commit.
pub const COMMIT_DOMAIN: &[u8; 16] = b"cairn:commits:v1";

/// The seed of `window`: H(tag, window, the parent block's VRF output, the previous window's seed).
pub fn window_seed(
	window: Window,
	parent_vrf: &VrfOutput,
	previous: &Seed,
	blake2_256: impl FnOnce(&[u8]) -> [u8; 32],
) -> Seed {
	(SEED_DOMAIN, window, parent_vrf, previous).using_encoded(blake2_256)
}

/// What chance says about `router` in the window of `seed`: H(tag, seed, index).
///
/// `cairn-scoring` reads from it whether the router is challenged and when its proof is due.
pub fn draw_hash(
	seed: &Seed,
	router: RouterIndex,
	blake2_256: impl FnOnce(&[u8]) -> [u8; 32],
) -> [u8; 32] {
	(DRAW_DOMAIN, seed, router).using_encoded(blake2_256)
}

/// The secret that a challenged router broadcasts: H(tag, device secret, seed).
///
/// The same after a restart, so that a reboot in mid-window does not spoil reports already given.
pub fn challenge_secret(
	device: &DeviceSecret,
	seed: &Seed,
	blake2_256: impl FnOnce(&[u8]) -> [u8; 32],
) -> ChallengeSecret {
	(SECRET_DOMAIN, device, seed).using_encoded(blake2_256)
}

/// What a witness signs of a secret that it heard: H(tag, secret, witness).
///
/// It names the witness, so that a report read off the wire cannot be passed on as one's own.
pub fn commit(
	secret: &ChallengeSecret,
	witness: super::WitnessId,
	blake2_256: impl FnOnce(&[u8]) -> [u8; 32],
) -> Commit {
	(COMMIT_DOMAIN, secret, witness).using_encoded(blake2_256)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::coverage::WitnessId;
	use alloc::vec::Vec;
	use blake2::{digest::consts::U32, Blake2b, Digest};

	fn blake2_256(bytes: &[u8]) -> [u8; 32] {
		Blake2b::<U32>::digest(bytes).into()
	}

	/// Hands out the preimage instead of its hash.
	fn preimage(of: impl FnOnce(&mut dyn FnMut(&[u8]) -> [u8; 32]) -> [u8; 32]) -> Vec<u8> {
		let mut seen = Vec::new();
		of(&mut |bytes| {
			seen = bytes.to_vec();
			[0; 32]
		});
		seen
	}

	#[test]
	fn preimages_are_tag_and_fields_in_the_documented_order() {
		let seed = preimage(|h| window_seed(7, &[1; 32], &[2; 32], h));
		assert_eq!(seed[..20], *b"cairn:windows:v1\x07\0\0\0");
		assert_eq!((&seed[20..52], &seed[52..]), (&[1; 32][..], &[2; 32][..]));
		let draw = preimage(|h| draw_hash(&[3; 32], 0x0102_0304, h));
		assert_eq!(draw[..16], *b"cairn:drawing:v1");
		assert_eq!((&draw[16..48], &draw[48..]), (&[3; 32][..], &[4, 3, 2, 1][..]));
		let secret = preimage(|h| challenge_secret(&[5; 32], &[6; 32], h));
		assert_eq!(secret[..16], *b"cairn:secrets:v1");
		assert_eq!((&secret[16..48], &secret[48..]), (&[5; 32][..], &[6; 32][..]));
		let by = |witness| preimage(|h| commit(&[7; 32], witness, h));
		assert_eq!(by(WitnessId::Router(9))[..16], *b"cairn:commits:v1");
		assert_eq!(by(WitnessId::Router(9))[48..], [0, 9, 0, 0, 0]);
		assert_eq!(by(WitnessId::Probe(9))[48..], [1, 9, 0, 0, 0]);
	}

	#[test]
	fn hashes_equal_the_published_vectors() {
		let seed = window_seed(7, &[0x11; 32], &[0x22; 32], blake2_256);
		let draw = draw_hash(&seed, 3, blake2_256);
		let secret = challenge_secret(&[0x33; 32], &seed, blake2_256);
		let commit = commit(&secret, WitnessId::Router(5), blake2_256);
		assert_eq!(
			[seed, draw, secret, commit].map(hex),
			[
				"e6399cd2d7405eea53292cdf0f1f4cdf75518d3b5a7018de3de794f226e4e1c7",
				"5fdfbcb71d0900732a14e5b1fee9f56851e0303e92767803babbeb45903afe6a",
				"d8ba13f8027f31b78324090f17a2da92e2fc5858250851082296ea251bf20b54",
				"974baa96827a4f30c03d470e7f1021adeaf79b6978546d957869883c776f6bdc",
			]
		);
	}

	fn hex(bytes: [u8; 32]) -> alloc::string::String {
		bytes.iter().map(|byte| alloc::format!("{byte:02x}")).collect()
	}

	#[test]
	fn a_commit_is_another_for_every_witness_and_secret() {
		let of = |secret: u8, witness| commit(&[secret; 32], witness, blake2_256);
		let all = [
			of(1, WitnessId::Router(1)),
			of(1, WitnessId::Router(2)),
			of(1, WitnessId::Probe(1)),
			of(2, WitnessId::Router(1)),
		];
		for (i, a) in all.iter().enumerate() {
			assert!(all[..i].iter().all(|b| a != b));
		}
	}
}
