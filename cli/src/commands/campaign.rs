//! `cairn campaign`

mod open;
mod view;

use super::{place, transaction};
use crate::{
	amount::Amount,
	args::CampaignCommand,
	error::CliError,
	output::{cairn, planck, Output, Text},
	session::{address, Session},
};
use cairn_chain_client::calls;
use cairn_primitives::coverage::{CampaignIndex, CampaignView};
use open::open;
use serde_json::json;
use view::{find, list_on_cell, show, to_json};
pub(super) use view::{on_cell_json, table};

pub fn run(session: &Session, command: CampaignCommand) -> Result<Output, CliError> {
	match command {
		CampaignCommand::Open(arguments) => open(session, arguments),
		CampaignCommand::Fund { index, amount } => fund(session, index, amount),
		CampaignCommand::End { index } => end(session, index),
		CampaignCommand::Close { index } => close(session, index),
		CampaignCommand::Show { index } => show(session, index),
		CampaignCommand::ListOnCell { cell } => list_on_cell(session, cell),
	}
}

fn fund(session: &Session, index: CampaignIndex, amount: Amount) -> Result<Output, CliError> {
	let done = session.send(calls::campaigns::fund(index, amount.0))?;
	let view = find(session, index, done.at())?;
	let lost = view.cells.iter().filter(|(_, paid)| paid.is_none()).count();
	let mut text = Text::line(format!("Put {amount} into campaign {index} {}.", place(&done)))
		.fields(&[("left to pay", cairn(view.left))]);
	if lost > 0 {
		text = text.and_line(format!(
			"It has lost its place on {lost} cells, which money does not bring back: \
			 cairn campaign show {index}"
		));
	}
	Ok(text.with(json!({ "campaign": to_json(&view), "transaction": transaction(&done) })))
}

fn end(session: &Session, index: CampaignIndex) -> Result<Output, CliError> {
	let done = session.send(calls::campaigns::end(index))?;
	let view = find(session, index, done.at())?;
	let deadline = view.terms.deadline;
	Ok(Text::line(format!("Announced the end of campaign {index} {}.", place(&done)))
		.and_line(format!("It pays until block {deadline}; then: cairn campaign close {index}"))
		.with(json!({ "campaign": to_json(&view), "transaction": transaction(&done) })))
}

fn close(session: &Session, index: CampaignIndex) -> Result<Output, CliError> {
	let done = session.send(calls::campaigns::close(index))?;
	let before = before(session, index, done.included.block.number)?;
	let mut text = Text::line(format!("Closed campaign {index} {}.", place(&done)));
	if let Some(view) = &before {
		text = text.fields(&[
			("paid to routers", cairn(view.paid)),
			("returned", cairn(view.left)),
			("deposit returned", cairn(view.deposit)),
			("to", address(&view.account)),
		]);
	}
	Ok(text.with(json!({
		"campaign": index,
		"account": before.as_ref().map(|view| address(&view.account)),
		"paid": before.as_ref().map(|view| planck(view.paid)),
		"returned": before.as_ref().map(|view| planck(view.left)),
		"deposit": before.as_ref().map(|view| planck(view.deposit)),
		"transaction": transaction(&done),
	})))
}

/// A campaign as it was before the block that closed it: one that can be closed pays nothing more,
/// so that this is what returned. `None` where the node has forgotten that state.
fn before(
	session: &Session,
	index: CampaignIndex,
	closed: u32,
) -> Result<Option<CampaignView>, CliError> {
	let chain = session.chain()?;
	let Some(parent) = closed.checked_sub(1) else { return Ok(None) };
	match chain.block_hash(parent)? {
		Some(hash) => Ok(chain.campaign(index, Some(hash))?),
		None => Ok(None),
	}
}
