//! `cairn key`

use crate::{
	args::KeyCommand,
	error::CliError,
	exit::Exit,
	keyfile,
	output::{cairn, hex, planck, Output, Text},
	parse::{self, show_key},
	session::{address, Session},
};
use cairn_chain_client::keys::{account_of, Signer};
use cairn_primitives::AnyKey;
use serde_json::json;
use std::path::Path;

pub fn run(session: &Session, command: KeyCommand) -> Result<Output, CliError> {
	match command {
		KeyCommand::Generate { out } => generate(out.as_deref()),
		KeyCommand::Inspect { what, balance } => inspect(session, what.as_deref(), balance),
	}
}

fn generate(out: Option<&Path>) -> Result<Output, CliError> {
	let (signer, mnemonic) = Signer::generate_mnemonic()
		.map_err(|error| CliError::new(Exit::Local, error.to_string(), "try again"))?;
	let account = signer.account();
	let shown = address(&account);
	let Some(path) = out else {
		return Ok(Text::line("Keep these words secret; whoever has them has the account.")
			.fields(&[("mnemonic", mnemonic.clone()), ("address", shown.clone())])
			.with(json!({
				"address": shown,
				"public_key": hex(&account),
				"mnemonic": mnemonic,
			})));
	};
	keyfile::save(path, &mnemonic)?;
	Ok(Text::line(format!("Wrote the key to {}. Keep a copy in a safe place.", path.display()))
		.fields(&[("address", shown.clone())])
		.with(json!({
			"address": shown,
			"public_key": hex(&account),
			"file": path.display().to_string(),
		})))
}

fn inspect(session: &Session, what: Option<&str>, balance: bool) -> Result<Output, CliError> {
	let key = match what {
		None => session.signer()?.key(),
		Some(text) => public_or_secret(text)?,
	};
	let account = account_of(&key).ok_or_else(|| {
		CliError::input("keys of this kind have no account here", "use an sr25519 key")
	})?;
	let shown = address(&account);
	let mut fields = vec![("address", shown.clone()), ("public key", show_key(&key))];
	let mut object = json!({ "address": shown, "public_key": show_key(&key) });
	if balance {
		let head = session.finalized()?;
		let info = session.chain()?.account(&account, Some(head.hash))?;
		fields.push(("free", cairn(info.free)));
		fields.push(("on hold", cairn(info.reserved)));
		fields.push(("frozen", cairn(info.frozen)));
		fields.push(("nonce", info.nonce.to_string()));
		fields.push(("at block", head.number.to_string()));
		object["free"] = planck(info.free);
		object["held"] = planck(info.reserved);
		object["frozen"] = planck(info.frozen);
		object["nonce"] = json!(info.nonce);
		object["block"] = json!(head.number);
	}
	Ok(Text::default().fields(&fields).with(object))
}

/// A public key or address as it stands; else a secret, of which only the public part is shown.
fn public_or_secret(text: &str) -> Result<AnyKey, CliError> {
	// 0x and hex digits could be a seed or a public key; what is asked for here is to be shown, and
	// a public key is what a person has in their hands.
	match parse::public_key(text) {
		Ok(key) => Ok(key),
		Err(_) => keyfile::load(text).map(|signer| signer.key()),
	}
}
