//! One report as it is held, and comparisons within a challenge.

use super::{Session, SOURCES};
use cairn_primitives::{
	coverage::{Channel, Commit, Rssi, SignedWitnessReport, Window, WitnessId, WitnessReport},
	AnySignature, RouterIndex,
};

/// A report as it is held.
pub(super) struct Held {
	pub number: u64,
	pub witness: WitnessId,
	pub rssi: Rssi,
	pub channel: Channel,
	pub commit: Commit,
	pub signature: AnySignature,
	/// By which connections it came; 0 for none.
	pub sources: [Session; SOURCES],
}

impl Held {
	pub fn signed(&self, window: Window, challenged: RouterIndex) -> SignedWitnessReport {
		let Self { witness, rssi, channel, commit, signature, .. } = *self;
		let report = WitnessReport { window, challenged, witness, rssi, channel, commit };
		SignedWitnessReport { report, signature }
	}

	/// Notes another connection, if it is one of the first. Tells whether it was noted before: a peer
	/// that sends twice. Of later ones that cannot be told; their rate bounds them.
	pub fn came_by(&mut self, session: Session) -> bool {
		if self.sources.contains(&session) {
			return true;
		}
		if let Some(free) = self.sources.iter_mut().find(|source| **source == 0) {
			*free = session;
		}
		false
	}
}

/// How many commits the witness with most has, the number of its newest report, and who it is.
pub(super) fn most_commits<'a>(
	held: impl Iterator<Item = &'a Held> + Clone,
) -> Option<(usize, u64, WitnessId)> {
	let all = held.clone();
	held.map(|one| {
		let of = all.clone().filter(|other| other.witness == one.witness);
		(of.count(), one.number, one.witness)
	})
	.max()
}
