//! `try_state` must notice each of its invariants being broken.

use crate::{
	mock::*, Cells, CountsPage, Current, CurrentParameters, Density, LastPause, Parameters, Pause,
	Proofs, ProofsPage, Recent, RouterProofs, Span, SpanInfo, WindowInfo,
};
use cairn_primitives::coverage::{Brought, EarnedKind, Unpaid};
use cairn_scoring::Place;
use codec::Decode;
use frame_support::assert_err;
use sp_runtime::TryRuntimeError;

fn noticed(why: &'static str, corrupt: impl FnOnce()) {
	build().execute_with(|| {
		run_past(1);
		prove(proof(1, 1, &[router(2), router(99)])).unwrap();
		prove(proof(1, 2, &[router(1), probe(0)])).unwrap();
		Coverage::do_try_state().unwrap();
		corrupt();
		assert_err!(Coverage::do_try_state(), TryRuntimeError::Other(why));
	});
}

fn current(change: impl FnOnce(&mut WindowInfo)) {
	Current::<Test>::mutate(|window| change(window.as_mut().unwrap()));
}

fn record(change: impl FnOnce(&mut RouterProofs)) {
	Proofs::<Test>::mutate(0, |page| {
		let mut record = page.get(1);
		change(&mut record);
		page.set(1, record);
	});
}

fn place() -> Place {
	Place::of(HOME).unwrap()
}

#[test]
fn notices_wrong_windows() {
	noticed("windows ended before one began", Current::<Test>::kill);
	noticed("a window begins elsewhere", || current(|window| window.started -= 1));
	noticed("an interval is under a window", || current(|window| window.interval = 1));
	noticed("a threshold is not that of its interval", || current(|w| w.interval = 512));
	noticed("a threshold is not that of its interval", || current(|w| w.threshold = 0));
	noticed("the window lies in the future", || {
		current(|window| (window.number, window.started) = (3, 30));
	});
	noticed("a window is kept under another's number", || {
		Recent::<Test>::mutate(1, |window| window.as_mut().unwrap().number = 0);
	});
	noticed("a window ended before its time", || {
		Recent::<Test>::insert(2, Current::<Test>::get().unwrap());
	});
	noticed("a window that can be proven is missing", || Recent::<Test>::remove(1));
	noticed("a window that can be proven is missing", || {
		run_to(100);
		Recent::<Test>::remove(7);
	});
	noticed("a window is kept for too long", || {
		run_to(100);
		let old = WindowInfo { number: 6, started: 60, ..Current::<Test>::get().unwrap() };
		Recent::<Test>::insert(6, old);
	});
}

#[test]
fn notices_more_spans_than_can_be_cleaned() {
	let span = |change: fn(&mut SpanInfo)| {
		move || Span::<Test>::mutate(|span| change(span.as_mut().unwrap()))
	};
	noticed("more spans are stored than three", span(|span| span.number += 2));
	noticed("more spans are stored than three", span(|span| span.oldest = 0));
	noticed("more spans are stored than three", span(|span| span.oldest = 3));
	noticed("spans are out of numbers", span(|span| span.oldest = u32::MAX));
}

#[test]
fn notices_a_missing_span() {
	noticed("a window began without a span", Span::<Test>::kill);
	noticed("a span began before a window", || {
		Current::<Test>::kill();
		Recent::<Test>::remove(1);
	});
}

#[test]
fn notices_wrong_records_of_routers() {
	noticed("an empty page of proofs is kept", || {
		Proofs::<Test>::insert(9, ProofsPage::default());
	});
	noticed("a page beyond the last router", || {
		Proofs::<Test>::insert(u32::MAX, Proofs::<Test>::get(0));
	});
	noticed("a record without a proof", || record(|record| record.windows = 0));
	noticed("the newest window is not proven", || record(|record| record.windows = 2));
	noticed("a window was proven before its end", || record(|record| record.newest = 2));
	noticed("a window before the first was proven", || record(|record| record.windows = 5));
	noticed("more windows than proofs", || record(|record| record.proofs = 0));
	noticed("an impossible number of reports", || record(|record| record.valid = 3));
	noticed("an impossible number of reports", || record(|record| record.valid = 0));
	noticed("an impossible number of reports", || record(|record| record.reports = 15));
	noticed("a proof without a valid report", || record(|record| record.verdicts = 2));
	noticed("verdicts do not fit the reports", || record(|record| record.verdicts = 1));
	noticed("counted in a block to come", || {
		record(|record| record.counted = System::block_number() + 1);
	});
	for (earned, unpaid) in [
		(EarnedKind::Points, Some(Unpaid::NotFullPeriod)),
		(EarnedKind::NoTraffic, Some(Unpaid::NotFullPeriod)),
		(EarnedKind::NotFullPeriod, Some(Unpaid::NoCampaign)),
		(EarnedKind::NotFullPeriod, None),
	] {
		let brought = Brought::new(earned, unpaid);
		noticed("no proof brings what a record says", || record(|r| r.brought = brought));
	}
	let unknown = Brought::decode(&mut &[10 << 2][..]).unwrap();
	noticed("no proof brings what a record says", || record(|r| r.brought = unknown));
}

#[test]
fn notices_wrong_density() {
	noticed("density counts fewer than those who proved", || {
		Density::<Test>::remove(2, place().fine);
	});
	noticed("a count of resolution 9 is wrong", || {
		Density::<Test>::mutate(2, place().fine, |page| page.0[..7].fill(1));
	});
	noticed("a count of resolution 7 is wrong", || {
		Density::<Test>::mutate(2, place().coarse, |page| page.0[1..8].fill(1));
	});
	noticed("a count of resolution 6 is wrong", || {
		Density::<Test>::mutate(2, place().coarse, |page| page.0[0] = 9);
	});
	noticed("counts of resolution 8 are wrong", || {
		Density::<Test>::remove(2, place().coarse);
	});
	noticed("an empty page of density is kept", || {
		let coarse = Place::of(0x08ab_b5c6_cb26_7fff).unwrap().coarse;
		Density::<Test>::insert(2, coarse, CountsPage::default());
	});
	noticed("something is left of a span that was cleaned", || {
		Density::<Test>::insert(9, place().coarse, CountsPage::default());
	});
}

#[test]
fn notices_wrong_cells() {
	let copy = |span, cell| {
		let record = Cells::<Test>::get(2, HOME).unwrap();
		Cells::<Test>::insert(span, cell, record);
	};
	noticed("a cell has two records", || copy(1, HOME));
	noticed("a record of what is no cell", || copy(2, 5));
	noticed("something is left of a span that was cleaned", || copy(0, HOME));
	noticed("an impossible record of a cell", || {
		Cells::<Test>::mutate(2, HOME, |record| record.as_mut().unwrap().last = 2);
	});
	noticed("a cell without a report", || {
		Cells::<Test>::mutate(2, HOME, |record| {
			let record = record.as_mut().unwrap();
			(record.witnesses, record.probes) = (0, 0);
		});
	});
}

#[test]
fn notices_what_the_council_may_not_set() {
	noticed("parameters are out of bounds", || {
		CurrentParameters::<Test>::put(Parameters { verifications_per_block: 0, span_periods: 1 });
	});
	noticed("a pause is too long", || LastPause::<Test>::put(Pause { from: 0, until: 21 }));
	noticed("a pause lies in the future", || {
		LastPause::<Test>::put(Pause { from: 21, until: 22 });
	});
}
