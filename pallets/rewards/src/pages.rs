//! Slots of consecutive routers in one storage value.

use crate::{traffic::TrafficMarks, Earnings, Parameters};
use cairn_primitives::{Balance, RouterIndex};
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Router indices that share one page of the traffic ledger.
pub const CLAIMABLE_PER_PAGE: u32 = 64;
/// Router indices that share one page of coverage earnings: few, since proofs land at random and each
/// writes a page of every router that earns by it.
pub const EARNINGS_PER_PAGE: u32 = 8;

// So that routers that share a page of coverage share one of the traffic ledger too.
const _: () = assert!(CLAIMABLE_PER_PAGE.is_multiple_of(EARNINGS_PER_PAGE));

/// Planck owed to the owners of [`CLAIMABLE_PER_PAGE`] consecutive routers, and what is remembered of
/// their traffic.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ClaimablePage {
	amounts: Amounts,
	traffic: TrafficMarks<{ CLAIMABLE_PER_PAGE as usize }>,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
struct Amounts([Balance; CLAIMABLE_PER_PAGE as usize]);

impl Default for Amounts {
	fn default() -> Self {
		Self([0; CLAIMABLE_PER_PAGE as usize])
	}
}

impl ClaimablePage {
	/// The page that holds an index.
	pub const fn number(index: RouterIndex) -> u32 {
		index / CLAIMABLE_PER_PAGE
	}

	const fn slot(index: RouterIndex) -> usize {
		(index % CLAIMABLE_PER_PAGE) as usize
	}

	/// What one router's owner is owed.
	pub const fn get(&self, index: RouterIndex) -> Balance {
		self.amounts.0[Self::slot(index)]
	}

	/// Replaces what one router's owner is owed.
	pub fn set(&mut self, index: RouterIndex, amount: Balance) {
		self.amounts.0[Self::slot(index)] = amount;
	}

	/// What the page's routers are owed together; `None` beyond 128 bits.
	pub fn sum(&self) -> Option<Balance> {
		self.amounts.0.iter().try_fold(0, |sum: Balance, amount| sum.checked_add(*amount))
	}

	/// The period of which the marks of traffic tell.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub(crate) const fn period(&self) -> u32 {
		self.traffic.period
	}

	/// Brings the marks of traffic up to the running period.
	pub(crate) fn age(&mut self, running: u32) {
		self.traffic.age(running);
	}

	/// Counts paid traffic of the running period, up to which the marks have been brought.
	pub(crate) fn count(&mut self, index: RouterIndex, amount: Balance, terms: &Parameters) {
		self.traffic.credit(Self::slot(index), amount, terms);
	}

	/// Whether one router carried enough traffic lately.
	pub(crate) fn carried(&self, index: RouterIndex, running: u32, terms: &Parameters) -> bool {
		self.traffic.carried(Self::slot(index), running, terms)
	}

	/// Empties one router's slot and forgets its traffic. Says what was in it and whether anything
	/// changed.
	pub(crate) fn take(&mut self, index: RouterIndex) -> (Balance, bool) {
		let amount = core::mem::take(&mut self.amounts.0[Self::slot(index)]);
		let forgot = self.traffic.forget(Self::slot(index));
		(amount, forgot || amount > 0)
	}
}

/// Coverage earnings of [`EARNINGS_PER_PAGE`] consecutive routers.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EarningsPage(pub(crate) [Earnings; EARNINGS_PER_PAGE as usize]);

impl EarningsPage {
	/// The page that holds an index.
	pub const fn number(index: RouterIndex) -> u32 {
		index / EARNINGS_PER_PAGE
	}

	/// What one router has.
	pub const fn get(&self, index: RouterIndex) -> Earnings {
		self.0[(index % EARNINGS_PER_PAGE) as usize]
	}

	/// Replaces what one router has.
	pub fn set(&mut self, index: RouterIndex, earnings: Earnings) {
		self.0[(index % EARNINGS_PER_PAGE) as usize] = earnings;
	}
}
