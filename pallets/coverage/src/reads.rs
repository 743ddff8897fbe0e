//! What others may ask, for a runtime API.

use crate::{
	CellRecord, Cells, Config, Current, Pallet, Proof, Proofs, ProofsPage, Recent, Refusal,
	RouterProofs, Span, Verdict, WindowInfo,
};
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{Window, WitnessId},
	CellIndex, RouterIndex,
};

impl<T: Config> Pallet<T> {
	/// A window that is running or may still be proven.
	pub fn window(number: Window) -> Option<WindowInfo> {
		Current::<T>::get()
			.filter(|current| current.number == number)
			.or_else(|| Recent::<T>::get(number))
	}

	/// Whether a router is challenged in a window; `None` for a window that is not known any more.
	pub fn challenged(number: Window, router: RouterIndex) -> Option<bool> {
		Self::window(number).map(|window| Self::is_challenged(&window, router))
	}

	/// What a router has proven; `None` before its first proof.
	pub fn proofs(router: RouterIndex) -> Option<RouterProofs> {
		let record = Proofs::<T>::get(ProofsPage::number(router)).get(router);
		(record.windows != 0).then_some(record)
	}

	/// A cell's record; `None` where nobody has proven lately.
	pub fn cell(cell: CellIndex) -> Option<CellRecord> {
		let span = Span::<T>::get()?.number;
		Cells::<T>::get(span, cell)
			.or_else(|| span.checked_sub(1).and_then(|closed| Cells::<T>::get(closed, cell)))
	}

	/// The verdicts on a proof's reports, signatures apart; or why none was given. A proof without a
	/// valid report gets its verdicts, too.
	pub fn verdicts(proof: &Proof) -> Result<Vec<(WitnessId, Verdict)>, Refusal> {
		let examined = Self::judge_reports(proof, Self::now())?;
		Ok(examined.reports.iter().map(|report| (report.line.witness, report.verdict)).collect())
	}
}
