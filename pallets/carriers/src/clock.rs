//! The settling clock: what every delay of this pallet is counted in.
//!
//! A delay protects those whom a carrier owes: until it has passed they can still settle. So it
//! counts only blocks in which they could. For one carrier these are the blocks in which settling
//! was neither paused for everybody nor stopped by the carrier's own outflow cap.
//!
//! All values here tell how many such blocks lie *before* a block. So a value never changes within
//! a block, whatever its transactions pause, resume, stop or raise, and what is past never changes
//! either: the clock is a function of the block alone, which goes up by one or stands still.

use cairn_primitives::BlockNumber;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A reading of a settling clock: blocks of settling since the genesis block.
pub type ClockTime = BlockNumber;

/// The end of a stop that lasts until something about the carrier changes.
pub const UNTIL_CHANGED: BlockNumber = BlockNumber::MAX;

/// Settling was, or is, paused for everybody in the blocks `from ≤ b < until`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Pause {
	/// First paused block.
	pub from: BlockNumber,
	/// First block after it; moves back to the block in which settling is resumed early.
	pub until: BlockNumber,
	/// Paused blocks of all earlier pauses together.
	pub before: BlockNumber,
}

impl Pause {
	/// How many blocks it lasts in all.
	pub const fn length(&self) -> BlockNumber {
		self.until.saturating_sub(self.from)
	}

	/// Whether settling is paused in this block.
	pub const fn covers(&self, block: BlockNumber) -> bool {
		self.from <= block && block < self.until
	}

	/// Paused blocks before `block`, of this pause and all earlier ones. For `block ≥ from`.
	pub const fn paused_before(&self, block: BlockNumber) -> BlockNumber {
		let end = if block < self.until { block } else { self.until };
		self.before.saturating_add(end.saturating_sub(self.from))
	}
}

/// The newest pause, by its number among all pauses.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct NumberedPause {
	/// Dense, from 0.
	pub number: u32,
	/// The pause.
	pub pause: Pause,
}

/// Blocks before `block` in which settling was not paused.
///
/// Exact for every block up to the current one, however long past: `earlier(n)` looks up the n-th
/// pause of those before `newest`. Blocks since the newest pause began need no look-up; for older
/// ones a binary search takes at most 32.
pub fn running_before(
	block: BlockNumber,
	newest: Option<&NumberedPause>,
	earlier: impl Fn(u32) -> Option<Pause>,
) -> ClockTime {
	let last = last_pause(newest, earlier, |pause| pause.from <= block);
	block.saturating_sub(last.map_or(0, |pause| pause.paused_before(block)))
}

/// The first block before which settling was not paused in as many blocks as `running`: the inverse
/// of [`running_before`], exact and bounded alike.
pub fn block_after(
	running: ClockTime,
	newest: Option<&NumberedPause>,
	earlier: impl Fn(u32) -> Option<Pause>,
) -> BlockNumber {
	let last = last_pause(newest, earlier, |pause| {
		// Unpaused blocks before the pause: one that begins with the last of them comes too late.
		pause.from.saturating_sub(pause.before) < running
	});
	running.saturating_add(last.map_or(0, |pause| pause.paused_before(pause.until)))
}

/// The last pause of which something is true that is true of all before it. At most 32 look-ups,
/// none where it is true of the newest.
fn last_pause(
	newest: Option<&NumberedPause>,
	earlier: impl Fn(u32) -> Option<Pause>,
	is_true: impl Fn(&Pause) -> bool,
) -> Option<Pause> {
	let newest = newest?;
	if is_true(&newest.pause) {
		return Some(newest.pause);
	}
	let (mut low, mut high, mut last) = (0, newest.number, None);
	while low < high {
		let middle = low.midpoint(high);
		match earlier(middle).filter(&is_true) {
			Some(pause) => {
				last = Some(pause);
				low = middle.saturating_add(1);
			}
			None => high = middle,
		}
	}
	last
}

/// A carrier's clock stands still, because of its cap, in the blocks `since ≤ b < until`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Stop {
	/// First block of the stop.
	pub since: BlockNumber,
	/// Unpaused blocks before [`Self::since`]: paused blocks must not be taken off twice.
	pub at: ClockTime,
	/// First block after the stop: the end of an outflow period, or [`UNTIL_CHANGED`].
	pub until: BlockNumber,
}

/// What one carrier's clock takes off the unpaused blocks.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct CarrierClock {
	/// Unpaused blocks of stops that are over.
	pub stood: ClockTime,
	/// The newest stop, also when its end has passed since it was noted.
	pub stop: Option<Stop>,
	/// The clock's reading throughout the newest stop before [`Self::stop`]; 0 where there was none.
	pub stopped_at: ClockTime,
}

impl CarrierClock {
	/// The clock's reading at a block: any from the last change of this record up to now.
	///
	/// `running` is [`running_before`] with the chain's pauses.
	pub fn at(&self, block: BlockNumber, running: impl Fn(BlockNumber) -> ClockTime) -> ClockTime {
		let standing = match self.stop {
			Some(stop) if stop.since < block => {
				running(block.min(stop.until)).saturating_sub(stop.at)
			}
			_ => 0,
		};
		running(block).saturating_sub(self.stood).saturating_sub(standing)
	}

	/// How many blocks the clock has run since it last stood still because of the cap. For the same
	/// blocks as [`Self::at`].
	pub fn ran(&self, block: BlockNumber, running: impl Fn(BlockNumber) -> ClockTime) -> ClockTime {
		let stop = self.stop.filter(|stop| stop.since < block);
		let stopped_at = stop.map_or(self.stopped_at, |stop| self.reading_in(&stop));
		self.at(block, running).saturating_sub(stopped_at)
	}

	/// The clock's reading throughout its newest stop.
	const fn reading_in(&self, stop: &Stop) -> ClockTime {
		stop.at.saturating_sub(self.stood)
	}

	/// Whether the carrier's cap stops the clock in this block.
	pub fn is_stopped(&self, block: BlockNumber) -> bool {
		self.stop.is_some_and(|stop| stop.since <= block && block < stop.until)
	}

	/// When the stop that covers this block ends.
	pub fn stopped_until(&self, block: BlockNumber) -> Option<BlockNumber> {
		self.stop.filter(|_| self.is_stopped(block)).map(|stop| stop.until)
	}

	/// From block `now` on the clock is stopped until `until`, or runs. Whatever stood still
	/// before `now` stays so, and the reading at `now` does not change.
	pub fn set_stop(
		&mut self,
		now: BlockNumber,
		until: Option<BlockNumber>,
		running: impl Fn(BlockNumber) -> ClockTime,
	) {
		if let Some(stop) = self.stop.take() {
			// One that is taken back in its own block never was.
			if stop.since < now {
				self.stopped_at = self.reading_in(&stop);
			}
			let stood = running(now.min(stop.until)).saturating_sub(stop.at);
			self.stood = self.stood.saturating_add(stood);
		}
		self.stop = until.filter(|until| *until > now).map(|until| Stop {
			since: now,
			at: running(now),
			until,
		});
	}
}

/// The outflow period that a block lies in.
pub const fn period_of(block: BlockNumber, length: BlockNumber) -> u32 {
	match block.checked_div(length) {
		Some(period) => period,
		None => 0,
	}
}

/// The first block after the outflow period that `block` lies in.
pub const fn period_end(block: BlockNumber, length: BlockNumber) -> BlockNumber {
	period_of(block, length).saturating_add(1).saturating_mul(length)
}
