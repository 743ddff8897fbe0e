//! The coverage pallet's invariants.

use crate::{
	Cells, Config, Current, CurrentParameters, Density, LastPause, Pallet, Proofs, Recent,
	RouterProofs, Span, WindowInfo, PROOFS_PER_PAGE,
};
use alloc::collections::BTreeSet;
use cairn_primitives::{
	coverage::{Brought, EarnedKind, Unpaid, MAX_REPORTS},
	CellIndex,
};
use cairn_scoring::{Counts, Place, LIMITS};
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

/// The number of the span that begins with the first window.
const FIRST_SPAN: u32 = 1;
/// Spans stored at a time: the running one, the one before, and one that is being removed.
const MAX_SPANS: u32 = 3;
/// Cells of a resolution in one of the next coarser.
const CHILDREN: usize = 7;
/// Where the counts of resolution 10 begin in a fine page.
const TEN: usize = CHILDREN;
/// Where the counts of resolution 8 begin in a coarse page.
const EIGHT: usize = 1 + CHILDREN;

impl<T: Config> Pallet<T> {
	/// Checks that
	///
	/// 1. windows begin where their numbers say, with the threshold of their interval;
	/// 2. windows that are open to proofs, all of them and no others, are kept;
	/// 3. no router has proven a window that has not ended, and each page of proofs holds some;
	/// 4. what a router's record says of its last proof is possible;
	/// 5. at most three spans are stored, each record of a cell and each page of density lies in one
	///    of them, and no cell has two records in the running span and the one before;
	/// 6. a count of density is what its finer counts hand on;
	/// 7. at least as many routers are counted in the running span as say so;
	/// 8. parameters and pause lie within their bounds.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_windows()?;
		Self::check_proofs()?;
		Self::check_cells()?;
		Self::check_density()?;
		ensure!(CurrentParameters::<T>::get().within_bounds(), "parameters are out of bounds");
		if let Some(pause) = LastPause::<T>::get() {
			ensure!(pause.length() <= T::MaxPause::get(), "a pause is too long");
			ensure!(pause.from <= Self::now(), "a pause lies in the future");
		}
		Ok(())
	}

	fn check_window(window: &WindowInfo) -> Result<(), TryRuntimeError> {
		let started = window.number.checked_mul(T::WindowBlocks::get());
		ensure!(started == Some(window.started), "a window begins elsewhere");
		ensure!(window.interval().raw() == window.interval, "an interval is under a window");
		ensure!(
			window.threshold == window.interval().threshold(),
			"a threshold is not that of its interval"
		);
		Ok(())
	}

	fn check_windows() -> Result<(), TryRuntimeError> {
		let Some(current) = Current::<T>::get() else {
			ensure!(Recent::<T>::iter_keys().next().is_none(), "windows ended before one began");
			ensure!(Span::<T>::get().is_none(), "a span began before a window");
			return Ok(());
		};
		Self::check_window(&current)?;
		ensure!(current.started <= Self::now(), "the window lies in the future");
		let span = Span::<T>::get().ok_or("a window began without a span")?;
		let end = span.oldest.checked_add(MAX_SPANS).ok_or("spans are out of numbers")?;
		ensure!(
			(span.oldest..end).contains(&span.number) && span.oldest > 0,
			"more spans are stored than three"
		);
		for (number, window) in Recent::<T>::iter() {
			ensure!(number == window.number, "a window is kept under another's number");
			ensure!(number < current.number, "a window ended before its time");
			ensure!(
				number.saturating_add(Self::kept_windows()) >= current.number,
				"a window is kept for too long"
			);
			Self::check_window(&window)?;
		}
		// Windows are numbered from the chain's first block: where this pallet came to it later, the
		// first one had another number. A span later there must be as many as are kept.
		let kept = current.number.saturating_sub(Self::kept_windows()).max(1);
		let first = Recent::<T>::iter_keys().min().unwrap_or(current.number);
		let oldest = if span.number == FIRST_SPAN { kept.max(first) } else { kept };
		ensure!(
			(oldest..current.number).all(Recent::<T>::contains_key),
			"a window that can be proven is missing"
		);
		Ok(())
	}

	fn check_proofs() -> Result<(), TryRuntimeError> {
		let ended = Current::<T>::get().map_or(0, |current| current.number);
		let span = Span::<T>::get();
		let mut counted: u64 = 0;
		for (number, page) in Proofs::<T>::iter() {
			ensure!(number.checked_mul(PROOFS_PER_PAGE).is_some(), "a page beyond the last router");
			let any = page.records().iter().any(|record| record.windows != 0);
			ensure!(any, "an empty page of proofs is kept");
			for record in page.records() {
				if record.windows == 0 {
					ensure!(*record == RouterProofs::default(), "a record without a proof");
					continue;
				}
				ensure!(record.windows & 1 != 0, "the newest window is not proven");
				ensure!(record.newest < ended, "a window was proven before its end");
				let back = 63u32.saturating_sub(record.windows.leading_zeros());
				ensure!(back <= record.newest, "a window before the first was proven");
				ensure!(record.windows.count_ones() <= record.proofs, "more windows than proofs");
				let valid = record.valid > 0 && record.valid <= record.reports;
				ensure!(valid && record.reports <= MAX_REPORTS, "an impossible number of reports");
				ensure!(record.verdicts & 1 != 0, "a proof without a valid report");
				ensure!(
					(record.verdicts == 1) == (record.valid == record.reports),
					"verdicts do not fit the reports"
				);
				ensure!(is_possible(record.brought), "no proof brings what a record says");
				ensure!(record.counted <= Self::now(), "counted in a block to come");
				counted = counted
					.saturating_add(span.is_some_and(|span| record.counted >= span.began).into());
			}
		}
		let in_pages: u64 = span.map_or(0, |span| {
			let fine = Density::<T>::iter_prefix(span.number).filter(|(key, _)| is_fine(*key));
			fine.map(|(_, page)| sum(&page.0[TEN..])).sum()
		});
		// Who has moved is counted again. A count that is full counts no more; no test of a network
		// reaches that.
		ensure!(in_pages >= counted, "density counts fewer than those who proved");
		Ok(())
	}

	fn check_cells() -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::new();
		let ended = Current::<T>::get().map_or(0, |current| current.number);
		for (span, cell, record) in Cells::<T>::iter() {
			let running = Self::check_span(span)?;
			// Of a cell that comes back after a span the old record may still wait to be removed.
			if span.saturating_add(1) >= running {
				ensure!(seen.insert(cell), "a cell has two records");
			}
			ensure!(Place::of(cell).is_some(), "a record of what is no cell");
			ensure!(
				record.first <= record.last && record.last < ended && record.proofs > 0,
				"an impossible record of a cell"
			);
			let reports = record.witnesses.saturating_add(record.probes);
			ensure!((1..=MAX_REPORTS).contains(&reports), "a cell without a report");
		}
		Ok(())
	}

	/// Whether something of a span may be in storage. Says which one is running.
	fn check_span(number: u32) -> Result<u32, TryRuntimeError> {
		let span = Span::<T>::get().ok_or("something is left of a span, but there is none")?;
		ensure!(
			(span.oldest..=span.number).contains(&number),
			"something is left of a span that was cleaned"
		);
		Ok(span.number)
	}

	fn check_density() -> Result<(), TryRuntimeError> {
		let Some(span) = Span::<T>::get() else {
			ensure!(Density::<T>::iter_keys().next().is_none(), "density without a span");
			return Ok(());
		};
		for (number, _, _) in Density::<T>::iter() {
			Self::check_span(number)?;
		}
		// Older spans are being taken apart.
		for number in [span.number.saturating_sub(1), span.number] {
			let (mut handed_on, mut received) = (0u64, 0u64);
			for (key, page) in Density::<T>::iter_prefix(number) {
				let counts = &page.0;
				ensure!(counts.iter().any(|count| *count > 0), "an empty page of density is kept");
				if is_fine(key) {
					let nines = &counts[..TEN];
					ensure!(holds(&counts[TEN..], nines, 0), "a count of resolution 9 is wrong");
					handed_on = handed_on.saturating_add(clipped(nines, 1));
				} else {
					let (eights, sevens) = (&counts[EIGHT..], &counts[1..EIGHT]);
					ensure!(holds(eights, sevens, 2), "a count of resolution 7 is wrong");
					ensure!(
						clipped(sevens, 3) == u64::from(counts[0]),
						"a count of resolution 6 is wrong"
					);
					received = received.saturating_add(sum(eights));
				}
			}
			ensure!(handed_on == received, "counts of resolution 8 are wrong");
		}
		Ok(())
	}
}

