//! The protocol's name and configuration, for the network, before the node's tasks run.

use super::Spreader;
use crate::{message::MAX_MESSAGE_BYTES, service::Reports};
use sc_network::{
	config::{NonReservedPeerMode, SetConfig},
	peer_store::PeerStoreProvider,
	NetworkBackend, NetworkPeers, NotificationMetrics, NotificationService, ProtocolName,
};
use sc_network_sync::SyncEventStream;
use sp_consensus::SyncOracle;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;

/// The protocol before the node's tasks run.
pub struct Prototype {
	name: ProtocolName,
	notifications: Box<dyn NotificationService>,
}

impl Prototype {
	/// Makes the protocol and what the network is to be configured with. Peers are added as the node
	/// syncs with them, so that there are no slots of its own.
	pub fn new<B: BlockT, N: NetworkBackend<B, B::Hash>>(
		genesis: B::Hash,
		fork: Option<&str>,
		metrics: NotificationMetrics,
		peers: Arc<dyn PeerStoreProvider>,
	) -> (Self, N::NotificationProtocolConfig) {
		let name = name(genesis.as_ref(), fork);
		let (config, notifications) = N::notification_config(
			name.clone(),
			Vec::new(),
			MAX_MESSAGE_BYTES as u64,
			None,
			SetConfig {
				in_peers: 0,
				out_peers: 0,
				reserved_nodes: Vec::new(),
				non_reserved_mode: NonReservedPeerMode::Deny,
			},
			metrics,
			peers,
		);
		(Self { name, notifications }, config)
	}

	/// What runs for as long as the node does.
	pub fn build<N, S>(self, reports: Arc<Reports>, network: N, sync: S) -> Spreader<N, S>
	where
		N: NetworkPeers,
		S: SyncEventStream + SyncOracle,
	{
		Spreader::new(self.name, self.notifications, reports, network, sync)
	}
}

/// `/<genesis>/cairn/reports/1`, with the fork's name after the genesis hash if it has one.
fn name(genesis: &[u8], fork: Option<&str>) -> ProtocolName {
	let genesis: String = genesis.iter().map(|octet| format!("{octet:02x}")).collect();
	match fork {
		Some(fork) => format!("/{genesis}/{fork}/cairn/reports/1"),
		None => format!("/{genesis}/cairn/reports/1"),
	}
	.into()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_protocol_is_named_after_genesis_and_fork() {
		let plain: &str = &name(&[0xab, 1], None);
		assert_eq!(plain, "/ab01/cairn/reports/1");
		let fork: &str = &name(&[0xab, 1], Some("x"));
		assert_eq!(fork, "/ab01/x/cairn/reports/1");
	}
}
