//! What somebody has earned, and the campaigns that pay.

use crate::{people::*, world::World};
use cairn_primitives::{Balance, CellIndex, RouterIndex, CAIRN};
use cairn_runtime::*;
use pallet_cairn_campaigns::{Evidence, Sponsors, Terms};

/// Planck as CAIRN with six places, for people.
pub fn cairn(amount: Balance) -> String {
	format!("{}.{:06}", amount / CAIRN, amount % CAIRN / (CAIRN / 1_000_000))
}

impl World {
	/// Coverage points of the running period, frozen ones included.
	pub fn points(&mut self, router: RouterIndex) -> u64 {
		let view = self.read(|| Rewards::coming(router, 0)).expect("it has an owner");
		view.points + view.frozen_points
	}

	/// All that a router has earned by coverage and not claimed, held and frozen included, in planck.
	/// Points of the running period are not worth anything yet.
	pub fn coverage(&mut self, router: RouterIndex) -> Balance {
		let view = self.read(|| Rewards::coming(router, 0)).expect("it has an owner");
		let traffic = self.traffic.get(&router).copied().unwrap_or_default();
		view.held + view.frozen + view.claimable - traffic
	}

	/// Planck of a router's coverage that can be claimed now.
	pub fn released(&mut self, router: RouterIndex) -> Balance {
		let traffic = self.traffic.get(&router).copied().unwrap_or_default();
		self.read(|| Rewards::claimable(router)) - traffic
	}

	/// Ends the period and tells what the cheat has got, and the honest router beside it, which must
	/// have been paid for its points to the planck, whatever the cheat did.
	pub fn compare(
		&mut self,
		exploit: &str,
		cheat: RouterIndex,
		honest: RouterIndex,
	) -> (Balance, Balance) {
		let (before, points) = (self.coverage(honest), self.points(honest));
		let all = self.read(pallet_cairn_rewards::Period::<Runtime>::get).points;
		let left = self.undistributed();
		let minted = self.minted_for_coverage();
		self.close_period();
		let pool = left + self.minted_for_coverage() - minted;
		// What a point is worth is rounded down to 2⁻⁶⁴ planck, a router's points to a planck.
		let share =
			(pool << 64).checked_div(all).map_or(0, |rate| (u128::from(points) * rate) >> 64);
		let (cheats, honests) = (self.coverage(cheat), self.coverage(honest));
		println!("{exploit}: the cheat {}, the honest {}", cairn(cheats), cairn(honests));
		assert_eq!(honests, before + share, "{points} of {all} points");
		(cheats, honests)
	}

	/// Planck in the pool that no point has shared yet.
	fn undistributed(&mut self) -> Balance {
		self.read(pallet_cairn_rewards::Totals::<Runtime>::get).undistributed
	}

	/// Planck minted for coverage so far.
	fn minted_for_coverage(&mut self) -> Balance {
		self.read(pallet_cairn_rewards::Emission::<Runtime>::get).minted
	}

	/// The cheat got nothing, the honest router something.
	pub fn in_vain(&mut self, exploit: &str, cheat: RouterIndex, honest: RouterIndex) {
		let (cheat, honest) = self.compare(exploit, cheat, honest);
		assert_eq!(cheat, 0, "{exploit} paid");
		assert!(honest > 0, "the honest router got nothing");
	}

	/// The cheat got no more than the honest router, to the planck.
	pub fn no_gain(&mut self, exploit: &str, cheat: RouterIndex, honest: RouterIndex) {
		let (cheat, honest) = self.compare(exploit, cheat, honest);
		assert!(cheat <= honest, "{exploit} paid");
		assert!(honest > 0, "the honest router got nothing");
	}

	/// The carrier opens a campaign for twenty days at this price a day and cell, with as much money.
	pub fn campaign(
		&mut self,
		cells: &[CellIndex],
		price: Balance,
		sponsors: Sponsors,
		evidence: Evidence,
	) -> u32 {
		self.capped_campaign(cells, price, 20 * price, sponsors, evidence)
	}

	/// As [`Self::campaign`], with another cap for each cell, and as much money.
	pub fn capped_campaign(
		&mut self,
		cells: &[CellIndex],
		price: Balance,
		cap: Balance,
		sponsors: Sponsors,
		evidence: Evidence,
	) -> u32 {
		let campaign = self.read(pallet_cairn_campaigns::NextCampaign::<Runtime>::get);
		let mut cells = cells.to_vec();
		cells.sort_unstable();
		cells.dedup();
		let amount = cap * cells.len() as Balance;
		let deadline = self.now() + 20 * DAY;
		let terms = Terms { price, cap, deadline, sponsors, evidence, least: 1 };
		let cells = cells.try_into().expect("within the bound");
		let call = pallet_cairn_campaigns::Call::open { cells, terms, amount };
		self.send(CARRIER, RuntimeCall::Campaigns(call));
		campaign
	}

	/// What a campaign has paid so far, in planck.
	pub fn paid_by(&mut self, campaign: u32) -> Balance {
		self.read(|| Campaigns::campaign(campaign)).expect("it is open").paid
	}
}
