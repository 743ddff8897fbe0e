use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Lausanne.
const HOME: u64 = 0x08a1_f826_cea8_7fff;

/// A span in memory: what the pallet keeps in storage.
#[derive(Default)]
struct Span(BTreeMap<CellIndex, Counts>);

impl Span {
	fn prove(&mut self, cell: CellIndex) {
		let place = Place::of(cell).expect("a cell");
		if place.count_fine(self.0.entry(place.fine).or_insert(NO_COUNTS)) {
			place.count_coarse(self.0.entry(place.coarse).or_insert(NO_COUNTS));
		}
	}

	fn levels(&self, cell: CellIndex) -> Levels {
		self.levels_with(&Self::default(), cell)
	}

	/// As this is the span that has closed.
	fn levels_with(&self, running: &Self, cell: CellIndex) -> Levels {
		let running = running.counted(cell);
		levels(cell, running, |key| self.0.get(&key).copied()).expect("a cell")
	}

	fn counted(&self, cell: CellIndex) -> Counted {
		let place = Place::of(cell).expect("a cell");
		let page = |key| self.0.get(&key).unwrap_or(&NO_COUNTS);
		place.counted(page(place.fine), page(place.coarse))
	}

	fn scale(&self, cell: CellIndex) -> f64 {
		scale_of(&self.levels(cell)) as f64 / FULL_SCALE as f64
	}
}

fn home() -> h3o::CellIndex {
	h3o::CellIndex::try_from(HOME).expect("a cell")
}

fn disk(k: u32) -> Vec<u64> {
	home().grid_disk_safe(k).map(u64::from).collect()
}

