//! Making keys.

use crate::{
	exit::Failure,
	secrets::{self, to_hex, SecretError, TOKEN_KEY_LEN},
};
use cairn_chain_client::{keys::Signer, ss58};
use std::path::{Path, PathBuf};

/// What a new key is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum KeyKind {
	/// Signs receipts and answers; its public half is posted on chain.
	Aaa,
	/// Mints tokens; never leaves the carrier.
	Token,
	/// The carrier's account: pays and settles.
	Account,
}

fn random(path: &Path) -> Result<[u8; TOKEN_KEY_LEN], SecretError> {
	let mut key = [0; TOKEN_KEY_LEN];
	getrandom::fill(&mut key).map_err(|error| SecretError::Write {
		path: path.to_owned(),
		error: std::io::Error::other(error.to_string()),
	})?;
	Ok(key)
}

/// Makes one key and prints what of it is public.
pub fn key(kind: KeyKind, path: &Path) -> Result<(), Failure> {
	let seed = random(path)?;
	if kind == KeyKind::Token {
		secrets::create(path, &to_hex(&seed))?;
		println!("{}: a token key; name it in token.keys", path.display());
		return Ok(());
	}
	let signer = Signer::from_seed(&seed).map_err(|error| SecretError::Malformed {
		path: path.to_owned(),
		reason: error.to_string(),
	})?;
	secrets::create(path, &format!("0x{}", to_hex(&seed)))?;
	let (public, address) = (to_hex(&signer.account()), ss58::encode(&signer.account()));
	match kind {
		KeyKind::Account => {
			println!("{}: account {address} (0x{public}); fund it", path.display());
		}
		_ => println!(
			"{}: public key 0x{public} ({address}); post it with: cairn carrier key add",
			path.display()
		),
	}
	Ok(())
}

/// Makes a first set of keys and a configuration that names them.
pub fn init(directory: &Path) -> Result<(), Failure> {
	std::fs::create_dir_all(directory)?;
	let at = |name: &str| -> PathBuf { directory.join(name) };
	key(KeyKind::Account, &at("account.key"))?;
	key(KeyKind::Aaa, &at("aaa-0.key"))?;
	key(KeyKind::Token, &at("token-1.key"))?;
	for name in ["routers.secret", "upstream.secret"] {
		secrets::create(&at(name), &to_hex(&random(&at(name))?))?;
	}
	let config = at("cairn-carrier.toml");
	let text = include_str!("../../cairn-carrier.example.toml");
	let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&config)?;
	std::io::Write::write_all(&mut file, text.as_bytes())?;
	println!("{}: edit it, then check it with: cairn-carrier check --config {0}", config.display());
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn init_makes_keys_that_can_be_read_back_and_overwrites_nothing() {
		let dir = tempfile::tempdir().expect("a directory");
		init(dir.path()).expect("made");
		secrets::signer(&dir.path().join("aaa-0.key")).expect("an AAA key");
		secrets::token_key(&dir.path().join("token-1.key")).expect("a token key");
		let config = crate::config::Config::load(&dir.path().join("cairn-carrier.toml"));
		assert_eq!(config.expect("a configuration").carrier, 0);
		assert_eq!(init(dir.path()).expect_err("there already").code(), 3);
	}
}
