//! Nodes over real connections on the loopback device, with as much of a node as reports need.

// Each test uses a part of it.
#![allow(dead_code)]

use crate::common::{Chain, GENESIS};
use cairn_reports::{Prototype, ReportValidator, Reports};
use futures::{channel::mpsc, Stream, StreamExt};
use sc_network::{
	config::{
		FullNetworkConfiguration, MultiaddrWithPeerId, NetworkConfiguration, NonReservedPeerMode,
		NotificationHandshake, Params, ProtocolId, Role, SetConfig,
	},
	multiaddr::{Multiaddr, Protocol},
	service::traits::{NetworkService, NotificationEvent, PeerStore, ValidationResult},
	NetworkBackend, NotificationMetrics, NotificationService, PeerId, Roles,
};
use sc_network_sync::{SyncEvent, SyncEventStream};
use sp_consensus::SyncOracle;
use sp_core::{hexdisplay::HexDisplay, H256};
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, Block as BlockT},
	OpaqueExtrinsic,
};
use std::{
	iter,
	pin::Pin,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex,
	},
	time::{Duration, Instant},
};
use substrate_prometheus_endpoint::{
	prometheus::proto::{Metric, MetricType},
	Registry,
};
use tokio::{sync::oneshot, task::JoinHandle};

/// The network's block type; nobody looks into one.
pub type Block = generic::Block<generic::Header<u32, BlakeTwo256>, OpaqueExtrinsic>;

/// What the network is built on.
pub trait Backend: NetworkBackend<Block, <Block as BlockT>::Hash> {}
impl<N: NetworkBackend<Block, <Block as BlockT>::Hash>> Backend for N {}

/// Tells of peers as the SDK's syncing service does: of those with a block announcement stream.
#[derive(Clone)]
pub struct Sync {
	events: Arc<Mutex<Option<mpsc::UnboundedReceiver<SyncEvent>>>>,
	/// Whether the node is catching up.
	pub syncing: Arc<AtomicBool>,
}

impl SyncEventStream for Sync {
	fn event_stream(&self, _: &'static str) -> Pin<Box<dyn Stream<Item = SyncEvent> + Send>> {
		Box::pin(self.events.lock().unwrap().take().expect("one listener"))
	}
}

impl SyncOracle for Sync {
	fn is_major_syncing(&self) -> bool {
		self.syncing.load(Ordering::SeqCst)
	}

	fn is_offline(&self) -> bool {
		false
	}
}

/// A node, which ends with this value.
pub struct Node<C = Chain> {
	/// What it believes the chain to be.
	pub chain: Arc<C>,
	/// Its pool.
	pub reports: Arc<Reports>,
	/// Its network.
	pub network: Arc<dyn NetworkService>,
	/// Its syncing service.
	pub sync: Sync,
	registry: Registry,
	tasks: Vec<JoinHandle<()>>,
}

impl<C> Drop for Node<C> {
	fn drop(&mut self) {
		self.tasks.iter().for_each(JoinHandle::abort);
	}
}

fn set(mode: NonReservedPeerMode, peers: u32) -> SetConfig {
	SetConfig {
		in_peers: peers,
		out_peers: peers,
		reserved_nodes: Vec::new(),
		non_reserved_mode: mode,
	}
}

/// Follows block announcement streams, as the syncing engine does.
async fn follow(
	mut announcements: Box<dyn NotificationService>,
	events: mpsc::UnboundedSender<SyncEvent>,
) {
	while let Some(event) = announcements.next_event().await {
		let event = match event {
			NotificationEvent::ValidateInboundSubstream { result_tx, .. } => {
				let _ = result_tx.send(ValidationResult::Accept);
				continue;
			}
			NotificationEvent::NotificationStreamOpened { peer, .. } => {
				SyncEvent::PeerConnected { peer_id: peer, roles: Roles::FULL }
			}
			NotificationEvent::NotificationStreamClosed { peer } => {
				SyncEvent::PeerDisconnected(peer)
			}
			NotificationEvent::NotificationReceived { .. } => continue,
		};
		if events.unbounded_send(event).is_err() {
			return;
		}
	}
}

/// What the names of a chain's protocols begin with.
fn prefix(genesis: H256) -> String {
	format!("/{}", HexDisplay::from(&genesis.0))
}

