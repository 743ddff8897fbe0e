//! `cairn router`

mod register;
mod view;

use super::{place, transaction};
use crate::{
	args::RouterCommand,
	error::CliError,
	exit::Exit,
	keyfile,
	output::{Output, Text},
	parse::{show_cell, show_key},
	session::{address, Session},
};
use cairn_chain_client::{calls, proofs::SignedKeyPossession};
use cairn_primitives::{AccountBytes, KeyPossession, RouterIndex, SponsorIndex};
use register::register;
use serde_json::json;
use std::io::{BufRead, IsTerminal, Write};
pub(super) use view::find;
use view::{list, show};

pub fn run(session: &Session, command: RouterCommand) -> Result<Output, CliError> {
	match command {
		RouterCommand::Register { file, sponsor_key } => {
			register(session, &file, sponsor_key.as_deref())
		}
		RouterCommand::List { owner } => list(session, owner),
		RouterCommand::Show { which } => show(session, &which),
		RouterCommand::Move { index, cell } => {
			let done = session.send(calls::routers::move_router(index, cell))?;
			let view = find(session, index, done.at())?;
			let from = view.next_cell.map(|(_, block)| block);
			let when = from.map_or("now".to_string(), |block| format!("from block {block} on"));
			Ok(Text::line(format!("Router {index} stands in {} {when}", show_cell(cell))).with(
				json!({
					"router": index,
					"cell": show_cell(cell),
					"from": from,
					"transaction": transaction(&done),
				}),
			))
		}
		RouterCommand::Offer { index, to, withdraw: _ } => offer(session, index, to),
		RouterCommand::Accept { index } => {
			let done = session.send(calls::routers::accept(index))?;
			Ok(Text::line(format!("Router {index} is yours {}.", place(&done)))
				.and_line("Its device key is the former owner's until you replace it:")
				.and_line(format!("  cairn router rotate {index} --device-key FILE"))
				.with(json!({ "router": index, "transaction": transaction(&done) })))
		}
		RouterCommand::Rotate { index, file, device_key } => {
			rotate(session, index, file.as_deref(), device_key.as_deref())
		}
		RouterCommand::Invite { index, sponsor, none: _ } => invite(session, index, sponsor),
		RouterCommand::Remove { index, yes } => remove(session, index, yes),
	}
}

fn offer(
	session: &Session,
	index: RouterIndex,
	to: Option<AccountBytes>,
) -> Result<Output, CliError> {
	let done = session.send(calls::routers::offer(index, to.as_ref()))?;
	let text = match &to {
		Some(to) => Text::line(format!("Router {index} is offered to {}.", address(to)))
			.and_line(format!("They accept it with: cairn router accept {index} --key KEY")),
		None => Text::line(format!("The offer of router {index} is withdrawn.")),
	};
	Ok(text.with(json!({
		"router": index,
		"offered_to": to.as_ref().map(address),
		"transaction": transaction(&done),
	})))
}

fn invite(
	session: &Session,
	index: RouterIndex,
	sponsor: Option<SponsorIndex>,
) -> Result<Output, CliError> {
	let done = session.send(calls::routers::invite(index, sponsor))?;
	let text = match sponsor {
		Some(sponsor) => {
			Text::line(format!("Sponsor {sponsor} is asked to vouch for router {index}."))
				.and_line(format!("It does with: cairn sponsor vouch {index} --key SPONSOR"))
		}
		None => Text::line(format!("Nobody is asked to vouch for router {index} any more.")),
	};
	Ok(text.with(json!({
		"router": index,
		"invited": sponsor,
		"transaction": transaction(&done),
	})))
}

fn rotate(
	session: &Session,
	index: RouterIndex,
	file: Option<&str>,
	device_key: Option<&str>,
) -> Result<Output, CliError> {
	let signer = session.signer()?;
	let terms = session.proof_terms()?;
	let signed = match (file, device_key) {
		(Some(file), _) => SignedKeyPossession::from_json(&session.read_input(file)?)
			.map_err(|error| CliError::input(format!("{file}: {error}"), "make the proof anew"))?,
		(None, Some(key)) => {
			let possession = KeyPossession {
				router: index,
				owner: signer.account(),
				expires: terms.now.saturating_add(terms.lifetime / 2),
			};
			SignedKeyPossession::sign(&keyfile::load(key)?, possession, terms.genesis)
		}
		(None, None) => {
			return Err(CliError::new(
				Exit::Usage,
				"the new key's proof is missing",
				format!("cairn router rotate {index} --device-key FILE"),
			))
		}
	};
	if signed.possession.router != index || signed.possession.owner != signer.account() {
		return Err(CliError::input(
			format!(
				"the proof is for router {} of {}",
				signed.possession.router,
				address(&signed.possession.owner)
			),
			"make the proof for this router and the account of --key",
		));
	}
	signed
		.check(&terms)
		.map_err(|error| CliError::input(format!("the proof: {error}"), "make the proof anew"))?;
	let call =
		calls::routers::rotate_key(index, &signed.key, signed.possession.expires, &signed.proof);
	let done = session.send_as(&signer, call)?;
	Ok(Text::line(format!("Router {index} has a new device key {}.", place(&done)))
		.fields(&[("device key", show_key(&signed.key))])
		.with(json!({
			"router": index,
			"key": show_key(&signed.key),
			"transaction": transaction(&done),
		})))
}

fn remove(session: &Session, index: RouterIndex, yes: bool) -> Result<Output, CliError> {
	// Somebody who types is asked; a script has written what it wants.
	if !yes && std::io::stdin().is_terminal() && !confirmed(index)? {
		return Err(CliError::new(
			Exit::Usage,
			"not removed",
			format!("to remove it: cairn router remove {index} --yes"),
		));
	}
	let done = session.send(calls::routers::remove(index))?;
	Ok(Text::line(format!("Router {index} is closing {}.", place(&done)))
		.and_line("What it carried can still settle for the withdrawal delay; then it is closed.")
		.with(json!({ "router": index, "transaction": transaction(&done) })))
}

fn confirmed(index: RouterIndex) -> Result<bool, CliError> {
	let failed = |error: std::io::Error| {
		CliError::new(
			Exit::Local,
			format!("cannot ask: {error}"),
			format!("cairn router remove {index} --yes"),
		)
	};
	let mut stderr = std::io::stderr();
	write!(stderr, "Router {index} will never earn again. Remove it for good? [y/N] ")
		.and_then(|()| stderr.flush())
		.map_err(failed)?;
	let mut answer = String::new();
	std::io::stdin().lock().read_line(&mut answer).map_err(failed)?;
	Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
