//! What coverage asks of the chain and of the node: the one place where its names matter is the
//! implementation at the edge.

use super::{Proof, Verdict};
use cairn_primitives::{
	coverage::{
		ProbeIndex, ProofsView, SignedWitnessReport, SiteView, Window, WindowView, WitnessId,
	},
	BlockNumber, ProbeView, RouterIndex,
};
use std::fmt;

/// Nobody answered, or nothing that can be understood; trying again may help.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unanswered(pub String);

impl fmt::Display for Unanswered {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl std::error::Error for Unanswered {}

/// The newest finalised block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
	/// Its height.
	pub finalized: BlockNumber,
	/// The window that runs in it; `None` before the first one.
	pub window: Option<WindowView>,
}

/// What a node did with a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReportOutcome {
	/// It holds the report, and passes it on.
	Taken,
	/// A gateway keeps it, as long as it runs, until a node answers; it is handed in again meanwhile.
	Kept,
	/// It does not hold it.
	Refused {
		/// The node's name of the reason.
		reason: String,
		/// Whether it may take the same report later.
		again: bool,
	},
}

/// Why a proof was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProveError {
	/// The chain refuses it, with this code.
	Refused(u8),
	/// The pool does not take it now: full, or the same proof was there a moment ago.
	Later(String),
	/// Nobody answered.
	Unanswered(Unanswered),
}

/// The chain and a node of it.
pub trait CoverageChain: Send + Sync {
	/// The newest finalised block and the window that runs in it.
	fn seen(&self) -> Result<Seen, Unanswered>;

	/// A router with its cell in force when the window began; `None` if there is no such router.
	fn site(&self, router: RouterIndex, window: Window) -> Result<Option<SiteView>, Unanswered>;

	/// A probe that is bonded and not removed.
	fn probe(&self, probe: ProbeIndex) -> Result<Option<ProbeView>, Unanswered>;

	/// Hands reports to the node; one outcome for each, in their order.
	fn submit_reports(
		&self,
		reports: &[SignedWitnessReport],
	) -> Result<Vec<ReportOutcome>, Unanswered>;

	/// The reports about a challenged router that the node holds.
	fn reports(
		&self,
		window: Window,
		router: RouterIndex,
	) -> Result<Vec<SignedWitnessReport>, Unanswered>;

	/// The chain's verdicts on a proof's reports, signatures apart, or the code of its refusal.
	fn verdicts(&self, proof: &Proof) -> Result<Result<Vec<(WitnessId, Verdict)>, u8>, Unanswered>;

	/// Sends a proof; gives the transaction's hash.
	fn prove(&self, proof: &Proof) -> Result<[u8; 32], ProveError>;

	/// What a router has proven by the newest finalised block; `None` before its first proof.
	fn proofs(&self, router: RouterIndex) -> Result<Option<ProofsView>, Unanswered>;
}
