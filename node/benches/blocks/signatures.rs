//! The yardstick: how long this machine takes to verify one sr25519 signature.

use sp_core::{sr25519, Pair};
use std::time::Instant;

/// Octets of what is signed: about a receipt's payload.
const PAYLOAD: usize = 80;
/// Different keys, so that nothing of one verification helps the next.
const KEYS: u32 = 1_000;

/// Microseconds for one sr25519 verification, natively and one at a time, through the host function
/// that the runtime calls.
pub fn verification() -> f64 {
	time::<sr25519::Pair>(|signature, payload, key| {
		sp_io::crypto::sr25519_verify(signature, payload, key)
	})
}

/// Microseconds for one verification of a kind.
pub fn time<P: Pair>(verify: impl Fn(&P::Signature, &[u8], &P::Public) -> bool) -> f64
where
	P::Seed: From<[u8; 32]>,
{
	let signed: Vec<_> = (0..KEYS)
		.map(|number| {
			let mut seed = [b'v'; 32];
			seed[..4].copy_from_slice(&number.to_le_bytes());
			let pair = P::from_seed(&seed.into());
			let payload = [number as u8; PAYLOAD];
			(pair.sign(&payload), payload, pair.public())
		})
		.collect();
	let start = Instant::now();
	for (signature, payload, key) in &signed {
		assert!(verify(signature, payload, key));
	}
	start.elapsed().as_secs_f64() * 1e6 / f64::from(KEYS)
}
