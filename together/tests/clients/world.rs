//! Everybody together, and the lines between them.

mod agreement;
mod chain;
mod exchange;

use crate::{
	carrier::{Carrier, EPOCH},
	common::*,
	router::{packet, Carried, Router, NAS},
};
use cairn_primitives::CarrierIndex;
use cairn_radius::StatusType;
use cairn_router::core::{Entry, Moment, State};
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
}
