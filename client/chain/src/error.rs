//! Everything that can go wrong between this program and the chain.

use crate::{DispatchFailure, Refusal, Submitted};
use cairn_primitives::{BlockNumber, GenesisHash};
use std::{fmt, time::Duration};

/// Why one endpoint could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FailureKind {
	/// No answer: refused, timed out, unknown host, broken TLS.
	Transport(String),
	/// An HTTP status other than 200 and 429.
	Status(u16),
	/// It is asked faster than it allows (HTTP status 429), and may be asked again after this time.
	TooFast(Duration),
	/// An answer that is no JSON-RPC answer, or holds something else than asked for.
	Malformed {
		/// The method that was asked.
		method: String,
		/// What is wrong with the answer.
		reason: String,
	},
	/// A node of another chain.
	OtherChain {
		/// The genesis hash of the chain that this client is tied to.
		expected: GenesisHash,
		/// The node's.
		found: GenesisHash,
	},
	/// A node whose runtime reads transactions in another form than this client writes.
	OtherTransactionVersion {
		/// What this client writes.
		expected: u32,
		/// What the node's runtime reads.
		found: u32,
	},
}

impl fmt::Display for FailureKind {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Transport(reason) => f.write_str(reason),
			Self::Status(status) => write!(f, "HTTP status {status}"),
			Self::TooFast(wait) => {
				write!(f, "asked too fast, and again after {} s", wait.as_secs())
			}
			Self::Malformed { method, reason } => {
				write!(f, "malformed answer to {method}: {reason}")
			}
			Self::OtherChain { expected, found } => write!(
				f,
				"a node of another chain (genesis 0x{}, expected 0x{})",
				hex::encode(found),
				hex::encode(expected)
			),
			Self::OtherTransactionVersion { expected, found } => write!(
				f,
				"transaction version {found}, but this program writes version {expected}; update it"
			),
		}
	}
}

/// An endpoint and why it could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EndpointFailure {
	/// The endpoint's address.
	pub endpoint: String,
	/// Why.
	pub kind: FailureKind,
}

impl fmt::Display for EndpointFailure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}: {}", self.endpoint, self.kind)
	}
}

/// Why the chain could not be asked, or what it said no to.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ChainError {
	/// No endpoint was named.
	NoEndpoints,
	/// The address is not one of a JSON-RPC endpoint over HTTP.
	BadEndpoint {
		/// The address.
		endpoint: String,
		/// What is wrong with it.
		reason: &'static str,
	},
	/// None of the endpoints could be used; one entry for each that was tried.
	Unreachable(Vec<EndpointFailure>),
	/// The node answered with an error.
	Rpc {
		/// The endpoint that answered.
		endpoint: String,
		/// The method that was asked.
		method: String,
		/// JSON-RPC error code.
		code: i64,
		/// The node's words.
		message: String,
	},
	/// The node's runtime lacks a function that this client needs.
	ApiMissing {
		/// The endpoint that answered.
		endpoint: String,
		/// The runtime API function.
		function: String,
	},
	/// The node's runtime answered, but not in the form that this client knows.
	ApiUndecodable {
		/// The endpoint that answered.
		endpoint: String,
		/// The runtime API function or storage item.
		function: String,
		/// What the decoder said.
		reason: String,
	},
	/// The transaction did not enter the node's pool.
	Refused {
		/// The endpoint that refused.
		endpoint: String,
		/// Why.
		refusal: Refusal,
	},
	/// The transaction was included in a finalised block, and its call failed.
	Failed {
		/// The transaction's hash.
		hash: [u8; 32],
		/// The block.
		block: BlockNumber,
		/// What the runtime said.
		failure: DispatchFailure,
	},
	/// The transaction was not in a finalised block in time; it may still come.
	NotFinalized {
		/// The transaction.
		sent: Submitted,
		/// How long this client waited.
		waited: Duration,
		/// The newest finalised block that was seen.
		finalized: BlockNumber,
	},
	/// The transaction was in no block before its era ended: it will never be.
	Expired {
		/// The transaction.
		sent: Submitted,
		/// The last block that could have included it.
		last_block: BlockNumber,
	},
	/// The state of the block is gone, so that nobody can tell how a transaction fared there.
	OutcomeUnknown {
		/// The transaction's hash.
		hash: [u8; 32],
		/// The block that includes it.
		block: BlockNumber,
	},
}

impl ChainError {
	/// True when the same request may succeed later without anything being changed.
	pub fn is_temporary(&self) -> bool {
		match self {
			Self::Unreachable(failures) => failures.iter().any(|failure| {
				!matches!(
					failure.kind,
					FailureKind::OtherChain { .. } | FailureKind::OtherTransactionVersion { .. }
				)
			}),
			Self::Refused { refusal, .. } => refusal.is_temporary(),
			Self::NotFinalized { .. } => true,
			_ => false,
		}
	}
}

impl fmt::Display for ChainError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoEndpoints => {
				f.write_str("no endpoint was named; name a node, e.g. http://127.0.0.1:9944")
			}
			Self::BadEndpoint { endpoint, reason } => {
				write!(f, "{endpoint:?} is no endpoint: {reason}")
			}
			Self::Unreachable(failures) => {
				f.write_str("no node could be used:")?;
				for failure in failures {
					write!(f, " [{failure}]")?;
				}
				f.write_str("; check that a node runs there, or name another one")
			}
			Self::Rpc { endpoint, method, code, message } => write!(
				f,
				"{endpoint} answered {method} with error {code}: {message}; try another node"
			),
			Self::ApiMissing { endpoint, function } => write!(
				f,
				"the runtime at {endpoint} has no {function}; use a node of this chain, or the \
				 release of this program that fits it"
			),
			Self::ApiUndecodable { endpoint, function, reason } => write!(
				f,
				"{endpoint} answered {function} in a form unknown here ({reason}); use the release \
				 of this program that fits the chain"
			),
			Self::Refused { endpoint, refusal } => {
				write!(f, "{endpoint} refused the transaction: {refusal}")
			}
			Self::Failed { hash, block, failure } => {
				write!(f, "transaction 0x{} failed in block {block}: {failure}", hex::encode(hash))
			}
			Self::NotFinalized { sent, waited, finalized } => write!(
				f,
				"transaction 0x{} was in no finalised block after {} s (newest: {finalized}); it \
				 may still come, so look again before you send it anew",
				hex::encode(sent.hash),
				waited.as_secs()
			),
			Self::Expired { sent, last_block } => write!(
				f,
				"transaction 0x{} was in no block up to {last_block}, where it expired; send it \
				 again",
				hex::encode(sent.hash)
			),
			Self::OutcomeUnknown { hash, block } => write!(
				f,
				"transaction 0x{} is in block {block}, whose state this node no longer has; ask an \
				 archive node",
				hex::encode(hash)
			),
		}
	}
}

impl std::error::Error for ChainError {}
