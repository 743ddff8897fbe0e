//! A packet becomes a checked report, and an outcome a packet, whatever the transport.

use crate::{
	chain::{unix_now, FactsError, Follower},
	core::{judge, Checked, RouterFacts, SessionReport, SessionStatus, Subject, MIN_ROOM},
	edge::disconnect::{Disconnector, Target},
	engine::Engine,
	lock::lock,
};
use blake2::{
	digest::consts::{U32, U8},
	Blake2b, Digest,
};
use cairn_chain_client::keys::verify;
use cairn_primitives::{CarrierIndex, GenesisHash, Reason, Reply, RouterIndex};
use cairn_radius::{
	attributes_hash,
	exchange::{reply_to, ExchangeError, Incoming},
	kind, session_ref, Accounting, AccountingError, Code, Packet, StatusType, MAX_PACKET_LEN,
};
use codec::{Decode, Encode};
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
};
use tokio::{sync::Semaphore, task};

/// Packets that are worked on at once; further ones are dropped, and their routers send again.
const AT_ONCE: usize = 1_024;

/// Why a packet is not answered.
#[derive(Debug, thiserror::Error)]
pub enum Discard {
	/// It is no report of this exchange.
	#[error("{0}")]
	Exchange(#[from] ExchangeError),
	/// It is addressed to another carrier.
	#[error("the report is addressed to carrier {0}")]
	OtherCarrier(CarrierIndex),
	/// Its accounting cannot be read.
	#[error("{0}")]
	Accounting(#[from] AccountingError),
	/// An Acct-Status-Type that says nothing about a session.
	#[error("Acct-Status-Type {0} says nothing about a session")]
	Status(u32),
	/// The router is not known, and the chain does not answer.
	#[error("{0}")]
	Chain(#[from] FactsError),
	/// So many Proxy-States that no answer fits.
	#[error("its Proxy-States leave no room for an answer")]
	NoRoom,
	/// More reports than can be written.
	#[error("overloaded")]
	Overloaded,
}

impl Discard {
	/// The name under which it is counted.
	pub const fn name(&self) -> &'static str {
		match self {
			Self::Exchange(error) => match error {
				ExchangeError::Parse(_) => "malformed-packet",
				ExchangeError::Authenticator(_) => "wrong-authenticator",
				ExchangeError::Code(_) => "wrong-code",
				ExchangeError::NoCairnAttribute => "plain-accounting",
				ExchangeError::Undecodable | ExchangeError::TooMany => "malformed-exchange",
				ExchangeError::Version(_) => "unknown-version",
				ExchangeError::Signature => "wrong-signature",
				ExchangeError::Attribute(_) => "no-room",
			},
			Self::OtherCarrier(_) => "other-carrier",
			Self::Accounting(_) | Self::Status(_) => "malformed-accounting",
			Self::Chain(_) => "chain-unreachable",
			Self::NoRoom => "no-room",
			Self::Overloaded => "overloaded",
		}
	}

	/// True where sending it again later may help.
	pub const fn is_temporary(&self) -> bool {
		matches!(self, Self::Chain(_) | Self::Overloaded)
	}
}

/// Packets answered and discarded since the daemon started.
#[derive(Default)]
pub struct Counters(Mutex<BTreeMap<&'static str, u64>>);

impl Counters {
	fn count(&self, name: &'static str) {
		let mut counts = lock(&self.0);
		let sum = counts.entry(name).or_default();
		*sum = sum.saturating_add(1);
	}

	/// All of them by name.
	pub fn all(&self) -> BTreeMap<&'static str, u64> {
		lock(&self.0).clone()
	}
}

/// Answers packets.
pub struct Exchange {
	/// This carrier.
	pub carrier: CarrierIndex,
	/// The chain's first block.
	pub genesis: GenesisHash,
	/// The chain.
	pub follower: Arc<Follower>,
	/// The writer.
	pub engine: Engine,
	/// Sends Disconnect-Requests.
	pub disconnector: Disconnector,
	/// Whether the carrier's own AAA gets the accounting.
	pub forward: bool,
	/// What became of packets.
	pub counters: Counters,
	limit: Semaphore,
}

impl Exchange {
	/// Puts the parts together.
	pub fn new(
		carrier: CarrierIndex,
		genesis: GenesisHash,
		follower: Arc<Follower>,
		engine: Engine,
		disconnector: Disconnector,
		forward: bool,
	) -> Self {
		let (counters, limit) = (Counters::default(), Semaphore::new(AT_ONCE));
		Self { carrier, genesis, follower, engine, disconnector, forward, counters, limit }
	}

	/// The response to a packet. `target` is where its sessions can be disconnected.
	pub async fn answer(
		self: &Arc<Self>,
		datagram: Vec<u8>,
		secret: Arc<[u8]>,
		target: Option<Target>,
	) -> Result<Vec<u8>, Discard> {
		let result = self.respond(datagram, secret, target).await;
		match &result {
			Ok(_) => self.counters.count("answered"),
			Err(discard) => {
				self.counters.count(discard.name());
				log::debug!("packet discarded: {discard}");
			}
		}
		result
	}

	async fn respond(
		self: &Arc<Self>,
		datagram: Vec<u8>,
		secret: Arc<[u8]>,
		target: Option<Target>,
	) -> Result<Vec<u8>, Discard> {
		let _permit = self.limit.try_acquire().map_err(|_| Discard::Overloaded)?;
		let incoming = match Incoming::parse(&datagram, &secret) {
			Err(ExchangeError::NoCairnAttribute) => return alive(&datagram, &secret),
			incoming => incoming?,
		};
		// Signatures and the chain may take a while: that is no work for the sockets' threads.
		let this = self.clone();
		let checked = task::spawn_blocking(move || {
			let checked = this.check(&incoming);
			checked.map(|checked| (incoming, checked))
		});
		let (incoming, checked) = checked.await.map_err(|_| Discard::Overloaded)??;
		let checked = match checked {
			Ok(checked) => *checked,
			Err(reason) => return Ok(incoming.reply(&Reply::Rejected(reason), &secret)?),
		};
		let accounting = (self.forward && incoming.has_session()).then(|| forwarded(&incoming));
		let outcome = self.engine.process(checked, accounting).await.ok_or(Discard::Overloaded)?;
		if let (Some(session), Some(target)) = (outcome.disconnect, target) {
			let nas = incoming.packet.attributes.first(kind::NAS_IDENTIFIER).unwrap_or_default();
			self.disconnector.send(target, session, nas.to_vec());
		}
		// The engine has encoded it just now.
		let reply =
			Reply::decode(&mut &outcome.reply[..]).map_err(|_| ExchangeError::Undecodable)?;
		Ok(reply_to(&incoming.packet, &reply, &secret)?)
	}

	/// Checks everything about a report that can be checked without the books. `Ok(Err(_))` rejects
	/// it with a reason.
	fn check(&self, incoming: &Incoming) -> Result<Result<Box<Checked>, Reason>, Discard> {
		let header = &incoming.report().header;
		if header.carrier != self.carrier {
			return Err(Discard::OtherCarrier(header.carrier));
		}
		let room = room(&incoming.packet);
		if room < MIN_ROOM {
			return Err(Discard::NoRoom);
		}
		let Some(facts) = self.follower.router(header.router, false)? else {
			return Ok(Err(Reason::RouterUnknown));
		};
		let verified = |key| {
			incoming
				.verify(&self.genesis, |message, signature| verify(key, message, signature).is_ok())
		};
		let facts = match verified(&facts.key) {
			Ok(()) => facts,
			// Its key may have been replaced since the chain was asked.
			Err(wrong) => {
				let Some(facts) = self.follower.router(header.router, true)? else {
					return Ok(Err(Reason::RouterUnknown));
				};
				verified(&facts.key).map_err(|_| wrong)?;
				facts
			}
		};
		let restored = match (incoming.restored(), self.follower.view()) {
			(Some(answer), Some(view)) => {
				let trust = judge(
					&view,
					&self.genesis,
					self.carrier,
					header.router,
					answer,
					|key, message, signature| verify(key, message, signature).is_ok(),
				);
				match trust {
					Ok(trust) => Some((answer.clone(), trust)),
					Err(refusal) => {
						self.counters.count("restore-refused");
						log::warn!("router {}: {refusal}", header.router);
						return Ok(Err(Reason::RestoreRefused));
					}
				}
			}
			(Some(_), None) => return Ok(Err(Reason::ChainUnreachable)),
			(None, _) => None,
		};
		let subject = if incoming.has_session() {
			subject(header.router, &Accounting::read(&incoming.packet.attributes)?)?
		} else {
			Subject::Nothing
		};
		let digest =
			Blake2b::<U32>::digest((header, attributes_hash(&incoming.packet.attributes)).encode());
		Ok(Ok(Box::new(Checked {
			header: header.clone(),
			digest: digest.into(),
			relays: self.relays(header.router, &header.path)?,
			facts: (*facts).clone(),
			restored,
			subject,
			room,
		})))
	}

	/// The routers of a path, or why it cannot be credited.
	fn relays(
		&self,
		router: RouterIndex,
		path: &[RouterIndex],
	) -> Result<Result<Vec<RouterFacts>, Reason>, FactsError> {
		let mut relays = Vec::with_capacity(path.len());
		for (at, relay) in path.iter().enumerate() {
			if *relay == router || path[..at].contains(relay) {
				return Ok(Err(Reason::PathInvalid));
			}
			match self.follower.router(*relay, false)? {
				Some(facts) if facts.is_payable() => relays.push((*facts).clone()),
				_ => return Ok(Err(Reason::PathInvalid)),
			}
		}
		Ok(Ok(relays))
	}

	/// Seconds since 1970 of the newest view of the chain.
	pub fn view_age(&self) -> Option<u64> {
		self.follower.view().map(|view| unix_now().saturating_sub(view.taken_at))
	}
}

/// Answers a Status-Server that asks whether somebody is there (RFC 5997). Plain accounting is left
/// unanswered: it is not this daemon's.
fn alive(datagram: &[u8], secret: &[u8]) -> Result<Vec<u8>, Discard> {
	let request = Packet::parse(datagram).map_err(ExchangeError::from)?;
	if request.code != Code::STATUS_SERVER {
		return Err(ExchangeError::NoCairnAttribute.into());
	}
	let mut response = Packet::new(Code::ACCOUNTING_RESPONSE, request.identifier);
	response.copy_proxy_state(&request).map_err(ExchangeError::from)?;
	response.attributes.push_message_authenticator().map_err(ExchangeError::from)?;
	response.seal_response(secret, &request.authenticator);
	Ok(response.to_bytes())
}

/// Octets that an encoded reply may have, beside the Proxy-States that go back with it.
fn room(request: &Packet) -> usize {
	let proxied: usize =
		request.attributes.all(kind::PROXY_STATE).map(|state| state.len() + 2).sum();
	let left = (MAX_PACKET_LEN - cairn_radius::HEADER_LEN).saturating_sub(proxied);
	// Each attribute of 255 octets holds 247 of the reply.
	left / 255 * 247 + (left % 255).saturating_sub(8)
}

/// The attributes that the carrier's own AAA gets: what the access point said, and nothing of ours.
fn forwarded(incoming: &Incoming) -> Vec<u8> {
	let attributes = &incoming.packet.attributes;
	let router = attributes.first(kind::NAS_IDENTIFIER);
	attributes
		.without_vendor()
		.filtered(|a| match a.kind {
			kind::PROXY_STATE | kind::MESSAGE_AUTHENTICATOR => false,
			// The router's own name only led the report here.
			kind::USER_NAME => Some(a.value) != router,
			_ => true,
		})
		.as_bytes()
		.to_vec()
}

fn bss_name(called_station_id: &[u8]) -> [u8; 8] {
	Blake2b::<U8>::digest(called_station_id).into()
}

/// What an accounting packet is about.
fn subject(router: RouterIndex, accounting: &Accounting<'_>) -> Result<Subject, Discard> {
	let called = accounting.called_station_id.unwrap_or_default();
	let status = match accounting.status {
		StatusType::Start => SessionStatus::Start,
		StatusType::Interim => SessionStatus::Interim,
		StatusType::Stop => SessionStatus::Stop,
		StatusType::AccountingOn | StatusType::AccountingOff => {
			return Ok(Subject::BssReset(bss_name(called)));
		}
		StatusType::Other(other) => return Err(Discard::Status(other)),
	};
	let Some(acct_session_id) = accounting.session_id else { return Ok(Subject::Unnamed) };
	// Where one of the two counters is missing, or both overflow together, there is no update.
	let octets = accounting
		.octets()
		.and_then(|_| Some((accounting.input_octets()?, accounting.output_octets()?)));
	Ok(Subject::Session(Box::new(SessionReport {
		session: session_ref(router, called, acct_session_id),
		bss: bss_name(called),
		status,
		octets,
		classes: accounting.classes.iter().map(|class| class.to_vec()).collect(),
		acct_session_id: acct_session_id.to_vec(),
		called_station_id: called.to_vec(),
		calling_station_id: accounting.calling_station_id.map(<[u8]>::to_vec),
		session_time: accounting.session_time,
	})))
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_radius::Attributes;

	#[test]
	fn room_is_what_a_reply_and_the_proxy_states_fit_into_together() {
		for states in [&[][..], &[4], &[253, 253, 100]] {
			let mut request = Packet::new(Code::STATUS_SERVER, 1);
			for len in states {
				request.attributes.push(kind::PROXY_STATE, &vec![7; *len]).expect("fits");
			}
			let room = room(&request);
			let fits = |octets| {
				let mut packet = Packet::new(Code::ACCOUNTING_RESPONSE, 1);
				packet.attributes.put_vendor(cairn_radius::CAIRN_REPLY, &vec![0; octets]).is_ok()
					&& packet.copy_proxy_state(&request).is_ok()
			};
			assert!(fits(room) && !fits(room + 1), "{room}");
		}
	}

	#[test]
	fn access_points_counters_become_octets_or_no_update() {
		let read = |change: fn(&mut Attributes)| {
			let mut attributes = Attributes::default();
			attributes.push_u32(kind::ACCT_STATUS_TYPE, 3).expect("fits");
			attributes.push(kind::ACCT_SESSION_ID, b"s").expect("fits");
			change(&mut attributes);
			let accounting = Accounting::read(&attributes).expect("well-formed");
			match subject(4, &accounting).expect("a session") {
				Subject::Session(session) => session.octets,
				other => panic!("{other:?}"),
			}
		};
		assert_eq!(read(|_| {}), None);
		assert_eq!(read(|a| a.push_u32(kind::ACCT_INPUT_OCTETS, 5).expect("fits")), None);
		assert_eq!(
			read(|a| {
				a.push_u32(kind::ACCT_INPUT_OCTETS, 5).expect("fits");
				a.push_u32(kind::ACCT_OUTPUT_OCTETS, 6).expect("fits");
				a.push_u32(kind::ACCT_OUTPUT_GIGAWORDS, 2).expect("fits");
			}),
			Some((5, (2 << 32) + 6))
		);
	}

	#[test]
	fn nameless_sessions_and_foreign_statuses_are_told_apart() {
		let read = |status, name: bool| {
			let mut attributes = Attributes::default();
			attributes.push_u32(kind::ACCT_STATUS_TYPE, status).expect("fits");
			if name {
				attributes.push(kind::ACCT_SESSION_ID, b"s").expect("fits");
			}
			attributes.push(kind::CALLED_STATION_ID, b"ap").expect("fits");
			subject(4, &Accounting::read(&attributes).expect("well-formed"))
		};
		assert_eq!(read(2, false).expect("unnamed"), Subject::Unnamed);
		assert_eq!(read(7, false).expect("a reset"), Subject::BssReset(bss_name(b"ap")));
		assert!(matches!(read(15, true), Err(Discard::Status(15))));
	}
}
