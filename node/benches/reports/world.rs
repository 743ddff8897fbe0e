//! A state in which a window runs that challenges every router, and the routers' reports in it.

use crate::Failure;
use cairn_primitives::{
	coverage::{
		commit, Band, Channel, Rssi, SignedWitnessReport, Window, WitnessId, WitnessReport,
	},
	AnySignature, GenesisHash, Registration, RouterIndex, Vouch, CAIRN,
};
use cairn_runtime::{
	genesis_presets, opaque::Block, AccountId, Balances, Runtime, RuntimeApi, RuntimeCall,
	RuntimeGenesisConfig, RuntimeOrigin, System, PROOF_LIFETIME,
};
use frame_support::traits::{fungible::Mutate, UnfilteredDispatchable};
use pallet_cairn_coverage::WindowInfo;
use sc_client_api::execution_extensions::ExecutionExtensions;
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sc_executor::WasmExecutor;
use sc_service::{ClientConfig, GenesisBlockBuilder};
use sp_core::{
	crypto::Pair,
	sr25519,
	storage::{well_known_keys, Storage},
	testing::TaskExecutor,
};
use sp_io::{hashing::blake2_256, SubstrateHostFunctions};
use sp_state_machine::BasicExternalities;
use std::{path::Path, sync::Arc};

/// Runs the runtime's wasm.
type Executor = WasmExecutor<SubstrateHostFunctions>;
/// A node's client.
pub type Client = sc_service::TFullClient<Block, RuntimeApi, Executor>;

/// The node's default: octets of trie nodes and values that it keeps in memory.
const TRIE_CACHE: usize = 1 << 30;
const WINDOW: Window = 1;
/// A cell of resolution 10, in Lausanne.
const CELL: u64 = 0x8a1f98d6d6b7fff;
/// What the SDK takes for block 0's hash as long as there is no block 1.
const GENESIS: GenesisHash = [69; 32];

/// Who takes part.
pub struct World {
	/// How many routers there are, all of them vouched for, of different owners, in one cell.
	pub routers: u32,
	/// How many others each of them hears.
	pub reports: u32,
}

fn device(router: RouterIndex) -> sr25519::Pair {
	let mut seed = [b'd'; 32];
	seed[..4].copy_from_slice(&router.to_le_bytes());
	sr25519::Pair::from_seed(&seed)
}

impl World {
	/// A client over ParityDB whose only block has this state.
	pub fn open(&self, folder: &Path, code: Vec<u8>) -> Result<Arc<Client>, Failure> {
		let backend = sc_service::new_db_backend::<Block>(DatabaseSettings {
			trie_cache_maximum_size: Some(TRIE_CACHE),
			state_pruning: Some(PruningMode::ArchiveAll),
			source: DatabaseSource::ParityDb { path: folder.into() },
			blocks_pruning: BlocksPruning::KeepAll,
			pruning_filters: Vec::new(),
			metrics_registry: None,
		})?;
		let executor = Executor::builder().build();
		let genesis = GenesisBlockBuilder::new_with_storage(
			self.genesis(code)?,
			true,
			backend.clone(),
			executor.clone(),
		)?;
		let client = sc_service::new_client::<_, Block, RuntimeApi, _>(
			backend,
			executor.clone(),
			genesis,
			None,
			None,
			ExecutionExtensions::new(None, Arc::new(executor)),
			Box::new(TaskExecutor::new()),
			None,
			None,
			ClientConfig::default(),
		)?;
		Ok(Arc::new(client))
	}

	fn genesis(&self, code: Vec<u8>) -> Result<Storage, Failure> {
		let mut state = BasicExternalities::new_empty();
		state.execute_with(|| -> Result<(), Failure> {
			preset()?;
			self.register_routers()?;
			pallet_cairn_coverage::Current::<Runtime>::put(WindowInfo {
				number: WINDOW,
				// The routers of block 0 were there before.
				started: System::block_number() + 1,
				seed: [9; 32],
				threshold: u64::MAX,
				interval: 256,
			});
			Ok(())
		})?;
		let mut storage = state.into_storages();
		storage.top.insert(well_known_keys::CODE.to_vec(), code);
		Ok(storage)
	}

	fn register_routers(&self) -> Result<(), Failure> {
		let payer = AccountId::new([b'p'; 32]);
		Balances::mint_into(&payer, 1_000_000 * CAIRN).map_err(|error| format!("{error:?}"))?;
		let sponsor = sr25519::Pair::from_string("//Sponsor", None)?;
		for router in 0..self.routers {
			let owner = blake2_256(&router.to_le_bytes());
			let (device, expires) = (device(router), PROOF_LIFETIME);
			let registration = Registration { owner, cell: CELL, expires, sponsor: Some(0) };
			let key = device.public();
			let vouch = Vouch {
				sponsor: 0,
				key: cairn_primitives::AnyKey::Sr25519(key.0),
				cell: CELL,
				expires,
			};
			let word = sponsor.sign(&vouch.signing_payload(&GENESIS));
			let call = pallet_cairn_routers::Call::register {
				owner: owner.into(),
				key: key.into(),
				cell: CELL,
				expires,
				sponsor: Some(0),
				proof: device.sign(&registration.signing_payload(&GENESIS)).into(),
				vouch: Some((0, expires, word.into())),
			};
			RuntimeCall::Routers(call)
				.dispatch_bypass_filter(RuntimeOrigin::signed(payer.clone()))
				.map_err(|error| format!("{:?}", error.error))?;
		}
		Ok(())
	}

	/// All routers' reports, those of one router far from each other.
	pub fn signed(&self) -> Vec<SignedWitnessReport> {
		let pairs = (1..=self.reports)
			.flat_map(|step| (0..self.routers).map(move |witness| (witness, step)));
		pairs
			.map(|(witness, step)| {
				let challenged = (witness + step) % self.routers;
				let witness_id = WitnessId::Router(witness);
				let report = WitnessReport {
					window: WINDOW,
					challenged,
					witness: witness_id,
					rssi: Rssi::Dbm(-60),
					channel: Channel { band: Band::Ghz5, number: 36 },
					commit: commit(&[challenged as u8; 32], witness_id, blake2_256),
				};
				let signature = device(witness).sign(&report.signing_payload(&GENESIS));
				SignedWitnessReport { report, signature: AnySignature::Sr25519(signature.0) }
			})
			.collect()
	}
}

fn merge(base: &mut serde_json::Value, patch: serde_json::Value) {
	match (base, patch) {
		(serde_json::Value::Object(base), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(serde_json::Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// The test network's preset: it has a sponsor.
fn preset() -> Result<(), Failure> {
	let patch = genesis_presets::get_preset(&"local_testnet".into()).ok_or("the preset exists")?;
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default())?;
	merge(&mut config, serde_json::from_slice(&patch)?);
	frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(
		serde_json::to_vec(&config)?,
	)?;
	Ok(())
}
