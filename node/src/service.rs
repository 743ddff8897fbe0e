//! Puts a running node together: network, RPC, then the tasks of its role.

use crate::{
	partial::{new_partial, Consensus, FullClient},
	reports::ChainValidator,
	rpc,
	tasks::{Node, Settings},
};
use cairn_reports::{Prototype, Reports};
use cairn_runtime::opaque::Block;
use sc_consensus_babe::BabeLink;
use sc_consensus_grandpa::{FinalityProofProvider, SharedVoterState};
use sc_network::{config::FullNetworkConfiguration, NetworkBackend};
use sc_network_sync::WarpSyncConfig;
use sc_service::{
	BuildNetworkParams, Configuration, Error as ServiceError, PartialComponents, SpawnTasksParams,
	TaskManager,
};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::Telemetry;
use sp_api::{Core, ProvideRuntimeApi};
use sp_runtime::traits::Block as BlockT;
use std::{path::Path, sync::Arc};

/// What the command line says beyond the SDK's configuration.
pub struct Extras {
	/// When to stop for lack of disk space.
	pub storage_monitor: StorageMonitorParams,
	/// Memory for witnesses' reports, in MiB.
	pub report_pool_mib: u32,
}

/// Starts a full node over the network backend `N`: a validator where the role says so.
pub fn new_full<N: NetworkBackend<Block, <Block as BlockT>::Hash>>(
	config: Configuration,
	extras: Extras,
) -> Result<TaskManager, ServiceError> {
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: Consensus { block_import, babe_link, babe_worker, grandpa_link, mut telemetry },
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
	let (reports_prototype, reports_config) = Prototype::new::<Block, N>(
		genesis_hash,
		config.chain_spec.fork_id(),
		metrics.clone(),
		net_config.peer_store_handle(),
	);
	net_config.add_notification_protocol(reports_config);

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

	let reports = Reports::new(
		Arc::new(ChainValidator(client.clone())),
		// At most 64 GiB by the command line, which fits.
		(extras.report_pool_mib as usize) << 20,
		config.prometheus_registry(),
	)?;
	task_manager.spawn_handle().spawn(
		"reports",
		Some("networking"),
		reports_prototype.build(reports.clone(), network.clone(), sync.clone()).run(),
	);

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
		reports,
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
		node.finalise(grandpa_link, voter_state, grandpa_protocol, grandpa_notifications)?;
	}
	if node.settings.offchain_workers {
		node.run_offchain_workers()?;
	}
	if let Some(path) = database_path {
		StorageMonitorService::try_spawn(
			extras.storage_monitor,
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
	Ok(())
}
