//! A client over ParityDB as a node has it, and blocks authored and imported through it.

use cairn_runtime::{opaque::Block, Header, Runtime, RuntimeApi, MILLISECS_PER_BLOCK};
use codec::{Decode, Encode};
use sc_block_builder::BlockBuilderBuilder;
use sc_client_api::{execution_extensions::ExecutionExtensions, HeaderBackend, StorageProvider};
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult, StateAction};
use sc_executor::WasmExecutor;
use sc_service::{ClientConfig, GenesisBlockBuilder};
use sp_blockchain::{ApplyExtrinsicFailed, Error};
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_core::{
	storage::{Storage, StorageKey},
	testing::TaskExecutor,
};
use sp_io::SubstrateHostFunctions;
use sp_runtime::{
	traits::Block as _,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	Digest, DigestItem, OpaqueExtrinsic,
};
use std::{
	fs::{self, File},
	io,
	path::Path,
	sync::Arc,
	time::{Duration, Instant},
};

/// What can go wrong here, with a text that says what.
pub type Failure = Box<dyn std::error::Error>;
/// Runs the runtime's wasm. Clones share what is compiled.
pub type Executor = WasmExecutor<SubstrateHostFunctions>;
type Client = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// The database.
pub type Backend = sc_service::TFullBackend<Block>;

/// The node's default: octets of trie nodes and values that it keeps in memory.
const TRIE_CACHE: usize = 1 << 30;
/// How long a closed database may take to be let go.
const CLOSING: Duration = Duration::from_secs(10);
/// Octets of the hash by which the database knows a node.
const HASH: usize = 32;
/// The slot of block 0, were it to have one.
const GENESIS_SLOT: u64 = 1_000;

/// An executor as the node makes it.
pub fn executor() -> Executor {
	WasmExecutor::builder().build()
}

/// Has the disk finish writing what was left to it, and all files in the cache of the operating system:
/// it may drop what nobody has read for a while, and one block would be measured with it, another
/// without.
fn settle_files(folder: &Path) -> Result<(), Failure> {
	for entry in folder.read_dir()? {
		let path = entry?.path();
		if path.is_dir() {
			settle_files(&path)?;
		} else {
			let mut file = File::open(path)?;
			file.sync_all()?;
			io::copy(&mut file, &mut io::sink())?;
		}
	}
	Ok(())
}

/// Copies a database as soon as nobody has it open.
pub fn copy_database(from: &Path, to: &Path) -> Result<(), Failure> {
	drop(open_database(from)?);
	copy_files(from, to)
}

fn copy_files(from: &Path, to: &Path) -> Result<(), Failure> {
	fs::create_dir_all(to)?;
	for entry in from.read_dir()? {
		let entry = entry?;
		let to = to.join(entry.file_name());
		if entry.file_type()?.is_dir() {
			copy_files(&entry.path(), &to)?;
		} else {
			fs::copy(entry.path(), to)?;
		}
	}
	Ok(())
}

/// Opens the database as soon as the one that was open before has let go of it: a thread of its own
/// may hold it a moment longer than its client lived.
fn open_database(folder: &Path) -> Result<Arc<Backend>, Failure> {
	let start = Instant::now();
	loop {
		let opened = sc_service::new_db_backend::<Block>(DatabaseSettings {
			trie_cache_maximum_size: Some(TRIE_CACHE),
			// Every block's state is written when the block is imported, not when it is finalised:
			// so the time of writing belongs to the block that is measured.
			state_pruning: Some(PruningMode::ArchiveAll),
			source: DatabaseSource::ParityDb { path: folder.into() },
			blocks_pruning: BlocksPruning::KeepAll,
			pruning_filters: Vec::new(),
			metrics_registry: None,
		});
		match opened {
			Err(Error::Backend(reason))
				if reason.contains("in use") && start.elapsed() < CLOSING =>
			{
				std::thread::sleep(Duration::from_millis(50));
			}
			opened => return Ok(opened?),
		}
	}
}

/// A block that was authored.
pub struct Authored {
	/// The block.
	pub block: Block,
	/// How many of the transactions are in it.
	pub taken: usize,
	/// Octets of the nodes and values that it adds to the state's trie, with their hashes: what goes
	/// into the database for its state. The database writes them twice, to its log and to its tables.
	pub written: usize,
}

/// An open database with its client. Nothing is in its caches yet.
pub struct Chain {
	/// Executes and imports blocks.
	pub client: Arc<Client>,
	/// What it stores them in.
	pub backend: Arc<Backend>,
}

