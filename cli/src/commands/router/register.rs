//! `cairn router register`: what the device signed, with the sponsor's word where its key is at hand.

use crate::{
	commands::{place, sponsor, transaction},
	error::CliError,
	exit::Exit,
	keyfile,
	output::{Output, Text},
	parse::{check_cell, show_cell, show_key},
	session::{address, Session},
};
use cairn_chain_client::{
	calls::{self, routers::VouchProof},
	keys::Signer,
	proofs::SignedRegistration,
};
use cairn_primitives::{SponsorStanding, Vouch};
use serde_json::json;

const ONBOARD: &str =
	"on the router: cairn-router onboard --owner ADDRESS --cell CELL > registration.json";

pub(super) fn register(
	session: &Session,
	file: &str,
	sponsor_key: Option<&str>,
) -> Result<Output, CliError> {
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
		Some(key) => Some(word(session, &signed, &keyfile::load(key)?)?),
		None => None,
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
	let asked = signed.registration.sponsor;
	let mut text = Text::line(format!("Registered router {index} {}.", place(&done)));
	text = match (vouch, asked) {
		(Some(vouch), _) => {
			fields.push(("vouched for by", format!("sponsor {}", vouch.sponsor)));
			text.fields(&fields)
		}
		(None, Some(sponsor)) => text
			.fields(&fields)
			.and_line(format!("Its owner asks sponsor {sponsor} to vouch, who does it with:"))
			.and_line(format!("  cairn sponsor vouch {index} --key SPONSOR")),
		(None, None) => text.fields(&fields),
	};
	Ok(text.with(json!({
		"router": index,
		"owner": owner,
		"cell": show_cell(signed.registration.cell),
		"key": show_key(&signed.key),
		"invited": asked,
		"sponsor": vouch.map(|vouch| vouch.sponsor),
		"transaction": transaction(&done),
	})))
}

/// The word of the sponsor whom the registration asks. The chain would refuse another one's: only
/// what the device signed says whom the owner asks.
fn word(
	session: &Session,
	signed: &SignedRegistration,
	signer: &Signer,
) -> Result<VouchProof, CliError> {
	let view = sponsor::of_account(session, &signer.account())?;
	let index = view.index;
	let asked = signed.registration.sponsor;
	if asked != Some(index) {
		let whom = asked.map_or("nobody".into(), |other| format!("sponsor {other}"));
		return Err(CliError::input(
			format!(
				"--sponsor-key is sponsor {index}'s, but the registration asks {whom} to vouch"
			),
			format!(
				"on the router: cairn-router onboard --owner ADDRESS --cell CELL --sponsor {index} > \
				 registration.json; or register without --sponsor-key, and the owner then signs: \
				 cairn router invite INDEX --sponsor {index}"
			),
		));
	}
	if view.standing != SponsorStanding::Admitted {
		return Err(CliError::input(
			format!("sponsor {index} cannot vouch: {}", sponsor::standing(view.standing)),
			format!("cairn sponsor show {}", address(&view.account)),
		));
	}
	let expires = signed.registration.expires;
	let word = Vouch { sponsor: index, key: signed.key, cell: signed.registration.cell, expires };
	let signature = signer.sign(&word.signing_payload(&signed.genesis));
	Ok(VouchProof { sponsor: index, expires, signature })
}
