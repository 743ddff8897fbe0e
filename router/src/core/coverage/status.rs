//! Coverage as shown to the operator.

use super::{hearing::Overheard, Coverage, Me, Pending, Stage};
use crate::{core::Moment, radio::Ignored};
use cairn_primitives::coverage::{Channel, Rssi};
use serde::Serialize;
use std::collections::BTreeMap;

/// The most lines of a list.
const MAX_LINES: usize = 64;

/// A challenge that was heard.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HeardStatus {
	/// The window.
	pub window: u32,
	/// The challenged router.
	pub router: u32,
	/// In dBm; `null` where the driver does not say.
	pub dbm: Option<i8>,
	/// On which channel.
	pub channel: String,
	/// `new`, `sent`, `put-off`, `refused`, or why no report was signed.
	pub report: &'static str,
}

/// A neighbour.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NeighbourStatus {
	/// Its index, as its beacons say.
	pub router: u32,
	/// On which channel.
	pub channel: String,
	/// In dBm; `null` where the driver does not say.
	pub dbm: Option<i8>,
	/// Seconds since it was heard last.
	pub seconds_ago: u64,
}

/// One of this router's own challenges.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ChallengeStatus {
	/// The window.
	pub window: u32,
	/// Block from which on its proof is sent.
	pub due: u32,
	/// First block in which it can be proven no more.
	pub closes: u32,
	/// `waiting`, `sent`, `proven` or `given-up`.
	pub state: &'static str,
	/// Why it was given up.
	pub given_up: Option<&'static str>,
	/// Why the chain refused it last.
	pub refused: Option<&'static str>,
	/// The chain's code for that.
	pub refusal_code: Option<u8>,
	/// What else is in the way.
	pub trouble: Option<String>,
	/// Reports that the node held.
	pub reports: usize,
	/// How many of them count.
	pub valid: usize,
	/// Why others do not: the chain's verdicts by name, and `wrong-commit` (of another secret),
	/// `wrong-signature`, `signature-refused` (by the chain), `foreign` (about another challenge).
	pub not_counted: BTreeMap<&'static str, usize>,
}

/// Coverage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CoverageStatus {
	/// `router`, or `probe`.
	pub role: &'static str,
	/// The probe's index.
	pub probe: Option<u32>,
	/// The running window.
	pub window: Option<u32>,
	/// Its first block, and the first after it.
	pub begins: Option<u32>,
	/// The first block after it.
	pub ends: Option<u32>,
	/// Windows between two challenges on average.
	pub interval: Option<String>,
	/// Whether this router is challenged in it.
	pub challenged: Option<bool>,
	/// Why it takes no part.
	pub obstacle: Option<&'static str>,
	/// What is wrong with the node's newest block: `node-behind` what was seen before, or
	/// `node-stands-still`.
	pub node_trouble: Option<&'static str>,
	/// Neighbours.
	pub neighbours: Vec<NeighbourStatus>,
	/// Challenges heard in this window and the one before it.
	pub heard: Vec<HeardStatus>,
	/// What was heard and came to nothing, since the start.
	pub overheard: Overheard,
	/// What was not understood, since the start.
	pub ignored: Ignored,
	/// Channels that could not be visited, and why.
	pub cannot_scan: BTreeMap<String, &'static str>,
	/// Reports that nodes took, since the start.
	pub reports_sent: u64,
	/// Times that a carrier's gateway kept a report because no node answered, since the start.
	pub reports_kept: u64,
	/// Reports that would not count and were not signed, by reason.
	pub reports_dropped: BTreeMap<&'static str, u64>,
	/// Reports that the node refused, by its reason.
	pub reports_refused: BTreeMap<String, u64>,
	/// Reports that no node took, until their window was heard no more.
	pub reports_given_up: u64,
	/// Reports about this router that the node held.
	pub reports_received: u64,
	/// Windows that the chain says are proven, since the start.
	pub proven: u64,
	/// This router's challenges, newest first.
	pub challenges: Vec<ChallengeStatus>,
}

/// A channel as people write it.
pub fn channel_name(channel: Channel) -> String {
	format!("{} {}", channel.band.name(), channel.number)
}

const fn dbm(rssi: Rssi) -> Option<i8> {
	match rssi {
		Rssi::Dbm(dbm) => Some(dbm),
		Rssi::Heard => None,
	}
}

impl ChallengeStatus {
	fn new(pending: &Pending) -> Self {
		let given_up = match pending.stage {
			Stage::GivenUp(why) => Some(why.name()),
			_ => None,
		};
		let (reports, valid) = pending.reports.unwrap_or_default();
		Self {
			window: pending.window.number,
			due: pending.due,
			closes: pending.window.proof_end,
			state: pending.stage.name(),
			given_up,
			refused: pending.refusal.map(|refusal| refusal.name()),
			refusal_code: pending.refusal.map(|refusal| refusal.0),
			trouble: pending.trouble.clone(),
			reports,
			valid,
			not_counted: pending.not_counted.clone(),
		}
	}
}

impl Coverage {
	/// Coverage as it stands.
	pub fn status(&self, now: Moment) -> CoverageStatus {
		let window = self.windows.first();
		let neighbours =
			self.neighbours.iter().map(|(router, channel, at, rssi)| NeighbourStatus {
				router,
				channel: channel_name(channel),
				dbm: dbm(rssi),
				seconds_ago: now.since(at).as_secs(),
			});
		let heard = self.hearing.iter().map(|(window, router, sighting)| HeardStatus {
			window,
			router,
			dbm: dbm(sighting.rssi),
			channel: channel_name(sighting.channel),
			report: sighting.report.name(),
		});
		let refused = self.visits.refused();
		CoverageStatus {
			role: match self.me {
				Me::Router => "router",
				Me::Probe(_) => "probe",
			},
			probe: match self.me {
				Me::Router => None,
				Me::Probe(index) => Some(index),
			},
			window: window.map(|window| window.number),
			begins: window.map(|window| window.begin),
			ends: window.map(|window| window.end),
			interval: window.map(|window| interval_name(window.interval)),
			challenged: self.is_challenged(),
			obstacle: self.obstacle(window).map(super::Obstacle::name),
			node_trouble: self.lag.trouble.map(super::NodeTrouble::name),
			neighbours: neighbours.take(MAX_LINES).collect(),
			heard: heard.take(MAX_LINES).collect(),
			overheard: self.overheard,
			ignored: self.tally.ignored,
			cannot_scan: refused
				.map(|(channel, why)| (channel_name(channel), why.name()))
				.collect(),
			reports_sent: self.tally.sent,
			reports_kept: self.tally.kept,
			reports_dropped: self.tally.dropped.iter().map(|(w, n)| (w.name(), *n)).collect(),
			reports_refused: self.tally.refused.clone(),
			reports_given_up: self.tally.given_up,
			reports_received: self.tally.received,
			proven: self.tally.proven,
			challenges: self.pending.values().rev().map(ChallengeStatus::new).collect(),
		}
	}
}

/// An interval in windows, with two decimals.
fn interval_name(raw: u32) -> String {
	let hundredths = u64::from(raw) * 100 / 256;
	format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
