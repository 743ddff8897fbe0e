//! What a report says once it has been checked, and what comes of it.

use super::{RouterFacts, Trust};
use cairn_primitives::{Answer, Octets, Reason, Reply, ReportHeader, SessionRef};
use codec::Encode;

/// Where a session stands according to its router.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SessionStatus {
	/// It begins.
	Start,
	/// It goes on.
	Interim,
	/// It is over.
	Stop,
}

impl SessionStatus {
	/// The name in charging records.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Start => "start",
			Self::Interim => "interim",
			Self::Stop => "stop",
		}
	}
}

/// A session as a report states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionReport {
	/// Its name between router and carrier.
	pub session: SessionRef,
	/// The BSS it belongs to: a hash of Called-Station-Id.
	pub bss: [u8; 8],
	/// Where it stands.
	pub status: SessionStatus,
	/// Cumulative octets from and to the subscriber; `None` means no update.
	pub octets: Option<(Octets, Octets)>,
	/// All `Class` values.
	pub classes: Vec<Vec<u8>>,
	/// Acct-Session-Id.
	pub acct_session_id: Vec<u8>,
	/// Called-Station-Id.
	pub called_station_id: Vec<u8>,
	/// Calling-Station-Id.
	pub calling_station_id: Option<Vec<u8>>,
	/// Acct-Session-Time, in seconds.
	pub session_time: Option<u32>,
}

impl SessionReport {
	/// Octets in both directions together, if stated; more than 2⁶⁴ are no statement.
	pub fn total(&self) -> Option<Octets> {
		self.octets.and_then(|(input, output)| input.checked_add(output))
	}

	/// Octets beyond a mark.
	pub fn beyond(&self, mark: Octets) -> Octets {
		self.total().map_or(0, |total| total.saturating_sub(mark))
	}
}

/// What a report is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
	/// Nothing: the router asks for its receipts and marks.
	Nothing,
	/// One session.
	Session(Box<SessionReport>),
	/// A BSS has started anew or gone down: its sessions are over.
	BssReset([u8; 8]),
	/// The packet lacks an attribute without which the session has no name.
	Unnamed,
}

/// A report whose authenticator and signature have been found right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
	/// The report's header.
	pub header: ReportHeader,
	/// A hash over all that the router signed.
	pub digest: [u8; 32],
	/// The router, as the chain knows it.
	pub facts: RouterFacts,
	/// The relays of its path in order, or why the path cannot be credited.
	pub relays: Result<Vec<RouterFacts>, Reason>,
	/// The router's newest answer, where it hands one back, and how far it is believed.
	pub restored: Option<(Answer, Trust)>,
	/// What it is about.
	pub subject: Subject,
	/// Octets that the encoded reply may have.
	pub room: usize,
}

/// A session to be disconnected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disconnect {
	/// Acct-Session-Id.
	pub acct_session_id: Vec<u8>,
	/// Calling-Station-Id.
	pub calling_station_id: Vec<u8>,
}

/// What comes of a report once the books are durable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
	/// The SCALE-encoded [`Reply`].
	pub reply: Vec<u8>,
	/// A session that has reached a cap.
	pub disconnect: Option<Disconnect>,
	/// True where the packet's accounting is news to the carrier's own AAA.
	pub forward: bool,
}

impl Outcome {
	/// Nothing but a reply.
	pub fn reply(reply: &Reply) -> Self {
		Self { reply: reply.encode(), disconnect: None, forward: false }
	}
}
