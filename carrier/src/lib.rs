//! The carrier's counter-signer and settler.
#![doc = include_str!("../README.md")]

pub mod core;
