//! Floods over real connections, on both network back ends: what they take of memory, and of the
//! time of others. In a program of their own, one after the other, since memory is the program's.

mod common;
#[path = "common/network.rs"]
mod network;
#[macro_use]
#[path = "common/backends.rs"]
mod backends;

use cairn_primitives::coverage::SignedWitnessReport;
use cairn_reports::{message, Outcome, REPORT_BYTES};
use common::{report, resident};
use futures::future::join_all;
use network::{eventually, Backend, Node, Rogue};
use std::{
	sync::{
		atomic::{AtomicUsize, Ordering},
		Arc,
	},
	time::{Duration, Instant},
};
use tokio::{sync::Mutex, task::JoinHandle};

/// Octets that the victim's pool counts at most: some four hundred reports.
const POOL: usize = 1 << 17;
/// Octets by which the program may grow. All peers run in it, so the victim takes a part of them.
const GROWTH: u64 = 64 << 20;
/// For how long an honest report may be on its way. It waits for half a second before it is sent.
const PROMPTLY: Duration = Duration::from_secs(5);
const BATCH: u32 = message::MAX_BATCH as u32;
/// Time between two batches of each of five, which together bring what a line of 1 Gbit/s does.
const RUSH: Duration = Duration::from_millis(5);
/// Time between two batches of one who keeps to its rate.
const RATE: Duration = Duration::from_millis(260);
/// For how long it is kept to.
const LONG: Duration = Duration::from_secs(4);

static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

on_both! {
	a_flood_takes_no_memory_and_delays_nobody => flood;
}

type Batch = Vec<SignedWitnessReport>;

/// A report with the signature of another.
fn forged(challenged: u32, signature: &SignedWitnessReport) -> SignedWitnessReport {
	let mut forged = signature.clone();
	forged.report.challenged = challenged;
	forged
}

/// Batches of each kind: with signatures of others, the same again and again, of the window to come,
/// of the one just over, and valid ones of many witnesses, far more than the pool holds.
fn kinds() -> [Vec<Batch>; 5] {
	let known = report(20, 0, 1);
	let window = |window: u32| {
		let mut other = known.clone();
		other.report.window = window;
		(0..BATCH).map(|n| forged(n, &other)).collect()
	};
	let valid = |part: u32| (0..BATCH).map(|n| report(20, part * BATCH + n, n % 64)).collect();
	[
		vec![(1..=BATCH).map(|n| forged(n, &known)).collect()],
		vec![vec![known.clone(); BATCH as usize]],
		vec![window(21)],
		vec![window(13)],
		(0..4).map(valid).collect(),
	]
}

/// Somebody who sends the same batches again and again, as long as he has a stream.
struct Flooder {
	sent: Arc<AtomicUsize>,
	runs: JoinHandle<()>,
}

impl Flooder {
	fn start(rogue: Rogue, batches: &[Batch], pause: Duration) -> Self {
		let batches: Vec<_> = batches.iter().map(|batch| message::encode(batch)).collect();
		let sent = Arc::new(AtomicUsize::new(0));
		let count = sent.clone();
		let runs = tokio::spawn(async move {
			let mut clock = tokio::time::interval(pause);
			for batch in batches.iter().cycle() {
				clock.tick().await;
				if rogue.is_open() && rogue.send(batch.clone()).await {
					count.fetch_add(batch.len(), Ordering::SeqCst);
				}
			}
		});
		Self { sent, runs }
	}
}

impl Drop for Flooder {
	fn drop(&mut self) {
		self.runs.abort();
	}
}

/// Nodes that are flooded, and what is seen of them meanwhile.
struct Scene {
	victim: Node,
	honest: Node,
	/// Resident memory before anything was sent, and the most since.
	before: u64,
	most: u64,
	arrived: u32,
	slowest: Duration,
}

impl Scene {
	async fn start<N: Backend>() -> Self {
		let (victim, honest) = (Node::with_pool::<N>(POOL), Node::with_pool::<N>(POOL));
		honest.connect(&*victim.network).await;
		let connected = || victim.metric("cairn_reports_peers") == 1;
		eventually("the honest peer to be connected", connected).await;
		let before = resident().unwrap();
		Self { victim, honest, before, most: before, arrived: 0, slowest: Duration::ZERO }
	}

