//! A device key, a chain, an access point and a carrier for tests. The carrier follows the
//! exchange's contract and nothing more.
#![allow(dead_code, unused_imports)]

mod access_point;
mod carrier;

pub use access_point::{say, Said};
pub use carrier::{Carrier, Keys};

use blake2::{digest::consts::U64, Blake2b, Digest};
use cairn_primitives::{
	AnyKey, AnySignature, CarrierView, KeyStanding, KeyView, Kind, Octets, Role, RouterView,
	Standing, TariffVersion, TariffView, Vouching,
};
use cairn_radius::token::Grant;
use cairn_router::core::{
	CarrierPicture, CarrierSettings, ChainPicture, Crypto, Limits, Machine, Moment, Nas, Settings,
	State,
};
use std::{
	collections::BTreeMap,
	net::{IpAddr, Ipv4Addr},
	time::Duration,
};

pub const GENESIS: [u8; 32] = [7; 32];
pub const ROUTER: u32 = 5;
pub const CARRIER: u32 = 3;
pub const SECRET: &[u8] = b"carrier-secret";
pub const NAS_SECRET: &[u8] = b"nas-secret";
pub const TOKEN_KEY: &[u8] = b"token-key";
pub const NAS: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
pub const BSS: &[u8] = b"02-00-00-00-00-01:cairn";
pub const STATION: &[u8] = b"02-00-00-00-00-99";

/// A key for tests: a hash under the public key, which anybody could make. Fast, and no oracle of
/// the router's logic.
pub struct HashKey(pub [u8; 32]);

pub fn hash_sign(key: &[u8; 32], message: &[u8]) -> AnySignature {
	let digest = Blake2b::<U64>::new().chain_update(key).chain_update(message).finalize();
	AnySignature::Sr25519(digest.into())
}

impl Crypto for HashKey {
	fn key(&self) -> AnyKey {
		AnyKey::Sr25519(self.0)
	}

	fn sign(&self, message: &[u8]) -> AnySignature {
		hash_sign(&self.0, message)
	}

	fn verify(&self, key: &AnyKey, message: &[u8], signature: &AnySignature) -> bool {
		matches!(key, AnyKey::Sr25519(key) if hash_sign(key, message) == *signature)
	}
}

pub const DEVICE: [u8; 32] = [1; 32];

/// The carrier's AAA key of a number.
pub fn aaa_key(number: u16) -> [u8; 32] {
	[100 + number as u8; 32]
}

pub fn device() -> Box<HashKey> {
	Box::new(HashKey(DEVICE))
}

pub fn settings() -> Settings {
	let carrier = CarrierSettings {
		secret: SECRET.to_vec(),
		path: Vec::new(),
		limits: Limits {
			submit_above: 1000,
			fee_multiple: 2,
			stop_above: u128::MAX,
			stop_above_octets: u64::MAX,
		},
		collect_every: Duration::from_secs(600),
		relay_rate: 1_000_000,
	};
	Settings {
		access_points: vec![Nas { address: NAS, secret: NAS_SECRET.to_vec(), reversed: false }],
		carriers: BTreeMap::from([(CARRIER, carrier)]),
		max_sessions: 64,
		session_idle: Duration::from_secs(3600),
	}
}

/// The chain with one carrier, tariff versions up to `newest` in force, a price of 1024 planck per
/// KiB for classes 0 and 1, so that an octet is a planck.
pub fn picture(newest: TariffVersion) -> ChainPicture {
	let keys = (0..2)
		.map(|number| KeyView {
			number,
			key: AnyKey::Sr25519(aaa_key(number)),
			standing: KeyStanding::Active,
			settles: true,
		})
		.collect();
	let tariffs = (0..=newest)
		.map(|version| TariffView {
			version,
			from: version,
			prices: vec![1024, 1024],
			fee_rate: 500,
			relay_share: 2000,
			settleable: true,
			closes_in: None,
		})
		.collect();
	ChainPicture {
		genesis: GENESIS,
		finalized: 100,
		router: Some(RouterView {
			index: ROUTER,
			owner: [2; 32],
			key: AnyKey::Sr25519(DEVICE),
			cell: 0,
			next_cell: None,
			vouching: Vouching::None,
			invited: None,
			standing: Standing::Active,
			offered_to: None,
			transferable_from: 1,
			depositor: [2; 32],
			deposit: 0,
			registered: 1,
		}),
		claimable: 0,
		carriers: BTreeMap::from([(
			CARRIER,
			CarrierPicture {
				carrier: CarrierView {
					index: CARRIER,
					account: [3; 32],
					escrow: u128::MAX / 2,
					payable: u128::MAX / 2,
					cap: u128::MAX / 2,
					spent: 0,
					withdrawal: None,
					endpoint: Vec::new(),
					version_in_force: Some(newest),
					newest_version: Some(newest),
					keys,
				},
				tariffs,
				settled: BTreeMap::new(),
			},
		)]),
	}
}

pub fn machine(state: State, now: Moment) -> Machine {
	let mut machine = Machine::new(settings(), device(), state, now);
	if machine.chain().is_none() {
		machine.observe(picture(0));
	}
	machine
}

pub fn direct(class: u8) -> Kind {
	Kind::new(class, Role::Direct).expect("a class below 32")
}

/// A token of the carrier for this router and the test's station.
pub fn token(class: u8, nonce: u8) -> Vec<u8> {
	token_of(CARRIER, class, nonce)
}

pub fn token_of(carrier: u32, class: u8, nonce: u8) -> Vec<u8> {
	Grant { key_id: 0, carrier, class, expires: u32::MAX, nonce: [nonce; 8] }
		.mint(TOKEN_KEY, &DEVICE, STATION)
		.expect("a class below 32")
		.to_vec()
}

/// Lets machine and carrier talk over a perfect line until nothing is left to say.
pub fn converse(machine: &mut Machine, carrier: &mut Carrier, now: &mut Moment) {
	use cairn_router::core::Step;
	for turn in 0..10_000u32 {
		match machine.next_step(*now, CARRIER, [turn as u8; 16]) {
			Step::Send { entry, sealed, .. } => {
				if let Some(entry) = entry {
					machine.apply(*now, &entry);
				}
				let Some(response) = carrier.handle(&sealed.bytes) else {
					panic!("dropped report {turn}");
				};
				match machine.reply(*now, CARRIER, &response) {
					Ok(entry) => machine.apply(*now, &entry),
					Err(error) => {
						machine.note_reply_error(*now, CARRIER, &error);
						return;
					}
				}
			}
			Step::Record(entry) => machine.apply(*now, &entry),
			Step::Rest { until, obstacle } => {
				assert_eq!(obstacle, None);
				let collect = machine.timers(CARRIER).is_some_and(|t| t.rejected.is_none())
					&& until.since(*now) > Duration::from_secs(500);
				if collect || turn > 200 {
					return;
				}
				*now = until;
			}
		}
	}
	panic!("no end of talking");
}

/// Octets of every lane that the machine holds a receipt for.
pub fn lanes(machine: &Machine) -> BTreeMap<(TariffVersion, Kind), Octets> {
	let link = machine.link(CARRIER).expect("configured");
	link.lanes.iter().map(|(lane, line)| (*lane, line.octets)).collect()
}
