//! What the chain said about others, for as long as it is needed.

use cairn_primitives::{
	coverage::{ProbeIndex, SiteView, Window},
	AccountBytes, ProbeView, RouterIndex,
};
use cairn_scoring::WitnessSite;
use std::collections::BTreeMap;

/// The most answers that are kept; the oldest windows' go first.
pub const MAX_SITES: usize = 512;

/// A question to the chain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Ask {
	/// A router, as it stood when the window began.
	Router(Window, RouterIndex),
	/// A probe; asked anew for each window.
	Probe(Window, ProbeIndex),
}

/// A router as its reports are judged.
pub(super) fn witness_site(site: &SiteView) -> WitnessSite<'_, AccountBytes> {
	let SiteView { owner, cell, vouched, standing, key: _ } = site;
	WitnessSite { owner, cell: *cell, vouched: *vouched, standing: *standing }
}

/// Answers, "there is none" among them.
#[derive(Clone, Default, Debug)]
pub struct Sites {
	routers: BTreeMap<(Window, RouterIndex), Option<SiteView>>,
	probes: BTreeMap<(Window, ProbeIndex), Option<ProbeView>>,
}

impl Sites {
	/// What is known of a router in a window: nothing, that there is none, or where it stands.
	pub fn router(&self, window: Window, router: RouterIndex) -> Option<&Option<SiteView>> {
		self.routers.get(&(window, router))
	}

	/// What is known of a probe.
	pub fn probe(&self, window: Window, probe: ProbeIndex) -> Option<&Option<ProbeView>> {
		self.probes.get(&(window, probe))
	}

	/// Whether a question is answered.
	pub fn knows(&self, ask: Ask) -> bool {
		match ask {
			Ask::Router(window, router) => self.router(window, router).is_some(),
			Ask::Probe(window, probe) => self.probe(window, probe).is_some(),
		}
	}

	/// Keeps an answer about a router.
	pub fn learn_router(&mut self, window: Window, router: RouterIndex, site: Option<SiteView>) {
		self.routers.insert((window, router), site);
		while self.routers.len() > MAX_SITES {
			self.routers.pop_first();
		}
	}

	/// Keeps an answer about a probe.
	pub fn learn_probe(&mut self, window: Window, probe: ProbeIndex, view: Option<ProbeView>) {
		self.probes.insert((window, probe), view);
		while self.probes.len() > MAX_SITES {
			self.probes.pop_first();
		}
	}

	/// Forgets an answer that may have changed: keys are rotated, routers vouched for.
	pub fn forget(&mut self, ask: Ask) {
		match ask {
			Ask::Router(window, router) => drop(self.routers.remove(&(window, router))),
			Ask::Probe(window, probe) => drop(self.probes.remove(&(window, probe))),
		}
	}

	/// Forgets windows that are over for good.
	pub fn forget_before(&mut self, window: Window) {
		self.routers.retain(|(of, _), _| *of >= window);
		self.probes.retain(|(of, _), _| *of >= window);
	}
}
