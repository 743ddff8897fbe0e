//! The vendor-specific elements of a BSS: the operator's own, and ours beside them.

use cairn_primitives::coverage::{BeaconElement, ELEMENT_OUI, VENDOR_ELEMENT_ID};
use std::fmt;

/// The most octets of elements that are put into a beacon: with what hostapd writes itself a beacon
/// stays below the 1,500 octets that every driver takes.
pub const MAX_ELEMENTS_LEN: usize = 512;

/// Why elements cannot be put into a beacon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ElementsError {
	/// Not an even number of hex digits.
	NotHex,
	/// An element ends before its length says.
	Truncated,
	/// More than [`MAX_ELEMENTS_LEN`] octets in all.
	TooLong,
}

impl ElementsError {
	/// The name in logs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::NotHex => "elements-not-hex",
			Self::Truncated => "elements-truncated",
			Self::TooLong => "elements-too-long",
		}
	}
}

impl fmt::Display for ElementsError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NotHex => f.write_str("vendor_elements must be pairs of hex digits"),
			Self::Truncated => f.write_str(
				"vendor_elements must be whole elements: dd, number of octets that follow, octets",
			),
			Self::TooLong => {
				write!(f, "more than {MAX_ELEMENTS_LEN} octets of vendor_elements")
			}
		}
	}
}

impl std::error::Error for ElementsError {}

/// The elements that these octets are made of, each with its two octets of header.
fn split(mut octets: &[u8]) -> Result<Vec<&[u8]>, ElementsError> {
	let mut elements = Vec::new();
	while !octets.is_empty() {
		let length = octets.get(1).ok_or(ElementsError::Truncated)?;
		let (element, rest) =
			octets.split_at_checked(2 + usize::from(*length)).ok_or(ElementsError::Truncated)?;
		elements.push(element);
		octets = rest;
	}
	Ok(elements)
}

fn is_ours(element: &[u8]) -> bool {
	element.first() == Some(&VENDOR_ELEMENT_ID)
		&& element.get(2..).is_some_and(|content| content.starts_with(&ELEMENT_OUI))
}

/// What somebody else put among these elements; ours, which a daemon that was killed may have left
/// behind, are taken out.
pub fn foreign_elements(octets: &[u8]) -> Result<Vec<u8>, ElementsError> {
	let foreign = split(octets)?.into_iter().filter(|element| !is_ours(element));
	Ok(foreign.flatten().copied().collect())
}

/// The elements of a beacon: the operator's own in their order, then ours.
pub fn merge(own: &[u8], ours: &[BeaconElement]) -> Result<Vec<u8>, ElementsError> {
	let mut merged = foreign_elements(own)?;
	for element in ours {
		merged.extend(element.encode());
	}
	if merged.len() > MAX_ELEMENTS_LEN {
		return Err(ElementsError::TooLong);
	}
	Ok(merged)
}

/// Elements as hostapd's configuration has them: hex digits.
pub fn parse_hex(text: &str) -> Result<Vec<u8>, ElementsError> {
	let octets = hex::decode(text.trim()).map_err(|_| ElementsError::NotHex)?;
	if octets.len() > MAX_ELEMENTS_LEN {
		return Err(ElementsError::TooLong);
	}
	split(&octets)?;
	Ok(octets)
}
