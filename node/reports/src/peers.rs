//! What a peer may send, what it is blamed for, and what it has not been sent yet.

use crate::{
	bucket::{Bucket, Rate},
	pool::Session,
};
use cairn_primitives::coverage::SignedWitnessReport;
use sc_network::ReputationChange;
use std::collections::VecDeque;

/// Reports that wait for their turn to be checked, of one peer.
pub const QUEUE: usize = 2_048;
/// Reports that a peer may send. Ticks are milliseconds. Twice of what a sender of our kind sends at
/// most, which is what it sends to a peer that has just connected.
pub const RATE: Rate = Rate { capacity: 8_192, refill: 4_096, ticks: 1_000 };
/// Batches beyond [`RATE`] that are borne until a peer is dropped. One of our kind sends half of what
/// it may, and no more than a dozen can have gathered on its stream while this node stood still. Ticks
/// are milliseconds.
pub const HASTE: Rate = Rate { capacity: 32, refill: 1, ticks: 1_000 };
/// Reports that a peer may send again until it is dropped: each is sent once, whatever the chain's
/// state. Ticks are milliseconds.
pub const PATIENCE: Rate = Rate { capacity: 512, refill: 16, ticks: 1_000 };
/// Reports of a peer that the chain may refuse before its turns become short: the whole quotas of
/// four witnesses, say of four that have changed their keys. Ticks are milliseconds.
///
/// It is no blame. Every answer of the chain, on signatures, too, is about one block, and depends on
/// what owners do: whoever changes a witness's key or gives up a sponsorship makes wrong, for all
/// who come later, what honest nodes hold and pass on. Since no peer is cut off for that, no owner
/// can cut nodes off by it; and since turns become short, forging gets nobody a larger share.
pub const CREDIT: Rate = Rate { capacity: 2_048, refill: 16, ticks: 1_000 };
/// Reports of one source that are checked in a row while others wait; of a peer without credit, 1.
pub const TURN: u32 = 32;

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
	/// The same reports again, or too many, until patience was over. Three times, and the peer is banned.
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
	haste: Bucket,
	patience: Bucket,
	credit: Bucket,
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
			haste: Bucket::full(now),
			patience: Bucket::full(now),
			credit: Bucket::full(now),
		}
	}

	/// Whether so many reports may come in now, and if so, counts them. All of a batch or nothing: what
	/// may not come in is not even read.
	pub fn take(&mut self, now: u64, reports: usize) -> bool {
		let asked = u32::try_from(reports).unwrap_or(u32::MAX);
		let may = self.rate.available(&RATE, now) >= asked;
		if may {
			self.rate.take(&RATE, now, asked);
		}
		may
	}

	/// Counts a batch that came too fast. Tells whether that is over.
	pub fn too_fast(&mut self, now: u64) -> bool {
		self.haste.take(&HASTE, now, 1) == 0
	}

	/// Counts reports that it sent again. Tells whether patience is over.
	pub fn repeated(&mut self, now: u64, reports: u32) -> bool {
		self.patience.take(&PATIENCE, now, reports) < reports
	}

	/// Counts reports that the chain refused.
	pub fn refused(&mut self, now: u64, reports: u32) {
		self.credit.take(&CREDIT, now, reports);
	}

	/// How many of its reports are checked in a row: at least one, so that none waits for ever.
	pub fn turn(&self, now: u64) -> u32 {
		self.credit.available(&CREDIT, now).clamp(1, TURN)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn five_hundred_and_twelve_repeated_reports_are_borne_and_no_more() {
		let mut peer = Peer::new(1, false, 0);
		assert!((0..512).all(|_| !peer.repeated(0, 1)));
		assert!(peer.repeated(0, 1));
	}

	#[test]
	fn refused_reports_shorten_a_peers_turns_for_a_while_and_do_nothing_else() {
		let mut peer = Peer::new(1, false, 0);
		peer.refused(0, 2_048 - TURN);
		assert_eq!(peer.turn(0), TURN);
		peer.refused(0, TURN - 1);
		assert_eq!(peer.turn(0), 1);
		peer.refused(0, u32::MAX);
		assert_eq!(peer.turn(0), 1, "never none");
		assert_eq!(peer.turn(1_000), 16);
		assert_eq!(peer.turn(2_000), TURN);
		peer.refused(128_000, 2_048 - TURN);
		assert_eq!(peer.turn(128_000), TURN, "all of it had come back");
		assert!(!peer.repeated(128_000, 512), "patience is another thing");
	}

	#[test]
	fn nothing_above_the_rate_comes_in() {
		let mut peer = Peer::new(1, false, 0);
		let sent = (0..60_000).step_by(100).filter(|now| peer.take(*now, 1_024)).count() * 1_024;
		assert!((60 * 4_096..=8_192 + 60 * 4_096).contains(&sent), "{sent}");
		assert!(peer.take(1_000_000, 1_024));
	}

	#[test]
	fn reputation_changes_do_not_overflow() {
		assert_eq!(reputation::good(u32::MAX).value, i32::MAX);
		assert_eq!(reputation::good(3).value, 48);
	}
}
