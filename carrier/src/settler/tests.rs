use super::*;
use crate::core::{Books, RouterFacts};
use cairn_primitives::{
	AnyKey, BlockNumber, CarrierView, GenesisHash, Kind, Octets, RouterIndex, TariffVersion,
	TariffView,
};
use std::collections::BTreeMap;

/// A chain that pays until its escrow is empty.
#[derive(Default)]
struct State {
	height: BlockNumber,
	escrow: Balance,
	settled: BTreeMap<RouterIndex, Octets>,
	closed: Vec<RouterIndex>,
	calls: Vec<Vec<RouterIndex>>,
	unreachable: bool,
	/// Planck per KiB; 0 stands for one planck per octet.
	price: u64,
}

impl State {
	fn price(&self) -> u64 {
		if self.price == 0 {
			1_024
		} else {
			self.price
		}
	}
}

#[derive(Default)]
struct FakeChain(Mutex<State>);

impl FakeChain {
	fn state(&self) -> std::sync::MutexGuard<'_, State> {
		self.0.lock().expect("unpoisoned")
	}
}

impl ChainAccess for FakeChain {
	fn genesis(&self) -> GenesisHash {
		[9; 32]
	}
	fn finalized(&self) -> Result<Block, ChainError> {
		Ok(Block { number: self.state().height, hash: [0; 32] })
	}
	fn view(
		&self,
		carrier: CarrierIndex,
		block: Block,
		now: u64,
	) -> Result<Option<ChainView>, ChainError> {
		let (escrow, price) = {
			let state = self.state();
			(state.escrow, state.price())
		};
		Ok(Some(ChainView {
			number: block.number,
			taken_at: now,
			carrier: CarrierView {
				index: carrier,
				account: [0; 32],
				escrow,
				payable: escrow,
				cap: Balance::MAX,
				spent: 0,
				withdrawal: None,
				endpoint: Vec::new(),
				version_in_force: Some(0),
				newest_version: Some(0),
				keys: Vec::new(),
			},
			tariffs: vec![TariffView {
				version: 0,
				from: 0,
				prices: vec![price],
				fee_rate: 0,
				relay_share: 0,
				settleable: true,
				closes_in: None,
			}],
		}))
	}
	fn router(
		&self,
		_: CarrierIndex,
		router: RouterIndex,
		block: Block,
	) -> Result<Option<RouterFacts>, ChainError> {
		let is_closed = self.state().closed.contains(&router);
		Ok(Some(RouterFacts {
			index: router,
			key: AnyKey::Sr25519([0; 32]),
			id: [0; 32],
			standing: if is_closed { Standing::Closed } else { Standing::Active },
			lanes: Vec::new(),
			number: block.number,
		}))
	}
	fn lane(
		&self,
		_: CarrierIndex,
		_: TariffVersion,
		_: Kind,
		router: RouterIndex,
		_: Block,
	) -> Result<Octets, ChainError> {
		Ok(self.state().settled.get(&router).copied().unwrap_or(0))
	}
	fn settle(&self, _: &Signer, batches: &[Batch], _: Duration) -> Vec<Result<Block, ChainError>> {
		let mut state = self.state();
		let settle = |batch: &Batch| {
			state.height += 1;
			if state.unreachable {
				return Err(ChainError::Unreachable(Vec::new()));
			}
			state.calls.push(batch.entries.iter().map(|entry| entry.0).collect());
			for (router, octets) in &batch.entries {
				if state.closed.contains(router) {
					continue;
				}
				let old = state.settled.get(router).copied().unwrap_or(0);
				let cost = due(*octets, state.price()) - due(old, state.price());
				if cost == 0 {
					continue;
				}
				let Some(left) = state.escrow.checked_sub(cost) else {
					break;
				};
				state.escrow = left;
				state.settled.insert(*router, *octets);
			}
			Ok(Block { number: state.height, hash: [0; 32] })
		};
		batches.iter().map(settle).collect()
	}
}

struct Bench {
	_dir: tempfile::TempDir,
	chain: Arc<FakeChain>,
	settler: Settler,
}

impl Bench {
	fn new(batch: usize) -> Self {
		let dir = tempfile::tempdir().expect("a directory");
		let db = Db::open(&dir.path().join("carrier.redb"), 3, [9; 32]).expect("made");
		let chain = Arc::new(FakeChain::default());
		chain.state().escrow = 1_000_000;
		let shared: Arc<dyn ChainAccess> = chain.clone();
		let settler = Settler {
			db: Arc::new(db),
			follower: Arc::new(Follower::new(shared, 3, 10, Duration::ZERO)),
			carrier: 3,
			account: Signer::from_seed(&[1; 32]).expect("a seed"),
			batch,
			minimum: 1,
			timeout: Duration::from_secs(1),
			progress: Arc::default(),
			resume: None,
		};
		Self { _dir: dir, chain, settler }
	}

	fn key(router: RouterIndex) -> LaneKey {
		LaneKey { version: 0, kind: Kind::from_byte(0).expect("direct"), router }
	}

	/// Credits octets to routers, one planck each.
	fn credit(&self, routers: std::ops::Range<RouterIndex>, octets: Octets) {
		self.settler
			.db
			.write(|tx| {
				for router in routers {
					let old = tx.lane(Self::key(router))?;
					let new = Lane { octets: old.octets + octets, ..old };
					tx.put_lane(Self::key(router), &new)?;
					let sum = tx.unsettled(0)?;
					tx.put_unsettled(0, sum + Balance::from(octets))?;
				}
				Ok(())
			})
			.expect("durable");
	}

