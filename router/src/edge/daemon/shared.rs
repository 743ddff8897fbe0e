//! What the daemon's threads share.

use crate::{
	core::{Dropped, Entry, FlashRecord, Machine, Moment, Note},
	edge::{chain::Client, lock::lock},
	store::{flash::Flash, journal::Journal},
};
use cairn_primitives::CarrierIndex;
use std::{
	collections::BTreeMap,
	sync::{Arc, Condvar, Mutex, MutexGuard},
	time::Instant,
};

/// What the chain's thread last saw.
#[derive(Clone, Default)]
pub(super) struct ChainView {
	pub(super) trouble: Option<String>,
	pub(super) seen: Option<Moment>,
}

/// What the lock protects.
pub(in crate::edge) struct Inner {
	pub(in crate::edge) machine: Machine,
	pub(super) journal: Journal,
	pub(super) flash: Flash,
	pub(super) dropped: BTreeMap<Dropped, u64>,
	pub(super) chain: ChainView,
	pub(super) chain_wanted: bool,
	pub(super) claimed_at: Option<Moment>,
	pub(super) packets: u64,
	/// Rises when something happens that a carrier's thread may act upon.
	pub(in crate::edge) changes: u64,
}

/// What the threads share.
pub(in crate::edge) struct Shared {
	pub(super) inner: Mutex<Inner>,
	pub(super) condition: Condvar,
	pub(super) chain_condition: Condvar,
	pub(super) started: Instant,
	pub(super) chain: Arc<Client>,
}

impl Shared {
	pub(in crate::edge) fn lock(&self) -> MutexGuard<'_, Inner> {
		lock(&self.inner)
	}

	pub(in crate::edge) fn now(&self) -> Moment {
		// From 1 s on, so that the origin itself is in the past.
		Moment(1000).after(self.started.elapsed())
	}

	/// Wakes whoever waits for something to happen.
	pub(in crate::edge) fn changed(&self) {
		self.lock().changes += 1;
		self.condition.notify_all();
	}

	/// Has the chain looked at soon.
	pub(in crate::edge) fn look_at_chain(&self) {
		self.lock().chain_wanted = true;
		self.chain_condition.notify_all();
	}

	/// Waits until something has happened since `seen`, but no longer than until that moment.
	pub(in crate::edge) fn wait_for_change(&self, seen: u64, until: Moment) {
		let inner = self.lock();
		let left = self.now().until(until);
		// Woken or timed out: either way the caller looks again.
		drop(self.condition.wait_timeout_while(inner, left, |inner| inner.changes == seen));
	}
}

impl Inner {
	/// Records an entry and applies it. A journal that cannot be written is a state to be shown,
	/// not a reason to stop serving.
	pub(in crate::edge) fn record(&mut self, now: Moment, entry: &Entry) {
		if self.journal.trouble().is_none() {
			if let Err(error) = self.journal.append(entry) {
				log::error!("{error}; going on without records until there is room");
			}
		}
		self.machine.apply(now, entry);
		if self.journal.wants_checkpoint() && self.journal.trouble().is_none() {
			self.checkpoint();
		}
	}

	pub(super) fn checkpoint(&mut self) {
		let troubled = self.journal.trouble().is_some();
		match self.journal.checkpoint(self.machine.state()) {
			Ok(()) if troubled => log::info!("records are being kept again"),
			Ok(()) => {}
			Err(error) if troubled => log::debug!("{error}"),
			Err(error) => log::error!("{error}"),
		}
	}

	pub(in crate::edge) fn log_exchange(&self, carrier: CarrierIndex, entry: &Entry) {
		match entry {
			Entry::Adopted(_, answer, lines, credited) => {
				let left_out = answer.body.receipts.len().saturating_sub(lines.len());
				log::debug!(
					"carrier {carrier}: answer {} adopted, {credited} octets credited",
					answer.body.number
				);
				if left_out > 0 {
					log::warn!(
						"carrier {carrier}: {left_out} relay receipts are beyond what this link can \
						 carry and were left out"
					);
				}
				for refused in &answer.body.refused {
					log::info!(
						"carrier {carrier}: octets of a session refused: {}",
						refused.reason.name()
					);
				}
			}
			Entry::Rejected(_, reason) => {
				log::warn!("carrier {carrier}: report refused: {}", reason.name());
			}
			Entry::RestoreAsked(_) => {
				log::warn!("carrier {carrier}: has lost its newest answer; handing it back");
			}
			_ => {}
		}
	}

	pub(super) fn write_flash(&mut self, now: Moment) {
		let revision = self.machine.revision();
		let record: FlashRecord = self.machine.to_flash();
		if let Err(error) = self.flash.write(now, revision, &record) {
			log::error!("{error}; a power cut would lose what came since the last record");
		}
	}

	pub(super) fn tick(&mut self, now: Moment) {
		for entry in self.machine.housekeeping(now) {
			self.record(now, &entry);
		}
		for note in self.machine.tick(now) {
			match note {
				Note::Stopped(carrier, reason) => log::error!(
					"carrier {carrier}: no longer served: {}; new sessions do not count",
					reason.name()
				),
				Note::Resumed(carrier) => log::info!("carrier {carrier}: served again"),
			}
		}
		if self.journal.wants_checkpoint() {
			self.checkpoint();
		}
		let carriers = self.machine.settings().carriers.keys();
		let unreachable = carriers
			.filter_map(|carrier| self.machine.timers(*carrier))
			.any(crate::core::Timers::is_unreachable);
		if self.flash.is_due(now, self.machine.revision(), unreachable) {
			self.write_flash(now);
		}
	}
}
