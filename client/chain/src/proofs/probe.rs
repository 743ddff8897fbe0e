//! A probe's proof of possession on its way to the carrier that bonds it.
//!
//! ```json
//! { "carrier": 0, "expires": 1200, "kind": "sr25519", "key": "0x…", "proof": "0x…", "genesis": "0x…" }
//! ```

use super::{common, Fields, ProofError, ProofTerms};
use crate::keys::{verify, Signer};
use cairn_primitives::{AnyKey, AnySignature, GenesisHash, ProbePossession};
use serde_json::{json, Value};

/// What a probe's key signed, with everything that the chain needs beside the carrier's account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignedProbePossession {
	/// What the probe signed.
	pub possession: ProbePossession,
	/// The probe's key.
	pub key: AnyKey,
	/// Its signature.
	pub proof: AnySignature,
	/// The chain for which it signed.
	pub genesis: GenesisHash,
}

impl SignedProbePossession {
	/// Signs with the probe's key.
	pub fn sign(probe: &Signer, possession: ProbePossession, genesis: GenesisHash) -> Self {
		let proof = probe.sign(&possession.signing_payload(&genesis));
		Self { possession, key: probe.key(), proof, genesis }
	}

	/// Writes the JSON object.
	pub fn to_json(&self) -> Value {
		let ProbePossession { carrier, expires } = self.possession;
		let mut object = common(expires, (&self.key, &self.proof), &self.genesis);
		object.insert("carrier".into(), json!(carrier));
		Value::Object(object)
	}

	/// Reads the JSON object.
	pub fn from_json(text: &str) -> Result<Self, ProofError> {
		let fields = Fields::read(text)?;
		let (key, proof) = fields.key_and_proof()?;
		Ok(Self {
			possession: ProbePossession {
				carrier: fields.number("carrier")?,
				expires: fields.number("expires")?,
			},
			key,
			proof,
			genesis: fields.genesis()?,
		})
	}

	/// Checks all that the chain will check, but for which keys are bonded already. The chain itself
	/// takes a probe's proof however far ahead it expires.
	pub fn check(&self, terms: &ProofTerms) -> Result<(), ProofError> {
		terms.check_open(self.genesis, self.possession.expires)?;
		let payload = self.possession.signing_payload(&self.genesis);
		verify(&self.key, &payload, &self.proof).map_err(ProofError::Signature)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::keys::VerifyError;
	use proptest::prelude::*;

	const GENESIS: GenesisHash = [0xcc; 32];
	const TERMS: ProofTerms = ProofTerms { genesis: GENESIS, now: 100, lifetime: 50 };

	fn signed(expires: u32) -> SignedProbePossession {
		let probe = Signer::from_seed(&[5; 32]).unwrap();
		SignedProbePossession::sign(&probe, ProbePossession { carrier: 2, expires }, GENESIS)
	}

	#[test]
	fn a_probes_proof_survives_its_journey_and_passes() {
		let signed = signed(120);
		let text = signed.to_json().to_string();
		assert!(text.contains(r#""carrier":2"#) && !text.contains("owner"), "{text}");
		let read = SignedProbePossession::from_json(&text).unwrap();
		assert_eq!((read, read.check(&TERMS)), (signed, Ok(())));
	}

	/// Somebody who got hold of the file gives the probe to a carrier of his own.
	#[test]
	fn another_carrier_or_expiry_breaks_the_signature() {
		for (name, value) in [("carrier", 3), ("expires", 121)] {
			let mut object = signed(120).to_json();
			object[name] = json!(value);
			let read = SignedProbePossession::from_json(&object.to_string()).unwrap();
			assert_eq!(read.check(&TERMS), Err(ProofError::Signature(VerifyError::Wrong)));
		}
	}

	#[test]
	fn proofs_of_other_chains_and_expired_ones_are_refused_but_not_long_lived_ones() {
		let other = ProofTerms { genesis: [1; 32], ..TERMS };
		assert_eq!(
			signed(120).check(&other),
			Err(ProofError::OtherChain { proof: GENESIS, chain: [1; 32] })
		);
		assert_eq!(signed(99).check(&TERMS), Err(ProofError::Expired { expires: 99, now: 100 }));
		assert_eq!(signed(u32::MAX).check(&TERMS), Ok(()));
	}

	#[test]
	fn a_missing_field_is_named() {
		for name in ["carrier", "expires", "kind", "key", "proof", "genesis"] {
			let mut object = signed(120).to_json();
			object.as_object_mut().unwrap().remove(name);
			match SignedProbePossession::from_json(&object.to_string()) {
				Err(ProofError::Field { name: named, .. }) => assert_eq!(named, name),
				other => panic!("{name}: {other:?}"),
			}
		}
	}

	proptest! {
		#[test]
		fn arbitrary_text_is_refused_without_panic(text in ".{0,200}") {
			prop_assert!(SignedProbePossession::from_json(&text).is_err());
		}
	}
}
