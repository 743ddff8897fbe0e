//! How nodes pass reports on to each other: a notification protocol of its own, on either network
//! back end. Modelled on how the SDK spreads transactions.
//!
//! Each peer is sent every report once, from a place in the order in which they were accepted, so
//! that no list of what a peer knows is needed; what came from it is left out. One batch at a time
//! is on its way to a peer: what it does not take in costs this node one batch, not all of them.

mod prototype;

pub use prototype::Prototype;

use crate::{
	hub::{Action, Sent},
	message::{self, MessageError, MAX_BATCH},
	service::{Reports, Round, LOG},
};
use futures::{future::BoxFuture, stream::FuturesUnordered, FutureExt, Stream, StreamExt};
use sc_network::{
	multiaddr::{Multiaddr, Protocol},
	service::traits::{NotificationEvent, ValidationResult},
	NetworkPeers, NotificationService, ObservedRole, PeerId, ProtocolName,
};
use sc_network_sync::{SyncEvent, SyncEventStream};
use sp_consensus::SyncOracle;
use std::{collections::HashSet, future, iter, pin::Pin, sync::Arc, time::Duration};
use tokio::task::JoinHandle;

/// Time between two batches to a peer: the one bounds, with the size of a batch, what is sent.
const TICK: Duration = Duration::from_millis(500);
/// For how long a peer may refuse to take a batch in.
const PATIENCE: Duration = Duration::from_secs(10);

/// Receives, has checked and sends.
pub struct Spreader<N, S> {
	name: ProtocolName,
	notifications: Box<dyn NotificationService>,
	reports: Arc<Reports>,
	network: N,
	sync: S,
	sync_events: Pin<Box<dyn Stream<Item = SyncEvent> + Send>>,
	/// Peers that connected, or sent reports, while the node was catching up with the chain. Until it
	/// has, it could not judge what they send, and they send everything once only on a stream.
	deferred: HashSet<PeerId>,
	/// Peers that may have a stream.
	admitted: HashSet<PeerId>,
	sends: FuturesUnordered<BoxFuture<'static, (PeerId, Sent, bool)>>,
	/// The checks that are running on a thread of their own.
	round: Option<JoinHandle<Round>>,
	/// Whether something came in since they began.
	another_round: bool,
}

impl<N: NetworkPeers, S: SyncEventStream + SyncOracle> Spreader<N, S> {
	fn new(
		name: ProtocolName,
		notifications: Box<dyn NotificationService>,
		reports: Arc<Reports>,
		network: N,
		sync: S,
	) -> Self {
		let sync_events = sync.event_stream("reports");
		Self {
			name,
			notifications,
			reports,
			network,
			sync,
			sync_events,
			deferred: HashSet::new(),
			admitted: HashSet::new(),
			sends: FuturesUnordered::new(),
			round: None,
			another_round: false,
		}
	}

	/// Runs until the network ends.
	pub async fn run(mut self) {
		let mut tick = tokio::time::interval(TICK);
		tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
		loop {
			tokio::select! {
				event = self.notifications.next_event() => match event {
					Some(event) => self.on_notification(event),
					None => return,
				},
				event = self.sync_events.next() => match event {
					Some(event) => self.on_sync(event),
					None => return,
				},
				round = finished(&mut self.round) => self.on_round(round),
				Some((peer, sent, went_out)) = self.sends.next(), if !self.sends.is_empty() => {
					if !went_out {
						log::debug!(target: LOG, "{peer} did not take a batch in");
					}
					self.reports.hub().on_sent(&peer, &sent, went_out);
				},
				() = self.reports.wake.notified() => self.start_round(),
				_ = tick.tick() => self.on_tick(),
			}
		}
	}

	fn on_tick(&mut self) {
		self.start_round();
		if self.sync.is_major_syncing() {
			return;
		}
		for peer in std::mem::take(&mut self.deferred) {
			self.add(peer);
		}
		let peers = self.reports.hub().peers();
		for peer in peers {
			self.send(peer);
		}
	}

	/// Sends the next batch to a peer, if there is one and none is on its way.
	fn send(&mut self, peer: PeerId) {
		let Some(message) = self.reports.hub().next_message(&peer) else { return };
		let sent = Sent::from(&message);
		let Some(sink) = self.notifications.message_sink(&peer) else {
			self.reports.hub().on_sent(&peer, &sent, false);
			return;
		};
		let bytes = message::encode(&message.reports);
		// Given up before it is taken in, nothing of it has been sent.
		let send = async move {
			let result = tokio::time::timeout(PATIENCE, sink.send_async_notification(bytes)).await;
			(peer, sent, matches!(result, Ok(Ok(()))))
		};
		self.sends.push(send.boxed());
	}

