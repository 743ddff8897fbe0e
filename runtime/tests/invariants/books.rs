//! Books that the test keeps for itself, from events, to hold against the chain's after each block.

use crate::common::*;
use cairn_primitives::{
	due, path_prices, CarrierIndex, Kind, Octets, RouterIndex, TariffVersion, TariffView,
};
use cairn_runtime::*;
use frame_support::traits::{fungible::InspectHold, Hooks};
use pallet_cairn_receipts::LANES_PER_PAGE;
use std::collections::BTreeMap;

/// A lane: whose, by which tariff, of which kind, of which router.
type Lane = (CarrierIndex, TariffVersion, Kind, RouterIndex);

/// Passing time is not built block by block but in leaps of as many: fewer than an epoch or a
/// period has, and no multiple of theirs, so that their ends fall anywhere in a leap.
const LEAP: BlockNumber = 2_399;

/// All that has happened, in sums.
#[derive(Default)]
pub struct Books {
	issued: Balance,
	minted: Balance,
	burnt: Balance,
	/// What each carrier has paid in all, fees and charges included.
	paid: BTreeMap<CarrierIndex, Balance>,
	/// Charges of submissions, part of `paid` beside what lanes' octets cost.
	net: Balance,
	/// Minted for coverage, part of `minted`, and what campaigns paid.
	covered: Balance,
	claimed: Balance,
	/// The highest total that each lane has had, also after it was cleared away.
	lanes: BTreeMap<Lane, Octets>,
	tariffs: BTreeMap<(CarrierIndex, TariffVersion), TariffView>,
	seen: BTreeMap<String, u32>,
}

impl Books {
	/// Opens the books at genesis.
	pub fn open() -> Self {
		Self { issued: Balances::total_issuance(), ..Self::default() }
	}

	/// How often each event has occurred.
	pub fn seen(&self) -> &BTreeMap<String, u32> {
		&self.seen
	}

	/// Lets some of the blocks until this one pass, and checks the books after them.
	pub fn pass_some(&mut self, until: BlockNumber, told: &str) {
		let now = System::block_number();
		let left = until - now;
		// The last blocks before an act are built one by one, after ever shorter leaps.
		let leap = if left > LEAP { LEAP } else { left.div_ceil(2) };
		// No window is left out, for a chain keeps those that have just ended. Nothing else would happen
		// in the blocks with which they begin, so that these are not built.
		for window in (now / WINDOW + 1)..(now + leap).div_ceil(WINDOW) {
			System::set_block_number(window * WINDOW);
			Coverage::on_initialize(window * WINDOW);
		}
		block_at(now + leap, || ());
		self.check(told);
	}

	/// Holds the books against the chain's.
	pub fn check(&mut self, told: &str) {
		let at = System::block_number();
		for record in System::events() {
			self.note(record.event);
		}
		let sound = |what, result: Result<(), sp_runtime::DispatchError>| {
			result.unwrap_or_else(|error| panic!("{what} at {at}, after {told}: {error:?}"))
		};
		sound("routers", Routers::do_try_state());
		sound("carriers", Carriers::do_try_state());
		sound("receipts", Receipts::do_try_state());
		sound("rewards", Rewards::do_try_state());
		sound("coverage", Coverage::do_try_state());
		sound("campaigns", Campaigns::do_try_state());
		crate::sdk::check(told);
		self.nothing_appears_or_vanishes(told);
		self.escrow_is_held_and_paid_once(told);
		self.what_is_paid_is_owed_or_claimed(told);
	}

