//! The binary against a mock chain: what it sends, what it says, how it exits.

mod common;
mod keys;
mod money;
mod routers;
