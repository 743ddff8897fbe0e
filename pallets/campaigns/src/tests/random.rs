//! Any history keeps every invariant and every planck, and pays what an independent book says.

use super::*;
use crate::{Evidence, HoldReason, MoneyTotals, OnCell, Sponsors, Terms};
use cairn_primitives::{
	coverage::Unpaid, Balance, BlockNumber, CarrierIndex, CellIndex, RouterIndex,
};
use frame_support::traits::UnfilteredDispatchable;
use pallet_cairn_traits::{CampaignIndex, ProvenSite};
use proptest::prelude::*;
use std::collections::BTreeMap;

const CARRIERS: CarrierIndex = 3;
const CELLS: usize = 4;
const ROUTERS: RouterIndex = 5;

#[derive(Clone, Debug)]
enum Action {
	/// By whom, on which cells (a mask), terms with a deadline counted from now, money.
	Open(CarrierIndex, u8, Terms, Balance),
	Fund(CarrierIndex, CampaignIndex, Balance),
	End(CarrierIndex, CampaignIndex),
	Close(CarrierIndex, CampaignIndex),
	/// A router in a cell with a sponsor, witnesses of sponsors 0 … 3, probes of carriers 0 and 1, an
	/// interval.
	Prove(RouterIndex, usize, u32, [u8; 4], [u8; 2], u32),
	Advance(BlockNumber),
}

fn evidence() -> impl Strategy<Value = Evidence> {
	prop_oneof![1 => Just(Evidence::Witnesses), 1 => Just(Evidence::Probes), 2 => Just(Evidence::Both)]
}

fn sponsors() -> impl Strategy<Value = Sponsors> {
	prop_oneof![
		3 => Just(Sponsors::Any),
		1 => prop::collection::btree_set(0u32..4, 1..3)
			.prop_map(|named| only(&named.into_iter().collect::<Vec<_>>())),
	]
}

prop_compose! {
	fn offer()(
		price in MIN_PRICE - 2..2_000, days in 0u128..6, deadline in 0..150u32,
		sponsors in sponsors(), evidence in evidence(), least in 1u8..4,
	) -> Terms {
		Terms { price, cap: price * days + 7, deadline, sponsors, evidence, least }
	}
}

fn action() -> impl Strategy<Value = Action> {
	use Action::*;
	let campaign = || 0u32..25;
	prop_oneof![
		5 => (0..CARRIERS, 1u8..16, offer(), 0..12_000u128)
			.prop_map(|(who, cells, terms, money)| Open(who, cells, terms, money)),
		2 => (0..CARRIERS, campaign(), 0..5_000u128).prop_map(|(who, c, money)| Fund(who, c, money)),
		1 => (0..CARRIERS, campaign()).prop_map(|(who, campaign)| End(who, campaign)),
		3 => (0..CARRIERS, campaign()).prop_map(|(who, campaign)| Close(who, campaign)),
		9 => (
			0..ROUTERS, 0..CELLS, 0u32..4, prop::array::uniform4(0u8..3), [0u8..4, 0u8..4],
			prop_oneof![4 => 256..6 * WHOLE_DAY, 1 => any::<u32>()],
		)
			.prop_map(|(router, cell, sponsor, witnesses, probes, interval)| {
				Prove(router, cell, sponsor, witnesses, probes, interval)
			}),
		3 => (1..40u32).prop_map(Advance),
	]
}

/// A campaign as an independent book keeps it.
#[derive(Clone, Debug)]
struct Kept {
	who: CarrierIndex,
	terms: Terms,
	left: Balance,
	/// By cell, as long as it has a place there.
	paid: BTreeMap<CellIndex, Balance>,
	deposit: Balance,
}

/// What must have happened, told by other means: no lists by cell, no totals, no holds.
#[derive(Default)]
struct Ledger {
	campaigns: BTreeMap<CampaignIndex, Kept>,
	opened: CampaignIndex,
	paid: Balance,
	earned: BTreeMap<RouterIndex, Balance>,
}

fn now() -> BlockNumber {
	System::block_number()
}

impl Ledger {
	fn on(&self, cell: CellIndex) -> Vec<CampaignIndex> {
		let there = self.campaigns.iter().filter(|(_, kept)| kept.paid.contains_key(&cell));
		there.map(|(index, _)| *index).collect()
	}

