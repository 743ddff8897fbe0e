//! `cairn carrier`

use super::{place, settle, tariff, transaction};
use crate::{
	amount::Amount,
	args::{CarrierCommand, CarrierKeyCommand, WithdrawCommand},
	error::CliError,
	output::{cairn, planck, Output, Text},
	parse::{account, show_key},
	session::{address, Session},
};
use cairn_chain_client::calls::{self, carriers::MAX_ENDPOINT};
use cairn_primitives::{AnyKey, CarrierIndex, CarrierView, KeyStanding};
use serde_json::{json, Value};

const OPEN: &str = "cairn carrier open --aaa-key KEY --endpoint URL --cap AMOUNT";

pub fn run(session: &Session, command: CarrierCommand) -> Result<Output, CliError> {
	match command {
		CarrierCommand::Open { aaa_key, endpoint, cap, fund } => {
			open(session, &aaa_key, &endpoint, cap, fund)
		}
		CarrierCommand::Fund { amount } => {
			change(session, calls::carriers::fund(amount.0), &format!("Moved {amount} into escrow"))
		}
		CarrierCommand::Withdraw(command) => withdraw(session, command),
		CarrierCommand::Tariff(command) => tariff::run(session, command),
		CarrierCommand::Key(command) => key(session, command),
		CarrierCommand::Set { endpoint, cap } => set(session, endpoint.as_deref(), cap),
		CarrierCommand::Settle { file, version, class, role } => {
			settle::run(session, &file, version, class, role)
		}
		CarrierCommand::Show { which } => show(session, which.as_deref()),
	}
}

/// Signs, sends, and shows the escrow as it is afterwards.
fn change(session: &Session, call: Vec<u8>, what: &str) -> Result<Output, CliError> {
	let signer = session.signer()?;
	let done = session.send_as(&signer, call)?;
	let chain = session.chain()?;
	let view = match chain.carrier_of(&signer.account(), done.at())? {
		Some(index) => chain.carrier(index, done.at())?,
		None => None,
	};
	let mut text = Text::line(format!("{what} {}.", place(&done)));
	if let Some(view) = &view {
		text = text.fields(&money_fields(view));
	}
	Ok(text.with(json!({
		"carrier": view.as_ref().map(to_json),
		"transaction": transaction(&done),
	})))
}

fn open(
	session: &Session,
	aaa_key: &AnyKey,
	endpoint: &str,
	cap: Amount,
	fund: Option<Amount>,
) -> Result<Output, CliError> {
	check_endpoint(endpoint)?;
	let mut call = calls::carriers::open(aaa_key, endpoint.as_bytes(), cap.0);
	if let Some(fund) = fund {
		call = calls::utility::batch_all(&[call, calls::carriers::fund(fund.0)]);
	}
	let mut output = change(session, call, "Opened a carrier")?;
	output.text.push_str("Next, post a tariff: cairn carrier tariff post PRICE… --key KEY\n");
	Ok(output)
}

fn check_endpoint(endpoint: &str) -> Result<(), CliError> {
	if endpoint.len() > MAX_ENDPOINT {
		return Err(CliError::input(
			format!("the endpoint has {} octets, at most {MAX_ENDPOINT} fit", endpoint.len()),
			"shorten --endpoint",
		));
	}
	if !endpoint.chars().all(|c| c.is_ascii_graphic()) {
		return Err(CliError::input(
			"the endpoint has characters that no URL has",
			"percent-encode them in --endpoint",
		));
	}
	Ok(())
}

fn set(session: &Session, endpoint: Option<&str>, cap: Option<Amount>) -> Result<Output, CliError> {
	let mut parts = Vec::new();
	if let Some(endpoint) = endpoint {
		check_endpoint(endpoint)?;
		parts.push(calls::carriers::set_endpoint(endpoint.as_bytes()));
	}
	if let Some(cap) = cap {
		parts.push(calls::carriers::set_cap(cap.0));
	}
	let call = match parts.pop() {
		Some(only) if parts.is_empty() => only,
		last => {
			parts.extend(last);
			calls::utility::batch_all(&parts)
		}
	};
	change(session, call, "Changed the carrier")
}

fn withdraw(session: &Session, command: WithdrawCommand) -> Result<Output, CliError> {
	match command {
		WithdrawCommand::Request { amount } => {
			let mut output = change(
				session,
				calls::carriers::withdraw(amount.0),
				&format!("Asked for {amount} back"),
			)?;
			output.text.push_str("When the delay is over: cairn carrier withdraw complete\n");
			Ok(output)
		}
		WithdrawCommand::Complete => {
			change(session, calls::carriers::complete_withdrawal(), "Took the withdrawal")
		}
		WithdrawCommand::Cancel => {
			change(session, calls::carriers::cancel_withdrawal(), "Took the request back")
		}
	}
}

