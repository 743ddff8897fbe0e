//! How often a router is challenged, and what that makes a proof worth.
//!
//! At a window's start the chain chooses the **interval**: the windows between a router's
//! challenges on average, as few as the cap on signatures to verify allows. A router is challenged
//! when its draw is below the **threshold** 2⁶⁴ / interval, and what it proves then stands for the
//! whole interval, so income per day does not depend on how many routers there are.

/// Windows between two challenges of the same router on average, in 1/256 of a window, never under
/// one window: the inverse of the probability of being challenged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Interval(u32);

/// Signatures that a proof is planned to need verified: five witnesses' and the challenged router's.
///
/// A plan and no bound: a proof may carry 14 reports, so a window whose proofs are all full takes
/// 15 verifications each, 2.5 times what was planned. What bounds a block is its weight.
pub const VERIFICATIONS_PER_PROOF: u8 = 6;
/// Report and proof verifications per block that the chain plans with: 13 million routers are then
/// challenged every three days, 301 proofs a block.
///
/// What that takes of a block's 1.5 s is measured (`docs/performance.md`): about an eighth, or
/// 28 % if every proof is full.
pub const VERIFICATIONS_PER_BLOCK: u32 = 1_806;

impl Interval {
	/// Parts of a window in which an interval is counted.
	pub const PER_WINDOW: u32 = 256;
	/// Every router in each window: a small network.
	pub const EVERY_WINDOW: Self = Self(Self::PER_WINDOW);
	/// The longest, 2²⁴ windows: centuries.
	pub const LONGEST: Self = Self(u32::MAX);

	/// The shortest interval in which a window's expected verifications stay within `cap` if a proof
	/// needs as many as said: max(1, routers · verifications per proof / cap) windows, rounded up to
	/// 1/256.
	///
	/// Beyond [`Self::LONGEST`] (a `cap` near zero) it stays there.
	pub fn for_network(routers: u32, verifications_per_proof: u8, cap: u32) -> Self {
		// Below 2³² · 2⁸ · 2⁸ = 2⁴⁸.
		let all = routers as u64 * verifications_per_proof as u64 * Self::PER_WINDOW as u64;
		match all.div_ceil(cap.max(1) as u64) {
			short if short <= Self::PER_WINDOW as u64 => Self::EVERY_WINDOW,
			long => Self(u32::try_from(long).unwrap_or(u32::MAX)),
		}
	}

	/// As stored: 1/256 of a window. Less than one window counts as one.
	pub const fn from_raw(raw: u32) -> Self {
		if raw < Self::PER_WINDOW {
			Self::EVERY_WINDOW
		} else {
			Self(raw)
		}
	}

	/// In 1/256 of a window, at least 256.
	pub const fn raw(self) -> u32 {
		self.0
	}

	/// Draws below this are challenged: ⌊2⁶⁴ / interval⌋, and `u64::MAX` for every window.
	///
	/// Then one draw in 2⁶⁴ is not challenged, which nobody will live to see.
	pub const fn threshold(self) -> u64 {
		let threshold = ((Self::PER_WINDOW as u128) << 64) / self.0 as u128;
		if threshold > u64::MAX as u128 {
			u64::MAX
		} else {
			threshold as u64
		}
	}

	/// The least number of periods over which density is counted: twice the interval, so that
	/// chance leaves out at most e⁻² = 14 % of the routers that prove whenever they are asked.
	pub const fn least_span(self, windows_per_period: u32) -> u32 {
		let per_period = if windows_per_period == 0 { 1 } else { windows_per_period } as u64;
		let periods = (2 * self.0 as u64).div_ceil(Self::PER_WINDOW as u64 * per_period);
		// At most 2²⁵ periods of one window: the cast loses nothing.
		periods as u32
	}

	/// What a proof earns from a price per covered day: ⌊price · interval / windows per day⌋ planck.
	///
	/// `None` where that exceeds 128 bits, or for a day without windows.
	pub const fn of_daily_price(self, price: u128, windows_per_day: u32) -> Option<u128> {
		match price.checked_mul(self.0 as u128) {
			// A product of two 32-bit numbers cannot exceed 64 bits.
			Some(due) => due.checked_div(Self::PER_WINDOW as u128 * windows_per_day as u128),
			None => None,
		}
	}
}

/// What a window's seed decides about one router, read from
/// [`cairn_primitives::coverage::draw_hash`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Draw {
	chance: u64,
	delay: u64,
}

impl Draw {
	/// Octets 0 … 7 of the hash, little-endian, decide on the challenge; 8 … 15 on the offset.
	///
	/// They are different octets because a challenged router's first ones are all small.
	pub const fn from_hash(hash: [u8; 32]) -> Self {
		let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = hash;
		Self {
			chance: u64::from_le_bytes([a, b, c, d, e, f, g, h]),
			delay: u64::from_le_bytes([i, j, k, l, m, n, o, p]),
		}
	}

