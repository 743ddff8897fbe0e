//! Why a request is not answered: a code, a name, what to do, and the HTTP status that goes with it.

use serde_json::{json, Value};

/// Why a request as a whole is not answered.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
	/// The body is no JSON.
	#[error("the body is no JSON")]
	NotJson,
	/// Several requests in one body.
	#[error("several requests in one body are not served")]
	Batch,
	/// JSON, but no request.
	#[error("no JSON-RPC 2.0 request with id, method and a list of parameters")]
	NotARequest,
	/// A method that routers and probes do not need.
	#[error("this gateway does not serve {0}")]
	NotServed(String),
	/// Parameters that the method does not take.
	#[error("{0}")]
	Params(&'static str),
	/// The parameter of `cairn_submitReports` is no list of reports.
	#[error("not a list of reports: {0}")]
	Reports(&'static str),
	/// More octets than any request needs.
	#[error("the body is too long")]
	TooLarge,
	/// The body did not come in time.
	#[error("the body did not come in time")]
	TooSlow,
	/// This address asks faster than a household of routers does.
	#[error("too many requests from this address")]
	TooFast {
		/// After how many seconds as much may be asked again.
		seconds: u64,
	},
	/// As many requests as are worked on at once.
	#[error("too many requests at once")]
	Busy,
	/// No node answers.
	#[error("no node answers at the moment")]
	Away,
}

impl Fault {
	/// The JSON-RPC error code. 7101 is the node's own; 72xx are the gateway's.
	pub const fn code(&self) -> i64 {
		match self {
			Self::NotJson => -32_700,
			Self::Batch | Self::NotARequest => -32_600,
			Self::NotServed(_) => -32_601,
			Self::Params(_) => -32_602,
			Self::Reports(_) => 7_101,
			Self::TooLarge => 7_201,
			Self::TooSlow => 7_202,
			Self::TooFast { .. } => 7_203,
			Self::Busy => 7_204,
			Self::Away => 7_205,
		}
	}

	/// The name in counters and in `data.reason`.
	pub const fn name(&self) -> &'static str {
		match self {
			Self::NotJson => "not-json",
			Self::Batch => "batch",
			Self::NotARequest => "not-a-request",
			Self::NotServed(_) => "method-not-served",
			Self::Params(_) => "wrong-parameters",
			Self::Reports(_) => "reports-malformed",
			Self::TooLarge => "too-large",
			Self::TooSlow => "too-slow",
			Self::TooFast { .. } => "too-fast",
			Self::Busy => "busy",
			Self::Away => "node-away",
		}
	}

	/// What whoever asked can do.
	pub const fn next(&self) -> &'static str {
		match self {
			Self::NotJson | Self::NotARequest => "send one JSON-RPC 2.0 request",
			Self::Batch => "send each request by itself",
			Self::NotServed(_) => "ask a node",
			Self::Params(_) => "see docs/formats.md",
			Self::Reports(_) => {
				"send the SCALE encoding of a vector of signed witness reports, see docs/formats.md"
			}
			Self::TooLarge => "send at most 256 reports at once",
			Self::TooSlow => "try again",
			Self::TooFast { .. } => "come again after the seconds in Retry-After",
			Self::Busy => "try again in a moment, or ask a node",
			Self::Away => "try again later, or ask a node",
		}
	}

	/// The HTTP status. Other than a node's errors, which travel with 200, these make a client with
	/// several endpoints go to the next one; but for 429, after which it waits first.
	pub const fn status(&self) -> u16 {
		match self {
			Self::NotJson | Self::Batch | Self::NotARequest => 400,
			Self::Params(_) | Self::Reports(_) => 400,
			Self::TooSlow => 408,
			Self::TooLarge => 413,
			Self::TooFast { .. } => 429,
			Self::NotServed(_) => 501,
			Self::Busy | Self::Away => 503,
		}
	}

	/// After how many seconds it is of use to ask again, for the header `Retry-After`.
	pub const fn retry_after(&self) -> Option<u64> {
		match self {
			Self::TooFast { seconds } => Some(*seconds),
			_ => None,
		}
	}

	/// The JSON-RPC answer.
	pub fn answer(&self, id: &Value) -> Value {
		json!({
			"jsonrpc": "2.0",
			"id": id,
			"error": {
				"code": self.code(),
				"message": self.to_string(),
				"data": { "reason": self.name(), "next": self.next() },
			},
		})
	}
}
