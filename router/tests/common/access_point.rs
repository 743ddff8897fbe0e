//! An access point's accounting.

use super::{token, BSS, NAS, NAS_SECRET, STATION};
use cairn_radius::{kind, Code, Packet, StatusType};
use cairn_router::core::{Machine, Moment};

/// What an access point says.
#[derive(Clone, Debug)]
pub struct Said {
	pub status: StatusType,
	pub session: Option<String>,
	pub octets: Option<(u64, u64)>,
	pub time: Option<u32>,
	pub classes: Vec<Vec<u8>>,
}

impl Said {
	pub fn new(status: StatusType, session: &str, octets: (u64, u64), time: u32) -> Self {
		Self {
			status,
			session: Some(session.into()),
			octets: Some(octets),
			time: Some(time),
			classes: vec![token(0, 1)],
		}
	}

	pub fn packet(&self, identifier: u8) -> Vec<u8> {
		self.packet_with(identifier, NAS_SECRET)
	}

	pub fn packet_with(&self, identifier: u8, secret: &[u8]) -> Vec<u8> {
		let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, identifier);
		let attributes = &mut packet.attributes;
		let mut push = |kind, value: &[u8]| attributes.push(kind, value).expect("fits");
		push(kind::ACCT_STATUS_TYPE, &self.status.value().to_be_bytes());
		push(kind::CALLED_STATION_ID, BSS);
		push(kind::CALLING_STATION_ID, STATION);
		push(kind::USER_NAME, b"subscriber@example");
		if let Some(session) = &self.session {
			push(kind::ACCT_SESSION_ID, session.as_bytes());
		}
		for class in &self.classes {
			push(kind::CLASS, class);
		}
		if let Some(time) = self.time {
			push(kind::ACCT_SESSION_TIME, &time.to_be_bytes());
		}
		if let Some((input, output)) = self.octets {
			push(kind::ACCT_INPUT_OCTETS, &(input as u32).to_be_bytes());
			push(kind::ACCT_INPUT_GIGAWORDS, &((input >> 32) as u32).to_be_bytes());
			push(kind::ACCT_OUTPUT_OCTETS, &(output as u32).to_be_bytes());
			push(kind::ACCT_OUTPUT_GIGAWORDS, &((output >> 32) as u32).to_be_bytes());
		}
		packet.seal_request(secret).expect("a request");
		packet.to_bytes()
	}
}

/// Hands a packet to the machine as the daemon does; returns the response.
pub fn say(machine: &mut Machine, now: Moment, said: &Said) -> Vec<u8> {
	let accepted = machine.accounting(NAS, &said.packet(1)).expect("accepted");
	if let Some(entry) = &accepted.entry {
		machine.apply(now, entry);
	}
	accepted.response
}
