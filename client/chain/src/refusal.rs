//! Why a node's transaction pool turned a transaction away.

use serde_json::Value;
use std::fmt;

/// The pool's code for invalid transactions.
const INVALID: i64 = 1010;
const UNKNOWN_VALIDITY: i64 = 1011;
const BANNED: i64 = 1012;
/// The pool already holds the transaction: no refusal.
pub(crate) const ALREADY_IMPORTED: i64 = 1013;
const LOW_PRIORITY: i64 = 1014;
const POOL_FULL: i64 = 1016;
const FUTURE_REJECTED: i64 = 1021;

/// A typed reason for which a transaction did not enter the pool.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// The account cannot pay the fee, or does not exist.
	CannotPay,
	/// The nonce was used before.
	Stale,
	/// The nonce is ahead of what the node knows.
	Future,
	/// The signature does not fit: wrong key, or a wrong idea of the chain's version.
	BadSignature,
	/// The transaction's era is over.
	TooOld,
	/// It does not fit into a block.
	Exhausted,
	/// The call is not allowed now, or not by this kind of transaction.
	NotExpected,
	/// No extension accepted the transaction's origin.
	NotAuthorized,
	/// A code of the call's own `authorize` function, documented in the pallet's README.
	Custom(u8),
	/// The node cannot tell whether it is valid.
	Undecided(String),
	/// The same transaction was found invalid a moment ago.
	Banned,
	/// Another transaction of the same purpose and at least the same priority is waiting.
	LowPriority,
	/// The node's pool is full.
	PoolFull,
	/// Something else that the node said.
	Other(String),
}

impl Refusal {
	/// Reads the node's error; `None` where it says nothing about a transaction.
	pub(crate) fn read(code: i64, message: &str, data: Option<&Value>) -> Option<Self> {
		let detail = data.and_then(Value::as_str).unwrap_or_default();
		Some(match code {
			INVALID => Self::read_invalid(detail),
			UNKNOWN_VALIDITY => Self::Undecided(detail.to_string()),
			BANNED => Self::Banned,
			LOW_PRIORITY => Self::LowPriority,
			POOL_FULL => Self::PoolFull,
			FUTURE_REJECTED => Self::Future,
			1000..=1099 => Self::Other(format!("{message} {detail}").trim_end().to_string()),
			_ => return None,
		})
	}

	/// The texts are `sp_runtime`'s, which the node sends instead of a number.
	fn read_invalid(detail: &str) -> Self {
		if let Some(code) = detail.strip_prefix("Custom error: ").and_then(|c| c.parse().ok()) {
			return Self::Custom(code);
		}
		match detail {
			"Inability to pay some fees (e.g. account balance too low)" => Self::CannotPay,
			"Transaction is outdated" => Self::Stale,
			"Transaction will be valid in the future" => Self::Future,
			"Transaction has a bad signature" | "Invalid signing address" => Self::BadSignature,
			"Transaction has an ancient birth block" => Self::TooOld,
			"Transaction would exhaust the block limits" => Self::Exhausted,
			"Transaction call is not expected" => Self::NotExpected,
			"The transaction extension did not authorize any origin" => Self::NotAuthorized,
			other => Self::Other(other.to_string()),
		}
	}

	/// True when the same transaction may be accepted later or by another node.
	pub const fn is_temporary(&self) -> bool {
		matches!(
			self,
			Self::Future
				| Self::Undecided(_)
				| Self::Banned
				| Self::LowPriority
				| Self::PoolFull
				| Self::Exhausted
		)
	}
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::CannotPay => f.write_str(
				"the account cannot pay the fee; send it some CAIRN, or use a command whose fee \
				 comes out of the payout",
			),
			Self::Stale => f.write_str("its nonce was used before; send it again"),
			Self::Future => {
				f.write_str("its nonce is ahead of what this node knows; wait a moment, send again")
			}
			Self::BadSignature => f.write_str(
				"the signature does not fit; check that this program's version is the chain's",
			),
			Self::TooOld => f.write_str("it was signed too long ago; send it again"),
			Self::Exhausted => {
				f.write_str("it does not fit into a block; send less at once, or wait")
			}
			Self::NotExpected => f.write_str("the chain does not take this call now"),
			Self::NotAuthorized => f.write_str("the call does not authorize itself"),
			Self::Custom(code) => {
				write!(f, "the pallet refused it with code {code} (see the pallet's README)")
			}
			Self::Undecided(text) => write!(f, "the node cannot tell whether it is valid: {text}"),
			Self::Banned => {
				f.write_str("the node found the same transaction invalid a moment ago; wait")
			}
			Self::LowPriority => f.write_str(
				"another transaction for the same thing is waiting; wait until it is in a block",
			),
			Self::PoolFull => f.write_str("the node's pool is full; wait, or use another node"),
			Self::Other(text) => f.write_str(text),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	fn read(code: i64, detail: &str) -> Option<Refusal> {
		Refusal::read(code, "message", Some(&json!(detail)))
	}

	#[test]
	fn texts_of_the_node_become_typed_reasons() {
		assert_eq!(read(1010, "Custom error: 17"), Some(Refusal::Custom(17)));
		assert_eq!(read(1010, "Transaction is outdated"), Some(Refusal::Stale));
		assert_eq!(
			read(1010, "Inability to pay some fees (e.g. account balance too low)"),
			Some(Refusal::CannotPay)
		);
		assert_eq!(
			read(1010, "Custom error: 300"),
			Some(Refusal::Other("Custom error: 300".into()))
		);
		assert_eq!(read(1014, ""), Some(Refusal::LowPriority));
		assert_eq!(
			Refusal::read(1015, "Cycle Detected", None),
			Some(Refusal::Other("Cycle Detected".into()))
		);
	}

	#[test]
	fn errors_that_do_not_concern_a_transaction_are_not_refusals() {
		assert_eq!(read(-32601, "Method not found"), None);
		assert_eq!(read(4003, "Client error"), None);
	}
}
