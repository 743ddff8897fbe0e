//! From the chain's typed refusals to the command that helps.

mod errors;
mod refusals;

use cairn_chain_client::{DispatchError, DispatchFailure, Refusal, TokenError};
use errors::{CAMPAIGNS, CARRIERS, COVERAGE, RECEIPTS, REWARDS, ROUTERS};

/// The next step after a node turned a transaction away.
pub fn after_refusal(refusal: &Refusal) -> Option<String> {
	Some(match refusal {
		Refusal::CannotPay => {
			"send the account some CAIRN, or for a claim: cairn rewards claim --fee-from-payout"
				.into()
		}
		Refusal::Custom(code) => return refusals::after(*code).map(Into::into),
		Refusal::BadSignature => "compare versions: cairn status, cairn --version".into(),
		Refusal::NotAuthorized | Refusal::NotExpected | Refusal::Other(_) => {
			"see whether the chain runs normally: cairn status".into()
		}
		_ => "wait a moment and type the same again".into(),
	})
}

/// The next step after a call failed. The error's own docs say why; this says what to type.
pub fn after_failure(failure: &DispatchFailure) -> Option<String> {
	if failure.error == DispatchError::Token(TokenError::FundsUnavailable) {
		return Some("look at the account: cairn key inspect --balance".into());
	}
	let name = failure.name.as_ref()?;
	let errors = match name.pallet.as_str() {
		"Routers" => ROUTERS,
		"Carriers" => CARRIERS,
		"Receipts" => RECEIPTS,
		"Rewards" => REWARDS,
		"Coverage" => COVERAGE,
		"Campaigns" => CAMPAIGNS,
		_ => return None,
	};
	errors
		.iter()
		.find(|(names, _)| names.contains(&name.name.as_str()))
		.map(|(_, advice)| (*advice).to_string())
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_chain_client::ErrorName;

	#[test]
	fn every_refusal_code_advises_and_unknown_codes_do_not() {
		for code in 0..=u8::MAX {
			let known = matches!(code, 1..=19 | 64..=75 | 128..=141 | 160..=173);
			assert_eq!(after_refusal(&Refusal::Custom(code)).is_some(), known, "{code}");
		}
	}

	#[test]
	fn every_error_stands_in_one_row_only() {
		for errors in [ROUTERS, CARRIERS, RECEIPTS, REWARDS, COVERAGE, CAMPAIGNS] {
			let mut names: Vec<_> = errors.iter().flat_map(|(names, _)| *names).collect();
			let all = names.len();
			names.sort_unstable();
			names.dedup();
			assert_eq!(names.len(), all);
		}
	}

	#[test]
	fn a_named_failure_leads_to_a_command() {
		let failure = DispatchFailure {
			error: DispatchError::Module { pallet: 41, error: [0; 4] },
			name: Some(ErrorName {
				pallet: "Carriers".into(),
				name: "CarrierNotFound".into(),
				docs: String::new(),
			}),
		};
		assert!(after_failure(&failure).is_some_and(|next| next.contains("cairn carrier open")));
	}
}
