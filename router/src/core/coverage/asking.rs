//! What the chain is asked about whom, and what its answers change.

use super::{sites::Ask, Coverage, Me, Obstacle};
use crate::core::Moment;
use cairn_primitives::{
	coverage::{ProbeIndex, SiteView, Window},
	ProbeView, RouterIndex,
};

impl Coverage {
	/// What the chain is to be asked, the most urgent first: about this router, about whom it
	/// heard, and about who heard it. At most `most`.
	pub fn wanted(&self, most: usize) -> Vec<Ask> {
		let mut wanted = Vec::new();
		for window in &self.windows {
			match (self.me, self.index) {
				(Me::Router, Some(index)) => wanted.push(Ask::Router(window.number, index)),
				(Me::Probe(index), _) => wanted.push(Ask::Probe(window.number, index)),
				(Me::Router, None) => {}
			}
		}
		// Strangers last: anybody can invent some.
		let (known, strangers): (Vec<_>, Vec<_>) =
			self.hearing.iter().partition(|(_, router, _)| self.neighbours.is_known(*router));
		let heard = known.into_iter().chain(strangers);
		wanted.extend(heard.map(|(window, router, _)| Ask::Router(window, router)));
		wanted.retain(|ask| !self.sites.knows(*ask));
		wanted.dedup();
		wanted.truncate(most);
		wanted
	}

	/// Takes over what the chain says about a router.
	pub fn learn_router(&mut self, window: Window, router: RouterIndex, site: Option<SiteView>) {
		self.sites.learn_router((window, router), site, self.index);
	}

	/// Takes over what the chain says about a probe.
	pub fn learn_probe(&mut self, window: Window, probe: ProbeIndex, view: Option<ProbeView>) {
		let own = match self.me {
			Me::Router => None,
			Me::Probe(index) => Some(index),
		};
		self.sites.learn_probe((window, probe), view, own);
	}

	/// What time alone brings about: answers that say "not yet" are asked for again, neighbours who
	/// went are forgotten.
	pub fn tick(&mut self, now: Moment) {
		self.neighbours.forget(now);
		let Some(window) = self.windows.first().copied() else { return };
		let passing = matches!(
			self.obstacle(Some(&window)),
			Some(Obstacle::NotRegistered | Obstacle::NotVouched | Obstacle::ProbeUnknown)
		);
		if !passing || !self.tally.ask_again(now) {
			return;
		}
		match (self.me, self.index) {
			(Me::Router, Some(index)) => self.sites.forget(Ask::Router(window.number, index)),
			(Me::Probe(index), _) => self.sites.forget(Ask::Probe(window.number, index)),
			(Me::Router, None) => {}
		}
	}
}
