//! Benchmarks of every call, and of paying a proof, each at its heaviest.

use crate::{
	Call, CampaignCells, Campaigns, Cells, Config, Evidence, MoneyTotals, OnCell, Pallet, Sponsors,
	Terms, MAX_CELLS, MAX_ON_CELL, MAX_SPONSORS,
};
use alloc::vec::Vec;
use cairn_primitives::{coverage::MAX_REPORTS, Balance, CellIndex};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use pallet_cairn_traits::{CampaignBook, CampaignIndex, CarrierBook, ProvenSite};
use sp_runtime::MultiSigner;

/// Lausanne.
const CELL: CellIndex = 0x08a1_f826_cea8_7fff;

/// So many cells, ascending, at most 343.
fn cells(count: u32) -> Cells {
	// Bits 15 … 23 of an index are its digits of resolutions 10, 9 and 8, each 0 … 6.
	let digits = |n: u64| ((n / 49) << 21) | ((n / 7 % 7) << 18) | ((n % 7) << 15);
	let base = CELL & !(0x1ff << 15);
	Cells::truncate_from((0..u64::from(count)).map(|n| base | digits(n)).collect())
}

/// Terms that take up the most room, and that routers alone cannot fulfil.
fn terms<T: Config>() -> Terms {
	let sponsors = BoundedVec::truncate_from((0..MAX_SPONSORS).collect());
	Terms {
		price: T::MinPrice::get(),
		cap: Balance::MAX,
		deadline: Pallet::<T>::now().saturating_add(T::MaxDuration::get()),
		sponsors: Sponsors::Only(sponsors),
		evidence: Evidence::Probes,
		least: MAX_REPORTS,
	}
}

/// What covers a long interval on any number of cells.
fn amount<T: Config>() -> Balance {
	T::MinPrice::get()
		.saturating_mul(1_000)
		.max(T::Currency::minimum_balance())
		.saturating_mul(MAX_CELLS.into())
}

/// Gives an account what a campaign's money and deposits ask for, twice, and the pot its existence.
fn endow<T: Config>(who: &T::AccountId) {
	let deposits = T::CellDeposit::get().saturating_mul(MAX_CELLS.into());
	let existence = T::Currency::minimum_balance().saturating_mul(10);
	let sum = amount::<T>().saturating_add(deposits).saturating_mul(2).saturating_add(existence);
	T::Currency::mint_into(who, sum).expect("a benchmark's account takes any sum");
	let pot = T::Pot::get();
	if T::Currency::total_balance(&pot) < T::Currency::minimum_balance() {
		T::Currency::mint_into(&pot, T::Currency::minimum_balance())
			.expect("the pot takes the existential deposit");
	}
}

/// A campaign of an account of its own.
fn campaign<T: Config>(number: u32, cells: Cells, terms: Terms) -> CampaignIndex {
	let who: T::AccountId = account("carrier", number, 0);
	endow::<T>(&who);
	Pallet::<T>::establish(who, number, cells, terms, amount::<T>())
		.expect("a benchmark's account has the money, and the cell has a place")
}

/// Four campaigns on a cell, of which the newest accepts any proof by a router.
pub(crate) fn four_campaigns<T: Config>(cell: CellIndex) {
	for number in 1..=MAX_ON_CELL {
		let mut terms = terms::<T>();
		if number == MAX_ON_CELL {
			// Whoever vouches for the router: that is for the registry to say.
			terms.evidence = Evidence::Both;
			terms.sponsors = Sponsors::Any;
			terms.least = 1;
		}
		campaign::<T>(number, Cells::truncate_from([cell].into()), terms);
	}
}

#[benchmarks(where T::Carriers: CarrierBook<T::AccountId>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn open(c: Linear<1, MAX_CELLS>) -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let key = MultiSigner::Sr25519([7; 32].into());
		T::Carriers::benchmark_open(caller.clone(), key, 0);
		endow::<T>(&caller);
		let cells = cells(c);
		// Every cell has four campaigns that no other cell has; only the newest gives way.
		for (number, cell) in cells.iter().enumerate() {
			for place in 1..=MAX_ON_CELL {
				let index = (number as u32).saturating_mul(MAX_ON_CELL).saturating_add(place);
				let mut terms = terms::<T>();
				if place == MAX_ON_CELL {
					terms.deadline = Pallet::<T>::now();
				}
				campaign::<T>(index, Cells::truncate_from([*cell].into()), terms);
			}
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), cells.clone(), terms::<T>(), amount::<T>());

		let opened = c.saturating_mul(MAX_ON_CELL);
		assert_eq!(CampaignCells::<T>::get(opened), cells);
		let newest = |cell| OnCell::<T>::get(cell).last().map(|place| place.campaign);
		assert!(cells.iter().all(|cell| newest(*cell) == Some(opened)));
		Ok(())
	}

	#[benchmark]
	fn fund() -> Result<(), BenchmarkError> {
		let index = campaign::<T>(1, cells(1), terms::<T>());
		let caller = Campaigns::<T>::get(index).ok_or("it was opened")?.account;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), index, amount::<T>());

		assert_eq!(MoneyTotals::<T>::get().received, amount::<T>().saturating_mul(2));
		Ok(())
	}

	#[benchmark]
	fn end() -> Result<(), BenchmarkError> {
		let index = campaign::<T>(1, cells(1), terms::<T>());
		let before = Campaigns::<T>::get(index).ok_or("it was opened")?;

		#[extrinsic_call]
		_(RawOrigin::Signed(before.account), index);

		let after = Campaigns::<T>::get(index).ok_or("it was opened")?;
		assert!(after.terms.deadline < before.terms.deadline);
		Ok(())
	}

	#[benchmark]
	fn close(c: Linear<1, MAX_CELLS>) -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let others: Vec<_> =
			(1..MAX_ON_CELL).map(|n| campaign::<T>(n, cells(c), terms::<T>())).collect();
		let mut terms = terms::<T>();
		terms.deadline = Pallet::<T>::now();
		let index = campaign::<T>(MAX_ON_CELL, cells(c), terms);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), index);

		assert!(Campaigns::<T>::get(index).is_none());
		for cell in cells(c) {
			let left: Vec<_> = OnCell::<T>::get(cell).iter().map(|place| place.campaign).collect();
			assert_eq!(left, others);
		}
		Ok(())
	}

	#[benchmark]
	fn proven() -> Result<(), BenchmarkError> {
		Pallet::<T>::benchmark_campaigns(CELL);
		let probes: Vec<_> = (100..100 + u32::from(MAX_REPORTS)).map(|of| (of, 1)).collect();
		let witnesses: Vec<_> =
			(0..u32::from(MAX_REPORTS)).map(|place| (MAX_SPONSORS - place, 1)).collect();
		let site = ProvenSite {
			router: 7,
			cell: CELL,
			sponsor: MAX_SPONSORS,
			witnesses: &witnesses,
			probes: &probes,
			interval: 256,
		};
		let paid;

		#[block]
		{
			(paid, _) = Pallet::<T>::proven(&site);
		}

		let paid = paid.map_err(|_| "the newest campaign pays")?;
		assert_eq!(MoneyTotals::<T>::get().paid, paid.amount);
		assert!(paid.amount > 0);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::build(), crate::mock::Test);
}