/// Whether a proof can bring both: whoever has no full period gets neither points nor a payment.
fn is_possible(brought: Brought) -> bool {
	let waits = brought.campaign() == Some(Err(Unpaid::NotFullPeriod));
	match brought.earned() {
		EarnedKind::Points | EarnedKind::NoTraffic => !waits && brought.campaign().is_some(),
		EarnedKind::NotFullPeriod => waits,
		EarnedKind::Nothing => brought.campaign().is_some(),
	}
}

/// Whether a page is about a cell of resolution 8; else it is about one of resolution 6.
fn is_fine(key: CellIndex) -> bool {
	// Bits 52 … 55 of an H3 index are its resolution.
	key >> 52 & 15 == 8
}

fn sum(counts: &[u16]) -> u64 {
	counts.iter().copied().map(u64::from).sum()
}

/// What cells of a level hand on to their parents.
fn clipped(counts: &[u16], level: usize) -> u64 {
	counts.iter().map(|count| u64::from((*count).min(LIMITS[level].max))).sum()
}

/// Whether each parent counts what its children of a level hand on.
fn holds(children: &[u16], parents: &[u16], level: usize) -> bool {
	children
		.chunks(CHILDREN)
		.zip(parents)
		.all(|(children, parent)| clipped(children, level) == u64::from(*parent))
}

const _: () = assert!(core::mem::size_of::<Counts>() / 2 == EIGHT + CHILDREN * CHILDREN);
