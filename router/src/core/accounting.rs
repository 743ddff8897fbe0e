//! Packets from the access points: who may send them, and what becomes of them.

use super::{
	machine::Machine,
	record::{Entry, Uncounted},
	session::{find_token, normalise, SessionKey, Tokens, NAS_REBOOT, NAS_REQUEST},
};
use cairn_primitives::SessionRef;
use cairn_radius::{
	Accounting, AccountingError, Attributes, AuthenticatorError, Code, Packet, ParseError,
	StatusType,
};
use std::{fmt, net::IpAddr};

/// Why a datagram is dropped without a response.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Dropped {
	/// From an address that is no configured access point.
	UnknownSource,
	/// Not a RADIUS packet.
	Malformed,
	/// Not an Accounting-Request or Status-Server.
	OtherCode,
	/// The authenticator is wrong or missing: another shared secret, or an altered packet.
	Authenticator,
	/// An attribute is missing, doubled or of a wrong length.
	Attributes,
}

impl Dropped {
	/// Every reason.
	pub const ALL: [Self; 5] = [
		Self::UnknownSource,
		Self::Malformed,
		Self::OtherCode,
		Self::Authenticator,
		Self::Attributes,
	];

	/// The name in logs and status.
	pub const fn name(self) -> &'static str {
		match self {
			Self::UnknownSource => "unknown-source",
			Self::Malformed => "malformed",
			Self::OtherCode => "other-code",
			Self::Authenticator => "authenticator",
			Self::Attributes => "attributes",
		}
	}
}

impl fmt::Display for Dropped {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::UnknownSource => "from an address that is no configured access point",
			Self::Malformed => "not a RADIUS packet",
			Self::OtherCode => "neither Accounting-Request nor Status-Server",
			Self::Authenticator => "wrong authenticator: do the shared secrets agree?",
			Self::Attributes => "an attribute is missing, doubled or of a wrong length",
		})
	}
}

impl From<ParseError> for Dropped {
	fn from(_: ParseError) -> Self {
		Self::Malformed
	}
}

impl From<AuthenticatorError> for Dropped {
	fn from(error: AuthenticatorError) -> Self {
		match error {
			AuthenticatorError::NotARequest(_) => Self::OtherCode,
			_ => Self::Authenticator,
		}
	}
}

impl From<AccountingError> for Dropped {
	fn from(_: AccountingError) -> Self {
		Self::Attributes
	}
}

/// A packet that is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accepted {
	/// To be recorded and applied before the response is sent.
	pub entry: Option<Entry>,
	/// The response: the same for a retransmission, since it depends on the request alone.
	pub response: Vec<u8>,
}

/// The session that a packet is about; `None` without Acct-Session-Id.
pub(super) fn session_key(view: &Accounting<'_>) -> Option<SessionKey> {
	Some(SessionKey {
		bss: view.called_station_id.unwrap_or_default().to_vec(),
		id: view.session_id.filter(|id| !id.is_empty())?.to_vec(),
	})
}

fn response(request: &Packet, secret: &[u8]) -> Result<Vec<u8>, Dropped> {
	let mut packet = Packet::new(Code::ACCOUNTING_RESPONSE, request.identifier);
	packet.copy_proxy_state(request).map_err(|_| Dropped::Malformed)?;
	packet.seal_response(secret, &request.authenticator);
	Ok(packet.to_bytes())
}