#[test]
fn a_few_routers_in_a_cell_are_worth_their_full_share() {
	let mut span = Span::default();
	assert_eq!(span.scale(HOME), 1.0);
	span.prove(HOME);
	span.prove(HOME);
	assert_eq!(span.scale(HOME), 1.0);
	span.prove(HOME);
	assert!((span.scale(HOME) - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_hundred_keys_in_one_house_share_what_two_would_get_and_cost_the_neighbours_nothing() {
	let mut span = Span::default();
	for _ in 0..100 {
		span.prove(HOME);
	}
	let neighbour = disk(1)[1];
	span.prove(neighbour);
	assert!((100.0 * span.scale(HOME) - 2.0).abs() < 1e-6);
	assert_eq!(span.scale(neighbour), 1.0);
	assert_eq!(span.levels(HOME)[1].count, 4 + 1);
}

#[test]
fn populated_neighbours_raise_the_limit_up_to_the_most() {
	let mut span = Span::default();
	let cells = disk(1);
	for _ in 0..4 {
		span.prove(HOME);
	}
	assert_eq!(span.levels(HOME)[0].limit, 2);
	for (full, limit) in [(1, 2), (2, 4), (3, 4), (6, 4)] {
		for cell in &cells[1..=full] {
			while span.levels(*cell)[0].count < 2 {
				span.prove(*cell);
			}
		}
		assert_eq!(span.levels(HOME)[0], Level { count: 4, limit }, "{full} neighbours");
	}
}

#[test]
fn a_city_full_of_routers_is_worth_as_much_as_its_coarsest_limit() {
	let mut span = Span::default();
	let region = home().parent(Resolution::Six).expect("coarser");
	let cells: Vec<u64> = region.children(Resolution::Ten).map(u64::from).collect();
	for cell in &cells {
		for _ in 0..5 {
			span.prove(*cell);
		}
	}
	// In the middle every limit is at its most.
	let centre = region.center_child(Resolution::Ten).expect("finer").into();
	let counts = span.levels(centre).map(|level| (level.count, level.limit));
	assert_eq!(counts, [(5, 4), (28, 20), (140, 100), (700, 400), (2_800, 2_000)]);
	let worth: f64 = cells.iter().map(|cell| 5.0 * span.scale(*cell)).sum();
	assert!(worth <= 2_000.0, "{worth}");
}

#[test]
fn numbers_that_are_no_cell_of_resolution_ten_have_no_place() {
	let coarser = u64::from(home().parent(Resolution::Nine).expect("coarser"));
	for number in [0, u64::MAX, coarser] {
		assert_eq!(Place::of(number), None);
		assert_eq!(levels(number, Counted::default(), |_| None), None);
	}
}

#[test]
fn every_cell_of_a_page_has_a_slot_of_its_own() {
	let region = home().parent(Resolution::Six).expect("coarser");
	let mut fine = BTreeMap::new();
	let mut coarse = BTreeMap::new();
	for cell in region.children(Resolution::Ten) {
		let place = Place::of(cell.into()).expect("a cell");
		for (level, slot) in place.slots.iter().enumerate() {
			let resolution = Resolution::try_from(LIMITS[level].resolution).expect("a resolution");
			let parent = cell.parent(resolution).expect("coarser");
			let (taken, key) =
				if level < 2 { (&mut fine, place.fine) } else { (&mut coarse, place.coarse) };
			assert!((*slot as usize) < PAGE_SLOTS);
			assert_eq!(*taken.entry((key, *slot)).or_insert(parent), parent);
		}
	}
	assert_eq!((fine.len(), coarse.len()), (49 * 56, 57));
}

#[test]
fn at_most_six_pages_are_read_and_two_where_nothing_is_crowded() {
	let full = [u16::MAX; PAGE_SLOTS];
	let mut worst = 0;
	let mut cells: Vec<h3o::CellIndex> = home().grid_disk_safe(20).collect();
	cells.extend(Resolution::Ten.pentagons().flat_map(|pentagon| pentagon.grid_disk_safe(9)));
	for cell in cells {
		let mut keys = Vec::new();
		levels(cell.into(), Counted::default(), |key| {
			keys.push(key);
			Some(full)
		});
		let reads = keys.len();
		keys.sort_unstable();
		keys.dedup();
		assert_eq!(keys.len(), reads, "a page is read once");
		worst = worst.max(reads);
		let mut calm = 0;
		levels(cell.into(), Counted::default(), |_| {
			calm += 1;
			None
		});
		assert_eq!(calm, 2);
	}
	assert_eq!(worst, MAX_PAGES);
}

proptest! {
	#[test]
	fn order_of_proofs_does_not_matter(
		mut order in prop::collection::vec((0usize..37, 0u8..8), 0..200),
	) {
		let cells = disk(3);
		let mut one = Span::default();
		for (cell, _) in &order {
			one.prove(cells[*cell]);
		}
		order.sort_unstable_by_key(|(cell, other)| (*other, *cell));
		let mut two = Span::default();
		for (cell, _) in &order {
			two.prove(cells[*cell]);
		}
		prop_assert_eq!(one.0, two.0);
	}

	#[test]
	fn the_routers_of_a_cell_are_together_worth_at_most_its_limit_at_every_resolution(
		reach in 0u32..12, proofs in prop::collection::vec((any::<u16>(), 1u16..40), 1..120),
	) {
		let cells = disk(reach);
		let mut span = Span::default();
		let mut routers = BTreeMap::new();
		for (cell, count) in proofs {
			let cell = cells[cell as usize % cells.len()];
			for _ in 0..count {
				span.prove(cell);
			}
			*routers.entry(cell).or_insert(0u64) += count as u64;
		}
		let mut worth = BTreeMap::new();
		for (cell, count) in routers {
			let levels = span.levels(cell);
			let cell = h3o::CellIndex::try_from(cell).expect("a cell");
			for (level, limits) in levels.iter().zip(LIMITS) {
				let resolution = Resolution::try_from(limits.resolution).expect("a resolution");
				let parent = cell.parent(resolution).expect("coarser");
				let entry = worth.entry(parent).or_insert((level.limit, 0));
				prop_assert_eq!(entry.0, level.limit);
				entry.1 += count * scale_of(&levels);
			}
		}
		for (cell, (limit, worth)) in worth {
			prop_assert!(worth <= limit as u64 * FULL_SCALE, "{cell}: {worth} of {limit}");
		}
	}

	#[test]
	fn the_running_span_only_ever_lowers_a_scale_and_only_what_it_counted(
		reach in 0u32..12, proofs in prop::collection::vec((any::<u16>(), 1u16..40, any::<bool>()), 1..120),
	) {
		let cells = disk(reach);
		let (mut closed, mut running) = (Span::default(), Span::default());
		for (cell, count, now) in proofs {
			let span = if now { &mut running } else { &mut closed };
			for _ in 0..count {
				span.prove(cells[cell as usize % cells.len()]);
			}
		}
		for cell in cells {
			let (before, now) = (closed.levels(cell), closed.levels_with(&running, cell));
			prop_assert!(scale_of(&now) <= scale_of(&before));
			let so_far = running.counted(cell);
			for ((now, before), so_far) in now.iter().zip(before).zip(so_far) {
				prop_assert_eq!(now.count, before.count.max(so_far));
			}
			if before.iter().zip(so_far).all(|(before, so_far)| so_far <= before.count) {
				prop_assert_eq!(now, before);
			}
		}
	}

	#[test]
	fn any_counts_give_a_scale_of_at_most_one(counts: [u16; 5], limits: [u16; 5]) {
		let levels: Vec<_> =
			counts.iter().zip(limits).map(|(count, limit)| Level { count: *count, limit }).collect();
		let levels: Levels = levels.try_into().expect("five");
		prop_assert!(scale_of(&levels) <= FULL_SCALE);
	}
}
