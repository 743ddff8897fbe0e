//! What a peer may send, what it is blamed for, and what it has not been sent yet.

use crate::{
	bucket::{Bucket, Rate},
	pool::Session,
	refusal::{Blame, Refusal},
};
use cairn_primitives::coverage::SignedWitnessReport;
use sc_network::ReputationChange;
use std::collections::VecDeque;

/// Reports that wait for their turn to be checked, of one peer.
pub const QUEUE: usize = 2_048;
/// Reports that a peer may send. Ticks are milliseconds. Twice of what a sender of our kind sends at
/// most, which is what it sends to a peer that has just connected.
pub const RATE: Rate = Rate { capacity: 8_192, refill: 4_096, ticks: 1_000 };
/// What a peer may be blamed for until it is dropped. Ticks are milliseconds.
pub const PATIENCE: Rate = Rate { capacity: 512, refill: 16, ticks: 1_000 };
/// Blame for a report with a wrong signature: nobody who checks what he passes on has many.
const FORGED: u32 = 8;
/// Blame for a report that may be valid in another state of the chain, or that was sent before.
const STALE: u32 = 1;

/// Changes of a peer's reputation. It is banned at about -1.5 · 10⁹, and half of a change is
/// forgotten in two minutes.
pub mod reputation {
	use super::ReputationChange;

	/// For each report that was new and good.
	pub const GOOD_REPORT: i32 = 1 << 4;
	/// A batch that is none.
	pub const BAD_MESSAGE: ReputationChange = ReputationChange::new(-(1 << 20), "Reports: garbage");
	/// More than a peer may send.
	pub const TOO_FAST: ReputationChange = ReputationChange::new(-(1 << 16), "Reports: too fast");
	/// Refused reports until patience was over. Three times, and the peer is banned.
	pub const FLOOD: ReputationChange = ReputationChange::new(-(1 << 29), "Reports: flood");

	/// For so many good reports at once.
	pub fn good(reports: u32) -> ReputationChange {
		let reports = i32::try_from(reports).unwrap_or(i32::MAX);
		ReputationChange::new(GOOD_REPORT.saturating_mul(reports), "Reports: good")
	}
}

/// A peer with an open stream.
pub struct Peer {
	/// The number of this connection.
	pub session: Session,
	/// What it sent and what has not been checked.
	pub queue: VecDeque<SignedWitnessReport>,
	/// The number of the first report that it has not been sent. `None` if it wants none.
	pub next: Option<u64>,
	/// Whether a batch is on its way to it.
	pub sending: bool,
	rate: Bucket,
	patience: Bucket,
}

impl Peer {
	/// A peer that has just connected, and is sent all that is held, unless it is a light client.
	pub fn new(session: Session, light: bool, now: u64) -> Self {
		Self {
			session,
			queue: VecDeque::new(),
			next: (!light).then_some(0),
			sending: false,
			rate: Bucket::full(now),
			patience: Bucket::full(now),
		}
	}

	/// How many of so many reports may come in.
	pub fn take(&mut self, now: u64, reports: usize) -> usize {
		let asked = u32::try_from(reports).unwrap_or(u32::MAX);
		usize::try_from(self.rate.take(&RATE, now, asked)).unwrap_or(usize::MAX).min(reports)
	}

	/// Counts blame. Tells whether patience is over.
	pub fn blame(&mut self, now: u64, blame: u32) -> bool {
		self.patience.take(&PATIENCE, now, blame) < blame
	}
}

/// What is held against a peer for a report that was refused; `far_off` if its window lies where no
/// peer can be by being a little ahead or behind.
pub fn blame(refusal: Refusal, far_off: bool) -> u32 {
	let off_by_one =
		matches!(refusal, Refusal::WINDOW_NOT_BEGUN | Refusal::WINDOW_TOO_OLD) && !far_off;
	match refusal.blame() {
		Blame::State if !off_by_one => STALE,
		Blame::None | Blame::State => 0,
		Blame::Forged => FORGED,
	}
}

/// What is held against a peer for sending the same again.
pub const fn repeated() -> u32 {
	STALE
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn sixty_four_forged_reports_are_borne_and_no_more() {
		let mut peer = Peer::new(1, false, 0);
		let each = blame(Refusal::SIGNATURE_INVALID, false);
		assert!((0..64).all(|_| !peer.blame(0, each)));
		assert!(peer.blame(0, each));
	}

	#[test]
	fn a_peer_that_is_a_block_ahead_or_behind_is_borne_for_ever() {
		let mut peer = Peer::new(1, false, 0);
		for refusal in [Refusal::WINDOW_NOT_BEGUN, Refusal::WINDOW_TOO_OLD, Refusal::POOL_FULL] {
			assert_eq!(blame(refusal, false), 0);
		}
		assert!((0..10_000).all(|_| !peer.blame(0, 0)));
		assert_eq!(blame(Refusal::WINDOW_TOO_OLD, true), STALE);
		assert_eq!(blame(Refusal::from_chain(135), false), STALE);
	}

	#[test]
	fn nothing_above_the_rate_comes_in() {
		let mut peer = Peer::new(1, false, 0);
		let sent: usize = (0..60_000).step_by(100).map(|now| peer.take(now, 1_024)).sum();
		assert!(sent <= 8_192 + 60 * 4_096, "{sent}");
		assert!(peer.take(1_000_000, 1_024) == 1_024);
	}

	#[test]
	fn reputation_changes_do_not_overflow() {
		assert_eq!(reputation::good(u32::MAX).value, i32::MAX);
		assert_eq!(reputation::good(3).value, 48);
	}
}
