//! The thread that looks at the chain, and sends to it what is worth it.

use super::Shared;
use crate::{
	config::Config,
	edge::chain::{versions_held, ChainAccess, ChainFailure},
};
use cairn_primitives::{AnyKey, Balance};
use std::{thread, time::Duration};

/// Time between two claims.
const CLAIM_AGAIN_AFTER: Duration = Duration::from_secs(300);
/// Looks at the chain again and again, and sends to it what is worth it.
pub(super) fn watch_chain(shared: &Shared, config: &Config, key: &AnyKey) {
	loop {
		match look_at_chain(shared, key) {
			Ok(()) => {
				let mut inner = shared.lock();
				if inner.chain.trouble.take().is_some() {
					log::info!("the chain is reached again");
				}
				drop(inner);
				shared.changed();
				settle(shared);
				claim(shared, config.claim_above);
			}
			Err(error) => {
				let mut inner = shared.lock();
				let new = inner.chain.trouble.is_none();
				inner.chain.trouble = Some(error.to_string());
				if new {
					log::warn!("{error}");
				}
			}
		}
		let inner = shared.lock();
		let waited = shared
			.chain_condition
			.wait_timeout_while(inner, config.poll_every, |inner| !inner.chain_wanted);
		if let Ok((mut inner, _)) = waited {
			inner.chain_wanted = false;
		}
		// A carrier whose answers are never right must not have the chain asked without end.
		thread::sleep(Duration::from_millis(500));
	}
}

fn look_at_chain(shared: &Shared, key: &AnyKey) -> Result<(), ChainFailure> {
	let held = versions_held(&shared.lock().machine);
	let picture = shared.chain.picture(key, &held)?;
	let mut inner = shared.lock();
	let now = shared.now();
	if let Some(entry) = inner.machine.chain_entry(&picture) {
		inner.record(now, &entry);
	}
	inner.machine.observe(picture);
	inner.chain.seen = Some(now);
	Ok(())
}

/// Submits receipts whose value has passed the mark.
fn settle(shared: &Shared) {
	let submittable = shared.lock().machine.submittable();
	for (carrier, receipts) in submittable {
		let fee = match shared.chain.submit_fee(receipts) {
			Ok(fee) => fee,
			Err(error) => {
				log::warn!("carrier {carrier}: the fee of a submission is not known: {error}");
				continue;
			}
		};
		let settlement = {
			let mut inner = shared.lock();
			let now = shared.now();
			let settlement = inner.machine.settlement(now, carrier, fee);
			if settlement.is_some() {
				inner.machine.note_submitted(now, carrier);
			}
			settlement
		};
		let Some(settlement) = settlement else { continue };
		match shared.chain.submit(&settlement.receipts) {
			Ok(hash) => log::info!(
				"carrier {carrier}: submitted {} receipts worth {} planck, transaction 0x{}",
				settlement.receipts.len(),
				settlement.value,
				hex::encode(hash)
			),
			Err(error) => log::warn!("carrier {carrier}: receipts not submitted: {error}"),
		}
	}
}

/// Claims earnings for the owner once they have passed the mark.
fn claim(shared: &Shared, above: Option<Balance>) {
	let Some(above) = above else { return };
	let (owner, router) = {
		let inner = shared.lock();
		let now = shared.now();
		let waiting = inner.claimed_at.is_some_and(|at| now.since(at) < CLAIM_AGAIN_AFTER);
		match inner.machine.chain() {
			Some(chain) if chain.claimable >= above && !waiting => match &chain.router {
				Some(router) => (router.owner, router.index),
				None => return,
			},
			_ => return,
		}
	};
	let sent = shared.chain.claim_quote(&owner, router).and_then(|quote| {
		if quote.due < above.max(quote.minimum) {
			return Ok(None);
		}
		let (claim, now) = (shared.lock().machine.claim(quote.due), shared.now());
		let Some((request, router, signature)) = claim else { return Ok(None) };
		shared.lock().claimed_at = Some(now);
		let hash = shared.chain.claim(&request, router, &signature)?;
		Ok(Some((quote.due, hash)))
	});
	match sent {
		Ok(Some((due, hash))) => {
			log::info!("claimed {due} planck, transaction 0x{}", hex::encode(hash));
		}
		Ok(None) => {}
		Err(error) => log::warn!("earnings not claimed: {error}"),
	}
}
