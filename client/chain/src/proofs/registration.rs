//! A device's registration on its way from the device to who registers it.

use super::{common, Fields, ProofError, ProofTerms};
use crate::{
	keys::{verify, Signer},
	ss58,
};
use cairn_primitives::{AnyKey, AnySignature, GenesisHash, Registration};
use serde_json::{json, Value};

/// A device's registration with everything that the chain needs beside the payer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignedRegistration {
	/// What the device signed.
	pub registration: Registration,
	/// The device key.
	pub key: AnyKey,
	/// Its signature.
	pub proof: AnySignature,
	/// The chain for which it signed.
	pub genesis: GenesisHash,
}

impl SignedRegistration {
	/// Signs a registration with the device key.
	pub fn sign(device: &Signer, registration: Registration, genesis: GenesisHash) -> Self {
		let proof = device.sign(&registration.signing_payload(&genesis));
		Self { registration, key: device.key(), proof, genesis }
	}

	/// Writes the JSON object.
	pub fn to_json(&self) -> Value {
		let Registration { owner, cell, expires, sponsor } = self.registration;
		let mut object = common(expires, (&self.key, &self.proof), &self.genesis);
		object.insert("owner".into(), json!(ss58::encode(&owner)));
		object.insert("cell".into(), json!(format!("{cell:x}")));
		object.insert("sponsor".into(), json!(sponsor));
		Value::Object(object)
	}

	/// Reads the JSON object.
	pub fn from_json(text: &str) -> Result<Self, ProofError> {
		let fields = Fields::read(text)?;
		let (key, proof) = fields.key_and_proof()?;
		Ok(Self {
			registration: Registration {
				owner: fields.account("owner")?,
				cell: fields.cell("cell")?,
				expires: fields.number("expires")?,
				sponsor: fields.sponsor("sponsor")?,
			},
			key,
			proof,
			genesis: fields.genesis()?,
		})
	}

	/// Checks all that the chain will check, but for what is registered or used already.
	pub fn check(&self, terms: &ProofTerms) -> Result<(), ProofError> {
		terms.check(self.genesis, self.registration.expires)?;
		let payload = self.registration.signing_payload(&self.genesis);
		verify(&self.key, &payload, &self.proof).map_err(ProofError::Signature)
	}
}
