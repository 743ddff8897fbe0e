//! `run`: the daemon.

use super::Failure;
use crate::edge::{self, RunError};
use std::{io, path::Path};

pub(super) fn run(config: &Path, verbose: bool) -> Result<(), Failure> {
	edge::init_logger(verbose);
	edge::run(config).map_err(|error| {
		let code = match &error {
			RunError::Config(_)
			| RunError::OtherChain { .. }
			| RunError::Medium(_)
			| RunError::Station(_) => Failure::CONFIG,
			RunError::Key(_) => Failure::KEY,
			RunError::Store(error) if error.error.kind() == io::ErrorKind::WouldBlock => {
				Failure::IN_USE
			}
			RunError::Listen(..) => Failure::IN_USE,
			RunError::Store(_) | RunError::System(..) => Failure::SYSTEM,
		};
		Failure::new(code, error)
	})
}
