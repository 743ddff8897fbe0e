//! A chain whose routers are all challenged and all vouched for, and know each other's keys.

// Each test uses a part of it.
#![allow(dead_code)]

use cairn_primitives::{
	coverage::{
		Band, Channel, Rssi, SignedWitnessReport, Window, WindowView, WitnessId, WitnessReport,
	},
	AnySignature, BlockNumber, RouterIndex,
};
use cairn_reports::{BlockRef, Refusal, ReportValidator, Unavailable};
use sp_core::{sr25519, Pair};
use std::{
	collections::HashSet,
	sync::{
		atomic::{AtomicU32, AtomicUsize, Ordering},
		Mutex,
	},
};

/// Genesis hash of the network.
pub const GENESIS: [u8; 32] = [0xcc; 32];
const WINDOW: BlockNumber = 100;

/// Signs as this witness.
pub fn key(witness: u32) -> sr25519::Pair {
	let mut seed = [7; 32];
	seed[..4].copy_from_slice(&witness.to_le_bytes());
	sr25519::Pair::from_seed(&seed)
}

/// A report as its witness signs it.
pub fn report(window: Window, challenged: RouterIndex, witness: u32) -> SignedWitnessReport {
	let report = WitnessReport {
		window,
		challenged,
		witness: WitnessId::Router(witness),
		rssi: Rssi::Dbm(-70),
		channel: Channel { band: Band::Ghz5, number: 36 },
		commit: [challenged as u8; 32],
	};
	let signature = key(witness).sign(&report.signing_payload(&GENESIS));
	SignedWitnessReport { report, signature: AnySignature::Sr25519(signature.0) }
}

/// Octets that this process holds in memory, if the system tells.
pub fn resident() -> Option<u64> {
	let status = std::fs::read_to_string("/proc/self/status").ok()?;
	let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
	let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
	kib.checked_mul(1_024)
}

/// A chain that stands at a block.
pub struct Chain {
	best: AtomicU32,
	/// How many reports it was asked of.
	pub checked: AtomicUsize,
	/// How often it was asked for a window.
	pub windows: AtomicUsize,
	/// Witnesses with another key than that of their reports.
	rotated: Mutex<HashSet<u32>>,
}

impl Chain {
	/// At block 2,000, where window 20 begins.
	pub fn new() -> Self {
		Self { best: 2_000.into(), checked: 0.into(), windows: 0.into(), rotated: Mutex::default() }
	}

	/// Goes on to this block.
	pub fn set_best(&self, number: BlockNumber) {
		self.best.store(number, Ordering::SeqCst);
	}

	/// Gives this witness another key, which none of its reports fits.
	pub fn rotate_key(&self, witness: u32) {
		self.rotated.lock().unwrap().insert(witness);
	}

	fn at(number: BlockNumber) -> BlockRef {
		let mut hash = [0; 32];
		hash[..4].copy_from_slice(&number.to_le_bytes());
		BlockRef { number, hash }
	}
}

impl ReportValidator for Chain {
	fn best(&self) -> BlockRef {
		Self::at(self.best.load(Ordering::SeqCst))
	}

	fn finalised(&self) -> BlockRef {
		Self::at(self.best.load(Ordering::SeqCst) - 2)
	}

	fn window(&self, at: &BlockRef) -> Result<Option<WindowView>, Unavailable> {
		self.windows.fetch_add(1, Ordering::SeqCst);
		let number = at.number / WINDOW;
		let begin = number * WINDOW;
		let end = begin + WINDOW;
		Ok(Some(WindowView {
			number,
			seed: [9; 32],
			threshold: u64::MAX,
			interval: 256,
			begin,
			end,
			proof_end: end + 600,
		}))
	}

	fn check(
		&self,
		_: &BlockRef,
		reports: &[SignedWitnessReport],
	) -> Result<Vec<Result<(), u8>>, Unavailable> {
		self.checked.fetch_add(reports.len(), Ordering::SeqCst);
		let answers = reports.iter().map(|signed| {
			let WitnessId::Router(witness) = signed.report.witness else { return Err(10) };
			let AnySignature::Sr25519(signature) = signed.signature else {
				return Err(Refusal::SIGNATURE_INVALID.code());
			};
			let payload = signed.report.signing_payload(&GENESIS);
			let good = sr25519::Pair::verify(&signature.into(), payload, &key(witness).public());
			let good = good && !self.rotated.lock().unwrap().contains(&witness);
			good.then_some(()).ok_or(Refusal::SIGNATURE_INVALID.code())
		});
		Ok(answers.collect())
	}
}
