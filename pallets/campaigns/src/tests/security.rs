//! Exploits, each in words first.

use super::*;
use crate::{Error, Event, Evidence, HoldReason, MoneyTotals, Totals};
use cairn_primitives::coverage::Unpaid;
use frame_support::{
	assert_noop, assert_ok,
	traits::{LockableCurrency, WithdrawReasons},
};
use pallet_cairn_traits::{CampaignBook, ProvenSite};
use sp_runtime::ArithmeticError;

type Refusal = Error<Test>;

/// A carrier lets a router cover its cell and closes the campaign before the proof lands, so that it
/// has the coverage and keeps the money.
#[test]
fn a_campaign_pulled_in_mid_proof_still_pays() {
	execute(|| {
		open(0, &[HOME], terms(), 5_000);
		// The router covers in the window of blocks 40 … 49; the carrier sees it.
		go_to(40);
		assert_noop!(Campaigns::close(signed(carrier(0)), 0), Refusal::CampaignNotOver);
		assert_ok!(Campaigns::end(signed(carrier(0)), 0));
		// The proof lands within the notice, which is longer than a window and its proofs' time.
		go_to(40 + NOTICE - 1);
		assert_noop!(Campaigns::close(signed(carrier(0)), 0), Refusal::CampaignNotOver);
		assert_eq!(prove(proof()), paid(0, 1_000));
	});
}

/// A carrier that owes for a proof empties its account, or locks all of it elsewhere, so that the
/// payment fails.
#[test]
fn a_carrier_cannot_take_or_lock_what_it_put_in() {
	execute(|| {
		open(0, &[HOME], terms(), 5_000);
		let who = carrier(0);
		let all = free(&who);
		let away = Balances::transfer_allow_death(signed(who.clone()), account(9), all);
		assert!(away.is_err());
		let most = all - EXISTENTIAL_DEPOSIT;
		assert_ok!(Balances::transfer_keep_alive(signed(who.clone()), account(9), most));
		Balances::set_lock(*b"evasion ", &who, u128::MAX, WithdrawReasons::all());
		assert_eq!(prove(proof()), paid(0, 1_000));
		assert_eq!(held(HoldReason::Funds, &who), 4_000);
		go_to(101);
		assert_ok!(Campaigns::close(signed(account(9)), 0));
		assert_eq!(free(&who), EXISTENTIAL_DEPOSIT + 4_000 + CELL_DEPOSIT);
	});
}

/// Somebody sets up a hundred routers in one cell of a campaign for a whole town and drains it.
#[test]
fn one_cell_cannot_drain_a_campaign_on_many() {
	execute(|| {
		let town = cells(20);
		let mut terms = terms();
		terms.cap = 2_000;
		open(0, &town, terms, 40_000);
		let drained: u128 = (0..100)
			.filter_map(|router| prove(ProvenSite { router, ..proof() }).ok())
			.map(|paid| paid.amount)
			.sum();
		assert_eq!(drained, 2_000);
		let elsewhere = *town.iter().find(|cell| **cell != HOME).unwrap();
		assert_eq!(prove(ProvenSite { cell: elsewhere, ..proof() }), paid(0, 1_000));
	});
}

/// A carrier keeps others off a cell with four campaigns that nobody can earn from: it names a
/// sponsor that does not exist and asks for fourteen of its own probes.
///
/// It cannot be kept from it, but it costs: until the deadline, which is never further away than
/// `MaxDuration`, it leaves four deposits and four days' price, and its places are lost as soon as
/// their time is over.
#[test]
fn four_worthless_campaigns_block_a_cell_at_a_price_and_for_a_time() {
	execute(|| {
		let mut worthless = terms();
		worthless.price = MIN_PRICE;
		worthless.cap = MIN_PRICE;
		worthless.sponsors = only(&[u32::MAX]);
		worthless.evidence = Evidence::Probes;
		worthless.least = 14;
		worthless.deadline = 1 + MAX_DURATION;
		for _ in 0..4 {
			assert_noop!(
				try_open(0, &[HOME], worthless.clone(), MIN_PRICE - 1),
				Refusal::FundsTooLow
			);
			open(0, &[HOME], worthless.clone(), MIN_PRICE);
		}
		let locked = 4 * (CELL_DEPOSIT + MIN_PRICE);
		assert_eq!(free(&carrier(0)), ENDOWMENT - locked);
		assert_noop!(try_open(1, &[HOME], terms(), 5_000), Refusal::CellFull);

		// Whoever comes first after the deadline has a place, closed or not.
		go_to(1 + MAX_DURATION);
		for who in 1..5 {
			open(who, &[HOME], terms(), 5_000);
		}
		assert_eq!(prove(proof()), paid(4, 1_000));
		assert_noop!(try_open(0, &[HOME], terms(), 5_000), Refusal::CellFull);
	});
}

