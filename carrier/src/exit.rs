//! Exit codes, and the errors they stand for.

use crate::{
	cdr_files::CdrError, config::ConfigError, db::DbError, edge::upstream::UpstreamError,
	secrets::SecretError,
};
use cairn_chain_client::ChainError;
use std::io;

/// Why the program ends.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
	/// The configuration makes no sense.
	#[error("configuration: {0}")]
	Config(#[from] ConfigError),
	/// A key file cannot be used.
	#[error("key file: {0}")]
	Secret(#[from] SecretError),
	/// A TLS certificate or key cannot be used.
	#[error("exchange: {0}")]
	Tls(String),
	/// The chain cannot be reached.
	#[error("chain: {0}")]
	Chain(#[from] ChainError),
	/// The chain knows no such carrier.
	#[error("the chain has no carrier {0}; open one with: cairn carrier open")]
	NoCarrier(u32),
	/// The daemon cannot be reached.
	#[error("{endpoint}: {reason}; is cairn-carrier running with this configuration?")]
	Daemon {
		/// The endpoint.
		endpoint: String,
		/// What went wrong.
		reason: String,
	},
	/// An address cannot be listened on.
	#[error("cannot listen on {endpoint} ({key}): {error}")]
	Listen {
		/// The configuration's key.
		key: &'static str,
		/// The address.
		endpoint: String,
		/// What the system said.
		error: io::Error,
	},
	/// The books failed.
	#[error("{0}")]
	Db(#[from] DbError),
	/// Charging records cannot be written or read.
	#[error("charging records: {0}")]
	Cdr(#[from] CdrError),
	/// Forwarding accounting failed.
	#[error("{0}")]
	Upstream(#[from] UpstreamError),
	/// Something does not add up.
	#[error("{0} lanes do not add up")]
	Exceptions(usize),
	/// The system failed.
	#[error("{0}")]
	Io(#[from] io::Error),
}

impl Failure {
	/// The exit code. 0 is success and 2 is also what a wrong command line gives.
	pub const fn code(&self) -> u8 {
		match self {
			Self::Io(_) | Self::Upstream(UpstreamError::Io(_)) => 1,
			Self::Config(_) | Self::Tls(_) | Self::NoCarrier(_) => 2,
			Self::Secret(_) => 3,
			Self::Chain(_) | Self::Daemon { .. } | Self::Listen { .. } => 4,
			Self::Exceptions(_) => 5,
			Self::Db(_) | Self::Cdr(_) | Self::Upstream(UpstreamError::Db(_)) => 6,
		}
	}
}
