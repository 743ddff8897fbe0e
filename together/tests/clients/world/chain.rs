//! Transactions on their way to the chain.

use super::{escrows, Fate, World};
use crate::common::*;
use cairn_primitives::CarrierIndex;
use cairn_runtime::*;

impl World {
	/// Puts a transaction into a block, or those that were held back with it.
	fn include(&mut self, transaction: UncheckedExtrinsic, fate: Fate) {
		let before = escrows();
		// What was held back comes with the next that arrives.
		let mut all = Vec::new();
		match fate {
			Fate::Lost => {}
			Fate::Late => self.transactions.push(transaction),
			Fate::Arrives | Fate::Twice => {
				all.append(&mut self.transactions);
				if fate == Fate::Twice {
					all.push(transaction.clone());
				}
				all.push(transaction);
			}
		}
		block(|| {
			for transaction in all {
				// A second copy, or one that others have overtaken, is refused.
				if let Ok(outcome) = apply(transaction) {
					outcome.expect("what clients send dispatches");
				}
			}
		});
		self.paid += before - escrows();
	}

	pub fn submit(&mut self, router: usize, carrier: CarrierIndex, fate: Fate) {
		self.routers[router].look();
		if let Some(transaction) = self.routers[router].submission(self.now, carrier) {
			self.include(transaction, fate);
			let events = System::events().into_iter().map(|record| record.event);
			let receipts = events.filter(|event| {
				use pallet_cairn_receipts::Event::ReceiptSettled;
				matches!(event, RuntimeEvent::Receipts(ReceiptSettled { .. }))
			});
			self.submitted += receipts.count() as u32;
			self.routers[router].look();
		}
	}

	pub fn settle(&mut self, carrier: CarrierIndex, fate: Fate) {
		let now = self.unix();
		for batch in self.carriers[carrier as usize].batches(now) {
			let transaction = self.carriers[carrier as usize].settlement(&batch);
			self.include(transaction, fate);
			self.carriers[carrier as usize].note_settled(now, &batch);
		}
	}
}
