#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod cdr_files;
pub mod chain;
pub mod commands;
pub mod config;
pub mod core;
pub mod daemon;
pub mod db;
pub mod edge;
pub mod engine;
pub mod exit;
mod lock;
pub mod secrets;
pub mod settler;
pub mod status;
