//! What the entries of a call touch, and what that weighs.
//!
//! Most of what a lane costs it shares with its neighbours: pages of lanes, of the ledger and of
//! standings, and its carrier's payment. So each of these is counted and weighed apart.

use crate::{weights::WeightInfo, Config, LanePage, Pallet, LANES_PER_PAGE};
use alloc::vec::Vec;
use cairn_primitives::{Receipt, RouterIndex};
use frame_support::weights::Weight;
use pallet_cairn_traits::{distinct_pages, StandingPage, TrafficLedger, STANDINGS_PER_PAGE};

/// What the entries of a call touch.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Load {
	/// The entries themselves.
	pub entries: u32,
	/// Carriers that pay.
	pub carriers: u32,
	/// Pages of lanes: at least one for each carrier.
	pub lanes: u32,
	/// Pages of the ledger.
	pub ledger: u32,
	/// Times that another page of standings is read.
	pub standings: u32,
}

impl Load {
	/// What a batch of one router's receipts touches, one of each lane.
	pub const fn of_a_router(receipts: u32, carriers: u32) -> Self {
		Self { entries: receipts, carriers, lanes: receipts, ledger: 1, standings: 1 }
	}

	/// What receipts sorted by lane touch. For others it is no less.
	pub fn of_receipts<'a, T: Config>(receipts: impl Iterator<Item = &'a Receipt> + Clone) -> Self {
		let mut routers: Vec<_> = receipts.clone().map(|receipt| receipt.router).collect();
		routers.sort_unstable();
		Self {
			entries: count(routers.len()),
			carriers: changes(receipts.clone().map(|receipt| receipt.carrier)),
			lanes: changes(receipts.clone().map(|lane| {
				(lane.carrier, lane.version, lane.kind.byte(), LanePage::number(lane.router))
			})),
			ledger: T::Ledger::pages(&mut routers.into_iter()),
			standings: changes(receipts.map(|receipt| StandingPage::number(receipt.router))),
		}
	}

	/// What ascending routers' lanes with one carrier touch, of one version and kind.
	pub fn of_routers<T: Config>(routers: impl Iterator<Item = RouterIndex> + Clone) -> Self {
		Self {
			entries: count(routers.clone().count()),
			carriers: 1,
			lanes: distinct_pages(routers.clone(), LANES_PER_PAGE),
			ledger: T::Ledger::pages(&mut routers.clone()),
			standings: distinct_pages(routers, STANDINGS_PER_PAGE),
		}
	}
}

/// What a batch of receipts touches.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct BatchLoad {
	/// Those that settle.
	pub live: Load,
	/// Those that are passed over, because their lanes have moved on or the raise costs nothing yet.
	pub passed: Load,
	/// All together; less than the sum, where live ones share pages and carriers with others.
	pub all: Load,
}

impl BatchLoad {
	/// Of a batch in which everything settles.
	pub fn live(all: Load) -> Self {
		Self { live: all, passed: Load::default(), all }
	}

	/// What it weighs if so much is done for what settles, and so much for what is passed over:
	/// either that, or as if all settled, whichever is less.
	fn weigh(&self, settles: impl Fn(&Load) -> Weight, passes: impl Fn(&Load) -> Weight) -> Weight {
		settles(&self.live).saturating_add(passes(&self.passed)).min(settles(&self.all))
	}
}

fn count(entries: usize) -> u32 {
	u32::try_from(entries).unwrap_or(u32::MAX)
}

/// How often a sequence takes another value, its first one included.
fn changes<V: PartialEq>(values: impl Iterator<Item = V>) -> u32 {
	let mut last = None;
	values.fold(0u32, |changes, value| {
		let changed = last.replace(value) != last;
		changes.saturating_add(changed.into())
	})
}

/// What `number` more of something weigh, apart from what is done once.
fn further(weight: fn(u32) -> Weight, number: u32) -> Weight {
	weight(number).saturating_sub(weight(0))
}

impl<T: Config> Pallet<T> {
	/// What settling ascending routers' lanes of one version and kind weighs.
	pub(crate) fn settle_weight(routers: impl Iterator<Item = RouterIndex> + Clone) -> Weight {
		let load = Load::of_routers::<T>(routers);
		// One page of each kind is in what the entries weigh.
		T::WeightInfo::settle(load.entries)
			.saturating_add(further(T::WeightInfo::raise_lanes, load.lanes.saturating_sub(1)))
			.saturating_add(Self::shared_pages(&load))
	}

