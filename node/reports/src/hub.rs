//! Whose reports are checked next, who is told what became of them, and what peers are sent.
//!
//! No I/O: time comes in milliseconds as an argument, and what is to be done to peers goes out as
//! [`Action`]s.

mod checks;

pub use checks::Batch;

use crate::{
	bucket::{Bucket, Rate},
	message::MAX_BATCH,
	metrics::{Drop, Metrics},
	peers::{reputation, Peer, QUEUE},
	pool::{Pool, Screened, Session},
	refusal::{Outcome, Refusal},
};
use cairn_primitives::coverage::SignedWitnessReport;
use sc_network::ReputationChange;
use std::{
	collections::{HashMap, VecDeque},
	hash::Hash,
};
use tokio::sync::oneshot;

/// Reports that wait for their turn to be checked and were handed in by RPC.
const LOCAL_QUEUE: usize = 4_096;
/// Checks in a second: what the node spends on reports whatever it is sent, some 200 ms at 50 µs
/// each. Ticks are milliseconds.
const CHECKS: Rate = Rate { capacity: 4_000, refill: 4_000, ticks: 1_000 };

/// What is to be done to a peer.
#[derive(Clone, Copy, Debug)]
pub enum Action<P> {
	/// Change its reputation.
	Report(P, ReputationChange),
	/// Close the stream.
	Close(P),
}

/// What became of the reports that were handed in together, in their order.
pub type Reply = Vec<Outcome>;

/// Reports handed in together by RPC.
struct Submission {
	outcomes: Vec<Outcome>,
	left: usize,
	reply: oneshot::Sender<Reply>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Source<P> {
	Peer(P),
	Local,
}

/// Everything between network, RPC and pool.
pub struct Hub<P> {
	/// The pool.
	pub pool: Pool,
	metrics: Metrics,
	peers: HashMap<P, Peer>,
	last_session: Session,
	local: VecDeque<(SignedWitnessReport, u64, usize)>,
	submissions: HashMap<u64, Submission>,
	last_ticket: u64,
	/// Sources with waiting reports, each once, in the order of their turns.
	turns: VecDeque<Source<P>>,
	checks: Bucket,
}

impl<P: Copy + Eq + Hash> Hub<P> {
	/// No peers yet.
	pub fn new(pool: Pool, metrics: Metrics, now: u64) -> Self {
		Self {
			pool,
			metrics,
			peers: HashMap::new(),
			last_session: 0,
			local: VecDeque::new(),
			submissions: HashMap::new(),
			last_ticket: 0,
			turns: VecDeque::new(),
			checks: Bucket::full(now),
		}
	}

	/// A stream to a peer was opened.
	pub fn connected(&mut self, peer: P, light: bool, now: u64) {
		self.disconnected(&peer);
		// It would take years to come round to a number that a report still bears.
		self.last_session = self.last_session.checked_add(1).unwrap_or(1);
		self.peers.insert(peer, Peer::new(self.last_session, light, now));
	}

	/// A stream was closed. What the peer sent and was not checked is forgotten.
	pub fn disconnected(&mut self, peer: &P) {
		self.peers.remove(peer);
		self.turns.retain(|source| *source != Source::Peer(*peer));
	}

	/// The peers with an open stream.
	pub fn peers(&self) -> Vec<P> {
		self.peers.keys().copied().collect()
	}

	/// A peer sent what is no batch.
	pub fn on_garbage(&mut self, peer: P, actions: &mut Vec<Action<P>>) {
		self.metrics.dropped(Drop::Garbage, 1);
		actions.push(Action::Report(peer, reputation::BAD_MESSAGE));
	}

	/// A peer sent reports while they could not be judged.
	pub fn on_ignored(&mut self, reports: usize) {
		self.metrics.dropped(Drop::Syncing, reports);
	}

	/// Whether a peer may send so many reports now: asked before any of them is read. If not, they are
	/// lost, and it is blamed; where it goes on its stream is closed, and with it goes what the network
	/// has received of it and not handed over.
	pub fn may_send(
		&mut self,
		peer: P,
		reports: usize,
		now: u64,
		actions: &mut Vec<Action<P>>,
	) -> bool {
		let Some(state) = self.peers.get_mut(&peer) else { return false };
		self.metrics.received(reports);
		if state.take(now, reports) {
			return true;
		}
		let is_over = state.too_fast(now);
		self.metrics.dropped(Drop::Rate, reports);
		actions.push(Action::Report(peer, reputation::TOO_FAST));
		if is_over {
			self.cut_off(peer, actions);
		}
		false
	}

	fn cut_off(&mut self, peer: P, actions: &mut Vec<Action<P>>) {
		self.metrics.peer_dropped();
		self.disconnected(&peer);
		actions.push(Action::Report(peer, reputation::FLOOD));
		actions.push(Action::Close(peer));
	}

