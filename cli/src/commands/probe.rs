//! `cairn probe`

use super::{carrier, place, transaction};
use crate::{
	args::ProbeCommand,
	error::CliError,
	exit::Exit,
	keyfile,
	output::{cairn, planck, Output, Text},
	parse::{public_key, show_key},
	session::{address, Session},
};
use cairn_chain_client::{calls, proofs::SignedProbePossession};
use cairn_primitives::{
	coverage::ProbeIndex, BlockNumber, CarrierIndex, ProbePossession, ProbeView,
};
use serde_json::{json, Value};

pub fn run(session: &Session, command: ProbeCommand) -> Result<Output, CliError> {
	match command {
		ProbeCommand::Add { file, probe_key } => {
			add(session, file.as_deref(), probe_key.as_deref())
		}
		ProbeCommand::Remove { index } => remove(session, index),
		ProbeCommand::Show { which } => show(session, &which),
		ProbeCommand::List { which } => list(session, which.as_deref()),
	}
}

/// What to type where a proof is missing or wrong.
fn sign_anew(carrier: CarrierIndex) -> String {
	format!("on the probe: cairn-router onboard --probe --carrier {carrier} > probe.json")
}

/// Half of what other proofs last at most.
const fn default_expiry(now: BlockNumber, lifetime: BlockNumber) -> BlockNumber {
	now.saturating_add(lifetime / 2)
}

fn add(session: &Session, file: Option<&str>, probe_key: Option<&str>) -> Result<Output, CliError> {
	let signer = session.signer()?;
	let terms = session.proof_terms()?;
	let chain = session.chain()?;
	let at = chain.finalized_hash()?;
	let own = address(&signer.account());
	let carrier = carrier::find(session, Some(&own), at)?.index;
	let signed = match (file, probe_key) {
		(Some(file), _) => SignedProbePossession::from_json(&session.read_input(file)?)
			.map_err(|error| CliError::input(format!("{file}: {error}"), sign_anew(carrier)))?,
		(None, Some(key)) => {
			let expires = default_expiry(terms.now, terms.lifetime);
			let possession = ProbePossession { carrier, expires };
			SignedProbePossession::sign(&keyfile::load(key)?, possession, terms.genesis)
		}
		(None, None) => {
			return Err(CliError::new(
				Exit::Usage,
				"the probe's proof is missing",
				sign_anew(carrier),
			))
		}
	};
	if signed.possession.carrier != carrier {
		return Err(CliError::input(
			format!(
				"the proof is for carrier {}, and --key is carrier {carrier}'s",
				signed.possession.carrier
			),
			sign_anew(carrier),
		));
	}
	signed
		.check(&terms)
		.map_err(|error| CliError::input(format!("the proof: {error}"), sign_anew(carrier)))?;
	if let Some(index) = chain.probe_of_key(&signed.key, Some(at))? {
		return Err(CliError::input(
			format!("this key is probe {index}'s already"),
			format!("cairn probe show {index}"),
		));
	}
	let ProbePossession { expires, .. } = signed.possession;
	let call = calls::carriers::add_probe(&signed.key, expires, &signed.proof);
	let done = session.send_as(&signer, call)?;
	let index = chain.probe_of_key(&signed.key, done.at())?;
	let view = match index {
		Some(index) => chain.probe(index, done.at())?,
		None => None,
	};
	let view = view.ok_or_else(|| {
		CliError::new(
			Exit::Protocol,
			format!("the probe was bonded {}, but the node does not show it", place(&done)),
			"ask another node: cairn probe list --url URL",
		)
	})?;
	Ok(Text::line(format!("Bonded probe {} {}.", view.index, place(&done)))
		.fields(&fields(&view))
		.and_line(
			"It counts in windows that begin from now on. In its cairn-router's configuration:",
		)
		.and_line(format!("  [probe]\n  index = {}", view.index))
		.with(json!({ "probe": to_json(&view), "transaction": transaction(&done) })))
}

fn remove(session: &Session, index: ProbeIndex) -> Result<Output, CliError> {
	let view = find(session, index, session.finalized_hash()?)?;
	let done = session.send(calls::carriers::remove_probe(index))?;
	Ok(Text::line(format!("Removed probe {index} {}: its reports count no more.", place(&done)))
		.fields(&[("deposit returned", cairn(view.deposit))])
		.with(json!({
			"probe": index,
			"deposit": planck(view.deposit),
			"transaction": transaction(&done),
		})))
}

/// A probe that is bonded.
fn find(session: &Session, index: ProbeIndex, at: [u8; 32]) -> Result<ProbeView, CliError> {
	session.chain()?.probe(index, Some(at))?.ok_or_else(|| {
		CliError::not_found(
			format!("there is no probe {index}, or it has been removed"),
			"cairn probe list CARRIER",
		)
	})
}

fn show(session: &Session, which: &str) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let index = match which.parse::<ProbeIndex>() {
		Ok(index) => index,
		Err(_) => {
			let key = public_key(which).map_err(|reason| {
				CliError::input(
					format!("{which} is neither an index nor a public key: {reason}"),
					"cairn probe show INDEX",
				)
			})?;
			session.chain()?.probe_of_key(&key, Some(head.hash))?.ok_or_else(|| {
				CliError::not_found("no probe has this key", "cairn probe list CARRIER")
			})?
		}
	};
	let view = find(session, index, head.hash)?;
	let mut object = to_json(&view);
	object["block"] = json!(head.number);
	Ok(Text::line(format!("Probe {index} at finalised block {}", head.number))
		.fields(&fields(&view))
		.with(object))
}

fn list(session: &Session, which: Option<&str>) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let carrier = carrier::find(session, which, head.hash)?.index;
	let mut views = Vec::new();
	for index in session.chain()?.probes_of(carrier, Some(head.hash))? {
		views.push(find(session, index, head.hash)?);
	}
	let objects: Vec<_> = views.iter().map(to_json).collect();
	let json = json!({ "carrier": carrier, "block": head.number, "probes": objects });
	if views.is_empty() {
		return Ok(Text::line(format!(
			"Carrier {carrier} has no probes at block {}.",
			head.number
		))
		.and_line("To bond one: cairn probe add FILE --key KEY")
		.with(json));
	}
	let row = |view: &ProbeView| {
		vec![
			view.index.to_string(),
			show_key(&view.key),
			view.since.to_string(),
			cairn(view.deposit),
		]
	};
	Ok(Text::line(format!("Probes of carrier {carrier} at finalised block {}", head.number))
		.table(
			&["probe", "key", "since block", "deposit"],
			&views.iter().map(row).collect::<Vec<_>>(),
		)
		.with(json))
}

fn fields(view: &ProbeView) -> [(&'static str, String); 4] {
	[
		("carrier", view.carrier.to_string()),
		("key", show_key(&view.key)),
		("bonded", format!("in block {}", view.since)),
		("deposit", cairn(view.deposit)),
	]
}

fn to_json(view: &ProbeView) -> Value {
	json!({
		"probe": view.index,
		"carrier": view.carrier,
		"key": show_key(&view.key),
		"since": view.since,
		"deposit": planck(view.deposit),
	})
}