	/// Starts a round of checks, after the running one if there is one. On a thread where others do
	/// not wait for it.
	fn start_round(&mut self) {
		if self.round.is_some() {
			self.another_round = true;
			return;
		}
		let reports = self.reports.clone();
		self.round = Some(tokio::task::spawn_blocking(move || reports.round()));
	}

	fn on_round(&mut self, round: Round) {
		self.carry_out(round.actions);
		if std::mem::take(&mut self.another_round) || round.more {
			self.start_round();
		}
	}

	fn carry_out(&mut self, actions: Vec<Action<PeerId>>) {
		for action in actions {
			match action {
				Action::Report(peer, change) => self.network.report_peer(peer, change),
				Action::Close(peer) => {
					log::debug!(target: LOG, "{peer} sends the same reports again and again");
					self.remove(peer);
				}
			}
		}
	}

	fn on_notification(&mut self, event: NotificationEvent) {
		match event {
			NotificationEvent::ValidateInboundSubstream { peer, handshake, result_tx } => {
				let result = match self.network.peer_role(peer, handshake) {
					Some(_) => ValidationResult::Accept,
					None => ValidationResult::Reject,
				};
				if result_tx.send(result).is_err() {
					log::trace!(target: LOG, "{peer} has gone before it was let in");
				}
			}
			NotificationEvent::NotificationStreamOpened { peer, handshake, .. } => {
				let light = match self.network.peer_role(peer, handshake) {
					Some(role) => matches!(role, ObservedRole::Light),
					None => return,
				};
				let now = self.reports.now();
				self.reports.hub().connected(peer, light, now);
			}
			NotificationEvent::NotificationStreamClosed { peer } => {
				self.reports.hub().disconnected(&peer);
			}
			NotificationEvent::NotificationReceived { peer, notification } => {
				self.on_message(peer, &notification);
			}
		}
	}

	fn on_message(&mut self, peer: PeerId, notification: &[u8]) {
		let mut actions = Vec::new();
		if let Err(error) = self.take_in(peer, notification, &mut actions) {
			log::debug!(target: LOG, "{peer} sent no batch: {error}");
			self.reports.hub().on_garbage(peer, &mut actions);
		}
		self.carry_out(actions);
	}

	/// Reads what a peer sent, unless it is more than may be read. A peer that sends faster than it may
	/// costs little, so that what it sends does not wait in the network's queue, where nothing bounds
	/// it.
	fn take_in(
		&mut self,
		peer: PeerId,
		notification: &[u8],
		actions: &mut Vec<Action<PeerId>>,
	) -> Result<(), MessageError> {
		let announced = message::announced(notification, MAX_BATCH)?;
		if self.sync.is_major_syncing() {
			self.reports.hub().on_ignored(announced);
			// It does not send them again on this stream.
			if self.remove(peer) {
				self.deferred.insert(peer);
			}
			return Ok(());
		}
		let now = self.reports.now();
		if !self.reports.hub().may_send(peer, announced, now, actions) {
			return Ok(());
		}
		let reports = message::decode(notification, MAX_BATCH)?;
		self.reports.hub().on_reports(peer, reports, now, actions);
		self.start_round();
		Ok(())
	}

	fn on_sync(&mut self, event: SyncEvent) {
		match event {
			SyncEvent::PeerConnected { peer_id, .. } if self.sync.is_major_syncing() => {
				self.deferred.insert(peer_id);
			}
			SyncEvent::PeerConnected { peer_id, .. } => self.add(peer_id),
			SyncEvent::PeerDisconnected(peer_id) => {
				if !self.deferred.remove(&peer_id) {
					self.remove(peer_id);
				}
			}
		}
	}

	fn add(&mut self, peer: PeerId) {
		let address: Multiaddr = iter::once(Protocol::P2p(peer.into())).collect();
		let added = self
			.network
			.add_peers_to_reserved_set(self.name.clone(), iter::once(address).collect());
		match added {
			Ok(()) => {
				self.admitted.insert(peer);
			}
			Err(error) => log::error!(target: LOG, "{peer} gets no reports: {error}"),
		}
	}

	/// Takes a peer off those who may have a stream, which closes it. Until the node syncs with it
	/// anew it gets none. Says whether it was one of them.
	fn remove(&mut self, peer: PeerId) -> bool {
		if !self.admitted.remove(&peer) {
			return false;
		}
		let removed = self.network.remove_peers_from_reserved_set(self.name.clone(), vec![peer]);
		if let Err(error) = removed {
			log::error!(target: LOG, "{peer} cannot be removed: {error}");
		}
		true
	}
}

/// Waits for the running round, for ever if there is none, and leaves none.
async fn finished(round: &mut Option<JoinHandle<Round>>) -> Round {
	let Some(running) = round else { return future::pending().await };
	let done = running.await;
	*round = None;
	done.unwrap_or_else(|error| {
		log::error!(target: LOG, "A round of checks ended early: {error}");
		Round::default()
	})
}
