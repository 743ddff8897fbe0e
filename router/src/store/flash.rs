//! Two records on flash, written in turn: whichever write is torn by a power cut, the other is
//! whole.

use super::{checksum, StoreError};
use crate::core::Moment;
use codec::{DecodeAll, Encode};
use std::{
	fs::{self, OpenOptions},
	io::{self, Write},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
	time::Duration,
};

const MAGIC: &[u8; 8] = b"cairnRF2";
const SLOTS: [&str; 2] = ["record-a", "record-b"];
/// Time between two writes while all is well.
pub const WRITE_EVERY: Duration = Duration::from_secs(15 * 60);
/// Time between two writes while the carrier cannot be asked for what is lost.
pub const WRITE_SOON: Duration = Duration::from_secs(60);

/// The two records.
#[derive(Debug)]
pub struct Flash {
	dir: PathBuf,
	sequence: u64,
	next: usize,
	written: u64,
	written_at: Option<Moment>,
	writes: u64,
	trouble: Option<String>,
}

fn read_slot<T: DecodeAll>(path: &Path) -> Result<Option<(u64, T)>, StoreError> {
	let bytes = match fs::read(path) {
		Ok(bytes) => bytes,
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
		Err(error) => return Err(StoreError::new("read", path, error)),
	};
	Ok(parse_slot(&bytes))
}

fn parse_slot<T: DecodeAll>(bytes: &[u8]) -> Option<(u64, T)> {
	let rest = bytes.strip_prefix(MAGIC)?;
	let (sum, rest) = rest.split_first_chunk::<8>()?;
	if checksum(&[rest]) != *sum {
		return None;
	}
	let (sequence, mut content) = rest.split_first_chunk::<8>()?;
	Some((u64::from_le_bytes(*sequence), T::decode_all(&mut content).ok()?))
}

impl Flash {
	/// Opens the records in a directory, which is made if there is none, and reads the newer whole
	/// one.
	pub fn open<T: DecodeAll>(dir: &Path) -> Result<(Self, Option<T>), StoreError> {
		fs::DirBuilder::new()
			.recursive(true)
			.mode(0o700)
			.create(dir)
			.map_err(|error| StoreError::new("make", dir, error))?;
		let mut flash = Self {
			dir: dir.to_path_buf(),
			sequence: 0,
			next: 0,
			written: 0,
			written_at: None,
			writes: 0,
			trouble: None,
		};
		let mut newest = None;
		for (slot, name) in SLOTS.iter().enumerate() {
			if let Some((sequence, record)) = read_slot(&dir.join(name))? {
				if newest.is_none() || sequence > flash.sequence {
					flash.sequence = sequence;
					flash.next = 1 - slot;
					newest = Some(record);
				}
			}
		}
		Ok((flash, newest))
	}

	/// Counts the time from here: a router that restarts again and again must not write each time.
	pub fn started(&mut self, now: Moment, holds_something: bool) {
		self.written_at = holds_something.then_some(now);
	}

	/// True when it is time to write: `revision` has changed, and the last write is long enough
	/// ago.
	pub fn is_due(&self, now: Moment, revision: u64, carrier_unreachable: bool) -> bool {
		let wait = if carrier_unreachable { WRITE_SOON } else { WRITE_EVERY };
		revision != self.written && self.written_at.is_none_or(|at| now.since(at) >= wait)
	}

	/// Writes the older of the two records anew.
	pub fn write<T: Encode>(
		&mut self,
		now: Moment,
		revision: u64,
		record: &T,
	) -> Result<(), StoreError> {
		let result = self.write_slot(record);
		// Also after a failure: flash that is full or broken is not tried every second.
		self.written_at = Some(now);
		self.trouble = result.as_ref().err().map(ToString::to_string);
		if result.is_ok() {
			self.written = revision;
			self.writes += 1;
		}
		result
	}

	fn write_slot<T: Encode>(&mut self, record: &T) -> Result<(), StoreError> {
		let path = self.dir.join(SLOTS[self.next]);
		let sequence = self.sequence + 1;
		let mut content = sequence.to_le_bytes().to_vec();
		record.encode_to(&mut content);
		let mut bytes = MAGIC.to_vec();
		bytes.extend_from_slice(&checksum(&[&content]));
		bytes.extend_from_slice(&content);
		OpenOptions::new()
			.create(true)
			.truncate(true)
			.write(true)
			.mode(0o600)
			.open(&path)
			.and_then(|mut file| {
				file.write_all(&bytes)?;
				file.sync_all()
			})
			.map_err(|error| StoreError::new("write", &path, error))?;
		self.sequence = sequence;
		self.next = 1 - self.next;
		Ok(())
	}

	/// What is wrong at the moment.
	pub fn trouble(&self) -> Option<&str> {
		self.trouble.as_deref()
	}

	/// Records written since the start.
	pub fn writes(&self) -> u64 {
		self.writes
	}

	/// True when everything of this revision is on flash.
	pub fn holds(&self, revision: u64) -> bool {
		self.written == revision
	}
}
