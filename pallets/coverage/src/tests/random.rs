//! Whatever proofs come in whatever order: nobody earns more than the rules allow, each window is
//! proven once, and what was authorized is carried out.

use crate::{mock::*, Earned, Event, Proof, Refusal};
use cairn_primitives::coverage::{Rssi, WitnessId};
use cairn_scoring::{award, REDUNDANCY};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use std::collections::{BTreeMap, BTreeSet};

/// Histories that are tried.
const CASES: u32 = 48;

/// Routers 1 … 6 and 10 … 17, some of which are nobody's witness; probes 0 and 1.
fn arrange() {
	for index in 10..18 {
		register(index, if index % 3 == 0 { steps_away(4) } else { HOME });
	}
	change(10, |router| router.sponsor = None);
	change(11, |router| router.owner = account(1));
	book::Idle::<Test>::insert(12, ());
	campaign(0, HOME, None, 100);
	campaign(1, HOME, Some(1), 10);
}

fn witness(number: u8) -> WitnessId {
	match number % 20 {
		18 => probe(0),
		19 => probe(1),
		index => router(index.into()),
	}
}

/// A proof that need not be good.
#[derive(Clone, Debug)]
struct Attempt {
	wait: u8,
	back: u8,
	router: u8,
	witnesses: BTreeSet<u8>,
	dbm: i8,
	spoil: u8,
}

fn attempt() -> impl Strategy<Value = Attempt> {
	(0u8..8, 0u8..6, 0u8..20, prop::collection::btree_set(0u8..20, 0..14), any::<i8>(), 0u8..8)
		.prop_map(|(wait, back, router, witnesses, dbm, spoil)| Attempt {
			wait,
			back,
			router,
			witnesses,
			dbm,
			spoil,
		})
}

impl Attempt {
	fn proof(&self) -> Proof {
		let window = (System::block_number() / WINDOW).saturating_sub(self.back.into());
		let challenged = self.router.into();
		let mut lines: Vec<_> = self
			.witnesses
			.iter()
			.map(|number| {
				let mut report = heard(window, challenged, witness(*number));
				report.rssi = Rssi::Dbm(self.dbm);
				sign_report(report).into_line()
			})
			.collect();
		match (self.spoil, lines.first_mut()) {
			(0, Some(line)) => line.rssi = Rssi::Heard,
			(1, _) => lines.reverse(),
			_ => {}
		}
		proof_of(window, challenged, lines)
	}
}

fn root() -> Vec<u8> {
	sp_io::storage::root(sp_runtime::StateVersion::V1)
}

#[test]
fn generated_attempts_are_good_often_enough_to_mean_something() {
	// The same attempts in every run, in as many histories as the property below has cases.
	let mut runner = TestRunner::deterministic();
	let histories = prop::collection::vec(attempt(), 20);
	let (mut tried, mut accepted) = (0u32, 0u32);
	let mut refusals = BTreeMap::new();
	for _ in 0..CASES {
		let attempts = histories.new_tree(&mut runner).unwrap().current();
		execute(|| {
			arrange();
			run_to(WINDOW);
			for attempt in attempts {
				run_to(System::block_number() + u32::from(attempt.wait));
				tried += 1;
				match prove(attempt.proof()) {
					Ok(_) => accepted += 1,
					Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(code))) => {
						*refusals.entry(code).or_insert(0u32) += 1
					}
					Err(other) => panic!("{other:?}"),
				}
			}
		});
	}
	println!("{accepted} of {tried} attempts are accepted; refused, by code: {refusals:?}");
	assert!(accepted >= tried / 10);
	for refusal in [
		Refusal::NoReports,
		Refusal::NotSorted,
		Refusal::WindowNotEnded,
		Refusal::WindowTooOld,
		Refusal::AlreadyProven,
		Refusal::RouterUnknown,
		Refusal::NotVouched,
		Refusal::NoValidReport,
	] {
		assert!(refusals.contains_key(&refusal.code()), "{refusal:?} never: {refusals:?}");
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(CASES))]
	#[test]
	fn any_proofs_in_any_order_earn_at_most_what_the_rules_allow(
		attempts in prop::collection::vec(attempt(), 1..40),
		vouched in prop_oneof![Just(10u32), 3_010u32..20_000],
	) {
		execute(|| {
			arrange();
			Vouched::set(vouched);
			run_to(WINDOW);
			let mut proven = BTreeSet::new();
			for attempt in attempts {
				run_to(System::block_number() + u32::from(attempt.wait));
				let proof = attempt.proof();
				let all: u64 = book::Points::<Test>::iter_values().sum();
				System::reset_events();
				let before = root();
				// `prove` panics if what was authorized could not be dispatched.
				if prove(proof.clone()).is_err() {
					assert_eq!(root(), before, "a refused proof changes nothing");
					continue;
				}
				assert_ne!(root(), before);
				assert!(proven.insert((proof.window, proof.router)), "a window is proven once");
				assert!(validate(proof.clone()).is_err(), "and cannot be repeated");
				let window = Coverage::window(proof.window).unwrap();
				let events = events();
				let [Event::Proven { witnesses, scale, earned, reports, interval, .. }] =
					&events[..]
				else {
					panic!("{events:?}");
				};
				assert_eq!(*interval, window.interval);
				let most = award(*witnesses, *witnesses, window.interval(), *scale);
				let credited = |earned: &Earned| match earned {
					Earned::Points(points) => *points,
					_ => 0,
				};
				let each: Vec<_> = reports.iter().map(|report| credited(&report.earned)).collect();
				let sum = credited(earned) + each.iter().sum::<u64>();
				assert_eq!(book::Points::<Test>::iter_values().sum::<u64>() - all, sum);
				assert!(credited(earned) <= most.challenged);
				assert!(each.iter().all(|points| *points <= most.each_witness));
				assert!(credited(earned) > 0 || sum == 0, "paid by a router that is not counted");
				// Five units for the whole interval, whatever is in the proof.
				let bound = u128::from(REDUNDANCY + 1)
					* u128::from(cairn_scoring::POINT)
					* u128::from(window.interval) / 256;
				assert!(u128::from(sum) <= bound);
				Coverage::do_try_state().unwrap();
			}
		});
	}
}
