//! What the chain says of campaigns.

use crate::{
	error::CliError,
	output::{cairn, planck, Output, Text},
	parse::{show_cell, show_evidence},
	session::{address, Session},
};
use cairn_primitives::{
	coverage::{
		CampaignIndex, CampaignSponsors, CampaignTerms, CampaignView, CellCampaignView, Evidence,
	},
	CellIndex,
};
use serde_json::{json, Value};

/// A campaign that has not been closed.
pub(super) fn find(
	session: &Session,
	index: CampaignIndex,
	at: Option<[u8; 32]>,
) -> Result<CampaignView, CliError> {
	session.chain()?.campaign(index, at)?.ok_or_else(|| {
		CliError::not_found(
			format!("there is no campaign {index}, or it has been closed"),
			"cairn campaign list-on-cell CELL",
		)
	})
}

pub(super) fn show(session: &Session, index: CampaignIndex) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let view = find(session, index, Some(head.hash))?;
	let terms = &view.terms;
	let over = head.number >= terms.deadline;
	let until = match over {
		true => format!("block {}: over; cairn campaign close {index}", terms.deadline),
		false => format!("block {}", terms.deadline),
	};
	let fields = [
		("carrier", format!("{} ({})", view.carrier, address(&view.account))),
		("price of a day", cairn(terms.price)),
		("cap of a cell", cairn(terms.cap)),
		("pays until", until),
		("asks for", asks_for(terms)),
		("vouched for by", sponsors(&terms.sponsors)),
		("left to pay", cairn(view.left)),
		("paid", cairn(view.paid)),
		("deposit", cairn(view.deposit)),
		("opened", format!("in block {}", view.opened)),
	];
	let rows: Vec<_> = view
		.cells
		.iter()
		.map(|(cell, paid)| {
			let paid = paid.map_or_else(|| "displaced: pays no more".into(), cairn);
			vec![show_cell(*cell), paid]
		})
		.collect();
	let mut object = to_json(&view);
	object["block"] = json!(head.number);
	object["over"] = json!(over);
	Ok(Text::line(format!("Campaign {index} at finalised block {}", head.number))
		.fields(&fields)
		.table(&["cell", "paid"], &rows)
		.with(object))
}

pub(super) fn list_on_cell(session: &Session, cell: CellIndex) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let campaigns = session.chain()?.campaigns_on(cell, Some(head.hash))?;
	let shown = show_cell(cell);
	let objects: Vec<_> = campaigns.iter().map(on_cell_json).collect();
	let json = json!({ "cell": shown, "block": head.number, "campaigns": objects });
	if campaigns.is_empty() {
		return Ok(Text::line(format!("No campaign pays in {shown} at block {}.", head.number))
			.and_line(format!("To open one: cairn campaign open {shown}"))
			.with(json));
	}
	let text = Text::line(format!("Campaigns on {shown} at finalised block {}", head.number));
	Ok(table(text, &campaigns).with(json))
}

/// The campaigns on a cell, in the order in which they are asked to pay.
pub(in crate::commands) fn table(text: Text, campaigns: &[CellCampaignView]) -> Text {
	let row = |one: &CellCampaignView| {
		vec![
			one.index.to_string(),
			one.carrier.to_string(),
			cairn(one.terms.price),
			cairn(one.available),
			cairn(one.paid),
			one.terms.deadline.to_string(),
			asks_for(&one.terms),
			sponsors(&one.terms.sponsors),
			if one.keeps_place { "yes" } else { "no" }.to_string(),
		]
	};
	text.table(
		&[
			"campaign",
			"carrier",
			"a day",
			"can pay here",
			"paid here",
			"until",
			"asks for",
			"vouched for by",
			"keeps its place",
		],
		&campaigns.iter().map(row).collect::<Vec<_>>(),
	)
}

fn asks_for(terms: &CampaignTerms) -> String {
	let whose = match terms.evidence {
		Evidence::Witnesses => "routers'",
		Evidence::Probes => "probes'",
		Evidence::Both => "routers' or probes'",
	};
	match terms.least {
		1 => format!("1 report, {whose}"),
		least => format!("{least} reports, {whose}"),
	}
}

fn sponsors(sponsors: &CampaignSponsors) -> String {
	match sponsors {
		CampaignSponsors::Any => "any sponsor".into(),
		CampaignSponsors::Only(list) => {
			let list: Vec<_> = list.iter().map(ToString::to_string).collect();
			format!("sponsor {}", list.join(" or "))
		}
	}
}

fn terms_json(terms: &CampaignTerms) -> Value {
	let sponsors = match &terms.sponsors {
		CampaignSponsors::Any => Value::Null,
		CampaignSponsors::Only(list) => json!(list),
	};
	json!({
		"price": planck(terms.price),
		"cap": planck(terms.cap),
		"deadline": terms.deadline,
		"sponsors": sponsors,
		"evidence": show_evidence(terms.evidence),
		"least": terms.least,
	})
}

pub(super) fn to_json(view: &CampaignView) -> Value {
	let cells: Vec<_> = view
		.cells
		.iter()
		.map(|(cell, paid)| json!({ "cell": show_cell(*cell), "paid": paid.map(planck) }))
		.collect();
	json!({
		"campaign": view.index,
		"carrier": view.carrier,
		"account": address(&view.account),
		"terms": terms_json(&view.terms),
		"opened": view.opened,
		"left": planck(view.left),
		"paid": planck(view.paid),
		"deposit": planck(view.deposit),
		"cells": cells,
	})
}

/// A campaign on a cell, for programs.
pub(in crate::commands) fn on_cell_json(one: &CellCampaignView) -> Value {
	json!({
		"campaign": one.index,
		"carrier": one.carrier,
		"terms": terms_json(&one.terms),
		"paid": planck(one.paid),
		"available": planck(one.available),
		"keeps_place": one.keeps_place,
	})
}
