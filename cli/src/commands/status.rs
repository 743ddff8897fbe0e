//! `cairn status`

use crate::{
	error::CliError,
	output::{cairn, hex, planck, Output, Text},
	session::Session,
};
use serde_json::json;

pub fn run(session: &Session) -> Result<Output, CliError> {
	let chain = session.chain()?;
	let version = chain.runtime_version()?;
	let health = chain.health()?;
	let best = chain.best()?;
	let head = chain.finalized()?;
	let totals = chain.ledger_totals(Some(head.hash))?;
	let timing = chain.timing(Some(head.hash))?;
	let millis = timing.block_millis;
	let blocks = |count: u32| format!("{count} blocks (about {})", duration(count, millis));
	let syncing = if health.is_syncing { ", still syncing" } else { "" };
	Ok(Text::line(format!("{} {}", version.spec_name, version.spec_version))
		.fields(&[
			("node", format!("{}, {} peers{syncing}", chain.endpoint(), health.peers)),
			("genesis", format!("0x{}", hex::encode(chain.genesis()))),
			("finalised block", format!("{} 0x{}", head.number, hex::encode(head.hash))),
			("newest block", best.number.to_string()),
			("owed to owners", cairn(totals.claimable)),
			("held for owners", cairn(totals.held)),
			("coverage pool", cairn(totals.undistributed)),
			("dust", cairn(totals.dust)),
			("tariff notice", blocks(timing.tariff_notice)),
			("withdrawal delay", blocks(timing.withdrawal_delay)),
			("reward period", blocks(timing.period)),
			("proofs last up to", blocks(timing.proof_lifetime)),
		])
		.with(json!({
			"spec_name": version.spec_name,
			"spec_version": version.spec_version,
			"transaction_version": version.transaction_version,
			"endpoint": chain.endpoint(),
			"peers": health.peers,
			"syncing": health.is_syncing,
			"genesis": hex(&chain.genesis()),
			"finalized": { "number": head.number, "hash": hex(&head.hash) },
			"best": { "number": best.number, "hash": hex(&best.hash) },
			"totals": {
				"claimable": planck(totals.claimable),
				"held": planck(totals.held),
				"undistributed": planck(totals.undistributed),
				"dust": planck(totals.dust),
			},
			"timing": {
				"block_millis": timing.block_millis,
				"tariff_notice": timing.tariff_notice,
				"withdrawal_delay": timing.withdrawal_delay,
				"period": timing.period,
				"window": timing.window,
				"proof_lifetime": timing.proof_lifetime,
			},
		})))
}

/// So many blocks in the largest unit that leaves at least two of it.
pub(super) fn duration(blocks: u32, millis: u64) -> String {
	let seconds = u64::from(blocks).saturating_mul(millis) / 1000;
	match seconds {
		0..=119 => format!("{seconds} s"),
		120..=7_199 => format!("{} min", seconds / 60),
		7_200..=172_799 => format!("{} h", seconds / 3_600),
		_ => format!("{} days", seconds / 86_400),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn durations_are_told_in_units_that_people_use() {
		assert_eq!(duration(20, 2_000), "40 s");
		assert_eq!(duration(600, 6_000), "60 min");
		assert_eq!(duration(14_400, 6_000), "24 h");
		assert_eq!(duration(100_800, 6_000), "7 days");
	}
}
