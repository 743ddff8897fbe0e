//! The adaptors between the machine and the world: threads, sockets, the chain's client.

mod carrier;
mod chain;
mod control;
pub mod coverage;
mod daemon;
mod lock;
mod logger;
mod node;
mod radio;
mod transport;

pub use chain::{chain_client, ChainAccess, ChainFailure};
pub use control::{ask_status, ControlError};
pub use daemon::{run, RunError};
pub use logger::init as init_logger;
