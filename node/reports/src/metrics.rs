//! What the pool tells Prometheus.

use crate::{pool::Usage, refusal::Refusal};
use substrate_prometheus_endpoint::{
	register, Counter, CounterVec, Gauge, Opts, PrometheusError, Registry, U64,
};

/// Why reports were lost although nobody looked at them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Drop {
	/// The peer sent more than it may.
	Rate,
	/// More of the peer's reports wait than may.
	Queue,
	/// They did not come as a batch.
	Garbage,
	/// The node is catching up with the chain, and cannot judge.
	Syncing,
}

impl Drop {
	const ALL: [Self; 4] = [Self::Rate, Self::Queue, Self::Garbage, Self::Syncing];

	const fn name(self) -> &'static str {
		match self {
			Self::Rate => "rate",
			Self::Queue => "queue",
			Self::Garbage => "garbage",
			Self::Syncing => "syncing",
		}
	}
}

/// The counters and gauges; all of them count nothing without a registry.
#[derive(Clone, Default)]
pub struct Metrics(Option<Registered>);

#[derive(Clone)]
struct Registered {
	reports: Gauge<U64>,
	bytes: Gauge<U64>,
	limit: Gauge<U64>,
	witnesses: Gauge<U64>,
	waiting: Gauge<U64>,
	peers: Gauge<U64>,
	evicted: Gauge<U64>,
	accepted: Counter<U64>,
	known: Counter<U64>,
	refused: CounterVec<U64>,
	received: Counter<U64>,
	submitted: Counter<U64>,
	sent: Counter<U64>,
	checked: Counter<U64>,
	dropped: CounterVec<U64>,
	peers_dropped: Counter<U64>,
}

impl Metrics {
	/// Registers everything. `limit` is the pool's bound in octets.
	pub fn register(registry: Option<&Registry>, limit: usize) -> Result<Self, PrometheusError> {
		let Some(registry) = registry else { return Ok(Self(None)) };
		let gauge = |name: &str, help: &str| register(Gauge::new(name, help)?, registry);
		let counter = |name: &str, help: &str| register(Counter::new(name, help)?, registry);
		let by_reason = |name: &str, help: &str| {
			register(CounterVec::new(Opts::new(name, help), &["reason"])?, registry)
		};
		let all = Registered {
			reports: gauge("cairn_reports_held", "Reports in the pool")?,
			bytes: gauge("cairn_reports_bytes", "Octets that the pool counts for")?,
			limit: gauge("cairn_reports_bytes_limit", "Octets that the pool may count for")?,
			witnesses: gauge("cairn_reports_witnesses", "Witnesses that the pool knows")?,
			waiting: gauge("cairn_reports_waiting", "Reports that wait to be checked")?,
			peers: gauge("cairn_reports_peers", "Peers that reports are exchanged with")?,
			evicted: gauge("cairn_reports_evicted", "Reports that gave way since the start")?,
			accepted: counter("cairn_reports_accepted_total", "Reports that entered the pool")?,
			known: counter("cairn_reports_known_total", "Reports that were held already")?,
			refused: by_reason("cairn_reports_refused_total", "Refused reports, by reason")?,
			received: counter("cairn_reports_received_total", "Reports that came from peers")?,
			submitted: counter("cairn_reports_submitted_total", "Reports handed in by RPC")?,
			sent: counter("cairn_reports_sent_total", "Reports sent, counted for each peer")?,
			checked: counter("cairn_reports_checked_total", "Reports that the chain was asked of")?,
			dropped: by_reason("cairn_reports_dropped_total", "Reports lost unseen, by reason")?,
			peers_dropped: counter(
				"cairn_reports_peers_dropped_total",
				"Streams closed because a peer sent the same reports again and again",
			)?,
		};
		all.limit.set(number(limit));
		// So that a rate can be computed from the first one on.
		for reason in Drop::ALL {
			all.dropped.with_label_values(&[reason.name()]);
		}
		for refusal in Refusal::OWN {
			all.refused.with_label_values(&[refusal.name()]);
		}
		Ok(Self(Some(all)))
	}

	/// What the pool holds.
	pub fn usage(&self, usage: Usage) {
		let Some(all) = &self.0 else { return };
		all.reports.set(number(usage.reports));
		all.bytes.set(number(usage.bytes));
		all.witnesses.set(number(usage.witnesses));
		all.evicted.set(usage.evicted);
	}

	/// What waits, and how many peers there are.
	pub fn queues(&self, waiting: usize, peers: usize) {
		let Some(all) = &self.0 else { return };
		all.waiting.set(number(waiting));
		all.peers.set(number(peers));
	}

	/// Reports entered the pool.
	pub fn accepted(&self) {
		self.count(|all| all.accepted.inc());
	}

	/// A report was held already.
	pub fn known(&self) {
		self.count(|all| all.known.inc());
	}

	/// A report was refused.
	pub fn refused(&self, refusal: Refusal) {
		self.count(|all| all.refused.with_label_values(&[refusal.name()]).inc());
	}

	/// Reports came from a peer.
	pub fn received(&self, reports: usize) {
		self.count(|all| all.received.inc_by(number(reports)));
	}

	/// Reports were handed in by RPC.
	pub fn submitted(&self, reports: usize) {
		self.count(|all| all.submitted.inc_by(number(reports)));
	}

	/// Reports were sent to a peer.
	pub fn sent(&self, reports: usize) {
		self.count(|all| all.sent.inc_by(number(reports)));
	}

	/// The chain was asked of reports.
	pub fn checked(&self, reports: usize) {
		self.count(|all| all.checked.inc_by(number(reports)));
	}

	/// Reports were lost.
	pub fn dropped(&self, reason: Drop, reports: usize) {
		self.count(|all| all.dropped.with_label_values(&[reason.name()]).inc_by(number(reports)));
	}

	/// A peer sent too many bad reports.
	pub fn peer_dropped(&self) {
		self.count(|all| all.peers_dropped.inc());
	}

	fn count(&self, how: impl FnOnce(&Registered)) {
		if let Some(all) = &self.0 {
			how(all);
		}
	}
}

fn number(size: usize) -> u64 {
	size.try_into().unwrap_or(u64::MAX)
}
