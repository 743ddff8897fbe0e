//! Why a daemon takes no part in a window.

use super::{Coverage, Me};
use cairn_primitives::{
	coverage::{ProbeIndex, WindowView},
	Standing,
};
use cairn_scoring::bonded_in_time;

/// Why this router takes no part at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Obstacle {
	/// The chain was not reached yet.
	ChainUnknown,
	/// The chain knows no router with this key.
	NotRegistered,
	/// No window has begun yet.
	NoWindow,
	/// The chain was not asked yet where this router stands, or who the probe is.
	SiteUnknown,
	/// Removed by its owner.
	Inactive,
	/// Nobody vouches for it: it earns from traffic only.
	NotVouched,
	/// Registered, or bonded, when the window had begun: it takes part from the next one on.
	TooNew,
	/// The chain knows no such probe.
	ProbeUnknown,
	/// The probe is bonded with another key.
	ProbeKeyDiffers,
}

impl Obstacle {
	/// The name in logs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::ChainUnknown => "chain-unknown",
			Self::NotRegistered => "not-registered",
			Self::NoWindow => "no-window",
			Self::SiteUnknown => "site-unknown",
			Self::Inactive => "inactive",
			Self::NotVouched => "not-vouched",
			Self::TooNew => "too-new",
			Self::ProbeUnknown => "probe-unknown",
			Self::ProbeKeyDiffers => "probe-key-differs",
		}
	}
}

impl Coverage {
	/// Why this router takes no part in a window; `None` if it does.
	pub fn obstacle(&self, window: Option<&WindowView>) -> Option<Obstacle> {
		if self.genesis.is_none() {
			return Some(Obstacle::ChainUnknown);
		}
		let Some(window) = window else { return Some(Obstacle::NoWindow) };
		match self.me {
			Me::Router => self.router_obstacle(window),
			Me::Probe(index) => self.probe_obstacle(window, index),
		}
	}

	fn router_obstacle(&self, window: &WindowView) -> Option<Obstacle> {
		let Some(index) = self.index else { return Some(Obstacle::NotRegistered) };
		match self.sites.router(window.number, index) {
			None => Some(Obstacle::SiteUnknown),
			Some(None) => Some(Obstacle::NotRegistered),
			Some(Some(site)) if site.standing != Standing::Active => Some(Obstacle::Inactive),
			Some(Some(site)) if !site.vouched => Some(Obstacle::NotVouched),
			Some(Some(site)) if site.cell.is_none() => Some(Obstacle::TooNew),
			Some(Some(_)) => None,
		}
	}

	fn probe_obstacle(&self, window: &WindowView, index: ProbeIndex) -> Option<Obstacle> {
		match self.sites.probe(window.number, index) {
			None => Some(Obstacle::SiteUnknown),
			Some(None) => Some(Obstacle::ProbeUnknown),
			Some(Some(probe)) if probe.key != self.crypto.key() => Some(Obstacle::ProbeKeyDiffers),
			Some(Some(probe)) if !bonded_in_time(probe.since, window.begin) => {
				Some(Obstacle::TooNew)
			}
			Some(Some(_)) => None,
		}
	}
}
