//! Key files: one secret each, readable by their owner only.

use cairn_chain_client::keys::Signer;
use std::{
	fs, io,
	io::Write,
	os::unix::fs::{OpenOptionsExt, PermissionsExt},
	path::{Path, PathBuf},
};

/// Octets of a token key.
pub const TOKEN_KEY_LEN: usize = 32;

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
	/// It cannot be read.
	#[error("{path}: {error}", path = .path.display())]
	Read {
		/// The file.
		path: PathBuf,
		/// What the system said.
		error: io::Error,
	},
	/// It cannot be written, for instance because it is there already.
	#[error("cannot write {path}: {error}", path = .path.display())]
	Write {
		/// The file.
		path: PathBuf,
		/// What the system said.
		error: io::Error,
	},
	/// Others than its owner may read it.
	#[error(
		"{path} has mode {mode:04o}: others may read this secret; run chmod 600 {path}",
		path = .path.display()
	)]
	Loose {
		/// The file.
		path: PathBuf,
		/// Its permission bits.
		mode: u32,
	},
	/// What it holds is no such key.
	#[error("{path}: {reason}", path = .path.display())]
	Malformed {
		/// The file.
		path: PathBuf,
		/// What is wrong.
		reason: String,
	},
}

/// Reads a secret text and refuses loose permissions.
pub fn read(path: &Path) -> Result<String, SecretError> {
	let failed = |error| SecretError::Read { path: path.to_owned(), error };
	let mode = fs::metadata(path).map_err(failed)?.permissions().mode() & 0o7777;
	if mode & 0o077 != 0 {
		return Err(SecretError::Loose { path: path.to_owned(), mode });
	}
	let text = fs::read_to_string(path).map_err(failed)?;
	let text = text.trim();
	if text.is_empty() {
		return Err(malformed(path, "the file is empty"));
	}
	Ok(text.to_owned())
}

fn malformed(path: &Path, reason: impl Into<String>) -> SecretError {
	SecretError::Malformed { path: path.to_owned(), reason: reason.into() }
}

/// Reads a key pair from a secret URI: a mnemonic, or `0x` and a seed in hex, or `//Name`.
pub fn signer(path: &Path) -> Result<Signer, SecretError> {
	Signer::from_suri(&read(path)?).map_err(|error| malformed(path, error.to_string()))
}

/// Reads a token key: 64 hex digits.
pub fn token_key(path: &Path) -> Result<Vec<u8>, SecretError> {
	let text = read(path)?;
	from_hex(&text)
		.filter(|key| key.len() == TOKEN_KEY_LEN)
		.ok_or_else(|| malformed(path, "a token key is 64 hex digits"))
}

/// Writes a new secret that only its owner may read; never over an existing file.
pub fn create(path: &Path, secret: &str) -> Result<(), SecretError> {
	let failed = |error| SecretError::Write { path: path.to_owned(), error };
	let mut file = fs::OpenOptions::new()
		.write(true)
		.create_new(true)
		.mode(0o600)
		.open(path)
		.map_err(failed)?;
	writeln!(file, "{secret}").and_then(|()| file.sync_all()).map_err(failed)
}

/// Reads hex digits, with or without `0x`.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
	let digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
	if !digits.len().is_multiple_of(2) {
		return None;
	}
	let digit = |octet: u8| char::from(octet).to_digit(16).map(|digit| digit as u8);
	digits.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

/// Writes hex digits.
pub fn to_hex(octets: &[u8]) -> String {
	octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn new_secret_is_its_owners_alone_and_never_overwritten() {
		let dir = tempfile::tempdir().expect("a directory");
		let path = dir.path().join("token-1.key");
		create(&path, &"ab".repeat(32)).expect("written");
		let mode = fs::metadata(&path).expect("there").permissions().mode();
		assert_eq!(mode & 0o777, 0o600);
		assert_eq!(token_key(&path).expect("a key"), vec![0xab; 32]);
		assert!(matches!(create(&path, "other"), Err(SecretError::Write { .. })));
	}

	#[test]
	fn loose_permissions_and_malformed_keys_are_refused_and_the_secret_is_not_repeated() {
		let dir = tempfile::tempdir().expect("a directory");
		let path = dir.path().join("aaa.key");
		create(&path, "tellnobody").expect("written");
		let error = signer(&path).expect_err("no key").to_string();
		assert!(!error.contains("tellnobody"), "{error}");
		assert!(token_key(&path).expect_err("no key").to_string().contains("64 hex digits"));
		fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("changed");
		let error = signer(&path).expect_err("loose");
		assert!(matches!(error, SecretError::Loose { mode: 0o640, .. }), "{error}");
		assert!(error.to_string().contains("chmod 600"));
	}
}