	fn can_pay_a_day(&self, index: CampaignIndex, cell: CellIndex) -> bool {
		let kept = &self.campaigns[&index];
		let day = kept.terms.price;
		now() < kept.terms.deadline && kept.left >= day && kept.terms.cap >= kept.paid[&cell] + day
	}

	/// Who loses a place on each of these cells; `None` where a cell is full.
	fn displaced(&self, cells: &[CellIndex]) -> Option<Vec<(CellIndex, CampaignIndex)>> {
		let mut displaced = Vec::new();
		for cell in cells {
			let there = self.on(*cell);
			if there.len() == 4 {
				let gone = there.into_iter().find(|index| !self.can_pay_a_day(*index, *cell));
				displaced.push((*cell, gone?));
			}
		}
		Some(displaced)
	}

	fn open(&mut self, who: CarrierIndex, mask: u8, mut terms: Terms, money: Balance) {
		let all = cells(CELLS);
		let chosen: Vec<_> = (0..CELLS).filter(|n| mask >> n & 1 == 1).map(|n| all[n]).collect();
		terms.deadline += now();
		let count = chosen.len() as Balance;
		let deposit = count * CELL_DEPOSIT;
		let good = terms.price >= MIN_PRICE
			&& terms.cap >= terms.price
			&& terms.deadline > now()
			&& money >= terms.price * count
			&& free(&carrier(who)) >= deposit + money + EXISTENTIAL_DEPOSIT;
		let displaced = self.displaced(&chosen).filter(|_| good);
		let outcome = try_open(who, &chosen, terms.clone(), money);
		assert_eq!(outcome.is_ok(), displaced.is_some(), "{outcome:?}");
		let Some(displaced) = displaced else { return };
		for (cell, index) in displaced {
			self.campaigns.get_mut(&index).unwrap().paid.remove(&cell);
		}
		let paid = chosen.into_iter().map(|cell| (cell, 0)).collect();
		let kept = Kept { who, terms, left: money, paid, deposit };
		self.campaigns.insert(self.opened, kept);
		self.opened += 1;
	}

	/// Whether a call of this carrier about this campaign is one that must succeed, and then what
	/// it changes.
	fn call(&mut self, who: CarrierIndex, index: CampaignIndex, call: crate::Call<Test>) {
		let known = self.campaigns.get(&index).cloned();
		let own = known.as_ref().is_some_and(|kept| kept.who == who);
		let over = known.as_ref().is_some_and(|kept| now() >= kept.terms.deadline);
		let before = free(&carrier(who));
		let outcome = call.clone().dispatch_bypass_filter(signed(carrier(who))).is_ok();
		let kept = self.campaigns.get_mut(&index);
		match call {
			crate::Call::fund { amount, .. } => {
				let good = amount > 0 && before >= amount + EXISTENTIAL_DEPOSIT;
				assert_eq!(outcome, own && !over && good);
				if outcome {
					kept.unwrap().left += amount;
				}
			}
			crate::Call::end { .. } => {
				let sooner = known.is_some_and(|kept| now() + NOTICE < kept.terms.deadline);
				assert_eq!(outcome, own && sooner);
				if outcome {
					kept.unwrap().terms.deadline = now() + NOTICE;
				}
			}
			crate::Call::close { .. } => {
				let spent = known.as_ref().is_some_and(|kept| kept.left == 0) && own;
				assert_eq!(outcome, over || spent);
				if outcome {
					let kept = self.campaigns.remove(&index).unwrap();
					if kept.who == who {
						assert_eq!(free(&carrier(who)), before + kept.left + kept.deposit);
					}
				}
			}
			_ => unreachable!("opening has a way of its own"),
		}
	}

