//! Any interleaving of loss, duplication, reordering and restarts ends with both sides equal.

use super::fixture::*;
use crate::core::*;
use cairn_primitives::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Three routers: 1 serves over its own uplink, 2 over router 1, 3 over routers 1 and 2.
const PATHS: [(RouterIndex, &[RouterIndex]); 3] = [(1, &[]), (2, &[1]), (3, &[1, 2])];

#[derive(Clone, Default)]
struct Flow {
	sent: u64,
	stopped: bool,
	done: bool,
}

/// What a world must keep to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Expect {
	/// Nothing is lost, and both sides agree to the octet.
	All,
	/// Databases are restored; both sides agree on all that was sent.
	Whole,
	/// Routers lose their state; both sides agree, on no more than was sent.
	Agreement,
}

/// A router that keeps to the contract.
#[derive(Default)]
struct Router {
	index: RouterIndex,
	path: Vec<RouterIndex>,
	flows: BTreeMap<u8, Flow>,
	number: u64,
	newest: Option<Answer>,
	marks: BTreeMap<SessionRef, u64>,
	lanes: BTreeMap<(TariffVersion, u8), u64>,
	in_flight: Option<Checked>,
	/// Octets of flows that ended with a loss of power.
	sent_before: u64,
	next_name: u8,
}

impl Router {
	fn newest(&self) -> u64 {
		self.newest.as_ref().map_or(0, |answer| answer.body.number)
	}

	fn sent(&self) -> u64 {
		self.sent_before + self.flows.values().map(|flow| flow.sent).sum::<u64>()
	}

	fn subject(&self, name: Option<u8>) -> Subject {
		let Some((name, flow)) = name.and_then(|name| Some((name, self.flows.get(&name)?))) else {
			return Subject::Nothing;
		};
		let status = if flow.stopped { SessionStatus::Stop } else { SessionStatus::Interim };
		let mut session = session(name, status, Some((flow.sent / 3, flow.sent - flow.sent / 3)));
		session.classes.push(token(self.index, name % 2, name));
		Subject::Session(Box::new(session))
	}

	/// Begins an exchange unless one is in flight.
	fn report(&mut self, carrier: &Carrier, name: Option<u8>) {
		if self.in_flight.is_none() {
			let (number, newest) = (self.number, self.newest());
			self.number += 1;
			let subject = self.subject(name);
			self.in_flight =
				Some(carrier.report_from(self.index, number, newest, subject, &self.path));
		}
	}

	/// Takes a reply that belongs to the exchange in flight; any other is dropped.
	fn receive(&mut self, to: &Checked, reply: Reply, expect: Expect) {
		let Some(sent) = self.in_flight.clone().filter(|sent| sent.digest == to.digest) else {
			return;
		};
		match reply {
			Reply::SendNewest { have } => {
				let newest = self.newest.clone().expect("the carrier saw a number");
				assert!(have < newest.body.number);
				self.in_flight = Some(Checked { restored: Some((newest, Trust::Full)), ..sent });
			}
			Reply::Rejected(reason) => panic!("rejected: {reason:?}"),
			Reply::Answer(answer) => {
				let body = &answer.body;
				assert!(signed_by(answer.key, &body.signing_payload(&[9; 32]), &answer.signature));
				if body.report != sent.header.number || body.number <= self.newest() {
					return;
				}
				let knew_nothing = self.newest.is_none();
				let (mut grown, mut marked) = (0, 0);
				for line in &body.receipts {
					let lane = self.lanes.entry((line.version, line.kind.byte())).or_default();
					assert!(line.octets >= *lane, "{line:?} is below {lane}");
					if !matches!(line.kind.role(), Some(Role::Relay(_))) {
						grown += line.octets.saturating_sub(*lane);
					}
					*lane = line.octets.max(*lane);
				}
				for mark in &body.marks {
					let name = mark.session[0];
					let known = self.marks.entry(mark.session).or_default();
					assert!(mark.octets >= *known, "a mark shrank");
					marked += mark.octets.saturating_sub(*known);
					*known = mark.octets.max(*known);
					if let Some(flow) = self.flows.get(&name) {
						assert!(mark.octets <= flow.sent, "credited more than was reported");
					}
				}
				if expect == Expect::All && !knew_nothing {
					assert_eq!(grown, marked, "lanes and marks must grow alike");
				}
				if let Subject::Session(session) = &sent.subject {
					if session.status == SessionStatus::Stop && body.refused.is_empty() {
						if let Some(flow) = self.flows.get_mut(&session.session[0]) {
							flow.done = true;
						}
					}
				}
				self.newest = Some(answer);
				self.in_flight = None;
			}
		}
	}

