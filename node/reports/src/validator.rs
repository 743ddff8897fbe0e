//! What the pool asks the chain.

use cairn_primitives::{
	coverage::{SignedWitnessReport, WindowView},
	BlockNumber,
};
use std::fmt;

/// A block of the chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockRef {
	/// Its height.
	pub number: BlockNumber,
	/// Its hash.
	pub hash: [u8; 32],
}

/// The chain did not answer: its state is gone, or its runtime knows no reports. What the chain
/// says about a report is no such error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unavailable(pub String);

impl fmt::Display for Unavailable {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.fmt(f)
	}
}

impl std::error::Error for Unavailable {}

/// Knows windows, and which reports are worth holding and passing on.
///
/// Every method may take milliseconds, and is called where that harms nobody.
pub trait ReportValidator: Send + Sync + 'static {
	/// The best block, by whose state reports are judged.
	fn best(&self) -> BlockRef;

	/// The last final block, which clients act on.
	fn finalised(&self) -> BlockRef;

	/// The window that runs in this block; `None` before the first one.
	fn window(&self, at: &BlockRef) -> Result<Option<WindowView>, Unavailable>;

	/// Judges reports by the state of this block, their signatures included: one answer for each, in
	/// their order. The codes are those of [`crate::Refusal`].
	fn check(
		&self,
		at: &BlockRef,
		reports: &[SignedWitnessReport],
	) -> Result<Vec<Result<(), u8>>, Unavailable>;
}
