//! A new device key's proof of possession on its way to the owner of a registered router.

use super::{common, Fields, ProofError, ProofTerms};
use crate::{
	keys::{verify, Signer},
	ss58,
};
use cairn_primitives::{AnyKey, AnySignature, GenesisHash, KeyPossession, RouterIndex};
use serde_json::{json, Value};

/// A new device key's proof for a registered router.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignedKeyPossession {
	/// What the device signed.
	pub possession: KeyPossession,
	/// The new device key.
	pub key: AnyKey,
	/// Its signature.
	pub proof: AnySignature,
	/// The chain for which it signed.
	pub genesis: GenesisHash,
}

impl SignedKeyPossession {
	/// Signs with the new device key.
	pub fn sign(device: &Signer, possession: KeyPossession, genesis: GenesisHash) -> Self {
		let proof = device.sign(&possession.signing_payload(&genesis));
		Self { possession, key: device.key(), proof, genesis }
	}

	/// Writes the JSON object.
	pub fn to_json(&self) -> Value {
		let KeyPossession { router, owner, expires } = self.possession;
		let mut object = common(expires, (&self.key, &self.proof), &self.genesis);
		object.insert("owner".into(), json!(ss58::encode(&owner)));
		object.insert("router".into(), json!(router));
		Value::Object(object)
	}

	/// Reads the JSON object.
	pub fn from_json(text: &str) -> Result<Self, ProofError> {
		let fields = Fields::read(text)?;
		let (key, proof) = fields.key_and_proof()?;
		let router: RouterIndex = fields.number("router")?;
		Ok(Self {
			possession: KeyPossession {
				router,
				owner: fields.account("owner")?,
				expires: fields.number("expires")?,
			},
			key,
			proof,
			genesis: fields.genesis()?,
		})
	}

	/// Checks all that the chain will check, but for what is registered or used already.
	pub fn check(&self, terms: &ProofTerms) -> Result<(), ProofError> {
		terms.check(self.genesis, self.possession.expires)?;
		let payload = self.possession.signing_payload(&self.genesis);
		verify(&self.key, &payload, &self.proof).map_err(ProofError::Signature)
	}
}
