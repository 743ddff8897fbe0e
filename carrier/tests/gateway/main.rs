//! The gateway as a process: what routers and probes get through it, what becomes of their reports
//! while nodes come and go, and what bad input gets. The chain is a mock.

mod bad_input;
mod probes;
mod reports;
mod router;
#[path = "../support/mod.rs"]
mod support;
mod world;
