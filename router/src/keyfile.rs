//! The device key's file, and the device secret's beside it: 64 hex digits each, readable by their
//! owner only.

use bip39::Language;
use blake2::{digest::consts::U32, Blake2b, Digest};
use cairn_chain_client::keys::{verify, Signer};
use cairn_primitives::{coverage::DeviceSecret, AnyKey, AnySignature};
use std::{
	fmt,
	fs::{File, OpenOptions},
	io::{self, Read, Write},
	os::unix::fs::{OpenOptionsExt, PermissionsExt},
	path::{Path, PathBuf},
};

use crate::core::Crypto;

/// Why there is no device key.
#[derive(Debug)]
pub enum KeyFileError {
	/// There is one already.
	Exists(PathBuf),
	/// There is none.
	Missing(PathBuf),
	/// Others than its owner may read or change it. Holds its mode.
	Loose(PathBuf, u32),
	/// It does not hold a key.
	Malformed(PathBuf),
	/// It cannot be read or written.
	Io(PathBuf, io::Error),
}

impl fmt::Display for KeyFileError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Exists(path) => write!(
				f,
				"{} exists already and is not overwritten: whoever loses the key loses the router's \
				 index; name another file with --key",
				path.display()
			),
			Self::Missing(path) => {
				write!(
					f,
					"there is no key file {}: make one with `cairn-router init`",
					path.display()
				)
			}
			Self::Loose(path, mode) => write!(
				f,
				"key file {} has mode {mode:04o}: others may read it; run `chmod 600 {}`, and if \
				 somebody may have read it, rotate the key",
				path.display(),
				path.display()
			),
			Self::Malformed(path) => write!(
				f,
				"{} does not hold a device key (64 hex digits); restore it from your backup",
				path.display()
			),
			Self::Io(path, error) => write!(f, "key file {}: {error}", path.display()),
		}
	}
}

impl std::error::Error for KeyFileError {}

/// The device key, ready to sign.
pub struct DeviceKey(Signer);

/// Writes 32 octets into a new file that only its owner may read.
fn write_new(path: &Path, octets: &[u8; 32]) -> Result<(), KeyFileError> {
	let wrap = |error: io::Error| match error.kind() {
		io::ErrorKind::AlreadyExists => KeyFileError::Exists(path.into()),
		_ => KeyFileError::Io(path.into(), error),
	};
	let mut file =
		OpenOptions::new().create_new(true).write(true).mode(0o600).open(path).map_err(wrap)?;
	let text = format!("{}\n", hex::encode(octets));
	file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(wrap)
}

/// Reads 32 octets from a file that nobody else may be able to read.
fn read_private(path: &Path) -> Result<[u8; 32], KeyFileError> {
	let io = |error: io::Error| match error.kind() {
		io::ErrorKind::NotFound => KeyFileError::Missing(path.into()),
		_ => KeyFileError::Io(path.into(), error),
	};
	let file = File::open(path).map_err(io)?;
	let mode = file.metadata().map_err(io)?.permissions().mode() & 0o7777;
	if mode & 0o077 != 0 {
		return Err(KeyFileError::Loose(path.into(), mode));
	}
	let mut text = String::new();
	let malformed = || KeyFileError::Malformed(path.into());
	// Such a file is small; whatever is longer is something else.
	file.take(200).read_to_string(&mut text).map_err(|error| match error.kind() {
		io::ErrorKind::InvalidData => malformed(),
		_ => KeyFileError::Io(path.into(), error),
	})?;
	let octets = hex::decode(text.trim()).ok();
	octets.and_then(|octets| octets.try_into().ok()).ok_or_else(malformed)
}

/// Where the device secret lies: beside the key, under its name and `.secret`.
pub fn secret_path(key: &Path) -> PathBuf {
	let mut path = key.as_os_str().to_os_string();
	path.push(".secret");
	path.into()
}

/// The device secret beside a key, from which a challenged router's secrets follow; made if there is
/// none yet, as on routers that had a key before there was coverage.
///
/// Losing it costs nothing but the window that runs.
pub fn device_secret(key: &Path) -> Result<DeviceSecret, KeyFileError> {
	let path = secret_path(key);
	match read_private(&path) {
		Err(KeyFileError::Missing(_)) => {
			let mut secret = DeviceSecret::default();
			getrandom::fill(&mut secret).map_err(|error| {
				KeyFileError::Io(path.clone(), io::Error::other(error.to_string()))
			})?;
			write_new(&path, &secret)?;
			Ok(secret)
		}
		found => found,
	}
}

impl DeviceKey {
	/// Makes a new key and its file.
	pub fn create(path: &Path) -> Result<Self, KeyFileError> {
		let (signer, seed) = Signer::generate();
		write_new(path, &seed)?;
		Ok(Self(signer))
	}

	/// Reads the key from its file, which nobody else may be able to read.
	pub fn load(path: &Path) -> Result<Self, KeyFileError> {
		let seed = read_private(path)?;
		Signer::from_seed(&seed).map(Self).map_err(|_| KeyFileError::Malformed(path.into()))
	}

	/// The account id of the key: the router's id.
	pub fn id(&self) -> [u8; 32] {
		self.0.account()
	}

	/// The router's id as it stands in hostapd's `nas_identifier`.
	pub fn id_text(&self) -> String {
		hex::encode(self.id())
	}

	/// Three words that stand for the key, for people to compare.
	pub fn name(&self) -> String {
		three_words(&self.key())
	}
}

impl Crypto for Signer {
	fn key(&self) -> AnyKey {
		self.key()
	}

	fn sign(&self, message: &[u8]) -> AnySignature {
		self.sign(message)
	}

	fn verify(&self, key: &AnyKey, message: &[u8], signature: &AnySignature) -> bool {
		verify(key, message, signature).is_ok()
	}
}

impl Crypto for DeviceKey {
	fn key(&self) -> AnyKey {
		self.0.key()
	}

	fn sign(&self, message: &[u8]) -> AnySignature {
		self.0.sign(message)
	}

	fn verify(&self, key: &AnyKey, message: &[u8], signature: &AnySignature) -> bool {
		self.0.verify(key, message, signature)
	}
}

/// Three words of BIP-39's English list, from a hash of the key's encoding. For display only: two
/// keys can share a name.
pub fn three_words(key: &AnyKey) -> String {
	use codec::Encode;
	let hash =
		Blake2b::<U32>::new().chain_update(b"cairn:name:v01").chain_update(key.encode()).finalize();
	let words = Language::English.word_list();
	let word = |i: usize| {
		let number = u16::from_be_bytes([hash[2 * i], hash[2 * i + 1]]);
		words[usize::from(number) % words.len()]
	};
	format!("{}-{}-{}", word(0), word(1), word(2))
}
