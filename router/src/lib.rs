//! `cairn-router`: counts the traffic that a router delivers for carriers, has it
//! counter-signed, and sees to it that the owner is paid.
//!
//! [`core`] holds the logic and does no I/O; [`store`] writes its records; [`edge`] carries packets
//! and talks to the chain; [`commands`] are what a person types.

#![warn(missing_docs)]

pub mod commands;
pub mod config;
pub mod core;
pub mod edge;
pub mod keyfile;
pub mod radio;
pub mod store;
