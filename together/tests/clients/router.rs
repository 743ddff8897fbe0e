//! A router: the client's state machine, with an access point before it.

use crate::{carrier, common::*};
use cairn_chain_client::keys::{verify, Signer};
use cairn_primitives::{
	AnyKey, AnySignature, CarrierIndex, Registration, RouterIndex, SignedReceipt, CAIRN,
};
use cairn_radius::{kind, Code, Packet, StatusType};
use cairn_router::core::{
	CarrierPicture, CarrierSettings, ChainPicture, Crypto, Limits, Machine, Moment, Nas, Settings,
	State,
};
use cairn_runtime::*;
use sp_core::Pair;
use sp_runtime::{MultiSignature, MultiSigner};
use std::{
	collections::BTreeMap,
	net::{IpAddr, Ipv4Addr},
	time::Duration,
};

/// The access point's address and secret.
pub const NAS: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const NAS_SECRET: &[u8] = b"hostapd";

struct Device(Signer);

impl Crypto for Device {
	fn key(&self) -> AnyKey {
		self.0.key()
	}
	fn sign(&self, message: &[u8]) -> AnySignature {
		self.0.sign(message)
	}
	fn verify(&self, key: &AnyKey, message: &[u8], signature: &AnySignature) -> bool {
		verify(key, message, signature).is_ok()
	}
}

/// A session at the access point: what has truly been carried.
#[derive(Clone)]
pub struct Carried {
	pub name: String,
	pub input: u64,
	pub output: u64,
	pub time: u32,
	pub token: Vec<u8>,
	pub over: bool,
}

pub struct Router {
	pub index: RouterIndex,
	pub machine: Machine,
	suri: String,
	path: BTreeMap<CarrierIndex, Vec<RouterIndex>>,
}

impl Router {
	/// Registers the device in the open block. `path` names its relays by carrier.
	pub fn register(number: u8, path: BTreeMap<CarrierIndex, Vec<RouterIndex>>) -> Self {
		let suri = format!("//Router//{number}");
		let (cell, expires) = (0x8a1f98d6d6b7fff, System::block_number() + 10);
		let registration =
			Registration { owner: *account("//Owner1").as_ref(), cell, expires, sponsor: None };
		let call = pallet_cairn_routers::Call::register {
			owner: account("//Owner1"),
			key: MultiSigner::Sr25519(pair(&suri).public()),
			cell,
			expires,
			sponsor: None,
			proof: sign(&suri, &registration.signing_payload(&genesis_hash())),
			vouch: None,
		};
		apply(signed("//CarrierA", RuntimeCall::Routers(call)))
			.expect("valid")
			.expect("dispatches");
		let key = AnyKey::Sr25519(pair(&suri).public().0);
		let index = Routers::index_of_key(&key).expect("registered");
		let machine = Self::machine(&suri, &path, State::default(), Moment(0));
		let mut router = Self { index, machine, suri, path };
		router.look();
		router
	}

	fn machine(
		suri: &str,
		path: &BTreeMap<CarrierIndex, Vec<RouterIndex>>,
		state: State,
		now: Moment,
	) -> Machine {
		let carrier = |index| CarrierSettings {
			secret: carrier::SECRET.to_vec(),
			path: path.get(&index).cloned().unwrap_or_default(),
			limits: Limits {
				submit_above: CAIRN,
				fee_multiple: 2,
				stop_above: Balance::MAX,
				stop_above_octets: u64::MAX,
			},
			collect_every: Duration::from_secs(600),
			relay_rate: 1 << 40,
		};
		let settings = Settings {
			access_points: vec![Nas { address: NAS, secret: NAS_SECRET.to_vec(), reversed: false }],
			carriers: (0..2).map(|index| (index, carrier(index))).collect(),
			max_sessions: 64,
			// Nothing is ended here without the access point's word.
			session_idle: Duration::from_secs(1 << 30),
		};
		let signer = Signer::from_suri(suri).expect("a test key");
		Machine::new(settings, Box::new(Device(signer)), state, now)
	}

	/// The device key's bytes: the router's id.
	pub fn id(&self) -> [u8; 32] {
		pair(&self.suri).public().0
	}

	/// The process is killed and begins anew with this state.
	pub fn restart(&mut self, state: State, now: Moment) {
		self.machine = Self::machine(&self.suri, &self.path, state, now);
		self.look();
	}

	/// Looks at the chain.
	pub fn look(&mut self) {
		let carriers = (0..2).map(|index| {
			let settled = carrier::settled(index, self.index);
			let picture = CarrierPicture {
				carrier: Carriers::view(index).expect("opened at genesis"),
				tariffs: carrier::tariffs(index),
				settled: settled.into_iter().map(|lane| ((lane.0, lane.1), lane.2)).collect(),
			};
			(index, picture)
		});
		let picture = ChainPicture {
			genesis: genesis_hash(),
			finalized: System::block_number(),
			router: Routers::view(self.index),
			claimable: Rewards::claimable(self.index),
			carriers: carriers.collect(),
		};
		self.machine.observe(picture);
	}

	/// The transaction that submits what is worth it.
	pub fn submission(&mut self, now: Moment, carrier: CarrierIndex) -> Option<UncheckedExtrinsic> {
		let asked = self.machine.submittable();
		let (_, receipts) = asked.into_iter().find(|(index, _)| *index == carrier)?;
		let settlement = self.machine.settlement(now, carrier, Receipts::submit_fee(receipts))?;
		self.machine.note_submitted(now, carrier);
		let receipts = settlement.receipts.into_iter().map(|signed| SignedReceipt {
			receipt: signed.receipt,
			key: signed.key,
			carrier_signature: signature(signed.carrier_signature),
			router_signature: signature(signed.router_signature),
		});
		let receipts = receipts.collect::<Vec<_>>().try_into().expect("within the bound");
		let call = pallet_cairn_receipts::Call::submit { receipts };
		Some(general(RuntimeCall::Receipts(call)))
	}
}

fn signature(of: AnySignature) -> MultiSignature {
	match of {
		AnySignature::Sr25519(bytes) => MultiSignature::Sr25519(bytes.into()),
		other => panic!("{other:?}: everybody has Sr25519 here"),
	}
}

/// What hostapd sends about a session.
pub fn packet(status: StatusType, session: &Carried) -> Vec<u8> {
	let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 1);
	let mut push = |kind, value: &[u8]| packet.attributes.push(kind, value).expect("there is room");
	push(kind::ACCT_STATUS_TYPE, &status.value().to_be_bytes());
	push(kind::CALLED_STATION_ID, b"02-00-00-00-00-01:cairn");
	push(kind::CALLING_STATION_ID, carrier::STATION);
	push(kind::ACCT_SESSION_ID, session.name.as_bytes());
	push(kind::CLASS, &session.token);
	push(kind::ACCT_SESSION_TIME, &session.time.to_be_bytes());
	push(kind::ACCT_INPUT_OCTETS, &(session.input as u32).to_be_bytes());
	push(kind::ACCT_INPUT_GIGAWORDS, &((session.input >> 32) as u32).to_be_bytes());
	push(kind::ACCT_OUTPUT_OCTETS, &(session.output as u32).to_be_bytes());
	push(kind::ACCT_OUTPUT_GIGAWORDS, &((session.output >> 32) as u32).to_be_bytes());
	packet.seal_request(NAS_SECRET).expect("a request");
	packet.to_bytes()
}
