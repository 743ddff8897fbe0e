//! A carrier in memory, and reports as its routers would send them.

use crate::core::*;
use blake2::{Blake2b512, Digest};
use cairn_primitives::*;
use cairn_radius::token::Grant;
use codec::Decode;
use std::{cell::RefCell, collections::BTreeMap, convert::Infallible};

pub const CARRIER: CarrierIndex = 3;
pub const NOW: u64 = 1_700_000_000;
pub const LIFETIME: u32 = 3_600;
pub const GRACE: u32 = 600;
pub const STATION: &[u8] = b"02-00-00-00-00-01";

/// Books without a disk.
#[derive(Clone, Default)]
pub struct Memory {
	pub routers: BTreeMap<RouterIndex, RouterBook>,
	pub closed: BTreeMap<(RouterIndex, SessionRef), Closed>,
	pub lanes: BTreeMap<LaneKey, Lane>,
	pub tokens: BTreeMap<TokenId, TokenUse>,
	pub unsettled: BTreeMap<TariffVersion, Balance>,
	pub cdrs: Vec<Cdr>,
}

impl Books for Memory {
	type Error = Infallible;
	fn router(&self, router: RouterIndex) -> Result<RouterBook, Infallible> {
		Ok(self.routers.get(&router).cloned().unwrap_or_default())
	}
	fn put_router(&mut self, router: RouterIndex, book: &RouterBook) -> Result<(), Infallible> {
		self.routers.insert(router, book.clone());
		Ok(())
	}
	fn closed(&self, router: RouterIndex, s: SessionRef) -> Result<Option<Closed>, Infallible> {
		Ok(self.closed.get(&(router, s)).copied())
	}
	fn put_closed(&mut self, r: RouterIndex, s: SessionRef, c: &Closed) -> Result<(), Infallible> {
		self.closed.insert((r, s), *c);
		Ok(())
	}
	fn remove_closed(&mut self, r: RouterIndex, s: SessionRef) -> Result<(), Infallible> {
		self.closed.remove(&(r, s));
		Ok(())
	}
	fn lane(&self, key: LaneKey) -> Result<Lane, Infallible> {
		Ok(self.lanes.get(&key).copied().unwrap_or_default())
	}
	fn put_lane(&mut self, key: LaneKey, lane: &Lane) -> Result<(), Infallible> {
		self.lanes.insert(key, *lane);
		Ok(())
	}
	fn token(&self, token: TokenId) -> Result<TokenUse, Infallible> {
		Ok(self.tokens.get(&token).copied().unwrap_or_default())
	}
	fn put_token(&mut self, token: TokenId, used: &TokenUse) -> Result<(), Infallible> {
		self.tokens.insert(token, *used);
		Ok(())
	}
	fn unsettled(&self, version: TariffVersion) -> Result<Balance, Infallible> {
		Ok(self.unsettled.get(&version).copied().unwrap_or(0))
	}
	fn put_unsettled(&mut self, version: TariffVersion, value: Balance) -> Result<(), Infallible> {
		self.unsettled.insert(version, value);
		Ok(())
	}
	fn push_cdr(&mut self, cdr: Cdr) -> Result<(), Infallible> {
		self.cdrs.push(cdr);
		Ok(())
	}
}

/// A signature anybody can recompute: what is signed matters here, not by whom.
pub struct TestKey(pub KeyNumber);

impl Sign for TestKey {
	fn number(&self) -> KeyNumber {
		self.0
	}
	fn sign(&self, message: &[u8]) -> AnySignature {
		let hash = Blake2b512::new().chain_update(self.0.to_be_bytes()).chain_update(message);
		AnySignature::Sr25519(hash.finalize().into())
	}
}

pub fn signed_by(number: KeyNumber, message: &[u8], signature: &AnySignature) -> bool {
	TestKey(number).sign(message) == *signature
}

pub fn rules() -> Rules {
	Rules {
		genesis: [9; 32],
		carrier: CARRIER,
		caps: Caps::default(),
		margin: 0,
		token_lifetime: LIFETIME,
		grace: GRACE,
		token_keys: [(1, vec![0x11; 32])].into(),
		max_sessions: 8,
		park_after: 3_600,
		chain_max_age: 600,
		shadow: false,
		subscribers_in_cdr: false,
	}
}

pub fn tariff(version: TariffVersion, from: BlockNumber) -> TariffView {
	TariffView {
		version,
		from,
		prices: vec![1024, 4096],
		fee_rate: 500,
		relay_share: 3_000,
		settleable: true,
		closes_in: None,
	}
}

pub fn view() -> ChainView {
	let key = |number, standing| KeyView {
		number,
		key: AnyKey::Sr25519([number as u8; 32]),
		standing,
		settles: true,
	};
	ChainView {
		number: 100,
		taken_at: NOW,
		carrier: CarrierView {
			index: CARRIER,
			account: [3; 32],
			escrow: 1 << 60,
			payable: 1 << 60,
			cap: Balance::MAX,
			spent: 0,
			withdrawal: None,
			endpoint: Vec::new(),
			version_in_force: Some(0),
			newest_version: Some(0),
			keys: vec![
				key(0, KeyStanding::Active),
				key(1, KeyStanding::Active),
				key(7, KeyStanding::Revoked),
			],
		},
		tariffs: vec![tariff(0, 0), tariff(1, 50)],
	}
}