	fn note(&mut self, event: RuntimeEvent) {
		let name = match &event {
			RuntimeEvent::Balances(event) => ("Balances", format!("{event:?}")),
			RuntimeEvent::Staking(event) => ("Staking", format!("{event:?}")),
			RuntimeEvent::Routers(event) => ("Routers", format!("{event:?}")),
			RuntimeEvent::Carriers(event) => ("Carriers", format!("{event:?}")),
			RuntimeEvent::Receipts(event) => ("Receipts", format!("{event:?}")),
			RuntimeEvent::Rewards(event) => ("Rewards", format!("{event:?}")),
			RuntimeEvent::Coverage(event) => ("Coverage", format!("{event:?}")),
			RuntimeEvent::Campaigns(event) => ("Campaigns", format!("{event:?}")),
			_ => ("", String::new()),
		};
		let variant: String = name
			.1
			.trim_start_matches("Event::")
			.chars()
			.take_while(char::is_ascii_alphanumeric)
			.collect();
		*self.seen.entry(format!("{}::{variant}", name.0)).or_default() += 1;
		match event {
			RuntimeEvent::TransactionPayment(
				pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
			) => self.burnt += actual_fee,
			RuntimeEvent::Balances(pallet_balances::Event::DustLost { amount, .. }) => {
				self.burnt += amount
			}
			RuntimeEvent::Staking(pallet_staking::Event::Rewarded { amount, .. }) => {
				self.minted += amount
			}
			RuntimeEvent::Routers(event) => match event {
				pallet_cairn_routers::Event::MoveAnnounced { price, .. } => self.burnt += price,
				pallet_cairn_routers::Event::SponsorSlashed { amount, .. } => self.burnt += amount,
				_ => (),
			},
			RuntimeEvent::Carriers(pallet_cairn_carriers::Event::Paid {
				carrier,
				net,
				fee,
				..
			}) => {
				self.burnt += fee;
				self.net += net;
				*self.paid.entry(carrier).or_default() += net + fee;
			}
			RuntimeEvent::Coverage(pallet_cairn_coverage::Event::Proven {
				earned: pallet_cairn_coverage::Earned::Points(_),
				..
			}) => *self.seen.entry("Coverage::Proven with points".into()).or_default() += 1,
			RuntimeEvent::Campaigns(pallet_cairn_campaigns::Event::Paid { amount, .. }) => {
				self.covered += amount
			}
			RuntimeEvent::Rewards(event) => match event {
				pallet_cairn_rewards::Event::PeriodClosed { minted, .. } => {
					self.minted += minted;
					self.covered += minted;
				}
				pallet_cairn_rewards::Event::Claimed { due, fee, .. } => {
					self.burnt += fee;
					self.claimed += due;
				}
				pallet_cairn_rewards::Event::DepartedClaimed { paid, .. } => self.claimed += paid,
				_ => (),
			},
			_ => (),
		}
	}

	/// What exists is what existed, plus what was minted, less what was burnt; and somebody has it.
	fn nothing_appears_or_vanishes(&self, told: &str) {
		let issued = Balances::total_issuance();
		assert_eq!(issued + self.burnt, self.issued + self.minted, "issuance, after {told}");
		let somebodys: Balance = frame_system::Account::<Runtime>::iter_values()
			.map(|account| account.data.free + account.data.reserved)
			.sum();
		assert_eq!(issued, somebodys, "nobody has some, after {told}");
		let emission = pallet_cairn_rewards::Emission::<Runtime>::get();
		let scheduled = cairn_scoring::emitted(System::block_number(), YEAR);
		assert!(self.minted <= scheduled, "minted beyond the schedule, after {told}");
		assert!(emission.minted + emission.granted <= scheduled, "scheduled twice, after {told}");
	}

	/// Escrow is what is held; what has left it is the price of the lanes' octets, each paid once.
	fn escrow_is_held_and_paid_once(&mut self, told: &str) {
		let reason = RuntimeHoldReason::Carriers(pallet_cairn_carriers::HoldReason::Escrow);
		for (index, carrier) in pallet_cairn_carriers::Carriers::<Runtime>::iter() {
			let held = Balances::balance_on_hold(&reason, &carrier.account);
			assert_eq!(held, carrier.escrow, "escrow of {index}, after {told}");
			for version in carrier.versions {
				let number = version.version;
				let view = Carriers::tariff_view(index, number).expect("it is listed");
				self.tariffs.insert((index, number), view);
			}
		}
		for ((carrier, version, kind, page), slots) in
			pallet_cairn_receipts::Lanes::<Runtime>::iter()
		{
			for router in page * LANES_PER_PAGE..(page + 1) * LANES_PER_PAGE {
				let octets = slots.get(router);
				if octets > 0 {
					let before = self.lanes.entry((carrier, version, kind, router)).or_default();
					assert!(*before <= octets, "a lane shrank, after {told}");
					*before = octets;
				}
			}
		}
		let mut dues = BTreeMap::<CarrierIndex, Balance>::new();
		for ((carrier, version, kind, _), octets) in &self.lanes {
			let tariff = &self.tariffs[&(*carrier, *version)];
			let price = tariff.prices[usize::from(kind.class())];
			let price = path_prices(*kind, price, tariff.relay_share).expect("a lane has a kind");
			*dues.entry(*carrier).or_default() += due(*octets, price);
		}
		dues.retain(|_, due| *due > 0);
		assert_eq!(self.paid, dues, "paid is not due, after {told}");
	}

	/// Whatever carriers and campaigns paid and was minted for coverage is in the ledger until an
	/// owner has it, and the pot holds all of it.
	fn what_is_paid_is_owed_or_claimed(&self, told: &str) {
		let totals = pallet_cairn_rewards::Totals::<Runtime>::get();
		let owed = totals.claimable + totals.held + totals.undistributed;
		assert_eq!(self.net + self.covered, owed + self.claimed, "owed or claimed, after {told}");
		let pot = EXISTENTIAL_DEPOSIT
			+ totals.claimable
			+ totals.held
			+ totals.undistributed
			+ totals.dust;
		assert_eq!(free(&Rewards::pot()), pot, "the pot, after {told}");
	}
}
