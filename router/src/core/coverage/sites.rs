//! What the chain said about others, for as long as it is needed.

use cairn_primitives::{
	coverage::{ProbeIndex, SiteView, Window},
	AccountBytes, ProbeView, RouterIndex,
};
use cairn_scoring::WitnessSite;
use std::collections::BTreeMap;

/// Answers that are kept, beyond which those of other windows go.
pub const MAX_SITES: usize = 512;
/// The most answers of one window: those about whom it heard, and about all who reported it.
const MAX_OF_WINDOW: usize = 2 * MAX_SITES;

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

	/// Keeps an answer about a router; `own` is the index of the one that asks.
	pub fn learn_router(
		&mut self,
		(window, router): (Window, RouterIndex),
		site: Option<SiteView>,
		own: Option<RouterIndex>,
	) {
		self.routers.insert((window, router), site);
		make_room(&mut self.routers, window, own);
	}

	/// Keeps an answer about a probe; `own` is the index of the one that asks.
	pub fn learn_probe(
		&mut self,
		(window, probe): (Window, ProbeIndex),
		view: Option<ProbeView>,
		own: Option<ProbeIndex>,
	) {
		self.probes.insert((window, probe), view);
		make_room(&mut self.probes, window, own);
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

/// Lets answers go where there are too many: never the asker's own, by which it knows whether it takes
/// part, and those of the window that is asked about last, as they are about to be used. For anybody
/// can have strangers asked about, in any number of other windows.
fn make_room<I: Copy + Ord, T>(
	answers: &mut BTreeMap<(Window, I), T>,
	window: Window,
	own: Option<I>,
) {
	while answers.len() > MAX_SITES {
		let spare = |(of, _): &&(Window, I)| *of != window || answers.len() > MAX_OF_WINDOW;
		let others = answers.keys().filter(|(_, index)| Some(*index) != own);
		let Some(gone) = others.copied().find(|answer| spare(&answer)) else { return };
		answers.remove(&gone);
	}
}