pub fn facts(router: RouterIndex) -> RouterFacts {
	RouterFacts {
		index: router,
		key: AnyKey::Sr25519([router as u8; 32]),
		id: [router as u8; 32],
		standing: Standing::Active,
		lanes: Vec::new(),
		number: 100,
	}
}

pub fn grant(class: ServiceClass, nonce: u8) -> Grant {
	Grant { key_id: 1, carrier: CARRIER, class, expires: NOW as u32 + LIFETIME, nonce: [nonce; 8] }
}

pub fn token(router: RouterIndex, class: ServiceClass, nonce: u8) -> Vec<u8> {
	let made = grant(class, nonce).mint(&[0x11; 32], &[router as u8; 32], STATION);
	made.expect("class below 32").to_vec()
}

pub fn session(name: u8, status: SessionStatus, octets: Option<(u64, u64)>) -> SessionReport {
	SessionReport {
		session: [name; 8],
		bss: [1; 8],
		status,
		octets,
		classes: Vec::new(),
		acct_session_id: vec![b'a' + name],
		called_station_id: b"02-00-00-00-00-FF:Cairn".to_vec(),
		calling_station_id: Some(STATION.to_vec()),
		session_time: None,
	}
}

/// A carrier whose clock and chain the test moves.
pub struct Carrier {
	pub books: Memory,
	pub rules: Rules,
	pub view: ChainView,
	pub key: TestKey,
	pub now: u64,
	/// What the chain has settled, by router.
	pub chain: BTreeMap<RouterIndex, RouterFacts>,
	pub outcomes: RefCell<Vec<Outcome>>,
}

impl Carrier {
	pub fn new() -> Self {
		let chain = (0..8).map(|router| (router, facts(router))).collect();
		let outcomes = RefCell::default();
		let (books, rules, view, key) = (Memory::default(), rules(), view(), TestKey(1));
		Self { books, rules, view, key, now: NOW, chain, outcomes }
	}

	pub fn process(&mut self, report: &Checked) -> Reply {
		let Self { books, rules, view, key, now, .. } = self;
		let outcome = process(books, rules, view, key, report, *now).expect("memory does not fail");
		let reply = Reply::decode(&mut &outcome.reply[..]).expect("a reply");
		self.outcomes.borrow_mut().push(outcome);
		reply
	}

	/// A report by a router that has received every answer.
	pub fn report(&self, router: RouterIndex, subject: Subject) -> Checked {
		let newest = self.books.routers.get(&router).map_or(0, |book| book.answer);
		self.report_from(router, newest + 1, newest, subject, &[])
	}

	pub fn report_from(
		&self,
		router: RouterIndex,
		number: u64,
		newest_answer: u64,
		subject: Subject,
		path: &[RouterIndex],
	) -> Checked {
		let header = ReportHeader {
			version: EXCHANGE_VERSION,
			carrier: CARRIER,
			router,
			number,
			newest_answer,
			path: path.to_vec(),
		};
		let digest = blake2::Blake2b::<blake2::digest::consts::U32>::digest(format!(
			"{header:?}{subject:?}"
		));
		Checked {
			header,
			digest: digest.into(),
			facts: self.chain[&router].clone(),
			relays: Ok(path.iter().map(|relay| self.chain[relay].clone()).collect()),
			restored: None,
			subject,
			room: 3_900,
		}
	}

	/// Sends a session with a token of class 0.
	pub fn send(
		&mut self,
		router: RouterIndex,
		name: u8,
		status: SessionStatus,
		octets: u64,
	) -> Reply {
		let mut session = session(name, status, Some((octets, 0)));
		session.classes.push(token(router, 0, name));
		self.send_session(router, session)
	}

	pub fn send_session(&mut self, router: RouterIndex, session: SessionReport) -> Reply {
		let report = self.report(router, Subject::Session(Box::new(session)));
		self.process(&report)
	}

	pub fn lane(&self, router: RouterIndex, version: TariffVersion, kind: u8) -> Octets {
		let kind = Kind::from_byte(kind).expect("a kind");
		self.books.lanes.get(&LaneKey { version, kind, router }).map_or(0, |lane| lane.octets)
	}

	pub fn last_cdr(&self) -> &Cdr {
		self.books.cdrs.last().expect("a record")
	}
}

pub fn answer(reply: Reply) -> Answer {
	match reply {
		Reply::Answer(answer) => answer,
		other => panic!("no answer but {other:?}"),
	}
}

pub fn refused(reply: Reply) -> Option<Reason> {
	answer(reply).body.refused.first().map(|refused| refused.reason)
}
