//! Which reports are checked next, and what follows from the chain's answers.

use super::{Action, Hub, Source, CHECKS};
use crate::{
	peers::{reputation, TURN},
	pool::{Screened, Session},
	refusal::{Outcome, Refusal},
	validator::Unavailable,
};
use cairn_primitives::coverage::SignedWitnessReport;
use codec::Encode;
use std::{collections::HashMap, hash::Hash};

/// Reports that are checked at once: the cost of asking the runtime is shared by them.
pub const CHECKED_AT_ONCE: usize = 256;
/// Waiting reports that are looked at for a batch: bounds the time for which the pool is locked.
const LOOKED_AT: usize = 8_192;

/// Where a report came from.
enum Origin<P> {
	Peer(P, Session),
	Local { ticket: u64, place: usize },
}

impl<P> Origin<P> {
	const fn session(&self) -> Option<Session> {
		match self {
			Self::Peer(_, session) => Some(*session),
			Self::Local { .. } => None,
		}
	}
}

/// Reports that are to be checked, and where they came from.
pub struct Batch<P> {
	/// The reports.
	pub reports: Vec<SignedWitnessReport>,
	/// For each of them at least one origin.
	origins: Vec<Vec<Origin<P>>>,
}

impl<P: Copy + Eq + Hash> Hub<P> {
	/// The reports to be checked next: fair to all who wait, none that can be told without a check,
	/// none twice. Empty if there are none, or as many were checked lately as may be.
	pub fn next_batch(&mut self, now: u64) -> Batch<P> {
		let allowed = self.checks.available(&CHECKS, now);
		let most = usize::try_from(allowed).unwrap_or(usize::MAX).min(CHECKED_AT_ONCE);
		let mut batch = Batch { reports: Vec::new(), origins: Vec::new() };
		let mut places = HashMap::new();
		let mut looked_at = 0;
		while batch.reports.len() < most && looked_at < LOOKED_AT {
			let Some(source) = self.turns.pop_front() else { break };
			let mut left = self.turn(source, now);
			while left > 0 && batch.reports.len() < most {
				let Some((signed, origin)) = self.pop(source) else { break };
				looked_at += 1;
				left -= 1;
				self.sort_in(signed, origin, &mut batch, &mut places);
			}
			if self.waits(source) {
				self.turns.push_back(source);
			}
		}
		let taken = u32::try_from(batch.reports.len()).unwrap_or(u32::MAX);
		self.checks.take(&CHECKS, now, taken);
		self.metrics.checked(batch.reports.len());
		batch
	}

	/// How many reports of a source are checked in a row.
	fn turn(&self, source: Source<P>, now: u64) -> u32 {
		match source {
			Source::Local => TURN,
			Source::Peer(peer) => self.peers.get(&peer).map_or(TURN, |state| state.turn(now)),
		}
	}

	fn pop(&mut self, source: Source<P>) -> Option<(SignedWitnessReport, Origin<P>)> {
		match source {
			Source::Local => {
				let (signed, ticket, place) = self.local.pop_front()?;
				Some((signed, Origin::Local { ticket, place }))
			}
			Source::Peer(peer) => {
				let state = self.peers.get_mut(&peer)?;
				let signed = state.queue.pop_front()?;
				Some((signed, Origin::Peer(peer, state.session)))
			}
		}
	}

	fn waits(&self, source: Source<P>) -> bool {
		match source {
			Source::Local => !self.local.is_empty(),
			Source::Peer(peer) => {
				self.peers.get(&peer).is_some_and(|state| !state.queue.is_empty())
			}
		}
	}

	/// Puts a report into a batch, or tells at once what becomes of it.
	fn sort_in(
		&mut self,
		signed: SignedWitnessReport,
		origin: Origin<P>,
		batch: &mut Batch<P>,
		places: &mut HashMap<Vec<u8>, usize>,
	) {
		let outcome = match self.pool.screen(&signed.report, origin.session()) {
			Screened::New => {
				let place = *places.entry(signed.encode()).or_insert(batch.reports.len());
				match batch.origins.get_mut(place) {
					Some(origins) => origins.push(origin),
					None => {
						batch.reports.push(signed);
						batch.origins.push(vec![origin]);
					}
				}
				return;
			}
			// By another peer since it was queued: nobody's fault.
			Screened::Known { .. } => Outcome::Known,
			Screened::Refused(refusal) => Outcome::Refused(refusal),
		};
		self.count(outcome);
		if let Origin::Local { ticket, place } = origin {
			self.settle(ticket, place, outcome);
		}
	}

	fn count(&self, outcome: Outcome) {
		match outcome {
			Outcome::Accepted => self.metrics.accepted(),
			Outcome::Known => self.metrics.known(),
			Outcome::Refused(refusal) => self.metrics.refused(refusal),
		}
	}

	/// What the chain said about a batch. Valid reports enter the pool.
	pub fn on_checked(
		&mut self,
		batch: Batch<P>,
		answers: Result<Vec<Result<(), u8>>, Unavailable>,
		now: u64,
		actions: &mut Vec<Action<P>>,
	) {
		let answers = match answers {
			Ok(answers) if answers.len() == batch.reports.len() => answers,
			// Whoever sent them is not to blame: they get the answer "unavailable".
			Ok(_) => vec![Err(Refusal::UNAVAILABLE.code()); batch.reports.len()],
			Err(error) => {
				log::warn!(target: crate::service::LOG, "Reports could not be checked: {error}");
				vec![Err(Refusal::UNAVAILABLE.code()); batch.reports.len()]
			}
		};
		let mut refused: HashMap<P, u32> = HashMap::new();
		let mut good: HashMap<P, u32> = HashMap::new();
		for ((signed, origins), answer) in batch.reports.iter().zip(batch.origins).zip(answers) {
			for origin in origins {
				let outcome = match answer {
					Ok(()) => self.pool.admit(signed, origin.session()),
					Err(code) => Outcome::Refused(Refusal::from_chain(code)),
				};
				self.count(outcome);
				match (origin, outcome) {
					(Origin::Local { ticket, place }, _) => self.settle(ticket, place, outcome),
					(Origin::Peer(peer, _), Outcome::Accepted) => {
						*good.entry(peer).or_default() += 1;
					}
					(Origin::Peer(peer, _), Outcome::Refused(refusal)) if refusal.is_of_chain() => {
						*refused.entry(peer).or_default() += 1;
					}
					(Origin::Peer(..), Outcome::Known | Outcome::Refused(_)) => {}
				}
			}
		}
		for (peer, reports) in good {
			actions.push(Action::Report(peer, reputation::good(reports)));
		}
		for (peer, reports) in refused {
			if let Some(state) = self.peers.get_mut(&peer) {
				state.refused(now, reports);
			}
		}
	}
}
