//! `cairn`: what owners, carriers, sponsors and auditors do with the chain, from a shell.
//!
//! Each command is a function from a [`session::Session`] and its arguments to an
//! [`output::Output`], which is shown to a person or, with `--json`, to a program.

pub mod amount;
pub mod args;
pub mod commands;
pub mod error;
pub mod exit;
pub mod hint;
pub mod keyfile;
pub mod output;
pub mod parse;
pub mod progress;
pub mod session;
