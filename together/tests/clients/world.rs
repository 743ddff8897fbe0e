//! Everybody together, and the lines between them.

use crate::{
	carrier::{settled, Carrier, EPOCH},
	common::*,
	router::{packet, Carried, Router, NAS},
};
use cairn_primitives::{due, path_prices, CarrierIndex, Kind, Octets, Role, TariffVersion};
use cairn_radius::StatusType;
use cairn_router::core::{Entry, Moment, State, Step};
use cairn_runtime::*;
use codec::{Decode, Encode};
use proptest::sample::Index;
use std::{collections::BTreeMap, time::Duration};

/// What becomes of something on its way.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Fate {
	Arrives,
	Lost,
	Late,
	Twice,
}

/// A lane between a carrier and a router.
type Lane = (CarrierIndex, TariffVersion, Kind, u32);

pub struct World {
	routers: Vec<Router>,
	carriers: Vec<Carrier>,
	/// Sessions by router and slot; even slots are carrier 0's subscribers, odd ones carrier 1's.
	sessions: BTreeMap<(usize, usize), Carried>,
	past: Vec<(CarrierIndex, Carried)>,
	packets: Vec<(usize, Vec<u8>)>,
	reports: Vec<(usize, CarrierIndex, Vec<u8>)>,
	responses: Vec<(usize, CarrierIndex, Vec<u8>)>,
	transactions: Vec<UncheckedExtrinsic>,
	now: Moment,
	entropy: u64,
	issued: Balance,
	escrow: Balance,
	paid: Balance,
	submitted: u32,
}

fn escrows() -> Balance {
	(0..2).filter_map(Carriers::view).map(|carrier| carrier.escrow).sum()
}

impl World {
	/// Three routers; the third reaches the uplink over the second when it serves carrier 0.
	pub fn new() -> Self {
		let routers = block(|| {
			let first = Router::register(1, BTreeMap::new());
			let second = Router::register(2, BTreeMap::new());
			let path = BTreeMap::from([(0, vec![second.index])]);
			vec![first, second, Router::register(3, path)]
		});
		Self {
			routers,
			carriers: vec![Carrier::new(0, "//CarrierA"), Carrier::new(1, "//CarrierB")],
			sessions: BTreeMap::new(),
			past: Vec::new(),
			packets: Vec::new(),
			reports: Vec::new(),
			responses: Vec::new(),
			transactions: Vec::new(),
			now: Moment(0),
			entropy: 0,
			issued: Balances::total_issuance(),
			escrow: escrows(),
			paid: 0,
			submitted: 0,
		}
	}

	/// Batches that routers had settled themselves.
	pub fn submitted(&self) -> u32 {
		self.submitted
	}

	fn unix(&self) -> u64 {
		EPOCH + self.now.0 / 1_000
	}

	pub fn wait(&mut self, seconds: u64) {
		self.now = self.now.after(Duration::from_secs(seconds));
	}

	// Access points.

	pub fn is_open(&self, router: usize, slot: usize) -> bool {
		self.sessions.get(&(router, slot)).is_some_and(|session| !session.over)
	}

	/// A session carries octets; says whether that is its first word.
	pub fn carry(&mut self, router: usize, slot: usize, octets: u64) -> StatusType {
		if !self.is_open(router, slot) {
			self.entropy += 1;
			let carrier = &self.carriers[slot % 2];
			let token = carrier.token(&self.routers[router].id(), self.entropy.to_be_bytes());
			let name = format!("session-{}", self.entropy);
			let fresh = Carried { name, input: 0, output: 0, time: 0, token, over: false };
			if let Some(former) = self.sessions.insert((router, slot), fresh) {
				self.past.push((slot as u32 % 2, former));
			}
		}
		let session = self.sessions.get_mut(&(router, slot)).expect("just made");
		let status = if session.time == 0 { StatusType::Start } else { StatusType::Interim };
		session.time += 1;
		session.input += octets / 3;
		session.output += octets - octets / 3;
		status
	}

