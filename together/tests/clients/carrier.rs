//! A carrier: the counter-signer's core over books in memory, as its daemon drives it.

use crate::common::*;
use cairn_carrier::core::{
	apply_settled, judge, process, Batch, Books, Caps, Cdr, ChainView, Checked, Closed, Lane,
	LaneKey, Planner, RouterBook, RouterFacts, Rules, SessionReport, SessionStatus, SettledEntry,
	Sign, Subject, TokenId, TokenUse,
};
use cairn_chain_client::keys::{verify, Signer};
use cairn_primitives::{
	AnySignature, CarrierIndex, KeyNumber, Kind, Octets, Reply, RouterIndex, SessionRef, Standing,
	TariffVersion, TariffView,
};
use cairn_radius::{
	attributes_hash, exchange::Incoming, session_ref, token::Grant, Accounting, StatusType,
};
use cairn_runtime::*;
use codec::{Decode, Encode};
use sp_runtime::traits::{BlakeTwo256, Hash};
use std::{collections::BTreeMap, convert::Infallible};

/// The secret between routers and carriers.
pub const SECRET: &[u8] = b"radsec";
/// The subscriber's device.
pub const STATION: &[u8] = b"02-00-00-00-00-99";
/// The carriers' clocks begin here, in unix seconds.
pub const EPOCH: u64 = 1_700_000_000;
/// Seconds for which tokens are good: longer than any history.
const LIFETIME: u32 = 10_000_000;
const TOKEN_KEY: [u8; 32] = [0x11; 32];

#[derive(Default)]
struct Memory {
	routers: BTreeMap<RouterIndex, RouterBook>,
	closed: BTreeMap<(RouterIndex, SessionRef), Closed>,
	lanes: BTreeMap<LaneKey, Lane>,
	tokens: BTreeMap<TokenId, TokenUse>,
	unsettled: BTreeMap<TariffVersion, Balance>,
}

type Always<T> = Result<T, Infallible>;

impl Books for Memory {
	type Error = Infallible;
	fn router(&self, router: RouterIndex) -> Always<RouterBook> {
		Ok(self.routers.get(&router).cloned().unwrap_or_default())
	}
	fn put_router(&mut self, router: RouterIndex, book: &RouterBook) -> Always<()> {
		self.routers.insert(router, book.clone());
		Ok(())
	}
	fn closed(&self, router: RouterIndex, session: SessionRef) -> Always<Option<Closed>> {
		Ok(self.closed.get(&(router, session)).copied())
	}
	fn put_closed(&mut self, router: RouterIndex, s: SessionRef, closed: &Closed) -> Always<()> {
		self.closed.insert((router, s), *closed);
		Ok(())
	}
	fn remove_closed(&mut self, router: RouterIndex, session: SessionRef) -> Always<()> {
		self.closed.remove(&(router, session));
		Ok(())
	}
	fn lane(&self, key: LaneKey) -> Always<Lane> {
		Ok(self.lanes.get(&key).copied().unwrap_or_default())
	}
	fn put_lane(&mut self, key: LaneKey, lane: &Lane) -> Always<()> {
		self.lanes.insert(key, *lane);
		Ok(())
	}
	fn token(&self, token: TokenId) -> Always<TokenUse> {
		Ok(self.tokens.get(&token).copied().unwrap_or_default())
	}
	fn put_token(&mut self, token: TokenId, used: &TokenUse) -> Always<()> {
		self.tokens.insert(token, *used);
		Ok(())
	}
	fn unsettled(&self, version: TariffVersion) -> Always<Balance> {
		Ok(self.unsettled.get(&version).copied().unwrap_or(0))
	}
	fn put_unsettled(&mut self, version: TariffVersion, value: Balance) -> Always<()> {
		self.unsettled.insert(version, value);
		Ok(())
	}
	fn push_cdr(&mut self, _: Cdr) -> Always<()> {
		Ok(())
	}
}

/// AAA key 0.
struct Aaa(Signer);

impl Sign for Aaa {
	fn number(&self) -> KeyNumber {
		0
	}
	fn sign(&self, message: &[u8]) -> AnySignature {
		self.0.sign(message)
	}
}

/// The tariffs of a carrier whose lanes settle.
pub fn tariffs(carrier: CarrierIndex) -> Vec<TariffView> {
	let versions = Carriers::live_versions(carrier);
	versions.into_iter().filter_map(|version| Carriers::tariff_view(carrier, version)).collect()
}

/// What has settled between a carrier and a router.
pub fn settled(carrier: CarrierIndex, router: RouterIndex) -> Vec<(TariffVersion, Kind, Octets)> {
	Receipts::lanes(carrier, router, Carriers::live_versions(carrier))
}

pub struct Carrier {
	pub index: CarrierIndex,
	suri: &'static str,
	key: Aaa,
	rules: Rules,
	books: Memory,
}

impl Carrier {
	pub fn new(index: CarrierIndex, suri: &'static str) -> Self {
		let key = Signer::from_suri(&format!("{suri}//aaa//0")).expect("a test key");
		let rules = Rules {
			genesis: genesis_hash(),
			carrier: index,
			caps: Caps::default(),
			margin: 0,
			token_lifetime: LIFETIME,
			grace: 600,
			token_keys: [(1, TOKEN_KEY.to_vec())].into(),
			max_sessions: 64,
			park_after: 3_600,
			chain_max_age: 600,
			shadow: false,
			subscribers_in_cdr: false,
		};
		Self { index, suri, key: Aaa(key), rules, books: Memory::default() }
	}

