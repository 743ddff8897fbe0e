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
#[derive(Clone, Default, Debug)]
struct Neighbour {
	sightings: BTreeMap<Channel, (Moment, Rssi)>,
	/// Whether the chain knows it within range: a report about it would have counted.
	known: bool,
}

impl Neighbour {
	fn hear(&mut self, now: Moment, channel: Channel, rssi: Rssi) {
		let sightings = &mut self.sightings;
		if !sightings.contains_key(&channel) && sightings.len() >= MAX_CHANNELS {
			let oldest = sightings.iter().min_by_key(|(_, (at, _))| *at).map(|(c, _)| *c);
			oldest.map(|oldest| sightings.remove(&oldest));
		}
		sightings.insert(channel, (now, rssi));
	}

	fn last(&self) -> Option<Moment> {
		self.sightings.values().map(|(at, _)| *at).max()
	}
}

/// The routers in radio range, as far as their beacons say the truth: it costs a visit to find out.
#[derive(Clone, Default, Debug)]
pub struct Neighbours(BTreeMap<RouterIndex, Neighbour>);

impl Neighbours {
	/// Takes note that a router's beacon was heard.
	pub fn note(&mut self, now: Moment, router: RouterIndex, channel: Channel, rssi: Rssi) {
		self.entry(router).hear(now, channel, rssi);
	}

	/// Takes note that what was heard of a router is true as far as the chain can tell.
	pub fn confirm(&mut self, now: Moment, router: RouterIndex, channel: Channel, rssi: Rssi) {
		let neighbour = self.entry(router);
		neighbour.known = true;
		// It may have been driven out since it was heard.
		if neighbour.sightings.is_empty() {
			neighbour.hear(now, channel, rssi);
		}
	}

	/// Whether the chain has known a router near here.
	pub fn is_known(&self, router: RouterIndex) -> bool {
		self.0.get(&router).is_some_and(|neighbour| neighbour.known)
	}

	fn entry(&mut self, router: RouterIndex) -> &mut Neighbour {
		if !self.0.contains_key(&router) && self.0.len() >= MAX_NEIGHBOURS {
			self.drop_oldest();
		}
		self.0.entry(router).or_default()
	}

	/// Makes room: a flood of invented neighbours drives out each other before those that the chain
	/// knows, and those that are heard all the time.
	fn drop_oldest(&mut self) {
		let oldest = self.0.iter().min_by_key(|(_, neighbour)| (neighbour.known, neighbour.last()));
		let oldest = oldest.map(|(router, _)| *router);
		oldest.map(|oldest| self.0.remove(&oldest));
	}

	/// Forgets whom nobody heard for a week.
	pub fn forget(&mut self, now: Moment) {
		self.0.retain(|_, neighbour| {
			neighbour.sightings.retain(|_, (at, _)| now.since(*at) < FORGET_AFTER);
			!neighbour.sightings.is_empty()
		});
	}

	/// The channels on which routers were heard that are picked.
	pub fn channels(&self, mut pick: impl FnMut(RouterIndex) -> bool) -> BTreeSet<Channel> {
		let picked = self.0.iter().filter(|(router, _)| pick(**router));
		picked.flat_map(|(_, neighbour)| neighbour.sightings.keys().copied()).collect()
	}

	/// Every neighbour with where, when and how strongly it was heard last.
	pub fn iter(&self) -> impl Iterator<Item = (RouterIndex, Channel, Moment, Rssi)> + '_ {
		self.0.iter().flat_map(|(router, neighbour)| {
			let all = neighbour.sightings.iter();
			all.map(|(channel, (at, rssi))| (*router, *channel, *at, *rssi))
		})
	}
}