impl Machine {
	/// Judges a datagram from an access point. Nothing changes before [`Machine::apply`].
	pub fn accounting(&self, source: IpAddr, datagram: &[u8]) -> Result<Accepted, Dropped> {
		let nas = self.settings.access_points.iter().find(|nas| nas.address == source);
		let nas = nas.ok_or(Dropped::UnknownSource)?;
		let packet = Packet::parse(datagram)?;
		if packet.code != Code::ACCOUNTING_REQUEST && packet.code != Code::STATUS_SERVER {
			return Err(Dropped::OtherCode);
		}
		packet.verify_request(&nas.secret)?;
		let response = response(&packet, &nas.secret)?;
		if packet.code == Code::STATUS_SERVER {
			return Ok(Accepted { entry: None, response });
		}
		let attributes =
			normalise(&packet.attributes, nas.reversed).map_err(|_| Dropped::Malformed)?;
		let view = Accounting::read(&attributes)?;
		let ended = |cause| Entry::BssEnded(view.called_station_id.map(<[u8]>::to_vec), cause);
		let entry = match view.status {
			StatusType::AccountingOn => self.worth_recording(ended(NAS_REBOOT)),
			StatusType::AccountingOff => self.worth_recording(ended(NAS_REQUEST)),
			StatusType::Start | StatusType::Interim | StatusType::Stop => {
				let key = session_key(&view).ok_or(Dropped::Attributes)?;
				match self.about_session(&key, &view) {
					Verdict::Counts => self.packet_entry(&key, &attributes, &view),
					Verdict::Uncounted(session, why, open) => {
						Some(Entry::Uncounted(session, why, open))
					}
					Verdict::Ended(session) => Some(Entry::UncountedEnded(session)),
					Verdict::Late => None,
				}
			}
			StatusType::Other(_) => None,
		};
		Ok(Accepted { entry, response })
	}

	/// The end of a BSS in which nothing is open changes nothing. Without a name it is all of the
	/// access point, as far as there is only one.
	fn worth_recording(&self, ended: Entry) -> Option<Entry> {
		let any = match &ended {
			Entry::BssEnded(Some(bss), _) => self.state.sessions.keys().any(|key| key.bss == *bss),
			_ => self.settings.access_points.len() == 1 && !self.state.sessions.is_empty(),
		};
		any.then_some(ended)
	}

	/// A packet that changes nothing, such as a retransmission, is not recorded again.
	fn packet_entry(
		&self,
		key: &SessionKey,
		attributes: &Attributes,
		view: &Accounting<'_>,
	) -> Option<Entry> {
		if let Some(session) = self.state.sessions.get(key) {
			let token = match find_token(&view.classes, |c| self.settings.carriers.contains_key(&c))
			{
				Tokens::Found(token) => Some(token),
				_ => None,
			};
			let mut updated = session.clone();
			updated.update(token.as_ref(), attributes, view);
			if updated == *session {
				return None;
			}
		}
		Some(Entry::Packet(attributes.as_bytes().to_vec()))
	}

	fn about_session(&self, key: &SessionKey, view: &Accounting<'_>) -> Verdict {
		if self.state.sessions.contains_key(key) {
			return Verdict::Counts;
		}
		let name = key.short();
		let stop = view.status == StatusType::Stop;
		if self.state.tally.open.contains_key(&name) {
			// Once not counted, not counted to its end: its counters began before.
			return if stop { Verdict::Ended(name) } else { Verdict::Late };
		}
		if self.state.closed.contains(&name) {
			return Verdict::Late;
		}
		let why = match find_token(&view.classes, |c| self.settings.carriers.contains_key(&c)) {
			Tokens::None => Uncounted::NoToken,
			Tokens::Malformed(_) => Uncounted::TokenMalformed,
			Tokens::Foreign(_) => Uncounted::ForeignCarrier,
			Tokens::Found(token) if self.is_stopped(token.carrier) => Uncounted::NotServed,
			Tokens::Found(_) if self.state.sessions.len() >= self.settings.max_sessions => {
				Uncounted::TooManySessions
			}
			Tokens::Found(_) => return Verdict::Counts,
		};
		Verdict::Uncounted(name, why, !stop)
	}
}

enum Verdict {
	/// It belongs to a session that counts.
	Counts,
	/// It is the first of a session that does not, which is to be recorded.
	Uncounted(SessionRef, Uncounted, bool),
	/// It is the last of a session that does not, which is to be recorded.
	Ended(SessionRef),
	/// Nothing is to be recorded: the session is over, or does not count as is known.
	Late,
}
