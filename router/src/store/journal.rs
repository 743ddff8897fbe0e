//! The journal: a picture of the whole state, and every entry since, in a directory that should
//! lie in memory (tmpfs), so that it outlives the process but wears no flash.
//!
//! `state-N` holds the state, `log-N` the entries after it. When the log has grown, state N+1 is
//! written, and the files before it go. A record is its length, a checksum, and the octets. A
//! process that is killed while it writes leaves a torn last record, of which nothing was said to
//! anybody yet: it is cut off. If the disk is full the log is renamed to `log-N.torn`, so that it is
//! known to lack something, and a new state is written as soon as there is room.

use super::{checksum, replace, StoreError};
use codec::{DecodeAll, Encode};
use std::{
	fs::{self, File, OpenOptions},
	io::{self, Read, Write},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
};

/// What every state file begins with.
const MAGIC: &[u8; 8] = b"cairnRS2";
/// Octets before a record's content.
const RECORD_HEADER: usize = 12;

/// What a journal held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recovered<S, E> {
	/// The newest state.
	pub state: S,
	/// The entries after it.
	pub entries: Vec<E>,
	/// Nothing is known to be missing.
	pub complete: bool,
}

/// An open journal. One process at a time holds its directory.
#[derive(Debug)]
pub struct Journal {
	dir: PathBuf,
	generation: u64,
	log: Option<File>,
	length: u64,
	limit: u64,
	trouble: Option<String>,
	// Held for as long as the journal is open.
	_lock: File,
}

fn state_path(dir: &Path, generation: u64) -> PathBuf {
	dir.join(format!("state-{generation}"))
}

fn log_path(dir: &Path, generation: u64) -> PathBuf {
	dir.join(format!("log-{generation}"))
}

fn torn_path(dir: &Path, generation: u64) -> PathBuf {
	dir.join(format!("log-{generation}.torn"))
}

fn record(content: &[u8]) -> Result<Vec<u8>, io::Error> {
	let length = u32::try_from(content.len())
		.map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "a record above 4 GiB"))?;
	let mut record = Vec::with_capacity(RECORD_HEADER + content.len());
	record.extend_from_slice(&length.to_le_bytes());
	record.extend_from_slice(&checksum(&[content]));
	record.extend_from_slice(content);
	Ok(record)
}

/// The first record's content and what follows it.
fn split_record(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
	let (length, rest) = bytes.split_first_chunk::<4>()?;
	let (sum, rest) = rest.split_first_chunk::<8>()?;
	let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
	let (content, rest) = rest.split_at_checked(length)?;
	(checksum(&[content]) == *sum).then_some((content, rest))
}

fn private() -> OpenOptions {
	let mut options = OpenOptions::new();
	options.mode(0o600);
	options
}

fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
	let mut bytes = Vec::new();
	File::open(path)
		.and_then(|mut file| file.read_to_end(&mut bytes))
		.map_err(|error| StoreError::new("read", path, error))?;
	Ok(bytes)
}

/// Generations of which there is a state file, newest first.
fn generations(dir: &Path) -> Result<Vec<u64>, StoreError> {
	let listing = fs::read_dir(dir).map_err(|error| StoreError::new("list", dir, error))?;
	let mut found: Vec<u64> = Vec::new();
	for entry in listing {
		let entry = entry.map_err(|error| StoreError::new("list", dir, error))?;
		let name = entry.file_name();
		let number =
			name.to_str().and_then(|name| name.strip_prefix("state-")?.parse::<u64>().ok());
		found.extend(number);
	}
	found.sort_unstable_by(|a, b| b.cmp(a));
	Ok(found)
}

fn read_state<S: DecodeAll>(path: &Path) -> Result<Option<S>, StoreError> {
	let bytes = read(path)?;
	let content = bytes.strip_prefix(MAGIC).and_then(split_record);
	Ok(content
		.filter(|(_, rest)| rest.is_empty())
		.and_then(|(mut content, _)| S::decode_all(&mut content).ok()))
}

/// Entries up to the first that is torn, and the octets up to there.
fn read_log<E: DecodeAll>(bytes: &[u8]) -> (Vec<E>, usize) {
	let (mut entries, mut rest) = (Vec::new(), bytes);
	while let Some((mut content, next)) = split_record(rest) {
		match E::decode_all(&mut content) {
			Ok(entry) => entries.push(entry),
			Err(_) => break,
		}
		rest = next;
	}
	(entries, bytes.len() - rest.len())
}

impl Journal {
	/// Opens the journal in a directory, which is made if there is none, and reads what it holds.
	/// `limit` is the length in octets beyond which the log is replaced by a new state.
	pub fn open<S: DecodeAll, E: DecodeAll>(
		dir: &Path,
		limit: u64,
	) -> Result<(Self, Option<Recovered<S, E>>), StoreError> {
		fs::DirBuilder::new()
			.recursive(true)
			.mode(0o700)
			.create(dir)
			.map_err(|error| StoreError::new("make", dir, error))?;
		let lock_path = dir.join("lock");
		let lock = private()
			.create(true)
			.truncate(false)
			.write(true)
			.open(&lock_path)
			.map_err(|error| StoreError::new("open", &lock_path, error))?;
		lock.try_lock().map_err(|error| {
			let error = match error {
				fs::TryLockError::Error(error) => error,
				fs::TryLockError::WouldBlock => {
					io::Error::new(io::ErrorKind::WouldBlock, "another cairn-router runs here")
				}
			};
			StoreError::new("lock", &lock_path, error)
		})?;
		let mut journal = Self {
			dir: dir.to_path_buf(),
			generation: 0,
			log: None,
			length: 0,
			limit,
			trouble: None,
			_lock: lock,
		};
		let recovered = journal.recover()?;
		Ok((journal, recovered))
	}

