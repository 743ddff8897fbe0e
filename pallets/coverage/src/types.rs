//! What the coverage pallet stores and takes as arguments.

use crate::Verdict;
use alloc::vec::Vec;
use cairn_primitives::{
	coverage::{
		reports_hash, ChallengeSecret, EarnedKind, ProofPayload, ReportLine, Seed, Window,
		WitnessId, MAX_REPORTS,
	},
	BlockNumber, GenesisHash, RouterIndex,
};
use cairn_scoring::{Counts, Interval, Points, NO_COUNTS, VERIFICATIONS_PER_BLOCK};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::RangeInclusive;
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_io::hashing::blake2_256;
use sp_runtime::MultiSignature;

/// The most entries of past spans that a block removes: 16 million in six days, as many as proofs of 13
/// million routers in as many cells leave.
pub const MAX_CLEANED: u32 = 192;

/// The reports of one proof.
pub type Reports = BoundedVec<ReportLine<MultiSignature>, ConstU32<{ MAX_REPORTS as u32 }>>;

/// That a challenged router was heard by others.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Proof {
	/// The window of the challenge.
	pub window: Window,
	/// The challenged router.
	pub router: RouterIndex,
	/// The secret that it broadcast through the window.
	pub secret: ChallengeSecret,
	/// What witnesses signed, strictly ascending by witness.
	pub reports: Reports,
	/// The challenged router's signature over [`ProofPayload`].
	pub signature: MultiSignature,
}

impl Proof {
	/// The bytes that the challenged router signs: they cover the window's seed and every report
	/// with its signature.
	pub fn signing_payload(&self, seed: Seed, genesis: &GenesisHash) -> Vec<u8> {
		ProofPayload {
			window: self.window,
			seed,
			router: self.router,
			secret: self.secret,
			reports: reports_hash(&self.reports, blake2_256),
		}
		.signing_payload(genesis)
	}
}

/// A challenge window.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct WindowInfo {
	/// Its number.
	pub number: Window,
	/// Its first block.
	pub started: BlockNumber,
	/// What decides who is challenged.
	pub seed: Seed,
	/// Draws below this are challenged: that of `interval`.
	pub threshold: u64,
	/// Windows between two challenges of a router on average, in 1/256 of a window.
	pub interval: u32,
}

impl WindowInfo {
	/// For how many windows a proof stands.
	pub const fn interval(&self) -> Interval {
		Interval::from_raw(self.interval)
	}
}

/// The span of periods over which density is being counted.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct SpanInfo {
	/// Its number, from 1.
	pub number: u32,
	/// Its first period.
	pub first: u32,
	/// Its first block, with which its first window begins.
	pub began: BlockNumber,
	/// The oldest span of which anything may be left in storage.
	pub oldest: u32,
}

impl SpanInfo {
	/// The span by which proofs are scaled; `None` as long as none has closed.
	pub fn closed(&self) -> Option<u32> {
		self.number.checked_sub(1).filter(|closed| *closed > 0)
	}

	/// A span whose entries are to be removed.
	pub fn to_clean(&self) -> Option<u32> {
		Some(self.oldest).filter(|oldest| oldest.saturating_add(1) < self.number)
	}
}

/// One page of density counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CountsPage(pub Counts);

impl Default for CountsPage {
	fn default() -> Self {
		Self(NO_COUNTS)
	}
}

/// What is known of a cell's coverage.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct CellRecord {
	/// The window proven when this record began. A cell in which nobody proves through a whole span
	/// loses its record.
	pub first: Window,
	/// The newest window proven.
	pub last: Window,
	/// How many proofs landed.
	pub proofs: u32,
	/// Whose proof landed last.
	pub router: RouterIndex,
	/// Valid reports of routers in that one.
	pub witnesses: u8,
	/// Valid reports of probes in that one.
	pub probes: u8,
}

/// What a router earned of the emission by a proof, or why nothing.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Earned {
	/// Credited in the running period.
	#[codec(index = 0)]
	Points(Points),
	/// Nothing to earn: an invalid report, a probe's, or a proof without a valid witness.
	#[codec(index = 1)]
	Nothing,
	/// Registered, moved or come to its owner since the running period began, or the proven window.
	#[codec(index = 2)]
	NotFullPeriod,
	/// Too little paid traffic settled for it lately.
	#[codec(index = 3)]
	NoTraffic,
	/// The router that it witnessed draws nothing by this proof; of witnesses only.
	#[codec(index = 4)]
	ChallengedDrawsNothing,
}

impl Earned {
	/// What it is, whatever the number of points: as the record of the router that proved keeps it.
	pub const fn kind(&self) -> EarnedKind {
		match self {
			Self::Points(_) => EarnedKind::Points,
			Self::Nothing | Self::ChallengedDrawsNothing => EarnedKind::Nothing,
			Self::NotFullPeriod => EarnedKind::NotFullPeriod,
			Self::NoTraffic => EarnedKind::NoTraffic,
		}
	}
}

/// What became of one report.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Outcome {
	/// Who is said to have signed it; verified only where the verdict is valid.
	pub witness: WitnessId,
	/// Whether it counts.
	pub verdict: Verdict,
	/// What the witness earned of the emission.
	pub earned: Earned,
}

/// A pause of proving: the blocks `from ≤ b < until`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Pause {
	/// First block of the pause.
	pub from: BlockNumber,
	/// First block after it.
	pub until: BlockNumber,
}

impl Pause {
	/// Whether proving is paused in a block.
	pub const fn covers(&self, block: BlockNumber) -> bool {
		self.from <= block && block < self.until
	}

	/// How many blocks it lasts.
	pub const fn length(&self) -> BlockNumber {
		self.until.saturating_sub(self.from)
	}
}

/// The council's parameters. Changes act from the next window on and touch no window that began.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Parameters {
	/// Signature verifications per block that challenges are planned with. With more routers each
	/// is challenged less often, and its proofs stand for longer.
	pub verifications_per_block: u32,
	/// The least number of periods in a span of density.
	pub span_periods: u32,
}

impl Parameters {
	/// The least and the most verifications per block that the council may plan with. The most are
	/// 602 proofs: as measured about 0.4 s with 5 reports each, as planned, and 0.8 s with 14.
	pub const VERIFICATIONS_PER_BLOCK: RangeInclusive<u32> = 6..=2 * VERIFICATIONS_PER_BLOCK;
	/// The least and the most periods that the council may ask of a span.
	pub const SPAN_PERIODS: RangeInclusive<u32> = 1..=90;

	/// Whether the council may set these.
	pub fn within_bounds(&self) -> bool {
		Self::VERIFICATIONS_PER_BLOCK.contains(&self.verifications_per_block)
			&& Self::SPAN_PERIODS.contains(&self.span_periods)
	}
}

impl Default for Parameters {
	fn default() -> Self {
		Self { verifications_per_block: VERIFICATIONS_PER_BLOCK, span_periods: 1 }
	}
}