	/// Power and records are lost; the sessions end with them.
	fn lose_power(&mut self) {
		self.lose_state();
		self.sent_before = self.sent();
		self.flows.clear();
	}

	/// The records are lost, the sessions go on.
	fn lose_state(&mut self) {
		self.number = 0;
		self.newest = None;
		self.marks.clear();
		self.lanes.clear();
		self.in_flight = None;
	}
}

#[derive(Clone, Debug)]
enum Act {
	Traffic {
		router: usize,
		flow: u8,
		octets: u32,
	},
	Stop {
		router: usize,
		flow: u8,
	},
	Report {
		router: usize,
		flow: u8,
	},
	Collect {
		router: usize,
	},
	/// The request in flight arrives; the response may be lost.
	Deliver {
		router: usize,
		lost: bool,
	},
	/// A copy of any earlier request arrives late.
	Late {
		which: usize,
	},
	/// A copy of any earlier response arrives late.
	LateReply {
		which: usize,
	},
	Settle {
		router: usize,
	},
	Tariff,
	Snapshot,
	CarrierRestored,
	RouterLosesState {
		router: usize,
	},
	RouterLosesPower {
		router: usize,
	},
}

/// Who loses state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Losses {
	None,
	Carrier,
	Routers,
}

fn act(losses: Losses) -> impl Strategy<Value = Act> {
	let router = 0..PATHS.len();
	let mild = prop_oneof![
		6 => (router.clone(), 0u8..3, 0u32..100_000)
			.prop_map(|(router, flow, octets)| Act::Traffic { router, flow, octets }),
		1 => (router.clone(), 0u8..3).prop_map(|(router, flow)| Act::Stop { router, flow }),
		6 => (router.clone(), 0u8..3).prop_map(|(router, flow)| Act::Report { router, flow }),
		2 => router.clone().prop_map(|router| Act::Collect { router }),
		8 => (router.clone(), prop::bool::weighted(0.3))
			.prop_map(|(router, lost)| Act::Deliver { router, lost }),
		2 => (0usize..64).prop_map(|which| Act::Late { which }),
		2 => (0usize..64).prop_map(|which| Act::LateReply { which }),
		1 => router.clone().prop_map(|router| Act::Settle { router }),
		1 => Just(Act::Tariff),
	];
	let lose = router.clone();
	let harsh = match losses {
		Losses::None => return mild.boxed(),
		Losses::Carrier => prop_oneof![Just(Act::Snapshot), Just(Act::CarrierRestored)].boxed(),
		Losses::Routers => prop_oneof![
			router.prop_map(|router| Act::RouterLosesState { router }),
			lose.prop_map(|router| Act::RouterLosesPower { router }),
		]
		.boxed(),
	};
	prop_oneof![12 => mild, 1 => harsh].boxed()
}

struct World {
	carrier: Carrier,
	routers: Vec<Router>,
	requests: Vec<(usize, Checked)>,
	replies: Vec<(usize, Checked, Reply)>,
	snapshot: Option<Memory>,
	/// Everything ever recorded, also what a restored database no longer knows.
	records: Vec<Cdr>,
	expect: Expect,
	/// Requests, and so replies, from before the database was restored last.
	stale: usize,
}

impl World {
	fn new(expect: Expect) -> Self {
		let routers = PATHS
			.iter()
			.map(|(index, path)| Router { index: *index, path: path.to_vec(), ..Router::default() })
			.collect();
		Self {
			carrier: Carrier::new(),
			routers,
			requests: Vec::new(),
			replies: Vec::new(),
			snapshot: None,
			records: Vec::new(),
			expect,
			stale: 0,
		}
	}

