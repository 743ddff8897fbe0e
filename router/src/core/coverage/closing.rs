//! Windows that can be proven no more: proven after all, or given up with the reason.

use super::{
	pending::{GivenUp, Pending, Stage},
	Coverage,
};
use crate::core::Moment;
use cairn_primitives::coverage::{ProofsView, Window};

/// Windows of which the chain says whether they were proven, the newest proven one and those before.
const REMEMBERED: Window = u64::BITS;

impl Coverage {
	/// Gives up what can be proven no more. Where a proof was sent the chain is asked first, as long as
	/// it can tell: the node may have lost its reports, or not answered, while the proof landed.
	pub(super) fn close_missed(&mut self) {
		let (finalized, running) = (self.finalized, self.windows.first().map(|w| w.number));
		let mut changed = false;
		for pending in self.pending.values_mut() {
			if pending.stage.is_over() || !pending.is_closed(finalized) {
				continue;
			}
			let end = pending.window.number.saturating_add(REMEMBERED);
			let tellable = running.is_none_or(|running| running < end);
			if !pending.sent {
				pending.stage = Stage::GivenUp(pending.missed());
			} else if !tellable {
				pending.stage = Stage::GivenUp(GivenUp::Unanswered);
			} else {
				continue;
			}
			changed = true;
		}
		if changed {
			self.touch();
		}
	}

	/// Whether the chain is to be asked now which windows are proven ([`Self::settle`]).
	pub fn is_unsettled(&self, now: Moment) -> bool {
		self.unsettled().any(|pending| pending.may_try(now))
	}

	/// Windows that can be proven no more, and of which a proof was sent that may have landed.
	fn unsettled(&self) -> impl Iterator<Item = &Pending> {
		self.pending.values().filter(|pending| {
			pending.sent && !pending.stage.is_over() && pending.is_closed(self.finalized)
		})
	}

	/// Takes over what the chain says this router has proven: `None` if nothing ever.
	pub fn settle(&mut self, proofs: Option<&ProofsView>) {
		let unsettled: Vec<_> = self.unsettled().map(|pending| pending.window.number).collect();
		for window in unsettled {
			let Some(pending) = self.pending.get_mut(&window) else { continue };
			pending.trouble = None;
			pending.stage = match is_proven(proofs, window) {
				Some(true) => Stage::Proven,
				Some(false) => Stage::GivenUp(pending.missed()),
				None => Stage::GivenUp(GivenUp::Unanswered),
			};
			self.tally.proven += u64::from(pending.stage == Stage::Proven);
			self.touch();
		}
	}

	/// Takes note that nobody said what is proven; it is asked again later.
	pub fn not_settled(&mut self, now: Moment, trouble: &str) {
		let later = now.after(self.settings.visit_every);
		let unsettled: Vec<_> = self.unsettled().map(|pending| pending.window.number).collect();
		for window in unsettled {
			let Some(pending) = self.pending.get_mut(&window) else { continue };
			(pending.not_before, pending.trouble) = (Some(later), Some(trouble.to_string()));
		}
	}
}

/// Whether a window is proven; `None` where that is no more remembered.
fn is_proven(proofs: Option<&ProofsView>, window: Window) -> Option<bool> {
	let Some(proofs) = proofs else { return Some(false) };
	match proofs.newest.checked_sub(window) {
		None => Some(false),
		Some(back) if back >= REMEMBERED => None,
		Some(_) => Some(proofs.proven().any(|proven| proven == window)),
	}
}
