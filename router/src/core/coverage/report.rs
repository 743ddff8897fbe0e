//! How far a report about a secret that was heard has come.

use super::Verdict;
use crate::core::Moment;
use cairn_primitives::coverage::{ChallengeSecret, Channel, Rssi};

/// Why no report is signed: it would not count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NotSigned {
	/// The chain knows no router with the index in the beacon.
	ChallengedUnknown,
	/// The router in the beacon was registered after the window had begun.
	ChallengedTooNew,
	/// What the chain would say of this witness.
	Verdict(Verdict),
}

impl NotSigned {
	/// The name in `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::ChallengedUnknown => "challenged-unknown",
			Self::ChallengedTooNew => "challenged-too-new",
			Self::Verdict(verdict) => verdict.name(),
		}
	}
}

/// How far a report has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Report {
	/// To be judged, signed and sent.
	New,
	/// With the node.
	Sent,
	/// It would not count; not signed.
	Dropped(NotSigned),
	/// The node did not take it, so many times; tried again from then on.
	PutOff(u8, Moment),
	/// The node will never take it.
	Refused,
}

impl Report {
	/// The name in `--json` output.
	pub const fn name(&self) -> &'static str {
		match self {
			Self::New => "new",
			Self::Sent => "sent",
			Self::Dropped(why) => why.name(),
			Self::PutOff(..) => "put-off",
			Self::Refused => "refused",
		}
	}

	/// Whether nothing will ever come of it.
	pub const fn is_worthless(&self) -> bool {
		matches!(self, Self::Dropped(_) | Self::Refused)
	}
}

/// A secret that was heard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Sighting {
	pub secret: ChallengeSecret,
	pub rssi: Rssi,
	pub channel: Channel,
	pub report: Report,
}
