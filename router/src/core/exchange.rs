//! The exchange with a carrier: what to send when, and what a response means.
//!
//! One report is under way per carrier. It is sealed once, recorded, and sent as the same octets
//! until it is answered; then the session that has waited longest is next.

use super::{
	link::{InFlight, Link, Reported},
	machine::Machine,
	record::Entry,
	session::SessionKey,
	time::Moment,
	timers::{most_relayed, Timers, FIRST_WAIT, LONGEST_WAIT},
	verify::{Fault, Judge},
};
use blake2::{digest::consts::U8, Blake2b, Digest};
use cairn_primitives::{
	CarrierIndex, GenesisHash, Octets, Reply, ReportHeader, Role, RouterIndex, EXCHANGE_VERSION,
};
use cairn_radius::exchange::{parse_reply, ExchangeError, Outgoing, Sealed};
use codec::Encode;
use std::{fmt, time::Duration};

/// Times that a report is sent before the carrier is asked what it knows instead. It may hold the
/// report for one of an earlier life of this router and drop it.
const ATTEMPTS: u32 = 10;
/// Time between two requests to sign with a newer key.
const RESIGN_EVERY: Duration = Duration::from_secs(60);
/// A session that is over is given up when its last octets have been refused for this long.
const GIVE_UP_AFTER: Duration = Duration::from_secs(24 * 3600);
/// Why nothing is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Obstacle {
	/// No chain has been seen, now or earlier.
	ChainUnknown,
	/// The chain knows no router with this device key.
	NotRegistered,
	/// The chain knows no such carrier.
	CarrierUnknown,
	/// The packet cannot be made.
	Unsealable,
}

impl Obstacle {
	/// The name in logs and status.
	pub const fn name(self) -> &'static str {
		match self {
			Self::ChainUnknown => "chain-unknown",
			Self::NotRegistered => "not-registered",
			Self::CarrierUnknown => "carrier-unknown",
			Self::Unsealable => "unsealable",
		}
	}
}

/// What to do next for a carrier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
	/// Record and apply the entry, if any, then send the octets and wait this long at most.
	Send {
		/// To be recorded before sending; none for a retransmission.
		entry: Option<Entry>,
		/// What to send, and what recognises the response.
		sealed: Sealed,
		/// How long to wait for the response.
		wait: Duration,
	},
	/// Record and apply the entry, then ask again.
	Record(Entry),
	/// Nothing to do before that moment, unless something happens.
	Rest {
		/// When to ask again.
		until: Moment,
		/// What is in the way, if something is.
		obstacle: Option<Obstacle>,
	},
}

/// Why a response is not adopted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReplyError {
	/// Nothing is under way: a late or foreign packet. Goes on waiting.
	NotExpected,
	/// Not the response to the report under way. Goes on waiting.
	NotOurs(ExchangeError),
	/// The carrier's answer does not stand up.
	Fault(Fault),
	/// The carrier asks for an answer that this router does not have.
	NothingToRestore,
}

impl fmt::Display for ReplyError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NotExpected => f.write_str("a response to nothing"),
			Self::NotOurs(error) => error.fmt(f),
			Self::Fault(fault) => write!(f, "answer not adopted: {fault}"),
			Self::NothingToRestore => f.write_str("asked for an answer that was never given"),
		}
	}
}

impl std::error::Error for ReplyError {}

/// Ties a sealed report to everything that makes it readable for the carrier.
fn seal_of(
	secret: &[u8],
	genesis: &GenesisHash,
	key: &cairn_primitives::AnyKey,
	router: RouterIndex,
) -> [u8; 8] {
	Blake2b::<U8>::digest((secret, genesis, key, router).encode()).into()
}

