//! What an access point says about a session in an Accounting-Request (RFC 2866, 2869).

use crate::{kind, Attributes};
use std::fmt;

/// Acct-Status-Type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StatusType {
	/// 1: the session begins.
	Start,
	/// 2: the session is over.
	Stop,
	/// 3: counters of a running session.
	Interim,
	/// 7: this BSS starts from nothing; its former sessions are over.
	AccountingOn,
	/// 8: this BSS goes down; its sessions are over.
	AccountingOff,
	/// Any other value.
	Other(u32),
}

impl StatusType {
	/// The value on the wire.
	pub const fn value(self) -> u32 {
		match self {
			Self::Start => 1,
			Self::Stop => 2,
			Self::Interim => 3,
			Self::AccountingOn => 7,
			Self::AccountingOff => 8,
			Self::Other(value) => value,
		}
	}

	const fn from_value(value: u32) -> Self {
		match value {
			1 => Self::Start,
			2 => Self::Stop,
			3 => Self::Interim,
			7 => Self::AccountingOn,
			8 => Self::AccountingOff,
			other => Self::Other(other),
		}
	}
}

/// A cumulative octet counter as stated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counter {
	/// The lower 32 bits.
	pub low: u32,
	/// The upper 32 bits; absent from access points that let the lower ones wrap.
	pub gigawords: Option<u32>,
}

impl Counter {
	/// Octets in all, an absent gigawords attribute counting as zero.
	pub const fn total(self) -> u64 {
		let high = match self.gigawords {
			Some(gigawords) => gigawords,
			None => 0,
		};
		(high as u64) << 32 | self.low as u64
	}
}

/// Why an accounting packet cannot be understood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AccountingError {
	/// An attribute that must be there is not.
	Missing(u8),
	/// An integer attribute does not have four octets.
	BadLength {
		/// Type of the attribute.
		kind: u8,
		/// Octets in its value.
		len: usize,
	},
	/// An attribute that may stand there once stands there again.
	Duplicate(u8),
}

impl fmt::Display for AccountingError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Missing(kind) => write!(f, "attribute {kind} is missing"),
			Self::BadLength { kind, len } => {
				write!(f, "attribute {kind} has {len} octets instead of 4")
			}
			Self::Duplicate(kind) => write!(f, "attribute {kind} stands there twice"),
		}
	}
}

impl std::error::Error for AccountingError {}

/// The attributes of an accounting packet that matter to Cairn, borrowed from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accounting<'a> {
	/// What the packet says.
	pub status: StatusType,
	/// Acct-Session-Id; together with [`Self::called_station_id`] the session's key at a router.
	pub session_id: Option<&'a [u8]>,
	/// Called-Station-Id: the BSS, usually `MAC:SSID`.
	pub called_station_id: Option<&'a [u8]>,
	/// Calling-Station-Id: the subscriber's device. Never to be logged by a router.
	pub calling_station_id: Option<&'a [u8]>,
	/// NAS-Identifier.
	pub nas_identifier: Option<&'a [u8]>,
	/// Acct-Input-Octets with its gigawords; `None` means no update, never zero.
	pub input: Option<Counter>,
	/// Acct-Output-Octets with its gigawords; `None` means no update, never zero.
	pub output: Option<Counter>,
	/// Acct-Session-Time, in seconds.
	pub session_time: Option<u32>,
	/// Event-Timestamp, in unix seconds by the access point's clock.
	pub event_timestamp: Option<u32>,
	/// Acct-Delay-Time, in seconds.
	pub delay_time: Option<u32>,
	/// Acct-Terminate-Cause.
	pub terminate_cause: Option<u32>,
	/// Every Class attribute, in order.
	pub classes: Vec<&'a [u8]>,
}

/// The only value of its type, or nothing.
fn single(attributes: &Attributes, kind: u8) -> Result<Option<&[u8]>, AccountingError> {
	let mut values = attributes.all(kind);
	match (values.next(), values.next()) {
		(value, None) => Ok(value),
		_ => Err(AccountingError::Duplicate(kind)),
	}
}

fn integer(attributes: &Attributes, kind: u8) -> Result<Option<u32>, AccountingError> {
	single(attributes, kind)?
		.map(|value| {
			<[u8; 4]>::try_from(value)
				.map(u32::from_be_bytes)
				.map_err(|_| AccountingError::BadLength { kind, len: value.len() })
		})
		.transpose()
}

fn counter(
	attributes: &Attributes,
	low: u8,
	gigawords: u8,
) -> Result<Option<Counter>, AccountingError> {
	let gigawords = integer(attributes, gigawords)?;
	Ok(integer(attributes, low)?.map(|low| Counter { low, gigawords }))
}

impl<'a> Accounting<'a> {
	/// Reads a packet's attributes. Types that Cairn does not know are passed over.
	pub fn read(attributes: &'a Attributes) -> Result<Self, AccountingError> {
		let status = integer(attributes, kind::ACCT_STATUS_TYPE)?
			.ok_or(AccountingError::Missing(kind::ACCT_STATUS_TYPE))?;
		Ok(Self {
			status: StatusType::from_value(status),
			session_id: single(attributes, kind::ACCT_SESSION_ID)?,
			called_station_id: single(attributes, kind::CALLED_STATION_ID)?,
			calling_station_id: single(attributes, kind::CALLING_STATION_ID)?,
			nas_identifier: single(attributes, kind::NAS_IDENTIFIER)?,
			input: counter(attributes, kind::ACCT_INPUT_OCTETS, kind::ACCT_INPUT_GIGAWORDS)?,
			output: counter(attributes, kind::ACCT_OUTPUT_OCTETS, kind::ACCT_OUTPUT_GIGAWORDS)?,
			session_time: integer(attributes, kind::ACCT_SESSION_TIME)?,
			event_timestamp: integer(attributes, kind::EVENT_TIMESTAMP)?,
			delay_time: integer(attributes, kind::ACCT_DELAY_TIME)?,
			terminate_cause: integer(attributes, kind::ACCT_TERMINATE_CAUSE)?,
			classes: attributes.all(kind::CLASS).collect(),
		})
	}

	/// Octets from the subscriber, if stated.
	pub fn input_octets(&self) -> Option<u64> {
		self.input.map(Counter::total)
	}

	/// Octets to the subscriber, if stated.
	pub fn output_octets(&self) -> Option<u64> {
		self.output.map(Counter::total)
	}

	/// Octets in both directions together; `None` where either is missing or they overflow.
	pub fn octets(&self) -> Option<u64> {
		self.input_octets()?.checked_add(self.output_octets()?)
	}
}
