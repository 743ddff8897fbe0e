//! Settlement: which lanes go into which batch, and how far the escrow reaches.

use super::{ChainView, Lane, LaneKey};
use cairn_primitives::{due, Balance, Kind, Octets, RouterIndex, TariffVersion};
use std::iter::Peekable;

/// The most entries of one `receipts.settle` call.
pub const MAX_BATCH: usize = 4096;

/// One `receipts.settle` call: totals of one version and kind, routers strictly ascending.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
	/// The tariff version of all entries.
	pub version: TariffVersion,
	/// The kind of all entries.
	pub kind: Kind,
	/// Routers and their cumulative octets.
	pub entries: Vec<(RouterIndex, Octets)>,
	/// What the entries add to what has been paid, in planck.
	pub value: Balance,
}

/// Cuts lanes, which come in the order of their keys, into batches.
pub struct Planner<'v> {
	view: &'v ChainView,
	minimum: Balance,
	budget: Balance,
	max: usize,
	/// The first lane that the budget did not reach.
	pub short: Option<LaneKey>,
}

impl<'v> Planner<'v> {
	/// Entries worth less than `minimum` planck wait; `max` entries make a batch full.
	pub fn new(view: &'v ChainView, minimum: Balance, max: usize) -> Self {
		let max = max.clamp(1, MAX_BATCH);
		Self { view, minimum: minimum.max(1), budget: view.carrier.payable, max, short: None }
	}

	/// The next batch, or `None` when nothing is left that can be paid.
	///
	/// The chain pays a batch in order and stops at the first entry that the escrow does not cover,
	/// so the plan stops there by itself: a fee buys nothing beyond it.
	pub fn next_batch<E>(
		&mut self,
		lanes: &mut Peekable<impl Iterator<Item = Result<(LaneKey, Lane), E>>>,
	) -> Result<Option<Batch>, E> {
		let mut batch: Option<Batch> = None;
		while self.short.is_none() {
			let Some(next) = lanes.next_if(|next| match (next, &batch) {
				(Ok((key, _)), Some(batch)) => {
					batch.entries.len() < self.max
						&& (key.version, key.kind) == (batch.version, batch.kind)
				}
				_ => true,
			}) else {
				break;
			};
			let (key, lane) = next?;
			let Some(price) = self.view.price(key.version, key.kind) else { continue };
			let value = due(lane.octets, price).saturating_sub(due(lane.settled, price));
			if value < self.minimum {
				continue;
			}
			let Some(left) = self.budget.checked_sub(value) else {
				self.short = Some(key);
				break;
			};
			self.budget = left;
			let batch = batch.get_or_insert_with(|| Batch {
				version: key.version,
				kind: key.kind,
				entries: Vec::new(),
				value: 0,
			});
			batch.entries.push((key.router, lane.octets));
			batch.value += value;
		}
		Ok(batch)
	}
}
