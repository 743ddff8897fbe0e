//! What a counter-signer decides, without I/O: every function here is one of its arguments.
//!
//! A report comes in checked ([`Checked`]), the books ([`Books`]) are read and changed, and an
//! [`Outcome`] goes out. Nothing may leave before the books are durable; that is the edge's duty.
//!
//! | rule | where |
//! |---|---|
//! | from a report to an answer, duplicates, what is rejected as a whole | `report` |
//! | which sessions are admitted, go on, are over | `session` |
//! | caps, escrow, the lanes of a path | `credit` |
//! | which `Class` is the session's token | `token` |
//! | V of a lane, what is unsettled | `lanes` |
//! | which receipts, marks and refusals an answer holds | `answer` |
//! | what is adopted from a router or from the chain | `restore` |
//! | who gets a token, of which class | `mint` |
//! | sorted batches for `receipts.settle` | `settle` |
//! | Σ CDR = lane totals = chain | `reconcile` |
//! | what routers and probes get from the chain through this daemon | [`gateway`] |

mod answer;
mod books;
mod cdr;
mod checked;
mod credit;
mod desk;
mod facts;
pub mod gateway;
mod lanes;
mod mint;
mod reconcile;
mod report;
mod restore;
mod rules;
mod session;
mod settle;
mod token;

#[cfg(test)]
mod tests;

pub use answer::MIN_ROOM;
pub use books::{
	Books, Closed, Lane, LaneKey, LaneName, LastReport, OpenSession, RouterBook, SignedLine,
	TokenId, TokenUse,
};
pub use cdr::{Cdr, Event, LaneStep};
pub use checked::{Checked, Disconnect, Outcome, SessionReport, SessionStatus, Subject};
use desk::Desk;
pub use facts::{ChainView, RouterFacts};
pub use lanes::{apply_settled, unsettled_value, SettledEntry};
pub use mint::{ClassRule, Field, MintRefusal, MintRequest, Minted, Minter};
pub use reconcile::{Exception, LaneSum, Reconciliation};
pub use report::{process, reject};
pub use restore::{judge, RestoreRefusal, Trust};
pub use rules::{Caps, Rules, Sign};
pub use settle::{Batch, Planner, MAX_BATCH};
