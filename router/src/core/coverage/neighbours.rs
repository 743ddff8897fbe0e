//! Which routers are near, and on which channels.

use crate::core::Moment;
use cairn_primitives::{
	coverage::{Channel, Rssi},
	RouterIndex,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	time::Duration,
};

/// The most neighbours that are remembered: more than a radio hears in the densest street.
pub const MAX_NEIGHBOURS: usize = 256;
/// The most channels that are remembered of one neighbour.
const MAX_CHANNELS: usize = 4;
/// A channel on which a neighbour was not heard for this long is forgotten.
const FORGET_AFTER: Duration = Duration::from_secs(7 * 24 * 3600);

/// Where and when one neighbour was heard.
type Sightings = BTreeMap<Channel, (Moment, Rssi)>;

/// The routers in radio range, as far as their beacons say the truth: it costs a visit to find out.
#[derive(Clone, Default, Debug)]
pub struct Neighbours(BTreeMap<RouterIndex, Sightings>);

impl Neighbours {
	/// Takes note that a router's beacon was heard.
	pub fn note(&mut self, now: Moment, router: RouterIndex, channel: Channel, rssi: Rssi) {
		if !self.0.contains_key(&router) && self.0.len() >= MAX_NEIGHBOURS {
			self.drop_oldest();
		}
		let sightings = self.0.entry(router).or_default();
		if !sightings.contains_key(&channel) && sightings.len() >= MAX_CHANNELS {
			let oldest = sightings.iter().min_by_key(|(_, (at, _))| *at).map(|(c, _)| *c);
			oldest.map(|oldest| sightings.remove(&oldest));
		}
		sightings.insert(channel, (now, rssi));
	}

	/// Makes room: a flood of invented neighbours drives out each other before those that are
	/// heard all the time.
	fn drop_oldest(&mut self) {
		let last = |sightings: &Sightings| sightings.values().map(|(at, _)| *at).max();
		let oldest = self.0.iter().min_by_key(|(_, sightings)| last(sightings)).map(|(r, _)| *r);
		oldest.map(|oldest| self.0.remove(&oldest));
	}

	/// Forgets whom nobody heard for a week.
	pub fn forget(&mut self, now: Moment) {
		self.0.retain(|_, sightings| {
			sightings.retain(|_, (at, _)| now.since(*at) < FORGET_AFTER);
			!sightings.is_empty()
		});
	}

	/// The channels on which routers were heard that are picked.
	pub fn channels(&self, mut pick: impl FnMut(RouterIndex) -> bool) -> BTreeSet<Channel> {
		let picked = self.0.iter().filter(|(router, _)| pick(**router));
		picked.flat_map(|(_, sightings)| sightings.keys().copied()).collect()
	}

	/// Every neighbour with where, when and how strongly it was heard last.
	pub fn iter(&self) -> impl Iterator<Item = (RouterIndex, Channel, Moment, Rssi)> + '_ {
		self.0.iter().flat_map(|(router, sightings)| {
			sightings.iter().map(|(channel, (at, rssi))| (*router, *channel, *at, *rssi))
		})
	}
}
