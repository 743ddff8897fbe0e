//! The binary against a mock chain: what it sends, what it says, how it exits.

mod campaigns;
mod common;
mod coverage;
mod keys;
mod money;
mod probes;
mod rewards;
mod routers;
