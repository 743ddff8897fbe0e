//! Σ CDR = lane totals = chain.

use super::local::{get, Asked};
use crate::{
	cdr_files::{files, Records},
	chain::{ChainAccess, RpcChain},
	config::Config,
	core::{Lane, LaneKey, LaneSum, Reconciliation},
	db::{Db, DbError, Item},
	exit::Failure,
};
use cairn_primitives::{Kind, Octets, RouterIndex, TariffVersion};
use serde_json::json;
use std::{
	collections::{BTreeMap, BTreeSet},
	io::{BufRead, BufReader},
	path::Path,
};

/// The books as of one moment.
#[derive(Default)]
struct Books {
	waiting: Vec<crate::core::Cdr>,
	next_cdr: u64,
	lanes: BTreeMap<LaneKey, Lane>,
	whole: bool,
}

impl Books {
	fn take(&mut self, item: Item) {
		match item {
			Item::Cdr(cdr) => self.waiting.push(*cdr),
			Item::NextCdr(next) => self.next_cdr = next,
			Item::Lane(version, kind, router, octets, settled) => {
				// The database has no other kinds.
				if let Some(kind) = Kind::from_byte(kind) {
					let lane = Lane { octets, settled, ..Lane::default() };
					self.lanes.insert(LaneKey { version, kind, router }, lane);
				}
			}
			Item::End => self.whole = true,
		}
	}

	/// Asks the running daemon, or opens the database where none runs.
	fn read(config: &Config, genesis: [u8; 32]) -> Result<Self, Failure> {
		let mut books = Self::default();
		let endpoint = format!("http://{}/snapshot", config.token.listen);
		match get(config, "/snapshot")? {
			Asked::Answered(response) => {
				let failed =
					|reason: String| Failure::Daemon { endpoint: endpoint.clone(), reason };
				for line in BufReader::new(response.into_body().into_reader()).lines() {
					let line = line.map_err(|error| failed(error.to_string()))?;
					let item =
						serde_json::from_str(&line).map_err(|error| failed(error.to_string()))?;
					books.take(item);
				}
				if !books.whole {
					return Err(failed("the snapshot broke off".to_owned()));
				}
			}
			Asked::Absent(absent) => {
				let db = match Db::open_existing(&config.database(), config.carrier, genesis) {
					// Somebody has it open who does not answer.
					Err(DbError::InUse(_)) => return Err(absent),
					db => db?,
				};
				db.snapshot(|item| {
					books.take(item);
					true
				})?;
			}
		}
		Ok(books)
	}
}

/// What the chain has settled, by router.
type Settled = BTreeMap<RouterIndex, Vec<(TariffVersion, Kind, Octets)>>;

/// Compares records, lanes and chain; fails with the number of lanes that do not add up.
///
/// `settled` makes octets an exception that the chain has not settled yet.
pub fn reconcile(config: &Path, json: bool, settled: bool) -> Result<(), Failure> {
	let config = Config::load(config)?;
	let chain = RpcChain::connect(&config.chain.endpoints, config.chain.genesis, config.poll())?;
	let books = Books::read(&config, chain.genesis())?;
	let mut sums = Reconciliation::default();
	let waiting: BTreeSet<u64> = books.waiting.iter().map(|cdr| cdr.seq).collect();
	for path in files(&config.cdr_dir())? {
		for cdr in Records::open(&path)? {
			let cdr = cdr?;
			// Later records are about lanes that have grown since; those that wait come from the
			// books, whether or not they are in the file by now.
			if cdr.seq < books.next_cdr && !waiting.contains(&cdr.seq) {
				sums.add(&cdr);
			}
		}
	}
	books.waiting.iter().for_each(|cdr| sums.add(cdr));

	let block = chain.finalized()?;
	let Some(view) = chain.view(config.carrier, block, 0)? else {
		return Err(Failure::NoCarrier(config.carrier));
	};
	let keys: BTreeSet<LaneKey> = books.lanes.keys().copied().chain(sums.lanes()).collect();
	let mut chain_lanes = Settled::new();
	let mut lines = Vec::with_capacity(keys.len());
	for key in keys {
		let lane = books.lanes.get(&key).copied().unwrap_or_default();
		let settles = view.tariff(key.version).is_some();
		let on_chain = if settles {
			let lanes = match chain_lanes.get(&key.router) {
				Some(lanes) => lanes,
				None => {
					let facts = chain.router(config.carrier, key.router, block)?;
					chain_lanes
						.entry(key.router)
						.or_insert(facts.map(|facts| facts.lanes).unwrap_or_default())
				}
			};
			let found = lanes.iter().find(|lane| (lane.0, lane.1) == (key.version, key.kind));
			Some(found.map_or(0, |lane| lane.2))
		} else {
			None
		};
		lines.push(sums.lane(key, &lane, on_chain, settled));
	}
	report(&sums, &lines, block.number, json)
}

fn report(sums: &Reconciliation, lines: &[LaneSum], block: u32, json: bool) -> Result<(), Failure> {
	let wrong = lines.iter().filter(|line| !line.exceptions.is_empty()).count();
	if json {
		println!(
			"{}",
			json!({
				"block": block,
				"records": sums.records,
				"lanes": lines,
				"refused": sums.refused,
				"lost": sums.lost,
				"exceptions": wrong,
			})
		);
	} else {
		println!("finalised block {block}, {} records", sums.records);
		println!("router version kind {:>20} {:>20} {:>20}", "records", "total", "chain");
		for line in lines {
			let LaneSum { router, version, kind, records, total, chain, exceptions } = line;
			println!("{router:6} {version:7} {kind:4} {records:20} {total:20} {chain:20}");
			for exception in exceptions {
				println!("  exception: {exception}");
			}
		}
		for (reason, octets) in &sums.refused {
			println!("refused, {reason}: {octets}");
		}
		if sums.lost > 0 {
			println!("lost: {}", sums.lost);
		}
	}
	if wrong == 0 {
		Ok(())
	} else {
		Err(Failure::Exceptions(wrong))
	}
}
