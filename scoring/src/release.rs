//! The geometric release of held earnings: after n periods ⌈held · ρⁿ⌉ is still held.
//!
//! Rounding is in favour of held, and the powers of ρ are a hair too large, by the factor
//! 1 + 2⁻⁹⁰: so two touches always hold at least what one does, and at most one planck a touch
//! more. Nobody gains by touching the ledger often, or by never touching it.

/// A factor in (0, 1]: mantissa · 2^−(127 + exponent), with the mantissa's top bit set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Factor {
	mantissa: u128,
	exponent: u32,
}

const TOP: u128 = 1 << 127;
/// The surplus of a power over ρⁿ: far above what rounding adds to it (n · 2⁻¹²⁶ < 2⁻⁹³), and far
/// below what could show in an amount (2⁸⁰ planck · 2⁻⁹⁰).
const SURPLUS: u32 = 90;

impl Factor {
	const ONE: Self = Self { mantissa: TOP, exponent: 0 };

	/// The product, rounded up.
	const fn times(self, other: Self) -> Self {
		let (high, low) = wide(self.mantissa, other.mantissa);
		let exponent = self.exponent.saturating_add(other.exponent);
		if high & TOP != 0 {
			// Then one factor has an exponent, for a mantissa above 2¹²⁷ without one exceeds 1.
			Self::rounded_up(high, low != 0, exponent.saturating_sub(1))
		} else {
			Self::rounded_up(high << 1 | low >> 127, low << 1 != 0, exponent)
		}
	}

	const fn rounded_up(mantissa: u128, more: bool, exponent: u32) -> Self {
		match mantissa.checked_add(more as u128) {
			Some(mantissa) => Self { mantissa, exponent },
			None => Self { mantissa: TOP, exponent: exponent.saturating_sub(1) },
		}
	}

	/// `numerator` / `denominator`, rounded up; the former must be the smaller and not 0.
	const fn ratio(numerator: u32, denominator: u32) -> Self {
		let (denominator, mut rest) = (denominator as u64, numerator as u64);
		let mut exponent = 0;
		while rest < denominator {
			rest <<= 1;
			exponent += 1;
		}
		// Long division, bit by bit: `rest` stays below twice the denominator.
		let (mut mantissa, mut bit) = (0u128, 0);
		while bit < 128 {
			mantissa <<= 1;
			if rest >= denominator {
				rest -= denominator;
				mantissa |= 1;
			}
			rest <<= 1;
			bit += 1;
		}
		Self::rounded_up(mantissa, rest != 0, exponent)
	}

	const fn with_surplus(self) -> Self {
		match self.mantissa.checked_add((self.mantissa >> SURPLUS) + 1) {
			Some(mantissa) => Self { mantissa, exponent: self.exponent },
			None => Self {
				mantissa: (self.mantissa >> 1) + (self.mantissa >> (SURPLUS + 1)) + 1,
				exponent: self.exponent.saturating_sub(1),
			},
		}
	}

	/// ⌈amount · self⌉, or 0 where that is at most one planck.
	const fn of(self, amount: u128) -> u128 {
		let (high, low) = wide(amount, self.mantissa);
		// The product has 256 bits: whole planck are those above bit 127 + exponent.
		let (whole, part) = match self.exponent {
			0 => (high << 1 | low >> 127, low << 1 != 0),
			exponent if exponent <= 128 => {
				let shift = exponent - 1;
				(high >> shift, low != 0 || high & ((1u128 << shift) - 1) != 0)
			}
			_ => (0, true),
		};
		if whole == 0 || (whole == 1 && !part) {
			0
		} else {
			// Below `amount`, since the factor is at most 1: nothing is added to `u128::MAX`.
			whole.saturating_add(part as u128)
		}
	}
}

/// The 256-bit product as (high, low).
const fn wide(a: u128, b: u128) -> (u128, u128) {
	const HALF: u128 = u64::MAX as u128;
	let (ah, al, bh, bl) = (a >> 64, a & HALF, b >> 64, b & HALF);
	let low = al * bl;
	// Each term is at most (2⁶⁴ − 1)², and three of them with carries fit 128 bits.
	let middle = ah * bl + (low >> 64);
	let other = al * bh + (middle & HALF);
	(ah * bh + (middle >> 64) + (other >> 64), other << 64 | low & HALF)
}

/// How fast held earnings are released.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Release {
	/// ρ^(2^k), rounded up.
	squares: [Factor; 32],
}

impl Release {
	/// One thirtieth of what is held becomes claimable each period: with periods of a day half is
	/// released in 20.4 days, and who earns evenly has 30 days' earnings held.
	pub const THIRTIETH: Self = match Self::keeping(29, 30) {
		Some(release) => release,
		None => panic!("29/30 lies between 1/2 and 1; qed"),
	};

	/// Of what is held, `numerator` / `denominator` is still held a period later.
	///
	/// `None` unless at least half is kept and something released.
	pub const fn keeping(numerator: u32, denominator: u32) -> Option<Self> {
		if numerator >= denominator || (numerator as u64) * 2 < denominator as u64 {
			return None;
		}
		let mut squares = [Factor::ratio(numerator, denominator); 32];
		let mut k = 1;
		while k < 32 {
			squares[k] = squares[k - 1].times(squares[k - 1]);
			k += 1;
		}
		Some(Self { squares })
	}

