//! The state of coverage, and how windows and the chain's words change it.

use super::{
	blake2_256,
	hearing::{Hearing, Overheard},
	lag::Lag,
	pending::{Kept, Pending, Stage, MAX_PENDING},
	sites::Sites,
	witness::Tally,
	Neighbours, Seen, Visits,
};
use crate::core::{Crypto, Moment};
use cairn_primitives::{
	coverage::{
		challenge_secret, draw_hash, BeaconElement, ChallengeSecret, DeviceSecret, ProbeIndex,
		Window, WindowView, WitnessId,
	},
	BlockNumber, GenesisHash, RouterIndex,
};
use cairn_scoring::Draw;
use std::{collections::BTreeMap, time::Duration};

/// Windows of which challenges are heard: the running one, and the one before it, whose elements
/// neighbours may still send.
const HEARD_WINDOWS: usize = 2;

/// As what this daemon takes part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Me {
	/// A router, which the chain knows by its key.
	Router,
	/// A carrier's probe of this index: it beacons nothing and only witnesses.
	Probe(ProbeIndex),
}

/// What the operator decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CoverageSettings {
	/// Time between two visits to channels where challenged neighbours are, and before what failed is
	/// tried again.
	pub visit_every: Duration,
	/// Time between two visits in search of neighbours; zero for none.
	pub search_every: Duration,
}

/// Everything that coverage knows.
pub struct Coverage {
	pub(super) me: Me,
	pub(super) settings: CoverageSettings,
	pub(super) crypto: Box<dyn Crypto>,
	device: DeviceSecret,
	pub(super) genesis: Option<GenesisHash>,
	pub(super) index: Option<RouterIndex>,
	/// Whose challenges are pending, while the chain has not said who this router is.
	kept_of: Option<RouterIndex>,
	pub(super) finalized: BlockNumber,
	pub(super) lag: Lag,
	/// The running window, then those before it that still matter.
	pub(super) windows: Vec<WindowView>,
	pub(super) neighbours: Neighbours,
	pub(super) visits: Visits,
	pub(super) sites: Sites,
	pub(super) hearing: Hearing,
	pub(super) overheard: Overheard,
	pub(super) tally: Tally,
	/// This router's challenges by window; those that are over stay until there are too many.
	pub(super) pending: BTreeMap<Window, Pending>,
	/// Rises with everything that [`Self::kept`] holds.
	revision: u64,
}

impl Coverage {
	/// A beginning, or going on from what survived a restart.
	pub fn new(
		me: Me,
		settings: CoverageSettings,
		crypto: Box<dyn Crypto>,
		device: DeviceSecret,
		kept: Option<Kept>,
	) -> Self {
		let mut coverage = Self {
			me,
			settings,
			crypto,
			device,
			genesis: None,
			index: None,
			kept_of: None,
			finalized: 0,
			lag: Lag::default(),
			windows: Vec::new(),
			neighbours: Neighbours::default(),
			visits: Visits::default(),
			sites: Sites::default(),
			hearing: Hearing::default(),
			overheard: Overheard::default(),
			tally: Tally::default(),
			pending: BTreeMap::new(),
			revision: 0,
		};
		if let Some(kept) = kept {
			coverage.kept_of = Some(kept.router);
			for (window, sent) in kept.windows.into_iter().take(MAX_PENDING) {
				let mut pending = Pending::new(window, due(&window, kept.router));
				if sent {
					// Whether it landed, sending it again tells.
					(pending.stage, pending.sent) = (Stage::Sent(pending.due), true);
				}
				coverage.pending.insert(window.number, pending);
			}
		}
		coverage
	}

	/// What must survive a restart.
	pub fn kept(&self) -> Kept {
		let open = self.pending.values().filter(|pending| !pending.stage.is_over());
		Kept {
			router: self.index.or(self.kept_of).unwrap_or(0),
			windows: open.map(|pending| (pending.window, pending.sent)).collect(),
		}
	}

	/// Rises when [`Self::kept`] changes.
	pub fn revision(&self) -> u64 {
		self.revision
	}

	pub(super) fn touch(&mut self) {
		self.revision += 1;
	}

	/// Takes over what the machine knows of the chain: its first block, and this router's index.
	pub fn identify(&mut self, genesis: GenesisHash, index: Option<RouterIndex>) {
		self.genesis = Some(genesis);
		if index != self.index {
			// Another index is another router: what was pending was somebody else's.
			if index.is_some() && self.index.or(self.kept_of).is_some_and(|was| Some(was) != index)
			{
				self.pending.clear();
			}
			self.kept_of = index.or(self.kept_of);
			self.index = index;
			self.touch();
		}
		self.challenge_myself();
	}

