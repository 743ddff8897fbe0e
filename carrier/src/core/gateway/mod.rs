//! What the gateway decides, without I/O: what it answers, who is too fast, which reports it passes
//! on, keeps or refuses, and how its probes fare.

mod bucket;
mod fault;
mod kept;
mod outcome;
mod probes;
mod question;
mod sources;
mod tally;

pub use bucket::{Buckets, Rate};
pub use fault::Fault;
pub use kept::{name, Dropped, Kept, KeptChange, KeptName, NotKept};
pub use outcome::{Horizon, NotForwarded, Outcome};
pub use probes::{ProbeBook, ProbeTrouble, Wanted};
pub use question::{read, Asked, Keeps, Question, Request, MAX_BODY, MAX_SUBMITTED};
pub use sources::{source_of, Sources};
pub use tally::Tally;
