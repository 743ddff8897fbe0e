//! `cairn coverage`

mod proofs;

use super::{campaign, status::duration};
use crate::{
	args::CoverageCommand,
	error::CliError,
	output::{hex, Output, Text},
	parse::show_cell,
	session::Session,
};
use cairn_chain_client::hash::blake2_256;
use cairn_primitives::{
	coverage::{draw_hash, SiteView, WindowView},
	CellIndex, RouterIndex, Standing,
};
use cairn_scoring::{Draw, Interval, FULL_SCALE};
use serde_json::{json, Value};

pub fn run(session: &Session, command: CoverageCommand) -> Result<Output, CliError> {
	match command {
		CoverageCommand::Cell { cell } => show_of_cell(session, cell),
		CoverageCommand::Router { index } => show_of_router(session, index),
		CoverageCommand::Window => show_window(session),
	}
}

/// A part of something in hundredths of a percent, for people.
fn percent(part: u64, of_bits: u32) -> String {
	let points = (u128::from(part) * 10_000) >> of_bits;
	format!("{}.{:02} %", points / 100, points % 100)
}

/// What density leaves, for people.
fn show_scale(scale: u64) -> String {
	percent(scale, FULL_SCALE.trailing_zeros())
}

/// How many routers are challenged, for people. The highest threshold challenges everybody.
fn show_threshold(threshold: u64) -> String {
	match threshold {
		u64::MAX => "every router".into(),
		threshold => format!("{} of all routers", percent(threshold, u64::BITS)),
	}
}

/// How often a router is challenged, for people.
fn show_interval(interval: u32) -> String {
	let (whole, part) = (interval / Interval::PER_WINDOW, interval % Interval::PER_WINDOW);
	match (whole, part) {
		(0 | 1, 0) => "in every window".into(),
		(whole, 0) => format!("once in {whole} windows on average"),
		(whole, part) => {
			// Less than a hundred, since the part is less than a window.
			let hundredths = part * 100 / Interval::PER_WINDOW;
			format!("once in {whole}.{hundredths:02} windows on average")
		}
	}
}

fn show_window(session: &Session) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let chain = session.chain()?;
	let window = chain
		.window(Some(head.hash))?
		.ok_or_else(|| CliError::not_found("no window has begun yet", "cairn status"))?;
	let millis = chain.timing(Some(head.hash))?.block_millis;
	let until = |block: u32| {
		let left = block.saturating_sub(head.number);
		format!("block {block}, in {left} blocks (about {})", duration(left, millis))
	};
	let oldest = window.oldest_open(head.number);
	Ok(Text::line(format!("Window {} at finalised block {}", window.number, head.number))
		.fields(&[
			("seed", format!("0x{}", hex::encode(window.seed))),
			("began", format!("block {}", window.begin)),
			("ends", until(window.end)),
			("can be proven until", until(window.proof_end)),
			("oldest that can be proven", format!("window {oldest}")),
			("challenged", show_threshold(window.threshold)),
			("each router", show_interval(window.interval)),
		])
		.with(json!({
			"window": window.number,
			"seed": hex(&window.seed),
			"threshold": window.threshold.to_string(),
			"interval": window.interval,
			"begin": window.begin,
			"end": window.end,
			"proof_end": window.proof_end,
			"oldest_open": oldest,
			"block": head.number,
		})))
}

fn show_of_cell(session: &Session, cell: CellIndex) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let at = Some(head.hash);
	let chain = session.chain()?;
	let view = chain.coverage_cell(cell, at)?;
	let campaigns = chain.campaigns_on(cell, at)?;
	let proven = view.proofs > 0;
	let mut fields = vec![("density leaves", show_scale(view.scale))];
	if proven {
		fields.extend([
			("proofs lately", view.proofs.to_string()),
			("windows", format!("{} … {}", view.first, view.last)),
			("last one by", format!("router {}", view.router)),
			("heard by", heard(view.witnesses, view.probes)),
		]);
	} else {
		fields.push(("proofs lately", "none".into()));
	}
	let mut text =
		Text::line(format!("Cell {} at finalised block {}", show_cell(cell), head.number))
			.fields(&fields);
	text = match campaigns.is_empty() {
		true => text.and_line("No campaign pays here. To open one: cairn campaign open CELL…"),
		false => campaign::table(text, &campaigns),
	};
	let proofs = proven.then(|| {
		json!({
			"count": view.proofs,
			"first": view.first,
			"last": view.last,
			"router": view.router,
			"witnesses": view.witnesses,
			"probes": view.probes,
		})
	});
	Ok(text.with(json!({
		"cell": show_cell(cell),
		"block": head.number,
		"scale": view.scale.to_string(),
		"proofs": proofs,
		"campaigns": campaigns.iter().map(campaign::on_cell_json).collect::<Vec<_>>(),
	})))
}

