//! Results, for a person and for a program.

use crate::amount::Amount;
use anstyle::Style;
use cairn_primitives::Balance;
use serde_json::{json, Value};

/// What a command found or did.
#[derive(Clone, PartialEq, Debug)]
pub struct Output {
	/// For programs.
	pub json: Value,
	/// For people; styled, and stripped where standard output is no terminal.
	pub text: String,
}

/// An amount in JSON: a decimal string of planck, since JSON's numbers end at 53 bits.
pub fn planck(amount: Balance) -> Value {
	json!(amount.to_string())
}

/// An amount for people.
pub fn cairn(amount: Balance) -> String {
	Amount(amount).to_string()
}

/// Bytes in JSON.
pub fn hex(bytes: &[u8]) -> Value {
	json!(format!("0x{}", hex::encode(bytes)))
}

/// Lines of text with aligned columns.
#[derive(Default)]
pub struct Text(String);

impl Text {
	/// Begins with one line.
	pub fn line(text: impl AsRef<str>) -> Self {
		Self(format!("{}\n", text.as_ref()))
	}

	/// Adds one line.
	pub fn and_line(mut self, text: impl AsRef<str>) -> Self {
		self.0.push_str(text.as_ref());
		self.0.push('\n');
		self
	}

	/// Adds labels and values, the values aligned.
	pub fn fields<L: AsRef<str>, V: AsRef<str>>(mut self, fields: &[(L, V)]) -> Self {
		let width = fields.iter().map(|(label, _)| width(label.as_ref())).max().unwrap_or(0);
		let bold = Style::new().bold();
		for (label, value) in fields {
			let label = label.as_ref();
			let gap = " ".repeat(width - self::width(label) + 2);
			self.0.push_str(&format!("  {bold}{label}{bold:#}{gap}{}\n", value.as_ref()));
		}
		self
	}

	/// Adds a table: the first column left-aligned, the others right-aligned.
	pub fn table(mut self, header: &[&str], rows: &[Vec<String>]) -> Self {
		let widths: Vec<usize> = header
			.iter()
			.enumerate()
			.map(|(column, title)| {
				let cells = rows.iter().filter_map(|row| row.get(column));
				cells.map(|cell| width(cell)).chain([width(title)]).max().unwrap_or(0)
			})
			.collect();
		let bold = Style::new().bold();
		let titles: Vec<String> = header.iter().map(|title| title.to_string()).collect();
		self.0.push_str(&format!("  {bold}{}{bold:#}\n", row_text(&titles, &widths)));
		for row in rows {
			self.0.push_str(&format!("  {}\n", row_text(row, &widths)));
		}
		self
	}

	/// With the same for programs.
	pub fn with(self, json: Value) -> Output {
		Output { json, text: self.0 }
	}
}

fn width(text: &str) -> usize {
	text.chars().count()
}

fn row_text(row: &[String], widths: &[usize]) -> String {
	let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, wide))| {
		let gap = " ".repeat(wide.saturating_sub(width(cell)));
		if column == 0 {
			format!("{cell}{gap}")
		} else {
			format!("{gap}{cell}")
		}
	});
	cells.collect::<Vec<_>>().join("  ").trim_end().to_string()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn plain(text: &str) -> String {
		anstream::adapter::strip_str(text).to_string()
	}

	#[test]
	fn tables_and_fields_are_aligned() {
		let output = Text::line("Two routers")
			.table(
				&["router", "due"],
				&[vec!["1".into(), "10".into()], vec!["200".into(), "7".into()]],
			)
			.fields(&[("a", "x"), ("long", "y")])
			.with(Value::Null);
		assert_eq!(
			plain(&output.text),
			"Two routers\n  router  due\n  1        10\n  200       7\n  a     x\n  long  y\n"
		);
	}

	#[test]
	fn planck_in_json_are_strings() {
		assert_eq!(planck(u128::MAX), json!("340282366920938463463374607431768211455"));
	}
}
