//! What the daemon tells its operator.

use super::Shared;
use crate::{
	config::Config,
	core::{coverage::CoverageStatus, Dropped, Status},
	edge::{
		chain::ChainAccess,
		radio::{CoverageEdge, RadioStatus},
	},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything, for the operator.
#[derive(Serialize)]
struct FullStatus {
	name: String,
	version: &'static str,
	uptime_seconds: u64,
	accounting: AccountingStatus,
	chain: ChainStatus,
	storage: StorageStatus,
	radio: Option<RadioStatus>,
	coverage: Option<CoverageStatus>,
	#[serde(flatten)]
	machine: Status,
}

#[derive(Serialize)]
struct AccountingStatus {
	listen: String,
	packets: u64,
	dropped: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
struct ChainStatus {
	endpoint: Option<String>,
	reachable: bool,
	trouble: Option<String>,
	seen_seconds_ago: Option<u64>,
}

#[derive(Serialize)]
struct StorageStatus {
	journal: String,
	journal_octets: u64,
	flash: String,
	flash_writes: u64,
	flash_is_current: bool,
}

/// All of it, as JSON.
pub(super) fn status(
	shared: &Shared,
	config: &Config,
	coverage: Option<&CoverageEdge>,
	name: &str,
) -> String {
	let now = shared.now();
	let radio = coverage.map(CoverageEdge::radio_status);
	let coverage = coverage.map(|coverage| coverage.coverage_status(now));
	let inner = shared.lock();
	let ok = |trouble: Option<&str>| trouble.unwrap_or("ok").to_string();
	let full = FullStatus {
		name: name.to_string(),
		version: env!("CARGO_PKG_VERSION"),
		uptime_seconds: shared.started.elapsed().as_secs(),
		accounting: AccountingStatus {
			listen: config.listen.to_string(),
			packets: inner.packets,
			dropped: Dropped::ALL
				.iter()
				.map(|why| (why.name(), inner.dropped.get(why).copied().unwrap_or(0)))
				.collect(),
		},
		chain: ChainStatus {
			endpoint: shared.chain.endpoint(),
			reachable: inner.chain.trouble.is_none() && inner.chain.seen.is_some(),
			trouble: inner.chain.trouble.clone(),
			seen_seconds_ago: inner.chain.seen.map(|seen| now.since(seen).as_secs()),
		},
		storage: StorageStatus {
			journal: ok(inner.journal.trouble()),
			journal_octets: inner.journal.length(),
			flash: ok(inner.flash.trouble()),
			flash_writes: inner.flash.writes(),
			flash_is_current: inner.flash.holds(inner.machine.revision()),
		},
		radio,
		coverage,
		machine: inner.machine.status(now),
	};
	// Nothing in it can fail to serialise; were that to change, the reader sees why.
	serde_json::to_string(&full).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}")) + "\n"
}
