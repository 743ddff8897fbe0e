//! The density scale: what a proof is worth where many routers prove, after HIP-17 (Helium's "Hex
//! Density Based Transmit Reward Scaling") with HIP-104's limits, retuned for Wi-Fi.
//!
//! Over a **span** of periods each router counts once, when it first proves, in its cell of
//! resolution 10 and in that cell's parents up to resolution 6. A count goes on to the parent only
//! as long as it is within the child's `max`, as HIP-17 sums clipped children: one crowded house
//! does not use up its district. A proof's scale is
//!
//! ```text
//! count(r) = max(routers counted in the span that closed last, in the running one so far)
//! kept(r)  = ∏ over resolutions q = 10 … r of min(1, max(q) / count(q))
//! limit(r) = min(max, target · max(1, n − neighbours + 1))
//! n        = cells that the closed span counted target or more in, among the cell and its (up to
//!            six) neighbours
//! scale    = min(kept(6), min over r = 10 … 6 of kept(r) · limit(r) / min(count(r), max(r)))
//! ```
//!
//! The closed span's counts are complete, and the same for everybody who proves under them; the
//! running one's see who was not there in the span before. Without them two crowded houses that
//! prove in turn, a span each, would never be scaled. What stays is that the first to prove in a
//! span where nobody was before are scaled by those before them only. Neighbours are asked for the
//! closed span, since the running one's are still being counted.
//!
//! Here kept(r) is how much of the router was counted at resolution r, and what stands after it in
//! the last line turns this into its share of the cell's limit. So **the routers that the closed
//! span counted in a cell are together worth at most its limit, at every resolution**. HIP-17 clips children at the limit that
//! their neighbours grant and multiplies; that limit is known only when the span has closed, and
//! nothing can then iterate over it. Clipping at `max` and multiplying would take twice what lies
//! between limit and `max`; the least share takes it once. Each `target` is at least the finer
//! resolution's `max`, so one overfull cell alone never lowers the scale of others in its parent.
//!
//! Counts live in **pages**, each in one storage value: a *fine* page holds what lies in one cell of
//! resolution 8 (7 counts of resolution 9, 49 of 10), a *coarse* page what lies in one of
//! resolution 6 (itself, 7 of resolution 7, 49 of 8). A proof writes at most one of each, and only
//! a router's first in the span; reading a scale takes these two of the running span, and of the
//! closed one two where no count exceeds its target and at most six, since a cell and its neighbours
//! lie in at most three parents.

use crate::place_cell;
use cairn_primitives::CellIndex;
use h3o::Resolution;

/// A share of what a proof earns, in 2⁻³²; never above [`FULL_SCALE`].
pub type Scale = u64;
/// A scale of one: nothing is taken away.
pub const FULL_SCALE: Scale = 1 << 32;

/// Counts in a page.
pub const PAGE_SLOTS: usize = 57;
/// One page of counts: routers that proved in a span, each counted once. A count stays at its
/// maximum of 65,535.
pub type Counts = [u16; PAGE_SLOTS];
/// A page without a router.
pub const NO_COUNTS: Counts = [0; PAGE_SLOTS];
/// Counts of one cell and its parents, from the finest resolution to the coarsest.
pub type Counted = [u16; LIMITS.len()];

/// How many routers a resolution's cell may hold before each is worth less.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
	/// H3 resolution.
	pub resolution: u8,
	/// Cells at `target`, this one included, up to which the limit is not raised (HIP-17's N).
	pub neighbours: u8,
	/// Routers at full worth, wherever the cell lies.
	pub target: u16,
	/// Routers at full worth at most, where the neighbourhood is populated.
	pub max: u16,
}

