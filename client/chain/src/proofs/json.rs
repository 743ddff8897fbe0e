//! The JSON of proofs, field by field.

use super::ProofError;
use crate::ss58;
use cairn_primitives::{
	AccountBytes, AnyKey, AnySignature, BlockNumber, CellIndex, GenesisHash, SponsorIndex,
};
use serde_json::{json, Map, Value};

/// The fields that every proof has.
pub(super) fn common(
	expires: BlockNumber,
	(key, proof): (&AnyKey, &AnySignature),
	genesis: &GenesisHash,
) -> Map<String, Value> {
	let hex = |bytes: &[u8]| json!(format!("0x{}", hex::encode(bytes)));
	let (kind, key) = key_parts(key);
	let mut object = Map::new();
	object.insert("expires".into(), json!(expires));
	object.insert("kind".into(), json!(kind));
	object.insert("key".into(), hex(key));
	object.insert("proof".into(), hex(signature_bytes(proof)));
	object.insert("genesis".into(), hex(genesis));
	object
}

/// A key's kind in words and its bytes.
pub fn key_parts(key: &AnyKey) -> (&'static str, &[u8]) {
	match key {
		AnyKey::Ed25519(key) => ("ed25519", key),
		AnyKey::Sr25519(key) => ("sr25519", key),
		AnyKey::Ecdsa(key) => ("ecdsa", key),
		AnyKey::Eth(key) => ("eth", key),
	}
}

/// The key of a kind in words; `None` for an unknown kind or a wrong length.
pub fn key_from_parts(kind: &str, key: &[u8]) -> Option<AnyKey> {
	Some(match kind {
		"ed25519" => AnyKey::Ed25519(key.try_into().ok()?),
		"sr25519" => AnyKey::Sr25519(key.try_into().ok()?),
		"ecdsa" => AnyKey::Ecdsa(key.try_into().ok()?),
		"eth" => AnyKey::Eth(key.try_into().ok()?),
		_ => return None,
	})
}

fn signature_bytes(signature: &AnySignature) -> &[u8] {
	match signature {
		AnySignature::Ed25519(bytes) | AnySignature::Sr25519(bytes) => bytes,
		AnySignature::Ecdsa(bytes) | AnySignature::Eth(bytes) => bytes,
	}
}

fn signature_from_parts(kind: &str, bytes: &[u8]) -> Option<AnySignature> {
	Some(match kind {
		"ed25519" => AnySignature::Ed25519(bytes.try_into().ok()?),
		"sr25519" => AnySignature::Sr25519(bytes.try_into().ok()?),
		"ecdsa" => AnySignature::Ecdsa(bytes.try_into().ok()?),
		"eth" => AnySignature::Eth(bytes.try_into().ok()?),
		_ => return None,
	})
}

/// A JSON object whose fields are read by name.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
	pub(super) fn read(text: &str) -> Result<Self, ProofError> {
		match serde_json::from_str(text) {
			Ok(Value::Object(object)) => Ok(Self(object)),
			Ok(_) => Err(ProofError::NotJson("something else stands there".into())),
			Err(error) => Err(ProofError::NotJson(error.to_string())),
		}
	}

	fn text(&self, name: &'static str, expected: &'static str) -> Result<&str, ProofError> {
		self.0.get(name).and_then(Value::as_str).ok_or(ProofError::Field { name, expected })
	}

	fn hex(&self, name: &'static str, expected: &'static str) -> Result<Vec<u8>, ProofError> {
		let text = self.text(name, expected)?;
		hex::decode(text.strip_prefix("0x").unwrap_or(text))
			.map_err(|_| ProofError::Field { name, expected })
	}

	pub(super) fn genesis(&self) -> Result<GenesisHash, ProofError> {
		let (name, expected) = ("genesis", "0x and 64 hex digits");
		GenesisHash::try_from(self.hex(name, expected)?)
			.map_err(|_| ProofError::Field { name, expected })
	}

	pub(super) fn number(&self, name: &'static str) -> Result<u32, ProofError> {
		self.0
			.get(name)
			.and_then(Value::as_u64)
			.and_then(|number| u32::try_from(number).ok())
			.ok_or(ProofError::Field { name, expected: "a whole number of at most 32 bits" })
	}

	pub(super) fn sponsor(&self, name: &'static str) -> Result<Option<SponsorIndex>, ProofError> {
		match self.0.get(name) {
			None | Some(Value::Null) => Ok(None),
			Some(_) => self.number(name).map(Some),
		}
	}

	pub(super) fn account(&self, name: &'static str) -> Result<AccountBytes, ProofError> {
		let expected = "an account's address";
		ss58::decode(self.text(name, expected)?).map_err(|_| ProofError::Field { name, expected })
	}

	pub(super) fn cell(&self, name: &'static str) -> Result<CellIndex, ProofError> {
		let expected = "an H3 cell in hex";
		let text = self.text(name, expected)?;
		CellIndex::from_str_radix(text.strip_prefix("0x").unwrap_or(text), 16)
			.map_err(|_| ProofError::Field { name, expected })
	}

	pub(super) fn key_and_proof(&self) -> Result<(AnyKey, AnySignature), ProofError> {
		let expected = "sr25519, ed25519, ecdsa or eth";
		let kind = self.text("kind", expected)?;
		if !["sr25519", "ed25519", "ecdsa", "eth"].contains(&kind) {
			return Err(ProofError::Field { name: "kind", expected });
		}
		let expected = "0x and the key in hex, 32 octets or 33 for ecdsa and eth";
		let key = key_from_parts(kind, &self.hex("key", expected)?)
			.ok_or(ProofError::Field { name: "key", expected })?;
		let expected = "0x and the signature in hex, 64 octets or 65 for ecdsa and eth";
		let proof = signature_from_parts(kind, &self.hex("proof", expected)?)
			.ok_or(ProofError::Field { name: "proof", expected })?;
		Ok((key, proof))
	}
}
