//! The vendor-specific elements by which routers find and prove each other in their beacons.

use super::challenge::ChallengeSecret;
use super::Window;
use crate::RouterIndex;
use alloc::vec::Vec;

/// Number of the vendor-specific element in 802.11.
pub const VENDOR_ELEMENT_ID: u8 = 221;
/// Stands where a vendor's identifier does: "BCN", which reads as a locally administered,
/// individual address ("administratively assigned" in IEEE 802c), so it is nobody's OUI. An OUI or
/// CID of our own must be assigned before routers are sold.
pub const ELEMENT_OUI: [u8; 3] = *b"BCN";
/// Octets of a presence element on the air, its two of header included.
pub const PRESENCE_ELEMENT_LEN: usize = 10;
/// Octets of a challenge element on the air, its two of header included.
pub const CHALLENGE_ELEMENT_LEN: usize = 46;

const PRESENCE: u8 = 1;
const CHALLENGE: u8 = 2;

/// What a router says in its beacons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BeaconElement {
	/// Always there: "this BSS belongs to a router of Cairn", so that neighbours know its channel.
	Presence {
		/// The router.
		router: RouterIndex,
	},
	/// Through the whole of a window in which the router is challenged.
	Challenge {
		/// The window.
		window: Window,
		/// The router.
		router: RouterIndex,
		/// What only those in range can know.
		secret: ChallengeSecret,
	},
}

/// Why an element with our identifier was not understood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ElementError {
	/// It ends before its length says: a torn frame.
	Truncated,
	/// A type that this version does not know.
	UnknownType(u8),
	/// A known type with more or fewer octets than it has.
	WrongLength,
}

impl ElementError {
	/// The name in logs and `--json` output.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Truncated => "element-truncated",
			Self::UnknownType(_) => "element-type-unknown",
			Self::WrongLength => "element-wrong-length",
		}
	}
}

impl BeaconElement {
	/// The whole element as it goes on the air: 221, length, identifier, type, content; integers
	/// little-endian, as 802.11 has them.
	pub fn encode(&self) -> Vec<u8> {
		let mut content = Vec::with_capacity(CHALLENGE_ELEMENT_LEN);
		content.extend(ELEMENT_OUI);
		match self {
			Self::Presence { router } => {
				content.push(PRESENCE);
				content.extend(router.to_le_bytes());
			}
			Self::Challenge { window, router, secret } => {
				content.push(CHALLENGE);
				content.extend(window.to_le_bytes());
				content.extend(router.to_le_bytes());
				content.extend(secret);
			}
		}
		// At most 44 octets: the cast loses nothing.
		let mut element = Vec::from([VENDOR_ELEMENT_ID, content.len() as u8]);
		element.extend(content);
		element
	}

	/// Reads what follows the identifier: type and content.
	fn decode_content(content: &[u8]) -> Result<Self, ElementError> {
		let (kind, body) = content.split_first().ok_or(ElementError::WrongLength)?;
		match *kind {
			PRESENCE => {
				let router = body.try_into().map_err(|_| ElementError::WrongLength)?;
				Ok(Self::Presence { router: RouterIndex::from_le_bytes(router) })
			}
			CHALLENGE => {
				let body: &[u8; 40] = body.try_into().map_err(|_| ElementError::WrongLength)?;
				let (window, rest) = body.split_first_chunk().ok_or(ElementError::WrongLength)?;
				let (router, rest) = rest.split_first_chunk().ok_or(ElementError::WrongLength)?;
				let secret = rest.try_into().map_err(|_| ElementError::WrongLength)?;
				Ok(Self::Challenge {
					window: Window::from_le_bytes(*window),
					router: RouterIndex::from_le_bytes(*router),
					secret,
				})
			}
			other => Err(ElementError::UnknownType(other)),
		}
	}
}

/// Our elements among all the elements of a beacon or probe response, in their order.
///
/// Others' are passed over. A frame that is torn within an element ends with
/// [`ElementError::Truncated`], whoever's element it is; nothing after that can be trusted.
pub const fn beacon_elements(elements: &[u8]) -> BeaconElements<'_> {
	BeaconElements { rest: elements }
}

