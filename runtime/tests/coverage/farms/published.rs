//! What the threat model publishes: each line is made from the state, and the document must hold it.

use super::{FEES, FLOOR_MIB, ROUTERS};
use cairn_primitives::{Balance, CAIRN};
use pallet_cairn_routers::Parameters;
use std::fs;

/// Cargo runs tests in their crate's folder.
const DOCUMENT: &str = "../docs/threat-model.md";

/// The threat model must hold each of these lines or parts of lines, word for word.
pub fn must_stand(lines: &[String]) {
	let text = fs::read_to_string(DOCUMENT).expect("the threat model");
	let missing: Vec<_> = lines.iter().filter(|line| !text.contains(line.as_str())).collect();
	assert!(missing.is_empty(), "{DOCUMENT} must say, to the letter:\n{missing:#?}");
}

/// Digits in groups of three.
pub fn grouped(number: u128) -> String {
	let digits = number.to_string();
	let mut text = String::new();
	for (place, digit) in digits.chars().enumerate() {
		if place > 0 && (digits.len() - place).is_multiple_of(3) {
			text.push(',');
		}
		text.push(digit);
	}
	text
}

/// A number of units of 10^−decimals, as people write it.
fn decimal(units: u128, decimals: u32) -> String {
	let one = 10u128.pow(decimals);
	match decimals {
		0 => grouped(units),
		_ => format!("{}.{:0width$}", grouped(units / one), units % one, width = decimals as usize),
	}
}

/// Planck as CAIRN, rounded to the nearest of so many decimals.
pub fn rounded(amount: Balance, decimals: u32) -> String {
	let unit = CAIRN / 10u128.pow(decimals);
	decimal((amount + unit / 2) / unit, decimals)
}

/// What is left of an income after its costs, in CAIRN with one decimal.
pub fn profit(income: Balance, costs: Balance) -> String {
	let sign = if income < costs { "−" } else { "+" };
	format!("{sign}{}", rounded(income.abs_diff(costs), 1))
}

/// A part of a whole in per cent, rounded to the nearest of so many decimals.
pub fn percent(part: Balance, whole: Balance, decimals: u32) -> String {
	let units = (part * 100 * 10u128.pow(decimals) + whole / 2) / whole;
	format!("{} %", decimal(units, decimals))
}

/// What a farm that was half of the network has cost and brought, in planck.
pub struct Farm {
	/// Earned in ten periods.
	pub all: Balance,
	/// What of it had been released by then.
	pub kept: Balance,
	/// Coverage's emission of a period.
	pub pool: Balance,
	/// What its carrier locks up.
	pub deposits: Balance,
	/// Protocol fees on the traffic that it paid for itself.
	pub protocol: Balance,
	/// What its sponsor lost.
	pub bond: Balance,
}

impl Farm {
	/// The document must say what the chain paid here, and what that is in a network of another size:
	/// every router gets the same.
	pub fn publish(self) {
		let Self { all, kept, pool, deposits, protocol, bond } = self;
		let costs = deposits + protocol + FEES;
		let mut lines = vec![
			format!(
				"| the same, with self-paid traffic: {FLOOR_MIB} MiB a router each week, stated to a \
				 carrier of their own | and {} CAIRN to open that carrier, for good, and {} CAIRN of \
				 protocol fee in ten days; the price itself returns to them | as much of the emission \
				 as a hundred honest routers |",
				rounded(deposits, 0),
				rounded(protocol, 2),
			),
			format!(
				"Coverage's emission is {} CAIRN a day in the first year",
				grouped(pool / CAIRN)
			),
			format!("of which {} are payable by then", percent(kept, all, 1)),
			format!("transaction fees counted as {};", rounded(FEES, 2)),
			// Twice what half of the network keeps is what all of it would.
			format!("outweighs a farm of {} of the network", percent(bond, 2 * kept, 2)),
			format!("larger bonds (up to {} CAIRN)", rounded(*Parameters::SPONSOR_BOND.end(), 0)),
		];
		for network in [100, 10_000, 100_000, 1_000_000, 13_000_000] {
			let of_network =
				|amount| amount * 2 * ROUTERS as Balance / (network + ROUTERS as Balance);
			let (earned, payable) = (of_network(all), of_network(kept));
			lines.push(format!(
				"| {} | {} | {} | {} | {} |",
				grouped(network),
				rounded(earned, 1),
				rounded(payable, 1),
				profit(earned, costs),
				profit(payable, costs + bond),
			));
		}
		must_stand(&lines);
	}
}

#[test]
fn figures_are_rounded_grouped_and_signed_as_people_write_them() {
	assert_eq!(grouped(0), "0");
	assert_eq!(grouped(999), "999");
	assert_eq!(grouped(1_234_567), "1,234,567");
	assert_eq!(rounded(1_049_999_999_999, 1), "1.0");
	assert_eq!(rounded(1_050_000_000_000, 1), "1.1");
	assert_eq!(rounded(10_000 * CAIRN, 0), "10,000");
	assert_eq!(profit(CAIRN, 3 * CAIRN), "−2.0");
	assert_eq!(profit(1_234 * CAIRN, 0), "+1,234.0");
	assert_eq!(percent(1, 8, 1), "12.5 %");
	assert_eq!(percent(1, 3, 2), "33.33 %");
}
