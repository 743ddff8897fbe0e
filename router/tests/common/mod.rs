//! A device key, a chain, an access point and a carrier for tests. The carrier follows the
//! exchange's contract and nothing more.
#![allow(dead_code)]

use blake2::{digest::consts::U64, Blake2b, Digest};
use cairn_chain_client::keys::{verify, Signer};
use cairn_primitives::{
	Answer, AnswerBody, AnyKey, AnySignature, CarrierView, KeyStanding, KeyView, Kind, Mark,
	Octets, Reason, ReceiptLine, Refused, Reply, Role, RouterView, SessionRef, Standing,
	TariffVersion, TariffView, Vouching, EXCHANGE_VERSION,
};
use cairn_radius::{
	exchange::{verify_answer, Incoming},
	kind, session_ref,
	token::{Grant, Token},
	Accounting, Code, Packet, StatusType,
};
use cairn_router::core::{
	CarrierPicture, CarrierSettings, ChainPicture, Crypto, Limits, Machine, Moment, Nas, Settings,
	State,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	net::{IpAddr, Ipv4Addr},
	sync::Arc,
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

/// What an access point says.
#[derive(Clone, Debug)]
pub struct Said {
	pub status: StatusType,
	pub session: Option<String>,
	pub octets: Option<(u64, u64)>,
	pub time: Option<u32>,
	pub classes: Vec<Vec<u8>>,
}

impl Said {
	pub fn new(status: StatusType, session: &str, octets: (u64, u64), time: u32) -> Self {
		Self {
			status,
			session: Some(session.into()),
			octets: Some(octets),
			time: Some(time),
			classes: vec![token(0, 1)],
		}
	}

	pub fn packet(&self, identifier: u8) -> Vec<u8> {
		self.packet_with(identifier, NAS_SECRET)
	}

	pub fn packet_with(&self, identifier: u8, secret: &[u8]) -> Vec<u8> {
		let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, identifier);
		let attributes = &mut packet.attributes;
		let mut push = |kind, value: &[u8]| attributes.push(kind, value).expect("fits");
		push(kind::ACCT_STATUS_TYPE, &self.status.value().to_be_bytes());
		push(kind::CALLED_STATION_ID, BSS);
		push(kind::CALLING_STATION_ID, STATION);
		push(kind::USER_NAME, b"subscriber@example");
		if let Some(session) = &self.session {
			push(kind::ACCT_SESSION_ID, session.as_bytes());
		}
		for class in &self.classes {
			push(kind::CLASS, class);
		}
		if let Some(time) = self.time {
			push(kind::ACCT_SESSION_TIME, &time.to_be_bytes());
		}
		if let Some((input, output)) = self.octets {
			push(kind::ACCT_INPUT_OCTETS, &(input as u32).to_be_bytes());
			push(kind::ACCT_INPUT_GIGAWORDS, &((input >> 32) as u32).to_be_bytes());
			push(kind::ACCT_OUTPUT_OCTETS, &(output as u32).to_be_bytes());
			push(kind::ACCT_OUTPUT_GIGAWORDS, &((output >> 32) as u32).to_be_bytes());
		}
		packet.seal_request(secret).expect("a request");
		packet.to_bytes()
	}
}

/// Hands a packet to the machine as the daemon does; returns the response.
pub fn say(machine: &mut Machine, now: Moment, said: &Said) -> Vec<u8> {
	let accepted = machine.accounting(NAS, &said.packet(1)).expect("accepted");
	if let Some(entry) = &accepted.entry {
		machine.apply(now, entry);
	}
	accepted.response
}

/// The keys by which carrier and router are known to each other.
#[derive(Clone)]
pub struct Keys {
	/// The router's device key.
	pub device: [u8; 32],
	/// A true AAA key; without it hashes stand for signatures, the router's included.
	pub pair: Option<Arc<Signer>>,
}

impl Default for Keys {
	fn default() -> Self {
		Self { device: DEVICE, pair: None }
	}
}

impl Keys {
	fn sign(&self, number: u16, message: &[u8]) -> AnySignature {
		match &self.pair {
			Some(pair) => pair.sign(message),
			None => hash_sign(&aaa_key(number), message),
		}
	}

	fn is_own(&self, number: u16, message: &[u8], signature: &AnySignature) -> bool {
		match &self.pair {
			Some(pair) => verify(&pair.key(), message, signature).is_ok(),
			None => hash_sign(&aaa_key(number), message) == *signature,
		}
	}

	fn is_routers(&self, message: &[u8], signature: &AnySignature) -> bool {
		match &self.pair {
			Some(_) => verify(&AnyKey::Sr25519(self.device), message, signature).is_ok(),
			None => hash_sign(&self.device, message) == *signature,
		}
	}
}

/// A carrier's durable state.
#[derive(Clone)]
pub struct Carrier {
	pub keys: Keys,
	/// The secret shared with the router.
	pub secret: Vec<u8>,
	pub lanes: BTreeMap<(TariffVersion, Kind), Octets>,
	pub marks: BTreeMap<SessionRef, Octets>,
	pub closed: BTreeSet<SessionRef>,
	pub number: u64,
	pub last: Option<(u64, Vec<u8>, Vec<u8>)>,
	pub version: TariffVersion,
	pub key: u16,
	/// Refuse every session for this reason.
	pub refuse: Option<Reason>,
	/// Refuse every report for this reason.
	pub reject: Option<Reason>,
	/// Relay lanes, credited by nobody in these tests but the test itself.
	pub relayed: BTreeMap<(TariffVersion, Kind), Octets>,
}

