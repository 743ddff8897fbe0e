//! What a node does on its own once network and RPC are up: author, find its peers, finalise.

use crate::partial::{
	inherents, BlockImport, FullBackend, FullClient, SelectChain, TransactionPool,
	JUSTIFICATION_PERIOD,
};
use cairn_runtime::opaque::Block;
use futures::{future, FutureExt, StreamExt};
use sc_authority_discovery::{Role as DiscoveryRole, WorkerConfig};
use sc_chain_spec::ChainType;
use sc_client_api::Backend;
use sc_consensus_babe::{BabeLink, SlotProportion};
use sc_consensus_grandpa::{GrandpaParams, LinkHalf, SharedVoterState};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
	config::NetworkConfiguration, service::traits::NetworkService, Event, NotificationService,
	ProtocolName,
};
use sc_network_sync::SyncingService;
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{Configuration, Error as ServiceError, Role, TaskManager};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_core::crypto::key_types;
use sp_keystore::KeystorePtr;
use std::{sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;

/// The part of a slot that building a block may take; the rest is for spreading and importing it.
const PROPOSAL_PORTION: f32 = 0.5;

/// How long a GRANDPA vote is expected to take to every validator.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// What is left of the configuration for the node's own tasks.
pub struct Settings {
	/// Name of the node, for GRANDPA's telemetry.
	pub name: String,
	/// Validator or not.
	pub role: Role,
	/// Author without peers.
	pub force_authoring: bool,
	/// Run the GRANDPA voter.
	pub grandpa: bool,
	/// Run the runtime's off-chain workers.
	pub offchain_workers: bool,
	/// Addresses and directories of the network.
	pub network: NetworkConfiguration,
}

impl Settings {
	/// Copies what is needed, since the rest of the node consumes the configuration.
	pub fn of(config: &Configuration) -> Self {
		Self {
			name: config.network.node_name.clone(),
			role: config.role,
			// A development chain has one validator, which would wait for peers for ever.
			force_authoring: config.force_authoring
				|| config.chain_spec.chain_type() == ChainType::Development,
			grandpa: !config.disable_grandpa,
			offchain_workers: config.offchain_worker.enabled,
			network: config.network.clone(),
		}
	}
}

/// A node with network and RPC, on which consensus is to be started.
pub struct Node<'a> {
	/// What the configuration says about these tasks.
	pub settings: Settings,
	/// Where tasks are started.
	pub tasks: &'a TaskManager,
	/// Blocks and state.
	pub client: Arc<FullClient>,
	/// The database.
	pub backend: Arc<FullBackend>,
	/// Pending transactions.
	pub pool: Arc<TransactionPool>,
	/// Session keys.
	pub keystore: KeystorePtr,
	/// The network.
	pub network: Arc<dyn NetworkService>,
	/// The state of synchronisation.
	pub sync: Arc<SyncingService<Block>>,
	/// Where consensus reports to.
	pub telemetry: Option<TelemetryHandle>,
	/// Metrics.
	pub prometheus: Option<Registry>,
}

