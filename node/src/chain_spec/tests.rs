use super::{load, ChainSpec, Network, SpecError, PROTOCOL_ID};
use codec::Decode;
use sc_chain_spec::{get_extension, ChainType};
use sc_sync_state_rpc::LightSyncStateExtension;
use sp_core::storage::{well_known_keys::CODE, Storage};
use sp_io::hashing::twox_128;
use sp_runtime::BuildStorage;
use std::{path::PathBuf, sync::LazyLock};

/// These tests are about genesis, which only the wasm runtime can build.
fn spec_of(network: Network) -> ChainSpec {
	network.chain_spec().unwrap_or_else(|error| panic!("{error}"))
}

/// The genesis state of every chain, built once: that is the slow part of these tests.
static GENESIS: LazyLock<[(Network, Storage); 5]> = LazyLock::new(|| {
	Network::ALL.map(|network| {
		let storage = spec_of(network).build_storage();
		(network, storage.unwrap_or_else(|error| panic!("{network:?}: {error}")))
	})
});

/// The key of a plain storage value.
fn storage_key(pallet: &str, item: &str) -> Vec<u8> {
	[twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

/// How many BABE authorities the first block is authored by.
fn authorities(storage: &Storage) -> usize {
	let encoded = &storage.top[&storage_key("Babe", "Authorities")];
	Vec::<(sp_consensus_babe::AuthorityId, u64)>::decode(&mut &encoded[..])
		.expect("the value is BABE's list of authorities")
		.len()
}

#[test]
fn genesis_state_of_every_chain_builds_with_its_validators_and_its_runtime() {
	for (network, storage) in &*GENESIS {
		let expected = match network {
			Network::Dev | Network::DevFast => 1..=1,
			Network::Local | Network::LocalFast => 4..=4,
			Network::Staging => 1..=usize::MAX,
		};
		let found = authorities(storage);
		assert!(expected.contains(&found), "{network:?} has {found} authorities");
		assert_eq!(
			storage.top.get(CODE).map(Vec::as_slice),
			network.runtime().ok(),
			"{network:?} does not start with its own runtime"
		);
	}
}

#[test]
fn sudo_key_exists_on_test_chains_only() {
	for (network, storage) in &*GENESIS {
		let has_sudo = storage.top.contains_key(&storage_key("Sudo", "Key"));
		assert_eq!(has_sudo, *network != Network::Staging, "{network:?}");
	}
}

#[test]
fn fast_chains_run_another_runtime_than_normal_ones() {
	assert_ne!(Network::Dev.runtime().expect("built"), Network::DevFast.runtime().expect("built"));
	assert_eq!(Network::Local.runtime(), Network::Staging.runtime());
	assert_eq!(Network::LocalFast.runtime(), Network::DevFast.runtime());
}

#[test]
fn properties_tell_wallets_symbol_decimals_and_address_format() {
	for network in Network::ALL {
		let properties = spec_of(network).properties();

		assert_eq!(properties["tokenSymbol"], "CAIRN");
		assert_eq!(properties["tokenDecimals"], 12);
		assert_eq!(properties["ss58Format"], 42);
		assert_eq!(properties.len(), 3);
	}
}

#[test]
fn chain_types_names_and_ids_tell_the_chains_apart() {
	let of = |network| {
		let spec = spec_of(network);
		(spec.id().to_owned(), spec.name().to_owned(), sc_chain_spec::ChainSpec::chain_type(&spec))
	};
	let all = Network::ALL.map(of);

	for (i, (id, name, _)) in all.iter().enumerate() {
		for (other_id, other_name, _) in &all[i + 1..] {
			assert_ne!(id, other_id);
			assert_ne!(name, other_name);
		}
	}
	assert_eq!(
		all.map(|(_, _, chain_type)| chain_type),
		[
			ChainType::Development,
			ChainType::Development,
			ChainType::Local,
			ChainType::Local,
			ChainType::Live
		]
	);
}

#[test]
fn protocol_id_and_light_client_extension_are_in_every_specification() {
	for network in Network::ALL {
		let spec = spec_of(network);

		assert_eq!(spec.protocol_id(), Some(PROTOCOL_ID));
		assert!(
			get_extension::<LightSyncStateExtension>(sc_chain_spec::ChainSpec::extensions(&spec))
				.is_some(),
			"{network:?}: sync_state_genSyncSpec would refuse to start"
		);
	}
}

#[test]
fn plain_specification_shows_session_keys_and_balances_to_network_tools() {
	let plain = spec_of(Network::LocalFast).as_json(false).expect("serialises");
	let plain: serde_json::Value = serde_json::from_str(&plain).expect("is JSON");

	let patch = &plain["genesis"]["runtimeGenesis"]["patch"];
	assert_eq!(patch["session"]["keys"].as_array().map(Vec::len), Some(4));
	assert!(patch["balances"]["balances"].as_array().is_some_and(|list| !list.is_empty()));
}

#[test]
fn raw_specification_has_the_same_genesis_as_the_built_in_chain() {
	let built_in = spec_of(Network::Local);
	let raw = built_in.as_json(true).expect("serialises");

	let read = ChainSpec::from_json_bytes(raw.into_bytes()).expect("is a specification");

	assert_eq!(read.id(), built_in.id());
	let (_, genesis) = GENESIS
		.iter()
		.find(|(network, _)| *network == Network::Local)
		.expect("every chain has a genesis");
	assert_eq!(read.build_storage().expect("raw state").top, genesis.top);
}

#[test]
fn every_chain_id_names_its_chain() {
	for network in Network::ALL {
		assert_eq!(Network::from_chain_id(network.chain_id()), Some(network));
	}
	assert_eq!(
		Network::ALL.map(Network::chain_id),
		["dev", "dev-fast", "local", "local-fast", "staging"]
	);
	assert_eq!(Network::from_chain_id("DEV"), None);
	assert_eq!(Network::from_chain_id("staging-fast"), None);
}

/// The error of `load`; a specification itself cannot be printed.
fn refusal(id: &str) -> SpecError {
	match load(id) {
		Ok(spec) => panic!("`{id}` was taken for {}", spec.id()),
		Err(error) => error,
	}
}

#[test]
fn unknown_chain_is_refused_by_a_message_that_names_the_valid_ones() {
	let error = refusal("mainnet");

	assert_eq!(error, SpecError::UnknownChain("mainnet".into()));
	let message = error.to_string();
	assert!(message.contains("`mainnet`"), "{message}");
	assert!(message.contains("dev, dev-fast, local, local-fast, staging"), "{message}");
}

#[test]
fn missing_chain_is_refused_by_a_message_that_names_the_valid_ones() {
	let error = refusal("");

	assert_eq!(error, SpecError::NoChain);
	assert!(error.to_string().contains("dev, dev-fast, local, local-fast, staging"));
}

#[test]
fn file_that_is_no_specification_is_refused_by_its_name() {
	let path = PathBuf::from("Cargo.toml");
	let error = refusal(&path.display().to_string());

	assert!(matches!(&error, SpecError::BadFile(named, _) if *named == path), "{error:?}");
	assert!(error.to_string().contains("Cargo.toml"));
}

#[test]
fn directory_is_not_taken_for_a_specification() {
	assert_eq!(refusal("src"), SpecError::UnknownChain("src".into()));
}
