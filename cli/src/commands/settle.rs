//! `cairn carrier settle`: paying lanes by the carrier's own word, from a file of totals.

use super::{place, transaction};
use crate::{
	error::CliError,
	output::{cairn, planck, Output, Text},
	session::Session,
};
use cairn_chain_client::calls::{self, receipts::MAX_TOTALS};
use cairn_primitives::{
	Kind, Octets, Role, RouterIndex, ServiceClass, TariffVersion, MAX_SERVICE_CLASSES,
};
use serde_json::json;

const FORMAT: &str =
	"each line of the file: ROUTER,OCTETS — the lane's octets in all, e.g. 17,5368709120";

/// Reads totals, one router a line, and puts them in order; empty lines and `#` lines are passed over.
fn totals(text: &str) -> Result<Vec<(RouterIndex, Octets)>, String> {
	let mut totals = Vec::new();
	for (number, line) in text.lines().enumerate().map(|(i, line)| (i + 1, line.trim())) {
		if line.is_empty() || line.starts_with('#') {
			continue;
		}
		let entry = line.split_once(',').and_then(|(router, octets)| {
			Some((router.trim().parse().ok()?, octets.trim().parse().ok()?))
		});
		totals.push(entry.ok_or_else(|| format!("line {number} is no ROUTER,OCTETS"))?);
	}
	totals.sort_unstable();
	if let Some(twice) = totals.windows(2).find(|pair| pair[0].0 == pair[1].0) {
		return Err(format!("router {} stands there twice", twice[0].0));
	}
	if totals.is_empty() || totals.len() > MAX_TOTALS {
		return Err(format!("{} entries; one call takes 1 to {MAX_TOTALS}", totals.len()));
	}
	Ok(totals)
}

pub fn run(
	session: &Session,
	file: &str,
	version: TariffVersion,
	class: ServiceClass,
	role: Role,
) -> Result<Output, CliError> {
	let totals = totals(&session.read_input(file)?)
		.map_err(|error| CliError::input(format!("{file}: {error}"), FORMAT))?;
	let kind = Kind::new(class, role).ok_or_else(|| {
		let last = MAX_SERVICE_CLASSES - 1;
		CliError::input(format!("service classes are 0 to {last}"), "give another --class")
	})?;
	let signer = session.signer()?;
	let chain = session.chain()?;
	let carrier = chain.carrier_of(&signer.account(), None)?.ok_or_else(|| {
		CliError::not_found("this account is no carrier", "cairn carrier show --key KEY")
	})?;
	let done = session.send_as(&signer, calls::receipts::settle(version, kind, &totals))?;

	// What the chain holds now tells which entries were paid: those it stopped at or skipped differ.
	let mut open = Vec::new();
	for (router, octets) in &totals {
		let settled = chain.lane(carrier, version, kind, *router, done.at())?;
		if settled != *octets {
			open.push((*router, *octets, settled));
		}
	}
	let escrow = chain.carrier(carrier, done.at())?.map_or(0, |view| view.escrow);
	let paid = totals.len() - open.len();
	let mut text =
		Text::line(format!("{paid} of {} lanes hold their octets {}.", totals.len(), place(&done)))
			.and_line(format!("Left in escrow: {}", cairn(escrow)));
	for (router, octets, settled) in &open {
		text =
			text.and_line(format!("  router {router}: {octets} asked, the lane holds {settled}"));
	}
	Ok(text.with(json!({
		"carrier": carrier,
		"version": version,
		"kind": kind.byte(),
		"entries": totals.len(),
		"settled": paid,
		"differing": open
			.iter()
			.map(|(router, octets, settled)| json!({
				"router": router,
				"octets": octets.to_string(),
				"settled": settled.to_string(),
			}))
			.collect::<Vec<_>>(),
		"escrow": planck(escrow),
		"transaction": transaction(&done),
	})))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn totals_are_sorted_and_comments_passed_over() {
		assert_eq!(
			totals("# lanes\n 9, 5\n\n2,18446744073709551615\n"),
			Ok(vec![(2, u64::MAX), (9, 5)])
		);
	}

	#[test]
	fn totals_that_cannot_be_paid_are_refused_by_line() {
		for (text, named) in [
			("1;2", "line 1"),
			("1,2\n3,-4", "line 2"),
			("1,2\n1,3", "router 1"),
			("", "0 entries"),
			("4294967296,1", "line 1"),
		] {
			assert!(totals(text).expect_err(text).contains(named), "{text}");
		}
	}
}
