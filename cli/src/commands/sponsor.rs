//! `cairn sponsor`

use super::{place, router::sponsor_index, transaction};
use crate::{
	args::SponsorCommand,
	error::CliError,
	output::{cairn, planck, Output, Text},
	session::{address, Session},
};
use cairn_chain_client::calls;
use serde_json::json;

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
		SponsorCommand::Show { who } => {
			let account = session.account_or(who)?;
			let sponsor = sponsor_index(session, &account)?;
			let head = session.finalized()?;
			let info = session.chain()?.account(&account, Some(head.hash))?;
			Ok(Text::line(format!("Sponsor {sponsor} at finalised block {}", head.number))
				.fields(&[
					("account", address(&account)),
					("free", cairn(info.free)),
					("on hold, the bond included", cairn(info.reserved)),
				])
				.with(json!({
					"sponsor": sponsor,
					"account": address(&account),
					"free": planck(info.free),
					"held": planck(info.reserved),
					"block": head.number,
				})))
		}
	}
}
