//! A running node.

use crate::{
	partial::{
		inherents, new_partial, BlockImport, Consensus, FullBackend, FullClient, SelectChain,
		TransactionPool, JUSTIFICATION_PERIOD,
	},
	rpc,
};
use cairn_runtime::opaque::Block;
use futures::{future, FutureExt, StreamExt};
use sc_authority_discovery::{Role as DiscoveryRole, WorkerConfig};
use sc_chain_spec::ChainType;
use sc_client_api::Backend;
use sc_consensus_babe::{BabeLink, SlotProportion};
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaParams, LinkHalf, SharedVoterState};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkConfiguration},
	service::traits::NetworkService,
	types::ProtocolName,
	Event, NetworkBackend, NotificationService,
};
use sc_network_sync::{strategy::warp::WarpSyncConfig, SyncingService};
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
	BuildNetworkParams, Configuration, Error as ServiceError, PartialComponents, Role,
	SpawnTasksParams, TaskManager,
};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::{Telemetry, TelemetryHandle};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::{Core, ProvideRuntimeApi};
use sp_core::crypto::key_types;
use sp_keystore::KeystorePtr;
use sp_runtime::traits::Block as BlockT;
use std::{path::Path, sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;

/// The part of a slot that building a block may take; the rest is for spreading and importing it.
const PROPOSAL_PORTION: f32 = 0.5;

/// How long a GRANDPA vote is expected to take to every validator.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Starts a full node over the network backend `N`: a validator where the role says so.
pub fn new_full<N: NetworkBackend<Block, <Block as BlockT>::Hash>>(
	config: Configuration,
	storage_monitor: StorageMonitorParams,
) -> Result<TaskManager, ServiceError> {
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other:
			Consensus {
				block_import,
				babe_link,
				babe_worker,
				grandpa_link,
				mut telemetry,
			},
	} = new_partial(&config)?;

	let genesis_hash = client.chain_info().genesis_hash;
	log_chain(&config, &client, &babe_link)?;

	let metrics = N::register_notification_metrics(config.prometheus_registry());
	let mut net_config = FullNetworkConfiguration::<_, _, N>::new(
		&config.network,
		config.prometheus_registry().cloned(),
	);
	let grandpa_protocol =
		sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
	let (grandpa_config, grandpa_notifications) =
		sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
			grandpa_protocol.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
	net_config.add_notification_protocol(grandpa_config);

	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	));
	let (network, system_rpc_tx, tx_handler_controller, sync, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	let voter_state = SharedVoterState::empty();
	let rpc_sources = rpc::Sources {
		client: client.clone(),
		pool: transaction_pool.clone(),
		select_chain: select_chain.clone(),
		chain_spec: config.chain_spec.cloned_box(),
		keystore: keystore_container.keystore(),
		babe_worker,
		voter_state: voter_state.clone(),
		authority_set: grandpa_link.shared_authority_set().clone(),
		justifications: grandpa_link.justification_stream(),
		finality_proofs: FinalityProofProvider::new_for_service(
			backend.clone(),
			Some(grandpa_link.shared_authority_set().clone()),
		),
	};

	// `spawn_tasks` consumes the configuration, and what follows needs these.
	let settings = Settings::of(&config);
	let database_path = config.database.path().map(Path::to_path_buf);
	let prometheus = config.prometheus_registry().cloned();

	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend: backend.clone(),
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder: Box::new(move |executor| rpc_sources.module(executor).map_err(Into::into)),
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let node = Node {
		settings,
		tasks: &task_manager,
		client,
		backend,
		pool: transaction_pool,
		keystore: keystore_container.keystore(),
		network,
		sync,
		telemetry: telemetry.as_ref().map(Telemetry::handle),
		prometheus,
	};
	if node.settings.role.is_authority() {
		node.warn_without_session_keys();
		node.author(block_import, babe_link, select_chain)?;
		node.discover_authorities();
	}
	if node.settings.grandpa {
		node.finalise(
			grandpa_link,
			voter_state,
			grandpa_protocol,
			grandpa_notifications,
		)?;
	}
	if node.settings.offchain_workers {
		node.run_offchain_workers()?;
	}
	if let Some(path) = database_path {
		StorageMonitorService::try_spawn(
			storage_monitor,
			path,
			&task_manager.spawn_essential_handle(),
		)
		.map_err(|error| ServiceError::Application(error.into()))?;
	}

	Ok(task_manager)
}

/// Says which chain this is: what people compare when two nodes do not find each other.
fn log_chain(
	config: &Configuration,
	client: &FullClient,
	babe_link: &BabeLink<Block>,
) -> Result<(), ServiceError> {
	let chain = client.chain_info();
	let runtime = client
		.runtime_api()
		.version(chain.best_hash)
		.map_err(|error| ServiceError::Application(error.into()))?;
	log::info!(
		"🪨 Chain {} with genesis {:?}, runtime {} version {}, slots of {} ms",
		config.chain_spec.id(),
		chain.genesis_hash,
		runtime.spec_name,
		runtime.spec_version,
		babe_link.config().slot_duration().as_millis(),
	);
	log::info!("🕸  Network backend: {:?}", config.network.network_backend);
	Ok(())
}

/// What is left of the configuration for the node's own tasks.
struct Settings {
	name: String,
	role: Role,
	force_authoring: bool,
	grandpa: bool,
	offchain_workers: bool,
	network: NetworkConfiguration,
}

impl Settings {
	fn of(config: &Configuration) -> Self {
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
struct Node<'a> {
	settings: Settings,
	tasks: &'a TaskManager,
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	pool: Arc<TransactionPool>,
	keystore: KeystorePtr,
	network: Arc<dyn NetworkService>,
	sync: Arc<SyncingService<Block>>,
	telemetry: Option<TelemetryHandle>,
	prometheus: Option<Registry>,
}

impl Node<'_> {
	/// A validator without keys looks healthy and is punished for doing nothing.
	fn warn_without_session_keys(&self) {
		if self
			.keystore
			.sr25519_public_keys(key_types::BABE)
			.is_empty()
		{
			log::warn!(
				"🔑 This validator has no BABE key and will author nothing: make session keys \
				 with the RPC author_rotateKeysWithOwner and register them with session.setKeys"
			);
		}
	}

	/// Authors blocks in the slots that BABE gives to the keys in the keystore.
	fn author(
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
	fn discover_authorities(&self) {
		let dht_events = self
			.network
			.event_stream("authority-discovery")
			.filter_map(|event| {
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
	fn finalise(
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
				keystore: self
					.settings
					.role
					.is_authority()
					.then(|| self.keystore.clone()),
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
		self.tasks
			.spawn_essential_handle()
			.spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}

	/// Runs the runtime's off-chain workers after every imported block.
	fn run_offchain_workers(&self) -> Result<(), ServiceError> {
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
			workers
				.run(self.client.clone(), self.tasks.spawn_handle())
				.boxed(),
		);
		Ok(())
	}
}
