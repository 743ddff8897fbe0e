//! Routers of nobody's sponsor, what a carrier settles for them, and claims.

use super::{account, apply, genesis_hash, pair, sign, signed};
use cairn_primitives::{AnyKey, Kind, Registration, Role, RouterIndex};
use cairn_runtime::*;
use sp_core::Pair;
use sp_runtime::MultiSigner;

/// A resolution 10 cell in Lausanne.
pub const CELL: u64 = 0x8a1f98d6d6b7fff;
pub const MIB: u64 = 1 << 20;

/// The kind of lane that a router serves subscribers in by itself.
pub fn direct() -> Kind {
	Kind::new(0, Role::Direct).expect("class 0 is a class")
}

/// Registers the device `suri` for `owner`; the submitter pays.
pub fn register(submitter: &str, owner: &str, device: &str) -> RouterIndex {
	let key = MultiSigner::Sr25519(pair(device).public());
	let expires = System::block_number() + 10;
	let registration =
		Registration { owner: *account(owner).as_ref(), cell: CELL, expires, sponsor: None };
	let proof = sign(device, &registration.signing_payload(&genesis_hash()));
	let call = RuntimeCall::Routers(pallet_cairn_routers::Call::register {
		owner: account(owner),
		key: key.clone(),
		cell: CELL,
		expires,
		sponsor: None,
		proof,
		vouch: None,
	});
	apply(signed(submitter, call)).expect("valid").expect("dispatches");
	Routers::index_of_key(&AnyKey::Sr25519(pair(device).public().0)).expect("registered")
}

/// A carrier's settlement of direct lanes by its first tariff.
pub fn settle(totals: Vec<(RouterIndex, u64)>) -> RuntimeCall {
	let totals = totals.into_iter().map(|(router, octets)| (router.into(), octets.into()));
	RuntimeCall::Receipts(pallet_cairn_receipts::Call::settle {
		version: 0,
		kind: direct(),
		totals: totals.collect::<Vec<_>>().try_into().expect("within the bound"),
	})
}

/// A claim for these routers' owners, whoever they are.
pub fn claim(routers: Vec<RouterIndex>) -> RuntimeCall {
	let routers = routers.try_into().expect("within the bound");
	RuntimeCall::Rewards(pallet_cairn_rewards::Call::claim { routers })
}

/// What the genesis tariff pays a direct lane's owner for the first so many octets, and the fee.
pub fn terms(octets: u64) -> (Balance, Balance) {
	let tariff = Carriers::tariff_view(0, 0).expect("opened at genesis");
	let due = cairn_primitives::due(octets, tariff.prices[0]);
	let fee = cairn_primitives::fee(due, tariff.fee_rate);
	(due - fee, fee)
}
