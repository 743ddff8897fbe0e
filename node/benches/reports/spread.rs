//! What a node does with 1,000 reports a second that it is handed: it checks them by the runtime's
//! wasm, holds them and passes them on to two peers, which check them likewise. Three nodes' network
//! and pool in this process, over the loopback device, with the default back end.

use crate::{
	memory::resident,
	network::{eventually, Node},
	report::Measurement,
	reports::ChainValidator,
	Failure,
};
use cairn_primitives::coverage::SignedWitnessReport;
use cairn_reports::{Outcome, ReportValidator, DEFAULT_POOL_MIB};
use sc_network::Litep2pNetworkBackend;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::runtime::{Builder, Runtime};

/// Reports handed in each time.
const BATCH: usize = 250;
/// Time between two of these.
const PAUSE: Duration = Duration::from_millis(250);
/// Octets by which a node may grow while it holds some 20,000 reports, for which the pool counts 6.4
/// million: the rest is for what waits and for the network's buffers.
const MEMORY: f64 = 32e6;
/// Name of the threads on which the node runs that is handed the reports.
const SOURCE: &str = "source";

/// Seconds of processor time that this process' threads of the source have used.
fn processor_time() -> Result<f64, Failure> {
	let mut used = 0.0;
	for thread in std::fs::read_dir("/proc/self/task")? {
		let Ok(stat) = std::fs::read_to_string(thread?.path().join("stat")) else {
			// It has ended since it was listed; those of the source last as long as it does.
			continue;
		};
		let (name, fields) = stat.rsplit_once(')').ok_or("no name")?;
		if !name.ends_with(SOURCE) {
			continue;
		}
		let ticks = |place: usize| -> Result<f64, Failure> {
			Ok(fields.split_whitespace().nth(place).ok_or("too short")?.parse()?)
		};
		// User and system time, in hundredths as the kernel gives them to programs.
		used += (ticks(11)? + ticks(12)?) / 100.0;
	}
	Ok(used)
}

/// Threads that last, so that their time is not lost.
fn threads(name: &str) -> Result<Runtime, Failure> {
	Ok(Builder::new_multi_thread()
		.worker_threads(2)
		.thread_name(name)
		.thread_keep_alive(Duration::from_secs(3_600))
		.enable_all()
		.build()?)
}

async fn hand_in<C: ReportValidator>(
	source: &Node<C>,
	batches: Vec<Vec<SignedWitnessReport>>,
) -> Result<f64, Failure> {
	let begin = Instant::now();
	let mut clock = tokio::time::interval(PAUSE);
	for batch in batches {
		clock.tick().await;
		let outcomes = source.reports.submit(batch).await;
		if let Some(other) = outcomes.iter().find(|outcome| **outcome != Outcome::Accepted) {
			return Err(format!("a report had another outcome: {other:?}").into());
		}
	}
	Ok(begin.elapsed().as_secs_f64())
}

/// Hands 1,000 reports a second to one node for so many seconds, and waits until two peers hold all
/// of them.
pub fn measure<C>(
	client: Arc<C>,
	signed: &[SignedWitnessReport],
	seconds: usize,
) -> Result<Vec<Measurement>, Failure>
where
	ChainValidator<C>: ReportValidator,
{
	let all = seconds * 1_000;
	let signed = signed.get(..all).ok_or("so many seconds want more routers or reports")?;
	let batches = signed.chunks(BATCH).map(<[_]>::to_vec).collect();
	let pool = (DEFAULT_POOL_MIB as usize) << 20;
	let start =
		|| Node::on_chain::<Litep2pNetworkBackend>(Arc::new(ChainValidator(client.clone())), pool);
	let before = resident()?;
	let (own, others) = (threads(SOURCE)?, threads("others")?);
	let source = own.block_on(async { start() });
	let peers = others.block_on(async { [start(), start()] });
	others.block_on(async {
		for peer in &peers {
			source.connect(&*peer.network).await;
		}
		let connected = || source.metric("cairn_reports_peers") == 2;
		eventually("both peers to be connected", connected).await;
	});

	let (begin, used) = (Instant::now(), processor_time()?);
	// Not on the source's threads: who hands in is somebody else.
	let handed_in = others.block_on(hand_in(&source, batches))?;
	let arrived = || peers.iter().all(|peer| peer.reports.usage().reports == all);
	others.block_on(eventually("both peers to hold all reports", arrived));
	let took = begin.elapsed().as_secs_f64();
	let cores = (processor_time()? - used) / took;
	let grown = (resident()? - before) / 3.0;
	let rate = all as f64 / handed_in;
	Ok(vec![
		Measurement::new("reports-spread", all as f64 / took, "1/s")
			.beside("reports handed in a second", rate * took / all as f64),
		Measurement::new("reports-spread-cores", cores, "cores").beside("one core", cores),
		Measurement::new("reports-spread-memory", grown / 1e6, "MB a node")
			.beside("32 MB", grown / MEMORY),
	])
}
