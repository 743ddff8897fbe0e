//! What the database costs: `scripts/weights` makes the runtime's `DbWeight` of it.
//!
//! Keys are drawn from the whole state. They are read and written in batches of as many as a full
//! block touches, since a block shares the upper part of the trie between its accesses and computes
//! its root once.

use crate::{
	chain::{header, Chain, Failure},
	measure::Ground,
	report::{median, Measurement},
};
use cairn_runtime::opaque::Block;
use sc_client_api::{Backend as _, BlockImportOperation, NewBlockState, TrieCacheContext};
use sp_core::storage::{well_known_keys, StateVersion, Storage};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{Backend as StateBackend, InMemoryBackend};
use std::time::Instant;

/// Keys in a batch.
const BATCH: usize = 16_384;
/// Batches for each repetition that is asked for: they take a fraction of a second each, and a virtual
/// machine loses its processor for as long now and then.
const BATCHES: usize = 4;
/// Keys of a state in memory.
const IN_MEMORY: usize = 1_024;
/// A step through the sorted keys that has no divisor in common with any likely number of them, so
/// that a batch's keys lie all over the state and no two batches share one.
const STRIDE: usize = 1_000_003;

/// Keys and values of the state, in an order that has nothing to do with the trie's.
pub struct Sample(Vec<(Vec<u8>, Vec<u8>)>);

impl Sample {
	/// Draws what so many repetitions need.
	pub fn new(state: &Storage, repetitions: usize) -> Self {
		let keys: Vec<_> =
			state.top.iter().filter(|(key, _)| key.as_slice() != well_known_keys::CODE).collect();
		let wanted = (BATCH * BATCHES * repetitions).min(keys.len());
		let drawn = (0..wanted).map(|number| {
			let (key, value) = keys[number * STRIDE % keys.len()];
			(key.clone(), value.clone())
		});
		Self(drawn.collect())
	}

	/// Without what is not the same any more: what each block changes.
	pub fn that_stays(mut self, chain: &Chain) -> Result<Self, Failure> {
		let state = chain.backend.state_at(chain.best(), TrieCacheContext::Trusted)?;
		let mut failed = None;
		self.0.retain(|(key, value)| match state.storage(key) {
			Ok(found) => found.as_ref() == Some(value),
			Err(error) => {
				failed = Some(error);
				false
			}
		});
		failed.map_or(Ok(self), |error| Err(error.into()))
	}

	/// What is read and written at once; the last batch is a few keys short.
	pub fn batches(&self) -> impl ExactSizeIterator<Item = &[(Vec<u8>, Vec<u8>)]> {
		self.0.chunks(BATCH)
	}
}

/// What reading and writing took, in microseconds for each key.
#[derive(Default)]
pub struct Prices {
	reads: Vec<f64>,
	from_memory: Vec<f64>,
	writes: Vec<f64>,
}

impl Prices {
	/// Measures these batches on a copy of the database, each with caches as empty as after the node's
	/// start.
	pub fn measure<'a>(
		&mut self,
		ground: &Ground,
		batches: impl Iterator<Item = &'a [(Vec<u8>, Vec<u8>)]>,
	) -> Result<(), Failure> {
		let mut batches = batches.peekable();
		if batches.peek().is_none() {
			return Ok(());
		}
		let folder = ground.copy()?;
		for batch in batches {
			self.from_memory.push(read_from_memory(&batch[..IN_MEMORY.min(batch.len())])?);
			self.reads.push(read(&ground.open(folder.path())?, batch)?);
			self.writes.push(write(&ground.open(folder.path())?, batch)?);
		}
		Ok(())
	}

	/// The medians.
	pub fn figures(self) -> Vec<Measurement> {
		let entry = |name, times| Measurement::new(name, median(times), "µs");
		vec![
			entry("database-read", self.reads),
			entry("database-read-memory", self.from_memory),
			entry("database-write", self.writes),
		]
	}
}

/// Microseconds for each read from a small state in memory, such as pallets' benchmarks have: what
/// they count of a read by themselves.
fn read_from_memory(some: &[(Vec<u8>, Vec<u8>)]) -> Result<f64, Failure> {
	let state: Storage = Storage { top: some.iter().cloned().collect(), ..Storage::default() };
	each(&InMemoryBackend::<BlakeTwo256>::from((state, StateVersion::V1)), some)
}

/// Microseconds for each read from the database.
fn read(chain: &Chain, batch: &[(Vec<u8>, Vec<u8>)]) -> Result<f64, Failure> {
	each(&chain.backend.state_at(chain.best(), TrieCacheContext::Trusted)?, batch)
}

/// Microseconds for reading each of these keys from a state.
fn each<S>(state: &S, batch: &[(Vec<u8>, Vec<u8>)]) -> Result<f64, Failure>
where
	S: StateBackend<BlakeTwo256, Error = String>,
{
	let start = Instant::now();
	for (key, value) in batch {
		if state.storage(key)?.as_ref() != Some(value) {
			return Err("a key of the state is not there or has another value".into());
		}
	}
	Ok(start.elapsed().as_secs_f64() * 1e6 / batch.len() as f64)
}

/// Microseconds for each write: its part of the root and of the commit.
fn write(chain: &Chain, batch: &[(Vec<u8>, Vec<u8>)]) -> Result<f64, Failure> {
	let changed: Vec<_> = batch.iter().map(|(key, value)| (key, other(value))).collect();
	let parent = chain.best();
	let parent_header = chain.client.header(parent)?.ok_or("the best block has a header")?;
	let state = chain.backend.state_at(parent, TrieCacheContext::Trusted)?;
	let start = Instant::now();
	let changes = changed.iter().map(|(key, value)| (key.as_slice(), Some(value.as_slice())));
	let (root, transaction) = state.storage_root(changes, StateVersion::V1);
	let mut operation = chain.backend.begin_operation()?;
	chain.backend.begin_state_operation(&mut operation, parent)?;
	operation.update_db_storage(transaction)?;
	let header: <Block as sp_runtime::traits::Block>::Header = header(&parent_header, root);
	// Not the best block: what follows is measured on the same state.
	operation.set_block_data(header, Some(Vec::new()), None, None, NewBlockState::Normal, true)?;
	chain.backend.commit_operation(operation)?;
	Ok(start.elapsed().as_secs_f64() * 1e6 / batch.len() as f64)
}

/// A value of the same length that is not the same.
fn other(value: &[u8]) -> Vec<u8> {
	value.iter().map(|byte| byte.wrapping_add(1)).collect()
}
