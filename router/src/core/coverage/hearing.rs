//! Challenges heard from neighbours, until a report about each is with the node.

use super::Verdict;
use crate::core::Moment;
use cairn_primitives::{
	coverage::{ChallengeSecret, Channel, Rssi, Window},
	RouterIndex,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Secrets that are kept of one challenged router: somebody may beacon with another's index, and
/// only the challenged router can tell which secret is its own. The node's pool keeps as many.
pub const MAX_SECRETS: usize = 3;
/// The most challenged routers of whom something is kept.
const MAX_CHALLENGED: usize = 256;

/// How far a report has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Report {
	/// To be judged, signed and sent.
	New,
	/// With the node.
	Sent,
	/// It would not count; not signed.
	Dropped(Verdict),
	/// The node did not take it, so many times; tried again from then on.
	PutOff(u8, Moment),
	/// The node will never take it.
	Refused,
}

/// A secret that was heard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Sighting {
	pub secret: ChallengeSecret,
	pub rssi: Rssi,
	pub channel: Channel,
	pub report: Report,
}

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
}

/// Everything heard in the windows that matter.
#[derive(Clone, Default, Debug)]
pub(super) struct Hearing(BTreeMap<(Window, RouterIndex), Vec<Sighting>>);

impl Hearing {
	/// Takes note of a secret; `false` if there is no room for it.
	pub fn note(
		&mut self,
		window: Window,
		router: RouterIndex,
		sighting: Sighting,
		overheard: &mut Overheard,
	) {
		if !self.0.contains_key(&(window, router)) && self.0.len() >= MAX_CHALLENGED {
			overheard.surplus_routers += 1;
			return;
		}
		let secrets = self.0.entry((window, router)).or_default();
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
			return;
		}
		overheard.counted += 1;
	}

	/// Whether something was heard of a router in a window.
	pub fn has(&self, window: Window, router: RouterIndex) -> bool {
		self.0.contains_key(&(window, router))
	}

	pub fn iter(&self) -> impl Iterator<Item = (Window, RouterIndex, &Sighting)> {
		self.0.iter().flat_map(|((window, router), all)| {
			all.iter().map(|sighting| (*window, *router, sighting))
		})
	}

	pub fn get_mut(
		&mut self,
		window: Window,
		router: RouterIndex,
		secret: &ChallengeSecret,
	) -> Option<&mut Sighting> {
		self.0.get_mut(&(window, router))?.iter_mut().find(|known| known.secret == *secret)
	}

	/// Forgets windows before this one.
	pub fn forget_before(&mut self, window: Window) {
		self.0.retain(|(of, _), _| *of >= window);
	}
}
