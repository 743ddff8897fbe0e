//! Secret keys: from a file that only its owner can read, or a secret URI.

use crate::{error::CliError, exit::Exit};
use cairn_chain_client::keys::Signer;
use std::{fs, io::Write, path::Path};

/// What a person types to make a key.
pub const MAKE_A_KEY: &str = "cairn key generate --out FILE";

/// Reads a key from a file, or from the text itself where it is plainly a secret URI: `//Name`,
/// `0x…` or several words.
pub fn load(text: &str) -> Result<Signer, CliError> {
	if is_uri(text) {
		return Signer::from_suri(text)
			.map_err(|error| CliError::input(format!("--key: {error}"), MAKE_A_KEY));
	}
	let path = Path::new(text);
	let secret = with_prefix(read(path)?);
	Signer::from_suri(&secret).map_err(|error| {
		CliError::input(
			format!("{}: {error}", path.display()),
			format!(
				"write a mnemonic, or 0x and a seed, on the file's first line, or: {MAKE_A_KEY}"
			),
		)
	})
}

/// A bare seed, as `cairn-router init` writes it, as a secret URI.
fn with_prefix(secret: String) -> String {
	if secret.len() == 64 && secret.bytes().all(|octet| octet.is_ascii_hexdigit()) {
		return format!("0x{secret}");
	}
	secret
}

/// True for texts that can be no sensible file name.
fn is_uri(text: &str) -> bool {
	text.starts_with("//") || text.starts_with("0x") || text.trim().contains(' ')
}

fn read(path: &Path) -> Result<String, CliError> {
	let shown = path.display();
	check_mode(path)?;
	let text = fs::read_to_string(path).map_err(|error| {
		CliError::new(Exit::Local, format!("cannot read the key file {shown}: {error}"), MAKE_A_KEY)
	})?;
	text.lines()
		.map(str::trim)
		.find(|line| !line.is_empty())
		.map(str::to_string)
		.ok_or_else(|| CliError::input(format!("the key file {shown} is empty"), MAKE_A_KEY))
}

/// A secret that others can read is none.
#[cfg(unix)]
fn check_mode(path: &Path) -> Result<(), CliError> {
	use std::os::unix::fs::PermissionsExt;
	let shown = path.display();
	let metadata = fs::metadata(path).map_err(|error| {
		CliError::new(Exit::Local, format!("cannot read the key file {shown}: {error}"), MAKE_A_KEY)
	})?;
	let mode = metadata.permissions().mode() & 0o777;
	if mode & 0o077 != 0 {
		return Err(CliError::input(
			format!("others can read the key file {shown} (mode {mode:o})"),
			format!("chmod 600 {shown}"),
		));
	}
	Ok(())
}

#[cfg(not(unix))]
fn check_mode(_: &Path) -> Result<(), CliError> {
	Ok(())
}

/// Writes a secret into a new file that only its owner can read. Never overwrites one.
pub fn save(path: &Path, secret: &str) -> Result<(), CliError> {
	let shown = path.display();
	let failed = |error: std::io::Error| {
		let next = if error.kind() == std::io::ErrorKind::AlreadyExists {
			format!("choose another name, or look at that key: cairn key inspect {shown}")
		} else {
			"choose a place where you can write".into()
		};
		CliError::new(Exit::Local, format!("cannot write {shown}: {error}"), next)
	};
	let mut options = fs::OpenOptions::new();
	options.write(true).create_new(true);
	#[cfg(unix)]
	{
		use std::os::unix::fs::OpenOptionsExt;
		options.mode(0o600);
	}
	let mut file = options.open(path).map_err(failed)?;
	file.write_all(format!("{secret}\n").as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::os::unix::fs::PermissionsExt;

	#[test]
	fn a_saved_key_is_private_loads_again_and_is_never_overwritten() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("key");
		save(&path, "//Alice").unwrap();
		assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
		let loaded = load(path.to_str().unwrap()).unwrap();
		assert_eq!(loaded.account(), load("//Alice").unwrap().account());
		let error = save(&path, "//Bob").unwrap_err();
		assert_eq!(error.exit, Exit::Local);
		assert_eq!(fs::read_to_string(&path).unwrap(), "//Alice\n");
	}

	#[test]
	fn a_device_key_as_the_router_keeps_it_is_read() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("router.key");
		save(&path, &"05".repeat(32)).unwrap();
		let device = Signer::from_seed(&[5; 32]).unwrap();
		assert_eq!(load(path.to_str().unwrap()).unwrap().account(), device.account());
	}

	#[test]
	fn a_file_that_others_can_read_is_refused_with_the_remedy() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("key");
		save(&path, "//Alice").unwrap();
		fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
		let error = load(path.to_str().unwrap()).unwrap_err();
		assert_eq!(error.exit, Exit::Input);
		assert!(error.next.unwrap().starts_with("chmod 600 "));
	}

	#[test]
	fn missing_empty_and_wrong_files_are_told_apart() {
		let folder = tempfile::tempdir().unwrap();
		let at = |name: &str| folder.path().join(name).to_str().unwrap().to_string();
		assert_eq!(load(&at("none")).unwrap_err().exit, Exit::Local);
		save(Path::new(&at("empty")), " ").unwrap();
		assert!(load(&at("empty")).unwrap_err().message.contains("is empty"));
		save(Path::new(&at("wrong")), "secret words that are no mnemonic").unwrap();
		let error = load(&at("wrong")).unwrap_err();
		assert!(!error.message.contains("secret words"), "{}", error.message);
	}
}
