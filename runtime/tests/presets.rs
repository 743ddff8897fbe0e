//! Every network's beginning, built as a node builds it.

mod common;

use cairn_runtime::*;
use common::*;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

#[test]
fn every_named_preset_builds_and_its_first_blocks_execute() {
	for preset in genesis_presets::preset_names() {
		genesis(preset.as_ref()).execute_with(|| {
			run_to(3);
			assert_eq!(System::block_number(), 3);
		});
	}
}

#[test]
fn only_test_presets_have_a_sudo_key() {
	for (preset, expected) in [
		(DEV_RUNTIME_PRESET, Some(account("//Alice"))),
		(LOCAL_TESTNET_RUNTIME_PRESET, Some(account("//Alice"))),
		(genesis_presets::STAGING_PRESET, None),
	] {
		genesis(preset).execute_with(|| {
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), expected);
		});
	}
}

#[test]
fn development_has_one_validator_and_local_testnet_four() {
	for (preset, expected) in [(DEV_RUNTIME_PRESET, 1), (LOCAL_TESTNET_RUNTIME_PRESET, 4)] {
		genesis(preset).execute_with(|| {
			assert_eq!(Session::validators().len(), expected);
			assert_eq!(Babe::authorities().len(), expected);
			assert_eq!(Grandpa::grandpa_authorities().len(), expected);
		});
	}
}

#[test]
fn test_networks_begin_with_a_sponsor_and_two_funded_carriers() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		assert_eq!(Routers::sponsor_of(&account("//Sponsor")), Some(0));
		for (index, suri) in [(0, "//CarrierA"), (1, "//CarrierB")] {
			let carrier = Carriers::view(index).expect("opened at genesis");
			assert_eq!(carrier.account, *AsRef::<[u8; 32]>::as_ref(&account(suri)));
			assert!(carrier.escrow > 0);
			assert_eq!(carrier.version_in_force, Some(0));
			let aaa = pair(&format!("{suri}//aaa//0"));
			let expected = cairn_primitives::AnyKey::Sr25519(sp_core::Pair::public(&aaa).0);
			assert_eq!(carrier.keys[0].key, expected);
		}
	});
}

#[test]
fn published_accounts_are_those_of_their_suris() {
	use genesis_presets::accounts::*;
	for (bytes, suri) in [
		(SPONSOR, "//Sponsor"),
		(CARRIER_A, "//CarrierA"),
		(CARRIER_B, "//CarrierB"),
		(CARRIER_A_AAA, "//CarrierA//aaa//0"),
		(CARRIER_B_AAA, "//CarrierB//aaa//0"),
		(OWNER_1, "//Owner1"),
		(OWNER_2, "//Owner2"),
	] {
		assert_eq!(AccountId::new(bytes), account(suri), "{suri}");
	}
}