impl Default for Carrier {
	fn default() -> Self {
		Self {
			keys: Keys::default(),
			secret: SECRET.to_vec(),
			lanes: BTreeMap::new(),
			marks: BTreeMap::new(),
			closed: BTreeSet::new(),
			number: 0,
			last: None,
			version: 0,
			key: 0,
			refuse: None,
			reject: None,
			relayed: BTreeMap::new(),
		}
	}
}

impl Carrier {
	pub fn total(&self) -> Octets {
		self.lanes.values().sum()
	}

	/// Answers a packet, or drops it.
	pub fn handle(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
		let incoming = Incoming::parse(bytes, &self.secret).ok()?;
		incoming
			.verify(&GENESIS, |message, signature| self.keys.is_routers(message, signature))
			.ok()?;
		let header = &incoming.report().header;
		assert_eq!((header.carrier, header.router), (CARRIER, ROUTER));
		if let Some((number, sent, reply)) = &self.last {
			if *number == header.number && sent == bytes {
				return Some(reply.clone());
			}
			// A report overtaken by a later one; 0 begins a router's new life.
			if header.number <= *number && header.number != 0 {
				return None;
			}
		}
		if let Some(answer) = incoming.restored() {
			self.restore(answer);
		}
		let reply = if header.newest_answer > self.number {
			Reply::SendNewest { have: self.number }
		} else if let Some(reason) = self.reject {
			Reply::Rejected(reason)
		} else {
			Reply::Answer(self.answer(&incoming))
		};
		let response = incoming.reply(&reply, &self.secret).expect("fits");
		self.last = Some((header.number, bytes.to_vec(), response.clone()));
		Some(response)
	}

	fn restore(&mut self, answer: &Answer) {
		let good = verify_answer(answer, &GENESIS, |key, message, signature| {
			self.keys.is_own(key, message, signature)
		});
		assert_eq!(good, Ok(()), "a router hands back what this carrier signed");
		self.number = self.number.max(answer.body.number);
		for line in &answer.body.receipts {
			let lanes = match line.kind.role() {
				Some(Role::Relay(_)) => &mut self.relayed,
				_ => &mut self.lanes,
			};
			let lane = lanes.entry((line.version, line.kind)).or_insert(0);
			*lane = line.octets.max(*lane);
		}
		for mark in &answer.body.marks {
			let known = self.marks.entry(mark.session).or_insert(0);
			*known = mark.octets.max(*known);
		}
	}

	fn answer(&mut self, incoming: &Incoming) -> Answer {
		let header = &incoming.report().header;
		let mut refused = Vec::new();
		let mut shown = None;
		if incoming.has_session() {
			let view = Accounting::read(&incoming.packet.attributes).expect("understood");
			let (called, id) = (view.called_station_id.unwrap(), view.session_id.unwrap());
			let session = session_ref(ROUTER, called, id);
			shown = Some(session);
			if let Err(reason) = self.credit(session, &view, header.path.len()) {
				refused.push(Refused { session, reason });
			}
			if view.status == StatusType::Stop {
				self.closed.insert(session);
			}
		}
		self.number += 1;
		let sign = |message: &[u8]| self.keys.sign(self.key, message);
		let receipts = self
			.lanes
			.iter()
			.chain(&self.relayed)
			.map(|((version, kind), octets)| {
				let mut line = ReceiptLine {
					version: *version,
					kind: *kind,
					octets: *octets,
					key: self.key,
					signature: AnySignature::Sr25519([0; 64]),
				};
				line.signature = sign(&line.receipt(CARRIER, ROUTER).signing_payload(&GENESIS));
				line
			})
			.collect();
		let body = AnswerBody {
			version: EXCHANGE_VERSION,
			carrier: CARRIER,
			router: ROUTER,
			number: self.number,
			report: header.number,
			receipts,
			marks: self
				.marks
				.iter()
				.filter(|(session, _)| !self.closed.contains(*session) || shown == Some(**session))
				.map(|(session, octets)| Mark { session: *session, octets: *octets })
				.collect(),
			refused,
		};
		let signature = sign(&body.signing_payload(&GENESIS));
		Answer { body, key: self.key, signature }
	}

	fn credit(
		&mut self,
		session: SessionRef,
		view: &Accounting<'_>,
		relays: usize,
	) -> Result<(), Reason> {
		let tokens: Vec<_> = view.classes.iter().filter_map(|c| Token::parse(c).ok()).collect();
		let token = tokens.iter().find(|t| t.carrier == CARRIER).ok_or(Reason::NoToken)?;
		let station = view.calling_station_id.ok_or(Reason::AttributeMissing)?;
		token.verify(TOKEN_KEY, &self.keys.device, station, 0).map_err(|_| Reason::TokenForged)?;
		if let Some(reason) = self.refuse {
			return Err(reason);
		}
		let Some(octets) = view.octets() else {
			self.marks.entry(session).or_insert(0);
			return Ok(());
		};
		let mark = self.marks.get(&session).copied().unwrap_or(0);
		if octets < mark {
			return Err(Reason::OctetsBackwards);
		}
		if self.closed.contains(&session) && octets > mark {
			return Err(Reason::SessionClosed);
		}
		let role = match relays {
			0 => Role::Direct,
			n => Role::Access(n as u8),
		};
		let kind = Kind::new(token.class, role).ok_or(Reason::ClassNotPriced)?;
		*self.lanes.entry((self.version, kind)).or_insert(0) += octets - mark;
		self.marks.insert(session, octets);
		Ok(())
	}
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
