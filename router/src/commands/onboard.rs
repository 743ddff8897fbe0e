//! `onboard`: signs the registration, or what a carrier needs to bond a probe.

use super::{print, Failure, CONFIG, KEY};
use crate::{
	config::Config,
	core::Crypto,
	edge::{chain_client, ChainAccess},
	keyfile::DeviceKey,
};
use cairn_chain_client::{
	proofs::{SignedProbePossession, SignedRegistration},
	ss58,
};
use cairn_primitives::{
	BlockNumber, CarrierIndex, CellIndex, GenesisHash, ProbePossession, Registration, SponsorIndex,
	CELL_RESOLUTION,
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
	#[arg(long, required_unless_present = "probe")]
	owner: Option<String>,
	/// The H3 cell, resolution 10, in which the router stands, in hex.
	#[arg(long, required_unless_present = "probe")]
	cell: Option<String>,
	/// The sponsor that the owner asks to vouch for the router. Nobody else can: what the device signs
	/// here is the owner's word, and who passes the registration on cannot change it.
	#[arg(long, value_name = "INDEX")]
	sponsor: Option<SponsorIndex>,
	/// Sign what `cairn probe add` reads instead: this device is to be a carrier's probe.
	#[arg(long, requires = "carrier", conflicts_with_all = ["owner", "cell", "sponsor"])]
	probe: bool,
	/// The carrier whose probe it is to be.
	#[arg(long, value_name = "INDEX", requires = "probe")]
	carrier: Option<CarrierIndex>,
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
		let configured = config.map(|config| {
			// A gateway tells whoever may not reach the nodes themselves.
			config.endpoints.iter().chain(&config.gateway).cloned().collect()
		});
		endpoints = configured.unwrap_or_default();
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

/// What the device signs.
enum Subject {
	/// That it is this owner's router in this cell.
	Router(cairn_primitives::AccountBytes, CellIndex),
	/// That it is this carrier's probe.
	Probe(CarrierIndex),
}

fn subject(arguments: &Arguments) -> Result<Subject, Failure> {
	match (arguments.carrier.filter(|_| arguments.probe), &arguments.owner, &arguments.cell) {
		(Some(carrier), _, _) => Ok(Subject::Probe(carrier)),
		(None, Some(owner), Some(text)) => {
			let account = ss58::decode(owner)
				.map_err(|error| usage(format_args!("--owner {owner}: {error}")))?;
			Ok(Subject::Router(account, cell(text)?))
		}
		_ => Err(usage("give --owner and --cell, or --probe and --carrier")),
	}
}

pub(super) fn onboard(arguments: &Arguments) -> Result<(), Failure> {
	let subject = subject(arguments)?;
	let config = config(&arguments.config)?;
	let configured = config.as_ref().map(|config| config.key_file.clone());
	let path = arguments.key.clone().or(configured).unwrap_or_else(|| KEY.into());
	let key = DeviceKey::load(&path).map_err(|error| Failure::new(Failure::KEY, error))?;
	let (genesis, expires) = terms(arguments, config.as_ref())?;
	let mut shown = match subject {
		Subject::Router(owner, cell) => {
			let registration = Registration { owner, cell, expires, sponsor: arguments.sponsor };
			let proof = key.sign(&registration.signing_payload(&genesis));
			SignedRegistration { registration, key: key.key(), proof, genesis }.to_json()
		}
		Subject::Probe(carrier) => {
			let possession = ProbePossession { carrier, expires };
			let proof = key.sign(&possession.signing_payload(&genesis));
			SignedProbePossession { possession, key: key.key(), proof, genesis }.to_json()
		}
	};
	// For the person who compares it with what the router's label says.
	shown["name"] = json!(key.name());
	print(shown)
}
