//! Challenges heard from neighbours, until a report about each is with the node.
//!
//! Anybody can beacon any number of invented indices, for which the chain alone can tell that they
//! are. So what it called worthless gives way to what is heard later, so often in a window that a
//! transmitter cannot have the chain asked without end; and known neighbours, about whom a report has
//! counted before, always find a place.

use super::report::{Report, Sighting};
use cairn_primitives::{
	coverage::{ChallengeSecret, Window},
	RouterIndex,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Secrets that are kept of one challenged router: somebody may beacon with another's index, and
/// only the challenged router can tell which secret is its own. The node's pool keeps as many.
pub const MAX_SECRETS: usize = 3;
/// The most challenged routers of whom something is kept.
pub const MAX_CHALLENGED: usize = 256;
/// How often in a window something worthless gives way to a router that is no known neighbour: each
/// time the chain is asked about another one.
const MAX_DISPLACED: usize = 2 * MAX_CHALLENGED;

/// What was heard and came to nothing, by reason.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Overheard {
	/// Challenge elements that count, each time they were heard.
	pub counted: u64,
	/// Of another window: a neighbour that is behind, or a replay.
	pub other_window: u64,
	/// Of routers that are not challenged: an invented challenge.
	pub not_challenged: u64,
	/// With this router's own index and another secret: somebody passes for it.
	pub impersonated: u64,
	/// With more different secrets than are kept: somebody passes for a neighbour.
	pub surplus_secrets: u64,
	/// Beyond the most challenged routers that are kept.
	pub surplus_routers: u64,
	/// Challenged routers that gave way to others: many of them are somebody's invention.
	pub displaced: u64,
}

/// A challenge of a router in a window.
type Challenge = (Window, RouterIndex);

/// Everything heard in the windows that matter.
#[derive(Clone, Default, Debug)]
pub(super) struct Hearing {
	heard: BTreeMap<Challenge, Vec<Sighting>>,
	/// How often in the running window something gave way.
	displaced: usize,
}

impl Hearing {
	/// Takes note of a secret, if there is room for it; gives the challenge that made room.
	pub fn note(
		&mut self,
		challenge: Challenge,
		sighting: Sighting,
		is_known: impl Fn(RouterIndex) -> bool,
		overheard: &mut Overheard,
	) -> Option<Challenge> {
		let mut gone = None;
		if !self.heard.contains_key(&challenge) && self.heard.len() >= MAX_CHALLENGED {
			gone = self.make_room(challenge, is_known);
			if gone.is_none() {
				overheard.surplus_routers += 1;
				return None;
			}
			overheard.displaced += 1;
		}
		let secrets = self.heard.entry(challenge).or_default();
		if let Some(known) = secrets.iter_mut().find(|known| known.secret == sighting.secret) {
			// What was signed stays; until then the strongest reception is what is reported.
			if known.report == Report::New {
				let stronger = crate::radio::stronger(known.rssi, sighting.rssi);
				if stronger != known.rssi {
					(known.rssi, known.channel) = (stronger, sighting.channel);
				}
			}
		} else if secrets.len() < MAX_SECRETS {
			secrets.push(sighting);
		} else {
			overheard.surplus_secrets += 1;
			return gone;
		}
		overheard.counted += 1;
		gone
	}

	/// Takes out what is worth less than a newcomer.
	fn make_room(
		&mut self,
		(window, newcomer): Challenge,
		is_known: impl Fn(RouterIndex) -> bool,
	) -> Option<Challenge> {
		let newcomer_known = is_known(newcomer);
		let mut victim = None;
		if newcomer_known || self.displaced < MAX_DISPLACED {
			let is_over = |of: Window, report: &Report| {
				report.is_worthless() || (of < window && *report == Report::Sent)
			};
			victim = self.heard.iter().find(|((of, _), sightings)| {
				sightings.iter().all(|sighting| is_over(*of, &sighting.report))
			});
		}
		if victim.is_none() && newcomer_known {
			victim = self.heard.iter().find(|((_, router), _)| !is_known(*router));
		}
		let victim = victim.map(|(challenge, _)| *challenge)?;
		self.heard.remove(&victim);
		self.displaced += usize::from(!newcomer_known);
		Some(victim)
	}

	/// Whether something was heard of a router in a window.
	pub fn has(&self, window: Window, router: RouterIndex) -> bool {
		self.heard.contains_key(&(window, router))
	}

	pub fn iter(&self) -> impl Iterator<Item = (Window, RouterIndex, &Sighting)> {
		self.heard.iter().flat_map(|((window, router), all)| {
			all.iter().map(|sighting| (*window, *router, sighting))
		})
	}

	pub fn get_mut(
		&mut self,
		window: Window,
		router: RouterIndex,
		secret: &ChallengeSecret,
	) -> Option<&mut Sighting> {
		let secrets = self.heard.get_mut(&(window, router))?;
		secrets.iter_mut().find(|known| known.secret == *secret)
	}

	/// A window has begun: forgets those before this one. Says how many reports no node has taken.
	pub fn forget_before(&mut self, window: Window) -> u64 {
		let mut given_up = 0;
		self.heard.retain(|(of, _), sightings| {
			let stays = *of >= window;
			let waiting = sightings.iter().filter(|s| matches!(s.report, Report::PutOff(..)));
			given_up += if stays { 0 } else { waiting.count() as u64 };
			stays
		});
		self.displaced = 0;
		given_up
	}
}
