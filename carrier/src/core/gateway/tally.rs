//! What became of reports, counted.

use super::outcome::Outcome;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most different reasons that are told apart; a node newer than this daemon may have any.
const MAX_REASONS: usize = 64;

/// Outcomes since the daemon started.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
pub struct Tally {
	/// A node took them.
	pub accepted: u64,
	/// A node had them.
	pub known: u64,
	/// The gateway kept them, until a node answered or their window was over.
	pub kept: u64,
	/// Refused, by reason.
	pub refused: BTreeMap<String, u64>,
}

impl Tally {
	/// Counts one.
	pub fn count(&mut self, outcome: &Outcome) {
		let sum = match outcome {
			Outcome::Accepted => &mut self.accepted,
			Outcome::Known => &mut self.known,
			Outcome::Kept => &mut self.kept,
			Outcome::Refused { reason, .. } => {
				let known = self.refused.contains_key(reason) || self.refused.len() < MAX_REASONS;
				let name = if known { reason.as_str() } else { "other" };
				self.refused.entry(name.to_owned()).or_default()
			}
		};
		*sum = sum.saturating_add(1);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_node_that_makes_up_reasons_does_not_fill_the_memory() {
		let mut tally = Tally::default();
		for code in 0..1_000u32 {
			let reason = format!("reason {code}");
			tally.count(&Outcome::Refused { code: 1, reason, next: String::new() });
		}
		assert!(tally.refused.len() <= MAX_REASONS + 1);
		assert_eq!(tally.refused.values().sum::<u64>(), 1_000);
	}
}
