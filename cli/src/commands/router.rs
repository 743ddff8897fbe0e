//! `cairn router`

use super::{place, transaction};
use crate::{
	args::RouterCommand,
	error::CliError,
	exit::Exit,
	keyfile,
	output::{cairn, hex, planck, Output, Text},
	parse::{check_cell, public_key, show_cell, show_key},
	session::{address, Session},
};
use cairn_chain_client::{
	calls::{self, routers::VouchProof},
	proofs::{SignedKeyPossession, SignedRegistration},
	MAX_CLAIMABLE,
};
use cairn_primitives::{
	AccountBytes, KeyPossession, RouterIndex, RouterView, Standing, Vouch, Vouching,
};
use serde_json::{json, Value};
use std::io::{BufRead, IsTerminal, Write};

const ONBOARD: &str =
	"on the router: cairn-router onboard --owner ADDRESS --cell CELL > registration.json";

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
		RouterCommand::Remove { index, yes } => remove(session, index, yes),
	}
}

fn register(session: &Session, file: &str, sponsor_key: Option<&str>) -> Result<Output, CliError> {
	let refused = |reason: String| CliError::input(format!("{file}: {reason}"), ONBOARD);
	let signed = SignedRegistration::from_json(&session.read_input(file)?)
		.map_err(|error| refused(error.to_string()))?;
	check_cell(signed.registration.cell).map_err(refused)?;
	let signer = session.signer()?;
	let terms = session.proof_terms()?;
	signed.check(&terms).map_err(|error| refused(error.to_string()))?;
	let chain = session.chain()?;
	if let Some(index) = chain.router_of_key(&signed.key, None)? {
		return Err(CliError::input(
			format!("this device is router {index} already"),
			format!("cairn router show {index}"),
		));
	}
	let vouch = match sponsor_key {
		None => None,
		Some(key) => {
			let sponsor_signer = keyfile::load(key)?;
			let sponsor = sponsor_index(session, &sponsor_signer.account())?;
			let word = Vouch {
				sponsor,
				key: signed.key,
				cell: signed.registration.cell,
				expires: signed.registration.expires,
			};
			Some(VouchProof {
				sponsor,
				expires: word.expires,
				signature: sponsor_signer.sign(&word.signing_payload(&terms.genesis)),
			})
		}
	};
	let call =
		calls::routers::register(&signed.registration, &signed.key, &signed.proof, vouch.as_ref());
	let done = session.send_as(&signer, call)?;
	let index = chain.router_of_key(&signed.key, done.at())?.ok_or_else(|| {
		CliError::new(
			Exit::Protocol,
			"the registration went through, but the node does not know the device",
			"ask another node: cairn router list --url URL",
		)
	})?;
	let owner = address(&signed.registration.owner);
	let mut fields = vec![
		("owner", owner.clone()),
		("cell", show_cell(signed.registration.cell)),
		("device key", show_key(&signed.key)),
	];
	if let Some(vouch) = vouch {
		fields.push(("vouched for by", format!("sponsor {}", vouch.sponsor)));
	}
	Ok(Text::line(format!("Registered router {index} {}.", place(&done))).fields(&fields).with(
		json!({
			"router": index,
			"owner": owner,
			"cell": show_cell(signed.registration.cell),
			"key": show_key(&signed.key),
			"sponsor": vouch.map(|vouch| vouch.sponsor),
			"transaction": transaction(&done),
		}),
	))
}

/// The sponsor that an account is.
pub(super) fn sponsor_index(session: &Session, account: &AccountBytes) -> Result<u32, CliError> {
	let head = session.finalized()?;
	session.chain()?.sponsor_of(account, Some(head.hash))?.ok_or_else(|| {
		CliError::not_found(
			format!("{} is no sponsor", address(account)),
			"cairn sponsor apply --key FILE, then the council admits it",
		)
	})
}

fn find(
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

fn list(session: &Session, owner: Option<AccountBytes>) -> Result<Output, CliError> {
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

fn show(session: &Session, which: &str) -> Result<Output, CliError> {
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
	if let Some(to) = &view.offered_to {
		fields.push(("offered to", address(to)));
	}
	let mut object = to_json(&view);
	object["claimable"] = planck(claimable);
	object["block"] = json!(head.number);
	Ok(Text::line(format!("Router {index} at finalised block {}", head.number))
		.fields(&fields)
		.with(object))
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
		Vouching::By(sponsor) => format!("sponsor {sponsor}"),
		Vouching::Revoked { sponsor, reason, appeal_until } => {
			format!("revoked by sponsor {sponsor} (reason {reason}), appeal until {appeal_until}")
		}
	}
}

fn to_json(view: &RouterView) -> Value {
	let vouching = match &view.vouching {
		Vouching::None => Value::Null,
		Vouching::By(sponsor) => json!({ "sponsor": sponsor }),
		Vouching::Revoked { sponsor, reason, appeal_until } => json!({
			"revoked_by": sponsor, "reason": reason, "appeal_until": appeal_until,
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
		"offered_to": view.offered_to.as_ref().map(address),
		"depositor": address(&view.depositor),
		"deposit": planck(view.deposit),
		"registered": view.registered,
	})
}
