//! How networks begin.
//!
//! `development`: one validator. `local_testnet`: four validators, a sponsor, two funded carriers,
//! owners. Both have a sudo key. `staging`: a rehearsal of the real network, four validators and a
//! council, without sudo. All keys are published test keys: none of these networks holds value.

use crate::*;
use alloc::{vec, vec::Vec};
use cairn_primitives::{Price, CAIRN};
use frame_support::build_struct_json_patch;
use pallet_cairn_carriers::GenesisCarrier;
use pallet_staking::StakerStatus;
use serde_json::Value;
use sp_consensus_babe::AuthorityId as BabeId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::crypto::UncheckedFrom;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{MultiSigner, Perbill};

/// Name of the staging preset.
pub const STAGING_PRESET: &str = "staging";

/// Published test accounts (sr25519) beside the keyring's, by the SURI they derive from.
pub mod accounts {
	/// `//Sponsor`
	pub const SPONSOR: [u8; 32] =
		hex32("825273125d92ccaa0475792bec43bd0dfbfd65a4720815414458b54770b04b2c");
	/// `//CarrierA`
	pub const CARRIER_A: [u8; 32] =
		hex32("6ca66a714328344646cfa387dc689eb8dcc22b5a0a027926e6f9a69235084465");
	/// `//CarrierB`
	pub const CARRIER_B: [u8; 32] =
		hex32("9456ebb21d97d54e8d1bbc11ab009021800db2ddb540d4fceae6b999d8d4304d");
	/// `//CarrierA//aaa//0`: carrier A's first AAA key
	pub const CARRIER_A_AAA: [u8; 32] =
		hex32("4aec6175393697c409ed5b78fc0cbb233283d00897d5070fbf9c6c7e65c2ee30");
	/// `//CarrierB//aaa//0`: carrier B's first AAA key
	pub const CARRIER_B_AAA: [u8; 32] =
		hex32("cc93680a8d91923f58bfdb5b8296e76edb70d781d804d9d1118baf7c9432e957");
	/// `//Owner1`
	pub const OWNER_1: [u8; 32] =
		hex32("8a12b1eba7ffeb9d34bfefe7412b98afb4f74f4fee50b8a9b43a56ab7b146656");
	/// `//Owner2`
	pub const OWNER_2: [u8; 32] =
		hex32("e2138504f83c2890e08d7dc71719ac61ed644fa435cecac460bdbc1b55efc73d");

	/// Reads 64 hexadecimal digits at compile time.
	const fn hex32(text: &str) -> [u8; 32] {
		let text = text.as_bytes();
		assert!(text.len() == 64);
		let mut bytes = [0; 32];
		let mut i = 0;
		while i < 32 {
			bytes[i] = digit(text[2 * i]) << 4 | digit(text[2 * i + 1]);
			i += 1;
		}
		bytes
	}

	const fn digit(c: u8) -> u8 {
		match c {
			b'0'..=b'9' => c - b'0',
			b'a'..=b'f' => c - b'a' + 10,
			_ => panic!("lower-case hexadecimal digits only"),
		}
	}
}

const ENDOWMENT: Balance = 1_000_000 * CAIRN;
const STAKE: Balance = 100_000 * CAIRN;
/// Planck per KiB that test carriers pay: 2 CAIRN per GiB.
const PRICE: Price = (2 * CAIRN / (1 << 20)) as Price;

struct Validator {
	stash: AccountId,
	keys: SessionKeys,
}

fn validator(stash: Sr25519Keyring, hot: Sr25519Keyring, grandpa: Ed25519Keyring) -> Validator {
	let hot = hot.public();
	Validator {
		stash: stash.to_account_id(),
		keys: SessionKeys {
			babe: BabeId::from(hot),
			grandpa: GrandpaId::from(grandpa.public()),
			authority_discovery: hot.into(),
		},
	}
}

fn four_validators() -> Vec<Validator> {
	use Ed25519Keyring as E;
	use Sr25519Keyring as S;
	vec![
		validator(S::AliceStash, S::Alice, E::Alice),
		validator(S::BobStash, S::Bob, E::Bob),
		validator(S::CharlieStash, S::Charlie, E::Charlie),
		validator(S::DaveStash, S::Dave, E::Dave),
	]
}