	/// Takes over the newest finalised block and the window that runs in it. A node that is behind
	/// what was seen before changes nothing but [`NodeTrouble`](super::NodeTrouble), unless that goes on
	/// for so long that what was seen before was no block of the chain.
	pub fn observe(&mut self, now: Moment, seen: Seen) {
		if !self.lag.note(now, self.finalized, seen.finalized) {
			return;
		}
		if seen.finalized < self.finalized {
			self.forget_after(seen.window.map_or(0, |window| window.number));
		}
		self.finalized = seen.finalized;
		if let Some(window) = seen.window {
			self.open(window);
		}
		self.challenge_myself();
		self.close_missed();
	}

	/// Forgets windows after this one: an answer that was none of the chain's had invented them.
	fn forget_after(&mut self, running: Window) {
		self.windows.retain(|window| window.number <= running);
		self.pending.retain(|number, _| *number <= running);
		self.touch();
	}

	fn open(&mut self, window: WindowView) {
		if self.windows.first().is_some_and(|known| known.number >= window.number) {
			return;
		}
		self.windows.insert(0, window);
		self.windows.truncate(HEARD_WINDOWS);
		let oldest = self.windows.last().map_or(0, |window| window.number);
		self.tally.given_up += self.hearing.forget_before(oldest);
		let open = self.pending.values().filter(|pending| !pending.stage.is_over());
		let oldest_pending = open.map(|pending| pending.window.number).min();
		self.sites.forget_before(oldest_pending.map_or(oldest, |pending| pending.min(oldest)));
		self.touch();
	}

	/// Takes note of a challenge of this router in the running window.
	fn challenge_myself(&mut self) {
		let (Some(window), Some(index)) = (self.windows.first().copied(), self.index) else {
			return;
		};
		if self.me != Me::Router
			|| self.pending.contains_key(&window.number)
			|| !draw(&window, index).is_challenged(window.threshold)
		{
			return;
		}
		self.pending.insert(window.number, Pending::new(window, due(&window, index)));
		while self.pending.len() > MAX_PENDING {
			self.pending.pop_first();
		}
		self.touch();
	}

	/// This router's index.
	pub fn index(&self) -> Option<RouterIndex> {
		self.index
	}

	/// The running window.
	pub fn window(&self) -> Option<&WindowView> {
		self.windows.first()
	}

	/// Whether this router is challenged in the running window.
	pub fn is_challenged(&self) -> Option<bool> {
		let (window, index) = (self.windows.first()?, self.index?);
		Some(draw(window, index).is_challenged(window.threshold))
	}

	/// The secret of this router in a window: the same after a restart.
	pub(super) fn secret(&self, window: &WindowView) -> ChallengeSecret {
		challenge_secret(&self.device, &window.seed, blake2_256)
	}

	/// As whom this daemon witnesses.
	pub(super) fn witness(&self) -> Option<WitnessId> {
		match self.me {
			Me::Router => self.index.map(WitnessId::Router),
			Me::Probe(index) => Some(WitnessId::Probe(index)),
		}
	}

	/// The elements that belong into the beacons now.
	pub fn beacon(&self) -> Vec<BeaconElement> {
		let (Me::Router, Some(router)) = (self.me, self.index) else { return Vec::new() };
		let mut elements = vec![BeaconElement::Presence { router }];
		let Some(window) = self.windows.first() else { return elements };
		if self.is_challenged() == Some(true) && self.obstacle(Some(window)).is_none() {
			let (window, secret) = (window.number, self.secret(window));
			elements.push(BeaconElement::Challenge { window, router, secret });
		}
		elements
	}
}

/// What chance says about a router in a window.
pub(super) fn draw(window: &WindowView, router: RouterIndex) -> Draw {
	Draw::from_hash(draw_hash(&window.seed, router, blake2_256))
}

/// The block from which on a router's proof is due. Proofs are spread over the first half of the
/// time that they have, so that the last ones have the other half to land.
fn due(window: &WindowView, router: RouterIndex) -> BlockNumber {
	let spread = window.proof_end.saturating_sub(window.end) / 2;
	window.end.saturating_add(draw(window, router).offset(spread))
}
