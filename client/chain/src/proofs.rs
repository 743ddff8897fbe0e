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

mod probe;

pub use probe::SignedProbePossession;

use crate::{
	keys::{verify, Signer, VerifyError},
	ss58,
};
use cairn_primitives::{
	AccountBytes, AnyKey, AnySignature, BlockNumber, CellIndex, GenesisHash, KeyPossession,
	Registration, RouterIndex, SponsorIndex,
};
use serde_json::{json, Map, Value};
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

fn common(
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

struct Fields(Map<String, Value>);

impl Fields {
	fn read(text: &str) -> Result<Self, ProofError> {
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

	fn genesis(&self) -> Result<GenesisHash, ProofError> {
		let (name, expected) = ("genesis", "0x and 64 hex digits");
		GenesisHash::try_from(self.hex(name, expected)?)
			.map_err(|_| ProofError::Field { name, expected })
	}

	fn number(&self, name: &'static str) -> Result<u32, ProofError> {
		self.0
			.get(name)
			.and_then(Value::as_u64)
			.and_then(|number| u32::try_from(number).ok())
			.ok_or(ProofError::Field { name, expected: "a whole number of at most 32 bits" })
	}

	fn sponsor(&self, name: &'static str) -> Result<Option<SponsorIndex>, ProofError> {
		match self.0.get(name) {
			None | Some(Value::Null) => Ok(None),
			Some(_) => self.number(name).map(Some),
		}
	}

	fn account(&self, name: &'static str) -> Result<AccountBytes, ProofError> {
		let expected = "an account's address";
		ss58::decode(self.text(name, expected)?).map_err(|_| ProofError::Field { name, expected })
	}

	fn cell(&self, name: &'static str) -> Result<CellIndex, ProofError> {
		let expected = "an H3 cell in hex";
		let text = self.text(name, expected)?;
		CellIndex::from_str_radix(text.strip_prefix("0x").unwrap_or(text), 16)
			.map_err(|_| ProofError::Field { name, expected })
	}

	fn key_and_proof(&self) -> Result<(AnyKey, AnySignature), ProofError> {
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

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const GENESIS: GenesisHash = [0xcc; 32];
	const TERMS: ProofTerms = ProofTerms { genesis: GENESIS, now: 100, lifetime: 50 };

	fn device() -> Signer {
		Signer::from_seed(&[5; 32]).unwrap()
	}

	fn signed(expires: BlockNumber) -> SignedRegistration {
		let registration =
			Registration { owner: [1; 32], cell: 0x08a1_fb46_622d_ffff, expires, sponsor: Some(3) };
		SignedRegistration::sign(&device(), registration, GENESIS)
	}

	#[test]
	fn a_registration_survives_its_journey_and_passes() {
		let signed = signed(120);
		let text = signed.to_json().to_string();
		assert!(text.contains(r#""cell":"8a1fb46622dffff""#), "{text}");
		assert!(text.contains(r#""kind":"sr25519""#), "{text}");
		assert!(text.contains(r#""sponsor":3"#), "{text}");
		let read = SignedRegistration::from_json(&text).unwrap();
		assert_eq!(read, signed);
		assert_eq!(read.check(&TERMS), Ok(()));
	}

	#[test]
	fn a_registration_that_asks_nobody_says_null_or_nothing() {
		let registration = Registration { sponsor: None, ..signed(120).registration };
		let signed = SignedRegistration::sign(&device(), registration, GENESIS);
		let mut object = signed.to_json();
		assert_eq!(object["sponsor"], Value::Null);
		assert_eq!(SignedRegistration::from_json(&object.to_string()), Ok(signed));
		object.as_object_mut().unwrap().remove("sponsor");
		let read = SignedRegistration::from_json(&object.to_string()).unwrap();
		assert_eq!((read, read.check(&TERMS)), (signed, Ok(())));
	}

	/// Whoever passes a registration on names a sponsor of his own, or strikes out the owner's.
	#[test]
	fn another_sponsor_or_none_breaks_the_signature() {
		for sponsor in [json!(4), Value::Null] {
			let mut object = signed(120).to_json();
			object["sponsor"] = sponsor;
			let read = SignedRegistration::from_json(&object.to_string()).unwrap();
			assert_eq!(read.check(&TERMS), Err(ProofError::Signature(VerifyError::Wrong)));
		}
	}

	#[test]
	fn a_key_possession_survives_its_journey_and_passes() {
		let possession = KeyPossession { router: 7, owner: [1; 32], expires: 150 };
		let signed = SignedKeyPossession::sign(&device(), possession, GENESIS);
		let read = SignedKeyPossession::from_json(&signed.to_json().to_string()).unwrap();
		assert_eq!(read, signed);
		assert_eq!(read.check(&TERMS), Ok(()));
		let moved =
			SignedKeyPossession { possession: KeyPossession { router: 8, ..possession }, ..signed };
		assert_eq!(moved.check(&TERMS), Err(ProofError::Signature(VerifyError::Wrong)));
	}

	#[test]
	fn proofs_for_another_chain_expired_or_too_far_ahead_are_refused() {
		let other = ProofTerms { genesis: [1; 32], ..TERMS };
		assert_eq!(
			signed(120).check(&other),
			Err(ProofError::OtherChain { proof: GENESIS, chain: [1; 32] })
		);
		assert_eq!(signed(99).check(&TERMS), Err(ProofError::Expired { expires: 99, now: 100 }));
		assert_eq!(signed(100).check(&TERMS), Ok(()));
		assert_eq!(signed(150).check(&TERMS), Ok(()));
		assert_eq!(
			signed(151).check(&TERMS),
			Err(ProofError::TooFarAhead { expires: 151, latest: 150 })
		);
	}

	#[test]
	fn a_changed_owner_cell_or_expiry_breaks_the_signature() {
		let good = signed(120);
		for changed in [
			Registration { owner: [2; 32], ..good.registration },
			Registration { cell: 1, ..good.registration },
			Registration { expires: 121, ..good.registration },
		] {
			let forged = SignedRegistration { registration: changed, ..good };
			assert_eq!(forged.check(&TERMS), Err(ProofError::Signature(VerifyError::Wrong)));
		}
	}

	#[test]
	fn each_bad_field_is_named() {
		let good = signed(120).to_json();
		for (name, bad) in [
			("owner", json!("5Grwva")),
			("cell", json!("nowhere")),
			("expires", json!(-1)),
			("expires", json!(1u64 << 32)),
			("sponsor", json!("3")),
			("sponsor", json!(-1)),
			("sponsor", json!(1u64 << 32)),
			("kind", json!("rsa")),
			("key", json!("0x00")),
			("proof", json!("0x00")),
			("genesis", json!("0x00")),
			("genesis", Value::Null),
		] {
			let mut object = good.clone();
			object[name] = bad;
			match SignedRegistration::from_json(&object.to_string()) {
				Err(ProofError::Field { name: named, .. }) => assert_eq!(named, name),
				other => panic!("{name}: {other:?}"),
			}
			if name == "sponsor" {
				continue; // may be missing, but the signature does not fit then
			}
			let mut object = good.clone();
			object.as_object_mut().unwrap().remove(name);
			assert!(SignedRegistration::from_json(&object.to_string()).is_err(), "{name}");
		}
		assert!(matches!(SignedRegistration::from_json("[]"), Err(ProofError::NotJson(_))));
		assert!(matches!(SignedRegistration::from_json("{"), Err(ProofError::NotJson(_))));
	}

	proptest! {
		#[test]
		fn arbitrary_text_is_refused_without_panic(text in ".{0,200}") {
			prop_assert!(SignedRegistration::from_json(&text).is_err());
			prop_assert!(SignedKeyPossession::from_json(&text).is_err());
		}
	}
}
