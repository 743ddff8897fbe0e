//! The carriers that a chain begins with.

use super::*;
use cairn_primitives::{Kind, Role};
use pallet_cairn_traits::CarrierBook;

fn other() -> GenesisCarrier<AccountId> {
	GenesisCarrier {
		account: account(2),
		key: aaa_key(2),
		escrow: 0,
		prices: vec![9],
		cap: 5,
		endpoint: String::new(),
	}
}

#[test]
fn genesis_carriers_are_open_funded_and_have_a_tariff_in_force() {
	ExtBuilder::default().with_carrier().with(other()).build_and_execute_with(|| {
		assert_eq!(NextCarrier::<Test>::get(), 2);
		assert_eq!(held(HoldReason::Escrow, &carrier()), ESCROW);
		assert_eq!(free(&carrier()), ENDOWMENT - ESCROW - CARRIER_DEPOSIT - TARIFF_DEPOSIT);
		assert_eq!(record(0).versions[0].from, 0);
		let kind = Kind::new(0, Role::Direct).unwrap();
		let price = |carrier| <Carriers as CarrierBook<_>>::terms(carrier, 0, kind).unwrap().price;
		assert_eq!((price(0), price(1)), (1_000, 9));
		assert_eq!((record(1).escrow, record(1).outflow.cap), (0, 5));
		assert!(!Endpoints::<Test>::contains_key(1));
	});
}

#[test]
fn genesis_config_survives_json() {
	let config = crate::GenesisConfig::<Test> { carriers: vec![other()] };
	let json = serde_json::to_string(&config).unwrap();
	assert!(json.contains(r#""escrow":0,"prices":[9],"cap":5,"endpoint":"""#), "{json}");
	let back: crate::GenesisConfig<Test> = serde_json::from_str(&json).unwrap();
	assert_eq!(back.carriers, config.carriers);
}

#[test]
#[should_panic(expected = "genesis carrier 0 cannot be opened")]
fn a_genesis_carrier_that_cannot_pay_its_escrow_builds_no_state() {
	ExtBuilder::default().with(GenesisCarrier { escrow: ENDOWMENT, ..other() }).build();
}

#[test]
#[should_panic(expected = "genesis carrier 1 cannot be opened")]
fn a_genesis_account_that_is_a_carrier_twice_builds_no_state() {
	ExtBuilder::default().with(other()).with(other()).build();
}
