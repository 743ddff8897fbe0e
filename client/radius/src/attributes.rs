//! Attributes: a list of (type, length, value), kept as the octets they are.

use crate::{HEADER_LEN, MAX_PACKET_LEN};
use std::fmt;

/// Attribute types that Cairn reads or writes.
pub mod kind {
	/// User-Name.
	pub const USER_NAME: u8 = 1;
	/// NAS-Port.
	pub const NAS_PORT: u8 = 5;
	/// Class: the carrier's token travels in one of these.
	pub const CLASS: u8 = 25;
	/// Vendor-Specific.
	pub const VENDOR_SPECIFIC: u8 = 26;
	/// Called-Station-Id: which BSS.
	pub const CALLED_STATION_ID: u8 = 30;
	/// Calling-Station-Id: which device.
	pub const CALLING_STATION_ID: u8 = 31;
	/// NAS-Identifier: the router's id.
	pub const NAS_IDENTIFIER: u8 = 32;
	/// Proxy-State.
	pub const PROXY_STATE: u8 = 33;
	/// Acct-Status-Type.
	pub const ACCT_STATUS_TYPE: u8 = 40;
	/// Acct-Delay-Time, in seconds.
	pub const ACCT_DELAY_TIME: u8 = 41;
	/// Acct-Input-Octets, the lower 32 bits.
	pub const ACCT_INPUT_OCTETS: u8 = 42;
	/// Acct-Output-Octets, the lower 32 bits.
	pub const ACCT_OUTPUT_OCTETS: u8 = 43;
	/// Acct-Session-Id.
	pub const ACCT_SESSION_ID: u8 = 44;
	/// Acct-Session-Time, in seconds.
	pub const ACCT_SESSION_TIME: u8 = 46;
	/// Acct-Terminate-Cause.
	pub const ACCT_TERMINATE_CAUSE: u8 = 49;
	/// Acct-Input-Gigawords, the upper 32 bits.
	pub const ACCT_INPUT_GIGAWORDS: u8 = 52;
	/// Acct-Output-Gigawords, the upper 32 bits.
	pub const ACCT_OUTPUT_GIGAWORDS: u8 = 53;
	/// Event-Timestamp, unix seconds.
	pub const EVENT_TIMESTAMP: u8 = 55;
	/// Message-Authenticator.
	pub const MESSAGE_AUTHENTICATOR: u8 = 80;
}

/// The most octets in one attribute's value.
pub(crate) const MAX_VALUE_LEN: usize = 253;

/// Why an attribute cannot be added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttributeError {
	/// A value has more than 253 octets.
	ValueTooLong {
		/// Type of the attribute.
		kind: u8,
		/// Octets in the value.
		len: usize,
	},
	/// The packet would have more than 4,096 octets.
	PacketFull,
}

impl fmt::Display for AttributeError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::ValueTooLong { kind, len } => {
				write!(f, "attribute {kind} cannot hold {len} octets, at most 253")
			}
			Self::PacketFull => f.write_str("a packet holds at most 4096 octets"),
		}
	}
}

impl std::error::Error for AttributeError {}

/// One attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attribute<'a> {
	/// Its type, see [`kind`].
	pub kind: u8,
	/// Its value, at most 253 octets.
	pub value: &'a [u8],
}

/// Well-formed attributes in the order in which they stand in a packet, never more than fit one.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Attributes {
	raw: Vec<u8>,
}

impl Attributes {
	/// Reads what follows a packet's header; on failure the offset of the bad attribute.
	pub fn parse(raw: &[u8]) -> Result<Self, usize> {
		if raw.len() > MAX_PACKET_LEN - HEADER_LEN {
			return Err(MAX_PACKET_LEN - HEADER_LEN);
		}
		let mut rest = raw;
		while let Some(&[_, len]) = rest.first_chunk::<2>() {
			match rest.get(usize::from(len)..) {
				Some(next) if len >= 2 => rest = next,
				_ => return Err(raw.len() - rest.len()),
			}
		}
		if rest.is_empty() {
			Ok(Self { raw: raw.to_vec() })
		} else {
			Err(raw.len() - rest.len())
		}
	}