/// The same carrier takes its money back out of the four through a router of its own, to block the
/// cell with empty campaigns for the deposit alone.
#[test]
fn an_emptied_campaign_blocks_nobody() {
	execute(|| {
		for _ in 0..4 {
			open(0, &[HOME], terms(), 1_001);
		}
		assert_eq!(prove(proof()), paid(0, 1_000));
		// One planck is left, which keeps no place.
		let newest = open(1, &[HOME], terms(), 5_000);
		assert_eq!(events().pop(), Some(Event::Displaced { campaign: 0, cell: HOME, by: newest }));
	});
}

/// A carrier opens the cheapest campaign there is on a cell before a dear one comes, so that routers
/// earn a pittance and the dear one's money stays idle.
///
/// The oldest pays first: this works, for `MinPrice` a day and router until the cheap one's cap or
/// funds are spent.
#[test]
fn a_cheap_campaign_in_front_of_a_dear_one_costs_its_owner_the_least_price() {
	execute(|| {
		let mut cheap = terms();
		cheap.price = MIN_PRICE;
		cheap.cap = 2 * MIN_PRICE;
		open(0, &[HOME], cheap, 2 * MIN_PRICE);
		open(1, &[HOME], terms(), 5_000);
		assert_eq!(prove(proof()), paid(0, MIN_PRICE));
		assert_eq!(prove(proof()), paid(0, MIN_PRICE));
		assert_eq!(prove(proof()), paid(1, 1_000));
	});
}

/// A router shows the report of another carrier's probe to a campaign that asks for its own.
#[test]
fn a_foreign_carriers_probe_does_not_count() {
	execute(|| {
		let mut terms = terms();
		terms.evidence = Evidence::Probes;
		open(0, &[HOME], terms, 5_000);
		for probes in [&[(1, 14)][..], &[(1, 14), (2, 1)]] {
			let refused = prove(ProvenSite { probes, ..proof() });
			assert_eq!(refused, Err(Unpaid::EvidenceNotAccepted));
		}
		assert_eq!(prove(ProvenSite { probes: &[(0, 1), (1, 1)], ..proof() }), paid(0, 1_000));
	});
}

/// Two carriers' probes are added up to the number that each carrier's campaign asks for.
#[test]
fn probes_of_two_carriers_are_not_added_up() {
	execute(|| {
		let mut terms = terms();
		terms.least = 3;
		open(0, &[HOME], terms.clone(), 5_000);
		open(1, &[HOME], terms, 5_000);
		let site = |probes| ProvenSite { witnesses: &[], probes, ..proof() };
		assert_eq!(prove(site(&[(0, 2), (1, 2)])), Err(Unpaid::TooFewReports));
		assert_eq!(prove(site(&[(0, 2), (1, 3)])), paid(1, 1_000));
		// Both accept: still only one pays.
		assert_eq!(prove(site(&[(0, 3), (1, 3)])), paid(0, 1_000));
		assert_eq!(earned(ROUTER), 2_000);
	});
}

/// Routers of a careless sponsor cover the cells of a campaign that trusts another one.
#[test]
fn a_sponsor_that_is_not_accepted_earns_its_routers_nothing() {
	execute(|| {
		let mut terms = terms();
		terms.sponsors = only(&[SPONSOR, 9]);
		open(0, &[HOME], terms, 5_000);
		let refused = prove(ProvenSite { sponsor: 4, ..proof() });
		assert_eq!(refused, Err(Unpaid::SponsorNotAccepted));
		assert_eq!(prove(ProvenSite { sponsor: 9, ..proof() }), paid(0, 1_000));
	});
}

