//! Money from a carrier's escrow to an owner's account, on the real runtime.

mod common;

use cairn_primitives::{AnyKey, Receipt, Registration, SignedReceipt, CAIRN};
use cairn_runtime::*;
use common::{traffic::*, *};
use sp_core::Pair;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	MultiSigner,
};

fn receipt(router: u32, octets: u64, aaa: &str, device: &str) -> SignedReceipt<Signature> {
	let receipt = Receipt { carrier: 0, version: 0, kind: direct(), router, octets };
	let payload = receipt.signing_payload(&genesis_hash());
	SignedReceipt {
		receipt,
		key: 0,
		carrier_signature: sign(aaa, &payload),
		router_signature: sign(device, &payload),
	}
}

fn submit(receipts: Vec<SignedReceipt<Signature>>) -> RuntimeCall {
	let receipts = receipts.try_into().expect("within the bound");
	RuntimeCall::Receipts(pallet_cairn_receipts::Call::submit { receipts })
}

fn escrow() -> Balance {
	Carriers::view(0).expect("opened at genesis").escrow
}

#[test]
fn settled_octets_reach_the_owners_account_to_the_planck() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		let octets = 512 * MIB + 7;
		let (net, fee) = terms(octets);
		let owner = account("//Nobody//1");
		block(|| {
			let router = register("//CarrierA", "//Nobody//1", "//Router//1");
			let before = escrow();
			apply(signed("//CarrierA", settle(vec![(router, octets)])))
				.expect("valid")
				.expect("dispatches");
			assert_eq!(Receipts::lane(0, 0, direct(), router), octets);
			assert_eq!(before - escrow(), net + fee);
			assert_eq!(free(&owner), 0);
			apply(signed("//Ferdie", claim(vec![router]))).expect("valid").expect("dispatches");
			assert_eq!(free(&owner), net);
		});
	});
}

#[test]
fn both_roads_lead_into_the_same_lane_and_pay_once() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		let octets = 2_048 * MIB;
		let issued_before = Balances::total_issuance();
		block(|| {
			let router = register("//CarrierA", "//Owner1", "//Router//2");
			let before = escrow();
			let signed_receipt = receipt(router, octets, "//CarrierA//aaa//0", "//Router//2");
			apply(general(submit(vec![signed_receipt.clone()])))
				.expect("valid")
				.expect("an authorized call cannot fail in dispatch");
			let (net, fee) = terms(octets);
			assert_eq!(before - escrow(), net + fee);
			// The carrier settles the same octets and a few more: only these are paid.
			apply(signed("//CarrierA", settle(vec![(router, octets + 1_024)])))
				.expect("valid")
				.expect("dispatches");
			let (more_net, more_fee) = terms(octets + 1_024);
			assert_eq!(before - escrow(), more_net + more_fee);
			// And the receipt is stale now: refused before it costs anything.
			let refused = apply(general(submit(vec![signed_receipt])));
			assert!(matches!(
				refused,
				Err(TransactionValidityError::Invalid(
					InvalidTransaction::Custom(_) | InvalidTransaction::Stale
				))
			));
			assert_eq!(before - escrow(), more_net + more_fee);
		});
		assert!(Balances::total_issuance() < issued_before + 100 * CAIRN);
	});
}

#[test]
fn receipt_beyond_the_carriers_cap_settles_in_part_and_not_twice() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		let octets = 4_096 * MIB;
		block(|| {
			let router = register("//CarrierA", "//Owner1", "//Router//5");
			let (net, fee) = terms(octets);
			let cap = (net + fee) / 2;
			let set_cap = RuntimeCall::Carriers(pallet_cairn_carriers::Call::set_cap { cap });
			apply(signed("//CarrierA", set_cap)).expect("valid").expect("dispatches");
			let before = escrow();
			let signed_receipt = receipt(router, octets, "//CarrierA//aaa//0", "//Router//5");
			apply(general(submit(vec![signed_receipt.clone()])))
				.expect("valid")
				.expect("an authorized call cannot fail in dispatch");
			let price = Carriers::tariff_view(0, 0).expect("opened at genesis").prices[0];
			let settled = cairn_primitives::reach(0, price, cap);
			assert!(settled < octets);
			assert_eq!(Receipts::lane(0, 0, direct(), router), settled);
			assert_eq!(before - escrow(), cairn_primitives::due(settled, price));
			assert!(!System::read_events_for_pallet::<pallet_cairn_receipts::Event<Runtime>>()
				.iter()
				.any(|event| matches!(
					event,
					pallet_cairn_receipts::Event::ReceiptSettled {
						extent: pallet_cairn_receipts::Extent::Whole,
						..
					}
				)));
			// The rest waits for the next period's cap.
			let refused = apply(general(submit(vec![signed_receipt])));
			let exceeded = pallet_cairn_receipts::Refusal::PayableExceeded;
			assert_eq!(refused, Err(exceeded.into()));
		});
	});
}

#[test]
fn receipt_signed_for_another_network_is_refused() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		block(|| {
			let router = register("//CarrierA", "//Owner1", "//Router//3");
			let mut foreign = receipt(router, MIB, "//CarrierA//aaa//0", "//Router//3");
			let payload = foreign.receipt.signing_payload(&[7; 32]);
			foreign.carrier_signature = sign("//CarrierA//aaa//0", &payload);
			foreign.router_signature = sign("//Router//3", &payload);
			let before = escrow();
			assert!(apply(general(submit(vec![foreign]))).is_err());
			assert_eq!(escrow(), before);
			assert_eq!(Receipts::lane(0, 0, direct(), router), 0);
		});
	});
}

#[test]
fn registration_proof_of_another_owner_registers_nothing() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		block(|| {
			let registration = Registration {
				owner: *account("//Owner1").as_ref(),
				cell: CELL,
				expires: 10,
				sponsor: None,
			};
			let proof = sign("//Router//4", &registration.signing_payload(&genesis_hash()));
			let key = MultiSigner::Sr25519(pair("//Router//4").public());
			let call = RuntimeCall::Routers(pallet_cairn_routers::Call::register {
				owner: account("//Owner2"),
				key,
				cell: CELL,
				expires: 10,
				sponsor: None,
				proof,
				vouch: None,
			});
			assert!(apply(signed("//Ferdie", call)).expect("valid").is_err());
			let device = AnyKey::Sr25519(pair("//Router//4").public().0);
			assert_eq!(Routers::index_of_key(&device), None);
		});
	});
}
