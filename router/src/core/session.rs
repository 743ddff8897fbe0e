//! A subscriber's session as the access point has stated it so far.

use super::flow::{Clock, Flow, Order, Update};
use cairn_primitives::{CarrierIndex, Octets, Reason, RouterIndex, ServiceClass, SessionRef};
use cairn_radius::{
	kind,
	token::{Token, TokenError},
	Accounting, AttributeError, Attributes, StatusType,
};
use codec::{Decode, Encode};

/// Names a session at this router.
///
/// Holds no identifier of the subscriber; still it is never logged.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode)]
pub struct SessionKey {
	/// Called-Station-Id: the BSS.
	pub bss: Vec<u8>,
	/// Acct-Session-Id.
	pub id: Vec<u8>,
}

impl SessionKey {
	/// The session's name between a router and a carrier.
	pub fn name(&self, router: RouterIndex) -> SessionRef {
		cairn_radius::session_ref(router, &self.bss, &self.id)
	}

	/// The session's name in this router's own lists.
	pub fn short(&self) -> SessionRef {
		self.name(RouterIndex::MAX)
	}
}

/// How a session came to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum End {
	/// The access point sent a Stop.
	Stated,
	/// No Stop came: the BSS went down or came up anew, or nothing was heard for long. Holds the
	/// Acct-Terminate-Cause to report.
	Assumed(u32),
}

/// Acct-Terminate-Cause: the service went away without a word.
pub const LOST_SERVICE: u32 = 3;
/// Acct-Terminate-Cause: the access point ended the session.
pub const NAS_REQUEST: u32 = 10;
/// Acct-Terminate-Cause: the access point restarted.
pub const NAS_REBOOT: u32 = 11;

/// A session that counts.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Session {
	/// Who pays: the token's carrier, for the session's whole life.
	pub carrier: CarrierIndex,
	/// The newest token's service class.
	pub class: ServiceClass,
	/// How it ended, if it did.
	pub end: Option<End>,
	/// Place in the order of sessions that have something new to report.
	pub dirty: Option<u64>,
	/// The carrier's newest refusal, while it lasts.
	pub refusal: Option<Reason>,
	/// The most octets that any report stated.
	pub reported: Octets,
	/// The newest packet's attributes, with the newest packet's Class attributes that had any.
	attributes: Vec<u8>,
	input: Option<Flow>,
	output: Option<Flow>,
	clock: Clock,
}

/// What a packet changed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Change {
	/// There is something to report.
	pub news: bool,
	/// The token was replaced, so that a refusal of the former one is void.
	pub token: bool,
	/// The session ended with this packet.
	pub ended: bool,
	/// A counter went backwards; its reading was passed over.
	pub backwards: bool,
}

/// The tokens among a packet's Class attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tokens {
	/// None.
	None,
	/// The first whose carrier is known here.
	Found(Token),
	/// Only such of carriers that are not configured.
	Foreign(CarrierIndex),
	/// Something that begins like a token and is none.
	Malformed(TokenError),
}

/// Finds the token that counts among a packet's Class attributes.
pub fn find_token(classes: &[&[u8]], known: impl Fn(CarrierIndex) -> bool) -> Tokens {
	let mut second_best = Tokens::None;
	for class in classes {
		match Token::parse(class) {
			Ok(token) if known(token.carrier) => return Tokens::Found(token),
			Ok(token) => second_best = Tokens::Foreign(token.carrier),
			Err(TokenError::NotAToken) => {}
			Err(error) if second_best == Tokens::None => second_best = Tokens::Malformed(error),
			Err(_) => {}
		}
	}
	second_best
}

/// The attributes as they are kept: without what only concerns this hop, and with directions as
/// RFC 2866 has them where the access point turns them round.
pub fn normalise(attributes: &Attributes, reversed: bool) -> Result<Attributes, AttributeError> {
	let kept = attributes
		.without_vendor()
		.filtered(|a| a.kind != kind::PROXY_STATE && a.kind != kind::MESSAGE_AUTHENTICATOR);
	if !reversed {
		return Ok(kept);
	}
	let mut turned = Attributes::default();
	for attribute in kept.iter() {
		let kind = match attribute.kind {
			kind::ACCT_INPUT_OCTETS => kind::ACCT_OUTPUT_OCTETS,
			kind::ACCT_OUTPUT_OCTETS => kind::ACCT_INPUT_OCTETS,
			kind::ACCT_INPUT_GIGAWORDS => kind::ACCT_OUTPUT_GIGAWORDS,
			kind::ACCT_OUTPUT_GIGAWORDS => kind::ACCT_INPUT_GIGAWORDS,
			other => other,
		};
		turned.push(kind, attribute.value)?;
	}
	Ok(turned)
}

