//! `cairn rewards show`: what can be claimed, what coverage has earned, and when it is released.

use super::{sorted, total};
use crate::{
	args::ShowRewards,
	error::CliError,
	exit::Exit,
	output::{cairn, planck, Output, Text},
	progress,
	session::{address, Session},
};
use cairn_chain_client::{calls::rewards::MAX_AUTHORIZED_CLAIMS, BlockRef};
use cairn_primitives::{AccountBytes, Balance, EarningsView, RouterIndex};
use cairn_scoring::POINT;
use serde_json::{json, Value};

type Earned = (RouterIndex, EarningsView);

pub(super) fn show(session: &Session, arguments: ShowRewards) -> Result<Output, CliError> {
	let ShowRewards { routers, owner, departed, periods } = arguments;
	let head = session.finalized()?;
	let chain = session.chain()?;
	// Routers that are named need no owner, but for those that have left theirs.
	let owner = match (routers.is_empty() || departed, owner) {
		(true, owner) => Some(session.account_or(owner)?),
		(false, owner) => owner,
	};
	let routers = match (routers.is_empty(), &owner) {
		(true, Some(owner)) => chain.all_routers_of(owner, Some(head.hash))?,
		_ => sorted(routers),
	};
	let former = owner.filter(|_| departed);
	let earned = earned(session, &routers, former.as_ref(), periods, head)?;
	let text = Text::line(heading(owner.as_ref(), departed, head));
	if earned.is_empty() {
		return Ok(text
			.and_line("No routers. To register one: cairn router register FILE --key KEY")
			.with(object(owner.as_ref(), departed, head, &[])));
	}
	let text = text.table(
		&["router", "claimable", "held", "frozen", "points now", "carried traffic"],
		&earned.iter().map(row).collect::<Vec<_>>(),
	);
	let mut fields = totals(&earned);
	let mut object = object(owner.as_ref(), departed, head, &earned);
	if let Some(owner) = owner.filter(|_| !departed) {
		let first = routers.get(..routers.len().min(MAX_AUTHORIZED_CLAIMS)).unwrap_or_default();
		let quote = chain.claim_quote(&owner, first, Some(head.hash))?;
		fields.push(("least that is paid", cairn(quote.minimum)));
		fields.push(("fee if taken from the payout", cairn(quote.fee)));
		object["minimum"] = planck(quote.minimum);
		object["fee_from_payout"] = planck(quote.fee);
	}
	let text = text.fields(&fields);
	Ok(coming(text, &releases(&earned)).with(object))
}

/// What each router has earned for its owner, or had for a former one.
fn earned(
	session: &Session,
	routers: &[RouterIndex],
	former: Option<&AccountBytes>,
	periods: u32,
	head: BlockRef,
) -> Result<Vec<Earned>, CliError> {
	let chain = session.chain()?;
	let bar = progress::bar(routers.len(), "asking");
	let one = |index: &RouterIndex| {
		let view = match former {
			Some(owner) => chain.departed_earnings(owner, *index, periods, Some(head.hash))?,
			None => chain.earnings(*index, periods, Some(head.hash))?,
		};
		bar.inc(1);
		Ok((*index, view.ok_or_else(|| nothing(*index, former))?))
	};
	let all = routers.iter().map(one).collect();
	bar.finish_and_clear();
	all
}

fn nothing(index: RouterIndex, former: Option<&AccountBytes>) -> CliError {
	let (message, next) = match former {
		Some(owner) => (
			format!("router {index} has nothing coming that it left to {}", address(owner)),
			format!("while you own it: cairn rewards show {index}"),
		),
		None => (
			format!("router {index} has no owner: it was never registered, or has closed"),
			format!("for what it left: cairn rewards show {index} --departed --owner ADDRESS"),
		),
	};
	CliError::new(Exit::NotFound, message, next)
}

fn heading(owner: Option<&AccountBytes>, departed: bool, head: BlockRef) -> String {
	let whose = owner.map_or_else(String::new, |owner| format!(" by {}", address(owner)));
	let before = if departed { " before they left" } else { "" };
	format!("Earned{whose}{before}, at finalised block {}", head.number)
}

