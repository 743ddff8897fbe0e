//! Reports on their way to a node, many at a time; where no node answers they are kept.

use super::node::Node;
use crate::core::gateway::{Horizon, Kept, NotForwarded, Outcome, MAX_SUBMITTED};
use cairn_primitives::coverage::SignedWitnessReport;
use codec::Encode;
use serde_json::json;
use std::{
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc, Mutex, MutexGuard, PoisonError,
	},
	time::{Duration, Instant},
};
use tokio::{
	sync::{mpsc, oneshot, Semaphore},
	task, time,
};

/// Reports that may wait for a batch; further ones are refused for now.
const QUEUE: usize = 4_096;
/// How long a first report waits for others.
const GATHER: Duration = Duration::from_millis(50);
/// Batches on their way at once.
const AT_ONCE: usize = 4;
/// Time between two attempts to hand in what was kept.
const AGAIN: Duration = Duration::from_secs(1);

struct Job {
	report: SignedWitnessReport,
	done: oneshot::Sender<Outcome>,
}

/// What the sending threads share.
struct Shared {
	node: Arc<dyn Node>,
	kept: Mutex<Kept>,
	horizon: Mutex<Option<Horizon>>,
	batches: AtomicU64,
	started: Instant,
}

/// The entrance of the sender.
pub struct Sender {
	jobs: mpsc::Sender<Job>,
	shared: Arc<Shared>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
	fn now(&self) -> u64 {
		u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
	}

	/// What a node says of each report; `None` where none answers, or what it says is no such list.
	fn hand_in(&self, reports: &[SignedWitnessReport]) -> Option<Vec<Outcome>> {
		let list = format!("0x{}", crate::secrets::to_hex(&reports.encode()));
		self.batches.fetch_add(1, Ordering::Relaxed);
		match self.node.ask("cairn_submitReports", &json!([list])) {
			Ok(Ok(value)) => match serde_json::from_value::<Vec<Outcome>>(value) {
				Ok(outcomes) if outcomes.len() == reports.len() => return Some(outcomes),
				_ => log::warn!("gateway: the node's answer to cairn_submitReports is no answer"),
			},
			Ok(Err(error)) => log::warn!("gateway: cairn_submitReports: {}", error.message),
			Err(away) => log::debug!("gateway: {away}"),
		}
		None
	}

	fn keep(&self, report: SignedWitnessReport) -> Outcome {
		match lock(&self.kept).keep(report, self.now()) {
			Ok(()) => Outcome::Kept,
			Err(_) => NotForwarded::Unavailable.into(),
		}
	}

	fn send(&self, jobs: Vec<Job>) {
		let reports: Vec<_> = jobs.iter().map(|job| job.report.clone()).collect();
		let outcomes = self.hand_in(&reports);
		let mut outcomes = outcomes.map(Vec::into_iter);
		for Job { report, done } in jobs {
			let outcome = match outcomes.as_mut().and_then(Iterator::next) {
				Some(outcome) => {
					// It may have been kept before.
					lock(&self.kept).told(&report, &outcome, self.now());
					outcome
				}
				None => self.keep(report),
			};
			// Whoever has gone away sends it again.
			let _ = done.send(outcome);
		}
	}

	/// Hands in what was kept, until nothing is due or no node answers.
	fn send_kept(&self) {
		loop {
			if let Some(horizon) = *lock(&self.horizon) {
				lock(&self.kept).expire(horizon.oldest);
			}
			let due = lock(&self.kept).due(MAX_SUBMITTED, self.now());
			if due.is_empty() {
				return;
			}
			let Some(outcomes) = self.hand_in(&due) else { return };
			let (now, mut kept) = (self.now(), lock(&self.kept));
			for (report, outcome) in due.iter().zip(&outcomes) {
				kept.told(report, outcome, now);
			}
		}
	}
}

impl Sender {
	/// Starts sending; to be called within a runtime. Keeps at most `most` reports.
	pub fn start(node: Arc<dyn Node>, most: usize, started: Instant) -> Self {
		let shared = Arc::new(Shared {
			node,
			kept: Mutex::new(Kept::new(most)),
			horizon: Mutex::new(None),
			batches: AtomicU64::new(0),
			started,
		});
		let (jobs, queue) = mpsc::channel(QUEUE);
		tokio::spawn(gather(queue, shared.clone()));
		tokio::spawn(repeat(shared.clone()));
		Self { jobs, shared }
	}

	/// Hands a report in; what became of it comes later. An error where too many wait.
	pub fn submit(
		&self,
		report: SignedWitnessReport,
	) -> Result<oneshot::Receiver<Outcome>, NotForwarded> {
		let (done, outcome) = oneshot::channel();
		self.jobs.try_send(Job { report, done }).map_err(|_| NotForwarded::Busy)?;
		Ok(outcome)
	}

	/// Tells which windows can still be proven.
	pub fn set_horizon(&self, horizon: Horizon) {
		*lock(&self.shared.horizon) = Some(horizon);
	}

	/// The windows that can still be proven, as far as was told.
	pub fn horizon(&self) -> Option<Horizon> {
		*lock(&self.shared.horizon)
	}

	/// Batches handed to a node since the start.
	pub fn batches(&self) -> u64 {
		self.shared.batches.load(Ordering::Relaxed)
	}

	/// Looks at what is kept.
	pub fn kept<T>(&self, look: impl FnOnce(&Kept) -> T) -> T {
		look(&lock(&self.shared.kept))
	}
}

/// Sends batches of what has come within a moment.
async fn gather(mut queue: mpsc::Receiver<Job>, shared: Arc<Shared>) {
	let places = Arc::new(Semaphore::new(AT_ONCE));
	while let Some(first) = queue.recv().await {
		let mut batch = vec![first];
		let end = time::Instant::now() + GATHER;
		while batch.len() < MAX_SUBMITTED {
			match time::timeout_at(end, queue.recv()).await {
				Ok(Some(job)) => batch.push(job),
				Ok(None) | Err(_) => break,
			}
		}
		let Ok(place) = places.clone().acquire_owned().await else { return };
		let shared = shared.clone();
		task::spawn_blocking(move || {
			shared.send(batch);
			drop(place);
		});
	}
}

/// Hands in again what was kept, for ever.
async fn repeat(shared: Arc<Shared>) {
	loop {
		time::sleep(AGAIN).await;
		if lock(&shared.kept).is_empty() {
			continue;
		}
		let shared = shared.clone();
		if task::spawn_blocking(move || shared.send_kept()).await.is_err() {
			log::error!("gateway: handing in what was kept failed");
		}
	}
}
