//! A simulated air for test networks: routers at real positions who hear each other as physics and
//! a seed decide, and cheats who do not care for physics.
//!
//! The medium is described in one TOML file ([`Medium`]) that every router of the network reads.
//! What each beacons lies in a file of its own in the directory beside it ([`board`]), written
//! whole or not at all, so that processes on one machine share the air and need no server.
//! [`physics`] decides how strongly a frame arrives, from the seed, the two stations and the number
//! of the listener's visit alone: the same again in every run.

pub mod board;
pub mod cheat;
mod description;
mod file;
pub mod physics;
mod radio;

pub use description::{Medium, MediumError, Position, Station, Wall};
pub use radio::SimulatedRadio;