	/// What authorizing and dispatching a batch weighs together.
	pub(crate) fn batch_weight(batch: &BatchLoad) -> Weight {
		Self::authorize_weight(batch).saturating_add(Self::dispatch_weight(batch))
	}

	/// What authorizing a batch weighs.
	pub(crate) fn authorize_weight(batch: &BatchLoad) -> Weight {
		batch.weigh(Self::check_weight, Self::pass_weight)
	}

	/// What dispatching a batch weighs.
	pub(crate) fn dispatch_weight(batch: &BatchLoad) -> Weight {
		batch.weigh(Self::raise_weight, Self::pass_weight)
	}

	fn check_weight(live: &Load) -> Weight {
		let beside = live.entries.saturating_sub(live.carriers);
		T::WeightInfo::authorize_carriers(live.carriers)
			.saturating_add(further(T::WeightInfo::authorize_submit, beside))
			.saturating_add(further(
				T::WeightInfo::read_lanes,
				live.lanes.saturating_sub(live.carriers),
			))
			.saturating_add(further(
				T::WeightInfo::read_standings,
				live.standings.saturating_sub(1),
			))
	}

	fn raise_weight(live: &Load) -> Weight {
		let beside = live.entries.saturating_sub(live.carriers);
		T::WeightInfo::submit_carriers(live.carriers)
			.saturating_add(further(T::WeightInfo::submit, beside))
			.saturating_add(further(
				T::WeightInfo::raise_lanes,
				live.lanes.saturating_sub(live.carriers),
			))
			.saturating_add(Self::shared_pages(live))
	}

	/// What the pages that several carriers' lanes may share weigh, but for the first of each kind.
	fn shared_pages(load: &Load) -> Weight {
		further(T::WeightInfo::credit_pages, load.ledger.saturating_sub(1)).saturating_add(further(
			T::WeightInfo::read_standings,
			load.standings.saturating_sub(1),
		))
	}

	/// What receipts that settle nothing weigh, in authorization as well as in dispatch.
	fn pass_weight(passed: &Load) -> Weight {
		if passed.entries == 0 {
			return Weight::zero();
		}
		// As if each page of lanes were of a carrier of its own.
		T::WeightInfo::pass_over(passed.lanes)
			.saturating_add(further(
				T::WeightInfo::submit,
				passed.entries.saturating_sub(passed.lanes),
			))
			.saturating_add(further(
				T::WeightInfo::read_standings,
				passed.standings.saturating_sub(1),
			))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::mock::Test;
	use cairn_primitives::{Kind, Role};

	fn receipt(carrier: u32, version: u32, router: RouterIndex) -> Receipt {
		let kind = Kind::new(0, Role::Direct).unwrap();
		Receipt { carrier, version, kind, router, octets: 1 }
	}

	#[test]
	fn a_load_counts_what_entries_share_once() {
		let neighbours: Vec<_> = (0..64).map(|router| receipt(3, 0, router)).collect();
		let load = Load::of_receipts::<Test>(neighbours.iter());
		assert_eq!(load, Load { entries: 64, carriers: 1, lanes: 1, ledger: 1, standings: 1 });
		assert_eq!(load, Load::of_routers::<Test>(0..64));

		let load = Load::of_routers::<Test>((0..40).map(|number| number * 128));
		assert_eq!(load, Load { entries: 40, carriers: 1, lanes: 40, ledger: 40, standings: 20 });
	}

	#[test]
	fn a_load_counts_each_carriers_and_versions_lanes_apart() {
		let lanes = [receipt(0, 0, 9), receipt(0, 1, 9), receipt(1, 0, 9), receipt(2, 0, 9)];
		let load = Load::of_receipts::<Test>(lanes.iter());
		assert_eq!(load, Load { entries: 4, carriers: 3, lanes: 4, ledger: 1, standings: 1 });
		assert_eq!(load, Load::of_a_router(4, 3));
	}

	#[test]
	fn a_load_of_carriers_that_take_turns_counts_every_page_of_standings_that_is_read_again() {
		let lanes =
			[receipt(0, 0, 0), receipt(0, 0, 1_000), receipt(1, 0, 0), receipt(1, 0, 1_000)];
		let load = Load::of_receipts::<Test>(lanes.iter());
		assert_eq!(load, Load { entries: 4, carriers: 2, lanes: 4, ledger: 2, standings: 4 });
	}

	#[test]
	fn an_empty_call_has_no_load() {
		assert_eq!(Load::of_receipts::<Test>([].iter()), Load::default());
	}
}
