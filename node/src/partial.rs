//! What a running node and the offline subcommands share: database, client, pool and the import
//! of blocks.

use cairn_runtime::{opaque::Block, RuntimeApi};
use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_babe::{BabeBlockImport, BabeLink, BabeWorkerHandle};
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf};
use sc_executor::WasmExecutor;
use sc_service::{Configuration, Error as ServiceError, PartialComponents};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_babe::{
	inherents::{BabeCreateInherentDataProviders, InherentDataProvider as SlotProvider},
	SlotDuration,
};
use sp_io::SubstrateHostFunctions;
use sp_runtime::traits::NumberFor;
use std::sync::Arc;

/// The client: blocks, state, and the runtime executed from the wasm that the chain holds.
pub type FullClient =
	sc_service::TFullClient<Block, RuntimeApi, WasmExecutor<SubstrateHostFunctions>>;
/// The database.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// The fork choice: the longest chain on the finalised one.
pub type SelectChain = LongestChain<FullBackend, Block>;
/// The transaction pool.
pub type TransactionPool = TransactionPoolHandle<Block, FullClient>;
/// GRANDPA's part in importing a block: justifications and changes of the authority set.
pub type GrandpaImport = GrandpaBlockImport<FullBackend, Block, FullClient, SelectChain>;
/// The whole import: BABE's checks around GRANDPA's.
pub type BlockImport = BabeBlockImport<
	Block,
	FullClient,
	GrandpaImport,
	BabeCreateInherentDataProviders<Block>,
	SelectChain,
>;
/// Takes back what the consensus engines noted about reverted blocks.
pub type RevertConsensus =
	Box<dyn FnOnce(Arc<FullClient>, Arc<FullBackend>, NumberFor<Block>) -> sc_cli::Result<()>>;
/// All parts of a node that does not run yet.
pub type Partial = PartialComponents<
	FullClient,
	FullBackend,
	SelectChain,
	DefaultImportQueue<Block>,
	TransactionPool,
	Consensus,
>;

/// Blocks between two stored GRANDPA justifications.
///
/// One constant for import and voter: a light client that starts from a justification must find
/// the next one before it gives up, and both sides write them.
pub const JUSTIFICATION_PERIOD: u32 = 32;

/// The consensus engines' handles, and the telemetry that they report to.
pub struct Consensus {
	/// Where authored blocks are imported.
	pub block_import: BlockImport,
	/// BABE's configuration and epochs.
	pub babe_link: BabeLink<Block>,
	/// Answers questions about epochs.
	pub babe_worker: BabeWorkerHandle<Block>,
	/// What the GRANDPA voter works on.
	pub grandpa_link: LinkHalf<Block, FullClient, SelectChain>,
	/// Present if an endpoint is configured.
	pub telemetry: Option<Telemetry>,
}

/// Opens the database (ParityDB) and builds everything up to the network.
pub fn new_partial(config: &Configuration) -> Result<Partial, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let executor = sc_service::new_wasm_executor::<SubstrateHostFunctions>(&config.executor);
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor,
			Vec::new(),
		)?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});
	let telemetry_handle = || telemetry.as_ref().map(Telemetry::handle);

	let select_chain = LongestChain::new(backend.clone());
	let transaction_pool = Arc::new(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry_handle(),
	)?;

	let babe_config = sc_consensus_babe::configuration(&*client)?;
	let slot_duration = babe_config.slot_duration();
	let (block_import, babe_link) = sc_consensus_babe::block_import(
		babe_config,
		grandpa_import.clone(),
		client.clone(),
		inherents(slot_duration),
		select_chain.clone(),
		OffchainTransactionPoolFactory::new(transaction_pool.clone()),
	)?;

	let (import_queue, babe_worker) =
		sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
			link: babe_link.clone(),
			block_import: block_import.clone(),
			justification_import: Some(Box::new(grandpa_import)),
			client: client.clone(),
			slot_duration,
			spawner: &task_manager.spawn_essential_handle(),
			registry: config.prometheus_registry(),
			telemetry: telemetry_handle(),
		})?;

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Consensus { block_import, babe_link, babe_worker, grandpa_link, telemetry },
	})
}

/// What a block's author puts in and every importer checks: the time, and the slot it falls into.
pub fn inherents(slot_duration: SlotDuration) -> BabeCreateInherentDataProviders<Block> {
	Arc::new(move |_, ()| async move {
		let now = sp_timestamp::InherentDataProvider::from_system_time();
		Ok((SlotProvider::from_timestamp_and_slot_duration(*now, slot_duration), now))
	})
}