	pub fn say(&mut self, router: usize, slot: usize, status: StatusType, fate: Fate) {
		let packet = packet(status, &self.sessions[&(router, slot)]);
		if matches!(fate, Fate::Arrives | Fate::Twice) {
			self.hear(router, &packet);
		}
		// The access point keeps a packet until it is acknowledged.
		if fate != Fate::Arrives {
			self.packets.push((router, packet));
		}
	}

	pub fn end(&mut self, router: usize, slot: usize) {
		if let Some(session) = self.sessions.get_mut(&(router, slot)) {
			session.over = true;
		}
	}

	pub fn late_packet(&mut self, index: Index) {
		if !self.packets.is_empty() {
			let (router, packet) = self.packets.remove(index.index(self.packets.len()));
			self.hear(router, &packet);
		}
	}

	fn hear(&mut self, router: usize, packet: &[u8]) {
		let accepted = self.routers[router].machine.accounting(NAS, packet).expect("understood");
		if let Some(entry) = accepted.entry {
			self.record(router, &entry);
		}
	}

	/// Every entry survives its own encoding, as it does in the journal.
	fn record(&mut self, router: usize, entry: &Entry) {
		let entry = Entry::decode(&mut &entry.encode()[..]).expect("what was encoded");
		self.routers[router].machine.apply(self.now, &entry);
	}

	pub fn kill(&mut self, router: usize) {
		let state = self.routers[router].machine.state().encode();
		let state = State::decode(&mut &state[..]).expect("what was encoded");
		self.routers[router].restart(state, self.now);
	}

	// The exchange.

	/// What a router does next; true unless it only rests until the next collecting of news.
	pub fn step(&mut self, router: usize, carrier: CarrierIndex, fate: Fate) -> bool {
		self.entropy += 1;
		let entropy = u128::from(self.entropy).to_be_bytes();
		match self.routers[router].machine.next_step(self.now, carrier, entropy) {
			Step::Send { entry, sealed, .. } => {
				if let Some(entry) = entry {
					self.record(router, &entry);
				}
				match fate {
					Fate::Arrives => self.report(router, carrier, &sealed.bytes, Fate::Arrives),
					Fate::Lost => {}
					Fate::Late => self.reports.push((router, carrier, sealed.bytes)),
					Fate::Twice => {
						self.report(router, carrier, &sealed.bytes, Fate::Late);
						self.report(router, carrier, &sealed.bytes, Fate::Arrives);
						self.reports.push((router, carrier, sealed.bytes));
					}
				}
				true
			}
			Step::Record(entry) => {
				self.record(router, &entry);
				true
			}
			Step::Rest { until, obstacle } => {
				assert_eq!(obstacle, None);
				let rest = until.since(self.now);
				// Only the next collecting of news lies further ahead than any retry.
				let busy = rest < Duration::from_secs(550);
				if busy {
					self.now = until;
				}
				busy
			}
		}
	}

	fn report(&mut self, router: usize, carrier: CarrierIndex, report: &[u8], fate: Fate) {
		let now = self.unix();
		let response = self.carriers[carrier as usize].answer(now, report);
		if matches!(fate, Fate::Arrives | Fate::Twice) {
			self.response(router, carrier, &response);
		}
		if matches!(fate, Fate::Late | Fate::Twice) {
			self.responses.push((router, carrier, response));
		}
	}

	fn response(&mut self, router: usize, carrier: CarrierIndex, response: &[u8]) {
		let machine = &mut self.routers[router].machine;
		match machine.reply(self.now, carrier, response) {
			Ok(entry) => self.record(router, &entry),
			Err(error) => machine.note_reply_error(self.now, carrier, &error),
		}
	}

	pub fn late_report(&mut self, index: Index, fate: Fate) {
		if !self.reports.is_empty() {
			let (router, carrier, report) = self.reports.remove(index.index(self.reports.len()));
			self.report(router, carrier, &report, fate);
		}
	}

