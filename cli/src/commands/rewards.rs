//! `cairn rewards`

mod claim;
mod claimed;
mod show;

use super::{place, transaction};
use crate::{
	args::RewardsCommand,
	error::CliError,
	output::{cairn, planck, Output, Text},
	session::{address, Session},
};
use cairn_chain_client::calls;
use cairn_primitives::{AccountBytes, Balance, RouterIndex};
use claim::{claim_as_device, claim_as_owner, claim_signed};
use claimed::Claimed;
use serde_json::json;
use show::show;

const SHOW: &str = "cairn rewards show";

pub fn run(session: &Session, command: RewardsCommand) -> Result<Output, CliError> {
	match command {
		RewardsCommand::Show(arguments) => show(session, arguments),
		RewardsCommand::Claim { routers, owner, fee_from_payout: false, device: _ } => {
			claim_signed(session, routers, owner)
		}
		RewardsCommand::Claim { routers, device: None, .. } => claim_as_owner(session, routers),
		RewardsCommand::Claim { routers, device: Some(device), .. } => {
			claim_as_device(session, routers, device)
		}
		RewardsCommand::Departed { index, owner } => departed(session, index, owner),
	}
}

fn sum(amounts: &[(RouterIndex, Balance)]) -> Balance {
	amounts.iter().fold(0, |sum: Balance, (_, amount)| sum.saturating_add(*amount))
}

fn total<T>(all: &[T], of: impl Fn(&T) -> Balance) -> Balance {
	all.iter().fold(0, |sum: Balance, one| sum.saturating_add(of(one)))
}

/// Ascending and each once, as the chain wants them.
fn sorted(mut routers: Vec<RouterIndex>) -> Vec<RouterIndex> {
	routers.sort_unstable();
	routers.dedup();
	routers
}

fn departed(
	session: &Session,
	index: RouterIndex,
	owner: Option<AccountBytes>,
) -> Result<Output, CliError> {
	let owner = session.account_or(owner)?;
	let at = Some(session.finalized_hash()?);
	let due = session.chain()?.departed(&owner, index, at)?;
	if due == 0 {
		return Err(CliError::not_found(
			format!("router {index} left nothing that {} can claim now", address(&owner)),
			SHOW,
		));
	}
	let claimed =
		Claimed::read(session, session.send(calls::rewards::claim_departed(&owner, index))?)?;
	let (paid, done) = (claimed.paid(), claimed.done);
	Ok(Text::line(format!("Claimed what router {index} had earned {}.", place(&done)))
		.fields(&[("owner", address(&owner)), ("claimed", cairn(paid))])
		.with(json!({
			"router": index,
			"owner": address(&owner),
			"claimed": planck(paid),
			"transaction": transaction(&done),
		})))
}
