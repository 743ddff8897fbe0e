//! What physics allows a witness to have heard.
//!
//! Two routers are known only by their cells, so the bound takes the least distance that points of
//! two cells so many grid steps apart can have, the least loss over it (free space, at the band's
//! lowest channel) and the most that anybody may radiate. Whatever is stronger by more than
//! [`MARGIN`] was not heard there. Within the first ring two routers may stand side by side, and
//! everything is plausible.

use cairn_primitives::coverage::{Band, Channel, Rssi};
use cairn_primitives::CellIndex;

/// The most that an access point may radiate in any region, in 0.1 dBm: 36 dBm EIRP in all three
/// bands (47 CFR 15.247, 15.407; 6 GHz under frequency coordination). Elsewhere it is less.
pub const MAX_EIRP: i16 = 360;
/// Allowance for the witness's antenna and for receivers that are badly calibrated, in 0.1 dB.
pub const MARGIN: i16 = 100;
/// Grid steps up to which received power says nothing: same or adjacent cell.
pub const NEAR: u32 = 1;

/// Grid steps at resolution 10 up to which a beacon counts as heard.
///
/// Log-distance path loss with exponent 2.4 (an open street) from 1 m, 20 dBm EIRP at 2.4 GHz and
/// 23 dBm at 5 and 6 GHz, −92 dBm at the receiver: 991, 699 and 624 m, over 131 m a step, rounded
/// up.
pub const fn range_limit(band: Band) -> u32 {
	match band {
		Band::Ghz2 => 8,
		Band::Ghz5 => 6,
		Band::Ghz6 => 5,
	}
}

/// Metres that any two points are apart at least, in cells of resolution 10 that are so many grid
/// steps apart: 75 · steps − 100, and 0 up to one step.
///
/// Two cells on a straight line of corners are (1.5 · steps − 2) edges apart at least; the shortest
/// edges of that resolution, beside pentagons, have 55 m, of which 50 are taken.
pub const fn least_metres(steps: u32) -> u32 {
	if steps <= NEAR {
		0
	} else {
		steps.saturating_mul(75).saturating_sub(100)
	}
}

/// ⌊10 · 20 log₁₀(4π · metres · frequency / c)⌋ for 2 … 8 grid steps at 2,412 MHz.
const LOSS_2: [u16; 7] = [740, 820, 861, 888, 909, 926, 940];
/// The same for 2 … 6 grid steps at 5,180 MHz.
const LOSS_5: [u16; 5] = [807, 886, 927, 955, 976];
/// The same for 2 … 5 grid steps at 5,935 MHz.
const LOSS_6: [u16; 4] = [818, 898, 939, 967];

/// The least that a signal loses on its way over so many grid steps, in 0.1 dB.
///
/// `None` up to one step, where it may lose nothing, and beyond [`range_limit`].
pub fn least_loss(band: Band, steps: u32) -> Option<u16> {
	let entry = steps.checked_sub(NEAR + 1)? as usize;
	let table: &[u16] = match band {
		Band::Ghz2 => &LOSS_2,
		Band::Ghz5 => &LOSS_5,
		Band::Ghz6 => &LOSS_6,
	};
	table.get(entry).copied()
}

/// The strongest plausible signal at so many grid steps, in 0.1 dBm: EIRP − loss + margin.
///
/// `None` where there is no bound: see [`least_loss`].
pub fn strongest(band: Band, steps: u32) -> Option<i16> {
	// The largest loss is 967: the cast and the sums fit.
	Some(MAX_EIRP + MARGIN - least_loss(band, steps)? as i16)
}

/// Why a report cannot be of a beacon that the witness heard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RadioRefusal {
	/// The band has no such channel.
	ChannelNotFound,
	/// One of the cells is none of resolution 10, or H3 knows no distance between them: too far
	/// apart, or across a pentagon (all of which lie in the sea).
	NotComparable,
	/// Further apart than [`range_limit`] of the band.
	OutOfRange {
		/// Grid steps between the two cells.
		steps: u32,
	},
	/// Stronger than [`strongest`].
	TooStrong {
		/// Grid steps between the two cells.
		steps: u32,
	},
}

/// Grid steps from `from` to `to`, both at resolution 10; `None` where there is no such number.
///
/// Give the challenged router's cell first: H3 unfolds the grid around that one.
pub fn grid_distance(from: CellIndex, to: CellIndex) -> Option<u32> {
	let (from, to) = (crate::place_cell(from)?, crate::place_cell(to)?);
	from.grid_distance(to).ok()?.try_into().ok()
}

