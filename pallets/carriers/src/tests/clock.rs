//! The settling clock's pure rules, against a block-by-block model.

use crate::clock::{
	block_after, period_end, period_of, running_before, CarrierClock, ClockTime, NumberedPause,
	Pause, UNTIL_CHANGED,
};
use cairn_primitives::BlockNumber;
use proptest::prelude::*;

/// The pauses as the pallet keeps them.
#[derive(Default)]
struct Log {
	earlier: Vec<Pause>,
	newest: Option<NumberedPause>,
}

impl Log {
	fn running(&self, block: BlockNumber) -> ClockTime {
		let earlier = |number: u32| self.earlier.get(number as usize).copied();
		running_before(block, self.newest.as_ref(), earlier)
	}

	fn after(&self, running: ClockTime) -> BlockNumber {
		let earlier = |number: u32| self.earlier.get(number as usize).copied();
		block_after(running, self.newest.as_ref(), earlier)
	}

	fn is_paused(&self, block: BlockNumber) -> bool {
		self.newest.is_some_and(|newest| newest.pause.covers(block))
	}

	fn pause(&mut self, now: BlockNumber, blocks: BlockNumber) {
		let before = self.newest.map_or(0, |newest| newest.pause.paused_before(now));
		if let Some(newest) = self.newest {
			self.earlier.push(newest.pause);
		}
		let pause = Pause { from: now, until: now + blocks, before };
		self.newest = Some(NumberedPause { number: self.earlier.len() as u32, pause });
	}

	fn resume(&mut self, now: BlockNumber) {
		if let Some(newest) = self.newest.as_mut() {
			newest.pause.until = now;
		}
	}
}

#[derive(Clone, Copy, Debug)]
enum Act {
	Pause(BlockNumber),
	Resume,
	StopToPeriodEnd,
	StopForGood,
	Run,
}

const PERIOD: BlockNumber = 7;

fn act() -> impl Strategy<Value = Act> {
	prop_oneof![
		(1u32..9).prop_map(Act::Pause),
		Just(Act::Resume),
		Just(Act::StopToPeriodEnd),
		Just(Act::StopForGood),
		Just(Act::Run),
	]
}

/// What happens in each block, several things or nothing.
fn life() -> impl Strategy<Value = Vec<Vec<Act>>> {
	prop::collection::vec(prop::collection::vec(act(), 0..3), 1..80)
}

proptest! {
	/// The clock equals a count of the blocks in which settling was possible; therefore it is
	/// monotone, never runs while paused or stopped, and neither skips nor goes backwards.
	#[test]
	fn clock_counts_exactly_the_blocks_in_which_settling_was_possible(life in life()) {
		let mut log = Log::default();
		let mut clock = CarrierClock::default();
		let mut counted: ClockTime = 0;
		let mut running: ClockTime = 0;
		// Blocks counted since the newest one that a stop covered.
		let mut ran: ClockTime = 0;
		let mut readings = vec![];
		let mut last_change = 0;
		for (now, acts) in life.iter().enumerate() {
			let now = now as BlockNumber;
			prop_assert_eq!(clock.at(now, |b| log.running(b)), counted);
			prop_assert_eq!(log.running(now), running);
			readings.push((now, counted, running));
			for act in acts {
				match *act {
					Act::Pause(blocks) if !log.is_paused(now) => log.pause(now, blocks),
					Act::Resume if log.is_paused(now) => log.resume(now),
					Act::StopToPeriodEnd => {
						let end = Some(period_end(now, PERIOD));
						clock.set_stop(now, end, |b| log.running(b));
						last_change = now;
					},
					Act::StopForGood => {
						clock.set_stop(now, Some(UNTIL_CHANGED), |b| log.running(b));
						last_change = now;
					},
					Act::Run => {
						clock.set_stop(now, None, |b| log.running(b));
						last_change = now;
					},
					_ => {},
				}
				// Whatever happens within a block, the clock does not change in it.
				prop_assert_eq!(clock.at(now, |b| log.running(b)), counted);
				prop_assert_eq!(clock.ran(now, |b| log.running(b)), ran);
			}
			prop_assert_eq!(clock.ran(now, |b| log.running(b)), ran);
			// The past can be told: the carrier's since its last change, the chain's for ever.
			for (block, carriers, chains) in &readings {
				prop_assert_eq!(log.running(*block), *chains);
				let first = readings.iter().find(|reading| reading.2 == *chains);
				prop_assert_eq!(Some(log.after(*chains)), first.map(|reading| reading.0));
				if *block >= last_change {
					prop_assert_eq!(clock.at(*block, |b| log.running(b)), *carriers);
				}
			}
			if !log.is_paused(now) {
				running += 1;
				if !clock.is_stopped(now) {
					counted += 1;
					ran += 1;
				}
			}
			if clock.is_stopped(now) {
				ran = 0;
			}
		}
	}

	#[test]
	fn periods_tile_the_blocks(block in 0u32..1_000_000, length in 1u32..1_000) {
		let (period, end) = (period_of(block, length), period_end(block, length));
		prop_assert!(block < end && end - block <= length);
		prop_assert_eq!(period_of(end, length), period + 1);
		prop_assert_eq!(period_of(end - 1, length), period);
	}

	#[test]
	fn nothing_panics_on_any_values(
		block: u32, from: u32, until: u32, before: u32, number: u32, stood: u32, now: u32,
		stop: Option<u32>, stopped_at: u32,
	) {
		let pause = Pause { from, until, before };
		let newest = NumberedPause { number, pause };
		let running = |b| running_before(b, Some(&newest), |_| Some(pause));
		let mut clock = CarrierClock { stood, stop: None, stopped_at };
		clock.set_stop(now, stop, running);
		clock.set_stop(block, stop, running);
		clock.at(block, running);
		clock.ran(block, running);
		block_after(block, Some(&newest), |_| Some(pause));
		period_end(block, number);
	}
}

#[test]
fn a_paused_block_within_a_stop_is_taken_off_once() {
	let mut log = Log::default();
	let mut clock = CarrierClock::default();
	clock.set_stop(10, Some(20), |b| log.running(b));
	log.pause(15, 10);
	// Blocks 10 … 24 stand still.
	assert_eq!(clock.at(10, |b| log.running(b)), 10);
	assert_eq!(clock.at(25, |b| log.running(b)), 10);
	assert_eq!(clock.at(26, |b| log.running(b)), 11);
}

#[test]
fn search_for_an_old_pause_takes_at_most_32_lookups() {
	let lookups = core::cell::Cell::new(0);
	let earlier = |number: u32| {
		lookups.set(lookups.get() + 1);
		Some(Pause { from: number, until: number, before: 0 })
	};
	let pause = Pause { from: u32::MAX, until: u32::MAX, before: 0 };
	running_before(5, Some(&NumberedPause { number: u32::MAX, pause }), earlier);
	assert!(lookups.get() <= 32, "{} look-ups", lookups.get());
	lookups.set(0);
	block_after(5, Some(&NumberedPause { number: u32::MAX, pause }), earlier);
	assert!(lookups.get() <= 32, "{} look-ups", lookups.get());
}
