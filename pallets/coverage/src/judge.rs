//! The rules on a single report: pure, so that anybody can judge as the chain does.

use cairn_primitives::{
	coverage::{Channel, Rssi},
	BlockNumber, CellIndex, RouterIndex, Standing,
};
use cairn_scoring::{check_heard, RadioRefusal};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use pallet_cairn_traits::{Probe, Site};
use scale_info::TypeInfo;

/// Whether a report counts, or why not. The numbers never change their meaning.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
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
	/// The witness was registered, or the probe bonded, after the window had begun.
	#[codec(index = 6)]
	TooNew,
	/// No band has this channel.
	#[codec(index = 7)]
	ChannelUnknown,
	/// Too far away for this band, or where H3 knows no distance.
	#[codec(index = 8)]
	OutOfRange,
	/// Stronger than physics allows over the distance.
	#[codec(index = 9)]
	RssiImplausible,
	/// No probe has this index, or its carrier has removed it.
	#[codec(index = 10)]
	ProbeUnknown,
}

impl Verdict {
	/// Every verdict, by number.
	pub const ALL: [Self; 11] = [
		Self::Valid,
		Self::WitnessUnknown,
		Self::WitnessInactive,
		Self::NotVouched,
		Self::Itself,
		Self::SameOwner,
		Self::TooNew,
		Self::ChannelUnknown,
		Self::OutOfRange,
		Self::RssiImplausible,
		Self::ProbeUnknown,
	];

	/// Whether the report counts.
	pub const fn is_valid(self) -> bool {
		matches!(self, Self::Valid)
	}

	/// The number that it encodes to.
	pub const fn code(self) -> u8 {
		self as u8
	}

	/// Its bit in a set of verdicts.
	pub const fn bit(self) -> u16 {
		1 << self.code()
	}

	/// The name that documentation, logs and `--json` output use.
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

/// What the reports of a proof are judged against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Challenged<AccountId> {
	/// The router that says it was heard.
	pub index: RouterIndex,
	/// Who owns it.
	pub owner: AccountId,
	/// Where it stood when the window began.
	pub cell: CellIndex,
}

/// Judges a router's report, but for its signature. `site` as it was when the window began.
pub fn judge_router<AccountId: PartialEq>(
	challenged: &Challenged<AccountId>,
	witness: RouterIndex,
	site: Option<&Site<AccountId>>,
	channel: Channel,
	rssi: Rssi,
) -> Verdict {
	if witness == challenged.index {
		return Verdict::Itself;
	}
	let Some(site) = site else { return Verdict::WitnessUnknown };
	match site.standing {
		Standing::Active => {}
		Standing::Closing => return Verdict::WitnessInactive,
		Standing::Unknown | Standing::Closed => return Verdict::WitnessUnknown,
	}
	if site.sponsor.is_none() {
		return Verdict::NotVouched;
	}
	if site.owner == challenged.owner {
		return Verdict::SameOwner;
	}
	let Some(cell) = site.cell else { return Verdict::TooNew };
	match check_heard(challenged.cell, cell, channel, rssi) {
		Ok(_) => Verdict::Valid,
		Err(refusal) => refusal.into(),
	}
}

