//! Thin adaptors between the wires and the core.

pub mod disconnect;
pub mod exchange;
pub mod http;
pub mod token;
pub mod udp;
pub mod upstream;
