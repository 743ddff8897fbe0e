//! Thin adaptors between the wires and the core.

pub mod disconnect;
pub mod exchange;
pub mod gateway;
pub mod http;
pub mod places;
pub mod token;
pub mod udp;
pub mod upstream;
