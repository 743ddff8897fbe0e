//! Who acts, with which keys, and how their numbers in an act are read.

use crate::common::*;
use cairn_primitives::{
	coverage::ProbeIndex, AnyKey, CarrierIndex, CellIndex, Kind, Role, RouterIndex,
};
use cairn_runtime::*;
use sp_core::Pair;

/// Owners; the third has an empty wallet.
pub const OWNERS: [&str; 4] = ["//Owner1", "//Owner2", "//Nobody//1", "//Ferdie"];
/// Accounts of carriers; the third opens one only if it comes to that.
pub const CARRIERS: [&str; 3] = ["//CarrierA", "//CarrierB", "//Eve"];
/// A sponsor from genesis, one that may apply, and an owner that may.
pub const SPONSORS: [&str; 3] = ["//Sponsor", "//Dave", "//Ferdie"];
/// Device keys in the world: a few more than routers that mostly live at once.
pub const DEVICES: u8 = 10;
/// AAA keys that a carrier may ever use.
pub const AAA_KEYS: u8 = 5;

/// Keys of mobile probes in the world.
pub const PROBE_KEYS: u8 = 4;

/// Picks from a list by any number.
pub fn pick<T: Copy>(list: &[T], number: u8) -> T {
	list[number as usize % list.len()]
}

/// The SURI of a device key.
pub fn device(number: u8) -> String {
	format!("//Router//{}", number % DEVICES)
}

/// The SURI of one of a carrier's AAA keys.
pub fn aaa(carrier: u8, number: u8) -> String {
	format!("{}//aaa//{}", pick(&CARRIERS, carrier), number % AAA_KEYS)
}

/// The SURI of a probe's key.
pub fn probe_key(number: u8) -> String {
	format!("//Probe//{}", number % PROBE_KEYS)
}

/// The public key of a SURI as the chain's views tell it.
pub fn public(suri: &str) -> AnyKey {
	AnyKey::Sr25519(pair(suri).public().0)
}

/// The SURI behind a key that the chain knows, if it is one of this world's.
pub fn suri_of(key: AnyKey) -> Option<String> {
	(0..DEVICES)
		.map(device)
		.chain((0..PROBE_KEYS).map(probe_key))
		.chain((0..3).flat_map(|carrier| (0..AAA_KEYS).map(move |number| aaa(carrier, number))))
		.find(|suri| public(suri) == key)
}

/// The SURI of an account that owns routers.
pub fn owner_suri(who: &AccountId) -> Option<&'static str> {
	OWNERS.into_iter().find(|suri| account(suri) == *who)
}

/// One of seven neighbouring cells of resolution 10.
pub fn cell(number: u8) -> CellIndex {
	const LAUSANNE: CellIndex = 0x8a1f98d6d6b7fff;
	// The tenth digit stands in three bits above the five that are not used.
	LAUSANNE & !(7 << 15) | CellIndex::from(number % 7) << 15
}

/// A registered router, counted round, or an index that is none.
pub fn router(number: u8) -> RouterIndex {
	let mut all: Vec<_> =
		pallet_cairn_routers::Routers::<Runtime>::iter_keys().map(|index| index.get()).collect();
	all.sort_unstable();
	if all.is_empty() || number == u8::MAX {
		return RouterIndex::from(number);
	}
	pick(&all, number)
}

/// A probe that is bonded, counted round, or an index that is none.
pub fn probe(number: u8) -> ProbeIndex {
	let mut all: Vec<_> = pallet_cairn_carriers::Probes::<Runtime>::iter_keys().collect();
	all.sort_unstable();
	if all.is_empty() {
		return ProbeIndex::from(number);
	}
	pick(&all, number)
}

/// A campaign that has not been closed, counted round, or a number that is none.
pub fn campaign(number: u8) -> u32 {
	let mut all: Vec<_> = pallet_cairn_campaigns::Campaigns::<Runtime>::iter_keys().collect();
	all.sort_unstable();
	if all.is_empty() {
		return u32::from(number);
	}
	pick(&all, number)
}

/// The carrier that an account has opened, or an index that is none.
pub fn carrier(number: u8) -> CarrierIndex {
	use pallet_cairn_traits::CarrierLookup;
	<Carriers as CarrierLookup<AccountId>>::carrier_of(&account(pick(&CARRIERS, number)))
		.unwrap_or(CarrierIndex::MAX)
}

/// Kinds in two classes, of which a tariff may price one only.
pub fn kind(number: u8) -> Kind {
	let roles = [Role::Direct, Role::Direct, Role::Access(1), Role::Relay(1), Role::Relay(3)];
	let class = u8::from(number & 0x80 != 0);
	Kind::new(class, pick(&roles, number & 0x7f)).expect("both are in range")
}
