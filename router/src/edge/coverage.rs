//! The thread that drives coverage: chain, node and radio around [`Coverage`].

use super::lock::lock;
use crate::{
	core::{
		coverage::{Ask, Coverage, CoverageChain, ProveError, Unanswered, Unproven},
		Moment,
	},
	radio::{Bss, CannotScan, Radio, RadioError},
};
use cairn_primitives::{
	coverage::{Channel, Window},
	GenesisHash, RouterIndex,
};
use std::sync::{Mutex, MutexGuard};

/// Questions to the chain in one turn; those that are left wait for the next.
const MAX_ASKED: usize = 32;
/// Proofs in one turn.
const MAX_PROVED: usize = 4;

/// Coverage and what its last turn saw, shared with whoever shows it.
pub struct SharedCoverage {
	state: Mutex<Coverage>,
	seen: Mutex<LastTurn>,
}

/// What the last turn saw of radio and chain.
#[derive(Clone, Default, Debug)]
pub struct LastTurn {
	/// The BSSs.
	pub bsses: Vec<Bss>,
	/// Why the elements are not in the beacons.
	pub beacon: Option<RadioError>,
	/// Why nothing is heard on the radio's own channels.
	pub co_channel: Option<CannotScan>,
	/// Why the chain or the node did not answer.
	pub trouble: Option<String>,
}

impl SharedCoverage {
	/// Shares it.
	pub fn new(coverage: Coverage) -> Self {
		Self { state: Mutex::new(coverage), seen: Mutex::default() }
	}

	/// Coverage; not to be held while anybody is asked anything.
	pub fn coverage(&self) -> MutexGuard<'_, Coverage> {
		lock(&self.state)
	}

	/// What the last turn saw.
	pub fn last_turn(&self) -> LastTurn {
		lock(&self.seen).clone()
	}
}

/// One turn: look at the chain if it is time to, set the beacons, listen, report, prove, and see
/// what became of proofs.
///
/// Whatever fails is noted and tried again in a later turn; the rest of the turn goes on. So neither a
/// radio that is gone nor a node that takes no reports keeps a proof from being sent, and the other
/// way round. Of several troubles the first is shown.
pub fn turn(
	shared: &SharedCoverage,
	chain: &dyn CoverageChain,
	radio: &mut dyn Radio,
	identity: Option<(GenesisHash, Option<RouterIndex>)>,
	look: bool,
	now: impl Fn() -> Moment,
) {
	let mut last = LastTurn::default();
	if let Some((genesis, index)) = identity {
		shared.coverage().identify(genesis, index);
	}
	if look {
		last.trouble = look_at_chain(shared, chain, now()).err().map(|error| error.to_string());
	} else {
		last.trouble = lock(&shared.seen).trouble.clone();
	}
	last.bsses = radio.look();
	let elements = shared.coverage().beacon();
	last.beacon = radio.set_elements(&elements).err();
	listen(shared, radio, &mut last, &now);
	for result in [
		ask(shared, chain),
		report(shared, chain, now()),
		prove(shared, chain, &now),
		settle(shared, chain, now()),
	] {
		last.trouble = last.trouble.or(result.err().map(|error| error.to_string()));
	}
	let mut seen = lock(&shared.seen);
	log_changes(&seen, &last);
	*seen = last;
}

/// Says once what has begun to be wrong.
fn log_changes(before: &LastTurn, now: &LastTurn) {
	if let (Some(error), true) = (&now.beacon, now.beacon != before.beacon) {
		log::warn!("beacons: {error}");
	} else if before.beacon.is_some() && now.beacon.is_none() {
		log::info!("beacons are set again");
	}
	if let (Some(why), true) = (now.co_channel, now.co_channel != before.co_channel) {
		log::info!("nothing is heard on the radio's own channels: {}", why.name());
	}
	if let (Some(trouble), true) = (&now.trouble, before.trouble.is_none()) {
		log::warn!("coverage: {trouble}");
	}
}

fn look_at_chain(
	shared: &SharedCoverage,
	chain: &dyn CoverageChain,
	now: Moment,
) -> Result<(), Unanswered> {
	let seen = chain.seen()?;
	let mut coverage = shared.coverage();
	let before = coverage.window().map(|window| window.number);
	coverage.observe(now, seen);
	coverage.tick(now);
	if let Some(window) = coverage.window().filter(|window| Some(window.number) != before) {
		log::debug!("window {}: challenged {:?}", window.number, coverage.is_challenged());
	}
	drop(coverage);
	// Before beacons are set: a challenge is broadcast only if this router takes part.
	ask(shared, chain)
}

fn ask(shared: &SharedCoverage, chain: &dyn CoverageChain) -> Result<(), Unanswered> {
	let wanted = shared.coverage().wanted(MAX_ASKED);
	wanted.into_iter().try_for_each(|ask| answer(shared, chain, ask))
}

fn answer(shared: &SharedCoverage, chain: &dyn CoverageChain, ask: Ask) -> Result<(), Unanswered> {
	match ask {
		Ask::Router(window, router) => {
			let site = chain.site(router, window)?;
			shared.coverage().learn_router(window, router, site);
		}
		Ask::Probe(window, probe) => {
			let view = chain.probe(probe)?;
			shared.coverage().learn_probe(window, probe, view);
		}
	}
	Ok(())
}

