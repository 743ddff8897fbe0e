//! The capped emission: how much may have been minted in all by a given block.
//!
//! Each year emits [`YEARLY_SHARE`] of what is left of [`EMISSION_CAP`], evenly over the year's
//! blocks. After [`YEARS`] years nothing more is emitted. Only the *cumulative* amount is defined;
//! whoever mints takes the difference between two blocks, so that no rounding ever adds up.

/// The most that the schedule can ever emit, in planck (10⁹ CAIRN of 10¹² planck).
pub const EMISSION_CAP: u128 = 1_000_000_000 * 1_000_000_000_000;
/// What one year emits of what is left when it begins, in basis points.
pub const YEARLY_SHARE: u16 = 1_500;
/// Years in which something is emitted; what is left after the last is under 0.01 % of the cap.
pub const YEARS: usize = 64;
/// Planck emitted in all when a year has ended: entry 0 before the first year, entry
/// [`YEARS`] for ever after.
pub const BY_YEAR: [u128; YEARS + 1] = by_year();
/// The coverage stream's share of the emission can never be set below this, in basis points.
pub const MIN_COVERAGE_SHARE: u16 = 2_000;
/// The coverage stream's share of the emission can never be set above this, in basis points.
pub const MAX_COVERAGE_SHARE: u16 = 9_000;

const BASIS_POINTS: u128 = 10_000;

const fn by_year() -> [u128; YEARS + 1] {
	let mut table = [0; YEARS + 1];
	let mut year = 0;
	while year < YEARS {
		let left = EMISSION_CAP - table[year];
		table[year + 1] = table[year] + left * YEARLY_SHARE as u128 / BASIS_POINTS;
		year += 1;
	}
	table
}

/// Planck that may have been minted in all, by everybody, up to and including `block`.
///
/// Never decreases with `block` and never exceeds [`EMISSION_CAP`]. `blocks_per_year` is the
/// network's pace; with 0 nothing is emitted.
pub const fn emitted(block: u32, blocks_per_year: u32) -> u128 {
	if blocks_per_year == 0 {
		return 0;
	}
	let year = (block / blocks_per_year) as usize;
	if year >= YEARS {
		return BY_YEAR[YEARS];
	}
	let this_year = BY_YEAR[year + 1] - BY_YEAR[year];
	// Below 2⁶⁸ · 2³²: a year's emission times a block number always fits.
	BY_YEAR[year] + this_year * (block % blocks_per_year) as u128 / blocks_per_year as u128
}

/// Splits an amount of emission, in planck, between coverage and validators.
///
/// Coverage gets ⌊amount · share / 10,000⌋ and validators the rest, so the two always sum to the
/// amount. `share` in basis points; above 100 % counts as 100 %.
pub const fn split(amount: u128, share: u16) -> (u128, u128) {
	let share = if share as u128 > BASIS_POINTS { BASIS_POINTS } else { share as u128 };
	let coverage = (amount / BASIS_POINTS) * share + (amount % BASIS_POINTS) * share / BASIS_POINTS;
	(coverage, amount - coverage)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	/// The same curve from the formula cap · (1 − 0.85^y), linear within a year.
	fn model(block: u32, blocks_per_year: u32) -> f64 {
		let at = |year: f64| 1e21 * (1.0 - 0.85f64.powf(year));
		let years = (block as f64 / blocks_per_year as f64).min(YEARS as f64);
		let (whole, part) = (years.floor(), years.fract());
		at(whole) + (at(whole + 1.0) - at(whole)) * part
	}

	#[test]
	fn first_year_emits_the_yearly_share_of_the_cap() {
		assert_eq!(emitted(5_256_000, 5_256_000), 150_000_000 * 1_000_000_000_000);
		assert_eq!(emitted(0, 5_256_000), 0);
	}

	#[test]
	fn last_entry_stays_just_below_the_cap_for_ever() {
		let last = BY_YEAR[YEARS];
		assert!(last < EMISSION_CAP && last > EMISSION_CAP / 10_000 * 9_999);
		assert_eq!(emitted(u32::MAX, 1), last);
		assert_eq!(emitted(64, 1), last);
		assert_eq!(emitted(63, 1), BY_YEAR[63]);
	}

	#[test]
	fn no_pace_emits_nothing() {
		assert_eq!(emitted(u32::MAX, 0), 0);
	}

	#[test]
	fn each_year_emits_less_than_the_one_before() {
		for year in 1..YEARS {
			assert!(BY_YEAR[year + 1] - BY_YEAR[year] < BY_YEAR[year] - BY_YEAR[year - 1]);
		}
	}

	proptest! {
		#[test]
		fn emission_follows_an_independent_model(block: u32, pace in 1u32..) {
			let (exact, model) = (emitted(block, pace) as f64, model(block, pace));
			prop_assert!((exact - model).abs() <= 1e-9 * 1e21, "{exact} against {model}");
		}

		#[test]
		fn emission_never_decreases_and_never_passes_the_cap(a: u32, b: u32, pace: u32) {
			prop_assert!(emitted(a.min(b), pace) <= emitted(a.max(b), pace));
			prop_assert!(emitted(a, pace) <= EMISSION_CAP);
		}

		#[test]
		fn consecutive_blocks_never_step_back(block in 0u32..u32::MAX, pace in 1u32..100_000) {
			prop_assert!(emitted(block, pace) <= emitted(block + 1, pace));
		}

		#[test]
		fn shares_sum_to_the_amount(amount in 0..=EMISSION_CAP, share: u16) {
			let (coverage, validators) = split(amount, share);
			prop_assert_eq!(coverage + validators, amount);
			prop_assert_eq!(coverage, amount * share.min(10_000) as u128 / 10_000);
		}

		#[test]
		fn splitting_any_amount_cannot_overflow(amount: u128, share: u16) {
			let (coverage, validators) = split(amount, share);
			prop_assert_eq!(coverage.checked_add(validators), Some(amount));
		}
	}
}