/// The limits, from the finest resolution to the coarsest.
///
/// HIP-104's rows for resolutions 8 … 4 (a LoRa gateway's range) stand here at 10 … 6 (a Wi-Fi
/// router's), and doubled: walls and floors call for more routers, and H3 has no storeys. The
/// coarsest resolution has no rule for neighbours, which saves six pages.
pub const LIMITS: [Limits; 5] = [
	Limits { resolution: 10, neighbours: 2, target: 2, max: 4 },
	Limits { resolution: 9, neighbours: 4, target: 10, max: 20 },
	Limits { resolution: 8, neighbours: 4, target: 50, max: 100 },
	Limits { resolution: 7, neighbours: 4, target: 200, max: 400 },
	Limits { resolution: 6, neighbours: 7, target: 2_000, max: 2_000 },
];

const _: () = {
	let mut finer = 0;
	while finer + 1 < LIMITS.len() {
		assert!(LIMITS[finer].target <= LIMITS[finer].max);
		assert!(
			LIMITS[finer].max <= LIMITS[finer + 1].target,
			"one child must not fill its parent"
		);
		finer += 1;
	}
};

impl Limits {
	/// Routers at full worth in a cell when `full` cells of the neighbourhood, the cell itself
	/// included, have reached `target`.
	pub fn limit(&self, full: u8) -> u16 {
		let times = (full as u16 + 1).saturating_sub(self.neighbours as u16).max(1);
		self.target.saturating_mul(times).min(self.max)
	}
}

/// Where a cell's counts stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
	/// Key of the fine page: the cell of resolution 8.
	pub fine: CellIndex,
	/// Key of the coarse page: the cell of resolution 6.
	pub coarse: CellIndex,
	/// Slots of resolution 10 and 9 in the fine page, of 8, 7 and 6 in the coarse one.
	slots: [u8; 5],
}

impl Place {
	/// The place of a cell of resolution 10; `None` for any other number.
	pub fn of(cell: CellIndex) -> Option<Self> {
		let cell = place_cell(cell)?;
		let digit = |resolution| cell.direction_at(resolution).map(u8::from);
		let (seven, eight) = (digit(Resolution::Seven)?, digit(Resolution::Eight)?);
		let (nine, ten) = (digit(Resolution::Nine)?, digit(Resolution::Ten)?);
		Some(Self {
			fine: cell.parent(Resolution::Eight)?.into(),
			coarse: cell.parent(Resolution::Six)?.into(),
			// Digits are 0 … 6, so the last slot of either page is 7 + 48 or 8 + 48.
			slots: [7 + 7 * nine + ten, nine, 8 + 7 * seven + eight, 1 + seven, 0],
		})
	}

	/// Counts a router that proves for the first time in this span, in the fine page with key
	/// [`Self::fine`]. True when it must be counted in the coarse page as well.
	#[must_use]
	pub fn count_fine(&self, page: &mut Counts) -> bool {
		self.count(page, 0) && self.count(page, 1)
	}

	/// Goes on counting in the coarse page with key [`Self::coarse`], where
	/// [`Self::count_fine`] said so.
	pub fn count_coarse(&self, page: &mut Counts) {
		let _full = self.count(page, 2) && self.count(page, 3) && self.count(page, 4);
	}

	/// What these two pages have counted so far, of the keys [`Self::fine`] and [`Self::coarse`].
	pub fn counted(&self, fine: &Counts, coarse: &Counts) -> Counted {
		core::array::from_fn(|level| {
			let page = if is_fine(level) { fine } else { coarse };
			page[self.slots[level] as usize]
		})
	}

	/// One more at a level; whether it counts for the parent, too.
	fn count(&self, page: &mut Counts, level: usize) -> bool {
		let count = &mut page[self.slots[level] as usize];
		*count = count.saturating_add(1);
		*count <= LIMITS[level].max
	}
}

/// A cell's count and limit at one resolution.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Level {
	/// Routers counted in the cell, in the closed span or in the running one: the larger number.
	pub count: u16,
	/// Routers at full worth.
	pub limit: u16,
}

/// What a scale comes from, from the finest resolution to the coarsest, so that it can be shown.
pub type Levels = [Level; LIMITS.len()];

