use super::*;
use crate::keys::Signer;
use cairn_primitives::{KeyPossession, Registration};
use proptest::prelude::*;
use serde_json::{json, Value};

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
