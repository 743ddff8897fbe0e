//! Where routers proved, counted by span.

use crate::{Config, Density, Pallet};
use cairn_primitives::CellIndex;
use cairn_scoring::{levels, scale, Levels, Place, Scale, FULL_SCALE};
use frame_support::defensive;

impl<T: Config> Pallet<T> {
	/// Counts a router that proved for the first time in a span. Says how many pages that changed, of
	/// two.
	pub(crate) fn count(span: u32, cell: CellIndex) -> u64 {
		let Some(place) = Place::of(cell) else {
			defensive!("a router stands where no router can stand", cell);
			return 0;
		};
		if !Density::<T>::mutate(span, place.fine, |page| place.count_fine(&mut page.0)) {
			return 1;
		}
		Density::<T>::mutate(span, place.coarse, |page| place.count_coarse(&mut page.0));
		2
	}

	/// What density leaves of a proof in a cell, by a span that has closed; all of it before one has.
	/// And how many pages that read, at most `MAX_PAGES`.
	pub(crate) fn scale_in(cell: CellIndex, closed: Option<u32>) -> (Scale, u64) {
		let Some(span) = closed else { return (FULL_SCALE, 0) };
		let mut pages = 0u64;
		let scale = scale(cell, |key| {
			pages = pages.saturating_add(1);
			Density::<T>::try_get(span, key).ok().map(|page| page.0)
		});
		(scale.unwrap_or(0), pages)
	}

	/// Counts and limits of a cell in a span; `None` for a number that is no place.
	pub fn density(span: u32, cell: CellIndex) -> Option<Levels> {
		levels(cell, |key| Density::<T>::try_get(span, key).ok().map(|page| page.0))
	}
}