impl Machine {
	/// What to do next for a carrier. `entropy` is fresh randomness, for a report
	/// without a session and a first identifier.
	pub fn next_step(&mut self, now: Moment, carrier: CarrierIndex, entropy: [u8; 16]) -> Step {
		let rest =
			|obstacle| Step::Rest { until: now.after(LONGEST_WAIT), obstacle: Some(obstacle) };
		let Some(picture) = &self.state.chain else { return rest(Obstacle::ChainUnknown) };
		let genesis = picture.genesis;
		let Some(index) = self.index() else { return rest(Obstacle::NotRegistered) };
		if !picture.carriers.contains_key(&carrier) {
			return rest(Obstacle::CarrierUnknown);
		}
		let (Some(settings), Some(link), Some(timers)) = (
			self.settings.carriers.get(&carrier),
			self.state.links.get(&carrier),
			self.timers.get_mut(&carrier),
		) else {
			return rest(Obstacle::CarrierUnknown);
		};
		let seal = seal_of(&settings.secret, &genesis, &self.crypto.key(), index);
		if let Some(in_flight) = &link.in_flight {
			if in_flight.seal != seal {
				return Step::Record(Entry::GivenUp(carrier));
			}
			if timers.resend_at > now && timers.attempts > 0 {
				return Step::Rest { until: timers.resend_at, obstacle: None };
			}
			if timers.fault.is_some_and(Fault::wants_restore) {
				timers.fault = None;
				timers.attempts = 0;
				return Step::Record(Entry::RestoreOffered(carrier));
			}
			if timers.attempts >= ATTEMPTS {
				timers.attempts = 0;
				return Step::Record(Entry::GivenUp(carrier));
			}
			let wait = timers.sending(now);
			return Step::Send { entry: None, sealed: in_flight.sealed(), wait };
		}
		if timers.rest_until > now {
			return Step::Rest { until: timers.rest_until, obstacle: None };
		}
		let what = match self.next_report(now, carrier) {
			Ok(what) => what,
			Err(until) => return Step::Rest { until, obstacle: None },
		};
		match self.seal(carrier, index, &genesis, seal, what.as_ref(), entropy) {
			Ok(in_flight) => {
				let sealed = in_flight.sealed();
				let wait = self.timers.get_mut(&carrier).map_or(FIRST_WAIT, |timers| {
					timers.attempts = 0;
					timers.sending(now)
				});
				Step::Send { entry: Some(Entry::Sent(carrier, in_flight)), sealed, wait }
			}
			// A session whose attributes leave no room can never be reported.
			Err(_) => match what {
				Some(key) => Step::Record(Entry::Abandoned(key)),
				None => rest(Obstacle::Unsealable),
			},
		}
	}

	/// The session to report next, or `None` for a report without a session; where there is
	/// nothing to report, the moment at which there may be.
	fn next_report(
		&mut self,
		now: Moment,
		carrier: CarrierIndex,
	) -> Result<Option<SessionKey>, Moment> {
		let (Some(settings), Some(link), Some(timers)) = (
			self.settings.carriers.get(&carrier),
			self.state.links.get(&carrier),
			self.timers.get_mut(&carrier),
		) else {
			return Err(now.after(LONGEST_WAIT));
		};
		if link.recovering || link.restore {
			return Ok(None);
		}
		let mut waiting: Vec<_> = self
			.state
			.sessions
			.iter()
			.filter(|(_, session)| session.carrier == carrier)
			.filter_map(|(key, session)| session.dirty.map(|since| (since, key)))
			.collect();
		waiting.sort_unstable();
		if let Some((_, key)) = waiting.iter().find(|(_, key)| timers.may_retry(now, key)) {
			return Ok(Some((*key).clone()));
		}
		let picture = self.state.chain.as_ref().and_then(|chain| chain.carriers.get(&carrier));
		let revoked = picture
			.is_some_and(|picture| link.lanes.values().any(|line| picture.is_revoked(line.key)));
		if revoked && timers.resign_at <= now {
			timers.resign_at = now.after(RESIGN_EVERY);
			return Ok(None);
		}
		let collect_at = timers.answered_at.after(settings.collect_every);
		if collect_at <= now {
			return Ok(None);
		}
		let retry_at = timers.retries.values().map(|(_, at)| *at).filter(|at| *at > now).min();
		Err(retry_at.map_or(collect_at, |at| at.min(collect_at)))
	}

	fn seal(
		&self,
		carrier: CarrierIndex,
		index: RouterIndex,
		genesis: &GenesisHash,
		seal: [u8; 8],
		session: Option<&SessionKey>,
		entropy: [u8; 16],
	) -> Result<InFlight, ExchangeError> {
		let default = Link::default();
		let link = self.state.links.get(&carrier).unwrap_or(&default);
		let (secret, path) = self
			.settings
			.carriers
			.get(&carrier)
			.map_or((&[][..], &[][..]), |settings| (&settings.secret, &settings.path));
		let session = session.and_then(|key| Some((key, self.state.sessions.get(key)?)));
		let attributes = session.map(|(_, session)| session.report()).transpose()?;
		let restore = link.newest.clone().filter(|_| link.restore);
		let identifier = if link.next_number == 0 { entropy[0] } else { link.next_identifier };
		let restores = restore.is_some();
		let sealed = Outgoing {
			identifier,
			nonce: entropy,
			header: ReportHeader {
				version: EXCHANGE_VERSION,
				carrier,
				router: index,
				number: link.next_number,
				newest_answer: link.newest_number(),
				path: path.to_vec(),
			},
			session: attributes.as_ref(),
			nas_identifier: &super::status::router_id(&self.crypto.key()),
			restore,
		}
		.seal(genesis, secret, |message| self.crypto.sign(message))?;
		Ok(InFlight {
			number: link.next_number,
			identifier: sealed.identifier,
			authenticator: sealed.authenticator,
			bytes: sealed.bytes,
			session: session.map(|(key, session)| Reported {
				key: key.clone(),
				octets: session.octets(),
				ends: session.end.is_some(),
				class: session.class,
			}),
			path: path.to_vec(),
			restores,
			seal,
		})
	}

