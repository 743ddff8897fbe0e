//! One direction's octet counter: cumulative, whatever order its readings come in.

use cairn_primitives::Octets;
use cairn_radius::Counter;
use codec::{Decode, Encode};

/// How a reading stands to the newest one before it, by the session's own time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
	/// Taken later.
	Newer,
	/// Taken earlier: it was overtaken on its way.
	Older,
	/// Nobody can tell.
	Unknown,
}

/// What is known of the session time at which the counters were read last.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Encode, Decode)]
pub struct Clock {
	/// The newest session time stated, in seconds.
	newest: Option<u32>,
	/// Octets came without a session time once. They may be newer than `newest`, so that no time
	/// stated later proves that a reading is newer than they are.
	untimed: bool,
}

impl Clock {
	/// How a reading of this session time stands to those before it.
	pub fn order(self, time: Option<u32>) -> Order {
		match (self.newest, time) {
			(Some(newest), Some(time)) if time < newest => Order::Older,
			(Some(newest), Some(time)) if time > newest && !self.untimed => Order::Newer,
			_ => Order::Unknown,
		}
	}

	/// Remembers a packet that was taken; `octets` tells whether it stated any.
	pub fn note(&mut self, time: Option<u32>, octets: bool) {
		self.untimed |= octets && time.is_none();
		self.newest = self.newest.max(time);
	}
}

/// What a reading did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Update {
	/// The counter rose.
	Advanced,
	/// It stands where it stood, or the reading is an old one.
	Unchanged,
	/// A newer reading is lower, and no wrap explains it.
	Backwards,
}

/// A distance that no wrap is believed to exceed.
const HALF: u64 = 1 << 31;
const WRAP: u64 = 1 << 32;

/// A counter of octets that never goes down.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Encode, Decode)]
pub struct Flow {
	total: Octets,
	/// Gigawords were stated once: the access point counts in 64 bits and nothing wraps.
	wide: bool,
}

impl Flow {
	/// Octets so far.
	pub const fn total(self) -> Octets {
		self.total
	}

	/// Takes a reading. The total never goes down, whatever the reading says.
	pub fn update(&mut self, reading: Counter, order: Order) -> Update {
		self.wide |= reading.gigawords.is_some_and(|gigawords| gigawords > 0);
		if self.wide || reading.gigawords.is_some() {
			self.advance(reading.total(), order)
		} else {
			self.update_narrow(u64::from(reading.low), order)
		}
	}

	fn advance(&mut self, stated: u64, order: Order) -> Update {
		if stated > self.total {
			self.total = stated;
			Update::Advanced
		} else if stated < self.total && order == Order::Newer {
			Update::Backwards
		} else {
			Update::Unchanged
		}
	}