struct Genesis {
	validators: Vec<Validator>,
	endowed: Vec<AccountId>,
	council: Vec<AccountId>,
	sudo: Option<AccountId>,
	sponsors: Vec<AccountId>,
	carriers: Vec<(AccountId, MultiSigner)>,
}

impl Genesis {
	fn into_json(self) -> Value {
		let Self { validators, mut endowed, council, sudo, sponsors, carriers } = self;
		endowed.extend(validators.iter().map(|v| v.stash.clone()));
		endowed.extend(sponsors.iter().cloned());
		endowed.extend(carriers.iter().map(|c| c.0.clone()));
		endowed.sort();
		endowed.dedup();
		let count = validators.len() as u32;
		build_struct_json_patch!(RuntimeGenesisConfig {
			balances: BalancesConfig {
				balances: endowed.into_iter().map(|who| (who, ENDOWMENT)).collect::<Vec<_>>(),
			},
			babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG },
			session: SessionConfig {
				keys: validators
					.iter()
					.map(|v| (v.stash.clone(), v.stash.clone(), v.keys.clone()))
					.collect::<Vec<_>>(),
			},
			staking: StakingConfig {
				validator_count: count,
				minimum_validator_count: 1,
				stakers: validators
					.iter()
					.map(|v| (v.stash.clone(), v.stash.clone(), STAKE, StakerStatus::Validator))
					.collect::<Vec<_>>(),
				slash_reward_fraction: Perbill::from_percent(10),
			},
			council: CouncilConfig { members: council },
			sudo: SudoConfig { key: sudo },
			routers: RoutersConfig { sponsors },
			carriers: CarriersConfig {
				carriers: carriers.into_iter().map(genesis_carrier).collect::<Vec<_>>(),
			},
		})
	}
}

/// A test carrier: half of its endowment in escrow, one service class at 2 CAIRN per GiB.
fn genesis_carrier((account, key): (AccountId, MultiSigner)) -> GenesisCarrier<AccountId> {
	GenesisCarrier {
		account,
		key,
		escrow: ENDOWMENT / 2,
		prices: vec![PRICE],
		cap: ENDOWMENT / 2,
		endpoint: Default::default(),
	}
}

fn account(bytes: [u8; 32]) -> AccountId {
	AccountId::new(bytes)
}

fn key(bytes: [u8; 32]) -> MultiSigner {
	MultiSigner::Sr25519(sp_core::sr25519::Public::unchecked_from(bytes))
}

fn development() -> Value {
	let mut genesis = test_network();
	genesis.validators.truncate(1);
	genesis.into_json()
}

fn test_network() -> Genesis {
	use Sr25519Keyring as S;
	let people = [S::Alice, S::Bob, S::Charlie, S::Dave, S::Eve, S::Ferdie];
	let mut endowed: Vec<_> = people.iter().map(|k| k.to_account_id()).collect();
	endowed.extend([account(accounts::OWNER_1), account(accounts::OWNER_2)]);
	Genesis {
		validators: four_validators(),
		endowed,
		council: vec![S::Alice.to_account_id(), S::Bob.to_account_id(), S::Charlie.to_account_id()],
		sudo: Some(S::Alice.to_account_id()),
		sponsors: vec![account(accounts::SPONSOR)],
		carriers: vec![
			(account(accounts::CARRIER_A), key(accounts::CARRIER_A_AAA)),
			(account(accounts::CARRIER_B), key(accounts::CARRIER_B_AAA)),
		],
	}
}

fn staging() -> Value {
	use Sr25519Keyring as S;
	let council: Vec<_> =
		[S::Alice, S::Bob, S::Charlie].iter().map(|k| k.to_account_id()).collect();
	Genesis {
		validators: four_validators(),
		endowed: council.clone(),
		council,
		sudo: None,
		sponsors: vec![],
		carriers: vec![],
	}
	.into_json()
}

/// The preset of this name as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET => development(),
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET => test_network().into_json(),
		STAGING_PRESET => staging(),
		_ => return None,
	};
	Some(serde_json::to_string(&patch).expect("a JSON value always prints; qed").into_bytes())
}

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	[
		sp_genesis_builder::DEV_RUNTIME_PRESET,
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
		STAGING_PRESET,
	]
	.into_iter()
	.map(PresetId::from)
	.collect()
}
