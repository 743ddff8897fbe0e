//! A carrier that follows the exchange's contract and nothing more.

use super::{aaa_key, hash_sign, CARRIER, DEVICE, GENESIS, ROUTER, SECRET, TOKEN_KEY};
use cairn_chain_client::keys::{verify, Signer};
use cairn_primitives::{
	Answer, AnswerBody, AnyKey, AnySignature, Kind, Mark, Octets, Reason, ReceiptLine, Refused,
	Reply, Role, SessionRef, TariffVersion, EXCHANGE_VERSION,
};
use cairn_radius::{
	exchange::{verify_answer, Incoming},
	session_ref,
	token::Token,
	Accounting, StatusType,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
};

/// The keys by which carrier and router are known to each other.
#[derive(Clone)]
pub struct Keys {
	/// The router's device key.
	pub device: [u8; 32],
	/// A true AAA key; without it hashes stand for signatures, the router's included.
	pub pair: Option<Arc<Signer>>,
}

impl Default for Keys {
	fn default() -> Self {
		Self { device: DEVICE, pair: None }
	}
}

impl Keys {
	fn sign(&self, number: u16, message: &[u8]) -> AnySignature {
		match &self.pair {
			Some(pair) => pair.sign(message),
			None => hash_sign(&aaa_key(number), message),
		}
	}

	fn is_own(&self, number: u16, message: &[u8], signature: &AnySignature) -> bool {
		match &self.pair {
			Some(pair) => verify(&pair.key(), message, signature).is_ok(),
			None => hash_sign(&aaa_key(number), message) == *signature,
		}
	}

	fn is_routers(&self, message: &[u8], signature: &AnySignature) -> bool {
		match &self.pair {
			Some(_) => verify(&AnyKey::Sr25519(self.device), message, signature).is_ok(),
			None => hash_sign(&self.device, message) == *signature,
		}
	}
}

/// A carrier's durable state.
#[derive(Clone)]
pub struct Carrier {
	pub keys: Keys,
	/// The secret shared with the router.
	pub secret: Vec<u8>,
	pub lanes: BTreeMap<(TariffVersion, Kind), Octets>,
	pub marks: BTreeMap<SessionRef, Octets>,
	pub closed: BTreeSet<SessionRef>,
	pub number: u64,
	pub last: Option<(u64, Vec<u8>, Vec<u8>)>,
	pub version: TariffVersion,
	pub key: u16,
	/// Refuse every session for this reason.
	pub refuse: Option<Reason>,
	/// Refuse every report for this reason.
	pub reject: Option<Reason>,
	/// Relay lanes, credited by nobody in these tests but the test itself.
	pub relayed: BTreeMap<(TariffVersion, Kind), Octets>,
}

impl Default for Carrier {
	fn default() -> Self {
		Self {
			keys: Keys::default(),
			secret: SECRET.to_vec(),
			lanes: BTreeMap::new(),
			marks: BTreeMap::new(),
			closed: BTreeSet::new(),
			number: 0,
			last: None,
			version: 0,
			key: 0,
			refuse: None,
			reject: None,
			relayed: BTreeMap::new(),
		}
	}
}

impl Carrier {
	pub fn total(&self) -> Octets {
		self.lanes.values().sum()
	}

	/// Answers a packet, or drops it.
	pub fn handle(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
		let incoming = Incoming::parse(bytes, &self.secret).ok()?;
		incoming
			.verify(&GENESIS, |message, signature| self.keys.is_routers(message, signature))
			.ok()?;
		let header = &incoming.report().header;
		assert_eq!((header.carrier, header.router), (CARRIER, ROUTER));
		if let Some((number, sent, reply)) = &self.last {
			if *number == header.number && sent == bytes {
				return Some(reply.clone());
			}
			// A report overtaken by a later one; 0 begins a router's new life.
			if header.number <= *number && header.number != 0 {
				return None;
			}
		}
		if let Some(answer) = incoming.restored() {
			self.restore(answer);
		}
		let reply = if header.newest_answer > self.number {
			Reply::SendNewest { have: self.number }
		} else if let Some(reason) = self.reject {
			Reply::Rejected(reason)
		} else {
			Reply::Answer(self.answer(&incoming))
		};
		let response = incoming.reply(&reply, &self.secret).expect("fits");
		self.last = Some((header.number, bytes.to_vec(), response.clone()));
		Some(response)
	}

