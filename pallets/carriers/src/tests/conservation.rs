//! Any sequence of actions keeps every invariant and every planck.

use super::*;
use cairn_primitives::{Balance, BlockNumber, CarrierIndex, KeyNumber, Kind, Role, TariffVersion};
use frame_support::traits::UnfilteredDispatchable;
use pallet_cairn_traits::{CarrierBook, TermsRefusal};
use proptest::prelude::*;
use sp_core::Pair;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
enum Action {
	Fund(Balance),
	Pay(Balance, Balance),
	NoteStopped,
	Withdraw(Balance),
	Complete,
	Cancel,
	AddKey(u8),
	Retire(KeyNumber),
	Revoke(KeyNumber),
	Forget(KeyNumber),
	Post(BlockNumber, u8),
	LanesRemoved(TariffVersion),
	SetCap(Balance),
	Pause(BlockNumber),
	Resume,
	SetParameters(u16, u16),
	AddProbe(u8),
	RemoveProbe(u32),
	Advance(BlockNumber),
	/// Waits for a requested withdrawal and this many blocks more, and completes it.
	Ripen(BlockNumber),
}

fn action() -> impl Strategy<Value = Action> {
	use Action::*;
	prop_oneof![
		3 => (0..60_000u128).prop_map(Fund),
		6 => (0..20_000u128, 0..1_000u128).prop_map(|(net, fee)| Pay(net, fee)),
		2 => Just(NoteStopped),
		4 => (0..150_000u128).prop_map(Withdraw),
		2 => Just(Complete),
		1 => Just(Cancel),
		1 => (0u8..12).prop_map(AddKey),
		1 => (0u16..6).prop_map(Retire),
		1 => (0u16..6).prop_map(Revoke),
		1 => (0u16..6).prop_map(Forget),
		3 => (0..2 * NOTICE, 0u8..4).prop_map(|(ahead, classes)| Post(ahead, classes)),
		2 => (0u32..6).prop_map(LanesRemoved),
		3 => prop_oneof![Just(0), Just(CAP), 0..60_000u128].prop_map(SetCap),
		1 => (0..MAX_PAUSE + 2).prop_map(Pause),
		1 => Just(Resume),
		1 => (0u16..3_000, 0u16..9_000).prop_map(|(fee, share)| SetParameters(fee, share)),
		1 => (50u8..56).prop_map(AddProbe),
		1 => (0u32..6).prop_map(RemoveProbe),
		6 => (1..DELAY + 5).prop_map(Advance),
		4 => (0..WINDOW + 2).prop_map(Ripen),
	]
}

fn call(action: Action, who: CarrierIndex) -> Option<(RuntimeOrigin, crate::Call<Test>)> {
	use crate::Call;
	let carrier = signed(account(who as u8 + 1));
	let root = RuntimeOrigin::root();
	Some(match action {
		Action::Fund(amount) => (carrier, Call::fund { amount }),
		Action::Withdraw(amount) => (carrier, Call::withdraw { amount }),
		Action::Complete => (carrier, Call::complete_withdrawal {}),
		Action::Cancel => (carrier, Call::cancel_withdrawal {}),
		Action::AddKey(byte) => (carrier, Call::add_key { key: aaa_key(byte) }),
		Action::Retire(number) => (carrier, Call::retire_key { number }),
		Action::Revoke(number) => (carrier, Call::revoke_key { number }),
		Action::Forget(number) => (carrier, Call::forget_key { number }),
		Action::Post(ahead, classes) => {
			let from = System::block_number() + ahead;
			(carrier, Call::post_tariff { from, prices: prices(&vec![5; classes.into()]) })
		}
		Action::AddProbe(number) => {
			let expires = System::block_number();
			let (key, proof) =
				(probe_pair(number).public().into(), possession(number, who, expires));
			(carrier, Call::add_probe { key, expires, proof })
		}
		Action::RemoveProbe(probe) => (carrier, Call::remove_probe { probe }),
		Action::SetCap(cap) => (carrier, Call::set_cap { cap }),
		Action::Pause(blocks) => (root, Call::pause_settling { blocks }),
		Action::Resume => (root, Call::resume_settling {}),
		Action::SetParameters(fee_rate, relay_share) => {
			(root, Call::set_parameters { fee_rate, relay_share })
		}
		_ => return None,
	})
}

/// What must hold besides `try_state`, remembered independently of the pallet.
struct Witness {
	issuance: Balance,
	/// Blocks in which each carrier could settle, counted one by one.
	settling: BTreeMap<CarrierIndex, BlockNumber>,
	/// The reading of that count at each carrier's newest request.
	requested: BTreeMap<CarrierIndex, BlockNumber>,
	/// Blocks of settling since each carrier's cap last stopped it, counted one by one.
	undisturbed: BTreeMap<CarrierIndex, BlockNumber>,
	/// The block in which each carrier's newest request had waited the whole delay by that count.
	ripe: BTreeMap<CarrierIndex, BlockNumber>,
	closed: BTreeSet<(CarrierIndex, TariffVersion)>,
	dead_keys: BTreeSet<(CarrierIndex, KeyNumber)>,
}

const CARRIERS: [CarrierIndex; 2] = [0, 1];

impl Witness {
	fn new() -> Self {
		Self {
			issuance: Balances::total_issuance(),
			// Block 0, in which they were opened.
			settling: CARRIERS.map(|carrier| (carrier, 1)).into(),
			requested: BTreeMap::new(),
			undisturbed: CARRIERS.map(|carrier| (carrier, 1)).into(),
			ripe: BTreeMap::new(),
			closed: BTreeSet::new(),
			dead_keys: BTreeSet::new(),
		}
	}

