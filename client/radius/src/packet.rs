//! The packet: a header of 20 octets and attributes (RFC 2865, section 3).

use crate::{AttributeError, Attributes};
use std::fmt;

/// Octets before the attributes.
pub const HEADER_LEN: usize = 20;
/// The largest packet, header included.
pub const MAX_PACKET_LEN: usize = 4096;
/// The UDP port of accounting.
pub const ACCOUNTING_PORT: u16 = 1813;
/// The fixed shared secret where TLS protects the path (RFC 6614, section 2.3).
pub const RADSEC_SECRET: &[u8] = b"radsec";

/// The authenticator field.
pub type Authenticator = [u8; 16];

/// What a packet is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u8);

impl Code {
	/// Access-Request (RFC 2865).
	pub const ACCESS_REQUEST: Self = Self(1);
	/// Access-Accept (RFC 2865).
	pub const ACCESS_ACCEPT: Self = Self(2);
	/// Access-Reject (RFC 2865).
	pub const ACCESS_REJECT: Self = Self(3);
	/// Accounting-Request (RFC 2866).
	pub const ACCOUNTING_REQUEST: Self = Self(4);
	/// Accounting-Response (RFC 2866).
	pub const ACCOUNTING_RESPONSE: Self = Self(5);
	/// Access-Challenge (RFC 2865).
	pub const ACCESS_CHALLENGE: Self = Self(11);
	/// Status-Server (RFC 5997).
	pub const STATUS_SERVER: Self = Self(12);
	/// Disconnect-Request (RFC 5176).
	pub const DISCONNECT_REQUEST: Self = Self(40);
	/// Disconnect-ACK (RFC 5176).
	pub const DISCONNECT_ACK: Self = Self(41);
	/// Disconnect-NAK (RFC 5176).
	pub const DISCONNECT_NAK: Self = Self(42);
	/// CoA-Request (RFC 5176).
	pub const COA_REQUEST: Self = Self(43);
	/// CoA-ACK (RFC 5176).
	pub const COA_ACK: Self = Self(44);
	/// CoA-NAK (RFC 5176).
	pub const COA_NAK: Self = Self(45);
}

impl fmt::Debug for Code {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let name = match *self {
			Self::ACCESS_REQUEST => "Access-Request",
			Self::ACCESS_ACCEPT => "Access-Accept",
			Self::ACCESS_REJECT => "Access-Reject",
			Self::ACCOUNTING_REQUEST => "Accounting-Request",
			Self::ACCOUNTING_RESPONSE => "Accounting-Response",
			Self::ACCESS_CHALLENGE => "Access-Challenge",
			Self::STATUS_SERVER => "Status-Server",
			Self::DISCONNECT_REQUEST => "Disconnect-Request",
			Self::DISCONNECT_ACK => "Disconnect-ACK",
			Self::DISCONNECT_NAK => "Disconnect-NAK",
			Self::COA_REQUEST => "CoA-Request",
			Self::COA_ACK => "CoA-ACK",
			Self::COA_NAK => "CoA-NAK",
			Self(other) => return write!(f, "code {other}"),
		};
		f.write_str(name)
	}
}

/// Why a datagram is no packet. RFC 2865 has such datagrams dropped in silence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParseError {
	/// Fewer octets than a header has.
	Truncated {
		/// Octets received.
		len: usize,
	},
	/// The length field is below 20 or above 4,096.
	BadLength {
		/// What the field says.
		stated: usize,
	},
	/// The length field says more than was received.
	Incomplete {
		/// What the field says.
		stated: usize,
		/// Octets received.
		len: usize,
	},
	/// An attribute's length is below 2 or leads past the packet's end.
	BadAttribute {
		/// Offset of the attribute in the packet.
		at: usize,
	},
}

impl fmt::Display for ParseError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Truncated { len } => write!(f, "{len} octets are no RADIUS header"),
			Self::BadLength { stated } => write!(f, "stated length {stated} is not 20 to 4096"),
			Self::Incomplete { stated, len } => {
				write!(f, "stated length {stated}, but only {len} octets came")
			}
			Self::BadAttribute { at } => write!(f, "attribute at octet {at} has a bad length"),
		}
	}
}

impl std::error::Error for ParseError {}

/// A RADIUS packet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packet {
	/// What it is for.
	pub code: Code,
	/// Matches a response to its request.
	pub identifier: u8,
	/// Proves who sent it, see [`Packet::verify_request`] and [`Packet::verify_response`].
	pub authenticator: Authenticator,
	/// The attributes, well-formed and in order.
	pub attributes: Attributes,
}

impl Packet {
	/// A packet without attributes, its authenticator zero until it is sealed.
	pub fn new(code: Code, identifier: u8) -> Self {
		Self { code, identifier, authenticator: [0; 16], attributes: Attributes::default() }
	}

	/// Reads a datagram. Octets past the stated length are padding and ignored.
	pub fn parse(datagram: &[u8]) -> Result<Self, ParseError> {
		let len = datagram.len();
		let Some((header, _)) = datagram.split_first_chunk::<HEADER_LEN>() else {
			return Err(ParseError::Truncated { len });
		};
		let stated = usize::from(u16::from_be_bytes([header[2], header[3]]));
		if !(HEADER_LEN..=MAX_PACKET_LEN).contains(&stated) {
			return Err(ParseError::BadLength { stated });
		}
		let Some(raw) = datagram.get(HEADER_LEN..stated) else {
			return Err(ParseError::Incomplete { stated, len });
		};
		let attributes = Attributes::parse(raw)
			.map_err(|offset| ParseError::BadAttribute { at: HEADER_LEN + offset })?;
		let mut authenticator = [0; 16];
		authenticator.copy_from_slice(&header[4..]);
		Ok(Self { code: Code(header[0]), identifier: header[1], authenticator, attributes })
	}

	/// The octets to send. [`Attributes`] bounds itself, so this always fits.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.bytes_with(&self.authenticator)
	}

	/// The octets with another value in the authenticator field.
	pub(crate) fn bytes_with(&self, authenticator: &Authenticator) -> Vec<u8> {
		let raw = self.attributes.as_bytes();
		let len = HEADER_LEN + raw.len();
		let mut bytes = Vec::with_capacity(len);
		bytes.extend_from_slice(&[self.code.0, self.identifier]);
		bytes.extend_from_slice(&(len as u16).to_be_bytes());
		bytes.extend_from_slice(authenticator);
		bytes.extend_from_slice(raw);
		bytes
	}

	/// Copies the Proxy-State attributes of a request, as every response must (RFC 2865, 5.33).
	pub fn copy_proxy_state(&mut self, request: &Self) -> Result<(), AttributeError> {
		for attribute in request.attributes.iter() {
			if attribute.kind == crate::kind::PROXY_STATE {
				self.attributes.push(attribute.kind, attribute.value)?;
			}
		}
		Ok(())
	}
}
