//! Signs witness reports for tests: reads lines of genesis hash, window, challenged router, witness,
//! the witness's seed (hashes and seeds in hex), writes each signed report in hex.
//!
//! The commit is made up: only the challenged router could tell.

use cairn_primitives::{
	coverage::{Band, Channel, Rssi, SignedWitnessReport, WitnessId, WitnessReport},
	AnySignature,
};
use codec::Encode;
use sp_core::{bytes, sr25519, Blake2Hasher, Hasher, Pair};
use std::{error::Error, io::BufRead};

fn array(hex: &str) -> Result<[u8; 32], Box<dyn Error>> {
	let octets = bytes::from_hex(&format!("0x{}", hex.trim_start_matches("0x")))?;
	octets.try_into().map_err(|_| "a hash or seed has 32 octets".into())
}

fn sign(line: &str) -> Result<String, Box<dyn Error>> {
	let fields: Vec<_> = line.split_whitespace().collect();
	let [genesis, window, challenged, witness, seed] = fields[..] else {
		return Err(format!("five fields, not {}", fields.len()).into());
	};
	let report = WitnessReport {
		window: window.parse()?,
		challenged: challenged.parse()?,
		witness: WitnessId::Router(witness.parse()?),
		rssi: Rssi::Heard,
		channel: Channel { band: Band::Ghz5, number: 36 },
		commit: Blake2Hasher::hash(line.as_bytes()).0,
	};
	let key = sr25519::Pair::from_seed(&array(seed)?);
	let signature = key.sign(&report.signing_payload(&array(genesis)?));
	let signed = SignedWitnessReport { report, signature: AnySignature::Sr25519(signature.0) };
	Ok(bytes::to_hex(&signed.encode(), false))
}

fn main() -> Result<(), Box<dyn Error>> {
	for line in std::io::stdin().lock().lines() {
		println!("{}", sign(&line?)?);
	}
	Ok(())
}
