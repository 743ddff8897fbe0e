//! Cairn's rules as pure integer mathematics: no storage, no FRAME, no floats, so that anybody can
//! re-derive what the chain computed.
#![cfg_attr(not(feature = "std"), no_std)]

mod emission;

pub use emission::{
	emitted, split, BY_YEAR, EMISSION_CAP, MAX_COVERAGE_SHARE, MIN_COVERAGE_SHARE, YEARLY_SHARE,
	YEARS, YEAR_MILLIS,
};