fn key(session: &Session, command: CarrierKeyCommand) -> Result<Output, CliError> {
	let (call, what) = match command {
		CarrierKeyCommand::Add { public_key } => {
			(calls::carriers::add_key(&public_key), format!("Added {}", show_key(&public_key)))
		}
		CarrierKeyCommand::Retire { number } => {
			(calls::carriers::retire_key(number), format!("Retired key {number}"))
		}
		CarrierKeyCommand::Revoke { number } => {
			(calls::carriers::revoke_key(number), format!("Revoked key {number}"))
		}
		CarrierKeyCommand::Forget { number } => {
			(calls::carriers::forget_key(number), format!("Forgot key {number}"))
		}
	};
	let signer = session.signer()?;
	let done = session.send_as(&signer, call)?;
	let chain = session.chain()?;
	let index = chain.carrier_of(&signer.account(), done.at())?;
	let view = match index {
		Some(index) => chain.carrier(index, done.at())?,
		None => None,
	};
	let mut text = Text::line(format!("{what} {}.", place(&done)));
	if let Some(view) = &view {
		text = text.table(&["key", "public key", "standing", "settles"], &key_rows(view));
	}
	Ok(text.with(json!({
		"carrier": view.as_ref().map(to_json),
		"transaction": transaction(&done),
	})))
}

/// A carrier by index or account, or that of `--key`.
pub(super) fn find(
	session: &Session,
	which: Option<&str>,
	at: [u8; 32],
) -> Result<CarrierView, CliError> {
	let chain = session.chain()?;
	let index = match which.map(str::parse::<CarrierIndex>) {
		Some(Ok(index)) => index,
		other => {
			let named = match (other, which) {
				(Some(_), Some(text)) => Some(account(text).map_err(|reason| {
					CliError::input(
						format!("{text} is neither an index nor an address: {reason}"),
						"cairn carrier show INDEX",
					)
				})?),
				_ => None,
			};
			let who = session.account_or(named)?;
			chain.carrier_of(&who, Some(at))?.ok_or_else(|| {
				CliError::not_found(format!("{} is no carrier", address(&who)), OPEN)
			})?
		}
	};
	chain
		.carrier(index, Some(at))?
		.ok_or_else(|| CliError::not_found(format!("there is no carrier {index}"), OPEN))
}

fn show(session: &Session, which: Option<&str>) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let view = find(session, which, head.hash)?;
	let version = |version: Option<u32>| version.map_or("none".into(), |v| v.to_string());
	let mut fields = vec![
		("account", address(&view.account)),
		("endpoint", String::from_utf8_lossy(&view.endpoint).into_owned()),
		("tariff in force", version(view.version_in_force)),
		("newest tariff", version(view.newest_version)),
	];
	fields.extend(money_fields(&view));
	let mut object = to_json(&view);
	object["block"] = json!(head.number);
	Ok(Text::line(format!("Carrier {} at finalised block {}", view.index, head.number))
		.fields(&fields)
		.table(&["key", "public key", "standing", "settles"], &key_rows(&view))
		.with(object))
}

fn money_fields(view: &CarrierView) -> Vec<(&'static str, String)> {
	let mut fields = vec![
		("escrow", cairn(view.escrow)),
		("payable now", cairn(view.payable)),
		("cap per period", cairn(view.cap)),
		("spent in this period", cairn(view.spent)),
	];
	if let Some((amount, blocks)) = view.withdrawal {
		let when = match blocks {
			0 => "ready: cairn carrier withdraw complete".to_string(),
			blocks => format!("ready after {blocks} more blocks of settling"),
		};
		fields.push(("withdrawal", format!("{}, {when}", cairn(amount))));
	}
	fields
}

fn key_rows(view: &CarrierView) -> Vec<Vec<String>> {
	view.keys
		.iter()
		.map(|key| {
			vec![
				key.number.to_string(),
				show_key(&key.key),
				key_standing(key.standing).to_string(),
				if key.settles { "yes" } else { "no" }.to_string(),
			]
		})
		.collect()
}

fn key_standing(standing: KeyStanding) -> &'static str {
	match standing {
		KeyStanding::Active => "active",
		KeyStanding::Retired => "retired",
		KeyStanding::Revoked => "revoked",
	}
}

fn to_json(view: &CarrierView) -> Value {
	let keys: Vec<_> = view
		.keys
		.iter()
		.map(|key| {
			json!({
				"number": key.number,
				"key": show_key(&key.key),
				"standing": key_standing(key.standing),
				"settles": key.settles,
			})
		})
		.collect();
	json!({
		"carrier": view.index,
		"account": address(&view.account),
		"escrow": planck(view.escrow),
		"payable": planck(view.payable),
		"cap": planck(view.cap),
		"spent": planck(view.spent),
		"withdrawal": view.withdrawal.map(|(amount, blocks)| {
			json!({ "amount": planck(amount), "blocks_left": blocks })
		}),
		"endpoint": String::from_utf8_lossy(&view.endpoint),
		"version_in_force": view.version_in_force,
		"newest_version": view.newest_version,
		"keys": keys,
	})
}
