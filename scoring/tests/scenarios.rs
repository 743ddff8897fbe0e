//! The published scenarios: what the tables in `scenarios/` say is what the rules give.

use cairn_primitives::coverage::{Band, MAX_REPORTS};
use cairn_scoring::{
	challenged_units, emitted, least_loss, least_metres, levels, range_limit, scale_of, split,
	strongest, witness_units, Counted, Counts, Interval, Place, Release, EMISSION_CAP, FULL_SCALE,
	NO_COUNTS, UNIT, VERIFICATIONS_PER_BLOCK, VERIFICATIONS_PER_PROOF,
};
use h3o::{CellIndex, Resolution};
use std::collections::BTreeMap;
use std::str::FromStr;

/// The cells of a table, row by row, without remarks and headings.
fn rows(table: &str) -> Vec<Vec<&str>> {
	let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
	let rows: Vec<_> = lines.skip(1).map(|line| line.split(',').collect()).collect();
	assert!(rows.len() > 5, "the table is there");
	rows
}

fn number<T: FromStr>(cell: &str) -> T {
	cell.parse().unwrap_or_else(|_| panic!("{cell} is no number"))
}

#[test]
fn units_are_those_of_the_table_and_of_hip_15() {
	let units = |units: u64| format!("{:.6}", units as f64 / UNIT as f64);
	for row in rows(include_str!("../scenarios/units.csv")) {
		let [valid, invalid, challenged, each, all, hip_challenged, hip_each] = row[..] else {
			panic!("{row:?} has other columns");
		};
		let (valid, invalid): (u8, u8) = (number(valid), number(invalid));
		assert!(valid + invalid <= MAX_REPORTS);
		let (ours, each_ours) = (challenged_units(valid), witness_units(valid + invalid));
		assert_eq!(units(ours), challenged, "{row:?}");
		assert_eq!(units(each_ours), each, "{row:?}");
		// Up to 14 floors of 10⁻¹⁰ short.
		assert_eq!(units(ours + valid as u64 * each_ours + 14), all, "{row:?}");
		if !hip_challenged.is_empty() {
			let rounded = |units: u64| format!("{:.2}", units as f64 / UNIT as f64);
			assert_eq!(
				(rounded(ours), rounded(each_ours)),
				(hip_challenged.into(), hip_each.into())
			);
		}
	}
}

#[test]
fn path_loss_is_that_of_the_table() {
	let tenth = |value: i32| format!("{:.1}", f64::from(value) / 10.0);
	for row in rows(include_str!("../scenarios/pathloss.csv")) {
		let [band, steps, metres, loss, bound] = row[..] else {
			panic!("{row:?} has other columns");
		};
		let band = Band::ALL.into_iter().find(|b| b.name() == band).expect("a band");
		let steps = number(steps);
		assert_eq!(least_metres(steps), number::<u32>(metres), "{row:?}");
		let shown = match least_loss(band, steps).zip(strongest(band, steps)) {
			Some((loss, bound)) => (tenth(loss.into()), tenth(bound.into())),
			None if steps > range_limit(band) => ("out of range".into(), "out of range".into()),
			None => ("any".into(), "any".into()),
		};
		assert_eq!(shown, (loss.into(), bound.into()), "{row:?}");
	}
}

#[test]
fn challenges_are_as_frequent_as_the_table_says() {
	for row in rows(include_str!("../scenarios/challenge.csv")) {
		let [routers, blocks, windows, days, proofs, verifications] = row[..] else {
			panic!("{row:?} has other columns");
		};
		let (routers, blocks): (u32, u32) = (number(routers), number(blocks));
		let cap = VERIFICATIONS_PER_BLOCK * blocks;
		let interval = Interval::for_network(routers, VERIFICATIONS_PER_PROOF, cap);
		let ours = f64::from(interval.raw()) / f64::from(Interval::PER_WINDOW);
		assert_eq!(format!("{ours:.6}"), windows, "{row:?}");
		assert_eq!(format!("{:.4}", ours * f64::from(blocks) * 6.0 / 86_400.0), days, "{row:?}");
		let chance = interval.threshold() as f64 / 2f64.powi(64);
		let per_block = f64::from(routers) * chance / f64::from(blocks);
		assert_eq!(format!("{per_block:.2}"), proofs, "{row:?}");
		assert_eq!(format!("{:.2}", per_block * 6.0), verifications, "{row:?}");
	}
}

#[test]
fn thirteen_million_routers_are_challenged_every_three_days() {
	let interval =
		Interval::for_network(13_000_000, VERIFICATIONS_PER_PROOF, VERIFICATIONS_PER_BLOCK * 100);
	// 432 windows of 100 blocks of 6 s are three days.
	assert!(
		interval.raw() <= 432 * Interval::PER_WINDOW && interval.raw() > 431 * Interval::PER_WINDOW
	);
	// A span of six daily periods of 144 windows is twice that.
	assert_eq!(interval.least_span(144), 6);
}

