//! Reports and replies as packets.
//!
//! The same octets travel by UDP, by RadSec and as the body of an HTTPS POST
//! ([`CONTENT_TYPE`]); behind TLS the shared secret is [`crate::RADSEC_SECRET`].
//!
//! Signatures are made and checked by closures, so that no curve code is needed here.

use crate::{
	attributes_hash, kind, AttributeError, Attributes, Authenticator, AuthenticatorError, Code,
	Packet, ParseError, CAIRN_REPLY, CAIRN_REQUEST,
};
use cairn_primitives::{
	Answer, AnySignature, GenesisHash, Reply, Report, ReportHeader, Request, EXCHANGE_VERSION,
	MAX_MARKS, MAX_PATH, MAX_RECEIPT_LINES,
};
use codec::{DecodeAll, Encode};
use std::fmt;

/// Content type of a packet in an HTTPS body, both ways.
pub const CONTENT_TYPE: &str = "application/octet-stream";

/// Why a packet is no report or reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExchangeError {
	/// The octets are no packet.
	Parse(ParseError),
	/// Who sent it does not know the shared secret, or it answers another request.
	Authenticator(AuthenticatorError),
	/// No Accounting-Request, or no Accounting-Response.
	Code(Code),
	/// Cairn's attribute is missing.
	NoCairnAttribute,
	/// Cairn's attribute does not decode, or has octets left over.
	Undecodable,
	/// Another version of the format.
	Version(u8),
	/// More receipts, marks or relays than the format allows.
	TooMany,
	/// The router's or carrier's signature is wrong.
	Signature,
	/// It does not fit a packet.
	Attribute(AttributeError),
}

impl fmt::Display for ExchangeError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Parse(error) => write!(f, "no RADIUS packet: {error}"),
			Self::Authenticator(error) => error.fmt(f),
			Self::Code(code) => write!(f, "{code:?} carries no exchange"),
			Self::NoCairnAttribute => f.write_str("Cairn's attribute is missing"),
			Self::Undecodable => f.write_str("Cairn's attribute does not decode"),
			Self::Version(version) => write!(f, "exchange version {version} is not understood"),
			Self::TooMany => f.write_str("more entries than the exchange format allows"),
			Self::Signature => f.write_str("wrong signature"),
			Self::Attribute(error) => error.fmt(f),
		}
	}
}

impl std::error::Error for ExchangeError {}

impl From<ParseError> for ExchangeError {
	fn from(error: ParseError) -> Self {
		Self::Parse(error)
	}
}

impl From<AuthenticatorError> for ExchangeError {
	fn from(error: AuthenticatorError) -> Self {
		Self::Authenticator(error)
	}
}

impl From<AttributeError> for ExchangeError {
	fn from(error: AttributeError) -> Self {
		Self::Attribute(error)
	}
}

/// What a report is made of.
pub struct Outgoing<'a> {
	/// Identifier of the packet.
	pub identifier: u8,
	/// 16 random octets: where there is no session they stand for one, so that no response to an
	/// earlier report fits.
	pub nonce: [u8; 16],
	/// What the report says beside the session.
	pub header: ReportHeader,
	/// The session's attributes as the access point stated them, Acct-Status-Type among them.
	pub session: Option<&'a Attributes>,
	/// The router's id in 64 hex digits; becomes the report's NAS-Identifier, and its User-Name
	/// where the session has none.
	pub nas_identifier: &'a str,
	/// The newest answer, for a carrier that asked for it.
	pub restore: Option<Answer>,
}

/// A report ready to be sent, and what is needed to recognise its response.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
	/// The octets to send, now and at each retransmission.
	pub bytes: Vec<u8>,
	/// The packet's identifier.
	pub identifier: u8,
	/// The packet's authenticator.
	pub authenticator: Authenticator,
}

