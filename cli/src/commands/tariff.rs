//! `cairn carrier tariff`

use super::{carrier, place, transaction};
use crate::{
	args::TariffCommand,
	error::CliError,
	exit::Exit,
	output::{Output, Text},
	parse::When,
	session::Session,
};
use cairn_chain_client::calls::{self, carriers::MAX_PRICES};
use cairn_primitives::{BlockNumber, Price, TariffVersion, TariffView};
use serde_json::{json, Value};

/// Blocks that a transaction may take to be included, added to the earliest first block.
const INCLUSION_MARGIN: BlockNumber = 4;

pub fn run(session: &Session, command: TariffCommand) -> Result<Output, CliError> {
	match command {
		TariffCommand::Post { prices, from } => post(session, &prices, from),
		TariffCommand::Show { which, version } => show(session, which.as_deref(), version),
	}
}

fn post(session: &Session, prices: &[Price], from: Option<When>) -> Result<Output, CliError> {
	if prices.iter().all(|price| *price == 0) {
		return Err(CliError::input(
			"a tariff that offers no class: a price of 0 means that the class is not offered",
			"cairn carrier tariff post PRICE…",
		));
	}
	if prices.len() > MAX_PRICES {
		return Err(CliError::input(
			format!("{} prices; there are {MAX_PRICES} service classes", prices.len()),
			"cairn carrier tariff post PRICE…",
		));
	}
	let signer = session.signer()?;
	let chain = session.chain()?;
	let at = chain.finalized_hash()?;
	let own = crate::session::address(&signer.account());
	let view = carrier::find(session, Some(&own), at)?;
	let best = chain.best()?.number;
	let from = match from {
		Some(from) => from.from(best),
		None => {
			// The very first tariff needs no notice.
			let notice = match view.newest_version {
				None => 0,
				Some(_) => chain.timing(Some(at))?.tariff_notice,
			};
			best.saturating_add(notice).saturating_add(INCLUSION_MARGIN)
		}
	};
	let done = session.send_as(&signer, calls::carriers::post_tariff(from, prices))?;
	let version = chain
		.carrier(view.index, done.at())?
		.and_then(|view| view.newest_version)
		.ok_or_else(|| {
			CliError::new(
				Exit::Protocol,
				"the tariff went through, but the node does not show it",
				"cairn carrier tariff show",
			)
		})?;
	Ok(Text::line(format!(
		"Posted tariff version {version} {}; in force from block {from} on.",
		place(&done)
	))
	.with(json!({
		"carrier": view.index,
		"version": version,
		"from": from,
		"prices": prices,
		"transaction": transaction(&done),
	})))
}

fn show(
	session: &Session,
	which: Option<&str>,
	version: Option<TariffVersion>,
) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let chain = session.chain()?;
	let view = carrier::find(session, which, head.hash)?;
	let nothing =
		|what: String| CliError::not_found(what, "cairn carrier tariff post PRICE… --key KEY");
	let versions: Vec<TariffVersion> = match (version, view.newest_version) {
		(Some(version), _) => vec![version],
		(None, Some(newest)) => (0..=newest).rev().collect(),
		(None, None) => {
			return Err(nothing(format!("carrier {} has posted no tariff", view.index)))
		}
	};
	let mut tariffs = Vec::new();
	for number in versions {
		match chain.tariff(view.index, number, Some(head.hash))? {
			Some(tariff) => tariffs.push(tariff),
			// Versions are cleared oldest first, so that nothing older is left either.
			None if version.is_none() => break,
			None => return Err(nothing(format!("carrier {} has no version {number}", view.index))),
		}
	}
	let rows: Vec<_> = tariffs.iter().map(|tariff| row(tariff, view.version_in_force)).collect();
	let objects: Vec<_> = tariffs.iter().map(to_json).collect();
	Ok(Text::line(format!(
		"Tariffs of carrier {} at finalised block {}, prices in planck per KiB",
		view.index, head.number
	))
	.table(&["version", "from", "prices by class", "fee", "relays' share", "settles"], &rows)
	.with(json!({
		"carrier": view.index,
		"block": head.number,
		"version_in_force": view.version_in_force,
		"tariffs": objects,
	})))
}

fn row(tariff: &TariffView, in_force: Option<TariffVersion>) -> Vec<String> {
	let prices: Vec<_> = tariff.prices.iter().map(price).collect();
	let settles = match (tariff.settleable, tariff.closes_in) {
		(false, _) if in_force.is_none_or(|now| tariff.version > now) => "not yet".into(),
		(false, _) => "no".into(),
		(true, None) => "yes".into(),
		(true, Some(blocks)) => format!("{blocks} more blocks"),
	};
	vec![
		tariff.version.to_string(),
		tariff.from.to_string(),
		prices.join(" "),
		percent(tariff.fee_rate),
		percent(tariff.relay_share),
		settles,
	]
}

/// A class's price for people: 0 means that it is not offered.
fn price(price: &Price) -> String {
	match price {
		0 => "–".into(),
		price => price.to_string(),
	}
}

/// Basis points for people.
fn percent(points: u16) -> String {
	format!("{}.{:02} %", points / 100, points % 100)
}

fn to_json(tariff: &TariffView) -> Value {
	json!({
		"version": tariff.version,
		"from": tariff.from,
		"prices": tariff.prices,
		"fee_rate": tariff.fee_rate,
		"relay_share": tariff.relay_share,
		"settleable": tariff.settleable,
		"closes_in": tariff.closes_in,
	})
}