/// Points as units of a window, to the hundredth.
fn units(points: u64) -> String {
	format!("{}.{:02}", points / POINT, points % POINT / (POINT / 100))
}

fn row((index, view): &Earned) -> Vec<String> {
	let points = match view.frozen_points {
		0 => units(view.points),
		frozen => format!("{} + {} frozen", units(view.points), units(frozen)),
	};
	vec![
		index.to_string(),
		cairn(view.claimable),
		cairn(view.held),
		cairn(view.frozen),
		points,
		if view.carried_traffic { "yes" } else { "no" }.to_string(),
	]
}

fn totals(earned: &[Earned]) -> Vec<(&'static str, String)> {
	let mut fields = vec![("claimable in all", cairn(total(earned, |(_, view)| view.claimable)))];
	for (label, sum) in [
		("held in all", total(earned, |(_, view)| view.held)),
		("frozen in all", total(earned, |(_, view)| view.frozen)),
	] {
		if sum > 0 {
			fields.push((label, cairn(sum)));
		}
	}
	fields
}

/// What becomes claimable at the beginning of each coming period, over all routers.
fn releases(earned: &[Earned]) -> Vec<Balance> {
	let periods = earned.iter().map(|(_, view)| view.releases.len()).max().unwrap_or(0);
	let at =
		|period| total(earned, |(_, view)| view.releases.get(period).copied().unwrap_or_default());
	(0..periods).map(at).collect()
}

fn coming(text: Text, releases: &[Balance]) -> Text {
	if releases.iter().all(|amount| *amount == 0) {
		return text;
	}
	let rows: Vec<_> = (1u32..)
		.zip(releases)
		.map(|(period, amount)| vec![format!("+{period}"), cairn(*amount)])
		.collect();
	text.and_line(
		"Released at the beginning of the coming periods, if nothing is earned until then",
	)
	.table(&["period", "becomes claimable"], &rows)
}

fn object(
	owner: Option<&AccountBytes>,
	departed: bool,
	head: BlockRef,
	earned: &[Earned],
) -> Value {
	let amounts = |releases: &[Balance]| releases.iter().copied().map(planck).collect::<Vec<_>>();
	let router = |(index, view): &Earned| {
		json!({
			"router": index,
			"claimable": planck(view.claimable),
			"held": planck(view.held),
			"frozen": planck(view.frozen),
			"points": view.points.to_string(),
			"frozen_points": view.frozen_points.to_string(),
			"carried_traffic": view.carried_traffic,
			"releases": amounts(&view.releases),
		})
	};
	json!({
		"owner": owner.map(address),
		"departed": departed,
		"block": head.number,
		"routers": earned.iter().map(router).collect::<Vec<_>>(),
		"claimable": planck(total(earned, |(_, view)| view.claimable)),
		"held": planck(total(earned, |(_, view)| view.held)),
		"frozen": planck(total(earned, |(_, view)| view.frozen)),
		"releases": amounts(&releases(earned)),
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	fn earning(claimable: Balance, releases: &[Balance]) -> EarningsView {
		EarningsView {
			claimable,
			held: 100,
			points: 1_250_000,
			frozen: 0,
			frozen_points: 0,
			carried_traffic: true,
			releases: releases.to_vec(),
		}
	}

	#[test]
	fn releases_are_summed_period_by_period() {
		let earned = [(1, earning(5, &[3, 2, 1])), (2, earning(6, &[4]))];
		assert_eq!(releases(&earned), [7, 2, 1]);
		assert_eq!(releases(&[]), []);
		assert_eq!(total(&earned, |(_, view)| view.claimable), 11);
	}

	#[test]
	fn points_are_told_in_units() {
		assert_eq!(units(1_250_000), "1.25");
		assert_eq!(units(9_999), "0.00");
		assert_eq!(units(u64::MAX), "18446744073709.55");
	}
}