impl Node<'_> {
	/// A validator without keys looks healthy and is punished for doing nothing.
	pub fn warn_without_session_keys(&self) {
		if self.keystore.sr25519_public_keys(key_types::BABE).is_empty() {
			log::warn!(
				"🔑 This validator has no BABE key and will author nothing: make session keys \
				 with the RPC author_rotateKeysWithOwner and register them with session.setKeys"
			);
		}
	}

	/// Authors blocks in the slots that BABE gives to the keys in the keystore.
	pub fn author(
		&self,
		block_import: BlockImport,
		babe_link: BabeLink<Block>,
		select_chain: SelectChain,
	) -> Result<(), ServiceError> {
		let proposer = sc_basic_authorship::ProposerFactory::new(
			self.tasks.spawn_handle(),
			self.client.clone(),
			self.pool.clone(),
			self.prometheus.as_ref(),
			self.telemetry.clone(),
		);
		let slot_duration = babe_link.config().slot_duration();
		let babe = sc_consensus_babe::start_babe(sc_consensus_babe::BabeParams {
			keystore: self.keystore.clone(),
			client: self.client.clone(),
			select_chain,
			env: proposer,
			block_import,
			sync_oracle: self.sync.clone(),
			justification_sync_link: self.sync.clone(),
			create_inherent_data_providers: inherents(slot_duration),
			force_authoring: self.settings.force_authoring,
			backoff_authoring_blocks: Some(BackoffAuthoringOnFinalizedHeadLagging::default()),
			babe_link,
			block_proposal_slot_portion: SlotProportion::new(PROPOSAL_PORTION),
			max_block_proposal_slot_portion: None,
			telemetry: self.telemetry.clone(),
		})?;
		// Essential: a validator that authors no more must stop, so that somebody notices.
		self.tasks.spawn_essential_handle().spawn_blocking(
			"babe-proposer",
			Some("block-authoring"),
			babe,
		);
		Ok(())
	}

	/// Publishes this validator's addresses under its discovery key, and looks for the others'.
	pub fn discover_authorities(&self) {
		let dht_events = self.network.event_stream("authority-discovery").filter_map(|event| {
			future::ready(match event {
				Event::Dht(event) => Some(event),
				_ => None,
			})
		});
		let (worker, _service) = sc_authority_discovery::new_worker_and_service_with_config(
			WorkerConfig {
				publish_non_global_ips: self.settings.network.allow_non_globals_in_dht,
				public_addresses: self.settings.network.public_addresses.clone(),
				// No node of this network ever published records without this signature.
				strict_record_validation: true,
				persisted_cache_directory: self.settings.network.net_config_path.clone(),
				..Default::default()
			},
			self.client.clone(),
			Arc::new(self.network.clone()),
			Box::pin(dht_events),
			DiscoveryRole::PublishAndDiscover(self.keystore.clone()),
			self.prometheus.clone(),
			self.tasks.spawn_handle(),
		);
		self.tasks.spawn_handle().spawn(
			"authority-discovery-worker",
			Some("networking"),
			worker.run(),
		);
	}

	/// Runs the GRANDPA voter: it votes on a validator and follows the rounds on any other node.
	pub fn finalise(
		&self,
		link: LinkHalf<Block, FullClient, SelectChain>,
		shared_voter_state: SharedVoterState,
		protocol_name: ProtocolName,
		notification_service: Box<dyn NotificationService>,
	) -> Result<(), ServiceError> {
		let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: GOSSIP_DURATION,
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(self.settings.name.clone()),
				observer_enabled: false,
				// Without a keystore the voter only observes.
				keystore: self.settings.role.is_authority().then(|| self.keystore.clone()),
				local_role: self.settings.role,
				telemetry: self.telemetry.clone(),
				protocol_name,
			},
			link,
			network: self.network.clone(),
			sync: self.sync.clone(),
			notification_service,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: self.prometheus.clone(),
			shared_voter_state,
			telemetry: self.telemetry.clone(),
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(self.pool.clone()),
		})?;
		self.tasks.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}

	/// Runs the runtime's off-chain workers after every imported block.
	pub fn run_offchain_workers(&self) -> Result<(), ServiceError> {
		let workers = OffchainWorkers::new(OffchainWorkerOptions {
			runtime_api_provider: self.client.clone(),
			keystore: Some(self.keystore.clone()),
			offchain_db: self.backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(self.pool.clone())),
			network_provider: Arc::new(self.network.clone()),
			is_validator: self.settings.role.is_authority(),
			// The runtime fetches nothing, and no upgrade shall make validators fetch something.
			enable_http_requests: false,
			custom_extensions: |_| Vec::new(),
		})?;
		self.tasks.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(self.client.clone(), self.tasks.spawn_handle()).boxed(),
		);
		Ok(())
	}
}