#[test]
fn held_earnings_are_released_as_the_table_says() {
	let held = 100 * 1_000_000_000_000;
	for row in rows(include_str!("../scenarios/release.csv")) {
		let days = number(row[0]);
		assert_eq!(Release::THIRTIETH.held_after(held, days), number::<u128>(row[1]), "{row:?}");
		assert_eq!(Release::THIRTIETH.released(held, days), number::<u128>(row[2]), "{row:?}");
	}
}

#[test]
fn emission_is_that_of_the_table() {
	/// Blocks of 6 s in a day, and days in a year of the schedule.
	const DAY: u32 = 14_400;
	const YEAR: u32 = 365 * DAY;
	for row in rows(include_str!("../scenarios/emission.csv")) {
		let [days, block, all, coverage, validators, percent] = row[..] else {
			panic!("{row:?} has other columns");
		};
		let block: u32 = number(block);
		assert_eq!(block, number::<u32>(days) * DAY, "{row:?}");
		let by_then = emitted(block, YEAR);
		assert_eq!(by_then, number::<u128>(all), "{row:?}");
		assert_eq!(split(by_then, 6_000), (number(coverage), number(validators)), "{row:?}");
		let share = by_then as f64 / EMISSION_CAP as f64 * 100.0;
		assert_eq!(format!("{share:.6}"), percent, "{row:?}");
	}
}

#[test]
fn dense_places_are_worth_what_the_table_says() {
	let home = CellIndex::try_from(0x08a1_f826_cea8_7fff).expect("Lausanne");
	for row in rows(include_str!("../scenarios/density.csv")) {
		let [region, per_cell, routers, scale, worth] = row[..] else {
			panic!("{row:?} has other columns");
		};
		let is_house = region == "house";
		let resolution = if is_house { 8 } else { number(region) };
		let resolution = Resolution::try_from(resolution).expect("a resolution");
		let region = home.parent(resolution).expect("coarser");
		let centre = region.center_child(Resolution::Ten).expect("finer");
		let keys: u64 = number(per_cell);
		let routers_in = |cell| if is_house && cell != centre { 1 } else { keys };

		let mut span = BTreeMap::new();
		let cells: Vec<_> = region.children(Resolution::Ten).collect();
		for cell in &cells {
			for _ in 0..routers_in(*cell) {
				prove(&mut span, *cell);
			}
		}
		assert_eq!(cells.iter().map(|cell| routers_in(*cell)).sum::<u64>(), number(routers));
		let scale_at = |cell: CellIndex| {
			let levels = levels(cell.into(), Counted::default(), |key| span.get(&key).copied())
				.expect("a cell");
			scale_of(&levels) as f64 / FULL_SCALE as f64
		};
		let counted = if is_house { vec![centre] } else { cells };
		let sum: f64 = counted.iter().map(|cell| routers_in(*cell) as f64 * scale_at(*cell)).sum();
		assert_eq!(format!("{:.6}", scale_at(centre)), scale, "{row:?}");
		assert_eq!(format!("{sum:.3}"), worth, "{row:?}");
	}
}

/// Pages of one span.
type Span = BTreeMap<u64, Counts>;

fn prove(span: &mut Span, cell: CellIndex) {
	let place = Place::of(cell.into()).expect("a cell");
	if place.count_fine(span.entry(place.fine).or_insert(NO_COUNTS)) {
		place.count_coarse(span.entry(place.coarse).or_insert(NO_COUNTS));
	}
}

/// What all keys' proofs of a house are worth in a span, where each proves once before any proves again.
fn prove_house(
	closed: &Span,
	running: &mut Span,
	house: CellIndex,
	(keys, proofs): (u32, u32),
) -> f64 {
	let place = Place::of(house.into()).expect("a cell");
	let mut worth = 0.0;
	for number in 0..keys * proofs {
		let page = |key| running.get(&key).unwrap_or(&NO_COUNTS);
		let so_far = place.counted(page(place.fine), page(place.coarse));
		let levels = levels(house.into(), so_far, |key| closed.get(&key).copied());
		worth += scale_of(&levels.expect("a cell")) as f64 / FULL_SCALE as f64;
		if number < keys {
			prove(running, house);
		}
	}
	worth
}

#[test]
fn houses_that_prove_in_turn_are_worth_what_the_table_says() {
	let home = CellIndex::try_from(0x08a1_f826_cea8_7fff).expect("Lausanne");
	let houses = [home, home.grid_disk_safe(1).nth(1).expect("a neighbour")];
	for row in rows(include_str!("../scenarios/turns.csv")) {
		let [keys, proofs, always, in_turn] = row[..] else {
			panic!("{row:?} has other columns");
		};
		let each = (number(keys), number(proofs));
		for (wanted, all_prove) in [(always, true), (in_turn, false)] {
			let mut closed = Span::new();
			let mut worth = 0.0;
			for span in 0..4 {
				let mut running = Span::new();
				worth = 0.0;
				for (place, house) in houses.into_iter().enumerate() {
					if all_prove || span % 2 == place {
						worth += prove_house(&closed, &mut running, house, each);
					}
				}
				closed = running;
			}
			assert_eq!(format!("{worth:.3}"), wanted, "{row:?}");
		}
	}
}
