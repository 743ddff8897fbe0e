//! Where routers proved, counted by span.

use crate::{Config, CountsPage, Density, Pallet, Span, SpanInfo};
use cairn_primitives::CellIndex;
use cairn_scoring::{levels, scale_of, Counted, Counts, Levels, Place, Scale, FULL_SCALE};
use core::marker::PhantomData;

/// The two pages in which the running span counts a cell, as they are before a proof there.
pub(crate) struct Counting<T> {
	cell: CellIndex,
	place: Place,
	span: SpanInfo,
	fine: CountsPage,
	coarse: CountsPage,
	config: PhantomData<T>,
}

impl<T: Config> Counting<T> {
	/// Pages that it holds.
	pub(crate) const PAGES: u64 = 2;

	/// `None` for a number that is no place.
	pub(crate) fn read(span: SpanInfo, cell: CellIndex) -> Option<Self> {
		let place = Place::of(cell)?;
		let [fine, coarse] =
			[place.fine, place.coarse].map(|key| Density::<T>::get(span.number, key));
		Some(Self { cell, place, span, fine, coarse, config: PhantomData })
	}

	/// The running span.
	pub(crate) const fn span(&self) -> SpanInfo {
		self.span
	}

	/// What density leaves of a proof that lands now. And how many pages of the closed span that read,
	/// at most [`cairn_scoring::MAX_PAGES`].
	pub(crate) fn scale(&self) -> (Scale, u64) {
		let running = self.place.counted(&self.fine.0, &self.coarse.0);
		let mut pages = 0u64;
		let levels = levels(self.cell, running, |key| {
			let closed = self.span.closed()?;
			pages = pages.saturating_add(1);
			stored::<T>(closed, key)
		});
		(levels.map_or(0, |levels| scale_of(&levels)), pages)
	}

	/// Counts a router that earned by proving for the first time in the span and the place. Says how many pages that changed.
	pub(crate) fn count(mut self) -> u64 {
		let goes_on = self.place.count_fine(&mut self.fine.0);
		Density::<T>::insert(self.span.number, self.place.fine, self.fine);
		if !goes_on {
			return 1;
		}
		self.place.count_coarse(&mut self.coarse.0);
		Density::<T>::insert(self.span.number, self.place.coarse, self.coarse);
		Self::PAGES
	}
}

impl<T: Config> Pallet<T> {
	/// What density leaves of a proof in a cell that lands now, in 2⁻³². Before the first span all of
	/// it, and nothing of one at a number that is no place.
	pub fn scale(cell: CellIndex) -> Scale {
		Span::<T>::get().map_or(FULL_SCALE, |span| {
			Counting::<T>::read(span, cell).map_or(0, |counting| counting.scale().0)
		})
	}

	/// Counts and limits of a cell in one span; `None` for a number that is no place.
	pub fn density(span: u32, cell: CellIndex) -> Option<Levels> {
		levels(cell, Counted::default(), |key| stored::<T>(span, key))
	}
}

fn stored<T: Config>(span: u32, key: CellIndex) -> Option<Counts> {
	Density::<T>::try_get(span, key).ok().map(|page| page.0)
}
