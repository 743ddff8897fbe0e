//! The router's logic without I/O: sessions, lanes, exchanges, limits. Time, randomness, packets
//! and pictures of the chain are handed in; entries to record and octets to send come out.
//!
//! ```text
//! access point ──packet──▶ Machine::accounting ──▶ Entry ─▶ journal ─▶ Machine::apply ─▶ response
//! carrier ◀──report── Machine::next_step ──▶ Entry ─▶ journal ─▶ apply
//! carrier ──answer──▶ Machine::reply ──▶ Entry ─▶ journal ─▶ apply
//! ```
//!
//! An entry is recorded before anything that follows from it is seen outside, so that a process
//! that is killed at any point goes on where it was.

mod accounting;
mod adopting;
mod chain;
pub mod coverage;
mod exchange;
mod exposure;
mod flow;
mod link;
mod machine;
mod record;
mod session;
mod settings;
mod settle;
mod status;
mod time;
mod timers;
mod verify;

pub use accounting::{Accepted, Dropped};
pub use chain::{CarrierPicture, ChainPicture};
pub use exchange::{Obstacle, ReplyError, Step};
pub use exposure::{Exposure, StopReason};
pub use flow::{Flow, Order, Update};
pub use link::{InFlight, Link, Reported, NUMBER_JUMP};
pub use machine::{Crypto, Machine, Note};
pub use record::{Entry, FlashRecord, LinkRecord, State, Tally, Uncounted};
pub use session::{find_token, normalise, End, Session, SessionKey, Tokens};
pub use settings::{CarrierSettings, Limits, Nas, Settings};
pub use settle::{Settlement, CLAIM_LIFETIME};
pub use status::{CarrierStatus, LaneStatus, Status};
pub use time::Moment;
pub use timers::{Timers, UNREACHABLE_AFTER};
pub use verify::{Adoption, Fault, Judge};
