//! Each test opens with the exploit, and asserts what the chain makes of it. What the cheat earned
//! beside an honest router is told by the runtime's tests.

mod changes;
mod crowds;
mod proofs;
mod reports;

use crate::{mock::*, Event, Proof, Refusal, Verdict};
use frame_support::assert_noop;

fn refuses(proof: Proof, refusal: Refusal) {
	assert_noop!(prove(proof), refused(refusal));
}

/// An honest proof by two others, and what it brought the challenged router and each witness.
fn honest() -> (u64, u64) {
	prove(proof(1, 6, &[router(4), router(5)])).unwrap();
	(points(6), points(5))
}

/// The verdicts of the last proof.
fn verdicts() -> Vec<Verdict> {
	match events().pop() {
		Some(Event::Proven { reports, .. }) => {
			reports.into_iter().map(|report| report.verdict).collect()
		}
		other => panic!("{other:?}"),
	}
}