/// A router of a trusted sponsor is moved into a campaign's cell on paper, and proven by keys for which a
/// careless one vouches.
#[test]
fn witnesses_of_a_sponsor_that_is_not_accepted_do_not_count() {
	execute(|| {
		let mut terms = terms();
		terms.sponsors = only(&[SPONSOR, 9]);
		terms.least = 3;
		open(0, &[HOME], terms, 5_000);
		let told = |witnesses| prove(ProvenSite { witnesses, ..proof() });
		assert_eq!(told(&[(4, 14)]), Err(Unpaid::EvidenceNotAccepted));
		assert_eq!(told(&[(4, 11), (SPONSOR, 2)]), Err(Unpaid::TooFewReports));
		// Probes are the carrier's own, and nobody vouches for them.
		let site = ProvenSite { witnesses: &[(4, 14)], probes: &[(0, 2)], ..proof() };
		assert_eq!(prove(site), Err(Unpaid::TooFewReports));
		assert_eq!(told(&[(4, 1), (9, 1), (SPONSOR, 2)]), paid(0, 1_000));
	});
}

/// A proof with one report where three are asked for.
#[test]
fn too_few_reports_earn_nothing() {
	execute(|| {
		let mut terms = terms();
		terms.least = 3;
		open(0, &[HOME], terms, 5_000);
		let two = &[(SPONSOR, 2)][..];
		for (witnesses, reason) in
			[(two, Unpaid::TooFewReports), (&[], Unpaid::EvidenceNotAccepted)]
		{
			assert_eq!(prove(ProvenSite { witnesses, ..proof() }), Err(reason));
		}
		let site = ProvenSite { witnesses: two, probes: &[(0, 1)], ..proof() };
		assert_eq!(prove(site), paid(0, 1_000));
	});
}

/// A proof for an interval so long, or a price so high, that their product wraps around and pays
/// more than there is, or nothing.
#[test]
fn the_longest_interval_pays_no_more_than_cap_and_funds() {
	execute(|| {
		open(0, &[HOME], terms(), 30_000);
		let longest = ProvenSite { interval: u32::MAX, ..proof() };
		assert_eq!(prove(longest.clone()), paid(0, 10_000));
		assert_eq!(prove(longest.clone()), Err(Unpaid::CapSpent));

		let mut highest = terms();
		highest.price = 1 << 120;
		highest.cap = u128::MAX;
		Balances::force_set_balance(RuntimeOrigin::root(), carrier(1), u128::MAX >> 1).unwrap();
		open(1, &[HOME], highest, 1 << 121);
		assert_eq!(prove(longest), paid(1, 1 << 121));
		assert_eq!(record(1).left, 0);
	});
}

/// Amounts beyond 128 bits, so that a sum wraps around.
#[test]
fn amounts_that_exceed_128_bits_are_refused() {
	execute(|| {
		let mut highest = terms();
		highest.price = u128::MAX;
		highest.cap = u128::MAX;
		// price · cells wraps to a small number.
		assert_noop!(try_open(0, &cells(2), highest.clone(), u128::MAX), Refusal::FundsTooLow);
		assert_noop!(try_open(0, &[HOME], highest, u128::MAX), Refusal::CannotHold);
		// A total that is full takes no more, and nothing is held.
		let full = Totals { received: u128::MAX - 1_000, held: 0, paid: 0, returned: 0 };
		MoneyTotals::<Test>::put(full);
		assert_noop!(try_open(0, &[HOME], terms(), 1_001), ArithmeticError::Overflow);
		MoneyTotals::<Test>::kill();
	});
}

/// A router that proves again and again in a block is paid again and again: proving a window twice
/// is refused before campaigns are asked, and what they pay is bounded by cap and funds alone.
#[test]
fn repeated_proofs_never_pay_more_than_was_put_in() {
	execute(|| {
		open(0, &[HOME], terms(), 3_500);
		let all: u128 = (0..50).filter_map(|_| prove(proof()).ok()).map(|paid| paid.amount).sum();
		assert_eq!((all, earned(ROUTER)), (3_500, 3_500));
	});
}

/// The rewards ledger refuses what it is to hold when the money has already moved: the pot has it,
/// and nobody is owed it.
#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "what a campaign has left"))]
fn a_payment_that_fails_half_way_leaves_no_trace() {
	execute(|| {
		open(0, &[HOME], terms(), 5_000);
		System::reset_events();
		LedgerFails::set(true);
		assert_eq!(Campaigns::proven(&proof()).0, Err(Unpaid::TransferFailed));
		assert_eq!(earned(ROUTER), 0);
		assert_eq!(free(&Pot::get()), EXISTENTIAL_DEPOSIT);
		assert_eq!(record(0).left, 5_000);
		assert_eq!(events(), []);
		LedgerFails::set(false);
		assert_eq!(prove(proof()), paid(0, 1_000));
	});
}
