//! Reports by RADIUS over UDP.

use crate::edge::{disconnect::Target, exchange::Exchange};
use ipnet::IpNet;
use std::{io, net::SocketAddr, sync::Arc};
use tokio::net::UdpSocket;

/// Who may send.
#[derive(Clone, Debug)]
pub struct Client {
	/// Address or network.
	pub network: IpNet,
	/// The shared secret.
	pub secret: Arc<[u8]>,
	/// UDP port for Disconnect-Requests.
	pub disconnect_port: Option<u16>,
}

/// The client that a datagram comes from: the narrowest network that holds the address.
fn client(clients: &[Client], from: SocketAddr) -> Option<&Client> {
	clients
		.iter()
		.filter(|client| client.network.contains(&from.ip()))
		.max_by_key(|client| client.network.prefix_len())
}

/// Answers datagrams for ever.
pub async fn serve(
	socket: Arc<UdpSocket>,
	clients: Vec<Client>,
	exchange: Arc<Exchange>,
) -> io::Result<()> {
	let mut buffer = vec![0; cairn_radius::MAX_PACKET_LEN];
	loop {
		let (len, from) = match socket.recv_from(&mut buffer).await {
			Ok(received) => received,
			// A router that closed its port makes the next receive fail: that is its own affair.
			Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => continue,
			Err(error) => return Err(error),
		};
		let Some(client) = client(&clients, from) else {
			log::debug!("packet from {from}, which is no client");
			continue;
		};
		let target = client.disconnect_port.map(|port| Target {
			address: SocketAddr::new(from.ip(), port),
			secret: client.secret.clone(),
		});
		let (datagram, secret) = (buffer[..len].to_vec(), client.secret.clone());
		let (socket, exchange) = (socket.clone(), exchange.clone());
		tokio::spawn(async move {
			// What is discarded has been counted; RADIUS leaves it unanswered.
			if let Ok(response) = exchange.answer(datagram, secret, target).await {
				if let Err(error) = socket.send_to(&response, from).await {
					log::warn!("response to {from}: {error}");
				}
			}
		});
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn narrowest_network_decides_and_strangers_have_none() {
		let make = |network: &str, port| Client {
			network: network.parse().expect("a network"),
			secret: Arc::from(&b"s"[..]),
			disconnect_port: Some(port),
		};
		let clients = [make("10.0.0.0/8", 1), make("10.1.0.0/16", 2)];
		let port = |from: &str| {
			client(&clients, from.parse().expect("an address")).and_then(|c| c.disconnect_port)
		};
		assert_eq!(port("10.1.2.3:9"), Some(2));
		assert_eq!(port("10.2.2.3:9"), Some(1));
		assert_eq!(port("192.0.2.1:9"), None);
	}
}
