//! Threads that do the same again and again, for as long as the process runs.

use crate::{
	chain::{unix_now, Follower},
	db::{Cursor, Db},
	edge::gateway::Gateway,
	exit::Failure,
	settler::Settler,
};
use std::{io, sync::Arc, thread, time::Duration};
use tokio::sync::mpsc;

/// Records looked at by each step of forgetting.
const PURGE_STEP: usize = 1_000;
/// Time between two such steps.
const PURGE_EVERY: Duration = Duration::from_secs(10);
/// Time before a first settlement, so that restarts in a row do not each settle.
const FIRST_SETTLEMENT: Duration = Duration::from_secs(30);

/// Looks for new final blocks.
pub(super) fn follow(follower: Arc<Follower>, every: Duration) -> io::Result<()> {
	let mut silent = false;
	let mut look = move || match follower.refresh() {
		Ok(true) => {
			if std::mem::take(&mut silent) {
				log::info!("the chain answers again");
			}
		}
		Ok(false) => log::error!("the chain has lost this carrier"),
		Err(error) => {
			// Once for each outage: a chain may be away for hours.
			if !std::mem::replace(&mut silent, true) {
				log::warn!("chain: {error}");
			}
		}
	};
	thread::Builder::new().name("chain".to_owned()).spawn(move || loop {
		look();
		thread::sleep(every);
	})?;
	Ok(())
}

/// Forgets what is over, step by step.
pub(super) fn purge(db: Arc<Db>, failed: mpsc::Sender<Failure>) -> io::Result<()> {
	let mut cursor = Cursor::default();
	thread::Builder::new().name("purge".to_owned()).spawn(move || loop {
		thread::sleep(PURGE_EVERY);
		match db.purge(cursor, unix_now(), PURGE_STEP) {
			Ok(next) => cursor = next,
			Err(error) => {
				// The receiver lives as long as the daemon.
				let _ = failed.blocking_send(error.into());
				return;
			}
		}
	})?;
	Ok(())
}

/// Looks at what the chain says of the carrier's probes.
pub(super) fn look_at_probes(gateway: Arc<Gateway>, every: Duration) -> io::Result<()> {
	thread::Builder::new().name("probes".to_owned()).spawn(move || loop {
		gateway.look_at_probes();
		thread::sleep(every.max(Duration::from_secs(1)));
	})?;
	Ok(())
}

/// Settles.
pub(super) fn settle(mut settler: Settler, every: Duration) -> io::Result<()> {
	thread::Builder::new().name("settler".to_owned()).spawn(move || {
		thread::sleep(FIRST_SETTLEMENT.min(every));
		loop {
			if let Err(error) = settler.round() {
				log::warn!("settlement: {error}; it goes on in {} s", every.as_secs());
			}
			thread::sleep(every);
		}
	})?;
	Ok(())
}
