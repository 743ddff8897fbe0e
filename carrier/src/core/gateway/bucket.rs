//! Token buckets, one for each of those who ask: a burst, and a steady rate after it.

use lru::LruCache;
use std::{hash::Hash, num::NonZeroUsize};

/// How much a bucket holds and how fast it fills.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
	/// Tokens that a full bucket holds.
	pub burst: u32,
	/// Tokens that come back in a minute.
	pub per_minute: u32,
}

/// Milliseconds in a minute; levels are counted in this part of a token, so that nothing is rounded.
const MINUTE: u64 = 60_000;

impl Rate {
	fn full(self) -> u64 {
		u64::from(self.burst) * MINUTE
	}
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
	level: u64,
	/// In milliseconds since the daemon started.
	at: u64,
}

impl Bucket {
	/// What it holds at a time, if nothing is taken until then.
	fn level_at(&self, rate: Rate, now: u64) -> u64 {
		let filled = now.saturating_sub(self.at).saturating_mul(rate.per_minute.into());
		self.level.saturating_add(filled).min(rate.full())
	}
}

/// Buckets of as many as are remembered.
///
/// Who is forgotten begins with a full bucket again. That takes as many others as are remembered,
/// and whoever has so many addresses or keys has as many buckets anyway.
pub struct Buckets<Who> {
	rate: Rate,
	all: LruCache<Who, Bucket>,
}

impl<Who: Hash + Eq> Buckets<Who> {
	/// Remembers at most `most`.
	pub fn new(rate: Rate, most: NonZeroUsize) -> Self {
		Self { rate, all: LruCache::new(most) }
	}

	/// Takes `tokens` from somebody's bucket; false, and nothing is taken, where it holds fewer.
	/// `now` is in milliseconds; a clock that goes back only stands still.
	pub fn take(&mut self, who: Who, tokens: u32, now: u64) -> bool {
		let rate = self.rate;
		let bucket = self.all.get_or_insert_mut(who, || Bucket { level: rate.full(), at: now });
		bucket.level = bucket.level_at(rate, now);
		bucket.at = bucket.at.max(now);
		match bucket.level.checked_sub(u64::from(tokens) * MINUTE) {
			Some(left) => {
				bucket.level = left;
				true
			}
			None => false,
		}
	}

	/// Milliseconds from `now` until somebody's bucket holds `tokens`, if nothing is taken meanwhile;
	/// `u64::MAX` where it never will.
	pub fn wait(&self, who: &Who, tokens: u32, now: u64) -> u64 {
		let (rate, wanted) = (self.rate, u64::from(tokens) * MINUTE);
		if wanted > rate.full() {
			return u64::MAX;
		}
		let level = self.all.peek(who).map_or(rate.full(), |bucket| bucket.level_at(rate, now));
		match wanted.saturating_sub(level) {
			0 => 0,
			missing if rate.per_minute > 0 => missing.div_ceil(rate.per_minute.into()),
			_ => u64::MAX,
		}
	}

	/// How many are remembered.
	pub fn remembered(&self) -> usize {
		self.all.len()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const RATE: Rate = Rate { burst: 10, per_minute: 60 };

	fn buckets(most: usize) -> Buckets<u32> {
		Buckets::new(RATE, NonZeroUsize::new(most).expect("above 0"))
	}

	#[test]
	fn a_burst_and_then_the_rate() {
		let mut all = buckets(8);
		assert!(all.take(1, 10, 0));
		assert!(!all.take(1, 1, 999));
		assert!(all.take(1, 1, 1_000));
		assert!(!all.take(1, 11, 1_000_000), "more than a full bucket is never there");
		assert!(all.take(1, 10, 1_000_000));
	}

	#[test]
	fn a_flood_by_one_leaves_the_others_their_buckets() {
		// One address asks ten thousand times; the other's burst must be untouched.
		let mut all = buckets(8);
		let taken = (0..10_000).filter(|_| all.take(1, 1, 0)).count();
		assert_eq!(taken, 10);
		assert!(all.take(2, 10, 0));
	}

	#[test]
	fn no_more_are_remembered_than_allowed() {
		let mut all = buckets(8);
		(0..1_000).for_each(|who| assert!(all.take(who, 1, 0)));
		assert_eq!(all.remembered(), 8);
	}

	#[test]
	fn whoever_is_refused_is_told_when_to_come_again() {
		let mut all = buckets(8);
		assert_eq!((all.wait(&1, 10, 0), all.wait(&1, 11, 0)), (0, u64::MAX), "at most a burst");
		assert!(all.take(1, 10, 0));
		let wait = all.wait(&1, 3, 500);
		assert_eq!(wait, 2_500);
		assert!(!all.take(1, 3, 500 + wait - 1));
		assert_eq!(all.wait(&1, 3, 500 + wait), 0);
		assert!(all.take(1, 3, 500 + wait));
		let never = Buckets::<u32>::new(Rate { burst: 1, per_minute: 0 }, NonZeroUsize::MIN);
		assert_eq!((never.wait(&1, 1, 0), never.wait(&1, 2, 0)), (0, u64::MAX));
	}

	proptest! {
		#[test]
		fn never_more_is_taken_than_burst_and_rate_allow(
			asked in prop::collection::vec((0u64..5_000, 0u32..15), 1..60),
		) {
			let mut all = buckets(2);
			let (mut now, mut taken) = (0, 0);
			for (wait, tokens) in asked {
				now += wait;
				taken += if all.take(1, tokens, now) { u64::from(tokens) } else { 0 };
				prop_assert!(taken * 1_000 <= 10_000 + now);
			}
		}

		#[test]
		fn whoever_keeps_to_the_rate_is_never_refused(rounds in 1u64..200) {
			let mut all = buckets(2);
			for round in 1..=rounds {
				prop_assert!(all.take(1, 2, round * 2_000));
			}
		}
	}
}
