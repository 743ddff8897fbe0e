//! Whether the node that is asked keeps up with the chain.

use crate::core::Moment;
use cairn_primitives::BlockNumber;
use std::time::Duration;

/// A finalised block that stays the newest for so long is no more what the network agrees on: a
/// block takes six seconds, and is final some three later.
const STANDS_STILL_AFTER: Duration = Duration::from_secs(120);
/// What nodes call final for so long is final, even if another called a later block so before: that one
/// was never made. A node that has merely been restarted has caught up by then or is of no use.
const BELIEVED_AFTER: Duration = Duration::from_secs(600);

/// What is wrong with the blocks that a node calls final.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NodeTrouble {
	/// Its newest one is older than one that was seen before.
	Behind,
	/// There has been no newer one for two minutes.
	StandsStill,
}

impl NodeTrouble {
	/// The name in logs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Behind => "node-behind",
			Self::StandsStill => "node-stands-still",
		}
	}
}

/// The newest finalised blocks as they were seen over time.
#[derive(Clone, Default, Debug)]
pub(super) struct Lag {
	/// When a newer block than ever before was seen last.
	advanced: Option<Moment>,
	/// Since when all that was seen has been older than what was seen before.
	behind: Option<Moment>,
	/// What was wrong when a node answered last.
	pub trouble: Option<NodeTrouble>,
}

impl Lag {
	/// Takes note of the newest finalised block, where `known` was the newest before. Says whether it
	/// is to be believed: one that is older, only after a while.
	pub fn note(&mut self, now: Moment, known: BlockNumber, seen: BlockNumber) -> bool {
		if seen < known {
			let since = *self.behind.get_or_insert(now);
			if now.since(since) < BELIEVED_AFTER {
				self.trouble = Some(NodeTrouble::Behind);
				return false;
			}
			self.advanced = None;
		}
		self.behind = None;
		if seen > known || self.advanced.is_none() {
			self.advanced = Some(now);
		}
		let since = self.advanced.map_or(Duration::ZERO, |at| now.since(at));
		self.trouble = (since >= STANDS_STILL_AFTER).then_some(NodeTrouble::StandsStill);
		true
	}
}
