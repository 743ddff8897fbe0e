//! The chain, block by block, and its invariants after each.

use crate::common::*;
use cairn_primitives::{coverage::Window, GenesisHash, RouterIndex};
use cairn_runtime::*;
use frame_support::storage::{with_transaction_unchecked, TransactionOutcome};
use pallet_cairn_coverage::{Call, Event, Proof, Refusal, Verdict};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
};
use std::collections::BTreeMap;

/// Blocks between the leaps in which nothing happens before the first window: under an epoch.
const LEAP: BlockNumber = 2_390;

/// The network, with who is in it.
pub struct World {
	chain: sp_io::TestExternalities,
	/// The genesis hash as signing payloads take it.
	pub genesis: GenesisHash,
	/// The device key of each router, as a SURI.
	pub devices: BTreeMap<RouterIndex, String>,
	/// Whose each router was when it was registered, as a SURI.
	pub owners: BTreeMap<RouterIndex, String>,
	/// What traffic brought each router, in planck.
	pub traffic: BTreeMap<RouterIndex, Balance>,
	/// Issued at genesis and minted since, in planck.
	minted: Balance,
	/// Burnt so far in planck: fees, prices and slashes.
	pub burnt: Balance,
	/// Of these, prices of moves.
	pub burnt_by_moves: Balance,
}

impl World {
	/// The first block of the test network.
	pub fn new() -> Self {
		let mut world = Self {
			chain: genesis(LOCAL_TESTNET_RUNTIME_PRESET),
			genesis: [0; 32],
			devices: BTreeMap::new(),
			owners: BTreeMap::new(),
			traffic: BTreeMap::new(),
			minted: 0,
			burnt: 0,
			burnt_by_moves: 0,
		};
		world.minted = world.read(Balances::total_issuance);
		world.genesis = world.block(genesis_hash);
		world
	}

	/// Looks at the state.
	pub fn read<R>(&mut self, body: impl FnOnce() -> R) -> R {
		self.chain.execute_with(body)
	}

	/// Builds the next block that has room for transactions, and checks every invariant after it. A
	/// block in which a session ends has none.
	pub fn block<R>(&mut self, body: impl FnOnce() -> R) -> R {
		let mut next = self.now() + 1;
		if next > 1 && next % EPOCH_BLOCKS == 1 {
			self.block_at(next, || ());
			next += 1;
		}
		self.block_at(next, body)
	}

	fn block_at<R>(&mut self, number: BlockNumber, body: impl FnOnce() -> R) -> R {
		let (result, events) = commit(&mut self.chain, || {
			let result = block_at(number, body);
			check();
			(result, System::events())
		});
		for record in events {
			self.note(record.event);
		}
		let issued = self.read(Balances::total_issuance);
		assert_eq!(issued + self.burnt, self.minted, "issuance at {number}");
		result
	}

	/// Notes what exists more or less by an event.
	fn note(&mut self, event: RuntimeEvent) {
		match event {
			RuntimeEvent::TransactionPayment(
				pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
			) => self.burnt += actual_fee,
			RuntimeEvent::Balances(pallet_balances::Event::DustLost { amount, .. }) => {
				self.burnt += amount
			}
			RuntimeEvent::Carriers(pallet_cairn_carriers::Event::Paid { fee, .. }) => {
				self.burnt += fee
			}
			RuntimeEvent::Routers(pallet_cairn_routers::Event::MoveAnnounced { price, .. }) => {
				self.burnt += price;
				self.burnt_by_moves += price;
			}
			RuntimeEvent::Routers(pallet_cairn_routers::Event::SponsorSlashed {
				amount, ..
			}) => self.burnt += amount,
			RuntimeEvent::Rewards(pallet_cairn_rewards::Event::PeriodClosed { minted, .. }) => {
				self.minted += minted
			}
			_ => (),
		}
	}

	/// The last block.
	pub fn now(&mut self) -> BlockNumber {
		self.read(System::block_number)
	}

	/// Goes on to this block. Of those before it only the first ones of windows are built: nothing
	/// happens in the others.
	pub fn to(&mut self, number: BlockNumber) {
		let mut now = self.now();
		while now < number {
			now = number.min((now / WINDOW + 1) * WINDOW);
			self.block_at(now, || ());
		}
	}

	/// Goes on to the first full period, without any window before it: as if the chain had begun
	/// without this pallet.
	pub fn reach_first_full_period(&mut self) {
		let mut now = self.now();
		while now + LEAP < PERIOD {
			now += LEAP;
			if now.is_multiple_of(WINDOW) {
				now -= 1;
			}
			self.block_at(now, || ());
		}
		self.block_at(PERIOD, || ());
	}

	/// Goes on to the first block of the next period.
	pub fn close_period(&mut self) {
		let now = self.now();
		self.to((now / PERIOD + 1) * PERIOD);
	}

