//! Coverage without I/O: whether this router is challenged, what it beacons, whom it may witness,
//! and how it proves afterwards that it was heard.
//!
//! ```text
//! chain ──window──▶ Coverage::observe ──▶ Coverage::beacon ─▶ radio
//! radio ──heard──▶ Coverage::hear ──▶ sites_wanted ◀─sites─ chain
//!                       └─▶ reports_to_send ─▶ node
//! node ──reports──▶ Coverage::collect ──▶ sites_wanted ◀─sites─ chain
//!                       └─▶ proof ─▶ chain
//! ```
//!
//! A seed is acted upon once its block is finalised. Nothing is measured by the calendar: windows
//! are counted in blocks, pauses by a clock that only goes forward.

mod asking;
mod chain;
mod closing;
mod hearing;
mod lag;
mod machine;
mod neighbours;
mod obstacle;
mod pending;
mod proof;
mod proving;
mod refusal;
mod report;
mod sites;
mod status;
mod visits;
mod witness;

pub use cairn_primitives::coverage::Verdict;
pub use chain::{CoverageChain, ProveError, ReportOutcome, Seen, Unanswered};
pub use hearing::{Overheard, MAX_CHALLENGED, MAX_SECRETS};
pub use lag::NodeTrouble;
pub use machine::{Coverage, CoverageSettings, Me};
pub use neighbours::{Neighbours, MAX_NEIGHBOURS};
pub use obstacle::Obstacle;
pub use pending::{GivenUp, Kept, Pending, Stage, MAX_PENDING};
pub use proof::{choose, Proof};
pub use proving::{Collected, Unproven};
pub use refusal::ProveRefusal;
pub use report::NotSigned;
pub use sites::{Ask, Sites, MAX_SITES};
pub use status::{channel_name, ChallengeStatus, CoverageStatus};
pub use visits::Visits;
pub use witness::Outgoing;

// The hash of everything that coverage derives.
use cairn_chain_client::hash::blake2_256;
