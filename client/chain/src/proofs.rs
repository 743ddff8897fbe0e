//! Proofs of possession on their way from a device to whoever registers it: JSON that a person can
//! carry in a file.
//!
//! ```json
//! {
//!   "owner": "5Grwva…", "cell": "8a1fb46622dffff", "expires": 1200, "sponsor": 0,
//!   "kind": "sr25519", "key": "0x…", "proof": "0x…", "genesis": "0x…"
//! }
//! ```
//!
//! `"sponsor"` is whom the owner asks to vouch; it is `null` or missing where that is nobody. The
//! proof of a new key for a registered router names `"router": 7` in place of cell and sponsor, a
//! probe's `"carrier": 0` in place of owner, cell and sponsor.

mod json;
mod possession;
mod probe;
mod registration;
#[cfg(test)]
mod tests;

pub use json::{key_from_parts, key_parts};
pub use possession::SignedKeyPossession;
pub use probe::SignedProbePossession;
pub use registration::SignedRegistration;

use crate::keys::VerifyError;
use cairn_primitives::{BlockNumber, GenesisHash};
use json::{common, Fields};
use std::fmt;

/// Why a proof cannot be read or will not be accepted by the chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProofError {
	/// Not JSON, or no object.
	NotJson(String),
	/// The field is missing or has another form.
	Field {
		/// Its name.
		name: &'static str,
		/// What should stand there.
		expected: &'static str,
	},
	/// Made for another chain.
	OtherChain {
		/// The proof's genesis hash.
		proof: GenesisHash,
		/// The chain's.
		chain: GenesisHash,
	},
	/// No longer good.
	Expired {
		/// The last block in which it was good.
		expires: BlockNumber,
		/// The block now.
		now: BlockNumber,
	},
	/// Good for longer than the chain remembers used proofs.
	TooFarAhead {
		/// The last block in which it would be good.
		expires: BlockNumber,
		/// The latest block that the chain would take.
		latest: BlockNumber,
	},
	/// The signature does not fit.
	Signature(VerifyError),
}

impl fmt::Display for ProofError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NotJson(reason) => write!(f, "no JSON object: {reason}"),
			Self::Field { name, expected } => write!(f, "field `{name}` must be {expected}"),
			Self::OtherChain { proof, chain } => write!(
				f,
				"made for another chain (genesis 0x{}, here 0x{})",
				hex::encode(proof),
				hex::encode(chain)
			),
			Self::Expired { expires, now } => {
				write!(f, "expired in block {expires}, and it is block {now}")
			}
			Self::TooFarAhead { expires, latest } => write!(
				f,
				"expires in block {expires}, later than the chain takes now (block {latest})"
			),
			Self::Signature(error) => write!(f, "its signature does not fit: {error}"),
		}
	}
}

impl std::error::Error for ProofError {}

/// The state of the chain against which a proof is checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProofTerms {
	/// The chain.
	pub genesis: GenesisHash,
	/// The block now.
	pub now: BlockNumber,
	/// The furthest ahead that a proof may expire, in blocks.
	pub lifetime: BlockNumber,
}

impl ProofTerms {
	/// For proofs that may be good for as long as who signs them likes.
	fn check_open(&self, genesis: GenesisHash, expires: BlockNumber) -> Result<(), ProofError> {
		if genesis != self.genesis {
			return Err(ProofError::OtherChain { proof: genesis, chain: self.genesis });
		}
		if expires < self.now {
			return Err(ProofError::Expired { expires, now: self.now });
		}
		Ok(())
	}

	fn check(&self, genesis: GenesisHash, expires: BlockNumber) -> Result<(), ProofError> {
		self.check_open(genesis, expires)?;
		let latest = self.now.saturating_add(self.lifetime);
		if expires > latest {
			return Err(ProofError::TooFarAhead { expires, latest });
		}
		Ok(())
	}
}
