//! What the program does for each of its commands.

mod key;
mod local;
mod reconcile;
mod run;
mod status;

pub use key::{init, key, KeyKind};
pub use reconcile::reconcile;
pub use run::run;
pub use status::status;

use crate::{config::Config, daemon, exit::Failure};
use std::path::Path;

/// Checks a configuration and every file that it names.
pub fn check(config: &Path) -> Result<(), Failure> {
	let config = Config::load(config)?;
	daemon::Secrets::load(&config)?;
	println!("{} configuration of carrier {}: good", daemon::mode_name(&config), config.carrier);
	Ok(())
}
