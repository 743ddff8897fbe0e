//! The chain's rules on a report, for those who decide whether to sign one and which to send.

use cairn_primitives::{
	coverage::{Channel, Rssi, SiteView},
	BlockNumber, CellIndex, ProbeView, RouterIndex, Standing,
};
use cairn_scoring::{check_heard, RadioRefusal};
use codec::{Decode, Encode};

/// Whether a report counts, or why not; the numbers are the chain's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode)]
pub enum Verdict {
	/// It counts.
	#[codec(index = 0)]
	Valid,
	/// No router has this index, or it has closed for good.
	#[codec(index = 1)]
	WitnessUnknown,
	/// The witness has been removed by its owner.
	#[codec(index = 2)]
	WitnessInactive,
	/// Nobody vouches for the witness.
	#[codec(index = 3)]
	NotVouched,
	/// The challenged router itself.
	#[codec(index = 4)]
	Itself,
	/// The witness has the challenged router's owner.
	#[codec(index = 5)]
	SameOwner,
	/// Registered, or bonded, after the window had begun.
	#[codec(index = 6)]
	TooNew,
	/// No band has this channel.
	#[codec(index = 7)]
	ChannelUnknown,
	/// Too far away for this band.
	#[codec(index = 8)]
	OutOfRange,
	/// Stronger than physics allows over the distance.
	#[codec(index = 9)]
	RssiImplausible,
	/// No probe has this index.
	#[codec(index = 10)]
	ProbeUnknown,
}

impl Verdict {
	/// The name in documentation, logs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Valid => "valid",
			Self::WitnessUnknown => "witness-unknown",
			Self::WitnessInactive => "witness-inactive",
			Self::NotVouched => "not-vouched",
			Self::Itself => "itself",
			Self::SameOwner => "same-owner",
			Self::TooNew => "too-new",
			Self::ChannelUnknown => "channel-unknown",
			Self::OutOfRange => "out-of-range",
			Self::RssiImplausible => "rssi-implausible",
			Self::ProbeUnknown => "probe-unknown",
		}
	}
}

impl From<RadioRefusal> for Verdict {
	fn from(refusal: RadioRefusal) -> Self {
		match refusal {
			RadioRefusal::ChannelNotFound => Self::ChannelUnknown,
			RadioRefusal::NotComparable | RadioRefusal::OutOfRange { .. } => Self::OutOfRange,
			RadioRefusal::TooStrong { .. } => Self::RssiImplausible,
		}
	}
}

/// Judges a router's report about a challenged one, but for its signature.
pub fn judge_router(
	challenged: (RouterIndex, &SiteView, CellIndex),
	witness: RouterIndex,
	site: Option<&SiteView>,
	channel: Channel,
	rssi: Rssi,
) -> Verdict {
	let (index, about, cell) = challenged;
	if witness == index {
		return Verdict::Itself;
	}
	let Some(site) = site else { return Verdict::WitnessUnknown };
	match site.standing {
		Standing::Active => {}
		Standing::Closing => return Verdict::WitnessInactive,
		Standing::Unknown | Standing::Closed => return Verdict::WitnessUnknown,
	}
	if !site.vouched {
		return Verdict::NotVouched;
	}
	if site.owner == about.owner {
		return Verdict::SameOwner;
	}
	let Some(place) = site.cell else { return Verdict::TooNew };
	match check_heard(cell, place, channel, rssi) {
		Ok(_) => Verdict::Valid,
		Err(refusal) => refusal.into(),
	}
}

/// Judges a probe's report, but for its signature. `began` is the window's first block.
pub fn judge_probe(probe: Option<&ProbeView>, began: BlockNumber, channel: Channel) -> Verdict {
	match probe {
		None => Verdict::ProbeUnknown,
		Some(probe) if probe.since > began => Verdict::TooNew,
		Some(_) if !channel.exists() => Verdict::ChannelUnknown,
		Some(_) => Verdict::Valid,
	}
}