/// The network of a node that has a chain's first block only, and what `extra` adds to it.
fn network<N: Backend, T>(
	genesis: H256,
	extra: impl FnOnce(&mut FullNetworkConfiguration<Block, H256, N>) -> T,
) -> (Arc<dyn NetworkService>, Sync, T, Vec<JoinHandle<()>>) {
	let local = NetworkConfiguration::new_local();
	let mut config = FullNetworkConfiguration::<Block, H256, N>::new(&local, None);
	let extra = extra(&mut config);
	// Role, number and hash of the best block, hash of the first: what sc-network-sync's handshake holds.
	let handshake = (Roles::FULL, 0u32, genesis, genesis);
	let (block_announce_config, announcements) = N::notification_config(
		format!("{}/block-announces/1", prefix(genesis)).into(),
		Vec::new(),
		1 << 20,
		Some(NotificationHandshake::new(handshake)),
		set(NonReservedPeerMode::Accept, 10),
		NotificationMetrics::new(None),
		config.peer_store_handle(),
	);
	let store = config.take_peer_store();
	let worker = N::new(Params {
		block_announce_config,
		role: Role::Full,
		executor: Box::new(|task| {
			tokio::spawn(task);
		}),
		genesis_hash: genesis,
		network_config: config,
		protocol_id: ProtocolId::from("test"),
		fork_id: None,
		metrics_registry: None,
		ipfs_config: None,
		notification_metrics: NotificationMetrics::new(None),
	})
	.unwrap();
	let network = worker.network_service();
	let (sender, receiver) = mpsc::unbounded();
	let sync = Sync {
		events: Arc::new(Mutex::new(Some(receiver))),
		syncing: Arc::new(AtomicBool::new(false)),
	};
	let tasks = vec![
		tokio::spawn(PeerStore::run(store)),
		tokio::spawn(worker.run()),
		tokio::spawn(follow(announcements, sender)),
	];
	(network, sync, extra, tasks)
}

impl Node {
	/// A node without peers, whose pool has room for some ten thousand reports.
	pub fn start<N: Backend>() -> Self {
		Self::with_pool::<N>(1 << 22)
	}

	/// A node without peers, and with a pool of so many octets.
	pub fn with_pool<N: Backend>(octets: usize) -> Self {
		Self::on_chain::<N>(Arc::new(Chain::new()), octets)
	}
}

impl<C: ReportValidator> Node<C> {
	/// A node of this chain without peers, and with a pool of so many octets.
	pub fn on_chain<N: Backend>(chain: Arc<C>, octets: usize) -> Self {
		let (network, sync, prototype, mut tasks) = network::<N, _>(GENESIS.into(), |config| {
			let (prototype, own) = Prototype::new::<Block, N>(
				GENESIS.into(),
				None,
				NotificationMetrics::new(None),
				config.peer_store_handle(),
			);
			config.add_notification_protocol(own);
			prototype
		});
		let registry = Registry::new();
		let reports = Reports::new(chain.clone(), octets, Some(&registry)).unwrap();
		let spreader = prototype.build(reports.clone(), network.clone(), sync.clone());
		tasks.push(tokio::spawn(spreader.run()));
		Self { chain, reports, network, sync, registry, tasks }
	}

	/// Its name in the network.
	pub fn id(&self) -> PeerId {
		self.network.local_peer_id()
	}

	/// Connects to another node.
	pub async fn connect(&self, to: &dyn NetworkService) {
		self.network.add_reserved_peer(address(to).await).unwrap();
	}

	/// A counter or gauge, summed over its labels.
	pub fn metric(&self, name: &str) -> u64 {
		let families = self.registry.gather();
		let family = families.iter().find(|family| family.get_name() == name).expect(name);
		let value = |metric: &Metric| match family.get_field_type() {
			MetricType::COUNTER => metric.get_counter().get_value() as u64,
			_ => metric.get_gauge().get_value() as u64,
		};
		family.get_metric().iter().map(value).sum()
	}
}

/// Where a node listens, as soon as it does.
async fn address(node: &dyn NetworkService) -> MultiaddrWithPeerId {
	eventually("the node to listen", || !node.listen_addresses().is_empty()).await;
	let multiaddr = node.listen_addresses().remove(0);
	MultiaddrWithPeerId { multiaddr, peer_id: node.local_peer_id() }
}