impl Chain {
	/// Opens the database in a folder; where there is none, makes one with this state.
	pub fn open(folder: &Path, executor: &Executor, genesis: Storage) -> Result<Self, Failure> {
		// Whoever had it open before may still be writing, and removing files.
		drop(open_database(folder)?);
		settle_files(folder)?;
		let backend = open_database(folder)?;
		let genesis = GenesisBlockBuilder::new_with_storage(
			genesis,
			true,
			backend.clone(),
			executor.clone(),
		)?;
		let client = sc_service::new_client::<_, Block, RuntimeApi, _>(
			backend.clone(),
			executor.clone(),
			genesis,
			None,
			None,
			ExecutionExtensions::new(None, Arc::new(executor.clone())),
			Box::new(TaskExecutor::new()),
			None,
			None,
			ClientConfig::default(),
		)?;
		let chain = Self { client: Arc::new(client), backend };
		// Compiles the runtime, where that was not done before.
		chain.client.runtime_version_at(chain.best(), sp_core::traits::CallContext::Offchain)?;
		Ok(chain)
	}

	/// The best block.
	pub fn best(&self) -> cairn_runtime::Hash {
		self.client.info().best_hash
	}

	/// The first block, which signatures name.
	pub fn genesis(&self) -> cairn_runtime::Hash {
		self.client.info().genesis_hash
	}

	/// Authors a block on the best one with as many of the transactions as it takes; `skew` is in
	/// milliseconds of its slot and makes blocks of the same transactions differ.
	pub fn author(&self, transactions: &[OpaqueExtrinsic], skew: u64) -> Result<Authored, Failure> {
		let info = self.client.info();
		let slot = GENESIS_SLOT + u64::from(info.best_number) + 1;
		let digest = PreDigest::SecondaryPlain(SecondaryPlainPreDigest {
			authority_index: 0,
			slot: slot.into(),
		});
		let mut builder = BlockBuilderBuilder::new(&*self.client)
			.on_parent_block(info.best_hash)
			.with_parent_block_number(info.best_number)
			.with_inherent_digests(Digest {
				logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(digest)],
			})
			.build()?;
		let now = slot * MILLISECS_PER_BLOCK + skew;
		builder.push(crate::transactions::timestamp(now))?;
		let mut taken = 0;
		for transaction in transactions {
			match builder.push(transaction.clone()) {
				Ok(()) => taken += 1,
				Err(Error::ApplyExtrinsicFailed(ApplyExtrinsicFailed::Validity(
					TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources),
				))) => break,
				Err(error) => return Err(error.into()),
			}
		}
		let mut built = builder.build()?;
		let nodes = built.storage_changes.transaction.drain();
		let added = nodes.values().filter(|(_, references)| *references > 0);
		let written = added.map(|(node, _)| HASH + node.len()).sum();
		Ok(Authored { block: built.block, taken, written })
	}

	/// Imports a block as one that came from the network, and says how long that took: execution in
	/// wasm, the new state's root, and the commit to the database.
	pub fn import(&self, block: Block, best: bool) -> Result<Duration, Failure> {
		let (header, body) = block.deconstruct();
		let mut params =
			BlockImportParams::<Block>::new(sp_consensus::BlockOrigin::NetworkBroadcast, header);
		params.body = Some(body);
		params.state_action = StateAction::Execute;
		params.fork_choice = Some(ForkChoiceStrategy::Custom(best));
		let start = Instant::now();
		let result = futures::executor::block_on((*self.client).import_block(params))?;
		let took = start.elapsed();
		match result {
			ImportResult::Imported(_) => Ok(took),
			other => Err(format!("a block was not imported: {other:?}").into()),
		}
	}

	/// The reference time that an imported block has used up, by the runtime's own count.
	pub fn weight(&self, block: cairn_runtime::Hash) -> Result<Duration, Failure> {
		let key = frame_system::BlockWeight::<Runtime>::hashed_key();
		let weight = self
			.client
			.storage(block, &StorageKey(key.to_vec()))?
			.ok_or("a block without a weight")?;
		let weight = frame_system::ConsumedWeight::decode(&mut &weight.0[..])?;
		Ok(Duration::from_nanos(weight.total().ref_time() / 1_000))
	}
}

/// The octets of a block's transactions.
pub fn length(block: &Block) -> usize {
	block.extrinsics().iter().map(Encode::encoded_size).sum()
}

/// A header that claims this state, for writes measured outside of any block.
pub fn header(parent: &Header, state_root: cairn_runtime::Hash) -> Header {
	Header {
		parent_hash: parent.hash(),
		number: parent.number + 1,
		state_root,
		extrinsics_root: Default::default(),
		digest: Default::default(),
	}
}