	/// A peer sent reports, which it may.
	pub fn on_reports(
		&mut self,
		peer: P,
		reports: Vec<SignedWitnessReport>,
		now: u64,
		actions: &mut Vec<Action<P>>,
	) {
		let Some(state) = self.peers.get_mut(&peer) else { return };
		let (mut repeated, mut lost) = (0, 0);
		let waited = !state.queue.is_empty();
		for signed in reports {
			match self.pool.screen(&signed.report, Some(state.session)) {
				Screened::New if state.queue.len() < QUEUE => state.queue.push_back(signed),
				Screened::New => lost += 1,
				Screened::Known { again } => {
					self.metrics.known();
					repeated += u32::from(again);
				}
				// It cost a look-up, and the peer may see another window than this node.
				Screened::Refused(refusal) => self.metrics.refused(refusal),
			}
		}
		if lost > 0 {
			self.metrics.dropped(Drop::Queue, lost);
		}
		if !waited && !state.queue.is_empty() {
			self.turns.push_back(Source::Peer(peer));
		}
		if state.repeated(now, repeated) {
			self.cut_off(peer, actions);
		}
	}

	/// Reports were handed in by RPC. The answer comes when all of them have been checked; `None` if
	/// too many wait already.
	pub fn submit(
		&mut self,
		reports: Vec<SignedWitnessReport>,
	) -> Option<oneshot::Receiver<Reply>> {
		if self.local.len().saturating_add(reports.len()) > LOCAL_QUEUE {
			return None;
		}
		self.metrics.submitted(reports.len());
		let (reply, receiver) = oneshot::channel();
		self.last_ticket = self.last_ticket.wrapping_add(1);
		let ticket = self.last_ticket;
		let left = reports.len();
		let outcomes = vec![Outcome::Refused(Refusal::BUSY); left];
		self.submissions.insert(ticket, Submission { outcomes, left, reply });
		if self.local.is_empty() && left > 0 {
			self.turns.push_back(Source::Local);
		}
		self.local
			.extend(reports.into_iter().enumerate().map(|(place, signed)| (signed, ticket, place)));
		Some(receiver)
	}

	fn settle(&mut self, ticket: u64, place: usize, outcome: Outcome) {
		let Some(submission) = self.submissions.get_mut(&ticket) else { return };
		if let Some(slot) = submission.outcomes.get_mut(place) {
			*slot = outcome;
			submission.left = submission.left.saturating_sub(1);
		}
		if submission.left == 0 {
			if let Some(done) = self.submissions.remove(&ticket) {
				if done.reply.send(done.outcomes).is_err() {
					log::trace!(target: crate::service::LOG, "whoever handed reports in has gone");
				}
			}
		}
	}

	/// Whether reports wait to be checked.
	pub fn is_waiting(&self) -> bool {
		!self.turns.is_empty()
	}

	/// Reports that a peer has not been sent, if it is not being sent others, and where to go on
	/// after these. The peer counts as being sent until [`Self::on_sent`].
	pub fn next_message(&mut self, peer: &P) -> Option<Message> {
		let state = self.peers.get_mut(peer).filter(|state| !state.sending)?;
		let (reports, next) = self.pool.batch(state.next?, state.session, MAX_BATCH);
		if reports.is_empty() {
			state.next = Some(next);
			return None;
		}
		state.sending = true;
		Some(Message { reports, session: state.session, next })
	}

	/// A message went out, or did not: then the peer is sent the same again.
	pub fn on_sent(&mut self, peer: &P, message: &Sent, went_out: bool) {
		let state = self.peers.get_mut(peer).filter(|state| state.session == message.session);
		let Some(state) = state else { return };
		state.sending = false;
		if went_out {
			state.next = Some(message.next);
			self.metrics.sent(message.reports);
		}
	}

	/// Tells Prometheus how much there is of everything.
	pub fn measure(&self) {
		let waiting: usize = self.peers.values().map(|peer| peer.queue.len()).sum();
		self.metrics.queues(waiting.saturating_add(self.local.len()), self.peers.len());
		self.metrics.usage(self.pool.usage());
	}
}

/// Reports for one peer.
pub struct Message {
	/// The reports.
	pub reports: Vec<SignedWitnessReport>,
	session: Session,
	next: u64,
}

/// What is left of a message when its reports have been encoded.
pub struct Sent {
	reports: usize,
	session: Session,
	next: u64,
}

impl From<&Message> for Sent {
	fn from(message: &Message) -> Self {
		Self { reports: message.reports.len(), session: message.session, next: message.next }
	}
}

#[cfg(test)]
mod tests;
