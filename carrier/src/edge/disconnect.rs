//! Disconnect-Requests (RFC 5176) for sessions that have reached a cap.

use crate::{chain::unix_now, core::Disconnect};
use cairn_radius::{kind, Code, Packet};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::UdpSocket, sync::mpsc, time};

/// Requests that may wait; a session that reaches its cap again is asked for again.
const QUEUE: usize = 256;
/// Waits for an answer before each further attempt.
const WAITS: [Duration; 3] =
	[Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// Where a router, or the access point behind it, takes Disconnect-Requests.
#[derive(Clone, Debug)]
pub struct Target {
	/// Its address.
	pub address: SocketAddr,
	/// The shared secret.
	pub secret: Arc<[u8]>,
}

/// Sends Disconnect-Requests one after the other.
#[derive(Clone)]
pub struct Disconnector(mpsc::Sender<(Target, Disconnect, Vec<u8>)>);

impl Disconnector {
	/// Starts the sender.
	pub fn start() -> Self {
		let (requests, mut queue) = mpsc::channel::<(Target, Disconnect, Vec<u8>)>(QUEUE);
		tokio::spawn(async move {
			let mut identifier = 0u8;
			while let Some((target, session, nas)) = queue.recv().await {
				identifier = identifier.wrapping_add(1);
				// The sender's own trouble, such as no route, ends this request only.
				if let Err(error) = request(identifier, &target, &session, &nas).await {
					log::warn!("Disconnect-Request to {}: {error}", target.address);
				}
			}
		});
		Self(requests)
	}

	/// Asks for a session to be disconnected; dropped where too many wait.
	pub fn send(&self, target: Target, session: Disconnect, nas_identifier: Vec<u8>) {
		if self.0.try_send((target, session, nas_identifier)).is_err() {
			log::warn!("too many Disconnect-Requests wait: one is dropped");
		}
	}
}

/// Builds a Disconnect-Request.
fn packet(
	identifier: u8,
	secret: &[u8],
	session: &Disconnect,
	nas: &[u8],
) -> std::io::Result<Packet> {
	let mut packet = Packet::new(Code::DISCONNECT_REQUEST, identifier);
	let now = u32::try_from(unix_now()).unwrap_or(u32::MAX);
	let mut add = |kind, value: &[u8]| {
		if value.is_empty() {
			return Ok(());
		}
		packet.attributes.push(kind, value).map_err(std::io::Error::other)
	};
	add(kind::NAS_IDENTIFIER, nas)?;
	add(kind::CALLING_STATION_ID, &session.calling_station_id)?;
	add(kind::ACCT_SESSION_ID, &session.acct_session_id)?;
	add(kind::EVENT_TIMESTAMP, &now.to_be_bytes())?;
	packet.attributes.push_message_authenticator().map_err(std::io::Error::other)?;
	packet.seal_request(secret).map_err(std::io::Error::other)?;
	Ok(packet)
}

async fn request(
	identifier: u8,
	target: &Target,
	session: &Disconnect,
	nas: &[u8],
) -> std::io::Result<()> {
	let unspecified: SocketAddr =
		if target.address.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0u16; 8], 0).into() };
	let socket = UdpSocket::bind(unspecified).await?;
	socket.connect(target.address).await?;
	let request = packet(identifier, &target.secret, session, nas)?;
	let bytes = request.to_bytes();
	let mut buffer = [0; cairn_radius::MAX_PACKET_LEN];
	for wait in WAITS {
		socket.send(&bytes).await?;
		let answered = time::timeout(wait, async {
			loop {
				let len = socket.recv(&mut buffer).await?;
				let response = Packet::parse(&buffer[..len]);
				// Whatever else arrives on this port is not the answer.
				if let Ok(response) = response {
					let good = response.verify_response(
						&target.secret,
						identifier,
						&request.authenticator,
					);
					if good.is_ok() {
						return Ok::<_, std::io::Error>(response.code);
					}
				}
			}
		});
		match answered.await {
			Ok(code) => {
				let code = code?;
				let took = code == Code::DISCONNECT_ACK;
				log::info!(
					"{} {} a session that reached its cap",
					target.address,
					if took { "disconnected" } else { "refused to disconnect" }
				);
				return Ok(());
			}
			Err(_) => continue,
		}
	}
	Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "no answer"))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn session() -> Disconnect {
		Disconnect {
			acct_session_id: b"5F-1".to_vec(),
			calling_station_id: b"02-00-00-00-00-01".to_vec(),
		}
	}

	#[tokio::test]
	async fn names_the_session_and_is_sent_again_until_acknowledged() {
		let nas = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
		let secret: Arc<[u8]> = Arc::from(&b"coa secret"[..]);
		let address = nas.local_addr().expect("bound");
		Disconnector::start().send(
			Target { address, secret: secret.clone() },
			session(),
			b"router".to_vec(),
		);
		let mut buffer = [0; 4096];
		let (first, _) = nas.recv_from(&mut buffer).await.expect("a packet");
		let first = buffer[..first].to_vec();
		let (again, peer) = nas.recv_from(&mut buffer).await.expect("the packet again");
		assert_eq!(first, buffer[..again]);
		let request = Packet::parse(&first).expect("a packet");
		assert_eq!(request.code, Code::DISCONNECT_REQUEST);
		request.verify_request(&secret).expect("sealed");
		assert_eq!(request.attributes.first(kind::ACCT_SESSION_ID), Some(&b"5F-1"[..]));
		assert_eq!(request.attributes.first(kind::NAS_IDENTIFIER), Some(&b"router"[..]));
		assert!(request.attributes.first(kind::MESSAGE_AUTHENTICATOR).is_some());
		let mut ack = Packet::new(Code::DISCONNECT_ACK, request.identifier);
		ack.seal_response(&secret, &request.authenticator);
		nas.send_to(&ack.to_bytes(), peer).await.expect("sent");
		let silence = time::timeout(Duration::from_secs(5), nas.recv_from(&mut buffer)).await;
		assert!(silence.is_err(), "an acknowledged request is not repeated");
	}
}
