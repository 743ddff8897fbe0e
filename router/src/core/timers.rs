//! What passes with the process of an exchange: waits, failures, and why.

use super::{
	session::SessionKey, settings::CarrierSettings, time::Moment, verify::Fault, StopReason,
};
use cairn_primitives::{Octets, Reason};
use std::{collections::BTreeMap, time::Duration};

/// First wait for a response; each further one is twice as long.
pub(super) const FIRST_WAIT: Duration = Duration::from_secs(2);
/// The longest wait for a response.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(120);
/// First rest after a refusal that may pass; each further one is twice as long.
const FIRST_REST: Duration = Duration::from_secs(5);
/// The longest rest after a refusal.
const LONGEST_REST: Duration = Duration::from_secs(15 * 60);
/// Reports without an answer after which a carrier counts as unreachable.
pub const UNREACHABLE_AFTER: u32 = 3;
/// Relay receipts of this time at most are believed at once.
const RELAY_MEMORY: Duration = Duration::from_secs(24 * 3600);

/// Doubles a wait per failure.
fn backoff(first: Duration, longest: Duration, failures: u32) -> Duration {
	first.saturating_mul(1u32.checked_shl(failures).unwrap_or(u32::MAX)).min(longest)
}

/// What passes with the process: waits, failures, and why.
#[derive(Clone, Debug)]
pub struct Timers {
	/// Times that the report under way was sent in this life of the process.
	pub(super) attempts: u32,
	/// Times that anything was sent since the carrier last answered.
	unanswered: u32,
	pub(super) resend_at: Moment,
	pub(super) rest_until: Moment,
	failures: u32,
	pub(super) answered_at: Moment,
	pub(super) resign_at: Moment,
	pub(super) retries: BTreeMap<SessionKey, (u32, Moment)>,
	/// Why the newest answer was not adopted.
	pub fault: Option<Fault>,
	/// Why the newest report was refused as a whole.
	pub rejected: Option<Reason>,
	/// The carrier is not served, and why.
	pub stopped: Option<StopReason>,
	/// Octets refused in sessions that are over, as far as they still count against the limit.
	pub(super) refused_lately: Octets,
	pub(super) leaked_at: Moment,
	pub(super) relay_belief: Octets,
	pub(super) belief_at: Moment,
	pub(super) submitted_at: Option<Moment>,
}

impl Timers {
	pub(super) fn new(now: Moment, settings: &CarrierSettings) -> Self {
		Self {
			attempts: 0,
			unanswered: 0,
			resend_at: now,
			rest_until: now,
			failures: 0,
			answered_at: now,
			resign_at: now,
			retries: BTreeMap::new(),
			fault: None,
			rejected: None,
			stopped: None,
			refused_lately: 0,
			leaked_at: now,
			relay_belief: most_relayed(settings),
			belief_at: now,
			submitted_at: None,
		}
	}

	/// True when the carrier does not answer.
	pub fn is_unreachable(&self) -> bool {
		self.unanswered >= UNREACHABLE_AFTER
	}

	pub(super) fn chain_seen(&mut self) {
		if self.fault.is_some_and(Fault::wants_chain) {
			self.resend_at = Moment::default();
			self.rest_until = Moment::default();
		}
	}

	pub(super) fn answered(&mut self, now: Moment) {
		self.attempts = 0;
		self.unanswered = 0;
		self.failures = 0;
		self.fault = None;
		self.rejected = None;
		self.answered_at = now;
		self.rest_until = now;
	}

	/// `of_session`: only the session that was reported is concerned, and the next may go on at once.
	pub(super) fn rejected(&mut self, now: Moment, reason: Reason, of_session: bool) {
		self.attempts = 0;
		self.unanswered = 0;
		self.rejected = Some(reason);
		self.answered_at = now;
		if of_session {
			self.failures = 0;
		} else {
			self.rest(now);
		}
	}

	fn rest(&mut self, now: Moment) {
		self.rest_until = now.after(backoff(FIRST_REST, LONGEST_REST, self.failures));
		self.failures = self.failures.saturating_add(1);
	}

	/// It does answer, only not as it should: the same report is sent again after a rest.
	pub(super) fn refused_reply(&mut self, now: Moment) {
		self.rest(now);
		self.resend_at = self.rest_until;
		self.attempts = 1;
		self.unanswered = 0;
	}

	/// Takes note of a report being sent, and tells how long to wait for its answer.
	pub(super) fn sending(&mut self, now: Moment) -> Duration {
		let wait = backoff(FIRST_WAIT, LONGEST_WAIT, self.unanswered);
		self.attempts = self.attempts.saturating_add(1);
		self.unanswered = self.unanswered.saturating_add(1);
		self.resend_at = now.after(wait);
		wait
	}

	pub(super) fn session_answered(&mut self, now: Moment, key: &SessionKey, settled: bool) {
		if settled {
			self.retries.remove(key);
			return;
		}
		let (failures, at) = self.retries.entry(key.clone()).or_insert((0, now));
		*at = now.after(backoff(FIRST_REST, LONGEST_REST, *failures));
		*failures = failures.saturating_add(1);
	}

	pub(super) fn session_over(&mut self, key: &SessionKey, left: Octets) {
		self.retries.remove(key);
		self.lose(left);
	}

	/// Octets that the carrier will never sign count against its limit for a while.
	pub(super) fn lose(&mut self, octets: Octets) {
		self.refused_lately = self.refused_lately.saturating_add(octets);
	}

	pub(super) fn may_retry(&self, now: Moment, key: &SessionKey) -> bool {
		self.retries.get(key).is_none_or(|(_, at)| *at <= now)
	}
}

/// The most octets that relay receipts may grow by at once.
pub(super) fn most_relayed(settings: &CarrierSettings) -> Octets {
	settings.relay_rate.saturating_mul(RELAY_MEMORY.as_secs())
}