	pub fn late_response(&mut self, index: Index) {
		if !self.responses.is_empty() {
			let (router, carrier, response) =
				self.responses.remove(index.index(self.responses.len()));
			self.response(router, carrier, &response);
		}
	}

	// The chain.

	/// Puts a transaction into a block, or those that were held back with it.
	fn include(&mut self, transaction: UncheckedExtrinsic, fate: Fate) {
		let before = escrows();
		// What was held back comes with the next that arrives.
		let mut all = Vec::new();
		match fate {
			Fate::Lost => {}
			Fate::Late => self.transactions.push(transaction),
			Fate::Arrives | Fate::Twice => {
				all.append(&mut self.transactions);
				if fate == Fate::Twice {
					all.push(transaction.clone());
				}
				all.push(transaction);
			}
		}
		block(|| {
			for transaction in all {
				// A second copy, or one that others have overtaken, is refused.
				if let Ok(outcome) = apply(transaction) {
					outcome.expect("what clients send dispatches");
				}
			}
		});
		self.paid += before - escrows();
	}

	pub fn submit(&mut self, router: usize, carrier: CarrierIndex, fate: Fate) {
		self.routers[router].look();
		if let Some(transaction) = self.routers[router].submission(self.now, carrier) {
			self.include(transaction, fate);
			let events = System::events().into_iter().map(|record| record.event);
			let receipts = events.filter(|event| {
				use pallet_cairn_receipts::Event::ReceiptSettled;
				matches!(event, RuntimeEvent::Receipts(ReceiptSettled { .. }))
			});
			self.submitted += receipts.count() as u32;
			self.routers[router].look();
		}
	}

	pub fn settle(&mut self, carrier: CarrierIndex, fate: Fate) {
		let now = self.unix();
		for batch in self.carriers[carrier as usize].batches(now) {
			let transaction = self.carriers[carrier as usize].settlement(&batch);
			self.include(transaction, fate);
			self.carriers[carrier as usize].note_settled(now, &batch);
		}
	}

	// What must hold.

	/// Octets that were truly carried for a carrier's subscribers.
	fn sent(&self, carrier: CarrierIndex) -> u64 {
		let open = self.sessions.iter().map(|((_, slot), session)| (*slot as u32 % 2, session));
		let all = open.chain(self.past.iter().map(|(carrier, session)| (*carrier, session)));
		all.filter(|(of, _)| *of == carrier).map(|(_, s)| s.input + s.output).sum()
	}

	fn by_carriers(&self) -> BTreeMap<Lane, Octets> {
		let lanes = self.carriers.iter().flat_map(|carrier| {
			let lanes = carrier.lanes().into_iter();
			lanes.map(|((version, kind, router), v)| ((carrier.index, version, kind, router), v))
		});
		lanes.collect()
	}

	fn by_routers(&self) -> BTreeMap<Lane, Octets> {
		let mut lanes = BTreeMap::new();
		for router in &self.routers {
			for carrier in 0..2 {
				let link = router.machine.link(carrier).expect("configured");
				for ((version, kind), line) in &link.lanes {
					lanes.insert((carrier, *version, *kind, router.index), line.octets);
				}
			}
		}
		lanes.retain(|_, octets| *octets > 0);
		lanes
	}

	fn by_chain(&self) -> BTreeMap<Lane, Octets> {
		let mut lanes = BTreeMap::new();
		for router in &self.routers {
			for carrier in 0..2 {
				for (version, kind, octets) in settled(carrier, router.index) {
					lanes.insert((carrier, version, kind, router.index), octets);
				}
			}
		}
		lanes
	}

	/// Octets of lanes in which subscribers are served: each octet is in one of them.
	fn served(lanes: &BTreeMap<Lane, Octets>, carrier: CarrierIndex) -> u64 {
		let own = lanes.iter().filter(|((of, _, kind, _), _)| {
			*of == carrier && !matches!(kind.role(), Some(Role::Relay(_)))
		});
		own.map(|(_, octets)| octets).sum()
	}