	fn deliver(&mut self, router: usize, mut report: Checked, lost: bool) {
		// What the chain says is read when the report arrives.
		report.facts = self.carrier.chain[&report.facts.index].clone();
		report.relays =
			Ok(report.header.path.iter().map(|relay| self.carrier.chain[relay].clone()).collect());
		let reply = self.carrier.process(&report);
		self.records.append(&mut self.carrier.books.cdrs);
		self.requests.push((router, report.clone()));
		self.replies.push((router, report.clone(), reply.clone()));
		if !lost {
			self.routers[router].receive(&report, reply, self.expect);
		}
	}

	fn act(&mut self, act: Act) {
		match act {
			Act::Traffic { router, flow, octets } => {
				let router = &mut self.routers[router];
				let name = router.next_name * 3 + flow;
				let flow = router.flows.entry(name).or_default();
				if !flow.stopped {
					flow.sent += u64::from(octets);
				}
			}
			Act::Stop { router, flow } => {
				let router = &mut self.routers[router];
				let name = router.next_name * 3 + flow;
				if let Some(flow) = router.flows.get_mut(&name) {
					flow.stopped = true;
				}
			}
			Act::Report { router, flow } => {
				let name = self.routers[router].next_name * 3 + flow;
				if self.routers[router].flows.get(&name).is_some_and(|flow| !flow.done) {
					self.routers[router].report(&self.carrier, Some(name));
				}
			}
			Act::Collect { router } => self.routers[router].report(&self.carrier, None),
			Act::Deliver { router, lost } => {
				if let Some(report) = self.routers[router].in_flight.clone() {
					self.deliver(router, report, lost);
				}
			}
			Act::Late { which } if self.requests.len() > self.stale => {
				// A packet lives for seconds; restoring a database takes longer.
				let which = self.stale + which % (self.requests.len() - self.stale);
				let (router, report) = self.requests[which].clone();
				self.deliver(router, report, which.is_multiple_of(2));
			}
			Act::LateReply { which } if self.replies.len() > self.stale => {
				let which = self.stale + which % (self.replies.len() - self.stale);
				let (router, report, reply) = self.replies[which].clone();
				self.routers[router].receive(&report, reply, self.expect);
			}
			Act::Late { .. } | Act::LateReply { .. } => {}
			Act::Settle { router } => {
				// The router hands in its own receipts.
				let router = &self.routers[router];
				let facts = self.carrier.chain.get_mut(&router.index).expect("registered");
				facts.number += 1;
				for ((version, kind), octets) in &router.lanes {
					let kind = Kind::from_byte(*kind).expect("a kind");
					let lane =
						facts.lanes.iter_mut().find(|lane| (lane.0, lane.1) == (*version, kind));
					match lane {
						Some(lane) => lane.2 = lane.2.max(*octets),
						None => facts.lanes.push((*version, kind, *octets)),
					}
				}
			}
			Act::Tariff => self.carrier.view.carrier.version_in_force = Some(1),
			Act::Snapshot => self.snapshot = Some(self.carrier.books.clone()),
			Act::CarrierRestored => {
				// Whoever restores makes a new backup of what then runs.
				if let Some(snapshot) = self.snapshot.take() {
					self.carrier.books = snapshot;
					self.stale = self.requests.len();
				}
			}
			Act::RouterLosesState { router } => self.routers[router].lose_state(),
			Act::RouterLosesPower { router } => {
				self.routers[router].lose_power();
				self.routers[router].next_name += 1;
			}
		}
	}

	/// The network is good again until everything has been said.
	fn quiesce(&mut self) {
		for _ in 0..3 {
			for router in 0..self.routers.len() {
				let mut names: Vec<_> =
					self.routers[router].flows.keys().copied().map(Some).collect();
				names.push(None);
				for name in names {
					self.exchange(router);
					let done = name.is_some_and(|name| self.routers[router].flows[&name].done);
					if !done {
						self.routers[router].report(&self.carrier, name);
						self.exchange(router);
					}
				}
			}
		}
	}

