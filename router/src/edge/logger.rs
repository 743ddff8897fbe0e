//! A log on standard error: the system's own logger adds the time.

use log::{Level, LevelFilter, Log, Metadata, Record};
use std::io::Write;

struct Stderr;

impl Log for Stderr {
	fn enabled(&self, metadata: &Metadata<'_>) -> bool {
		metadata.target().starts_with("cairn") || metadata.level() <= Level::Warn
	}

	fn log(&self, record: &Record<'_>) {
		if self.enabled(record.metadata()) {
			let level = match record.level() {
				Level::Error => "error",
				Level::Warn => "warning",
				Level::Info => "info",
				Level::Debug | Level::Trace => "debug",
			};
			// Where standard error is closed there is nobody to tell.
			let _ = writeln!(std::io::stderr(), "{level}: {}", record.args());
		}
	}

	fn flush(&self) {}
}

/// Begins logging. Called again, it does nothing.
pub fn init(verbose: bool) {
	if log::set_logger(&Stderr).is_ok() {
		log::set_max_level(if verbose { LevelFilter::Debug } else { LevelFilter::Info });
	}
}
