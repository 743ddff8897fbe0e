//! A thin client of Cairn's chain: JSON-RPC over HTTP, blocking, without any SDK crate.
//!
//! Everything that does not touch the network is a pure function: call bytes ([`calls`]),
//! extrinsic bytes ([`signed_transaction`], [`general_transaction`]), keys ([`keys`]) and
//! addresses ([`ss58`]). [`Chain`] joins them to one or more nodes.
//!
//! ```no_run
//! use cairn_chain_client::{calls, keys::Signer, Chain};
//! use std::time::Duration;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let chain = Chain::connect(&["http://127.0.0.1:9944".to_string()])?;
//! let signer = Signer::from_seed(&[7; 32])?;
//! let sent = chain.submit_signed(&signer, calls::rewards::claim(&[0, 1]))?;
//! let included = chain.wait_finalized(&sent, Duration::from_secs(60))?;
//! println!("in block {}", included.block.number);
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

mod account;
mod api;
pub mod calls;
mod chain;
mod dispatch;
mod error;
mod extrinsic;
pub mod hash;
pub mod keys;
#[cfg(feature = "metadata")]
mod metadata;
#[cfg(feature = "mock")]
pub mod mock;
pub mod proofs;
mod refusal;
mod rpc;
pub mod ss58;
mod submit;

pub use account::AccountInfo;
pub use api::{MAX_CLAIMABLE, MAX_PERIODS, MAX_ROUTERS_PER_PAGE};
pub use chain::{BlockRef, Chain, Health, NodeError, Options, RuntimeVersion, TRANSACTION_VERSION};
pub use dispatch::{ArithmeticError, DispatchError, DispatchFailure, ErrorName, TokenError};
pub use error::{ChainError, EndpointFailure, FailureKind};
pub use extrinsic::{
	extrinsic_hash, general_transaction, signed_transaction, signing_payload, Era, TxContext,
};
#[cfg(feature = "metadata")]
pub use metadata::ErrorNames;
pub use refusal::Refusal;
pub use submit::{Included, Progress, Submitted};