/// Checks that a witness standing in `witness` can have heard a router standing in `challenged` on
/// this channel, this strongly. Gives their distance in grid steps.
pub fn check_heard(
	challenged: CellIndex,
	witness: CellIndex,
	channel: Channel,
	rssi: Rssi,
) -> Result<u32, RadioRefusal> {
	if !channel.exists() {
		return Err(RadioRefusal::ChannelNotFound);
	}
	let steps = grid_distance(challenged, witness).ok_or(RadioRefusal::NotComparable)?;
	if steps > range_limit(channel.band) {
		return Err(RadioRefusal::OutOfRange { steps });
	}
	match (rssi, strongest(channel.band, steps)) {
		(Rssi::Dbm(dbm), Some(strongest)) if dbm as i16 * 10 > strongest => {
			Err(RadioRefusal::TooStrong { steps })
		}
		_ => Ok(steps),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const LIGHT: f64 = 299_792_458.0;
	/// Lausanne.
	const HOME: CellIndex = 0x08a1_f826_cea8_7fff;

	fn lowest_mhz(band: Band) -> f64 {
		let mhz = (0..=u8::MAX).filter_map(|n| Channel::new(band, n)?.centre_mhz()).min();
		mhz.expect("every band has channels").into()
	}

	fn at(steps: u32) -> CellIndex {
		let home = h3o::CellIndex::try_from(HOME).expect("a cell");
		let ring: Vec<_> = home.grid_ring(steps);
		ring[0].into()
	}

	#[test]
	fn tables_hold_free_space_loss_at_the_lowest_channel() {
		for band in Band::ALL {
			for steps in 2..=range_limit(band) {
				let ratio = 4.0
					* core::f64::consts::PI
					* least_metres(steps) as f64
					* lowest_mhz(band)
					* 1e6 / LIGHT;
				let loss = (200.0 * ratio.log10()).floor();
				assert_eq!(least_loss(band, steps).map(f64::from), Some(loss), "{band:?} {steps}");
			}
			assert_eq!(least_loss(band, range_limit(band) + 1), None);
			assert_eq!(least_loss(band, 0), None);
			assert_eq!(least_loss(band, 1), None);
			assert_eq!(least_loss(band, u32::MAX), None);
		}
	}

	#[test]
	fn neighbours_may_hear_each_other_however_strongly() {
		let channel = Channel { band: Band::Ghz2, number: 6 };
		for cell in [HOME, at(1)] {
			assert!(check_heard(HOME, cell, channel, Rssi::Dbm(i8::MAX)).is_ok());
		}
	}

	#[test]
	fn the_bound_itself_is_plausible_and_a_decibel_more_is_not() {
		let channel = Channel { band: Band::Ghz2, number: 6 };
		// 36 dBm − 74.0 dB + 10 dB = −28.0 dBm two steps away.
		assert_eq!(check_heard(HOME, at(2), channel, Rssi::Dbm(-28)), Ok(2));
		let strong = check_heard(HOME, at(2), channel, Rssi::Dbm(-27));
		assert_eq!(strong, Err(RadioRefusal::TooStrong { steps: 2 }));
		assert_eq!(check_heard(HOME, at(2), channel, Rssi::Heard), Ok(2));
	}

	#[test]
	fn each_band_ends_at_its_own_range() {
		for (band, number) in [(Band::Ghz2, 1), (Band::Ghz5, 36), (Band::Ghz6, 5)] {
			let channel = Channel { band, number };
			let limit = range_limit(band);
			assert_eq!(check_heard(HOME, at(limit), channel, Rssi::Heard), Ok(limit));
			assert_eq!(
				check_heard(HOME, at(limit + 1), channel, Rssi::Heard),
				Err(RadioRefusal::OutOfRange { steps: limit + 1 })
			);
		}
	}

	#[test]
	fn what_h3_cannot_compare_and_invented_channels_are_refused() {
		let channel = Channel { band: Band::Ghz2, number: 6 };
		// The other side of the world; a coarser cell; no cell.
		for other in [0x08ab_b5c6_cb26_7fff, 0x0892_8308_2803_ffff, 0, u64::MAX] {
			let refusal = check_heard(HOME, other, channel, Rssi::Heard);
			assert_eq!(refusal, Err(RadioRefusal::NotComparable), "{other:x}");
		}
		let invented = Channel { band: Band::Ghz2, number: 15 };
		assert_eq!(
			check_heard(HOME, HOME, invented, Rssi::Heard),
			Err(RadioRefusal::ChannelNotFound)
		);
	}

	proptest! {
		#[test]
		fn any_numbers_are_checked_without_panic(a: u64, b: u64, flip in 0u8..64) {
			let channel = Channel { band: Band::Ghz6, number: 1 };
			let _ = check_heard(a, b, channel, Rssi::Dbm(0));
			let _ = check_heard(HOME, HOME ^ 1 << flip, channel, Rssi::Dbm(0));
			let _ = check_heard(HOME ^ 1 << flip, HOME, channel, Rssi::Dbm(0));
		}

		#[test]
		fn weaker_signals_are_never_refused_where_a_stronger_one_is_not(
			steps in 0u32..9, dbm: i8, less in 0i8..100,
		) {
			let channel = Channel { band: Band::Ghz2, number: 1 };
			let check = |dbm| check_heard(HOME, at(steps), channel, Rssi::Dbm(dbm));
			if check(dbm).is_ok() {
				prop_assert!(check(dbm.saturating_sub(less)).is_ok());
			}
		}
	}
}
