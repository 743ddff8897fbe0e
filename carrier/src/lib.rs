#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod cdr_files;
pub mod config;
pub mod core;
pub mod db;
pub mod secrets;
