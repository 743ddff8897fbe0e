//! Batches, and what a finalised one changes.

use super::fixture::*;
use crate::core::*;
use cairn_primitives::*;
use std::convert::Infallible;

fn plan(view: &ChainView, lanes: &[(LaneKey, Lane)], max: usize) -> (Vec<Batch>, Option<LaneKey>) {
	let mut planner = Planner::new(view, 1, max);
	let mut lanes = lanes.iter().map(|lane| Ok::<_, Infallible>(*lane)).peekable();
	let mut batches = Vec::new();
	while let Ok(Some(batch)) = planner.next_batch(&mut lanes) {
		batches.push(batch);
	}
	(batches, planner.short)
}

fn lane(version: u32, kind: u8, router: u32, octets: u64, settled: u64) -> (LaneKey, Lane) {
	let kind = Kind::from_byte(kind).expect("a kind");
	(LaneKey { version, kind, router }, Lane { octets, settled, ..Default::default() })
}

#[test]
fn batches_are_sorted_by_router_one_for_each_version_and_kind() {
	let lanes = [
		lane(0, 0, 1, 10, 0),
		lane(0, 0, 2, 10, 10),
		lane(0, 0, 9, 30, 10),
		lane(0, 8, 1, 5, 0),
		lane(1, 0, 1, 7, 0),
		lane(2, 0, 1, 7, 0),
	];
	let (batches, short) = plan(&view(), &lanes, 4096);
	let seen: Vec<_> =
		batches.iter().map(|b| (b.version, b.kind.byte(), b.entries.clone(), b.value)).collect();
	// What is settled already and what no longer settles stays out.
	assert_eq!(
		seen,
		[(0, 0, vec![(1, 10), (9, 30)], 30), (0, 8, vec![(1, 5)], 20), (1, 0, vec![(1, 7)], 7)]
	);
	assert_eq!(short, None);
}

#[test]
fn full_batch_begins_another() {
	let lanes: Vec<_> = (0..10).map(|router| lane(0, 0, router, 5, 0)).collect();
	let (batches, _) = plan(&view(), &lanes, 4);
	let sizes: Vec<_> = batches.iter().map(|batch| batch.entries.len()).collect();
	assert_eq!(sizes, [4, 4, 2]);
	assert_eq!(batches[1].entries[0].0, 4);
}

#[test]
fn plan_stops_where_the_escrow_ends_and_goes_on_there_after_funding() {
	let mut view = view();
	view.carrier.payable = 25;
	let lanes: Vec<_> = (0..10).map(|router| lane(0, 0, router, 10, 0)).collect();
	let (batches, short) = plan(&view, &lanes, 4096);
	assert_eq!(batches[0].entries, [(0, 10), (1, 10)]);
	assert_eq!(short.map(|key| key.router), Some(2));
	view.carrier.payable = 1_000;
	let (batches, short) = plan(&view, &lanes[2..], 4096);
	assert_eq!((batches[0].entries.len(), batches[0].value, short), (8, 80, None));
}

#[test]
fn finalised_settlement_frees_the_escrow_and_older_news_do_not_undo_it() {
	let mut carrier = Carrier::new();
	carrier.send(2, 1, SessionStatus::Interim, 1_000);
	let key = LaneKey { version: 0, kind: Kind::from_byte(0).expect("direct"), router: 2 };
	let entries = [SettledEntry { key, octets: 800 }];
	apply_settled(&mut carrier.books, &carrier.view, 120, &entries).expect("memory");
	assert_eq!(carrier.books.lanes[&key].settled, 800);
	assert_eq!(carrier.books.unsettled[&0], 200);
	// The router's facts are still those of block 100.
	carrier.send(2, 1, SessionStatus::Interim, 1_100);
	assert_eq!(carrier.books.unsettled[&0], 300);
	// Newer facts count, also where they say that less was paid.
	let facts = carrier.chain.get_mut(&2).expect("router 2");
	(facts.number, facts.lanes) = (130, vec![(0, key.kind, 500)]);
	carrier.send(2, 1, SessionStatus::Interim, 1_100);
	assert_eq!(carrier.books.unsettled[&0], 600);
}
