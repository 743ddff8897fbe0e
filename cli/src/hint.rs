//! From the chain's typed refusals to the command that helps.

mod errors;

use cairn_chain_client::{DispatchError, DispatchFailure, Refusal, TokenError};
use errors::{CARRIERS, RECEIPTS, REWARDS, ROUTERS};

/// What to type after each of the receipts pallet's refusal codes of `submit`, as its README has
/// them.
const SUBMIT_REFUSALS: [(u8, &str); 19] = [
	(1, "settling is paused: send it again when it is open, see: cairn carrier show CARRIER"),
	(2, "send at least one receipt; look at what is unsettled: cairn-router status"),
	(3, "sort the receipts by carrier, version, kind and router; cairn-router run does so itself"),
	(4, "nothing: all of it is settled, see: cairn lane show --carrier CARRIER --router ROUTER"),
	(5, "look up the router's index: cairn router show KEY"),
	(
		6,
		"nothing settles for a closed router any more; leave it out, see: cairn router show ROUTER",
	),
	(7, "look up the carrier's index: cairn carrier show ADDRESS"),
	(8, "look at the carrier's versions: cairn carrier tariff show CARRIER"),
	(9, "wait for the version's first block: cairn carrier tariff show CARRIER"),
	(10, "the version settles no more; leave it out: cairn carrier tariff show CARRIER"),
	(11, "look at the version's classes: cairn carrier tariff show CARRIER"),
	(12, "look at the carrier's keys: cairn carrier show CARRIER"),
	(13, "ask the carrier for a new signature: cairn-router run does so at its next report"),
	(14, "ask the carrier for a new signature: cairn-router run does so at its next report"),
	(15, "wait until more is unsettled: cairn-router status"),
	(16, "wait for the next period or for more escrow: cairn carrier show CARRIER"),
	(17, "the carrier must look at its account: cairn key inspect ADDRESS --balance"),
	(18, "compare receipt and key: cairn carrier show CARRIER; is it a receipt of this network?"),
	(19, "compare receipt and key: cairn router show ROUTER; was the key rotated?"),
];

/// What to type after each of the rewards pallet's refusal codes of `claim_for`, as its README has
/// them.
const CLAIM_REFUSALS: [(u8, &str); 12] = [
	(64, "claims are paused; sign an ordinary claim: cairn rewards claim --key KEY"),
	(65, "name a router: cairn rewards claim INDEX --fee-from-payout"),
	(66, "type the same again"),
	(67, "type the same again"),
	(68, "leave out closed routers, see: cairn router list"),
	(69, "leave out routers of other owners, see: cairn router list"),
	(70, "look what is due now: cairn rewards show"),
	(71, "wait until more is due: cairn rewards show"),
	(72, "wait until more is due: cairn rewards show"),
	(73, "name the signing device's router, too: cairn rewards claim INDEX… --device INDEX"),
	(74, "check that --key is the owner's (or with --device the device's): cairn key inspect"),
	(75, "check the clock of your node: cairn status"),
];

/// The next step after a node turned a transaction away.
pub fn after_refusal(refusal: &Refusal) -> Option<String> {
	Some(match refusal {
		Refusal::CannotPay => {
			"send the account some CAIRN, or for a claim: cairn rewards claim --fee-from-payout"
				.into()
		}
		Refusal::Custom(code) => {
			return SUBMIT_REFUSALS
				.iter()
				.chain(&CLAIM_REFUSALS)
				.find(|(known, _)| known == code)
				.map(|(_, advice)| (*advice).to_string())
		}
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
			let known = (1..=19).contains(&code) || (64..=75).contains(&code);
			assert_eq!(after_refusal(&Refusal::Custom(code)).is_some(), known, "{code}");
		}
	}

	#[test]
	fn every_error_stands_in_one_row_only() {
		for errors in [ROUTERS, CARRIERS, RECEIPTS, REWARDS] {
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
