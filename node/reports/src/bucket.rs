//! Token buckets: a burst, and a steady rate after it.

/// How fast a bucket fills and how much it holds. Time is in ticks of whoever uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
	/// Tokens that a full bucket holds.
	pub capacity: u32,
	/// Tokens that come back in `ticks`.
	pub refill: u32,
	/// The ticks in which `refill` tokens come back; 0 is taken for 1.
	pub ticks: u32,
}

/// A bucket: 16 octets. It never holds more than its rate's capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
	/// What is missing to a full bucket, in tokens times `Rate::ticks`, at `at`.
	missing: u64,
	/// When that was so.
	at: u64,
}

impl Bucket {
	/// A full bucket.
	pub const fn full(now: u64) -> Self {
		Self { missing: 0, at: now }
	}

	/// What is missing now. A clock that goes back only stands still.
	fn missing(&self, rate: &Rate, now: u64) -> u64 {
		let filled = now.saturating_sub(self.at).saturating_mul(rate.refill.into());
		self.missing.saturating_sub(filled)
	}

	/// Tokens that can be taken now.
	pub fn available(&self, rate: &Rate, now: u64) -> u32 {
		let ticks = u64::from(rate.ticks.max(1));
		let missing = self.missing(rate, now).div_ceil(ticks);
		u64::from(rate.capacity).saturating_sub(missing).try_into().unwrap_or(u32::MAX)
	}

	/// Takes so many tokens, or as many as there are. Returns how many were taken.
	pub fn take(&mut self, rate: &Rate, now: u64, tokens: u32) -> u32 {
		let taken = tokens.min(self.available(rate, now));
		let ticks = u64::from(rate.ticks.max(1));
		self.missing =
			self.missing(rate, now).saturating_add(u64::from(taken).saturating_mul(ticks));
		self.at = self.at.max(now);
		taken
	}

	/// Whether nothing is missing, so that a new bucket would be the same.
	pub fn is_full(&self, rate: &Rate, now: u64) -> bool {
		self.missing(rate, now) == 0
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const RATE: Rate = Rate { capacity: 10, refill: 2, ticks: 3 };

	#[test]
	fn a_burst_is_the_capacity_and_then_the_rate_counts() {
		let mut bucket = Bucket::full(100);
		assert_eq!(bucket.take(&RATE, 100, 50), 10);
		assert_eq!(bucket.take(&RATE, 101, 50), 0);
		assert_eq!(bucket.take(&RATE, 102, 50), 1);
		assert_eq!(bucket.take(&RATE, 103, 50), 1);
		assert_eq!(bucket.available(&RATE, 102 + 14), 8);
		assert!(!bucket.is_full(&RATE, 102 + 15));
		assert!(bucket.is_full(&RATE, 102 + 16));
		assert_eq!(bucket.take(&RATE, 10_000, 50), 10);
	}

	#[test]
	fn a_clock_that_goes_back_gives_nothing() {
		let mut bucket = Bucket::full(100);
		assert_eq!(bucket.take(&RATE, 100, 10), 10);
		assert_eq!(bucket.take(&RATE, 1, 10), 0);
		assert_eq!(bucket.take(&RATE, 100, 10), 0);
	}

	proptest! {
		#[test]
		fn never_more_is_taken_than_burst_and_rate_allow(
			asked in prop::collection::vec((0u64..20, 0u32..30), 1..60),
		) {
			let mut bucket = Bucket::full(0);
			let (mut now, mut taken) = (0, 0);
			for (wait, tokens) in asked {
				now += wait;
				taken += u64::from(bucket.take(&RATE, now, tokens));
				prop_assert!(taken <= 10 + now * 2 / 3);
			}
		}

		#[test]
		fn a_patient_user_is_never_refused(rounds in 1u64..100) {
			let mut bucket = Bucket::full(0);
			for round in 1..=rounds {
				prop_assert_eq!(bucket.take(&RATE, round * 3, 2), 2);
			}
		}
	}
}