	async fn flooders<N: Backend>(&self, kinds: &[&[Batch]], pause: Duration) -> Vec<Flooder> {
		let rogues = join_all(kinds.iter().map(|_| Rogue::start::<N>(&self.victim))).await;
		let pairs = rogues.into_iter().zip(kinds);
		pairs.map(|(rogue, batches)| Flooder::start(rogue, batches, pause)).collect()
	}

	/// Waits until the victim holds a new report that the honest peer was handed.
	async fn pass_on(&mut self) {
		let challenged = 1_000_000 + self.arrived;
		let fresh = report(20, challenged, 1_000 + self.arrived);
		let start = Instant::now();
		assert_eq!(self.honest.reports.submit(vec![fresh]).await, [Outcome::Accepted]);
		while self.victim.reports.reports(20, challenged).is_empty() {
			assert!(start.elapsed() < PROMPTLY, "honest report {} is late", self.arrived);
			tokio::time::sleep(Duration::from_millis(10)).await;
			self.look();
		}
		self.slowest = self.slowest.max(start.elapsed());
		self.arrived += 1;
	}

	/// Peers that the victim has cut off.
	fn dropped(&self) -> u64 {
		self.victim.metric("cairn_reports_peers_dropped_total")
	}

	fn look(&mut self) {
		assert!(self.victim.reports.usage().bytes <= POOL);
		self.most = self.most.max(resident().unwrap());
		assert!(self.most - self.before <= GROWTH, "grown by {} octets", self.most - self.before);
	}
}

/// The exploit: peers send reports of every bad kind, each of them one, and valid ones without end. At
/// first as fast as the line takes them, so that they gather where nobody counts them; then no faster
/// than is borne, for as long as it is borne.
async fn flood<N: Backend>() {
	let _one = ONE_AT_A_TIME.lock().await;
	let mut scene = Scene::start::<N>().await;
	let kinds = kinds();
	let begin = Instant::now();

	let all: Vec<&[Batch]> = kinds.iter().map(Vec::as_slice).collect();
	let flooders = scene.flooders::<N>(&all, RUSH).await;
	// What the victim says counts: over libp2p it can take minutes until the other end learns of it.
	while scene.dropped() < 5 {
		scene.pass_on().await;
		assert!(begin.elapsed() < Duration::from_secs(120), "{} of 5 are cut off", scene.dropped());
	}
	let sent: Vec<_> = flooders.iter().map(|one| one.sent.load(Ordering::SeqCst)).collect();
	let (rush, took) = (scene.victim.metric("cairn_reports_received_total"), begin.elapsed());
	drop(flooders);
	assert!(scene.victim.metric("cairn_reports_dropped_total") > 0, "some were not even read");

	let borne: Vec<&[Batch]> = [0, 2, 3].map(|kind| all[kind]).to_vec();
	let _flooders = scene.flooders::<N>(&borne, RATE).await;
	let lasts = Instant::now();
	let mut received = 0;
	// Over libp2p the victim may go on with what the first ones sent before it comes to these.
	while lasts.elapsed() < LONG || received < 3 * 8 * u64::from(BATCH) {
		scene.pass_on().await;
		received = scene.victim.metric("cairn_reports_received_total") - rush;
		assert!(lasts.elapsed() < Duration::from_secs(60), "the flood went on: {received}");
	}
	eprintln!(
		"{rush} reports received of {sent:?} octets sent in {} ms, then {received} in {} ms; {} KB more \
		 memory; {} honest reports, the slowest in {} ms",
		took.as_millis(),
		lasts.elapsed().as_millis(),
		(scene.most - scene.before) / 1_000,
		scene.arrived,
		scene.slowest.as_millis()
	);
	assert_eq!(scene.dropped(), 5, "forged, early and late ones are borne");
	let usage = scene.victim.reports.usage();
	assert!(POOL - usage.bytes < 2 * REPORT_BYTES, "the pool is full: {usage:?}");
	assert!(usage.evicted > 0, "the flood gave way to honest reports");
	let checked = scene.victim.chain.checked.load(Ordering::SeqCst) as u128;
	assert!(checked <= 4 * begin.elapsed().as_millis() + 4_000, "{checked} checks");
}
