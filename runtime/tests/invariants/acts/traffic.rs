//! What carriers do with their tariffs, keys and escrow, and both roads of settlement.

use super::{carriers, council, planck, record, send, Act};
use crate::{common::*, people::*};
use cairn_primitives::{Kind, Receipt, RouterIndex, SignedReceipt, TariffVersion, CAIRN};
use cairn_runtime::*;
use pallet_cairn_carriers::Call as C;
use pallet_cairn_receipts::Call as Q;
use sp_core::Pair;
use sp_runtime::MultiSigner;

/// A version of the carrier's, or one that it has not got.
fn version(carrier: u32, number: u8) -> TariffVersion {
	let known: Vec<TariffVersion> = pallet_cairn_carriers::Carriers::<Runtime>::get(carrier)
		.map(|carrier| carrier.versions.into_iter().map(|version| version.version).collect())
		.unwrap_or_default();
	match known.is_empty() || number == u8::MAX {
		true => u32::from(number),
		false => pick(&known, number),
	}
}

/// The lane's total after growing by about two to the `growth` octets; the same at 0.
fn grown(carrier: u32, version: u32, kind: Kind, router: RouterIndex, growth: u8) -> u64 {
	let added = if growth == 0 { 0 } else { (1u64 << growth) + u64::from(router) };
	Receipts::lane(carrier, version, kind, router).saturating_add(added)
}

fn settle(who: u8, version_number: u8, kind_number: u8, totals: Vec<(u8, u8)>) {
	let (carrier, kind) = (carrier(who), kind(kind_number));
	let version = version(carrier, version_number);
	let mut totals: Vec<_> = totals
		.into_iter()
		.map(|(number, growth)| {
			let router = router(number);
			(router, grown(carrier, version, kind, router, growth))
		})
		.collect();
	totals.sort_unstable();
	// One in sixteen is left unsorted or with duplicates, and must fail as a whole.
	if !version_number.is_multiple_of(16) {
		totals.dedup_by_key(|(router, _)| *router);
	} else {
		totals.reverse();
	}
	let totals = totals.into_iter().map(|(router, octets)| (router.into(), octets.into()));
	let call = Q::settle {
		version,
		kind,
		totals: totals.collect::<Vec<_>>().try_into().expect("within the bound"),
	};
	send(pick(&CARRIERS, who), RuntimeCall::Receipts(call));
}

fn submit(who: u8, lanes: Vec<(u8, u8, u8, u8)>, forger: Option<u8>) {
	let carrier = carrier(who);
	let genesis = genesis_hash();
	let mut receipts = Vec::new();
	for (version_number, kind_number, router_number, growth) in lanes {
		let (version, kind) = (version(carrier, version_number), kind(kind_number));
		let router = router(router_number);
		let octets = grown(carrier, version, kind, router, growth);
		let receipt = Receipt { carrier, version, kind, router, octets };
		let payload = receipt.signing_payload(&genesis);
		let keys = Carriers::view(carrier).map(|view| view.keys).unwrap_or_default();
		let key = keys.get(version_number as usize % keys.len().max(1));
		let signer = key.and_then(|key| suri_of(key.key)).unwrap_or_else(|| aaa(who, 0));
		let device = record(router)
			.and_then(|record| suri_of(record.key))
			.unwrap_or_else(|| device(router_number));
		receipts.push(SignedReceipt {
			receipt,
			key: key.map_or(0, |key| key.number),
			carrier_signature: sign(&signer, &payload),
			router_signature: sign(&device, &payload),
		});
	}
	if let (Some(number), Some(first)) = (forger, receipts.first_mut()) {
		first.router_signature = sign(&aaa(number, number), b"something else");
	}
	receipts.sort_unstable_by_key(|signed| {
		let lane = &signed.receipt;
		(lane.carrier, lane.version, lane.kind, lane.router)
	});
	let receipts = receipts.try_into().expect("within the bound");
	let call = Q::submit { receipts };
	if let Ok(outcome) = apply(general(RuntimeCall::Receipts(call))) {
		outcome.expect("an authorized call cannot fail in dispatch");
	}
}

/// Makes the transaction and applies it in the open block; gives back an act of another kind.
pub fn happen(act: Act) -> Option<Act> {
	match act {
		Act::Open { who } => {
			let key = MultiSigner::Sr25519(pair(&aaa(who, 0)).public());
			let call = C::open { key, endpoint: Default::default(), cap: 1_000 * CAIRN };
			send(pick(&CARRIERS, who), carriers(call))
		}
		Act::Fund { who, amount } => {
			send(pick(&CARRIERS, who), carriers(C::fund { amount: planck(amount) }))
		}
		Act::Withdraw { who, amount } => {
			send(pick(&CARRIERS, who), carriers(C::withdraw { amount: planck(amount) }))
		}
		Act::CompleteWithdrawal { who } => {
			send(pick(&CARRIERS, who), carriers(C::complete_withdrawal {}))
		}
		Act::CancelWithdrawal { who } => {
			send(pick(&CARRIERS, who), carriers(C::cancel_withdrawal {}))
		}
		Act::Tariff { who, ahead, price } => {
			let from = System::block_number() + TARIFF_NOTICE + u32::from(ahead % 4);
			// From a third of the test network's price to odd ones that floor everywhere.
			let prices = vec![600_000 + 7_919 * u64::from(price); 1 + usize::from(price % 2)];
			let prices = prices.try_into().expect("within the bound");
			send(pick(&CARRIERS, who), carriers(C::post_tariff { from, prices }))
		}
		Act::AddKey { who, key } => {
			let key = MultiSigner::Sr25519(pair(&aaa(who, key)).public());
			send(pick(&CARRIERS, who), carriers(C::add_key { key }))
		}
		Act::RetireKey { who, number } => {
			let number = u16::from(number % AAA_KEYS);
			send(pick(&CARRIERS, who), carriers(C::retire_key { number }))
		}
		Act::RevokeKey { who, number } => {
			let number = u16::from(number % AAA_KEYS);
			send(pick(&CARRIERS, who), carriers(C::revoke_key { number }))
		}
		Act::ForgetKey { who, number } => {
			let keys = Carriers::view(carrier(who)).map(|view| view.keys).unwrap_or_default();
			let useless = keys.iter().find(|key| !key.settles).map(|key| key.number);
			let number = useless.unwrap_or(u16::from(number % AAA_KEYS));
			send(pick(&CARRIERS, who), carriers(C::forget_key { number }))
		}
		Act::Cap { who, cap } => {
			send(pick(&CARRIERS, who), carriers(C::set_cap { cap: planck(cap) }))
		}
		Act::ClearLanes { carrier: who, version: number } => {
			let carrier = carrier(who);
			let version = version(carrier, number % 2);
			let call = Q::clear_lanes { carrier, version, pages: u32::from(number) };
			send("//Bob", RuntimeCall::Receipts(call))
		}
		Act::Settle { carrier, version, kind, totals } => settle(carrier, version, kind, totals),
		Act::Submit { carrier, lanes, forger } => submit(carrier, lanes, forger),
		Act::Pause { blocks } => {
			council(carriers(C::pause_settling { blocks: u32::from(blocks % 8) }))
		}
		Act::Resume => council(carriers(C::resume_settling {})),
		Act::Terms { fee_rate, relay_share } => council(carriers(C::set_parameters {
			fee_rate: u16::from(fee_rate) * 9,
			relay_share: u16::from(relay_share) * 33,
		})),
		other => return Some(other),
	}
	None
}
