#![doc = include_str!("../README.md")]

mod bucket;
mod hub;
pub mod message;
mod metrics;
mod peers;
mod pool;
mod protocol;
mod refusal;
pub mod rpc;
mod service;
mod validator;
mod witnesses;

pub use bucket::{Bucket, Rate};
pub use hub::{Action, Batch, Hub, Reply};
pub use metrics::Metrics;
pub use pool::{
	Limits, Pool, Screened, Session, Usage, CHALLENGE_BYTES, MAX_COMMITS, PROBE_PLACES,
	REPORT_BYTES, ROUTER_PLACES, WITNESS_BYTES,
};
pub use protocol::{Prototype, Spreader};
pub use refusal::{Outcome, Refusal};
pub use service::{Reports, DEFAULT_POOL_MIB};
pub use validator::{BlockRef, ReportValidator, Unavailable};
