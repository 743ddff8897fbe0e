//! The clients write transactions by hand; this runtime reads them. Both must agree to the byte.

mod common;

use cairn_chain_client::{
	calls, general_transaction, keys::Signer, signed_transaction, Era, TxContext,
};
use cairn_primitives::{
	coverage::{CampaignSponsors, CampaignTerms, Evidence},
	AnyKey, AnySignature, Kind, Receipt, Registration, Role, SignedReceipt, CAIRN,
};
use cairn_runtime::*;
use codec::{Decode, DecodeAll, Encode};
use common::*;
use sp_core::Pair;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{MultiSignature, MultiSigner};

fn read(call: &[u8]) -> RuntimeCall {
	RuntimeCall::decode_all(&mut &call[..]).expect("the runtime reads what a client wrote")
}

fn signature() -> (AnySignature, MultiSignature) {
	let bytes = [7; 64];
	(AnySignature::Sr25519(bytes), MultiSignature::Sr25519(bytes.into()))
}

fn device() -> (AnyKey, MultiSigner) {
	let key = pair("//Router//1").public();
	(AnyKey::Sr25519(key.0), MultiSigner::Sr25519(key))
}

#[test]
fn calls_of_routers_mean_what_the_client_says() {
	use pallet_cairn_routers::Call;
	let ((any, key), (sig, proof)) = (device(), signature());
	let owner = account("//Owner1");
	let registration =
		Registration { owner: *owner.as_ref(), cell: 5, expires: 6, sponsor: Some(3) };
	let vouch = calls::routers::VouchProof { sponsor: 3, expires: 9, signature: sig };
	let cases = [
		(
			calls::routers::register(&registration, &any, &sig, Some(&vouch)),
			Call::register {
				owner: owner.clone(),
				key: key.clone(),
				cell: 5,
				expires: 6,
				sponsor: Some(3),
				proof: proof.clone(),
				vouch: Some((3, 9, proof.clone())),
			},
		),
		(calls::routers::vouch(1), Call::vouch { index: 1 }),
		(calls::routers::revoke(1, 2), Call::revoke { index: 1, reason: 2 }),
		(calls::routers::decide_appeal(1, true), Call::decide_appeal { index: 1, restore: true }),
		(calls::routers::move_router(1, 8), Call::move_router { index: 1, cell: 8 }),
		(
			calls::routers::rotate_key(1, &any, 6, &sig),
			Call::rotate_key { index: 1, key, expires: 6, proof },
		),
		(calls::routers::offer(1, Some(owner.as_ref())), Call::offer { index: 1, to: Some(owner) }),
		(calls::routers::accept(1), Call::accept { index: 1 }),
		(calls::routers::remove(1), Call::remove { index: 1 }),
		(calls::routers::apply_as_sponsor(), Call::apply_as_sponsor {}),
		(calls::routers::admit_sponsor(4), Call::admit_sponsor { sponsor: 4 }),
		(calls::routers::slash_sponsor(4, 5), Call::slash_sponsor { sponsor: 4, amount: 5 }),
		(calls::routers::dismiss_sponsor(4), Call::dismiss_sponsor { sponsor: 4 }),
		(calls::routers::invite(1, Some(4)), Call::invite { index: 1, sponsor: Some(4) }),
		(calls::routers::invite(1, None), Call::invite { index: 1, sponsor: None }),
		(calls::routers::withdraw_application(), Call::withdraw_application {}),
		(calls::routers::resign(), Call::resign {}),
	];
	for (bytes, call) in cases {
		assert_eq!(read(&bytes), RuntimeCall::Routers(call));
	}
}

#[test]
fn calls_of_carriers_mean_what_the_client_says() {
	use pallet_cairn_carriers::Call;
	let (any, key) = device();
	let (sig, proof) = signature();
	let endpoint = b"https://aaa.example/exchange".to_vec();
	let bounded = || endpoint.clone().try_into().expect("short");
	let cases = [
		(
			calls::carriers::open(&any, &endpoint, 9),
			Call::open { key: key.clone(), endpoint: bounded(), cap: 9 },
		),
		(calls::carriers::fund(1 << 70), Call::fund { amount: 1 << 70 }),
		(calls::carriers::withdraw(3), Call::withdraw { amount: 3 }),
		(calls::carriers::complete_withdrawal(), Call::complete_withdrawal {}),
		(calls::carriers::cancel_withdrawal(), Call::cancel_withdrawal {}),
		(
			calls::carriers::post_tariff(7, &[1, 2]),
			Call::post_tariff { from: 7, prices: vec![1, 2].try_into().expect("short") },
		),
		(calls::carriers::add_key(&any), Call::add_key { key: key.clone() }),
		(calls::carriers::add_probe(&any, 9, &sig), Call::add_probe { key, expires: 9, proof }),
		(calls::carriers::remove_probe(2), Call::remove_probe { probe: 2 }),
		(calls::carriers::retire_key(2), Call::retire_key { number: 2 }),
		(calls::carriers::revoke_key(2), Call::revoke_key { number: 2 }),
		(calls::carriers::set_endpoint(&endpoint), Call::set_endpoint { endpoint: bounded() }),
		(calls::carriers::set_cap(5), Call::set_cap { cap: 5 }),
		(calls::carriers::pause_settling(5), Call::pause_settling { blocks: 5 }),
		(calls::carriers::resume_settling(), Call::resume_settling {}),
		(
			calls::carriers::set_parameters(1, 2),
			Call::set_parameters { fee_rate: 1, relay_share: 2 },
		),
		(calls::carriers::forget_key(2), Call::forget_key { number: 2 }),
	];
	for (bytes, call) in cases {
		assert_eq!(read(&bytes), RuntimeCall::Carriers(call));
	}
}

