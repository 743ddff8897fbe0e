//! How fast reports get to two peers: three nodes' network and pool in this process, over the
//! loopback device, with the default back end.

use crate::{
	common,
	network::{eventually, Node},
	report::Measurement,
	Failure,
};
use cairn_primitives::coverage::SignedWitnessReport;
use cairn_reports::DEFAULT_POOL_MIB;
use sc_network::Litep2pNetworkBackend;
use std::time::{Duration, Instant};

/// Reports handed in each time.
const BATCH: u32 = 250;
/// Time between two of these.
const PAUSE: Duration = Duration::from_millis(250);
const WITNESSES: u32 = 997;

/// Seconds of processor time that this process has used.
fn processor_time() -> Result<f64, Failure> {
	let stat = std::fs::read_to_string("/proc/self/stat")?;
	let (_, fields) = stat.rsplit_once(')').ok_or("no name")?;
	let ticks = |place: usize| -> Result<f64, Failure> {
		Ok(fields.split_whitespace().nth(place).ok_or("too short")?.parse()?)
	};
	// User and system time, in hundredths as the kernel gives them to programs.
	Ok((ticks(11)? + ticks(12)?) / 100.0)
}

async fn spread(batches: Vec<Vec<SignedWitnessReport>>) -> Result<Vec<Measurement>, Failure> {
	let start = || Node::with_pool::<Litep2pNetworkBackend>((DEFAULT_POOL_MIB as usize) << 20);
	let (source, peers) = (start(), [start(), start()]);
	for peer in &peers {
		source.connect(&*peer.network).await;
	}
	let all: usize = batches.iter().map(Vec::len).sum();
	let connected = || source.metric("cairn_reports_peers") == 2;
	eventually("both peers to be connected", connected).await;

	let (begin, used) = (Instant::now(), processor_time()?);
	let mut clock = tokio::time::interval(PAUSE);
	for batch in batches {
		clock.tick().await;
		source.reports.submit(batch).await;
	}
	let handed_in = begin.elapsed().as_secs_f64();
	let arrived = || peers.iter().all(|peer| peer.reports.usage().reports == all);
	eventually("both peers to hold all reports", arrived).await;
	let took = begin.elapsed().as_secs_f64();
	let used = processor_time()? - used;
	let rate = all as f64 / handed_in;
	Ok(vec![
		Measurement::new("reports-spread", all as f64 / took, "1/s")
			.beside("reports handed in a second", rate * took / all as f64),
		Measurement::new("reports-spread-cores", used / took / 3.0, "cores a node"),
	])
}

/// Hands 1,000 reports a second to one node, and waits until two peers hold all of them.
pub fn measure(seconds: u32) -> Result<Vec<Measurement>, Failure> {
	let batches = (0..seconds * 1_000 / BATCH)
		.map(|batch| {
			(batch * BATCH..(batch + 1) * BATCH)
				.map(|number| common::report(20, number / 10, number % WITNESSES))
				.collect()
		})
		.collect();
	let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
	runtime.block_on(spread(batches))
}
