//! `cairn rewards claim`: by a wallet, or out of the payout.

use super::{
	claimed::{report, Claimed},
	sorted, SHOW,
};
use crate::{
	error::CliError,
	output::{cairn, Output},
	progress,
	session::{address, Session},
};
use cairn_chain_client::{
	calls::{
		self,
		rewards::{ClaimSigner, MAX_AUTHORIZED_CLAIMS, MAX_CLAIMS},
	},
	MAX_CLAIMABLE,
};
use cairn_primitives::{AccountBytes, Balance, BlockNumber, ClaimRequest, RouterIndex};

/// Blocks for which an authorized claim stays good: long enough to be included, and less than the
/// least lifetime that any of the networks allows.
const CLAIM_LIFETIME: BlockNumber = 40;

/// What each router has earned, at a block.
fn claimable(
	session: &Session,
	routers: &[RouterIndex],
	at: Option<[u8; 32]>,
) -> Result<Vec<(RouterIndex, Balance)>, CliError> {
	let chain = session.chain()?;
	let mut all = Vec::with_capacity(routers.len());
	for some in routers.chunks(MAX_CLAIMABLE) {
		all.extend(some.iter().copied().zip(chain.claimable(some, at)?));
	}
	Ok(all)
}

/// The routers of an owner that have something to claim, or those named.
fn earning(
	session: &Session,
	routers: Vec<RouterIndex>,
	owner: &AccountBytes,
) -> Result<Vec<RouterIndex>, CliError> {
	let head = session.finalized()?;
	let at = Some(head.hash);
	let candidates =
		if routers.is_empty() { session.chain()?.all_routers_of(owner, at)? } else { routers };
	let earning: Vec<_> = claimable(session, &sorted(candidates), at)?
		.into_iter()
		.filter_map(|(index, due)| (due > 0).then_some(index))
		.collect();
	if earning.is_empty() {
		return Err(CliError::not_found(
			format!("nothing to claim for {} at block {}", address(owner), head.number),
			SHOW,
		));
	}
	Ok(earning)
}

/// Some went through and one did not: says both.
fn partly(mut error: CliError, through: usize, of: usize) -> CliError {
	if through > 0 {
		error.message = format!("{through} of {of} claims went through, then: {}", error.message);
	}
	error
}

pub(super) fn claim_signed(
	session: &Session,
	routers: Vec<RouterIndex>,
	owner: Option<AccountBytes>,
) -> Result<Output, CliError> {
	let signer = session.signer()?;
	let owner = owner.unwrap_or_else(|| signer.account());
	let earning = earning(session, routers, &owner)?;
	let batches: Vec<_> = earning.chunks(MAX_CLAIMS).collect();
	let bar = progress::bar(batches.len(), "claiming");
	let mut claims = Vec::new();
	for batch in &batches {
		let claimed = session
			.send_as(&signer, calls::rewards::claim(batch))
			.and_then(|done| Claimed::read(session, done))
			.map_err(|error| partly(error, claims.len(), batches.len()));
		match claimed {
			Ok(claimed) => claims.push(claimed),
			Err(error) => {
				bar.finish_and_clear();
				return Err(error);
			}
		}
		bar.inc(1);
	}
	bar.finish_and_clear();
	Ok(report(&owner, &claims))
}

pub(super) fn claim_as_owner(
	session: &Session,
	routers: Vec<RouterIndex>,
) -> Result<Output, CliError> {
	let owner = session.signer()?.account();
	let earning = earning(session, routers, &owner)?;
	let batches: Vec<_> = earning.chunks(MAX_AUTHORIZED_CLAIMS).collect();
	let bar = progress::bar(batches.len(), "claiming");
	let mut claims = Vec::new();
	for batch in &batches {
		match authorized(session, owner, batch, ClaimSigner::Owner) {
			Ok(claimed) => claims.push(claimed),
			Err(error) => {
				bar.finish_and_clear();
				return Err(partly(error, claims.len(), batches.len()));
			}
		}
		bar.inc(1);
	}
	bar.finish_and_clear();
	Ok(report(&owner, &claims))
}

pub(super) fn claim_as_device(
	session: &Session,
	mut routers: Vec<RouterIndex>,
	device: RouterIndex,
) -> Result<Output, CliError> {
	let key = session.signer()?.key();
	let at = Some(session.finalized_hash()?);
	let view = session.chain()?.router(device, at)?.ok_or_else(|| {
		CliError::not_found(format!("there is no router {device}"), "cairn router show KEY")
	})?;
	if view.key != key {
		return Err(CliError::input(
			format!("--key is not the device key of router {device}"),
			format!("cairn router show {device}"),
		));
	}
	// The signing device must be one of those that are claimed for.
	routers.push(device);
	let routers = sorted(routers);
	if routers.len() > MAX_AUTHORIZED_CLAIMS {
		return Err(CliError::input(
			format!(
				"{} routers; a device can claim for {MAX_AUTHORIZED_CLAIMS} at once",
				routers.len()
			),
			"name fewer routers",
		));
	}
	let claimed = authorized(session, view.owner, &routers, ClaimSigner::Device(device))?;
	Ok(report(&view.owner, &[claimed]))
}

fn authorized(
	session: &Session,
	owner: AccountBytes,
	routers: &[RouterIndex],
	by: ClaimSigner,
) -> Result<Claimed, CliError> {
	let chain = session.chain()?;
	let signer = session.signer()?;
	let head = chain.finalized()?;
	let quote = chain.claim_quote(&owner, routers, Some(head.hash))?;
	if quote.due < quote.minimum || quote.due == 0 {
		return Err(CliError::not_found(
			format!(
				"{} is due, and a claim pays nothing below {}",
				cairn(quote.due),
				cairn(quote.minimum)
			),
			"wait until more is due: cairn rewards show",
		));
	}
	// What is due now: so that the same request cannot pay twice.
	let request = ClaimRequest {
		owner,
		routers: routers.to_vec(),
		at_least: quote.due,
		expires: head.number.saturating_add(CLAIM_LIFETIME),
	};
	let signature = signer.sign(&request.signing_payload(&chain.genesis()));
	let done = session.send_general(calls::rewards::claim_for(&request, by, &signature))?;
	Claimed::read(session, done)
}
