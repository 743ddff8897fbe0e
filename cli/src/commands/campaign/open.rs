//! `cairn campaign open`

use super::view::to_json;
use crate::{
	amount::Amount,
	args::OpenCampaign,
	commands::{carrier, place, transaction},
	error::CliError,
	exit::Exit,
	output::{cairn, Output, Text},
	session::{address, Done, Session},
};
use cairn_chain_client::calls::{
	self,
	campaigns::{MAX_CELLS, MAX_SPONSORS},
};
use cairn_primitives::{
	coverage::{CampaignSponsors, CampaignTerms, CampaignView},
	BlockNumber, CarrierIndex, CellIndex,
};
use serde_json::json;

pub(super) fn open(session: &Session, arguments: OpenCampaign) -> Result<Output, CliError> {
	let (cells, terms, amount) = terms(arguments, session.chain()?.best()?.number)?;
	let signer = session.signer()?;
	let at = session.finalized_hash()?;
	let own = address(&signer.account());
	let carrier = carrier::find(session, Some(&own), at)?.index;
	let done = session.send_as(&signer, calls::campaigns::open(&cells, &terms, amount.0))?;
	let view = opened(session, carrier, &cells, &terms, &done)?;
	Ok(Text::line(format!("Opened campaign {} {}.", view.index, place(&done)))
		.fields(&[
			("cells", view.cells.len().to_string()),
			("left to pay", cairn(view.left)),
			("deposit", cairn(view.deposit)),
			("pays until", format!("block {}", view.terms.deadline)),
		])
		.and_line(format!("To see what it pays: cairn campaign show {}", view.index))
		.with(json!({ "campaign": to_json(&view), "transaction": transaction(&done) })))
}

/// What the arguments say, as the chain wants it: everything strictly ascending, and nothing that it
/// would refuse for a fee.
fn terms(
	arguments: OpenCampaign,
	now: BlockNumber,
) -> Result<(Vec<CellIndex>, CampaignTerms, Amount), CliError> {
	let OpenCampaign { mut cells, price, cap, fund, until, mut sponsors, evidence, least } =
		arguments;
	let again = "cairn campaign open --help";
	cells.sort_unstable();
	cells.dedup();
	if cells.len() > MAX_CELLS {
		return Err(CliError::input(
			format!("{} cells; a campaign has at most {MAX_CELLS}", cells.len()),
			"open several campaigns",
		));
	}
	sponsors.sort_unstable();
	sponsors.dedup();
	if sponsors.len() > MAX_SPONSORS {
		return Err(CliError::input(
			format!("{} sponsors; a campaign names at most {MAX_SPONSORS}", sponsors.len()),
			"name fewer, or none to accept any",
		));
	}
	if price.0 == 0 {
		return Err(CliError::input("a price of 0", again));
	}
	if cap < price {
		return Err(CliError::input(
			format!("--cap {cap} for a cell does not cover a day at --price {price}"),
			format!("--cap {price} or more"),
		));
	}
	// At most 128 cells; what exceeds 128 bits, nobody has.
	let day = Amount(price.0.saturating_mul(cells.len() as u128));
	if fund < day {
		return Err(CliError::input(
			format!("--fund {fund} does not cover a day in each of {} cells", cells.len()),
			format!("--fund {day} or more, or fewer cells"),
		));
	}
	let deadline = until.from(now);
	if deadline <= now {
		return Err(CliError::input(
			format!("--until {deadline} has come: it is block {now}"),
			"--until +BLOCKS",
		));
	}
	let sponsors = match sponsors.is_empty() {
		true => CampaignSponsors::Any,
		false => CampaignSponsors::Only(sponsors),
	};
	let terms = CampaignTerms { price: price.0, cap: cap.0, deadline, sponsors, evidence, least };
	Ok((cells, terms, fund))
}

/// The campaign that a transaction opened: the newest with these terms of this carrier's on its first
/// cell.
fn opened(
	session: &Session,
	carrier: CarrierIndex,
	cells: &[CellIndex],
	terms: &CampaignTerms,
	done: &Done,
) -> Result<CampaignView, CliError> {
	let chain = session.chain()?;
	let on_cell = match cells.first() {
		Some(cell) => chain.campaigns_on(*cell, done.at())?,
		None => Vec::new(),
	};
	let ours = |one: &&_| {
		let one: &cairn_primitives::coverage::CellCampaignView = one;
		one.carrier == carrier && one.terms == *terms
	};
	let index = on_cell.iter().rfind(ours).map(|one| one.index);
	let view = match index {
		Some(index) => chain.campaign(index, done.at())?,
		None => None,
	};
	view.ok_or_else(|| {
		CliError::new(
			Exit::Protocol,
			format!("the campaign was opened {}, but the node does not show it", place(done)),
			"ask another node: cairn campaign list-on-cell CELL --url URL",
		)
	})
}