	fn advance(&mut self) {
		let now = System::block_number();
		for (carrier, settling) in &mut self.settling {
			let stopped = record(*carrier).clock.is_stopped(now);
			let undisturbed = self.undisturbed.entry(*carrier).or_default();
			if stopped {
				*undisturbed = 0;
			} else if <Carriers as CarrierBook<_>>::settling_open() {
				*settling += 1;
				*undisturbed += 1;
			}
			let ripens = self.requested.get(carrier).map(|at| at + DELAY);
			if ripens.is_some_and(|at| *settling >= at) {
				self.ripe.entry(*carrier).or_insert(now + 1);
			}
		}
		System::reset_events();
		System::set_block_number(now + 1);
	}

	fn run(&mut self, blocks: BlockNumber) {
		for _ in 0..blocks {
			self.advance();
			self.check();
		}
	}

	fn act(&mut self, action: Action, who: CarrierIndex) {
		let before = record(who).escrow;
		match action {
			Action::Advance(blocks) => self.run(blocks),
			Action::Ripen(more) => {
				let left = record(who)
					.withdrawal
					.map_or(0, |request| request.matures.saturating_sub(clock(who)));
				self.run(left + more);
				self.act(Action::Complete, who);
			}
			Action::Pay(net, fee) => {
				let payable = <Carriers as CarrierBook<_>>::payable(who);
				let outcome = <Carriers as CarrierBook<_>>::pay(who, net, fee);
				assert_eq!(outcome.is_ok(), net + fee <= payable, "{outcome:?}");
				assert_eq!(record(who).escrow, before - outcome.map_or(0, |_| net + fee));
			}
			Action::NoteStopped => <Carriers as CarrierBook<_>>::note_stopped(who),
			Action::LanesRemoved(version) => {
				<Carriers as CarrierBook<_>>::lanes_removed(who, version)
			}
			_ => {
				let withdraws = matches!(action, Action::Withdraw(_));
				let completes = matches!(action, Action::Complete);
				let revokes = matches!(action, Action::Revoke(_));
				let (origin, call) = call(action, who).unwrap();
				let dispatched = call.dispatch_bypass_filter(origin).is_ok();
				if dispatched && withdraws {
					self.requested.insert(who, self.settling[&who]);
					self.ripe.remove(&who);
				}
				// The newest postponement counts as a request.
				let postponed = |event: &crate::Event<Test>| matches!(event, crate::Event::WithdrawalPostponed { carrier, .. } if *carrier == who);
				if dispatched && revokes && events().iter().any(postponed) {
					self.requested.insert(who, self.settling[&who]);
					self.ripe.remove(&who);
				}
				if dispatched && completes {
					let waited = self.settling[&who] - self.requested[&who];
					assert!(waited >= DELAY, "withdrawn after {waited} blocks of settling");
					let stood = System::block_number() - self.ripe[&who];
					assert!(stood < WINDOW, "withdrawn {stood} blocks after it had matured");
					let undisturbed = self.undisturbed[&who];
					assert!(undisturbed >= PERIOD, "withdrawn {undisturbed} blocks after a stop");
				}
			}
		}
	}

	fn check(&mut self) {
		Carriers::do_try_state().unwrap();
		let totals = EscrowTotals::<Test>::get();
		assert_eq!(Balances::total_issuance(), self.issuance - totals.fees);
		assert_eq!(free(&Pot::get()), EXISTENTIAL_DEPOSIT + totals.paid);
		let owned = |account: &AccountId| {
			let reasons = [HoldReason::Escrow, HoldReason::Deposit, HoldReason::Probe];
			free(account) + reasons.map(|reason| held(reason, account)).iter().sum::<Balance>()
		};
		let carriers: Balance = CARRIERS.iter().map(|i| owned(&record(*i).account)).sum();
		assert_eq!(carriers, 2 * ENDOWMENT - totals.paid - totals.fees);

		let kind = Kind::new(0, Role::Direct).unwrap();
		for carrier in CARRIERS {
			assert_eq!(clock(carrier), self.settling[&carrier], "clock of carrier {carrier}");
			for version in 0..record(carrier).next_version {
				let terms = <Carriers as CarrierBook<_>>::terms(carrier, version, kind);
				let closed = matches!(
					terms,
					Err(TermsRefusal::VersionClosed | TermsRefusal::VersionNotFound)
				);
				let known = self.closed.contains(&(carrier, version));
				assert!(closed || !known, "version {version} settles again");
				if closed {
					self.closed.insert((carrier, version));
				}
			}
			for number in 0..record(carrier).next_key {
				let dead = <Carriers as CarrierBook<_>>::key(carrier, number).is_err();
				let known = self.dead_keys.contains(&(carrier, number));
				assert!(dead || !known, "key {number} settles again");
				if dead {
					self.dead_keys.insert((carrier, number));
				}
			}
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn any_sequence_of_actions_keeps_every_invariant_and_every_planck(
		actions in prop::collection::vec((action(), 0u32..2), 1..80)
	) {
		let second = GenesisCarrier {
			account: account(2),
			key: aaa_key(2),
			escrow: 7_000,
			prices: vec![3],
			cap: 9_000,
			endpoint: String::new(),
		};
		ExtBuilder::default().with_carrier().with(second).build_and_execute_with(|| {
			let mut witness = Witness::new();
			witness.check();
			for (action, who) in actions {
				witness.act(action, who);
				witness.check();
			}
		});
	}
}
