//! From the chain's typed refusals to the command that helps.

use cairn_chain_client::{DispatchError, DispatchFailure, Refusal, TokenError};

/// What the rewards pallet's refusal codes of `claim_for` advise, as its README has them.
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
			return CLAIM_REFUSALS
				.iter()
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
	let advice = match (name.pallet.as_str(), name.name.as_str()) {
		("Routers", "NotFound" | "NotOwner" | "KeyAlreadyRegistered") => "cairn router list",
		(
			"Routers",
			"ProofExpired" | "ProofTooFarAhead" | "ProofUsed" | "ProofInvalid" | "CellInvalid"
			| "CellResolution",
		) => "on the router: cairn-router onboard --owner ADDRESS --cell CELL > registration.json",
		("Routers", "SponsorNotFound" | "SponsorNotAdmitted" | "SponsorDismissed") => {
			"cairn sponsor show"
		}
		("Routers", "NotOffered") => "ask the owner for: cairn router offer INDEX --to ADDRESS",
		("Routers", "FundsUnavailable") | ("Carriers", "CannotHold") => {
			"cairn key inspect --balance"
		}
		("Carriers", "CarrierNotFound") => {
			"cairn carrier open --aaa-key KEY --endpoint URL --cap AMOUNT"
		}
		("Carriers", "EscrowTooLow") => "cairn carrier fund AMOUNT",
		("Carriers", "WithdrawalNotFound" | "WithdrawalExpired") => {
			"cairn carrier withdraw request AMOUNT"
		}
		("Carriers", "WithdrawalAlreadyExists") => {
			"cairn carrier withdraw complete, or: cairn carrier withdraw cancel"
		}
		("Carriers", "TooManyKeys") => "cairn carrier key forget NUMBER",
		("Carriers", "TariffTooEarly") => "cairn carrier tariff post PRICE… (without --from)",
		("Carriers", "CapReached" | "StoppedByCap") => "cairn carrier set --cap AMOUNT",
		("Carriers", _) => "cairn carrier show",
		("Rewards", _) => "cairn rewards show",
		_ => return None,
	};
	Some(advice.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_chain_client::ErrorName;

	#[test]
	fn every_claim_refusal_advises_and_unknown_codes_do_not() {
		for code in 64..=75 {
			assert!(after_refusal(&Refusal::Custom(code)).is_some(), "{code}");
		}
		assert_eq!(after_refusal(&Refusal::Custom(1)), None);
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
