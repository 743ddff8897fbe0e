//! This router's own challenges, from the window's beginning until they are proven or lost.

use super::{Obstacle, ProveRefusal};
use crate::core::Moment;
use cairn_primitives::{
	coverage::{WindowView, WitnessId},
	BlockNumber,
};
use codec::{Decode, Encode};
use std::collections::{BTreeMap, BTreeSet};

/// The most challenges that are pending at a time: as many windows as can be open to proofs.
pub const MAX_PENDING: usize = 64;

/// Why a challenge will not be proven.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GivenUp {
	/// No node answered: about the reports while it could be proven (the daemon may have been off
	/// meanwhile), or about a proof that was sent and may have landed.
	Unanswered,
	/// The node knew no report about it.
	NoReports,
	/// Reports were there, and none of them counts.
	NoValidReport,
	/// The chain refused it for good.
	Refused(ProveRefusal),
	/// It was sent and did not land in time.
	NotIncluded,
	/// This router could take no part.
	TookNoPart(Obstacle),
}

impl GivenUp {
	/// The name in `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Unanswered => "unanswered",
			Self::NoReports => "no-reports",
			Self::NoValidReport => "no-valid-report",
			Self::Refused(refusal) => refusal.name(),
			Self::NotIncluded => "not-included",
			Self::TookNoPart(obstacle) => obstacle.name(),
		}
	}
}

/// How far a challenge has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
	/// Its secret is in the beacons, or its proof is not due yet.
	Waiting,
	/// Its proof was sent; looked at again from this block on.
	Sent(BlockNumber),
	/// The chain says that it is proven.
	Proven,
	/// It will not be proven.
	GivenUp(GivenUp),
}

impl Stage {
	/// The name in `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Waiting => "waiting",
			Self::Sent(_) => "sent",
			Self::Proven => "proven",
			Self::GivenUp(_) => "given-up",
		}
	}

	/// Whether nothing is left to do.
	pub const fn is_over(self) -> bool {
		matches!(self, Self::Proven | Self::GivenUp(_))
	}
}

/// One challenge of this router.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pending {
	/// The window.
	pub window: WindowView,
	/// The block from which on its proof is sent: the window's end and the router's own offset.
	pub due: BlockNumber,
	/// How far it has come.
	pub stage: Stage,
	/// Witnesses whose signature the chain did not accept.
	pub left_out: BTreeSet<WitnessId>,
	/// Not tried again before.
	pub not_before: Option<Moment>,
	/// Why this router took no part when it last tried.
	pub obstacle: Option<Obstacle>,
	/// What the chain said last.
	pub refusal: Option<ProveRefusal>,
	/// What the pool or the node said last.
	pub trouble: Option<String>,
	/// Reports that the node held last time, and how many of them count; `None` while no node has
	/// answered.
	pub reports: Option<(usize, usize)>,
	/// Why the others of them do not count, by name.
	pub not_counted: BTreeMap<&'static str, usize>,
	/// Whether a proof of it was ever sent: it may have landed, whatever was said since.
	pub sent: bool,
}

impl Pending {
	/// A challenge whose window has just begun.
	pub fn new(window: WindowView, due: BlockNumber) -> Self {
		Self {
			window,
			due,
			stage: Stage::Waiting,
			left_out: BTreeSet::new(),
			not_before: None,
			obstacle: None,
			refusal: None,
			trouble: None,
			reports: None,
			not_counted: BTreeMap::new(),
			sent: false,
		}
	}

	/// Whether its proof is to be sent, or sent again, now.
	pub fn is_due(&self, now: Moment, finalized: BlockNumber) -> bool {
		let block = match self.stage {
			Stage::Waiting => self.due,
			Stage::Sent(again) => again,
			Stage::Proven | Stage::GivenUp(_) => return false,
		};
		finalized >= block && !self.is_closed(finalized) && self.may_try(now)
	}

	/// Whether it can be proven no more.
	pub const fn is_closed(&self, finalized: BlockNumber) -> bool {
		finalized >= self.window.proof_end
	}

	/// Whether nothing that failed lately forbids another try.
	pub fn may_try(&self, now: Moment) -> bool {
		self.not_before.is_none_or(|moment| now >= moment)
	}

	/// What to say where its time is over and the chain has no proof of it.
	pub fn missed(&self) -> GivenUp {
		if let Some(obstacle) = self.obstacle {
			return GivenUp::TookNoPart(obstacle);
		}
		match (self.stage, self.reports) {
			(Stage::Sent(_), _) => GivenUp::NotIncluded,
			(_, None) => GivenUp::Unanswered,
			(_, Some((0, _))) => GivenUp::NoReports,
			(_, Some((_, 0))) => GivenUp::NoValidReport,
			_ => self.refusal.map_or(GivenUp::NotIncluded, GivenUp::Refused),
		}
	}
}

/// What must survive a restart: which windows this router still has to prove. Its secrets follow
/// from the device's.
#[derive(Clone, PartialEq, Eq, Default, Debug, Encode, Decode)]
pub struct Kept {
	/// Of which router: an index belongs to a key.
	pub router: u32,
	/// Windows that are not over, and whether their proof was sent.
	pub windows: Vec<(WindowView, bool)>,
}
