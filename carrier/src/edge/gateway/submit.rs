//! Reports on their way to a node, many at a time; where no node answers they are kept.

use super::node::Node;
use crate::{
	core::gateway::{Horizon, Kept, NotForwarded, Outcome, MAX_SUBMITTED},
	db::{Db, DbError},
	lock::lock,
};
use cairn_primitives::coverage::SignedWitnessReport;
use codec::Encode;
use serde_json::json;
use std::{
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc, Mutex,
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
	db: Arc<Db>,
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

	/// Changes what is kept, and the books in the same order; an error where they failed, and then
	/// nothing is kept that was not before.
	fn change<T>(&self, change: impl FnOnce(&mut Kept, u64) -> T) -> Result<T, DbError> {
		let mut kept = lock(&self.kept);
		let result = change(&mut kept, self.now());
		let changes = kept.take_changes();
		if !changes.is_empty() {
			// Under the lock, so that no later change is written before this one.
			self.db.write_kept(&changes).inspect_err(|error| {
				log::error!("gateway: {error}");
				kept.undo(&changes);
			})?;
		}
		Ok(result)
	}

	/// What becomes of each report if no node answers.
	fn keep(&self, reports: Vec<SignedWitnessReport>) -> Vec<Outcome> {
		let count = reports.len();
		let unavailable = || Outcome::from(NotForwarded::Unavailable);
		let kept = self.change(|kept, now| {
			for report in &reports {
				// Why one finds no room is nothing that its witness could mend.
				let _no_room = kept.keep(report.clone(), now);
			}
			// Only now: an earlier one may have given way to a later one.
			let outcome = |report| if kept.holds(report) { Outcome::Kept } else { unavailable() };
			reports.iter().map(outcome).collect()
		});
		kept.unwrap_or_else(|_| vec![unavailable(); count])
	}

	/// Takes note of what a node said; where the books fail, the reports are handed in again after the
	/// next start.
	fn told(&self, reports: &[SignedWitnessReport], outcomes: &[Outcome]) {
		let _ = self.change(|kept, now| {
			for (report, outcome) in reports.iter().zip(outcomes) {
				kept.told(report, outcome, now);
			}
		});
	}

	fn send(&self, jobs: Vec<Job>) {
		let (reports, done): (Vec<_>, Vec<_>) =
			jobs.into_iter().map(|job| (job.report, job.done)).unzip();
		let outcomes = match self.hand_in(&reports) {
			Some(outcomes) => {
				// They may have been kept before.
				self.told(&reports, &outcomes);
				outcomes
			}
			None => self.keep(reports),
		};
		for (done, outcome) in done.into_iter().zip(outcomes) {
			// Whoever has gone away sends it again.
			let _ = done.send(outcome);
		}
	}

	/// Hands in what was kept, until nothing is due or no node answers.
	fn send_kept(&self) {
		loop {
			let horizon = *lock(&self.horizon);
			let due = self.change(|kept, now| {
				if let Some(horizon) = horizon {
					kept.expire(horizon.oldest);
				}
				kept.due(MAX_SUBMITTED, now)
			});
			let Ok(due) = due else { return };
			if due.is_empty() {
				return;
			}
			let Some(outcomes) = self.hand_in(&due) else { return };
			self.told(&due, &outcomes);
		}
	}
}

impl Sender {
	/// Starts sending; to be called within a runtime. Keeps at most `most` reports, those first that
	/// the books hold from before.
	pub fn start(
		node: Arc<dyn Node>,
		db: Arc<Db>,
		most: usize,
		started: Instant,
	) -> Result<Self, DbError> {
		let (kept, before) = (Mutex::new(Kept::new(most)), db.kept()?);
		let (horizon, batches) = (Mutex::new(None), AtomicU64::new(0));
		let shared = Arc::new(Shared { node, db, kept, horizon, batches, started });
		shared.change(|kept, now| kept.restore(before, now))?;
		let (jobs, queue) = mpsc::channel(QUEUE);
		tokio::spawn(gather(queue, shared.clone()));
		tokio::spawn(repeat(shared.clone()));
		Ok(Self { jobs, shared })
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
		// Not here: whoever writes the books holds the lock meanwhile.
		let shared = shared.clone();
		if task::spawn_blocking(move || shared.send_kept()).await.is_err() {
			log::error!("gateway: handing in what was kept failed");
		}
	}
}

#[cfg(test)]
mod tests;
