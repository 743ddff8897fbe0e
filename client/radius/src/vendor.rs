//! Cairn's own attributes: type 26, split over several where longer than one holds.

use crate::{kind, Attribute, AttributeError, Attributes};

/// The private enterprise number under which Cairn's attributes travel. 32473 is the number for
/// documentation (RFC 5612), until one is assigned.
pub const VENDOR_ID: u32 = 32_473;
/// Vendor type of the SCALE-encoded [`cairn_primitives::Request`].
pub const CAIRN_REQUEST: u8 = 1;
/// Vendor type of the SCALE-encoded [`cairn_primitives::Reply`].
pub const CAIRN_REPLY: u8 = 2;
/// The most octets of a value in one attribute: 253 less vendor id, vendor type and length.
pub const MAX_FRAGMENT: usize = 247;

/// What stands behind Cairn's vendor id, or `None` for another attribute.
fn cairn<'a>(attribute: &Attribute<'a>) -> Option<&'a [u8]> {
	if attribute.kind != kind::VENDOR_SPECIFIC {
		return None;
	}
	attribute.value.strip_prefix(&VENDOR_ID.to_be_bytes())
}

/// True for a vendor-specific attribute under Cairn's number.
pub(crate) fn is_cairn(attribute: &Attribute<'_>) -> bool {
	cairn(attribute).is_some()
}

impl Attributes {
	/// Adds a value of Cairn's, split over as many attributes as it takes.
	///
	/// Either all of it is added or nothing.
	pub fn put_vendor(&mut self, vendor_type: u8, value: &[u8]) -> Result<(), AttributeError> {
		let mut added = self.clone();
		// An empty value still is a value: one fragment without octets.
		let empty: [&[u8]; 1] = [&[]];
		let fragments =
			value.chunks(MAX_FRAGMENT).chain(empty.into_iter().filter(|_| value.is_empty()));
		for fragment in fragments {
			let mut inner = Vec::with_capacity(6 + fragment.len());
			inner.extend_from_slice(&VENDOR_ID.to_be_bytes());
			inner.extend_from_slice(&[vendor_type, fragment.len() as u8 + 2]);
			inner.extend_from_slice(fragment);
			added.push(kind::VENDOR_SPECIFIC, &inner)?;
		}
		*self = added;
		Ok(())
	}

	/// A value of Cairn's: its fragments joined in order of appearance.
	///
	/// A fragment with a bad length of its own ends the reading of its attribute; what is missing
	/// shows when the value is decoded.
	pub fn vendor(&self, vendor_type: u8) -> Option<Vec<u8>> {
		let mut value = None;
		for attribute in self.iter() {
			let Some(mut rest) = cairn(&attribute) else {
				continue;
			};
			while let Some(&[found, len]) = rest.first_chunk::<2>() {
				let Some((fragment, next)) = rest.split_at_checked(usize::from(len)) else {
					break;
				};
				let Some(octets) = fragment.get(2..) else {
					break;
				};
				if found == vendor_type {
					value.get_or_insert_with(Vec::new).extend_from_slice(octets);
				}
				rest = next;
			}
		}
		value
	}

	/// The same attributes without Cairn's own, as they go on to a carrier's existing AAA.
	pub fn without_vendor(&self) -> Self {
		self.filtered(|a| !is_cairn(&a))
	}
}
