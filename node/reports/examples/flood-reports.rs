//! Floods nodes as their peers, for tests: `flood-reports GENESIS SECONDS MILLISECONDS` reads lines of
//! network back end, a node's multiaddress with its name, and batches in hex. For each line somebody
//! sends the node these batches in turn, with so many milliseconds between two, for so many seconds.
//! Who is cut off comes back under another name, and so does everybody every few seconds. Writes how
//! many batches the streams took in, and by how many names.

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/network.rs"]
mod network;

use futures::future::join_all;
use network::{Backend, Block, Rogue};
use sc_network::{config::MultiaddrWithPeerId, Litep2pNetworkBackend, NetworkWorker};
use sp_core::{bytes, H256};
use std::{error::Error, io::BufRead, time::Duration};
use tokio::time::{interval, sleep, timeout, Instant};

/// For how long one name is used. Over libp2p it may take minutes to learn that one was cut off.
const NAME: Duration = Duration::from_secs(15);
/// How often one who waits for a stream looks.
const LOOK: Duration = Duration::from_millis(50);

/// The network back end of one who floods.
#[derive(Clone, Copy)]
enum Speaks {
	Litep2p,
	Libp2p,
}

/// One who floods.
struct Flooder {
	speaks: Speaks,
	victim: MultiaddrWithPeerId,
	batches: Vec<Vec<u8>>,
}

/// What came of it.
#[derive(Default)]
struct Sent {
	batches: usize,
	names: usize,
}

impl Flooder {
	fn parse(line: &str) -> Result<Self, Box<dyn Error>> {
		let mut fields = line.split_whitespace();
		let speaks = match fields.next() {
			Some("litep2p") => Speaks::Litep2p,
			Some("libp2p") => Speaks::Libp2p,
			other => return Err(format!("no network back end: {other:?}").into()),
		};
		let victim = fields.next().ok_or("no address")?.parse()?;
		let batches = fields.map(bytes::from_hex).collect::<Result<Vec<_>, _>>()?;
		if batches.is_empty() {
			return Err("no batches".into());
		}
		Ok(Self { speaks, victim, batches })
	}

	async fn run(self, genesis: H256, end: Instant, pause: Duration) -> Sent {
		match self.speaks {
			Speaks::Litep2p => self.flood::<Litep2pNetworkBackend>(genesis, end, pause).await,
			Speaks::Libp2p => self.flood::<NetworkWorker<Block, H256>>(genesis, end, pause).await,
		}
	}

	async fn flood<N: Backend>(self, genesis: H256, end: Instant, pause: Duration) -> Sent {
		let mut sent = Sent::default();
		let mut batches = self.batches.iter().cycle();
		while Instant::now() < end {
			let rogue = Rogue::dial::<N>(genesis, self.victim.clone());
			let until = end.min(Instant::now() + NAME);
			let opened = async {
				while !rogue.is_open() {
					sleep(LOOK).await;
				}
			};
			if timeout(until - Instant::now(), opened).await.is_err() {
				continue;
			}
			sent.names += 1;
			let mut clock = interval(pause);
			while Instant::now() < until && rogue.is_open() {
				clock.tick().await;
				let Some(batch) = batches.next() else { break };
				sent.batches += usize::from(rogue.send(batch.clone()).await);
			}
		}
		sent
	}
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
	let arguments: Vec<_> = std::env::args().skip(1).collect();
	let [genesis, seconds, pause] = arguments.as_slice() else {
		return Err("genesis hash, seconds, and milliseconds between batches".into());
	};
	let genesis: H256 = genesis.parse()?;
	let pause = Duration::from_millis(pause.parse()?);
	let flooders = std::io::stdin()
		.lock()
		.lines()
		.map(|line| Flooder::parse(&line?))
		.collect::<Result<Vec<_>, _>>()?;
	let end = Instant::now() + Duration::from_secs(seconds.parse()?);
	let runs = flooders.into_iter().map(|flooder| flooder.run(genesis, end, pause));
	for sent in join_all(runs).await {
		println!("{} {}", sent.batches, sent.names);
	}
	Ok(())
}