	/// What a datagram from a carrier means. Nothing changes before [`Machine::apply`].
	pub fn reply(
		&self,
		now: Moment,
		carrier: CarrierIndex,
		bytes: &[u8],
	) -> Result<Entry, ReplyError> {
		let (Some(settings), Some(link), Some(timers)) = (
			self.settings.carriers.get(&carrier),
			self.state.links.get(&carrier),
			self.timers.get(&carrier),
		) else {
			return Err(ReplyError::NotExpected);
		};
		let (Some(in_flight), Some(chain)) = (&link.in_flight, &self.state.chain) else {
			return Err(ReplyError::NotExpected);
		};
		let Some(router) = self.index() else { return Err(ReplyError::NotExpected) };
		let reply = parse_reply(bytes, &in_flight.sealed(), &settings.secret)
			.map_err(ReplyError::NotOurs)?;
		match reply {
			Reply::Answer(answer) => {
				let relay_belief = timers
					.relay_belief
					.saturating_add(grown(settings.relay_rate, now.since(timers.belief_at)))
					.min(most_relayed(settings));
				let judge = Judge {
					open: self
						.state
						.sessions
						.iter()
						.filter(|(_, session)| session.carrier == carrier)
						.map(|(key, session)| (key.name(router), session.reported))
						.collect(),
					carrier,
					router,
					genesis: &chain.genesis,
					link,
					in_flight,
					picture: chain.carriers.get(&carrier),
					relay_belief,
					crypto: &*self.crypto,
				};
				let adoption = judge.judge(&answer).map_err(ReplyError::Fault)?;
				Ok(Entry::Adopted(carrier, answer, adoption.lines, adoption.credited))
			}
			Reply::Rejected(reason) => Ok(Entry::Rejected(carrier, reason)),
			Reply::SendNewest { have } if have < link.newest_number() && !in_flight.restores => {
				Ok(Entry::RestoreAsked(carrier))
			}
			Reply::SendNewest { .. } => Err(ReplyError::NothingToRestore),
		}
	}

	/// Takes note that a response was not adopted; the same report is sent again after a rest.
	pub fn note_reply_error(&mut self, now: Moment, carrier: CarrierIndex, error: &ReplyError) {
		let Some(timers) = self.timers.get_mut(&carrier) else { return };
		match error {
			ReplyError::NotExpected | ReplyError::NotOurs(_) => {}
			ReplyError::Fault(fault) => {
				timers.fault = Some(*fault);
				timers.refused_reply(now);
			}
			ReplyError::NothingToRestore => timers.refused_reply(now),
		}
	}

	/// Relay receipts have grown: that much less is believed next time.
	pub(super) fn spend_belief(&mut self, now: Moment, carrier: CarrierIndex, relayed: Octets) {
		let (Some(settings), Some(timers)) =
			(self.settings.carriers.get(&carrier), self.timers.get_mut(&carrier))
		else {
			return;
		};
		timers.relay_belief = timers
			.relay_belief
			.saturating_add(grown(settings.relay_rate, now.since(timers.belief_at)))
			.min(most_relayed(settings))
			.saturating_sub(relayed);
		timers.belief_at = now;
	}

	/// Entries for what time alone brings about: sessions fallen silent, and such as the carrier
	/// has refused for too long.
	pub fn housekeeping(&self, now: Moment) -> Vec<Entry> {
		let in_flight: Vec<_> = self
			.state
			.links
			.values()
			.filter_map(|link| Some(&link.in_flight.as_ref()?.session.as_ref()?.key))
			.collect();
		self.state
			.sessions
			.iter()
			.filter_map(|(key, session)| {
				let silent = now.since(self.heard.get(key).copied().unwrap_or(now));
				if session.end.is_none() {
					(silent >= self.settings.session_idle).then(|| Entry::Silent(key.clone()))
				} else if silent >= self.settings.session_idle.max(GIVE_UP_AFTER) * 2
					&& !in_flight.contains(&key)
				{
					Some(Entry::Abandoned(key.clone()))
				} else {
					None
				}
			})
			.collect()
	}

	/// Waits and failures of a carrier.
	pub fn timers(&self, carrier: CarrierIndex) -> Option<&Timers> {
		self.timers.get(&carrier)
	}
}

/// Octets that a rate yields in a time.
fn grown(rate: Octets, time: Duration) -> Octets {
	let octets = u128::from(rate) * time.as_millis() / 1000;
	Octets::try_from(octets).unwrap_or(Octets::MAX)
}

/// True for the role of a lane in which this router carries another's traffic.
pub(super) fn is_relay(kind: cairn_primitives::Kind) -> bool {
	matches!(kind.role(), Some(Role::Relay(_)))
}