	/// ρⁿ by squaring, at most 32 products.
	const fn power(&self, periods: u32) -> Factor {
		if periods == 0 {
			return Factor::ONE;
		}
		let mut power = Factor::ONE;
		let mut k = 0;
		while k < 32 {
			if periods >> k & 1 == 1 {
				power = power.times(self.squares[k]);
			}
			k += 1;
		}
		power.with_surplus()
	}

	/// What of `held` planck is still held after `periods` periods: ⌈held · ρⁿ · (1 + 2⁻⁹⁰)⌉, never
	/// more than `held`, and 0 where at most one planck would be left.
	pub const fn held_after(&self, held: u128, periods: u32) -> u128 {
		if periods == 0 {
			return held;
		}
		self.power(periods).of(held)
	}

	/// What of `held` planck becomes claimable in `periods` periods.
	pub const fn released(&self, held: u128, periods: u32) -> u128 {
		held.saturating_sub(self.held_after(held, periods))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	/// More than could ever be issued: 2⁸⁰ planck are a thousand times the emission's cap.
	const MOST: u128 = 1 << 80;

	fn releases() -> impl Strategy<Value = Release> {
		prop_oneof![
			Just(Release::THIRTIETH),
			(1u32..50_000)
				.prop_flat_map(|d| (d.div_ceil(2)..=d, Just(d + 1)))
				.prop_filter_map("keeps at least half", |(n, d)| Release::keeping(n, d)),
		]
	}

	#[test]
	fn ratios_that_keep_less_than_half_or_everything_are_refused() {
		assert_eq!(Release::keeping(1, 1), None);
		assert_eq!(Release::keeping(2, 1), None);
		assert_eq!(Release::keeping(0, 0), None);
		assert_eq!(Release::keeping(1, 3), None);
		assert!(Release::keeping(1, 2).is_some());
		assert!(Release::keeping(u32::MAX - 1, u32::MAX).is_some());
	}

	#[test]
	fn halving_follows_powers_of_two_exactly_but_for_rounding_up() {
		let half = Release::keeping(1, 2).expect("half is kept");
		assert_eq!(half.held_after(1 << 60, 1), (1 << 59) + 1);
		assert_eq!(half.held_after((1 << 60) - 2, 10), 1 << 50);
		assert_eq!(half.held_after(u128::MAX, 127), 3);
		assert_eq!(half.held_after(u128::MAX, 128), 2);
		assert_eq!(half.held_after(u128::MAX, 129), 0);
		assert_eq!(half.held_after(u128::MAX, u32::MAX), 0);
	}

	#[test]
	fn nothing_held_stays_nothing_and_a_last_planck_is_released() {
		assert_eq!(Release::THIRTIETH.held_after(0, 1), 0);
		assert_eq!(Release::THIRTIETH.held_after(1, 1), 0);
		assert_eq!(Release::THIRTIETH.held_after(1, 0), 1);
		assert_eq!(Release::THIRTIETH.held_after(u128::MAX, 0), u128::MAX);
	}

	#[test]
	fn a_power_times_a_power_is_never_below_the_power_of_the_sum() {
		for (a, b) in [(1, 1), (1, 1000), (7, 9), (4096, 1), (2000, 2096), (1 << 20, 1 << 20)] {
			let r = Release::THIRTIETH;
			let product = r.power(a).times(r.power(b));
			let sum = r.power(a + b);
			// Compared exactly enough: the product is rounded up by one part in 2¹²⁷, the surplus is
			// one in 2⁹⁰.
			let ahead = product.exponent < sum.exponent
				|| (product.exponent == sum.exponent
					&& product.mantissa > sum.mantissa + (1 << 30));
			assert!(ahead, "{a} + {b}");
		}
	}

	proptest! {
		#[test]
		fn touching_often_keeps_at_least_as_much_and_at_most_a_planck_a_touch_more(
			release in releases(),
			held in 0..=MOST,
			steps in prop::collection::vec(0u32..400, 1..12),
		) {
			let mut often = held;
			for step in &steps {
				often = release.held_after(often, *step);
			}
			let once = release.held_after(held, steps.iter().sum());
			prop_assert!(often >= once, "{often} below {once}");
			prop_assert!(often - once <= steps.len() as u128, "{often} far above {once}");
		}

		#[test]
		fn what_is_released_and_what_is_held_sum_to_what_was(
			release in releases(), held: u128, periods: u32,
		) {
			let left = release.held_after(held, periods);
			prop_assert!(left <= held);
			prop_assert_eq!(left + release.released(held, periods), held);
		}

		#[test]
		fn held_never_grows_with_time(release in releases(), held in 0..=MOST, a: u16, b: u16) {
			let (short, long) = (a.min(b).into(), a.max(b).into());
			prop_assert!(release.held_after(held, long) <= release.held_after(held, short));
		}

		#[test]
		fn held_follows_a_floating_point_model(held in 0..=MOST, periods in 0u32..2_000) {
			let exact = held as f64 * (29.0f64 / 30.0).powi(periods as i32);
			let got = Release::THIRTIETH.held_after(held, periods) as f64;
			prop_assert!((got - exact).abs() <= 1.0 + exact * 1e-11, "{got} against {exact}");
		}

		#[test]
		fn wide_product_equals_schoolbook(a: u64, b: u64, c: u64) {
			// (a · 2⁶⁴) · (b · 2⁶⁴ + c) = ab · 2¹²⁸ + ac · 2⁶⁴
			let (high, low) = wide((a as u128) << 64, (b as u128) << 64 | c as u128);
			let ac = a as u128 * c as u128;
			prop_assert_eq!(low, ac << 64);
			prop_assert_eq!(high, a as u128 * b as u128 + (ac >> 64));
		}
	}
}
