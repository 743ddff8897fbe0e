//! Where records are kept: every entry in memory ([`journal`]), little and seldom on flash
//! ([`flash`]), and beside the journal what coverage must remember ([`slate`]).

pub mod flash;
pub mod journal;
pub mod slate;

use blake2::{digest::consts::U8, Blake2b, Digest};
use std::{
	fmt,
	fs::{self, OpenOptions},
	io::{self, Write},
	os::unix::fs::OpenOptionsExt,
	path::{Path, PathBuf},
};

/// A checksum of eight octets: against torn writes and worn flash, not against people.
pub(crate) fn checksum(parts: &[&[u8]]) -> [u8; 8] {
	let mut hasher = Blake2b::<U8>::new();
	for part in parts {
		hasher.update((part.len() as u64).to_le_bytes());
		hasher.update(part);
	}
	hasher.finalize().into()
}

/// Writes a file that only its owner may read, whole or not at all: it outlives the process, and a
/// loss of power if the file system sees to it.
fn replace(path: &Path, octets: &[u8]) -> Result<(), StoreError> {
	let new = path.with_extension("new");
	let write = || {
		let mut options = OpenOptions::new();
		let mut file = options.create(true).truncate(true).write(true).mode(0o600).open(&new)?;
		file.write_all(octets)?;
		fs::rename(&new, path)
	};
	write().map_err(|error| {
		// Half a file only takes room away; that it may not be there is no matter.
		let _ = fs::remove_file(&new);
		StoreError::new("write", path, error)
	})
}

/// A file that cannot be read or written.
#[derive(Debug)]
pub struct StoreError {
	/// What was being done.
	pub doing: &'static str,
	/// With which file.
	pub path: PathBuf,
	/// What the system said.
	pub error: io::Error,
}

impl StoreError {
	pub(crate) fn new(doing: &'static str, path: impl Into<PathBuf>, error: io::Error) -> Self {
		Self { doing, path: path.into(), error }
	}
}

impl fmt::Display for StoreError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "cannot {} {}: {}", self.doing, self.path.display(), self.error)
	}
}

impl std::error::Error for StoreError {
	fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
		Some(&self.error)
	}
}
