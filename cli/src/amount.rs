//! Amounts of money as people write them, exactly.

use cairn_primitives::{Balance, CAIRN, TOKEN_DECIMALS, TOKEN_SYMBOL};
use std::{fmt, str::FromStr};

const DECIMALS: usize = TOKEN_DECIMALS as usize;

/// An amount in planck. Written in CAIRN with up to 12 decimals, or in planck with that suffix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Amount(pub Balance);

/// Why a text is no amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AmountError {
	/// No digits, a sign, a letter, two points.
	NotANumber,
	/// A unit that is neither CAIRN nor planck.
	Unit,
	/// More than 12 decimals.
	TooFine,
	/// A fraction of a planck.
	FractionOfPlanck,
	/// More than 128 bits of planck.
	TooLarge,
}

impl fmt::Display for AmountError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::NotANumber => "no number; write for example 1.5 or 1500000000000planck",
			Self::Unit => "unknown unit; write CAIRN (or nothing) or planck",
			Self::TooFine => "more than 12 decimals; 0.000000000001 CAIRN is 1 planck, the least",
			Self::FractionOfPlanck => "a planck cannot be divided; write a whole number of planck",
			Self::TooLarge => "more than fits 128 bits of planck",
		})
	}
}

impl std::error::Error for AmountError {}

impl FromStr for Amount {
	type Err = AmountError;

	fn from_str(text: &str) -> Result<Self, AmountError> {
		let text = text.trim();
		let unit_at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
		let (number, unit) = text.split_at(unit_at);
		let number = number.trim_end();
		let planck = match unit {
			"" => false,
			unit if unit.eq_ignore_ascii_case(TOKEN_SYMBOL) => false,
			unit if unit.eq_ignore_ascii_case("planck") => true,
			_ => return Err(AmountError::Unit),
		};
		let (whole, fraction) = match number.split_once('.') {
			Some((_, "")) => return Err(AmountError::NotANumber),
			Some((whole, fraction)) => (digits(whole)?, digits(fraction)?),
			None => (digits(number)?, String::new()),
		};
		if whole.is_empty() {
			return Err(AmountError::NotANumber);
		}
		let number = |text: &str| text.parse::<Balance>().map_err(|_| AmountError::TooLarge);
		if planck {
			if !fraction.is_empty() {
				return Err(AmountError::FractionOfPlanck);
			}
			return number(&whole).map(Self);
		}
		if fraction.len() > DECIMALS {
			return Err(AmountError::TooFine);
		}
		let below = number(&format!("{fraction:0<DECIMALS$}"))?;
		number(&whole)?
			.checked_mul(CAIRN)
			.and_then(|planck| planck.checked_add(below))
			.map(Self)
			.ok_or(AmountError::TooLarge)
	}
}

/// Digits with underscores between them, as in Rust's own numbers.
fn digits(text: &str) -> Result<String, AmountError> {
	let plain = !text.starts_with('_') && !text.ends_with('_');
	if plain && text.chars().all(|c| c.is_ascii_digit() || c == '_') {
		Ok(text.replace('_', ""))
	} else {
		Err(AmountError::NotANumber)
	}
}

impl fmt::Display for Amount {
	/// As short as it is exact: `1.5 CAIRN`, `0.000000000001 CAIRN`.
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (whole, below) = (self.0 / CAIRN, self.0 % CAIRN);
		if below == 0 {
			return write!(f, "{whole} {TOKEN_SYMBOL}");
		}
		let below = format!("{below:0>DECIMALS$}");
		write!(f, "{whole}.{} {TOKEN_SYMBOL}", below.trim_end_matches('0'))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn cairn_and_planck_are_read_to_the_planck() {
		for (text, planck) in [
			("1", CAIRN),
			("1.5", CAIRN + CAIRN / 2),
			("1.5 CAIRN", CAIRN + CAIRN / 2),
			("1.5cairn", CAIRN + CAIRN / 2),
			("0.000000000001", 1),
			("0", 0),
			("1_000.000_001", 1000 * CAIRN + 1_000_000),
			("7planck", 7),
			(" 7 planck ", 7),
			("340282366920938463463374607431768211455planck", u128::MAX),
			("340282366920938463463374607.431768211455", u128::MAX),
		] {
			assert_eq!(text.parse(), Ok(Amount(planck)), "{text}");
		}
	}

	#[test]
	fn everything_else_is_refused_with_its_reason() {
		for (text, error) in [
			("", AmountError::NotANumber),
			("CAIRN", AmountError::NotANumber),
			("-1", AmountError::NotANumber),
			("+1", AmountError::NotANumber),
			(".5", AmountError::NotANumber),
			("1.", AmountError::NotANumber),
			("1.2.3", AmountError::NotANumber),
			("1,5", AmountError::NotANumber),
			("_1", AmountError::NotANumber),
			("1e3", AmountError::Unit),
			("1 DOT", AmountError::Unit),
			("1CAIRNS", AmountError::Unit),
			("0.0000000000001", AmountError::TooFine),
			("1.0planck", AmountError::FractionOfPlanck),
			("340282366920938463463374607431768211456planck", AmountError::TooLarge),
			("340282366920938463463374607.431768211456", AmountError::TooLarge),
			("999999999999999999999999999999999999999999", AmountError::TooLarge),
		] {
			assert_eq!(text.parse::<Amount>(), Err(error), "{text}");
		}
	}

	proptest! {
		#[test]
		fn what_is_shown_reads_back_as_the_same_amount(planck: u128) {
			prop_assert_eq!(Amount(planck).to_string().parse(), Ok(Amount(planck)));
			prop_assert_eq!(format!("{planck}planck").parse(), Ok(Amount(planck)));
		}

		#[test]
		fn arbitrary_text_never_panics(text in ".{0,60}") {
			let _ = text.parse::<Amount>();
		}
	}
}
