//! Cairn's rules as pure integer mathematics: no storage, no FRAME, no floats, so that anybody can
//! re-derive what the chain computed. Their scenarios are published in `scenarios/`.
#![cfg_attr(not(feature = "std"), no_std)]

mod challenge;
mod density;
mod emission;
mod judge;
mod pathloss;
mod release;
mod units;

pub use challenge::{Draw, Interval, VERIFICATIONS_PER_BLOCK, VERIFICATIONS_PER_PROOF};
pub use density::{
	levels, scale_of, Counted, Counts, Level, Levels, Limits, Place, Scale, FULL_SCALE, LIMITS,
	MAX_PAGES, NO_COUNTS, PAGE_SLOTS,
};
pub use emission::{
	emitted, split, BY_YEAR, EMISSION_CAP, MAX_COVERAGE_SHARE, MIN_COVERAGE_SHARE, YEARLY_SHARE,
	YEARS,
};
pub use judge::{bonded_in_time, judge_probe, judge_router, Challenged, WitnessSite};
pub use pathloss::{
	check_heard, grid_distance, least_loss, least_metres, range_limit, strongest, RadioRefusal,
	MARGIN, MAX_EIRP, NEAR,
};
pub use release::Release;
pub use units::{
	award, challenged_units, points, witness_units, Award, Points, Units, POINT, REDUNDANCY, UNIT,
};

/// A number as an H3 cell of the one resolution at which places are stated.
fn place_cell(cell: cairn_primitives::CellIndex) -> Option<h3o::CellIndex> {
	let cell = h3o::CellIndex::try_from(cell).ok()?;
	(u8::from(cell.resolution()) == cairn_primitives::CELL_RESOLUTION).then_some(cell)
}
