//! The protocol over real connections, each test on both network back ends.

mod common;
#[path = "common/network.rs"]
mod network;
#[macro_use]
#[path = "common/backends.rs"]
mod backends;

use cairn_reports::{message, Outcome};
use common::report;
use network::{eventually, Backend, Node, Rogue};
use std::{
	sync::atomic::Ordering,
	time::{Duration, Instant},
};

on_both! {
	reports_reach_a_peer_once_and_do_not_come_back => once;
	reports_pass_from_node_to_node_and_to_who_joins_later => line;
	a_node_that_is_catching_up_takes_no_reports_until_it_has => catching_up;
	reports_that_come_while_a_node_falls_behind_come_again_once_it_has_caught_up => behind;
	garbage_forged_and_repeated_reports_cost_their_sender_and_nobody_else => rogue;
}

async fn once<N: Backend>() {
	let (a, b) = (Node::start::<N>(), Node::start::<N>());
	a.connect(&*b.network).await;
	let batch: Vec<_> = (0..200).map(|challenged| report(20, challenged, 1)).collect();
	let outcomes = a.reports.submit(batch.clone()).await;
	assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Accepted));
	eventually("b to hold the reports", || b.reports.usage().reports == 200).await;
	assert_eq!(b.reports.reports(20, 3), batch[3..4]);

	let back = vec![report(20, 500, 2)];
	b.reports.submit(back).await;
	eventually("a to hold b's report", || a.reports.usage().reports == 201).await;
	tokio::time::sleep(Duration::from_millis(1_500)).await;
	assert_eq!(b.metric("cairn_reports_received_total"), 200, "each once");
	assert_eq!(a.metric("cairn_reports_received_total"), 1, "nothing back");
	assert_eq!(a.metric("cairn_reports_sent_total"), 200);
	assert_eq!(b.metric("cairn_reports_bytes"), b.reports.usage().bytes as u64);
}

async fn line<N: Backend>() {
	let (a, b) = (Node::start::<N>(), Node::start::<N>());
	a.connect(&*b.network).await;
	a.reports.submit((0..250).map(|challenged| report(20, challenged, 1)).collect()).await;
	eventually("b to hold the reports", || b.reports.usage().reports == 250).await;
	let c = Node::start::<N>();
	c.connect(&*b.network).await;
	eventually("c to hold them, too", || c.reports.usage().reports == 250).await;
	c.reports.submit(vec![report(20, 7, 3)]).await;
	eventually("a to hold c's report", || a.reports.reports(20, 7).len() == 2).await;
}

async fn catching_up<N: Backend>() {
	let (a, b) = (Node::start::<N>(), Node::start::<N>());
	b.sync.syncing.store(true, Ordering::SeqCst);
	a.connect(&*b.network).await;
	a.reports.submit(vec![report(20, 1, 1)]).await;
	tokio::time::sleep(Duration::from_millis(1_500)).await;
	assert_eq!(b.reports.usage().reports, 0);
	b.sync.syncing.store(false, Ordering::SeqCst);
	eventually("b to hold the report", || b.reports.usage().reports == 1).await;
}

async fn behind<N: Backend>() {
	let (a, b) = (Node::start::<N>(), Node::start::<N>());
	a.connect(&*b.network).await;
	a.reports.submit(vec![report(20, 1, 1)]).await;
	eventually("b to hold the first report", || b.reports.usage().reports == 1).await;
	b.sync.syncing.store(true, Ordering::SeqCst);
	a.reports.submit(vec![report(20, 2, 1)]).await;
	eventually("b to ignore the second one", || b.metric("cairn_reports_dropped_total") == 1).await;
	b.sync.syncing.store(false, Ordering::SeqCst);
	eventually("b to hold both reports", || b.reports.usage().reports == 2).await;
	// And the way back is open.
	b.reports.submit(vec![report(20, 3, 1)]).await;
	eventually("a to hold b's report", || a.reports.usage().reports == 3).await;
}

/// The exploit: a peer sends garbage, reports with signatures of nobody, and the same again and again,
/// as fast as it can.
async fn rogue<N: Backend>() {
	let (victim, honest) = (Node::start::<N>(), Node::start::<N>());
	honest.connect(&*victim.network).await;
	let rogue = Rogue::start::<N>(&victim).await;
	let id = rogue.network.local_peer_id();
	let torn = message::encode(&[report(20, 1, 1)])[..50].to_vec();
	for octets in [vec![0], vec![0xff; 1_000], torn, vec![4]] {
		let before = victim.metric("cairn_reports_dropped_total");
		// Streams that both sides open at once may be opened anew, with what was on its way lost.
		while victim.metric("cairn_reports_dropped_total") == before {
			rogue.send(octets.clone()).await;
			tokio::time::sleep(Duration::from_millis(200)).await;
		}
	}
	let before = victim.network.peer_reputation(&id);
	assert!(before <= -4 * (1 << 19), "{before}");

	let begin = Instant::now();
	// Some of them are too many, but not so many that it is cut off for that.
	for flood in 0..30u32 {
		let signature = report(20, 9_999, 1).signature;
		let forged: Vec<_> = (0..1_000)
			.map(|n| {
				let mut signed = report(20, flood * 1_000 + n, 2);
				signed.signature = signature;
				signed
			})
			.collect();
		rogue.send(message::encode(&forged)).await;
	}
	honest.reports.submit(vec![report(20, 77, 5)]).await;
	eventually("the honest report", || victim.reports.reports(20, 77).len() == 1).await;
	assert_eq!(victim.reports.usage().reports, 1, "nothing forged");
	let checked = victim.chain.checked.load(Ordering::SeqCst);
	let most = 4_000 * (1 + begin.elapsed().as_secs_f64().ceil() as usize);
	assert!((1_000..=most).contains(&checked), "the chain was asked of {checked}");
	// It may have met a witness that changed its key.
	assert_eq!(victim.metric("cairn_reports_peers_dropped_total"), 0);
	assert!(rogue.is_open() && victim.network.peer_reputation(&id) > -(1 << 28));

	let again: Vec<_> = (0..200).map(|challenged| report(20, challenged, 3)).collect();
	for _ in 0..100 {
		rogue.send(message::encode(&again)).await;
		if victim.metric("cairn_reports_peers_dropped_total") > 0 {
			break;
		}
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
	let dropped = || victim.metric("cairn_reports_peers_dropped_total") == 1;
	eventually("who repeats itself to be cut off", dropped).await;
	eventually("the stream to be closed", || !rogue.is_open()).await;
	honest.reports.submit(vec![report(20, 78, 5)]).await;
	eventually("the honest report", || victim.reports.reports(20, 78).len() == 2).await;
	assert!(victim.network.peer_reputation(&id) < -(1 << 28));
}