	/// At any time nobody has more than was carried, the chain no more than carriers signed, and
	/// what left the escrows is what the settled octets cost.
	pub fn check(&self) {
		let (signed, held, on_chain) = (self.by_carriers(), self.by_routers(), self.by_chain());
		for carrier in 0..2 {
			for lanes in [&signed, &held, &on_chain] {
				assert!(
					Self::served(lanes, carrier) <= self.sent(carrier),
					"more than was carried"
				);
			}
		}
		for lanes in [&held, &on_chain] {
			for (lane, octets) in lanes {
				assert!(signed.get(lane) >= Some(octets), "{lane:?}: more than was signed");
			}
		}
		let cost = on_chain.iter().map(|((carrier, version, kind, _), octets)| {
			let tariff = Carriers::tariff_view(*carrier, *version).expect("it settles");
			let class = tariff.prices[usize::from(kind.class())];
			due(*octets, path_prices(*kind, class, tariff.relay_share).expect("a kind"))
		});
		assert_eq!(self.paid, cost.sum::<Balance>(), "paid is not due");
		assert_eq!(self.escrow - escrows(), self.paid);
	}

	/// From here on the lines are good: access points end all sessions and repeat what was not
	/// acknowledged, routers and carriers say the last word, carriers settle the rest.
	pub fn finish(&mut self) {
		let open: Vec<_> = self.sessions.keys().copied().collect();
		for (router, slot) in open {
			if self.is_open(router, slot) {
				self.say(router, slot, StatusType::Stop, Fate::Arrives);
				self.end(router, slot);
			}
		}
		for (router, packet) in std::mem::take(&mut self.packets) {
			self.hear(router, &packet);
		}
		// A relay hears of what others reported only when it asks for news: three rounds of them.
		for _ in 0..3 {
			for router in 0..self.routers.len() {
				self.routers[router].look();
				for carrier in 0..2 {
					let mut steps = 0;
					while self.step(router, carrier, Fate::Arrives) {
						self.check();
						steps += 1;
						assert!(steps < 2_000, "no end of talking");
					}
				}
			}
			self.wait(700);
		}
		for carrier in 0..2 {
			self.settle(carrier, Fate::Arrives);
		}
		self.check();
	}

	/// Both sides' V and the chain's are the same, all that was carried is in them, and all is paid.
	pub fn everybody_agrees(&self) {
		let (signed, on_chain) = (self.by_carriers(), self.by_chain());
		assert_eq!(self.by_routers(), signed, "routers and carriers");
		assert_eq!(on_chain, signed, "the chain and carriers");
		for carrier in &self.carriers {
			assert_eq!(Self::served(&signed, carrier.index), self.sent(carrier.index));
			assert_eq!(carrier.unsettled(), 0, "something is owed still");
		}
		let relayed = signed
			.iter()
			.filter(|((_, _, kind, _), _)| matches!(kind.role(), Some(Role::Relay(_))));
		let accessed = signed
			.iter()
			.filter(|((_, _, kind, _), _)| matches!(kind.role(), Some(Role::Access(_))));
		let sum = |lanes: &mut dyn Iterator<Item = (&Lane, &Octets)>| -> u64 {
			lanes.map(|(_, octets)| octets).sum()
		};
		assert_eq!(sum(&mut { relayed }), sum(&mut { accessed }), "the relay got each octet, too");
		for router in &self.routers {
			assert_eq!(router.machine.state().sessions.len(), 0, "every session was finished");
			for carrier in 0..2 {
				let link = router.machine.link(carrier).expect("configured");
				assert!(link.in_flight.is_none());
				assert_eq!((link.written_off, link.unexplained), (0, 0));
				assert!(link.refused.is_empty(), "{:?}", link.refused);
			}
		}
		assert!(Balances::total_issuance() <= self.issued, "nothing is minted for traffic");
	}
}