	fn round(&mut self) -> Result<(), SettleError> {
		self.chain.state().height += 1;
		self.settler.follower.refresh()?;
		self.settler.round()
	}

	fn unsettled(&self) -> Balance {
		self.settler.db.unsettled().expect("read").iter().map(|sum| sum.1).sum()
	}

	fn calls(&self) -> Vec<Vec<RouterIndex>> {
		std::mem::take(&mut self.chain.state().calls)
	}
}

#[test]
fn settles_all_in_sorted_batches_and_nothing_twice() {
	let mut bench = Bench::new(4);
	bench.credit(0..10, 100);
	bench.round().expect("settled");
	assert_eq!(bench.calls(), [vec![0, 1, 2, 3], vec![4, 5, 6, 7], vec![8, 9]]);
	assert_eq!(bench.unsettled(), 0);
	bench.round().expect("nothing to do");
	assert_eq!(bench.calls(), Vec::<Vec<u32>>::new());
	bench.credit(3..5, 7);
	bench.round().expect("settled");
	assert_eq!(bench.calls(), [vec![3, 4]]);
	let progress = bench.settler.progress.lock().expect("unpoisoned").clone();
	assert_eq!((progress.batches, progress.lanes, progress.planck), (4, 12, 1_014));
}

#[test]
fn stops_where_the_escrow_ends_and_goes_on_there_after_funding() {
	let mut bench = Bench::new(4);
	bench.credit(0..10, 100);
	bench.chain.state().escrow = 550;
	bench.round().expect("settled in part");
	assert_eq!(bench.calls(), [vec![0, 1, 2, 3], vec![4]]);
	assert!(bench.settler.progress.lock().expect("unpoisoned").stopped_short);
	// The first lanes have grown, but those that waited come first.
	bench.credit(0..3, 100);
	bench.chain.state().escrow = 650;
	bench.round().expect("settled in part");
	assert_eq!(bench.calls(), [vec![5, 6, 7, 8], vec![9], vec![0]]);
	bench.chain.state().escrow = 10_000;
	bench.round().expect("settled");
	assert_eq!(bench.unsettled(), 0);
	assert!(!bench.settler.progress.lock().expect("unpoisoned").stopped_short);
}

#[test]
fn chain_that_stops_short_of_the_plan_is_believed() {
	let mut bench = Bench::new(100);
	bench.credit(0..10, 100);
	bench.settler.follower.refresh().expect("seen");
	// Somebody else's receipts have emptied the escrow since the plan's view of it.
	bench.chain.state().escrow = 320;
	bench.settler.round().expect("settled in part");
	assert_eq!(bench.unsettled(), 700);
	assert_eq!(bench.settler.resume, Some(Bench::key(2)));
	bench.chain.state().escrow = 10_000;
	bench.round().expect("settled");
	assert_eq!(bench.unsettled(), 0);
}

#[test]
fn closed_routers_hold_up_nobody_and_are_not_tried_for_ever() {
	let mut bench = Bench::new(100);
	bench.credit(0..6, 100);
	bench.chain.state().closed = vec![2, 5];
	bench.round().expect("settled");
	bench.round().expect("settled");
	bench.calls();
	bench.round().expect("nothing to do");
	assert_eq!(bench.calls(), Vec::<Vec<u32>>::new());
	assert_eq!(bench.unsettled(), 0);
	assert_eq!(bench.chain.state().settled.len(), 4);
}

#[test]
fn an_entry_that_costs_nothing_is_no_sign_of_an_empty_escrow() {
	let mut bench = Bench::new(100);
	bench.chain.state().price = 1;
	bench.credit(0..3, 4_096);
	bench.settler.follower.refresh().expect("seen");
	// A router has submitted nearly all of its lane since: the rest costs nothing yet.
	bench.chain.state().settled.insert(2, 4_096);
	bench.credit(2..3, 10);
	bench.settler.round().expect("settled");
	assert!(!bench.settler.progress.lock().expect("unpoisoned").stopped_short);
	assert_eq!(bench.settler.resume, None);
	let lanes = bench.settler.db.lanes_after(Some(Bench::key(1)), 1).expect("read");
	let lane = lanes[0].1;
	assert_eq!((lane.octets, lane.settled), (4_106, 4_096));
	// With the next octets it is settled as well.
	bench.credit(2..3, 1_024);
	bench.round().expect("settled");
	assert_eq!(bench.chain.state().settled[&2], 5_130);
}

#[test]
fn unreachable_chain_fails_the_round_and_the_next_one_settles() {
	let mut bench = Bench::new(4);
	bench.credit(0..6, 100);
	bench.chain.state().unreachable = true;
	assert!(bench.round().is_err());
	assert!(bench.settler.progress.lock().expect("unpoisoned").error.is_some());
	assert_eq!(bench.unsettled(), 600);
	bench.chain.state().unreachable = false;
	bench.round().expect("settled");
	assert_eq!(bench.unsettled(), 0);
	assert_eq!(bench.settler.progress.lock().expect("unpoisoned").error, None);
}
