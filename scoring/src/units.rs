//! What a proof earns: witness units, after HIP-15 (Helium's "Beaconing Rewards").
//!
//! With `w` witnesses, the desired redundancy N = 4 and the decay r = 0.8: the challenged router
//! earns w/N up to N, then 1 + (1 − r^(w−N)); a valid witness earns 1 up to N, then
//! (N − (1 − r^(w−N))) / w. Everybody together thus never earns more than N + 1. The challenged
//! router's `w` counts valid reports only, a witness's counts invalid ones too: adding junk gains
//! nobody anything.

use crate::{Interval, Scale, FULL_SCALE};
use cairn_primitives::coverage::MAX_REPORTS;

/// Witness units, in 10⁻¹⁰: 0.8^k for k ≤ 10 has ten decimals, so the table holds it exactly.
pub type Units = u64;
/// One witness unit.
pub const UNIT: Units = 10_000_000_000;
/// What coverage earns, in 10⁻⁶ of a unit for one window at full density scale.
pub type Points = u64;
/// One unit for one window at full density scale.
pub const POINT: Points = 1_000_000;

/// Witnesses beyond which more of them are redundant (HIP-15's N).
pub const REDUNDANCY: u8 = 4;

const TABLE: usize = MAX_REPORTS as usize + 1;
const CHALLENGED: [Units; TABLE] = challenged_table();
const WITNESS: [Units; TABLE] = witness_table();

/// 1 − r^k in units: 10¹⁰ − 8^k · 10^(10−k), exact for k ≤ 10.
const fn bonus(k: usize) -> Units {
	UNIT - 8u64.pow(k as u32) * 10u64.pow(10 - k as u32)
}

const fn challenged_table() -> [Units; TABLE] {
	let mut table = [0; TABLE];
	let redundancy = REDUNDANCY as usize;
	let mut w = 1;
	while w < TABLE {
		table[w] = if w <= redundancy {
			w as Units * UNIT / redundancy as Units
		} else {
			UNIT + bonus(w - redundancy)
		};
		w += 1;
	}
	table
}

const fn witness_table() -> [Units; TABLE] {
	let mut table = [0; TABLE];
	let redundancy = REDUNDANCY as usize;
	let mut w = 1;
	while w < TABLE {
		table[w] = if w <= redundancy {
			UNIT
		} else {
			// Floored: under 10⁻¹⁰ of a unit is lost.
			(redundancy as Units * UNIT - bonus(w - redundancy)) / w as Units
		};
		w += 1;
	}
	table
}

/// What the challenged router earns with `valid` valid reports, in [`Units`]; at most two.
///
/// More than [`MAX_REPORTS`] count as that many: no proof carries more.
pub fn challenged_units(valid: u8) -> Units {
	CHALLENGED[valid.min(MAX_REPORTS) as usize]
}

/// What each valid witness earns in a proof with `reports` reports, valid and invalid together.
///
/// More than [`MAX_REPORTS`] count as that many: no proof carries more.
pub fn witness_units(reports: u8) -> Units {
	WITNESS[reports.min(MAX_REPORTS) as usize]
}

/// Units over the whole interval of a challenge, scaled by density: ⌊units · interval · scale⌋.
pub fn points(units: Units, interval: Interval, scale: Scale) -> Points {
	// At most two units and full scale, whoever calls: the product stays below 2³⁵ · 2³² · 2³³ =
	// 2¹⁰⁰, and the result below 2 · 10⁶ · 2²⁴ points, which fits 45 bits.
	let units = units.min(2 * UNIT) as u128;
	let scale = scale.min(FULL_SCALE) as u128;
	let whole = (UNIT / POINT) as u128 * Interval::PER_WINDOW as u128 * FULL_SCALE as u128;
	(units * interval.raw() as u128 * scale / whole) as Points
}

/// What one proof earns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Award {
	/// For the challenged router.
	pub challenged: Points,
	/// For each witness whose report is valid; nothing for the others.
	pub each_witness: Points,
}

/// What a proof with `valid` valid among `reports` reports earns.
///
/// Without a valid report nothing is proved and nothing earned.
pub fn award(valid: u8, reports: u8, interval: Interval, scale: Scale) -> Award {
	if valid == 0 {
		return Award { challenged: 0, each_witness: 0 };
	}
	Award {
		challenged: points(challenged_units(valid), interval, scale),
		each_witness: points(witness_units(reports.max(valid)), interval, scale),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn everybody_together_earns_at_most_redundancy_and_one() {
		for w in 1..=MAX_REPORTS {
			let all = challenged_units(w) + w as Units * witness_units(w);
			assert!(all <= (REDUNDANCY as Units + 1) * UNIT, "{w}");
			if w >= REDUNDANCY {
				assert!(all > (REDUNDANCY as Units + 1) * UNIT - w as Units, "{w}");
			}
		}
	}

	#[test]
	fn more_reports_than_a_proof_may_carry_count_as_the_most() {
		assert_eq!(challenged_units(u8::MAX), challenged_units(MAX_REPORTS));
		assert_eq!(witness_units(15), witness_units(14));
		assert_eq!((challenged_units(0), witness_units(0)), (0, 0));
	}

	#[test]
	fn junk_reports_never_raise_what_anybody_earns() {
		for valid in 0..=MAX_REPORTS {
			let honest = award(valid, valid, Interval::EVERY_WINDOW, FULL_SCALE);
			for reports in valid..=MAX_REPORTS {
				let junk = award(valid, reports, Interval::EVERY_WINDOW, FULL_SCALE);
				assert_eq!(junk.challenged, honest.challenged);
				assert!(junk.each_witness <= honest.each_witness);
			}
		}
	}

	#[test]
	fn longest_interval_does_not_overflow() {
		let most = award(14, 14, Interval::LONGEST, u64::MAX);
		assert_eq!(most, award(14, 14, Interval::LONGEST, FULL_SCALE));
		assert!(points(u64::MAX, Interval::LONGEST, u64::MAX) < 1 << 45);
	}

	proptest! {
		#[test]
		fn points_follow_interval_and_scale_to_one_floor(
			valid in 1u8..=14, raw in 256u32.., scale in 0..=FULL_SCALE,
		) {
			let interval = Interval::from_raw(raw);
			let exact = challenged_units(valid) as f64 / 1e4 * (raw as f64 / 256.0)
				* (scale as f64 / 4_294_967_296.0);
			let got = award(valid, valid, interval, scale).challenged as f64;
			prop_assert!(got <= exact + 1e-3 + exact * 1e-12 && got > exact - 1.001 - exact * 1e-12);
		}
	}
}