	fn prove(&mut self, site: ProvenSite) {
		let answers = self.on(site.cell).into_iter().map(|index| {
			let Kept { who, terms, left, paid, .. } = &self.campaigns[&index];
			let own = site.probes.iter().filter(|(of, _)| of == who).map(|(_, n)| *n).sum::<u8>();
			let accepted = |sponsor| match &terms.sponsors {
				Sponsors::Any => true,
				Sponsors::Only(list) => list.contains(&sponsor),
			};
			let vouched = accepted(site.sponsor);
			let witnesses =
				site.witnesses.iter().filter(|(of, _)| accepted(*of)).map(|(_, n)| *n).sum::<u8>();
			let reports = match terms.evidence {
				Evidence::Witnesses => witnesses,
				Evidence::Probes => own,
				Evidence::Both => witnesses + own,
			};
			let room = terms.cap - paid[&site.cell];
			let due = terms.price * Balance::from(site.interval.max(256)) / (4 * 256);
			let obstacles = [
				(now() >= terms.deadline, Unpaid::Over),
				(!vouched, Unpaid::SponsorNotAccepted),
				(reports == 0, Unpaid::EvidenceNotAccepted),
				(reports < terms.least, Unpaid::TooFewReports),
				(room == 0, Unpaid::CapSpent),
				(*left == 0, Unpaid::FundsSpent),
			];
			match obstacles.into_iter().find(|(applies, _)| *applies) {
				Some((_, reason)) => Err(reason),
				None => Ok((index, due.min(*left).min(room))),
			}
		});
		let answers: Vec<_> = answers.collect();
		let pays = answers.iter().find(|answer| answer.is_ok()).or(answers.first());
		let expected = pays.copied().unwrap_or(Err(Unpaid::NoCampaign));
		let got = prove(site.clone()).map(|paid| (paid.campaign, paid.amount));
		assert_eq!(got, expected);
		if let Ok((index, amount)) = got {
			let kept = self.campaigns.get_mut(&index).unwrap();
			kept.left -= amount;
			*kept.paid.get_mut(&site.cell).unwrap() += amount;
			self.paid += amount;
			*self.earned.entry(site.router).or_default() += amount;
		}
	}

	fn act(&mut self, action: Action) {
		use crate::Call;
		match action {
			Action::Open(who, mask, terms, money) => self.open(who, mask, terms, money),
			Action::Fund(who, campaign, amount) => {
				self.call(who, campaign, Call::fund { campaign, amount })
			}
			Action::End(who, campaign) => self.call(who, campaign, Call::end { campaign }),
			Action::Close(who, campaign) => self.call(who, campaign, Call::close { campaign }),
			Action::Prove(router, cell, sponsor, witnesses, by, interval) => {
				let cell = cells(CELLS)[cell];
				let probes: Vec<_> = (0..2).zip(by).filter(|(_, count)| *count > 0).collect();
				let witnesses: Vec<_> =
					(0..4).zip(witnesses).filter(|(_, count)| *count > 0).collect();
				self.prove(ProvenSite {
					router,
					cell,
					sponsor,
					witnesses: &witnesses,
					probes: &probes,
					interval,
				})
			}
			Action::Advance(blocks) => go_to(now() + blocks),
		}
	}

	fn check(&self) {
		Campaigns::do_try_state().unwrap();
		assert_eq!(Balances::total_issuance(), 9 * ENDOWMENT + EXISTENTIAL_DEPOSIT);
		assert_eq!(MoneyTotals::<Test>::get().paid, self.paid);
		assert_eq!(free(&Pot::get()), EXISTENTIAL_DEPOSIT + self.paid);
		for (router, amount) in &self.earned {
			assert_eq!(earned(*router), *amount);
		}
		for who in 0..CARRIERS {
			let own = || self.campaigns.values().filter(|kept| kept.who == who);
			let left: Balance = own().map(|kept| kept.left).sum();
			assert_eq!(held(HoldReason::Funds, &carrier(who)), left);
			let deposits: Balance = own().map(|kept| kept.deposit).sum();
			assert_eq!(held(HoldReason::Deposit, &carrier(who)), deposits);
		}
		for cell in cells(CELLS) {
			let stored: Vec<_> = OnCell::<Test>::get(cell)
				.iter()
				.map(|place| (place.campaign, place.paid))
				.collect();
			let kept: Vec<_> = self
				.on(cell)
				.into_iter()
				.map(|index| (index, self.campaigns[&index].paid[&cell]))
				.collect();
			assert_eq!(stored, kept);
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(300))]

	#[test]
	fn any_history_keeps_every_planck_and_pays_what_an_independent_book_says(
		actions in prop::collection::vec(action(), 1..120)
	) {
		execute(|| {
			let mut ledger = Ledger::default();
			for action in actions {
				ledger.act(action);
				ledger.check();
			}
			// Once everything is over, everything returns.
			go_to(now() + 200);
			let open: Vec<_> = ledger.campaigns.keys().copied().collect();
			for campaign in open {
				ledger.act(Action::Close(0, campaign));
				ledger.check();
			}
			let totals = MoneyTotals::<Test>::get();
			assert_eq!((totals.held, totals.received), (0, totals.paid + totals.returned));
			assert!(OnCell::<Test>::iter().next().is_none());
		});
	}
}
