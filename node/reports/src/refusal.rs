//! Why a report is not held, by number, name and what to do.

use cairn_primitives::coverage::Verdict;
use std::fmt;

/// Why a report does not enter the pool.
///
/// Numbers below 192 are the chain's: 1 … 10 the verdict that the report would get, 128 … 139 the
/// refusal that a proof of its challenge would get, 160 a wrong signature of the witness. The
/// others are this node's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Refusal(u8);

impl Refusal {
	/// Its window has not begun.
	pub const WINDOW_NOT_BEGUN: Self = Self(131);
	/// Its window can be proven no more.
	pub const WINDOW_TOO_OLD: Self = Self(133);
	/// The signature is not the witness's.
	pub const SIGNATURE_INVALID: Self = Self(160);
	/// The witness has said enough different things about this challenge.
	pub const TOO_MANY_COMMITS: Self = Self(192);
	/// The witness reports faster than any radio hears.
	pub const WITNESS_TOO_FAST: Self = Self(193);
	/// The challenge has as many reports as are held, from as many witnesses.
	pub const CHALLENGE_FULL: Self = Self(194);
	/// The pool is full, and no witness has more in it than this one.
	pub const POOL_FULL: Self = Self(195);
	/// More was handed in than this node can check at the moment.
	pub const BUSY: Self = Self(196);
	/// The chain's state could not be asked.
	pub const UNAVAILABLE: Self = Self(197);

	/// Every refusal that this node gives without asking the chain, or in its stead.
	pub const OWN: [Self; 9] = [
		Self::WINDOW_NOT_BEGUN,
		Self::WINDOW_TOO_OLD,
		Self::SIGNATURE_INVALID,
		Self::TOO_MANY_COMMITS,
		Self::WITNESS_TOO_FAST,
		Self::CHALLENGE_FULL,
		Self::POOL_FULL,
		Self::BUSY,
		Self::UNAVAILABLE,
	];

	/// What the chain answered.
	pub const fn from_chain(code: u8) -> Self {
		Self(code)
	}

	/// The number.
	pub const fn code(self) -> u8 {
		self.0
	}

	/// The name in metrics, logs and JSON. A runtime newer than this node may have codes that it
	/// does not know.
	pub fn name(self) -> &'static str {
		if let Some(verdict) = self.verdict() {
			return verdict.name();
		}
		match self.0 {
			128 => "paused",
			131 => "window-not-begun",
			132 => "window-not-ended",
			133 => "window-too-old",
			135 => "not-challenged",
			136 => "challenged-unknown",
			137 => "challenged-inactive",
			138 => "challenged-not-vouched",
			139 => "challenged-too-new",
			160 => "signature-invalid",
			192 => "too-many-commits",
			193 => "witness-too-fast",
			194 => "challenge-full",
			195 => "pool-full",
			196 => "busy",
			197 => "unavailable",
			_ => "unknown",
		}
	}

	/// What whoever handed it in can do.
	pub const fn next(self) -> &'static str {
		match self.0 {
			1 | 10 => "check the witness's index, and that its registration is in a final block",
			2 => "nothing: the witness was removed by its owner",
			3 => "find a sponsor for the witness",
			4 | 5 => "nothing: only other owners' routers are witnesses",
			6 => "wait for the next window",
			7 => "check the channel's band and number",
			8 => "check the witness's registered cell; it is too far away to have heard this",
			9 => "check the RSSI's unit and the witness's registered cell",
			128 => "try again later",
			131 => "wait until the window's first block is final, or try a node that is in sync",
			133 => "nothing: the window's time is over",
			135 => "check seed and threshold of the window; nobody asked for this report",
			136..=139 => "nothing: the challenged router cannot prove this window",
			160 => "check key, genesis hash and fields, and that a rotated key is in a final block",
			192 => "nothing: three different commits of this witness are held",
			193 => "slow down",
			194 => "try another node; this one holds as many reports on the challenge as it may",
			195 | 196 => "try again in a minute, or another node",
			197 => "try another node, and look into this one's log",
			_ => "update the node: the chain gave a reason that it does not know",
		}
	}

	/// Whether it is of the chain's rules. This node's own say nothing about who sent the report.
	pub const fn is_of_chain(self) -> bool {
		self.0 < Self::TOO_MANY_COMMITS.0
	}

	/// Whether it is a verdict of the chain on the report itself.
	pub fn is_verdict(self) -> bool {
		self.verdict().is_some()
	}

	fn verdict(self) -> Option<Verdict> {
		Verdict::ALL.into_iter().find(|verdict| !verdict.is_valid() && verdict.code() == self.0)
	}
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} ({})", self.name(), self.0)
	}
}

/// What became of one report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
	/// It is held and passed on.
	Accepted,
	/// It was held already.
	Known,
	/// It is not held.
	Refused(Refusal),
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_primitives::coverage::is_refused_for_now;
	use std::collections::BTreeSet;

	#[test]
	fn every_own_refusal_has_a_name_and_an_advice_of_its_number() {
		let names: BTreeSet<_> = Refusal::OWN.iter().map(|refusal| refusal.name()).collect();
		assert_eq!(names.len(), Refusal::OWN.len());
		assert!(!names.contains("unknown"));
		assert!(Refusal::OWN.iter().all(|refusal| !refusal.next().starts_with("update")));
	}

	/// By this clients decide whether they hand the same in again.
	#[test]
	fn own_refusals_that_can_pass_are_those_that_clients_take_for_such() {
		let for_good =
			[Refusal::WINDOW_TOO_OLD, Refusal::SIGNATURE_INVALID, Refusal::TOO_MANY_COMMITS];
		for refusal in Refusal::OWN {
			assert_eq!(is_refused_for_now(refusal.code()), !for_good.contains(&refusal));
		}
	}

	#[test]
	fn a_code_of_a_newer_runtime_is_told_as_such() {
		let refusal = Refusal::from_chain(77);
		assert_eq!((refusal.code(), refusal.name()), (77, "unknown"));
		assert_eq!(refusal.to_string(), "unknown (77)");
		assert!(refusal.next().starts_with("update the node"));
	}

	#[test]
	fn what_the_chain_says_is_told_from_what_this_node_lacks() {
		let chains = [1, 8, 128, 131, 135, 160].map(Refusal::from_chain);
		assert!(chains.into_iter().all(Refusal::is_of_chain));
		assert!(!Refusal::POOL_FULL.is_of_chain() && !Refusal::UNAVAILABLE.is_of_chain());
		assert!(Refusal::from_chain(8).is_verdict() && !Refusal::from_chain(0).is_verdict());
	}
}
