//! One small record in a file of its own, replaced as a whole.

use super::{checksum, replace, StoreError};
use codec::{DecodeAll, Encode};
use std::{fs, io, path::Path};

const MAGIC: &[u8; 8] = b"cairnSL1";

/// Reads the record; `None` if there is none, or it is damaged: then it begins anew.
pub fn read<T: DecodeAll>(path: &Path) -> Result<Option<T>, StoreError> {
	let octets = match fs::read(path) {
		Ok(octets) => octets,
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
		Err(error) => return Err(StoreError::new("read", path, error)),
	};
	let content = octets.strip_prefix(MAGIC).and_then(|rest| {
		let (sum, content) = rest.split_first_chunk::<8>()?;
		(checksum(&[content]) == *sum).then_some(content)
	});
	Ok(content.and_then(|mut content| T::decode_all(&mut content).ok()))
}

/// Writes the record: whole, or not at all.
pub fn write<T: Encode>(path: &Path, record: &T) -> Result<(), StoreError> {
	let content = record.encode();
	replace(path, &[&MAGIC[..], &checksum(&[&content]), &content].concat())
}
