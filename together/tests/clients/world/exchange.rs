//! Reports and answers on their way between routers and carriers.

use super::{Fate, World};
use cairn_primitives::CarrierIndex;
use cairn_router::core::Step;
use proptest::sample::Index;
use std::time::Duration;

impl World {
	/// What a router does next; true unless it only rests until the next collecting of news.
	pub fn step(&mut self, router: usize, carrier: CarrierIndex, fate: Fate) -> bool {
		self.entropy += 1;
		let entropy = u128::from(self.entropy).to_be_bytes();
		match self.routers[router].machine.next_step(self.now, carrier, entropy) {
			Step::Send { entry, sealed, .. } => {
				if let Some(entry) = entry {
					self.record(router, &entry);
				}
				match fate {
					Fate::Arrives => self.report(router, carrier, &sealed.bytes, Fate::Arrives),
					Fate::Lost => {}
					Fate::Late => self.reports.push((router, carrier, sealed.bytes)),
					Fate::Twice => {
						self.report(router, carrier, &sealed.bytes, Fate::Late);
						self.report(router, carrier, &sealed.bytes, Fate::Arrives);
						self.reports.push((router, carrier, sealed.bytes));
					}
				}
				true
			}
			Step::Record(entry) => {
				self.record(router, &entry);
				true
			}
			Step::Rest { until, obstacle } => {
				assert_eq!(obstacle, None);
				let rest = until.since(self.now);
				// Only the next collecting of news lies further ahead than any retry.
				let busy = rest < Duration::from_secs(550);
				if busy {
					self.now = until;
				}
				busy
			}
		}
	}

	fn report(&mut self, router: usize, carrier: CarrierIndex, report: &[u8], fate: Fate) {
		let now = self.unix();
		let response = self.carriers[carrier as usize].answer(now, report);
		if matches!(fate, Fate::Arrives | Fate::Twice) {
			self.response(router, carrier, &response);
		}
		if matches!(fate, Fate::Late | Fate::Twice) {
			self.responses.push((router, carrier, response));
		}
	}

	fn response(&mut self, router: usize, carrier: CarrierIndex, response: &[u8]) {
		let machine = &mut self.routers[router].machine;
		match machine.reply(self.now, carrier, response) {
			Ok(entry) => self.record(router, &entry),
			Err(error) => machine.note_reply_error(self.now, carrier, &error),
		}
	}

	pub fn late_report(&mut self, index: Index, fate: Fate) {
		if !self.reports.is_empty() {
			let (router, carrier, report) = self.reports.remove(index.index(self.reports.len()));
			self.report(router, carrier, &report, fate);
		}
	}

	pub fn late_response(&mut self, index: Index) {
		if !self.responses.is_empty() {
			let (router, carrier, response) =
				self.responses.remove(index.index(self.responses.len()));
			self.response(router, carrier, &response);
		}
	}
}
