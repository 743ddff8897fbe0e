//! Answers that are good for more than one who asks.

use super::node::{Away, Node};
use crate::{
	core::gateway::{Fault, Keeps, Question},
	lock::lock,
};
use cairn_chain_client::NodeError;
use cairn_primitives::BlockNumber;
use lru::LruCache;
use serde_json::Value;
use std::{
	num::NonZeroUsize,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc, Mutex,
	},
	time::{Duration, Instant},
};
use tokio::{
	sync::{OnceCell, Semaphore},
	task,
};

/// Answers that are remembered.
const REMEMBERED: NonZeroUsize = match NonZeroUsize::new(8_192) {
	Some(count) => count,
	None => NonZeroUsize::MIN,
};
/// The longest question and answer, in octets, that are remembered: so all of them take 72 MiB at
/// most, and about two as a rule.
const LONGEST_QUESTION: usize = 1_024;
const LONGEST_ANSWER: usize = 8 * 1_024;
/// The longest that an answer about the newest block is good, whether or not a new one was seen.
const STALE: Duration = Duration::from_secs(10);
/// Questions that a node works on at once.
const AT_ONCE: usize = 64;

/// Why there is no answer of use.
#[derive(Debug)]
pub enum Unanswered {
	/// The node's error.
	Node(NodeError),
	/// The gateway's.
	Fault(Fault),
}

impl From<Away> for Unanswered {
	fn from(_: Away) -> Self {
		Self::Fault(Fault::Away)
	}
}

/// An answer, or the place where whoever asks first puts it while others wait.
struct Entry {
	asked: Instant,
	block: Option<BlockNumber>,
	answer: OnceCell<Arc<Value>>,
}

/// Asks a node, each question that several have only once.
pub struct Answers {
	node: Arc<dyn Node>,
	known: Mutex<LruCache<String, Arc<Entry>>>,
	places: Arc<Semaphore>,
	asked: AtomicU64,
	spared: AtomicU64,
}

impl Answers {
	/// Of this node.
	pub fn new(node: Arc<dyn Node>) -> Self {
		Self {
			node,
			known: Mutex::new(LruCache::new(REMEMBERED)),
			places: Arc::new(Semaphore::new(AT_ONCE)),
			asked: AtomicU64::new(0),
			spared: AtomicU64::new(0),
		}
	}

	/// How often the node was asked, and how often it was spared.
	pub fn counts(&self) -> (u64, u64) {
		(self.asked.load(Ordering::Relaxed), self.spared.load(Ordering::Relaxed))
	}

	/// The answer. `block` is the newest final one that this daemon knows: what is said of the newest
	/// block is good until it changes.
	pub async fn ask(
		&self,
		question: Question,
		block: Option<BlockNumber>,
	) -> Result<Arc<Value>, Unanswered> {
		let key = format!("{} {}", question.method, question.params);
		if question.keeps == Keeps::Never || key.len() > LONGEST_QUESTION {
			return self.fetch(question).await;
		}
		let entry = self.entry(&key, question.keeps, block);
		if let Some(answer) = entry.answer.get() {
			self.spared.fetch_add(1, Ordering::Relaxed);
			return Ok(answer.clone());
		}
		let mut first = false;
		let fetch = async {
			first = true;
			self.fetch(question).await
		};
		let answer = entry.answer.get_or_try_init(|| fetch).await.cloned();
		match &answer {
			Ok(_) if !first => {
				self.spared.fetch_add(1, Ordering::Relaxed);
			}
			// A null may become something, and a long answer would take the room of many.
			Ok(value) if value.is_null() || value.to_string().len() > LONGEST_ANSWER => {
				self.forget(&key, &entry);
			}
			_ => {}
		}
		answer
	}

	fn entry(&self, key: &str, keeps: Keeps, block: Option<BlockNumber>) -> Arc<Entry> {
		let mut known = lock(&self.known);
		if let Some(entry) = known.get(key) {
			let fresh = entry.block == block && entry.asked.elapsed() < STALE;
			if keeps == Keeps::Always || fresh {
				return entry.clone();
			}
		}
		let entry = Arc::new(Entry { asked: Instant::now(), block, answer: OnceCell::new() });
		known.put(key.to_owned(), entry.clone());
		entry
	}

	fn forget(&self, key: &str, entry: &Arc<Entry>) {
		let mut known = lock(&self.known);
		if known.peek(key).is_some_and(|kept| Arc::ptr_eq(kept, entry)) {
			known.pop(key);
		}
	}

	async fn fetch(&self, question: Question) -> Result<Arc<Value>, Unanswered> {
		let busy = || Unanswered::Fault(Fault::Busy);
		let place = self.places.clone().acquire_owned().await.map_err(|_| busy())?;
		let node = self.node.clone();
		self.asked.fetch_add(1, Ordering::Relaxed);
		let asked = task::spawn_blocking(move || {
			// Held until the node has answered, whether or not anybody still waits for it.
			let _place = place;
			node.ask(question.method, &question.params)
		});
		match asked.await.map_err(|_| busy())?? {
			Ok(value) => Ok(Arc::new(value)),
			Err(error) => Err(Unanswered::Node(error)),
		}
	}
}