fn listen(
	shared: &SharedCoverage,
	radio: &mut dyn Radio,
	last: &mut LastTurn,
	now: &impl Fn() -> Moment,
) {
	match radio.overheard() {
		Ok(listener) => shared.coverage().hear(now(), &listener),
		Err(why) => last.co_channel = Some(why),
	}
	let own: Vec<Channel> = last.bsses.iter().filter_map(|bss| bss.channel).collect();
	let candidates = radio.channels();
	let Some(channel) = shared.coverage().next_visit(now(), &own, &candidates) else { return };
	let heard = radio.visit(channel);
	let mut coverage = shared.coverage();
	coverage.visited(now(), channel, heard.as_ref().err().copied());
	if let Ok(listener) = heard {
		coverage.hear(now(), &listener);
	}
}

fn report(
	shared: &SharedCoverage,
	chain: &dyn CoverageChain,
	now: Moment,
) -> Result<(), Unanswered> {
	let outgoing = shared.coverage().outgoing(now);
	if outgoing.is_empty() {
		return Ok(());
	}
	let reports: Vec<_> = outgoing.iter().map(|out| out.signed.clone()).collect();
	let outcomes = chain.submit_reports(&reports)?;
	shared.coverage().reported(now, &outgoing, &outcomes);
	Ok(())
}

fn prove(
	shared: &SharedCoverage,
	chain: &dyn CoverageChain,
	now: &impl Fn() -> Moment,
) -> Result<(), Unanswered> {
	let due = shared.coverage().due(now());
	let mut result = Ok(());
	for window in due.into_iter().take(MAX_PROVED) {
		if let Err(error) = prove_one(shared, chain, now, window) {
			shared.coverage().postponed(now(), window, Err(error.to_string()));
			result = Err(error);
		}
	}
	result
}

/// Before windows are given up of which a proof was sent: asks the chain whether it has landed.
fn settle(
	shared: &SharedCoverage,
	chain: &dyn CoverageChain,
	now: Moment,
) -> Result<(), Unanswered> {
	let coverage = shared.coverage();
	let router = coverage.index().filter(|_| coverage.is_unsettled(now));
	drop(coverage);
	let Some(router) = router else { return Ok(()) };
	match chain.proofs(router) {
		Ok(proofs) => {
			shared.coverage().settle(proofs.as_ref());
			Ok(())
		}
		Err(error) => {
			shared.coverage().not_settled(now, &error.to_string());
			Err(error)
		}
	}
}

fn prove_one(
	shared: &SharedCoverage,
	chain: &dyn CoverageChain,
	now: &impl Fn() -> Moment,
	window: Window,
) -> Result<(), Unanswered> {
	let Some(router) = shared.coverage().index() else { return Ok(()) };
	let reports = chain.reports(window, router)?;
	let mut collected = shared.coverage().collect(window, reports);
	let wanted = shared.coverage().wanted_for(window, &collected);
	wanted.into_iter().try_for_each(|ask| answer(shared, chain, ask))?;
	let made = shared.coverage().proof(window, &mut collected);
	let proof = match made {
		Ok(proof) => proof,
		Err(why) => {
			if why == Unproven::NoValidReport {
				log::info!("window {window}: no report counts: {collected:?}");
			}
			shared.coverage().postponed(now(), window, Ok(why));
			return Ok(());
		}
	};
	let result = chain.prove(&proof);
	match &result {
		Ok(hash) => log::info!(
			"window {window}: proof with {} reports sent, transaction 0x{}",
			proof.reports.len(),
			hex::encode(hash)
		),
		Err(ProveError::Refused(code)) => {
			let refusal = crate::core::coverage::ProveRefusal(*code);
			log::info!("window {window}: proof refused: {refusal}");
			explain(shared, chain, &proof, *code);
		}
		Err(ProveError::Later(reason)) => log::info!("window {window}: proof put off: {reason}"),
		Err(ProveError::Unanswered(error)) => log::warn!("window {window}: {error}"),
	}
	shared.coverage().proved(now(), &proof, &result);
	Ok(())
}

/// Where the chain says that no report counts, though this router thinks that some do, its reasons
/// are shown.
fn explain(
	shared: &SharedCoverage,
	chain: &dyn CoverageChain,
	proof: &crate::core::coverage::Proof,
	code: u8,
) {
	const NO_VALID_REPORT: u8 = 140;
	if code != NO_VALID_REPORT {
		return;
	}
	match chain.verdicts(proof) {
		Ok(Ok(verdicts)) => {
			for (witness, verdict) in &verdicts {
				log::info!("window {}: {witness:?}: {}", proof.window, verdict.name());
			}
			shared.coverage().judged(proof.window, &verdicts);
		}
		Ok(Err(code)) => log::debug!("window {}: no verdicts: code {code}", proof.window),
		Err(error) => log::debug!("window {}: no verdicts: {error}", proof.window),
	}
}
