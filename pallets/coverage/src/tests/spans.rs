//! Spans that begin while something of past ones is still stored.

use crate::{mock::*, CellRecord, Cells, Density, Event, Span, SpanInfo, MAX_CLEANED};
use cairn_primitives::CellIndex;
use cairn_scoring::{Place, FULL_SCALE};
use h3o::Resolution;

/// So many cells, none of them [`HOME`].
fn cells(count: u32) -> Vec<CellIndex> {
	let region = h3o::CellIndex::try_from(HOME).unwrap().parent(Resolution::Five).unwrap();
	let all = region.children(Resolution::Ten).map(CellIndex::from).filter(|cell| *cell != HOME);
	let cells: Vec<_> = all.take(count as usize).collect();
	assert_eq!(cells.len(), count as usize);
	cells
}

/// Entries that a span has in storage.
fn left(span: u32) -> u32 {
	let left =
		Density::<Test>::iter_prefix(span).count() + Cells::<Test>::iter_prefix(span).count();
	left as u32
}

/// How many routers are counted around [`HOME`].
fn counted(span: u32) -> u16 {
	Density::<Test>::get(span, Place::of(HOME).unwrap().coarse).0[0]
}

/// Goes on to this block; every invariant holds in each block.
fn run_soundly_to(block: u32) {
	while System::block_number() < block {
		run_to(System::block_number() + 1);
		Coverage::do_try_state().unwrap();
	}
}

#[test]
fn cell_that_comes_back_before_its_old_record_is_removed_begins_anew() {
	execute(|| {
		let routers: Vec<_> = (100..).zip(cells(2 * MAX_CLEANED)).collect();
		for (number, cell) in &routers {
			register(*number, *cell);
		}
		run_past(1);
		// In span 2. Nobody proves in span 3.
		for (number, _) in &routers {
			prove(proof(1, *number, &[probe(0)])).unwrap();
		}
		// With span 4 the removal of span 2 begins.
		run_soundly_to(3 * PERIOD);
		assert_eq!(
			Span::<Test>::get(),
			Some(SpanInfo { number: 4, first: 3, began: 3 * PERIOD, oldest: 2 })
		);
		assert_eq!(left(2), MAX_CLEANED);
		let (back, cell) =
			routers.into_iter().find(|(_, cell)| Cells::<Test>::contains_key(2, cell)).unwrap();
		prove(proof(5, back, &[probe(0)])).unwrap();
		Coverage::do_try_state().unwrap();

		assert_eq!(left(2), MAX_CLEANED, "the old record waits for its removal");
		let record =
			CellRecord { first: 5, last: 5, proofs: 1, router: back, witnesses: 0, probes: 1 };
		assert_eq!(Cells::<Test>::get(4, cell), Some(record));
		assert_eq!(Coverage::cell(cell), Some(record));
		run_soundly_to(3 * PERIOD + 2);
		assert_eq!(left(2), 0);
		assert_eq!(Coverage::cell(cell), Some(record));
	});
}

#[test]
fn span_lasts_until_older_ones_are_removed_so_that_three_are_stored_at_most() {
	execute(|| {
		run_past(1);
		// To remove what these leave in span 2 takes a little more than two periods.
		let record =
			CellRecord { first: 1, last: 1, proofs: 1, router: 1, witnesses: 0, probes: 1 };
		for cell in cells((2 * PERIOD + 2) * MAX_CLEANED) {
			Cells::<Test>::insert(2, cell, record);
		}
		// In span 3 six routers crowd a cell that bears two.
		run_soundly_to(2 * PERIOD);
		for challenged in 1..=6 {
			prove(proof(3, challenged, &[router(challenged % 6 + 1)])).unwrap();
		}
		run_soundly_to(3 * PERIOD);
		let running = SpanInfo { number: 4, first: 3, began: 3 * PERIOD, oldest: 2 };
		assert_eq!(Span::<Test>::get(), Some(running));
		let crowded = Coverage::scale(HOME);
		assert!(crowded < FULL_SCALE);
		prove(proof(5, 1, &[router(2)])).unwrap();

		// Two more periods begin, and the span goes on: the same one scales, and who was counted is
		// not counted again.
		System::reset_events();
		run_soundly_to(5 * PERIOD);
		assert_eq!(Span::<Test>::get(), Some(running));
		assert_eq!(left(2), MAX_CLEANED);
		assert_eq!(Coverage::scale(HOME), crowded);
		for challenged in [1, 2] {
			prove(proof(9, challenged, &[router(3)])).unwrap();
		}
		assert_eq!(counted(4), 2);
		assert!(!events().iter().any(|event| matches!(event, Event::SpanClosed { .. })));

		// It ends with the first window that begins when nothing is left.
		run_soundly_to(5 * PERIOD + WINDOW);
		assert_eq!(left(2), 0);
		assert!(events().contains(&Event::SpanClosed { span: 4, first: 3, until: 5 }));
		assert_eq!(
			Span::<Test>::get(),
			Some(SpanInfo { number: 5, first: 5, began: 5 * PERIOD + WINDOW, oldest: 4 })
		);
		assert_eq!(Coverage::scale(HOME), FULL_SCALE);
		prove(proof(10, 1, &[router(2)])).unwrap();
		assert_eq!((counted(4), counted(5)), (2, 1));
	});
}
