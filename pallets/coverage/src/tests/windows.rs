use crate::{mock::*, Cells, Current, Density, Event, Recent, Span, SpanInfo, MAX_CLEANED};
use cairn_primitives::coverage::window_seed;
use cairn_scoring::Interval;
use frame_support::traits::Hooks;
use sp_core::H256;
use sp_io::hashing::blake2_256;

#[test]
fn first_window_begins_with_the_first_multiple_of_its_length() {
	execute(|| {
		run_to(WINDOW - 1);
		assert_eq!(Current::<Test>::get(), None);
		run_to(WINDOW);
		let window = Current::<Test>::get().unwrap();
		assert_eq!((window.number, window.started), (1, WINDOW));
		assert_eq!(window.interval(), Interval::EVERY_WINDOW);
		assert_eq!(window.threshold, u64::MAX);
		let event = Event::WindowOpened {
			window: 1,
			seed: window.seed,
			threshold: u64::MAX,
			interval: 256,
		};
		assert_eq!(events(), [event]);
	});
}

#[test]
fn seed_is_chained_over_the_parent_blocks_random_output() {
	execute(|| {
		run_to(2 * WINDOW);
		let output = |block: u64| H256::from_low_u64_le(block).0;
		let first = window_seed(1, &output(10), &[0; 32], blake2_256);
		let second = window_seed(2, &output(20), &first, blake2_256);
		assert_eq!(Recent::<Test>::get(1).unwrap().seed, first);
		assert_eq!(Current::<Test>::get().unwrap().seed, second);
	});
}

#[test]
fn block_without_random_output_still_opens_a_window_with_another_seed() {
	execute(|| {
		run_to(WINDOW);
		let before = Current::<Test>::get().unwrap();
		System::set_block_number(2 * WINDOW);
		Vrf::set(None);
		Coverage::on_initialize(2 * WINDOW);
		let window = Current::<Test>::get().unwrap();
		assert_eq!(window.number, 2);
		assert_eq!(window.seed, window_seed(2, &[0; 32], &before.seed, blake2_256));
	});
}

#[test]
fn only_windows_that_can_be_proven_are_kept() {
	execute(|| {
		for window in 1..20 {
			run_to(window * WINDOW);
			let mut kept: Vec<_> = Recent::<Test>::iter_keys().collect();
			kept.sort_unstable();
			let first = window.saturating_sub(OPEN / WINDOW).max(1);
			assert_eq!(kept, (first..window).collect::<Vec<_>>());
			assert_eq!(Current::<Test>::get().unwrap().number, window);
		}
	});
}

#[test]
fn interval_grows_with_the_vouched_routers_so_that_verifications_stay_capped() {
	execute(|| {
		// 1,806 verifications in each of ten blocks, six a proof.
		Vouched::set(3_010);
		run_to(WINDOW);
		assert_eq!(Current::<Test>::get().unwrap().interval(), Interval::EVERY_WINDOW);
		Vouched::set(2 * 3_010);
		run_to(2 * WINDOW);
		let window = Current::<Test>::get().unwrap();
		assert_eq!(window.interval().raw(), 512);
		assert_eq!(window.threshold, 1 << 63);
		let met = (0..1_000).filter(|router| Coverage::challenged(2, *router).unwrap()).count();
		assert!((400..600).contains(&met), "{met}");
	});
}

#[test]
fn span_lasts_twice_the_interval_in_whole_periods() {
	execute(|| {
		run_to(WINDOW);
		assert_eq!(
			Span::<Test>::get(),
			Some(SpanInfo { number: 1, first: 0, began: WINDOW, oldest: 1 })
		);
		// One period of two windows is twice an interval of one.
		run_to(PERIOD);
		assert_eq!(
			Span::<Test>::get(),
			Some(SpanInfo { number: 2, first: 1, began: PERIOD, oldest: 1 })
		);
		assert!(events().contains(&Event::SpanClosed { span: 1, first: 0, until: 1 }));
		// Two windows' interval: two periods.
		Vouched::set(2 * 3_010);
		run_to(3 * PERIOD - 1);
		assert_eq!(Span::<Test>::get().unwrap().number, 2);
		run_to(3 * PERIOD);
		assert_eq!(Span::<Test>::get().unwrap().number, 3);
		assert_eq!(Span::<Test>::get().unwrap().first, 3);
	});
}

#[test]
fn what_past_spans_left_is_removed_in_bounded_steps() {
	execute(|| {
		run_past(1);
		// Routers in many districts prove in span 2, which began with block 20.
		let far: Vec<u64> = {
			use h3o::{CellIndex, Resolution};
			let region = CellIndex::try_from(HOME).unwrap().parent(Resolution::Five).unwrap();
			region
				.children(Resolution::Eight)
				.map(|c| c.center_child(Resolution::Ten).unwrap().into())
				.collect()
		};
		let (cells, lone) = (200, 100);
		// It has been there since before the window.
		let settle =
			|number| change(number, |router| (router.places[0].0, router.owned_since) = (0, 0));
		for (number, cell) in (lone..).zip(far.iter().take(cells)) {
			register(number, *cell);
			settle(number);
			prove(proof(1, number, &[probe(0)])).unwrap();
			// A probe alone does not count for density; a neighbour does.
			register(number + 1_000, *cell);
			settle(number + 1_000);
			prove(proof(1, number + 1_000, &[router(number)])).unwrap();
		}
		let left =
			|| Density::<Test>::iter_prefix(2).count() + Cells::<Test>::iter_prefix(2).count();
		let all = left();
		assert!(all > 2 * MAX_CLEANED as usize, "{all}");
		// Spans 3 and 4 begin with periods 2 and 3.
		run_to(3 * PERIOD - 1);
		assert_eq!(left(), all);
		let mut before = all;
		for block in 3 * PERIOD..3 * PERIOD + 10 {
			run_to(block);
			assert!(before - left() <= MAX_CLEANED as usize);
			before = left();
			Coverage::do_try_state().unwrap();
		}
		assert_eq!(before, 0);
		assert_eq!(Span::<Test>::get().unwrap().oldest, 3);
	});
}
