//! What the chain says of routers: `cairn router list` and `show`.

use crate::{
	error::CliError,
	output::{cairn, hex, planck, Output, Text},
	parse::{public_key, show_cell, show_key},
	session::{address, Session},
};
use cairn_chain_client::MAX_CLAIMABLE;
use cairn_primitives::{AccountBytes, RouterIndex, RouterView, Standing, Vouching};
use serde_json::{json, Value};

/// A router that has not closed.
pub(in crate::commands) fn find(
	session: &Session,
	index: RouterIndex,
	at: Option<[u8; 32]>,
) -> Result<RouterView, CliError> {
	session.chain()?.router(index, at)?.ok_or_else(|| {
		CliError::not_found(
			format!("there is no router {index}, or it has closed"),
			"cairn router list --owner ADDRESS",
		)
	})
}

pub(super) fn list(session: &Session, owner: Option<AccountBytes>) -> Result<Output, CliError> {
	let owner = session.account_or(owner)?;
	let head = session.finalized()?;
	let at = Some(head.hash);
	let chain = session.chain()?;
	let routers = chain.all_routers_of(&owner, at)?;
	let mut claimable = Vec::with_capacity(routers.len());
	for some in routers.chunks(MAX_CLAIMABLE) {
		claimable.extend(chain.claimable(some, at)?);
	}
	let mut rows = Vec::new();
	let mut objects = Vec::new();
	for (index, due) in routers.iter().zip(claimable) {
		let view = find(session, *index, at)?;
		rows.push(vec![
			index.to_string(),
			show_cell(view.cell),
			standing(view.standing).to_string(),
			vouching(&view.vouching),
			cairn(due),
		]);
		let mut object = to_json(&view);
		object["claimable"] = planck(due);
		objects.push(object);
	}
	let shown = address(&owner);
	let json = json!({ "owner": shown, "block": head.number, "routers": objects });
	if rows.is_empty() {
		return Ok(Text::line(format!("{shown} owns no routers at block {}.", head.number))
			.and_line("To register one: cairn router register FILE --key KEY")
			.with(json));
	}
	Ok(Text::line(format!("Routers of {shown} at finalised block {}", head.number))
		.table(&["router", "cell", "standing", "vouched for by", "claimable"], &rows)
		.with(json))
}

pub(super) fn show(session: &Session, which: &str) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let at = Some(head.hash);
	let chain = session.chain()?;
	let index = match which.parse::<RouterIndex>() {
		Ok(index) => index,
		Err(_) => {
			let key = public_key(which).map_err(|reason| {
				CliError::input(
					format!("{which} is neither an index nor a device key: {reason}"),
					"cairn router show INDEX",
				)
			})?;
			chain.router_of_key(&key, at)?.ok_or_else(|| {
				CliError::not_found("no router has this device key", "cairn router register FILE")
			})?
		}
	};
	let view = find(session, index, at)?;
	let claimable = chain.claimable(&[index], at)?.first().copied().unwrap_or_default();
	let mut fields = vec![
		("owner", address(&view.owner)),
		("device key", show_key(&view.key)),
		("cell", show_cell(view.cell)),
		("standing", standing(view.standing).to_string()),
		("vouched for by", vouching(&view.vouching)),
		("claimable", cairn(claimable)),
		("deposit", format!("{} from {}", cairn(view.deposit), address(&view.depositor))),
		("registered", format!("in block {}", view.registered)),
	];
	if let Some((cell, block)) = view.next_cell {
		fields.insert(3, ("moves to", format!("{} in block {block}", show_cell(cell))));
	}
	if let Some(sponsor) = view.invited {
		fields.push(("asked to vouch", format!("sponsor {sponsor}")));
	}
	if let Some(to) = &view.offered_to {
		fields.push(("offered to", address(to)));
	}
	if view.transferable_from > head.number {
		fields.push(("changes hands", format!("from block {} on", view.transferable_from)));
	}
	let mut object = to_json(&view);
	object["claimable"] = planck(claimable);
	object["block"] = json!(head.number);
	Ok(Text::line(format!("Router {index} at finalised block {}", head.number))
		.fields(&fields)
		.with(object))
}

fn standing(standing: Standing) -> &'static str {
	match standing {
		Standing::Unknown => "unknown",
		Standing::Active => "active",
		Standing::Closing => "closing",
		Standing::Closed => "closed",
	}
}

fn vouching(vouching: &Vouching) -> String {
	match vouching {
		Vouching::None => "nobody".into(),
		Vouching::Lapsed(sponsor) => format!("nobody: sponsor {sponsor} is admitted no more"),
		Vouching::By(sponsor) => format!("sponsor {sponsor}"),
		Vouching::Revoked { sponsor, reason, appeal_until } => {
			format!("nobody: the word of sponsor {sponsor} was taken back (reason {reason}), appeal until {appeal_until}")
		}
	}
}

fn to_json(view: &RouterView) -> Value {
	let vouching = match &view.vouching {
		Vouching::None => Value::Null,
		Vouching::By(sponsor) => json!({ "sponsor": sponsor }),
		Vouching::Lapsed(sponsor) => json!({ "lapsed": sponsor }),
		Vouching::Revoked { sponsor, reason, appeal_until } => json!({
			"revoked": sponsor, "reason": reason, "appeal_until": appeal_until,
		}),
	};
	json!({
		"router": view.index,
		"owner": address(&view.owner),
		"owner_hex": hex(&view.owner),
		"key": show_key(&view.key),
		"cell": show_cell(view.cell),
		"next_cell": view.next_cell.map(|(cell, block)| {
			json!({ "cell": show_cell(cell), "block": block })
		}),
		"standing": standing(view.standing),
		"vouching": vouching,
		"invited": view.invited,
		"offered_to": view.offered_to.as_ref().map(address),
		"transferable_from": view.transferable_from,
		"depositor": address(&view.depositor),
		"deposit": planck(view.deposit),
		"registered": view.registered,
	})
}
