//! JSON-RPC: hand reports in, fetch those on a challenge, read the window.

use crate::{
	message::{self, MessageError},
	refusal::Outcome,
	service::Reports,
	validator::Unavailable,
};
use cairn_primitives::{coverage::Window, BlockNumber, RouterIndex};
use codec::Encode;
use jsonrpsee::{core::async_trait, proc_macros::rpc, types::ErrorObjectOwned};
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};
use std::sync::Arc;

/// The most reports in one call.
pub const MAX_SUBMITTED: usize = 256;
/// The parameter is no list of reports.
pub const MALFORMED: i32 = 7_101;
/// The chain's state could not be asked.
pub const UNAVAILABLE: i32 = 7_102;

/// What became of a report that was handed in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Submitted {
	/// It is held, and passed on.
	Accepted,
	/// It was held already.
	Known,
	/// It is not held.
	Refused {
		/// Number of the reason.
		code: u8,
		/// Its name.
		reason: String,
		/// What to do.
		next: String,
	},
}

impl From<Outcome> for Submitted {
	fn from(outcome: Outcome) -> Self {
		match outcome {
			Outcome::Accepted => Self::Accepted,
			Outcome::Known => Self::Known,
			Outcome::Refused(refusal) => Self::Refused {
				code: refusal.code(),
				reason: refusal.name().into(),
				next: refusal.next().into(),
			},
		}
	}
}

/// A block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
	/// Its height.
	pub number: BlockNumber,
	/// Its hash.
	pub hash: H256,
}

/// The window that runs in the last final block: the same for everybody until the next block is
/// final.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrentWindow {
	/// Its number.
	pub number: Window,
	/// What decides who is challenged.
	pub seed: H256,
	/// Draws below this are challenged. A text, since it has 64 bits.
	pub threshold: String,
	/// Windows between two challenges of a router on average, in 1/256 of a window.
	pub interval: u32,
	/// Its first block.
	pub begin: BlockNumber,
	/// The first block after it.
	pub end: BlockNumber,
	/// The first block in which it can be proven no more.
	pub proof_end: BlockNumber,
	/// The last final block.
	pub finalised: Block,
}

/// The methods.
#[rpc(server, namespace = "cairn")]
pub trait ReportsApi {
	/// Hands in a SCALE vector of signed reports, at most [`MAX_SUBMITTED`]. Answers, when all of
	/// them have been checked, what became of each.
	#[method(name = "submitReports")]
	async fn submit_reports(&self, reports: Bytes) -> Result<Vec<Submitted>, ErrorObjectOwned>;

	/// The reports on a challenge that this node holds, each signed and in SCALE.
	#[method(name = "reports", blocking)]
	fn reports(&self, window: Window, router: RouterIndex) -> Result<Vec<Bytes>, ErrorObjectOwned>;

	/// The window that runs in the last final block; null before the first one.
	#[method(name = "window", blocking)]
	fn window(&self) -> Result<Option<CurrentWindow>, ErrorObjectOwned>;
}

/// Answers the methods.
pub struct Rpc(Arc<Reports>);

impl Rpc {
	/// Over this pool.
	pub fn new(reports: Arc<Reports>) -> Self {
		Self(reports)
	}
}

/// An error with its reason and what to do.
fn error(code: i32, message: String, reason: &str, next: &str) -> ErrorObjectOwned {
	#[derive(Serialize)]
	struct Data<'a> {
		reason: &'a str,
		next: &'a str,
	}
	ErrorObjectOwned::owned(code, message, Some(Data { reason, next }))
}

impl From<MessageError> for ErrorObjectOwned {
	fn from(reason: MessageError) -> Self {
		let next = match reason {
			MessageError::Empty => "send at least one report",
			MessageError::TooMany => "send at most 256 reports at once",
			MessageError::Malformed | MessageError::TrailingBytes => {
				"send the SCALE encoding of a vector of signed witness reports, see docs/formats.md"
			}
		};
		error(MALFORMED, format!("not a list of reports: {reason}"), reason.name(), next)
	}
}

impl From<Unavailable> for ErrorObjectOwned {
	fn from(reason: Unavailable) -> Self {
		let message = format!("the chain's state could not be asked: {reason}");
		error(UNAVAILABLE, message, "unavailable", "try again, or another node")
	}
}

#[async_trait]
impl ReportsApiServer for Rpc {
	async fn submit_reports(&self, reports: Bytes) -> Result<Vec<Submitted>, ErrorObjectOwned> {
		let reports = message::decode(&reports, MAX_SUBMITTED)?;
		Ok(self.0.submit(reports).await.into_iter().map(Submitted::from).collect())
	}

	fn reports(&self, window: Window, router: RouterIndex) -> Result<Vec<Bytes>, ErrorObjectOwned> {
		let reports = self.0.reports(window, router);
		Ok(reports.iter().map(|signed| Bytes(signed.encode())).collect())
	}

	fn window(&self) -> Result<Option<CurrentWindow>, ErrorObjectOwned> {
		let (finalised, view) = self.0.window()?;
		Ok(view.map(|view| CurrentWindow {
			number: view.number,
			seed: view.seed.into(),
			threshold: view.threshold.to_string(),
			interval: view.interval,
			begin: view.begin,
			end: view.end,
			proof_end: view.proof_end,
			finalised: Block { number: finalised.number, hash: finalised.hash.into() },
		}))
	}
}