	/// The octets as they travel.
	pub fn as_bytes(&self) -> &[u8] {
		&self.raw
	}

	/// True when there is none.
	pub fn is_empty(&self) -> bool {
		self.raw.is_empty()
	}

	/// All of them in order.
	pub fn iter(&self) -> impl Iterator<Item = Attribute<'_>> + '_ {
		let mut rest = &self.raw[..];
		std::iter::from_fn(move || {
			let &[kind, len] = rest.first_chunk::<2>()?;
			let (attribute, next) = rest.split_at_checked(usize::from(len))?;
			rest = next;
			Some(Attribute { kind, value: attribute.get(2..)? })
		})
	}

	/// The values of one type in order.
	pub fn all(&self, kind: u8) -> impl Iterator<Item = &[u8]> + '_ {
		self.iter().filter(move |a| a.kind == kind).map(|a| a.value)
	}

	/// The first value of one type.
	pub fn first(&self, kind: u8) -> Option<&[u8]> {
		self.all(kind).next()
	}

	/// Adds one at the end.
	pub fn push(&mut self, kind: u8, value: &[u8]) -> Result<(), AttributeError> {
		if value.len() > MAX_VALUE_LEN {
			return Err(AttributeError::ValueTooLong { kind, len: value.len() });
		}
		if HEADER_LEN + self.raw.len() + 2 + value.len() > MAX_PACKET_LEN {
			return Err(AttributeError::PacketFull);
		}
		self.raw.extend_from_slice(&[kind, value.len() as u8 + 2]);
		self.raw.extend_from_slice(value);
		Ok(())
	}

	/// Adds a 32-bit integer.
	pub fn push_u32(&mut self, kind: u8, value: u32) -> Result<(), AttributeError> {
		self.push(kind, &value.to_be_bytes())
	}

	/// Those for which `keep` says so, in order.
	pub fn filtered(&self, keep: impl Fn(Attribute<'_>) -> bool) -> Self {
		let mut raw = Vec::with_capacity(self.raw.len());
		for attribute in self.iter().filter(|a| keep(*a)) {
			raw.extend_from_slice(&[attribute.kind, attribute.value.len() as u8 + 2]);
			raw.extend_from_slice(attribute.value);
		}
		Self { raw }
	}

	/// Removes every attribute of one type.
	pub fn remove(&mut self, kind: u8) {
		*self = self.filtered(|a| a.kind != kind);
	}

	/// Replaces the first attribute of a type by one with another value and removes the further
	/// ones; adds it at the end where there was none.
	pub fn replace(&mut self, kind: u8, value: &[u8]) -> Result<(), AttributeError> {
		let mut replaced = Self::default();
		let mut done = false;
		for attribute in self.iter() {
			if attribute.kind != kind {
				replaced.push(attribute.kind, attribute.value)?;
			} else if !done {
				replaced.push(kind, value)?;
				done = true;
			}
		}
		if !done {
			replaced.push(kind, value)?;
		}
		*self = replaced;
		Ok(())
	}

	/// Offset of the value of the first attribute of a type.
	pub(crate) fn offset_of(&self, kind: u8) -> Option<usize> {
		let mut offset = 0;
		for attribute in self.iter() {
			if attribute.kind == kind {
				return Some(offset + 2);
			}
			offset += 2 + attribute.value.len();
		}
		None
	}

	/// Overwrites octets of a value in place.
	pub(crate) fn overwrite(&mut self, offset: usize, value: &[u8]) {
		if let Some(slot) = self.raw.get_mut(offset..offset + value.len()) {
			slot.copy_from_slice(value);
		}
	}
}
