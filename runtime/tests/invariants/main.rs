//! Whatever anybody does, in whatever order: the books balance to the planck after every block.
//!
//! Random histories of everything that owners, devices, carriers, sponsors, the council and
//! strangers can do run through the real runtime as signed transactions. Each block ends in the
//! `try_state` of all of Cairn's pallets (of the SDK's too, see `sdk`) and in books that the test
//! keeps for itself, from events alone.

mod acts;
mod books;
#[path = "../common/mod.rs"]
mod common;
mod coverage;
mod people;
mod sdk;
mod strategy;

use books::Books;
use cairn_runtime::System;
use common::*;
use proptest::{
	collection::vec,
	test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use std::{cell::RefCell, collections::BTreeSet};
use strategy::{block_of_acts, village, Step};

/// Histories to try, and the most steps of one.
const HISTORIES: u32 = 32;
const STEPS: usize = 60;
/// They are shared among so many threads, each with a seed of its own.
const THREADS: u8 = 2;

/// Events that must occur somewhere in all histories, or these would prove nothing about them.
const EXPECTED: [&str; 57] = [
	"Balances::DustLost",
	"Campaigns::Closed",
	"Campaigns::EndAnnounced",
	"Campaigns::Funded",
	"Campaigns::Opened",
	"Campaigns::Paid",
	"Carriers::CapSet",
	"Carriers::ClockStopped",
	"Carriers::Funded",
	"Carriers::KeyAdded",
	"Carriers::KeyForgotten",
	"Carriers::KeyRetired",
	"Carriers::KeyRevoked",
	"Carriers::Opened",
	"Carriers::Paid",
	"Carriers::ParametersSet",
	"Carriers::ProbeAdded",
	"Carriers::ProbeRemoved",
	"Carriers::SettlingPaused",
	"Carriers::TariffPosted",
	"Carriers::TariffRemoved",
	"Carriers::WithdrawalCancelled",
	"Carriers::WithdrawalCompleted",
	"Carriers::WithdrawalRequested",
	"Coverage::ParametersSet",
	"Coverage::Paused",
	"Coverage::Proven",
	"Coverage::Proven with points",
	"Coverage::Resumed",
	"Coverage::SpanClosed",
	"Coverage::WindowOpened",
	"Receipts::LanesCleared",
	"Receipts::ReceiptSettled",
	"Receipts::Settled",
	"Rewards::Claimed",
	"Rewards::ClaimSkipped",
	"Rewards::Departed",
	"Rewards::DepartedClaimed",
	"Rewards::DustNoted",
	"Rewards::Forfeited",
	"Rewards::Frozen",
	"Rewards::PeriodClosed",
	"Rewards::Thawed",
	"Rewards::ValidatorsGranted",
	"Routers::AppealEnded",
	"Routers::BondReturned",
	"Routers::Closed",
	"Routers::KeyRotated",
	"Routers::MoveAnnounced",
	"Routers::Registered",
	"Routers::Removed",
	"Routers::Revoked",
	"Routers::SponsorAdmitted",
	"Routers::SponsorSlashed",
	"Routers::Transferred",
	"Routers::Vouched",
	"Staking::Rewarded",
];

#[test]
fn any_history_balances_to_the_planck_after_every_block() {
	// A chain lives in its thread, so that every core has histories of its own.
	let seen: BTreeSet<_> = std::thread::scope(|scope| {
		let threads: Vec<_> =
			(1..=THREADS).map(|seed| scope.spawn(move || histories(seed))).collect();
		threads.into_iter().flat_map(|thread| thread.join().expect("a history fails")).collect()
	});
	let missing: Vec<_> = EXPECTED.iter().filter(|name| !seen.contains(**name)).collect();
	assert!(missing.is_empty(), "never happened: {missing:?}; what did: {seen:?}");
}

/// Lives some histories. Says which events occurred in them.
fn histories(seed: u8) -> BTreeSet<String> {
	let cases = HISTORIES.div_ceil(THREADS.into());
	let config = Config { cases, failure_persistence: None, ..Config::default() };
	// The same histories every time: a red run can be repeated, and a green one is no luck.
	let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
	let seen = RefCell::new(BTreeSet::new());
	TestRunner::new_with_rng(config, rng)
		.run(&vec(block_of_acts(), STEPS / 2..STEPS), |steps| {
			let mut chain = genesis(LOCAL_TESTNET_RUNTIME_PRESET);
			let mut books = commit(&mut chain, Books::open);
			for step in std::iter::once(village()).chain(steps) {
				live(&mut chain, step, &mut books);
			}
			seen.borrow_mut().extend(books.seen().keys().cloned());
			Ok(())
		})
		.unwrap_or_else(|failure| panic!("{failure}"));
	seen.into_inner()
}

/// One block of acts, then time that passes.
fn live(chain: &mut sp_io::TestExternalities, step: Step, books: &mut Books) {
	let told = format!("{step:?}");
	commit(chain, || {
		block(|| {
			for act in step.acts {
				act.happen();
			}
		});
		books.check(&told);
	});
	let until = commit(chain, System::block_number) + step.passes;
	while commit(chain, System::block_number) < until {
		commit(chain, || books.pass_some(until, &told));
	}
}