/// A peer that speaks the reports protocol as it likes.
pub struct Rogue {
	/// Its network.
	pub network: Arc<dyn NetworkService>,
	open: Arc<AtomicBool>,
	octets: tokio::sync::mpsc::Sender<(Vec<u8>, oneshot::Sender<bool>)>,
	tasks: Vec<JoinHandle<()>>,
}

impl Drop for Rogue {
	fn drop(&mut self) {
		self.tasks.iter().for_each(JoinHandle::abort);
	}
}

/// Lets every stream in, tells whether there is one, and sends whatever it is given.
async fn misbehave(
	mut notifications: Box<dyn NotificationService>,
	network: Arc<dyn NetworkService>,
	sync: Sync,
	to: PeerId,
	open: Arc<AtomicBool>,
	mut octets: tokio::sync::mpsc::Receiver<(Vec<u8>, oneshot::Sender<bool>)>,
) {
	let mut syncing = sync.event_stream("rogue");
	loop {
		tokio::select! {
			Some(event) = notifications.next_event() => match event {
				NotificationEvent::ValidateInboundSubstream { result_tx, .. } => {
					let _ = result_tx.send(ValidationResult::Accept);
				}
				NotificationEvent::NotificationStreamOpened { .. } => {
					open.store(true, Ordering::SeqCst);
				}
				NotificationEvent::NotificationStreamClosed { .. } => {
					open.store(false, Ordering::SeqCst);
				}
				NotificationEvent::NotificationReceived { .. } => {}
			},
			Some(event) = syncing.next() => {
				// As an honest node does.
				if let SyncEvent::PeerConnected { peer_id, .. } = event {
					let address: Multiaddr = iter::once(Protocol::P2p(peer_id.into())).collect();
					let peers = iter::once(address).collect();
					let name = notifications.protocol().clone();
					network.add_peers_to_reserved_set(name, peers).unwrap();
				}
			}
			Some((octets, went_out)) = octets.recv() => {
				// A stream that is being closed takes nothing in, which is what is tested, and may never
				// answer; what it ends with must still be heard.
				let sent = notifications.send_async_notification(&to, octets);
				let sent = tokio::time::timeout(Duration::from_secs(2), sent).await;
				let _ = went_out.send(matches!(sent, Ok(Ok(()))));
			}
			else => return,
		}
	}
}

impl Rogue {
	/// Connects to a node, and waits for the stream.
	pub async fn start<N: Backend>(victim: &Node) -> Self {
		let rogue = Self::dial::<N>(GENESIS.into(), address(&*victim.network).await);
		eventually("a stream to the victim", || rogue.is_open()).await;
		rogue
	}

	/// Connects to a node of this chain. There is a stream as soon as [`Self::is_open`] says so.
	pub fn dial<N: Backend>(genesis: H256, victim: MultiaddrWithPeerId) -> Self {
		let (network, sync, notifications, mut tasks) = network::<N, _>(genesis, |config| {
			let (own, notifications) = N::notification_config(
				format!("{}/cairn/reports/1", prefix(genesis)).into(),
				Vec::new(),
				1 << 24,
				None,
				set(NonReservedPeerMode::Deny, 0),
				NotificationMetrics::new(None),
				config.peer_store_handle(),
			);
			config.add_notification_protocol(own);
			notifications
		});
		let open = Arc::new(AtomicBool::new(false));
		let (octets, receiver) = tokio::sync::mpsc::channel(1);
		tasks.push(tokio::spawn(misbehave(
			notifications,
			network.clone(),
			sync,
			victim.peer_id,
			open.clone(),
			receiver,
		)));
		network.add_reserved_peer(victim).unwrap();
		Self { network, open, octets, tasks }
	}

	/// Whether there is a stream now.
	pub fn is_open(&self) -> bool {
		self.open.load(Ordering::SeqCst)
	}

	/// Sends octets, whatever they are. Tells whether there is a stream that took them in.
	pub async fn send(&self, octets: Vec<u8>) -> bool {
		let (sender, went_out) = oneshot::channel();
		self.octets.send((octets, sender)).await.expect("runs");
		went_out.await.expect("runs")
	}
}

const PATIENCE: Duration = Duration::from_secs(30);

/// Waits until something holds.
pub async fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
	let end = Instant::now() + PATIENCE;
	while !holds() {
		assert!(Instant::now() < end, "waited in vain for {what}");
		tokio::time::sleep(Duration::from_millis(20)).await;
	}
}
