//! `cairn rewards`

mod show;

use super::{place, transaction};
use crate::{
	args::RewardsCommand,
	error::CliError,
	output::{cairn, planck, Output, Text},
	progress,
	session::{address, Done, Session},
};
use cairn_chain_client::{
	calls::{
		self,
		rewards::{ClaimSigner, MAX_AUTHORIZED_CLAIMS, MAX_CLAIMS},
	},
	Included, MAX_CLAIMABLE,
};
use cairn_primitives::{AccountBytes, Balance, BlockNumber, ClaimRequest, Payout, RouterIndex};
use serde_json::{json, Value};
use show::show;
use std::collections::BTreeSet;

/// Blocks for which an authorized claim stays good: long enough to be included, and less than the
/// least lifetime that any of the networks allows.
const CLAIM_LIFETIME: BlockNumber = 40;
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

fn sum(amounts: &[(RouterIndex, Balance)]) -> Balance {
	amounts.iter().fold(0, |sum: Balance, (_, amount)| sum.saturating_add(*amount))
}

/// Ascending and each once, as the chain wants them.
fn sorted(mut routers: Vec<RouterIndex>) -> Vec<RouterIndex> {
	routers.sort_unstable();
	routers.dedup();
	routers
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

/// A claim that went through, and what it paid by the events of its block: other transactions of
/// the same block do not count.
struct Claimed {
	payouts: Vec<Payout>,
	done: Done,
}

impl Claimed {
	fn read(session: &Session, done: Done) -> Result<Self, CliError> {
		let Included { block, index } = done.included;
		Ok(Self { payouts: session.chain()?.payouts(index, block.hash)?, done })
	}

	fn fee(&self) -> Balance {
		total(&self.payouts, |payout| payout.fee)
	}

	fn paid(&self) -> Balance {
		total(&self.payouts, |payout| payout.paid)
	}

	fn amount(&self) -> Balance {
		self.paid().saturating_add(self.fee())
	}

	fn routers(&self) -> impl Iterator<Item = RouterIndex> + '_ {
		self.payouts.iter().flat_map(|payout| payout.routers.iter().map(|(index, _)| *index))
	}

	fn to_json(&self) -> Value {
		json!({
			"routers": self.routers().collect::<Vec<_>>(),
			"claimed": planck(self.amount()),
			"fee": planck(self.fee()),
			"paid": planck(self.paid()),
			"owners": self.payouts.iter().map(owner_json).collect::<Vec<_>>(),
			"transaction": transaction(&self.done),
		})
	}
}

fn owner_json(payout: &Payout) -> Value {
	let routers = payout.routers.iter();
	json!({
		"owner": address(&payout.owner),
		"routers": routers
			.map(|(index, amount)| json!({ "router": index, "claimed": planck(*amount) }))
			.collect::<Vec<_>>(),
		"claimed": planck(sum(&payout.routers)),
		"fee": planck(payout.fee),
		"paid": planck(payout.paid),
	})
}

fn total<T>(all: &[T], of: impl Fn(&T) -> Balance) -> Balance {
	all.iter().fold(0, |sum: Balance, one| sum.saturating_add(of(one)))
}

fn report(owner: &AccountBytes, claims: &[Claimed]) -> Output {
	let (amount, fee) = (total(claims, Claimed::amount), total(claims, Claimed::fee));
	let paid = total(claims, Claimed::paid);
	let routers = claims.iter().flat_map(Claimed::routers).count();
	let owners: BTreeSet<_> =
		claims.iter().flat_map(|claim| &claim.payouts).map(|payout| payout.owner).collect();
	let whose = match owners.iter().all(|paid| paid == owner) {
		true => address(owner),
		false => format!("{} owners", owners.len()),
	};
	let mut fields = vec![("claimed", cairn(amount))];
	if fee > 0 {
		fields.push(("fee", cairn(fee)));
		fields.push(("paid", cairn(paid)));
	}
	let places: Vec<_> = claims.iter().map(|claim| place(&claim.done)).collect();
	Text::line(format!("Claimed for {routers} routers of {whose}"))
		.fields(&fields)
		.and_line(format!("  {}", places.join(", ")))
		.with(json!({
			"owner": address(owner),
			"claimed": planck(amount),
			"fee": planck(fee),
			"paid": planck(paid),
			"claims": claims.iter().map(Claimed::to_json).collect::<Vec<_>>(),
		}))
}

/// Some went through and one did not: says both.
fn partly(mut error: CliError, through: usize, of: usize) -> CliError {
	if through > 0 {
		error.message = format!("{through} of {of} claims went through, then: {}", error.message);
	}
	error
}

fn claim_signed(
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

fn claim_as_owner(session: &Session, routers: Vec<RouterIndex>) -> Result<Output, CliError> {
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

fn claim_as_device(
	session: &Session,
	mut routers: Vec<RouterIndex>,
	device: RouterIndex,
) -> Result<Output, CliError> {
	let key = session.signer()?.key();
	let head = session.finalized()?;
	let view = session.chain()?.router(device, Some(head.hash))?.ok_or_else(|| {
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

fn departed(
	session: &Session,
	index: RouterIndex,
	owner: Option<AccountBytes>,
) -> Result<Output, CliError> {
	let owner = session.account_or(owner)?;
	let head = session.finalized()?;
	let due = session.chain()?.departed(&owner, index, Some(head.hash))?;
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
