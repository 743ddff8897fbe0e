//! What this router and one carrier have agreed on, and the exchange under way.

use super::session::SessionKey;
use cairn_primitives::{
	Answer, Kind, Octets, Reason, ReceiptLine, Role, RouterIndex, ServiceClass, SessionRef,
	TariffVersion,
};
use cairn_radius::exchange::Sealed;
use codec::{Decode, Encode};
use std::collections::BTreeMap;

/// By how much report numbers jump when the newest one may have been lost.
pub const NUMBER_JUMP: u64 = 1 << 16;

/// The session that a report states.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Reported {
	/// Which.
	pub key: SessionKey,
	/// Octets as reported.
	pub octets: Octets,
	/// The report ends the session.
	pub ends: bool,
	/// The token's service class.
	pub class: ServiceClass,
}

/// A report without its answer. Kept as the octets that were sent, since a signature never comes
/// out the same twice and a retransmission must be identical.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct InFlight {
	/// The report's number.
	pub number: u64,
	/// The packet.
	pub bytes: Vec<u8>,
	/// The packet's identifier.
	pub identifier: u8,
	/// The packet's authenticator.
	pub authenticator: [u8; 16],
	/// The session that it states, if any.
	pub session: Option<Reported>,
	/// The relays that it names.
	pub path: Vec<RouterIndex>,
	/// It hands the newest answer back.
	pub restores: bool,
	/// Ties it to secret, key, chain and router index: sealed under others it is worthless.
	pub seal: [u8; 8],
}

impl InFlight {
	/// What recognises the response.
	pub fn sealed(&self) -> Sealed {
		Sealed {
			bytes: self.bytes.clone(),
			identifier: self.identifier,
			authenticator: self.authenticator,
		}
	}

	/// The kind of lane into which the reported octets go.
	pub fn kind(&self) -> Option<Kind> {
		let session = self.session.as_ref()?;
		let role = match self.path.len() {
			0 => Role::Direct,
			relays => Role::Access(u8::try_from(relays).ok()?),
		};
		Kind::new(session.class, role)
	}
}

/// The state between this router and one carrier.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Link {
	/// The newest answer adopted.
	pub newest: Option<Answer>,
	/// The newest receipt of each lane.
	pub lanes: BTreeMap<(TariffVersion, Kind), ReceiptLine>,
	/// Octets credited of each session that may yet be reported again.
	pub marks: BTreeMap<SessionRef, Octets>,
	/// Number of the next report.
	pub next_number: u64,
	/// Identifier of the next packet.
	pub next_identifier: u8,
	/// The exchange under way.
	pub in_flight: Option<InFlight>,
	/// Answers may have been lost: the next one is adopted even if others came before it.
	pub recovering: bool,
	/// The carrier asked for the newest answer.
	pub restore: bool,
	/// The newest answer is handed back unasked, since the carrier's sums do not fit it.
	pub offered: bool,
	/// Octets in the carrier's marks that no lane gained: lost when the carrier lost its records.
	pub written_off: Octets,
	/// Octets credited since the records began.
	pub credited: Octets,
	/// Octets by which own lanes gained more than the marks did, while no answer had been lost.
	pub unexplained: Octets,
	/// Octets that lanes gained while answers were lost, and that marks of sessions which were open
	/// then may yet gain: a session that the carrier has closed shows its mark only once.
	pub carry: Octets,
	/// Octets of sessions that are over and that were never credited, by the last reason given.
	pub refused: BTreeMap<Option<Reason>, Octets>,
}

impl Default for Link {
	fn default() -> Self {
		Self {
			newest: None,
			lanes: BTreeMap::new(),
			marks: BTreeMap::new(),
			next_number: 0,
			next_identifier: 0,
			in_flight: None,
			// A router that knows nothing asks before it reports.
			recovering: true,
			restore: false,
			offered: false,
			written_off: 0,
			credited: 0,
			unexplained: 0,
			carry: 0,
			refused: BTreeMap::new(),
		}
	}
}

impl Link {
	/// Number of the newest answer; 0 for none.
	pub fn newest_number(&self) -> u64 {
		self.newest.as_ref().map_or(0, |answer| answer.body.number)
	}

	/// Octets credited of a session.
	pub fn mark(&self, session: &SessionRef) -> Octets {
		self.marks.get(session).copied().unwrap_or(0)
	}

	/// Octets of a lane for which there is a receipt.
	pub fn lane(&self, version: TariffVersion, kind: Kind) -> Octets {
		self.lanes.get(&(version, kind)).map_or(0, |line| line.octets)
	}

	/// Octets by which receipts let the lanes of some kinds grow.
	pub fn growth(&self, lines: &[ReceiptLine], of: impl Fn(Kind) -> bool) -> Octets {
		lines
			.iter()
			.filter(|line| of(line.kind))
			.map(|line| line.octets.saturating_sub(self.lane(line.version, line.kind)))
			.fold(0, Octets::saturating_add)
	}

	/// The records may be behind what was said last: ask first, accept a gap, and number reports
	/// so that none is taken for an earlier one.
	pub fn may_have_lost(&mut self) {
		self.recovering = true;
		if self.next_number > 0 {
			self.next_number = self.next_number.saturating_add(NUMBER_JUMP);
		}
	}
}
