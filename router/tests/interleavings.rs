//! Any interleaving of loss, duplication, reordering and restarts on either side ends with both
//! sides' octets equal, and never above what was sent.

mod common;

use cairn_radius::StatusType;
use cairn_router::core::{Machine, Moment, State, Step};
use codec::{Decode, Encode};
use common::*;
use proptest::prelude::*;
use std::{collections::BTreeMap, time::Duration};

#[derive(Clone, Debug)]
enum Action {
	/// The access point counts on in one of its sessions and says so; the packet may be lost or
	/// come late.
	Said { session: usize, octets: u64, class: u8, fate: Fate },
	/// The access point ends a session.
	Stop { session: usize, fate: Fate },
	/// The access point's BSS restarts: its sessions are over.
	BssRestart,
	/// A packet of the access point that was held back comes.
	LatePacket(prop::sample::Index),
	/// The router does what is next, this much later.
	Router { seconds: u64, fate: Fate },
	/// A report that was held back comes to the carrier.
	LateReport(prop::sample::Index, Fate),
	/// A response that was held back comes to the router.
	LateResponse(prop::sample::Index),
	/// The router is killed and goes on from its journal.
	Killed,
	/// The router's newest records go to flash.
	Flash,
	/// The router loses its power, and with it all but flash; the access point restarts, too.
	PowerCut,
	/// The router loses its flash, too.
	FlashLost,
	/// The carrier makes a backup.
	Backup,
	/// The carrier goes back to its backup.
	Restored,
	/// A new tariff version comes into force; the router sees it now or later.
	Tariff { seen: bool },
	/// The router sees the chain.
	Seen,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Fate {
	Arrives,
	Lost,
	Late,
	Twice,
}

fn fate() -> impl Strategy<Value = Fate> {
	prop_oneof![
		4 => Just(Fate::Arrives), 1 => Just(Fate::Lost), 1 => Just(Fate::Late), 1 => Just(Fate::Twice)
	]
}

fn action() -> impl Strategy<Value = Action> {
	let index = any::<prop::sample::Index>;
	prop_oneof![
		12 => (0usize..4, 0u64..5_000_000_000, 0u8..2, fate())
			.prop_map(|(session, octets, class, fate)| Action::Said { session, octets, class, fate }),
		3 => (0usize..4, fate()).prop_map(|(session, fate)| Action::Stop { session, fate }),
		1 => Just(Action::BssRestart),
		3 => index().prop_map(Action::LatePacket),
		16 => (0u64..200, fate()).prop_map(|(seconds, fate)| Action::Router { seconds, fate }),
		3 => (index(), fate()).prop_map(|(i, fate)| Action::LateReport(i, fate)),
		3 => index().prop_map(Action::LateResponse),
		2 => Just(Action::Killed),
		2 => Just(Action::Flash),
		1 => Just(Action::PowerCut),
		1 => Just(Action::FlashLost),
		1 => Just(Action::Backup),
		1 => Just(Action::Restored),
		1 => any::<bool>().prop_map(|seen| Action::Tariff { seen }),
		2 => Just(Action::Seen),
	]
}

/// A session at the access point: what has truly been carried.
#[derive(Clone)]
struct Carried {
	name: String,
	input: u64,
	output: u64,
	time: u32,
	class: u8,
	over: bool,
}

struct World {
	machine: Machine,
	carrier: Carrier,
	backup: Carrier,
	flash: Vec<u8>,
	now: Moment,
	sessions: BTreeMap<usize, Carried>,
	past: Vec<Carried>,
	named: u32,
	packets: Vec<Vec<u8>>,
	reports: Vec<Vec<u8>>,
	responses: Vec<Vec<u8>>,
	/// Something was lost that may lawfully stay lost.
	lossy: bool,
	/// The carrier went back to a backup.
	restored: bool,
	entropy: u8,
}

impl World {
	fn new() -> Self {
		Self {
			machine: machine(State::default(), Moment(0)),
			carrier: Carrier::default(),
			backup: Carrier::default(),
			flash: State::default().to_flash().encode(),
			now: Moment(0),
			sessions: BTreeMap::new(),
			past: Vec::new(),
			named: 0,
			packets: Vec::new(),
			reports: Vec::new(),
			responses: Vec::new(),
			lossy: false,
			restored: false,
			entropy: 0,
		}
	}

	fn sent(&self) -> u64 {
		self.sessions.values().chain(&self.past).map(|s| s.input + s.output).sum()
	}

	fn session(&mut self, slot: usize) -> &mut Carried {
		if self.sessions.get(&slot).is_none_or(|session| session.over) {
			self.named += 1;
			let fresh = Carried {
				name: format!("session-{}", self.named),
				input: 0,
				output: 0,
				time: 0,
				class: 0,
				over: false,
			};
			if let Some(former) = self.sessions.insert(slot, fresh) {
				self.past.push(former);
			}
		}
		self.sessions.get_mut(&slot).expect("just made")
	}