fn heard(witnesses: u8, probes: u8) -> String {
	match probes {
		0 => format!("{witnesses} routers"),
		probes => format!("{witnesses} routers, {probes} probes"),
	}
}

/// Why a router takes no part in a window; `None` where it does.
fn obstacle(site: Option<&SiteView>) -> Option<&'static str> {
	match site {
		None => Some("not registered"),
		Some(site) if site.standing != Standing::Active => Some("removed by its owner"),
		Some(site) if !site.vouched => Some("no sponsor vouches for it"),
		Some(site) if site.cell.is_none() => {
			Some("registered or vouched for after the window had begun")
		}
		Some(_) => None,
	}
}

/// Whether chance has a router challenged in a window.
fn is_drawn(window: &WindowView, router: RouterIndex) -> bool {
	Draw::from_hash(draw_hash(&window.seed, router, blake2_256)).is_challenged(window.threshold)
}

fn show_of_router(session: &Session, index: RouterIndex) -> Result<Output, CliError> {
	let head = session.finalized()?;
	let at = Some(head.hash);
	let chain = session.chain()?;
	let router = super::router::find(session, index, at)?;
	let scale = chain.coverage_cell(router.cell, at)?.scale;
	let proofs = chain.proofs(index, at)?;
	let mut fields = vec![("cell", show_cell(router.cell)), ("density leaves", show_scale(scale))];
	let mut running = Value::Null;
	if let Some(window) = chain.window(at)? {
		let site = chain.coverage_site(index, window.number, at)?;
		let obstacle = obstacle(site.as_ref());
		let challenged = obstacle.is_none() && is_drawn(&window, index);
		let now = match (obstacle, challenged) {
			(Some(reason), _) => format!("takes no part: {reason}"),
			(None, true) => "challenged".into(),
			(None, false) => "not challenged".into(),
		};
		fields.push(("window that runs", format!("{}, {now}", window.number)));
		running = json!({
			"window": window.number,
			"challenged": challenged,
			"obstacle": obstacle,
		});
	}
	match &proofs {
		None => fields.push(("windows proven", "none".into())),
		Some(proofs) => fields.extend(proofs::fields(proofs)),
	}
	Ok(Text::line(format!("Coverage of router {index} at finalised block {}", head.number))
		.fields(&fields)
		.with(json!({
			"router": index,
			"block": head.number,
			"cell": show_cell(router.cell),
			"scale": scale.to_string(),
			"running": running,
			"proofs": proofs.as_ref().map(proofs::to_json),
		})))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn shares_are_told_in_percent_and_intervals_in_windows() {
		assert_eq!(show_scale(FULL_SCALE), "100.00 %");
		assert_eq!(show_scale(FULL_SCALE / 3), "33.33 %");
		assert_eq!(percent(u64::MAX / 8, 64), "12.49 %");
		assert_eq!(show_interval(256), "in every window");
		assert_eq!(show_interval(512), "once in 2 windows on average");
		assert_eq!(show_interval(256 + 64), "once in 1.25 windows on average");
	}

	#[test]
	fn a_router_is_drawn_by_the_published_rule() {
		let window = |threshold| WindowView {
			number: 7,
			seed: [3; 32],
			threshold,
			interval: 256,
			begin: 700,
			end: 800,
			proof_end: 1_400,
		};
		let draw = draw_hash(&[3; 32], 5, blake2_256);
		let chance = u64::from_le_bytes(draw[..8].try_into().unwrap());
		assert!(is_drawn(&window(chance + 1), 5));
		assert!(!is_drawn(&window(chance), 5));
	}
}
