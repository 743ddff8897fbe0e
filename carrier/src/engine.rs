//! The one writer: takes reports, writes a group of them in one durable transaction, and only then
//! lets their replies go.

use crate::{
	chain::{unix_now, AaaKeys, Follower},
	core::{process, reject, Checked, Outcome, Rules},
	db::{Db, DbError},
	lock::lock,
};
use cairn_primitives::Reason;
use std::{
	collections::BTreeMap,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex,
	},
	thread,
};
use tokio::sync::{mpsc, oneshot};

/// Reports that may wait for the writer; further ones are dropped, and their routers send again.
const QUEUE: usize = 4_096;
/// The most reports in one transaction.
const GROUP: usize = 256;

/// A report for the writer.
pub struct Job {
	/// The report.
	pub report: Checked,
	/// The packet's attributes for the carrier's own AAA, where there is one.
	pub accounting: Option<Vec<u8>>,
	/// Takes what is to be answered; dropped where the books failed.
	pub done: oneshot::Sender<Outcome>,
}

/// The writer's entrance.
#[derive(Clone)]
pub struct Engine {
	jobs: mpsc::Sender<Job>,
	refused: Arc<Mutex<BTreeMap<String, u64>>>,
}

/// What the writer works with.
pub struct Works {
	/// The books.
	pub db: Arc<Db>,
	/// How the carrier works.
	pub rules: Rules,
	/// The chain.
	pub follower: Arc<Follower>,
	/// Its AAA keys.
	pub keys: AaaKeys,
	/// The most accounting packets that wait for the carrier's own AAA.
	pub upstream_queue: usize,
	/// Whether the operator has been told that no key is active.
	pub keyless: AtomicBool,
}

impl Engine {
	/// Starts the writer. `failed` is told when the books fail, after which nothing is written any
	/// more.
	pub fn start(works: Works, failed: mpsc::Sender<DbError>) -> std::io::Result<Self> {
		let (jobs, mut queue) = mpsc::channel(QUEUE);
		let refused = Arc::<Mutex<BTreeMap<String, u64>>>::default();
		let counts = refused.clone();
		thread::Builder::new().name("books".to_owned()).spawn(move || {
			let mut group = Vec::with_capacity(GROUP);
			while queue.blocking_recv_many(&mut group, GROUP) > 0 {
				match works.write(&mut group, &counts) {
					Ok(done) => {
						for (job, outcome) in done {
							// A client that has gone away sends its report again.
							let _ = job.send(outcome);
						}
					}
					Err(error) => {
						log::error!("{error}");
						let _ = failed.blocking_send(error);
						return;
					}
				}
			}
		})?;
		Ok(Self { jobs, refused })
	}

	/// Has a report processed; `None` where the writer is overloaded or has failed.
	pub async fn process(&self, report: Checked, accounting: Option<Vec<u8>>) -> Option<Outcome> {
		let (done, outcome) = oneshot::channel();
		self.jobs.try_send(Job { report, accounting, done }).ok()?;
		outcome.await.ok()
	}

	/// Refusals since the daemon started, by reason.
	pub fn refused(&self) -> BTreeMap<String, u64> {
		lock(&self.refused).clone()
	}
}

impl Works {
	fn write(
		&self,
		group: &mut Vec<Job>,
		counts: &Mutex<BTreeMap<String, u64>>,
	) -> Result<Vec<(oneshot::Sender<Outcome>, Outcome)>, DbError> {
		let view = self.follower.view();
		let key = view.as_ref().and_then(|view| self.keys.active(view));
		let keyless = key.is_none() && !self.rules.shadow;
		if keyless && !self.keyless.swap(keyless, Ordering::Relaxed) {
			log::error!("no AAA key of the configuration is active on chain: nothing is signed");
		}
		self.keyless.store(keyless, Ordering::Relaxed);
		let now = unix_now();
		let (done, refused) = self.db.write(|tx| {
			let mut done = Vec::with_capacity(group.len());
			for job in group.drain(..) {
				let report = &job.report;
				let outcome = match (&view, &key) {
					(Some(view), Some(key)) => process(tx, &self.rules, view, key, report, now)?,
					(Some(view), None) if self.rules.shadow => {
						process(tx, &self.rules, view, &NoKey, report, now)?
					}
					(Some(_), None) => reject(tx, &self.rules, report, Reason::NoActiveKey, now)?,
					(None, _) => reject(tx, &self.rules, report, Reason::ChainUnreachable, now)?,
				};
				if let Some(accounting) = job.accounting.as_ref().filter(|_| outcome.forward) {
					tx.push_upstream(accounting, self.upstream_queue)?;
				}
				done.push((job.done, outcome));
			}
			Ok((done, std::mem::take(&mut tx.refused)))
		})?;
		let mut counts = lock(counts);
		for (reason, count) in refused {
			let sum = counts.entry(reason).or_default();
			*sum = sum.saturating_add(count);
		}
		Ok(done)
	}
}

/// Shadow mode has no key: where one is asked for all the same, the signature is no signature.
struct NoKey;

impl crate::core::Sign for NoKey {
	fn number(&self) -> cairn_primitives::KeyNumber {
		0
	}

	fn sign(&self, _: &[u8]) -> cairn_primitives::AnySignature {
		cairn_primitives::AnySignature::Sr25519([0; 64])
	}
}
