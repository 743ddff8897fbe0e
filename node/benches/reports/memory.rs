//! What a report takes in memory, beside what the pool counts for it.

use crate::{common, report::Measurement, Failure};
use cairn_primitives::{
	coverage::{Band, Channel, Rssi, SignedWitnessReport, WindowView, WitnessId, WitnessReport},
	AnySignature,
};
use cairn_reports::{Limits, Outcome, Pool, DEFAULT_POOL_MIB};

const REPORTS: u32 = 400_000;
/// As in a proof of the large network that the design plans with.
const WITNESSES_OF_A_CHALLENGE: u32 = 5;
/// Reports of each witness.
const OF_A_WITNESS: u32 = 4;

/// Octets that this process holds in memory.
pub fn resident() -> Result<f64, Failure> {
	Ok(common::resident().ok_or("the system does not tell")? as f64)
}

fn report(number: u32) -> SignedWitnessReport {
	let mut commit = [0; 32];
	commit[..4].copy_from_slice(&number.to_le_bytes());
	SignedWitnessReport {
		report: WitnessReport {
			window: 20,
			challenged: number / WITNESSES_OF_A_CHALLENGE,
			// Scattered, as chance does it.
			witness: WitnessId::Router(
				number.wrapping_mul(2_654_435_761) % (REPORTS / OF_A_WITNESS),
			),
			rssi: Rssi::Dbm(-60),
			channel: Channel { band: Band::Ghz5, number: 36 },
			commit,
		},
		signature: AnySignature::Sr25519([number as u8; 64]),
	}
}

/// Fills a pool without checking anything.
pub fn measure() -> Result<Vec<Measurement>, Failure> {
	let bytes = (DEFAULT_POOL_MIB as usize) << 20;
	let mut pool = Pool::new(Limits { bytes, witness_burst: 512, witness_per_window: 128 });
	let view = WindowView {
		number: 20,
		seed: [0; 32],
		threshold: u64::MAX,
		interval: 256,
		begin: 2_000,
		end: 2_100,
		proof_end: 2_700,
	};
	pool.set_window(&view, view.begin);
	let before = resident()?;
	for number in 0..REPORTS {
		match pool.admit(&report(number), None) {
			Outcome::Accepted => {}
			other => return Err(format!("report {number} was not accepted: {other:?}").into()),
		}
	}
	let taken = resident()? - before;
	let usage = pool.usage();
	let (each, counted) = (taken / usage.reports as f64, usage.bytes as f64 / usage.reports as f64);
	Ok(vec![
		Measurement::new("reports-memory", each, "B")
			.beside("what the pool counts", each / counted),
		Measurement::new("reports-pool", bytes as f64 / counted / 1e6, "million"),
	])
}
