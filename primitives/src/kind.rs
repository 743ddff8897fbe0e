//! A lane's kind: what sort of service was delivered, and in which role.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The most relays a path may have.
pub const MAX_RELAYS: u8 = 3;
/// Service classes are numbered 0 … 31: five bits of the kind.
pub const MAX_SERVICE_CLASSES: u8 = 32;

/// A class of service with a price of its own in a tariff, numbered from 0.
pub type ServiceClass = u8;

/// What a router did for the bytes of a lane.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
	/// Served the subscriber over its own uplink.
	Direct,
	/// Served the subscriber over a path of this many relays (1 … [`MAX_RELAYS`]).
	Access(u8),
	/// Carried another router's traffic as one of this many relays (1 … [`MAX_RELAYS`]).
	Relay(u8),
}

/// Service class × role in one byte: the class in the upper five bits, the role in the lower three
/// (0 direct, 1 … 3 access over n relays, 4 … 6 relay in a path of n relays).
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Kind(u8);

impl Kind {
	/// Packs class and role; `None` when either is out of range.
	pub const fn new(class: ServiceClass, role: Role) -> Option<Self> {
		let role = match role {
			Role::Direct => 0,
			Role::Access(n) if n >= 1 && n <= MAX_RELAYS => n,
			Role::Relay(n) if n >= 1 && n <= MAX_RELAYS => 3 + n,
			_ => return None,
		};
		if class >= MAX_SERVICE_CLASSES {
			return None;
		}
		Some(Self(class << 3 | role))
	}

	/// Reads a byte as a kind; `None` for the role code 7, which means nothing.
	pub const fn from_byte(byte: u8) -> Option<Self> {
		if byte & 7 == 7 {
			None
		} else {
			Some(Self(byte))
		}
	}

	/// The byte on the wire and in storage keys.
	pub const fn byte(self) -> u8 {
		self.0
	}

	/// The service class, 0 … 31.
	pub const fn class(self) -> ServiceClass {
		self.0 >> 3
	}

	/// The role, or `None` for a decoded byte that is no kind.
	pub const fn role(self) -> Option<Role> {
		match self.0 & 7 {
			0 => Some(Role::Direct),
			n @ 1..=3 => Some(Role::Access(n)),
			n @ 4..=6 => Some(Role::Relay(n - 3)),
			_ => None,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn every_byte_is_a_kind_that_packs_back_to_itself_or_none() {
		for byte in 0..=u8::MAX {
			match Kind::from_byte(byte) {
				Some(kind) => {
					let role = kind.role().expect("from_byte refuses unknown roles");
					assert_eq!(Kind::new(kind.class(), role), Some(kind));
					assert_eq!(kind.byte(), byte);
				}
				None => assert_eq!(byte & 7, 7),
			}
		}
	}

	#[test]
	fn paths_longer_than_allowed_are_no_kind() {
		assert_eq!(Kind::new(0, Role::Access(0)), None);
		assert_eq!(Kind::new(0, Role::Access(4)), None);
		assert_eq!(Kind::new(0, Role::Relay(4)), None);
		assert_eq!(Kind::new(32, Role::Direct), None);
	}
}
