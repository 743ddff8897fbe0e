//! What becomes of a report that is handed in.

use cairn_primitives::{
	coverage::{Window, WindowView},
	BlockNumber,
};
use serde::{Deserialize, Serialize};

/// What became of one report. All but [`Outcome::Kept`] are a node's words, or in a node's words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Outcome {
	/// A node holds it and passes it on.
	Accepted,
	/// A node held it already.
	Known,
	/// No node answers: the gateway keeps it, in its books, and hands it in when one does. Whoever sent
	/// it should go on sending it now and then until it is accepted.
	Kept,
	/// It is not held.
	Refused {
		/// Number of the reason.
		code: u8,
		/// Its name.
		reason: String,
		/// What to do.
		#[serde(default)]
		next: String,
	},
}

/// Why the gateway does not pass a report on. The numbers and names are those with which a node
/// refuses the same, but for the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotForwarded {
	/// There is no such router.
	WitnessUnknown,
	/// There is no such probe.
	ProbeUnknown,
	/// Its window has not begun.
	NotBegun,
	/// Its window can be proven no more.
	TooOld,
	/// The signature is not the witness's.
	Signature,
	/// The witness reports faster than any radio hears.
	TooFast,
	/// More reports wait than can be passed on.
	Busy,
	/// The chain could not be asked for the witness's key.
	Unavailable,
	/// Another carrier's probe, which counts in that one's campaigns only.
	OthersProbe,
}

impl NotForwarded {
	/// Its number.
	pub const fn code(self) -> u8 {
		match self {
			Self::WitnessUnknown => 1,
			Self::ProbeUnknown => 10,
			Self::NotBegun => 131,
			Self::TooOld => 133,
			Self::Signature => 160,
			Self::TooFast => 193,
			Self::Busy => 196,
			Self::Unavailable => 197,
			Self::OthersProbe => 224,
		}
	}

	/// Its name.
	pub const fn name(self) -> &'static str {
		match self {
			Self::WitnessUnknown => "witness-unknown",
			Self::ProbeUnknown => "probe-unknown",
			Self::NotBegun => "window-not-begun",
			Self::TooOld => "window-too-old",
			Self::Signature => "signature-invalid",
			Self::TooFast => "witness-too-fast",
			Self::Busy => "busy",
			Self::Unavailable => "unavailable",
			Self::OthersProbe => "another-carriers-probe",
		}
	}

	/// What to do.
	pub const fn next(self) -> &'static str {
		match self {
			Self::WitnessUnknown | Self::ProbeUnknown => {
				"check the witness's index, and that its registration is in a final block"
			}
			Self::NotBegun => "wait until the window's first block is final",
			Self::TooOld => "nothing: the window's time is over",
			Self::Signature => {
				"check key, genesis hash and fields, and that a rotated key is in a final block"
			}
			Self::TooFast => "slow down",
			Self::Busy => "try again in a minute, or a node",
			Self::Unavailable => "try again later, or a node",
			Self::OthersProbe => "hand it to a node, or to the gateway of the probe's own carrier",
		}
	}
}

impl From<NotForwarded> for Outcome {
	fn from(why: NotForwarded) -> Self {
		Self::Refused { code: why.code(), reason: why.name().into(), next: why.next().into() }
	}
}

/// The windows that can still be proven, as far as the gateway knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Horizon {
	/// The oldest that can still be proven.
	pub oldest: Window,
	/// The one that runs.
	pub current: Window,
}

impl Horizon {
	/// What a window that runs in the final block `now` says.
	pub const fn new(view: &WindowView, now: BlockNumber) -> Self {
		Self { oldest: view.oldest_open(now), current: view.number }
	}

	/// Whether reports of a window are of use. The next window is let through: a witness's node may
	/// be a block ahead of this one's.
	pub const fn admits(self, window: Window) -> Result<(), NotForwarded> {
		if window < self.oldest {
			Err(NotForwarded::TooOld)
		} else if window > self.current.saturating_add(1) {
			Err(NotForwarded::NotBegun)
		} else {
			Ok(())
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn outcomes_are_written_as_a_node_writes_them() {
		let text = |outcome: Outcome| serde_json::to_string(&outcome).expect("JSON");
		assert_eq!(text(Outcome::Accepted), r#"{"status":"accepted"}"#);
		assert_eq!(text(Outcome::Kept), r#"{"status":"kept"}"#);
		let refused = text(NotForwarded::Signature.into());
		assert!(refused.starts_with(
			r#"{"status":"refused","code":160,"reason":"signature-invalid","next":"check key"#
		));
		let node = r#"{"status":"refused","code":195,"reason":"pool-full","next":"try"}"#;
		let read: Outcome = serde_json::from_str(node).expect("a node's words");
		let (code, reason, next) = (195, "pool-full".into(), "try".into());
		assert_eq!(read, Outcome::Refused { code, reason, next });
	}

	#[test]
	fn windows_are_admitted_from_the_oldest_open_one_to_the_next() {
		let view = WindowView {
			number: 7,
			seed: [0; 32],
			threshold: 0,
			interval: 256,
			begin: 70,
			end: 80,
			proof_end: 110,
		};
		let horizon = Horizon::new(&view, 75);
		assert_eq!(horizon, Horizon { oldest: view.oldest_open(75), current: 7 });
		assert_eq!(horizon.admits(horizon.oldest), Ok(()));
		assert_eq!(horizon.admits(horizon.oldest - 1), Err(NotForwarded::TooOld));
		assert_eq!(horizon.admits(8), Ok(()));
		assert_eq!(horizon.admits(9), Err(NotForwarded::NotBegun));
		assert_eq!(horizon.admits(u32::MAX), Err(NotForwarded::NotBegun));
	}
}