	fn hand_to_router(&mut self, packet: &[u8]) {
		if let Ok(accepted) = self.machine.accounting(NAS, packet) {
			if let Some(entry) = accepted.entry {
				self.record(&entry);
			}
		}
	}

	/// Every entry survives its own encoding, as it does in the journal.
	fn record(&mut self, entry: &cairn_router::core::Entry) {
		let entry = Decode::decode(&mut &entry.encode()[..]).expect("what was encoded");
		self.machine.apply(self.now, &entry);
	}

	fn say(&mut self, slot: usize, status: StatusType, fate: Fate) {
		let session = self.session(slot);
		let mut said =
			Said::new(status, &session.name, (session.input, session.output), session.time);
		said.classes = vec![b"other".to_vec(), token(session.class, session.class)];
		let packet = said.packet(1);
		match fate {
			Fate::Arrives => self.hand_to_router(&packet),
			// The access point keeps a packet until it is acknowledged.
			Fate::Lost | Fate::Late => self.packets.push(packet),
			Fate::Twice => {
				self.hand_to_router(&packet);
				self.packets.push(packet);
			}
		}
	}

	fn hand_to_carrier(&mut self, report: &[u8], fate: Fate) {
		let before = self.carrier.total();
		let Some(response) = self.carrier.handle(report) else { return };
		assert!(self.carrier.total() >= before || self.lossy);
		match fate {
			Fate::Arrives => self.response(&response),
			Fate::Lost => {}
			Fate::Late => self.responses.push(response),
			Fate::Twice => {
				self.response(&response);
				self.responses.push(response);
			}
		}
	}

	fn response(&mut self, response: &[u8]) {
		match self.machine.reply(self.now, CARRIER, response) {
			Ok(entry) => self.record(&entry),
			Err(error) => self.machine.note_reply_error(self.now, CARRIER, &error),
		}
	}

	fn restart(&mut self, state: State) {
		let chain = self.machine.chain().cloned();
		self.machine = machine(state, self.now);
		if let Some(chain) = chain {
			self.machine.observe(chain);
		}
	}

	fn act(&mut self, action: Action) {
		match action {
			Action::Said { session: slot, octets, class, fate } => {
				let session = self.session(slot);
				let status =
					if session.time == 0 { StatusType::Start } else { StatusType::Interim };
				session.time += 1;
				session.class = class;
				session.input += octets / 3;
				session.output += octets - octets / 3;
				self.say(slot, status, fate);
			}
			Action::Stop { session: slot, fate } => {
				if self.sessions.get(&slot).is_some_and(|session| !session.over) {
					self.say(slot, StatusType::Stop, fate);
					self.session(slot).over = true;
				}
			}
			Action::BssRestart => {
				// Whatever waits to be said of the sessions before is lost with them.
				self.lossy |= !self.packets.is_empty();
				self.packets.clear();
				for session in self.sessions.values_mut() {
					session.over = true;
				}
				let mut said = Said::new(StatusType::AccountingOn, "bss", (0, 0), 0);
				said.octets = None;
				said.classes.clear();
				self.hand_to_router(&said.packet(1));
			}
			Action::LatePacket(index) => {
				if !self.packets.is_empty() {
					let packet = self.packets.remove(index.index(self.packets.len()));
					self.hand_to_router(&packet);
				}
			}
			Action::Router { seconds, fate } => {
				self.now = self.now.after(Duration::from_secs(seconds));
				self.step(fate);
			}
			Action::LateReport(index, fate) => {
				if !self.reports.is_empty() {
					let report = self.reports.remove(index.index(self.reports.len()));
					self.hand_to_carrier(&report, fate);
				}
			}
			Action::LateResponse(index) => {
				if !self.responses.is_empty() {
					let response = self.responses.remove(index.index(self.responses.len()));
					self.response(&response);
				}
			}
			Action::Killed => {
				let state = self.machine.state().encode();
				self.restart(State::decode(&mut &state[..]).expect("what was encoded"));
			}
			Action::Flash => self.flash = self.machine.to_flash().encode(),
			Action::PowerCut => {
				self.lossy = true;
				let record = Decode::decode(&mut &self.flash[..]).expect("what was encoded");
				self.restart(State::from_flash(record));
				for session in self.sessions.values_mut() {
					session.over = true;
				}
				self.packets.clear();
			}
			Action::FlashLost => {
				self.flash = State::default().to_flash().encode();
				self.act(Action::PowerCut);
			}
			Action::Backup => self.backup = self.carrier.clone(),
			Action::Restored => {
				let version = self.carrier.version;
				self.restored = true;
				self.carrier = self.backup.clone();
				// The chain has not gone back.
				self.carrier.version = version;
			}
			Action::Tariff { seen } => {
				self.carrier.version += 1;
				if seen {
					self.act(Action::Seen);
				}
			}
			Action::Seen => {
				let picture = picture(self.carrier.version);
				if let Some(entry) = self.machine.chain_entry(&picture) {
					self.record(&entry);
				}
				self.machine.observe(picture);
			}
		}
		self.check();
	}