#[test]
fn calls_of_receipts_and_rewards_mean_what_the_client_says() {
	let (sig, proof) = signature();
	let kind = Kind::new(1, Role::Relay(2)).expect("a kind");
	let receipt = Receipt { carrier: 1, version: 2, kind, router: 3, octets: 4 };
	let submit = calls::receipts::submit(&[SignedReceipt {
		receipt,
		key: 5,
		carrier_signature: sig,
		router_signature: sig,
	}]);
	let expected = SignedReceipt {
		receipt,
		key: 5,
		carrier_signature: proof.clone(),
		router_signature: proof,
	};
	assert_eq!(
		read(&submit),
		RuntimeCall::Receipts(pallet_cairn_receipts::Call::submit {
			receipts: vec![expected].try_into().expect("short"),
		})
	);
	assert_eq!(
		read(&calls::receipts::settle(2, kind, &[(3, 1 << 40), (4, 5)])),
		RuntimeCall::Receipts(pallet_cairn_receipts::Call::settle {
			version: 2,
			kind,
			totals: vec![(3.into(), (1u64 << 40).into()), (4.into(), 5.into())]
				.try_into()
				.expect("short"),
		})
	);
	assert_eq!(
		read(&calls::receipts::clear_lanes(1, 2, 3)),
		RuntimeCall::Receipts(pallet_cairn_receipts::Call::clear_lanes {
			carrier: 1,
			version: 2,
			pages: 3,
		})
	);
	assert_eq!(
		read(&calls::rewards::claim(&[1, 2])),
		RuntimeCall::Rewards(pallet_cairn_rewards::Call::claim {
			routers: vec![1, 2].try_into().expect("short"),
		})
	);
	let owner = account("//Owner1");
	assert_eq!(
		read(&calls::rewards::claim_departed(owner.as_ref(), 2)),
		RuntimeCall::Rewards(pallet_cairn_rewards::Call::claim_departed { owner, index: 2 })
	);
}

#[test]
fn calls_of_coverage_mean_what_the_client_says() {
	use pallet_cairn_coverage::{Call, Parameters, Proof};
	let (_, signature) = signature();
	let proof =
		Proof { window: 1, router: 2, secret: [3; 32], reports: Default::default(), signature };
	let parameters = Parameters { verifications_per_block: 6, span_periods: 2 };
	for (bytes, call) in [
		(calls::coverage::prove(&proof), Call::prove { proof }),
		(calls::coverage::pause(5), Call::pause { blocks: 5 }),
		(calls::coverage::resume(), Call::resume {}),
		(calls::coverage::set_parameters(6, 2), Call::set_parameters { parameters }),
	] {
		assert_eq!(read(&bytes), RuntimeCall::Coverage(call));
	}
}

#[test]
fn calls_of_campaigns_mean_what_the_client_says() {
	use pallet_cairn_campaigns::{Call, Sponsors, Terms};
	for (written, sponsors) in [
		(CampaignSponsors::Any, Sponsors::Any),
		(CampaignSponsors::Only(vec![3, 7]), Sponsors::Only(vec![3, 7].try_into().expect("short"))),
	] {
		let evidence = Evidence::Probes;
		let terms =
			CampaignTerms { price: 1, cap: 2, deadline: 3, sponsors: written, evidence, least: 4 };
		assert_eq!(
			read(&calls::campaigns::open(&[5, 6], &terms, CAIRN)),
			RuntimeCall::Campaigns(Call::open {
				cells: vec![5, 6].try_into().expect("short"),
				terms: Terms { price: 1, cap: 2, deadline: 3, sponsors, evidence, least: 4 },
				amount: CAIRN,
			})
		);
	}
	for (bytes, call) in [
		(calls::campaigns::fund(70, CAIRN), Call::fund { campaign: 70, amount: CAIRN }),
		(calls::campaigns::end(70), Call::end { campaign: 70 }),
		(calls::campaigns::close(70), Call::close { campaign: 70 }),
	] {
		assert_eq!(read(&bytes), RuntimeCall::Campaigns(call));
	}
}

#[test]
fn transactions_made_by_the_client_are_accepted_and_applied() {
	genesis(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		block(|| {
			let to = account("//Nobody//2");
			let context = TxContext {
				genesis: genesis_hash(),
				spec_version: VERSION.spec_version,
				transaction_version: VERSION.transaction_version,
				nonce: 0,
				tip: 0,
				era: Era::Immortal,
			};
			let signer = Signer::from_suri("//Alice").expect("a development key");
			let call = calls::balances::transfer_keep_alive(to.as_ref(), CAIRN);
			let bytes = signed_transaction(&call, &signer, &context);
			let transaction = UncheckedExtrinsic::decode(&mut &bytes[..]).expect("readable");
			apply(transaction).expect("valid").expect("dispatches");
			assert_eq!(free(&to), CAIRN);
		});
	});
}

#[test]
fn general_transactions_of_the_client_are_those_of_the_runtime() {
	let call = calls::receipts::submit(&[]);
	assert_eq!(general_transaction(&call), general(read(&call)).encode());
}
