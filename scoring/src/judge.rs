//! The rules on a single report, by which the chain, the node's pool and the routers judge.

use crate::{check_heard, RadioRefusal};
use cairn_primitives::{
	coverage::{Channel, Rssi, Verdict},
	BlockNumber, CellIndex, RouterIndex, Standing,
};

impl From<RadioRefusal> for Verdict {
	fn from(refusal: RadioRefusal) -> Self {
		match refusal {
			RadioRefusal::ChannelNotFound => Self::ChannelUnknown,
			RadioRefusal::NotComparable | RadioRefusal::OutOfRange { .. } => Self::OutOfRange,
			RadioRefusal::TooStrong { .. } => Self::RssiImplausible,
		}
	}
}

/// What reports about a challenged router are judged against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Challenged<Owner> {
	/// The router that says it was heard.
	pub index: RouterIndex,
	/// Who owns it.
	pub owner: Owner,
	/// Where it stood when the window began.
	pub cell: CellIndex,
}

/// A router that says it heard another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WitnessSite<'a, Owner> {
	/// Who owns it.
	pub owner: &'a Owner,
	/// Where it stood when the window began; `None` where it was registered after that.
	pub cell: Option<CellIndex>,
	/// Whether an admitted sponsor vouches for it.
	pub vouched: bool,
	/// Whether it takes part: only an active one does.
	pub standing: Standing,
}

/// Judges a router's report, but for its signature. `site` is `None` where nobody has the index.
pub fn judge_router<Owner: PartialEq>(
	challenged: &Challenged<Owner>,
	witness: RouterIndex,
	site: Option<WitnessSite<'_, Owner>>,
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
	if !site.vouched {
		return Verdict::NotVouched;
	}
	if *site.owner == challenged.owner {
		return Verdict::SameOwner;
	}
	let Some(cell) = site.cell else { return Verdict::TooNew };
	match check_heard(challenged.cell, cell, channel, rssi) {
		Ok(_) => Verdict::Valid,
		Err(refusal) => refusal.into(),
	}
}

/// Judges a probe's report, but for its signature: it has no cell, so only its channel and its age
/// can be checked. `bonded` is the block in which it was, `None` where no probe has the index, and
/// `started` the window's first block.
pub fn judge_probe(bonded: Option<BlockNumber>, started: BlockNumber, channel: Channel) -> Verdict {
	match bonded {
		None => Verdict::ProbeUnknown,
		Some(since) if !bonded_in_time(since, started) => Verdict::TooNew,
		Some(_) if !channel.exists() => Verdict::ChannelUnknown,
		Some(_) => Verdict::Valid,
	}
}

/// Whether a probe was bonded early enough to report in a window: the block that begins it knows its
/// seed already.
pub const fn bonded_in_time(bonded: BlockNumber, started: BlockNumber) -> bool {
	bonded < started
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_primitives::coverage::Band;

	/// Lausanne, and Bratislava.
	const HOME: CellIndex = 0x08a1_f826_cea8_7fff;
	const AWAY: CellIndex = 0x08a1_e151_2b81_7fff;
	const CHANNEL: Channel = Channel { band: Band::Ghz2, number: 6 };
	const CHALLENGED: Challenged<u8> = Challenged { index: 1, owner: 1, cell: HOME };
	const SITE: WitnessSite<'static, u8> =
		WitnessSite { owner: &2, cell: Some(HOME), vouched: true, standing: Standing::Active };

	fn judge(site: Option<WitnessSite<u8>>) -> Verdict {
		judge_router(&CHALLENGED, 2, site, CHANNEL, Rssi::Dbm(-60))
	}

	#[test]
	fn a_vouched_router_of_another_owner_in_range_is_a_witness() {
		assert_eq!(judge(Some(SITE)), Verdict::Valid);
	}

	#[test]
	fn each_rule_has_its_own_verdict() {
		assert_eq!(judge(None), Verdict::WitnessUnknown);
		for (standing, verdict) in [
			(Standing::Unknown, Verdict::WitnessUnknown),
			(Standing::Closing, Verdict::WitnessInactive),
			(Standing::Closed, Verdict::WitnessUnknown),
		] {
			assert_eq!(judge(Some(WitnessSite { standing, ..SITE })), verdict);
		}
		assert_eq!(judge(Some(WitnessSite { vouched: false, ..SITE })), Verdict::NotVouched);
		assert_eq!(judge(Some(WitnessSite { owner: &1, ..SITE })), Verdict::SameOwner);
		assert_eq!(judge(Some(WitnessSite { cell: None, ..SITE })), Verdict::TooNew);
		for nowhere in [AWAY, u64::MAX] {
			let site = WitnessSite { cell: Some(nowhere), ..SITE };
			assert_eq!(judge(Some(site)), Verdict::OutOfRange);
		}
		let by =
			|witness, channel| judge_router(&CHALLENGED, witness, Some(SITE), channel, Rssi::Heard);
		assert_eq!(by(1, CHANNEL), Verdict::Itself);
		assert_eq!(by(2, Channel { number: 15, ..CHANNEL }), Verdict::ChannelUnknown);
	}

	#[test]
	fn a_signal_stronger_than_physics_allows_is_implausible() {
		let home = h3o::CellIndex::try_from(HOME).unwrap();
		let ring: Vec<h3o::CellIndex> = home.grid_ring(2);
		let site = WitnessSite { cell: Some(ring[0].into()), ..SITE };
		let heard = |dbm| judge_router(&CHALLENGED, 2, Some(site.clone()), CHANNEL, Rssi::Dbm(dbm));
		assert_eq!(heard(-28), Verdict::Valid);
		assert_eq!(heard(-27), Verdict::RssiImplausible);
	}

	#[test]
	fn a_probe_needs_only_a_channel_and_to_be_bonded_before_the_window() {
		assert_eq!(judge_probe(Some(99), 100, CHANNEL), Verdict::Valid);
		// The window's first block knows its seed.
		assert_eq!(judge_probe(Some(100), 100, CHANNEL), Verdict::TooNew);
		assert_eq!(judge_probe(Some(101), 100, CHANNEL), Verdict::TooNew);
		assert_eq!(judge_probe(None, 100, CHANNEL), Verdict::ProbeUnknown);
		let invented = Channel { number: 0, ..CHANNEL };
		assert_eq!(judge_probe(Some(99), 100, invented), Verdict::ChannelUnknown);
	}
}
