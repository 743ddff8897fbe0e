//! Nodes that judge by different states of the chain, over real connections, each test on both
//! network back ends.

mod common;
#[path = "common/network.rs"]
mod network;
#[macro_use]
#[path = "common/backends.rs"]
mod backends;

use cairn_primitives::{coverage::SignedWitnessReport, AnySignature};
use cairn_reports::Outcome;
use common::{key, report, GENESIS};
use network::{eventually, Backend, Node};
use sp_core::Pair;

/// Reports that a witness may hand in at once.
const QUOTA: u32 = 512;
/// Whose reports fit everywhere.
const HONEST: u32 = 100;

/// What one witness can say of four challenged neighbours in six windows: three commits each.
fn all_commits(witness: u32) -> Vec<SignedWitnessReport> {
	let commits = (15..=20).flat_map(|window| (0..12u8).map(move |n| (window, n / 3, n % 3)));
	commits
		.map(|(window, challenged, commit)| {
			let mut report = report(window, challenged.into(), witness).report;
			report.commit = [commit; 32];
			let signature = key(witness).sign(&report.signing_payload(&GENESIS));
			SignedWitnessReport { report, signature: AnySignature::Sr25519(signature.0) }
		})
		.collect()
}

fn whole_quota(witness: u32) -> Vec<SignedWitnessReport> {
	(0..QUOTA).map(|challenged| report(20, challenged, witness)).collect()
}

/// Hands reports in, all of which this node finds to be good.
async fn accepted(node: &Node, reports: Vec<SignedWitnessReport>) {
	for reports in reports.chunks(1_024) {
		let outcomes = node.reports.submit(reports.to_vec()).await;
		assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Accepted), "{outcomes:?}");
	}
}

/// Asserts that a node has refused so many reports of its peer, or more, and holds nothing against it.
fn not_blamed(node: &Node, peer: &Node, refused: usize) {
	// Over libp2p it may have found the other node by itself, which sends the same.
	assert!(node.metric("cairn_reports_refused_total") >= refused as u64);
	assert_eq!(node.metric("cairn_reports_peers_dropped_total"), 0);
	assert!(node.metric("cairn_reports_peers") >= 1, "the stream is open");
	// The network itself takes 256 for a stream that is opened anew; the least blame is 65,536.
	let reputation = node.network.peer_reputation(&peer.id());
	assert!(reputation > -(1 << 12), "{reputation}");
}

/// Some witnesses' reports are accepted everywhere, then these witnesses change their keys. Who
/// joins later still gets what others report, and is heard.
async fn joins_later<N: Backend>(rotated: &[u32], reports: Vec<SignedWitnessReport>) {
	let (a, b) = (Node::start::<N>(), Node::start::<N>());
	a.connect(&*b.network).await;
	let refused = reports.len();
	accepted(&a, reports).await;
	eventually("b to hold what it sends on", || b.reports.usage().reports == refused).await;
	let c = Node::start::<N>();
	for node in [&a, &b, &c] {
		rotated.iter().for_each(|witness| node.chain.rotate_key(*witness));
	}
	accepted(&a, whole_quota(HONEST)).await;
	let all = refused + QUOTA as usize;
	eventually("b to hold the honest reports", || b.reports.usage().reports == all).await;

	c.connect(&*b.network).await;
	eventually("c to hold the honest reports", || c.reports.usage().reports == QUOTA as usize)
		.await;
	accepted(&c, vec![report(20, 7, 101)]).await;
	eventually("a to hold c's report", || a.reports.usage().reports == all + 1).await;
	not_blamed(&c, &b, refused);
}

/// The exploit: one vouched witness signs some reports that everybody accepts, and then changes its
/// key. Every node that starts within the next seven windows gets them from each of its peers, finds
/// the signatures to be wrong, and cuts off peer after peer until it is alone.
async fn one_key<N: Backend>() {
	joins_later::<N>(&[1], all_commits(1)).await;
}

/// The same by five owners together, each with all that a witness may hand in.
async fn five_keys<N: Backend>() {
	joins_later::<N>(&[1, 2, 3, 4, 5], (1..=5).flat_map(whole_quota).collect()).await;
}

/// The exploit: the key is changed in the block after the reports, so that nodes that know the block
/// get them from those that do not yet.
async fn one_ahead<N: Backend>() {
	let (behind, ahead) = (Node::start::<N>(), Node::start::<N>());
	behind.connect(&*ahead.network).await;
	ahead.chain.rotate_key(1);
	accepted(&behind, all_commits(1)).await;
	accepted(&behind, whole_quota(HONEST)).await;
	let honest = QUOTA as usize;
	eventually("the honest reports", || ahead.reports.usage().reports == honest).await;
	not_blamed(&ahead, &behind, 72);
	accepted(&ahead, vec![report(20, 7, 101)]).await;
	eventually("an answer", || behind.reports.usage().reports == 72 + honest + 1).await;
}

on_both! {
	a_changed_key_does_not_cut_off_who_joins_later => one_key;
	five_changed_keys_with_whole_quotas_do_not_either => five_keys;
	a_peer_that_does_not_know_of_a_changed_key_yet_is_not_blamed => one_ahead;
}
