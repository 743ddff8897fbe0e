//! What every command needs: the chain, the key, and sending.

use crate::{args::Global, error::CliError, exit::Exit, keyfile, progress};
use cairn_chain_client::{
	keys::Signer, proofs::ProofTerms, ss58, BlockRef, Chain, Included, Progress, Submitted,
};
use cairn_primitives::AccountBytes;
use indicatif::ProgressBar;
use std::{cell::OnceCell, io::Read, time::Duration};

/// One run of the command: its global arguments and the chain, once it was needed.
pub struct Session {
	global: Global,
	chain: OnceCell<Chain>,
}

/// A transaction in a finalised block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Done {
	/// The transaction's hash.
	pub hash: [u8; 32],
	/// Where it is.
	pub included: Included,
}

impl Done {
	/// The state right after the transaction's block.
	pub const fn at(&self) -> Option<[u8; 32]> {
		Some(self.included.block.hash)
	}
}

impl Session {
	/// A session that has not connected yet.
	pub const fn new(global: Global) -> Self {
		Self { global, chain: OnceCell::new() }
	}

	/// The chain; connects at the first call.
	pub fn chain(&self) -> Result<&Chain, CliError> {
		if let Some(chain) = self.chain.get() {
			return Ok(chain);
		}
		let spinner = progress::spinner("connecting");
		let chain = Chain::connect(&self.global.urls);
		spinner.finish_and_clear();
		let chain = chain?;
		Ok(self.chain.get_or_init(|| chain))
	}

	/// The finalised block, about which everything is asked.
	pub fn finalized(&self) -> Result<BlockRef, CliError> {
		Ok(self.chain()?.finalized()?)
	}

	/// The finalised block's hash, where nothing is said of its height.
	pub fn finalized_hash(&self) -> Result<[u8; 32], CliError> {
		Ok(self.chain()?.finalized_hash()?)
	}

	/// What proofs are checked against.
	pub fn proof_terms(&self) -> Result<ProofTerms, CliError> {
		let chain = self.chain()?;
		let now = chain.finalized()?;
		let lifetime = chain.timing(Some(now.hash))?.proof_lifetime;
		Ok(ProofTerms { genesis: chain.genesis(), now: now.number, lifetime })
	}

	/// The key that `--key` names.
	pub fn signer(&self) -> Result<Signer, CliError> {
		match &self.global.key {
			Some(key) => keyfile::load(key),
			None => Err(CliError::new(
				Exit::Usage,
				"this needs a key to sign with",
				format!("add --key FILE; to make one: {}", keyfile::MAKE_A_KEY),
			)),
		}
	}

	/// The account of `--key`, where one is named.
	pub fn account(&self) -> Result<Option<AccountBytes>, CliError> {
		match &self.global.key {
			Some(key) => keyfile::load(key).map(|signer| Some(signer.account())),
			None => Ok(None),
		}
	}

	/// An account that was named, or that of `--key`.
	pub fn account_or(&self, named: Option<AccountBytes>) -> Result<AccountBytes, CliError> {
		match named {
			Some(account) => Ok(account),
			None => self.account()?.ok_or_else(|| {
				CliError::new(
					Exit::Usage,
					"this needs to know whose",
					"add an address, or --key FILE",
				)
			}),
		}
	}

	/// How long to wait for finality.
	pub const fn timeout(&self) -> Duration {
		Duration::from_secs(self.global.timeout)
	}

	/// Signs a call with `--key`, sends it and waits until it is final.
	pub fn send(&self, call: Vec<u8>) -> Result<Done, CliError> {
		self.send_as(&self.signer()?, call)
	}

	/// Signs a call, sends it and waits until it is final.
	pub fn send_as(&self, signer: &Signer, call: Vec<u8>) -> Result<Done, CliError> {
		let chain = self.chain()?;
		let spinner = progress::spinner("sending");
		let sent = chain.submit_signed(signer, call).map_err(|error| {
			spinner.finish_and_clear();
			CliError::from(error)
		})?;
		self.wait(&sent, &spinner)
	}

	/// Sends a call that authorizes itself and waits until it is final.
	pub fn send_general(&self, call: Vec<u8>) -> Result<Done, CliError> {
		let chain = self.chain()?;
		let spinner = progress::spinner("sending");
		let sent = chain.submit_general(call).map_err(|error| {
			spinner.finish_and_clear();
			CliError::from(error)
		})?;
		self.wait(&sent, &spinner)
	}

	/// Waits until a transaction is final, telling a spinner how far it is.
	pub fn wait(&self, sent: &Submitted, spinner: &ProgressBar) -> Result<Done, CliError> {
		let chain = self.chain()?;
		spinner.set_message("waiting until it is final");
		let outcome =
			chain.wait_finalized_with(sent, self.timeout(), &mut |progress| match progress {
				Progress::Looked(block) => {
					spinner.set_message(format!("waiting until it is final (block {block})"));
				}
				Progress::Unreachable => spinner.set_message("sent; no node answers at the moment"),
			});
		spinner.finish_and_clear();
		Ok(Done { hash: sent.hash, included: outcome? })
	}

	/// Reads a file, or standard input for `-`.
	pub fn read_input(&self, path: &str) -> Result<String, CliError> {
		let mut text = String::new();
		let read = if path == "-" {
			std::io::stdin().read_to_string(&mut text).map(|_| text)
		} else {
			std::fs::read_to_string(path)
		};
		read.map_err(|error| {
			CliError::new(
				Exit::Local,
				format!("cannot read {path}: {error}"),
				"name the file that cairn-router wrote, or - for standard input",
			)
		})
	}
}

/// An address for people.
pub fn address(account: &AccountBytes) -> String {
	ss58::encode(account)
}
