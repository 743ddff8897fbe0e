//! The addresses at which the daemon listens.

use crate::{config::Config, exit::Failure};
use std::{io, net::SocketAddr};
use tokio::net::{TcpListener, UdpSocket};

/// Where a daemon listens, the ports filled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Endpoints {
	/// Tokens and status.
	pub token: SocketAddr,
	/// Reports by UDP.
	pub radius: Option<SocketAddr>,
	/// Reports by HTTP.
	pub exchange: Option<SocketAddr>,
}

/// Its sockets.
pub(super) struct Sockets {
	pub(super) token: TcpListener,
	pub(super) radius: Option<UdpSocket>,
	pub(super) exchange: Option<TcpListener>,
}

fn listen_error(key: &'static str, endpoint: SocketAddr) -> impl FnOnce(io::Error) -> Failure {
	move |error| Failure::Listen { key, endpoint: endpoint.to_string(), error }
}

impl Sockets {
	/// Takes them.
	pub(super) async fn open(config: &Config) -> Result<(Self, Endpoints), Failure> {
		let tcp = |key, endpoint| async move {
			TcpListener::bind(endpoint).await.map_err(listen_error(key, endpoint))
		};
		let token = tcp("token.listen", config.token.listen).await?;
		let radius = match &config.radius {
			Some(radius) => Some(
				UdpSocket::bind(radius.listen)
					.await
					.map_err(listen_error("radius.listen", radius.listen))?,
			),
			None => None,
		};
		let exchange = match &config.exchange {
			Some(exchange) => Some(tcp("exchange.listen", exchange.listen).await?),
			None => None,
		};
		let endpoints = Endpoints {
			token: token.local_addr()?,
			radius: radius.as_ref().map(UdpSocket::local_addr).transpose()?,
			exchange: exchange.as_ref().map(TcpListener::local_addr).transpose()?,
		};
		Ok((Self { token, radius, exchange }, endpoints))
	}
}
