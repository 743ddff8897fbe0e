//! Accounting for the carrier's own AAA: from the database's queue, in order, until acknowledged.

use crate::db::{Db, DbError};
use cairn_radius::{kind, Attributes, Code, Packet};
use std::{
	collections::BTreeMap,
	io,
	net::SocketAddr,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
	time::Duration,
};
use tokio::{
	net::UdpSocket,
	time::{self, Instant},
};

/// Packets under way at once, each with an identifier of its own.
const WINDOW: usize = 64;
/// The longest wait before a retransmission.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How often the queue and the clocks are looked at.
const TICK: Duration = Duration::from_millis(200);

/// Sends what waits.
pub struct Upstream {
	/// The books with the queue.
	pub db: Arc<Db>,
	/// The AAA's accounting address.
	pub address: SocketAddr,
	/// The shared secret.
	pub secret: Vec<u8>,
	/// The wait before the first retransmission.
	pub retry: Duration,
	/// Packets acknowledged since the daemon started.
	pub acknowledged: Arc<AtomicU64>,
}

struct InFlight {
	number: u64,
	bytes: Vec<u8>,
	authenticator: [u8; 16],
	due: Instant,
	wait: Duration,
}

/// Why forwarding ends.
#[derive(Debug, thiserror::Error)]
pub enum UpstreamError {
	/// No socket.
	#[error("accounting upstream: {0}")]
	Io(#[from] io::Error),
	/// The books failed.
	#[error(transparent)]
	Db(#[from] DbError),
}

impl Upstream {
	/// A packet for the AAA. Its Proxy-State is the queue's number: what the access point sent
	/// stays, and the AAA sees that a proxy stands between.
	fn seal(&self, identifier: u8, number: u64, attributes: &[u8]) -> Option<Packet> {
		let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, identifier);
		packet.attributes = Attributes::parse(attributes).ok()?;
		packet.attributes.push(kind::PROXY_STATE, &number.to_be_bytes()).ok()?;
		packet.seal_request(&self.secret).ok()?;
		Some(packet)
	}

	/// Sends for ever.
	pub async fn run(self) -> Result<(), UpstreamError> {
		let unspecified: SocketAddr =
			if self.address.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0u16; 8], 0).into() };
		let socket = UdpSocket::bind(unspecified).await?;
		socket.connect(self.address).await?;
		let mut in_flight: BTreeMap<u8, InFlight> = BTreeMap::new();
		let (mut next, mut identifier) = (0u64, 0u8);
		let mut buffer = [0; cairn_radius::MAX_PACKET_LEN];
		let mut tick = time::interval(TICK);
		loop {
			tokio::select! {
				received = socket.recv(&mut buffer) => {
					// An AAA that is down refuses packets: they are sent again.
					let Ok(len) = received else {
						time::sleep(TICK).await;
						continue;
					};
					let Ok(response) = Packet::parse(&buffer[..len]) else { continue };
					let Some(sent) = in_flight.get(&response.identifier) else { continue };
					let genuine = response
						.verify_response(&self.secret, response.identifier, &sent.authenticator)
						.is_ok();
					if genuine && response.code == Code::ACCOUNTING_RESPONSE {
						self.db.upstream_sent(&[sent.number])?;
						self.acknowledged.fetch_add(1, Ordering::Relaxed);
						in_flight.remove(&response.identifier);
					}
				},
				_ = tick.tick() => {
					let free = WINDOW.saturating_sub(in_flight.len());
					for (number, attributes) in self.db.waiting_upstream(next, free)? {
						next = number.saturating_add(1);
						while in_flight.contains_key(&identifier) {
							identifier = identifier.wrapping_add(1);
						}
						match self.seal(identifier, number, &attributes) {
							Some(packet) => {
								in_flight.insert(identifier, InFlight {
									number,
									bytes: packet.to_bytes(),
									authenticator: packet.authenticator,
									due: Instant::now(),
									wait: self.retry,
								});
								identifier = identifier.wrapping_add(1);
							},
							None => {
								log::warn!("accounting packet {number} leaves no room for a Proxy-State");
								self.db.upstream_sent(&[number])?;
							},
						}
					}
					let now = Instant::now();
					for sent in in_flight.values_mut().filter(|sent| sent.due <= now) {
						// A refusal by the network counts as a lost packet.
						if let Err(error) = socket.send(&sent.bytes).await {
							log::debug!("accounting upstream to {}: {error}", self.address);
						}
						sent.due = now + sent.wait;
						sent.wait = (sent.wait * 2).min(LONGEST_WAIT);
					}
				},
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[tokio::test]
	async fn forwards_in_order_with_own_secret_until_acknowledged() {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Arc::new(Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made"));
		let mut attributes = Attributes::default();
		attributes.push_u32(kind::ACCT_STATUS_TYPE, 2).expect("fits");
		attributes.push(kind::CLASS, b"theirs").expect("fits");
		for _ in 0..2 {
			db.write(|tx| tx.push_upstream(attributes.as_bytes(), 10)).expect("queued");
		}
		let aaa = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
		let upstream = Upstream {
			db: db.clone(),
			address: aaa.local_addr().expect("bound"),
			secret: b"upstream".to_vec(),
			retry: Duration::from_millis(300),
			acknowledged: Arc::default(),
		};
		let count = upstream.acknowledged.clone();
		let sender = tokio::spawn(upstream.run());
		let mut buffer = [0; 4096];
		let mut seen: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
		while db.totals().expect("read").upstream_waiting > 0 {
			let received = time::timeout(Duration::from_secs(10), aaa.recv_from(&mut buffer)).await;
			let (len, peer) = received.expect("in time").expect("a packet");
			let request = Packet::parse(&buffer[..len]).expect("a packet");
			request.verify_request(b"upstream").expect("sealed with the upstream secret");
			assert_eq!(request.attributes.first(kind::CLASS), Some(&b"theirs"[..]));
			let number = request.attributes.first(kind::PROXY_STATE).expect("numbered").to_vec();
			// Each packet is acknowledged when it comes again, and it comes again to the octet.
			let Some(known) = seen.insert(number, buffer[..len].to_vec()) else { continue };
			assert_eq!(known[..], buffer[..len]);
			let mut ack = Packet::new(Code::ACCOUNTING_RESPONSE, request.identifier);
			ack.copy_proxy_state(&request).expect("fits");
			ack.seal_response(b"upstream", &request.authenticator);
			aaa.send_to(&ack.to_bytes(), peer).await.expect("sent");
			time::sleep(Duration::from_millis(50)).await;
		}
		assert_eq!(seen.len(), 2);
		assert_eq!(count.load(Ordering::Relaxed), 2);
		sender.abort();
	}
}