	fn check(&self) {
		assert!(self.carrier.total() <= self.sent(), "credited more than was carried");
		let held: u64 = lanes(&self.machine).values().sum();
		assert!(held <= self.sent(), "receipts for more than was carried");
	}

	fn step(&mut self, fate: Fate) -> bool {
		self.entropy = self.entropy.wrapping_add(1);
		match self.machine.next_step(self.now, CARRIER, [self.entropy; 16]) {
			Step::Send { entry, sealed, .. } => {
				if let Some(entry) = entry {
					self.record(&entry);
				}
				match fate {
					Fate::Arrives => self.hand_to_carrier(&sealed.bytes, Fate::Arrives),
					Fate::Lost => {}
					Fate::Late => self.reports.push(sealed.bytes),
					Fate::Twice => {
						self.hand_to_carrier(&sealed.bytes, Fate::Late);
						self.hand_to_carrier(&sealed.bytes, Fate::Arrives);
						self.reports.push(sealed.bytes);
					}
				}
				true
			}
			Step::Record(entry) => {
				self.record(&entry);
				true
			}
			Step::Rest { until, obstacle } => {
				assert_eq!(obstacle, None);
				let rest = until.since(self.now);
				self.now = until;
				// Only the next collecting of news lies further ahead than any retry.
				rest < Duration::from_secs(550)
			}
		}
	}

	/// From here on the lines are good, and everybody says the last word.
	fn settle(&mut self) {
		self.act(Action::Seen);
		for slot in 0..4 {
			self.act(Action::Stop { session: slot, fate: Fate::Arrives });
		}
		for packet in std::mem::take(&mut self.packets) {
			self.hand_to_router(&packet);
		}
		let mut quiet = 0u32;
		for _ in 0..2000 {
			quiet += u32::from(!self.step(Fate::Arrives));
			self.check();
			// Once more after news were asked for: a carrier that lost its state says so then.
			if quiet == 3 {
				return;
			}
		}
		panic!("no end of talking");
	}
}

fn run(actions: Vec<Action>) -> Result<(), TestCaseError> {
	let mut world = World::new();
	for action in actions {
		world.act(action);
	}
	world.settle();
	let link = world.machine.link(CARRIER).expect("configured");
	let carried = |mut lanes: BTreeMap<_, u64>| {
		lanes.retain(|_, octets| *octets > 0);
		lanes
	};
	prop_assert_eq!(carried(lanes(&world.machine)), carried(world.carrier.lanes.clone()));
	prop_assert!(link.in_flight.is_none());
	prop_assert_eq!(world.machine.state().sessions.len(), 0, "every session was finished");
	if !world.lossy {
		// Only a power cut loses octets, or a carrier whose backup went another way meanwhile.
		prop_assert_eq!(world.carrier.total() + link.written_off, world.sent());
		prop_assert_eq!(link.credited, world.carrier.total());
		prop_assert!(link.written_off == 0 || world.restored);
		prop_assert_eq!(&link.refused, &BTreeMap::new());
	}
	Ok(())
}

proptest! {
	#![proptest_config(ProptestConfig { max_shrink_iters: 3000, ..ProptestConfig::default() })]

	#[test]
	fn any_interleaving_ends_with_equal_octets_and_never_more_than_were_sent(
		actions in prop::collection::vec(action(), 1..90),
	) {
		run(actions.into_iter().filter(|a| !matches!(a, Action::Restored)).collect())?;
	}

	/// With one tariff and class: a carrier that goes back across a change of either may sign
	/// octets in two lanes, since no rule can tell a report that it takes for a second time from a
	/// first one. That is its own loss, and bounded by the one report under way.
	#[test]
	fn a_carrier_that_goes_back_to_a_backup_is_brought_forward_again(
		actions in prop::collection::vec(action(), 1..90),
	) {
		let one_lane = actions.into_iter().filter_map(|action| match action {
			Action::Tariff { .. } => None,
			Action::Said { session, octets, fate, .. } => {
				Some(Action::Said { session, octets, class: 0, fate })
			},
			other => Some(other),
		});
		run(one_lane.collect())?;
	}
}
