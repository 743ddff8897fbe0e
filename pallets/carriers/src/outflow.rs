//! The outflow cap: how much may leave a carrier's escrow in one period, by either road.

use cairn_primitives::Balance;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A higher cap that waits for its period.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Raise {
	/// The cap from then on, in planck per period.
	pub cap: Balance,
	/// The first period in which it is in force.
	pub period: u32,
}

/// A carrier's cap and what has left its escrow in the period of its last change.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Outflow {
	/// The cap in force, in planck per period.
	pub cap: Balance,
	/// A raise that has been asked for but is not in force.
	pub raise: Option<Raise>,
	/// The period that [`Self::spent`] counts.
	pub period: u32,
	/// Planck, net and fee, that have left the escrow in that period.
	pub spent: Balance,
}

impl Outflow {
	/// With this cap from this period on.
	pub const fn new(cap: Balance, period: u32) -> Self {
		Self { cap, raise: None, period, spent: 0 }
	}

	/// Brings the record to a period that is not before its own.
	pub fn roll(&mut self, period: u32) {
		if period > self.period {
			self.period = period;
			self.spent = 0;
		}
		if let Some(raise) = self.raise.filter(|raise| raise.period <= period) {
			self.cap = raise.cap;
			self.raise = None;
		}
	}

	/// Asks for another cap. A lower one is in force at once, a higher one with the next period.
	/// Returns the first period in which it is in force.
	pub fn set_cap(&mut self, cap: Balance) -> u32 {
		if cap <= self.cap {
			self.cap = cap;
			self.raise = None;
			return self.period;
		}
		let period = self.period.saturating_add(1);
		self.raise = Some(Raise { cap, period });
		period
	}

	/// Planck that may still leave in the current period.
	pub const fn left(&self) -> Balance {
		self.cap.saturating_sub(self.spent)
	}

	/// The cap of the next period, if nothing changes until then.
	pub fn next_cap(&self) -> Balance {
		self.raise.map_or(self.cap, |raise| raise.cap)
	}
}