impl Outgoing<'_> {
	/// The attributes that stand beside Cairn's own.
	///
	/// Without a session it is an Accounting-Request, too: proxies answer a Status-Server themselves
	/// (RFC 5997, section 4.1). Without a User-Name radsecproxy does the same, since it names the realm.
	fn attributes(&self) -> Result<Attributes, AttributeError> {
		let mut attributes = match self.session {
			// Cairn's own and the access point's proofs say nothing about this packet.
			Some(session) => session
				.without_vendor()
				.filtered(|a| a.kind != kind::PROXY_STATE && a.kind != kind::MESSAGE_AUTHENTICATOR),
			None => {
				let nonce = format!("{:032x}", u128::from_be_bytes(self.nonce));
				let mut attributes = Attributes::default();
				attributes.push(kind::ACCT_SESSION_ID, nonce.as_bytes())?;
				attributes
			}
		};
		attributes.replace(kind::NAS_IDENTIFIER, self.nas_identifier.as_bytes())?;
		if attributes.first(kind::USER_NAME).is_none() {
			attributes.push(kind::USER_NAME, self.nas_identifier.as_bytes())?;
		}
		Ok(attributes)
	}

	/// Signs and seals the report.
	pub fn seal(
		self,
		genesis: &GenesisHash,
		secret: &[u8],
		sign: impl FnOnce(&[u8]) -> AnySignature,
	) -> Result<Sealed, ExchangeError> {
		let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, self.identifier);
		packet.attributes = self.attributes()?;
		let hash = attributes_hash(&packet.attributes);
		let signature = sign(&self.header.signing_payload(genesis, &hash));
		let report = Report { header: self.header, signature };
		let request = match self.restore {
			Some(answer) => Request::Restore(report, answer),
			None => Request::Report(report),
		};
		packet.attributes.put_vendor(CAIRN_REQUEST, &request.encode())?;
		packet.seal_request(secret)?;
		Ok(Sealed {
			bytes: packet.to_bytes(),
			identifier: packet.identifier,
			authenticator: packet.authenticator,
		})
	}
}

/// A report as a carrier receives it: the shared secret has been checked, the signature not yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Incoming {
	/// The whole packet; read the session with [`crate::Accounting::read`].
	pub packet: Packet,
	/// What Cairn's attribute holds.
	pub request: Request,
}

impl Incoming {
	/// Reads a packet that may be a report. [`ExchangeError::NoCairnAttribute`] is plain accounting,
	/// or a Status-Server, which says nothing but that somebody asks.
	pub fn parse(datagram: &[u8], secret: &[u8]) -> Result<Self, ExchangeError> {
		let packet = Packet::parse(datagram)?;
		if packet.code != Code::ACCOUNTING_REQUEST && packet.code != Code::STATUS_SERVER {
			return Err(ExchangeError::Code(packet.code));
		}
		packet.verify_request(secret)?;
		if packet.code == Code::STATUS_SERVER {
			return Err(ExchangeError::NoCairnAttribute);
		}
		Self::from_packet(packet)
	}

	/// Reads Cairn's attribute of a packet whose authenticator has been checked.
	pub fn from_packet(packet: Packet) -> Result<Self, ExchangeError> {
		let value =
			packet.attributes.vendor(CAIRN_REQUEST).ok_or(ExchangeError::NoCairnAttribute)?;
		let request =
			Request::decode_all(&mut &value[..]).map_err(|_| ExchangeError::Undecodable)?;
		let header = match &request {
			Request::Report(report) => &report.header,
			Request::Restore(report, answer) => {
				check_answer(answer)?;
				&report.header
			}
		};
		if header.version != EXCHANGE_VERSION {
			return Err(ExchangeError::Version(header.version));
		}
		if header.path.len() > MAX_PATH {
			return Err(ExchangeError::TooMany);
		}
		Ok(Self { packet, request })
	}

	/// The report in either form of request.
	pub fn report(&self) -> &Report {
		match &self.request {
			Request::Report(report) | Request::Restore(report, _) => report,
		}
	}