	/// The window that is running.
	pub fn window(&mut self) -> Window {
		self.now() / WINDOW
	}

	/// Ends the running window, and says its number: now it can be proven.
	pub fn end_window(&mut self) -> Window {
		let window = self.window();
		self.to((window + 1) * WINDOW);
		window
	}

	/// Sends a transaction of an account in a block of its own; it must succeed.
	pub fn send(&mut self, who: &str, call: RuntimeCall) {
		let sent = self.try_send(who, call);
		assert_eq!(sent, Ok(()), "sent by {who}");
	}

	/// Sends a transaction of an account in a block of its own, and says how it fared.
	pub fn try_send(
		&mut self,
		who: &str,
		call: RuntimeCall,
	) -> Result<(), sp_runtime::DispatchError> {
		self.block(|| apply(signed(who, call)).expect("a valid transaction"))
	}

	/// A call of the council's, here by the test network's sudo key.
	pub fn council(&mut self, call: RuntimeCall) {
		self.send("//Alice", RuntimeCall::Sudo(pallet_sudo::Call::sudo { call: Box::new(call) }));
		let done = self.read(|| {
			System::read_events_for_pallet::<pallet_sudo::Event<Runtime>>()
				.into_iter()
				.any(|event| matches!(event, pallet_sudo::Event::Sudid { sudo_result: Ok(()) }))
		});
		assert!(done, "the council's call failed");
	}

	/// What a node's pool would say to a proof.
	pub fn pool(&mut self, proof: &Proof) -> TransactionValidity {
		let proof = proof.clone();
		let transaction = self.read(|| prove(proof));
		self.pool_of(transaction)
	}

	/// What a node's pool would say to a transaction.
	pub fn pool_of(&mut self, transaction: UncheckedExtrinsic) -> TransactionValidity {
		self.read(|| {
			with_transaction_unchecked(|| {
				let (source, parent) = (TransactionSource::External, System::parent_hash());
				let validity = Executive::validate_transaction(source, transaction, parent);
				TransactionOutcome::Rollback(validity)
			})
		})
	}

	/// Puts proofs into one block, and says what became of each.
	pub fn prove_all(&mut self, proofs: Vec<Proof>) -> Vec<Result<(), TransactionValidityError>> {
		self.block(|| {
			let all = proofs.into_iter().map(|proof| {
				apply(prove(proof)).map(|done| {
					done.expect("an authorized call cannot fail in dispatch");
				})
			});
			all.collect()
		})
	}

	/// Puts one proof into a block of its own; pool and block must agree.
	pub fn try_prove(&mut self, proof: Proof) -> Result<(), TransactionValidityError> {
		let pool = self.pool(&proof).map(|_| ());
		let done = self.prove_all(vec![proof]).remove(0);
		assert_eq!(pool, done, "pool and block disagree");
		done
	}

	/// Puts a good proof into a block of its own, and tells what came of it.
	pub fn prove(&mut self, proof: Proof) -> Event<Runtime> {
		assert_eq!(self.try_prove(proof), Ok(()));
		self.proven().pop().expect("a proof causes an event")
	}

	/// Shows the chain a bad proof, which must be refused for this reason.
	pub fn refuses(&mut self, proof: Proof, refusal: Refusal) {
		let invalid = InvalidTransaction::Custom(refusal.code());
		assert_eq!(self.try_prove(proof), Err(invalid.into()), "expected {refusal:?}");
		assert!(self.proven().is_empty());
	}

	/// What was proven in the last block.
	pub fn proven(&mut self) -> Vec<Event<Runtime>> {
		let mut events = self.read(System::read_events_for_pallet::<Event<Runtime>>);
		events.retain(|event| matches!(event, Event::Proven { .. }));
		events
	}
}

/// The verdicts on a proof's reports, in its order.
pub fn verdicts(event: &Event<Runtime>) -> Vec<Verdict> {
	match event {
		Event::Proven { reports, .. } => reports.iter().map(|report| report.verdict).collect(),
		other => panic!("not a proof: {other:?}"),
	}
}

/// A proof as a general transaction: of nobody, relayed by anybody.
pub fn prove(proof: Proof) -> UncheckedExtrinsic {
	general(RuntimeCall::Coverage(Call::prove { proof }))
}

/// Every invariant of Cairn's pallets.
fn check() {
	let at = System::block_number();
	for (pallet, result) in [
		("routers", Routers::do_try_state()),
		("carriers", Carriers::do_try_state()),
		("receipts", Receipts::do_try_state()),
		("rewards", Rewards::do_try_state()),
		("coverage", Coverage::do_try_state()),
		("campaigns", Campaigns::do_try_state()),
	] {
		result.unwrap_or_else(|error| panic!("{pallet} at {at}: {error:?}"));
	}
}