	/// A token for a subscriber at this router.
	pub fn token(&self, router_id: &[u8; 32], nonce: [u8; 8]) -> Vec<u8> {
		let expires = EPOCH as u32 + LIFETIME;
		let grant = Grant { key_id: 1, carrier: self.index, class: 0, expires, nonce };
		grant.mint(&TOKEN_KEY, router_id, STATION).expect("class 0").to_vec()
	}

	fn view(&self, now: u64) -> ChainView {
		let carrier = Carriers::view(self.index).expect("opened at genesis");
		let number = System::block_number();
		ChainView { number, taken_at: now, carrier, tariffs: tariffs(self.index) }
	}

	fn facts(&self, router: RouterIndex) -> RouterFacts {
		let view = Routers::view(router).expect("registered");
		let cairn_primitives::AnyKey::Sr25519(id) = view.key else {
			panic!("devices have Sr25519")
		};
		RouterFacts {
			index: router,
			key: view.key,
			id,
			standing: Standing::Active,
			lanes: settled(self.index, router),
			number: System::block_number(),
		}
	}

	/// The response to a report, `now` in unix seconds.
	pub fn answer(&mut self, now: u64, report: &[u8]) -> Vec<u8> {
		let incoming = Incoming::parse(report, SECRET).expect("a router's report");
		let header = incoming.report().header.clone();
		let (view, facts, genesis) = (self.view(now), self.facts(header.router), genesis_hash());
		let good =
			incoming.verify(&genesis, |message, sig| verify(&facts.key, message, sig).is_ok());
		good.expect("signed by the router");
		let restored = incoming.restored().map(|answer| {
			let trust =
				judge(&view, &genesis, self.index, header.router, answer, |key, text, sig| {
					verify(key, text, sig).is_ok()
				});
			(answer.clone(), trust.expect("this carrier's own"))
		});
		let attributes = &incoming.packet.attributes;
		let subject = match incoming.has_session() {
			true => subject(header.router, &Accounting::read(attributes).expect("readable")),
			false => Subject::Nothing,
		};
		let digest = BlakeTwo256::hash(&(&header, attributes_hash(attributes)).encode());
		let relays = Ok(header.path.iter().map(|relay| self.facts(*relay)).collect());
		let checked =
			Checked { header, digest: digest.0, facts, relays, restored, subject, room: 3_900 };
		let Self { books, rules, key, .. } = self;
		let Ok(outcome) = process(books, rules, &view, key, &checked, now);
		let reply = Reply::decode(&mut &outcome.reply[..]).expect("a reply");
		incoming.reply(&reply, SECRET).expect("fits")
	}

	/// The settlements that are due.
	pub fn batches(&self, now: u64) -> Vec<Batch> {
		let view = self.view(now);
		let mut planner = Planner::new(&view, 1, 16);
		let lanes = self.books.lanes.iter().map(|(key, lane)| Ok::<_, Infallible>((*key, *lane)));
		let (mut lanes, mut batches) = (lanes.peekable(), Vec::new());
		while let Ok(Some(batch)) = planner.next_batch(&mut lanes) {
			batches.push(batch);
		}
		batches
	}

	/// The transaction that settles a batch.
	pub fn settlement(&self, batch: &Batch) -> UncheckedExtrinsic {
		let totals =
			batch.entries.iter().map(|(router, octets)| ((*router).into(), (*octets).into()));
		let call = pallet_cairn_receipts::Call::settle {
			version: batch.version,
			kind: batch.kind,
			totals: totals.collect::<Vec<_>>().try_into().expect("within the bound"),
		};
		signed(self.suri, RuntimeCall::Receipts(call))
	}

	/// Takes note of what a batch's lanes have settled.
	pub fn note_settled(&mut self, now: u64, batch: &Batch) {
		let entries = batch.entries.iter().map(|(router, _)| SettledEntry {
			key: LaneKey { version: batch.version, kind: batch.kind, router: *router },
			octets: Receipts::lane(self.index, batch.version, batch.kind, *router),
		});
		let (view, entries) = (self.view(now), entries.collect::<Vec<_>>());
		let Ok(()) = apply_settled(&mut self.books, &view, System::block_number(), &entries);
	}

	/// V of every lane that has octets.
	pub fn lanes(&self) -> BTreeMap<(TariffVersion, Kind, RouterIndex), Octets> {
		let lanes = self.books.lanes.iter().filter(|(_, lane)| lane.octets > 0);
		lanes.map(|(key, lane)| ((key.version, key.kind, key.router), lane.octets)).collect()
	}

	/// Planck signed for that are not known to be settled.
	pub fn unsettled(&self) -> Balance {
		self.books.unsettled.values().sum()
	}
}

fn subject(router: RouterIndex, accounting: &Accounting<'_>) -> Subject {
	let called = accounting.called_station_id.expect("access points state it");
	let id = accounting.session_id.expect("access points state it");
	let status = match accounting.status {
		StatusType::Start => SessionStatus::Start,
		StatusType::Interim => SessionStatus::Interim,
		StatusType::Stop => SessionStatus::Stop,
		other => panic!("{other:?} is not said here"),
	};
	Subject::Session(Box::new(SessionReport {
		session: session_ref(router, called, id),
		bss: [1; 8],
		status,
		octets: accounting.input_octets().zip(accounting.output_octets()),
		classes: accounting.classes.iter().map(|class| class.to_vec()).collect(),
		acct_session_id: id.to_vec(),
		called_station_id: called.to_vec(),
		calling_station_id: accounting.calling_station_id.map(<[u8]>::to_vec),
		session_time: accounting.session_time,
	}))
}
