//! The codes with which the chain refuses a proof.

use std::fmt;

/// Codes from this on name the report whose signature does not fit.
const WITNESS_SIGNATURE: u8 = 160;

/// A refusal of `coverage.prove`, by its code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ProveRefusal(pub u8);

/// What to do about a refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
	/// The window is proven: nothing is left to do.
	Proven,
	/// Try the same again later.
	Wait,
	/// Leave out the report at this place and sign again.
	LeaveOut(usize),
	/// Collect reports again; others may have come.
	CollectAgain,
	/// Nothing helps in this window.
	GiveUp,
}

impl ProveRefusal {
	/// The name in documentation, logs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self.0 {
			128 => "paused",
			129 => "no-reports",
			130 => "not-sorted",
			131 => "window-not-begun",
			132 => "window-not-ended",
			133 => "window-too-old",
			134 => "already-proven",
			135 => "not-challenged",
			136 => "router-unknown",
			137 => "router-inactive",
			138 => "not-vouched",
			139 => "too-new",
			140 => "no-valid-report",
			141 => "signature-invalid",
			WITNESS_SIGNATURE..=173 => "witness-signature-invalid",
			_ => "refused",
		}
	}

	/// What to do about it.
	pub const fn remedy(self) -> Remedy {
		match self.0 {
			134 => Remedy::Proven,
			// A node that is behind, or a pause.
			128 | 131 | 132 => Remedy::Wait,
			WITNESS_SIGNATURE..=173 => Remedy::LeaveOut((self.0 - WITNESS_SIGNATURE) as usize),
			// The signature too: a key that is being rotated.
			129 | 130 | 140 | 141 => Remedy::CollectAgain,
			133 | 135..=139 => Remedy::GiveUp,
			_ => Remedy::Wait,
		}
	}
}

impl fmt::Display for ProveRefusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} (code {})", self.name(), self.0)
	}
}