/// The iterator of [`beacon_elements`].
#[derive(Clone, Debug)]
pub struct BeaconElements<'a> {
	rest: &'a [u8],
}

impl Iterator for BeaconElements<'_> {
	type Item = Result<BeaconElement, ElementError>;

	fn next(&mut self) -> Option<Self::Item> {
		while let [id, rest @ ..] = self.rest {
			let element = rest
				.split_first()
				.and_then(|(length, after)| after.split_at_checked(usize::from(*length)));
			let Some((body, after)) = element else {
				self.rest = &[];
				return Some(Err(ElementError::Truncated));
			};
			self.rest = after;
			if *id == VENDOR_ELEMENT_ID {
				if let Some(content) = body.strip_prefix(&ELEMENT_OUI) {
					return Some(BeaconElement::decode_content(content));
				}
			}
		}
		None
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const CHALLENGED: BeaconElement =
		BeaconElement::Challenge { window: 7, router: 0x0102_0304, secret: [0xee; 32] };

	fn all(bytes: &[u8]) -> Vec<Result<BeaconElement, ElementError>> {
		beacon_elements(bytes).collect()
	}

	#[test]
	fn elements_equal_the_documented_octets() {
		let presence = BeaconElement::Presence { router: 0x0102_0304 }.encode();
		assert_eq!(presence, [221, 8, 0x42, 0x43, 0x4e, 1, 4, 3, 2, 1]);
		assert_eq!(presence.len(), PRESENCE_ELEMENT_LEN);
		let challenge = CHALLENGED.encode();
		assert_eq!(challenge.len(), CHALLENGE_ELEMENT_LEN);
		assert_eq!(challenge[..14], [221, 44, 0x42, 0x43, 0x4e, 2, 7, 0, 0, 0, 4, 3, 2, 1]);
		assert_eq!(challenge[14..], [0xee; 32]);
	}

	#[test]
	fn identifier_is_locally_administered_and_individual() {
		assert_eq!(ELEMENT_OUI[0] & 0b1111, 0b0010);
	}

	#[test]
	fn foreign_elements_are_passed_over() {
		let mut beacon = Vec::from([0, 3, b'a', b'b', b'c', 221, 4, 0x00, 0x50, 0xf2, 1]);
		beacon.extend(BeaconElement::Presence { router: 1 }.encode());
		beacon.extend([221, 0, 221, 2, 0x42, 0x43, 48, 1, 9]);
		beacon.extend(CHALLENGED.encode());
		assert_eq!(all(&beacon), [Ok(BeaconElement::Presence { router: 1 }), Ok(CHALLENGED)]);
	}

	#[test]
	fn torn_unknown_and_misshapen_elements_have_their_own_reasons() {
		let whole = CHALLENGED.encode();
		for end in 1..whole.len() {
			assert_eq!(all(&whole[..end]), [Err(ElementError::Truncated)]);
		}
		assert_eq!(all(&[221, 4, 0x42, 0x43, 0x4e, 9]), [Err(ElementError::UnknownType(9))]);
		assert_eq!(all(&[221, 3, 0x42, 0x43, 0x4e]), [Err(ElementError::WrongLength)]);
		assert_eq!(all(&[221, 5, 0x42, 0x43, 0x4e, 1, 1]), [Err(ElementError::WrongLength)]);
		let mut long = whole;
		long.push(0);
		long[1] += 1;
		assert_eq!(all(&long), [Err(ElementError::WrongLength)]);
		assert_eq!(all(&[]), []);
	}

	proptest! {
		#[test]
		fn any_beacon_is_read_to_its_end_without_panic(
			bytes in prop::collection::vec(any::<u8>(), 0..400),
		) {
			prop_assert!(beacon_elements(&bytes).count() <= bytes.len());
		}

		#[test]
		fn whatever_is_encoded_reads_back(window: u32, router: u32, secret: [u8; 32]) {
			let element = BeaconElement::Challenge { window, router, secret };
			prop_assert_eq!(all(&element.encode()), [Ok(element)]);
		}
	}
}
