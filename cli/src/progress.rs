//! Spinners and bars on standard error, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{io::IsTerminal, time::Duration};

const TICK: Duration = Duration::from_millis(120);

fn target() -> ProgressDrawTarget {
	if std::io::stderr().is_terminal() {
		ProgressDrawTarget::stderr()
	} else {
		ProgressDrawTarget::hidden()
	}
}

/// A spinner with a message, for a wait of unknown length.
pub fn spinner(message: &str) -> ProgressBar {
	let spinner =
		ProgressBar::with_draw_target(None, target()).with_style(ProgressStyle::default_spinner());
	spinner.set_message(message.to_string());
	spinner.enable_steady_tick(TICK);
	spinner
}

/// A bar over a known number of steps.
pub fn bar(steps: usize, message: &str) -> ProgressBar {
	let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), target());
	if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {elapsed}") {
		bar.set_style(style);
	}
	bar.set_message(message.to_string());
	bar.enable_steady_tick(TICK);
	bar
}