	/// Whether the router is challenged in the window with this threshold.
	pub const fn is_challenged(self, threshold: u64) -> bool {
		self.chance < threshold
	}

	/// Blocks after the window's end at which its proof is to be sent: evenly among 0 … `spread` − 1.
	///
	/// Choose `spread` below the proofs' validity, so that the last ones have time to be included.
	pub const fn offset(self, spread: u32) -> u32 {
		// Below `spread`, since the factor is below 2⁶⁴: the cast loses nothing.
		((self.delay as u128 * spread as u128) >> 64) as u32
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use blake2::{digest::consts::U32, Blake2b, Digest};
	use cairn_primitives::coverage::draw_hash;
	use proptest::prelude::*;

	fn draw(seed: u8, router: u32) -> Draw {
		let blake2_256 = |bytes: &[u8]| Blake2b::<U32>::digest(bytes).into();
		Draw::from_hash(draw_hash(&[seed; 32], router, blake2_256))
	}

	#[test]
	fn chance_and_offset_come_from_the_documented_octets() {
		let mut hash = [0; 32];
		hash[0] = 5;
		hash[15] = 0x80;
		let draw = Draw::from_hash(hash);
		assert!(!draw.is_challenged(5) && draw.is_challenged(6));
		assert_eq!((draw.offset(600), draw.offset(1), draw.offset(0)), (300, 0, 0));
	}

	#[test]
	fn of_many_routers_as_many_are_challenged_as_the_interval_says() {
		const ROUTERS: u32 = 40_000;
		for windows in [2u32, 8, 100] {
			let threshold = Interval::from_raw(windows * 256).threshold();
			let met = (0..ROUTERS).filter(|r| draw(1, *r).is_challenged(threshold)).count() as f64;
			let expected = ROUTERS as f64 / windows as f64;
			// Five standard deviations of a binomial distribution.
			assert!((met - expected).abs() < 5.0 * expected.sqrt(), "{met} of {expected}");
		}
	}

	#[test]
	fn offsets_of_challenged_routers_spread_evenly() {
		let threshold = Interval::from_raw(4 * 256).threshold();
		let mut quarters = [0u32; 4];
		for router in (0..40_000).filter(|r| draw(2, *r).is_challenged(threshold)) {
			quarters[draw(2, router).offset(600) as usize / 150] += 1;
		}
		for quarter in quarters {
			assert!((2_250..2_750).contains(&quarter), "{quarters:?}");
		}
	}

	#[test]
	fn a_window_is_another_draw_for_every_seed_and_router() {
		assert_ne!(draw(1, 1), draw(1, 2));
		assert_ne!(draw(1, 1), draw(2, 1));
	}

	#[test]
	fn a_cap_of_nothing_and_a_day_without_windows_are_bounded() {
		assert_eq!(Interval::for_network(u32::MAX, u8::MAX, 0), Interval::LONGEST);
		assert_eq!(Interval::for_network(0, 6, 0), Interval::EVERY_WINDOW);
		assert_eq!(Interval::EVERY_WINDOW.of_daily_price(1, 0), None);
		assert_eq!(Interval::LONGEST.of_daily_price(u128::MAX, 1), None);
		assert_eq!(Interval::LONGEST.least_span(0), 1 << 25);
		assert!(Interval::LONGEST.threshold() > 0);
	}

	proptest! {
		#[test]
		fn expected_verifications_stay_within_the_cap(
			routers: u32, per_proof in 1u8..=15, cap in 256u32..,
		) {
			let interval = Interval::for_network(routers, per_proof, cap);
			let probability = interval.threshold() as f64 / 18_446_744_073_709_551_616.0;
			let expected = routers as f64 * per_proof as f64 * probability;
			prop_assert!(expected <= cap as f64 * (1.0 + 1e-9), "{expected} of {cap}");
			// And the interval is not longer than it must be.
			if interval > Interval::EVERY_WINDOW {
				let tighter = interval.raw() as u128 - 1;
				prop_assert!(routers as u128 * per_proof as u128 * 256 > tighter * cap as u128);
			}
		}

		#[test]
		fn interval_times_probability_is_one(raw in 256u32..) {
			let interval = Interval::from_raw(raw);
			let probability = interval.threshold() as f64 / 18_446_744_073_709_551_616.0;
			prop_assert!((probability * raw as f64 / 256.0 - 1.0).abs() < 1e-9);
		}

		#[test]
		fn offsets_stay_below_their_spread(hash: [u8; 32], spread in 1u32..) {
			prop_assert!(Draw::from_hash(hash).offset(spread) < spread);
		}
	}
}