/// The scale that follows from a cell's counts and limits; every step is floored to 2⁻³².
pub fn scale_of(levels: &Levels) -> Scale {
	let mut kept = FULL_SCALE;
	let mut scale = FULL_SCALE;
	for (level, limits) in levels.iter().zip(LIMITS) {
		let counted = level.count.clamp(1, limits.max) as u64;
		// Products are at most 2³² · 2¹⁶, and neither divisor is 0.
		kept = kept * counted / level.count.max(1) as u64;
		scale = scale.min(kept * level.limit as u64 / counted);
	}
	scale.min(kept)
}

/// Counts and limits of a cell of resolution 10: `running` is what the running span has counted so
/// far, and `page` reads the closed one.
///
/// `page` gives a page by its key, `None` for one that does not exist; it is asked at most six
/// times, never twice for the same key. `None` for a number that is no such cell.
pub fn levels(
	cell: CellIndex,
	running: Counted,
	mut page: impl FnMut(CellIndex) -> Option<Counts>,
) -> Option<Levels> {
	let place = Place::of(cell)?;
	let h3 = place_cell(cell)?;
	let mut pages = Pages { read: &mut page, kept: [(0, NO_COUNTS); MAX_PAGES], used: 0 };
	let mut levels = Levels::default();
	for (level, limits) in LIMITS.iter().enumerate() {
		let key = if is_fine(level) { place.fine } else { place.coarse };
		let count = pages.count(key, place.slots[level]).max(running[level]);
		let mut limit = limits.target;
		// Neighbours matter only to a crowded cell whose limit they could raise.
		if count > limits.target && limits.max > limits.target {
			let full = neighbourhood(h3, level)
				.filter(|near| pages.at_level(*near, level) >= limits.target)
				.count();
			// At most seven cells: the cast loses nothing.
			limit = limits.limit(full as u8);
		}
		levels[level] = Level { count, limit };
	}
	Some(levels)
}

/// Whether a level's counts lie in the fine page.
const fn is_fine(level: usize) -> bool {
	level < 2
}

/// The cell's parent at a level and that one's neighbours: seven cells, six around a pentagon.
fn neighbourhood(cell: h3o::CellIndex, level: usize) -> impl Iterator<Item = h3o::CellIndex> {
	let resolution = Resolution::try_from(LIMITS[level].resolution).ok();
	let parent = resolution.and_then(|resolution| cell.parent(resolution));
	parent.into_iter().flat_map(|parent| parent.grid_disk_safe(1))
}

/// A fine and a coarse page each of a cell and of its neighbours, which lie in three parents.
pub const MAX_PAGES: usize = 6;

/// Pages read so far, so that none is read twice.
struct Pages<'a, Read> {
	read: &'a mut Read,
	kept: [(CellIndex, Counts); MAX_PAGES],
	used: usize,
}

impl<Read: FnMut(CellIndex) -> Option<Counts>> Pages<'_, Read> {
	fn count(&mut self, key: CellIndex, slot: u8) -> u16 {
		let slot = slot as usize;
		if let Some((_, counts)) = self.kept[..self.used].iter().find(|(kept, _)| *kept == key) {
			return counts[slot];
		}
		let counts = (self.read)(key).unwrap_or(NO_COUNTS);
		if let Some(free) = self.kept.get_mut(self.used) {
			*free = (key, counts);
			self.used += 1;
		}
		counts[slot]
	}

	/// The count of a cell at a level's own resolution.
	fn at_level(&mut self, cell: h3o::CellIndex, level: usize) -> u16 {
		let place = cell.center_child(Resolution::Ten).and_then(|centre| Place::of(centre.into()));
		place.map_or(0, |place| {
			let key = if is_fine(level) { place.fine } else { place.coarse };
			self.count(key, place.slots[level])
		})
	}
}

#[cfg(test)]
mod tests;
