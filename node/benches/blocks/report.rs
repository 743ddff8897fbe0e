//! What is measured, as a list that other programs read.

use serde::Serialize;

/// One figure.
#[derive(Serialize)]
pub struct Measurement {
	/// What was measured.
	pub name: String,
	/// How much it is.
	pub value: f64,
	/// In what.
	pub unit: &'static str,
	/// What `ratio` compares it with; that was measured in the same run.
	pub compared_with: Option<&'static str>,
	/// How many times as much as that it is.
	pub ratio: Option<f64>,
}

impl Measurement {
	/// A figure that stands for itself.
	pub fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
		Self { name: name.into(), value, unit, compared_with: None, ratio: None }
	}

	/// The same beside another.
	pub fn beside(self, what: &'static str, ratio: f64) -> Self {
		Self { compared_with: Some(what), ratio: Some(ratio), ..self }
	}
}

/// The one in the middle.
pub fn median(mut figures: Vec<f64>) -> f64 {
	figures.sort_by(f64::total_cmp);
	figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
