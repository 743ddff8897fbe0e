//! How a kind of block is measured: with one transaction, and as full as the chain allows.

use crate::{
	cases::{Case, Unit},
	chain::{self, length, Authored, Chain, Executor, Failure},
	coverage::Challenge,
	report::{median, Measurement},
	signatures,
	world::World,
};
use cairn_runtime::Hash;
use sp_core::storage::Storage;
use sp_runtime::{traits::Block as _, OpaqueExtrinsic};
use std::path::Path;
use tempfile::TempDir;

/// Blocks that are imported one after the other by a node that goes on running, after one that fills
/// its caches.
const WARM: usize = 3;

/// What blocks are measured on.
pub struct Ground<'a> {
	/// Who takes part.
	pub world: &'a World,
	/// What can be proven.
	pub challenge: &'a Challenge,
	/// Where the database is.
	pub folder: &'a Path,
	/// Runs the runtime.
	pub executor: &'a Executor,
	/// Blocks of each kind.
	pub repetitions: usize,
}

/// How blocks of the same transactions fared.
struct Blocks {
	/// Transactions in each.
	taken: usize,
	/// Octets of them.
	length: usize,
	/// Octets that each adds to the state's trie.
	written: usize,
	/// Seconds that the runtime counts for each.
	declared: f64,
	/// Seconds that each took by a node that had just started.
	took: Vec<f64>,
	/// Seconds that others took which it imported afterwards, on the same state.
	warm: Vec<f64>,
	/// The last of them.
	last: Hash,
}

impl Ground<'_> {
	/// Opens a database: the node has nothing in its caches, the operating system may.
	pub fn open(&self, folder: &Path) -> Result<Chain, Failure> {
		Chain::open(folder, self.executor, Storage::default())
	}

	/// A database that has none of the blocks measured so far: the next one is like them, and would
	/// find most of what it adds to the state there already.
	pub fn copy(&self) -> Result<TempDir, Failure> {
		let copy = tempfile::tempdir_in(self.folder.parent().ok_or("a folder in a folder")?)?;
		chain::copy_database(self.folder, copy.path())?;
		Ok(copy)
	}

	/// Measures one kind of block.
	pub fn measure(&self, case: &Case) -> Result<Vec<Measurement>, Failure> {
		let genesis = self.open(self.folder)?.genesis();
		let all = case.transactions(self.world, self.challenge, genesis);
		let (single, full) = (self.import(case, &all[..1], 0)?, self.import(case, &all, 1_000)?);
		let Unit { count, time, octets, verifications, compared_with } = case.unit();
		let verification = median((0..5).map(|_| signatures::verification()).collect());
		let units = |blocks: &Blocks| blocks.taken as f64 * f64::from(count);
		let yardstick = |name: &str, took: &[f64], units: f64| {
			let micros = median(took.to_vec()) * 1e6 / units;
			let beside = micros / verification / f64::from(verifications);
			Measurement::new(name, micros, time).beside(compared_with, beside)
		};
		let slowest = full.took.iter().copied().fold(0.0, f64::max);
		let fastest = full.took.iter().copied().fold(f64::INFINITY, f64::min);
		let name = case.name;
		let of_block = |figure: &str, value, unit| {
			Measurement::new(format!("{name}-full-{figure}"), value, unit)
		};
		let took = |figure: &str, took: f64| {
			of_block(figure, took * 1e3, "ms").beside("declared weight", full.declared / took)
		};
		let written = full.written as f64 / units(&full);
		Ok(vec![
			yardstick(name, &single.took, units(&single)),
			yardstick(&format!("{name}-full"), &full.took, units(&full)),
			yardstick(&format!("{name}-full-warm"), &full.warm, units(&full)),
			of_block("transactions", full.taken as f64, "transactions"),
			of_block("length", full.length as f64 / 1e6, "MB"),
			Measurement::new(format!("{name}-written"), written, octets),
			of_block("declared", full.declared * 1e3, "ms"),
			took("slowest", slowest),
			took("median", median(full.took.clone())),
			took("fastest", fastest),
		])
	}

	fn import(
		&self,
		case: &Case,
		transactions: &[OpaqueExtrinsic],
		skew: u64,
	) -> Result<Blocks, Failure> {
		let chain = self.open(self.folder)?;
		// All of them follow the same block, and say the same in different milliseconds.
		let mut blocks = (skew..).map(|skew| chain.author(transactions, skew));
		let cold = blocks.by_ref().take(self.repetitions).collect::<Result<Vec<_>, _>>()?;
		let warm = blocks.take(1 + WARM).collect::<Result<Vec<_>, _>>()?;
		drop(chain);
		let mut fared = Blocks {
			taken: 0,
			length: 0,
			written: 0,
			declared: 0.0,
			took: Vec::new(),
			warm: Vec::new(),
			last: Hash::default(),
		};
		for Authored { block, taken, written } in cold {
			(fared.taken, fared.written) = (taken, written);
			(fared.length, fared.last) = (length(&block), block.hash());
			let folder = self.copy()?;
			let chain = self.open(folder.path())?;
			fared.took.push(chain.import(block, false)?.as_secs_f64());
			fared.declared = chain.weight(fared.last)?.as_secs_f64();
			drop(chain);
			let reopened = self.open(folder.path())?;
			case.check(self.world, self.challenge, &reopened, fared.last, fared.taken)?;
		}
		let folder = self.copy()?;
		let chain = self.open(folder.path())?;
		for Authored { block, .. } in warm {
			fared.warm.push(chain.import(block, false)?.as_secs_f64());
		}
		fared.warm.remove(0);
		Ok(fared)
	}
}