	/// The answer that the router hands back.
	pub fn restored(&self) -> Option<&Answer> {
		match &self.request {
			Request::Report(_) => None,
			Request::Restore(_, answer) => Some(answer),
		}
	}

	/// True when the packet states a session or a BSS: accounting has an Acct-Status-Type.
	pub fn has_session(&self) -> bool {
		self.packet.attributes.first(kind::ACCT_STATUS_TYPE).is_some()
	}

	/// Checks the router's signature; `check` is given the message and the signature.
	pub fn verify(
		&self,
		genesis: &GenesisHash,
		check: impl FnOnce(&[u8], &AnySignature) -> bool,
	) -> Result<(), ExchangeError> {
		let report = self.report();
		let hash = attributes_hash(&self.packet.attributes);
		if check(&report.header.signing_payload(genesis, &hash), &report.signature) {
			Ok(())
		} else {
			Err(ExchangeError::Signature)
		}
	}

	/// The response packet with this reply.
	pub fn reply(&self, reply: &Reply, secret: &[u8]) -> Result<Vec<u8>, ExchangeError> {
		reply_to(&self.packet, reply, secret)
	}
}

/// The response to a request with this reply, also where the request could not be read in full.
pub fn reply_to(request: &Packet, reply: &Reply, secret: &[u8]) -> Result<Vec<u8>, ExchangeError> {
	let mut packet = Packet::new(Code::ACCOUNTING_RESPONSE, request.identifier);
	packet.attributes.put_vendor(CAIRN_REPLY, &reply.encode())?;
	packet.copy_proxy_state(request)?;
	packet.seal_response(secret, &request.authenticator);
	Ok(packet.to_bytes())
}

/// Reads the response to a report. The carrier's signature is still to be checked, see
/// [`verify_answer`].
pub fn parse_reply(datagram: &[u8], sent: &Sealed, secret: &[u8]) -> Result<Reply, ExchangeError> {
	let packet = Packet::parse(datagram)?;
	if packet.code != Code::ACCOUNTING_RESPONSE {
		return Err(ExchangeError::Code(packet.code));
	}
	packet.verify_response(secret, sent.identifier, &sent.authenticator)?;
	let value = packet.attributes.vendor(CAIRN_REPLY).ok_or(ExchangeError::NoCairnAttribute)?;
	let reply = Reply::decode_all(&mut &value[..]).map_err(|_| ExchangeError::Undecodable)?;
	if let Reply::Answer(answer) = &reply {
		check_answer(answer)?;
	}
	Ok(reply)
}

/// Version and bounds of an answer.
fn check_answer(answer: &Answer) -> Result<(), ExchangeError> {
	let body = &answer.body;
	if body.version != EXCHANGE_VERSION {
		return Err(ExchangeError::Version(body.version));
	}
	if body.receipts.len() > MAX_RECEIPT_LINES
		|| body.marks.len() > MAX_MARKS
		|| body.refused.len() > MAX_MARKS
	{
		return Err(ExchangeError::TooMany);
	}
	Ok(())
}

/// Checks the signature over an answer as a whole and those over each of its receipts; `check` is
/// given the number of the carrier's AAA key, the message and the signature.
pub fn verify_answer(
	answer: &Answer,
	genesis: &GenesisHash,
	mut check: impl FnMut(cairn_primitives::KeyNumber, &[u8], &AnySignature) -> bool,
) -> Result<(), ExchangeError> {
	let body = &answer.body;
	let mut good = check(answer.key, &body.signing_payload(genesis), &answer.signature);
	for line in &body.receipts {
		let receipt = line.receipt(body.carrier, body.router);
		good &= check(line.key, &receipt.signing_payload(genesis), &line.signature);
	}
	if good {
		Ok(())
	} else {
		Err(ExchangeError::Signature)
	}
}
