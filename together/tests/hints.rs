//! Whatever this runtime refuses, the command line names the next step.

use cairn_chain_client::{DispatchError, DispatchFailure, ErrorNames, Refusal};
use cairn_cli::hint;
use cairn_runtime::Runtime;
use codec::Encode;
use std::collections::BTreeSet;

/// Cairn's own pallets.
const PALLETS: [&str; 6] = ["Routers", "Carriers", "Receipts", "Rewards", "Coverage", "Campaigns"];

#[test]
fn every_error_of_cairns_pallets_leads_to_a_next_step() {
	let names = ErrorNames::read(&Runtime::metadata().encode()).expect("clients read it");
	let (mut seen, mut without) = (BTreeSet::new(), Vec::new());
	for pallet in 0..=u8::MAX {
		for error in 0..=u8::MAX {
			let Some(name) = names.get(pallet, error) else { continue };
			if !PALLETS.contains(&name.pallet.as_str()) {
				continue;
			}
			seen.insert(name.pallet.clone());
			let error = DispatchError::Module { pallet, error: [error, 0, 0, 0] };
			if hint::after_failure(&DispatchFailure { error, name: Some(name.clone()) }).is_none() {
				without.push(format!("{}::{}", name.pallet, name.name));
			}
		}
	}
	assert_eq!(seen.len(), PALLETS.len(), "{seen:?}");
	assert!(without.is_empty(), "no next step after {without:?}");
}

#[test]
fn every_refusal_code_and_no_other_leads_to_a_next_step() {
	for code in 0..=u8::MAX {
		let known = pallet_cairn_receipts::Refusal::from_code(code).is_some()
			|| pallet_cairn_rewards::Refusal::from_code(code).is_some()
			|| pallet_cairn_coverage::Refusal::from_code(code).is_some();
		let advice = hint::after_refusal(&Refusal::Custom(code));
		assert_eq!(advice.is_some(), known, "code {code}: {advice:?}");
	}
}
