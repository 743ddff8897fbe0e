//! `cairn sponsor`

use super::{place, transaction};
use crate::{
	args::SponsorCommand,
	error::CliError,
	output::{cairn, planck, Output, Text},
	session::{address, Session},
};
use cairn_chain_client::calls;
use cairn_primitives::{AccountBytes, SponsorStanding, SponsorView};
use serde_json::{json, Value};

pub fn run(session: &Session, command: SponsorCommand) -> Result<Output, CliError> {
	match command {
		SponsorCommand::Apply => {
			let signer = session.signer()?;
			let done = session.send_as(&signer, calls::routers::apply_as_sponsor())?;
			let sponsor = session.chain()?.sponsor_of(&signer.account(), done.at())?;
			let name = sponsor.map_or("a sponsor".into(), |index| format!("sponsor {index}"));
			Ok(Text::line(format!(
				"Applied to become {name} {}; now the council decides.",
				place(&done)
			))
			.with(json!({ "sponsor": sponsor, "transaction": transaction(&done) })))
		}
		SponsorCommand::Withdraw => {
			let done = session.send(calls::routers::withdraw_application())?;
			Ok(Text::line(format!("Withdrew the application {}.", place(&done)))
				.and_line("The bond has returned: cairn key inspect --balance")
				.with(json!({ "transaction": transaction(&done) })))
		}
		SponsorCommand::Resign => {
			let signer = session.signer()?;
			let done = session.send_as(&signer, calls::routers::resign())?;
			let view = find(session, &signer.account(), done.at())?;
			let until = view.and_then(|view| match view.standing {
				SponsorStanding::Leaving { until } => Some(until),
				_ => None,
			});
			let returns = until.map_or("the appeal time".into(), |until| format!("block {until}"));
			Ok(Text::line(format!("Resigned {}. Words given have lapsed.", place(&done)))
				.and_line(format!("The bond returns after {returns}: cairn sponsor show"))
				.with(json!({ "bond_until": until, "transaction": transaction(&done) })))
		}
		SponsorCommand::Vouch { index } => {
			let done = session.send(calls::routers::vouch(index))?;
			Ok(Text::line(format!("Vouched for router {index} {}.", place(&done)))
				.with(json!({ "router": index, "transaction": transaction(&done) })))
		}
		SponsorCommand::Revoke { index, reason } => {
			let done = session.send(calls::routers::revoke(index, reason))?;
			Ok(Text::line(format!("Took the word for router {index} back {}.", place(&done))).with(
				json!({ "router": index, "reason": reason, "transaction": transaction(&done) }),
			))
		}
		SponsorCommand::Show { who } => show(session, who),
	}
}

fn show(session: &Session, who: Option<AccountBytes>) -> Result<Output, CliError> {
	let account = session.account_or(who)?;
	let view = of_account(session, &account)?;
	let head = session.finalized()?;
	let info = session.chain()?.account(&account, Some(head.hash))?;
	let (name, until) = match view.standing {
		SponsorStanding::Applying => ("applying", Value::Null),
		SponsorStanding::Admitted => ("admitted", Value::Null),
		SponsorStanding::Leaving { until } => ("leaving", json!(until)),
		SponsorStanding::Left => ("left", Value::Null),
	};
	Ok(Text::line(format!("Sponsor {} at finalised block {}", view.index, head.number))
		.fields(&[
			("account", address(&account)),
			("standing", standing(view.standing)),
			("bond", cairn(view.bond)),
			("free", cairn(info.free)),
		])
		.with(json!({
			"sponsor": view.index,
			"account": address(&account),
			"standing": name,
			"bond": planck(view.bond),
			"bond_until": until,
			"free": planck(info.free),
			"held": planck(info.reserved),
			"block": head.number,
		})))
}

/// The sponsor that an account is.
pub(super) fn of_account(
	session: &Session,
	account: &AccountBytes,
) -> Result<SponsorView, CliError> {
	find(session, account, Some(session.finalized_hash()?))?.ok_or_else(|| {
		CliError::not_found(
			format!("{} is no sponsor", address(account)),
			"cairn sponsor apply --key FILE, then the council admits it",
		)
	})
}

fn find(
	session: &Session,
	account: &AccountBytes,
	at: Option<[u8; 32]>,
) -> Result<Option<SponsorView>, CliError> {
	let chain = session.chain()?;
	Ok(match chain.sponsor_of(account, at)? {
		Some(index) => chain.sponsor(index, at)?,
		None => None,
	})
}

/// How far a sponsor has come, for a person.
pub(super) fn standing(standing: SponsorStanding) -> String {
	match standing {
		SponsorStanding::Applying => "applying: the council has not admitted it".into(),
		SponsorStanding::Admitted => "admitted".into(),
		SponsorStanding::Leaving { until } => {
			format!("leaving: its bond returns after block {until}")
		}
		SponsorStanding::Left => "left".into(),
	}
}
