//! `cairn lane`

use crate::{
	args::LaneCommand,
	error::CliError,
	exit::Exit,
	output::{cairn, planck, Output, Text},
	session::Session,
};
use cairn_primitives::{
	due, fee, path_prices, Balance, BlockNumber, CarrierIndex, Kind, Octets, Role, RouterIndex,
	TariffVersion, TariffView,
};
use serde_json::json;
use std::collections::BTreeMap;

pub fn run(session: &Session, command: LaneCommand) -> Result<Output, CliError> {
	match command {
		LaneCommand::Show { carrier, router, at } => show(session, carrier, router, at),
	}
}

/// What a lane has cost its carrier so far.
struct Paid {
	price: u64,
	due: Balance,
	fee: Balance,
}

/// By the same functions that the chain settles with.
fn paid(tariff: &TariffView, kind: Kind, octets: Octets) -> Option<Paid> {
	let class = tariff.prices.get(usize::from(kind.class()))?;
	let price = path_prices(kind, *class, tariff.relay_share)?;
	let due = due(octets, price);
	Some(Paid { price, due, fee: fee(due, tariff.fee_rate) })
}

fn show(
	session: &Session,
	carrier: CarrierIndex,
	router: RouterIndex,
	at: Option<BlockNumber>,
) -> Result<Output, CliError> {
	let chain = session.chain()?;
	let head = chain.finalized()?;
	let (number, hash) = match at {
		None => (head.number, head.hash),
		Some(number) if number > head.number => {
			return Err(CliError::not_found(
				format!("block {number} is not final yet; the newest is {}", head.number),
				"leave --at out",
			))
		}
		Some(number) => {
			let hash = chain.block_hash(number)?.ok_or_else(|| {
				CliError::not_found(
					format!("the node has no block {number}"),
					"ask an archive node with --url",
				)
			})?;
			(number, hash)
		}
	};
	let lanes = chain.lanes(carrier, router, Some(hash))?;
	let mut tariffs: BTreeMap<TariffVersion, TariffView> = BTreeMap::new();
	let (mut rows, mut objects) = (Vec::new(), Vec::new());
	for (version, kind, octets) in lanes {
		if let std::collections::btree_map::Entry::Vacant(entry) = tariffs.entry(version) {
			let tariff = chain.tariff(carrier, version, Some(hash))?;
			entry.insert(tariff.ok_or_else(|| missing(carrier, version))?);
		}
		let paid = tariffs
			.get(&version)
			.and_then(|tariff| paid(tariff, kind, octets))
			.ok_or_else(|| missing(carrier, version))?;
		rows.push(vec![
			version.to_string(),
			show_kind(kind),
			octets.to_string(),
			paid.price.to_string(),
			cairn(paid.due),
			cairn(paid.fee),
			cairn(paid.due - paid.fee),
		]);
		objects.push(json!({
			"version": version,
			"kind": kind.byte(),
			"role": show_kind(kind),
			"octets": octets,
			"price": paid.price,
			"due": planck(paid.due),
			"fee": planck(paid.fee),
			"net": planck(paid.due - paid.fee),
		}));
	}
	let json = json!({ "carrier": carrier, "router": router, "block": number, "lanes": objects });
	if rows.is_empty() {
		return Ok(Text::line(format!(
			"Nothing that can still settle between carrier {carrier} and router {router} at block \
			 {number}."
		))
		.with(json));
	}
	Ok(Text::line(format!(
		"Settled between carrier {carrier} and router {router} at finalised block {number}"
	))
	.table(&["version", "kind", "octets", "planck/KiB", "due", "fee", "to the owner"], &rows)
	.with(json))
}

fn missing(carrier: CarrierIndex, version: TariffVersion) -> CliError {
	CliError::new(
		Exit::Protocol,
		format!("the node shows a lane without a price in version {version} of carrier {carrier}"),
		"compare versions: cairn status, cairn --version",
	)
}

fn show_kind(kind: Kind) -> String {
	let class = kind.class();
	match kind.role() {
		Some(Role::Direct) => format!("class {class} direct"),
		Some(Role::Access(relays)) => format!("class {class} access over {relays}"),
		Some(Role::Relay(relays)) => format!("class {class} relay in {relays}"),
		None => format!("byte {}", kind.byte()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_lanes_cost_follows_the_tariffs_own_rules() {
		let tariff = TariffView {
			version: 0,
			from: 0,
			prices: vec![1024, 2048],
			fee_rate: 500,
			relay_share: 2_000,
			settleable: true,
			closes_in: None,
		};
		let of = |class, role| paid(&tariff, Kind::new(class, role).unwrap(), 1_000_000).unwrap();
		assert_eq!((of(0, Role::Direct).due, of(0, Role::Direct).fee), (1_000_000, 50_000));
		assert_eq!(of(1, Role::Direct).due, 2_000_000);
		assert_eq!(of(0, Role::Relay(1)).price, 204);
		assert_eq!(of(0, Role::Access(1)).price, 820);
		assert!(paid(&tariff, Kind::new(2, Role::Direct).unwrap(), 1).is_none());
	}
}
