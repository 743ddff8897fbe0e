//! What a router has proven, and what the proof that landed last brought it.

use cairn_primitives::coverage::{Brought, EarnedKind, ProofsView, Unpaid, Window};
use serde_json::{json, Value};

/// To either, no full period has passed for the router as it is.
const NOT_FULL_PERIOD: &str =
	"nothing: it was registered, moved or handed over since the period began";

/// What became of the router's share of the emission, for people.
const fn emission(earned: EarnedKind) -> &'static str {
	match earned {
		EarnedKind::Points => "points",
		EarnedKind::Nothing => "nothing: no router's report counted, or density left nothing",
		EarnedKind::NotFullPeriod => NOT_FULL_PERIOD,
		EarnedKind::NoTraffic => "nothing: too little paid traffic settled for it lately",
	}
}

/// What a campaign did about it, for people.
fn campaign(brought: Brought) -> &'static str {
	let reason = match brought.campaign() {
		Some(Ok(())) => return "a payment",
		Some(Err(reason)) => reason,
		None => return "nothing, for a reason that this program does not know",
	};
	match reason {
		Unpaid::NoCampaign => "nothing: none is in its cell",
		Unpaid::NotFullPeriod => NOT_FULL_PERIOD,
		Unpaid::Over => "nothing: the oldest one's deadline had come",
		Unpaid::SponsorNotAccepted => "nothing: the oldest one does not accept its sponsor",
		Unpaid::EvidenceNotAccepted => "nothing: the oldest one counts other kinds of reports",
		Unpaid::TooFewReports => "nothing: the oldest one asks for more reports",
		Unpaid::CapSpent => "nothing: the oldest one has paid all that it offers for the cell",
		Unpaid::FundsSpent => "nothing: the oldest one has nothing left",
		Unpaid::TransferFailed => "nothing: the money could not be moved, a fault of the chain",
	}
}

/// For people.
pub fn fields(proofs: &ProofsView) -> [(&'static str, String); 6] {
	let verdicts: Vec<_> = proofs.verdict_names().collect();
	[
		("windows proven", proofs.proofs.to_string()),
		("the newest", proofs.newest.to_string()),
		("last proof", format!("{} of {} reports counted", proofs.valid, proofs.reports)),
		("its verdicts", verdicts.join(", ")),
		("from the emission", emission(proofs.brought.earned()).into()),
		("from a campaign", campaign(proofs.brought).into()),
	]
}

/// For programs.
pub fn to_json(proofs: &ProofsView) -> Value {
	json!({
		"count": proofs.proofs,
		"newest": proofs.newest,
		"recent": proofs.proven().collect::<Vec<Window>>(),
		"reports": proofs.reports,
		"valid": proofs.valid,
		"verdicts": proofs.verdict_names().collect::<Vec<_>>(),
		"earned": proofs.brought.earned().name(),
		"campaign": proofs.brought.campaign_name(),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeSet;

	#[test]
	fn every_reason_has_a_sentence_of_its_own() {
		let sentences: BTreeSet<_> = Unpaid::ALL
			.into_iter()
			.map(|reason| campaign(Brought::new(EarnedKind::Points, Some(reason))))
			.chain([campaign(Brought::new(EarnedKind::Points, None))])
			.collect();
		assert_eq!(sentences.len(), Unpaid::ALL.len() + 1);
		let kinds: BTreeSet<_> = EarnedKind::ALL.into_iter().map(emission).collect();
		assert_eq!(kinds.len(), EarnedKind::ALL.len());
	}
}