/// Judges a probe's report, but for its signature: it has no cell, so only its channel and its age
/// can be checked. `started` is the window's first block.
pub fn judge_probe(probe: Option<&Probe>, started: BlockNumber, channel: Channel) -> Verdict {
	match probe {
		None => Verdict::ProbeUnknown,
		Some(probe) if probe.since > started => Verdict::TooNew,
		Some(_) if !channel.exists() => Verdict::ChannelUnknown,
		Some(_) => Verdict::Valid,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_primitives::coverage::Band;
	use codec::{DecodeAll, Encode};
	use sp_core::sr25519;
	use sp_runtime::MultiSigner;

	/// Lausanne, and Bratislava.
	const HOME: CellIndex = 0x08a1_f826_cea8_7fff;
	const AWAY: CellIndex = 0x08a1_e151_2b81_7fff;
	const CHANNEL: Channel = Channel { band: Band::Ghz2, number: 6 };

	fn key() -> MultiSigner {
		MultiSigner::Sr25519(sr25519::Public::from_raw([1; 32]))
	}

	fn challenged() -> Challenged<u8> {
		Challenged { index: 1, owner: 1, cell: HOME }
	}

	fn site() -> Site<u8> {
		Site {
			owner: 2,
			key: key(),
			cell: Some(HOME),
			since: 0,
			sponsor: Some(0),
			standing: Standing::Active,
		}
	}

	fn judge(site: Option<Site<u8>>) -> Verdict {
		judge_router(&challenged(), 2, site.as_ref(), CHANNEL, Rssi::Dbm(-60))
	}

	#[test]
	fn a_vouched_router_of_another_owner_in_range_is_a_witness() {
		assert_eq!(judge(Some(site())), Verdict::Valid);
	}

	#[test]
	fn each_rule_has_its_own_verdict() {
		assert_eq!(judge(None), Verdict::WitnessUnknown);
		for (standing, verdict) in [
			(Standing::Unknown, Verdict::WitnessUnknown),
			(Standing::Closing, Verdict::WitnessInactive),
			(Standing::Closed, Verdict::WitnessUnknown),
		] {
			assert_eq!(judge(Some(Site { standing, ..site() })), verdict);
		}
		assert_eq!(judge(Some(Site { sponsor: None, ..site() })), Verdict::NotVouched);
		assert_eq!(judge(Some(Site { owner: 1, ..site() })), Verdict::SameOwner);
		assert_eq!(judge(Some(Site { cell: None, ..site() })), Verdict::TooNew);
		assert_eq!(judge(Some(Site { cell: Some(AWAY), ..site() })), Verdict::OutOfRange);
		assert_eq!(judge(Some(Site { cell: Some(u64::MAX), ..site() })), Verdict::OutOfRange);
		let by = |witness, channel| {
			judge_router(&challenged(), witness, Some(&site()), channel, Rssi::Heard)
		};
		assert_eq!(by(1, CHANNEL), Verdict::Itself);
		assert_eq!(by(2, Channel { number: 15, ..CHANNEL }), Verdict::ChannelUnknown);
	}

	#[test]
	fn a_signal_stronger_than_physics_allows_is_implausible() {
		let home = h3o::CellIndex::try_from(HOME).unwrap();
		let ring: Vec<h3o::CellIndex> = home.grid_ring(2);
		let site = Site { cell: Some(ring[0].into()), ..site() };
		let heard = |dbm| judge_router(&challenged(), 2, Some(&site), CHANNEL, Rssi::Dbm(dbm));
		assert_eq!(heard(-28), Verdict::Valid);
		assert_eq!(heard(-27), Verdict::RssiImplausible);
	}

	#[test]
	fn a_probe_needs_only_a_channel_and_to_be_bonded_before_the_window() {
		let probe = Probe { carrier: 0, key: key(), since: 100 };
		assert_eq!(judge_probe(Some(&probe), 100, CHANNEL), Verdict::Valid);
		assert_eq!(judge_probe(Some(&probe), 99, CHANNEL), Verdict::TooNew);
		assert_eq!(judge_probe(None, 100, CHANNEL), Verdict::ProbeUnknown);
		let invented = Channel { number: 0, ..CHANNEL };
		assert_eq!(judge_probe(Some(&probe), 100, invented), Verdict::ChannelUnknown);
	}

	#[test]
	fn numbers_of_verdicts_are_those_that_they_encode_to() {
		for (number, verdict) in (0u8..).zip(Verdict::ALL) {
			assert_eq!((verdict.code(), verdict.encode()), (number, vec![number]));
			assert_eq!(verdict.is_valid(), number == 0);
			assert!(!verdict.name().is_empty());
		}
		assert!(Verdict::decode_all(&mut &[11u8][..]).is_err());
	}
}