	fn recover<S: DecodeAll, E: DecodeAll>(
		&mut self,
	) -> Result<Option<Recovered<S, E>>, StoreError> {
		let generations = generations(&self.dir)?;
		self.generation = generations.first().copied().unwrap_or(0);
		let mut complete = true;
		for generation in generations {
			let Some(state) = read_state::<S>(&state_path(&self.dir, generation))? else {
				// A newer state than the one that is used is damaged.
				complete = false;
				continue;
			};
			let (log, torn) = (log_path(&self.dir, generation), torn_path(&self.dir, generation));
			let (bytes, from_torn) = match (log.exists(), torn.exists()) {
				(true, torn) => (read(&log)?, torn),
				(false, true) => (read(&torn)?, true),
				(false, false) => (Vec::new(), false),
			};
			complete &= !from_torn;
			let (entries, good) = read_log(&bytes);
			if generation == self.generation && !from_torn {
				self.continue_log(good as u64)?;
			}
			return Ok(Some(Recovered { state, entries, complete }));
		}
		Ok(None)
	}

	/// Goes on with the log of the current generation, its torn end cut off.
	fn continue_log(&mut self, good: u64) -> Result<(), StoreError> {
		self.log = Some(self.open_log(self.generation, good)?);
		self.length = good;
		Ok(())
	}

	fn open_log(&self, generation: u64, length: u64) -> Result<File, StoreError> {
		let path = log_path(&self.dir, generation);
		let log = private()
			.create(true)
			.append(true)
			.open(&path)
			.map_err(|error| StoreError::new("open", &path, error))?;
		let found = log.metadata().map_err(|error| StoreError::new("read", &path, error))?.len();
		if found != length {
			log.set_len(length).map_err(|error| StoreError::new("shorten", &path, error))?;
		}
		Ok(log)
	}

	/// Writes an entry. On failure the journal is marked as torn, and nothing more is written to it
	/// before the next [`Self::checkpoint`].
	pub fn append<E: Encode>(&mut self, entry: &E) -> Result<(), StoreError> {
		let path = log_path(&self.dir, self.generation);
		let Some(log) = &mut self.log else {
			let error = io::Error::other("no log is open");
			return Err(StoreError::new("write", path, error));
		};
		match record(&entry.encode()).and_then(|record| {
			log.write_all(&record)?;
			Ok(record.len() as u64)
		}) {
			Ok(written) => {
				self.length += written;
				Ok(())
			}
			Err(error) => {
				let error = StoreError::new("write", &path, error);
				self.trouble = Some(error.to_string());
				self.log = None;
				// Needs no room on the disk. If even this fails, the torn record at the end is cut
				// off at the next start, and the carrier tells what is missing.
				let renamed = fs::rename(&path, torn_path(&self.dir, self.generation));
				if let Err(error) = renamed {
					log::error!("cannot mark {} as torn: {error}", path.display());
				}
				Err(error)
			}
		}
	}

	/// True when a new state should be written: the log is long, or it lacks something.
	pub fn wants_checkpoint(&self) -> bool {
		self.log.is_none() || self.length > self.limit
	}

	/// Writes the whole state and begins a new log.
	pub fn checkpoint<S: Encode>(&mut self, state: &S) -> Result<(), StoreError> {
		let result = self.write_checkpoint(state);
		self.trouble = result.as_ref().err().map(ToString::to_string);
		result
	}

	fn write_checkpoint<S: Encode>(&mut self, state: &S) -> Result<(), StoreError> {
		let next = self.generation + 1;
		// The log first: a state without its log would hide that entries after it are missing.
		let log = self.open_log(next, 0)?;
		self.write_state(next, state).inspect_err(|_| {
			// It only takes room away; that it may not be there is no matter.
			let _ = fs::remove_file(log_path(&self.dir, next));
		})?;
		let former = std::mem::replace(&mut self.generation, next);
		(self.log, self.length) = (Some(log), 0);
		for path in [
			state_path(&self.dir, former),
			log_path(&self.dir, former),
			torn_path(&self.dir, former),
		] {
			match fs::remove_file(&path) {
				Err(error) if error.kind() != io::ErrorKind::NotFound => {
					return Err(StoreError::new("remove", path, error));
				}
				_ => {}
			}
		}
		Ok(())
	}

	fn write_state<S: Encode>(&self, generation: u64, state: &S) -> Result<(), StoreError> {
		let path = state_path(&self.dir, generation);
		let record = record(&state.encode()).map_err(|e| StoreError::new("write", &path, e))?;
		replace(&path, &[&MAGIC[..], &record].concat())
	}

	/// What is wrong at the moment.
	pub fn trouble(&self) -> Option<&str> {
		self.trouble.as_deref()
	}

	/// Octets in the current log.
	pub fn length(&self) -> u64 {
		self.length
	}
}