impl Session {
	/// A session that was not known, from its first packet and token.
	pub fn new(token: &Token, attributes: &Attributes, view: &Accounting<'_>) -> (Self, Change) {
		let mut session = Self {
			carrier: token.carrier,
			class: token.class,
			end: None,
			dirty: None,
			refusal: None,
			reported: 0,
			attributes: attributes.as_bytes().to_vec(),
			input: None,
			output: None,
			clock: Clock::default(),
		};
		let mut change = session.update(Some(token), attributes, view);
		change.news = true;
		(session, change)
	}

	/// Octets in both directions together. Saturating: nobody carries 2⁶⁴ octets.
	pub fn octets(&self) -> Octets {
		let total = |flow: Option<Flow>| flow.map_or(0, Flow::total);
		total(self.input).saturating_add(total(self.output))
	}

	/// Takes a further packet, already [`normalise`]d.
	pub fn update(
		&mut self,
		token: Option<&Token>,
		attributes: &Attributes,
		view: &Accounting<'_>,
	) -> Change {
		let order = self.clock.order(view.session_time);
		let before = self.octets();
		let mut change = Change::default();
		for (flow, reading) in [(&mut self.input, view.input), (&mut self.output, view.output)] {
			if let Some(reading) = reading {
				let update = flow.get_or_insert_with(Flow::default).update(reading, order);
				change.backwards |= update == Update::Backwards;
			}
		}
		let stop = view.status == StatusType::Stop;
		// A Start after an interim was overtaken; after a Stop only another Stop says anything.
		let overtaken = match self.end {
			Some(End::Stated) => !stop,
			_ => order == Order::Older || (view.status == StatusType::Start && before > 0),
		};
		if stop && self.end != Some(End::Stated) {
			self.end = Some(End::Stated);
			change.ended = true;
		}
		if stop || !overtaken {
			if let Some(token) = token.filter(|token| token.carrier == self.carrier) {
				self.class = token.class;
			}
			change.token = self.replace_attributes(attributes, view);
		}
		self.clock.note(view.session_time, view.input.is_some() || view.output.is_some());
		change.news = self.octets() > before || change.ended || change.token;
		change
	}

	/// Keeps the packet's attributes; true when the Class attributes are others than before.
	fn replace_attributes(&mut self, attributes: &Attributes, view: &Accounting<'_>) -> bool {
		let Ok(former) = Attributes::parse(&self.attributes) else {
			self.attributes = attributes.as_bytes().to_vec();
			return true;
		};
		let mut kept = attributes.clone();
		if view.classes.is_empty() {
			for class in former.all(kind::CLASS) {
				if kept.push(kind::CLASS, class).is_err() {
					// No room for the Class attributes: better the former packet than none.
					return false;
				}
			}
		}
		let changed = !former.all(kind::CLASS).eq(kept.all(kind::CLASS));
		self.attributes = kept.as_bytes().to_vec();
		changed
	}

	/// Ends the session without the access point's word. False if it had ended before.
	pub fn assume_end(&mut self, cause: u32) -> bool {
		if self.end.is_some() {
			return false;
		}
		self.end = Some(End::Assumed(cause));
		true
	}

	/// The attributes to report: the newest packet's, with the counters as they stand.
	pub fn report(&self) -> Result<Attributes, AttributeError> {
		let mut attributes =
			Attributes::parse(&self.attributes).map_err(|_| AttributeError::PacketFull)?;
		if self.input.is_some() || self.output.is_some() {
			for (flow, low, high) in [
				(self.input, kind::ACCT_INPUT_OCTETS, kind::ACCT_INPUT_GIGAWORDS),
				(self.output, kind::ACCT_OUTPUT_OCTETS, kind::ACCT_OUTPUT_GIGAWORDS),
			] {
				let total = flow.map_or(0, Flow::total);
				attributes.replace(low, &(total as u32).to_be_bytes())?;
				attributes.replace(high, &((total >> 32) as u32).to_be_bytes())?;
			}
		}
		if let Some(End::Assumed(cause)) = self.end {
			let stop = StatusType::Stop.value().to_be_bytes();
			attributes.replace(kind::ACCT_STATUS_TYPE, &stop)?;
			attributes.replace(kind::ACCT_TERMINATE_CAUSE, &cause.to_be_bytes())?;
		}
		Ok(attributes)
	}
}
