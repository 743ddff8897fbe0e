//! The machine's only clock: handed in, and never going backwards.

use std::time::Duration;

/// Milliseconds of a clock that only goes forward, from an origin that means nothing.
///
/// Intervals are measured by this alone, since a router's calendar may be years off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Moment(pub u64);

impl Moment {
	/// This much later.
	pub fn after(self, delay: Duration) -> Self {
		Self(self.0.saturating_add(millis(delay)))
	}

	/// Time from an earlier moment to this one; zero if it is later.
	pub fn since(self, earlier: Self) -> Duration {
		Duration::from_millis(self.0.saturating_sub(earlier.0))
	}

	/// Time from this moment until a later one; zero if it has passed.
	pub fn until(self, later: Self) -> Duration {
		later.since(self)
	}
}

fn millis(duration: Duration) -> u64 {
	u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
