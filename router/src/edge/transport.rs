//! Carrying a report to a carrier and its response back.

use cairn_radius::{exchange::CONTENT_TYPE, MAX_PACKET_LEN};
use std::{
	fmt,
	io::{self, Read},
	net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
	time::{Duration, Instant},
};

/// The shortest time that an HTTPS request is given: a small router's TLS handshake is slow.
const SHORTEST_HTTP: Duration = Duration::from_secs(10);

/// Why a report did not get through.
#[derive(Debug)]
pub enum TransportError {
	/// The socket cannot be made or used.
	Socket(io::Error),
	/// The HTTPS request failed.
	Http(String),
}

impl fmt::Display for TransportError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Socket(error) => error.fmt(f),
			Self::Http(reason) => f.write_str(reason),
		}
	}
}

impl std::error::Error for TransportError {}

/// What to do after a datagram was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
	/// It was the response.
	Done,
	/// It was something else: wait on.
	GoOn,
}

/// A way to a carrier.
pub enum Line {
	/// RADIUS over UDP.
	Udp(UdpSocket),
	/// HTTPS.
	Http(Box<ureq::Agent>, String),
}

impl Line {
	/// A line by UDP; nothing is sent yet.
	pub fn udp(to: SocketAddr) -> Result<Self, TransportError> {
		let any: SocketAddr = match to {
			SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
			SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
		};
		let socket = UdpSocket::bind(any).map_err(TransportError::Socket)?;
		socket.connect(to).map_err(TransportError::Socket)?;
		Ok(Self::Udp(socket))
	}

	/// A line by HTTPS.
	pub fn http(url: &str) -> Self {
		let config =
			ureq::Agent::config_builder().http_status_as_error(true).max_redirects(0).build();
		Self::Http(Box::new(ureq::Agent::new_with_config(config)), url.to_string())
	}

	/// Sends a report and hands everything that comes back within the time to `look`, until that
	/// says it was the response. `Ok` also when nothing came.
	pub fn exchange(
		&self,
		report: &[u8],
		wait: Duration,
		look: &mut dyn FnMut(&[u8]) -> Next,
	) -> Result<(), TransportError> {
		match self {
			Self::Udp(socket) => udp(socket, report, wait, look).map_err(TransportError::Socket),
			Self::Http(agent, url) => {
				let response = http(agent, url, report, wait.max(SHORTEST_HTTP))?;
				look(&response);
				Ok(())
			}
		}
	}
}

fn udp(
	socket: &UdpSocket,
	report: &[u8],
	wait: Duration,
	look: &mut dyn FnMut(&[u8]) -> Next,
) -> io::Result<()> {
	let deadline = Instant::now() + wait;
	socket.send(report)?;
	let mut buffer = [0; MAX_PACKET_LEN];
	loop {
		let left = deadline.saturating_duration_since(Instant::now());
		if left.is_zero() {
			return Ok(());
		}
		socket.set_read_timeout(Some(left))?;
		match socket.recv(&mut buffer) {
			Ok(length) => {
				if look(&buffer[..length]) == Next::Done {
					return Ok(());
				}
			}
			Err(error) => match error.kind() {
				io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => return Ok(()),
				io::ErrorKind::Interrupted => {}
				_ => return Err(error),
			},
		}
	}
}

fn http(
	agent: &ureq::Agent,
	url: &str,
	report: &[u8],
	wait: Duration,
) -> Result<Vec<u8>, TransportError> {
	let failed = |error: ureq::Error| TransportError::Http(error.to_string());
	let mut response = agent
		.post(url)
		.config()
		.timeout_global(Some(wait))
		.build()
		.header("content-type", CONTENT_TYPE)
		.send(report)
		.map_err(failed)?;
	let mut body = Vec::new();
	// A packet has at most 4,096 octets; whatever else a server sends is not read.
	response
		.body_mut()
		.as_reader()
		.take(MAX_PACKET_LEN as u64)
		.read_to_end(&mut body)
		.map_err(|error| TransportError::Http(error.to_string()))?;
	Ok(body)
}