	/// A reading of 32 bits that may have wrapped since the last.
	///
	/// Only a reading that is known to be newer is believed to have wrapped: an overtaken one looks
	/// the same and would add up to 4 GiB that nobody carried. After a wrap, any other reading may
	/// be from before it.
	fn update_narrow(&mut self, low: u64, order: Order) -> Update {
		let (high, last) = (self.total / WRAP * WRAP, self.total % WRAP);
		let forward = (low + WRAP - last) % WRAP;
		match order {
			_ if forward == 0 => Update::Unchanged,
			Order::Newer if low > last => self.advance(high + low, order),
			Order::Newer if forward < HALF => self.advance(high.saturating_add(WRAP + low), order),
			Order::Newer => Update::Backwards,
			Order::Unknown if high == 0 => self.advance(low, order),
			Order::Older | Order::Unknown => Update::Unchanged,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn narrow(low: u32) -> Counter {
		Counter { low, gigawords: None }
	}

	fn wide(total: u64) -> Counter {
		Counter { low: total as u32, gigawords: Some((total >> 32) as u32) }
	}

	#[test]
	fn a_wrap_of_32_bits_is_followed_and_an_overtaken_reading_is_not() {
		let mut flow = Flow::default();
		assert_eq!(flow.update(narrow(4_000_000_000), Order::Newer), Update::Advanced);
		assert_eq!(flow.update(narrow(100), Order::Newer), Update::Advanced);
		assert_eq!(flow.total(), WRAP + 100);
		for order in [Order::Older, Order::Unknown] {
			assert_eq!(flow.update(narrow(4_000_000_000), order), Update::Unchanged);
		}
		assert_eq!(flow.total(), WRAP + 100);
	}

	#[test]
	fn an_overtaken_reading_of_unknown_time_is_no_wrap() {
		// An access point that states neither gigawords nor session time; its first interim, lost
		// and sent again, arrives after one that stands just below 4 GiB.
		let (mut flow, mut clock) = (Flow::default(), Clock::default());
		for low in [4_000_000_000, 1_000] {
			flow.update(narrow(low), clock.order(None));
			clock.note(None, true);
		}
		assert_eq!(flow.total(), 4_000_000_000, "4 GiB that nobody carried");
		// Nor does a session time help that appears only then.
		assert_eq!(clock.order(Some(20)), Order::Unknown);
		clock.note(Some(20), true);
		assert_eq!(clock.order(Some(30)), Order::Unknown);
		assert_eq!(clock.order(Some(10)), Order::Older);
	}

	#[test]
	fn after_a_wrap_a_reading_of_unknown_time_may_be_from_before_it() {
		let mut flow = Flow::default();
		flow.update(narrow(4_000_000_000), Order::Newer);
		flow.update(narrow(100), Order::Newer);
		assert_eq!(flow.update(narrow(1_000_000_000), Order::Unknown), Update::Unchanged);
		assert_eq!(flow.total(), WRAP + 100);
	}

	#[test]
	fn a_start_without_a_time_leaves_later_times_their_meaning() {
		let mut clock = Clock::default();
		clock.note(None, false);
		clock.note(Some(60), true);
		assert_eq!(clock.order(Some(120)), Order::Newer);
	}

	#[test]
	fn a_newer_and_lower_reading_is_backwards_and_changes_nothing() {
		let mut flow = Flow::default();
		flow.update(narrow(1_000_000), Order::Newer);
		assert_eq!(flow.update(narrow(10), Order::Newer), Update::Backwards);
		assert_eq!(flow.update(wide(10), Order::Newer), Update::Backwards);
		assert_eq!(flow.update(wide(10), Order::Older), Update::Unchanged);
		assert_eq!(flow.total(), 1_000_000);
	}

	#[test]
	fn gigawords_that_appear_only_after_the_first_wrap_combine() {
		let mut flow = Flow::default();
		flow.update(narrow(4_000_000_000), Order::Newer);
		assert_eq!(flow.update(wide(WRAP + 5), Order::Newer), Update::Advanced);
		assert_eq!(flow.total(), WRAP + 5);
		// Once gigawords were above zero, a reading without them is no wrap.
		assert_eq!(flow.update(narrow(4), Order::Unknown), Update::Unchanged);
		assert_eq!(flow.total(), WRAP + 5);
	}

	proptest! {
		#[test]
		fn whatever_comes_the_total_never_goes_down(
			readings in prop::collection::vec((any::<u32>(), prop::option::of(0u32..4), 0u8..3), 0..40),
		) {
			let mut flow = Flow::default();
			for (low, gigawords, order) in readings {
				let order = [Order::Newer, Order::Older, Order::Unknown][usize::from(order)];
				let before = flow.total();
				let update = flow.update(Counter { low, gigawords }, order);
				prop_assert_eq!(flow.total() > before, update == Update::Advanced);
				prop_assert!(flow.total() >= before);
			}
		}

		#[test]
		fn a_narrow_counter_never_says_more_than_the_truth_in_any_order_of_arrival(
			steps in prop::collection::vec((0u64..WRAP, any::<bool>()), 1..12),
			arrivals in prop::collection::vec(any::<prop::sample::Index>(), 0..30),
		) {
			// What the access point counts, and whether it tells the time of each reading.
			let mut truth = 0u64;
			let mut readings = Vec::new();
			for (second, (step, timed)) in (1u32..).zip(steps) {
				truth += step;
				readings.push((truth, timed.then_some(second)));
			}
			let (mut flow, mut clock, mut most) = (Flow::default(), Clock::default(), 0);
			for arrival in arrivals {
				let (stated, time) = readings[arrival.index(readings.len())];
				most = most.max(stated);
				flow.update(narrow(stated as u32), clock.order(time));
				clock.note(time, true);
				prop_assert!(flow.total() <= most, "{} of {most}", flow.total());
			}
		}

		#[test]
		fn a_wide_counter_ends_at_its_true_value_in_any_order_of_arrival(
			mut steps in prop::collection::vec(0u64..1 << 40, 1..20), order in any::<prop::sample::Index>(),
		) {
			steps.sort_unstable();
			let last = steps[steps.len() - 1];
			let by = order.index(steps.len());
			steps.rotate_left(by);
			let mut flow = Flow::default();
			for stated in steps {
				flow.update(wide(stated), Order::Unknown);
			}
			prop_assert_eq!(flow.total(), last);
		}

		#[test]
		fn a_narrow_counter_in_order_is_followed_over_its_wraps(
			steps in prop::collection::vec(0u64..HALF, 1..20),
		) {
			let (mut flow, mut truth) = (Flow::default(), 0u64);
			for step in steps {
				truth += step;
				flow.update(narrow(truth as u32), Order::Newer);
				prop_assert_eq!(flow.total(), truth);
			}
		}
	}
}
