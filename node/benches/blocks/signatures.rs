//! The yardstick: how long this machine takes to verify one sr25519 signature.

use sp_core::{sr25519, Pair};
use std::time::Instant;

/// Octets of what is signed: about a receipt's payload.
const PAYLOAD: usize = 80;
/// Different keys, so that nothing of one verification helps the next.
const KEYS: u32 = 1_000;

/// Microseconds for one verification, natively and one at a time, through the host function that
/// the runtime calls.
pub fn verification() -> f64 {
	let signed: Vec<_> = (0..KEYS)
		.map(|number| {
			let mut seed = [b'v'; 32];
			seed[..4].copy_from_slice(&number.to_le_bytes());
			let pair = sr25519::Pair::from_seed(&seed);
			let payload = [number as u8; PAYLOAD];
			(pair.sign(&payload), payload, pair.public())
		})
		.collect();
	let start = Instant::now();
	for (signature, payload, key) in &signed {
		assert!(sp_io::crypto::sr25519_verify(signature, payload, key));
	}
	start.elapsed().as_secs_f64() * 1e6 / f64::from(KEYS)
}
