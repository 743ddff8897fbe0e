//! Claims that went through, and how they are told.

use super::{sum, total};
use crate::{
	commands::{place, transaction},
	error::CliError,
	output::{cairn, planck, Output, Text},
	session::{address, Done, Session},
};
use cairn_chain_client::Included;
use cairn_primitives::{AccountBytes, Balance, Payout, RouterIndex};
use serde_json::{json, Value};
use std::collections::BTreeSet;

/// A claim that went through, and what it paid by the events of its block: other transactions of
/// the same block do not count.
pub(super) struct Claimed {
	payouts: Vec<Payout>,
	/// Where it is.
	pub(super) done: Done,
}

impl Claimed {
	pub(super) fn read(session: &Session, done: Done) -> Result<Self, CliError> {
		let Included { block, index } = done.included;
		Ok(Self { payouts: session.chain()?.payouts(index, block.hash)?, done })
	}

	fn fee(&self) -> Balance {
		total(&self.payouts, |payout| payout.fee)
	}

	pub(super) fn paid(&self) -> Balance {
		total(&self.payouts, |payout| payout.paid)
	}

	fn amount(&self) -> Balance {
		self.paid().saturating_add(self.fee())
	}

	fn routers(&self) -> impl Iterator<Item = RouterIndex> + '_ {
		self.payouts.iter().flat_map(|payout| payout.routers.iter().map(|(index, _)| *index))
	}

	fn to_json(&self) -> Value {
		json!({
			"routers": self.routers().collect::<Vec<_>>(),
			"claimed": planck(self.amount()),
			"fee": planck(self.fee()),
			"paid": planck(self.paid()),
			"owners": self.payouts.iter().map(owner_json).collect::<Vec<_>>(),
			"transaction": transaction(&self.done),
		})
	}
}

fn owner_json(payout: &Payout) -> Value {
	let routers = payout.routers.iter();
	json!({
		"owner": address(&payout.owner),
		"routers": routers
			.map(|(index, amount)| json!({ "router": index, "claimed": planck(*amount) }))
			.collect::<Vec<_>>(),
		"claimed": planck(sum(&payout.routers)),
		"fee": planck(payout.fee),
		"paid": planck(payout.paid),
	})
}

/// What several claims paid together.
pub(super) fn report(owner: &AccountBytes, claims: &[Claimed]) -> Output {
	let (amount, fee) = (total(claims, Claimed::amount), total(claims, Claimed::fee));
	let paid = total(claims, Claimed::paid);
	let routers = claims.iter().flat_map(Claimed::routers).count();
	let owners: BTreeSet<_> =
		claims.iter().flat_map(|claim| &claim.payouts).map(|payout| payout.owner).collect();
	let whose = match owners.iter().all(|paid| paid == owner) {
		true => address(owner),
		false => format!("{} owners", owners.len()),
	};
	let mut fields = vec![("claimed", cairn(amount))];
	if fee > 0 {
		fields.push(("fee", cairn(fee)));
		fields.push(("paid", cairn(paid)));
	}
	let places: Vec<_> = claims.iter().map(|claim| place(&claim.done)).collect();
	Text::line(format!("Claimed for {routers} routers of {whose}"))
		.fields(&fields)
		.and_line(format!("  {}", places.join(", ")))
		.with(json!({
			"owner": address(owner),
			"claimed": planck(amount),
			"fee": planck(fee),
			"paid": planck(paid),
			"claims": claims.iter().map(Claimed::to_json).collect::<Vec<_>>(),
		}))
}
