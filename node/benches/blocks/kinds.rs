//! What verifying signatures of the other kinds takes that devices may have: weights are measured with
//! sr25519.

use crate::signatures::time;
use sp_core::{ecdsa, ed25519};

/// Microseconds for one ed25519 signature.
pub fn ed25519() -> f64 {
	time::<ed25519::Pair>(|signature, payload, key| {
		sp_io::crypto::ed25519_verify(signature, payload, key)
	})
}

/// Microseconds for one of ECDSA, which Ethereum's keys take too: the key is recovered from it.
pub fn ecdsa() -> f64 {
	time::<ecdsa::Pair>(|signature, payload, key| {
		let hash = sp_io::hashing::blake2_256(payload);
		let recovered = sp_io::crypto::secp256k1_ecdsa_recover_compressed(&signature.0, &hash);
		recovered.is_ok_and(|recovered| recovered == key.0)
	})
}
