//! `onboard`: signs the registration.

use super::{print, Failure, CONFIG, KEY};
use crate::{
	config::Config,
	core::Crypto,
	edge::{chain_client, ChainAccess},
	keyfile::DeviceKey,
};
use cairn_chain_client::{proofs::SignedRegistration, ss58};
use cairn_primitives::{
	BlockNumber, CellIndex, GenesisHash, Registration, SponsorIndex, CELL_RESOLUTION,
};
use cairn_radius::token::parse_router_id;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Part of the longest lifetime that is asked for by default: time for the block clock to differ.
const LIFETIME_SHARE: (BlockNumber, BlockNumber) = (9, 10);

#[derive(Args)]
pub(super) struct Arguments {
	/// The account that is to own the router and receive its rewards (SS58 address).
	#[arg(long)]
	owner: String,
	/// The H3 cell, resolution 10, in which the router stands, in hex.
	#[arg(long)]
	cell: String,
	/// The sponsor that the owner asks to vouch for the router. Nobody else can: what the device signs
	/// here is the owner's word, and who passes the registration on cannot change it.
	#[arg(long, value_name = "INDEX")]
	sponsor: Option<SponsorIndex>,
	/// Last block in which the registration is good. By default nearly as far ahead as the chain
	/// allows (seven days).
	#[arg(long)]
	expires_block: Option<BlockNumber>,
	/// The chain's genesis hash. With it and --expires-block no chain is asked.
	#[arg(long)]
	genesis: Option<String>,
	/// JSON-RPC endpoint of a node; may be given several times. By default those of the
	/// configuration.
	#[arg(long)]
	url: Vec<String>,
	/// The device key. By default the one that the configuration names.
	#[arg(long)]
	key: Option<PathBuf>,
	/// The configuration file.
	#[arg(long, default_value = CONFIG)]
	config: PathBuf,
}

fn usage(message: impl std::fmt::Display) -> Failure {
	Failure::new(Failure::USAGE, message)
}

/// Reads an H3 cell of the one resolution that the chain takes.
fn cell(text: &str) -> Result<CellIndex, Failure> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	let raw = u64::from_str_radix(digits, 16)
		.map_err(|_| usage(format_args!("--cell {text:?} is no H3 cell: write its hex digits")))?;
	let cell = h3o::CellIndex::try_from(raw)
		.map_err(|error| usage(format_args!("--cell {text:?} is no H3 cell: {error}")))?;
	let resolution = u8::from(cell.resolution());
	if resolution != CELL_RESOLUTION {
		return Err(usage(format_args!(
			"--cell {text} has resolution {resolution}, but a router's place is stated at \
			 resolution {CELL_RESOLUTION}"
		)));
	}
	Ok(raw)
}

fn genesis(text: &str) -> Result<GenesisHash, Failure> {
	parse_router_id(text.strip_prefix("0x").unwrap_or(text).as_bytes())
		.ok_or_else(|| usage("--genesis must be 0x and 64 hex digits"))
}

/// The configuration, if there is a file; a default path without one is no error.
fn config(path: &Path) -> Result<Option<Config>, Failure> {
	if path == Path::new(CONFIG) && !path.exists() {
		return Ok(None);
	}
	Config::load(path).map(Some).map_err(|error| Failure::new(Failure::CONFIG, error))
}

/// Genesis and expiry, from the arguments as far as they say, otherwise from the chain.
fn terms(
	arguments: &Arguments,
	config: Option<&Config>,
) -> Result<(GenesisHash, BlockNumber), Failure> {
	let given = arguments.genesis.as_deref().map(genesis).transpose()?;
	if let (Some(genesis), Some(expires)) = (given, arguments.expires_block) {
		return Ok((genesis, expires));
	}
	let mut endpoints = arguments.url.clone();
	if endpoints.is_empty() {
		endpoints = config.map(|config| config.endpoints.clone()).unwrap_or_default();
	}
	if endpoints.is_empty() {
		return Err(usage("name a node with --url, or give both --genesis and --expires-block"));
	}
	let wanted = given.or(config.and_then(|config| config.genesis));
	let (genesis, finalized, lifetime) = chain_client(endpoints, wanted)
		.registration_terms()
		.map_err(|error| Failure::new(Failure::CHAIN, error))?;
	let (share, whole) = LIFETIME_SHARE;
	let default =
		finalized.saturating_add(lifetime / whole * share + lifetime % whole * share / whole);
	match arguments.expires_block {
		Some(expires) if expires <= finalized => Err(usage(format_args!(
			"--expires-block {expires} has passed: the newest finalised block is {finalized}"
		))),
		Some(expires) if expires > finalized.saturating_add(lifetime) => Err(usage(format_args!(
			"--expires-block {expires} is too far ahead: at most {} now",
			finalized.saturating_add(lifetime)
		))),
		expires => Ok((genesis, expires.unwrap_or(default))),
	}
}

pub(super) fn onboard(arguments: &Arguments) -> Result<(), Failure> {
	let owner = ss58::decode(&arguments.owner)
		.map_err(|error| usage(format_args!("--owner {}: {error}", arguments.owner)))?;
	let cell = cell(&arguments.cell)?;
	let config = config(&arguments.config)?;
	let configured = config.as_ref().map(|config| config.key_file.clone());
	let path = arguments.key.clone().or(configured).unwrap_or_else(|| KEY.into());
	let key = DeviceKey::load(&path).map_err(|error| Failure::new(Failure::KEY, error))?;
	let (genesis, expires) = terms(arguments, config.as_ref())?;
	let registration = Registration { owner, cell, expires, sponsor: arguments.sponsor };
	let proof = key.sign(&registration.signing_payload(&genesis));
	let signed = SignedRegistration { registration, key: key.key(), proof, genesis };
	let mut shown = signed.to_json();
	// For the person who compares it with what the router's label says.
	shown["name"] = json!(key.name());
	print(shown)
}