	fn restore(&mut self, answer: &Answer) {
		let good = verify_answer(answer, &GENESIS, |key, message, signature| {
			self.keys.is_own(key, message, signature)
		});
		assert_eq!(good, Ok(()), "a router hands back what this carrier signed");
		self.number = self.number.max(answer.body.number);
		for line in &answer.body.receipts {
			let lanes = match line.kind.role() {
				Some(Role::Relay(_)) => &mut self.relayed,
				_ => &mut self.lanes,
			};
			let lane = lanes.entry((line.version, line.kind)).or_insert(0);
			*lane = line.octets.max(*lane);
		}
		for mark in &answer.body.marks {
			let known = self.marks.entry(mark.session).or_insert(0);
			*known = mark.octets.max(*known);
		}
	}

	fn answer(&mut self, incoming: &Incoming) -> Answer {
		let header = &incoming.report().header;
		let mut refused = Vec::new();
		let mut shown = None;
		if incoming.has_session() {
			let view = Accounting::read(&incoming.packet.attributes).expect("understood");
			let (called, id) = (view.called_station_id.unwrap(), view.session_id.unwrap());
			let session = session_ref(ROUTER, called, id);
			shown = Some(session);
			if let Err(reason) = self.credit(session, &view, header.path.len()) {
				refused.push(Refused { session, reason });
			}
			if view.status == StatusType::Stop {
				self.closed.insert(session);
			}
		}
		self.number += 1;
		let sign = |message: &[u8]| self.keys.sign(self.key, message);
		let receipts = self
			.lanes
			.iter()
			.chain(&self.relayed)
			.map(|((version, kind), octets)| {
				let mut line = ReceiptLine {
					version: *version,
					kind: *kind,
					octets: *octets,
					key: self.key,
					signature: AnySignature::Sr25519([0; 64]),
				};
				line.signature = sign(&line.receipt(CARRIER, ROUTER).signing_payload(&GENESIS));
				line
			})
			.collect();
		let body = AnswerBody {
			version: EXCHANGE_VERSION,
			carrier: CARRIER,
			router: ROUTER,
			number: self.number,
			report: header.number,
			receipts,
			marks: self
				.marks
				.iter()
				.filter(|(session, _)| !self.closed.contains(*session) || shown == Some(**session))
				.map(|(session, octets)| Mark { session: *session, octets: *octets })
				.collect(),
			refused,
		};
		let signature = sign(&body.signing_payload(&GENESIS));
		Answer { body, key: self.key, signature }
	}

	fn credit(
		&mut self,
		session: SessionRef,
		view: &Accounting<'_>,
		relays: usize,
	) -> Result<(), Reason> {
		let tokens: Vec<_> = view.classes.iter().filter_map(|c| Token::parse(c).ok()).collect();
		let token = tokens.iter().find(|t| t.carrier == CARRIER).ok_or(Reason::NoToken)?;
		let station = view.calling_station_id.ok_or(Reason::AttributeMissing)?;
		token.verify(TOKEN_KEY, &self.keys.device, station, 0).map_err(|_| Reason::TokenForged)?;
		if let Some(reason) = self.refuse {
			return Err(reason);
		}
		let Some(octets) = view.octets() else {
			self.marks.entry(session).or_insert(0);
			return Ok(());
		};
		let mark = self.marks.get(&session).copied().unwrap_or(0);
		if octets < mark {
			return Err(Reason::OctetsBackwards);
		}
		if self.closed.contains(&session) && octets > mark {
			return Err(Reason::SessionClosed);
		}
		let role = match relays {
			0 => Role::Direct,
			n => Role::Access(n as u8),
		};
		let kind = Kind::new(token.class, role).ok_or(Reason::ClassNotPriced)?;
		*self.lanes.entry((self.version, kind)).or_insert(0) += octets - mark;
		self.marks.insert(session, octets);
		Ok(())
	}
}