	fn exchange(&mut self, router: usize) {
		for _ in 0..3 {
			if let Some(report) = self.routers[router].in_flight.clone() {
				self.deliver(router, report, false);
			}
		}
		assert!(self.routers[router].in_flight.is_none(), "an exchange ends");
	}

	fn own_total(&self, router: RouterIndex) -> u64 {
		self.carrier
			.books
			.lanes
			.iter()
			.filter(|(key, _)| {
				key.router == router && !matches!(key.kind.role(), Some(Role::Relay(_)))
			})
			.map(|(_, lane)| lane.octets)
			.sum()
	}

	fn check(&self) {
		let lossless = self.expect == Expect::All;
		for router in &self.routers {
			let total = self.own_total(router.index);
			assert!(total <= router.sent(), "credited {total} of {} sent", router.sent());
			if self.expect != Expect::Agreement {
				assert_eq!(total, router.sent());
			}
		}
		let mut reconciliation = Reconciliation::default();
		self.records.iter().for_each(|record| reconciliation.add(record));
		let mut unsettled = 0;
		for (key, lane) in &self.carrier.books.lanes {
			let router = self.routers.iter().find(|router| router.index == key.router);
			let router = router.expect("one of three");
			let theirs = router.lanes.get(&(key.version, key.kind.byte())).copied().unwrap_or(0);
			assert_eq!(theirs, lane.octets, "both sides hold the same V for {key:?}");
			let chain = self.carrier.chain[&key.router]
				.lanes
				.iter()
				.find(|settled| (settled.0, settled.1) == (key.version, key.kind))
				.map_or(0, |settled| settled.2);
			assert!(lane.octets >= chain, "never below what the chain has settled");
			let sum = reconciliation.lane(*key, lane, Some(chain), false);
			if lossless {
				assert_eq!((sum.records, &sum.exceptions[..]), (lane.octets, &[][..]), "{key:?}");
			} else {
				let missing =
					sum.exceptions.iter().any(|e| matches!(e, Exception::WithoutRecord { .. }));
				assert!(!missing, "every octet of {key:?} has a record");
			}
			unsettled += unsettled_value(&self.carrier.view, *key, lane);
		}
		let kept: Balance = self.carrier.books.unsettled.values().sum();
		assert_eq!(kept, unsettled, "the sum of unsettled value is that of the lanes");
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

	#[test]
	fn bad_networks_lose_nothing_and_both_sides_agree(
		acts in prop::collection::vec(act(Losses::None), 1..120),
	) {
		run(Expect::All, acts);
	}

	#[test]
	fn restored_databases_lose_nothing_and_both_sides_agree(
		acts in prop::collection::vec(act(Losses::Carrier), 1..160),
	) {
		run(Expect::Whole, acts);
	}

	#[test]
	fn routers_without_state_are_never_credited_more_than_they_sent(
		acts in prop::collection::vec(act(Losses::Routers), 1..160),
	) {
		run(Expect::Agreement, acts);
	}

	#[test]
	fn both_without_state_are_never_credited_more_than_was_sent(
		before in prop::collection::vec(act(Losses::None), 1..80),
		between in prop::collection::vec(act(Losses::None), 1..80),
		after in prop::collection::vec(act(Losses::None), 1..80),
		lost in 1usize..8,
		power in any::<bool>(),
	) {
		let lose = (0..PATHS.len()).filter(|router| lost & (1 << router) != 0).map(|router| {
			if power {
				Act::RouterLosesPower { router }
			} else {
				Act::RouterLosesState { router }
			}
		});
		let acts = before.into_iter().chain([Act::Snapshot]).chain(between);
		let acts = acts.chain([Act::CarrierRestored]).chain(lose).chain(after);
		run(Expect::Agreement, acts.collect());
	}
}

fn run(expect: Expect, acts: Vec<Act>) {
	let mut world = World::new(expect);
	acts.into_iter().for_each(|act| world.act(act));
	world.quiesce();
	world.check();
}
