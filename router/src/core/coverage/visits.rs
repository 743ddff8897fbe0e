//! Which channel to visit next: seldom, briefly, and where a challenged neighbour is.

use crate::{core::Moment, radio::CannotScan};
use cairn_primitives::coverage::{Channel, Window};
use std::{
	collections::{BTreeMap, BTreeSet},
	time::Duration,
};

/// The most visits to one channel for one window: whoever is not heard then is out of reach.
const MAX_PER_WINDOW: u8 = 8;
/// After a refusal that may pass, and after one that only a new configuration ends.
const AGAIN_AFTER: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(3600));
/// The most channels of which something is remembered: all bands have fewer.
const MAX_CHANNELS: usize = 128;

#[derive(Clone, Copy, Default, Debug)]
struct Record {
	/// When it was visited last.
	at: Option<Moment>,
	/// In which window visits are counted, and how many.
	window: Window,
	count: u8,
	/// Why it could not be visited last time.
	refused: Option<CannotScan>,
}

/// The plan of visits.
#[derive(Clone, Default, Debug)]
pub struct Visits {
	channels: BTreeMap<Channel, Record>,
	last: Option<Moment>,
	searched: Option<Moment>,
	next: usize,
}

fn passed(now: Moment, since: Option<Moment>, wait: Duration) -> bool {
	since.is_none_or(|at| now.since(at) >= wait)
}

impl Visits {
	fn may(&self, now: Moment, channel: Channel) -> bool {
		let Some(record) = self.channels.get(&channel) else { return true };
		let (soon, late) = AGAIN_AFTER;
		record.refused.is_none_or(|refused| {
			passed(now, record.at, if refused.is_passing() { soon } else { late })
		})
	}

	/// The channel to visit now, if any: of those in `wanted`, where challenged neighbours are, the
	/// one that waited longest, at most one in `pause`; otherwise the next of `candidates`, one in
	/// `search` (never, if that is zero).
	pub fn next(
		&mut self,
		now: Moment,
		window: Window,
		wanted: &BTreeSet<Channel>,
		candidates: &[Channel],
		(pause, search): (Duration, Duration),
	) -> Option<Channel> {
		if passed(now, self.last, pause) {
			let free = |channel: &&Channel| {
				let record = self.channels.get(channel).copied().unwrap_or_default();
				let count = if record.window == window { record.count } else { 0 };
				count < MAX_PER_WINDOW && self.may(now, **channel)
			};
			let longest = wanted
				.iter()
				.filter(free)
				.min_by_key(|channel| self.channels.get(channel).and_then(|record| record.at));
			if let Some(channel) = longest {
				return Some(*channel);
			}
		}
		if search.is_zero() || candidates.is_empty() || !passed(now, self.searched, search) {
			return None;
		}
		self.searched = Some(now);
		for _ in 0..candidates.len() {
			let channel = candidates.get(self.next % candidates.len()).copied()?;
			self.next = self.next.wrapping_add(1);
			if self.may(now, channel) {
				return Some(channel);
			}
		}
		None
	}

	/// Takes note of a visit, or of why there was none.
	pub fn note(
		&mut self,
		now: Moment,
		window: Window,
		channel: Channel,
		refused: Option<CannotScan>,
	) {
		if !self.channels.contains_key(&channel) && self.channels.len() >= MAX_CHANNELS {
			self.channels.pop_first();
		}
		let record = self.channels.entry(channel).or_default();
		if record.window != window {
			(record.window, record.count) = (window, 0);
		}
		record.count = record.count.saturating_add(1);
		(record.at, record.refused) = (Some(now), refused);
		self.last = Some(now);
	}

	/// The channels that could not be visited last time, and why.
	pub fn refused(&self) -> impl Iterator<Item = (Channel, CannotScan)> + '_ {
		self.channels
			.iter()
			.filter_map(|(channel, record)| record.refused.map(|refused| (*channel, refused)))
	}
}
